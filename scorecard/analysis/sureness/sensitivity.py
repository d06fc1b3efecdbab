"""How far a conclusion hangs on our own choices: rule, average, threshold, view, weights, one changed at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scorecard.analysis.aggregation import TOLERANCE, Bools, Floats, Ranks
from scorecard.analysis.answers import Answers, answers_to
from scorecard.analysis.comparison import Comparison, compare_answers
from scorecard.analysis.cube import Cube
from scorecard.analysis.question import AVERAGES, RULES, Question, View
from scorecard.analysis.results import plain
from scorecard.analysis.sureness import choice_words
from scorecard.analysis.sureness.choice_words import Choice
from scorecard.errors import Refusal
from scorecard.i18n import format_share, language, pgettext
from scorecard.model.framework import Section
from scorecard.model.snapshot import Snapshot

THRESHOLDS = (0.25, 0.5, 0.75)
"""The thresholds that are tried, apart from the one asked."""

_VIEWS: tuple[View, ...] = ("all", "independent", "panel")
_FIELDS: dict[Choice, tuple[str, ...]] = {
    "rule": ("rule",),
    "average": ("average",),
    "threshold": ("threshold",),
    "view": ("view",),
    "weights": ("weights", "tried"),
    "section": ("without",),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Variant:
    """The question with one choice changed, and its answer.

    `section` is the one that is switched off, or on again, None where the choice is another.
    `change` [P] is how many places a programme stands higher than as asked, 0 without a rank in one of the two.
    `moved` [P] is who has another rank, or has one in only one of the two.
    """

    choice: Choice
    comparison: Comparison
    section: Section | None
    change: Ranks
    moved: Bools

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of the question that adopt this choice."""
        return {name: getattr(self.comparison.question, name) for name in _FIELDS[self.choice]}

    @property
    def leaders(self) -> tuple[int, ...]:
        """The rows with rank 1."""
        return tuple(np.flatnonzero(self.comparison.rank == 1).tolist())

    @property
    def name(self) -> str:
        """What is chosen, for the head of a column, in the language in force."""
        question = self.comparison.question
        match self.choice:
            case "rule":
                return choice_words.rule(question.rule)
            case "average":
                return choice_words.average(question.average)
            case "threshold":
                return format_share(self.comparison.threshold)
            case "view":
                return choice_words.view(question.view)
            case "weights":
                return choice_words.weights(self.comparison.weights)
        assert self.section is not None
        short = self.section.short.into(language())
        if self.section.id in question.without:
            return short
        return pgettext("a section that is switched on again", "with {section}").format(section=short)

    @property
    def short(self) -> str:
        """The same for a narrow column: a section that is switched off by its id."""
        if self.section is not None and self.section.id in self.comparison.question.without:
            return self.section.id
        return self.name

    @property
    def first(self) -> str:
        """The id of the programme with rank 1, and how many share it; a dash where nobody has a rank."""
        ids = [self.comparison.programmes[row].id for row in self.leaders]
        more = f" +{len(ids) - 1}" if len(ids) > 1 else ""
        return f"{ids[0]}{more}" if ids else "–"

    @property
    def phrase(self) -> str:
        """The choice as it ends a sentence, such as “under the weakest criterion”, in the language in force."""
        question = self.comparison.question
        match self.choice:
            case "rule":
                return choice_words.under_rule(question.rule)
            case "average":
                return choice_words.with_average(question.average)
            case "threshold":
                return choice_words.with_threshold(self.comparison.threshold)
            case "view":
                return choice_words.in_view(question.view)
            case "weights":
                return choice_words.with_weights(self.comparison.weights)
        assert self.section is not None
        return choice_words.section(self.section.short.into(language()), self.section.id in question.without)

    @property
    def value(self) -> str | float | None:
        """What is chosen, as a name or number of the terminal; None for equal weights."""
        question, weights = self.comparison.question, self.comparison.weights
        match self.choice:
            case "rule":
                return question.rule
            case "average":
                return question.average
            case "threshold":
                return self.comparison.threshold
            case "view":
                return question.view
            case "weights":
                return weights.id if weights else None
        return self.section.id if self.section else None

    def figure(self, row: int) -> str:
        """The rank in this variant and how it differs from the one asked: `3 ▲2`, `3 =`, `3 new`, or a dash."""
        rank, change = int(self.comparison.rank[row]), int(self.change[row])
        if not rank:
            return "–"
        return f"{rank}\N{NO-BREAK SPACE}{choice_words.change(change, is_new=bool(self.moved[row]) and not change)}"

    def said(self, row: int) -> str:
        """The same as it is read out, in the language in force."""
        rank, change = int(self.comparison.rank[row]), int(self.change[row])
        return choice_words.rank_said(rank, change, is_moved=bool(self.moved[row]), choice=self.phrase)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sensitivity:
    """The comparison as asked and its variants in the order of `Choice`, programmes in the same order in each."""

    asked: Comparison
    variants: tuple[Variant, ...]

    @property
    def leaders(self) -> tuple[int, ...]:
        """The rows with rank 1 as asked."""
        return tuple(np.flatnonzero(self.asked.rank == 1).tolist())

    def sentences(self) -> tuple[str, str]:
        """Whether the conclusion hangs on our choices, and on which, in the language in force."""
        names = [one.label for one in self.asked.programmes]
        outcomes = [(one.phrase, tuple(names[row] for row in one.leaders)) for one in self.variants]
        leaders = tuple(names[row] for row in self.leaders)
        moves = [(one.phrase, int(one.moved.sum())) for one in self.variants]
        answer, others = choice_words.who_leads(leaders, outcomes, len(names))
        return answer, " ".join(filter(None, (others, choice_words.what_moves(moves, len(names)))))

    def to_json(self) -> dict[str, Any]:
        """The document of `choices --json`: plain numbers, unrounded, None where there is none."""
        asked, question = self.asked, self.asked.question
        ids = [one.id for one in asked.programmes]
        return {
            "framework": asked.framework.id,
            "round": asked.round.id,
            "asked": {
                "view": question.view,
                "average": question.average,
                "rule": question.rule,
                "weights": asked.weights.id if asked.weights else None,
                "threshold": asked.threshold,
                "without": list(question.without),
            },
            "programmes": [
                {"id": one.id, "name": one.name, "score": plain(score), "rank": int(rank) or None}
                for one, score, rank in zip(asked.programmes, asked.score, asked.rank, strict=True)
            ],
            "variants": [
                {
                    "choice": one.choice,
                    "value": one.value,
                    "first": [ids[row] for row in one.leaders],
                    "moved": int(one.moved.sum()),
                    "programmes": [
                        {
                            "id": ids[row],
                            "score": plain(one.comparison.score[row]),
                            "rank": int(one.comparison.rank[row]) or None,
                            "change": int(one.change[row])
                            if asked.rank[row] and one.comparison.rank[row]
                            else None,
                        }
                        for row in range(len(ids))
                    ],
                }
                for one in self.variants
            ],
            "sentence": " ".join(self.sentences()),
        }


