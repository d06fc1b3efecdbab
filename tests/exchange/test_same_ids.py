"""Two things that got one id apart from one another are never merged into one, nor told apart silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.edits import people, programmes, rounds
from scorecard.model.evaluation import Evaluator
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from tests.exchange.merging import OTHER, Copies, cell, merge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scorecard.workspace import Workspace


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    with Copies(tmp_path) as copies:
        copies.found()
        yield copies


def with_evaluator(workspace: Workspace, name: str, id: str, kind: str = "independent") -> Evaluator:
    """Add an evaluator who gives one score."""
    workspace.edit(people.add_evaluator, name, kind, id)  # type: ignore[arg-type]
    evaluator = workspace.snapshot.evaluator(id)
    workspace.set_value(cell("A1", OTHER, evaluator), "3")
    return evaluator


def ids(workspace: Workspace) -> dict[str, str]:
    """Names by id."""
    return {one.id: one.name for one in workspace.snapshot.evaluators.values()}


def test_the_same_id_given_twice_is_asked_about_and_both_are_named(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    with_evaluator(here, "Rosa Flores", "rosa")
    with_evaluator(there, "Rosa Rojas", "Rosa")
    before = here.path.read_bytes()
    plan = merge(here, there)
    (clash,) = plan.conflicts
    assert [side.text for side in clash.sides] == ["Rosa Flores", "Rosa Rojas"]
    assert clash.renamed == "Rosa-2"
    assert not plan.may_apply
    assert here.path.read_bytes() == before


@pytest.mark.parametrize("way", ["keep", "replace"])
def test_either_way_both_stay_and_the_one_that_comes_has_another_id(copies: Copies, way: str) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    ours = with_evaluator(here, "Rosa Flores", "rosa")
    theirs = with_evaluator(there, "Rosa Rojas", "rosa")
    assert merge(here, there, on_conflict=way).may_apply  # type: ignore[arg-type]
    assert here.snapshot.evaluators[ours.key].id == "rosa"
    assert here.snapshot.evaluators[theirs.key].id == "rosa-2"
    assert len(here.scores(programme=OTHER.key)) == 2
    assert merge(here, there).is_empty
    assert merge(there, here).conflicts == ()
    assert ids(there) == ids(here)


def test_three_of_one_id_get_three_ids(copies: Copies) -> None:
    here, second, third = (copies.copy(name) for name in ("here", "second", "third"))
    for workspace, name in ((here, "Rosa A"), (second, "Rosa B"), (third, "Rosa C")):
        with_evaluator(workspace, name, "rosa")
    assert merge(here, second, third, on_conflict="keep").may_apply
    assert {id: name for id, name in ids(here).items() if "rosa" in id} == {
        "rosa": "Rosa A",
        "rosa-2": "Rosa B",
        "rosa-3": "Rosa C",
    }


def test_a_long_id_is_cut_to_make_room(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    long = "x" * 24
    with_evaluator(here, "Rosa A", long)
    with_evaluator(there, "Rosa B", long)
    assert merge(here, there, on_conflict="keep").may_apply
    assert sorted(id for id in ids(here) if id.startswith("x")) == ["x" * 22 + "-2", long]


@pytest.mark.parametrize(("name", "id"), [("  ROSA   flóres", "r9"), ("Somebody", "rósa")])
def test_a_name_that_differs_in_accents_case_and_spaces_alone_is_warned_about(
    copies: Copies, name: str, id: str
) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    with_evaluator(here, "Rosa Flores", "rosa")
    with_evaluator(there, name, id)
    plan = merge(here, there)
    assert plan.may_apply
    (problem,) = plan.problems
    assert (problem.severity, problem.file) == ("warning", "there.scorepack")
    assert "Rosa Flores" in problem.text
    assert merge(here, there).problems == ()


def test_programmes_and_rounds_are_told_apart_too(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    for workspace, name in ((here, "Here"), (there, "There")):
        workspace.edit(programmes.add, Programme(key=new_key(), id="X1", name=name))
        workspace.edit(rounds.add_round, "Follow-up", id="r2")
    plan = merge(here, there)
    assert sorted(clash.renamed for clash in plan.conflicts) == ["X1-2", "r2-2"]
    assert merge(here, there, on_conflict="replace").may_apply
    assert {one.id for one in here.snapshot.programmes.values()} == {"P1", "P2", "X1", "X1-2"}
    assert {one.name for one in here.snapshot.rounds.values()} == {
        "Baseline",
        "Follow-up",
        "Follow-up (r2-2)",
    }


def test_a_second_panel_is_refused_with_what_to_do(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    with_evaluator(here, "Panel here", "p1", "panel")
    with_evaluator(there, "Panel there", "p2", "panel")
    plan = merge(here, there, on_conflict="replace")
    assert not plan.may_apply
    (problem,) = plan.problems
    assert "Panel here (p1)" in problem.text
    assert "Panel there (p2)" in problem.text
