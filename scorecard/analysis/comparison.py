"""The answer to a question: every number that window, terminal, workbook and pictures show, computed once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from scorecard.analysis import sentences
from scorecard.analysis.aggregation import (
    TOLERANCE,
    Aggregate,
    Bools,
    Floats,
    Ranks,
    Settled,
    aggregate,
    is_enough,
    ranks,
    settle,
)
from scorecard.analysis.answers import Answers, answers_to
from scorecard.analysis.cube import Codes, Cube
from scorecard.analysis.question import Question, checked_threshold
from scorecard.analysis.results import (
    STATES,
    CellResult,
    ProgrammeResult,
    SectionResult,
    as_json,
    in_words,
    plain,
)
from scorecard.analysis.weights import Weights, weigh
from scorecard.errors import Refusal
from scorecard.i18n import _, language
from scorecard.model.evaluation import Key, Round, WeightSet
from scorecard.model.framework import Criterion, Framework
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import folded

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["STATES", "CellResult", "Comparison", "ProgrammeResult", "SectionResult", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """Programmes [P] by sections [S] and criteria [C]; arrays are read only, nan where there is no number.

    `rank` is 0 for a programme without a rank; `cell_state` holds `SCORED`, `UNSCORED`, `NE` or `NA`.
    `section_weights` and `criterion_weights` are shares: they sum to 1, the latter within each section.
    `weights` is the weight set, None when they are equal.
    """

    question: Question
    framework: Framework
    round: Round
    threshold: float
    weights: WeightSet | None
    section_weights: Floats
    criterion_weights: Floats
    programmes: tuple[Programme, ...]
    score: Floats
    low: Floats
    high: Floats
    coverage: Floats
    rank: Ranks
    section_score: Floats
    section_low: Floats
    section_high: Floats
    section_coverage: Floats
    cell_value: Floats
    cell_state: Codes

    @property
    def ranked(self) -> int:
        """How many programmes have a rank."""
        return int(np.count_nonzero(self.rank))

    def row(self, programme: Key) -> int:
        """Where a programme stands in the arrays, or `KeyError`."""
        for index, one in enumerate(self.programmes):
            if one.key == programme:
                return index
        raise KeyError(programme)

    def at_most(self) -> Bools:
        """Where a score [P] is no more than an upper bound: under the rule `weakest`, while evidence is missing."""
        if self.question.rule != "weakest":
            return np.zeros(len(self.programmes), dtype=np.bool_)
        return ~np.isnan(self.score) & (self.coverage < 1 - TOLERANCE)

    def section_at_most(self) -> Bools:
        """The same of sections [P, S]."""
        if self.question.rule != "weakest":
            return np.zeros(self.section_score.shape, dtype=np.bool_)
        return ~np.isnan(self.section_score) & (self.section_coverage < 1 - TOLERANCE)

    def binding(self, row: int) -> tuple[Criterion, ...]:
        """The criteria that hold a score down under the rule `weakest`; none under another rule, or without a score."""
        if self.question.rule != "weakest" or np.isnan(self.score[row]):
            return ()
        sections = np.repeat(self.section_weights, [len(one.criteria) for one in self.framework.sections])
        weighs = (self.criterion_weights > 0) & (sections > 0)
        lowest = weighs & (self.cell_value[row] <= self.score[row] + TOLERANCE)
        return tuple(one for one, is_lowest in zip(self.framework.criteria, lowest, strict=True) if is_lowest)

    def section_is_enough(self) -> Bools:
        """Where a section [P, S] has a score and evidence enough for it."""
        return is_enough(self.section_coverage, self.threshold) & ~np.isnan(self.section_score)

    def ranking(self) -> list[int]:
        """Rows with a rank, best first, then those without; equals by the name that lists show."""
        last = len(self.programmes) + 1
        places = self.rank.tolist()

        def place(row: int) -> tuple[object, ...]:
            return places[row] or last, _folded(self.programmes[row].label), row

        return sorted(range(len(self.programmes)), key=place)

    def results(self) -> Iterator[ProgrammeResult]:
        """Every programme's numbers in the order of the snapshot, made as they are asked for."""
        return map(self.result, range(len(self.programmes)))

    def result(self, row: int) -> ProgrammeResult:
        """The numbers of the programme in this row."""
        section_numbers = zip(
            self.framework.sections,
            self.section_score[row].tolist(),
            self.section_low[row].tolist(),
            self.section_high[row].tolist(),
            self.section_coverage[row].tolist(),
            strict=True,
        )
        cell_numbers = zip(
            self.framework.criteria, self.cell_value[row].tolist(), self.cell_state[row].tolist(), strict=True
        )
        return ProgrammeResult(
            programme=self.programmes[row],
            score=plain(self.score[row]),
            low=plain(self.low[row]),
            high=plain(self.high[row]),
            coverage=plain(self.coverage[row]),
            rank=int(self.rank[row]) or None,
            sections=tuple(
                SectionResult(
                    section=section,
                    score=plain(score),
                    low=plain(low),
                    high=plain(high),
                    coverage=plain(coverage),
                    enough=score == score and coverage >= self.threshold - TOLERANCE,
                )
                for section, score, low, high, coverage in section_numbers
            ),
            cells=tuple(
                CellResult(criterion=criterion, value=plain(value), state=STATES[state])
                for criterion, value, state in cell_numbers
            ),
            at_most=bool(self.at_most()[row]),
            binding=tuple(one.id for one in self.binding(row)),
        )

    def to_json(self) -> dict[str, Any]:
        """The document of `results --json`: plain numbers, unrounded, None where there is none.

        Under the rule `weakest` each programme has two keys more, `at_most` and `binding`.
        """
        return {
            "framework": self.framework.id,
            "round": self.round.id,
            "view": self.question.view,
            "rule": self.question.rule,
            "scale": [0, self.framework.top],
            "programmes": [
                as_json(result, binding=self.question.rule == "weakest") for result in self.results()
            ],
        }

    def to_frame(self) -> DataFrame:
        """A table of the programmes by id: name, numbers, those of each section, the value of each criterion.

        Column names are ids and English words whatever the language: `score`, `ANT`, `ANT low`, `ptpr.ANT1`.
        """
        from pandas import DataFrame, Index, array

        columns: dict[str, Any] = {
            "name": [programme.name for programme in self.programmes],
            "rank": array(self.rank, dtype="Int64"),
            "score": self.score,
            "low": self.low,
            "high": self.high,
            "coverage": self.coverage,
        }
        columns["rank"][self.rank == 0] = None
        for index, section in enumerate(self.framework.sections):
            columns[section.id] = self.section_score[:, index]
            columns[f"{section.id} low"] = self.section_low[:, index]
            columns[f"{section.id} high"] = self.section_high[:, index]
            columns[f"{section.id} coverage"] = self.section_coverage[:, index]
        for index, criterion in enumerate(self.framework.criteria):
            columns[criterion.id] = self.cell_value[:, index]
        ids = Index([programme.id for programme in self.programmes], dtype="object", name="programme")
        return DataFrame(columns, index=ids)

    def sentence(self) -> str:
        """Who leads and how many have evidence enough, in the language in force.

        Under the rule `weakest` also what holds a leader down who leads alone.
        """
        ranked = self.ranked
        if ranked:
            rows = [row for row in self.ranking() if self.rank[row] == 1]
            leaders = [self.programmes[row].label for row in rows]
            score = in_words(float(np.nanmax(self.score)), bool(self.at_most()[rows].any()))
            held = self.binding(rows[0]) if len(rows) == 1 else ()
            names = [f"{one.code} {one.name.into(language())}" for one in held]
            sentence = sentences.leading(leaders, score, ranked, len(self.programmes))
            return f"{sentence} {sentences.held_down(leaders[0], names)}".strip()
        nothing_applies = bool(np.isnan(self.coverage).all())
        return sentences.unranked([one.label for one in self.programmes], nothing_applies)

    def profile_sentences(self, programmes: Sequence[Key]) -> tuple[str, str]:
        """Who of these is ahead on which sections, and who has too little evidence, which may be empty.

        A section counts where it has a weight and at least two of the programmes have evidence enough in it.
        """
        rows = [self.row(key) for key in programmes]
        labels = [self.programmes[row].label for row in rows]
        names = [section.short.into(language()) for section in self.framework.sections]
        weighs = self.section_weights > 0
        enough = self.section_is_enough()[rows] & weighs
        short = ~np.isnan(self.section_coverage[rows]) & ~enough & weighs
        gaps = sentences.gaps(list(zip(labels, short.sum(axis=1).tolist(), strict=True)), int(weighs.sum()))
        shown = np.where(enough, self.section_score[rows], np.nan)
        if len(rows) == 1:
            scored = np.flatnonzero(enough[0]).tolist()
            if len(scored) == 1:
                score = in_words(float(shown[0, scored[0]]), bool(self.section_at_most()[rows[0], scored[0]]))
                return sentences.on_one_section(labels[0], names[scored[0]], score), gaps
            some = bool(scored)
            return sentences.strongest(labels[0], _heads(shown[0], names), some), gaps if some else ""
        ahead: list[list[str]] = [[] for _row in rows]
        compared = 0
        for index, name in enumerate(names):
            column = shown[:, index]
            if np.count_nonzero(~np.isnan(column)) >= 2:
                compared += 1
                best = np.flatnonzero(ranks(column) == 1)
                if best.size == 1:
                    ahead[best[0]].append(name)
        return sentences.ahead(list(zip(labels, ahead, strict=True)), compared), gaps

    def profile_sentence(self, programmes: Sequence[Key]) -> str:
        """Both of `profile_sentences`, one after the other."""
        return " ".join(filter(None, self.profile_sentences(programmes)))


