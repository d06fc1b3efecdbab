"""Copies that each hold a workshop come together: one panel, one agenda, and what differs is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from scorecard.edits import people, workshop, workshop_cells
from scorecard.i18n import speaking
from scorecard.model.workshop import Place
from tests.exchange.merging import FRAMEWORK, OTHER, PROGRAMME, ROUND, Copies, merge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scorecard.workspace import Workspace

FIRST = Place(PROGRAMME.key, ROUND.key, f"{FRAMEWORK.id}.A1")
SECOND = Place(OTHER.key, ROUND.key, f"{FRAMEWORK.id}.A2")


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    with Copies(tmp_path) as copies:
        copies.found()
        yield copies


def agree(workspace: Workspace, place: Place, value: str, why: str = "The decree.") -> None:
    """Agree on the level of a cell."""
    scores = [one for one in workspace.scores(programme=place.programme) if one.criterion == place.criterion]
    workspace.edit(workshop_cells.agree, scores, place, value, why)


def begin(workspace: Workspace, *places: Place, minutes: int = 10) -> None:
    """Begin the agenda of these cells."""
    cells = [(place.programme, place.criterion) for place in places]
    at = datetime(2026, 11, 29, 9, minutes, tzinfo=UTC)
    workspace.edit(workshop.begin_agenda, FRAMEWORK.id, ROUND.key, cells, at, minutes=minutes)


def panels(workspace: Workspace) -> list[str]:
    """The keys of all that are a panel."""
    return [one.key for one in workspace.snapshot.evaluators.values() if one.kind == "panel"]


def entries(workspace: Workspace) -> dict[str, str]:
    """What the panel says, by criterion."""
    (panel,) = panels(workspace)
    return {one.criterion.partition(".")[2]: one.value for one in workspace.scores(evaluator=panel)}


def test_copies_that_each_get_a_panel_by_agreeing_have_one_when_merged(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    agree(here, FIRST, "2")
    agree(there, SECOND, "3")
    plan = merge(here, there)
    assert (plan.conflicts, plan.problems) == ((), ())
    assert entries(here) == {"A1": "2", "A2": "3"}
    assert {one.outcome for one in here.snapshot.discussions.values()} == {"agreed"}
    merge(there, here)
    assert there.fingerprint() == here.fingerprint()


def test_a_panel_that_is_called_otherwise_on_each_side_is_one_and_asked_about(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    agree(here, FIRST, "2")
    agree(there, SECOND, "3")
    (panel,) = panels(there)
    there.edit(people.change_evaluator, replace(there.snapshot.evaluators[panel], name="El panel"))
    (clash,) = merge(here, there).conflicts
    assert [side.text for side in clash.sides] == ["Panel", "El panel"]
    assert merge(here, there, on_conflict="replace").may_apply
    assert panels(here) == [panel]
    assert here.snapshot.evaluators[panel].name == "El panel"
    assert entries(here) == {"A1": "2", "A2": "3"}


def test_what_is_agreed_on_otherwise_on_each_side_is_asked_about(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    agree(here, FIRST, "2", "The decree of 2019.")
    agree(there, FIRST, "3", "The decree of 2020.")
    plan = merge(here, there)
    assert not plan.may_apply
    assert {clash.ref.kind for clash in plan.conflicts} == {"score", "discussion"}
    for clash in plan.conflicts:
        assert [("2019" in side.text, "2020" in side.text) for side in clash.sides] == [
            (True, False),
            (False, True),
        ]
    assert merge(here, there, on_conflict="replace").may_apply
    assert entries(here) == {"A1": "3"}
    (held,) = here.snapshot.discussions.values()
    assert (held.outcome, held.value) == ("agreed", "3")
    here.undo()
    assert entries(here) == {"A1": "2"}
    assert here.verify() == ()


def test_a_panel_of_another_origin_is_refused_with_both_names(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    agree(here, FIRST, "2")
    there.edit(people.add_evaluator, "Jury", "panel", "jury")
    before = here.path.read_bytes()
    plan = merge(here, there, on_conflict="replace")
    (problem,) = [one for one in plan.problems if one.severity == "error"]
    assert "Jury" in problem.text
    assert "Panel" in problem.text
    assert here.path.read_bytes() == before


def test_copies_that_each_begin_an_agenda_have_one_with_the_items_of_both(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    begin(here, FIRST, minutes=10)
    begin(there, SECOND, FIRST, minutes=20)
    plan = merge(here, there)
    assert not plan.may_apply
    assert "agenda" in {clash.ref.kind for clash in plan.conflicts}
    with speaking("es"):
        spanish = merge(here, there)
    for clash in (*plan.conflicts, *spanish.conflicts):
        assert clash.thing
        assert len({side.text for side in clash.sides}) == 2
    assert merge(here, there, on_conflict="keep").may_apply
    agenda = here.snapshot.agenda(FRAMEWORK.id, ROUND.key)
    assert agenda is not None
    assert agenda.minutes == 10
    assert {one.place for one in here.snapshot.discussions_in(FRAMEWORK.id, ROUND.key)} == {FIRST, SECOND}
    assert agenda.at_hand in here.snapshot.discussions


@pytest.mark.parametrize("way", ["keep", "replace"])
def test_copies_that_discuss_one_cell_keep_one_discussion_as_is_decided(copies: Copies, way: str) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    for workspace, text in ((here, "Said here."), (there, "Said there.")):
        begin(workspace, FIRST)
        workspace.edit(workshop_cells.begin_scoring, FIRST)
        workspace.edit(workshop_cells.note, FIRST, text)
    (clash,) = merge(here, there).conflicts
    assert clash.ref.kind == "discussion"
    assert [side.text for side in clash.sides] == ["Said here.", "Said there."]
    merge(here, there, on_conflict=way)  # type: ignore[arg-type]
    (held,) = here.snapshot.discussions_in(FRAMEWORK.id, ROUND.key)
    assert held.note == ("Said here." if way == "keep" else "Said there.")
    merge(there, here)
    assert there.fingerprint() == here.fingerprint()
