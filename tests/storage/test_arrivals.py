"""History, earlier moments and undo in a file into which other files were merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.model.record import ref
from scorecard.model.score import blank_score
from tests.exchange.merging import LUIS, Copies, cell, merge, said, values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scorecard.workspace import Workspace


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    with Copies(tmp_path) as copies:
        copies.found(said("A1", "1"))
        yield copies


@pytest.fixture
def here(copies: Copies) -> Workspace:
    """A copy that scored, merged another that had scored before, and scored again."""
    here, there = copies.copy("here"), copies.copy("there")
    there.set_value(cell("A1", evaluator=LUIS), "4")
    there.set_value(cell("A2", evaluator=LUIS), "0")
    here.set_value(cell("A1"), "2")
    merge(here, there)
    here.set_value(cell("A1"), "3")
    return here


def test_what_came_stands_below_the_merge_that_brought_it(here: Workspace) -> None:
    kinds = [(one.kind, bool(one.arrived)) for one in here.history()]
    assert kinds == [
        ("do", False),
        ("merge", False),
        ("do", True),
        ("do", True),
        ("do", False),
        ("do", False),
    ]
    merged = here.history()[1]
    assert {one.arrived for one in here.history()} == {"", merged.id}


def test_a_merge_is_told_by_all_that_it_changed_here(here: Workspace) -> None:
    merged = here.history()[1]
    changes = here.changes_in(merged.id)
    assert {change.after.value for change in changes} == {"4", "0"}  # type: ignore[union-attr]
    assert len(here.changes_in(merged.id, most=1)) == 1


def test_before_the_merge_nothing_of_it_was_here_whenever_it_was_done(here: Workspace) -> None:
    own = here.history()[4]
    assert own.at > here.history()[3].at
    theirs = ref(blank_score(cell("A1", evaluator=LUIS)))
    assert here.record_at(theirs, own.id) is None
    merged = here.history()[1]
    for moment in (merged, here.history()[2], here.history()[3]):
        assert here.record_at(theirs, moment.id) == here.score(cell("A1", evaluator=LUIS))
        assert here.record_at(ref(blank_score(cell("A1"))), moment.id) == said("A1", "2")
    assert len(here.changes_between(own.id)) == 3
    assert len(here.changes_between(merged.id)) == 1
    with pytest.raises(KeyError):
        here.record_at(theirs, "nothing")


def test_going_back_to_what_came_is_going_back_to_its_merge(here: Workspace) -> None:
    came, merged = here.history()[3], here.history()[1]
    edit = here.go_back(came)
    assert edit is not None
    assert f"{merged.at:%Y-%m-%d %H:%M:%S}" in edit.label.text()
    assert values(here) == {"A1": "2"}
    assert values(here, LUIS) == {"A1": "4", "A2": "0"}
    here.undo()
    here.go_back(here.history()[-2])
    assert values(here, LUIS) == {}
    assert here.verify() == ()


def test_undo_goes_back_over_a_merge_step_by_step(here: Workspace) -> None:
    assert [here.undo().label.text().partition(" ")[0] for _step in range(3)] == ["level", "merge", "level"]
    assert here.undoable() is None
    assert (values(here), values(here, LUIS)) == ({"A1": "1"}, {})
    for _step in range(3):
        here.redo()
    assert (values(here), values(here, LUIS)) == ({"A1": "3"}, {"A1": "4", "A2": "0"})
    assert here.redoable() is None
    assert here.verify() == ()


def test_the_history_of_one_score_names_whoever_gave_it(here: Workspace) -> None:
    told = here.changes_of(ref(blank_score(cell("A1", evaluator=LUIS))))
    assert [(one.kind, change.after.value) for one, change in told] == [("do", "4")]  # type: ignore[union-attr]
