"""Note sheets of the samples: the tables of the documents as printed, and files that say what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.library.sample_names import Names
from scorecard.library.sample_notes import read_note_sheet
from scorecard.library.samples import Sample, read_sample
from scorecard.library.tables import Tables
from scorecard.model.note_sheet import NoteRow, NoteSheet

ROWS = {
    "analysis-levels": 3,
    "challenges-peru": 15,
    "consensus-chile": 8,
    "inventory-peru": 8,
    "objectives-antofagasta": 15,
    "priorities-chile": 9,
    "prioritisation-chile": 6,
    "production-markets": 9,
    "recommendations-peru": 23,
    "regions-chile": 16,
    "strategy-options": 5,
    "suppliers-innovation": 8,
    "suppliers-profile": 8,
    "swot-peru": 19,
    "synthesis-chile": 9,
    "task-forces-antofagasta": 29,
    "transforma-marks": 13,
    "transforma-matrix": 0,
}


@pytest.fixture(scope="module")
def mining() -> Sample:
    return read_sample("mining", "en")


def rows(sample: Sample, sheet: str) -> tuple[NoteRow, ...]:
    return sample.snapshot.rows_of(sample.snapshot.note_sheet(sheet).key)


def test_every_printed_table_of_the_documents_is_a_note_sheet(mining: Sample) -> None:
    sheets = mining.snapshot.ordered_note_sheets()
    assert {sheet.id: len(rows(mining, sheet.id)) for sheet in sheets} == ROWS


def test_every_sheet_and_every_entry_has_its_document_and_its_place(mining: Sample) -> None:
    documents = mining.snapshot.documents
    for sheet in mining.snapshot.ordered_note_sheets():
        for one in (sheet, *rows(mining, sheet.id)):
            assert [documents[key].id for key in one.documents] == [one.place[:3]]


def test_figures_stand_as_printed_and_no_total_is_computed(mining: Sample) -> None:
    regions = {row.cell("region"): row for row in rows(mining, "regions-chile")}
    assert regions["Antofagasta"].cell("gdp") == "48,5%"
    assert regions["Antofagasta"].cell("labour") == "45.139"
    total = regions.pop("Total")
    assert (total.cell("exports"), total.cell("gdp"), total.cell("labour")) == ("43,2%", "8,8%", "196.069")
    assert total.footnote
    assert sum(int(row.cell("labour").replace(".", "")) for row in regions.values()) == 196_068


def test_misprints_and_signs_of_footnotes_stay(mining: Sample) -> None:
    profile = {row.cell("firm"): row for row in rows(mining, "suppliers-profile")}
    assert profile["UTECH"].footnote
    assert profile["Resemin"].cell("turnover") == "27.34 ***"
    synthesis = {row.cell("name"): row for row in rows(mining, "synthesis-chile")}
    assert synthesis["Alta Ley Program"].cell("impact") == "No*"
    assert synthesis["Antofagasta"].cell("impact") == "Yes**"
    assert (synthesis["Antofagasta"].depth, synthesis["Alta Ley Program"].depth) == (1, 0)
    marks = rows(mining, "transforma-marks")
    assert any("20205" in row.cell("text") and "2025" in row.footnote for row in marks)


def test_rows_name_the_programmes_of_the_sample(mining: Sample) -> None:
    for sheet, column in (("synthesis-chile", "programme"), ("inventory-peru", "programme")):
        named = [row.cell(column) for row in rows(mining, sheet) if row.cell(column)]
        assert len(named) == len(set(named)) == 8
        assert all(key in mining.snapshot.programmes for key in named)


def test_both_languages_hold_the_same_entries_and_the_same_prints(mining: Sample) -> None:
    spanish = read_sample("mining", "es")
    for sheet in mining.snapshot.ordered_note_sheets():
        prints = [column.id for column in sheet.template.columns if column.kind in ("printed", "choice")]
        pairs = list(zip(rows(mining, sheet.id), rows(spanish, sheet.id), strict=True))
        for english, other in pairs:
            assert [english.cell(id) for id in prints] == [other.cell(id) for id in prints]
            assert [id for id, _value in english.cells] == [id for id, _value in other.cells]
        assert sheet.title != spanish.snapshot.note_sheet(sheet.id).title


SHEET: dict[str, Any] = {
    "id": "swot",
    "template": "swot",
    "title": {"en": "Points", "es": "Puntos"},
    "row": [{"cells": {"side": "strength", "text": {"en": "Near", "es": "Cerca"}}}],
}


def read(content: dict[str, Any]) -> tuple[list[NoteSheet | NoteRow], str]:
    table = Tables(content, "x.toml")
    records = list(read_note_sheet(table, Names("en", {})))
    table.end()
    return records, "\n".join(f"{problem.cell}: {problem.text}" for problem in table.problems)


def test_a_sheet_is_read_with_its_rows_in_order() -> None:
    records, problems = read(SHEET)
    assert problems == ""
    sheet, row = records
    assert isinstance(sheet, NoteSheet)
    assert isinstance(row, NoteRow)
    assert (row.sheet, row.position, row.cell("side"), row.cell("text")) == (
        sheet.key,
        0,
        "strength",
        "Near",
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"template": "swott"}, "“swot”"),
        ({"row": [{"cells": {"side": "strenght"}}]}, "strength, weakness"),
        ({"row": [{"cells": {"sides": "strength"}}]}, "row 1, cells, sides: this entry is not known here"),
        ({"row": [{"cells": {"text": "Near"}}]}, "both languages"),
        ({"row": [{"cells": "Near"}]}, "a table is expected here"),
        ({"row": [{}]}, "row 1, cells: this entry is missing"),
        ({"row": [{"cells": {}, "depth": 2}]}, "depth: a whole number from 0 to 1"),
        ({"programme": "CL99"}, "programme: the id “CL99” is not known"),
        ({"documents": ["009"]}, "documents: the id “009” is not known"),
    ],
)
def test_what_is_wrong_with_a_sheet_is_said_with_its_place(change: dict[str, Any], words: str) -> None:
    assert words in read(SHEET | change)[1]
