"""A workbook just written is read back by a reader that shares no code with the writer, and compared."""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.i18n import _

_NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a sheet should hold: how many cells are not empty, and the sum of its numbers."""

    filled: int
    total: float


def check_workbook(path: Path, tallies: Mapping[str, Tally], named: str, tick: Callable[[int], None]) -> None:
    """Compare a workbook with its tallies by sheet; `named` is what people know it by.

    `tick` is told how many sheets have been compared, and may stop the work.

    Refuses with code `damaged` where anything differs.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(path) as archive:
            spoilt = archive.testzip()
        if spoilt is not None:
            raise _wrong(named, spoilt)
        with CalamineWorkbook.from_path(path) as workbook:
            if workbook.sheet_names != list(tallies):
                raise _wrong(named, ", ".join(workbook.sheet_names))
            for done, (name, meant) in enumerate(tallies.items(), start=1):
                _check_sheet(named, name, meant, workbook.get_sheet_by_name(name).to_python())
                tick(done)
    except (zipfile.BadZipFile, zlib.error, EOFError, CalamineError) as error:
        raise _wrong(named, type(error).__name__) from error


def _check_sheet(named: str, name: str, meant: Tally, rows: Iterable[Iterable[object]]) -> None:
    filled = 0
    numbers = []
    for row in rows:
        for cell in row:
            if cell == "":
                continue
            filled += 1
            if isinstance(cell, int | float):
                numbers.append(float(cell))
    near = max(_NEAR, _NEAR * sum(map(abs, numbers)))
    if filled != meant.filled or abs(math.fsum(numbers) - meant.total) > near:
        raise _wrong(named, name)


def _wrong(named: str, place: str) -> Refusal:
    sentence = _(
        "“{name}” did not read back as it was meant ({place}), so it was not put in place; an earlier file of that "
        "name is untouched. Try again, or choose another disk."
    )
    return Refusal(sentence.format(name=named, place=place), code="damaged")
