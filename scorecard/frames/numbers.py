"""Weights and results as frames; every number is the engine's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scorecard.errors import Refusal
from scorecard.frames.columns import frame_of, frame_of_rows, taken
from scorecard.frames.labels import Labels
from scorecard.frames.records import EQUAL, Row, versions
from scorecard.frames.tables import BY_NAME
from scorecard.model.evaluation import Key, WeightSet
from scorecard.model.framework import Framework
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import DataFrame

    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.question import Average, Question, Rule, View


def weights_frame(snapshot: Snapshot, labels: Labels) -> DataFrame:
    """The frame `weights`: every set, equal weights too, under every version of its framework."""
    rows: list[Row] = []
    for framework in versions(snapshot):
        rows += _weights(framework, EQUAL, None)
        for one in snapshot.weights.values():
            if one.framework == framework.id:
                rows += _weights(framework, labels.weights[one.key], one)
    return frame_of_rows(BY_NAME["weights"], rows)


def _weights(framework: Framework, name: str, weights: WeightSet | None) -> Iterator[Row]:
    from scorecard.analysis.weights import weigh

    sections = dict(weights.sections) if weights else {}
    criteria = dict(weights.criteria) if weights else {}
    try:
        shares = weigh(framework, weights)
    except Refusal:
        # A set may leave nothing to compare under a version that it was not made for.
        shares = None
    number = 0
    for place, section in enumerate(framework.sections):
        for criterion in section.criteria:
            yield (
                name,
                framework.id,
                framework.version,
                criterion.id,
                section.id,
                sections.get(section.id, 1.0),
                criteria.get(criterion.id, 1.0),
                None if shares is None else float(shares.section_shares[place]),
                None if shares is None else float(shares.criterion_shares[number]),
            )
            number += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question of every framework in every round; weights count for their own framework alone."""

    view: View = "all"
    average: Average = "mean"
    rule: Rule = "mean"
    weights: WeightSet | None = None
    threshold: float | None = None

    def of(self, framework: str, round: Key) -> Question:
        """The question of one framework in one round."""
        from scorecard.analysis.question import Question

        own = self.weights is not None and self.weights.framework == framework
        return Question(
            framework=framework,
            round=round,
            view=self.view,
            average=self.average,
            rule=self.rule,
            weights=self.weights.key if self.weights is not None and own else None,
            threshold=self.threshold,
        )


def comparisons(snapshot: Snapshot, scores: Iterable[Score], asked: Asked) -> list[Comparison]:
    """The answers by every framework in every round, from all the scores."""
    from scorecard.analysis.cube import build_cube
    from scorecard.analysis.study import Study

    answers: dict[tuple[str, Key], list[tuple[Key, Key, str, str]]] = {}
    for one in scores:
        place = (one.criterion.partition(".")[0], one.round)
        answers.setdefault(place, []).append((one.programme, one.evaluator, one.criterion, one.value))
    found = []
    for framework in snapshot.evaluation.frameworks:
        for round in snapshot.ordered_rounds():
            version = snapshot.framework_in(framework, round.key)
            cube = build_cube(snapshot, version, round.key, answers.get((framework, round.key), ()))
            # Other rounds are asked about only by what is followed over time.
            study = Study(snapshot, cube, asked.of(framework, round.key), lambda _round: None)
            found.append(study.comparison)
    return found


def result_frames(labels: Labels, found: Sequence[Comparison]) -> dict[str, DataFrame]:
    """The frames `results`, `section_results` and `cell_results`."""
    makers = {"results": _results, "section_results": _section_results, "cell_results": _cell_results}
    return {name: _joined(name, [make(labels, one) for one in found]) for name, make in makers.items()}


def _joined(name: str, frames: Sequence[DataFrame]) -> DataFrame:
    from pandas import concat

    # Frames without rows would be asked for a common type.
    frames = [frame for frame in frames if len(frame)]
    return concat(frames, ignore_index=True) if frames else frame_of_rows(BY_NAME[name], ())


def _results(labels: Labels, found: Comparison) -> DataFrame:
    import numpy as np
    from pandas import array

    asked = found.question
    size = len(found.programmes)
    rank = array(found.rank, dtype="Int64")
    rank[found.rank == 0] = None
    return frame_of(
        BY_NAME["results"],
        {
            **_places(labels, found, np.arange(size)),
            "view": [asked.view] * size,
            "average": [asked.average] * size,
            "rule": [asked.rule] * size,
            "weights": [EQUAL if asked.weights is None else labels.weights[asked.weights]] * size,
            "threshold": [found.threshold] * size,
            "score": found.score,
            "low": found.low,
            "high": found.high,
            "coverage": found.coverage,
            "rank": rank,
            "at_most": found.at_most(),
        },
    )


def _section_results(labels: Labels, found: Comparison) -> DataFrame:
    import numpy as np

    sections = [section.id for section in found.framework.sections]
    rows, columns = (places.ravel() for places in np.indices(found.section_score.shape))
    return frame_of(
        BY_NAME["section_results"],
        {
            **_places(labels, found, rows),
            "section": taken(sections, columns),
            "score": found.section_score.ravel(),
            "low": found.section_low.ravel(),
            "high": found.section_high.ravel(),
            "coverage": found.section_coverage.ravel(),
            "enough": found.section_is_enough().ravel(),
        },
    )


def _cell_results(labels: Labels, found: Comparison) -> DataFrame:
    import numpy as np

    from scorecard.analysis.results import STATES

    places = [
        (section.id, criterion.id) for section in found.framework.sections for criterion in section.criteria
    ]
    rows, columns = (places.ravel() for places in np.indices(found.cell_value.shape))
    return frame_of(
        BY_NAME["cell_results"],
        {
            **_places(labels, found, rows),
            "section": taken([section for section, _criterion in places], columns),
            "criterion": taken([criterion for _section, criterion in places], columns),
            "state": [STATES[state] for state in found.cell_state.ravel().tolist()],
            "value": found.cell_value.ravel(),
        },
    )


def _places(labels: Labels, found: Comparison, rows: Any) -> dict[str, Any]:
    programmes = [labels.programmes[one.key] for one in found.programmes]
    return {
        "programme": taken(programmes, rows),
        "framework": [found.framework.id] * len(rows),
        "round": [labels.rounds[found.round.key]] * len(rows),
        "version": [found.framework.version] * len(rows),
    }
