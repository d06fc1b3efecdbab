"""A list of programmes as it comes from a spreadsheet: pasted or in a file, as rows of texts with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.exchange.grid import Entry, read_cells, rows_of_text
from scorecard.exchange.imports.programme_columns import Field, field_of, match_columns
from scorecard.exchange.layout import at
from scorecard.exchange.levels import as_text
from scorecard.i18n import _
from scorecard.model.text import clean, folded

_MOST_KEPT = 20_000
"""Rows of a block that are looked at: more than can be taken in, in any sheet of a book."""
_HEADS_WITHIN = 20
"""Rows from the top among which the heads are looked for: many a list begins with a title."""
_ID_LIKE = re.compile(r"(?=.*\d)[\w.\-]{1,24}")
_CELL_END = re.compile(r"[\t\n]")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows of texts with the numbers that a spreadsheet gives them; empty rows are left out.

    `file` and `sheet` say where they are from, empty for a pasted block; every row is `width` texts long. Of a block
    with very many rows `more` are only counted.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    width: int
    file: str = ""
    sheet: str = ""
    more: int = 0

    def heads(self, number: int | None) -> tuple[str, ...]:
        """The heads in the row of this number; letters as a spreadsheet has them where there are none."""
        for row, texts in self.rows:
            if row == number:
                return texts
        return tuple(at(0, place)[:-1] for place in range(self.width))

    def below(self, number: int | None) -> list[tuple[int, tuple[str, ...]]]:
        """The rows under the heads."""
        return [row for row in self.rows if number is None or row[0] > number]


def read_blocks(path: Path) -> tuple[Block, ...]:
    """The sheets of a .xlsx file, or the one block of a .csv file, that hold anything; refused where none does."""
    blocks = [_block(cells.rows, path.name, cells.sheet) for cells in read_cells(path)]
    filled = tuple(block for block in blocks if block.rows)
    if not filled:
        raise Refusal(_("“{name}” is empty. Nothing has changed.").format(name=path.name), code="not-ours")
    return filled


def read_pasted(text: str) -> Block:
    """A block as it is copied from a spreadsheet, with tabs between its columns, or CSV; refused where it is empty."""
    rows = _tabbed(text) if "\t" in text else rows_of_text(_("the pasted block"), text)
    block = _block(rows, "", "")
    if not block.rows:
        raise Refusal(_("There is no text to paste: copy the rows in the spreadsheet first."))
    return block


def best_block(blocks: Sequence[Block]) -> Block:
    """The block with the most columns that are known by their heads; the first of equals."""
    return max(blocks, key=lambda block: _known(block.heads(head_row(block))))


def head_row(block: Block, wanted: Iterable[str] = ()) -> int | None:
    """The number of the row that holds the heads, None where none looks like it; one with heads `wanted` goes first."""
    names = {folded(head) for head in wanted}
    top = block.rows[:_HEADS_WITHIN]
    if found := [number for number, texts in top if names & {folded(text) for text in texts if text}]:
        return found[0]
    number, texts = max(top, key=lambda row: _known(row[1]), default=(0, ()))
    known = _known(texts)
    if known == 1:
        # A word such as "programme" may be an entry like others below it.
        place = next(place for place, text in enumerate(texts) if field_of(text))
        column = [folded(row[place]) for _number, row in block.rows]
        known = int(column.count(folded(texts[place])) == 1)
    return number if known else None


def known_columns(block: Block, head: int | None) -> tuple[Field | None, ...]:
    """What each column means, by the heads in the row `head`.

    Without heads the first holds the names, or ids where its texts look like them and a column follows.
    """
    if head is not None:
        return match_columns(block.heads(head))
    first = [texts[0] for _number, texts in block.rows if texts[0]]
    rest = (None,) * (block.width - 1)
    if rest and first and all(_ID_LIKE.fullmatch(text) for text in first):
        return ("id", "name", *rest[1:])
    return ("name", *rest)


def _known(heads: Sequence[str]) -> int:
    return sum(meaning is not None for meaning in match_columns(heads))


def _block(rows: Sequence[Sequence[Entry]], file: str, sheet: str) -> Block:
    kept: list[tuple[int, list[str]]] = []
    more = 0
    for number, row in enumerate(rows, start=1):
        if len(kept) == _MOST_KEPT:
            more += any(entry != "" for entry in row)
            continue
        texts = [clean(as_text(entry)) for entry in row]
        if any(texts):
            kept.append((number, texts))
    width = max(
        (place for _number, row in kept for place, text in enumerate(row, start=1) if text), default=0
    )
    return Block(
        rows=tuple((number, (*row[:width], *("",) * (width - len(row)))) for number, row in kept),
        width=width,
        file=file,
        sheet=sheet,
        more=more,
    )


def _tabbed(text: str) -> list[list[Entry]]:
    """Rows as spreadsheets copy them: a cell stands in quotes only where it holds a line end, a tab or quotes.

    Other quotes are the text's own, also one that is never closed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[Entry]] = [[]]
    place = 0
    while place <= len(text):
        quoted = _QUOTED.match(text, place) if text[place : place + 1] == '"' else None
        if quoted is not None and re.search(r'[\n\t"]', quoted[1]):
            rows[-1].append(quoted[1].replace('""', '"'))
            place = quoted.end()
        else:
            found = _CELL_END.search(text, place)
            end = found.start() if found else len(text)
            rows[-1].append(text[place:end])
            place = end
        if text[place : place + 1] == "\n":
            rows.append([])
        place += 1
    return rows
