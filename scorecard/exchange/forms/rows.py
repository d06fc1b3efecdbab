"""Rows of filled forms found again by their keys, wherever on the sheets people have put them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from scorecard.exchange.forms.layout import ID, KEY_HEAD, answer_heads, parse_row_key
from scorecard.exchange.grid import Cells, Entry
from scorecard.exchange.layout import at
from scorecard.exchange.levels import as_text
from scorecard.exchange.reading import Fault, fault
from scorecard.i18n import LANGUAGES, _, speaking
from scorecard.model.text import folded

_KEY_WITHIN = 12
_OTHERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One row of a form by its key: what stands in its three cells, and where they are.

    `shown` is what the row says under Id; `number` counts from 1.
    """

    sheet: str
    number: int
    key: str
    shown: str
    answer: Entry
    evidence: Entry
    note: Entry
    columns: tuple[int, int, int]
    valueless: tuple[str, ...] = ()

    @property
    def cell(self) -> str:
        """The address of the answer."""
        return self._place(0)

    @property
    def evidence_cell(self) -> str:
        """The address of the evidence; of the answer where the sheet has no such column."""
        return self._place(1)

    @property
    def note_cell(self) -> str:
        """The address of the note; of the answer where the sheet has no such column."""
        return self._place(2)

    @property
    def said(self) -> tuple[str, str, str]:
        """The three cells as texts, trimmed; all empty where the row says nothing."""
        return as_text(self.answer).strip(), as_text(self.evidence).strip(), as_text(self.note).strip()

    def _place(self, which: int) -> str:
        column = self.columns[which] if self.columns[which] >= 0 else self.columns[0]
        return at(self.number - 1, column)


@dataclass(slots=True)
class FormRows:
    """The rows of all sheets by key, each key with every row that has it, and what is wrong with the sheets."""

    rows: dict[str, list[FormRow]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def find_rows(
    sheets: Collection[Cells],
    heads: tuple[str, str, str],
    tabs: Collection[str],
    valueless: Mapping[str, set[str]],
) -> FormRows:
    """The rows of every sheet that has any. `heads` are those of the form's three columns, as far as they are known.

    `tabs` are the sheets that should have rows; `valueless` the addresses of error cells and formulas without a
    result by sheet. A row that was filled in and has lost its key is a fault with its cell.
    """
    found = FormRows()
    known = _known_heads(heads)
    names = tuple(own or ours for own, ours in zip(heads, answer_heads(), strict=True))
    for sheet in sheets:
        key = _key_column(sheet)
        if key is None:
            if sheet.sheet in tabs:
                text = _(
                    "This sheet has lost the column “{key}”, so that nobody can tell which row is which."
                )
                found.faults.append(
                    fault("error", text.format(key=KEY_HEAD), file=sheet.file, sheet=sheet.sheet)
                )
            continue
        _read_sheet(found, sheet, key, known, names, valueless.get(sheet.sheet, frozenset()))
    return found


def _read_sheet(
    found: FormRows,
    sheet: Cells,
    key: int,
    known: tuple[set[str], ...],
    names: tuple[str, ...],
    valueless: Collection[str],
) -> None:
    head, columns = _columns(sheet, key, known)
    if head is None:
        text = _(
            "The heads of this sheet have changed, so that its answers cannot be told. Write “{head}” over the "
            "column of the answers again."
        )
        found.faults.append(fault("error", text.format(head=names[0]), file=sheet.file, sheet=sheet.sheet))
        return
    for place in (1, 2):
        if columns[place] < 0:
            text = _("This sheet has no column “{head}” any more, so that nothing is read for it.")
            said = text.format(head=names[place])
            found.faults.append(fault("warning", said, file=sheet.file, sheet=sheet.sheet, cell=at(head, 0)))
    id_column = next(
        (place for place, text in enumerate(sheet.rows[head]) if folded(as_text(text)) == "id"), ID
    )
    for index, row in enumerate(sheet.rows):
        if index == head:
            continue
        text = as_text(_entry(row, key)).strip()
        one = FormRow(
            sheet=sheet.sheet,
            number=index + 1,
            key=text,
            shown=as_text(_entry(row, id_column)).strip(),
            answer=_entry(row, columns[0]),
            evidence=_entry(row, columns[1]),
            note=_entry(row, columns[2]),
            columns=columns,
            valueless=_valueless(index, columns, valueless) if valueless else (),
        )
        if parse_row_key(text) is not None:
            found.rows.setdefault(text, []).append(one)
        elif index > head and (any(one.said) or one.valueless):
            _report_keyless(found, sheet, one)


def _report_keyless(found: FormRows, sheet: Cells, row: FormRow) -> None:
    if row.said[0] or row.valueless:
        text = _(
            "This row was filled in and has lost its key in the column “{key}”, so that nobody can tell which "
            "criterion it answers. Copy its cells to the row of that criterion."
        )
        said = text.format(key=KEY_HEAD)
        found.faults.append(fault("error", said, file=sheet.file, sheet=sheet.sheet, cell=row.cell))
    else:
        text = _("What is written here belongs to no criterion and is not taken in.")
        cell = row.note_cell if row.said[2] else row.evidence_cell
        found.faults.append(fault("warning", text, file=sheet.file, sheet=sheet.sheet, cell=cell))


def _known_heads(heads: tuple[str, str, str]) -> tuple[set[str], ...]:
    """The heads by which each of the three columns is known: its own, and those of both languages."""
    known = tuple({folded(head)} - {""} for head in heads)
    for language in LANGUAGES:
        with speaking(language):
            for words, head in zip(known, answer_heads(), strict=True):
                words.add(folded(head))
    return known


def _key_column(sheet: Cells) -> int | None:
    for row in sheet.rows[:_KEY_WITHIN]:
        for place, entry in enumerate(row):
            if entry == KEY_HEAD:
                return place
    counts: dict[int, int] = {}
    for row in sheet.rows:
        for place, entry in enumerate(row):
            if isinstance(entry, str) and "|" in entry and parse_row_key(entry) is not None:
                counts[place] = counts.get(place, 0) + 1
    return max(counts, key=lambda place: counts[place]) if counts else None


def _columns(sheet: Cells, key: int, known: tuple[set[str], ...]) -> tuple[int | None, tuple[int, int, int]]:
    """The row of the heads and where the answers, evidence and notes stand in it, -1 for none."""
    for index in _candidates(sheet, key):
        row = [folded(entry) if isinstance(entry, str) else "" for entry in sheet.rows[index]]
        places = [next((place for place, head in enumerate(row) if head in words), -1) for words in known]
        if places[0] >= 0:
            return index, (places[0], places[1], places[2])
    return None, (-1, -1, -1)


def _candidates(sheet: Cells, key: int) -> Iterator[int]:
    """The rows that may hold the heads, likely ones first: sorting may have taken them anywhere."""
    likely = [index for index, row in enumerate(sheet.rows) if _entry(row, key) == KEY_HEAD]
    yield from likely
    others = (
        index
        for index, row in enumerate(sheet.rows)
        if index not in likely and parse_row_key(as_text(_entry(row, key))) is None
    )
    yield from list(others)[:_OTHERS]


def _valueless(index: int, columns: tuple[int, int, int], addresses: Collection[str]) -> tuple[str, ...]:
    places = (at(index, column) for column in columns if column >= 0)
    return tuple(place for place in places if place in addresses)


def _entry(row: list[Entry], place: int) -> Entry:
    return row[place] if 0 <= place < len(row) else ""
