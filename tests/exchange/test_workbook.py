"""The workbook as a reader meets it: its sheets, its labels, its safety, in either language."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scorecard.analysis.study import Study
from scorecard.errors import Refusal
from scorecard.exchange.books.cards import plan_of
from scorecard.exchange.books.verification import Tally, check_workbook
from scorecard.exchange.books.workbook import write_workbook
from scorecard.exchange.contents import MOST_SCORECARDS, Contents
from scorecard.exchange.imports.long_reader import read_long
from scorecard.exchange.reading import scores_of
from scorecard.progress import Cancelled
from tests.analysis.evaluations import case_of
from tests.exchange.publications import no_other_round, publication_of, sample_publication, write
from tests.exchange.recalculation import opened, read_cells, read_formulas, summary_row

BARE = ["Cover", "Summary", "Matrix", "Criteria", "Weights", "Method", "Checks", "Data"]
ENGLISH = [
    "Cover", "Summary", "Matrix", "Marks", "Synthesis", "Inventory", "Regions", "Agreement", "Disagreements",
    "Criteria", "Weights", "Method", "Checks", "Data",
]  # fmt: skip


@pytest.fixture(scope="module")
def mining(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(sample_publication("mining", "lnk"), tmp_path_factory.mktemp("out") / "mining.xlsx")


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_the_sheets_come_in_reading_order_with_the_scorecards_last(mining: Path) -> None:
    names = opened(mining).sheetnames
    assert names[: len(ENGLISH)] == ENGLISH
    assert names[len(ENGLISH) :][:2] == ["CL01", "CL02"]
    assert len(names) == len(ENGLISH) + 30


def test_a_spanish_workbook_comes_from_an_english_window(tmp_path: Path) -> None:
    path = write(sample_publication("workshop", "ptpr", "es"), tmp_path / "es.xlsx", "es")
    assert opened(path).sheetnames[:3] == ["Portada", "Resumen", "Matriz"]
    texts = "\n".join(str(value) for value in read_cells(path).values())
    assert "Puntaje" in texts
    assert "Score" not in texts


def test_programmes_without_a_rank_stay_in_every_list_with_their_interval(mining: Path) -> None:
    cells, comparison = read_cells(mining), sample_publication("mining", "lnk").comparison
    order, top = comparison.ranking(), summary_row(cells)
    assert [cells[("Summary", f"B{row}")] for row in range(top, top + 30)] == [
        comparison.programmes[index].id for index in order
    ]
    unranked = [index for index in order if not comparison.rank[index]]
    first = top + order.index(unranked[0])
    assert cells[("Summary", f"A{first}")] == "–"
    assert ("Summary", f"E{first}") not in cells
    assert cells[("Summary", f"G{first}")] == pytest.approx(comparison.high[unranked[0]])
    assert (
        len([1 for sheet, address in cells if sheet == "Matrix" and re.fullmatch(r"A(\d+)", address)]) >= 31
    )


@pytest.mark.parametrize(("sample", "label"), [("mining", "Illustrative"), ("workshop", "Invented")])
def test_every_sheet_says_that_scores_are_not_official(tmp_path: Path, sample: str, label: str) -> None:
    path = write(sample_publication(sample, "ptpr"), tmp_path / "out.xlsx")
    sheets = [text for name, text in parts(path).items() if name.startswith("xl/worksheets/sheet")]
    assert all(f"{label} scores – not an official assessment" in text for text in sheets)


def test_every_formula_carries_its_result(mining: Path) -> None:
    without = [
        name
        for name, text in parts(mining).items()
        if name.startswith("xl/worksheets/sheet")
        and re.search(r"</f></c>|</f><v>0</v></c><c r=\"nothing", text)
    ]
    assert without == []
    assert len(read_formulas(mining)) > 3_000


def test_every_score_stands_in_data_once(mining: Path) -> None:
    cells = read_cells(mining)
    rows = [address for sheet, address in cells if sheet == "Data" and address.startswith("A")]
    assert len(rows) - 1 == len([one for one in sample_publication("mining", "lnk").scores if one.value])


def test_evidence_stands_beside_its_level_with_its_place(mining: Path) -> None:
    texts = "\n".join(
        str(value) for (sheet, _address), value in read_cells(mining).items() if sheet == "CL02"
    )
    assert "[000 §3.2]" in texts
    assert "000 Table Nº2" in texts


def test_the_sheet_data_reads_back_as_a_long_table(mining: Path) -> None:
    publication = sample_publication("mining", "lnk")
    reading = read_long(mining, publication.snapshot)
    assert (reading.sheet, reading.problems) == ("Data", ())
    bare = {replace(one, question="", challenge="", cites=()) for one in publication.scores if one.value}
    assert set(scores_of(publication.snapshot, reading.answers)) == bare


HOSTILE = '=1+1&"x'


def hostile_publication() -> Any:
    """Users' texts that would like to be formulas, links, errors or markup."""
    case = case_of({"A": 2, "B": 1}, {"P1": {"ana": "3 NE 2"}, "P2": {"ana": ". . ."}}, names={"P1": HOSTILE})
    publication = publication_of(case)
    programmes = {
        "P1": replace(case.snapshot.programmes["P1"], country="#N/A", region="http://x.y", institution="@a"),
        "P2": replace(case.snapshot.programmes["P2"], name="</t><f>1+1</f>\x01", country="+56", short="-1"),
    }
    scores = tuple(replace(score, note="=HYPERLINK()", question="'=a") for score in publication.scores)
    snapshot = replace(publication.snapshot, programmes=programmes)
    study = Study(snapshot, case.cube(), case.question, no_other_round)
    return replace(publication, study=study, scores=scores)


