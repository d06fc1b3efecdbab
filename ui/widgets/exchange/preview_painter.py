"""How the rows of a preview are painted: questions with their answers, problems with their way out, and what comes."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.models.exchange.preview_rows import (
    Answer,
    Chip,
    HeadRow,
    Part,
    Passing,
    PreviewRows,
    Question,
    Shape,
    Trouble,
)
from ui.theme import Theme
from ui.widgets.data_table import tip
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_focus_row, draw_value, elide_keeping_last_word

Index = QModelIndex | QPersistentModelIndex

_TITLE = 30
_ANSWER = 46
"""The height of an answer: what it says, and who said it when."""
_HEIGHTS: dict[Shape, int] = {"head": 38, "question": _TITLE + _ANSWER + 12, "trouble": 46, "passing": 32}
_MARGIN = 14
_GAP = 8
_MOST_ANSWERS = 4
"""Answers beside each other; a question of more has the rest by keys and in words."""
_DOT = 34
_CODE = 84
_CHIP = QSize(30, 20)
_WHO = 170
_FILE = 136
_PLACE = 100
_TWO_LINES = 1.7
"""How many widths of text fit into two lines, since words are not broken."""
_SAID = 0.23
"""The share of a row that each of what stood and what comes has in words."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = _LEFT | Qt.TextFlag.TextWordWrap
_SIGNS: dict[Part, tuple[str, str]] = {
    "conflict": ("flag", "warning"),
    "problem": ("alert", "danger"),
    "removed": ("minus", "danger"),
    "changed": ("pencil", "info"),
    "new": ("plus", "positive"),
    "same": ("check", "muted"),
}


