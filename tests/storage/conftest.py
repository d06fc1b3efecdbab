"""A small evaluation on a real file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, Plan, plan_of, score_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def plan() -> Plan:
    """Two programmes, two evaluators, three criteria."""
    return plan_of()


@pytest.fixture
def path(tmp_path: Path, plan: Plan) -> Path:
    """The file of that plan, closed."""
    path = tmp_path / "quillay.scorecard"
    Store.create(path, plan.founding(), author=AUTHOR).close()
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """That file, open for writing."""
    with Store.open(path) as store:
        yield store


@pytest.fixture
def scored(tmp_path: Path) -> Path:
    """A file of 600 scores, large enough for SQLite to write pages before it commits."""
    path, plan = tmp_path / "scored.scorecard", plan_of(programmes=20, evaluators=3, criteria=10)
    scores = [score_at(cell, "2", note="said so") for cell in plan.cells]
    Store.create(path, plan.founding(*scores), author=AUTHOR).close()
    return path
