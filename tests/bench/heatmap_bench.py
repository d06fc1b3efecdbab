"""The heat map of up to 1,000 programmes by 40 criteria: page jumps with their repaint, beside a bare widget."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from scorecard.analysis.question import Question
from scorecard.analysis.study import Study
from scorecard.analysis.views.heat import Order
from tests.bench.evaluations import ROUND, in_memory
from tests.bench.measure import SIZES, Measure, percentile
from tests.bench.window import Took, by_turns, clock, computing, timed
from ui.theme import Theme
from ui.widgets.compare.heatmap_view import HeatmapView

if TYPE_CHECKING:
    from collections.abc import Iterator

JUMPS, FEWER = 150, 20
LIMIT = 16
VIEWS = {"a laptop": (1218, 520), "all 40 criteria in sight": (2000, 1000)}


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


class Pages:
    """Goes a page further each time, and from the end back to the beginning."""

    def __init__(self, view: HeatmapView, rival: Rival) -> None:
        self._view, self._rival = view, rival

    def ours(self, _number: int) -> Took:
        """A jump in the heat map."""
        bar = self._view.grid.verticalScrollBar()

        def jump() -> None:
            last = bar.value() >= bar.maximum()
            bar.setValue(0 if last else bar.value() + bar.pageStep())
            self._view.grid.viewport().repaint()

        return timed(jump)

    def bare(self, number: int) -> Took:
        """A jump in the bare widget."""

        def jump() -> None:
            self._rival.page = number
            self._rival.repaint()

        return timed(jump)


def measures(_folder: Path) -> Iterator[Measure]:
    """Page jumps at two sizes of the window; another study, sorting and finding."""
    application = QApplication(["bench", "-style", "fusion"])
    theme = Theme()
    theme.apply("light")
    for programmes in SIZES:
        snapshot, cube = in_memory(programmes)
        question = Question(framework="f", round=ROUND)
        studies = [Study(snapshot, cube, question, {ROUND: cube}.get) for _time in range(2)]
        for study in studies:
            assert study.answers is not None
        for name, size in VIEWS.items():
            view = HeatmapView(theme)
            view.resize(*size)
            view.show_study(studies[0])
            view.show()
            application.processEvents()
            places = view.grid.places
            rival = Rival(len(places.rows_from(0)), len(places.criteria_between(0, places.window)))
            rival.resize(*size)
            rival.show()
            application.processEvents()
            yield from jumps(name, Pages(view, rival), programmes)
            rival.close()
            if size == VIEWS["a laptop"]:
                yield from changes(view, studies, programmes)
            view.close()


def jumps(name: str, pages: Pages, programmes: int) -> Iterator[Measure]:
    """Page jumps beside the bare widget; the bound is by the clock, as a person waits."""
    ours, bare = by_turns(pages.ours, pages.bare, times=JUMPS)
    yield Measure(
        name=f"heat map, page jump, {name}",
        ours=median(computing(ours)),
        rival=median(computing(bare)),
        beside="fillRect and drawText of as many cells",
        programmes=programmes,
    )
    if programmes == SIZES[-1]:
        yield Measure(
            name=f"heat map, page jump, {name}, p99 by the clock",
            ours=percentile(clock(ours), 99),
            bound=LIMIT,
            beside=f"the bare widget had {percentile(clock(bare), 99):.1f} ms",
            programmes=programmes,
        )


def changes(view: HeatmapView, studies: list[Study], programmes: int) -> Iterator[Measure]:
    """What is shown changes."""
    orders = (Order("criterion", "f.C3"), Order("score"))
    works = {
        "another study shown": lambda number: view.show_study(studies[number % 2]),
        "sorted by another column": lambda number: view.grid.ordered.emit(orders[number % 2]),
        "a letter more to find": lambda number: view.find.setText(f"programme {number % 10}"),
    }
    for name, work in works.items():

        def shown(number: int) -> Took:
            def change() -> None:
                work(number)  # noqa: B023 (run at once)
                view.grid.viewport().repaint()

            return timed(change)

        (took,) = by_turns(shown, times=FEWER)
        yield Measure(name=f"heat map, {name}", ours=median(computing(took)), programmes=programmes)
