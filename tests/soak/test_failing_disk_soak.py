"""Every verb, every place that touches a file, every error, by `make soak`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.failing import ERRORS, VERBS, FailingDisk
from tests.hostile.test_failing_disk import disk

if TYPE_CHECKING:
    from tests.experiments import Counted

__all__ = ["disk"]


@pytest.mark.parametrize("name", VERBS)
def test_a_disk_that_fails_anywhere_is_told_of_and_changes_nothing(
    disk: FailingDisk, counted: Counted, name: str
) -> None:
    toll = disk.try_everywhere(name, ERRORS)
    counted("R9", failures=toll.failures, refused=toll.refused, done_all_the_same=toll.done)
    assert toll.wrong == []
