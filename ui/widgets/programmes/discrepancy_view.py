"""Where sources differ: what each of them says of the same thing, side by side, and no verdict."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.score.evidence_cards import Card
from ui.theme import Theme
from ui.widgets.evidence_marks import draw_sign, draw_standing
from ui.widgets.wrapped_text import draw_wrapped, wrapped_height

_LEAST = 116
"""Pixels that a column of words needs to be read."""
_PAD = 10
_HEAD = 22
_BETWEEN = 24


class DiscrepancyView(QWidget):
    """Groups under one another, each in a frame with a column for every item, as many beside each other as fit.

    In a `wide` one the documents stand with their titles.
    """

    def __init__(self, theme: Theme, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wide = wide
        self._groups: tuple[tuple[Card, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[Sequence[Card]]) -> None:
        """Show these groups of cards."""
        self._groups = tuple(tuple(group) for group in groups)
        self.setAccessibleName("\n".join(" ≠ ".join(map(_in_words, group)) for group in self._groups))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        for group in self._groups:
            height = self._lay(group, top, None)
            painter.setPen(QPen(self._theme.colour("border"), 1))
            painter.setBrush(self._theme.colour("sunken"))
            frame = QRectF(0.5, top + 0.5, self.width() - 1, height - 1)
            painter.drawRoundedRect(frame, 8, 8)
            self._lay(group, top, painter)
            top += height + 8
        painter.end()

    def _fit(self) -> None:
        heights = [self._lay(group, 0, None) for group in self._groups]
        self.setFixedHeight(round(sum(heights) + 8 * max(len(heights) - 1, 0)))

    def _lay(self, group: tuple[Card, ...], top: float, painter: QPainter | None) -> float:
        """Paint a group at `top`, or only measure it; its height."""
        inside = max(self.width() - 2 * _PAD, _LEAST)
        count = max(1, min(len(group), int((inside + _BETWEEN) // (_LEAST + _BETWEEN))))
        width = (inside - (count - 1) * _BETWEEN) / count
        below = top + _PAD
        for first in range(0, len(group), count):
            row = group[first : first + count]
            height = max(self._card(card, QRectF(0, 0, width, 0), None) for card in row)
            for place, card in enumerate(row):
                left = _PAD + place * (width + _BETWEEN)
                if painter is not None:
                    self._card(card, QRectF(left, below, width, height), painter)
                    if place:
                        self._paint_unequal(painter, left - _BETWEEN / 2, below, height)
            below += height + _PAD
        return below - top

    def _card(self, card: Card, box: QRectF, painter: QPainter | None) -> float:
        theme = self._theme
        if painter is not None:
            draw_sign(painter, QRectF(box.left(), box.top(), 16, 16), theme, card.sign)
            draw_standing(painter, QRectF(box.left() + 22, box.top() + 3, 10, 10), theme, card.standing)
        height = float(_HEAD)
        for words, px, ink in self._words(card):
            if painter is None:
                height += wrapped_height(words, theme.font(px), box.width()) + 3
            else:
                painter.setPen(theme.colour(ink))
                below = QRectF(box.left(), box.top() + height, box.width(), 1000)
                height += draw_wrapped(painter, words, theme.font(px), below) + 3
        return height

    def _words(self, card: Card) -> list[tuple[str, float, str]]:
        """What stands in the column of an item, with its size and its ink."""
        lines = (
            (card.text, 12.5 if self._wide else 12, "text"),
            (card.place, 11.5, "text"),
            (card.sources if self._wide and card.sources != card.place else "", 11.5, "muted"),
            ("  ·  ".join(filter(None, (card.id, card.worth))), 11.5, "muted"),
        )
        return [line for line in lines if line[0]]

    def _paint_unequal(self, painter: QPainter, middle: float, top: float, height: float) -> None:
        """A line between two columns with the sign of what they are to each other on it."""
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawLine(QPointF(middle, top + _HEAD), QPointF(middle, top + height))
        painter.setPen(self._theme.colour("warning"))
        painter.setFont(self._theme.font(13, 600))
        painter.drawText(QRectF(middle - 10, top - 1, 20, 18), Qt.AlignmentFlag.AlignCenter, "≠")


def _in_words(card: Card) -> str:
    return ", ".join(filter(None, (card.id, card.word, card.worth, card.place))) + f": {card.text}"
