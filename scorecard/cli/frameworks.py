"""The verbs on the frameworks of an evaluation: framework list, add, export, import, draft, adopt and others."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from scorecard.cli.framework_words import listing_as_json, preview_as_json, preview_lines, rows_of_versions
from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output, aligned, problem_as_json, refusal_as_json
from scorecard.edits import drafting, frameworks
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.library.completeness import gaps
from scorecard.library.frameworks import FrameworkProblems, built_in_framework
from scorecard.model.framework import Framework
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.workspace import Workspace


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    group = verbs.group("framework", _("List, exchange and change the frameworks of an evaluation."))
    listing = _on_file(group.add("list", _("List the frameworks with their versions and drafts.")))
    listing.add_argument("--json", action="store_true", help=_("as one JSON document"))
    listing.set_defaults(run=list_frameworks)

    add = _on_file(group.add("add", _("Add a framework that comes with the program.")))
    add.add_argument("id", metavar="ID", help=_("the id of a built-in framework, such as dac"))
    add.set_defaults(run=add_framework)

    remove = _on_framework(group.add("remove", _("Remove a framework that has no scores.")))
    remove.set_defaults(run=remove_framework)

    order = _on_file(group.add("order", _("Put the frameworks in another order; the first one opens.")))
    order.add_argument("ids", metavar="ID", nargs="+", help=_("the ids of all of them"))
    order.set_defaults(run=order_frameworks)

    export = _on_framework(group.add("export", _("Write a framework to a file that can be changed.")))
    export.add_argument("out", metavar="OUT.toml|OUT.xlsx", type=path_named)
    export.add_argument("--version", metavar="V", help=_("an earlier version"))
    export.add_argument("--draft", action="store_true", help=_("the next version, as far as it is written"))
    export.set_defaults(run=export_framework)

    taking = _on_file(group.add("import", _("Take in a framework; a known one becomes a draft.")))
    taking.add_argument("source", metavar="SOURCE.toml|SOURCE.xlsx", type=path_named)
    taking.add_argument("--over", action="store_true", help=_("replace a draft that is there"))
    _add_dry_run(taking, _("say what would happen and change nothing"))
    taking.set_defaults(run=import_framework)

    adopt = _on_framework(group.add("adopt", _("Put the draft of a framework in force.")))
    adopt.add_argument("--version", metavar="V", default="", help=_("its number; without one the next"))
    _add_dry_run(adopt, _("say what would happen to the scores and change nothing"))
    adopt.set_defaults(run=adopt_draft)

    discard = _on_framework(group.add("discard", _("Give the draft of a framework up.")))
    discard.set_defaults(run=discard_draft)
    _add_draft_verbs(group.group("draft", _("Write the next version of a framework.")))


def _add_draft_verbs(group: Verbs) -> None:
    begin = _on_framework(group.add("begin", _("Begin the next version as the present one.")))
    begin.set_defaults(run=begin_draft)

    def verb(
        name: str, help: str, change: Callable[[Namespace, Framework, frozenset[str]], Framework]
    ) -> Parser:
        parser = _on_framework(group.add(name, help))
        parser.set_defaults(run=change_draft, change=change)
        return parser

    split = verb("split", _("Make several criteria of one."), _split)
    split.add_argument("criterion", metavar="CRITERION")
    split.add_argument("codes", metavar="CODE", nargs="*", help=_("the codes of the parts; two if not given"))
    merge = verb("merge", _("Make one criterion of several."), _merge)
    merge.add_argument("criteria", metavar="CRITERION", nargs="+")
    merge.add_argument("--code", metavar="CODE", default="", help=_("the code of the new criterion"))
    recode = verb("recode", _("Give a criterion another code and leave its meaning."), _recode)
    recode.add_argument("criterion", metavar="CRITERION")
    recode.add_argument("code", metavar="CODE")
    move = verb("move", _("Put a criterion at another place."), _move)
    move.add_argument("criterion", metavar="CRITERION")
    move.add_argument("section", metavar="SECTION")
    move.add_argument("place", metavar="PLACE", help=_("its place in the section, from 1"))
    retire = verb("retire", _("Ask a criterion, or all of a section, no more."), _retire)
    retire.add_argument("what", metavar="CRITERION|SECTION")
    restore = verb("restore", _("Ask a retired criterion, or a retired section, again."), _restore)
    restore.add_argument("what", metavar="CRITERION|SECTION")


def _on_file(parser: Parser) -> Parser:
    parser.add_argument("file", metavar="FILE", type=path_named)
    return parser


def _on_framework(parser: Parser) -> Parser:
    _on_file(parser).add_argument("id", metavar="ID", help=_("the id of the framework"))
    return parser


def _add_dry_run(parser: Parser, help: str) -> None:
    parser.add_argument("--dry-run", action="store_true", help=help)
    parser.add_argument("--json", action="store_true", help=_("as one JSON document"))


def list_frameworks(asked: Namespace, output: Output) -> None:
    """`framework list`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        snapshot = workspace.snapshot
    if asked.json:
        output.document(listing_as_json(snapshot))
        return
    heads = (_("Framework"), _("Version"), "SHA-256", _("State"), _("Criteria"), _("Name"))
    output.data(aligned(heads, rows_of_versions(snapshot), right={4}))


