"""Ticks, questions and challenges derived from scores, for programmes that no source has marked.

`methods.md` of the review: a tick for each criterion at level 3 or more of 0 to 4, a question mark for each open
question. On a scale of another length that is the level below the best, and on one of two levels the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scorecard.analysis.aggregation import TOLERANCE
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.results import CellResult
from scorecard.i18n import format_number, language
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.programme import Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

TICK = "√"
QUESTION = "?"
CHALLENGES = "challenges"
"""The code of the row of current challenges, beside those of the sections."""

PTPR = "ptpr"
"""The framework whose sections are the dimensions, where the evaluation has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedEntry:
    """One mark with its text; `section` is the id of a section, or `CHALLENGES`, whose entries carry no mark."""

    section: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedMarks:
    """What is derived for one programme.

    `levels` and `applicable` count, by section id, the criteria that have a level and those that are not NA.
    """

    programme: Programme
    entries: tuple[DerivedEntry, ...]
    levels: dict[str, int]
    applicable: dict[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether there is no level, question or challenge to derive anything from."""
        return not self.entries and not any(self.levels.values())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Derivation:
    """What marks are derived from: cell values as the engine has them, and what evaluators ask beside them.

    `scores` are those of the framework and round of the comparison that whoever asks may see.
    """

    comparison: Comparison
    scores: tuple[Score, ...]


def marked_framework(snapshot: Snapshot) -> str:
    """The id of the framework that marks are derived by: `PTPR`, or else the evaluation's first."""
    frameworks = snapshot.evaluation.frameworks
    return PTPR if PTPR in frameworks else frameworks[0]


def least_position(framework: Framework) -> int:
    """The lowest position on the scale that earns a tick: the level below the best, never the worst one."""
    return max(framework.top - 1, 1)


def derive(snapshot: Snapshot, derivation: Derivation) -> Iterator[DerivedMarks]:
    """The marks of every programme of the comparison, in its order.

    Whoever has declared a conflict of interest derives nothing: neither level, question nor challenge.
    """
    by_programme: dict[Key, list[Score]] = {}
    for score in derivation.scores:
        if snapshot.conflict(score.programme, score.evaluator) is None:
            by_programme.setdefault(score.programme, []).append(score)
    for result in derivation.comparison.results():
        scores = by_programme.get(result.programme.key, [])
        yield _marks_of(derivation.comparison.framework, result.programme, result.cells, scores)


def value_words(framework: Framework, value: float) -> str:
    """A cell value in the codes of the scale; between two levels as a number where the codes are numbers."""
    nearest = round(value)
    if abs(value - nearest) <= TOLERANCE:
        return framework.codes[nearest]
    lower = int(value)
    below, above = framework.codes[lower], framework.codes[lower + 1]
    if below.isdecimal() and above.isdecimal():
        share = value - lower
        return format_number(int(below) + share * (int(above) - int(below)), 1)
    return f"{below}–{above}"


def _marks_of(
    framework: Framework, programme: Programme, cells: tuple[CellResult, ...], scores: list[Score]
) -> DerivedMarks:
    entries: list[DerivedEntry] = []
    levels, applicable = {}, {}
    by_criterion = {cell.criterion.id: cell for cell in cells}
    places = {criterion.id: place for place, criterion in enumerate(framework.criteria)}
    said = sorted((one for one in scores if one.criterion in places), key=lambda one: places[one.criterion])
    least = least_position(framework)
    for section in framework.sections:
        own = {criterion.id: by_criterion[criterion.id] for criterion in section.criteria}
        levels[section.id] = sum(cell.state == "scored" for cell in own.values())
        applicable[section.id] = sum(cell.state != "NA" for cell in own.values())
        for cell in own.values():
            if cell.value is not None and cell.value >= least - TOLERANCE:
                words = value_words(framework, cell.value)
                text = f"{cell.criterion.name.into(language())} ({words})"
                entries.append(DerivedEntry(section=section.id, mark=TICK, text=text))
        entries += [
            DerivedEntry(section=section.id, mark=QUESTION, text=text)
            for text in _each_once(one.question for one in said if one.criterion in own)
        ]
    entries += [
        DerivedEntry(section=CHALLENGES, mark="", text=text)
        for text in _each_once(one.challenge for one in said)
    ]
    return DerivedMarks(programme=programme, entries=tuple(entries), levels=levels, applicable=applicable)


def _each_once(texts: Iterable[str]) -> list[str]:
    """Texts in their order, each once and none empty: several evaluators ask the same."""
    return list(dict.fromkeys(text for text in texts if text))
