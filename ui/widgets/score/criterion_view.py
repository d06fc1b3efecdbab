"""The criteria to answer, painted as rows with section heads, means and the chip of each answer."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.models.score import criterion_list
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icons import draw_icon
from ui.widgets.place_view import PlaceView, paint_ground

_SIGN = 15
"""Room for one sign beside a chip."""


class CriterionView(PlaceView):
    """The rows of a `CriterionList`. Up and Down mean the same on the whole page, so they are left to it."""

    def __init__(self, theme: Theme, model: criterion_list.CriterionList, *, name: str) -> None:
        super().__init__(model, name=name)
        self.setUniformItemSizes(True)
        self.setProperty("ground", "surface")
        self.setItemDelegate(_CriterionPainter(self, theme, model))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def key_at(self, index: QModelIndex) -> str:
        """The full id of a criterion, empty for a section."""
        row = index.data(criterion_list.ROW)
        return row.id if row.kind == "criterion" else ""


class _CriterionPainter(QStyledItemDelegate):
    def __init__(self, view: CriterionView, theme: Theme, model: criterion_list.CriterionList) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._model = model
        self._plain, self._heavy = theme.font(12), theme.font(12, 600)
        self._cut: dict[tuple[str, bool, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, 24)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(criterion_list.ROW)
        painter.save()
        if row.kind == "section":
            self._paint_section(painter, QRectF(option.rect), row)
        else:
            self._paint_criterion(painter, option, row)
        painter.restore()

    def _paint_section(self, painter: QPainter, rect: QRectF, row: criterion_list.Row) -> None:
        painter.fillRect(rect, self._theme.colour("sunken"))
        marks.draw_section_tick(painter, QRectF(16, rect.top(), 4, rect.height()), self._theme, row.section)
        name = rect.adjusted(28, 0, -58, 0)
        fits = QFontMetricsF(self._heavy).horizontalAdvance(row.name) <= name.width()
        self._write(painter, name, row.name if fits else row.short, self._heavy, "text")
        font, ink = (self._heavy, "text") if row.enough else (self._plain, "muted")
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -16, 0), right, row.figure)

    def _paint_criterion(
        self, painter: QPainter, option: QStyleOptionViewItem, row: criterion_list.Row
    ) -> None:
        rect = QRectF(option.rect)
        here = row.id == self._view.place
        paint_ground(painter, option, self._theme, here=here)
        font = self._heavy if here else self._plain
        signs = _signs(row.answer)
        name = rect.adjusted(28, 0, -50 - _SIGN * len(signs), 0)
        self._write(painter, name, row.name, font, "text")
        for place, (icon, ink) in enumerate(reversed(signs), start=1):
            box = QRectF(rect.right() - 48 - _SIGN * place, rect.top() + 6, 12, 12)
            draw_icon(painter, box, self._theme, icon, ink)
        framework = self._model.framework
        if framework is not None:
            chip = QRectF(rect.right() - 46, rect.top() + 3, 30, 18)
            marks.draw_value(painter, chip, self._theme, framework, row.answer.value)
        if here and self._theme.shows_focus(self._view):
            marks.draw_focus_row(painter, rect, self._theme)

    def _write(self, painter: QPainter, rect: QRectF, text: str, font: QFont, ink: str) -> None:
        cut = (text, font.weight() > QFont.Weight.Normal, round(rect.width()))
        if cut not in self._cut:
            metrics = QFontMetricsF(font)
            self._cut[cut] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._cut[cut])


def _signs(answer: criterion_list.Answer) -> list[tuple[str, str]]:
    """Icons and inks of what an answer still needs; the words stand in the tip, with what else is to be known."""
    signs = []
    if answer.carried:
        signs.append(("clock", "link"))
    if answer.lacking:
        signs.append(("alert", "warning"))
    return signs
