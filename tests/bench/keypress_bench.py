"""From the press of a key to a score that is durable and painted, in the real window at its full size."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import quantiles
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from scorecard.library.frameworks import built_in_framework
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.framework import Framework, Section
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Cell
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, adding, score_at
from ui.app import Program
from ui.pages.score import ScorePage
from ui.preferences import Preferences
from ui.prompts import Prompts

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAMMES, EVALUATORS, CRITERIA, FACTS = 1000, 10, 40, 10
PRESSES = 1000
SWITCHES = 200


def forty_criteria() -> Framework:
    """A framework with the real texts of both built-in ones, and the first of them once more."""
    ptpr, lnk = built_in_framework("ptpr"), built_in_framework("lnk")
    sections = (*ptpr.sections, *lnk.sections)
    spare = CRITERIA - sum(len(section.criteria) for section in sections)
    again = replace(sections[0], id="Z", criteria=sections[0].criteria[:spare])
    return replace(ptpr, id="f", sections=tuple(_renamed(section) for section in (*sections, again)))


def _renamed(section: Section) -> Section:
    prefix = "Z" if section.id == "Z" else ""
    criteria = tuple(replace(one, id=f"f.{prefix}{one.code}") for one in section.criteria)
    return replace(section, criteria=criteria)


def found(path: Path) -> None:
    """A file in which all but every eighth cell is scored."""
    framework = forty_criteria()
    round = Round(key="round", id="r1", name="Round 1", position=0)
    evaluators = [
        Evaluator(key=f"e{n}", id=f"e{n}", name=f"Evaluator {n}", kind="independent")
        for n in range(EVALUATORS)
    ]
    programmes = [
        Programme(
            key=f"{n:032x}",
            id=f"P{n}",
            name=f"Programme number {n} of the region",
            country=f"Country {n % 7}",
        )
        for n in range(PROGRAMMES)
    ]
    ids = [criterion.id for criterion in framework.criteria]
    facts = [
        Evidence(
            key=f"v{n}-{m}",
            id=f"P{n}-{m}",
            programme=f"{n:032x}",
            text=f"Fact {m}: the agenda was approved by consensus and has short- to long-term actions.",
            place=f"000 §{m}",
            criteria=(ids[m], ids[(m * 7) % CRITERIA]),
            sign="+-~?"[m % 4],  # type: ignore[arg-type]
        )
        for n in range(PROGRAMMES)
        for m in range(FACTS)
    ]
    cells = [
        Cell(programme.key, evaluator.key, "round", id)
        for programme in programmes
        for evaluator in evaluators
        for id in ids
    ]
    scores = [score_at(cell, str(n % 5)) for n, cell in enumerate(cells) if n % 8]
    evaluation = Evaluation(id="bench", title="Bench", frameworks=("f",))
    records = (evaluation, framework, round, *evaluators, *programmes, *facts)
    with Store.create(path, adding(*records), author=AUTHOR) as store:
        store.commit(adding(*scores), author=AUTHOR)


class Took(NamedTuple):
    """Milliseconds by the clock, and those of them that this thread was computing."""

    clock: float
    computing: float


def timed(work: Callable[[], object]) -> Took:
    """How long the work takes."""
    begun, computed = perf_counter(), thread_time()
    work()
    return Took((perf_counter() - begun) * 1000, (thread_time() - computed) * 1000)


def press(target: QWidget, key: Qt.Key) -> Took:
    """From the press of a key until everything it changed is painted."""

    def until_painted() -> None:
        QTest.keyClick(target, key)
        for _round in range(3):
            QApplication.processEvents()

    return timed(until_painted)


def report(work: str, took: list[Took], limit: str) -> None:
    """One line with the percentiles; on a busy machine the computing alone says more."""
    clock = quantiles([one.clock for one in took], n=100, method="inclusive")
    computing = quantiles([one.computing for one in took], n=100, method="inclusive")
    print(
        f"{work:34} p50 {clock[49]:6.2f}  p95 {clock[94]:6.2f}  p99 {clock[98]:6.2f} ms, "
        f"computing p50 {computing[49]:6.2f}  p99 {computing[98]:6.2f}  ({limit})"
    )


def settle(program: Program) -> None:
    """Let what is read ahead after opening come to its end, as it has when a person has read the first question."""
    quiet_since = perf_counter()
    while perf_counter() - quiet_since < 3:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        if program.tasks.busy:
            quiet_since = perf_counter()


def walk(page: QWidget, number: int) -> Took:
    """Down the criteria of one programme, over to the next, and up again."""
    row, column = divmod(number, CRITERIA)
    if column == 0:
        return press(page, Qt.Key.Key_Right)
    return press(page, Qt.Key.Key_Up if row % 2 else Qt.Key.Key_Down)


def measure(work: Callable[[int], Took], count: int) -> list[Took]:
    """So many runs, the first ten for warming up."""
    return [work(number) for number in range(count + 10)][10:]


def bare_commits(folder: Path) -> list[Took]:
    """Commits of one row as durable as ours: what no program can be quicker than."""
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("CREATE TABLE score (value)")

        def insert(number: int) -> Took:
            return timed(lambda: connection.execute("INSERT INTO score VALUES (?)", (number,)))

        return measure(insert, PRESSES)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        path = Path(folder) / "bench.scorecard"
        found(path)
        application = QApplication([])
        program = Program(application, Prompts(), Preferences.load())
        window = program.window
        window.resize(1366, 768)
        window.show()
        QApplication.processEvents()
        begun = perf_counter()
        assert program.open(path)
        program.session.choose_evaluator("e0")
        window.show_page("score")
        QApplication.processEvents()
        print(f"{'opening the file to its page':34} {(perf_counter() - begun) * 1000:10.0f} ms")
        settle(program)
        page = window.page
        assert isinstance(page, ScorePage)

        def score(number: int) -> Took:
            walk(page, number)
            stored = page.criteria.answer(program.session.criterion or "")
            level = (int(stored or "0") + 1) % 5
            return press(page, Qt.Key(Qt.Key.Key_0 + level))

        report("key to durable and painted score", measure(score, PRESSES), "p99 at most 16")
        report("a bare durable commit beside it", bare_commits(Path(folder)), "how slow the disk is now")
        report(
            "to the next programme",
            measure(lambda _: press(page, Qt.Key.Key_Right), SWITCHES),
            "p95 at most 50",
        )
        report("to the next criterion", measure(lambda number: walk(page, number), SWITCHES), "")
        window.close()


if __name__ == "__main__":
    main()
