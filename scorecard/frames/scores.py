"""Scores as a frame: what each evaluator says in each cell, whether it counts, and who changed it when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scorecard.frames.columns import frame_of, frame_of_rows, moments, taken
from scorecard.frames.labels import Labels
from scorecard.frames.records import versions
from scorecard.frames.tables import BY_NAME
from scorecard.model.edit import Revision
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pandas import DataFrame

    Places = NDArray[np.int64]
    Truths = NDArray[np.bool_]

Dated = tuple[Score, Key]
"""A score and the id of the revision that left it so."""


def score_frames(
    snapshot: Snapshot, labels: Labels, dated: Sequence[Dated], history: Sequence[Revision]
) -> dict[str, DataFrame]:
    """The frames `scores` and `citations`, by programme, round, criterion and evaluator.

    Scores of a programme, an evaluator or a round that is gone are left out.
    """
    import numpy as np

    criteria = _Criteria(snapshot)
    places = _places(snapshot, criteria, dated)
    kept = np.flatnonzero((places >= 0).all(axis=0))
    kept = kept[np.lexsort(places[[1, 3, 2, 0]][:, kept])]
    programme, evaluator, round, criterion = places[:, kept]
    dated = [dated[place] for place in kept.tolist()]
    scores = [score for score, _revision in dated]
    edits = {one.id: place for place, one in enumerate(history)}
    edit = np.array([edits[revision] for _score, revision in dated], dtype=np.int64)
    asked_by = criteria.asked_by(round, criterion)
    values = [score.value for score in scores]
    conflict = _conflicts(snapshot, programme, evaluator)
    asked = criteria.is_asked(round, criterion)
    has_value = np.fromiter(map(bool, values), dtype=np.bool_, count=len(values))
    columns = {
        "programme": taken([labels.programmes[one.key] for one in snapshot.ordered_programmes()], programme),
        "evaluator": taken([labels.evaluators[one.key] for one in snapshot.ordered_evaluators()], evaluator),
        "round": taken([labels.rounds[one.key] for one in snapshot.ordered_rounds()], round),
        "framework": taken([id.partition(".")[0] for id in criteria.ids], criterion),
        "version": taken([one.version for one in criteria.versions], asked_by),
        "criterion": taken(criteria.ids, criterion),
        "value": values,
        "state": [score.state for score in scores],
        "level": criteria.levels(values, asked_by),
        "confidence": [score.confidence for score in scores],
        "note": [score.note for score in scores],
        "question": [score.question for score in scores],
        "challenge": [score.challenge for score in scores],
        "carried": [score.carried for score in scores],
        "asked": asked,
        "conflict": conflict,
        "counts": asked & ~conflict & has_value,
        "changed_at": moments([one.at.isoformat() for one in history]).take(edit),
        "changed_by": taken([one.author for one in history], edit),
        "revision": taken([one.id for one in history], edit),
    }
    cited = [
        (
            labels.programmes[one.programme], labels.evaluators[one.evaluator], labels.rounds[one.round],
            one.criterion, labels.evidence[key],
        )
        for one in scores
        if one.cites
        for key in dict.fromkeys(one.cites)
        if key in labels.evidence
    ]  # fmt: skip
    return {
        "scores": frame_of(BY_NAME["scores"], columns),
        "citations": frame_of_rows(BY_NAME["citations"], cited),
    }


class _Criteria:
    """Every criterion of every version by number, and which version each round asks it by."""

    def __init__(self, snapshot: Snapshot) -> None:
        import numpy as np

        self.versions = versions(snapshot)
        every = (one for version in self.versions for one in (*version.criteria, *version.retired_criteria))
        self.ids = list(dict.fromkeys(one.id for one in every))
        self.numbers = {id: number for number, id in enumerate(self.ids)}
        rounds = snapshot.ordered_rounds()
        shape = (len(rounds), len(self.ids))
        self._version = np.full(shape, -1, dtype=np.int64)
        self._asked = np.zeros(shape, dtype=np.bool_)
        for row, round in enumerate(rounds):
            for number, version in reversed(list(enumerate(self.versions))):
                self._fill(row, number, version)
            for id in snapshot.evaluation.frameworks:
                version = snapshot.framework_in(id, round.key)
                self._fill(row, self.versions.index(version), version)
                self._asked[row, [self.numbers[one.id] for one in version.criteria]] = True

    def _fill(self, row: int, number: int, version: Framework) -> None:
        held = [self.numbers[one.id] for one in (*version.criteria, *version.retired_criteria)]
        self._version[row, held] = number

    def asked_by(self, round: Places, criterion: Places) -> Places:
        """The number of the version that a round has a criterion from."""
        found: Places = self._version[round, criterion]
        return found

    def is_asked(self, round: Places, criterion: Places) -> Truths:
        """Whether a round is scored by a criterion."""
        found: Truths = self._asked[round, criterion]
        return found

    def levels(self, values: Sequence[str], version: Places) -> list[int | None]:
        """The places of levels on the scale of their version."""
        scales = [{code: place for place, code in enumerate(one.codes)} for one in self.versions]
        return [scales[number].get(value) for number, value in zip(version.tolist(), values, strict=True)]


def _places(snapshot: Snapshot, criteria: _Criteria, dated: Sequence[Dated]) -> Places:
    """Where programme, evaluator, round and criterion of each score stand in their lists [4, N]; -1 where gone."""
    import numpy as np

    programmes = {one.key: place for place, one in enumerate(snapshot.ordered_programmes())}
    evaluators = {one.key: place for place, one in enumerate(snapshot.ordered_evaluators())}
    rounds = {one.key: place for place, one in enumerate(snapshot.ordered_rounds())}
    numbers = criteria.numbers
    places = [
        (
            programmes.get(score.programme, -1), evaluators.get(score.evaluator, -1),
            rounds.get(score.round, -1), numbers.get(score.criterion, -1),
        )
        for score, _revision in dated
    ]  # fmt: skip
    return np.array(places, dtype=np.int64).reshape(-1, 4).T


def _conflicts(snapshot: Snapshot, programme: Places, evaluator: Places) -> Truths:
    import numpy as np

    declared = np.array(
        [
            [snapshot.conflict(one.key, other.key) is not None for other in snapshot.ordered_evaluators()]
            for one in snapshot.ordered_programmes()
        ],
        dtype=np.bool_,
    ).reshape(len(snapshot.programmes), len(snapshot.evaluators))
    found: Truths = declared[programme, evaluator]
    return found
