"""What a workbook or a set of pictures shows, as one value that a worker may read without the open evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.cube import Cube


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One comparison with everything behind it.

    `scores` are those of the comparison's framework and round; `made_at` is in UTC; `fingerprint` is the SHA-256
    of the evaluation's content, which `edits` edits made, the last of them at `changed_at`: of two files of one
    evaluation the newer has more.
    """

    snapshot: Snapshot
    comparison: Comparison
    cube: Cube
    scores: tuple[Score, ...]
    made_at: datetime
    fingerprint: str
    edits: int = 0
    changed_at: datetime | None = None
