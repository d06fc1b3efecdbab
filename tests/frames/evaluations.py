"""Evaluations made by hand or generated, as files that frames are read from."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scorecard.edits.evaluations import begin
from scorecard.storage.store import Store
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorecard.model.score import Score
    from scorecard.model.snapshot import Snapshot


@contextmanager
def opened(snapshot: Snapshot, scores: Sequence[Score] = ()) -> Iterator[Workspace]:
    """A workspace on a new file with these records, which is gone afterwards."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.scorecard"
        with Workspace(Store.create(path, begin(snapshot, scores), author="Ana")) as workspace:
            yield workspace
