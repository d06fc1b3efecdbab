"""Workbooks from elsewhere are looked through before any of them is parsed, because a small file can hold a flood."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from scorecard.errors import Refusal, reason_of
from scorecard.i18n import _

MOST_BYTES = 200_000_000
_MOST_RATIO = 150
_RATIO_COUNTS_FROM = 5_000_000
_MOST_PARTS = 12_000
_MOST_CELLS = 2_200_000
"""Two hundred and seventy thousand rows of a long table. Texts take most: a reader keeps every one of them twice."""
_CHUNK = 1 << 18
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_NAMED = rb"(?:\w+:)?"
_AT = rb"""\br\s*=\s*["']"""
_PLACE = re.compile(rb' r="([A-Za-z]*)(\d+)"')
_ODD_PLACE = re.compile(rb"\s" + _AT + rb"([A-Za-z]*)(\d+)")
_BEYOND = 1 << 30
"""The number of any row or column with more digits or letters than one can have: some readers count on and on."""
_ODD = (b"='", b" =", b"= ", b"\t", b"\n", b"\r")
"""What stands in a part where places are written in another way than all known programs do."""
_ERROR = re.compile(
    rb"<" + _NAMED + rb"""c\s(?=[^<>]*\bt\s*=\s*["']e["'])[^<>]*?""" + _AT + rb"([A-Z]{1,3}\d{1,7})"
)
_UNCOMPUTED = re.compile(
    rb"<" + _NAMED + rb"c\s[^<>]*?" + _AT + rb"([A-Z]{1,3}\d{1,7})[^<>]*>\s*"
    rb"<" + _NAMED + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*</" + _NAMED + rb"f>)\s*"
    rb"(?:<" + _NAMED + rb"v\s*/>|<" + _NAMED + rb"v>\s*</" + _NAMED + rb"v>)?\s*</" + _NAMED + rb"c>"
)
_EMPTY = (b"f></", b"<v></", b"v/>", b"v />")
"""What stands in a part where some formula has no result."""
_TEXT = re.compile(
    rb"<" + _NAMED + rb"""c\s[^<>]*\bt\s*=\s*["']s["'][^<>]*>\s*<""" + _NAMED + rb"v>\s*(\d{1,9})"
)
_TEXT_ENDS = re.compile(rb"</" + _NAMED + rb"si>")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD = 60
"""After so many bytes of a part its declaration is over, which ends a line."""
_OVERLAP = 4_096
_LONGEST_RUN = 1 << 18
"""No text of a cell is so long in bytes: it has at most 32,767 characters, each escaped in up to seven bytes."""
_MOST_TEXT = 200_000_000
_MOST_VALUELESS = 100_000
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_KEPT = ("docProps/core.xml", "docProps/custom.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")


@dataclass(slots=True)
class Container:
    """What was seen of a workbook while it was looked through: small parts as they are, by name.

    `valueless` are the addresses of error cells and of formulas without a result, by the part of their sheet:
    readers of values take them for empty.
    """

    parts: dict[str, bytes] = field(default_factory=dict)
    valueless: dict[str, set[str]] = field(default_factory=dict)


def check_container(path: Path) -> Container:
    """Refuse what is no workbook, is encrypted or old, holds macros, or would expand beyond measure."""
    name = path.name
    try:
        # Opening a pipe would wait for somebody to write into it.
        if not stat.S_ISREG(path.stat().st_mode):
            raise not_a_workbook(name)
        with path.open("rb") as file:
            head = file.read(8)
        if head == _OLE:
            sentence = _(
                "“{name}” is protected by a password or in the old .xls format. Save it as .xlsx without a "
                "password and try again; nothing has changed."
            )
            raise Refusal(sentence.format(name=name), code="not-ours")
        with zipfile.ZipFile(path) as archive:
            return _check_parts(name, archive)
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


def _check_parts(name: str, archive: zipfile.ZipFile) -> Container:
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
    scan = _Scan(name, archive)
    for part in parts:
        if part.flag_bits & 1:
            raise not_a_workbook(name)
        scan.look_through(part)
    scan.weigh_texts()
    return scan.seen


