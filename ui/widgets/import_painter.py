"""How the rows of an import are painted: chips, conflicts with two answers, problems with their way out."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from scorecard.exchange.import_plan import OnConflict, PlannedCell
from scorecard.exchange.reading import Fault
from scorecard.i18n import _
from scorecard.model.score import Score
from ui.models.import_rows import HeadRow, ImportRows, Part
from ui.theme import Theme
from ui.widgets.data_table import tip
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_focus_row, draw_value, elide_keeping_last_word

Index = QModelIndex | QPersistentModelIndex

_HEAD, _CONFLICT, _PROBLEM, _CELL = 38, 54, 46, 32
_MARGIN = 14
_CODE = 84
_ANSWER = 34
"""The height of an answer on its button; it is as wide as the longer of both."""
_DOT = 32
_CHIP = QSize(30, 20)
_REMEDY = 150
_PLACE = 104
_WHO = 170
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_SIGNS: dict[Part, tuple[str, str]] = {
    "conflict": ("flag", "warning"),
    "problem": ("alert", "danger"),
    "changed": ("pencil", "info"),
    "new": ("plus", "positive"),
    "same": ("check", "muted"),
}


class ImportPainter(QStyledItemDelegate):
    """Where things stand in a row is asked by the list as well, which has them pressed."""

    def __init__(self, theme: Theme, rows: ImportRows, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = rows
        self._view = view
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row(index.row())
        if isinstance(row, HeadRow):
            return QSize(0, _HEAD)
        if isinstance(row, Fault):
            return QSize(0, _PROBLEM)
        return QSize(0, _CONFLICT if row.state == "conflict" else _CELL)

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
            if isinstance(row, Fault):
                self._paint_problem(painter, rect, row)
            elif row.state == "conflict":
                self._paint_conflict(painter, rect, row)
            else:
                self._paint_cell(painter, rect, row)
            if selected and self._theme.shows_focus(self._view):
                draw_focus_row(painter, rect, self._theme)
        painter.restore()

    def answers(self, rect: QRect) -> dict[OnConflict, QRectF]:
        """Where the two answers of a conflict stand."""
        metrics = QFontMetricsF(self._theme.font(12.5, 600))
        text = max(map(metrics.horizontalAdvance, _answer_words().values()))
        width = ceil(text) + _DOT + _CHIP.width() + 18
        top = rect.center().y() - _ANSWER / 2 + 1
        right = QRectF(rect.right() - _MARGIN - width, top, width, _ANSWER)
        return {"keep": right.translated(-width - 8, 0), "replace": right}

    def remedy_box(self, rect: QRect, fault: Fault) -> QRectF:
        """Where the way out of a problem stands; empty where it has none."""
        if not self._model.remedy(fault):
            return QRectF()
        return QRectF(rect.right() - _MARGIN - _REMEDY, rect.top() + 4, _REMEDY, rect.height() - 8)

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
        icon, ink = _SIGNS[row.part]
        middle = rect.center().y() + 3
        draw_icon(painter, QRectF(rect.left() + _MARGIN, middle - 8, 16, 16), self._theme, icon, ink)
        self._line(painter, rect.adjusted(_MARGIN + 24, 6, -_MARGIN, 0), row.text, px=13, weight=600)

    def _paint_conflict(self, painter: QPainter, rect: QRectF, row: PlannedCell) -> None:
        model, boxes = self._model, self.answers(rect.toRect())
        left = rect.left() + _MARGIN
        width = boxes["keep"].left() - 12 - left
        self._line(painter, QRectF(left, rect.top() + 8, _CODE, 18), model.code(row), ink="muted", px=12)
        self._line(
            painter,
            QRectF(left + _CODE, rect.top() + 8, width - _CODE, 18),
            model.title(row),
            weight=500,
            keep_last=True,
        )
        about = " · ".join(filter(None, (model.who(row), model.when(row))))
        self._line(painter, QRectF(left, rect.top() + 28, width, 18), about, ink="muted", px=12)
        decided = model.decisions.get(row.place)
        framework = model.framework(row)
        words = _answer_words()
        values = {"keep": row.ours.value if row.ours is not None else "", "replace": row.theirs.value}
        theme = self._theme
        for choice, box in boxes.items():
            is_chosen = decided == choice
            painter.setPen(QPen(theme.colour("accent" if is_chosen else "control"), 1.6 if is_chosen else 1))
            painter.setBrush(theme.colour("accent-soft" if is_chosen else "surface"))
            painter.drawRoundedRect(box, 6, 6)
            dot = QRectF(box.left() + 10, box.center().y() - 7, 14, 14)
            painter.setPen(QPen(theme.colour("accent" if is_chosen else "control"), 1.4))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(dot)
            if is_chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                painter.drawEllipse(dot.adjusted(3.5, 3.5, -3.5, -3.5))
            chip = self._chip_at(box.right() - 10, box.center().y())
            text = QRectF(box.left() + _DOT, box.top(), chip.left() - box.left() - _DOT - 4, box.height())
            self._line(painter, text, words[choice], weight=600 if is_chosen else 400)
            draw_value(painter, chip, theme, framework, values[choice])

    def _paint_problem(self, painter: QPainter, rect: QRectF, row: Fault) -> None:
        model, problem = self._model, row.problem
        is_error = problem.severity == "error"
        left = rect.left() + _MARGIN
        icon, ink = ("alert", "danger") if is_error else ("info", "info")
        draw_icon(painter, QRectF(left, rect.center().y() - 7, 14, 14), self._theme, icon, ink)
        self._line(painter, QRectF(left + 22, rect.top(), _WHO, rect.height()), problem.file, weight=500)
        place = QRectF(left + 22 + _WHO + 8, rect.top(), _PLACE, rect.height())
        self._line(painter, place, model.place_of(row), ink="link")
        box = self.remedy_box(rect.toRect(), row)
        end = box.left() - 10 if not box.isEmpty() else rect.right() - _MARGIN
        text = QRectF(place.right() + 8, rect.top() + 3, end - place.right() - 8, rect.height() - 7)
        self._wrapped(painter, text, problem.text)
        if not box.isEmpty():
            self._line(painter, box, model.remedy(row), ink="link", weight=600, align=_RIGHT)

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: PlannedCell) -> None:
        model = self._model
        framework = model.framework(row)
        left, middle = rect.left() + _MARGIN, rect.center().y()
        end = rect.right() - _MARGIN
        after = self._chip_at(end, middle)
        before = self._chip_at(after.left() - 26, middle)
        if row.state != "same":
            draw_value(painter, before, self._theme, framework, row.ours.value if row.ours else "")
            arrow = QRectF(before.right() + 6, middle - 7, 14, 14)
            draw_icon(painter, arrow, self._theme, "chevron-right", "muted")
        draw_value(painter, after, self._theme, framework, row.theirs.value)
        if _notes_differ(row.ours, row.theirs):
            draw_icon(painter, QRectF(before.left() - 22, middle - 7, 14, 14), self._theme, "pencil", "muted")
        who = QRectF(before.left() - 30 - _WHO, rect.top(), _WHO, rect.height())
        self._line(
            painter, QRectF(left, rect.top(), _CODE, rect.height()), model.code(row), ink="muted", px=12
        )
        name = QRectF(left + _CODE, rect.top(), who.left() - 12 - left - _CODE, rect.height())
        self._line(painter, name, model.title(row), keep_last=True)
        self._line(painter, who, model.who(row), ink="muted")

    def _chip_at(self, right: float, middle: float) -> QRectF:
        return QRectF(right - _CHIP.width(), middle - _CHIP.height() / 2, _CHIP.width(), _CHIP.height())

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
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() * 1.86)
        painter.drawText(rect, int(_WRAPPED), line)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        if event.type() != QEvent.Type.ToolTip or not text:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos() + QPoint(0, 4), tip(text), view, option.rect)
        return True


def _answer_words() -> dict[OnConflict, str]:
    return {"keep": _("Keep ours"), "replace": _("Take the file’s")}


def _notes_differ(ours: Score | None, theirs: Score) -> bool:
    return (ours.note if ours else "", ours.cites if ours else ()) != (theirs.note, theirs.cites)
