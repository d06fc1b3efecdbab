"""Scores that were given by an older version of a framework follow its crosswalk when files merge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scorecard.edits import drafting, evidence, weights
from scorecard.model.evaluation import WeightSet
from scorecard.model.record import new_key
from tests.exchange.merging import ANA, EVIDENCE, FRAMEWORK, LUIS, Copies, adopt, cell, merge, said, values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scorecard.model.framework import Framework
    from scorecard.workspace import Workspace

BEFORE = (said("A1", "1"), said("A2", "2"), said("A3", "2"), said("B1", "3"), said("B2", "4"))


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    with Copies(tmp_path) as copies:
        copies.found(*BEFORE)
        yield copies


def renamed(framework: Framework) -> Framework:
    return drafting.recode_criterion(framework, "f.A1", "A9")


def merged(framework: Framework) -> Framework:
    return drafting.merge(framework, ("f.A2", "f.A3"), code="A8")


def split(framework: Framework) -> Framework:
    return drafting.split(framework, "f.B1", codes=("B8", "B9"))


def both_ways(copies: Copies, newer: Workspace, older: Workspace, **how: str) -> tuple[Workspace, Workspace]:
    """The newer copy with the older merged in, and a twin of the older with the newer merged in."""
    twin = copies.copy("twin")
    merge(twin, older)
    for into, other in ((newer, older), (twin, newer)):
        assert merge(into, other, **how).may_apply  # type: ignore[arg-type]
        assert into.snapshot.framework("f").version != FRAMEWORK.version
    return newer, twin


def test_a_new_score_under_an_id_that_was_changed_stands_under_the_new_one(copies: Copies) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, renamed)
    older.set_value(cell("A1", evaluator=LUIS), "4")
    for result in both_ways(copies, newer, older):
        assert values(result, LUIS) == {"A9": "4"}
        assert values(result, ANA)["A9"] == "1"


def test_a_score_that_was_changed_under_the_old_id_wins_over_the_one_that_was_carried(copies: Copies) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, renamed)
    older.set_value(cell("A1"), "3")
    for result in both_ways(copies, newer, older):
        found = values(result)
        assert found["A9"] == "3"
        assert "A1" not in found


def test_a_score_that_was_taken_back_under_the_old_id_is_taken_back(copies: Copies) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, renamed)
    older.set_value(cell("A1"), "")
    for result in both_ways(copies, newer, older):
        assert {"A1", "A9"}.isdisjoint(values(result))


@pytest.mark.parametrize(("way", "value"), [("keep", "0"), ("replace", "3")])
def test_what_both_sides_say_of_one_cell_is_a_conflict(copies: Copies, way: str, value: str) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, renamed)
    newer.set_value(cell("A9"), "0")
    older.set_value(cell("A1"), "3")
    plan = merge(newer, older)
    assert [[side.text for side in clash.sides] for clash in plan.conflicts] == [["0", "3"]]
    assert values(newer)["A9"] == "0"
    assert merge(newer, older, on_conflict=way).may_apply  # type: ignore[arg-type]
    assert values(newer)["A9"] == value
    assert merge(newer, older).is_empty


def test_criteria_that_were_merged_are_merged_anew(copies: Copies) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, merged)
    assert values(newer)["A8"] == "2"
    older.set_value(cell("A2"), "4")
    older.set_value(cell("A3"), "4")
    for result in both_ways(copies, newer, older):
        found = values(result)
        assert (found["A8"], found["A2"], found["A3"]) == ("4", "4", "4")


def test_both_parts_of_a_split_criterion_begin_with_what_was_said_since(copies: Copies) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, split)
    older.set_value(cell("B1", evaluator=LUIS), "NE")
    for result in both_ways(copies, newer, older):
        assert values(result, LUIS) == {"B1": "NE", "B8": "NE", "B9": "NE"}


def test_scores_follow_through_several_versions(copies: Copies) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, renamed)
    adopt(newer, lambda framework: drafting.recode_criterion(framework, "f.A9", "A7"))
    older.set_value(cell("A1", evaluator=LUIS), "2")
    for result in both_ways(copies, newer, older):
        assert values(result, LUIS) == {"A7": "2"}


def test_what_comes_forward_comes_once_however_often_it_is_merged(copies: Copies) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, renamed)
    older.set_value(cell("A1"), "3")
    merge(newer, older)
    assert merge(newer, older).is_empty
    older.set_value(cell("A1"), "4")
    assert merge(newer, older).conflicts == ()
    assert values(newer)["A9"] == "4"
    newer.undo()
    newer.undo()
    assert values(newer)["A9"] == "1"
    assert newer.verify() == ()


def test_weights_and_evidence_of_the_older_copy_follow_too(copies: Copies) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, renamed)
    own = WeightSet(key=new_key(), id="w", name="Ours", framework="f", criteria=(("f.A1", 3.0),))
    older.edit(weights.add, own)
    older.edit(evidence.change, replace(EVIDENCE, criteria=("f.A1",)))
    for result in both_ways(copies, newer, older):
        assert dict(result.snapshot.weights[own.key].criteria)["f.A9"] == 3.0
        assert "f.A9" in result.snapshot.evidence[EVIDENCE.key].criteria


def test_two_new_versions_of_one_framework_are_refused_and_both_named(copies: Copies) -> None:
    newer, older = copies.copy("newer"), copies.copy("older")
    adopt(newer, renamed)
    adopt(older, merged)
    adopt(older, split)
    before = older.path.read_bytes()
    plan = merge(older, newer)
    assert not plan.may_apply
    ours, theirs = (one.snapshot.framework("f").version for one in (older, newer))
    (problem,) = plan.problems
    assert problem.file == "newer.scorepack"
    assert f"version {theirs}" in problem.text
    assert f"version {ours}" in problem.text
    assert older.path.read_bytes() == before


def test_scores_by_a_version_that_was_replaced_without_a_crosswalk_are_refused(tmp_path: Path) -> None:
    with Copies(tmp_path) as copies:
        copies.found()
        newer, older = copies.copy("newer"), copies.copy("older")
        adopt(newer, renamed)
        older.set_value(cell("A1"), "3")
        for into, other in ((newer, older), (older, newer)):
            plan = merge(into, other, on_conflict="replace")
            assert not plan.may_apply
            assert "no crosswalk" in plan.problems[0].text
