"""What stands around every answer in the terminal: whose evaluation, what was asked, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.cli.output import Output

if TYPE_CHECKING:
    from scorecard.analysis.study import Study


def print_head(study: Study, output: Output) -> None:
    """The title, what was asked, and the label of caution."""
    from scorecard.charts.caption import asked, caution_label

    output.data(study.snapshot.evaluation.title)
    output.data(", ".join(asked(study.snapshot, study.comparison)))
    if caution := caution_label(study.snapshot):
        output.data(caution)
    output.data("")


def print_foot(study: Study, output: Output) -> None:
    """Which scores do not count; nothing where all of them do."""
    from scorecard.analysis.sight import left_out

    compared = [programme.key for programme in study.comparison.programmes]
    if absent := left_out(study.snapshot, None, study.question.round, compared):
        output.data(f"\n{absent}")
