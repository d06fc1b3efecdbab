"""How the rows of a merge are painted: conflicts with what each side says, problems, and what comes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from scorecard.analysis.changes import Difference
from scorecard.exchange.clashes import Clash
from scorecard.i18n import _
from scorecard.model.problem import Problem
from ui.models.merge_rows import HeadRow, MergeRows, Part, about_side, answer_words, title_of
from ui.theme import Theme
from ui.widgets.data_table import tip
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_focus_row, elide_keeping_last_word

Index = QModelIndex | QPersistentModelIndex

_HEAD, _PROBLEM, _DIFFERENCE = 38, 46, 32
_TITLE = 30
_ANSWER = 46
"""The height of an answer: what a side says, and who said it when."""
_CONFLICT = _TITLE + _ANSWER + 12
_MARGIN = 14
_GAP = 8
_MOST_SIDES = 4
"""Answers beside each other; a conflict of more sides has the rest by keys and in words."""
_DOT = 34
_FILE = 180
_SAID = 0.23
"""The share of a row that each of what stood and what comes has."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_SIGNS: dict[Part, tuple[str, str]] = {
    "conflict": ("flag", "warning"),
    "problem": ("alert", "danger"),
    "removed": ("minus", "danger"),
    "changed": ("pencil", "info"),
    "new": ("plus", "positive"),
}


class MergePainter(QStyledItemDelegate):
    """Where answers stand in a row is asked by the list as well, which has them pressed."""

    def __init__(self, theme: Theme, rows: MergeRows, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = rows
        self._view = view
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        match self._model.row(index.row()):
            case HeadRow():
                return QSize(0, _HEAD)
            case Problem():
                return QSize(0, _PROBLEM)
            case Clash():
                return QSize(0, _CONFLICT)
            case _:
                return QSize(0, _DIFFERENCE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if isinstance(row, HeadRow):
            self._paint_head(painter, rect, row)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_ground(painter, option.rect, index, selected)
            match row:
                case Clash():
                    self._paint_conflict(painter, rect, row)
                case Problem():
                    self._paint_problem(painter, rect, row)
                case Difference():
                    self._paint_difference(painter, rect, row)
            if selected and self._theme.shows_focus(self._view):
                draw_focus_row(painter, rect, self._theme)
        painter.restore()

    def answers(self, rect: QRect, clash: Clash) -> list[QRectF]:
        """Where the answers to a conflict stand, side by side."""
        count = min(len(answer_words(clash)), _MOST_SIDES)
        width = (rect.width() - 2 * _MARGIN - (count - 1) * _GAP) / count
        first = QRectF(rect.left() + _MARGIN, rect.top() + _TITLE, width, _ANSWER)
        return [first.translated(place * (width + _GAP), 0) for place in range(count)]

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        theme = self._theme
        if selected:
            painter.fillRect(rect, theme.colour("accent-soft"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour("accent"))
        elif index.row() == self.hovered:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(
            rect.left() + _MARGIN, rect.bottom(), rect.width() - 2 * _MARGIN, 1, theme.colour("border")
        )

    def _paint_head(self, painter: QPainter, rect: QRectF, row: HeadRow) -> None:
        icon, ink = ("info", "info") if row.calm else _SIGNS[row.part]
        middle = rect.center().y() + 3
        draw_icon(painter, QRectF(rect.left() + _MARGIN, middle - 8, 16, 16), self._theme, icon, ink)
        self._line(painter, rect.adjusted(_MARGIN + 24, 6, -_MARGIN, 0), row.text, px=13, weight=600)

    def _paint_conflict(self, painter: QPainter, rect: QRectF, row: Clash) -> None:
        title = QRectF(rect.left() + _MARGIN, rect.top() + 7, rect.width() - 2 * _MARGIN, 18)
        self._line(painter, title, title_of(row), weight=600)
        decided = self._model.decisions.get(row.ref)
        words = answer_words(row)
        boxes = self.answers(rect.toRect(), row)
        for side, box in enumerate(boxes):
            is_chosen = decided == side or (decided is not None and len(words) == 1)
            self._paint_answer_box(painter, box, is_chosen)
            text = box.adjusted(_DOT, 4, -10, -_ANSWER / 2 + 1)
            self._line(painter, text, words[side], weight=600 if is_chosen else 500)
            about = about_side(row.sides[side])
            if len(words) == 1:
                about = "  /  ".join(f"{one.text} ({about_side(one)})" for one in row.sides)
            self._line(painter, text.translated(0, 18), about, ink="muted", px=12)

    def _paint_answer_box(self, painter: QPainter, box: QRectF, is_chosen: bool) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.colour("accent" if is_chosen else "control"), 1.6 if is_chosen else 1))
        painter.setBrush(theme.colour("accent-soft" if is_chosen else "surface"))
        painter.drawRoundedRect(box, 6, 6)
        dot = QRectF(box.left() + 11, box.center().y() - 7, 14, 14)
        painter.setPen(QPen(theme.colour("accent" if is_chosen else "control"), 1.4))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(dot)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(dot.adjusted(3.5, 3.5, -3.5, -3.5))

    def _paint_problem(self, painter: QPainter, rect: QRectF, row: Problem) -> None:
        left = rect.left() + _MARGIN
        icon, ink = ("alert", "danger") if row.severity == "error" else ("info", "info")
        draw_icon(painter, QRectF(left, rect.center().y() - 7, 14, 14), self._theme, icon, ink)
        self._line(painter, QRectF(left + 22, rect.top(), _FILE, rect.height()), row.file, weight=500)
        begin = left + 22 + (_FILE + 8 if row.file else 0)
        text = QRectF(begin, rect.top() + 3, rect.right() - _MARGIN - begin, rect.height() - 7)
        font = self._theme.font(12)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        line = QFontMetricsF(font).elidedText(row.text, Qt.TextElideMode.ElideRight, text.width() * 1.86)
        painter.drawText(text, int(_WRAPPED), line)

    def _paint_difference(self, painter: QPainter, rect: QRectF, row: Difference) -> None:
        left, width = rect.left() + _MARGIN, rect.width() - 2 * _MARGIN
        said = width * _SAID
        after = QRectF(rect.right() - _MARGIN - said, rect.top(), said, rect.height())
        before = after.translated(-said - 26, 0)
        middle = rect.center().y()
        title = QRectF(left, rect.top(), before.left() - 12 - left, rect.height())
        self._line(painter, title, title_of(row), keep_last=True)
        self._line(painter, before, row.before or "–", ink="muted")
        arrow = QRectF(before.right() + 6, middle - 7, 14, 14)
        draw_icon(painter, arrow, self._theme, "chevron-right", "muted")
        self._line(painter, after, row.after or _("removed"), weight=500)

    def _line(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        *,
        ink: str = "text",
        px: float = 12.5,
        weight: int = 400,
        keep_last: bool = False,
    ) -> None:
        font = self._theme.font(px, weight)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        line = text.replace("\n", " ")
        if keep_last:
            line = elide_keeping_last_word(metrics, line, rect.width())
        else:
            line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, line)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        if event.type() != QEvent.Type.ToolTip or not text:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos() + QPoint(0, 4), tip(text), view, option.rect)
        return True