def find_sensitivity(snapshot: Snapshot, cube: Cube, question: Question) -> Sensitivity:
    """The comparison and its variants; those that would change nothing that is asked are left out.

    Left out too are choices that would be refused, such as weights that are all zero once a section is off.
    """
    answers = answers_to(snapshot, cube, question)
    asked = compare_answers(snapshot, cube.framework, answers, question)
    variants = []
    for choice, other, section in _others(snapshot, cube, asked):
        found = _answered(snapshot, cube, other, answers if other.view == question.view else None)
        if found is not None and not _asks_the_same(asked, found):
            both = (asked.rank > 0) & (found.rank > 0)
            variants.append(
                Variant(
                    choice=choice,
                    comparison=found,
                    section=section,
                    change=np.where(both, asked.rank - found.rank, 0),
                    moved=asked.rank != found.rank,
                )
            )
    return Sensitivity(asked=asked, variants=tuple(variants))


def _others(
    snapshot: Snapshot, cube: Cube, asked: Comparison
) -> Iterator[tuple[Choice, Question, Section | None]]:
    """Every question that differs from the one asked in one choice."""
    question = asked.question
    for rule in RULES:
        if rule != question.rule:
            yield "rule", replace(question, rule=rule), None
    for average in AVERAGES:
        if average != question.average:
            yield "average", replace(question, average=average), None
    for threshold in THRESHOLDS:
        if abs(threshold - asked.threshold) > TOLERANCE:
            yield "threshold", replace(question, threshold=threshold), None
    for view in _VIEWS:
        if view != question.view:
            yield "view", replace(question, view=view), None
    named = sorted(
        (one for one in snapshot.weights.values() if one.framework == question.framework),
        key=lambda one: (one.name.casefold(), one.key),
    )
    for key in (None, *(one.key for one in named)):
        if key != question.weights or question.tried:
            yield "weights", replace(question, weights=key, tried=()), None
    for section in cube.framework.sections:
        if section.id in question.without:
            without = tuple(id for id in question.without if id != section.id)
        else:
            without = (*question.without, section.id)
        yield "section", replace(question, without=without), section


def _answered(
    snapshot: Snapshot, cube: Cube, question: Question, answers: Answers | None
) -> Comparison | None:
    """The answer to a question; None where it is refused, or nobody has answered in its view."""
    if answers is None:
        answers = answers_to(snapshot, cube, question)
        if not ((answers.values >= 0).any() or (answers.panel >= 0).any()):
            return None
    try:
        return compare_answers(snapshot, cube.framework, answers, question)
    except Refusal:
        return None


def _asks_the_same(one: Comparison, other: Comparison) -> bool:
    """Whether two comparisons put the same cells together in the same way."""
    return (
        one.question.rule == other.question.rule
        and one.threshold == other.threshold
        and np.array_equal(one.cell_state, other.cell_state)
        and np.array_equal(one.cell_value, other.cell_value, equal_nan=True)
        and np.allclose(_effective(one), _effective(other), rtol=1e-12, atol=0)
    )


def _effective(comparison: Comparison) -> Floats:
    """What each criterion [C] weighs in the whole, which says all there is to say of weights."""
    sizes = [len(section.criteria) for section in comparison.framework.sections]
    shares: Floats = comparison.criterion_weights * np.repeat(comparison.section_weights, sizes)
    return shares
