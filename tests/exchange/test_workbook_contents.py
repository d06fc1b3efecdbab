"""Which sheets a workbook has, what stands on those about evaluators, and what it says of those that are not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scorecard.errors import Refusal
from scorecard.exchange.books.sheets.disagreements import MOST_ROWS
from scorecard.exchange.contents import ALWAYS, SHEETS, Contents, scorecards_named, sheets_named
from tests.analysis.evaluations import case_of
from tests.exchange.publications import publication_of, sample_publication, write
from tests.exchange.recalculation import needs_libreoffice, opened, read_cells, recalculate, spoil

TWO = {"P1": {"ana": "3 1", "luis": "1 1"}, "P2": {"ana": "2 4", "luis": "2 3"}}


def sheet_names(path: Path) -> list[str]:
    return list(opened(path).sheetnames)


def said_on(path: Path, tab: str) -> list[str]:
    return [str(value) for (sheet, _cell), value in read_cells(path).items() if sheet == tab]


def table(path: Path, tab: str, head: str) -> list[dict[str, Any]]:
    """The rows of a sheet under the row whose first cell is `head`."""
    rows = list(opened(path)[tab].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == head)
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


@pytest.mark.parametrize("sheet", SHEETS)
def test_any_one_sheet_comes_with_what_it_cannot_do_without(tmp_path: Path, sheet: Any) -> None:
    contents = Contents(sheets=frozenset({sheet}))
    path = write(sample_publication("mining", "ptpr"), tmp_path / "out.xlsx", contents=contents)
    names = sheet_names(path)
    assert {"Cover", "Weights", "Checks"} <= set(names)
    fixed = [name for name in names if not name.startswith(("CL", "PE"))]
    assert len(fixed) <= 5
    assert (len(names) > len(fixed)) == (sheet == "scorecards")


@needs_libreoffice
def test_workbooks_of_few_sheets_have_no_formula_that_reads_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    publication = sample_publication("workshop", "lnk")
    paths = [
        write(publication, tmp_path / f"{sheet}.xlsx", contents=Contents(sheets=frozenset({sheet})))
        for sheet in ("summary", "matrix", "method", "scorecards", "data")
    ]
    whole = [read_cells(path) for path in paths]
    for path in paths:
        spoil(path)
    for path, meant in zip(recalculate(paths, tmp_path, "en"), whole, strict=True):
        found = read_cells(path)
        wrong = [
            place for place, value in meant.items() if isinstance(value, str) and found.get(place) != value
        ]
        assert wrong == []
        assert not any(str(value).startswith("#") for value in found.values())


def test_the_cover_says_which_sheets_are_not_there_and_why(tmp_path: Path) -> None:
    publication = publication_of(case_of({"A": 2}, {"P1": {"ana": "3 1"}}))
    wanted = frozenset(SHEETS) - {"data", "matrix"}
    path = write(publication, tmp_path / "out.xlsx", contents=Contents(sheets=wanted))
    (absent,) = [text for text in said_on(path, "Cover") if text.startswith("Nothing is entered")]
    assert "Synthesis, Inventory" in absent
    assert "Only ana has given levels; agreement takes two evaluators." in absent
    assert absent.endswith("Not chosen at export: Matrix and Data.")


def test_scorecards_are_of_the_first_of_the_ranked_of_all_or_of_those_that_are_named() -> None:
    answers = {"P1": {"ana": "3 1"}, "P2": {"ana": ". ."}, "P3": {"ana": "4 4"}}
    comparison = case_of({"A": 2}, answers).compare()
    assert Contents().rows(comparison) == [0, 1, 2]
    assert Contents(scorecards="ranked").rows(comparison) == [0, 2]
    assert Contents(scorecards="all").rows(comparison) == [0, 1, 2]
    assert Contents(scorecards=frozenset({"P2"})).rows(comparison) == [1]
    assert Contents(sheets=ALWAYS).rows(comparison) == []


def test_a_name_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal, match="summary"):
        sheets_named(["sumary"])
    with pytest.raises(Refusal, match="ranked"):
        scorecards_named("rankd")
    assert sheets_named(["data", "cover"]) == {"data", "cover"}


def test_without_scorecards_the_weights_promise_nothing(tmp_path: Path) -> None:
    contents = Contents(sheets=frozenset({"summary"}))
    path = write(publication_of(case_of({"A": 2}, TWO)), tmp_path / "out.xlsx", contents=contents)
    assert any("stay as they were" in text for text in said_on(path, "Weights"))
    assert not any("everything follows" in text for text in said_on(path, "Cover"))


def test_agreement_stands_overall_by_section_and_by_criterion_with_each_evaluator_beside(
    tmp_path: Path,
) -> None:
    publication = sample_publication("workshop", "ptpr")
    agreement = publication.study.agreement
    path = write(publication, tmp_path / "out.xlsx")
    rows = table(path, "Agreement", "Id")
    framework = agreement.framework
    alphas = (agreement.overall, *agreement.sections, *agreement.criteria)
    ids = ["all", *(one.id for one in framework.sections), *(one.code for one in framework.criteria)]
    assert [row["Id"] for row in rows if row["Id"]] == ids
    for row, alpha in zip(rows, alphas, strict=False):
        shown = [row["Alpha"], row["Low, 95 %"], row["High, 95 %"]]
        meant = ["–" if one is None else pytest.approx(one) for one in (alpha.alpha, alpha.low, alpha.high)]
        assert shown == meant
        assert row["Cells"] == alpha.units
    people = [row["Evaluator"] for row in rows if row["Evaluator"]]
    assert people == [habit.evaluator.name for habit in agreement.habits]
    sheet = opened(path)["Agreement"]
    tiny = [
        cell.number_format
        for column in "CDE"
        for cell in sheet[column]
        if isinstance(cell.value, float) and round(cell.value, 2) == 0
    ]
    assert tiny
    assert not [look for look in tiny if "\N{MINUS SIGN}" in look]


def test_disagreements_come_in_the_order_of_the_agenda_with_what_each_says(tmp_path: Path) -> None:
    publication = publication_of(case_of({"A": 2}, TWO))
    rows = table(write(publication, tmp_path / "out.xlsx"), "Disagreements", "Id")
    meant = publication.study.disputes
    assert [(row["Id"], row["Criterion"]) for row in rows] == [
        (one.programme.id, one.criterion.code) for one in meant
    ]
    first = next(row for row in rows if row["Id"] == "P1")
    assert (first["Lowest level"], first["Highest level"], first["Steps apart"]) == (1, 3, 2)
    assert first["Levels given"] == "luis\N{NO-BREAK SPACE}1 · ana\N{NO-BREAK SPACE}3"
    assert first["Panel"] == "open"


def test_what_a_panel_has_settled_stands_below_with_its_decision(tmp_path: Path) -> None:
    answers = {
        "P1": {"ana": "3 1", "luis": "1 2", "all": "2 ."},
        "P2": {"ana": "0 4", "luis": "2 3", "all": "NE NA"},
    }
    kinds = {"ana": "independent", "luis": "independent", "all": "panel"}
    publication = publication_of(case_of({"A": 2}, answers, kinds=kinds))
    rows = table(write(publication, tmp_path / "out.xlsx"), "Disagreements", "Id")
    assert [(row["Id"], row["Criterion"], row["Panel"]) for row in rows] == [
        ("P1", "A2", "open"), ("P1", "A1", 2), ("P2", "A1", "NE"), ("P2", "A2", "NA"),
    ]  # fmt: skip
    assert [row["Places moved"] for row in rows[1:]] == ["–"] * 3


def test_a_blind_round_hides_what_others_say_until_ones_own_is_submitted(tmp_path: Path) -> None:
    asked = {"blind": True, "seen_by": "ana"}
    hidden = write(publication_of(case_of({"A": 2}, TWO, **asked)), tmp_path / "hidden.xlsx")
    assert not {"Agreement", "Disagreements"} & set(sheet_names(hidden))
    assert any("agreement shows once you have submitted" in text for text in said_on(hidden, "Cover"))
    case = case_of({"A": 2}, TWO, submitted=[("P1", "ana")], **asked)
    partly = write(publication_of(case), tmp_path / "partly.xlsx")
    assert {row["Id"] for row in table(partly, "Disagreements", "Id")} == {"P1"}


def test_more_cells_than_anybody_talks_about_are_counted(tmp_path: Path) -> None:
    answers = {f"P{number}": {"ana": "1 " * 40, "luis": "2 " * 40} for number in range(MOST_ROWS // 40 + 1)}
    contents = Contents(sheets=frozenset({"disagreements"}))
    path = write(publication_of(case_of({"A": 40}, answers)), tmp_path / "out.xlsx", contents=contents)
    assert len(table(path, "Disagreements", "Id")) == MOST_ROWS
    assert any("The first 3,000 stand here." in text for text in said_on(path, "Disagreements"))


def test_the_tables_of_the_sources_are_those_of_the_verb(tmp_path: Path) -> None:
    from scorecard.analysis.sources.source_tables import sheets_table

    publication = sample_publication("mining", "ptpr")
    path = write(publication, tmp_path / "out.xlsx")
    meant = sheets_table(publication.snapshot, "inventory").table
    rows = table(path, "Inventory", meant.heads[0])
    found = [tuple(str(cell or "") for cell in row.values()) for row in rows[: len(meant.rows)]]
    assert found == [tuple(row) for row in meant.rows]
