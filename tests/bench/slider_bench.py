"""From the move of a weight slider to a painted ranking and profile, in the real window, beside a bare one."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QSlider, QTableView, QVBoxLayout, QWidget

from tests.bench.evaluations import file_of
from tests.bench.measure import SIZES, Measure, percentile
from tests.bench.window import (
    SIZE,
    Took,
    by_turns,
    computing,
    opened,
    paint,
    press,
    program_in_sight,
    settle,
    timed,
)
from ui.pages.compare import ComparePage

if TYPE_CHECKING:
    from collections.abc import Iterator

MOVES = 120
BOUNDED, LIMIT = 100, 33


class Rival(QWidget):
    """What no window can do without: a weighted mean, a sort, and a plain table of the result under a plain slider."""

    def __init__(self, page: ComparePage) -> None:
        super().__init__()
        assert page.comparison is not None
        self._values = np.nan_to_num(page.comparison.section_score)
        self._names = [programme.label for programme in page.comparison.programmes]
        self._weights = page.comparison.section_weights.copy()
        self._model = _Plain()
        column = QVBoxLayout(self)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.valueChanged.connect(self._rank)
        column.addWidget(self.slider)
        table = QTableView()
        table.setModel(self._model)
        column.addWidget(table)

    def _rank(self, percent: int) -> None:
        weights = self._weights * (1 - percent / 100) / self._weights[1:].sum()
        weights[0] = percent / 100
        scores = self._values @ weights
        order = np.argsort(-scores)
        self._model.show(
            [
                (
                    place + 1,
                    self._names[row],
                    f"{scores[row]:.2f}",
                    *(f"{one:.1f}" for one in self._values[row]),
                )
                for place, row in enumerate(order)
            ]
        )


class _Plain(QAbstractTableModel):
    _rows: list[tuple[object, ...]] = []  # noqa: RUF012 (replaced as a whole)

    def show(self, rows: list[tuple[object, ...]]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self._rows[0]) if self._rows else 0

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def nudged(slider: QSlider, number: int) -> Took:
    """A slider moved by 1 %, to and fro through the range, until what follows is painted."""
    return press(slider, Qt.Key.Key_Left if number // 90 % 2 else Qt.Key.Key_Right)


def asked(page: ComparePage, tried: tuple[tuple[str, float], ...]) -> Took:
    """Other weights asked for while the profile is shown, until what follows is painted."""

    def until_painted() -> None:
        page.ask(tried=tried)
        paint()

    return timed(until_painted)


def measures(folder: Path) -> Iterator[Measure]:
    """The least computing that a person waits for, with the bare window in turn."""
    program = program_in_sight()
    for programmes in SIZES:
        page = opened(program, file_of(folder, programmes), "compare")
        assert isinstance(page, ComparePage)
        page.show_view("ranking")
        slider = next(iter(page.view_named("ranking").sliders.lines.values())).slider
        slider.setFocus()
        settle(program)
        rival = Rival(page)
        rival.resize(*SIZE)
        rival.show()
        weights = []

        def move(number: int, slider: QSlider = slider, page: ComparePage = page) -> Took:
            took = nudged(slider, number)
            assert page.study is not None
            weights.append(page.study.question.tried)  # noqa: B023 (run at once)
            return took

        ranking, bare = by_turns(move, lambda number, rival=rival: nudged(rival.slider, number), times=MOVES)
        rival.close()
        page.show_view("profile")
        settle(program)
        profile = [asked(page, tried) for tried in weights][-MOVES:]
        both = [sum(pair) for pair in zip(computing(ranking), computing(profile), strict=True)]
        yield Measure(
            name="weight slider to ranking painted",
            ours=median(computing(ranking)),
            rival=median(computing(bare)),
            beside="a mean, a sort and a plain table painted",
            programmes=programmes,
        )
        yield Measure(
            name="weight slider to ranking and profile, p99",
            ours=percentile(both, 99),
            bound=LIMIT if programmes == BOUNDED else None,
            beside="computing alone",
            programmes=programmes,
        )
    program.window.close()
