"""What a merge would do is known beforehand, conflict by conflict, and nothing is done that nobody has decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scorecard.edits import frameworks, people, programmes, rounds
from scorecard.errors import Refusal
from scorecard.exchange.merging.package_reader import Package
from scorecard.model.edit import Label, Revision
from scorecard.model.page import Entry, Page, body_of, hash_of
from scorecard.model.record import Ref, new_key, ref
from scorecard.model.score import blank_score
from tests.analysis.evaluations import framework_of
from tests.exchange.merging import (
    ANA,
    LUIS,
    OTHER,
    PROGRAMME,
    ROUND,
    Copies,
    cell,
    merge,
    packed,
    said,
    values,
)
from tests.laws.test_framework_laws import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scorecard.workspace import Workspace


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    with Copies(tmp_path) as copies:
        copies.found(said("A1", "1"), said("A2", "2", note="why"))
        yield copies


def apart(copies: Copies) -> tuple[Workspace, Workspace]:
    """Two copies that say different things of one cell."""
    here, there = copies.copy("here"), copies.copy("there")
    here.set_value(cell("A1"), "3")
    there.set_value(cell("A1"), "4")
    return here, there


def test_an_untouched_copy_takes_everything_in_and_merging_again_changes_nothing(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    there.set_value(cell("A3"), "4")
    there.edit(programmes.change, replace(OTHER, name="Boldo alto"))
    plan = merge(here, there)
    assert (plan.applied, plan.unchanged, plan.conflicts, plan.problems) == (2, 1, (), ())
    assert here.scores() == there.scores()
    assert here.snapshot == there.snapshot
    assert here.history()[0].text() == "merge there.scorepack"
    before = here.path.read_bytes()
    again = merge(here, there)
    assert (again.applied, again.unchanged, again.is_empty) == (0, 3, True)
    assert here.path.read_bytes() == before


def test_a_conflict_names_both_values_their_authors_and_times(copies: Copies) -> None:
    here, there = apart(copies)
    before = here.path.read_bytes()
    plan = merge(here, there)
    (clash,) = plan.conflicts
    assert clash.thing == "P1 · A1 · Ana Quispe"
    assert (clash.part, clash.programme, clash.criterion, clash.evaluator) == ("level", "P1", "f.A1", "ana")
    ours, theirs = clash.sides
    assert (ours.text, theirs.text) == ("3", "4")
    assert (ours.file, theirs.file) == ("", "there.scorepack")
    assert (ours.edit, theirs.edit) == (here.history()[0].id, there.history()[0].id)
    assert ours.at == here.history()[0].at
    assert theirs.author == there.author
    assert not plan.may_apply
    assert here.path.read_bytes() == before


@pytest.mark.parametrize(("way", "value"), [("keep", "3"), ("replace", "4")])
def test_conflicts_are_settled_all_one_way(copies: Copies, way: str, value: str) -> None:
    here, there = apart(copies)
    assert merge(here, there, on_conflict=way).may_apply  # type: ignore[arg-type]
    assert values(here)["A1"] == value
    merge(there, here)
    assert values(there)["A1"] == value
    assert merge(here, there).is_empty


def test_or_each_on_its_own(copies: Copies) -> None:
    here, there = apart(copies)
    here.set_value(cell("B1"), "0")
    there.set_value(cell("B1"), "1")
    first, second = (ref(blank_score(cell(code))) for code in ("A1", "B1"))
    assert merge(here, there, decisions={first: 1}).open == 1
    assert merge(here, there, decisions={first: 1, second: 0}).may_apply
    assert (values(here)["A1"], values(here)["B1"]) == ("4", "0")


def test_the_same_said_twice_is_no_conflict(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    for workspace in (here, there):
        workspace.set_value(cell("A1"), "4")
    assert merge(here, there).conflicts == ()
    here.set_value(cell("A1"), "0")
    merge(there, here)
    assert values(there)["A1"] == "0"


def test_what_was_changed_after_seeing_it_wins(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    there.set_value(cell("A1"), "4")
    merge(here, there)
    here.set_value(cell("A1"), "0")
    assert merge(there, here).conflicts == ()
    assert values(there)["A1"] == "0"


def test_a_score_removed_here_and_changed_there_is_a_conflict(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.set_value(cell("A1"), "")
    there.set_value(cell("A1"), "4")
    (clash,) = merge(here, there).conflicts
    assert [side.text for side in clash.sides] == ["removed", "4"]
    assert merge(here, there, on_conflict="keep").may_apply
    assert "A1" not in values(here)
    assert here.verify() == ()
    assert merge(here, there).is_empty
    assert here.undo().changes == ()


def test_packages_in_conflict_with_one_another_are_three_sides_of_one(copies: Copies) -> None:
    here, second, third = (copies.copy(name) for name in ("here", "second", "third"))
    second.set_value(cell("A1"), "3")
    third.set_value(cell("A1"), "4")
    (clash,) = merge(here, second, third).conflicts
    assert [(side.text, side.file) for side in clash.sides] == [
        ("3", "second.scorepack"),
        ("4", "third.scorepack"),
    ]
    here.set_value(cell("A1"), "0")
    (clash,) = merge(here, second, third).conflicts
    assert [side.text for side in clash.sides] == ["0", "3", "4"]
    assert merge(here, second, third, decisions={clash.ref: 1}).may_apply
    assert values(here)["A1"] == "3"
    here.undo()
    assert values(here)["A1"] == "0"


def test_a_package_of_another_evaluation_is_refused_and_both_are_named(
    copies: Copies, tmp_path: Path
) -> None:
    here = copies.copy("here")
    (tmp_path / "other").mkdir()
    with Copies(tmp_path / "other") as others:
        others.found()
        other = others.copy("other")
        package = replace(packed(other), title="Another valley")
        with pytest.raises(Refusal, match=r"“other.scorepack”.*“Another valley”.*“Two valleys”") as refusal:
            here.merge_plan([package])
        assert refusal.value.code == "not-ours"


def test_what_was_undone_after_a_merge_can_be_merged_again(copies: Copies) -> None:
    here, there = apart(copies)
    there.set_value(cell("A3"), "2")
    merge(here, there, on_conflict="keep")
    here.undo()
    assert values(here) == {"A1": "3", "A2": "2"}
    plan = merge(here, there)
    assert [len(clash.sides) for clash in plan.conflicts] == [2]
    plan = merge(here, there, on_conflict="replace")
    assert (plan.applied, plan.unchanged) == (2, 1)
    assert values(here) == {"A1": "4", "A2": "2", "A3": "2"}
    assert merge(here, there).is_empty


def test_scores_of_a_round_that_is_closed_here_come_in_and_are_told_of(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    there.set_value(cell("A3"), "2")
    here.edit(rounds.close_round, ROUND.key)
    plan = merge(here, there)
    (problem,) = plan.problems
    assert problem.severity == "warning"
    assert "“Baseline” is closed" in problem.text
    assert values(here)["A3"] == "2"
    with pytest.raises(Refusal):
        here.set_value(cell("A3"), "1")


def test_frameworks_added_on_both_sides_are_all_there(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.edit(frameworks.embed, whole(framework_of({"C": 1}, id="g")))
    there.edit(frameworks.embed, whole(framework_of({"C": 1}, id="h")))
    assert [clash.part for clash in merge(here, there).conflicts] == ["frameworks"]
    merge(here, there, on_conflict="keep")
    assert here.snapshot.evaluation.frameworks == ("f", "g", "h")
    assert [one.id for one in here.snapshot.ordered_frameworks()] == ["f", "g", "h"]


def forged(package: Package, *records: object) -> Package:
    """A package with one more edit that adds records, whatever they are."""
    revision = Revision(
        id=new_key(), at=package.pages[-1].revision.at, author="?", label=Label(message="Add")
    )
    entries = tuple(Entry(*ref(one), None, body_of(one), "") for one in records)  # type: ignore[arg-type]
    page = Page(revision, entries, hash_of(revision, entries))
    return replace(package, pages=(*package.pages, page))


def test_answers_that_no_criterion_has_are_refused(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    package = forged(packed(there), said("B1", "9"), said("B2", "0", evaluator=LUIS))
    plan = here.merge_plan([package], "replace")
    (problem,) = plan.problems
    assert (problem.severity, "“9” is no answer to f.B1" in problem.text) == ("error", True)


def test_scores_of_nobody_are_refused(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    package = forged(packed(there), replace(said("B1", "1"), evaluator=new_key()))
    with pytest.raises(Refusal) as refusal:
        here.merge_plan([package], "replace")
    assert refusal.value.code == "damaged"


def test_an_edit_that_is_given_out_for_another_is_refused(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    there.set_value(cell("A3"), "2")
    package = packed(there)
    first, *others = package.pages
    with pytest.raises(Refusal, match="gives an edit out"):
        here.merge_plan([replace(package, pages=(first._replace(hash="0" * 64), *others))])
    changed = replace(package, file="b", pages=(first, package.pages[-1]._replace(hash="0" * 64)))
    with pytest.raises(Refusal, match="gives an edit out"):
        here.merge_plan([package, changed])


def test_many_packages_are_counted_in_the_label(copies: Copies) -> None:
    here = copies.copy("here")
    others = [copies.copy(f"r{number}") for number in range(4)]
    for number, other in enumerate(others):
        other.set_value(cell(f"A{number % 3 + 1}", OTHER, ANA if number < 3 else LUIS), "2")
    merge(here, *others)
    assert here.history()[0].text() == "merge packages: 4"
    assert len(here.scores(programme=OTHER.key)) == 4


def test_an_assignment_that_came_submitted_locks_what_came_with_it(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    there.set_value(cell("A3"), "2")
    there.edit(people.submit, PROGRAMME.key, ANA.key, ROUND.key, "Ana", there.history()[0].at)
    assert merge(here, there).problems == ()
    with pytest.raises(Refusal, match="submitted"):
        here.set_value(cell("A3"), "1")


def test_an_empty_list_of_packages_does_nothing(copies: Copies) -> None:
    here = copies.copy("here")
    plan = here.merge_plan([])
    assert plan.is_empty
    assert here.merge(plan) is None
    assert Ref("evaluation", "") not in plan.states
