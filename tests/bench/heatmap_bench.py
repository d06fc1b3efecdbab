"""The heat map of 1,000 programmes by 40 criteria: page jumps with their repaint, beside a bare widget."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from scorecard.analysis.heat import Order
from scorecard.analysis.question import Question
from scorecard.analysis.study import Study
from tests.bench.analysis_bench import large_evaluation
from ui.theme import Theme
from ui.widgets.heatmap_view import HeatmapView

if TYPE_CHECKING:
    from collections.abc import Callable

JUMPS, WARM = 300, 10
SIZES = {"a laptop, 1,218 x 520": (1218, 520), "all 40 criteria, 2,000 x 1,000": (2000, 1000)}


class Rival(QWidget):
    """The least that shows as much: a filled rectangle and a text for each cell, and the texts beside them."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns
        self._colours = [QColor.fromHsv(40 * step, 90, 200) for step in range(8)]
        self.page = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for row in range(self._rows):
            y = 52 + 24 * row
            number = self.page * self._rows + row
            painter.drawText(QRect(16, y, 20, 24), Qt.AlignmentFlag.AlignLeft, str(number))
            painter.drawText(QRect(44, y, 160, 24), Qt.AlignmentFlag.AlignLeft, f"Programme {number}")
            for column in range(self._columns):
                cell = QRect(220 + 36 * column, y + 1, 34, 22)
                value = (number * 7 + column * 3) % 8
                painter.fillRect(cell, self._colours[value])
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{value}.{column % 10}")
            painter.drawText(QRect(self.width() - 60, y, 44, 24), Qt.AlignmentFlag.AlignRight, "2.5")
        painter.end()


def milliseconds(work: Callable[[int], object], times: int = JUMPS) -> tuple[list[float], list[float]]:
    """How long the work takes each time, and how long the processor works on it, which a busy machine leaves alone."""
    taken, computing = [], []
    for number in range(times + WARM):
        start, before = perf_counter(), process_time()
        work(number)
        taken.append((perf_counter() - start) * 1000)
        computing.append((process_time() - before) * 1000)
    return taken[WARM:], computing[WARM:]


def jump(view: HeatmapView) -> Callable[[int], None]:
    """Goes a page further each time, and from the end back to the beginning."""
    bar, viewport = view.grid.verticalScrollBar(), view.grid.viewport()

    def next_page(_number: int) -> None:
        last = bar.value() >= bar.maximum()
        bar.setValue(0 if last else bar.value() + bar.pageStep())
        viewport.repaint()

    return next_page


def report(work: str, took: tuple[list[float], list[float]], note: str = "") -> None:
    """One line of the table."""
    (p50, p99), (computing50, computing99) = (
        (median(one), quantiles(one, n=100, method="inclusive")[98]) for one in took
    )
    computing = f"computing {computing50:6.2f} and {computing99:6.2f}"
    print(f"{work:38} p50 {p50:6.2f} ms, p99 {p99:6.2f}; {computing}   {note}")


def main() -> None:
    """Print the table."""
    application = QApplication(["bench", "-style", "fusion"])
    theme = Theme()
    theme.apply("light")
    snapshot, cube = large_evaluation()
    question = Question(framework="f", round="round")
    studies = [Study(snapshot, cube, question, {"round": cube}.get) for _time in range(2)]
    for study in studies:
        assert study.answers is not None
    for name, size in SIZES.items():
        view = HeatmapView(theme)
        view.resize(*size)
        view.show_study(studies[0])
        view.show()
        application.processEvents()
        places = view.grid.places
        rows = len(places.rows_from(0))
        columns = len(places.criteria_between(0, places.window))
        print(f"{name}: {rows} rows and {columns} criteria in sight")
        ours = milliseconds(jump(view))
        report("  page jump with its repaint", ours, "at most 16")
        rival = Rival(rows, columns)
        rival.resize(*size)
        rival.show()
        application.processEvents()

        def bare(number: int, rival: Rival = rival) -> None:
            rival.page = number
            rival.repaint()

        theirs = milliseconds(bare)
        report("  a bare widget: fillRect and drawText", theirs)
        print(f"  {'ours to bare, p50 of computing':36} {median(ours[1]) / median(theirs[1]):7.2f}")
        rival.close()

        def show(number: int, view: HeatmapView = view) -> None:
            view.show_study(studies[number % 2])
            view.grid.viewport().repaint()

        report("  another study shown", milliseconds(show, 30))
        orders = (Order("criterion", "f.C3"), Order("score"))

        def sort(number: int, view: HeatmapView = view, orders: tuple[Order, ...] = orders) -> None:
            view.grid.ordered.emit(orders[number % 2])
            view.grid.viewport().repaint()

        report("  sorted by another column", milliseconds(sort, 30))

        def find(number: int, view: HeatmapView = view) -> None:
            view.find.setText(f"programme {number % 10}")
            view.grid.viewport().repaint()

        report("  a letter more to find", milliseconds(find, 30))
        view.close()


if __name__ == "__main__":
    main()
