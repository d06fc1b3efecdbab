"""The heat map of a study: every programme by every criterion, to sort, to look through and to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from scorecard.analysis.views.heat import Order, Which
from scorecard.i18n import _, language, ngettext
from ui.models.columns import KEY_ROLE
from ui.models.compare.sureness import Sureness
from ui.models.heat.cell import cell_details
from ui.models.heat.heatmap import FIRST, HeatTable
from ui.models.heat.orders import brief, usual, way_in_words
from ui.theme import Theme
from ui.widgets.compare.compare_view import CompareView
from ui.widgets.find_field import FindField
from ui.widgets.heat.card import HeatCard
from ui.widgets.heat.grid import HeatGrid
from ui.widgets.heat.legend import HeatLegend
from ui.widgets.icon_button import IconButton
from ui.widgets.paper import Paper
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.charts.frame import Picture
    from scorecard.model.evaluation import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How the heat map is looked at: the order, the words and the cells looked for, whether figures are shown."""

    order: Order
    words: str
    which: Which
    figures: bool


class HeatmapView(CompareView):
    """The grid with what narrows and arranges it above, and its legend below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.table = HeatTable(self)
        self.grid = HeatGrid(theme, self.table)
        self.card = HeatCard(theme, self)
        self._sureness = Sureness(self)
        self._sureness.found.connect(self.changed)
        self._sureness.long_asked.connect(self.long_asked)
        self._wanted: Key | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        paper = Paper(theme)
        row.addWidget(paper)
        paper.column.setContentsMargins(1, 10, 1, 8)
        paper.column.addLayout(self._tools())
        paper.column.addSpacing(8)
        paper.column.addWidget(self.grid, 1)
        paper.column.addLayout(self._foot())
        self._connect()

    def show_study(self, study: Study) -> None:
        self._sureness.follow(study)
        is_new = self.table.show(study)
        if self.table.heat is not None:
            self._legend.explain(study.comparison.framework, self.table.heat, study.question.average)
        self._say_order()
        self._say_counts()
        if is_new:
            self.card.hide()
            self.grid.scrollToTop()
            self.show_place(self._wanted, in_sight=False)
        elif self.card.isVisible():
            self._show_card(self.grid.currentIndex())

    def show_place(self, programme: Key | None, *, in_sight: bool = True) -> None:
        self._wanted = programme
        place, current = self.table.place_of(programme), self.grid.currentIndex()
        if place < 0:
            self.grid.setCurrentIndex(QModelIndex())
        elif place != current.row():
            self.grid.go_to(self.table.index(place, max(current.column(), FIRST)), in_sight=in_sight)

    def sentences(self) -> tuple[str, str]:
        return self._sureness.sentences()

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        study = self.table.study
        rows = [self.table.row_of(place) for place in range(self.table.rowCount())]

        def draw(made_at: datetime) -> Picture:
            from scorecard.charts.heatmap import heatmap

            assert study is not None
            return heatmap(study, rows, made_at)

        return _("heatmap"), draw

    def kept(self) -> Kept:
        return Kept(
            order=self.table.order,
            words=self.find.text(),
            which=self.cells.value,
            figures=self.figures.current == 0,
        )

    def take_up(self, kept: Kept | None) -> None:
        if kept is None:
            return
        self.table.sort_by(kept.order)
        self.cells.set_value(kept.which)
        self.figures.set_current(0 if kept.figures else 1)
        self.grid.show_figures(kept.figures)
        self.find.setText(kept.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.card.isVisible():
            self.card.hide()
        else:
            super().keyPressEvent(event)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        self.find = FindField(self._theme, _("Find programmes in the heat map"), self.grid)
        self.find.setFixedWidth(184)
        self.cells = Picker(self._theme, "", name=_("Cells"))
        self.cells.set_choices(
            [
                (_("All cells"), "all"),
                (_("Without evidence (NE)"), "NE"),
                (_("Not yet scored"), "unscored"),
                (_("Disputed"), "disputed"),
            ],
            "all",
        )
        self.order = Picker(self._theme, "", name=_("Order"))
        self._way = IconButton(self._theme, "arrows", _("Highest first"), kind="link", small=True)
        self._count = label(self._theme, "", "caption", ink="muted")
        self.figures = Segmented(self._theme, (_("Shown"), _("Hidden")), name=_("Figures"), px=12)
        for part in (self.find, self.cells, self.order, self._way, self._count):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(label(self._theme, _("Figures"), "caption", ink="muted"))
        row.addWidget(self.figures)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 0)
        self._legend = HeatLegend(self._theme)
        row.addWidget(self._legend, 1)
        self._below = QPushButton()
        self._below.setProperty("kind", "link")
        self._below.setProperty("small", "true")
        self._below.clicked.connect(self.grid.page_down)
        row.addWidget(self._below, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _connect(self) -> None:
        self.find.textChanged.connect(lambda _text: self._narrow())
        self.cells.changed.connect(lambda _which: self._narrow())
        self.order.changed.connect(lambda by: self._arrange(usual(Order(*by))))
        self._way.clicked.connect(
            lambda: self._arrange(self.table.order._replace(falling=not self.table.order.falling))
        )
        self.figures.changed.connect(lambda index: self.grid.show_figures(index == 0))
        self.grid.ordered.connect(self._arrange)
        self.grid.opened.connect(self._open)
        self.grid.asked.connect(self._ask)
        self.grid.typed.connect(self._type)
        self.grid.moved.connect(self._moved)
        self.grid.selectionModel().currentChanged.connect(self._move)
        self.card.opened.connect(lambda: self._open(self.grid.currentIndex()))
        self.card.closed.connect(self._close_card)

    def _arrange(self, order: Order) -> None:
        self.table.sort_by(order)
        self._say_order()
        self._follow()

    def _narrow(self) -> None:
        self.table.narrow(self.find.text(), self.cells.value)
        self._say_counts()
        if not self.grid.currentIndex().isValid():
            self.show_place(self._wanted, in_sight=True)
        self._follow()

    def _follow(self) -> None:
        """Keep the current cell in sight, and its card beside it."""
        current = self.grid.currentIndex()
        self.grid.scrollTo(current)
        if not current.isValid():
            self.card.hide()
        self._moved()

    def _move(self, current: QModelIndex, before: QModelIndex) -> None:
        self.grid.viewport().update()
        if self.card.isVisible():
            self._show_card(current)
        key = current.data(KEY_ROLE)
        if isinstance(key, str) and key != self._wanted:
            self._wanted = key
            self.chosen.emit(key)

    def _ask(self, index: QModelIndex, again: bool) -> None:
        if again and self.card.isVisible():
            self.card.hide()
        else:
            self._show_card(index)

    def _show_card(self, index: QModelIndex) -> None:
        study, heat, criterion = self.table.study, self.table.heat, self.table.criterion(index.column())
        if study is None or heat is None or criterion is None or not index.isValid():
            self.card.hide()
            return
        items = study.snapshot.evidence_of(self.table.beside(index.row()).programme.key)
        row = self.table.row_of(index.row())
        details = cell_details(study, heat, row, index.column() - FIRST, items)
        self.card.show_cell(details, self._beside(index))

    def _beside(self, index: QModelIndex) -> object:
        corner = self.grid.viewport().mapTo(self, self.grid.visualRect(index).topLeft())
        rect = self.grid.visualRect(index)
        rect.moveTopLeft(corner)
        return rect

    def _close_card(self) -> None:
        self.card.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self) -> None:
        below = self.grid.below()
        self._below.setText(_("{count} more below").format(count=below))
        self._below.setVisible(bool(below))
        index = self.grid.currentIndex()
        if self.card.isVisible():
            if index.isValid() and self.grid.viewport().rect().contains(self.grid.visualRect(index)):
                self.card.place(self._beside(index))
            else:
                self.card.hide()

    def _open(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        criterion = self.table.criterion(index.column())
        if isinstance(key, str):
            self.opened.emit(key, criterion.id if criterion else "")

    def _type(self, text: str) -> None:
        self.find.setFocus(Qt.FocusReason.OtherFocusReason)
        self.find.setText(text)

    def _say_order(self) -> None:
        framework, order = self.table.framework, self.table.order
        if framework is None:
            return
        choices: list[tuple[str, tuple[str, str]]] = [
            (_("By score"), ("score", "")),
            (_("By name"), ("name", "")),
            (_("By country"), ("country", "")),
            (_("By coverage"), ("coverage", "")),
        ]
        words = _("By {what}")
        choices += [
            (words.format(what=section.short.into(language())), ("section", section.id))
            for section in framework.sections
        ]
        if order.by == "criterion":
            choices.append((words.format(what=brief(framework, order)), ("criterion", order.id)))
        self.order.set_choices(choices, (order.by, order.id))
        self._way.setText(way_in_words(order))
        self._way.setAccessibleName(_("Turn the order round: {order}").format(order=self._way.text()))

    def _say_counts(self) -> None:
        shown, count = self.table.rowCount(), self.table.count
        if shown == count:
            words = ngettext("{count} programme", "{count} programmes", count)
        else:
            words = ngettext("{shown} of {count} programme", "{shown} of {count} programmes", count)
        self._count.setText(words.format(shown=shown, count=count))
