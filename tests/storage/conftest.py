"""A small evaluation on a real file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, Plan, plan_of

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
