"""The disk fails at each place that touches a file: a sentence, nothing changed, and a second try goes well: R9."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.hostile.failing import CHEAP, ERRORS, FailingDisk, failing_disk, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.experiments import Counted


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FailingDisk]:
    if not hasattr(os, "fork"):
        pytest.skip("this machine cannot fork, so that no disk can be made to fail")
    folder = tmp_path_factory.mktemp("failing")
    for name in ("originals", "disk"):
        (folder / name).mkdir()
    with failing_disk(folder / "disk", prepare(folder / "originals")) as disk:
        yield disk


# One error after the other, so that all of them come about without every place failing in three ways.
@pytest.mark.parametrize(("turn", "name"), list(enumerate(CHEAP)))
def test_a_disk_that_fails_anywhere_is_told_of_and_changes_nothing(
    disk: FailingDisk, counted: Counted, turn: int, name: str
) -> None:
    toll = disk.try_everywhere(
        name, ERRORS[turn % 3 : turn % 3 + 1], every=5 if name in ("import", "merge") else 1
    )
    counted("R9", failures=toll.failures, refused=toll.refused, done_all_the_same=toll.done)
    assert toll.wrong == []
    assert toll.refused > 0
