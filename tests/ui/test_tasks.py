"""The worker: one piece of work, its progress, its end, and never a thread of its own for Qt."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from scorecard.errors import Refusal
from scorecard.progress import Progress
from ui.tasks import Tasks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_work_happens_elsewhere_and_its_end_here(qtbot: QtBot, tasks: Tasks) -> None:
    where: list[threading.Thread] = []
    results: list[int] = []

    def work(progress: Progress) -> int:
        where.append(threading.current_thread())
        return 42

    def done(result: int) -> None:
        where.append(threading.current_thread())
        results.append(result)

    with qtbot.waitSignal(tasks.finished):
        tasks.run(work, doing="counting", done=done, failed=lambda error: None)
    assert results == [42]
    assert where[0] is not threading.main_thread()
    assert where[1] is threading.main_thread()


def test_progress_reaches_the_strip(qtbot: QtBot, tasks: Tasks) -> None:
    steps: list[tuple[int, int, str]] = []
    tasks.progress.connect(lambda done, total, doing: steps.append((done, total, doing)))
    with qtbot.waitSignal(tasks.finished):
        tasks.run(
            lambda progress: progress.step(3, 7, "sheet"),
            doing="writing",
            done=lambda result: None,
            failed=lambda error: None,
        )
    assert steps[-1] == (3, 7, "sheet")


def test_cancelling_stops_at_the_next_step(qtbot: QtBot, tasks: Tasks) -> None:
    stopped: list[str] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            progress.step(0, 0, "")
            begun.set()

    with qtbot.waitSignal(tasks.finished):
        tasks.run(
            work,
            doing="waiting",
            done=lambda result: stopped.append("done"),
            failed=lambda error: stopped.append("failed"),
            cancelled=lambda: stopped.append("cancelled"),
        )
        begun.wait(5)
        tasks.cancel()
    assert stopped == ["cancelled"]


def test_an_error_is_handed_over(qtbot: QtBot, tasks: Tasks) -> None:
    errors: list[Exception] = []

    def work(progress: Progress) -> None:
        raise Refusal("no room")

    with qtbot.waitSignal(tasks.finished):
        tasks.run(work, doing="writing", done=lambda result: None, failed=errors.append)
    assert [str(error) for error in errors] == ["no room"]


def test_a_second_piece_of_work_is_refused_while_the_first_is_under_way(qtbot: QtBot, tasks: Tasks) -> None:
    errors: list[Exception] = []
    go_on = threading.Event()
    with qtbot.waitSignal(tasks.finished):
        tasks.run(lambda progress: go_on.wait(5), doing="", done=lambda result: None, failed=errors.append)
        tasks.run(lambda progress: None, doing="", done=lambda result: None, failed=errors.append)
        assert [type(error) for error in errors] == [Refusal]
        go_on.set()


def test_the_collector_rests_while_work_is_under_way(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[bool] = []
    with qtbot.waitSignal(tasks.finished):
        tasks.run(lambda progress: gc.isenabled(), doing="", done=seen.append, failed=lambda error: None)
    assert seen == [False]
    assert gc.isenabled()


def test_more_work_can_begin_from_the_end_of_the_first(qtbot: QtBot, tasks: Tasks) -> None:
    results: list[str] = []

    def again(result: str) -> None:
        results.append(result)
        if len(results) == 1:
            tasks.run(lambda progress: "second", doing="", done=again, failed=lambda error: None)

    tasks.run(lambda progress: "first", doing="", done=again, failed=lambda error: None)
    qtbot.waitUntil(lambda: results == ["first", "second"])


def test_the_collector_works_again_when_the_last_of_several_has_ended(qtbot: QtBot, tasks: Tasks) -> None:
    other, go_on = Tasks(), threading.Event()
    other.run(lambda progress: go_on.wait(5), doing="", done=lambda result: None, failed=lambda error: None)
    with qtbot.waitSignal(tasks.finished):
        tasks.run(lambda progress: None, doing="", done=lambda result: None, failed=lambda error: None)
    assert not gc.isenabled()
    go_on.set()
    other.wait()
    assert gc.isenabled()


def test_one_that_goes_away_at_work_stops_it_and_lets_the_collector_work(qtbot: QtBot) -> None:
    parent = QObject()
    tasks, stopped = Tasks(parent), threading.Event()

    def work(progress: Progress) -> None:
        try:
            while True:
                progress.step(0, 0, "")
        finally:
            stopped.set()

    tasks.run(work, doing="", done=lambda result: None, failed=lambda error: None)
    shiboken6.delete(parent)
    assert stopped.is_set()
    assert gc.isenabled()


def test_one_that_nobody_refers_to_any_more_lets_the_collector_work(qtbot: QtBot) -> None:
    tasks = Tasks()
    tasks.run(lambda progress: None, doing="", done=lambda result: None, failed=lambda error: None)
    del tasks
    gc.collect()
    assert gc.isenabled()


def test_after_the_end_nothing_begins_and_what_was_done_counts_as_cancelled(qtbot: QtBot) -> None:
    tasks, ends = Tasks(), list[str]()

    def begin() -> None:
        tasks.run(
            lambda progress: None,
            doing="",
            done=lambda result: ends.append("done"),
            failed=lambda error: ends.append("failed"),
            cancelled=cancelled,
        )

    def cancelled() -> None:
        ends.append("cancelled")
        begin()

    begin()
    tasks.end()
    assert ends == ["cancelled"]
    assert not tasks.busy
    assert gc.isenabled()


def test_waiting_stays_for_what_the_end_of_the_first_begins(qtbot: QtBot, tasks: Tasks) -> None:
    results: list[str] = []

    def again(result: str) -> None:
        results.append(result)
        if len(results) == 1:
            tasks.run(lambda progress: "second", doing="", done=again, failed=lambda error: None)

    tasks.run(lambda progress: "first", doing="", done=again, failed=lambda error: None)
    tasks.wait()
    assert results == ["first", "second"]
