"""A generator for each way in which a table of text can be hostile, damaged or odd."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

GOOD = "programme,evaluator,round,framework,criterion,value,confidence,note\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What becomes of a good table; `codes` are those it has to be refused with, none where it may be read."""

    spoil: Callable[[bytes], bytes]
    codes: frozenset[str] = frozenset()


def _row(place: int, text: str) -> Callable[[bytes], bytes]:
    """The good table with one row more, all of whose columns hold a text."""

    def spoil(good: bytes) -> bytes:
        lines = good.split(b"\n")
        columns = lines[0].count(b",") + 1
        lines.insert(place, b",".join([text.encode("utf-8", errors="surrogatepass")] * columns))
        return b"\n".join(lines)

    return spoil


def _decoded(good: bytes) -> str:
    return good.decode("utf-8-sig")


def _quoted_note(note: str) -> Callable[[bytes], bytes]:
    def spoil(good: bytes) -> bytes:
        head, _end, rows = _decoded(good).partition("\n")
        first, _end, rest = rows.partition("\n")
        return f'{head}\n{first.rpartition(",")[0]},"{note}"\n{rest}'.encode()

    return spoil


REFUSED = frozenset({"not-ours", "invalid", "too-large"})

TEXTS: dict[str, Text] = {
    "empty": Text(spoil=lambda _good: b"", codes=REFUSED),
    "only a mark": Text(spoil=lambda _good: b"\xef\xbb\xbf", codes=REFUSED),
    "blank lines": Text(spoil=lambda _good: b"\n" * 50_000, codes=REFUSED),
    "zeros": Text(spoil=lambda _good: bytes(50_000), codes=REFUSED),
    "zeros within": Text(spoil=_row(2, "a\0b"), codes=REFUSED),
    "zeros within rows": Text(spoil=lambda good: good.replace(b",", b"\0,"), codes=REFUSED),
    "a workbook": Text(spoil=lambda _good: b"PK\x03\x04" + bytes(range(256)) * 90, codes=REFUSED),
    "random bytes": Text(
        spoil=lambda _good: bytes((n * n * 7 + n // 3) % 256 for n in range(60_000)), codes=REFUSED
    ),
    "UTF-16, little end first": Text(spoil=lambda good: _decoded(good).encode("utf-16")),
    "UTF-16 with big end first": Text(spoil=lambda good: b"\xfe\xff" + _decoded(good).encode("utf-16-be")),
    "UTF-16 without a mark": Text(spoil=lambda good: _decoded(good).encode("utf-16-le"), codes=REFUSED),
    "UTF-16 cut within a character": Text(
        spoil=lambda good: _decoded(good).encode("utf-16")[:-1], codes=REFUSED
    ),
    "UTF-32": Text(spoil=lambda good: _decoded(good).encode("utf-32"), codes=REFUSED),
    "the code page of Windows": Text(
        spoil=lambda good: _decoded(good).encode("cp1252", errors="replace") + b"\xf1"
    ),
    "two marks": Text(spoil=lambda good: b"\xef\xbb\xbf\xef\xbb\xbf" + good),
    "semicolons": Text(spoil=lambda good: good.replace(b",", b";")),
    "tabs": Text(spoil=lambda good: good.replace(b",", b"\t")),
    "one tab and then none": Text(spoil=lambda good: b"\t" + good + b"x\n" * 20_000),
    "bars": Text(spoil=lambda good: good.replace(b",", b"|")),
    "commas in the head and semicolons below": Text(
        spoil=lambda good: good.partition(b"\n")[0] + b"\n" + good.partition(b"\n")[2].replace(b",", b";")
    ),
    "a line that says what separates": Text(spoil=lambda good: b"sep=,\n" + good.lstrip(b"\xef\xbb\xbf")),
    "a line that says it wrongly": Text(spoil=lambda good: b"sep=%\n" + good.lstrip(b"\xef\xbb\xbf")),
    "line ends of old Macs": Text(spoil=lambda good: good.replace(b"\n", b"\r")),
    "line ends of Windows": Text(spoil=lambda good: good.replace(b"\n", b"\r\n")),
    "all line ends at once": Text(spoil=lambda good: good.replace(b"\n", b"\r\n\n\r")),
    "a quotation that never ends": Text(spoil=_row(1, '"and on')),
    "a quotation within a word": Text(spoil=_row(2, 'wo"r"d')),
    "quotations by the thousand": Text(spoil=_row(2, '"' * 10_001)),
    "a note of many lines": Text(spoil=_quoted_note("line\n" * 500)),
    "a note beyond measure": Text(spoil=_quoted_note("a" * 90_000)),
    "one word of 200,000 letters": Text(spoil=_row(2, "a" * 200_000)),
    "a hundred thousand columns": Text(spoil=lambda good: good + b"," * 100_000 + b"\n"),
    "heads by the ten thousand": Text(
        spoil=lambda good: good.replace(b"\n", b"," + b",".join(b"h%d" % n for n in range(10_000)) + b"\n", 1)
    ),
    "heads twice": Text(spoil=lambda good: good.replace(b"\n", b"," + good.partition(b"\n")[0] + b"\n", 1)),
    "no rows": Text(spoil=lambda good: good.partition(b"\n")[0] + b"\n"),
    "the rows twice": Text(spoil=lambda good: good + good.partition(b"\n")[2]),
    "rows cut short": Text(
        spoil=lambda good: b"\n".join(line[: len(line) // 2] for line in good.split(b"\n"))
    ),
    "words for nothing": Text(spoil=_row(2, "NA")),
    "null": Text(spoil=_row(2, "null")),
    "formulas": Text(spoil=_row(2, '=HYPERLINK("http://localhost";"x")')),
    "half a character": Text(spoil=_row(2, "\ud83d")),
    "writing backwards": Text(spoil=_row(2, "\u202eevil\u2066")),
    "a page of the web": Text(
        spoil=lambda _good: b"<!DOCTYPE html><html><body>" + b"<p>" * 20_000, codes=REFUSED
    ),
    "a list in JSON": Text(spoil=lambda _good: b"[" * 100_000 + b"]" * 100_000, codes=REFUSED),
}


def long_line(size: int) -> bytes:
    """One line of so many bytes under a good head."""
    return GOOD.encode() + b"W01,ana,r1,ptpr,ptpr.ANT1,3,," + b"n" * size


def many_rows(count: int) -> bytes:
    """So many rows, each of which is a good one in form, of programmes that are not there."""
    return GOOD.encode() + b"".join(
        b"Q%07d,clara,r1,ptpr,ptpr.ANT1,3,,\n" % number for number in range(count)
    )
