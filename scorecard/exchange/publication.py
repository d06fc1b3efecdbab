"""What a workbook or a set of pictures shows, as one value that a worker may read without the open evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.sources.derived_marks import Derivation
    from scorecard.analysis.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One study with everything behind it.

    `scores` are those of the study's framework and round; `made_at` is in UTC; `fingerprint` is the SHA-256
    of the evaluation's content, which `edits` edits made, the last of them at `changed_at`: of two files of one
    evaluation the newer has more. `derivation` is what marks that no source prints are derived from, for the same
    eyes as the study; None while there is no round.
    """

    study: Study
    scores: tuple[Score, ...]
    made_at: datetime
    fingerprint: str
    edits: int = 0
    changed_at: datetime | None = None
    derivation: Derivation | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The evaluation without its scores."""
        return self.study.snapshot

    @property
    def comparison(self) -> Comparison:
        """The answer to the question of the study."""
        return self.study.comparison
