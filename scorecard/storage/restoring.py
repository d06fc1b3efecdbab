"""Putting a backup in the place of an evaluation: what stands there is kept first, and it is all or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.progress import Progress, Silent
from scorecard.safe_file import flush_folder, replace_safely
from scorecard.storage import database
from scorecard.storage.keeping import backups
from scorecard.storage.keeping.backups import sum_of
from scorecard.storage.keeping.description import Backup
from scorecard.storage.lock import Held, Lock
from scorecard.storage.store import Store

_STEPS = 3


def restore(backup: Path, path: Path, progress: Progress | None = None) -> Backup | None:
    """Put the evaluation in the file `backup` at `path`, where nobody has it open; returns what was kept of before.

    What stands there becomes a backup itself, or, where it is damaged, its remains are kept. Refuses a backup that is
    not whole, a file of another evaluation or of none, and a file that somebody holds; nothing has changed then, nor
    after cancelling.
    """
    progress = progress or Silent()
    progress.step(0, _STEPS, _("Checking the backup"))
    listed = next((one for one in backups.kept_backups(backup.parent) if one.path == backup), None)
    if listed is not None:
        backups.check(listed)
    with Store.open(backup, reading=True) as store:
        evaluation = store.snapshot().evaluation.id
    with database.refusing(backup):
        expected = sum_of(backup)
    real = Path(os.path.realpath(path))
    with contextlib.ExitStack() as resources, database.refusing(path):
        _lock(path, real, resources)
        progress.step(1, _STEPS, _("Keeping what stands there now"))
        before = _put_by(path, real, evaluation) if real.exists() else None

        def check(copy: Path) -> None:
            if sum_of(copy) != expected:
                raise backups.spoilt(backup)

        def write(copy: Path) -> None:
            progress.step(2, _STEPS, _("Putting the backup in its place"))
            shutil.copyfile(backup, copy)

        replace_safely(real, write, check, private=True)
        return before


def copy_whole(backup: Backup, place: Path) -> None:
    """Put a copy of a backup at a place of its own, for its owner to work in. Refuses a spoilt one."""

    def check(copy: Path) -> None:
        if sum_of(copy) != backup.sha256:
            raise backups.spoilt(backup.path)

    def write(copy: Path) -> None:
        shutil.copyfile(backup.path, copy)

    replace_safely(place, write, check, private=True)


def _lock(path: Path, real: Path, resources: contextlib.ExitStack) -> None:
    if not real.parent.is_dir():
        raise database.no_folder(path.parent)
    try:
        resources.callback(Lock.take(real).release)
    except Held as error:
        raise database.held(path, error.holder) from error
    except PermissionError as error:
        raise database.protected_folder(real.parent) from error


def _put_by(path: Path, real: Path, evaluation: Key) -> Backup | None:
    """Keep the present file; None where the newest backup holds all of it already."""
    # Take up a save that was cut off, which would be taken up in the file that comes otherwise.
    with contextlib.suppress(sqlite3.Error):
        database.connect(real, mode="rw").close()
    try:
        with Store.open(real, reading=True) as store:
            there = store.snapshot().evaluation.id
            if there != evaluation:
                raise _other(path)
            return store.back_up("restore")
    except Refusal as refusal:
        if refusal.code != "damaged":
            raise
    remains = backups.keep_remains(real, backups.folder_of(evaluation), datetime.now(UTC))
    with contextlib.suppress(FileNotFoundError):
        real.with_name(f"{real.name}-journal").unlink()
        flush_folder(real.parent)
    return remains


def _other(path: Path) -> Refusal:
    sentence = _(
        "“{name}” holds another evaluation than the backup and has not been changed. Choose another name for it."
    )
    return Refusal(sentence.format(name=path.name), code="duplicate")