def compare(snapshot: Snapshot, cube: Cube, question: Question) -> Comparison:
    """The answer to a question from the cube of its framework and round.

    A programme of the snapshot without a row in the cube counts as unscored. Refused: unknown framework, round or
    weights, weights that are all zero or of another framework, a threshold outside 0 to 1. `ValueError` when the
    cube is of another framework or round.
    """
    snapshot.framework(question.framework)
    if (cube.framework.id, cube.round) != (question.framework, question.round):
        raise ValueError("the cube is not of the framework and round of the question")
    return compare_answers(snapshot, cube.framework, answers_to(snapshot, cube, question), question)


def compare_answers(
    snapshot: Snapshot, framework: Framework, answers: Answers, question: Question
) -> Comparison:
    """The same from the answers that count, where these are at hand. `framework` is the version they are given to."""
    threshold = snapshot.evaluation.threshold if question.threshold is None else question.threshold
    weight_set = _weight_set(snapshot, question.weights)
    weights = weigh(framework, weight_set, question.tried, question.without)
    settled = settle(answers.values, answers.panel, question.average)
    sums = aggregate(settled, question.rule, weights.groups, weights.sections, framework.top)
    return _comparison(
        question, framework, _round(snapshot, question.round), checked_threshold(threshold),
        weight_set, weights, answers.programmes, settled, sums,
    )  # fmt: skip


