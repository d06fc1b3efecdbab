"""The steps from each schema to the next, found by their number, so that a new one is one new file."""

from __future__ import annotations

import pkgutil
import sqlite3
from importlib import import_module

SCHEMA = max(int(found.name.removeprefix("to_")) for found in pkgutil.iter_modules(__path__))
"""The number of the schema that this program writes."""


def migrate(connection: sqlite3.Connection, from_number: int, to_number: int) -> None:
    """Bring a file from one schema to a later one, 0 being an empty file; the caller holds a transaction."""
    for following in range(from_number + 1, to_number + 1):
        import_module(f"{__name__}.to_{following}").migrate(connection)
        connection.execute(f"PRAGMA user_version = {following}")
