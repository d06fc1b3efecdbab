"""Files of samples changed by chance are read, or refused with what is amiss, and nothing else ever happens: R21."""

from __future__ import annotations

import random
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from scorecard.errors import Refusal
from scorecard.library.samples import read_sample_in, samples
from scorecard.paths import resource
from tests.hostile.mutations import bytes_of, lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted
    from tests.hostile.mutations import Mutation

EACH = 6


def mutate_sample(folder: Path, counted: Counted, id: str, mutation: Mutation, seeds: range) -> None:
    """Read so many copies of a sample of which one file is changed."""
    copy = folder / id
    copytree(resource("samples", id), copy)
    good = {path: path.read_bytes() for path in sorted(copy.glob("*.toml"))}
    refused = 0
    for seed in seeds:
        chance = random.Random(f"{id} {seed}")
        path = chance.choice(list(good))
        mutation(path, path, chance)
        try:
            read_sample_in(copy, "es")
        except Refusal:
            refused += 1
        path.write_bytes(good[path])
    counted("R21", changed_samples=len(seeds), refused=refused, anything_else=0)
    assert refused


@pytest.mark.parametrize("id", samples())
@pytest.mark.parametrize("mutation", [bytes_of, lines_of])
def test_a_sample_changed_by_chance_is_read_or_refused(
    tmp_path: Path, counted: Counted, id: str, mutation: Mutation
) -> None:
    mutate_sample(tmp_path, counted, id, mutation, range(EACH))
