"""A note sheet in its layout: a table, columns side by side, or a matrix whose cells open their entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scorecard.analysis.sources.note_layout import choices_of
from scorecard.i18n import _, language
from scorecard.model.note_sheet import NoteSheet, Template
from scorecard.model.snapshot import Snapshot
from ui.models.notes.entries import NoteEntries, Write
from ui.models.notes.matrix import NoteMatrix
from ui.theme import Theme
from ui.widgets.notes.grid import GRID_HEAD, NoteGrid
from ui.widgets.notes.painter import NotePainter
from ui.widgets.notes.view import NoteView
from ui.widgets.rule import level_rule, upright_rule
from ui.widgets.text import label

_NARROWEST = 216
_LIST_WIDTH = 268


class NoteBody(QWidget):
    """The entries of one sheet. `came`: another is current; `asked` and `pasted` are those of its `NoteView`s."""

    came = Signal()
    asked = Signal(str)
    pasted = Signal(str)

    def __init__(self, theme: Theme, write: Write) -> None:
        super().__init__()
        self._theme = theme
        self._write = write
        self.views: list[NoteView] = []
        self._active = 0

    @property
    def active(self) -> NoteView:
        """The table or list that has the current entry."""
        return self.views[self._active]

    @property
    def key(self) -> str:
        """The key of the current entry, empty where none is or a new one is begun."""
        return self.active.key

    @property
    def stops(self) -> Sequence[QWidget]:
        """What Tab goes through, in the order of the eye."""
        return self.views

    def show_sheet(self, snapshot: Snapshot, sheet: NoteSheet, *, editable: bool) -> None:
        """Show a sheet of the template that this body was made for."""
        raise NotImplementedError

    def begin(self) -> None:
        """Begin a new entry at the current place."""
        self.active.begin()

    def commit(self) -> None:
        """Store what is being written."""
        for view in self.views:
            view.commit()

    def go_to(self, key: str) -> None:
        """Make an entry current wherever it stands."""
        for number, view in enumerate(self.views):
            if view.entries.row_of(key) >= 0:
                self._activate(number)
                view.go_to(key)
                view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_view(self, name: str, *, heads: bool) -> NoteView:
        view = NoteView(self._theme, NoteEntries(self._write, self), name=name, heads=heads)
        view.setItemDelegate(NotePainter(self._theme, view))
        number = len(self.views)
        view.is_active = number == 0
        view.came.connect(lambda: self._came(number))
        view.asked.connect(self.asked)
        view.pasted.connect(self.pasted)
        view.left.connect(lambda step: self._step(number + step))
        self.views.append(view)
        return view

    def _came(self, number: int) -> None:
        if self.views[number].hasFocus() or number == self._active:
            self._activate(number)
            self.came.emit()

    def _activate(self, number: int) -> None:
        if number != self._active:
            self._active = number
            for place, view in enumerate(self.views):
                view.is_active = place == number
                view.viewport().update()

    def _settle(self) -> None:
        """There is always a current entry: the first one, until somebody works in the list."""
        view = self.active
        at_end = view.entries.row_at(view.currentIndex().row()) is None
        if view.entries.columnCount() and at_end and not view.hasFocus() and view.editor is None:
            view.setCurrentIndex(view.entries.index(0, 0))

    def _step(self, number: int) -> None:
        if 0 <= number < len(self.views):
            self.views[number].setFocus(Qt.FocusReason.OtherFocusReason)


class _TableBody(NoteBody):
    def __init__(self, theme: Theme, write: Write, template: Template) -> None:
        super().__init__(theme, write)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._add_view(template.name.into(language()), heads=True))

    def show_sheet(self, snapshot: Snapshot, sheet: NoteSheet, *, editable: bool) -> None:
        self.active.entries.show(snapshot, sheet, editable=editable)
        self._settle()


class _ColumnsBody(NoteBody):
    def __init__(self, theme: Theme, write: Write, template: Template) -> None:
        super().__init__(theme, write)
        self._choices = choices_of(template, template.across)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(inside)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        self._counts = []
        for number, choice in enumerate(self._choices):
            if number:
                row.addWidget(upright_rule())
            name = choice.text.into(language())
            column = QVBoxLayout()
            column.setSpacing(0)
            head = QHBoxLayout()
            head.setContentsMargins(16, 8, 16, 8)
            head.setSpacing(8)
            words = label(theme, name, "head", wrap=True)
            words.setMinimumWidth(_NARROWEST - 56)
            head.addWidget(words, 1)
            count = label(theme, "", "caption", ink="muted")
            self._counts.append(count)
            head.addWidget(count)
            column.addLayout(head)
            column.addWidget(level_rule())
            view = self._add_view(name, heads=False)
            view.setMinimumWidth(_NARROWEST)
            column.addWidget(view, 1)
            row.addLayout(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def show_sheet(self, snapshot: Snapshot, sheet: NoteSheet, *, editable: bool) -> None:
        for view, choice, count in zip(self.views, self._choices, self._counts, strict=True):
            view.entries.show(snapshot, sheet, (choice.code, ""), editable=editable)
            count.setText(str(view.entries.rowCount() - editable))
        self._settle()


class _MatrixBody(NoteBody):
    def __init__(self, theme: Theme, write: Write, template: Template) -> None:
        super().__init__(theme, write)
        self._shown: tuple[Snapshot, NoteSheet, bool] | None = None
        self._matrix = NoteMatrix(self)
        self.grid = NoteGrid(theme, self._matrix, name=template.name.into(language()))
        self.grid.opened.connect(self._open)
        self.grid.chosen.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.grid, 1)
        row.addWidget(upright_rule())
        column = QVBoxLayout()
        column.setSpacing(0)
        self._place = label(theme, "", "head", wrap=True)
        self._place.setFixedWidth(_LIST_WIDTH)
        self._place.setFixedHeight(GRID_HEAD)
        self._place.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self._place)
        column.addWidget(level_rule())
        view = self._add_view(_("Entries of the cell"), heads=False)
        view.setFixedWidth(_LIST_WIDTH)
        column.addWidget(view, 1)
        row.addLayout(column)

    @property
    def stops(self) -> Sequence[QWidget]:
        return (self.grid, *self.views)

    def show_sheet(self, snapshot: Snapshot, sheet: NoteSheet, *, editable: bool) -> None:
        self._shown = (snapshot, sheet, editable)
        self._matrix.show(snapshot, sheet)
        if not self.grid.currentIndex().column() > 0:
            self.grid.setCurrentIndex(self._matrix.index_of(("", "")))
        self._choose(self.grid.currentIndex())

    def go_to(self, key: str) -> None:
        if self._shown is not None and key in self._shown[0].note_rows:
            row, template = self._shown[0].note_rows[key], self._shown[1].template
            place = (row.cell(template.across), row.cell(template.down))
            self.grid.setCurrentIndex(self._matrix.index_of(place))
        super().go_to(key)

    def _choose(self, index: QModelIndex) -> None:
        place = self._matrix.place_at(index)
        if place is not None and self._shown is not None:
            self._place.setText(self._matrix.words_at(index))
            snapshot, sheet, editable = self._shown
            self.active.entries.show(snapshot, sheet, place, editable=editable)
            self._settle()
            self.came.emit()

    def _open(self, index: QModelIndex) -> None:
        self._choose(index)
        if self.active.entries.rowCount() == 1:
            self.active.begin()
        else:
            self.active.setFocus(Qt.FocusReason.OtherFocusReason)


def body_for(theme: Theme, write: Write, template: Template) -> NoteBody:
    """The body of a template's layout."""
    match template.layout:
        case "table":
            return _TableBody(theme, write, template)
        case "columns":
            return _ColumnsBody(theme, write, template)
        case "matrix":
            return _MatrixBody(theme, write, template)
        case _:
            assert_never(template.layout)
