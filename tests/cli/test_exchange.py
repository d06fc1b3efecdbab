"""The verbs that make files for others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

Terminal = Any


def test_charts_draws_every_kind_and_prints_the_paths(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "charts"
    answer = terminal("charts", workshop, folder)
    assert answer.code == 0
    names = {"bars.png", "radar.png", "radar-all.png", "slope.png", "gap.png"}
    assert {Path(line) for line in answer.out.splitlines()} >= {folder / name for name in names}
    assert sorted(map(str, folder.iterdir())) == sorted(answer.out.splitlines())
    assert "Invented scores" in answer.err


def test_an_evaluation_with_one_round_has_the_pictures_that_can_be_drawn_of_it(
    terminal: Terminal, mining: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "charts"
    assert terminal("charts", mining, folder).code == 0
    drawn = {path.stem for path in folder.iterdir()}
    assert "bars" in drawn
    assert drawn.isdisjoint({"slope", "gap"})


@pytest.mark.parametrize(("format", "begins"), [("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_charts_takes_a_kind_and_a_format(
    terminal: Terminal, workshop: Path, tmp_path: Path, format: str, begins: bytes
) -> None:
    folder = tmp_path / "charts"
    assert terminal("charts", workshop, folder, "--kind", "bars", "--format", format).code == 0
    (path,) = folder.iterdir()
    assert path.name == f"bars.{format}"
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--kind", "bar"], "“bars”"),
        (["--kind", "bars,qqqq"], "agreement, bars"),
        (["--kind", ""], "agreement, bars"),
        (["--format", "gif"], "png"),
    ],
)
def test_a_chart_that_there_is_not_is_refused_before_anything_is_made(
    terminal: Terminal, workshop: Path, tmp_path: Path, options: list[str], words: str
) -> None:
    answer = terminal("charts", workshop, tmp_path / "charts", *options)
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err
    assert not (tmp_path / "charts").exists()


def test_a_file_is_no_folder_for_charts(terminal: Terminal, workshop: Path, fingerprint: Any) -> None:
    before = fingerprint(workshop)
    assert terminal("charts", workshop, workshop).code == 1
    assert fingerprint(workshop) == before


def test_export_writes_a_workbook_and_prints_its_path(
    terminal: Terminal, workshop: Path, tmp_path: Path, fingerprint: Any
) -> None:
    before = fingerprint(workshop)
    out = tmp_path / "out.xlsx"
    answer = terminal("export", workshop, out, "--programme", "W01", "--programme", "W02")
    assert (answer.code, answer.out) == (0, f"{out}\n")
    assert out.read_bytes().startswith(b"PK")
    assert fingerprint(workshop) == before


@pytest.mark.parametrize(
    ("out", "options"),
    [
        ("workshop.scorecard", []),
        ("out.xls", []),
        ("missing/out.xlsx", []),
        ("out.xlsx", ["--programme", "W99"]),
        ("out.xlsx", ["--framework", "x"]),
        ("out.xlsx", ["--sheets", "cover,sumary"]),
        ("out.xlsx", ["--scorecards", "some"]),
        ("out.xlsx", ["--rule", "geometrical"]),
        ("out.xlsx", ["--without", "AN"]),
        ("out.xlsx", ["--view", "selves"]),
        ("out.xlsx", ["--average", "medium"]),
        ("out.xlsx", ["--threshold", "2"]),
        ("out.xlsx", ["--weights", "none"]),
    ],
)
def test_a_refused_export_leaves_everything_as_it_was(
    terminal: Terminal, workshop: Path, fingerprint: Any, out: str, options: list[str]
) -> None:
    before = fingerprint(workshop)
    answer = terminal("export", workshop, workshop.parent / out, *options)
    assert (answer.code, answer.out) == (1, "")
    assert len(answer.err.splitlines()) == 1
    assert fingerprint(workshop) == before
    assert [path.name for path in workshop.parent.iterdir()] == [workshop.name]


@pytest.mark.parametrize(
    ("options", "nearest"),
    [
        (["--rule", "weak"], "“weakest”"),
        (["--without", "AN"], "“ANT”"),
        (["--view", "selves"], "“self”"),
    ],
)
def test_what_a_workbook_cannot_be_asked_is_refused_naming_the_nearest(
    terminal: Terminal, workshop: Path, tmp_path: Path, options: list[str], nearest: str
) -> None:
    answer = terminal("export", workshop, tmp_path / "out.xlsx", *options)
    assert answer.code == 1
    assert nearest in answer.err
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_workbook_has_the_sheets_that_are_asked_for(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    assert terminal("export", workshop, out, "--sheets", "matrix, data").code == 0
    with CalamineWorkbook.from_path(out) as book:
        assert book.sheet_names == ["Cover", "Matrix", "Weights", "Checks", "Data"]
    assert terminal("export", workshop, out, "--scorecards", "ranked", "--sheets", "scorecards").code == 0
    with CalamineWorkbook.from_path(out) as book:
        assert book.sheet_names[:5] == ["Cover", "Summary", "Criteria", "Weights", "Checks"]
        assert book.sheet_names[5].startswith("W")


def test_programmes_are_named_or_chosen_by_rank_and_not_both(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    options = ("--programme", "W01", "--scorecards", "all")
    answer = terminal("export", workshop, tmp_path / "out.xlsx", *options)
    assert answer.code == 2
    assert "either --programme or --scorecards" in answer.err


def test_a_workbook_shows_the_question_it_was_asked(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    options = ("--view", "independent", "--rule", "weakest", "--without", "ANT", "--threshold", "0.25")
    assert terminal("export", workshop, tmp_path / "out.xlsx", *options).code == 0
    with CalamineWorkbook.from_path(tmp_path / "out.xlsx") as book:
        line = book.get_sheet_by_name("Summary").to_python()[1][0]
    for words in ("independent", "the weakest criterion decides", "without Anticipation", "from 25 %"):
        assert words in str(line)


def test_pictures_can_be_asked_too(terminal: Terminal, workshop: Path, tmp_path: Path) -> None:
    options = ("--kind", "bars", "--format", "svg", "--rule", "weakest", "--without", "ANT")
    assert terminal("charts", workshop, tmp_path, *options).code == 0
    words = (tmp_path / "bars.svg").read_text(encoding="utf-8")
    assert "the weakest criterion decides" in words
    assert "without Anticipation" in words


def test_a_table_that_there_is_not_is_refused(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("table", workshop, "lung")
    assert (answer.code, answer.out) == (1, "")
    assert "“long”" in answer.err


HEAD = "programme,evaluator,round,framework,criterion,value,confidence,note"


def test_the_long_table_is_csv_on_standard_output_without_a_mark(terminal: Terminal, workshop: Path) -> None:
    answer = terminal("table", workshop, "long")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0] == HEAD
    rounds = Counter(line.split(",")[2] for line in lines[1:])
    assert rounds == {"r1": 12 * 5 * 38, "baseline": 6 * 2 * 38}
    assert "Invented scores" in answer.err


def test_the_long_table_is_the_same_in_both_languages(terminal: Terminal, workshop: Path) -> None:
    assert (
        terminal("table", workshop, "long", "--language", "es").out == terminal("table", workshop, "long").out
    )


@pytest.mark.parametrize(
    ("name", "begins"),
    [("out.csv", b"\xef\xbb\xbf" + HEAD.encode()), ("out.xlsx", b"PK"), ("out.md", b"| programme |")],
)
def test_the_long_table_goes_to_a_file_by_its_suffix(
    terminal: Terminal, workshop: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    answer = terminal("table", workshop, "long", "-o", tmp_path / name)
    assert (answer.code, answer.out) == (0, f"{tmp_path / name}\n")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_table_never_takes_the_place_of_the_evaluation(
    terminal: Terminal, workshop: Path, fingerprint: Any
) -> None:
    before = fingerprint(workshop)
    assert terminal("table", workshop, "long", "-o", workshop).code == 1
    assert fingerprint(workshop) == before


@pytest.mark.parametrize("verb", [("import",), ("framework", "import"), ("programme", "import")])
@pytest.mark.parametrize("content", [None, b"= half a f", bytes(40)])
def test_a_file_that_cannot_be_read_is_a_problem_of_the_document(
    terminal: Terminal,
    workshop: Path,
    fingerprint: Callable[[Path], str],
    tmp_path: Path,
    verb: tuple[str, ...],
    content: bytes | None,
) -> None:
    source, before = tmp_path / ("new.toml" if verb[0] == "framework" else "new.xlsx"), fingerprint(workshop)
    if content is not None:
        source.write_bytes(content)
    answer = terminal(*verb, workshop, source, "--json")
    assert answer.code == 1
    (problem,) = answer.document["problems"]
    assert (problem["severity"], problem["text"] + "\n") == ("error", answer.err)
    assert fingerprint(workshop) == before
