"""Forms that are filled in and saved by LibreOffice: what it computes, and what is left of them afterwards."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from scorecard.exchange.forms.layout import FACTS, FIRST_ROW, META, PROGRESS_ROW, Columns
from tests.analysis.evaluations import Case, case_of
from tests.exchange.forms import asked_of, case_mailing, facts_of, part, rows_of, sample_mailing, written
from tests.exchange.publications import SCALES
from tests.exchange.recalculation import differences, needs_libreoffice, recalculate, spoil

# Answer, evidence and note as somebody leaves them, and what Check has to say to it.
ENTRIES: tuple[tuple[Any, str, str, str], ...] = (
    (None, "", "", ""),
    (None, "E1", "", "level missing"),
    (None, "", "a note", "level missing"),
    (3, "E1", "", "ok"),
    (0, "E1", "", "ok"),
    (4, "", "", "ok, no evidence cited"),
    (2.0, "E1", "", "ok"),
    (3.5, "E1", "", "not a level"),
    (5, "E1", "", "not a level"),
    (-1, "E1", "", "not a level"),
    ("4", "E1", "", "text, not a number"),
    (" 3 ", "E1", "", "text, not a number"),
    ("3.5", "E1", "", "text, not a number"),
    ("NE", "", "", "ok"),
    ("ne", "", "", "ok"),
    ("NA", "", "", "reason missing"),
    ("NA", "", "   ", "reason missing"),
    ("NA", "", "inland", "ok"),
    ("na", "", "inland", "ok"),
    ("N/A", "", "inland", "not a level"),
    ("no aplica", "", "inland", "not a level"),
    ("?", "E1", "", "not a level"),
    ("*", "E1", "", "not a level"),
    ("three", "E1", "", "not a level"),
)


@needs_libreoffice
@pytest.mark.parametrize("language", ["en", "es"])
def test_check_says_of_every_kind_of_entry_what_is_to_be_done(tmp_path: Path, language: str) -> None:
    case = case_of({"A": len(ENTRIES)}, {"P1": {"ana": " ".join("." * len(ENTRIES))}})
    path = written(case_mailing(case, "ana", language=language), tmp_path / "form.xlsx")
    words = checks(written(case_mailing(all_states(), "ana", language=language), tmp_path / "words.xlsx"))
    fill(path, "P1", [entry[:3] for entry in ENTRIES], Columns(5))
    (saved,) = recalculate([path], tmp_path, language)
    found = checks(saved)
    fine = (words[0], words[1])
    assert [word in fine for word in found] == [entry[3].startswith("ok") for entry in ENTRIES]
    assert [bool(word) for word in found] == [bool(entry[3]) for entry in ENTRIES]
    if language == "en":
        assert found == [entry[3] for entry in ENTRIES]
        answered = sum(entry[3].startswith("ok") for entry in ENTRIES)
        wrong = sum(bool(entry[3]) for entry in ENTRIES) - answered
        progress = f"Answered {answered} of {len(ENTRIES)} · NE 2 · NA 4 · to correct {wrong}"
        assert rows_of(saved, "P1")[PROGRESS_ROW][0] == progress
        assert rows_of(saved, "Start")[2][0] == f"Answered {answered} of {len(ENTRIES)} · to correct {wrong}"


@needs_libreoffice
@pytest.mark.parametrize("codes", SCALES)
def test_codes_of_any_scale_are_taken_and_nothing_else(tmp_path: Path, codes: Any) -> None:
    entries: list[tuple[Any, str, str]] = [
        (int(code) if code.isdecimal() and not named(codes) else code, "E1", "") for code in codes
    ]
    entries += [("none", "E1", ""), ("NE", "", ""), ("NA", "", ""), (None, "", "")]
    case = case_of({"A": len(entries)}, {"P1": {"ana": " ".join("." * len(entries))}}, codes=codes)
    path = written(case_mailing(case, "ana"), tmp_path / "form.xlsx")
    fill(path, "P1", entries, Columns(len(codes)))
    (saved,) = recalculate([path], tmp_path, "en")
    expected = [*(["ok"] * len(codes)), "not a level", "ok", "reason missing", ""]
    assert checks(saved, len(codes)) == expected


@needs_libreoffice
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_results_that_a_form_is_sent_with_are_those_that_libreoffice_computes(
    tmp_path: Path, language: str
) -> None:
    paths = [
        written(sample_mailing(id, who, language, framework=framework), tmp_path / f"{id}-{framework}.xlsx")
        for id, who in (("mining", "ana"), ("workshop", "clara"))
        for framework in ("ptpr", "lnk")
    ]
    whole = tmp_path / "whole"
    whole.mkdir()
    for path in paths:
        (whole / path.name).write_bytes(path.read_bytes())
        assert spoil(path) > 0
    for path, saved in zip(paths, recalculate(paths, tmp_path, language), strict=True):
        count, wrong = differences(whole / path.name, saved)
        assert count > 20
        assert wrong == []


@needs_libreoffice
def test_a_form_saved_by_libreoffice_is_known_again_and_still_guarded(tmp_path: Path) -> None:
    path = written(sample_mailing("workshop", "clara", "es", framework="ptpr"), tmp_path / "form.xlsx")
    facts, asked = facts_of(path), asked_of(path)
    (saved,) = recalculate([path], tmp_path, "es")
    assert facts_of(saved) == facts
    assert asked_of(saved) == asked
    properties = dict(re.findall(r'name="(sc_\w+)"><vt:lpwstr>([^<]*)<', part(saved, "docProps/custom.xml")))
    assert properties == {name: facts[name] for name in FACTS}
    with CalamineWorkbook.from_path(saved) as workbook:
        seen = {one.name: one.visible for one in workbook.sheets_metadata}
    assert seen.pop(META) != SheetVisibleEnum.Visible
    assert all(visible == SheetVisibleEnum.Visible for visible in seen.values())
    sheet = part(saved, "xl/worksheets/sheet2.xml")
    assert "<sheetProtection " in sheet
    assert 'type="list"' in sheet
    assert "level_list" in sheet
    assert "conditionalFormatting" in sheet


def all_states() -> Case:
    """A case whose form says fine, fine but uncited, and that a reason is missing."""
    return case_of({"A": 3}, {"P1": {"ana": "NE 1 NA"}})


def named(codes: Any) -> bool:
    """Whether the codes of a scale stand as texts."""
    start = int(codes[0]) if codes[0].isdecimal() else None
    return start is None or [str(start + step) for step in range(len(codes))] != list(codes)


def fill(path: Path, tab: str, entries: list[tuple[Any, str, str]], columns: Columns) -> None:
    """Fill in the rows of a programme one after the other."""
    workbook = load_workbook(path)
    sheet: Worksheet = workbook[tab]
    for row, (answer, evidence, note) in enumerate(entries, start=FIRST_ROW + 1):
        sheet.cell(row, columns.answer + 1).value = answer
        sheet.cell(row, columns.evidence + 1).value = evidence or None
        sheet.cell(row, columns.note + 1).value = note or None
    workbook.save(path)


def checks(path: Path, steps: int = 5) -> list[str]:
    """What the column Check says, row by row."""
    columns = Columns(steps)
    rows = rows_of(path, "P1")[FIRST_ROW:]
    return [str(row[columns.check]) for row in rows if row[columns.key]]
