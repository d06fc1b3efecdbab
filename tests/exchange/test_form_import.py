"""Forms held against what has happened since they were made, and against each other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scorecard.edits import drafting, frameworks, people, programmes, rounds
from scorecard.errors import Refusal
from scorecard.exchange.imports.sources import files_of, read_sources
from scorecard.model.framework import Framework
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.score import Score
from scorecard.progress import Cancelled
from scorecard.workspace import Workspace
from tests.exchange.filled_forms import cell_of, opened, send_form
from tests.exchange.recalculation import needs_libreoffice, recalculate


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An evaluation of one framework and one round, with two programmes and two evaluators; ana has said three things.

    Her form about both programmes is `form.xlsx`; `unscored.scorecard` is the evaluation as it was before.
    """
    folder = tmp_path_factory.mktemp("forms")
    with Workspace.create(folder / "e.scorecard", frameworks=["ptpr"], language="en") as workspace:
        for id in ("P1", "P2"):
            workspace.edit(programmes.add, Programme(key=new_key(), id=id, name=f"Programme {id}"))
        workspace.edit(people.add_evaluator, "Ana", "independent", "ana")
        workspace.edit(people.add_evaluator, "Béa", "peer", "bea")
        shutil.copy(folder / "e.scorecard", folder / "unscored.scorecard")
        for code, value in {"ANT1": "1", "ANT2": "2", "ANT3": "3"}.items():
            workspace.set_value(cell_of(workspace, "ana", "P1", f"ptpr.{code}"), value)
        send_form(workspace, folder / "form.xlsx", "ana")
    return folder


@pytest.fixture
def evaluation(prepared: Path, tmp_path: Path) -> Iterator[Workspace]:
    path = Path(shutil.copy(prepared / "e.scorecard", tmp_path / "e.scorecard"))
    with Workspace.open(path) as workspace:
        yield workspace


@pytest.fixture
def form(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(prepared / "form.xlsx", tmp_path / "form.xlsx"))


def fill(form: Path, programme: str = "P1", **answers: Any) -> dict[str, str]:
    with opened(form) as of:
        return {code: of(programme).say(code, answer) for code, answer in answers.items()}


def said(workspace: Workspace, code: str, evaluator: str = "ana") -> Score:
    return workspace.score(cell_of(workspace, evaluator, "P1", f"ptpr.{code}"))


def score_here(workspace: Workspace, code: str, value: str) -> None:
    workspace.set_value(cell_of(workspace, "ana", "P1", f"ptpr.{code}"), value)


def states(plan: Any) -> dict[str, str]:
    return {one.criterion.partition(".")[2]: one.state for one in plan.cells if one.programme == "P1"}


def test_only_a_cell_changed_on_both_sides_is_a_conflict(evaluation: Workspace, form: Path) -> None:
    score_here(evaluation, "ANT2", "4")
    score_here(evaluation, "ANT3", "4")
    score_here(evaluation, "ANT4", "4")
    places = fill(form, ANT1=0, ANT3=2, ANT4=1, EMB1=3)
    plan = evaluation.import_scores([form])
    assert states(plan) == {
        "ANT1": "changed", "ANT2": "same", "ANT3": "conflict", "ANT4": "conflict", "EMB1": "new",
    }  # fmt: skip
    assert [(one.cell, *one.differing()) for one in plan.conflicts] == [
        (places["ANT3"], "4", "2"),
        (places["ANT4"], "4", "1"),
    ]
    assert not plan.may_apply
    assert said(evaluation, "ANT1").value == "1"


def test_what_was_changed_here_and_left_alone_in_the_form_is_kept(evaluation: Workspace, form: Path) -> None:
    score_here(evaluation, "ANT1", "4")
    plan = evaluation.import_scores([form], on_conflict="replace")
    assert (plan.applied, plan.unchanged) == (0, 3)
    assert said(evaluation, "ANT1").value == "4"


def test_both_sides_may_come_to_the_same_answer(evaluation: Workspace, form: Path) -> None:
    score_here(evaluation, "ANT1", "4")
    fill(form, ANT1=4)
    plan = evaluation.import_scores([form])
    assert (plan.applied, plan.unchanged, plan.conflicts) == (0, 3, ())


def test_what_was_changed_and_undone_meanwhile_is_no_change(evaluation: Workspace, form: Path) -> None:
    score_here(evaluation, "ANT1", "4")
    evaluation.undo()
    fill(form, ANT1=0)
    assert evaluation.import_scores([form]).applied == 1
    assert said(evaluation, "ANT1").value == "0"


def test_an_answer_cleared_here_and_changed_in_the_form_is_a_conflict(
    evaluation: Workspace, form: Path
) -> None:
    score_here(evaluation, "ANT1", "")
    fill(form, ANT1=0)
    (conflict,) = evaluation.import_scores([form]).conflicts
    assert conflict.differing() == ("", "0")


