"""What became of programmes from round to round: lines for the eye, and beside them every programme in a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.models.columns import CELL_ROLE, Column
from ui.models.compare.over_time_table import OverTimeRow, OverTimeTable
from ui.theme import Theme
from ui.widgets.compare.compare_view import CompareView
from ui.widgets.compare.profile_picker import draw_series_mark
from ui.widgets.data_table import RIGHT, DataTable, Index, RowDelegate
from ui.widgets.empty_state import EmptyState
from ui.widgets.legend import Legend
from ui.widgets.paper import Paper

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.analysis.views.over_time import OverTime
    from scorecard.charts.frame import Picture
    from scorecard.model.evaluation import Key
    from ui.widgets.chart_canvas import ChartCanvas

_MARK = 20
_PAUSE = 60
"""Milliseconds after which the lines follow the row that is chosen, so that a held key does not wait for them."""


class OverTimeView(CompareView):
    """A line a programme between the rounds, and a table of all of them; choosing a row points out its line.

    matplotlib is imported when the view is first shown, after it has painted itself once.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._study: Study | None = None
        self._at_hand: Key | None = None
        self._canvas: ChartCanvas | None = None
        self.table = OverTimeTable(self)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._stack.addWidget(self._content())
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._draw)

    def show_study(self, study: Study) -> None:
        self._study = study
        over_time = study.over_time
        if len(over_time.comparisons) < 2:
            self._show_empty(over_time)
            return
        self._stack.setCurrentIndex(0)
        self.table.show(over_time, self._at_hand)
        self._choose(in_sight=False)
        self._later.start(0)

    def show_place(self, programme: Key | None, *, in_sight: bool = True) -> None:
        if programme == self._at_hand:
            return
        self._at_hand = programme
        if self._stack.currentIndex() == 0:
            self.table.point_out(programme)
            self._choose(in_sight=in_sight)
            self._later.start(_PAUSE)

    def sentences(self) -> tuple[str, str]:
        return self._study.over_time.sentences() if self._study else ("", "")

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        study, at_hand = self._study, self._at_hand

        def draw(made_at: datetime) -> Picture:
            from scorecard.charts.slope_pictures import slope

            assert study is not None
            return slope(study, at_hand, made_at)

        return _("over-time"), draw

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._later.start(0)

    def _content(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._chart = Paper(self._theme)
        row.addWidget(self._chart, 11)
        row.addWidget(self._table_card(), 10)
        return whole

    def _table_card(self) -> QWidget:
        card = Paper(self._theme)
        self.view = DataTable(
            self._theme,
            name=_("Programmes over time"),
            row_height=32,
            head_height=44,
            head_ground="surface",
            margin=16,
        )
        self.view.setModel(self.table)
        self.view.setItemDelegate(_OverTimeDelegate(self._theme, self.view))
        self.table.modelReset.connect(lambda: self.view.set_columns(self.table.columns))
        self.table.modelReset.connect(self.view.scrollToTop)
        self.view.selectionModel().currentRowChanged.connect(self.go_to_row)
        self.view.opened.connect(self.open_row)
        card.column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 12, 4)
        foot.addWidget(
            Legend(
                self._theme,
                (
                    ("text", "(+0)", _("missing evidence could undo it")),
                    ("text", "–", _("no score")),
                ),
            )
        )
        card.column.addLayout(foot)
        return card

    def _choose(self, *, in_sight: bool) -> None:
        """Choose the row of the programme at hand."""
        place = self.table.place_of(self._at_hand)
        if self.view.currentIndex().row() != place:
            self.view.select_row(place, in_sight=in_sight)

    def _show_empty(self, over_time: OverTime) -> None:
        """Why there is nothing to follow, and what to do about it."""
        while self._stack.count() > 1:
            before = self._stack.widget(1)
            self._stack.removeWidget(before)
            before.deleteLater()
        if over_time.apart:
            empty = EmptyState(
                self._theme,
                _("No other round can be compared with this one"),
                _(
                    "The other rounds were scored by a version of the framework from which no crosswalk leads to "
                    "that of this round. Choose the latest round above: earlier ones are brought forward to it."
                ),
                icon="chart",
            )
        else:
            empty = EmptyState(
                self._theme,
                _("One round so far"),
                _(
                    "A change needs a second round. Add one when the programmes are scored again; "
                    "their earlier scores can be carried over to it."
                ),
                _("Go to evaluators and rounds"),
                "chart",
                takes_focus=False,
            )
            empty.pressed.connect(lambda: self.go.emit("people"))
        self._stack.addWidget(empty)
        self._stack.setCurrentIndex(1)

    def _draw(self) -> None:
        """Draw the lines anew, with matplotlib brought along where it is not there yet."""
        if not self.isVisible() or self._study is None or self._stack.currentIndex() != 0:
            return
        from scorecard.charts.slope import draw_slope
        from ui.widgets.chart_canvas import ChartCanvas

        if self._canvas is None:
            self._canvas = ChartCanvas()
            self._canvas.setAccessibleName(_("Scores from round to round"))
            self._chart.column.addWidget(self._canvas, 1)
        over_time, at_hand, palette = self._study.over_time, self._at_hand, self._theme.palette
        self._canvas.show_chart(lambda figure: draw_slope(figure, over_time, at_hand, palette))
        self._canvas.setAccessibleDescription(" ".join(over_time.sentences()))


class _OverTimeDelegate(RowDelegate):
    """Names with the mark of their line, and figures."""

    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        row = index.data(CELL_ROLE)
        if not isinstance(row, OverTimeRow):
            return
        if column.kind == "name":
            if row.look >= 0:
                draw_series_mark(painter, QPointF(rect.left() + 6, rect.center().y()), self.theme, row.look)
            super().paint_cell(painter, rect.adjusted(_MARK, 0, 0, 0), index, column, selected)
            return
        text = row.figures[index.column() - 1]
        settled = text[:1] not in "(–"
        is_change = index.column() == index.model().columnCount() - 2
        self.write(
            painter,
            rect,
            text,
            px=12.5 if len(text) < 9 or column.kind == "share" else 11.5,
            ink="text" if settled and column.kind == "figure" else "muted",
            weight=600 if is_change and settled else 400,
            align=RIGHT,
        )
