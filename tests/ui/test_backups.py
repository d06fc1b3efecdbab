"""Backups in the window: made while one works, looked at, restored; and the ways out of a damaged or unsafe file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from scorecard.edits import programmes
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.storage.keeping.backups import backups_of_file
from scorecard.storage.keeping.description import Backup
from scorecard.storage.store import Store
from tests.ui.conftest import FakePrompts
from ui.dialogs.backups import BackupsDialog
from ui.keeping import Keeping
from ui.widgets.standing_bar import StandingBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from ui.app import Program
    from ui.session import Session
    from ui.theme import Theme


def add(session: Session, name: str) -> None:
    """Add a programme by this name."""
    assert session.edit(programmes.add, Programme(key=new_key(), id="", name=name))


def count(session: Session) -> int:
    """How many programmes there are."""
    assert session.workspace is not None
    return len(session.workspace.snapshot.programmes)


def kept(session: Session) -> list[Backup]:
    """The backups of the open evaluation."""
    assert session.workspace is not None
    return session.workspace.backups()


def restore(dialog: QDialog) -> bool:
    """What whoever restores the chosen backup does in the sheet."""
    assert isinstance(dialog, BackupsDialog)
    dialog.agree.click()
    return True


@pytest.fixture
def begun(program: Program, qtbot: QtBot, sample: Callable[[str], Path]) -> Program:
    """The window on a copy of the workshop sample."""
    with qtbot.waitSignal(program.window.painted):
        program.begin(sample("workshop"))
    qtbot.waitUntil(lambda: program.session.workspace is not None)
    return program


def test_an_hour_of_work_is_backed_up_between_key_presses(session: Session, qtbot: QtBot) -> None:
    keeping = Keeping(session)
    keeping.look()
    assert keeping.busy
    add(session, "Meanwhile")
    qtbot.waitUntil(lambda: not keeping.busy)
    (made,) = kept(session)
    assert (made.reason, made.programmes) == ("hourly", 13)
    add(session, "Later")
    keeping.look()
    assert not keeping.busy


def test_a_clock_that_was_ahead_keeps_no_backup_waiting(session: Session, qtbot: QtBot) -> None:
    assert session.workspace is not None
    path = session.workspace.path
    ahead = session.workspace.back_up()
    assert ahead is not None
    sidecar = ahead.path.with_suffix(".json")
    sidecar.write_text(sidecar.read_text("utf-8").replace(f"{ahead.made_at:%Y}-", "2099-"), "utf-8")
    session.close()
    keeping = Keeping(session)
    assert session.open(path)
    add(session, "By the right clock")
    keeping.look()
    qtbot.waitUntil(lambda: not keeping.busy)
    assert [one.made_at.year == 2099 for one in kept(session)] == [True, False]
    keeping.look()
    assert not keeping.busy


def test_a_file_that_is_closed_takes_an_unfinished_backup_along(session: Session, own_folders: Path) -> None:
    keeping = Keeping(session)
    keeping.look()
    session.close()
    assert not keeping.busy
    assert [one for one in own_folders.rglob("*.scorecard*") if one.is_file()] == []


def test_where_no_backup_can_be_made_it_is_said_and_work_goes_on(
    session: Session, qtbot: QtBot, own_folders: Path
) -> None:
    (own_folders / "data" / "Scorecard").mkdir()
    (own_folders / "data" / "Scorecard" / "backups").write_text("in the way")
    said: list[str] = []
    session.refused.connect(said.append)
    keeping = Keeping(session)
    keeping.look()
    qtbot.waitUntil(lambda: not keeping.busy)
    assert len(said) == 1
    assert "Your work is saved all the same" in said[0]
    add(session, "All the same")


def test_the_sheet_says_what_would_be_lost(begun: Program, prompts: FakePrompts) -> None:
    session = begun.session
    assert session.workspace is not None
    session.workspace.back_up()
    add(session, "Later")
    seen: list[tuple[str, int, int]] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, BackupsDialog)
        seen.append((dialog.answer.text(), dialog.rows.rowCount(), dialog.lost.rowCount()))
        return False

    prompts.fill = look
    begun.actions["backups"].trigger()
    assert seen == [("1 edit since then would be taken out of the evaluation:", 1, 1)]


def test_a_backup_is_restored_and_what_stood_there_is_one_itself(
    begun: Program, prompts: FakePrompts
) -> None:
    session = begun.session
    assert session.workspace is not None
    path = session.workspace.path
    session.workspace.back_up()
    add(session, "Later")

    def restore(dialog: QDialog) -> bool:
        assert isinstance(dialog, BackupsDialog)
        dialog.agree.click()
        return dialog.wish == "restore"

    prompts.fill = restore
    begun.actions["backups"].trigger()
    begun.tasks.wait()
    assert count(session) == 12
    assert session.workspace is not None
    assert session.workspace.path == path
    assert [one.reason for one in kept(session)] == ["restore", "asked"]


def test_a_backup_is_looked_at_and_left_again(begun: Program, prompts: FakePrompts, qtbot: QtBot) -> None:
    session = begun.session
    assert session.workspace is not None
    path = session.workspace.path
    made = session.workspace.back_up()
    assert made is not None
    add(session, "Later")

    def read(dialog: QDialog) -> bool:
        assert isinstance(dialog, BackupsDialog)
        dialog.read.click()
        return True

    prompts.fill = read
    begun.actions["backups"].trigger()
    assert session.workspace.reading
    assert count(session) == 12
    bar = begun.window.findChild(StandingBar)
    assert bar is not None
    assert "This is a backup" in bar.words.text()
    assert path in [one.path for one in begun.preferences.recents]
    begun.open(path)
    assert made.path not in [one.path for one in begun.preferences.recents]
    assert count(session) == 13


def test_a_damaged_file_offers_its_backups_at_opening(
    begun: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    session = begun.session
    assert session.workspace is not None
    path = session.workspace.path
    session.workspace.back_up()
    session.close()
    path.write_bytes(path.read_bytes()[:60_000])
    said: list[str] = []

    def restore(dialog: QDialog) -> bool:
        assert isinstance(dialog, BackupsDialog)
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        dialog.agree.click()
        return True

    prompts.fill = restore
    begun.open(path)
    begun.tasks.wait()
    assert any("is damaged" in text for text in said)
    assert count(session) == 12
    assert [one.whole for one in backups_of_file(path)] == [False, True]


def test_what_is_left_of_a_damaged_file_is_salvaged(
    begun: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    session = begun.session
    assert session.workspace is not None
    path = session.workspace.path
    session.close()
    path.write_bytes(path.read_bytes()[:900_000])
    prompts.path = tmp_path / "salvaged.scorecard"

    def salvage(dialog: QDialog) -> bool:
        assert isinstance(dialog, BackupsDialog)
        assert not dialog.agree.isEnabled()
        assert dialog.answer.text() == "There is no backup yet."
        dialog.salvage.click()
        return True

    prompts.fill = salvage
    begun.open(path)
    begun.tasks.wait()
    assert session.workspace is not None
    assert session.workspace.path == prompts.path
    assert count(session) == 12


def test_a_restoring_that_is_cancelled_leaves_the_evaluation_as_it_is(
    begun: Program, prompts: FakePrompts
) -> None:
    session = begun.session
    assert session.workspace is not None
    path = session.workspace.path
    session.workspace.back_up()
    add(session, "Later")

    def restore(dialog: QDialog) -> bool:
        assert isinstance(dialog, BackupsDialog)
        dialog.agree.click()
        # The check of the backup comes before the first chance to stop; the rest is not begun.
        begun.tasks.started.connect(lambda _doing: begun.tasks.cancel())
        return True

    told: list[str] = []
    prompts.fill = restore
    begun.actions["backups"].trigger()
    assert begun._desk is not None
    begun._desk.told.connect(told.append)
    begun.tasks.wait()
    assert session.workspace is not None
    assert session.workspace.path == path
    assert count(session) == 13
    assert told == ["Cancelled. Nothing was changed."]


def test_whoever_opens_another_evaluation_while_one_is_restored_stays_in_it(
    begun: Program, prompts: FakePrompts, sample: Callable[[str], Path]
) -> None:
    session = begun.session
    assert session.workspace is not None
    path = session.workspace.path
    session.workspace.back_up()
    add(session, "Later")

    prompts.fill = restore
    begun.actions["backups"].trigger()
    assert session.workspace is None
    other = sample("mining")
    assert begun.open(other)
    begun.tasks.wait()
    assert session.workspace is not None
    assert session.workspace.path == other
    with Store.open(path, reading=True) as store:
        assert len(store.snapshot().programmes) == 12


def test_the_window_closed_while_a_backup_is_restored_leaves_one_state_or_the_other(
    begun: Program, prompts: FakePrompts
) -> None:
    session = begun.session
    assert session.workspace is not None
    path = session.workspace.path
    session.workspace.back_up()
    add(session, "Later")

    prompts.fill = restore
    begun.actions["backups"].trigger()
    begun.window.close()
    assert session.workspace is None
    with Store.open(path) as store:
        assert store.verify() == ()
        assert len(store.snapshot().programmes) in (12, 13)
    assert {one.name for one in path.parent.iterdir() if path.stem in one.name} <= {
        path.name,
        f".{path.name}.lock",
    }


def test_a_synchronised_folder_is_warned_of_and_left_for_a_copy(
    begun: Program, prompts: FakePrompts, tmp_path: Path, sample: Callable[[str], Path]
) -> None:
    folder = tmp_path / "OneDrive - Ministerio"
    folder.mkdir()
    path = Path(shutil.copy(sample("workshop"), folder / "e.scorecard"))
    assert begun.open(path)
    bar = begun.window.findChild(StandingBar)
    assert bar is not None
    assert "OneDrive synchronises" in bar.words.text()
    prompts.path = tmp_path / "mine.scorecard"
    bar.button.click()
    assert begun.session.workspace is not None
    assert begun.session.workspace.path == prompts.path
    assert begun.window.centralWidget().findChild(StandingBar) is None


def test_a_file_that_is_deleted_while_open_is_not_called_saved_and_comes_back_from_its_backups(
    begun: Program, prompts: FakePrompts
) -> None:
    session = begun.session
    assert session.workspace is not None
    path = session.workspace.path
    add(session, "Earlier")
    path.unlink()
    assert not session.edit(programmes.add, Programme(key=new_key(), id="", name="Later"))
    assert begun.window._strip._saved.text() == "Not saved"
    begun.window.rebuild()
    assert begun.window._strip._saved.text() == "Not saved"
    begun.actions["close"].trigger()
    assert not path.exists()

    prompts.fill = restore
    begun.open(path)
    begun.tasks.wait()
    assert count(session) == 13
    assert begun.window._strip._saved.text().startswith("All changes saved")


def test_a_file_that_is_gone_without_a_backup_is_only_told_of(
    begun: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    assert not begun.open(tmp_path / "never.scorecard")
    assert prompts.asked == []


def test_a_copy_in_conflict_beside_the_file_is_named_with_what_to_do(
    begun: Program, tmp_path: Path, sample: Callable[[str], Path]
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    path = Path(shutil.copy(sample("workshop"), folder / "e.scorecard"))
    shutil.copy(path, folder / "e (Ana's conflicted copy 2026-11-29).scorecard")
    assert begun.open(path)
    bar = begun.window.findChild(StandingBar)
    assert bar is not None
    assert "“e (Ana's conflicted copy 2026-11-29).scorecard”" in bar.words.text()
    assert "merge the package here" in bar.words.text()


def test_what_is_restored_shows_its_progress_with_a_way_to_stop_it(
    begun: Program, prompts: FakePrompts
) -> None:
    session = begun.session
    assert session.workspace is not None
    session.workspace.back_up()
    add(session, "Later")

    prompts.fill = restore
    begun.actions["backups"].trigger()
    assert begun.window._strip._cancel.isVisible()
    begun.tasks.wait()
    assert not begun.window._strip._cancel.isVisible()


def test_a_file_that_somebody_has_open_is_only_read_and_says_so(
    begun: Program, prompts: FakePrompts, tmp_path: Path, sample: Callable[[str], Path]
) -> None:
    path = Path(shutil.copy(sample("mining"), tmp_path / "theirs.scorecard"))
    prompts.agrees = True
    with Store.open(path):
        assert begun.open(path)
    bar = begun.window.centralWidget().findChild(StandingBar)
    assert bar is not None
    assert "nothing is saved here" in bar.words.text()
    bar.close_button.click()
    assert bar.isHidden()


def test_a_file_of_ones_own_has_nothing_standing_over_it(begun: Program) -> None:
    assert begun.window.centralWidget().findChild(StandingBar) is None


def test_a_spoilt_backup_is_told_of_in_the_sheet(
    begun: Program, prompts: FakePrompts, theme: Theme, qtbot: QtBot
) -> None:
    session = begun.session
    assert session.workspace is not None
    made = session.workspace.back_up()
    assert made is not None
    made.path.chmod(0o600)
    made.path.write_bytes(b"spoilt")
    dialog = BackupsDialog(
        theme, kept(session), show_folder=prompts.show_folder, history=session.workspace.history()
    )
    qtbot.addWidget(dialog)
    assert not dialog.problem.isHidden()
    dialog.folder.click()
    assert prompts.shown == [made.path.parent]
