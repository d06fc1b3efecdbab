"""Packing and merging from the window: in the background, beside whoever goes on scoring, and one step to undo."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from scorecard.exchange.merging.package_reader import read_package
from scorecard.model.score import Cell
from scorecard.storage.working_copy import WorkingCopy
from scorecard.workspace import Workspace
from ui.dialogs.merge_desk import MergeDesk
from ui.dialogs.packages_desk import PackagesDesk

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from pytestqt.qtbot import QtBot

    from ui.dialogs.merge_preview import MergePreview
    from ui.preferences import Preferences
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme


@pytest.fixture
def here(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


@pytest.fixture
def given(
    session: Session, theme: Theme, prompts: Any, tasks: Tasks, preferences: Preferences, qtbot: QtBot
) -> Any:
    page = QWidget()
    qtbot.addWidget(page)
    return session, theme, prompts, tasks, preferences, page


@pytest.fixture
def desk(given: Any) -> MergeDesk:
    return MergeDesk(*given)


@pytest.fixture
def packages(given: Any) -> PackagesDesk:
    return PackagesDesk(*given)


@pytest.fixture
def pack(here: Workspace, tmp_path: Path) -> Path:
    """A package in which a cell is other than here, and another is new."""
    path = tmp_path / "there.scorecard"
    shutil.copyfile(here.path, path)
    with Workspace.open(path) as there:
        here.set_value(cell(here, "ANT1"), "NE")
        there.set_value(cell(there, "ANT1"), "0")
        there.set_value(cell(there, "ANT2"), "NE")
        there.package(path.with_suffix(".scorepack"))
    return path.with_suffix(".scorepack")


def cell(workspace: Workspace, code: str, evaluator: str = "ivan") -> Cell:
    snapshot = workspace.snapshot
    return Cell(
        snapshot.programme("W01").key, snapshot.evaluator(evaluator).key, snapshot.round().key, f"ptpr.{code}"
    )


def has_copy(workspace: Workspace) -> bool:
    return WorkingCopy(workspace.path.resolve()).path.exists()


def agreeing(qtbot: QtBot) -> Any:
    """Takes what comes."""

    def agree(dialog: MergePreview) -> bool:
        dialog.decide_all(last=True)
        dialog.agreed()
        qtbot.waitUntil(lambda: dialog.plan.may_apply)
        return True

    return agree


def test_packages_are_read_shown_and_merged_as_one_step(
    desk: MergeDesk, session: Session, here: Workspace, pack: Path, prompts: Any, qtbot: QtBot
) -> None:
    prompts.paths = [pack]
    prompts.fill = agreeing(qtbot)
    with qtbot.waitSignal(session.edited), qtbot.waitSignal(session.told) as told:
        desk.merge()
    assert told.args == ["2 edits are merged. Undo (Ctrl+Z) takes all of it back."]
    assert session.undo_text() == "merge there.scorepack"
    assert here.score(cell(here, "ANT1")).value == "0"
    assert not has_copy(here)
    assert here.verify() == ()
    assert session.undo()
    assert here.score(cell(here, "ANT1")).value == "NE"


@pytest.mark.parametrize("moment", ["Working out what changes", "Merging the package"])
def test_what_is_scored_meanwhile_stays_and_is_merged_over(
    moment: str,
    desk: MergeDesk,
    session: Session,
    here: Workspace,
    pack: Path,
    prompts: Any,
    tasks: Tasks,
    qtbot: QtBot,
) -> None:
    said: list[str] = []

    def score(doing: str) -> None:
        if doing == moment and not said:
            said.append(doing)
            session.perform(lambda workspace: workspace.set_value(cell(workspace, "ANT3"), "NE"))

    told: list[str] = []
    session.told.connect(told.append)
    tasks.started.connect(score)
    prompts.fill = agreeing(qtbot)
    desk.take([pack])
    qtbot.waitUntil(lambda: any("merged" in sentence for sentence in told))
    assert said
    # What is scored while the copy is being made may be in it already.
    if moment == "Merging the package" or len(told) > 1:
        assert told[0].startswith("Something was changed meanwhile")
    assert told[-1] == "2 edits are merged. Undo (Ctrl+Z) takes all of it back."
    values = [here.score(cell(here, code)).value for code in ("ANT1", "ANT2", "ANT3")]
    assert values == ["0", "NE", "NE"]
    assert here.verify() == ()
    assert session.undo_text() == "merge there.scorepack"
    assert not has_copy(here)


def test_a_merge_that_is_cancelled_leaves_everything_as_it_was(
    desk: MergeDesk, session: Session, here: Workspace, pack: Path, prompts: Any, tasks: Tasks, qtbot: QtBot
) -> None:
    tasks.started.connect(lambda doing: tasks.cancel() if doing == "Merging the package" else None)
    prompts.fill = agreeing(qtbot)
    before = here.path.read_bytes()
    with qtbot.waitSignal(session.told) as told:
        desk.take([pack])
    assert told.args == ["Cancelled. Nothing was changed."]
    assert here.path.read_bytes() == before
    assert not has_copy(here)


def test_whoever_changes_their_mind_leaves_no_copy(
    desk: MergeDesk, here: Workspace, pack: Path, prompts: Any, tasks: Tasks, qtbot: QtBot
) -> None:
    prompts.fill = lambda _dialog: False
    desk.take([pack])
    qtbot.waitUntil(lambda: "MergePreview" in prompts.asked and not tasks.busy)
    assert not has_copy(here)


def test_a_sheet_that_is_closed_while_it_works_something_out_is_not_missed(
    desk: MergeDesk, here: Workspace, pack: Path, prompts: Any, tasks: Tasks, qtbot: QtBot
) -> None:
    def leave(dialog: MergePreview) -> bool:
        dialog.decide_all(last=True)
        dialog.agreed()
        return False

    prompts.fill = leave
    before = here.path.read_bytes()
    desk.take([pack])
    qtbot.waitUntil(lambda: "MergePreview" in prompts.asked and not tasks.busy)
    assert here.path.read_bytes() == before
    assert not has_copy(here)


def test_an_evaluation_that_was_closed_meanwhile_is_left_alone(
    desk: MergeDesk, session: Session, here: Workspace, pack: Path, tasks: Tasks, prompts: Any, qtbot: QtBot
) -> None:
    tasks.started.connect(lambda doing: session.close() if doing == "Working out what changes" else None)
    before = here.path.read_bytes()
    desk.take([pack])
    qtbot.waitUntil(lambda: session.workspace is None and not tasks.busy)
    assert "MergePreview" not in prompts.asked
    assert here.path.read_bytes() == before
    assert not has_copy(here)


def test_a_package_is_saved_in_the_background_and_told(
    packages: PackagesDesk, session: Session, here: Workspace, prompts: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    prompts.path = tmp_path / "sent"
    with qtbot.waitSignal(session.told) as told:
        packages.package()
    assert told.args == ["The package “sent.scorepack” is ready to be sent."]
    assert read_package(tmp_path / "sent.scorepack").evaluation == here.snapshot.evaluation.id
    assert not has_copy(here)


def test_merging_the_same_again_says_so_without_a_question(
    desk: MergeDesk, session: Session, here: Workspace, prompts: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "own.scorepack"
    here.package(path)
    with qtbot.waitSignal(session.told) as told:
        desk.take([path])
    assert told.args == ["Everything in it is here already. Nothing has changed."]
    assert "MergePreview" not in prompts.asked
    assert not has_copy(here)


def test_what_is_no_package_is_refused_in_the_strip(
    desk: MergeDesk, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "other.scorepack"
    path.write_bytes(b"nothing")
    with qtbot.waitSignal(session.refused) as refused:
        desk.take([path])
    assert "is not a package" in refused.args[0]


def test_nothing_is_asked_where_nothing_is_chosen_or_nothing_can_be_written(
    desk: MergeDesk, packages: PackagesDesk, session: Session, here: Workspace, prompts: Any, qtbot: QtBot
) -> None:
    desk.merge()
    packages.package()
    assert prompts.asked == ["open_paths", "save_path"]
    session.open(here.path, reading=True)
    with qtbot.waitSignal(session.refused):
        desk.merge()
    session.close()
    desk.merge()
    packages.package()
    assert prompts.asked == ["open_paths", "save_path"]
