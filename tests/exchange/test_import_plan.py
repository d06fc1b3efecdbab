"""Taking in long tables: what is new, the same, in conflict, or wrong; and all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.exchange.imports.import_plan import on_conflict_named
from scorecard.model.score import Cell
from scorecard.workspace import Workspace

HEAD = "programme,evaluator,round,criterion,value,confidence,note\n"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.scorecard", sample="workshop", language="en") as workspace:
        yield workspace


def table(folder: Path, *rows: str, name: str = "scores.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def cell(workspace: Workspace, criterion: str = "ptpr.ANT1") -> Cell:
    snapshot = workspace.snapshot
    return Cell(
        snapshot.programme("W01").key, snapshot.evaluator("marta").key, snapshot.round().key, criterion
    )


def clear(workspace: Workspace) -> None:
    workspace.set_value(cell(workspace), "")


def test_a_new_score_is_taken_in_as_one_edit_that_undo_takes_back(
    workshop: Workspace, tmp_path: Path
) -> None:
    clear(workshop)
    before = workshop.scores()
    plan = workshop.import_scores([table(tmp_path, "W01,marta,r1,ptpr.ANT1,4,high,Seen")])
    assert (plan.applied, plan.unchanged, plan.conflicts, plan.problems) == (1, 0, (), ())
    score = workshop.score(cell(workshop))
    assert (score.value, score.confidence, score.note) == ("4", "high", "Seen")
    workshop.undo()
    assert sorted(workshop.scores(), key=repr) == sorted(before, key=repr)


def test_importing_again_changes_nothing(workshop: Workspace, tmp_path: Path) -> None:
    clear(workshop)
    source = table(tmp_path, "W01,marta,r1,ptpr.ANT1,4,,")
    workshop.import_scores([source])
    before = workshop.history()
    plan = workshop.import_scores([source])
    assert (plan.applied, plan.unchanged) == (0, 1)
    assert workshop.history() == before


def test_a_stored_score_that_differs_is_a_conflict_and_nothing_is_taken_in(
    workshop: Workspace, tmp_path: Path
) -> None:
    clear(workshop)
    workshop.set_value(cell(workshop, "ptpr.ANT2"), "1")
    before = workshop.history()
    source = table(tmp_path, "W01,marta,r1,ptpr.ANT1,4,,", "W01,marta,r1,ptpr.ANT2,3,,")
    plan = workshop.import_scores([source])
    assert not plan.may_apply
    assert workshop.history() == before
    (conflict,) = plan.conflicts
    assert (conflict.file, conflict.cell, conflict.programme) == ("scores.csv", "E3", "W01")
    assert (conflict.criterion, *conflict.differing()) == ("ptpr.ANT2", "1", "3")


@pytest.mark.parametrize(("choice", "value", "applied"), [("keep", "1", 1), ("replace", "3", 2)])
def test_a_conflict_is_settled_as_asked(
    workshop: Workspace, tmp_path: Path, choice: str, value: str, applied: int
) -> None:
    clear(workshop)
    workshop.set_value(cell(workshop, "ptpr.ANT2"), "1")
    source = table(tmp_path, "W01,marta,r1,ptpr.ANT1,4,,", "W01,marta,r1,ptpr.ANT2,3,,")
    plan = workshop.import_scores([source], on_conflict=on_conflict_named(choice))
    assert plan.applied == applied
    assert workshop.score(cell(workshop, "ptpr.ANT2")).value == value
    assert workshop.score(cell(workshop)).value == "4"


def test_a_blank_never_clears_and_what_a_table_cannot_say_stays(workshop: Workspace, tmp_path: Path) -> None:
    stored = replace(
        workshop.score(cell(workshop)),
        value="2",
        note="Kept",
        confidence="low",
        question="Who?",
        cites=(workshop.snapshot.evidence_of(cell(workshop).programme)[0].key,),
    )
    workshop.record_score(stored)
    assert workshop.import_scores([table(tmp_path, "W01,marta,r1,ptpr.ANT1,2,,")]).unchanged == 1
    assert workshop.import_scores([table(tmp_path, "W01,marta,r1,ptpr.ANT1,,,")]).unchanged == 0
    assert workshop.score(cell(workshop)) == stored


def test_a_note_that_differs_is_a_conflict_too(workshop: Workspace, tmp_path: Path) -> None:
    workshop.record_score(replace(workshop.score(cell(workshop)), value="2", note="Ours"))
    plan = workshop.import_scores([table(tmp_path, "W01,marta,r1,ptpr.ANT1,2,,Theirs")])
    assert [one.differing() for one in plan.conflicts] == [("Ours", "Theirs")]


def test_one_problem_keeps_everything_out(workshop: Workspace, tmp_path: Path) -> None:
    clear(workshop)
    plan = workshop.import_scores(
        [table(tmp_path, "W01,marta,r1,ptpr.ANT1,4,,", 'W01,marta,r1,ptpr.ANT2,"3,5",,')],
        on_conflict="replace",
    )
    assert [problem.cell for problem in plan.problems] == ["E3"]
    assert workshop.score(cell(workshop)).value == ""


def test_a_dry_run_counts_and_changes_no_byte(workshop: Workspace, tmp_path: Path) -> None:
    clear(workshop)
    before = workshop.path.read_bytes()
    plan = workshop.import_scores([table(tmp_path, "W01,marta,r1,ptpr.ANT1,4,,")], dry_run=True)
    assert plan.applied == 1
    assert workshop.path.read_bytes() == before


def test_unknown_people_and_programmes_are_added_only_when_asked_and_needed(
    workshop: Workspace, tmp_path: Path
) -> None:
    source = table(tmp_path, "W99,nora,r1,ptpr.ANT1,4,,")
    assert [problem.cell for problem in workshop.import_scores([source]).problems] == ["A2", "B2"]
    plan = workshop.import_scores([source], create=True)
    assert plan.applied == 1
    assert workshop.snapshot.programme("W99").name == "W99"
    assert workshop.snapshot.evaluator("nora").kind == "independent"
    assert workshop.verify() == ()


def test_an_id_that_cannot_be_one_is_a_problem_with_its_cell(workshop: Workspace, tmp_path: Path) -> None:
    plan = workshop.import_scores([table(tmp_path, "=1+1,marta,r1,ptpr.ANT1,4,,")], create=True)
    assert [problem.severity for problem in plan.problems] == ["error"]
    assert "=1+1" not in {one.id for one in workshop.snapshot.programmes.values()}


def test_two_files_that_contradict_each_other_are_a_problem_naming_both(
    workshop: Workspace, tmp_path: Path
) -> None:
    clear(workshop)
    one = table(tmp_path, "W01,marta,r1,ptpr.ANT1,4,,", name="one.csv")
    two = table(tmp_path, "W01,marta,r1,ptpr.ANT1,3,,", name="two.csv")
    (problem,) = workshop.import_scores([one, two]).problems
    assert (problem.file, problem.cell) == ("two.csv", "E2")
    assert "one.csv" in problem.text
    assert workshop.import_scores([one, one]).applied == 1


def test_an_unknown_way_to_settle_conflicts_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal, match="replace"):
        on_conflict_named("replce")


def test_an_unknown_id_is_reported_once_beside_the_other_problems_of_its_rows(
    workshop: Workspace, tmp_path: Path
) -> None:
    source = table(tmp_path, "W99,marta,r1,ptpr.ANT1,4,,", "W99,marta,r1,ptpr.ANT2,9,,")
    assert [problem.cell for problem in workshop.import_scores([source]).problems] == ["A2", "E3"]
