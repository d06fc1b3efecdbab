"""The note sheets to choose from, in the first column of their page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from scorecard.i18n import _, format_number
from ui.models.notes.list import ROW, Index, NoteList
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icon_button import IconButton
from ui.widgets.place_view import PlaceView, paint_ground
from ui.widgets.text import label

_WIDTH = 248


class NoteColumn(QWidget):
    """Head with the count and the button for a new sheet, and the list below."""

    new_wanted = Signal()

    def __init__(self, theme: Theme, model: NoteList) -> None:
        super().__init__()
        self._model = model
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.addWidget(label(theme, _("Note sheets"), "head"))
        self._count = label(theme, "", "caption", ink="muted")
        head.addWidget(self._count)
        head.addStretch(1)
        self.new = IconButton(theme, "plus", _("New…"), kind="link", small=True)
        self.new.setToolTip(_("Begin a note sheet from a template"))
        self.new.clicked.connect(self.new_wanted)
        head.addWidget(self.new)
        column.addLayout(head)
        self.view = _NoteListView(theme, model)
        column.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Show how many there are."""
        self._count.setText(format_number(len(self._model.keys), 0))


class _NoteListView(PlaceView):
    def __init__(self, theme: Theme, model: NoteList) -> None:
        super().__init__(model, name=_("Note sheets"))
        self.setProperty("ground", "sunken")
        self.setItemDelegate(_SheetPainter(self, theme))

    def key_at(self, index: Index) -> str:
        """The key of a sheet, empty for a head."""
        return str(index.data(ROW).key)


class _SheetPainter(QStyledItemDelegate):
    def __init__(self, view: _NoteListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 42 if index.data(ROW).kind == "sheet" else 26)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, theme = index.data(ROW), QRectF(option.rect), self._theme
        painter.save()
        if row.kind == "group":
            self._write(painter, rect.adjusted(16, 0, -12, 0), row.name, 12, 600, "muted")
        else:
            here = row.key == self._view.place
            paint_ground(painter, option, theme, here=here)
            name = rect.adjusted(16, 4, -12, -18)
            self._write(painter, name, row.name, 12.5, 600 if here else 400, "text")
            below = rect.adjusted(16, 22, -12, -4)
            self._write(painter, below, row.below, 11, 400, "text" if here else "muted")
            if here and theme.shows_focus(self._view):
                marks.draw_focus_row(painter, rect, theme)
        painter.restore()

    def _write(self, painter: QPainter, room: QRectF, text: str, px: float, weight: int, ink: str) -> None:
        font = self._theme.font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