def test_an_open_question_of_ours_is_no_change_of_the_answer_and_stays(
    evaluation: Workspace, form: Path
) -> None:
    evaluation.record_score(replace(said(evaluation, "ANT1"), question="Who pays?", confidence="low"))
    fill(form, ANT1=0)
    assert evaluation.import_scores([form]).applied == 1
    score = said(evaluation, "ANT1")
    assert (score.value, score.question, score.confidence) == ("0", "Who pays?", "low")


@pytest.mark.parametrize(("decided", "value"), [("replace", "2"), ("keep", "4")])
def test_conflicts_are_decided_one_by_one_and_what_is_open_stays(
    evaluation: Workspace, form: Path, decided: Any, value: str
) -> None:
    score_here(evaluation, "ANT3", "4")
    score_here(evaluation, "ANT2", "4")
    fill(form, ANT2=0, ANT3=2, ANT1=0)
    plan = evaluation.import_plan(read_sources([form], evaluation.snapshot))
    place = next(one.place for one in plan.conflicts if one.criterion == "ptpr.ANT3")
    before = len(evaluation.history())
    evaluation.take_in(plan, {place: decided})
    assert len(evaluation.history()) == before + 1
    assert [said(evaluation, code).value for code in ("ANT1", "ANT2", "ANT3")] == ["0", "4", value]


def test_a_form_made_from_revisions_that_never_were_here_says_all_that_stands_in_it(
    prepared: Path, form: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(prepared / "unscored.scorecard", tmp_path / "u.scorecard"))
    with Workspace.open(path) as evaluation:
        score_here(evaluation, "ANT2", "0")
        plan = evaluation.import_scores([form], on_conflict="replace")
        assert states(plan) == {"ANT1": "new", "ANT2": "conflict", "ANT3": "new"}
        assert [said(evaluation, code).value for code in ("ANT1", "ANT2", "ANT3")] == ["1", "2", "3"]


# Two files


def copy_of(form: Path, name: str = "copy.xlsx") -> Path:
    return Path(shutil.copy(form, form.with_name(name)))


def test_the_same_form_twice_counts_once_and_says_so(evaluation: Workspace, form: Path) -> None:
    fill(form, ANT1=0)
    plan = evaluation.import_scores([form, copy_of(form)])
    assert (plan.applied, [problem.severity for problem in plan.problems]) == (1, ["warning"])
    assert "form.xlsx" in plan.problems[0].text


def test_two_files_of_one_evaluator_with_different_answers_name_each_other_and_neither_counts(
    evaluation: Workspace, form: Path
) -> None:
    other = copy_of(form)
    first = fill(form, ANT1=0, ANT4=4)
    second = fill(other, ANT1=2, EMB1=1)
    plan = evaluation.import_scores([form, other])
    assert not plan.may_apply
    (problem,) = [one for one in plan.problems if one.severity == "error"]
    assert (problem.file, problem.sheet, problem.cell) == ("copy.xlsx", "P1", second["ANT1"])
    assert "form.xlsx" in problem.text
    assert first["ANT1"] in problem.text
    assert states(plan) == {"ANT4": "new", "EMB1": "new", "ANT2": "same", "ANT3": "same"}


def test_a_second_return_that_goes_on_from_the_first_is_no_contradiction(
    evaluation: Workspace, form: Path, tmp_path: Path
) -> None:
    fill(form, ANT1=0)
    evaluation.import_scores([form])
    again = send_form(evaluation, tmp_path / "again.xlsx", "ana")
    fill(again, ANT1=4)
    assert evaluation.import_scores([form, again]).applied == 1
    assert said(evaluation, "ANT1").value == "4"


def test_a_form_and_a_table_are_one_import(evaluation: Workspace, form: Path, tmp_path: Path) -> None:
    table = tmp_path / "long.csv"
    table.write_text("programme,evaluator,criterion,value\nP1,bea,ptpr.ANT1,4\n", encoding="utf-8")
    fill(form, ANT1=0)
    assert evaluation.import_scores([form, table]).applied == 2
    evaluation.undo()
    assert (said(evaluation, "ANT1").value, said(evaluation, "ANT1", "bea").value) == ("1", "")


# Where scores stand fast


