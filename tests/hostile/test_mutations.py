"""Files changed by chance are read or refused by a code, and nothing else ever happens: R12 and R21."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.hostile.conftest import Readers
from tests.hostile.mutations import MUTATIONS, bytes_of, cells_of_database

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted
    from tests.hostile.mutations import Mutation

EACH = 4
WORKBOOKS = {"long table", "form", "programmes", "framework", "long csv", "programmes csv"}

VERBS = (("info",), ("verify",), ("results", "--json"), ("history",), ("table", "@", "long"), ("undo",))
"""What is done with an evaluation that may be spoilt; @ stands for its file, which is put behind the verb otherwise."""


def mutate(
    readers: Readers, folder: Path, counted: Counted, name: str, mutation: Mutation, seeds: range
) -> None:
    """Read so many changed copies of the good file of a reader; the limits hold for each, and no byte is changed."""
    good = readers.good(name).good
    ends = {"done": 0, "refused": 0}
    for seed in seeds:
        path = folder / f"changed{good.suffix}"
        mutation(good, path, random.Random(f"{name} {seed}"))
        reading = readers.read(name, path)
        if reading.end == "refused":
            assert reading.code, reading
            assert reading.text.strip(), reading
        elif name == "package":
            look(readers, readers.evaluation, VERBS[:2])
        ends[reading.end] += 1
    experiment = "R12" if name in WORKBOOKS else "R21"
    counted(experiment, mutants=len(seeds), refused=ends["refused"], read=ends["done"], anything_else=0)


def look(readers: Readers, path: Path, verbs: tuple[tuple[str, ...], ...] = VERBS) -> int:
    """Do everything with an evaluation that may be spoilt; returns how many verbs are refused."""
    refused = 0
    for verb, *rest in verbs:
        arguments = [str(path) if one == "@" else one for one in rest]
        if "@" not in rest:
            arguments.insert(0, str(path))
        reading = readers.call(verb, *arguments)
        assert reading.end == "done" or (reading.code and reading.text.strip()), reading
        refused += reading.end == "refused"
    return refused


def mutate_evaluation(
    readers: Readers, folder: Path, counted: Counted, mutation: Mutation, seeds: range
) -> None:
    """Do everything with so many changed copies of an evaluation."""
    refused = 0
    for seed in seeds:
        path = folder / "changed.scorecard"
        mutation(readers.good("package").evaluation, path, random.Random(f"evaluation {seed}"))
        refused += look(readers, path) > 0
    counted("R21", changed_evaluations=len(seeds), refused=refused, anything_else=0)


@pytest.mark.parametrize(
    ("name", "mutation"), [(name, mutation) for name, those in MUTATIONS.items() for mutation in those]
)
def test_a_file_changed_by_chance_is_read_or_refused(
    readers: Readers, tmp_path: Path, counted: Counted, name: str, mutation: Mutation
) -> None:
    mutate(readers, tmp_path, counted, name, mutation, range(EACH))


@pytest.mark.parametrize("mutation", [bytes_of, cells_of_database])
def test_an_evaluation_changed_by_chance_is_read_or_refused(
    readers: Readers, tmp_path: Path, counted: Counted, mutation: Mutation
) -> None:
    mutate_evaluation(readers, tmp_path, counted, mutation, range(EACH // 2))
