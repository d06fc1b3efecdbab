"""What the table says of each programme: how far it is, its profile by sections, its score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scorecard.i18n import _
from scorecard.model.evaluation import Status
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.model.evaluation import Key

TICK, LITTLE, NOTHING, ASKED = "✓", "–", "·", "?"
_GOOD = 0.75
"""Of the scale: level 3 of 0 to 4, from which a criterion counts as found."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a programme's profile says of one section; `printed` when a source says it itself."""

    text: str
    printed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """One programme as the table shows it; numbers where there are none are None.

    `answered` is None when nobody scores. `status` is how far whoever scores is with it, `conflict` the reason of
    their conflict of interest.
    """

    programme: Programme
    answered: int | None
    marks: tuple[Mark, ...]
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    status: Status = "draft"
    conflict: str = ""


def programme_rows(
    snapshot: Snapshot,
    comparison: Comparison,
    answered: Mapping[Key, int] | None,
    open_sections: Callable[[Key], frozenset[str]],
    evaluator: Key | None = None,
) -> list[ProgrammeRow]:
    """The rows of all programmes compared; `answered` counts the criteria that `evaluator` has answered."""
    round = comparison.round.key
    rows = []
    numbers = zip(
        comparison.programmes,
        comparison.score.tolist(),
        comparison.low.tolist(),
        comparison.high.tolist(),
        comparison.coverage.tolist(),
        _marks(comparison, open_sections),
        strict=True,
    )
    for programme, score, low, high, coverage, marks in numbers:
        status: Status = "draft"
        reason = ""
        if evaluator is not None:
            status = snapshot.assignment(programme.key, evaluator, round).status
            conflict = snapshot.conflict(programme.key, evaluator)
            reason = conflict.reason if conflict else ""
        rows.append(
            ProgrammeRow(
                programme=programme,
                answered=None if answered is None else answered.get(programme.key, 0),
                marks=marks,
                score=_number(score),
                low=_number(low),
                high=_number(high),
                coverage=_number(coverage),
                status=status,
                conflict=reason,
            )
        )
    return rows


def mark_in_words(text: str) -> str:
    """What a mark of ours means, for a screen reader."""
    words = {
        TICK: _("found"),
        LITTLE: _("little found"),
        NOTHING: _("nothing yet"),
        ASKED: _("open question"),
    }
    return ", ".join(words[part] for part in text.split())


def mark_rank(mark: Mark) -> tuple[int, bool, str]:
    """What marks are sorted by: from nothing to found, printed ones behind ours."""
    order = (NOTHING, ASKED, LITTLE, TICK)
    first = mark.text.split(" ")[0]
    return (order.index(first) if first in order else len(order), mark.printed, mark.text)


def _marks(comparison: Comparison, open_sections: Callable[[Key], frozenset[str]]) -> list[tuple[Mark, ...]]:
    from scorecard.analysis.cube import NA, UNSCORED

    framework = comparison.framework
    good = comparison.cell_value >= framework.top * _GOOD
    answered = (comparison.cell_state != NA) & (comparison.cell_state != UNSCORED)
    starts = np.cumsum([0, *(len(section.criteria) for section in framework.sections[:-1])])
    found = np.logical_or.reduceat(good, starts, axis=1).tolist()
    looked = np.logical_or.reduceat(answered, starts, axis=1).tolist()
    ids = tuple(section.id for section in framework.sections)
    rows = []
    for place, programme in enumerate(comparison.programmes):
        asked = open_sections(programme.key)
        own = _own_marks(ids, tuple(found[place]), tuple(looked[place]), asked)
        rows.append(_with_printed(own, ids, programme) if programme.ratings else own)
    return rows


@lru_cache(maxsize=16_384)
def _own_marks(
    ids: tuple[str, ...], found: tuple[bool, ...], looked: tuple[bool, ...], asked: frozenset[str]
) -> tuple[Mark, ...]:
    """The marks from levels; programmes have few profiles between them, so that most are known already."""
    marks = []
    for id, is_found, is_looked in zip(ids, found, looked, strict=True):
        own = TICK if is_found else LITTLE if is_looked else "" if id in asked else NOTHING
        marks.append(Mark(f"{own} {ASKED}".strip() if id in asked else own))
    return tuple(marks)


def _with_printed(own: tuple[Mark, ...], ids: tuple[str, ...], programme: Programme) -> tuple[Mark, ...]:
    """The marks, those that a source prints itself before ours."""
    printed: dict[str, str] = {}
    for rating in programme.ratings:
        if rating.mark:
            printed[rating.section] = f"{printed.get(rating.section, '')} {rating.mark}".strip()
    return tuple(
        Mark(printed[id], True) if id in printed else mark for id, mark in zip(ids, own, strict=True)
    )


def _number(number: float) -> float | None:
    return None if number != number else number
