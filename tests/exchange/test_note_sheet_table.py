"""Note sheets as files: codes for programs, words in their layout for people."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scorecard.analysis.sources.note_layout import bare_table, entry_words, shown_table, subject_words
from scorecard.errors import Refusal
from scorecard.exchange.note_sheet_table import note_markdown, save_note_sheet, write_note_csv
from scorecard.i18n import speaking
from scorecard.library.note_sheets import built_in_template
from scorecard.model.evaluation import Evaluation
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.programme import Document, Programme
from scorecard.model.snapshot import Snapshot

PROGRAMME = Programme(key="p" * 32, id="P1", name="A long name of a programme", short="Short")
DOCUMENT = Document(key="d" * 32, id="002", title="A study")


def sheet_of(template: str, **more: object) -> NoteSheet:
    sheet = NoteSheet(key="s" * 32, id=f"{template}-1", title="A title", template=built_in_template(template))
    return replace(sheet, **more)  # type: ignore[arg-type]


def snapshot_of(sheet: NoteSheet, *rows: NoteRow) -> Snapshot:
    return Snapshot(
        evaluation=Evaluation(id="e" * 32, title="Test", frameworks=()),
        programmes={PROGRAMME.key: PROGRAMME},
        documents={DOCUMENT.key: DOCUMENT},
        note_sheets={sheet.key: sheet},
        note_rows={row.key: row for row in rows},
    )


def row(number: int, *cells: tuple[str, str], **more: object) -> NoteRow:
    made = NoteRow(key=f"{number:032}", sheet="s" * 32, position=number, cells=cells)
    return replace(made, **more)  # type: ignore[arg-type]


def swot() -> tuple[Snapshot, NoteSheet]:
    sheet = sheet_of("swot", documents=(DOCUMENT.key,), place="002 Table 2", note="Ours.")
    rows = (
        row(1, ("side", "strength"), ("text", "Flexibility"), place="002 Table 2, item 2"),
        row(2, ("side", "threat"), ("text", "Regulation"), footnote="* early"),
        row(3, ("side", "threat"), ("text", "social"), depth=1),
        row(4, ("side", "threat"), ("text", "=1+1|2"), documents=(DOCUMENT.key,)),
    )
    return snapshot_of(sheet, *rows), sheet


def test_columns_stand_side_by_side_with_the_place_of_each_entry() -> None:
    snapshot, sheet = swot()
    table = shown_table(snapshot, sheet, places=True)
    assert table.heads == ("Strengths", "Weaknesses", "Opportunities", "Threats")
    assert table.rows == (
        ("Flexibility\n[002 Table 2, item 2]", "", "", "Regulation\n* early"),
        ("", "", "", "– social"),
        ("", "", "", "=1+1|2\n[002]"),
    )


def test_words_follow_the_language_in_force_and_codes_do_not() -> None:
    snapshot, sheet = swot()
    with speaking("es"):
        assert shown_table(snapshot, sheet, places=False).heads[0] == "Fortalezas"
        assert bare_table(snapshot, sheet).rows[0] == (
            "1", "0", "strength", "Flexibility", "", "002 Table 2, item 2", "",
        )  # fmt: skip


def test_a_matrix_has_its_entries_where_a_row_meets_a_column() -> None:
    sheet = sheet_of("production_markets")
    rows = (
        row(1, ("production", "local"), ("market", "global"), ("text", "Cut flowers")),
        row(2, ("production", "local"), ("market", "global"), ("text", "Cheese")),
    )
    table = shown_table(snapshot_of(sheet, *rows), sheet, places=False)
    assert table.heads == ("Production network", "Global", "Regional", "Local")
    assert table.rows[3] == ("Local", "Cut flowers\nCheese", "", "")
    assert [text for line in table.rows[:3] for text in line[1:] if text] == []


def test_a_table_names_programmes_and_keeps_what_is_printed() -> None:
    sheet = sheet_of("synthesis", programme=PROGRAMME.key)
    rows = (
        row(1, ("programme", PROGRAMME.key), ("impact", "No*"), footnote="* early"),
        row(2, ("name", "Atacama"), ("programme", "gone"), depth=1),
    )
    snapshot = snapshot_of(sheet, *rows)
    table = shown_table(snapshot, sheet, places=True)
    assert table.heads[-2:] == ("Footnote", "Where it is found")
    assert table.rows[0] == ("", "Short", "", "", "", "No*", "* early", "")
    assert table.rows[1][:2] == ("Atacama", "")
    assert table.depths == (0, 1)
    assert "A long name of a programme" in subject_words(snapshot, sheet)
    assert bare_table(snapshot, sheet).rows[0][3] == "P1"


def test_an_entry_of_several_columns_is_one_text() -> None:
    sheet = sheet_of("objectives")
    one = row(1, ("kind", "specific"), ("letter", "a"), ("text", "More trust"))
    assert entry_words(snapshot_of(sheet, one), sheet.template, one) == "a · More trust"


def test_a_csv_file_guards_formulas() -> None:
    snapshot, sheet = swot()
    stream = io.StringIO()
    write_note_csv(snapshot, sheet, stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert [one["text"] for one in rows] == ["Flexibility", "Regulation", "social", "'=1+1|2"]
    assert [one["_documents"] for one in rows] == ["", "", "", "002"]


def test_markdown_holds_one_table_that_no_text_can_break() -> None:
    snapshot, sheet = swot()
    lines = note_markdown(snapshot, sheet).splitlines()
    assert lines[0] == "# A title"
    assert lines[-1] == "Ours."
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + 3
    assert "=1+1\\|2<br>\\[002\\]" in table[-1]


def test_a_workbook_shows_the_same_words_as_texts(tmp_path: Path) -> None:
    snapshot, sheet = swot()
    path = tmp_path / "swot.xlsx"
    save_note_sheet(snapshot, sheet, path)
    (page,) = load_workbook(path).worksheets
    rows = [[cell.value for cell in line] for line in page.iter_rows()]
    assert rows[0][0] == "A title"
    assert rows[2] == ["Strengths", "Weaknesses", "Opportunities", "Threats"]
    assert rows[5][3] == "=1+1|2\n[002]"
    assert page["D6"].data_type == "s"
    assert rows[-1][0] == "Ours."
    assert page.page_setup.orientation == "landscape"


def test_figures_stand_flush_right_as_texts_and_parts_are_set_in(tmp_path: Path) -> None:
    sheet = sheet_of("synthesis")
    rows = (
        row(1, ("name", "Strategy"), ("period", "2007"), ("impact", "No*")),
        row(2, ("name", "Atacama"), ("period", "2011"), ("impact", "Yes**"), depth=1),
    )
    path = tmp_path / "synthesis.xlsx"
    save_note_sheet(snapshot_of(sheet, *rows), sheet, path)
    (page,) = load_workbook(path).worksheets
    assert (page["C4"].value, page["C4"].alignment.horizontal) == ("2007", "right")
    assert page["F4"].alignment.horizontal is None
    assert (page["A5"].alignment.indent, page["A5"].alignment.horizontal) == (2, "left")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".md"])
@pytest.mark.parametrize("template", ["swot", "industries_areas", "regions"])
def test_an_empty_sheet_is_written_too(template: str, suffix: str, tmp_path: Path) -> None:
    sheet = sheet_of(template)
    path = tmp_path / f"empty{suffix}"
    save_note_sheet(snapshot_of(sheet), sheet, path)
    assert path.stat().st_size > 0


def test_another_kind_of_file_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    snapshot, sheet = swot()
    with pytest.raises(Refusal, match="nothing was written"):
        save_note_sheet(snapshot, sheet, tmp_path / "swot.pdf")
    assert list(tmp_path.iterdir()) == []
