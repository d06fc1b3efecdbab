"""The programmes to score, painted as rows with the evaluator's own progress."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.models.score.programme_progress import ROW, ProgrammeProgress, Row, Work
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icons import draw_icon
from ui.widgets.place_view import PlaceView, paint_ground


class ProgressList(PlaceView):
    """The rows of a `ProgrammeProgress`."""

    def __init__(self, theme: Theme, model: ProgrammeProgress, *, name: str) -> None:
        super().__init__(model, name=name)
        self.setProperty("ground", "sunken")
        self.setItemDelegate(_ProgressPainter(self, theme))

    def key_at(self, index: QModelIndex) -> str:
        """The key of a programme, empty for a country."""
        row: Row = index.data(ROW)
        return row.key


class _ProgressPainter(QStyledItemDelegate):
    def __init__(self, view: ProgressList, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._head, self._small = theme.font(12, 600), theme.font(11)
        self._plain, self._heavy = theme.font(12.5), theme.font(12.5, 600)
        self._cut: dict[tuple[str, bool, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, 42 if index.data(ROW).kind == "programme" else 26)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        rect = QRectF(option.rect)
        painter.save()
        if row.kind == "country":
            self._write(painter, rect.adjusted(16, 0, -16, 0), row.name, self._head, "muted")
        else:
            self._paint_programme(painter, option, row, rect)
        painter.restore()

    def _paint_programme(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, rect: QRectF
    ) -> None:
        here = row.key == self._view.place
        paint_ground(painter, option, self._theme, here=here)
        font = self._heavy if here else self._plain
        name_box = rect.adjusted(16, 3, -14, -18)
        cut = (row.name, here, round(name_box.width()))
        if cut not in self._cut:
            metrics = QFontMetricsF(font)
            self._cut[cut] = marks.elide_keeping_last_word(metrics, row.name, name_box.width())
        self._write(painter, name_box, self._cut[cut], font, "text")
        below = rect.adjusted(16, 22, -14, -4)
        ink = "text" if here else "muted"
        label = QRectF(below.left(), below.top(), 38, below.height())
        shown = QFontMetricsF(self._small).elidedText(row.id, Qt.TextElideMode.ElideRight, label.width())
        self._write(painter, label, shown, self._small, ink)
        sign, tint = _sign(row.work)
        bar = QRectF(below.left() + 42, below.top(), below.width() - 42 - 64, below.height())
        marks.draw_progress(painter, bar, self._theme, row.done, row.of)
        if sign:
            box = QRectF(bar.right() + 7, below.center().y() - 6, 12, 12)
            draw_icon(painter, box, self._theme, sign, tint)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour(ink))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(below, right, f"{row.done}/{row.of}")
        if here and self._theme.shows_focus(self._view):
            marks.draw_focus_row(painter, rect, self._theme)

    def _write(self, painter: QPainter, rect: QRectF, text: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _sign(work: Work) -> tuple[str, str]:
    """Icon and ink of what is to be known of a programme before it is opened: conflict, status, or that it is owed."""
    if work.conflict:
        return "flag", "warning"
    match work.status:
        case "approved":
            return "circle-check", "positive"
        case "submitted":
            return "lock", "muted"
        case "draft":
            return ("pencil", "link") if work.owed else ("", "")
        case _:
            assert_never(work.status)
