"""What one copy removed and another still uses is a conflict, and either way the evaluation stays whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scorecard.edits import documents, evidence, note_sheets, people, rounds
from scorecard.exchange.merging.references import owners_of
from scorecard.model.note_sheet import Column, NoteRow, NoteSheet, Template
from scorecard.model.programme import Evidence
from scorecard.model.record import Ref, new_key
from scorecard.model.text import Text
from tests.exchange.merging import (
    ANA,
    DOCUMENT,
    EVIDENCE,
    LUIS,
    OTHER,
    PROGRAMME,
    ROUND,
    Copies,
    cell,
    merge,
    said,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scorecard.workspace import Workspace


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    with Copies(tmp_path) as copies:
        copies.found(said("A1", "1"), said("B1", "2", cites=(EVIDENCE.key,)))
        yield copies


def assert_whole(workspace: Workspace) -> None:
    """Everything that something belongs to is there."""
    snapshot = workspace.snapshot
    kinds = {
        "programme": snapshot.programmes,
        "evaluator": snapshot.evaluators,
        "round": snapshot.rounds,
        "note_sheet": snapshot.note_sheets,
        "framework": snapshot.frameworks,
    }
    for record in (*snapshot.records(), *workspace.scores()):
        assert all(owner.key in kinds[owner.kind] for owner in owners_of(record))
    for score in workspace.scores():
        assert all(key in snapshot.evidence for key in score.cites)
    for item in snapshot.evidence.values():
        assert all(key in snapshot.documents for key in item.documents)


def test_a_programme_removed_here_and_scored_there_is_a_conflict_and_nothing_happens(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.remove_programme(PROGRAMME.key)
    there.set_value(cell("A2"), "3")
    before = here.path.read_bytes()
    plan = merge(here, there)
    (clash,) = plan.conflicts
    assert clash.ref == Ref("programme", PROGRAMME.key)
    assert [side.text.partition(":")[0] for side in clash.sides] == ["removed", "still used"]
    assert [side.file for side in clash.sides] == ["", "there.scorepack"]
    assert here.path.read_bytes() == before


def test_keeping_the_removal_drops_what_came_for_it(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.remove_programme(PROGRAMME.key)
    there.set_value(cell("A2"), "3")
    there.edit(
        evidence.add, Evidence(key=new_key(), id="", programme=PROGRAMME.key, text="Another", sign="-")
    )
    assert merge(here, there, on_conflict="keep").may_apply
    assert values(here) == {}
    assert_whole(here)
    assert merge(here, there).is_empty


def test_taking_the_use_brings_back_the_programme_with_all_that_went_with_it(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.remove_programme(PROGRAMME.key)
    there.set_value(cell("A2"), "3")
    assert merge(here, there, on_conflict="replace").may_apply
    assert values(here) == {"A1": "1", "A2": "3", "B1": "2"}
    assert EVIDENCE.key in here.snapshot.evidence
    assert_whole(here)
    here.undo()
    assert PROGRAMME.key not in here.snapshot.programmes
    assert here.verify() == ()


def test_a_programme_scored_here_and_removed_there_is_the_same_conflict_turned_round(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    there.remove_programme(PROGRAMME.key)
    here.set_value(cell("A2"), "3")
    (clash,) = merge(here, there).conflicts
    assert [side.file for side in clash.sides] == ["", "there.scorepack"]
    assert clash.sides[1].text == "removed"
    assert merge(here, there, decisions={clash.ref: 0}).may_apply
    assert values(here)["A2"] == "3"
    assert_whole(here)


def test_a_removal_that_nobody_minds_is_taken_over(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    there.remove_programme(PROGRAMME.key)
    here.set_value(cell("A2", programme=OTHER), "3")
    assert merge(here, there).conflicts == ()
    assert PROGRAMME.key not in here.snapshot.programmes
    assert_whole(here)


@pytest.mark.parametrize("way", ["keep", "replace"])
def test_evidence_removed_on_one_side_and_cited_on_the_other(copies: Copies, way: str) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.remove_evidence(EVIDENCE.key)
    there.cite(cell("A1"), EVIDENCE.key, cited=True)
    assert merge(here, there, on_conflict=way).may_apply  # type: ignore[arg-type]
    cites = {score.criterion: score.cites for score in here.scores()}
    assert cites["f.A1"] == (() if way == "keep" else (EVIDENCE.key,))
    assert_whole(here)


@pytest.mark.parametrize("way", ["keep", "replace"])
def test_a_document_removed_on_one_side_and_named_on_the_other(copies: Copies, way: str) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.edit(evidence.change, replace(EVIDENCE, documents=()))
    here.edit(documents.remove, DOCUMENT.key)
    there.edit(
        evidence.add,
        Evidence(key=new_key(), id="", programme=OTHER.key, text="Also", documents=(DOCUMENT.key,), sign="+"),
    )
    assert merge(here, there, on_conflict=way).may_apply  # type: ignore[arg-type]
    assert (DOCUMENT.key in here.snapshot.documents) == (way == "replace")
    assert_whole(here)


@pytest.mark.parametrize("way", ["keep", "replace"])
def test_an_evaluator_removed_on_one_side_who_scored_on_the_other(copies: Copies, way: str) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.edit(people.remove_evaluator, LUIS.key, here.scores(evaluator=LUIS.key))
    there.set_value(cell("A1", evaluator=LUIS), "4")
    there.edit(people.assign, [(OTHER.key, LUIS.key)], ROUND.key)
    assert merge(here, there, on_conflict=way).may_apply  # type: ignore[arg-type]
    assert values(here, LUIS) == ({} if way == "keep" else {"A1": "4"})
    assert_whole(here)


@pytest.mark.parametrize("way", ["keep", "replace"])
def test_a_round_removed_on_one_side_and_scored_on_the_other(copies: Copies, way: str) -> None:
    base = copies.copy("base")
    base.edit(rounds.add_round, "Second")
    (second,) = [key for key in base.snapshot.rounds if key != ROUND.key]
    here, there = copies.copy("here"), copies.copy("there")
    merge(here, base)
    merge(there, base)
    here.edit(rounds.remove_round, second, ())
    there.set_value(cell("A1")._replace(round=second), "4")
    assert merge(here, there, on_conflict=way).may_apply  # type: ignore[arg-type]
    assert (second in here.snapshot.rounds) == (way == "replace")
    assert_whole(here)


def test_entries_added_to_a_sheet_that_went_with_its_programme_go_too(copies: Copies) -> None:
    base = copies.copy("base")
    column = Column(id="what", name=Text(en="What", es="Qué"), kind="text")
    template = Template(id="t", name=column.name, note=column.name, layout="table", columns=(column,))
    sheet = NoteSheet(key=new_key(), id="s1", title="Notes", template=template, programme=PROGRAMME.key)
    base.edit(note_sheets.add, sheet)
    here, there = copies.copy("here"), copies.copy("there")
    merge(here, base)
    merge(there, base)
    here.remove_programme(PROGRAMME.key)
    row = NoteRow(key=new_key(), sheet=sheet.key, position=9, cells=(("what", "said there"),))
    there.edit(note_sheets.add_row, row)
    there.set_value(cell("A2", evaluator=ANA), "1")
    assert merge(here, there, on_conflict="keep").may_apply
    assert here.snapshot.note_sheets == {}
    assert here.snapshot.note_rows == {}
    assert_whole(here)


@pytest.mark.parametrize(("way", "found"), [("keep", {}), ("replace", {"A1": "4", "B1": "2"})])
def test_a_score_that_went_with_its_programme_is_asked_about_as_the_programme(
    copies: Copies, way: str, found: dict[str, str]
) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.remove_programme(PROGRAMME.key)
    there.set_value(cell("A1"), "4")
    (clash,) = merge(here, there).conflicts
    assert clash.ref == Ref("programme", PROGRAMME.key)
    assert clash.sides[1].text == "still used: P1 · A1 · Ana Quispe"
    assert clash.sides[1].file == "there.scorepack"
    assert merge(here, there, on_conflict=way).may_apply  # type: ignore[arg-type]
    assert values(here) == found
    assert_whole(here)


def test_what_one_edit_removed_is_asked_about_once(copies: Copies) -> None:
    here, there = copies.copy("here"), copies.copy("there")
    here.remove_programme(PROGRAMME.key)
    there.cite(cell("A1"), EVIDENCE.key, cited=True)
    there.set_value(cell("A2"), "3")
    assert [clash.ref.kind for clash in merge(here, there).conflicts] == ["programme"]
    assert merge(here, there, on_conflict="replace").may_apply
    assert EVIDENCE.key in here.snapshot.evidence
    assert_whole(here)
