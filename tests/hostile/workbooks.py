"""A generator for each way in which a workbook can be hostile, damaged or odd."""

from __future__ import annotations

import random
import struct
import warnings
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.parts import BOOK, LINKS, STYLES, TEXTS, TYPES, Flood, Parts, put_together, taken_apart

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ANY: frozenset[str] = frozenset()
"""No outcome in particular: to be read, reported or refused, within the limits."""

NOT_OURS = frozenset({"not-ours"})
TOO_LARGE = frozenset({"too-large"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoiling:
    """One way to spoil a workbook: its parts, or else its bytes; `codes` are those it has to be refused with."""

    codes: frozenset[str]
    parts: Callable[[Parts], None] | None = None
    bytes: Callable[[bytes], bytes] | None = None

    def make(self, good: Path, sheet: str, path: Path) -> None:
        """Write the spoilt form of a good workbook."""
        if self.bytes is not None:
            path.write_bytes(self.bytes(good.read_bytes()))
            return
        parts = taken_apart(good, sheet)
        if self.parts is not None:
            self.parts(parts)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Duplicate name")
            put_together(parts, path)


SPOILINGS: dict[str, Spoiling] = {}
LONG_SPOILINGS: dict[str, Spoiling] = {}
"""Those whose files take long to make."""


def _on_parts(
    name: str, codes: Collection[str] = ANY, *, long: bool = False
) -> Callable[[Callable[[Parts], None]], Callable[[Parts], None]]:
    def register(spoil: Callable[[Parts], None]) -> Callable[[Parts], None]:
        (LONG_SPOILINGS if long else SPOILINGS)[name] = Spoiling(codes=frozenset(codes), parts=spoil)
        return spoil

    return register


def _on_bytes(name: str, spoil: Callable[[bytes], bytes], codes: Collection[str] = ANY) -> None:
    SPOILINGS[name] = Spoiling(codes=frozenset(codes), bytes=spoil)


# Files that are something else

_on_bytes("empty", lambda _good: b"", NOT_OURS)
_on_bytes("a page of the web", lambda _good: b"<html><table><tr><td>programme</td></tr></table>", NOT_OURS)
_on_bytes("a csv", lambda _good: b"programme,evaluator,criterion,value\nW01,ana,ptpr.ANT1,3\n", NOT_OURS)
_on_bytes("the old format", lambda _good: OLE + bytes(2_000), NOT_OURS)
_on_bytes(
    "a password", lambda _good: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") * 90, NOT_OURS
)
_on_bytes("a document of Word", lambda good: good.replace(b"xl/", b"wo/"), NOT_OURS)
_on_bytes("zeros", lambda _good: bytes(100_000), NOT_OURS)

# Files that were damaged on their way

_on_bytes("cut in the middle", lambda good: good[: len(good) // 2], NOT_OURS)
_on_bytes("cut at the end", lambda good: good[:-30], NOT_OURS)
_on_bytes("without its beginning", lambda good: good[100:])
_on_bytes("with something before it", lambda good: b"From: ana@example.org\r\n\r\n" + good)
_on_bytes("with something behind it", lambda good: good + b"\r\n--boundary--\r\n")
_on_bytes("line ends changed", lambda good: good.replace(b"\n", b"\r\n"))
_on_bytes("as text in UTF-8", lambda good: good.decode("latin-1").encode("utf-8"), NOT_OURS)


def _flipped(good: bytes) -> bytes:
    """A few bytes of packed data changed."""
    spoilt = bytearray(good)
    place = good.index(b"xl/worksheets/sheet1.xml") + 60
    spoilt[place : place + 8] = bytes(255 - one for one in spoilt[place : place + 8])
    return bytes(spoilt)


def _entry_changed(offset: int, value: bytes) -> Callable[[bytes], bytes]:
    """Every entry of the directory with a field changed, and the entry before each part alike where it has it."""

    def spoil(good: bytes) -> bytes:
        spoilt = bytearray(good)
        place = good.find(b"PK\x01\x02")
        while place >= 0:
            spoilt[place + offset : place + offset + len(value)] = value
            place = good.find(b"PK\x01\x02", place + 4)
        return bytes(spoilt)

    return spoil


_on_bytes("a flipped byte", _flipped, NOT_OURS)
_on_bytes("a wrong checksum", _entry_changed(16, b"\x01\x02\x03\x04"), NOT_OURS)
_on_bytes("encrypted parts", _entry_changed(8, b"\x01\x00"), NOT_OURS)
_on_bytes("packed in an unknown way", _entry_changed(10, b"\x63\x00"), NOT_OURS)
_on_bytes("sizes that are not true", _entry_changed(24, struct.pack("<I", 3)))
_on_bytes("sizes beyond measure", _entry_changed(24, struct.pack("<I", 0xFFFFFFF0)))
_on_bytes("parts that are all the same bytes", _entry_changed(42, struct.pack("<I", 0)), NOT_OURS)


# Floods


@_on_parts("one huge shared text", TOO_LARGE)
def _huge_text(parts: Parts) -> None:
    parts.contents[TEXTS] = Flood(b'<sst xmlns="x"><si><t>', b"a", 60_000_000, b"</t></si></sst>")


@_on_parts("three hundred million characters in a cell", TOO_LARGE, long=True)
def _hugest_text(parts: Parts) -> None:
    parts.contents[TEXTS] = Flood(b'<sst xmlns="x"><si><t>', b"a", 300_000_000, b"</t></si></sst>")


@_on_parts("a cell of 10 MB that does not pack", TOO_LARGE)
def _long_cell(parts: Parts) -> None:
    letters = random.Random(1).choices(b"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH", k=10_000_000)
    parts.add_cells(
        b'<row r="900"><c r="A900" t="inlineStr"><is><t>' + bytes(letters) + b"</t></is></c></row>"
    )


@_on_parts("very many parts", TOO_LARGE)
def _many_parts(parts: Parts) -> None:
    parts.more += [(f"xl/media/{number}.xml", b"") for number in range(13_000)]


@_on_parts("a media file that unfolds", TOO_LARGE)
def _media(parts: Parts) -> None:
    parts.contents["xl/media/image1.png"] = Flood(b"", bytes(1_000), 60_000)


@_on_parts("a million empty rows", ANY)
def _empty_rows(parts: Parts) -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(10_000, 260_000))
    parts.add_cells(rows + b'<row r="1048576"/>')


@_on_parts("cells by the ten thousand", ANY)
def _many_cells(parts: Parts) -> None:
    parts.add_cells(
        b"".join(
            b'<row r="%d">' % row
            + b"".join(b'<c r="%s%d"><v>%d</v></c>' % (letter, row, row) for letter in _LETTERS)
            + b"</row>"
            for row in range(10_000, 12_000)
        )
    )


_LETTERS = [bytes([letter]) for letter in b"ABCDEFGHIJ"]


@_on_parts("many texts that pack well", long=True)
def _many_texts(parts: Parts) -> None:
    piece = b"".join(
        b"<si><t>%06d a sentence that stands here, as sentences do</t></si>" % n for n in range(1_000)
    )
    parts.contents[TEXTS] = Flood(b'<sst xmlns="x">', piece, 2_500, b"</sst>")


def _full(cell: bytes, rows: int, columns: int) -> Flood:
    return Flood(
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>',
        b"<row>" + cell * columns + b"</row>",
        rows,
        b"</sheetData></worksheet>",
    )


@_on_parts("a sheet as full as may be", long=True)
def _full_sheet(parts: Parts) -> None:
    parts.contents[parts.sheet] = _full(b"<c><v>1.5</v></c>", 268_000, 8)


@_on_parts("a sheet as full of texts as may be", long=True)
def _full_texts(parts: Parts) -> None:
    parts.contents[parts.sheet] = _full(b'<c t="s"><v>0</v></c>', 268_000, 8)
    parts.contents[TEXTS] = b'<sst xmlns="x"><si><t>some words of a note</t></si></sst>'


@_on_parts("a sheet fuller than may be", TOO_LARGE, long=True)
def _overfull(parts: Parts) -> None:
    parts.contents[parts.sheet] = _full(b"<c><v>1.5</v></c>", 100_000, 80)


# Places far away, or none


def _far(place: bytes) -> Callable[[Parts], None]:
    def spoil(parts: Parts) -> None:
        row = place.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ") or b"1"
        parts.add_cells(b'<row r="%s"><c r="%s"><v>1</v></c></row>' % (row, place))

    return spoil


_on_parts("a value in the last cell", TOO_LARGE)(_far(b"XFD1048576"))
_on_parts("a value beyond the last cell", TOO_LARGE)(_far(b"ZZZ9999999"))
_on_parts("a row beyond counting", TOO_LARGE)(_far(b"A999999999"))
_on_parts("a row that no number can hold", TOO_LARGE)(_far(b"A99999999999999999999"))
_on_parts("row nought", ANY)(_far(b"A0"))
_on_parts("a place without a row", ANY)(_far(b"A"))
_on_parts("a place without a column", ANY)(_far(b"12"))
_on_parts("a column of many letters", TOO_LARGE)(_far(b"ABCDEFGHIJKLMNOP1"))


@_on_parts("a sheet that says it is as large as can be")
def _dimension(parts: Parts) -> None:
    contents = parts.text(parts.sheet)
    start = contents.index(b"<dimension ")
    end = contents.index(b"/>", start) + 2
    parts.contents[parts.sheet] = contents[:start] + b'<dimension ref="A1:XFD1048576"/>' + contents[end:]


@_on_parts("all cells merged")
def _merged(parts: Parts) -> None:
    parts.after_cells(b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')


@_on_parts("very many merged ranges")
def _many_merged(parts: Parts) -> None:
    ranges = b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (row, row + 1) for row in range(1, 60_000, 2))
    parts.after_cells(b"<mergeCells>" + ranges + b"</mergeCells>")


@_on_parts("rows in no order")
def _unordered(parts: Parts) -> None:
    parts.add_cells(
        b"".join(b'<row r="%d"><c r="B%d"><v>1</v></c></row>' % (row, row) for row in (900, 3, 900, 2, 1, 1))
    )


# XML that is a weapon, or none at all

_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (letter, (b"&%c;" % (letter - 1)) * 10) for letter in range(ord("b"), ord("k"))
    )
    + b"]>"
)
_OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>'


@_on_parts("a bomb of entities in the texts", NOT_OURS)
def _bomb_in_texts(parts: Parts) -> None:
    parts.contents[TEXTS] = _BOMB + b'<sst xmlns="x"><si><t>&j;</t></si></sst>'


@_on_parts("a bomb of entities in the book", NOT_OURS)
def _bomb_in_book(parts: Parts) -> None:
    parts.put(BOOK, b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', _BOMB)


@_on_parts("an entity from outside", NOT_OURS)
def _outside(parts: Parts) -> None:
    parts.contents[TEXTS] = _OUTSIDE + b'<sst xmlns="x"><si><t>&file;</t></si></sst>'


@_on_parts("an entity in small letters of another encoding")
def _outside_utf_16(parts: Parts) -> None:
    text = (_OUTSIDE + b'<sst xmlns="x"><si><t>&file;</t></si></sst>').decode("ascii")
    parts.contents[TEXTS] = text.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")


@_on_parts("elements within elements")
def _deep(parts: Parts) -> None:
    parts.add_cells(b"<row>" * 100_000 + b"</row>" * 100_000)


@_on_parts("very many attributes")
def _attributes(parts: Parts) -> None:
    parts.add_cells(b"<row " + b" ".join(b'a%d="1"' % number for number in range(100_000)) + b"/>")


@_on_parts("one attribute without end")
def _attribute(parts: Parts) -> None:
    parts.add_cells(b'<row spans="' + b"1" * 4_000_000 + b'"/>')


@_on_parts("comments without end")
def _comments(parts: Parts) -> None:
    parts.add_cells(b"<!-- r='A1' -->" * 200_000)


@_on_parts("a cell that never ends")
def _endless(parts: Parts) -> None:
    parts.add_cells(b'<row r="99"><c r="A99" ' * 50_000)


@_on_parts("bytes that are no characters")
def _no_characters(parts: Parts) -> None:
    parts.add_cells(b'<row r="99"><c r="A99" t="inlineStr"><is><t>\xff\xfe\x00\xc3</t></is></c></row>')


@_on_parts("a sheet of zeros")
def _zeros(parts: Parts) -> None:
    parts.contents[parts.sheet] = bytes(50_000)


@_on_parts("a sheet in UTF-16")
def _utf_16(parts: Parts) -> None:
    text = parts.text(parts.sheet).decode("utf-8").replace("UTF-8", "UTF-16")
    parts.contents[parts.sheet] = text.encode("utf-16")


# Parts that are missing, odd or too many


def _without(name: str) -> Callable[[Parts], None]:
    def spoil(parts: Parts) -> None:
        del parts.contents[name]

    return spoil


_on_parts("no book", NOT_OURS)(_without(BOOK))
_on_parts("no list of parts", NOT_OURS)(_without(TYPES))
_on_parts("no links", NOT_OURS)(_without(LINKS))
_on_parts("no styles", ANY)(_without(STYLES))
_on_parts("no shared texts", ANY)(_without(TEXTS))


@_on_parts("no sheet")
def _no_sheet(parts: Parts) -> None:
    del parts.contents[parts.sheet]


@_on_parts("macros", NOT_OURS)
def _macros(parts: Parts) -> None:
    parts.contents["xl/vbaProject.bin"] = OLE + b"Sub Auto_Open()"


@_on_parts("the kind of a book with macros")
def _macro_kind(parts: Parts) -> None:
    parts.put(
        TYPES,
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )


@_on_parts("two sheets of one name", ANY)
def _twice(parts: Parts) -> None:
    parts.more.append((parts.sheet, b"<worksheet/>"))


@_on_parts("parts outside of the archive", ANY)
def _outside_names(parts: Parts) -> None:
    parts.more += [("../../../etc/cron.d/x", b"* * * * *"), ("/etc/passwd", b"x"), ("C:\\x.xml", b"<x/>")]


@_on_parts("a sheet that is somewhere else", ANY)
def _elsewhere(parts: Parts) -> None:
    parts.put(
        LINKS, b'Target="worksheets/sheet1.xml"', b'Target="http://localhost/x.xml" TargetMode="External"'
    )


@_on_parts("thousands of sheets", ANY)
def _sheets(parts: Parts) -> None:
    names = range(100, 3_100)
    parts.put(
        BOOK,
        b"</sheets>",
        b"".join(b'<sheet name="S%d" sheetId="%d" r:id="rX%d"/>' % (n, n, n) for n in names) + b"</sheets>",
    )
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    parts.put(
        LINKS,
        b"</Relationships>",
        b"".join(
            b'<Relationship Id="rX%d" Type="%s" Target="worksheets/s%d.xml"/>' % (n, kind, n) for n in names
        )
        + b"</Relationships>",
    )
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    for number in names:
        parts.contents[f"xl/worksheets/s{number}.xml"] = (
            head + b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
        )


@_on_parts("absurd styles", ANY)
def _styles(parts: Parts) -> None:
    number = 64_000
    contents = parts.text(STYLES)
    start, end = contents.index(b"<cellXfs"), contents.index(b"</cellXfs>")
    formats = b"".join(
        b'<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0"/>' % (n % 200) for n in range(number)
    )
    parts.contents[STYLES] = contents[:start] + b'<cellXfs count="%d">' % number + formats + contents[end:]


# Cells that lie


def _cell(xml: bytes) -> Callable[[Parts], None]:
    """A row behind the table that holds one odd cell in each of its first columns."""

    def spoil(parts: Parts) -> None:
        cells = b"".join(xml.replace(b"@", letter + b"600") for letter in _LETTERS)
        parts.add_cells(b'<row r="600">' + cells + b"</row>")

    return spoil


_on_parts("a shared text that is not there", ANY)(_cell(b'<c r="@" t="s"><v>99999999</v></c>'))
_on_parts("a shared text of no number", ANY)(_cell(b'<c r="@" t="s"><v>first</v></c>'))
_on_parts("a shared text below nought", ANY)(_cell(b'<c r="@" t="s"><v>-1</v></c>'))
_on_parts("a style that is not there", ANY)(_cell(b'<c r="@" s="999999"><v>1</v></c>'))
_on_parts("a kind of cell that is not known", ANY)(_cell(b'<c r="@" t="quantum"><v>1</v></c>'))
_on_parts("numbers that are none", ANY)(_cell(b'<c r="@"><v>1e999</v></c>'))
_on_parts("numbers of words", ANY)(_cell(b'<c r="@"><v>three</v></c>'))
_on_parts("dates before all dates", ANY)(_cell(b'<c r="@" t="d"><v>-9999-99-99T99:99:99</v></c>'))
_on_parts("error cells", ANY)(_cell(b'<c r="@" t="e"><v>#DIV/0!</v></c>'))
_on_parts("an error that is none", ANY)(_cell(b'<c r="@" t="e"><v>#WHAT?</v></c>'))
_on_parts("formulas without results", ANY)(_cell(b'<c r="@"><f>1/0</f></c>'))
_on_parts("truths", ANY)(_cell(b'<c r="@" t="b"><v>1</v></c>'))
_on_parts("a shared formula of nothing", ANY)(_cell(b'<c r="@"><f t="shared" si="77"/><v>1</v></c>'))


def _dated(number: bytes) -> Callable[[Parts], None]:
    """A cell whose number is shown as a date."""

    def spoil(parts: Parts) -> None:
        contents = parts.text(STYLES)
        count = contents[contents.index(b"<cellXfs") : contents.index(b"</cellXfs>")].count(b"<xf ")
        dates = b'<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        parts.put(STYLES, b"</cellXfs>", dates + b"</cellXfs>")
        _cell(b'<c r="@" s="%d"><v>%s</v></c>' % (count, number))(parts)

    return spoil


_on_parts("dates", ANY)(_dated(b"45000"))
_on_parts("dates after all dates", ANY)(_dated(b"99999999999"))
_on_parts("dates below nought", ANY)(_dated(b"-700000"))
_on_parts("dates that are no numbers", ANY)(_dated(b"NaN"))
