"""Schema 1: the journal, the scores in columns for reading many fast, every other record as JSON."""

from __future__ import annotations

import sqlite3

# A removed record keeps its row and the revision that removed it; its body, or a score's value, is NULL then.
# Names stand in for keys and criterion ids, so that a score takes 30 bytes instead of 150.
_TABLES = (
    """
    CREATE TABLE revision (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,
        author TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL,
        target TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE change (
        revision INTEGER NOT NULL REFERENCES revision (number),
        place INTEGER NOT NULL,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        before TEXT,
        after TEXT,
        supersedes TEXT NOT NULL,
        PRIMARY KEY (revision, place)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX change_of_record ON change (kind, key)",
    """
    CREATE TABLE record (
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        body TEXT,
        revision INTEGER NOT NULL REFERENCES revision (number),
        PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE name (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE score (
        round INTEGER NOT NULL REFERENCES name (id),
        programme INTEGER NOT NULL REFERENCES name (id),
        evaluator INTEGER NOT NULL REFERENCES name (id),
        criterion INTEGER NOT NULL REFERENCES name (id),
        value TEXT,
        note TEXT NOT NULL,
        confidence TEXT NOT NULL,
        question TEXT NOT NULL,
        challenge TEXT NOT NULL,
        cites TEXT NOT NULL,
        revision INTEGER NOT NULL REFERENCES revision (number),
        PRIMARY KEY (round, programme, evaluator, criterion)
    ) STRICT, WITHOUT ROWID
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make the tables of schema 1 in an empty file."""
    for statement in _TABLES:
        connection.execute(statement)
