"""The edits of a package, packed: half a million of them as objects would take a gigabyte."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from scorecard.model.page import Entry, Page, Written, written

_AT_ONCE = 200
"""Pages in one block: as many as are made again to look at one of them."""

# What a named tuple makes itself of, without the detour that counts half a million times.
_new = tuple.__new__

_Packed = tuple[tuple[str, ...], tuple[tuple[str | None, ...], ...], str]


class PackedPages(Sequence[Page]):
    """Pages in their order, made into objects again whenever they are looked at; equal to any other such sequence."""

    def __init__(self, pages: Iterable[Written]) -> None:
        self._blocks: list[bytes] = []
        self._length = 0
        self._opened: tuple[int, list[_Packed]] = (-1, [])
        self._with_things: set[int] = set()
        block: list[_Packed] = []
        for fields, entries, hash in pages:
            if any(entry.kind != "score" for entry in entries):
                self._with_things.add(len(self._blocks))
            block.append((fields, tuple([tuple(entry) for entry in entries]), hash))
            if len(block) == _AT_ONCE:
                self._pack(block)
                block = []
        if block:
            self._pack(block)

    def _pack(self, block: list[_Packed]) -> None:
        self._blocks.append(marshal.dumps(block))
        self._length += len(block)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Page: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Page]: ...

    def __getitem__(self, place: int | slice) -> Page | Sequence[Page]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        number, within = divmod(place, _AT_ONCE)
        if self._opened[0] != number:
            self._opened = (number, marshal.loads(self._blocks[number]))
        return _unpacked(self._opened[1][within]).page

    def __iter__(self) -> Iterator[Page]:
        return (one.page for one in self.written())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(
            ours == theirs for ours, theirs in zip(self, other, strict=True)
        )

    __hash__ = None  # type: ignore[assignment]

    def written(self) -> Iterator[Written]:
        """Every page as text."""
        for block in self._blocks:
            yield from map(_unpacked, marshal.loads(block))

    def about_things(self) -> Iterator[Written]:
        """The pages that are about more than scores, and some around them."""
        for number in sorted(self._with_things):
            yield from map(_unpacked, marshal.loads(self._blocks[number]))


def written_pages(pages: Sequence[Page]) -> Iterator[Written]:
    """Every page of a package as text."""
    return pages.written() if isinstance(pages, PackedPages) else map(written, pages)


def pages_about_things(pages: Sequence[Page]) -> Iterator[Written]:
    """The pages of a package that are about more than scores, among others."""
    return pages.about_things() if isinstance(pages, PackedPages) else map(written, pages)


def _unpacked(packed: Any) -> Written:
    fields, entries, hash = packed
    return Written(fields, tuple([_new(Entry, entry) for entry in entries]), hash)
