"""Undo and redo from the window: a small edit at once, a huge one in the background, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.storage.store import Store
from scorecard.storage.working_copy import WorkingCopy
from tests.analysis.evaluations import framework_of
from tests.storage.evaluations import AUTHOR, adding, plan_of, score_at
from ui.dialogs.turning_desk import TurningDesk

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from scorecard.workspace import Workspace
    from ui.session import Session
    from ui.tasks import Tasks

LARGE = plan_of(programmes=50, evaluators=34, criteria=3)
CELL = LARGE.cells[0]


@pytest.fixture
def desk(session: Session, tasks: Tasks, tmp_path: Path) -> TurningDesk:
    """On an evaluation into which five thousand scores came by one edit."""
    path = tmp_path / "large.scorecard"
    with Store.create(path, LARGE.founding(framework_of({"ANT": 3}, id="ptpr")), author=AUTHOR) as store:
        store.commit(adding(*map(score_at, LARGE.cells)), author=AUTHOR)
    assert session.open(path)
    return TurningDesk(session, tasks)


@pytest.fixture
def here(desk: TurningDesk, session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


def scored(workspace: Workspace) -> int:
    return len(workspace.scores())


def has_copy(workspace: Workspace) -> bool:
    return WorkingCopy(workspace.path.resolve()).path.exists()


def test_a_huge_edit_is_undone_and_redone_in_the_background(
    desk: TurningDesk, here: Workspace, session: Session, tasks: Tasks, qtbot: QtBot
) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    steps: list[tuple[int, int]] = []
    tasks.progress.connect(lambda done, total, _doing: steps.append((done, total)))
    before = here.scores()
    assert len(before) == len(LARGE.cells)
    for turn, left in ((desk.undo, 0), (desk.redo, len(before))):
        with qtbot.waitSignal(session.edited, timeout=60_000):
            turn()
            assert tasks.busy
            assert scored(here) == len(before) - left
        assert scored(here) == left
        assert here.verify() == ()
        assert not has_copy(here)
    assert {one.cell: one for one in here.scores()} == {one.cell: one for one in before}
    assert told == ["Undone: Add.", "Done again: Add."]
    assert steps
    assert all(done <= total for done, total in steps)
    assert session.undo_text() == "Add"


def test_a_small_edit_is_undone_at_once(
    desk: TurningDesk, here: Workspace, session: Session, tasks: Tasks
) -> None:
    session.perform(lambda workspace: workspace.set_value(CELL, "0"))
    desk.undo()
    assert not tasks.busy
    assert here.score(CELL).value == "2"
    desk.redo()
    assert here.score(CELL).value == "0"


def test_cancelling_leaves_everything_as_it_was(
    desk: TurningDesk, here: Workspace, session: Session, tasks: Tasks, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.told, timeout=60_000) as told:
        desk.undo()
        tasks.cancel()
    assert told.args == ["Cancelled. Nothing was changed."]
    assert scored(here) == len(LARGE.cells)
    assert not has_copy(here)


def test_what_is_scored_meanwhile_stays_and_the_undoing_is_refused(
    desk: TurningDesk, here: Workspace, session: Session, tasks: Tasks, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.refused, timeout=60_000) as refused:
        desk.undo()
        qtbot.waitUntil(lambda: has_copy(here), timeout=60_000)
        qtbot.waitSignal(tasks.progress, timeout=60_000).wait()
        assert session.perform(lambda workspace: workspace.set_value(CELL, "0"))
    assert "changed elsewhere" in refused.args[0]
    assert here.score(CELL).value == "0"
    assert scored(here) == len(LARGE.cells)
    assert not has_copy(here)


def test_a_second_undo_waits_for_the_first(
    desk: TurningDesk, here: Workspace, session: Session, tasks: Tasks, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.edited, timeout=60_000):
        desk.undo()
        with qtbot.waitSignal(session.refused) as refused:
            desk.undo()
    assert "Wait for it or cancel it" in refused.args[0]
    assert scored(here) == 0


def test_an_evaluation_that_is_closed_meanwhile_is_left_alone(
    desk: TurningDesk, here: Workspace, session: Session, tasks: Tasks, qtbot: QtBot
) -> None:
    path = here.path
    desk.undo()
    session.close()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=60_000)
    with Store.open(path) as store:
        assert len(store.scores()) == len(LARGE.cells)
        assert not WorkingCopy(path.resolve()).path.exists()


def test_without_an_evaluation_nothing_happens(session: Session, tasks: Tasks) -> None:
    session.close()
    TurningDesk(session, tasks).undo()
    TurningDesk(session, tasks).redo()
    assert not tasks.busy
