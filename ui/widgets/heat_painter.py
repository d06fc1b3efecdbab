"""Paints the heat map: rows that scroll, names and scores that stay, and the head above them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from scorecard.i18n import _, format_share, language, ngettext
from ui.models.heatmap import COUNTRY, FIRST, NAME, HeatRow, HeatTable, Index
from ui.theme import Theme
from ui.widgets.data_table import CENTRE, LEFT, RIGHT, paint_axis
from ui.widgets.heat_chips import HeatChips
from ui.widgets.heat_layout import CELL_HEIGHT, CELL_WIDTH, DIVIDER, HEAD, PITCH, ROW, HeatLayout, Span
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_interval, elide_keeping_last_word, section_colour

if TYPE_CHECKING:
    from scorecard.analysis.heat import Order
    from scorecard.model.framework import Framework

_TITLE, _RULE, _CODE = (4, 20), (26, 3), (31, 18)
"""From where and how high in the head: the name of a section, its rule, the code of a criterion."""
_CHEVRON = 12
_INSET = (ROW - CELL_HEIGHT) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a grid shows at a moment: its places, how far it is scrolled, and what is pointed at."""

    table: HeatTable
    places: HeatLayout
    down: int
    across: int
    current: Index
    hovered_row: int
    hovered_head: Order | None
    figures: bool
    focused: bool

    def rect(self, row: int, column: int) -> QRect:
        """Where a cell is painted, whether in sight or not."""
        places = self.places
        top = HEAD + places.top_of(row) - self.down
        if column in (NAME, COUNTRY):
            span = places.name if column == NAME else places.country
            return QRect(span.left, top, span.width, ROW)
        place = column - FIRST
        if place < len(places.lefts):
            left = places.left + places.lefts[place] - self.across
            return QRect(left, top + _INSET, CELL_WIDTH, CELL_HEIGHT)
        if place == len(places.lefts):
            return QRect(places.bar.left, top, places.figure.right - places.bar.left, ROW)
        return QRect(places.coverage.left, top, places.coverage.width, ROW)