@pytest.mark.parametrize("how", ["submitted", "approved", "closed"])
def test_what_stands_fast_is_a_problem_by_cell_and_what_is_the_same_is_none(
    evaluation: Workspace, form: Path, how: str
) -> None:
    snapshot, now = evaluation.snapshot, datetime.now(UTC)
    place = (snapshot.programme("P1").key, snapshot.evaluator("ana").key, snapshot.round().key)
    for criterion in snapshot.framework("ptpr").criteria:
        if not said(evaluation, criterion.code).value:
            score_here(evaluation, criterion.code, "NE")
    if how == "closed":
        evaluation.edit(rounds.close_round, snapshot.round().key)
    else:
        evaluation.edit(people.submit, *place, "ana", now)
    if how == "approved":
        evaluation.edit(people.approve, *place, "eva", now)
    assert evaluation.import_scores([form]).problems == ()
    cells = fill(form, ANT1=0)
    plan = evaluation.import_scores([form])
    assert [(one.sheet, one.cell) for one in plan.problems] == [("P1", cells["ANT1"])]


# Another version


def next_version(evaluation: Workspace, *changes: Any) -> Framework:
    evaluation.edit(frameworks.begin_draft, "ptpr")
    for change in changes:
        evaluation.edit(frameworks.redraft, "ptpr", change)
    evaluation.edit(frameworks.adopt, "ptpr", "", evaluation.framework_scores("ptpr"))
    return evaluation.snapshot.framework("ptpr")


def test_a_crosswalk_brings_a_form_forward_and_says_so(evaluation: Workspace, form: Path) -> None:
    score_here(evaluation, "ANT2", "4")
    cells = fill(form, ANT1=0, ANT2=1, ANT4=4, EMB1=1)
    new = next_version(
        evaluation,
        lambda draft: drafting.retire_criterion(draft, "ptpr.EMB1"),
        lambda draft: drafting.recode_criterion(draft, "ptpr.ANT1", "FORE1"),
    )
    plan = evaluation.import_scores([form], on_conflict="replace")
    (problem,) = plan.problems
    assert problem.severity == "warning"
    assert new.version in problem.text
    assert states(plan) == {"FORE1": "changed", "ANT2": "conflict", "ANT3": "same", "ANT4": "new"}
    assert {one.criterion.partition(".")[2]: one.cell for one in plan.cells}["FORE1"] == cells["ANT1"]
    assert [said(evaluation, code).value for code in ("FORE1", "ANT2", "ANT3", "ANT4")] == [
        "0",
        "1",
        "3",
        "4",
    ]
    assert evaluation.import_scores([form]).applied == 0


def test_a_version_to_which_no_crosswalk_leads_is_refused(evaluation: Workspace, form: Path) -> None:
    for code in ("ANT1", "ANT2", "ANT3"):
        score_here(evaluation, code, "")
    old = evaluation.snapshot.framework("ptpr")
    new = next_version(evaluation, lambda draft: drafting.retire_criterion(draft, "ptpr.EMB1"))
    with pytest.raises(Refusal) as caught:
        evaluation.import_scores([form])
    assert old.version in str(caught.value)
    assert new.version in str(caught.value)


# Files and folders


def test_of_a_folder_its_workbooks_and_tables_are_meant(tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    for name in ("b.xlsx", "a.CSV", "~$b.xlsx", ".hidden.xlsx", "notes.docx", "c.xls"):
        (folder / name).write_bytes(b"")
    (folder / "inner.xlsx").mkdir()
    assert [one.name for one in files_of([folder, folder / "b.xlsx"])] == ["a.CSV", "b.xlsx"]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(Refusal, match="empty"):
        files_of([empty])


def test_one_bad_file_of_many_is_a_problem_with_its_name(evaluation: Workspace, form: Path) -> None:
    fill(form, ANT1=0)
    bad = form.with_name("notes.docx")
    bad.write_bytes(b"PK")
    plan = evaluation.import_scores([form, bad])
    assert [(one.file, one.severity) for one in plan.problems] == [("notes.docx", "error")]
    assert said(evaluation, "ANT1").value == "1"


def test_files_of_one_name_are_told_apart_by_their_folders(evaluation: Workspace, form: Path) -> None:
    folder = form.parent / "second"
    folder.mkdir()
    other = Path(shutil.copy(form, folder / form.name))
    readings = read_sources([form, other], evaluation.snapshot)
    assert [one.file for one in readings] == [f"{form.parent.name}/form.xlsx", "second/form.xlsx"]


def test_reading_can_be_cancelled_between_files(evaluation: Workspace, form: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, doing: str) -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        read_sources([form, form], evaluation.snapshot, progress=Impatient())


@needs_libreoffice
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_form_that_libreoffice_has_saved_comes_back(
    evaluation: Workspace, form: Path, tmp_path: Path, language: str
) -> None:
    fill(form, ANT1=0, ANT4="NE")
    folder = tmp_path / "saved"
    folder.mkdir()
    (saved,) = recalculate([form], folder, language)
    plan = evaluation.import_scores([saved])
    assert (plan.applied, plan.problems, plan.conflicts) == (2, (), ())
    assert [said(evaluation, code).value for code in ("ANT1", "ANT2", "ANT4")] == ["0", "2", "NE"]
