"""From the press of a key to a score that is durable and painted, in the real window; beside it the least that can be.

The rival commits one row as durably as the store and paints a plain list anew, in turn with ours. The bound of 16 ms
is by the clock, as a person waits: where the rival's own percentile is near it, the disk decided, not the program.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from tests.bench.evaluations import CRITERIA, file_of
from tests.bench.measure import SIZES, Measure, percentile
from tests.bench.window import (
    SIZE,
    Took,
    by_turns,
    clock,
    computing,
    opened,
    paint,
    press,
    program_in_sight,
    timed,
)
from ui.pages.score import ScorePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

PRESSES, FEWER = {30: 500, 1000: 500}, 100
LIMIT = 16


class Rival(QListWidget):
    """A list of the criteria, and a table of their answers; nothing is asked, kept for undo, or checked."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.addItems([f"Criterion {number}" for number in range(CRITERIA)])
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = EXTRA")
        self._connection.execute("CREATE TABLE IF NOT EXISTS score (value)")

    def close(self) -> bool:
        self._connection.close()
        return super().close()

    def score(self, number: int) -> Took:
        """One durable row, painted."""

        def until_painted() -> None:
            self._connection.execute("INSERT INTO score VALUES (?)", (number,))
            self.item(number % CRITERIA).setText(f"Criterion {number % CRITERIA}: {number}")
            self.viewport().repaint()
            paint()

        return timed(until_painted)


def walk(page: QWidget, number: int) -> Took:
    """Down the criteria of one programme, over to the next, and up again."""
    row, column = divmod(number, CRITERIA)
    if column == 0:
        return press(page, Qt.Key.Key_Right)
    return press(page, Qt.Key.Key_Up if row % 2 else Qt.Key.Key_Down)


def measures(folder: Path) -> Iterator[Measure]:
    """The percentiles by the clock at 30 and 1,000 programmes, and the median of computing at every size."""
    program = program_in_sight()
    with closing(Rival(folder / "bare.db")) as rival:
        rival.resize(*SIZE)
        rival.show()
        paint()
        for programmes in SIZES:
            page = opened(program, file_of(folder, programmes), "score")
            assert isinstance(page, ScorePage)

            def score(number: int, page: ScorePage = page) -> Took:
                walk(page, number)
                stored = page.criteria.answer(program.session.criterion or "")
                level = (int(stored or "0") + 1) % 5
                return press(page, Qt.Key(Qt.Key.Key_0 + level))

            ours, bare = by_turns(score, rival.score, times=PRESSES.get(programmes, FEWER))
            of = {"programmes": programmes}
            if programmes in PRESSES:
                disk = percentile(clock(bare), 99)
                yield Measure(
                    name="key press to durable and painted, p99 by the clock",
                    ours=percentile(clock(ours), 99),
                    bound=LIMIT,
                    beside=f"a bare commit and a plain list had {disk:.1f} ms",
                    **of,
                )
            yield Measure(
                name="key press to durable and painted, median",
                ours=median(clock(ours)),
                rival=median(clock(bare)),
                beside="a bare durable commit and a plain list painted",
                **of,
            )
            yield Measure(
                name="key press, computing of it, p99",
                ours=percentile(computing(ours), 99),
                bound=LIMIT if programmes in PRESSES else None,
                beside="without waiting for the disk or for other programs",
                **of,
            )
            (to_criterion,) = by_turns(lambda number, page=page: walk(page, number), times=FEWER)
            yield Measure(name="to the next criterion, median", ours=median(computing(to_criterion)), **of)
    program.window.close()
