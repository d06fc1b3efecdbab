"""The workbook says what it was asked: rule, sections off, weights tried, what holds a score down, how sure it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from scorecard.exchange.books import cards
from scorecard.exchange.lettering import column_points, text_width
from tests.analysis.evaluations import case_of
from tests.exchange.publications import publication_of, sample_publication, write
from tests.exchange.recalculation import opened, read_cells, read_formulas, summary_row


@pytest.mark.parametrize(("rule", "in_braces"), [("mean", False), ("geometric", True), ("weakest", True)])
def test_formulas_that_read_cells_one_by_one_are_entered_as_array_formulas_and_shown_so(
    tmp_path: Path, rule: str, in_braces: bool
) -> None:
    path = write(
        publication_of(case_of({"A": 2, "B": 1}, {"P1": {"ana": "3 NE 2"}}, rule=rule)), tmp_path / "o.xlsx"
    )
    card = opened(path)["P1"]
    for address in ("D6", "E6", "F6", "D8", "E8", "F8"):
        assert isinstance(card[address].value, ArrayFormula) == in_braces
    assert not isinstance(card["G8"].value, ArrayFormula)
    shown = [value for (sheet, _cell), value in read_cells(path).items() if sheet == "Method"]
    assert any(str(value).startswith("{IF(SUMPRODUCT(") for value in shown) == in_braces


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("mean", "Programme (weighted mean)"),
        ("geometric", "Programme (geometric mean)"),
        ("weakest", "Programme (weakest criterion)"),
    ],
)
def test_every_sheet_names_the_rule(tmp_path: Path, rule: str, words: str) -> None:
    path = write(publication_of(case_of({"A": 2}, {"P1": {"ana": "3 1"}}, rule=rule)), tmp_path / "out.xlsx")
    cells = read_cells(path)
    assert words in {value for (sheet, _cell), value in cells.items() if sheet == "P1"}
    named = {
        "mean": "weighted mean",
        "geometric": "geometric mean",
        "weakest": "the weakest criterion decides",
    }
    for sheet in ("Cover", "Summary", "Matrix", "P1"):
        assert any(named[rule] in str(value) for (tab, _cell), value in cells.items() if tab == sheet)


def test_what_holds_a_score_down_is_named_and_the_score_is_at_most_that(tmp_path: Path) -> None:
    answers = {"P1": {"ana": "3 1 NE 1"}, "P2": {"ana": "2 3 3 3"}}
    publication = publication_of(case_of({"A": 2, "B": 2}, answers, rule="weakest"))
    path = write(publication, tmp_path / "out.xlsx")
    cells = read_cells(path)
    first = summary_row(cells)
    assert [cells[("Summary", f"I{row}")] for row in (first, first + 1)] == ["A1 f.A1", "A2 f.A2 and 1 more"]
    assert cells[("P1", "A3")] == (
        "Score at most 1.00 of 4, held down by A2 f.A2 and 1 more; coverage 75 %; rank 2 of 2."
    )
    assert cells[("P2", "A3")] == "Score 2.00 of 4, held down by A1 f.A1; coverage 100 %; rank 1 of 2."
    assert "Highest: P2 Programme P2 (2.00), held down by A1 f.A1." in cells[("Summary", "A3")]


def test_a_section_that_is_switched_off_weighs_nothing_and_says_so(tmp_path: Path) -> None:
    case = case_of({"A": 1, "B": 1}, {"P1": {"ana": "3 1"}}, without=("A",), tried=(("B", 0.5),))
    path = write(publication_of(case), tmp_path / "out.xlsx")
    cells = read_cells(path)
    assert [cells[("Weights", f"C{row}")] for row in (5, 6)] == [0, 0.5]
    assert [cells[("Weights", f"D{row}")] for row in (5, 6)] == [0, 1]
    assert opened(path)["Weights"]["G5"].number_format == '0;-0;"switched off"'
    assert opened(path)["Weights"]["G6"].number_format == "General"
    assert cells[("P1", "D8")] == 1
    assert "weights tried, without Part A" in cells[("Summary", "A2")]
    (weights,) = [
        value for (sheet, _cell), value in cells.items() if sheet == "Cover" and "tried" in str(value)
    ]
    assert (
        "weights tried: Part A 0\N{NO-BREAK SPACE}%; Part B 100\N{NO-BREAK SPACE}%, without Part A" in weights
    )


def test_how_sure_the_ranking_is_stands_above_it_until_something_is_changed(tmp_path: Path) -> None:
    publication = sample_publication("workshop", "ptpr")
    path = write(publication, tmp_path / "out.xlsx")
    cells, formulas = read_cells(path), read_formulas(path)
    answer, further = publication.study.robustness.sentences()
    above = [cells[("Summary", f"A{row}")] for row in range(4, summary_row(cells) - 2)]
    assert " ".join(above).startswith(f"{answer} {further} Worked out at export: 10,000 draws")
    changed = [formula for (sheet, cell), formula in formulas.items() if (sheet, cell) == ("Summary", "A4")]
    assert "IF(chk_changed+chk_weights>0," in changed[0]


def test_the_question_fits_its_line_and_leaves_out_what_stands_elsewhere(tmp_path: Path) -> None:
    asked = {"rule": "weakest", "without": ("ANT", "ADA"), "tried": (("LUP", 2.0),), "average": "median"}
    cells = read_cells(write(sample_publication("workshop", "ptpr", **asked), tmp_path / "out.xlsx"))
    line = cells[("W01", "A4")]
    assert text_width(line, 8) < sum(map(column_points, cards.WIDTHS))
    assert "the weakest criterion decides" in line
    assert "not an official assessment" not in line
