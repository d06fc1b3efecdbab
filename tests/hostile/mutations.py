"""Good files changed by chance: bytes of them, parts of workbooks and packages, lines of texts, cells of databases."""

from __future__ import annotations

import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeAlias

from tests.hostile.packages import packed, unpacked

Mutation: TypeAlias = Callable[[Path, Path, random.Random], None]
"""Writes a changed copy of a good file to another path."""

ODD: tuple[Any, ...] = (
    None, "", " ", "x" * 40_000, "0", "-1", "NaN", "'; DROP TABLE score; --", "\ud83d", "\u202e", "\0", "{}", "[]",
    "[" * 5_000, '{"a":1}', 0, -1, 2**63 - 1, 2**70, 1e308, float("nan"), True, [], {}, [[]], {"en": 1}, b"\xff\xfe",
)  # fmt: skip
"""Values that stand where others belong."""

ODD_TOML = (
    "1", "-1", "1e400", "nan", "true", '""', "[]", "{}", "[[]]", '{ en = 1 }', "2026-01-01", '"\\u0000"', "'''", "=",
    "[[", "]]", "#", '"' + "x" * 40_000 + '"', "[" * 2_000,
)  # fmt: skip


def bytes_of(good: Path, path: Path, chance: random.Random) -> None:
    """Flip, cut, double, blank or fill in bytes anywhere."""
    path.write_bytes(_spoilt(good.read_bytes(), chance))


def _spoilt(contents: bytes, chance: random.Random) -> bytes:
    for _time in range(chance.choice((1, 1, 2, 5, 20))):
        begin = chance.randrange(len(contents) + 1)
        end = min(len(contents), begin + chance.choice((1, 1, 4, 64, 1_000)))
        piece = contents[begin:end]
        put = chance.choice(
            (
                b"",
                piece * 2,
                bytes(len(piece)),
                b"\xff" * len(piece),
                bytes(byte ^ (1 << chance.randrange(8)) for byte in piece),
                chance.randbytes(len(piece)),
                chance.choice((b'"', b"<", b">", b"&", b",", b"\n", b"=", b"\0", b"[", b"9" * 40)),
            )
        )
        contents = contents[:begin] + put + contents[end:]
    return contents


def parts_of(good: Path, path: Path, chance: random.Random) -> None:
    """Spoil one part of a workbook, lose it, or give it the contents of another."""
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    match chance.randrange(6):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[other]
        case _:
            parts[name] = _spoilt(parts[name], chance)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for one, contents in parts.items():
            archive.writestr(one, contents)


def values_of_package(good: Path, path: Path, chance: random.Random) -> None:
    """Put odd values in a package whose counts and sums are right."""
    contents = unpacked(good)
    # Later revisions more often: the first holds half of everything and is slow to write anew.
    for _time in range(chance.choice((1, 1, 3))):
        head, changes = contents.revisions[-1 - int(chance.random() ** 3 * len(contents.revisions))]
        odd = chance.choice([one for one in ODD if not isinstance(one, bytes)])
        if changes and chance.random() < 0.6:
            change = chance.choice(changes)
            change[chance.randrange(len(change))] = odd
        else:
            head[chance.choice(list(head))] = odd
    try:
        packed(contents, path, rehash=True)
    except (TypeError, AttributeError, ValueError):
        # There is no hash of such values; the lines say so all the same.
        packed(contents, path, rehash=False)


def lines_of(good: Path, path: Path, chance: random.Random) -> None:
    """Lose, double, move and change lines of a TOML file."""
    lines = good.read_text("utf-8").split("\n")
    for _time in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[place])
            case 2:
                lines.insert(chance.randrange(len(lines)), lines.pop(place))
            case _:
                key, equals, _value = lines[place].partition("=")
                lines[place] = key + equals + chance.choice(ODD_TOML)
    path.write_text("\n".join(lines), encoding="utf-8")


def cells_of_database(good: Path, path: Path, chance: random.Random) -> None:
    """Put odd values anywhere in an evaluation, whose tables and indices stay whole."""
    shutil.copyfile(good, path)
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for _time in range(chance.choice((1, 1, 3))):
            table = chance.choice([one for one in tables if not one.startswith("sqlite_")])
            column = chance.choice([row[1] for row in connection.execute(f"PRAGMA table_info({table})")])
            keys = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5]]
            rows = connection.execute(f"SELECT {', '.join(keys)} FROM {table}").fetchall()
            if not rows:
                continue
            odd = chance.choice([one for one in ODD if not isinstance(one, (list, dict))])
            where = " AND ".join(f"{key} = ?" for key in keys)
            # What the table itself does not take is no way to spoil it.
            with suppress(sqlite3.Error, OverflowError, UnicodeEncodeError):
                connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {where}", (odd, *chance.choice(rows))
                )
        connection.commit()


MUTATIONS: dict[str, tuple[Mutation, ...]] = {
    "long table": (bytes_of, parts_of),
    "form": (bytes_of, parts_of),
    "programmes": (bytes_of, parts_of),
    "framework": (bytes_of, parts_of),
    "framework toml": (bytes_of, lines_of),
    "long csv": (bytes_of,),
    "programmes csv": (bytes_of,),
    "package": (bytes_of, values_of_package),
}
"""By reader; what is done to the evaluation itself is `bytes_of` and `cells_of_database`."""
