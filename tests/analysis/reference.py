"""A second, slow reading of the methods, to hold the engine against; it shares no code.

Everything is an exact fraction, but for the geometric mean, which is worked out to 60 digits.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scorecard.analysis.question import Question, Rule
    from scorecard.model.framework import Framework
    from scorecard.model.score import Score
    from scorecard.model.snapshot import Snapshot

NEAR = Fraction(1, 10**9)
EXACT = Context(prec=60)

Cell = tuple[str, Fraction | None]
"""A state (`scored`, `NE`, `NA`, `unscored`) and, where scored, the value."""


def expected_results(snapshot: Snapshot, scores: Iterable[Score], question: Question) -> dict[str, Any]:
    """What `results --json` must say, with fractions for numbers."""
    framework = snapshot.frameworks[question.framework]
    kinds = {key: evaluator.kind for key, evaluator in snapshot.evaluators.items()}
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for score in scores:
        if score.round == question.round and score.value and counts(snapshot, score, question):
            said.setdefault((score.programme, score.criterion), []).append(
                (kinds[score.evaluator], score.value)
            )
    threshold = snapshot.evaluation.threshold if question.threshold is None else question.threshold
    section_weights, criterion_weights = _weights(snapshot, framework, question)
    programmes = []
    for programme in sorted(snapshot.programmes.values(), key=lambda one: one.id):
        if question.programmes is not None and programme.key not in question.programmes:
            continue
        cells = {
            criterion.id: one_cell(said.get((programme.key, criterion.id), []), framework, question)
            for criterion in framework.criteria
        }
        sections = []
        for section in framework.sections:
            inside = [(cells[one.id], criterion_weights[one.id]) for one in section.criteria]
            sections.append({"id": section.id} | one_section(inside, framework.top, question.rule))
        whole = one_programme(sections, section_weights, question.rule)
        if whole["coverage"] is None or whole["coverage"] < Fraction(threshold) - NEAR:
            whole["score"] = None
        weighs = {
            criterion.id: criterion_weights[criterion.id] * section_weights[section.id] > 0
            for section in framework.sections
            for criterion in section.criteria
        }
        programmes.append(
            {"id": programme.id, "name": programme.name}
            | whole
            | {
                "rank": None,
                "sections": sections,
                "criteria": [
                    {"id": id, "value": value, "state": state} for id, (state, value) in cells.items()
                ],
            }
            | (what_binds(whole, cells, weighs) if question.rule == "weakest" else {})
        )
    give_ranks(programmes)
    round_id = snapshot.rounds[question.round].id
    return {
        "framework": framework.id,
        "round": round_id,
        "view": question.view,
        "rule": question.rule,
        "scale": [0, framework.top],
        "programmes": programmes,
    }


def counts(snapshot: Snapshot, score: Score, question: Question) -> bool:
    """Whether a score may count: no conflict of interest, and nothing that a blind round still hides."""
    for conflict in snapshot.conflicts.values():
        if (conflict.programme, conflict.evaluator) == (score.programme, score.evaluator):
            return False
    viewer = question.seen_by
    if viewer is None or viewer == score.evaluator or not snapshot.rounds[question.round].blind:
        return True
    return any(
        (one.programme, one.evaluator, one.round) == (score.programme, viewer, question.round)
        and one.status != "draft"
        for one in snapshot.assignments.values()
    )


def what_binds(
    whole: dict[str, Fraction | None], cells: dict[str, Cell], weighs: dict[str, bool]
) -> dict[str, Any]:
    """Under the weakest: whether the score is only an upper bound, and the criteria that are as low as it."""
    score, coverage = whole["score"], whole["coverage"]
    if score is None or coverage is None:
        return {"at_most": False, "binding": []}
    binding = [id for id, (_state, value) in cells.items() if weighs[id] and value == score]
    return {"at_most": 1 - coverage > NEAR, "binding": binding}


def one_cell(said: Sequence[tuple[str, str]], framework: Framework, question: Question) -> Cell:
    """One value of the answers, each a kind of evaluator and what was said."""
    counted = {
        "all": {"self", "independent", "peer", "panel"},
        "independent": {"independent", "peer"},
        "self": {"self"},
        "panel": {"panel"},
    }[question.view]
    by_panel = [value for kind, value in said if kind == "panel" and "panel" in counted]
    answers = by_panel or [value for kind, value in said if kind in counted]
    codes = [step.code for step in framework.scale]
    levels = sorted(Fraction(codes.index(value)) for value in answers if value not in ("NE", "NA"))
    if levels:
        return "scored", (median if question.average == "median" else mean)(levels)
    if not answers:
        return "unscored", None
    if all(value == "NA" for value in answers):
        return "NA", None
    return "NE", None


def mean(numbers: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean."""
    return sum(numbers, Fraction(0)) / len(numbers)


