"""Levels in words, as documents say them."""

from __future__ import annotations

from scorecard.analysis.results import CellResult
from scorecard.i18n import _, format_number, language
from scorecard.model.framework import NA, NE, Criterion, Framework


def state_words(value: str) -> str:
    """What an answer that is no level says; empty for a level."""
    return {
        NE: _("No evidence found in the sources"),
        NA: _("Does not apply"),
        "": _("Not yet scored"),
    }.get(value, "")


def answer_words(framework: Framework, criterion: Criterion, value: str) -> str:
    """The text of a level by its code, or what NE, NA or nothing says; empty for a code of an older scale."""
    if value in framework.codes:
        return criterion.levels[framework.codes.index(value)].into(language())
    return state_words(value)


def cell_figure(framework: Framework, cell: CellResult) -> str:
    """The level of a cell as it is shown: a code where evaluators together stand on one, else the position."""
    if cell.value is None:
        return "" if cell.state == "unscored" else cell.state
    if cell.value.is_integer():
        return framework.codes[int(cell.value)]
    return format_number(cell.value, 1)


def cell_words(framework: Framework, cell: CellResult) -> str:
    """What the level of a cell says; between two levels the text of the lower one."""
    if cell.value is None:
        return state_words("" if cell.state == "unscored" else cell.state)
    lower = int(cell.value)
    text = cell.criterion.levels[lower].into(language())
    if cell.value.is_integer():
        return text
    low, high = framework.codes[lower : lower + 2]
    return _("Between {low} and {high}. {text}").format(low=low, high=high, text=text)