class PreviewPainter(QStyledItemDelegate):
    """Where things stand in a row is asked by the list as well, which has them pressed."""

    def __init__(self, theme: Theme, rows: PreviewRows, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = rows
        self._view = view
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row(index.row())
        return QSize(0, _HEIGHTS[row.shape] if row is not None else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, face = QRectF(option.rect), row.face()
        if isinstance(face, HeadRow):
            self._paint_head(painter, rect, face)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_ground(painter, option.rect, index, selected)
            match face:
                case Question():
                    self._paint_question(painter, rect, face, self._model.decided(row))
                case Trouble():
                    self._paint_trouble(painter, rect, face)
                case Passing():
                    self._paint_passing(painter, rect, face)
            if selected and self._theme.shows_focus(self._view):
                draw_focus_row(painter, rect, self._theme)
        painter.restore()

    def answers(self, rect: QRect, face: Question) -> list[QRectF]:
        """Where the answers to a question stand, side by side."""
        count = min(len(face.answers), _MOST_ANSWERS)
        width = (rect.width() - 2 * _MARGIN - (count - 1) * _GAP) / count
        first = QRectF(rect.left() + _MARGIN, rect.top() + _TITLE, width, _ANSWER)
        return [first.translated(place * (width + _GAP), 0) for place in range(count)]

    def remedy_box(self, rect: QRect, face: Trouble) -> QRectF:
        """Where the way out of a problem stands; empty where it has none."""
        if not face.remedy:
            return QRectF()
        width = ceil(QFontMetricsF(self._theme.font(12.5, 600)).horizontalAdvance(face.remedy)) + 2
        return QRectF(rect.right() - _MARGIN - width, rect.top() + 4, width, rect.height() - 8)

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

    def _paint_head(self, painter: QPainter, rect: QRectF, face: HeadRow) -> None:
        icon, ink = ("info", "info") if face.calm else _SIGNS[face.part]
        middle = rect.center().y() + 3
        draw_icon(painter, QRectF(rect.left() + _MARGIN, middle - 8, 16, 16), self._theme, icon, ink)
        self._line(painter, rect.adjusted(_MARGIN + 24, 6, -_MARGIN, 0), face.text, px=13, weight=600)

    def _paint_question(self, painter: QPainter, rect: QRectF, face: Question, decided: int | None) -> None:
        line = QRectF(rect.left() + _MARGIN, rect.top() + 7, rect.width() - 2 * _MARGIN, 18)
        if face.code:
            self._line(painter, line, face.code, ink="muted", px=12)
            line.setLeft(line.left() + _CODE)
        if face.about:
            width = min(
                QFontMetricsF(self._theme.font(12.5)).horizontalAdvance(face.about) + 2, line.width() / 2
            )
            about = QRectF(line.right() - width, line.top(), width, line.height())
            self._line(painter, about, face.about, ink="muted", align=_RIGHT)
            line.setRight(about.left() - 12)
        self._line(painter, line, face.title, weight=600, keep_last=True)
        boxes = self.answers(rect.toRect(), face)
        for side, (answer, box) in enumerate(zip(face.answers, boxes, strict=False)):
            self._paint_answer(painter, box, answer, is_chosen=decided == side)

    def _paint_answer(self, painter: QPainter, box: QRectF, answer: Answer, *, is_chosen: bool) -> None:
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
        text = box.adjusted(_DOT, 4, -10, -_ANSWER / 2 + 1)
        if answer.chip is not None:
            chip = _chip_at(box.right() - 12, box.center().y())
            self._paint_chip(painter, chip, answer.chip)
            text.setRight(chip.left() - 8)
        self._line(painter, text, answer.words, weight=600 if is_chosen else 500)
        self._line(painter, text.translated(0, 18), answer.about, ink="muted", px=12)

    def _paint_trouble(self, painter: QPainter, rect: QRectF, face: Trouble) -> None:
        left, middle = rect.left() + _MARGIN, rect.center().y()
        icon, ink = ("alert", "danger") if face.severity == "error" else ("info", "info")
        draw_icon(painter, QRectF(left, middle - 7, 14, 14), self._theme, icon, ink)
        begin = left + 22
        if face.file:
            metrics = QFontMetricsF(self._theme.font(12.5, 500))
            # Forms of one mailing begin alike, and it is their ends that tell them apart.
            file = metrics.elidedText(face.file, Qt.TextElideMode.ElideMiddle, _FILE)
            self._line(painter, QRectF(begin, rect.top(), _FILE, rect.height()), file, weight=500)
            begin += _FILE + 8
        if face.place:
            self._line(painter, QRectF(begin, rect.top(), _PLACE, rect.height()), face.place, ink="link")
            begin += _PLACE + 8
        box = self.remedy_box(rect.toRect(), face)
        end = rect.right() - _MARGIN if box.isEmpty() else box.left() - 10
        self._wrapped(painter, QRectF(begin, rect.top() + 3, end - begin, rect.height() - 7), face.text)
        if not box.isEmpty():
            self._line(painter, box, face.remedy, ink="link", weight=600, align=_RIGHT)

    def _paint_passing(self, painter: QPainter, rect: QRectF, face: Passing) -> None:
        left, middle = rect.left() + _MARGIN, rect.center().y()
        end = self._paint_change(painter, rect, face)
        if face.noted:
            draw_icon(painter, QRectF(end - 22, middle - 7, 14, 14), self._theme, "pencil", "muted")
        if face.who:
            who = QRectF(end - 30 - _WHO, rect.top(), _WHO, rect.height())
            self._line(painter, who, face.who, ink="muted")
            end = who.left()
        if face.code:
            self._line(painter, QRectF(left, rect.top(), _CODE, rect.height()), face.code, ink="muted", px=12)
            left += _CODE
        self._line(
            painter, QRectF(left, rect.top(), end - 12 - left, rect.height()), face.title, keep_last=True
        )

    def _paint_change(self, painter: QPainter, rect: QRectF, face: Passing) -> float:
        """What stood and what comes, at the right; where the first of both begins."""
        end, middle = rect.right() - _MARGIN, rect.center().y()
        words = (rect.width() - 2 * _MARGIN) * _SAID
        boxes = []
        for said in (face.after, face.before):
            is_chip = isinstance(said, Chip) or said is None
            box = _chip_at(end, middle) if is_chip else QRectF(end - words, rect.top(), words, rect.height())
            boxes.append(box)
            end = box.left() - 26
        after, before = boxes
        self._paint_said(painter, after, face.after, is_new=True)
        if face.before is not None:
            self._paint_said(painter, before, face.before, is_new=False)
            arrow = QRectF(before.right() + 6, middle - 7, 14, 14)
            draw_icon(painter, arrow, self._theme, "chevron-right", "muted")
        return before.left()

    def _paint_said(self, painter: QPainter, box: QRectF, said: Chip | str, *, is_new: bool) -> None:
        if isinstance(said, Chip):
            self._paint_chip(painter, box, said)
        else:
            self._line(painter, box, said, ink="text" if is_new else "muted", weight=500 if is_new else 400)

    def _paint_chip(self, painter: QPainter, box: QRectF, chip: Chip) -> None:
        if chip.value is None:
            eye = QRectF(box.center().x() - 8, box.center().y() - 8, 16, 16)
            draw_icon(painter, eye, self._theme, "eye-off", "muted")
        else:
            draw_value(painter, box, self._theme, chip.framework, chip.value)

    def _line(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        *,
        ink: str = "text",
        px: float = 12.5,
        weight: int = 400,
        align: Qt.AlignmentFlag = _LEFT,
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
        painter.drawText(rect, align, line)

    def _wrapped(self, painter: QPainter, rect: QRectF, text: str) -> None:
        """At most two lines; all of it is told below the list when the row is chosen."""
        font = self._theme.font(12)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        line = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() * _TWO_LINES)
        painter.drawText(rect, int(_WRAPPED), line)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        if event.type() != QEvent.Type.ToolTip or not text:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos() + QPoint(0, 4), tip(text), view, option.rect)
        return True


def _chip_at(right: float, middle: float) -> QRectF:
    return QRectF(right - _CHIP.width(), middle - _CHIP.height() / 2, _CHIP.width(), _CHIP.height())
