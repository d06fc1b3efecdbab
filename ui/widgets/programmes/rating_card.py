"""The sources' own ratings, word for word, as a quiet card in a longer page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scorecard.model.framework import Framework
from scorecard.model.programme import Rating
from ui.theme import Theme
from ui.widgets.marks import draw_section_tick
from ui.widgets.wrapped_text import draw_wrapped, wrapped_height


class RatingCard(QWidget):
    """The sources' own ratings, word for word: what is rated, the mark in ink, words and footnote below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ratings: tuple[Rating, ...] = ()
        self._sections: tuple[int, ...] = ()
        self._one_place = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show(self, ratings: Sequence[Rating], frameworks: Sequence[Framework]) -> None:  # type: ignore[override]
        """Show these ratings; one of a section has its tick. A place that all share is left to the head."""
        places = {
            section.id: place for framework in frameworks for place, section in enumerate(framework.sections)
        }
        self._ratings = tuple(ratings)
        self._sections = tuple(places.get(rating.section, -1) for rating in ratings)
        self._one_place = len({rating.place for rating in ratings}) == 1
        self.setAccessibleName("; ".join(_in_words(rating) for rating in ratings))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.setBrush(self._theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        top = 6.0
        for rating, section in zip(self._ratings, self._sections, strict=True):
            top += self._lay(rating, section, top, painter)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(
            round(sum(self._lay(rating, -1, 0, None) for rating in self._ratings) + 12)
            if self._ratings
            else 0
        )

    def _lay(self, rating: Rating, section: int, top: float, painter: QPainter | None) -> float:
        """Paint a rating at `top`, or only measure it; its height."""
        strong, plain, small = self._theme.font(12.5, 600), self._theme.font(12.5), self._theme.font(11.5)
        left = 11.0
        width = self.width() - 2 * left
        indent = 11.0 if rating.section else 0.0
        mark = QFontMetricsF(strong).horizontalAdvance(rating.mark) + 8 if rating.mark else 0.0
        box = QRectF(left + indent, top + 4, width - indent - mark, 1000)
        height = _wrapped(
            painter, rating.subject, plain, box, self._theme, "muted" if rating.text else "text"
        )
        if painter is not None:
            if section >= 0:
                draw_section_tick(painter, QRectF(left, box.top() + 1, 4, 14), self._theme, section)
            painter.setFont(strong)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(
                QRectF(left, box.top(), width, 17),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
                rating.mark,
            )
        below = QRectF(left + indent, box.top() + height, width - indent, 1000)
        for words, font, ink in (
            (rating.text, plain, "text"),
            (rating.footnote, small, "muted"),
            ("" if self._one_place else rating.place, small, "muted"),
        ):
            if words:
                below.setTop(below.top() + 2)
                below.setTop(below.top() + _wrapped(painter, words, font, below, self._theme, ink))
        return below.top() - top + (7 if rating.text or rating.footnote else 4)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)


def _in_words(rating: Rating) -> str:
    return f"{rating.subject}: " + " ".join(
        filter(None, (rating.mark, rating.text, rating.footnote, rating.place))
    )


def _wrapped(painter: QPainter | None, text: str, font: QFont, box: QRectF, theme: Theme, ink: str) -> float:
    if painter is None:
        return wrapped_height(text, font, box.width())
    painter.setPen(theme.colour(ink))
    return draw_wrapped(painter, text, font, box)
