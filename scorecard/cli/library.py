"""The verbs on frameworks outside any evaluation: frameworks, check."""

from __future__ import annotations

from argparse import Namespace

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, problem_as_json, problem_line, refusal_as_json
from scorecard.errors import Refusal
from scorecard.i18n import _, language, ngettext
from scorecard.library.frameworks import built_in, built_in_framework


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    frameworks = verbs.add("frameworks", _("List the frameworks that come with the program."))
    frameworks.add_argument("--json", action="store_true", help=_("as one JSON document"))
    frameworks.set_defaults(run=list_frameworks)

    check = verbs.add("check", _("Find every problem of a framework file at once, each with its place."))
    check.add_argument("framework", metavar="FRAMEWORK.toml|FRAMEWORK.xlsx", type=path_named)
    check.add_argument("--json", action="store_true", help=_("as one JSON document"))
    check.set_defaults(run=check_file)


def list_frameworks(asked: Namespace, output: Output) -> None:
    """`frameworks`."""
    frameworks = [built_in_framework(id) for id in built_in()]
    if asked.json:
        listed = [
            {
                "id": one.id,
                "version": one.version,
                "name": one.name.into(language()),
                "sections": [
                    {
                        "id": section.id,
                        "name": section.name.into(language()),
                        "criteria": [criterion.id for criterion in section.criteria],
                    }
                    for section in one.sections
                ],
            }
            for one in frameworks
        ]
        output.document({"frameworks": listed})
        return
    for place, one in enumerate(frameworks):
        rows = [
            (criterion.id, criterion.name.into(language()), section.short.into(language()))
            for section in one.sections
            for criterion in section.criteria
        ]
        between = "\n" if place else ""
        output.data(f"{between}{one.id} {one.version}: {one.name.into(language())}\n")
        output.data(aligned((_("Criterion"), _("Name"), _("Section")), rows))


def check_file(asked: Namespace, output: Output) -> int:
    """`check`."""
    from scorecard.exchange.framework_book import check_file as check_framework

    try:
        problems = check_framework(asked.framework)
    except Refusal as refusal:
        if asked.json:
            output.document({"problems": refusal_as_json(refusal, asked.framework.name)})
        raise
    if asked.json:
        output.document({"problems": [problem_as_json(problem) for problem in problems]})
        return 1 if problems else 0
    for problem in problems:
        output.data(problem_line(problem))
    if problems:
        sentence = ngettext(
            "“{file}” has {count} problem; correct it and check again.",
            "“{file}” has {count} problems; correct them and check again.",
            len(problems),
        )
        output.say(sentence.format(file=asked.framework, count=len(problems)))
        return 1
    output.say(_("“{file}” is a framework that can be used.").format(file=asked.framework))
    return 0
