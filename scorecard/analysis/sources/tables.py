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
    """One row a score that has a value, by programme, round, framework, criterion and evaluator.

    A criterion that a round is not scored by, since it is retired, has no row.
    """
    programmes = {one.key: (place, one.id) for place, one in enumerate(snapshot.ordered_programmes())}
    rounds = {one.key: (place, one.id) for place, one in enumerate(snapshot.ordered_rounds())}
    evaluators = {one.key: (place, one.id) for place, one in enumerate(snapshot.ordered_evaluators())}
    criteria = {
        round: {
            criterion.id: (place, framework_id)
            for place, (framework_id, criterion) in enumerate(
                (id, criterion)
                for id in snapshot.evaluation.frameworks
                for criterion in snapshot.framework_in(id, round).criteria
            )
        }
        for round in rounds
    }
    most = max(map(len, criteria.values()), default=0)
    rows = []
    for score in scores:
        if not score.value or score.criterion not in criteria.get(score.round, ()):
            continue
        if score.programme not in programmes or score.evaluator not in evaluators:
            # The file is damaged, as `verify` says; no comparison counts such a score either.
            continue
        programme_place, programme = programmes[score.programme]
        round_place, round = rounds[score.round]
        criterion_place, framework = criteria[score.round][score.criterion]
        evaluator_place, evaluator = evaluators[score.evaluator]
        place = ((programme_place * len(rounds) + round_place) * most + criterion_place) * len(
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
