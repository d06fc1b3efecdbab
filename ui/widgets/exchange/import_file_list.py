"""The files of an import at the left of its preview: one is chosen to see what it alone brings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scorecard.i18n import _, format_count
from ui.models.columns import CELL_ROLE
from ui.models.exchange.import_files import FileRow, ImportFiles, Mood
from ui.theme import Theme
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_focus_row

Index = QModelIndex | QPersistentModelIndex

_ROW = 46
_SIGNS: dict[Mood, tuple[str, str]] = {
    "fine": ("check", "positive"),
    "waiting": ("flag", "warning"),
    "wrong": ("alert", "danger"),
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ImportFileList(QListView):
    """A row a file, all of them together first."""

    def __init__(self, theme: Theme, files: ImportFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Files"))
        self.setProperty("ring", "none")
        self.setProperty("card", "quiet")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(files)
        self.setItemDelegate(_FilePainter(theme, self))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setProperty("keyed", False)
        super().mousePressEvent(event)


class _FilePainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: ImportFileList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(CELL_ROLE)
        if not isinstance(row, FileRow):
            return
        theme, rect = self._theme, QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(option.rect, theme.colour("accent-soft"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.colour("hover"))
        icon, ink = _SIGNS[row.mood]
        draw_icon(painter, QRectF(rect.left() + 14, rect.center().y() - 8, 16, 16), theme, icon, ink)
        count = "—" if row.scores is None else format_count(row.scores)
        painter.setFont(theme.font(12.5))
        painter.setPen(theme.colour("muted"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(count)
        painter.drawText(rect.adjusted(0, 0, -14, 0), _RIGHT, count)
        text = QRectF(rect.left() + 40, rect.top() + 5, rect.width() - 40 - 14 - width - 8, 18)
        self._line(painter, text, row.title, "text", 600 if selected else 500)
        self._line(painter, text.translated(0, 18), row.about, "muted", 400)
        if selected and theme.shows_focus(self._view):
            draw_focus_row(painter, rect, theme)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRectF, text: str, ink: str, weight: int) -> None:
        font = self._theme.font(12.5 if weight > 400 else 12, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        # The end of a file's name tells it from its neighbours as often as its beginning.
        cut = Qt.TextElideMode.ElideMiddle if weight > 400 else Qt.TextElideMode.ElideRight
        painter.drawText(rect, _LEFT, QFontMetricsF(font).elidedText(text, cut, rect.width()))
