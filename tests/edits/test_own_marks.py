"""Derived marks taken over into a note sheet: one edit that undo takes back, refused where they are not ours to set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.analysis.sources.derived_marks import Derivation
from scorecard.analysis.sources.ptpr_table import ptpr_table
from scorecard.edits.note_sheets import add
from scorecard.edits.own_marks import begin_from_derived, marks_template
from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in_framework
from scorecard.library.note_sheets import built_in_template
from scorecard.model.note_sheet import NoteSheet
from scorecard.model.programme import Document, Rating
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import Case, case_of

SCORED = case_of({"A": 2, "B": 1}, {"P1": {"ana": "4 0 3"}, "P2": {"ana": "1 1 1"}})
CASE = replace(
    SCORED,
    scores=tuple(replace(one, question="Who pays?") if one.value == "0" else one for one in SCORED.scores),
)
DOCUMENT = Document(key="d" * 32, id="D1", title="A document")


def derivation(case: Case = CASE) -> Derivation:
    return Derivation(comparison=case.compare(), scores=case.scores)


def begun(snapshot: Snapshot = CASE.snapshot) -> Snapshot:
    return snapshot.after(begin_from_derived(snapshot, derivation(), "P1").changes)


def test_the_sheet_holds_the_derived_marks_and_stands_in_their_place() -> None:
    before = ptpr_table(CASE.snapshot, derivation(), ["P1"]).table.rows
    after = ptpr_table(begun(), derivation(), ["P1"]).table.rows
    assert [row[:5] for row in after] == [row[:5] for row in before]
    assert {row[5] for row in before} == {"ours, derived"}
    assert {row[5] for row in after} == {"ours, set by hand"}
    assert [row[3] for row in after] == ["√ ?", "√"]


def test_it_is_one_edit_and_its_inverse_takes_all_of_it_back() -> None:
    edit = begin_from_derived(CASE.snapshot, derivation(), "P1")
    after = CASE.snapshot.after(edit.changes)
    (sheet,) = after.note_sheets.values()
    assert (sheet.id, sheet.programme, sheet.documents) == ("scorecard_marks-1", "P1", ())
    assert len(edit.changes) == 1 + 3
    assert "P1" in edit.label.text()
    assert "scorecard_marks-1" in edit.label.text()
    assert after.after(edit.inverse().changes) == CASE.snapshot


def test_a_sheet_that_was_begun_and_is_empty_is_filled() -> None:
    sheet = NoteSheet(
        key="s" * 32,
        id="own",
        title="Own",
        template=marks_template(CASE.snapshot.frameworks["f"]),
        programme="P1",
    )
    snapshot = CASE.snapshot.after(add(CASE.snapshot, sheet).changes)
    after = begun(snapshot)
    assert list(after.note_sheets) == [sheet.key]
    assert len(after.rows_of(sheet.key)) == 3


def test_marks_that_are_set_by_hand_already_are_not_set_again() -> None:
    with pytest.raises(Refusal, match="set by hand already"):
        begun(begun())


def test_a_programme_that_a_source_has_marked_is_not_ours_to_mark() -> None:
    rating = Rating(documents=(DOCUMENT.key,), place="", subject="Part", section="A", mark="√")
    programmes = {
        **CASE.snapshot.programmes,
        "P1": replace(CASE.snapshot.programmes["P1"], ratings=(rating,)),
    }
    snapshot = replace(CASE.snapshot, programmes=programmes, documents={DOCUMENT.key: DOCUMENT})
    with pytest.raises(Refusal, match="A source has marked"):
        begun(snapshot)


def test_where_nothing_can_be_derived_nothing_is_begun() -> None:
    for given in (derivation(), None):
        with pytest.raises(Refusal, match="No mark can be derived"):
            begin_from_derived(CASE.snapshot, given, "P2" if given else "P1")
    with pytest.raises(Refusal):
        begin_from_derived(CASE.snapshot, derivation(), "gone")


def test_the_dimensions_are_the_sections_of_the_framework_and_for_ptpr_those_of_the_built_in_template() -> (
    None
):
    assert marks_template(built_in_framework("ptpr")) == built_in_template("scorecard_marks")
    own = marks_template(CASE.snapshot.frameworks["f"])
    assert [choice.code for choice in own.column("dimension").choices] == ["A", "B", "challenges"]
