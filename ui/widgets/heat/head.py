"""The head of the heat map: sections over their rules, codes of criteria, and what the rows are sorted by."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap, QPolygonF

from scorecard.i18n import _, language
from ui.models.heat.orders import is_by_letters
from ui.theme import Theme
from ui.widgets.data_table import CENTRE, LEFT, RIGHT
from ui.widgets.heat.layout import HEAD, PITCH
from ui.widgets.icons import draw_icon
from ui.widgets.marks import section_colour

if TYPE_CHECKING:
    from scorecard.model.framework import Framework
    from ui.widgets.heat.sight import Sight

_TITLE, _RULE, _CODE = (4, 20), (26, 3), (31, 18)
"""From where and how high in the head: the name of a section, its rule, the code of a criterion."""
_CHEVRON, _MARK = 12, 7


class HeatHead:
    """Draws the head once and lays it above the rows until it is another."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn = QPixmap()
        self._drawn_for: tuple[object, ...] = ()

    def name_widths(self, framework: Framework) -> list[int]:
        """How wide the names of sections are."""
        metrics = QFontMetricsF(self._theme.font(12.5, 600))
        names = (section.short.into(language()) for section in framework.sections)
        return [ceil(metrics.horizontalAdvance(name)) + 2 for name in names]

    def paint(self, painter: QPainter, sight: Sight, width: int, sharp: float) -> None:
        """Lay the head along the top of a grid so wide, on a screen with so many dots to a pixel."""
        table = sight.table
        asked = (sight.places, sight.across, table.order, sight.hovered_head, table.framework, width, sharp)
        if asked != self._drawn_for:
            self._drawn = QPixmap(QSize(width, HEAD) * sharp)
            self._drawn.setDevicePixelRatio(sharp)
            on_head = QPainter(self._drawn)
            self._draw(on_head, sight, width)
            on_head.end()
            self._drawn_for = asked
        painter.drawPixmap(0, 0, self._drawn)

    def _draw(self, painter: QPainter, sight: Sight, width: int) -> None:
        places, theme = sight.places, self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, 0, width, HEAD, theme.colour("surface"))
        top, high = _CODE
        self._paint_title(painter, sight, QRectF(places.name.left, top, places.name.width, high), "name")
        if places.country.width:
            box = QRectF(places.country.left + 8, top, places.country.width - 8, high)
            self._paint_title(painter, sight, box, "country")
        box = QRectF(places.bar.left, top, places.figure.right - places.bar.left, high)
        self._paint_title(painter, sight, box, "score", right=True)
        if places.coverage.width:
            box = QRectF(places.coverage.left, top, places.coverage.width, high)
            self._paint_title(painter, sight, box, "coverage", right=True)
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
            self._paint_sortable(painter, sight, box, name, ("section", section.id), 12.5, 600, "text")
            rule = QRectF(zero + span.left, _RULE[0], span.width, _RULE[1])
            painter.fillRect(rule, section_colour(theme, place))
        for left, criterion in zip(places.lefts, criteria, strict=True):
            box = QRectF(zero + left - 1, top, PITCH, high)
            if box.right() > places.left and box.left() < places.right:
                self._paint_sortable(
                    painter, sight, box, criterion.code, ("criterion", criterion.id), 11, 400, "muted", CENTRE
                )
        painter.setClipping(False)

    def _paint_title(
        self, painter: QPainter, sight: Sight, box: QRectF, by: str, *, right: bool = False
    ) -> None:
        titles = {
            "name": _("Programme"),
            "country": _("Country"),
            "score": _("Score"),
            "coverage": _("Coverage"),
        }
        weight = 600 if by == "score" else 500
        self._paint_sortable(
            painter, sight, box, titles[by], (by, ""), 12, weight, "text", RIGHT if right else LEFT
        )

    def _paint_sortable(
        self, painter: QPainter, sight: Sight, box: QRectF, title: str, by: tuple[str, str], px: float,
        weight: int, ink: str, align: Qt.AlignmentFlag = LEFT,
    ) -> None:  # fmt: skip
        """A head that sorts: with an arrow where it does, darker under the pointer."""
        order, pointed = sight.table.order, sight.hovered_head
        sorts = (order.by, order.id) == by
        hovered = pointed is not None and pointed[:2] == by
        if hovered:
            painter.fillRect(box, self._theme.colour("hover"))
        font = self._theme.font(px, 600 if sorts else weight)
        metrics = QFontMetricsF(font)
        mark = _MARK if align is CENTRE else _CHEVRON
        room = box.width() - (mark if sorts else 0)
        title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        used = metrics.horizontalAdvance(title)
        words = QRectF(box.left(), box.top(), room, box.height())
        arrow = box.left() + used + 1
        if align is RIGHT:
            words.moveRight(box.right())
            arrow = box.right() - used - _CHEVRON - 3
        elif align is CENTRE:
            arrow = box.left() + (room + used) / 2
        painter.setFont(font)
        painter.setPen(self._theme.colour("text" if sorts or hovered else ink))
        painter.drawText(words, align, title)
        if sorts:
            down = order.falling != is_by_letters(order)
            if align is CENTRE:
                self._paint_mark(painter, arrow + 1, box.center().y() + 1, down=down)
            else:
                glyph = QRectF(arrow, box.center().y() - _CHEVRON / 2, _CHEVRON, _CHEVRON)
                draw_icon(painter, glyph, self._theme, "chevron-down" if down else "chevron-up", "text")

    def _paint_mark(self, painter: QPainter, x: float, y: float, *, down: bool) -> None:
        """A small arrow beside a code, whose column has no room for the other."""
        high = 2.0 if down else -2.0
        corners = [
            QPointF(x, y - high),
            QPointF(x + _MARK - 1, y - high),
            QPointF(x + (_MARK - 1) / 2, y + high),
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("text"))
        painter.drawPolygon(QPolygonF(corners))