def _comparison(
    question: Question,
    framework: Framework,
    round: Round,
    threshold: float,
    weight_set: WeightSet | None,
    weights: Weights,
    programmes: tuple[Programme, ...],
    settled: Settled,
    sums: Aggregate,
) -> Comparison:
    score = np.where(is_enough(sums.coverage, threshold), sums.score, np.nan)
    arrays: dict[str, Any] = {
        "section_weights": weights.section_shares,
        "criterion_weights": weights.criterion_shares,
        "score": score,
        "low": sums.low,
        "high": sums.high,
        "coverage": sums.coverage,
        "rank": ranks(score),
        "section_score": sums.section_score,
        "section_low": sums.section_low,
        "section_high": sums.section_high,
        "section_coverage": sums.section_coverage,
        "cell_value": settled.value,
        "cell_state": settled.state,
    }
    for array in arrays.values():
        array.flags.writeable = False
    return Comparison(
        question=question,
        framework=framework,
        round=round,
        threshold=threshold,
        weights=weight_set,
        programmes=programmes,
        **arrays,
    )


@lru_cache(maxsize=8_192)
def _folded(label: str) -> str:
    """A name as it is sorted: folding a hundred takes longer than all the sums over their scores."""
    return folded(label)


def _weight_set(snapshot: Snapshot, key: Key | None) -> WeightSet | None:
    if key is None:
        return None
    if key not in snapshot.weights:
        raise Refusal(
            _("The weights of this comparison are no longer in the evaluation. Choose others."),
            code="unknown",
        )
    return snapshot.weights[key]


def _round(snapshot: Snapshot, key: Key) -> Round:
    if key not in snapshot.rounds:
        raise Refusal(
            _("The round of this comparison is no longer in the evaluation. Choose another."), code="unknown"
        )
    return snapshot.rounds[key]


def _heads(scores: Floats, names: Sequence[str]) -> list[str]:
    """The names of the highest scores; none when all that are given are equal, or but one is."""
    best = ranks(scores) == 1
    if np.count_nonzero(best) == np.count_nonzero(~np.isnan(scores)):
        return []
    return [name for name, is_best in zip(names, best, strict=True) if is_best]
