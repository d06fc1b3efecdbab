"""Schema 2: a score says where its value was carried over from until the evaluator confirms it."""

from __future__ import annotations

import sqlite3


def migrate(connection: sqlite3.Connection) -> None:
    """Give the scores their new column; nothing was ever carried over before."""
    connection.execute("ALTER TABLE score ADD COLUMN carried TEXT NOT NULL DEFAULT ''")
