"""What the other evaluators said in a cell, by name, and only once one's own answer is given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scorecard.i18n import _, ngettext
from scorecard.model.framework import Framework
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icons import draw_icon

_ROW = 20
_COLUMNS = 2
_INDENT = 26


class OtherScores(QWidget):
    """A row each, names and chips. Its height counts who has scored, not whether that is shown, so nothing moves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._framework: Framework | None = None
        self._others: tuple[tuple[str, str], ...] = ()
        self._shown = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def names(self) -> tuple[str, ...]:
        """Whose scores can be seen now."""
        return tuple(name for name, _value in self._others) if self._shown else ()

    def show_others(self, framework: Framework, others: Sequence[tuple[str, str]], *, shown: bool) -> None:
        """Names and values of all others who answered; hidden ones are counted only."""
        self._framework, self._others, self._shown = framework, tuple(others), shown
        self.setAccessibleName(self._spoken())
        self.setToolTip(self._spoken() if shown else "")
        self.setFixedHeight(self._needed())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.setFixedHeight(self._needed())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._framework is None:
            return
        if not self._others:
            self._write(
                painter, QRectF(2, 0, self.width() - 2, _ROW), _("Nobody else has scored"), 400, "muted"
            )
        elif self._shown:
            self._paint_scores(painter, self._framework)
        else:
            draw_icon(painter, QRectF(2, 1, 16, 16), self._theme, "eye-off", "muted")
            painter.setFont(self._theme.font(12))
            painter.setPen(self._theme.colour("muted"))
            words = QRectF(_INDENT, 1, self.width() - _INDENT, self.height() - 1)
            painter.drawText(
                words, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, _counted(len(self._others))
            )

    def _paint_scores(self, painter: QPainter, framework: Framework) -> None:
        width = self.width() / _COLUMNS
        for number, (name, value) in enumerate(self._others):
            row, column = divmod(number, _COLUMNS)
            left, top = column * width, row * _ROW
            chip = QRectF(left + 2, top + 1, 30, 18)
            marks.draw_value(painter, chip, self._theme, framework, value)
            self._write(painter, QRectF(left + 40, top, width - 46, _ROW), name, 400, "text")

    def _needed(self) -> int:
        """The height of the names or of the sentence that stands for them, whichever is higher."""
        names = max(1, -(-len(self._others) // _COLUMNS)) * _ROW
        metrics = QFontMetrics(self._theme.font(12))
        room = QRect(0, 0, max(self.width() - _INDENT, 60), 200)
        words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, _counted(len(self._others)))
        return max(names, words.height() + 2)

    def _spoken(self) -> str:
        if not self._others:
            return _("Nobody else has scored")
        if self._shown:
            return "\n".join(f"{name}: {value}" for name, value in self._others)
        return _counted(len(self._others))

    def _write(self, painter: QPainter, rect: QRectF, text: str, weight: int, ink: str) -> None:
        font = self._theme.font(12, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _counted(count: int) -> str:
    sentence = ngettext(
        "{count} other scored – hidden until you answer",
        "{count} others scored – hidden until you answer",
        count,
    )
    return sentence.format(count=count)