class _Scan:
    """Goes through the parts of one workbook, counting what it would expand to.

    Readers find sheets and texts wherever the workbook says they are, so every part may be one.
    """

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name = name
        self._archive = archive
        self._allowed = MOST_BYTES
        self._cells = 0
        self._values: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self.seen = Container()

    def look_through(self, part: zipfile.ZipInfo) -> None:
        """Count the bytes that a part really has; its cells are bounded too, since readers keep the rectangle."""
        size = run = values = cells = 0
        last_row = last_col = 0
        is_xml = part.filename.endswith((".xml", ".rels"))
        holds_texts = False
        kept: list[bytes] = []
        rest = b""
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > self._allowed or (
                    size > _RATIO_COUNTS_FROM and size > _MOST_RATIO * max(1, part.compress_size)
                ):
                    raise _too_large(self._name)
                is_xml = is_xml or (not rest and chunk.lstrip(_BEFORE).startswith(b"<"))
                run = _run_on(chunk, run) if is_xml else 0
                if run > _LONGEST_RUN:
                    raise _too_large(self._name)
                window = rest + chunk
                if is_xml and _DECLARATION.search(window):
                    raise not_a_workbook(self._name)
                row, col = _farthest(window)
                last_row, last_col = max(last_row, row), max(last_col, col)
                self._look_for_valueless(part.filename, window)
                values += chunk.count(b"<v") + chunk.count(b":v")
                # One that says no place stands beside the one before it.
                cells += chunk.count(b"<c") + chunk.count(b":c")
                holds_texts = holds_texts or b"si>" in window
                if part.filename in _KEPT:
                    kept.append(chunk)
                rest = window[-_OVERLAP:]
        self._allowed -= size
        self._cells += max(last_row * max(1, last_col), cells)
        if self._cells > _MOST_CELLS:
            raise _too_large(self._name)
        if kept:
            self.seen.parts[part.filename] = b"".join(kept)
        if holds_texts:
            self._texts[part.filename] = size
        elif values:
            self._values[part.filename] = values

    def weigh_texts(self) -> None:
        """Refuse texts that are few in the file and many in its cells: each cell gets a copy of its own."""
        if sum(self._texts.values()) * sum(self._values.values()) <= _MOST_TEXT:
            return
        total = 0
        for part in self._texts:
            lengths = [len(one) for one in _TEXT_ENDS.split(self._archive.read(part))]
            for sheet in self._values:
                for place, count in Counter(_TEXT.findall(self._archive.read(sheet))).items():
                    total += count * lengths[int(place)] if int(place) < len(lengths) else 0
                if total > _MOST_TEXT:
                    raise _too_large(self._name)

    def _look_for_valueless(self, part: str, window: bytes) -> None:
        found: list[bytes] = []
        if b't="e"' in window:
            found += _ERROR.findall(window)
        if any(one in window for one in _EMPTY):
            found += _UNCOMPUTED.findall(window)
        if found:
            places = self.seen.valueless.setdefault(part, set())
            places.update(place.decode("ascii") for place in found)
            if len(places) > _MOST_VALUELESS:
                raise _too_large(self._name)


def _run_on(chunk: bytes, run: int) -> int:
    """How long the stretch without a mark is that reaches into a chunk, or else the one at its end.

    `run` bytes of it went before. A chunk is no longer than the longest that is allowed, so no other counts.
    """
    place = chunk.find(b"<")
    if place < 0:
        return run + len(chunk)
    if run + place > _LONGEST_RUN:
        return run + place
    return len(chunk) - chunk.rfind(b"<")


def _farthest(window: bytes) -> tuple[int, int]:
    """The last row and the last column that cells and rows in a part say they are in, from 1; 0 for none."""
    is_odd = any(window.find(one, _HEAD) >= 0 for one in _ODD)
    places = (_ODD_PLACE if is_odd else _PLACE).findall(window)
    if not places:
        return 0, 0
    return max(map(_row, {digits for _letters, digits in places})), max(
        map(_column, {letters for letters, _digits in places})
    )


def _row(digits: bytes) -> int:
    return int(digits) if len(digits) < 10 else _BEYOND


def _column(letters: bytes) -> int:
    if len(letters) > 4:
        return _BEYOND
    index = 0
    for letter in letters.upper():
        index = index * 26 + letter - 64
    return index


def _too_large(name: str) -> Refusal:
    sentence = _(
        "“{name}” is too large when unpacked, or has a value far outside its table. Copy the table into a new "
        "workbook, or use .csv; nothing has changed."
    )
    return Refusal(sentence.format(name=name), code="too-large")