def median(numbers: Sequence[Fraction]) -> Fraction:
    """The middle of sorted numbers, or the mean of the two in the middle."""
    half = len(numbers) // 2
    return numbers[half] if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2


def one_section(inside: Sequence[tuple[Cell, Fraction]], top: int, rule: Rule) -> dict[str, Fraction | None]:
    """Score, interval and coverage of the cells of a section, each with its weight."""
    applicable = [(cell, weight) for cell, weight in inside if cell[0] != "NA" and weight > 0]
    scored = [(cell[1], weight) for cell, weight in applicable if cell[1] is not None]
    if not applicable:
        return {"score": None, "low": None, "high": None, "coverage": None}

    def filled(gap: int) -> Fraction | None:
        return combined(
            [(Fraction(gap) if cell[1] is None else cell[1], weight) for cell, weight in applicable], rule
        )

    return {
        "score": combined(scored, rule),
        "low": filled(0),
        "high": filled(top),
        "coverage": sum((weight for _value, weight in scored), Fraction(0))
        / sum(weight for _cell, weight in applicable),
    }


def one_programme(
    sections: Sequence[dict[str, Any]], weights: dict[str, Fraction], rule: Rule
) -> dict[str, Fraction | None]:
    """The same of the sections, each with its weight; the score is given whatever the coverage."""
    present = [(one, weights[one["id"]]) for one in sections]
    present = [(one, weight) for one, weight in present if one["coverage"] is not None and weight > 0]

    def over(field: str, rule: Rule) -> Fraction | None:
        return combined([(one[field], weight) for one, weight in present if one[field] is not None], rule)

    return {field: over(field, rule) for field in ("score", "low", "high")} | {
        "coverage": over("coverage", "mean")
    }


def combined(pairs: Sequence[tuple[Fraction, Fraction]], rule: Rule) -> Fraction | None:
    """Values, each with its weight above 0, as one by a rule; None of nothing."""
    if not pairs:
        return None
    if rule == "weakest":
        return min(value for value, _weight in pairs)
    whole = sum(weight for _value, weight in pairs)
    if rule == "mean":
        return sum((value * weight for value, weight in pairs), Fraction(0)) / whole
    product = Decimal(1)
    for value, weight in pairs:
        power = EXACT.power(decimal(value + 1), decimal(weight / whole))
        product = EXACT.multiply(product, power)
    return Fraction(EXACT.subtract(product, Decimal(1)))


def decimal(number: Fraction) -> Decimal:
    """A fraction to 60 digits."""
    return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


def give_ranks(programmes: Sequence[dict[str, Any]]) -> None:
    """Rank the programmes with a score: 1, 2, 2, 4."""
    by_score: Callable[[dict[str, Any]], Fraction] = lambda one: one["score"]  # noqa: E731
    given = sorted((one for one in programmes if one["score"] is not None), key=by_score, reverse=True)
    for place, one in enumerate(given):
        ahead = given[place - 1] if place else None
        tied = ahead is not None and given[ahead["rank"] - 1]["score"] - one["score"] <= NEAR
        one["rank"] = ahead["rank"] if ahead is not None and tied else place + 1


def _weights(
    snapshot: Snapshot, framework: Framework, question: Question
) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    chosen = snapshot.weights[question.weights] if question.weights else None
    sections = (dict(chosen.sections) if chosen else {}) | dict(question.tried)
    sections |= dict.fromkeys(question.without, 0.0)
    criteria = dict(chosen.criteria) if chosen else {}
    return (
        {one.id: Fraction(sections.get(one.id, 1)) for one in framework.sections},
        {one.id: Fraction(criteria.get(one.id, 1)) for one in framework.criteria},
    )
