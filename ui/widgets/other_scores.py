"""What the other evaluators said in a cell, by name, and only once one's own answer is given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scorecard.i18n import _, ngettext
from scorecard.model.framework import Framework
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icons import draw_icon

_ROW = 20


class OtherScores(QWidget):
    """A row each, names and chips. Its height counts who has scored, not whether that is shown, so nothing moves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._framework: Framework | None = None
        self._others: tuple[tuple[str, str], ...] = ()
        self._shown = False
        self._columns = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def names(self) -> tuple[str, ...]:
        """Whose scores can be seen now."""
        return tuple(name for name, _value in self._others) if self._shown else ()

    def show_others(
        self, framework: Framework, others: Sequence[tuple[str, str]], *, shown: bool, columns: int
    ) -> None:
        """Names and values of all others who answered; hidden ones are counted only."""
        rows = self._rows()
        self._framework, self._others, self._shown = framework, tuple(others), shown
        self._columns = columns
        self.setAccessibleName(self._spoken())
        self.setToolTip(self._spoken() if shown else "")
        if rows != self._rows():
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, self._rows() * _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self._rows() * _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._framework is None:
            return
        if not self._others:
            self._write(painter, QRectF(0, 0, self.width(), self.height()), _("Nobody else has scored"), 400, "muted")
        elif self._shown:
            self._paint_scores(painter, self._framework)
        else:
            top = (self.height() - 2 * 17) / 2
            draw_icon(painter, QRectF(0, self.height() / 2 - 8, 16, 16), self._theme, "eye-off", "muted")
            lines = QRectF(24, top, self.width() - 24, 17)
            self._write(painter, lines, _counted(len(self._others)), 600, "text")
            self._write(painter, lines.translated(0, 17), _("Hidden until you answer"), 400, "muted")

    def _paint_scores(self, painter: QPainter, framework: Framework) -> None:
        width = self.width() / self._columns
        for number, (name, value) in enumerate(self._others):
            row, column = divmod(number, self._columns)
            left, top = column * width, row * _ROW
            chip = QRectF(left, top + 1, 30, 18)
            marks.draw_value(painter, chip, self._theme, framework, value)
            self._write(painter, QRectF(left + 38, top, width - 46, _ROW), name, 400, "text")

    def _rows(self) -> int:
        return max(2, -(-len(self._others) // self._columns))

    def _spoken(self) -> str:
        if not self._others:
            return _("Nobody else has scored")
        if self._shown:
            return "\n".join(f"{name}: {value}" for name, value in self._others)
        return f"{_counted(len(self._others))}. {_('Hidden until you answer')}"

    def _write(self, painter: QPainter, rect: QRectF, text: str, weight: int, ink: str) -> None:
        font = self._theme.font(12, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _counted(count: int) -> str:
    return ngettext("{count} other has scored", "{count} others have scored", count).format(count=count)
