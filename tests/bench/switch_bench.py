"""From the key to the next programme, painted; beside it a bare window that reads the same rows and shows as much."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from tests.bench.evaluations import CRITERIA, file_of, framework_of_forty, programme_key
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

SWITCHES = 150
LIMIT = 50

ROWS = """
    SELECT name.text, value, note FROM score JOIN name ON name.id = criterion
    WHERE round = (SELECT id FROM name WHERE text = 'round')
    AND programme = (SELECT id FROM name WHERE text = ?)
    AND evaluator = (SELECT id FROM name WHERE text = 'e0')
"""


class Rival(QWidget):
    """What no window can do without: the rows of one programme read, and as many texts shown, nothing else."""

    def __init__(self, path: Path, programmes: int) -> None:
        super().__init__()
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._programme, self._count = 0, programmes
        row = QHBoxLayout(self)
        self._programmes, self._criteria = QListWidget(), QListWidget()
        self._programmes.addItems([f"Programme {number}" for number in range(programmes)])
        self._framework = framework_of_forty()
        self._criteria.addItems([one.name.en for one in self._framework.criteria])
        row.addWidget(self._programmes)
        row.addWidget(self._criteria)
        column = QVBoxLayout()
        row.addLayout(column)
        self._levels = [QLabel(text.en) for text in self._framework.criteria[0].levels]
        self._notes = [QPlainTextEdit() for _text in range(3)]
        for part in (*self._levels, *self._notes):
            if isinstance(part, QLabel):
                part.setWordWrap(True)
            column.addWidget(part)

    def close(self) -> bool:
        self._connection.close()
        return super().close()

    def switch(self, _number: int) -> Took:
        """Show the next programme."""
        return timed(self._switch)

    def _switch(self) -> None:
        self._programme = (self._programme + 1) % self._count
        key = programme_key(self._programme)
        values = dict.fromkeys((one.id for one in self._framework.criteria), "")
        note = ""
        for criterion, value, note in self._connection.execute(ROWS, (key,)):  # noqa: B007 (the last one is shown)
            values[criterion] = value
        assert any(values.values())
        self._notes[0].setPlainText(note)
        for place, (criterion, value) in zip(range(CRITERIA), values.items(), strict=False):
            self._criteria.item(place).setText(f"{criterion} {value}")
        self._programmes.setCurrentRow(self._programme)
        for label in self._levels:
            label.setText(f"{key} {label.text()[-200:]}")
        paint()


def measures(folder: Path) -> Iterator[Measure]:
    """Switches in the real window, by turns with the bare one."""
    program = program_in_sight()
    for programmes in SIZES:
        path = file_of(folder, programmes)
        page = opened(program, path, "score")
        assert isinstance(page, ScorePage)

        def switch(number: int, page: ScorePage = page, count: int = programmes) -> Took:
            back = number // (count - 1) % 2
            return press(page, Qt.Key.Key_Left if back else Qt.Key.Key_Right)

        with closing(Rival(path, programmes)) as rival:
            rival.resize(*SIZE)
            rival.show()
            ours, bare = by_turns(switch, rival.switch, times=SWITCHES)
        yield Measure(
            name="to the next programme, median",
            ours=median(computing(ours)),
            rival=median(computing(bare)),
            beside="a bare window reads the same rows and shows plain texts",
            programmes=programmes,
        )
        if programmes == SIZES[-1]:
            yield Measure(
                name="to the next programme, p95 by the clock",
                ours=percentile(clock(ours), 95),
                bound=LIMIT,
                programmes=programmes,
            )
    program.window.close()
