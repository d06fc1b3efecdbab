"""Rows read from the pages of a database one by one, as far as each page makes sense, where SQLite itself gives up.

Follows https://www.sqlite.org/fileformat2.html, sections 1.5 to 2.1. No page is trusted: pointers, lengths and types
are checked, and what does not fit is passed over. Pages that were given up may yield rows that were replaced since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

Value = str | int | float | bytes | None

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_USUAL_PAGE = 4096
_MOST_PAYLOAD = 64 * 1024 * 1024
_INTEGERS = (0, 1, 2, 3, 4, 6, 8)
"""The bytes of the integers of the serial types 1 to 6."""


class Row(NamedTuple):
    """One row: of a table with row numbers its number, of an index, or a table without them, None."""

    number: int | None
    values: tuple[Value, ...]


class _Misfit(Exception):
    """The bytes are not what they would have to be."""


@dataclass(slots=True)
class Carving:
    """The bytes of a file, cut into pages."""

    content: bytes
    page: int = _USUAL_PAGE
    unreadable: int = 0
    """Pages and rows that made no sense, after `rows` has run through."""
    at: int = 0
    """The page that `rows` is reading, from 1."""

    @property
    def pages(self) -> int:
        """How many whole pages there are."""
        return len(self.content) // self.page

    @classmethod
    def of(cls, content: bytes) -> Carving:
        """Cut a file as its header says or, where that yields less, as files are usually cut."""
        said = int.from_bytes(content[16:18], "big")
        sizes = {_USUAL_PAGE} | {size for size in (65536 if said == 1 else said,) if size in _sizes()}
        if len(sizes) == 1:
            return cls(content)
        return max((cls(content, size) for size in sizes), key=lambda one: sum(1 for _row in one.rows()))

    def rows(self) -> Iterator[Row]:
        """Every row that can be read, page by page."""
        self.unreadable = 0
        for number in range(1, self.pages + 1):
            self.at = number
            yield from self._rows_of(number)
        if len(self.content) % self.page:
            self.unreadable += 1

    def _rows_of(self, number: int) -> Iterator[Row]:
        start = (number - 1) * self.page
        page = self.content[start : start + self.page]
        head = 100 if number == 1 else 0
        kind = page[head]
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER):
            # The pages of a tree above its leaves, of long texts and of nothing at all hold no rows.
            if not any(page):
                self.unreadable += 1
            return
        count = int.from_bytes(page[head + 3 : head + 5], "big")
        pointers = head + (12 if kind == _INDEX_INNER else 8)
        if pointers + 2 * count > self.page:
            self.unreadable += 1
            return
        for place in range(count):
            at = int.from_bytes(page[pointers + 2 * place : pointers + 2 * place + 2], "big")
            try:
                yield self._row(page, at, kind)
            except (_Misfit, IndexError, UnicodeDecodeError):
                self.unreadable += 1

    def _row(self, page: bytes, at: int, kind: int) -> Row:
        if not 8 <= at < self.page:
            raise _Misfit
        if kind == _INDEX_INNER:
            at += 4
        length, at = _varint(page, at)
        number = None
        if kind == _TABLE_LEAF:
            number, at = _varint(page, at)
        return Row(number, _values(self._payload(page, at, length, kind)))

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        """The bytes of a row, from its page and from those over which a long one flows."""
        if not 0 < length <= _MOST_PAYLOAD:
            raise _Misfit
        usable = self.page
        most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        here = length
        if length > most:
            least = (usable - 12) * 32 // 255 - 23
            here = least + (length - least) % (usable - 4)
            here = here if here <= most else least
        payload = page[at : at + here]
        if len(payload) < here:
            raise _Misfit
        if here == length:
            return payload
        parts, missing = [payload], length - here
        following = int.from_bytes(page[at + here : at + here + 4], "big")
        while missing:
            start = (following - 1) * self.page
            flow = self.content[start : start + self.page] if following > 1 else b""
            if len(flow) < self.page:
                raise _Misfit
            parts.append(flow[4 : 4 + missing])
            missing -= len(parts[-1])
            following = int.from_bytes(flow[:4], "big")
        return b"".join(parts)


def _sizes() -> set[int]:
    return {1 << power for power in range(9, 17)}


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of up to nine bytes, and where the next thing begins."""
    value = 0
    for _byte in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1


def _values(payload: bytes) -> tuple[Value, ...]:
    head, at = _varint(payload, 0)
    if head > len(payload):
        raise _Misfit
    types = []
    while at < head:
        type, at = _varint(payload, at)
        types.append(type)
    values: list[Value] = []
    for type in types:
        value, at = _value(payload, at, type)
        values.append(value)
    if at != len(payload):
        raise _Misfit
    return tuple(values)


def _value(payload: bytes, at: int, type: int) -> tuple[Value, int]:
    if type == 0:
        return None, at
    if type in (8, 9):
        return type - 8, at
    if type in (10, 11):
        raise _Misfit
    size = 8 if type == 7 else _INTEGERS[type] if type < 7 else (type - 12) // 2
    raw = payload[at : at + size]
    if len(raw) < size:
        raise _Misfit
    if type < 7:
        return int.from_bytes(raw, "big", signed=True), at + size
    if type == 7:
        # No table of ours holds one.
        raise _Misfit
    return (raw.decode() if type % 2 else raw), at + size
