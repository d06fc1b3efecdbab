"""The verb on how far evaluators agree: agreement."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from scorecard.cli.around import print_foot, print_head
from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.cli.tables import add_place
from scorecard.i18n import _, format_difference, language
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.analysis.evaluators.agreement import Agreement, Alpha


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    agreement = verbs.add("agreement", _("Print how far evaluators agree, and how each of them scores."))
    agreement.add_argument("file", metavar="FILE", type=path_named)
    add_place(agreement)
    agreement.add_argument("--json", action="store_true", help=_("as one JSON document"))
    agreement.set_defaults(run=print_agreement)


def print_agreement(asked: Namespace, output: Output) -> None:
    """`agreement`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(workspace.question(asked.framework, asked.round))
        agreement = study.agreement
    if asked.json:
        output.document(agreement.to_json())
        return
    print_head(study, output)
    answer, detail = agreement.sentences()
    output.data("\n".join(filter(None, (answer, detail))))
    if agreement.overall.units:
        output.data(f"\n{_alphas(agreement)}")
    if agreement.habits:
        output.data(f"\n{_habits(agreement)}")
    print_foot(study, output)


def _alphas(agreement: Agreement) -> str:
    heads = (_("Id"), _("Section or criterion"), _("Alpha"), _("95 % interval"), _("Cells"), _("Agree"))
    tongue = language()
    criteria = iter(agreement.criteria)
    rows = [_alpha("", _("Overall"), agreement.overall)]
    for section, alpha in zip(agreement.framework.sections, agreement.sections, strict=True):
        rows.append(_alpha(section.id, section.short.into(tongue), alpha))
        rows += [
            _alpha(criterion.id, f"  {criterion.name.into(tongue)}", next(criteria))
            for criterion in section.criteria
        ]
    return aligned(heads, rows, {2, 3, 4})


def _alpha(id: str, name: str, alpha: Alpha) -> tuple[str, ...]:
    from scorecard.analysis.evaluators.agreement_sentences import alpha_figure, interval_figure, verdict_word

    return (
        id,
        shortened(name),
        alpha_figure(alpha.alpha),
        interval_figure(alpha),
        str(alpha.units),
        verdict_word(alpha.verdict),
    )


def _habits(agreement: Agreement) -> str:
    from scorecard.analysis.evaluators.agreement_sentences import habit_word, habits_explained

    heads = (_("Id"), _("Evaluator"), _("Severity"), _("Shared cells"), _("Levels"), _("Habit"))
    rows = [
        (
            habit.evaluator.id,
            shortened(habit.evaluator.name),
            "–" if habit.severity is None else format_difference(habit.severity, 2),
            str(habit.shared),
            str(habit.levels),
            habit_word(habit),
        )
        for habit in agreement.habits
    ]
    return f"{aligned(heads, rows, {2, 3, 4})}\n\n{habits_explained()}"
