"""What stands in the cells of a heat map and in its legend, the same on the screen and in files."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.analysis.cube import NA, NE, UNSCORED
from scorecard.analysis.question import Average
from scorecard.analysis.views.heat import MEAN, Heat
from scorecard.i18n import _, format_number, language
from scorecard.model.framework import Framework

Entry = tuple[int, bool, str]
"""What a cell shows as in `Heat.shown`, whether it is disputed, and the words for it."""


def figure_of(shown: int, codes: Sequence[str]) -> str:
    """What stands in a cell: the code of a level, a mean with one decimal, or the sign of a state."""
    if shown >= MEAN:
        return format_number((shown - MEAN) / 10, 1)
    signs = {NE: "NE", NA: "–", UNSCORED: ""}
    return signs[shown] if shown in signs else codes[shown]


def legend_entries(framework: Framework, heat: Heat, average: Average) -> list[Entry]:
    """The levels by their words, and of all else what occurs."""
    tongue = language()
    entries = [
        (place, False, step.word.into(tongue) or _("level {level}").format(level=step.code))
        for place, step in enumerate(framework.scale)
    ]
    # Halfway up the scale, and with a decimal that no level has.
    mean = MEAN + framework.top * 5 + 2
    if (heat.shown >= MEAN).any():
        words = _("median, no level") if average == "median" else _("mean, no level")
        entries.append((mean, False, words))
    states = (
        (NE, _("looked, none found")),
        (NA, _("does not apply")),
        (UNSCORED, _("not yet scored")),
    )
    entries += [(state, False, words) for state, words in states if (heat.shown == state).any()]
    if heat.disputed.any():
        entries.append((mean, True, _("disputed")))
    return entries
