"""Backups of an evaluation in the user's own folder: each is verified, tells what it holds, and makes room when old."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.paths import data_folder
from scorecard.safe_file import flush, flush_folder, save_bytes
from scorecard.storage import database
from scorecard.storage.keeping.ages import to_prune
from scorecard.storage.keeping.copying import Copying, not_made
from scorecard.storage.keeping.description import (
    SUFFIX,
    Backup,
    Reason,
    described_in,
    description_of,
    sidecar_of,
)

_PLAIN = re.compile(r"[0-9A-Za-z_-]{1,64}")
_LEFT_OVER = 24 * 60 * 60
"""Seconds after which a copy that is not finished is one that a crash left."""


class Unfinished:
    """A backup that is being made: `step` until it says True, then `keep`, which a worker may do; or `cancel`."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, reason: Reason, source: Path) -> None:
        self._made_at = datetime.now(UTC)
        self._reason: Reason = reason
        self._source = source
        self._place = place_for(folder, self._made_at, reason)
        self._copying = Copying(connection, unnamed(self._place))

    def step(self) -> bool:
        """Copy a slice of the open evaluation; True when all is there. Raises `Refusal`, and then leaves nothing."""
        return self._copying.step()

    def cancel(self) -> None:
        """Stop and leave nothing, unless all is copied. The store does so before it closes."""
        self._copying.cancel()

    def keep(self) -> Backup:
        """Verify the copy, make it durable and list it; touches no open evaluation. Raises `Refusal`."""
        return keep(
            self._copying.target,
            self._place,
            made_at=self._made_at,
            reason=self._reason,
            source=self._source,
        )


def folder_of(evaluation: Key) -> Path:
    """Where the backups of an evaluation, and of all its copies on this computer, are kept."""
    plain = evaluation if _PLAIN.fullmatch(evaluation) else hashlib.sha256(evaluation.encode()).hexdigest()
    return data_folder() / "backups" / plain


