"""Tables of the evaluation's own data in ids and codes, the same in every language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot


class LongRow(NamedTuple):
    """One score as the long table writes it; the fields are its columns, in order."""

    programme: str
    evaluator: str
    round: str
    framework: str
    criterion: str
    value: str
    confidence: str
    note: str


LONG_COLUMNS = LongRow._fields


def long_table(snapshot: Snapshot, scores: Iterable[Score]) -> list[LongRow]:
    """One row a score that has a value, by programme, round, framework, criterion and evaluator."""
    programmes = {one.key: (place, one.id) for place, one in enumerate(snapshot.ordered_programmes())}
    rounds = {one.key: (place, one.id) for place, one in enumerate(snapshot.ordered_rounds())}
    evaluators = {one.key: (place, one.id) for place, one in enumerate(snapshot.ordered_evaluators())}
    criteria = {
        criterion.id: (place, framework_id)
        for place, (framework_id, criterion) in enumerate(
            (framework.id, criterion)
            for framework in snapshot.ordered_frameworks()
            for criterion in framework.criteria
        )
    }
    rows = []
    for score in scores:
        if not score.value:
            continue
        programme_place, programme = programmes[score.programme]
        round_place, round = rounds[score.round]
        criterion_place, framework = criteria[score.criterion]
        evaluator_place, evaluator = evaluators[score.evaluator]
        place = ((programme_place * len(rounds) + round_place) * len(criteria) + criterion_place) * len(
            evaluators
        ) + evaluator_place
        row = LongRow(
            programme,
            evaluator,
            round,
            framework,
            score.criterion,
            score.value,
            score.confidence,
            score.note,
        )
        rows.append((place, row))
    rows.sort(key=lambda placed: placed[0])
    return [row for _place, row in rows]
