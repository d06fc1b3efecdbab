"""Note sheets: the tables, lists and matrices that a review fills beside its scores, each described by a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scorecard.model.evaluation import Key
from scorecard.model.text import Text

ColumnKind = Literal["text", "printed", "choice", "programme"]
COLUMN_KINDS: tuple[ColumnKind, ...] = ("text", "printed", "choice", "programme")
"""`printed` is a figure or mark exactly as its source prints it, never computed with; `programme` names one of ours."""

Layout = Literal["table", "columns", "matrix"]
LAYOUTS: tuple[Layout, ...] = ("table", "columns", "matrix")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the answers of a column, by its code in files."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A typed column; `choices` only where its kind is `choice`; `width` is its share of a line."""

    id: str
    name: Text
    kind: ColumnKind
    choices: tuple[Choice, ...] = ()
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What a note sheet asks for and how it is laid out.

    `table`: a row an entry. `columns`: entries under the choices of the column `across`, side by side, such as
    strengths and weaknesses. `matrix`: the choices of `down` by those of `across`, entries in the cells.
    """

    id: str
    name: Text
    note: Text
    layout: Layout
    columns: tuple[Column, ...]
    across: str = ""
    down: str = ""

    def column(self, id: str) -> Column:
        """The column with this id, or `KeyError`."""
        for column in self.columns:
            if column.id == id:
                return column
        raise KeyError(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSheet:
    """One filled sheet, of the whole evaluation or of a `programme`, with the template it was begun from."""

    key: Key
    id: str
    title: str
    template: Template
    programme: Key = ""
    note: str = ""
    documents: tuple[Key, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """One entry of a note sheet: what stands in its columns, by column id, and where a source has it.

    `position` gives the order; a `depth` of 1 is an item under the one before it.
    """

    key: Key
    sheet: Key
    position: int
    cells: tuple[tuple[str, str], ...] = ()
    documents: tuple[Key, ...] = ()
    place: str = ""
    footnote: str = ""
    depth: int = 0

    def cell(self, column: str) -> str:
        """What stands in a column, empty where nothing does."""
        return dict(self.cells).get(column, "")