def kept_backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; what is no backup is passed over. The files themselves are not read."""
    found = []
    with contextlib.suppress(OSError):
        for sidecar in folder.glob("*.json"):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                backup = described_in(sidecar)
                if backup.path.is_file():
                    found.append(backup)
    return sorted(found, key=lambda one: (one.made_at, one.name), reverse=True)


def backups_of_file(path: Path) -> list[Backup]:
    """The backups of the evaluation in a file that itself may be damaged, newest first, found by its place."""
    real = Path(os.path.realpath(path))
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for folder in (data_folder() / "backups").iterdir():
            kept = kept_backups(folder)
            if any(one.source == real for one in kept):
                found += kept
    return sorted(found, key=lambda one: (one.made_at, one.name), reverse=True)


def place_for(folder: Path, made_at: datetime, reason: Reason) -> Path:
    """A free name for a new backup."""
    stem = f"{made_at.astimezone(UTC):%Y-%m-%d-%H%M%S}Z-{reason}"
    names = (f"{stem}{number}{SUFFIX}" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())


def unnamed(place: Path) -> Path:
    """Under which name a backup is made before it is known to be good."""
    return place.with_name(f".{place.name}.new")


def keep(copy: Path, place: Path, *, made_at: datetime, reason: Reason, source: Path) -> Backup:
    """Verify a finished copy, make it durable and give it its place, with its sum beside it; then let old ones go.

    It touches no open evaluation, so that a worker may do it. Raises `Refusal`, and then leaves nothing.
    """
    try:
        with not_made(copy):
            backup = _examined(copy, place, made_at=made_at, reason=reason, source=source)
            flush(copy)
            _put(copy, backup)
    finally:
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)
    if reason != "restore":
        # The one that is about to be restored may be old itself.
        prune(place.parent, made_at)
    return backup


def keep_remains(path: Path, folder: Path, made_at: datetime) -> Backup:
    """Keep the bytes of a damaged file as they are, for whoever wants to try his luck with them."""
    place = place_for(folder, made_at, "damaged")
    with database.refusing(path):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        copy = unnamed(place)
        try:
            os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            shutil.copyfile(path, copy)
            flush(copy)
            backup = Backup(
                path=place,
                made_at=made_at,
                reason="damaged",
                source=Path(os.path.realpath(path)),
                sha256=sum_of(copy),
                size=copy.stat().st_size,
            )
            _put(copy, backup)
        finally:
            copy.unlink(missing_ok=True)
    return backup


def check(backup: Backup) -> None:
    """Refuse a backup whose bytes are no longer those that were written, or that is not whole."""
    with database.refusing(backup.path):
        if not backup.whole or sum_of(backup.path) != backup.sha256:
            raise spoilt(backup.path)


def spoilt(path: Path) -> Refusal:
    """The backup is not what it was."""
    sentence = _("The backup “{name}” is damaged. Nothing has changed; choose an earlier or a later one.")
    return Refusal(sentence.format(name=path.name), code="damaged")


def prune(folder: Path, now: datetime) -> None:
    """Let go of the backups that have served their time, those of each file by themselves."""
    kept = kept_backups(folder)
    for source in {one.source for one in kept}:
        own = [one for one in kept if one.source == source]
        old = to_prune((one.made_at for one in own), now)
        for one in own:
            if one.made_at in old:
                _discard(one)
    with contextlib.suppress(OSError):
        for cut_off in folder.glob(f".*{SUFFIX}.new"):
            if now.timestamp() - cut_off.stat().st_mtime > _LEFT_OVER:
                cut_off.unlink()


def sum_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def edits_in(path: Path) -> dict[Key, None]:
    """The ids of the edits in a backup, oldest first; of a merge those too that it brought. Raises `Refusal`."""
    with database.refusing(path), contextlib.closing(database.connect(path, mode="ro")) as connection:
        return dict.fromkeys(id for (id,) in connection.execute("SELECT id FROM revision ORDER BY number"))


def is_backup(path: Path) -> bool:
    """Whether a file lies among the backups, which are looked at and never worked in."""
    return (data_folder() / "backups") in path.absolute().parents


def evaluation_in(connection: sqlite3.Connection) -> Key:
    """The id of the evaluation in a file of any schema; empty where there is none."""
    row = connection.execute("SELECT body FROM record WHERE kind = 'evaluation'").fetchone()
    return "" if row is None else str(json.loads(row[0])["id"])


def holds(folder: Path, connection: sqlite3.Connection) -> bool:
    """Whether the last backup in a folder holds all that an open file does."""
    newest = connection.execute(
        "SELECT id, (SELECT count(*) FROM revision) FROM revision ORDER BY number DESC LIMIT 1"
    )
    kept = [one for one in kept_backups(folder) if one.whole]
    return bool(kept) and (kept[0].newest, kept[0].edits) == newest.fetchone()


def _examined(copy: Path, place: Path, *, made_at: datetime, reason: Reason, source: Path) -> Backup:
    schema = database.read_schema_number(copy)
    with contextlib.closing(database.connect(copy, mode="ro")) as connection:
        database.check_integrity(connection, schema, copy)
        (body,) = connection.execute("SELECT body FROM record WHERE kind = 'evaluation'").fetchone()
        counts = [
            int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])
            for what in (
                "record WHERE kind = 'programme' AND body IS NOT NULL",
                "score WHERE value IS NOT NULL",
                "revision",
            )
        ]
        newest = connection.execute("SELECT id FROM revision ORDER BY number DESC LIMIT 1").fetchone()
    return Backup(
        path=place,
        made_at=made_at,
        reason=reason,
        source=Path(os.path.realpath(source)),
        title=str(json.loads(body)["title"]),
        programmes=counts[0],
        scores=counts[1],
        edits=counts[2],
        newest=str(newest[0]),
        sha256=sum_of(copy),
        size=copy.stat().st_size,
    )


def _put(copy: Path, backup: Backup) -> None:
    """Give a durable copy its name; its description comes first, and counts for nothing without it."""
    save_bytes(sidecar_of(backup.path), description_of(backup), private=True)
    # Nobody works in a backup by accident.
    copy.chmod(0o400)
    copy.replace(backup.path)
    flush_folder(backup.path.parent)


def _discard(backup: Backup) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            backup.path.chmod(0o600)
        backup.path.unlink(missing_ok=True)
        sidecar_of(backup.path).unlink(missing_ok=True)
