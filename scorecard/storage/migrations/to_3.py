"""Schema 3: a revision that came from another file says with which merge it came."""

from __future__ import annotations

import sqlite3


def migrate(connection: sqlite3.Connection) -> None:
    """Give the revisions their new column; nothing had come from elsewhere before.

    Undo looks for the newest revision of this file, past all those that came, and a merge for those it brought.
    """
    connection.execute("ALTER TABLE revision ADD COLUMN arrived INTEGER REFERENCES revision (number)")
    connection.execute("CREATE INDEX revision_of_here ON revision (number) WHERE arrived IS NULL")
    connection.execute("CREATE INDEX revision_arrived ON revision (arrived) WHERE arrived IS NOT NULL")
