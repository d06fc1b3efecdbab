"""Every kept backup restored, by `make soak`: its sum is right, it opens, and it holds what was there at its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.storage.keeping.backups import check, folder_of, kept_backups
from scorecard.storage.restoring import restore
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, plan_of, put, score_at
from tests.storage.scoring_process import cells_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

BACKUPS = 100


def test_every_kept_backup_holds_what_was_there(tmp_path: Path, counted: Counted) -> None:
    path, plan = tmp_path / "e.scorecard", plan_of(programmes=4)
    made = {}
    with Store.create(path, plan.founding(), author=AUTHOR) as store:
        cells = cells_of(store)
        for number in range(BACKUPS):
            put(store, score_at(cells[number % len(cells)], str(number % 5), note=str(number)))
            backup = store.back_up("asked")
            assert backup is not None
            made[backup.path] = held(store)
    kept = kept_backups(folder_of(plan.evaluation.id))
    assert len(kept) > 5  # Of those of one hour only the last are kept.
    for backup in kept:
        check(backup)
        restore(backup.path, path)
        with Store.open(path) as store:
            assert store.verify() == ()
            if backup.path in made:
                assert held(store) == made[backup.path]
    counted("R22", backups_made=BACKUPS, kept_and_restored=len(kept), different=0)


def held(store: Store) -> tuple[object, ...]:
    """Everything in a file."""
    return store.snapshot(), sorted(store.scores(), key=lambda score: score.cell), store.history()
