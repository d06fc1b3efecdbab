"""What a merge changes is counted and told before it happens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scorecard.edits import programmes
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from tests.exchange.merging import OTHER, Copies, cell, merge, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    with Copies(tmp_path) as copies:
        copies.found(said("A1", "1"), said("A2", "2"), said("A3", "3"))
        yield copies


def test_what_comes_is_counted_by_what_becomes_of_it_and_told(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    there.set_value(cell("A1"), "4")
    there.set_value(cell("A2"), "")
    there.set_value(cell("B1"), "0")
    there.edit(programmes.add, Programme(key=new_key(), id="P3", name="Third"))
    there.edit(programmes.change, replace(OTHER, name="Boldo alto", region="North"))
    coming = merge(here, there).coming
    assert dict(coming.scores) == {"changed": 1, "removed": 1, "new": 1}
    assert dict(coming.things) == {"changed": 1, "new": 1}
    assert (coming.count("new"), coming.count("changed"), coming.count("removed")) == (2, 2, 1)
    told = {
        fate: [(one.thing, one.part, one.before, one.after) for one in coming.differences[fate]]
        for fate in coming.differences
    }
    assert told["new"] == [("Programme P3", "", "", "Third"), ("P1 · B1 · Ana Quispe", "level", "", "0")]
    assert told["changed"] == [
        ("Programme P2", "name", "Boldo", "Boldo alto"),
        ("Programme P2", "region", "", "North"),
        ("P1 · A1 · Ana Quispe", "level", "1", "4"),
    ]
    assert told["removed"] == [("P1 · A2 · Ana Quispe", "level", "2", "")]


def test_what_is_in_conflict_is_told_as_a_conflict_alone(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.set_value(cell("A1"), "0")
    there.set_value(cell("A1"), "4")
    plan = merge(here, there)
    assert len(plan.conflicts) == 1
    assert [plan.coming.count(fate) for fate in ("new", "changed", "removed")] == [0, 0, 0]


def test_nothing_that_comes_again_is_told(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    there.set_value(cell("A1"), "4")
    merge(here, there)
    coming = merge(here, there).coming
    assert not any(coming.differences.values())