def test_no_text_of_a_user_becomes_a_formula(tmp_path: Path) -> None:
    path = write(hostile_publication(), tmp_path / "out.xlsx")
    cells = read_cells(path)
    assert cells[("P1", "A1")] == f"P1  {HOSTILE}"
    assert cells[("Summary", f"C{summary_row(cells)}")] == HOSTILE
    assert cells[("Summary", f"D{summary_row(cells)}")] == "#N/A"
    joined = "\n".join(read_formulas(path).values())
    assert "1+1" not in joined
    assert "HYPERLINK" not in joined


def test_a_text_longer_than_a_cell_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    publication = publication_of(case_of({"A": 1}, {"P1": {"ana": "3"}}, names={"P1": "x" * 40_000}))
    with pytest.raises(Refusal, match="longer than a spreadsheet cell"):
        write(publication, tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scale", ["12345", "ABCD", ["no", "yes"]])
def test_levels_stand_as_the_codes_of_their_scale(tmp_path: Path, scale: Any) -> None:
    last = scale[-1]
    case = case_of({"A": 2}, {"P1": {"ana": f"{last} NE"}}, codes=scale)
    cells = read_cells(write(publication_of(case), tmp_path / "out.xlsx"))
    plan = plan_of(case.compare())
    level = cells[("P1", f"D{plan.all_rows.start + 1}")]
    assert level == (5.0 if last == "5" else last)
    assert cells[("Matrix", "E6")] == level
    assert cells[("Summary", f"E{summary_row(cells)}")] == len(scale) - 1


def test_an_evaluation_without_programmes_or_scores_is_a_workbook_too(tmp_path: Path) -> None:
    for case in (case_of({"A": 1}, {}), case_of({"A": 1}, {"P1": {"ana": "."}})):
        path = write(publication_of(case), tmp_path / "out.xlsx")
        assert opened(path).sheetnames[:8] == BARE


def many(count: int) -> Any:
    return publication_of(case_of({"A": 3}, {f"P{number}": {"ana": "1 2 3"} for number in range(count)}))


def test_beyond_a_hundred_programmes_only_the_first_have_scorecards_unless_chosen(tmp_path: Path) -> None:
    publication = many(MOST_SCORECARDS + 5)
    path = write(publication, tmp_path / "out.xlsx")
    names = opened(path).sheetnames
    fixed = len(BARE)
    assert len(names) == fixed + MOST_SCORECARDS
    cells = read_cells(path)
    assert cells[("Summary", f"A{summary_row(cells) + MOST_SCORECARDS}")] == 1
    assert cells[("Summary", f"E{summary_row(cells) + MOST_SCORECARDS}")] == 2
    chosen = write(
        publication, tmp_path / "chosen.xlsx", contents=Contents(scorecards=frozenset({"P104", "P3"}))
    )
    assert opened(chosen).sheetnames[fixed:] == ["P3", "P104"]
    everything = write(publication, tmp_path / "all.xlsx", contents=Contents(scorecards="all"))
    assert len(opened(everything).sheetnames) == fixed + 105


class Stopping:
    """Progress that is cancelled at a step."""

    def __init__(self, at_step: int) -> None:
        self.left = at_step

    def step(self, done: int, total: int, doing: str) -> None:
        assert 0 <= done <= total
        assert doing
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("at_step", [0, 1, 4, 15, 30])
def test_cancelling_leaves_the_old_file_and_nothing_else(tmp_path: Path, at_step: int) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")
    publication = sample_publication("workshop", "lnk")
    with pytest.raises(Cancelled):
        write_workbook(publication, path, language="en", progress=Stopping(at_step))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def ignore(_sheets: int) -> None:
    """Nobody watches."""


class Watching:
    """Progress that remembers how far the work has come."""

    def __init__(self) -> None:
        self.parts: list[float] = []
        self.words: set[str] = set()

    def step(self, done: int, total: int, doing: str) -> None:
        self.parts.append(done / total)
        self.words.add(doing)


def test_progress_goes_from_nothing_to_all_without_turning_back(tmp_path: Path) -> None:
    watching = Watching()
    publication = sample_publication("workshop", "lnk")
    write_workbook(publication, tmp_path / "out.xlsx", language="es", progress=watching)
    assert {"Writing the sheet Resumen", "Writing the file", "Checking the file"} <= watching.words
    assert watching.parts == sorted(watching.parts)
    assert (watching.parts[0], watching.parts[-1]) == (0, 1)


def test_a_file_that_does_not_read_back_as_meant_is_refused(tmp_path: Path) -> None:
    path = write(many(1), tmp_path / "out.xlsx")
    for tally in (Tally(filled=1, total=0.0), Tally(filled=10_000, total=1.0)):
        with pytest.raises(Refusal, match="did not read back"):
            check_workbook(path, dict.fromkeys([*BARE, "P0"], tally), path.name, ignore)
    with pytest.raises(Refusal, match="did not read back"):
        check_workbook(path, {"Other": Tally(filled=0, total=0.0)}, path.name, ignore)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(Refusal, match="did not read back"):
        check_workbook(path, {}, path.name, ignore)


def test_only_level_weight_and_comment_cells_are_unlocked(mining: Path) -> None:
    workbook = opened(mining)
    card = workbook["CL02"]
    assert card.protection.sheet
    assert not card.protection.password
    unlocked = {cell.column_letter for row in card.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {"D", "J", "K", "L"}
    assert {
        cell.column_letter
        for row in workbook["Weights"].iter_rows()
        for cell in row
        if not cell.protection.locked
    } == {"C"}
    assert not any(workbook[name].protection.sheet for name in ("Summary", "Matrix", "Data", "Checks"))


def test_the_method_shows_the_formulas_that_stand_in_the_scorecards(mining: Path) -> None:
    written = {formula.replace(" ", "") for formula in read_formulas(mining).values()}
    shown = [
        str(value).replace(" ", "")
        for (sheet, address), value in read_cells(mining).items()
        if sheet == "Method"
        and address.startswith("D")
        and str(value).startswith(("IF(", "ROWS(", "SUMPRODUCT("))
    ]
    assert len(shown) >= 8
    assert set(shown) <= written


def test_every_chart_says_in_words_where_its_numbers_stand(mining: Path) -> None:
    drawings = [text for name, text in parts(mining).items() if name.startswith("xl/drawings/drawing")]
    assert len(drawings) == 32
    assert all('descr="' in text for text in drawings)


def test_the_file_says_what_it_is_to_programs_that_read_it_back(mining: Path) -> None:
    properties = parts(mining)["docProps/custom.xml"]
    for name in ("sc_kind", "sc_framework_sha256", "sc_round", "sc_language", "sc_exported_at"):
        assert f'name="{name}"' in properties


def test_the_same_publication_gives_the_same_cells(tmp_path: Path) -> None:
    publication = many(3)
    digests = {
        hashlib.sha256(
            repr(sorted(read_cells(write(publication, tmp_path / name)).items(), key=str)).encode()
        ).digest()
        for name in ("one.xlsx", "two.xlsx")
    }
    assert len(digests) == 1
