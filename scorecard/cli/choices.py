"""The verbs on what a ranking hangs on and whom it divides: choices, groups."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from scorecard.cli.around import print_foot, print_head
from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.cli.tables import add_question, question_asked
from scorecard.i18n import _, format_number
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.analysis.sureness.sensitivity import Sensitivity
    from scorecard.analysis.views.groups import Attribute


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    choices = verbs.add(
        "choices",
        _("Print how ranks change with our own choices, one changed at a time: rule, threshold, and so on."),
    )
    choices.add_argument("file", metavar="FILE", type=path_named)
    add_question(choices)
    choices.add_argument("--json", action="store_true", help=_("as one JSON document"))
    choices.set_defaults(run=print_choices)

    groups = verbs.add("groups", _("Print how scores are spread over countries, regions, kinds or tags."))
    groups.add_argument("file", metavar="FILE", type=path_named)
    groups.add_argument(
        "--by",
        metavar="country|region|kind|tag",
        default="country",
        help=_("what programmes are grouped by; country if not given"),
    )
    add_question(groups)
    groups.add_argument("--json", action="store_true", help=_("as one JSON document"))
    groups.set_defaults(run=print_groups)


def print_choices(asked: Namespace, output: Output) -> None:
    """`choices`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(question_asked(workspace, asked))
        sensitivity = study.sensitivity
    if asked.json:
        output.document(sensitivity.to_json())
        return
    print_head(study, output)
    answer, detail = sensitivity.sentences()
    output.data("\n".join(filter(None, (answer, detail))))
    if sensitivity.asked.programmes:
        output.data(f"\n{_variants(sensitivity)}")
        output.data(f"\n{_ranks(sensitivity)}\n")
        output.data(
            _(
                "The columns are the choices by number. ▲ and ▼: places higher and lower than as asked; "
                "new: a rank only there. A dash: no rank for want of evidence."
            )
        )
    print_foot(study, output)


def print_groups(asked: Namespace, output: Output) -> None:
    """`groups`."""
    from scorecard.analysis.views.group_words import (
        attribute_title,
        counted,
        group_name,
        group_sentences,
        groups_as_json,
    )
    from scorecard.analysis.views.groups import attribute_named, find_groups

    attribute: Attribute = attribute_named(asked.by)
    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(question_asked(workspace, asked))
    comparison = study.comparison
    if asked.json:
        output.document(groups_as_json(comparison, attribute))
        return
    print_head(study, output)
    output.data("\n".join(filter(None, group_sentences(comparison, attribute))))
    groups = find_groups(comparison, attribute)
    if groups:
        rows = [
            (
                shortened(group_name(one.name)),
                *(
                    "–" if figure is None else format_number(figure, 2)
                    for figure in (one.median, one.lowest, one.highest)
                ),
                counted(one),
            )
            for one in groups
        ]
        heads = (attribute_title(attribute), _("Median"), _("Lowest"), _("Highest"), _("Programmes"))
        output.data(f"\n{aligned(heads, rows, {1, 2, 3})}")
    print_foot(study, output)


def _variants(sensitivity: Sensitivity) -> str:
    from scorecard.analysis.sureness.choice_words import choice_title

    rows = [
        (
            str(number),
            choice_title(one.choice),
            shortened(one.name),
            one.first,
            str(int(one.moved.sum())),
        )
        for number, one in enumerate(sensitivity.variants, start=1)
    ]
    return aligned((_("No."), _("Choice"), _("Changed to"), _("First"), _("Another rank")), rows, {0, 4})


def _ranks(sensitivity: Sensitivity) -> str:
    asked = sensitivity.asked
    heads = (_("Rank"), _("Id"), _("Programme"), *map(str, range(1, len(sensitivity.variants) + 1)))
    rows = [
        (
            str(asked.rank[row] or "–"),
            asked.programmes[row].id,
            shortened(asked.programmes[row].label, 32),
            *(one.figure(row) for one in sensitivity.variants),
        )
        for row in asked.ranking()
    ]
    return aligned(heads, rows, {0, *range(3, len(heads))})
