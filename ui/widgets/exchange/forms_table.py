"""What was sent to whom and what came back, to be found, sorted and acted upon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _, pgettext
from ui.models.columns import CELL_ROLE, Column
from ui.models.exchange.sent_forms import (
    ANSWERED,
    BACK,
    FILTERS,
    SENT,
    Filter,
    FormRow,
    FormTable,
    FoundForms,
    State,
    counts,
    reminder,
)
from ui.theme import Theme
from ui.widgets.data_table import DataTable, Index, RowDelegate
from ui.widgets.find_field import FindField
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_progress
from ui.widgets.paper import Paper
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorecard.model.form import Form

_BAR, _ICON = 48, 14
_LEAST = 140
"""Pixels of the table: its head and three rows."""
_SIGNS: dict[State, tuple[str, str]] = {
    "waiting": ("clock", "warning"),
    "back": ("circle-check", "positive"),
    "replaced": ("redo", "muted"),
}
"""How a form stands: an icon and its ink; words say it too."""


class FormsView(DataTable):
    """Forms to choose one of; a click on a head sorts."""

    def __init__(self, theme: Theme, model: FoundForms, columns: tuple[Column, ...]) -> None:
        super().__init__(
            theme, name=_("Forms sent"), row_height=32, head_height=34, head_ground="surface", margin=16
        )
        self.setItemDelegate(_FormDelegate(theme, self))
        self.setModel(model)
        self.set_columns(columns)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSectionsClickable(True)
        self.sortByColumn(SENT, Qt.SortOrder.DescendingOrder)

    def sizeHint(self) -> QSize:
        """A few rows: the page gives what it has left, and in a small window need not scroll for more."""
        return QSize(super().sizeHint().width(), _LEAST)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _LEAST)


class FormsPane(QWidget):
    """The table with its tools. `again(form)` and `placed(form)` carry the form that is chosen; `told` a sentence."""

    again = Signal(object)
    placed = Signal(object)
    told = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ""
        self._known: frozenset[str] = frozenset()
        self._changeable = True
        self.table = FormTable(self)
        self.found = FoundForms(self.table, self)
        self.view = FormsView(theme, self.found, self.table.columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._tools())
        paper = Paper(theme)
        paper.column.setContentsMargins(1, 1, 1, 6)
        paper.column.addWidget(self.view)
        column.addWidget(paper, 1)
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._offer())
        self.view.opened.connect(lambda _index: self._place())
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.find.setFocus)

    @property
    def chosen(self) -> FormRow | None:
        """The form that is chosen, None where none is."""
        row = self.view.currentIndex().data(CELL_ROLE)
        return row if isinstance(row, FormRow) else None

    def show_forms(
        self, title: str, rows: Sequence[FormRow], known: frozenset[str], *, changeable: bool
    ) -> None:
        """Show the forms of an evaluation; `known` are the keys of those whose file is on this computer."""
        chosen = self.chosen
        self._title, self._known, self._changeable = title, known, changeable
        self.table.show(rows)
        for place, text in enumerate(_filter_words(rows)):
            self.filter.set_label(place, text)
        place = self.found.place_of(chosen.key) if chosen is not None else -1
        self.view.select_row(place if place >= 0 else 0 if self.found.rowCount() else -1)
        self._offer()

    def copy_reminder(self) -> None:
        """Put who owes what of the forms that are shown on the clipboard."""
        QGuiApplication.clipboard().setText(reminder(self._title, self.found.shown()))
        self.told.emit(_("Who still owes what is on the clipboard, to be pasted into a mail."))

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.filter = Segmented(self._theme, _filter_words(()), name=_("Forms that are shown"))
        self.filter.changed.connect(lambda _place: self._narrow())
        row.addWidget(self.filter)
        self.find = FindField(self._theme, _("Find forms"), self.view)
        self.find.setMinimumWidth(96)
        self.find.setMaximumWidth(220)
        self.find.setAcceptDrops(False)
        self.find.textChanged.connect(self._narrow)
        row.addWidget(self.find, 1)
        row.addStretch()
        self.send_again = self._button(_("Send again…"), self._send_again)
        self.show_place = self._button(_("Show in folder"), self._place)
        self.copy = self._button(_("Copy reminder"), self.copy_reminder)
        for button in (self.send_again, self.show_place, self.copy):
            row.addWidget(button)
        return row

    def _button(self, text: str, press: object) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("small", "true")
        button.clicked.connect(press)
        return button

    def _narrow(self) -> None:
        chosen = self.chosen
        self.found.find(self.find.text(), FILTERS[self.filter.current])
        place = self.found.place_of(chosen.key) if chosen is not None else -1
        self.view.select_row(place if place >= 0 else 0 if self.found.rowCount() else -1)
        self._offer()

    def _offer(self) -> None:
        """What can be done, and in a tip why not."""
        row = self.chosen
        _enable(
            self.send_again,
            row is not None and self._changeable and row.asked > 0 and not row.sent.round.closed,
            _("Make another form for the same evaluator with what is answered by now"),
            _("Choose a form of a round that is open; this evaluation has to be open for writing."),
        )
        _enable(
            self.show_place,
            row is not None and row.key in self._known,
            _("Show the file of the form that is chosen"),
            _("Where this form was written is not known on this computer, or it is not there any more."),
        )
        _enable(
            self.copy,
            any(one.is_owed for one in self.found.shown()),
            _("Copy who still owes what, for a mail"),
            _("Of the forms that are shown, none is awaited."),
        )

    def _form(self) -> Form | None:
        return self.chosen.sent.form if self.chosen is not None else None

    def _send_again(self) -> None:
        if (form := self._form()) is not None:
            self.again.emit(form)

    def _place(self) -> None:
        form = self._form()
        if form is not None and form.key in self._known:
            self.placed.emit(form)


class _FormDelegate(RowDelegate):
    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        row = index.data(CELL_ROLE)
        if not isinstance(row, FormRow):
            return
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        if index.column() == BACK:
            icon, ink = _SIGNS[row.state]
            place = QRectF(rect.left(), rect.center().y() - _ICON / 2, _ICON, _ICON)
            draw_icon(painter, place, self.theme, icon, ink)
            words = "text" if row.state == "back" else ink
            self.write(painter, rect.adjusted(_ICON + 6, 0, 0, 0), text, ink=words)
        elif index.column() == ANSWERED:
            bar = QRectF(rect.left(), rect.top(), _BAR, rect.height())
            draw_progress(painter, bar, self.theme, row.answered, row.asked)
            self.write(painter, rect.adjusted(_BAR + 8, 0, 0, 0), text, ink="muted", px=12)
        else:
            super().paint_cell(painter, rect, index, column, selected)


def _filter_words(rows: Sequence[FormRow]) -> list[str]:
    """What each filter keeps, with how many forms that are."""
    held = counts(rows)
    words: dict[Filter, str] = {
        "all": pgettext("forms", "All {count}"),
        "waiting": pgettext("forms", "Not back {count}"),
        "back": pgettext("forms", "Back {count}"),
    }
    return [words[one].format(count=held[one]) for one in FILTERS]


def _enable(button: QPushButton, possible: bool, does: str, why_not: str) -> None:
    button.setEnabled(possible)
    button.setToolTip(does if possible else why_not)
    button.setAccessibleDescription(does if possible else why_not)
