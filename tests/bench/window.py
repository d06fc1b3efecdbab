"""The real window with a file open in it, for the benches of what a person does there."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.app import Program
from ui.preferences import Preferences
from ui.prompts import Prompts

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 1366, 768
_WARM = 10


class Took(NamedTuple):
    """Milliseconds by the clock, and those of them that this thread was computing."""

    clock: float
    computing: float


def program_in_sight() -> Program:
    """The program, its window shown, without an evaluation."""
    application = QApplication.instance() or QApplication(["bench", "-style", "fusion"])
    assert isinstance(application, QApplication)
    program = Program(application, Prompts(), Preferences.load())
    program.window.resize(*SIZE)
    program.window.show()
    paint()
    return program


def opened(program: Program, path: Path, page: str) -> QWidget:
    """A page of an evaluation, as the first evaluator sees it."""
    assert program.open(path)
    program.session.choose_evaluator("e0")
    program.window.show_page(page)
    settle(program)
    found = program.window.page
    assert isinstance(found, QWidget)
    return found


def settle(program: Program) -> None:
    """Let what is read ahead after opening come to its end, as it has when a person has read the first question."""
    quiet_since = perf_counter()
    while perf_counter() - quiet_since < 1:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        if program.busy:
            quiet_since = perf_counter()


def paint() -> None:
    """Everything that has changed is painted, and what painting brings about too."""
    for _round in range(3):
        QApplication.processEvents()


def timed(work: Callable[[], object]) -> Took:
    """How long the work takes."""
    begun, computed = perf_counter(), thread_time()
    work()
    return Took((perf_counter() - begun) * 1000, (thread_time() - computed) * 1000)


def press(target: QWidget, key: Qt.Key) -> Took:
    """From the press of a key until everything it changed is painted."""

    def until_painted() -> None:
        QTest.keyClick(target, key)
        paint()

    return timed(until_painted)


def by_turns(*works: Callable[[int], Took], times: int) -> list[list[Took]]:
    """How long each took each time, one after the other; the first ten turns are for warming up."""
    turns = [[work(number) for work in works] for number in range(times + _WARM)]
    return [list(column) for column in zip(*turns[_WARM:], strict=True)]


def clock(took: list[Took]) -> list[float]:
    """Milliseconds by the clock."""
    return [one.clock for one in took]


def computing(took: list[Took]) -> list[float]:
    """Milliseconds of computing."""
    return [one.computing for one in took]