def add_framework(asked: Namespace, output: Output) -> None:
    """`framework add`."""
    framework = built_in_framework(asked.id)
    with Workspace.open(asked.file) as workspace:
        workspace.edit(frameworks.embed, framework)
    output.say(_("“{id}” {version} is added.").format(id=framework.id, version=framework.version))


def remove_framework(asked: Namespace, output: Output) -> None:
    """`framework remove`."""
    with Workspace.open(asked.file) as workspace:
        scores = workspace.framework_scores(asked.id)
        workspace.edit(frameworks.remove_framework, asked.id, scores)
    output.say(_("“{id}” is removed; undo brings it back.").format(id=asked.id))


def order_frameworks(asked: Namespace, output: Output) -> None:
    """`framework order`."""
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(frameworks.reorder, tuple(asked.ids))
    output.say(_saved(edit is not None))


def export_framework(asked: Namespace, output: Output) -> None:
    """`framework export`."""
    from scorecard.exchange.framework_book import save_framework

    with Workspace.open(asked.file, reading=True) as workspace:
        framework = _wanted(workspace.snapshot, asked)
    missing = gaps(framework)
    if missing:
        sentence = _("The draft still lacks texts, so no file can hold it: {gap} Nothing was written.")
        raise Refusal(sentence.format(gap=missing[0].text()), code="incomplete")
    save_framework(framework, asked.out)
    sentence = _("“{id}” {version} is written to “{file}”.")
    output.say(sentence.format(id=framework.id, version=framework.version, file=asked.out))


def import_framework(asked: Namespace, output: Output) -> None:
    """`framework import`."""
    from scorecard.exchange.framework_book import open_framework

    try:
        framework = open_framework(asked.source)
    except FrameworkProblems as refusal:
        if asked.json:
            output.document({"problems": [problem_as_json(problem) for problem in refusal.problems]})
        raise
    except Refusal as refusal:
        if asked.json:
            output.document({"problems": refusal_as_json(refusal, asked.source.name)})
        raise
    with Workspace.open(asked.file, reading=asked.dry_run) as workspace:
        edit = frameworks.take_in(workspace.snapshot, framework, over=asked.over)
        after = workspace.snapshot.after(edit.changes)
        drafted = framework.id in after.drafts
        if drafted:
            _show_preview(asked, output, workspace, after, framework.id)
        elif asked.json:
            output.document({"framework": framework.id, "version": framework.version, "draft": False})
        if asked.dry_run:
            output.say(_("Nothing has been changed: this was a trial."))
            return
        stored = workspace.commit(edit)
    if stored is None:
        output.say(_saved(False))
    elif drafted:
        sentence = _(
            "“{id}” is a draft now; “framework adopt” puts it in force, “framework discard” gives it up."
        )
        output.say(sentence.format(id=framework.id))
    else:
        output.say(_("“{id}” {version} is added.").format(id=framework.id, version=framework.version))


def adopt_draft(asked: Namespace, output: Output) -> None:
    """`framework adopt`."""
    with Workspace.open(asked.file, reading=asked.dry_run) as workspace:
        snapshot = workspace.snapshot
        _known_draft(snapshot, asked.id)
        scores = workspace.framework_scores(asked.id)
        edit = frameworks.adopt(snapshot, asked.id, asked.version, scores)
        _show_preview(asked, output, workspace, snapshot, asked.id)
        if asked.dry_run:
            output.say(_("Nothing has been changed: this was a trial."))
            return
        workspace.commit(edit)
        version = workspace.snapshot.framework(asked.id).version
    output.say(_("“{id}” {version} is in force; undo takes it back.").format(id=asked.id, version=version))


