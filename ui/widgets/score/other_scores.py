"""What the other evaluators said in a cell, by name, and only once one's own answer is given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scorecard.i18n import _, ngettext
from scorecard.model.framework import Framework
from ui.models.score.open_cell import Other, Sight
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
        self._others: tuple[Other, ...] = ()
        self._sight: Sight = "until answered"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def names(self) -> tuple[str, ...]:
        """Whose scores can be seen now."""
        return tuple(one.name for one in self._others) if self._sight == "shown" else ()

    def show_others(self, framework: Framework, others: Sequence[Other], sight: Sight) -> None:
        """What all others said who answered; while they cannot be seen they are counted only."""
        if (framework, tuple(others), sight) == (self._framework, self._others, self._sight):
            return
        self._framework, self._others, self._sight = framework, tuple(others), sight
        self.setAccessibleName(self._spoken())
        self.setToolTip(self._spoken() if sight == "shown" else "")
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
        elif self._sight == "shown":
            self._paint_scores(painter, self._framework)
        else:
            draw_icon(painter, QRectF(2, 1, 16, 16), self._theme, "eye-off", "muted")
            painter.setFont(self._theme.font(12))
            painter.setPen(self._theme.colour("muted"))
            words = QRectF(_INDENT, 1, self.width() - _INDENT, self.height() - 1)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self._counted())

    def _paint_scores(self, painter: QPainter, framework: Framework) -> None:
        width = self.width() / _COLUMNS
        for number, other in enumerate(self._others):
            row, column = divmod(number, _COLUMNS)
            left, top = column * width, row * _ROW
            chip = QRectF(left + 2, top + 1, 30, 18)
            marks.draw_value(painter, chip, self._theme, framework, other.value)
            room = QRectF(left + 40, top, width - 46, _ROW)
            if not other.counts:
                # Words would be cut, and they are what matters: a sign stands before the name, the tip explains.
                draw_icon(painter, QRectF(room.left(), top + 3, 14, 14), self._theme, "alert", "warning")
                room.setLeft(room.left() + 18)
            self._write(painter, room, other.name, 400, "text" if other.counts else "muted")

    def _needed(self) -> int:
        """The height of the names or of the sentence that stands for them, whichever is higher."""
        names = max(1, -(-len(self._others) // _COLUMNS)) * _ROW
        metrics = QFontMetrics(self._theme.font(12))
        room = QRect(0, 0, max(self.width() - _INDENT, 60), 200)
        words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._counted())
        return max(names, words.height() + 2)

    def _spoken(self) -> str:
        if not self._others:
            return _("Nobody else has scored")
        if self._sight == "shown":
            return "\n".join(_line(other) for other in self._others)
        return self._counted()

    def _counted(self) -> str:
        if self._sight == "until submitted":
            sentence = ngettext(
                "{count} other scored – hidden until you submit the programme",
                "{count} others scored – hidden until you submit the programme",
                len(self._others),
            )
        elif self._sight == "until revealed":
            sentence = ngettext(
                "{count} other scored – hidden until the workshop reveals it",
                "{count} others scored – hidden until the workshop reveals it",
                len(self._others),
            )
        else:
            sentence = ngettext(
                "{count} other scored – hidden until you answer",
                "{count} others scored – hidden until you answer",
                len(self._others),
            )
        return sentence.format(count=len(self._others))

    def _write(self, painter: QPainter, rect: QRectF, text: str, weight: int, ink: str) -> None:
        font = self._theme.font(12, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _uncounted(name: str) -> str:
    return _("{name} – not counted").format(name=name)


def _line(other: Other) -> str:
    name = other.name if other.counts else _uncounted(other.name)
    return f"{name}: {other.value} – {other.note}" if other.note else f"{name}: {other.value}"
