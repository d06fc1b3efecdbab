"""Lists of programmes as spreadsheets give them, and what their columns mean."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from scorecard.errors import Refusal
from scorecard.exchange.imports.programme_columns import match_columns, with_columns
from scorecard.exchange.imports.programme_list import (
    best_block,
    head_row,
    known_columns,
    read_blocks,
    read_pasted,
)

SPANISH = (
    "Código\tNombre del programa\tPaís\tRegión\tPeríodo\tTipo\tInstitución responsable\tEtiquetas\tCódigo BIP"
)


def test_heads_are_known_in_both_languages() -> None:
    heads = SPANISH.split("\t")
    fields = ("id", "name", "country", "region", "period", "kind", "institution", "tags", "investment_code")
    assert match_columns(heads) == fields
    assert match_columns(("PROGRAMME:", "Investment_Code", "colour", "Name")) == (
        "name", "investment_code", None, None,
    )  # fmt: skip


def test_a_pasted_block_keeps_the_numbers_of_its_rows() -> None:
    block = read_pasted("Nombre\tPaís\r\nAlta Ley\tChile\r\n\t\r\nOtro\tPerú\r\n")
    assert block.rows == ((1, ("Nombre", "País")), (2, ("Alta Ley", "Chile")), (4, ("Otro", "Perú")))
    assert head_row(block) == 1


def test_a_cell_in_quotes_may_hold_lines_and_tabs_and_other_quotes_are_its_own() -> None:
    block = read_pasted('"one\ntwo ""three"""\tx\n"National" plan\ty\n"open\tz\n"whole"\tw')
    assert [texts for _number, texts in block.rows] == [
        ('one\ntwo "three"', "x"), ('"National" plan', "y"), ('"open', "z"), ('"whole"', "w"),
    ]  # fmt: skip


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r")), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_is_copied_is_pasted_without_a_fault(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(f'"{one.replace(chr(34), chr(34) * 2)}"' for one in row) for row in rows)
    try:
        block = read_pasted(text)
    except Refusal:
        return
    assert all(len(texts) == block.width for _number, texts in block.rows)


def test_text_with_semicolons_or_commas_is_csv() -> None:
    assert read_pasted("Nombre;País\nAlta, Ley;Chile").rows[1] == (2, ("Alta, Ley", "Chile"))
    assert read_pasted('Name,Country\n"Alta, Ley",Chile').rows[1] == (2, ("Alta, Ley", "Chile"))


@pytest.mark.parametrize("text", ["", " \n\t\t\n", "\x00"])
def test_an_empty_clipboard_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="copy the rows"):
        read_pasted(text)


def test_a_list_without_heads_begins_with_its_first_row() -> None:
    block = read_pasted("CL03\tAlta Ley\tChile\nCL04\tOtro programa\tPerú")
    assert head_row(block) is None
    assert block.heads(None) == ("A", "B", "C")
    assert known_columns(block, None) == ("id", "name", None)
    assert known_columns(read_pasted("Alta Ley\tChile"), None) == ("name", None)


def test_a_word_that_comes_again_in_its_column_is_no_head() -> None:
    assert head_row(read_pasted("Alta Ley\tprograma\nOtro\tProyecto\nFaro\tPrograma")) is None
    assert head_row(read_pasted("Obra\tPaís\nFaro\tPerú")) == 1
    assert head_row(read_pasted("Lista\nObra\tLugar\nFaro\tPerú"), ["OBRA"]) == 2


def test_titles_above_the_heads_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        notes, sheet = workbook.add_worksheet("Notes"), workbook.add_worksheet("Programmes")
        notes.write(0, 0, "Nothing here")
        sheet.write(0, 0, "Ministry list, 2026")
        sheet.write_row(2, 0, ["Programme", "Years", "Seen"])
        sheet.write_row(3, 0, ["Alta Ley", 2015, True])
    block = best_block(read_blocks(path))
    assert (block.sheet, head_row(block)) == ("Programmes", 3)
    assert block.below(3) == [(4, ("Alta Ley", "2015", "TRUE"))]


def test_columns_can_be_said_by_head_or_letter() -> None:
    heads = ("Obra", "Lugar", "Nombre")
    assert with_columns((None, None, "name"), heads, [("name", "OBRA"), ("region", "B")]) == (
        "name", "region", None,
    )  # fmt: skip
    with pytest.raises(Refusal, match="the nearest is “country”"):
        with_columns((None,), ("Obra",), [("contry", "Obra")])
    with pytest.raises(Refusal, match="the nearest is “Obra”"):
        with_columns((None,), ("Obra",), [("name", "Obras")])


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    empty, damaged, other = tmp_path / "a.csv", tmp_path / "b.xlsx", tmp_path / "c.docx"
    empty.write_text(" \n")
    damaged.write_text("no workbook")
    other.write_text("x")
    for path, words in ((empty, "is empty"), (damaged, "not a readable"), (other, "ends in neither")):
        with pytest.raises(Refusal, match=words):
            read_blocks(path)
