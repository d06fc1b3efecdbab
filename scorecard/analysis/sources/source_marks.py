"""Marks by dimension as note sheets and ratings hold them: a source's own, word for word, or set by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scorecard.analysis.sources.derived_marks import marked_framework
from scorecard.analysis.sources.note_layout import entry_words, place_words
from scorecard.i18n import _, language
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.note_sheet import NoteRow, NoteSheet, Template
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot

MARKS = "scorecard_marks"
"""The template whose note sheets hold marks by dimension."""

DIMENSION, MARK, TEXT = "dimension", "mark", "text"
"""The columns of that template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkEntry:
    """One mark or text under a dimension, by its code. `documents` are ids; without any the entry is ours."""

    dimension: str
    mark: str
    text: str
    documents: tuple[str, ...]
    place: str
    footnote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkBlock:
    """Entries of one sheet, or of the ratings of one programme: all of them a source's, or all ours.

    `dimensions` are the names by code, in order; `title` and `note` are those of the sheet.
    """

    programme: Programme | None
    title: str
    dimensions: dict[str, str]
    entries: tuple[MarkEntry, ...]
    note: str = ""

    @property
    def is_of_source(self) -> bool:
        """Whether a source prints them."""
        return bool(self.entries[0].documents)


def mark_blocks(snapshot: Snapshot) -> Iterator[MarkBlock]:
    """What is marked, by programme in order: its sheets, then ratings of documents that none of these is of.

    Sheets that are about no programme come last.
    """
    sheets: dict[Key, list[NoteSheet]] = {}
    for sheet in _sheets(snapshot):
        sheets.setdefault(sheet.programme, []).append(sheet)
    for programme in snapshot.ordered_programmes():
        printed: set[str] = set()
        for sheet in sheets.get(programme.key, ()):
            for block in _sheet_blocks(snapshot, sheet, programme):
                printed.update(id for entry in block.entries for id in entry.documents)
                yield block
        ratings = _rating_block(snapshot, programme, printed)
        if ratings.entries:
            yield ratings
    for sheet in sheets.get("", ()):
        yield from _sheet_blocks(snapshot, sheet, None)


def blocks_of(snapshot: Snapshot, programme: Key) -> list[MarkBlock]:
    """What is marked of one programme."""
    return [one for one in mark_blocks(snapshot) if one.programme and one.programme.key == programme]


def dimension_names(template: Template) -> dict[str, str]:
    """The dimensions of a template by code, in order, in the language in force."""
    columns = {column.id: column for column in template.columns}
    choices = columns[DIMENSION].choices if DIMENSION in columns else ()
    return {choice.code: choice.text.into(language()) for choice in choices}


def _sheets(snapshot: Snapshot) -> list[NoteSheet]:
    return [one for one in snapshot.ordered_note_sheets() if one.template.id == MARKS]


def _sheet_blocks(snapshot: Snapshot, sheet: NoteSheet, programme: Programme | None) -> Iterator[MarkBlock]:
    """The entries of a sheet that are a source's, and those that are ours, each where there are any."""
    entries = [_entry(snapshot, sheet, row) for row in snapshot.rows_of(sheet.key)]
    for is_source in (True, False):
        own = tuple(one for one in entries if bool(one.documents) == is_source)
        if own:
            yield MarkBlock(
                programme=programme,
                title=sheet.title,
                dimensions=dimension_names(sheet.template),
                entries=own,
                note=f"{sheet.title}: {sheet.note}" if sheet.note else "",
            )


def _entry(snapshot: Snapshot, sheet: NoteSheet, row: NoteRow) -> MarkEntry:
    has_text = any(column.id == TEXT for column in sheet.template.columns)
    text = row.cell(TEXT) if has_text else entry_words(snapshot, sheet.template, row)
    return MarkEntry(
        dimension=row.cell(DIMENSION),
        mark=row.cell(MARK),
        text=f"– {text}" if row.depth and text else text,
        documents=_ids(snapshot, row.documents or sheet.documents),
        place=row.place or place_words(snapshot, sheet.documents, sheet.place),
        footnote=row.footnote,
    )


def _rating_block(snapshot: Snapshot, programme: Programme, printed: set[str]) -> MarkBlock:
    """A programme's ratings that stand on a section, but for those of documents that a sheet already prints."""
    sections = _framework(snapshot).sections
    dimensions = {section.id: section.name.into(language()) for section in sections}
    entries = []
    for rating in programme.ratings:
        ids = _ids(snapshot, rating.documents)
        is_printed = bool(printed) and (not ids or not printed.isdisjoint(ids))
        if rating.section in dimensions and (rating.mark or rating.text) and not is_printed:
            entries.append(
                MarkEntry(
                    dimension=rating.section,
                    mark=rating.mark,
                    text=rating.text,
                    documents=ids or (_("not named"),),
                    place=rating.place,
                    footnote=rating.footnote,
                )
            )
    return MarkBlock(programme=programme, title="", dimensions=dimensions, entries=tuple(entries))


def _ids(snapshot: Snapshot, keys: Collection[Key]) -> tuple[str, ...]:
    return tuple(snapshot.documents[key].id for key in keys if key in snapshot.documents)


def _framework(snapshot: Snapshot) -> Framework:
    id = marked_framework(snapshot)
    rounds = snapshot.ordered_rounds()
    return snapshot.framework_in(id, rounds[-1].key) if rounds else snapshot.framework(id)
