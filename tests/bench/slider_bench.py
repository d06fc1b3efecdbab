"""From the move of a weight slider to a painted ranking and profile of 100 programmes, in the real window."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import quantiles

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider, QTableView, QVBoxLayout, QWidget

from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.score import Cell
from scorecard.storage.store import Store
from tests.bench.keypress_bench import Took, forty_criteria, measure, report, settle, timed
from tests.storage.evaluations import AUTHOR, adding, score_at
from ui.app import Program
from ui.pages.compare import ComparePage
from ui.preferences import Preferences
from ui.prompts import Prompts

PROGRAMMES, EVALUATORS = 100, 10
MOVES = 200


def found(path: Path) -> None:
    """A file in which all but every eighth cell is scored; ranks change hands with nearly every per cent."""
    framework, drawn = forty_criteria(), Random(1)
    round = Round(key="round", id="r1", name="Round 1", position=0)
    evaluators = [
        Evaluator(key=f"e{n}", id=f"e{n}", name=f"Evaluator {n}", kind="independent")
        for n in range(EVALUATORS)
    ]
    programmes = [
        Programme(key=f"{n:032x}", id=f"P{n}", name=f"Programme number {n} of the region")
        for n in range(PROGRAMMES)
    ]
    cells = [
        Cell(programme.key, evaluator.key, "round", criterion.id)
        for programme in programmes
        for evaluator in evaluators
        for criterion in framework.criteria
    ]
    scores = [score_at(cell, str(drawn.randrange(5))) for n, cell in enumerate(cells) if n % 8]
    evaluation = Evaluation(id="bench", title="Bench", frameworks=("f",))
    with Store.create(
        path, adding(evaluation, framework, round, *evaluators, *programmes), author=AUTHOR
    ) as store:
        store.commit(adding(*scores), author=AUTHOR)


class Rival(QWidget):
    """What no window can do without: a weighted mean, a sort, and a plain table of the result under a plain slider."""

    def __init__(self, page: ComparePage) -> None:
        super().__init__()
        import numpy as np

        assert page.comparison is not None
        self._np = np
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
        order = self._np.argsort(-scores)
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
    key = Qt.Key.Key_Left if number // 90 % 2 else Qt.Key.Key_Right

    def until_painted() -> None:
        QTest.keyClick(slider, key)
        for _round in range(3):
            QApplication.processEvents()

    return timed(until_painted)


def asked(page: ComparePage, tried: tuple[tuple[str, float], ...]) -> Took:
    """Other weights asked for while the profile is shown, until what follows is painted."""

    def until_painted() -> None:
        page.ask(tried=tried)
        for _round in range(3):
            QApplication.processEvents()

    return timed(until_painted)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        path = Path(folder) / "bench.scorecard"
        found(path)
        program = Program(QApplication([]), Prompts(), Preferences.load())
        program.window.resize(1366, 768)
        program.window.show()
        QApplication.processEvents()
        assert program.open(path)
        program.window.show_page("compare")
        settle(program)
        page = program.window.page
        assert isinstance(page, ComparePage)
        assert page.comparison is not None
        page.show_view("ranking")
        slider = next(iter(page.view_named("ranking").sliders.lines.values())).slider
        slider.setFocus()
        settle(program)
        weights = []

        def move(number: int) -> Took:
            took = nudged(slider, number)
            assert page.study is not None
            weights.append(page.study.question.tried)
            return took

        ranking = measure(move, MOVES)
        page.show_view("profile")
        settle(program)
        profile = [asked(page, tried) for tried in weights][10:]
        both = [
            Took(one.clock + other.clock, one.computing + other.computing)
            for one, other in zip(ranking, profile, strict=True)
        ]
        report("slider moved to ranking painted", ranking, "")
        report("the same to profile painted", profile, "")
        report("both", both, "p99 at most 33")
        rival = Rival(page)
        rival.resize(1366, 768)
        rival.show()
        rival.slider.setFocus()
        bare = measure(lambda number: nudged(rival.slider, number), MOVES)
        report("a bare slider and table beside it", bare, "mean, sort, a plain table painted")
        print(f"{'ours to bare, p50 of computing':34} {_median(ranking) / _median(bare):6.2f}")
        program.window.close()


def _median(took: list[Took]) -> float:
    return quantiles([one.computing for one in took], n=100, method="inclusive")[49]


if __name__ == "__main__":
    main()
