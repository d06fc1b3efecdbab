"""A fresh SQLite file of plain tables for the tools of analysts, such as Power BI and Metabase."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.safe_file import replace_safely
from scorecard.storage.database import APPLICATION, integrity_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

ANALYSIS = 0x53434F41
"""The application id of such a file, `SCOA`, by which it is known and may be replaced."""

SUFFIXES = (".db", ".sqlite", ".sqlite3")

Kind = Literal["text", "position", "integer", "number", "boolean", "moment", "date"]
"""`position` is a small integer, such as a place on a scale; a `moment` is in UTC, a `date` in no zone."""

_TYPES: Mapping[Kind, str] = {
    "text": "TEXT",
    "position": "INTEGER",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "BOOLEAN",
    "moment": "TIMESTAMP",
    "date": "DATE",
}
_HEADER = 100
_SIDECARS = ("-journal", "-wal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; where it is not `required`, a value may be missing."""

    name: str
    kind: Kind
    note: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Columns that hold the key of a row of another table, column by column."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: what a row of it is, the columns that tell its rows apart, and what it refers to."""

    name: str
    note: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = ()


def write_analysis_file(
    path: Path, tables: Mapping[Table, Iterable[Sequence[object]]], views: Mapping[str, str]
) -> None:
    """Write the tables with keys, references and indexes, and the views by name, to a file that replaces an older one.

    Values are None, texts, numbers, or 0 and 1; moments and dates are texts as SQLite has them, such as
    `2026-11-22 14:05:00.000`. Refused, with nothing written: a name without one of `SUFFIXES`, whatever is at the
    path but an earlier file of this kind, one that another program is writing to, and what `replace_safely` refuses.
    """
    _refuse_others(path)

    def write(temporary: Path) -> None:
        with _refusing(path), closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            # The file is nobody's until it is whole, and then it is made durable at once.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA application_id = {ANALYSIS}")
            connection.execute("BEGIN")
            for table, rows in tables.items():
                connection.execute(_creation(table))
                places = ", ".join("?" * len(table.columns))
                connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", rows)
            for table in tables:
                for statement in _indexes(table):
                    connection.execute(statement)
            for name, query in views.items():
                connection.execute(f"CREATE VIEW {_quoted(name)} AS\n{query}")
            connection.execute("COMMIT")
            connection.execute("ANALYZE")

    def check(temporary: Path) -> None:
        with _refusing(path), closing(sqlite3.connect(temporary)) as connection:
            for name in views:
                connection.execute(f"SELECT * FROM {_quoted(name)} LIMIT 1").fetchall()
            loose = connection.execute("PRAGMA foreign_key_check").fetchone()
            if loose is not None:
                raise _loose(path, loose[0])
            if integrity_problems(connection):
                raise _failed(path, "integrity_check")

    replace_safely(path, write, check)


def _creation(table: Table) -> str:
    lines = [
        f"{_quoted(column.name)} {_TYPES[column.kind]}"
        + (" NOT NULL" if column.required else "")
        + (f" CHECK ({_quoted(column.name)} IN (0, 1))" if column.kind == "boolean" else "")
        + f", -- {column.note}"
        for column in table.columns
    ]
    constraints = [f"PRIMARY KEY ({_listed(table.key)})"]
    constraints += [
        f"FOREIGN KEY ({_listed(one.columns)}) REFERENCES {_quoted(one.table)} ({_listed(one.key)})"
        for one in table.references
    ]
    body = "\n    ".join([*lines, ",\n    ".join(constraints)])
    return f"CREATE TABLE {_quoted(table.name)} ( -- {table.note}\n    {body}\n)"


def _indexes(table: Table) -> Iterator[str]:
    """An index for each reference that the key does not begin with."""
    for number, one in enumerate(table.references, start=1):
        if table.key[: len(one.columns)] != one.columns:
            name = _quoted(f"{table.name}_{number}")
            yield f"CREATE INDEX {name} ON {_quoted(table.name)} ({_listed(one.columns)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _refuse_others(path: Path) -> None:
    """Refuse to put the file where something else is."""
    if path.suffix.lower() not in SUFFIXES:
        sentence = _(
            "“{name}” ends in none of .db, .sqlite and .sqlite3. Give one of them; nothing was written."
        )
        raise Refusal(sentence.format(name=path.name))
    real = Path(os.path.realpath(path))
    try:
        with real.open("rb") as file:
            start = file.read(_HEADER)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return  # `replace_safely` says it.
    except PermissionError:
        if not real.is_file():
            return
        start = b""
    except OSError:
        start = b""
    application = int.from_bytes(start[68:72], "big")
    if application == APPLICATION:
        sentence = _("“{name}” is an evaluation and stays as it is. Give another name; nothing was written.")
        raise Refusal(sentence.format(name=path.name), code="duplicate")
    if application != ANALYSIS:
        sentence = _(
            "“{name}” exists already and is no database that this program wrote for analysts, so it stays as it is. "
            "Give another name; nothing was written."
        )
        raise Refusal(sentence.format(name=path.name), code="duplicate")
    # A journal beside it would be taken for one of the new file, and undo what is in it.
    if any(real.with_name(real.name + end).exists() for end in _SIDECARS):
        sentence = _(
            "“{name}” is being written to by another program. Close it there and try again; nothing was written."
        )
        raise Refusal(sentence.format(name=path.name), code="locked")


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise _failed(path, str(error)) from error
    except sqlite3.OperationalError as error:
        sentence = _(
            "The disk is full or failed: “{name}” was not written, and an earlier file of that name is untouched. "
            "Free some space or choose another disk, and try again."
        )
        raise Refusal(sentence.format(name=path.name), code="disk") from error


def _loose(path: Path, table: str) -> Refusal:
    sentence = _(
        "“{name}” was not written: a row of “{table}” refers to something that is not in the evaluation. "
        "“verify” looks through the evaluation; an earlier file of that name is untouched."
    )
    return Refusal(sentence.format(name=path.name, table=table), code="damaged")


def _failed(path: Path, reason: str) -> Refusal:
    sentence = _("“{name}” was not written ({reason}); an earlier file of that name is untouched.")
    return Refusal(sentence.format(name=path.name, reason=reason), code="damaged")
