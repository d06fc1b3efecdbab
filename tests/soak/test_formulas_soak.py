"""What a spreadsheet program itself takes for formulas in our CSV files, by `make soak`: nothing that people wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.exchange.plain_table import csv_file, guard
from tests.exchange.recalculation import needs_libreoffice, opened, recalculate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

BEFORE = (
    "",
    " ",
    "  ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\N{NO-BREAK SPACE}",
    "'",
    "''",
    '"',
    "\N{ZERO WIDTH SPACE}",
    "\x0b",
)
FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1;2)", '=HYPERLINK("http://localhost";"x")', "=cmd|' /C calc'!A0",
    '=DDE("a";"b";"c")',
    "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "{=1+1}", "=A1,=A1", "=1+1\n=1+1", "x\r=1+1", 'x",=1+1',
)  # fmt: skip


def formulas_in(path: Path, folder: Path) -> list[str]:
    """The cells of a CSV file that LibreOffice makes formulas of."""
    (read,) = recalculate([path], folder, "en")
    book = opened(read.with_suffix(".xlsx"))
    return [cell.value for sheet in book for row in sheet.rows for cell in row if cell.data_type == "f"]


@needs_libreoffice
def test_libreoffice_makes_no_formula_of_a_text(tmp_path: Path, counted: Counted) -> None:
    texts = [before + formula for before in BEFORE for formula in FORMULAS]
    path = tmp_path / "texts.csv"
    path.write_bytes(csv_file(["text", "again"], [(text, text) for text in texts]))
    found = formulas_in(path, tmp_path)
    counted("R17", texts_through_libreoffice=2 * len(texts), formulas=len(found))
    assert found == []


@needs_libreoffice
def test_without_the_guard_it_would_make_many(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text(
        "".join(f"{text}\n" for text in FORMULAS if guard(text) != text and "," not in text), "utf-8"
    )
    assert len(formulas_in(path, tmp_path)) > 3
