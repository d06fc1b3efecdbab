"""From the key to the next programme, painted, with 1,000 programmes; beside it a bare window that shows as much."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import quantiles

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tests.bench.keypress_bench import (
    CRITERIA,
    PROGRAMMES,
    Took,
    forty_criteria,
    found,
    measure,
    press,
    report,
    settle,
    timed,
)
from ui.app import Program
from ui.pages.score import ScorePage
from ui.preferences import Preferences
from ui.prompts import Prompts

SWITCHES = 300


class Rival(QWidget):
    """What no window can do without: the rows of one programme read, and as many texts shown, nothing else."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._programme = 0
        row = QHBoxLayout(self)
        self._programmes, self._criteria = QListWidget(), QListWidget()
        self._programmes.addItems([f"Programme {number}" for number in range(PROGRAMMES)])
        self._framework = forty_criteria()
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

    def switch(self) -> None:
        """Show the next programme."""
        self._programme = (self._programme + 1) % PROGRAMMES
        key = f"{self._programme:032x}"
        values = dict.fromkeys((one.id for one in self._framework.criteria), "")
        query = "SELECT criterion, value, note FROM score WHERE programme = ? AND round = 'round'"
        for criterion, value, note in self._connection.execute(query, (key,)):
            values[criterion] = value
            self._notes[0].setPlainText(note)
        for place, (criterion, value) in enumerate(values.items()):
            self._criteria.item(place).setText(f"{criterion} {value}")
        self._programmes.setCurrentRow(self._programme)
        for label in self._levels:
            label.setText(f"{key} {label.text()[-200:]}")
        for _round in range(3):
            QApplication.processEvents()


def ours(program: Program) -> dict[str, list[Took]]:
    """Switches in the real window: as it opens, at the other end of the list, and with a filter."""
    page = program.window.page
    assert isinstance(page, ScorePage)

    def back_and_forth(number: int) -> Took:
        far = number // CRITERIA % 2
        return press(page, Qt.Key.Key_Left if far else Qt.Key.Key_Right)

    took = {"to the next programme": measure(lambda _: press(page, Qt.Key.Key_Right), SWITCHES)}
    page.programme_column.filter.changed.emit("unfinished")
    page.criterion_column.filter.changed.emit("unscored")
    took["the same with both filters"] = measure(back_and_forth, SWITCHES)
    return took


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        path = Path(folder) / "bench.scorecard"
        found(path)
        application = QApplication([])
        program = Program(application, Prompts(), Preferences.load())
        program.window.resize(1366, 768)
        program.window.show()
        QApplication.processEvents()
        assert program.open(path)
        program.session.choose_evaluator("e0")
        program.window.show_page("score")
        settle(program)
        found_ours = ours(program)
        for work, took in found_ours.items():
            report(work, took, "p95 at most 50")
        program.window.close()
        with closing(Rival(path)) as rival:
            rival.resize(1366, 768)
            rival.show()
            bare = measure(lambda _: timed(rival.switch), SWITCHES)
        report("a bare window beside it", bare, "reads the same rows, paints plain texts")
        ratio = _p95(found_ours["to the next programme"]) / _p95(bare)
        print(f"{'ours to bare, p95 of computing':34} {ratio:6.2f}")


def _p95(took: list[Took]) -> float:
    return quantiles([one.computing for one in took], n=100, method="inclusive")[94]


if __name__ == "__main__":
    main()
