"""The tables of the sources, held against what the documents print: figures, marks and names, transcribed by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from scorecard.analysis.sources.note_layout import Table
from scorecard.analysis.sources.source_tables import TABLES, TEMPLATES, SourceTable, sheets_table, table_named
from scorecard.errors import Refusal
from scorecard.i18n import speaking
from scorecard.library.note_sheets import built_in_template
from scorecard.library.samples import read_sample
from scorecard.model.evaluation import Evaluation
from scorecard.model.note_sheet import Choice, Column, NoteRow, NoteSheet, Template
from scorecard.model.programme import Document, Programme
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import Text

# Document 000, Table Nº1: concessions, copper, exports, GDP, suppliers, labour.
REGIONS = """
Arica y Parinacota|1,9%|0,1%|0,0%|3,2%|0%|3.448
Tarapacá|12,6%|9,9%|8,7%|31,7%|1%|17.145
Antofagasta|36,9%|53,3%|61,7%|48,5%|13%|45.139
Atacama|22,8%|7,7%|3,6%|30,4%|2%|19.454
Coquimbo|10,2%|8,7%|8,9%|24,1%|2%|31.572
Valparaíso|3,9%|5,1%|17,1%|7,9%|8%|22.255
Metropolitana de Santiago|4,0%|6,9%|0,0%|1,7%|63%|19.328
Lib. Gral. Bernardo O'Higgins|1,9%|8,4%|0,0%|18,9%|6%|18.213
Maule|1,5%|0,0%|0,0%|1,9%|1%|1.764
Biobío|1,4%|0,0%|0,0%|0,0%|3%|10.304
La Araucanía|0,5%|0,0%|0,0%|0,0%|0%|1.531
Los Ríos|0,5%|0,0%|0,0%|0,0%|0%|231
Los Lagos|0,8%|0,0%|0,0%|0,0%|0%|796
Aysén del Gral C. Ibáñez del Campo|0,4%|0,0%|0,0%|1,6%|0%|1.167
Magallanes y de la Antártica Chilena|0,6%|0,0%|0,0%|4,7%|0%|3.721
Total|100%|100%|43,2%|8,8%|100%|196.069
"""

# Document 000, Table Nº2: programme of ours, name, period, regional approach, formal impact assessment.
SYNTHESIS = """
CL01|National Mining Cluster Program (CORFO)|2008 – 2014|No|No
CL02|World Class Mining Suppliers Program|2008 - 2014|No|No
CL03|Alta Ley Program|Since 2015|No|No*
|Regional Development Strategy in Mining Regions (strategy in force)|||
CL04|Tarapaca|2011-2020|Yes|No
CL05|Antofagasta|2007-2017|Yes|Yes**
CL06|Atacama|2007-2017|No|No
CL07|PMC Mining Suppliers Region of Tarapaca|2010 – 2013|Yes|No
CL08|PMC Mining Suppliers Region of Antofagasta|2010 – 2013|Yes|No
"""

# Document 002, Table A2: programme of ours, group, name, institution, what is known of the effects.
INVENTORY = """
PE01|Entrepreneurship|Start-Up Peru: Dynamic Entrepreneurs|Innovate Peru (Ministry of Production)|NA
PE02|Entrepreneurship|Start-Up Peru: Innovative Entrepreneurs|Innovate Peru (Ministry of Production)|NA
PE03|Innovation|Innovate Peru|PRODUCE|3000
PE04|Innovation|National Science, Technology, and Innovation Plan|CONCYTEC|NA
PE05|Innovation|R&D Fiscal Credit|CONCYTEC|49 projects
PE06|Local participation|Commitment to Sustainable Development (Decree 042-2003-EM)|MINEM|NA
PE07|Export promotion|Exporter Route|PROMPERU—Ministry of External Commerce and Tourism|NA
PE08|Private-sector initiatives|Antamina|Antamina|ceased
"""


def lines(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().split("\n")]


@cache
def mining(language: str = "en") -> Snapshot:
    return read_sample("mining", language).snapshot


def made(name: str, language: str = "en") -> SourceTable:
    with speaking(language):
        return sheets_table(mining(language), table_named(name))


def by_head(table: Table) -> list[dict[str, str]]:
    assert len(set(table.heads)) == len(table.heads)
    return [dict(zip(table.heads, row, strict=True)) for row in table.rows]


def test_regions_has_every_figure_as_printed_and_says_that_totals_do_not_add_up() -> None:
    source = made("regions")
    assert [list(row[1:8]) for row in source.table.rows] == lines(REGIONS)
    assert source.table.figures == (2, 3, 4, 5, 6, 7)
    total = by_head(source.table)[-1]
    assert "not a sum" in total["Footnote"]
    assert any("43,2%" in note and "196.068" in note for note in source.notes)
    assert source.lacks == ""


def test_synthesis_has_every_row_value_and_footnote() -> None:
    rows = by_head(made("synthesis").table)
    heads = ("Programme (id)", "Program", "Period", "Regional approach", "Formal impact assessment")
    assert [[row[head] for head in heads] for row in rows] == lines(SYNTHESIS)
    footnotes = {
        row["Formal impact assessment"]: row["Footnote"] for row in rows if "*" in "".join(row.values())
    }
    assert set(footnotes) == {"No*", "Yes**"}
    assert "early" in footnotes["No*"]
    assert "FNDR" in footnotes["Yes**"]
    assert "2001-2007" in footnotes["Yes**"]


def test_the_strategies_of_three_regions_stand_under_the_row_that_they_are_part_of() -> None:
    table = made("synthesis").table
    assert table.depths == (0, 0, 0, 0, 1, 1, 1, 0, 0)
    rows = by_head(table)
    whole = "Regional Development Strategy in Mining Regions (strategy in force)"
    assert [row["Program"] for row in rows if row["Part of"] == whole] == [
        "Tarapaca",
        "Antofagasta",
        "Atacama",
    ]
    assert sum(bool(row["Production linkages"]) for row in rows) == 6
    assert all(row["Production linkages"] for row in rows if not row["Part of"])


def test_inventory_has_every_entry_and_na_as_printed() -> None:
    rows = by_head(made("inventory").table)
    expected = lines(INVENTORY)
    assert len(rows) == len(expected) == 8
    for row, (id, group, name, institution, effect) in zip(rows, expected, strict=True):
        assert (row["Programme (id)"], row["Group"], row["Responsible institution"]) == (
            id,
            group,
            institution,
        )
        assert row["Program or policy"].startswith(name)
        assert row["Effectiveness"] == "NA" if effect == "NA" else effect in row["Effectiveness"]
        assert row["Description"]
    assert [bool(row["Mechanism"]) for row in rows] == [True, False, True, True, True, True, True, True]
    assert [row["Effectiveness"] for row in rows].count("NA") == 5
    assert "US$41K (S./140 000)" in rows[0]["Description"]
    assert "US$30 million (S/108 M)" in rows[4]["Effectiveness"]


def test_matrix_has_the_whole_grid_though_its_cells_are_in_no_copy_of_ours() -> None:
    source = made("matrix")
    assert len(source.table.rows) == 8
    assert source.table.heads[1] == "Industry"
    assert source.table.heads[2:8] == (
        "Physical and technological infrastructure", "R&D and innovation", "Human capital", "Standards and norms",
        "Sustainability", "Development of supply chain",
    )  # fmt: skip
    assert [row[0] for row in source.table.rows] == ["CL09"] * 8
    assert {text for row in source.table.rows for text in row[2:8]} == {""}
    assert "transforma-matrix" in source.lacks
    assert any("its cells are not in our copy" in note for note in source.notes)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("synthesis", lines(SYNTHESIS)),
        ("inventory", [line[3:4] for line in lines(INVENTORY)]),
        ("regions", lines(REGIONS)),
    ],
)
def test_what_is_printed_is_the_same_in_spanish_and_the_words_are_not(
    name: str, expected: list[list[str]]
) -> None:
    english, spanish = made(name), made(name, "es")
    assert english.title != spanish.title
    assert english.table.heads != spanish.table.heads
    for row, texts in zip(spanish.table.rows, expected, strict=True):
        assert set(texts) <= {*row, ""}


@pytest.mark.parametrize("name", ["synthesis", "inventory", "regions", "matrix"])
def test_every_row_says_which_sheet_it_is_of_and_where_it_is_found(name: str) -> None:
    for row in by_head(made(name).table):
        assert row["Note sheet"]
        assert row["Where it is found"].startswith(("000 Table Nº", "002 Table A2", "003 ¶9"))


PROGRAMME = Programme(key="p" * 32, id="P1", name="A programme")
OTHER = Programme(key="q" * 32, id="P2", name="Another")


def evaluation(*sheets: tuple[NoteSheet, list[NoteRow]]) -> Snapshot:
    document = Document(key="d" * 32, id="D1", title="A document")
    return Snapshot(
        evaluation=Evaluation(id="e" * 32, title="Test", frameworks=()),
        programmes={one.key: one for one in (PROGRAMME, OTHER)},
        documents={document.key: document},
        note_sheets={sheet.key: sheet for sheet, _rows in sheets},
        note_rows={row.key: row for _sheet, rows in sheets for row in rows},
    )


def sheet(
    template: str | Template, id: str, *cells: dict[str, str], **more: object
) -> tuple[NoteSheet, list[NoteRow]]:
    if isinstance(template, str):
        template = built_in_template(template)
    made = NoteSheet(key=f"{id:s>32}", id=id, title=f"Sheet {id}", template=template)
    rows = [
        NoteRow(key=f"{id}{number:031}", sheet=made.key, position=number, cells=tuple(one.items()))
        for number, one in enumerate(cells)
    ]
    return replace(made, **more), rows  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["synthesis", "inventory", "regions", "matrix"])
def test_without_a_sheet_there_are_heads_and_a_sentence_that_says_what_to_fill(name: str) -> None:
    source = sheets_table(evaluation(), table_named(name))
    assert source.table.rows == ()
    assert source.table.heads[0] == "Programme (id)"
    assert f"--template {TEMPLATES[table_named(name)]}" in source.lacks


def test_sheets_stand_one_after_the_other_and_each_row_names_its_own() -> None:
    snapshot = evaluation(
        sheet("regions", "b", {"region": "South", "gdp": "1"}),
        sheet("regions", "a", {"region": "North"}, {"region": "East"}, programme=PROGRAMME.key),
    )
    rows = by_head(sheets_table(snapshot, "regions").table)
    assert [(row["Programme (id)"], row["Region"], row["Note sheet"]) for row in rows] == [
        ("P1", "North", "Sheet a"), ("P1", "East", "Sheet a"), ("", "South", "Sheet b"),
    ]  # fmt: skip


def test_an_entry_is_about_the_programme_it_names_or_else_about_that_of_its_sheet() -> None:
    snapshot = evaluation(
        sheet(
            "synthesis",
            "a",
            {"name": "One", "programme": OTHER.key},
            {"name": "Two"},
            programme=PROGRAMME.key,
        )
    )
    assert [row[0] for row in sheets_table(snapshot, "synthesis").table.rows] == ["P2", "P1"]


def test_a_template_of_ones_own_with_other_columns_adds_them() -> None:
    own = replace(
        built_in_template("regions"),
        columns=(
            Column(id="region", name=Text(en="Region", es="Región"), kind="printed"),
            Column(id="own", name=Text(en="Own", es="Propia"), kind="text"),
        ),
    )
    snapshot = evaluation(
        sheet("regions", "a", {"region": "North", "gdp": "7"}),
        sheet(own, "b", {"region": "South", "own": "x"}),
    )
    rows = by_head(sheets_table(snapshot, "regions").table)
    gdp = "Mining GDP (2015; % of regional GDP)"
    assert [(row["Region"], row[gdp], row["Own"]) for row in rows] == [("North", "7", ""), ("South", "", "x")]


def test_a_matrix_of_other_areas_adds_columns_and_keeps_entries_at_their_places() -> None:
    built_in = built_in_template("industries_areas")
    area = built_in.column("area")
    more = replace(
        area, choices=(Choice(code="energy", text=Text(en="Energy", es="Energía")), *area.choices[1:2])
    )
    own = replace(built_in, columns=tuple(more if one.id == "area" else one for one in built_in.columns))
    snapshot = evaluation(
        sheet("industries_areas", "a", {"industry": "mining", "area": "research", "text": "Pilot plant"}),
        sheet(own, "b", {"industry": "health", "area": "energy", "text": "Solar roofs"}),
        sheet(replace(built_in, layout="table", across="", down=""), "c", {"text": "no grid"}),
    )
    source = sheets_table(snapshot, "matrix")
    assert source.table.heads[-3:] == ("Energy", "Note sheet", "Where it is found")
    filled = [
        (row["Industry"], head, text)
        for row in by_head(source.table)
        for head, text in row.items()
        if text and head not in ("Industry", "Note sheet", "Programme (id)")
    ]
    assert filled == [
        ("Mining", "R&D and innovation", "Pilot plant"), ("Health services", "Energy", "Solar roofs"),
    ]  # fmt: skip
    assert source.lacks == ""


def test_a_part_without_anything_before_it_is_part_of_nothing() -> None:
    made_sheet, rows = sheet("synthesis", "a", {"name": "Alone"})
    table = sheets_table(evaluation((made_sheet, [replace(rows[0], depth=1)])), "synthesis").table
    assert by_head(table)[0]["Part of"] == ""


def test_there_are_six_tables_and_a_name_that_is_none_is_refused_with_the_nearest() -> None:
    assert TABLES == ("ptpr", "synthesis", "inventory", "matrix", "regions", "long")
    with pytest.raises(Refusal, match="synthesis"):
        table_named("sintesis")
