"""Long tables from elsewhere: every shape that is meant, and every mistake with the cell it stands in."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from scorecard.analysis.sources.tables import LongRow
from scorecard.errors import Refusal
from scorecard.exchange.grid import Entry, NoTable
from scorecard.exchange.imports.long_columns import columns_given
from scorecard.exchange.imports.long_reader import read_long
from scorecard.exchange.levels import level_of
from scorecard.exchange.long_table import save_long
from scorecard.exchange.reading import Reading
from tests.analysis.evaluations import case_of, framework_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scorecard.exchange.imports.long_columns import LongField

SNAPSHOT = case_of({"A": 2}, {"P1": {"ana": "3 NE"}, "P2": {"ana": ". ."}}).snapshot
HEAD = "programme,evaluator,round,framework,criterion,value,confidence,note"


def read_csv(
    folder: Path,
    text: str,
    *,
    encoding: str = "utf-8",
    create: bool = False,
    columns: Mapping[LongField, str] | None = None,
) -> Reading:
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return read_long(path, SNAPSHOT, create=create, columns=columns)


def places(reading: Reading) -> list[str]:
    return [problem.cell for problem in reading.problems]


@pytest.mark.parametrize("entry", ["3", 3, 3.0, " 3 ", "3.0", "3,0"])
def test_a_whole_number_is_a_level_however_it_is_written(entry: Entry) -> None:
    assert level_of(entry, framework_of({"A": 1})) == "3"


@pytest.mark.parametrize(
    "entry",
    [
        "3,5", "3.5", 3.5, math.inf, math.nan, True, "TRUE", date(2024, 3, 1), datetime(2024, 3, 1, tzinfo=UTC),
        "5", -1, "N/A", "four", "³",
    ],
)  # fmt: skip
def test_anything_else_is_no_level(entry: Entry) -> None:
    assert level_of(entry, framework_of({"A": 1})) is None


def test_ne_and_na_are_read_in_either_case_and_never_lost() -> None:
    assert [level_of(entry, framework_of({"A": 1})) for entry in ("NE", "na", " Na ")] == ["NE", "NA", "NA"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_delimiter_and_encoding_that_excel_writes_is_read(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rows = f"{HEAD}\nP1,ana,r1,f,f.A1,NA,high,No corresponde según la región\n".replace(",", delimiter)
    reading = read_csv(tmp_path, rows, encoding=encoding)
    assert reading.problems == ()
    [entry] = reading.answers
    assert (entry.value, entry.confidence, entry.note) == ("NA", "high", "No corresponde según la región")


def test_columns_may_stand_in_any_order_with_others_between_them(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "Value,mood,criterion,evaluator,programme\n2,fine,f.A2,ana,P2\n")
    [entry] = reading.answers
    assert (entry.programme, entry.criterion, entry.value, entry.round) == ("P2", "f.A2", "2", "r1")


def test_a_row_without_a_value_says_nothing(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, f"{HEAD}\nP1,ana,r1,f,f.A1,,,a note\n\nP1,ana,,f,f.A2, ,,\n")
    assert reading.answers == ()
    assert reading.problems == ()


def test_all_mistakes_are_found_at_once_each_with_its_cell(tmp_path: Path) -> None:
    rows = [
        "P9,ana,r1,f,f.A1,3,,", "P1,bob,r1,f,f.A1,3,,", "P1,ana,r7,f,f.A1,3,,", "P1,ana,r1,f,f.Z9,3,,",
        "P1,ana,r1,g,f.A1,3,,", 'P1,ana,r1,f,f.A1,"3,5",,', "P1,ana,r1,f,f.A1,3,sure,", "P1,ana,r1,f,f.A1,NA,,",
        f"P1,ana,r1,f,f.A1,3,,{'x' * 4001}", ",ana,r1,f,f.A1,3,,",
    ]  # fmt: skip
    reading = read_csv(tmp_path, "\n".join([HEAD, *rows]))
    assert places(reading) == ["A2", "B3", "C4", "E5", "D6", "F7", "G8", "H9", "H10", "A11"]
    assert {problem.severity for problem in reading.problems} == {"error"}
    assert "the nearest is" in reading.problems[0].text
    assert reading.answers == ()


def test_one_score_twice_is_a_problem_only_when_the_rows_differ(tmp_path: Path) -> None:
    same = "P1,ana,r1,f,f.A1,3,,"
    reading = read_csv(tmp_path, f"{HEAD}\n{same}\nP1,ana,,f,f.A1,3.0,,\nP1,ana,r1,f,f.A1,2,,\n")
    assert places(reading) == ["F4"]
    assert reading.answers == ()
    assert len(read_csv(tmp_path, f"{HEAD}\n{same}\nP1,ana,,f,f.A1,3.0,,\n").answers) == 1


def test_unknown_programmes_and_evaluators_may_be_created_when_asked(tmp_path: Path) -> None:
    table = f"{HEAD},evaluator_kind\nP9,bob,r1,f,f.A1,3,,,peer\n"
    assert len(read_csv(tmp_path, table).problems) == 2
    [entry] = read_csv(tmp_path, table, create=True).answers
    assert (entry.programme, entry.evaluator, entry.evaluator_kind) == ("P9", "bob", "peer")


def test_a_formula_guard_is_taken_off_once(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, f"{HEAD}\nP1,ana,r1,f,f.A1,3,,'=1+1\nP1,ana,r1,f,f.A2,3,,''=1+1\n")
    assert [entry.note for entry in reading.answers] == ["=1+1", "'=1+1"]


def test_thousands_of_mistakes_are_counted_not_listed(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "\n".join([HEAD, *(["P1,ana,r1,f,f.A1,9,,"] * 3_000)]))
    assert len(reading.problems) == 1_001
    assert "2000" in reading.problems[-1].text


def test_cells_of_a_workbook_are_judged_by_what_they_hold(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet("Scores")
    sheet.append(HEAD.split(","))
    entries = (3, 3.0, " 3 ", "3", True, date(2024, 3, 1), 3.5, "NA")
    for number, entry in enumerate(entries):
        sheet.append(
            ["P1" if number < 4 else "P2", "ana", "r1", "f", f"f.A{number % 2 + 1}", entry, "", "why"]
        )
    path = tmp_path / "table.xlsx"
    workbook.save(path)
    reading = read_long(path, SNAPSHOT)
    assert reading.sheet == "Scores"
    assert places(reading) == ["F6", "F7", "F8"]
    assert [entry.value for entry in reading.answers] == ["3", "3", "NA"]
    assert reading.answers[0].cell == "F2"


def test_numbers_where_ids_belong_are_read_as_ids(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    save_long([LongRow("P1", "ana", "r1", "f", "f.A1", "2", "", "")], path)
    workbook = openpyxl.load_workbook(path)
    workbook.active["A2"] = 2024
    workbook.save(path)
    [entry] = read_long(path, SNAPSHOT, create=True).answers
    assert entry.programme == "2024"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "programme,evaluator\nP1,ana\n"])
def test_a_file_that_is_no_long_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refusal, match="no table"):
        read_csv(tmp_path, text)


@pytest.mark.parametrize("text", ["\0\0\0", "programme,evaluator,criterion,value\nP1,ana,f.A1,\x003\n"])
def test_what_holds_zeros_is_no_text_whatever_is_left_without_them(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refusal, match="no text"):
        read_csv(tmp_path, text)


def test_a_missing_file_and_another_kind_of_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="could not be read"):
        read_long(tmp_path / "none.csv", SNAPSHOT)
    with pytest.raises(Refusal, match="could not be read"):
        read_long(tmp_path / "none.xlsx", SNAPSHOT)
    with pytest.raises(Refusal, match=r"neither \.csv nor \.xlsx"):
        read_long(tmp_path / "table.ods", SNAPSHOT)


@pytest.mark.parametrize(
    "head",
    [
        "Programa;Evaluador/a;Criterio;Nivel;Observaciones",
        " PROGRAMME ;Evaluator ID;Criterion;Score;Comments",
        "id del programa;Evaluadora;Código del criterio;Puntaje;Justificación",
    ],
)
def test_heads_are_known_in_either_language_case_and_accents(tmp_path: Path, head: str) -> None:
    reading = read_csv(tmp_path, f"Informe de la región;;;;\n{head}\nP1;ana;f.A1;3;Visto\n")
    [answer] = reading.answers
    assert (answer.value, answer.note, answer.cell) == ("3", "Visto", "D3")


def test_a_person_says_what_a_column_holds_by_its_head_or_letter(tmp_path: Path) -> None:
    table = "P;Quién;Qué, exactamente;Nota\nP1;ana;f.A1;3\n"
    with pytest.raises(NoTable) as caught:
        read_csv(tmp_path, table)
    assert caught.value.heads == ("P", "Quién", "Qué, exactamente", "Nota")
    assert caught.value.samples == (("P1", "ana", "f.A1", "3"),)
    columns = columns_given(["programme=A,evaluator=quien,criterion=Qué, exactamente", "value=Nota"])
    [answer] = read_csv(tmp_path, table, columns=columns).answers
    assert (answer.programme, answer.value) == ("P1", "3")


@pytest.mark.parametrize(
    ("text", "words"), [("valu=X", "value"), ("Nivel", "value=HEAD"), ("=x", "criterion")]
)
def test_a_column_that_there_is_not_is_refused(text: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        columns_given([text])


def test_columns_that_are_not_read_are_named(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "mood,programme,evaluator,criterion,value,Level\nfine,P1,ana,f.A1,3,9\n")
    assert (reading.left_out, reading.problems) == (("mood", "Level"), ())


def test_a_criterion_may_leave_its_framework_to_the_column_of_that(tmp_path: Path) -> None:
    [answer] = read_csv(tmp_path, f"{HEAD}\nP1,ana,r1,f,A2,3,,\n").answers
    assert answer.criterion == "f.A2"


@pytest.mark.parametrize("id", ["Ana", "ANA", "aná", " ana"])
def test_who_differs_in_accents_case_or_spaces_alone_is_neither_merged_nor_added_silently(
    tmp_path: Path, id: str
) -> None:
    table = f'{HEAD}\nP1,"{id}",r1,f,f.A1,3,,\nP1,"{id}",r1,f,f.A2,2,,\n'
    if id.strip() == "ana":
        assert len(read_csv(tmp_path, table, create=True).answers) == 2
        return
    for create in (False, True):
        reading = read_csv(tmp_path, table, create=create)
        assert (reading.answers, places(reading)) == ((), ["B2"])
        [fault] = reading.faults
        assert (fault.reads_as, [one.evaluator for one in fault.answers]) == ("ana", ["ana", "ana"])


def test_an_id_of_ours_with_an_accent_is_asked_about_as_well(tmp_path: Path) -> None:
    snapshot = case_of({"A": 2}, {"Río": {"María": "3 NE"}}).snapshot
    path = tmp_path / "table.csv"
    path.write_text(f"{HEAD}\nRío,maria,r1,f,f.A1,3,,\nRIO,María,r1,f,f.A2,2,,\n", encoding="utf-8")
    reading = read_long(path, snapshot, create=True)
    assert (reading.answers, places(reading)) == ((), ["B2", "A3"])
    assert [fault.reads_as for fault in reading.faults] == ["María", "Programme Río"]


def test_two_new_names_that_look_alike_are_asked_about(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, f"{HEAD}\nP9,María,r1,f,f.A1,3,,\nP9,MARIA,r1,f,f.A2,3,,\n", create=True)
    assert places(reading) == ["B3"]
    assert [one.evaluator for one in reading.answers] == ["María"]


def test_two_rows_that_contradict_each_other_are_both_left_out(tmp_path: Path) -> None:
    reading = read_csv(
        tmp_path, f"{HEAD}\nP1,ana,r1,f,f.A1,3,,\nP1,ana,r1,f,f.A1,2,,\nP1,ana,r1,f,f.A2,2,,\n"
    )
    assert [one.criterion for one in reading.answers] == ["f.A2"]
