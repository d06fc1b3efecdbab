"""Paints the heat map: rows that scroll, names and scores that stay, and the head above them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from scorecard.i18n import _, format_share
from ui.models.heat.heatmap import FIRST
from ui.models.heat.row import HeatRow
from ui.theme import Theme
from ui.widgets.data_table import CENTRE, LEFT, RIGHT, paint_axis
from ui.widgets.heat.chips import HeatChips
from ui.widgets.heat.head import HeatHead
from ui.widgets.heat.layout import CELL_HEIGHT, DIVIDER, HEAD, ROW, Span
from ui.widgets.heat.sight import Sight
from ui.widgets.marks import draw_interval, elide_keeping_last_word

_INSET = (ROW - CELL_HEIGHT) // 2


class HeatPainter:
    """Paints one sight. Names as they were cut, and the pictures of cells, are kept until there are others."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.head = HeatHead(theme)
        self._chips: HeatChips | None = None
        self._chips_for: tuple[object, ...] = ()
        self._cut: dict[tuple[str, int, int], str] = {}
        self._fonts: dict[tuple[float, int], QFont] = {}
        self._axis = QPixmap()
        self._axis_for: tuple[object, ...] = ()

    def forget(self) -> None:
        """Other names and another framework: nothing that is kept is of use."""
        self._cut.clear()
        self._chips_for = ()

    def paint(self, viewport: QWidget, sight: Sight) -> None:
        """Paint what is in sight."""
        self._sight = sight
        table, places, sharp = sight.table, sight.places, viewport.devicePixelRatioF()
        painter = QPainter(viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(viewport.rect(), self._theme.colour("surface"))
        if table.framework is None:
            return
        down, room = sight.down, places.room
        tops = [(row, HEAD + places.top_of(row) - down) for row in places.rows_from(down)]
        painter.setClipRect(0, HEAD, viewport.width(), room)
        self._paint_grounds(painter, tops, viewport.width())
        self._paint_divider(painter, HEAD - down, viewport.width())
        self._paint_beside(painter, tops, sharp)
        if not table.rowCount():
            words = _("No programme is left. Find other words, or other cells.")
            self._write(painter, QRectF(0, HEAD, viewport.width(), 80), words, "muted", 12.5, 400, CENTRE)
        window = QRect(places.left, HEAD, places.window, room)
        painter.setClipRect(window)
        self._paint_cells(painter, tops, sharp)
        painter.setClipping(False)
        self.head.paint(painter, sight, viewport.width(), sharp)
        self._paint_edges(painter, HEAD + room)
        self._paint_ring(painter, window, viewport.width())
        painter.end()

    def _paint_grounds(self, painter: QPainter, tops: list[tuple[int, int]], width: int) -> None:
        current = self._sight.current.row()
        for row, top in tops:
            if row == current:
                painter.fillRect(0, top, width, ROW, self._theme.colour("accent-soft"))
                painter.fillRect(0, top, 3, ROW, self._theme.colour("accent"))
            elif row == self._sight.hovered_row:
                painter.fillRect(0, top, width, ROW, self._theme.colour("hover"))

    def _paint_divider(self, painter: QPainter, zero: int, width: int) -> None:
        places = self._sight.places
        if not 0 <= places.divider < places.rows:
            return
        top = zero + places.divider * ROW
        painter.fillRect(0, top + 1, width, DIVIDER - 2, self._theme.colour("sunken"))
        painter.fillRect(0, top + 1, width, 1, self._theme.colour("border"))
        room = QRectF(places.rank.left, top + 1, width - 2 * places.rank.left, DIVIDER - 2)
        self._write(painter, room, self._sight.table.unranked, "muted", 12)

    def _paint_beside(self, painter: QPainter, tops: list[tuple[int, int]], sharp: float) -> None:
        table, places = self._sight.table, self._sight.places
        current = self._sight.current.row()
        for row, top in tops:
            beside = table.beside(row)
            ink = "text" if beside.rank else "muted"
            if beside.rank:
                self._write(painter, _box(places.rank, top), str(beside.rank), "muted", 12)
            weight = 600 if row == current else 400
            name = self._name(beside.programme.label, places.name.width, weight)
            self._write(painter, _box(places.name, top), name, ink, 12.5, weight)
            if places.country.width:
                country = self._name(beside.programme.country, places.country.width - 8, 400)
                self._write(painter, _box(places.country, top).adjusted(8, 0, 0, 0), country, "muted", 12.5)
            self._paint_score(painter, beside, top, sharp)

    def _paint_score(self, painter: QPainter, beside: HeatRow, top: int, sharp: float) -> None:
        places, framework = self._sight.places, self._sight.table.framework
        if framework is None or beside.low is None or beside.high is None:
            self._write(painter, _box(places.figure, top), "–", "muted", 12.5, 400, RIGHT)
            return
        painter.drawPixmap(places.bar.left - 2, top, self._axis_of(places.bar.width, framework.top, sharp))
        bar = QRectF(places.bar.left, top + 7, places.bar.width, ROW - 14)
        draw_interval(painter, bar, self._theme, beside.low, beside.high, beside.score, framework.top)
        self._write(painter, _box(places.figure, top), beside.figure, "text", 12.5, 600, RIGHT)
        if places.coverage.width and beside.coverage is not None:
            figure = format_share(beside.coverage)
            self._write(painter, _box(places.coverage, top), figure, "muted", 12.5, 400, RIGHT)

    def _paint_cells(self, painter: QPainter, tops: list[tuple[int, int]], sharp: float) -> None:
        sight, places = self._sight, self._sight.places
        across = sight.across
        zero = places.left - across
        shown = places.criteria_between(across, across + places.window)
        lefts = [(place, zero + places.lefts[place]) for place in shown]
        chips = self._chips_of(sharp)
        for row, top in tops:
            looks = sight.table.looks(row)
            y = top + _INSET
            for place, x in lefts:
                painter.drawPixmap(x, y, chips[looks[place]])

    def _paint_edges(self, painter: QPainter, height: int) -> None:
        """Lines where criteria go on out of sight."""
        places, across = self._sight.places, self._sight.across
        if across > 0:
            painter.fillRect(places.left - 4, 0, 1, height, self._theme.colour("border"))
        if across < places.most_across:
            painter.fillRect(places.right + 3, 0, 1, height, self._theme.colour("border"))

    def _paint_ring(self, painter: QPainter, window: QRect, width: int) -> None:
        """A light ring and a dark one around the current cell, so that one of them shows on any level."""
        sight, index = self._sight, self._sight.current
        if not index.isValid() or index.row() not in sight.places.rows_from(sight.down):
            return
        rect = QRectF(sight.rect(index.row(), index.column()))
        is_cell = FIRST <= index.column() < FIRST + len(sight.places.lefts)
        painter.setClipRect(
            window.adjusted(-4, 0, 4, 4) if is_cell else QRect(0, HEAD, width, window.height())
        )
        if not is_cell:
            rect.adjust(-4, 2, 4, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_cell:
            painter.setPen(QPen(self._theme.colour("surface"), 2))
            painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(QPen(self._theme.colour("focus" if sight.focused else "accent"), 2))
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2) if is_cell else rect, 6, 6)
        painter.setClipping(False)

    def _axis_of(self, width: int, top: int, sharp: float) -> QPixmap:
        """The axis behind the bar of a score, which is the same in every row."""
        asked = (width, top, sharp)
        if asked != self._axis_for:
            self._axis = QPixmap(QSize(width + 4, ROW) * sharp)
            self._axis.setDevicePixelRatio(sharp)
            self._axis.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._axis)
            paint_axis(painter, QRectF(2, 3, width, ROW - 6), self._theme, top, short=True)
            painter.end()
            self._axis_for = asked
        return self._axis

    def _chips_of(self, sharp: float) -> HeatChips:
        framework = self._sight.table.framework
        asked = (framework, self._sight.figures, sharp, self._theme.name)
        if self._chips is None or asked != self._chips_for:
            assert framework is not None
            self._chips, self._chips_for = (
                HeatChips(self._theme, framework, self._sight.figures, sharp),
                asked,
            )
        return self._chips

    def _name(self, text: str, width: int, weight: int) -> str:
        key = (text, width, weight)
        if key not in self._cut:
            metrics = QFontMetricsF(self._theme.font(12.5, weight))
            self._cut[key] = elide_keeping_last_word(metrics, text.replace("\n", " "), width)
        return self._cut[key]

    def _write(
        self, painter: QPainter, box: QRectF, text: str, ink: str, px: float, weight: int = 400,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:  # fmt: skip
        font = self._fonts.get((px, weight))
        if font is None:
            font = self._fonts[px, weight] = self._theme.font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(box, align, text)


def _box(span: Span, top: int) -> QRectF:
    return QRectF(span.left, top, span.width, ROW)