class HeatPainter:
    """Paints one sight. Names as they were cut, and the pictures of cells, are kept until there are others."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._chips: HeatChips | None = None
        self._chips_for: tuple[object, ...] = ()
        self._cut: dict[tuple[str, int, int], str] = {}

    def forget(self) -> None:
        """Other names and another framework: nothing that is kept is of use."""
        self._cut.clear()
        self._chips_for = ()

    def name_widths(self, framework: Framework) -> list[int]:
        """How wide the names of sections are."""
        metrics = QFontMetricsF(self._theme.font(12.5, 600))
        names = (section.short.into(language()) for section in framework.sections)
        return [ceil(metrics.horizontalAdvance(name)) + 2 for name in names]

    def paint(self, viewport: QWidget, sight: Sight) -> None:
        """Paint what is in sight."""
        self._sight = sight
        table, places = sight.table, sight.places
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
        self._paint_beside(painter, tops)
        if not table.rowCount():
            room = QRectF(0, HEAD, viewport.width(), 80)
            self._write(
                painter,
                room,
                _("No programme is left. Find other words, or other cells."),
                "muted",
                12.5,
                400,
                CENTRE,
            )
        window = QRect(places.left, HEAD, places.window, room)
        painter.setClipRect(window)
        self._paint_cells(painter, tops, viewport.devicePixelRatioF())
        painter.setClipping(False)
        self._paint_head(painter, viewport.width())
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
        count = places.rows - places.divider
        sentence = ngettext(
            "Insufficient evidence: {count} programme has an interval, but no score and no rank",
            "Insufficient evidence: {count} programmes have an interval, but no score and no rank",
            count,
        )
        room = QRectF(places.rank.left, top + 1, width - 2 * places.rank.left, DIVIDER - 2)
        self._write(painter, room, sentence.format(count=count), "muted", 12)

    def _paint_beside(self, painter: QPainter, tops: list[tuple[int, int]]) -> None:
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
            self._paint_score(painter, beside, top)

    def _paint_score(self, painter: QPainter, beside: HeatRow, top: int) -> None:
        places, framework = self._sight.places, self._sight.table.framework
        if framework is None or beside.low is None or beside.high is None:
            self._write(painter, _box(places.figure, top), "–", "muted", 12.5, 400, RIGHT)
            return
        axis = QRectF(places.bar.left, top + 3, places.bar.width, ROW - 6)
        paint_axis(painter, axis, self._theme, framework.top, short=True)
        bar = axis.adjusted(0, 4, 0, -4)
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

    def _paint_head(self, painter: QPainter, width: int) -> None:
        sight, places, theme = self._sight, self._sight.places, self._theme
        painter.fillRect(0, 0, width, HEAD, theme.colour("surface"))
        top, high = _CODE
        self._paint_title(painter, QRectF(places.name.left, top, places.name.width, high), "name")
        if places.country.width:
            box = QRectF(places.country.left + 8, top, places.country.width - 8, high)
            self._paint_title(painter, box, "country")
        box = QRectF(places.bar.left, top, places.figure.right - places.bar.left, high)
        self._paint_title(painter, box, "score", right=True)
        if places.coverage.width:
            box = QRectF(places.coverage.left, top, places.coverage.width, high)
            self._paint_title(painter, box, "coverage", right=True)
        painter.setClipRect(places.left, 0, places.window, HEAD)
        zero = places.left - sight.across
        framework = sight.table.framework
        criteria = framework.criteria if framework else ()
        for place, section in enumerate(framework.sections if framework else ()):
            span = places.section_span(place)
            if not span.width:
                continue
            name = section.short.into(language())
            room = places.rooms[place]
            box = QRectF(zero + room.left, _TITLE[0], room.width, _TITLE[1])
            self._paint_sortable(painter, box, name, ("section", section.id), 12.5, 600, "text")
            rule = QRectF(zero + span.left, _RULE[0], span.width, _RULE[1])
            painter.fillRect(rule, section_colour(theme, place))
        for left, criterion in zip(places.lefts, criteria, strict=True):
            box = QRectF(zero + left - 1, top, PITCH, high)
            if box.right() > places.left and box.left() < places.right:
                self._paint_sortable(
                    painter, box, criterion.code, ("criterion", criterion.id), 11, 400, "muted", CENTRE
                )
        painter.setClipping(False)

    def _paint_title(self, painter: QPainter, box: QRectF, by: str, *, right: bool = False) -> None:
        titles = {
            "name": _("Programme"),
            "country": _("Country"),
            "score": _("Score"),
            "coverage": _("Coverage"),
        }
        weight = 600 if by == "score" else 500
        self._paint_sortable(painter, box, titles[by], (by, ""), 12, weight, "text", RIGHT if right else LEFT)

    def _paint_sortable(
        self, painter: QPainter, box: QRectF, title: str, by: tuple[str, str], px: float, weight: int,
        ink: str, align: Qt.AlignmentFlag = LEFT,
    ) -> None:  # fmt: skip
        """A head that sorts: with an arrow where it does, darker under the pointer."""
        sight, order = self._sight, self._sight.table.order
        sorts = (order.by, order.id) == by
        hovered = sight.hovered_head is not None and sight.hovered_head[:2] == by
        if hovered:
            painter.fillRect(box, self._theme.colour("hover"))
        font = self._theme.font(px, 600 if sorts else weight)
        metrics = QFontMetricsF(font)
        room = box.width() - (_CHEVRON if sorts else 0)
        title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        used = metrics.horizontalAdvance(title)
        words = QRectF(box.left(), box.top(), room, box.height())
        arrow = box.left() + used + 1
        if align is RIGHT:
            words.moveRight(box.right())
            arrow = box.right() - used - _CHEVRON - 3
        elif align is CENTRE:
            arrow = box.left() + (room + used) / 2
        self._write(
            painter, words, title, "text" if sorts or hovered else ink, px, 600 if sorts else weight, align
        )
        if sorts:
            usual = order.falling != (order.by in ("name", "country"))
            glyph = QRectF(arrow, box.center().y() - _CHEVRON / 2, _CHEVRON, _CHEVRON)
            draw_icon(painter, glyph, self._theme, "chevron-down" if usual else "chevron-up", "text")

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
        if not index.isValid():
            return
        rect = QRectF(sight.rect(index.row(), index.column()))
        is_cell = FIRST <= index.column() < FIRST + len(sight.places.lefts)
        painter.setClipRect(
            window.adjusted(-4, 0, 4, 0) if is_cell else QRect(0, HEAD, width, window.height())
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
        painter.setFont(self._theme.font(px, weight))
        painter.setPen(self._theme.colour(ink))
        painter.drawText(box, align, text)


def _box(span: Span, top: int) -> QRectF:
    return QRectF(span.left, top, span.width, ROW)
