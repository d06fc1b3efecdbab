"""LibreOffice as a second opinion: it recalculates every formula of a workbook from nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from scorecard.exchange.layout import at

LOCALES = {"en": "en-US", "es": "es-CL"}
TOLERANCE = 1e-9
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice is not installed (apt-get install libreoffice-calc-nogui)",
)

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{locale}</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
_CACHED = re.compile(r'<c ([^>]*?)(?: t="(?:str|e|b|n)")?>(<f[^>]*>[^<]*</f>)<v>[^<]*</v></c>')
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"[^>]*><f[^>]*>([^<]*)</f>')
Cells = dict[tuple[str, str], Any]


def spoil(path: Path) -> int:
    """Put -999 in the place of every cached result, so that none can pass for a computed one; how many."""
    spoilt = 0
    whole = path.with_suffix(".whole")
    path.rename(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                text, count = _CACHED.subn(r"<c \1>\2<v>-999</v></c>", content.decode())
                spoilt += count
                content = text.encode()
            target.writestr(part, content)
    whole.unlink()
    return spoilt


def recalculate(paths: list[Path], folder: Path, language: str) -> list[Path]:
    """The same workbooks recalculated, in `folder`, under the locale that speaks the language."""
    profile = folder / f"profile-{language}"
    (profile / "user").mkdir(parents=True)
    settings = _SETTINGS.format(locale=LOCALES[language])
    (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    out = folder / f"recalculated-{language}"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to"]
    command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return [out / path.name for path in paths]


def opened(path: Path) -> Any:
    """The workbook as openpyxl reads it, without its warnings of what it does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path)


def read_cells(path: Path) -> Cells:
    """The value of every cell that is not empty, by sheet and address; an empty result is left out too."""
    with CalamineWorkbook.from_path(path) as workbook:
        return {
            (name, at(row, col)): value
            for name in workbook.sheet_names
            for row, values in enumerate(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for col, value in enumerate(values)
            if value != ""
        }


def summary_row(cells: Cells, tab: str = "Summary") -> int:
    """The number of the first row of programmes on the summary, which depends on the lines above the table."""
    return next(row for row in range(5, 20) if cells.get((tab, f"B{row}")) == "Id") + 1


def read_formulas(path: Path) -> dict[tuple[str, str], str]:
    """The text of every formula of a workbook that we wrote, by sheet and address."""
    with CalamineWorkbook.from_path(path) as workbook:
        names = workbook.sheet_names
    with zipfile.ZipFile(path) as archive:
        return {
            (name, address): unescape(text)
            for number, name in enumerate(names, start=1)
            for address, text in _FORMULA.findall(archive.read(f"xl/worksheets/sheet{number}.xml").decode())
        }


def differences(path: Path, recalculated: Path) -> tuple[int, list[str]]:
    """How many formulas there are, and those whose cached result is not the recalculated one."""
    formulas, meant, found = read_formulas(path), read_cells(path), read_cells(recalculated)
    wrong = [
        f"{path.name} {sheet}!{address} {meant.get((sheet, address))!r} -> {found.get((sheet, address))!r}: {text}"
        for (sheet, address), text in formulas.items()
        if not same(meant.get((sheet, address)), found.get((sheet, address)))
    ]
    return len(formulas), wrong


def same(one: object, other: object) -> bool:
    """Whether two results agree: numbers within the tolerance, anything else exactly, nothing only with nothing."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= TOLERANCE
    return one == other
