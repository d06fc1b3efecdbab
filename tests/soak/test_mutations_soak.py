"""Thousands of files changed by chance, by `make soak`: each is read or refused by a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.library.samples import samples
from tests.hostile.conftest import Readers, readers
from tests.hostile.mutations import MUTATIONS, bytes_of, cells_of_database, lines_of
from tests.hostile.test_mutations import EACH, mutate, mutate_evaluation
from tests.hostile.test_samples import mutate_sample

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted
    from tests.hostile.mutations import Mutation

__all__ = ["readers"]

MANY = range(EACH, 150)


@pytest.mark.parametrize(
    ("name", "mutation"), [(name, mutation) for name, those in MUTATIONS.items() for mutation in those]
)
def test_a_file_changed_by_chance_is_read_or_refused(
    readers: Readers, tmp_path: Path, counted: Counted, name: str, mutation: Mutation
) -> None:
    mutate(readers, tmp_path, counted, name, mutation, MANY)


@pytest.mark.parametrize("mutation", [bytes_of, cells_of_database])
def test_an_evaluation_changed_by_chance_is_read_or_refused(
    readers: Readers, tmp_path: Path, counted: Counted, mutation: Mutation
) -> None:
    mutate_evaluation(readers, tmp_path, counted, mutation, MANY)


@pytest.mark.parametrize("id", samples())
@pytest.mark.parametrize("mutation", [bytes_of, lines_of])
def test_a_sample_changed_by_chance_is_read_or_refused(
    tmp_path: Path, counted: Counted, id: str, mutation: Mutation
) -> None:
    mutate_sample(tmp_path, counted, id, mutation, MANY)
