"""Workbooks from elsewhere are looked through before any of them is parsed, because a small file can hold a flood."""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from pathlib import Path

from scorecard.errors import Refusal, reason_of
from scorecard.i18n import _

MOST_BYTES = 200_000_000
_MOST_RATIO = 150
_RATIO_COUNTS_FROM = 5_000_000
_MOST_PARTS = 12_000
_MOST_CELLS = 12_000_000
_CHUNK = 1 << 18
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,4})(\d{1,9})"')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,9})"')
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 512


def check_container(path: Path) -> None:
    """Refuse what is no workbook, is encrypted or old, holds macros, or would expand beyond measure."""
    name = path.name
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise not_a_workbook(name)
            head = file.read(8)
        if head == _OLE:
            sentence = _(
                "“{name}” is protected by a password or in the old .xls format. Save it as .xlsx without a "
                "password and try again; nothing has changed."
            )
            raise Refusal(sentence.format(name=name), code="not-ours")
        with zipfile.ZipFile(path) as archive:
            _check_parts(name, archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnicodeError,
    ) as error:
        raise not_a_workbook(name) from error
    except OSError as error:
        sentence = _("“{name}” could not be read ({reason}). Nothing has changed.")
        raise Refusal(sentence.format(name=name, reason=reason_of(error)), code="unknown") from error


def not_a_workbook(name: str) -> Refusal:
    """The refusal of a file that is no workbook whatever its name says."""
    sentence = _("“{name}” is not a readable Excel workbook. Save it anew as .xlsx; nothing has changed.")
    return Refusal(sentence.format(name=name), code="not-ours")


def _check_parts(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if "[Content_Types].xml" not in names or not any(one.startswith("xl/") for one in names):
        raise not_a_workbook(name)
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        sentence = _(
            "“{name}” holds macros, which are never run or read. Save it as .xlsx; nothing has changed."
        )
        raise Refusal(sentence.format(name=name), code="not-ours")
    if len(parts) > _MOST_PARTS:
        raise _too_large(name)
    total = 0
    for part in parts:
        if part.flag_bits & 1:
            raise not_a_workbook(name)
        total += _scan(name, archive, part, MOST_BYTES - total)


def _scan(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo, allowed: int) -> int:
    """The size that a part really has; its cells are bounded too, since readers keep the whole rectangle."""
    size = 0
    is_xml = part.filename.endswith((".xml", ".rels"))
    is_sheet = part.filename.startswith("xl/worksheets/") and is_xml
    last_row = last_col = 1
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > allowed or (
                size > _RATIO_COUNTS_FROM and size > _MOST_RATIO * max(1, part.compress_size)
            ):
                raise _too_large(name)
            window = rest + chunk
            if is_xml and _DECLARATION.search(window):
                raise not_a_workbook(name)
            if is_sheet:
                for letters, digits in _CELL.findall(window):
                    last_row = max(last_row, int(digits))
                    last_col = max(last_col, _column(letters))
                for digits in _ROW.findall(window):
                    last_row = max(last_row, int(digits))
            rest = window[-_OVERLAP:]
    if last_row * last_col > _MOST_CELLS:
        raise _too_large(name)
    return size


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index


def _too_large(name: str) -> Refusal:
    sentence = _(
        "“{name}” is too large when unpacked, or has a value far outside its table. Copy the table into a new "
        "workbook, or use .csv; nothing has changed."
    )
    return Refusal(sentence.format(name=name), code="too-large")
