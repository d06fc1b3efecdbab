"""The verbs on an evaluation as a whole: new, info, verify."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

from scorecard.analysis.evaluators.people_words import kind_word
from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, problem_line, shortened
from scorecard.i18n import _, format_share, language, ngettext
from scorecard.model.codec import fingerprint
from scorecard.model.snapshot import Snapshot
from scorecard.workspace import Workspace


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    new = verbs.add("new", _("Make a new evaluation."))
    new.add_argument("file", metavar="FILE", type=path_named)
    new.add_argument("--sample", metavar="ID", help=_("begin with a sample: mining or workshop"))
    new.add_argument(
        "--framework",
        metavar="ID|PATH.toml|PATH.xlsx",
        action="append",
        default=[],
        help=_("a framework to embed, built in or your own; may be given several times"),
    )
    new.add_argument("--title", metavar="T", help=_("the title of the evaluation"))
    new.set_defaults(run=make)

    info = verbs.add("info", _("Say what an evaluation holds."))
    info.add_argument("file", metavar="FILE", type=path_named)
    info.add_argument("--json", action="store_true", help=_("as one JSON document"))
    info.set_defaults(run=tell)

    verify = verbs.add("verify", _("Check that the file is whole and its history true to it."))
    verify.add_argument("file", metavar="FILE", type=path_named)
    verify.set_defaults(run=check_file)


def make(asked: Namespace, output: Output) -> None:
    """`new`."""
    frameworks = [Path(one) if _is_path(one) else one for one in asked.framework]
    with Workspace.create(
        asked.file, sample=asked.sample, frameworks=frameworks, title=asked.title, language=language()
    ) as workspace:
        sentence = ngettext(
            "“{file}” is made, with {count} programme. It holds: {frameworks}.",
            "“{file}” is made, with {count} programmes. It holds: {frameworks}.",
            len(workspace.snapshot.programmes),
        )
        output.say(
            sentence.format(
                file=asked.file,
                count=len(workspace.snapshot.programmes),
                frameworks=", ".join(workspace.snapshot.evaluation.frameworks),
            )
        )


def _is_path(framework: str) -> bool:
    return framework.endswith((".toml", ".xlsx")) or Path(framework).name != framework


def tell(asked: Namespace, output: Output) -> None:
    """`info`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        snapshot = workspace.snapshot
        values = Counter(score.state for score in workspace.scores())
        counts = {
            "scored": values["scored"],
            "NE": values["NE"],
            "NA": values["NA"],
            "evidence": len(snapshot.evidence),
        }
        history = workspace.history()
        if asked.json:
            identity = {
                "id": snapshot.evaluation.id,
                "fingerprint": workspace.fingerprint(),
                "edits": len(history),
                "changed_at": history[0].at.isoformat(),
            }
            output.document(identity | _as_json(snapshot, counts))
        else:
            sentence = _("Evaluation {id}, content {fingerprint}; edits: {edits}, the last on {moment}.")
            line = sentence.format(
                id=snapshot.evaluation.id[:8],
                fingerprint=workspace.fingerprint()[:16],
                edits=len(history),
                moment=f"{history[0].at.astimezone():%Y-%m-%d %H:%M:%S}",
            )
            output.data(f"{_as_text(snapshot, counts)}\n\n{line}")


def _as_json(snapshot: Snapshot, counts: dict[str, int]) -> dict[str, object]:
    return {
        "title": snapshot.evaluation.title,
        "note": snapshot.evaluation.note,
        "caution": snapshot.evaluation.caution,
        "threshold": snapshot.evaluation.threshold,
        "frameworks": [
            {
                "id": one.id,
                "version": one.version,
                "sha256": fingerprint(one),
                "name": one.name.into(language()),
            }
            for one in snapshot.ordered_frameworks()
        ],
        "rounds": [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "begins": one.begins,
                "ends": one.ends,
                "closed": one.closed,
                "blind": one.blind,
            }
            for one in snapshot.ordered_rounds()
        ],
        "evaluators": [
            {"id": one.id, "name": one.name, "kind": one.kind} for one in snapshot.ordered_evaluators()
        ],
        "weights": [
            {"id": one.id, "name": one.name, "framework": one.framework} for one in snapshot.weights.values()
        ],
        "programmes": [
            {
                "id": one.id,
                "name": one.name,
                "country": one.country,
                "region": one.region,
                "period": one.period,
                "institution": one.institution,
                "mechanism": one.mechanism,
                "kind": one.kind,
                "tags": list(one.tags),
                "uuid": one.uuid,
                "investment_code": one.investment_code,
            }
            for one in snapshot.ordered_programmes()
        ],
        "counts": counts,
    }


def _as_text(snapshot: Snapshot, counts: dict[str, int]) -> str:
    from scorecard.analysis.caution import caution_label

    parts = [snapshot.evaluation.title]
    parts += filter(None, (caution_label(snapshot), snapshot.evaluation.note))
    sentence = _(
        "Levels: {scored}. No evidence (NE): {ne}. Does not apply (NA): {na}. Evidence: {evidence}. "
        "A score needs a coverage of {threshold}."
    )
    parts.append(
        sentence.format(
            scored=counts["scored"],
            ne=counts["NE"],
            na=counts["NA"],
            evidence=counts["evidence"],
            threshold=format_share(snapshot.evaluation.threshold),
        )
    )
    frameworks = [
        (one.id, one.version, fingerprint(one)[:8], one.name.into(language()), str(len(one.criteria)))
        for one in snapshot.ordered_frameworks()
    ]
    heads = (_("Framework"), _("Version"), "SHA-256", _("Name"), _("Criteria"))
    parts.append(aligned(heads, frameworks, right={4}))
    rounds = [(one.id, one.name) for one in snapshot.ordered_rounds()]
    parts.append(aligned((_("Round"), _("Name")), rounds))
    if snapshot.evaluators:
        people = [(one.id, one.name, kind_word(one.kind)) for one in snapshot.ordered_evaluators()]
        parts.append(aligned((_("Evaluator"), _("Name"), _("Kind")), people))
    if snapshot.programmes:
        programmes = [
            (one.id, shortened(one.label), one.country, shortened(one.region, 32))
            for one in snapshot.ordered_programmes()
        ]
        parts.append(aligned((_("Programme"), _("Name"), _("Country"), _("Region")), programmes))
    return "\n\n".join(parts)


def check_file(asked: Namespace, output: Output) -> int:
    """`verify`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        problems = workspace.verify()
        edits = len(workspace.history())
    for problem in problems:
        output.data(problem_line(problem))
    if problems:
        sentence = ngettext(
            "“{file}” has {count} problem. Go back to a copy of it; nothing has been changed.",
            "“{file}” has {count} problems. Go back to a copy of it; nothing has been changed.",
            len(problems),
        )
        output.say(sentence.format(file=asked.file, count=len(problems)))
        return 1
    sentence = ngettext(
        "“{file}” is whole: its content is what its {count} edit made.",
        "“{file}” is whole: its content is what its {count} edits made.",
        edits,
    )
    output.say(sentence.format(file=asked.file, count=edits))
    return 0
