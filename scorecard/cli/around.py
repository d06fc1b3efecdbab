"""What stands around every answer in the terminal: whose evaluation, what was asked, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.cli.output import Output

if TYPE_CHECKING:
    from scorecard.analysis.study import Study


def print_head(study: Study, output: Output, *, rounds: str = "", views: str = "") -> None:
    """The title, what was asked, the label of caution and its note.

    What shows more than one round, or more than one view, names them in `rounds` and `views`.
    """
    from scorecard.analysis.caution import caution_label
    from scorecard.charts.caption import asked

    snapshot = study.snapshot
    output.data(snapshot.evaluation.title)
    output.data(", ".join(asked(snapshot, study.comparison, rounds=rounds, views=views)))
    for line in filter(None, (caution_label(snapshot), snapshot.evaluation.note)):
        output.data(line)
    output.data("")


def print_foot(study: Study, output: Output) -> None:
    """Which scores do not count; nothing where all of them do."""
    if absent := not_counted(study):
        output.data(f"\n{absent}")


def not_counted(study: Study) -> str:
    """Which scores do not count, in sentences; nothing where all of them do."""
    from scorecard.analysis.sight import left_out

    compared = [programme.key for programme in study.comparison.programmes]
    return left_out(study.snapshot, None, study.question.round, compared)