def discard_draft(asked: Namespace, output: Output) -> None:
    """`framework discard`."""
    with Workspace.open(asked.file) as workspace:
        workspace.edit(frameworks.discard_draft, asked.id)
    output.say(_("The draft of “{id}” is given up.").format(id=asked.id))


def begin_draft(asked: Namespace, output: Output) -> None:
    """`framework draft begin`."""
    with Workspace.open(asked.file) as workspace:
        workspace.edit(frameworks.begin_draft, asked.id)
    output.say(_("The next version of “{id}” is begun.").format(id=asked.id))


def change_draft(asked: Namespace, output: Output) -> None:
    """`framework draft` with any of the verbs that change one."""
    with Workspace.open(asked.file) as workspace:
        taken = frameworks.taken_ids(workspace.snapshot, asked.id)
        edit = workspace.edit(
            frameworks.redraft, asked.id, lambda framework: asked.change(asked, framework, taken)
        )
    output.say(_saved(edit is not None))


def _show_preview(
    asked: Namespace, output: Output, workspace: Workspace, snapshot: Snapshot, id: str
) -> None:
    from scorecard.analysis.record.succession import preview

    scores = workspace.framework_scores(id)
    foretold = preview(snapshot, id, scores)
    if asked.json:
        output.document(preview_as_json(snapshot, id, foretold))
    else:
        for line in preview_lines(snapshot, id, foretold):
            output.data(line)


def _wanted(snapshot: Snapshot, asked: Namespace) -> Framework:
    if asked.draft:
        return _known_draft(snapshot, asked.id)
    if asked.version is None:
        return snapshot.framework(asked.id)
    snapshot.framework(asked.id)
    versions = {one.version: one for one in frameworks.versions(snapshot, asked.id)}
    if asked.version not in versions:
        raise unknown(_("version"), asked.version, versions)
    return versions[asked.version]


def _known_draft(snapshot: Snapshot, id: str) -> Framework:
    if id not in snapshot.drafts:
        raise unknown(_("draft"), id, snapshot.drafts)
    return snapshot.drafts[id].framework


def _saved(changed: bool) -> str:
    return _("Saved.") if changed else _("It says so already; nothing has changed.")


def _full(framework: Framework, criterion: str) -> str:
    """The full id of a criterion that may be named by its code alone."""
    return criterion if "." in criterion else f"{framework.id}.{criterion}"


def _split(asked: Namespace, framework: Framework, taken: frozenset[str]) -> Framework:
    return drafting.split(framework, _full(framework, asked.criterion), tuple(asked.codes), taken)


def _merge(asked: Namespace, framework: Framework, taken: frozenset[str]) -> Framework:
    criteria = tuple(_full(framework, one) for one in asked.criteria)
    return drafting.merge(framework, criteria, asked.code, taken)


def _recode(asked: Namespace, framework: Framework, taken: frozenset[str]) -> Framework:
    return drafting.recode_criterion(framework, _full(framework, asked.criterion), asked.code, taken)


def _move(asked: Namespace, framework: Framework, taken: frozenset[str]) -> Framework:
    if not (asked.place.isascii() and asked.place.isdecimal() and int(asked.place[:6]) > 0):
        raise Refusal(_("A place is a whole number from 1. Nothing has changed."))
    criterion = _full(framework, asked.criterion)
    return drafting.move_criterion(framework, criterion, asked.section, int(asked.place[:6]) - 1)


def _retire(asked: Namespace, framework: Framework, taken: frozenset[str]) -> Framework:
    if any(section.id == asked.what for section in framework.sections):
        return drafting.retire_section(framework, asked.what)
    return drafting.retire_criterion(framework, _full(framework, asked.what))


def _restore(asked: Namespace, framework: Framework, taken: frozenset[str]) -> Framework:
    if any(section.id == asked.what for section in framework.retired):
        return drafting.restore_section(framework, asked.what)
    return drafting.restore_criterion(framework, _full(framework, asked.what))
