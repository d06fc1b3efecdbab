"""Note sheets: what can be written in them, in which order, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.edits import note_sheets
from scorecard.errors import Refusal
from scorecard.library.note_sheets import built_in_template
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Evaluation
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.programme import Document, Programme
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot

SWOT = NoteSheet(key="1" * 32, id="swot-1", title="SWOT", template=built_in_template("swot"))
LIST = NoteSheet(key="2" * 32, id="synthesis-1", title="Synthesis", template=built_in_template("synthesis"))
PROGRAMME = Programme(key="3" * 32, id="P1", name="A programme")
DOCUMENT = Document(key="4" * 32, id="001", title="A study")


def snapshot_of(*rows: NoteRow) -> Snapshot:
    return Snapshot(
        evaluation=Evaluation(id="e" * 32, title="Test", frameworks=()),
        programmes={PROGRAMME.key: PROGRAMME},
        documents={DOCUMENT.key: DOCUMENT},
        note_sheets={SWOT.key: SWOT, LIST.key: LIST},
        note_rows={row.key: row for row in rows},
    )


def entry(text: str, side: str = "strength", **more: object) -> NoteRow:
    row = NoteRow(key=new_key(), sheet=SWOT.key, position=0, cells=(("side", side), ("text", text)))
    return replace(row, **more)  # type: ignore[arg-type]


def after(snapshot: Snapshot, edit: Edit) -> Snapshot:
    return snapshot.after(edit.changes)


def written(*rows: NoteRow) -> Snapshot:
    """A snapshot in which these entries were written one after another."""
    snapshot = snapshot_of()
    for row in rows:
        snapshot = after(snapshot, note_sheets.add_row(snapshot, row))
    return snapshot


def texts(snapshot: Snapshot, side: str = "") -> list[str]:
    rows = snapshot.rows_of(SWOT.key)
    return [row.cell("text") for row in rows if not side or row.cell("side") == side]


def row_of(snapshot: Snapshot, text: str) -> NoteRow:
    return next(row for row in snapshot.note_rows.values() if row.cell("text") == text)


def test_a_sheet_gets_the_next_free_id_of_its_template() -> None:
    snapshot = snapshot_of()
    edit = note_sheets.add(snapshot, replace(SWOT, key=new_key(), id=""))
    (change,) = edit.changes
    assert isinstance(change.after, NoteSheet)
    assert change.after.id == "swot-2"
    assert edit.label.text() == "add note sheet swot-2"


def test_the_longest_id_of_a_template_leaves_room_for_a_number() -> None:
    template = replace(built_in_template("swot"), id="a" + "_" * 17 + "bcdefg")
    sheet = NoteSheet(key=new_key(), id="", title="T", template=template)
    (change,) = note_sheets.add(snapshot_of(), sheet).changes
    assert isinstance(change.after, NoteSheet)
    assert len(change.after.id) <= 24


@pytest.mark.parametrize(
    "sheet",
    [
        replace(SWOT, title="  \n "),
        replace(SWOT, id="no such id!"),
        replace(SWOT, id="SYNTHESIS-1"),
        replace(SWOT, programme="f" * 32),
        replace(SWOT, documents=("f" * 32,)),
        replace(SWOT, note="x" * 4_001),
    ],
)
def test_a_sheet_that_cannot_be_stored_is_refused(sheet: NoteSheet) -> None:
    with pytest.raises(Refusal):
        note_sheets.change(snapshot_of(), sheet)


def test_a_sheet_keeps_its_template() -> None:
    edit = note_sheets.change(snapshot_of(), replace(SWOT, template=LIST.template))
    assert edit.changes == ()


def test_entries_stand_in_the_order_in_which_they_are_written() -> None:
    snapshot = written(entry("a"), entry("b"), entry("c"))
    assert texts(snapshot) == ["a", "b", "c"]


def test_an_entry_can_be_written_after_any_other() -> None:
    snapshot = written(entry("a"), entry("b"), entry("c"))
    edit = note_sheets.add_row(snapshot, entry("new"), row_of(snapshot, "a").key)
    assert texts(after(snapshot, edit)) == ["a", "new", "b", "c"]


def test_an_entry_in_a_gap_moves_nothing_else() -> None:
    snapshot = written(entry("a"), entry("b"), entry("c"))
    snapshot = after(snapshot, note_sheets.remove_row(snapshot, row_of(snapshot, "b").key))
    edit = note_sheets.add_row(snapshot, entry("new"), row_of(snapshot, "a").key)
    assert len(edit.changes) == 1
    assert texts(after(snapshot, edit)) == ["a", "new", "c"]


def test_choices_are_checked_by_their_codes() -> None:
    with pytest.raises(Refusal, match="strength, weakness, opportunity, threat"):
        note_sheets.add_row(snapshot_of(), entry("x", side="Fortalezas"))


@pytest.mark.parametrize(
    "cells",
    [
        (("side", "strength"),),
        (("text", "no side"),),
        (("side", "strength"), ("text", " \x00\n")),
        (("side", "strength"), ("text", "x"), ("colour", "red")),
        (("side", "strength"), ("text", "x" * 4_001)),
    ],
)
def test_an_entry_that_cannot_be_stored_is_refused(cells: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(Refusal, match=r"[Nn]othing has changed"):
        note_sheets.add_row(snapshot_of(), entry("x", cells=cells))


@pytest.mark.parametrize("printed", ["43,2%", "196.069", "No*", "√", "+/-", "UTECH", "=1+1", "\u202b١٢٣"])
def test_what_is_printed_is_kept_word_for_word(printed: str) -> None:
    row = NoteRow(key=new_key(), sheet=LIST.key, position=0, cells=(("period", printed),))
    (change,) = note_sheets.add_row(snapshot_of(), row).changes
    assert isinstance(change.after, NoteRow)
    assert change.after.cell("period") == printed


def test_a_programme_is_named_by_its_key_and_must_be_there() -> None:
    row = NoteRow(key=new_key(), sheet=LIST.key, position=0, cells=(("programme", PROGRAMME.key),))
    assert note_sheets.add_row(snapshot_of(), row).changes
    with pytest.raises(Refusal) as refused:
        note_sheets.add_row(snapshot_of(), replace(row, cells=(("programme", "P1"),)))
    assert refused.value.code == "stale"


def test_a_cell_is_written_alone_and_cells_keep_the_order_of_the_columns() -> None:
    row = NoteRow(key=new_key(), sheet=LIST.key, position=0, cells=(("period", "2010"),))
    snapshot = written(row)
    snapshot = after(snapshot, note_sheets.write(snapshot, row.key, "name", "First"))
    assert snapshot.note_rows[row.key].cells == (("name", "First"), ("period", "2010"))
    assert note_sheets.write(snapshot, row.key, "name", " First ").changes == ()


def test_an_entry_moves_past_its_neighbour_of_the_same_column() -> None:
    snapshot = written(entry("s1"), entry("w1", "weakness"), entry("s2"), entry("w2", "weakness"))
    snapshot = after(snapshot, note_sheets.move_row(snapshot, row_of(snapshot, "s2").key, -1))
    assert texts(snapshot, "strength") == ["s2", "s1"]
    assert texts(snapshot, "weakness") == ["w1", "w2"]
    assert note_sheets.move_row(snapshot, row_of(snapshot, "s2").key, -1).changes == ()
    assert note_sheets.move_row(snapshot, row_of(snapshot, "s1").key, 1).changes == ()


def test_an_entry_moves_and_goes_with_what_stands_under_it() -> None:
    snapshot = written(entry("a"), entry("a1", depth=1), entry("a2", depth=1), entry("b"))
    moved = after(snapshot, note_sheets.move_row(snapshot, row_of(snapshot, "b").key, -1))
    assert texts(moved) == ["b", "a", "a1", "a2"]
    under = after(snapshot, note_sheets.move_row(snapshot, row_of(snapshot, "a2").key, -1))
    assert texts(under) == ["a", "a2", "a1", "b"]
    assert note_sheets.move_row(snapshot, row_of(snapshot, "a1").key, -1).changes == ()
    gone = after(snapshot, note_sheets.remove_row(snapshot, row_of(snapshot, "a").key))
    assert texts(gone) == ["b"]


def test_an_item_under_one_entry_does_not_move_under_another() -> None:
    snapshot = written(entry("a"), entry("a1", depth=1), entry("b"), entry("b1", depth=1))
    assert note_sheets.move_row(snapshot, row_of(snapshot, "b1").key, -1).changes == ()
    assert note_sheets.move_row(snapshot, row_of(snapshot, "a1").key, 1).changes == ()


def test_an_entry_goes_one_step_in_and_no_further() -> None:
    snapshot = written(entry("a"), entry("b"))
    snapshot = after(snapshot, note_sheets.indent_row(snapshot, row_of(snapshot, "b").key, 7))
    assert row_of(snapshot, "b").depth == 1


def test_a_sheet_goes_with_its_entries_and_comes_back_with_them() -> None:
    snapshot = written(entry("a"), entry("b"))
    edit = note_sheets.remove(snapshot, SWOT.key)
    gone = after(snapshot, edit)
    assert SWOT.key not in gone.note_sheets
    assert not gone.note_rows
    assert after(gone, edit.inverse()) == snapshot


def test_what_is_gone_changes_nothing_when_removed_and_is_refused_when_written() -> None:
    snapshot = snapshot_of()
    assert note_sheets.remove(snapshot, "f" * 32).changes == ()
    assert note_sheets.remove_row(snapshot, "f" * 32).changes == ()
    with pytest.raises(Refusal) as refused:
        note_sheets.write(snapshot, "f" * 32, "text", "x")
    assert refused.value.code == "stale"


def test_entries_forget_a_programme_that_goes() -> None:
    named = NoteRow(
        key=new_key(), sheet=LIST.key, position=0, cells=(("name", "N"), ("programme", PROGRAMME.key))
    )
    bare = NoteRow(key=new_key(), sheet=LIST.key, position=1, cells=(("programme", PROGRAMME.key),))
    snapshot = snapshot_of(named, bare)
    left = snapshot.after(note_sheets.forget_programme(snapshot, PROGRAMME.key))
    assert [row.cells for row in left.rows_of(LIST.key)] == [(("name", "N"),)]
    assert note_sheets.forget_programme(snapshot, "f" * 32) == ()


def begun(sheet: NoteSheet, *cells: tuple[str, str]) -> NoteRow:
    return NoteRow(key="", sheet=sheet.key, position=0, cells=cells)


def test_a_block_becomes_entries_in_one_edit() -> None:
    snapshot = written(entry("a"), entry("b"))
    lines = [["Scale"], [" "], ["Skills"]]
    edit = note_sheets.paste(
        snapshot, begun(SWOT, ("side", "threat")), lines, "text", row_of(snapshot, "a").key
    )
    assert edit.label.text() == "add entries to swot-1: 2"
    assert texts(after(snapshot, edit)) == ["a", "Scale", "Skills", "b"]
    assert texts(after(snapshot, edit), "threat") == ["Scale", "Skills"]


def test_a_block_names_programmes_and_choices_as_people_do() -> None:
    snapshot = snapshot_of()
    edit = note_sheets.paste(snapshot, begun(LIST), [["Name", "a PROGRAMME", "2010 – 2013"]], "name")
    (row,) = after(snapshot, edit).rows_of(LIST.key)
    assert dict(row.cells) == {"name": "Name", "programme": PROGRAMME.key, "period": "2010 – 2013"}
    suppliers = replace(SWOT, template=built_in_template("supplier_innovation"))
    snapshot = replace(snapshot, note_sheets={SWOT.key: suppliers})
    edit = note_sheets.paste(snapshot, begun(SWOT), [["Bisa", "nueva para el MUNDO", "Network"]], "firm")
    (row,) = after(snapshot, edit).rows_of(SWOT.key)
    assert dict(row.cells) == {"firm": "Bisa", "novelty": "world", "governance": "network"}


@pytest.mark.parametrize(
    "lines",
    [[["a", "b", "c", "d", "e", "f", "too many"]], [["Name", "No such programme"]]],
)
def test_a_block_that_does_not_fit_is_refused_as_a_whole(lines: list[list[str]]) -> None:
    with pytest.raises(Refusal, match=r"[Nn]othing has changed"):
        note_sheets.paste(snapshot_of(), begun(LIST), [["fits"], *lines], "name")


def test_a_block_of_blanks_adds_nothing() -> None:
    assert note_sheets.paste(snapshot_of(), begun(SWOT, ("side", "threat")), [[""], []], "text").changes == ()


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "up", "down", "in", "out", "remove"]), st.integers(0, 20)), max_size=30
)


@given(STEPS)
def test_no_sequence_of_steps_loses_an_entry_or_its_order(steps: list[tuple[str, int]]) -> None:
    """Moving keeps the same entries; undoing every step in turn gives back what was."""
    snapshot = snapshot_of()
    edits: list[Edit] = []
    begun = snapshot
    for number, (step, choice) in enumerate(steps):
        rows = snapshot.rows_of(SWOT.key)
        chosen = rows[choice % len(rows)].key if rows else ""
        side = ("strength", "weakness")[choice % 2]
        match step:
            case "add":
                edit = note_sheets.add_row(snapshot, entry(str(number), side), chosen)
            case _ if not rows:
                continue
            case "up" | "down":
                edit = note_sheets.move_row(snapshot, chosen, -1 if step == "up" else 1)
                assert sorted(texts(after(snapshot, edit))) == sorted(texts(snapshot))
            case "in" | "out":
                edit = note_sheets.indent_row(snapshot, chosen, 1 if step == "in" else 0)
            case _:
                edit = note_sheets.remove_row(snapshot, chosen)
        snapshot = after(snapshot, edit)
        edits.append(edit)
        positions = [row.position for row in snapshot.rows_of(SWOT.key)]
        assert positions == sorted(set(positions))
    for edit in reversed(edits):
        snapshot = after(snapshot, edit.inverse())
    assert snapshot == begun
