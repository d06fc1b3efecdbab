"""Answers as dots above their levels, without names; NE and NA stand apart with hollow dots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from scorecard.i18n import _, ngettext
from scorecard.model.framework import NA, NE, Framework
from ui.models.workshop.words import answer_word
from ui.theme import Theme
from ui.widgets import marks

_CHIP = 28.0
_WORD = 18.0
_GAP = 24.0
_NAMED = 19.0
"""A line of text, so that a name fits beside each dot."""


class DotPlot(QWidget):
    """One dot for each answer; with names, who stands behind the dots of each level. `small` is for a line of text."""

    def __init__(self, theme: Theme, *, small: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._small = small
        self._framework: Framework | None = None
        self._values: tuple[str, ...] = ()
        self._names: Mapping[str, Sequence[str]] = {}
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed if small else QSizePolicy.Policy.Expanding
        )

    def show_values(
        self, framework: Framework, values: Sequence[str], names: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Show these answers; `names` are those behind each answer, by its code, None to name nobody."""
        self._framework, self._values, self._names = framework, tuple(values), names or {}
        self.setAccessibleName(self._in_words(framework))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 58 if self._small else 190)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 58) if self._small else QSize(200, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._framework is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        counts = Counter(self._values)
        apart = [value for value in (NE, NA) if counts[value]]
        columns = [*self._framework.codes, *apart]
        gap = _GAP if apart else 0.0
        width = (self.width() - gap) / len(columns)
        chip = 18.0 if self._small else _CHIP
        foot = self.height() - chip - (0 if self._small else _WORD + 2)
        highest = max(counts.values(), default=1)
        dot = min(34.0 if not self._small else 10.0, (foot - 10) / max(highest, 1), width * 0.4)
        if self._names:
            dot = min(dot, _NAMED)
        for place, value in enumerate(columns):
            left = place * width + (gap if value in apart else 0.0)
            box = QRectF(left, 0, width, self.height())
            self._paint_column(painter, box, value, counts[value], foot, chip, dot)
        painter.end()

    def _paint_column(
        self, painter: QPainter, box: QRectF, value: str, count: int, foot: float, chip: float, dot: float
    ) -> None:
        theme, framework = self._theme, self._framework
        assert framework is not None
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(QPointF(box.left() + 2, foot - 4), QPointF(box.right() - 2, foot - 4))
        wide = min(box.width() - 8, 34.0 if self._small else 72.0)
        square = QRectF(box.center().x() - wide / 2, foot, wide, chip)
        marks.draw_value(painter, square, theme, framework, value)
        hollow = value in (NE, NA)
        painter.setPen(QPen(theme.colour("text"), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else theme.colour("text"))
        named = value in self._names
        middle = box.left() + (dot / 2 + 8 if named else box.width() / 2)
        for number in range(count):
            circle = QRectF(0, 0, dot - 5, dot - 5)
            circle.moveCenter(box.center())
            circle.moveLeft(middle - circle.width() / 2)
            circle.moveTop(foot - 8 - (number + 1) * dot + 2)
            painter.drawEllipse(circle)
            if named:
                names = self._names[value]
                line = QRectF(
                    circle.right() + 5, circle.top(), box.right() - circle.right() - 6, circle.height()
                )
                text = names[number] if number < len(names) else ""
                self._paint_name(painter, line, text)
        if not self._small:
            self._paint_word(painter, QRectF(box.left(), foot + chip + 2, box.width(), _WORD), value, count)

    def _paint_name(self, painter: QPainter, line: QRectF, text: str) -> None:
        font = self._theme.font(11.5)
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.save()
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def _paint_word(self, painter: QPainter, line: QRectF, value: str, count: int) -> None:
        assert self._framework is not None
        font = self._theme.font(11.5)
        word = answer_word(self._framework, value)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text" if count else "muted"))
        cut = QFontMetricsF(font).elidedText(word, Qt.TextElideMode.ElideRight, line.width() - 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, cut)

    def _in_words(self, framework: Framework) -> str:
        counts = Counter(self._values)
        said = [
            ngettext("{answer}: {count} evaluator", "{answer}: {count} evaluators", counts[value]).format(
                answer=f"{value} {answer_word(framework, value)}", count=counts[value]
            )
            for value in (*framework.codes, NE, NA)
            if counts[value]
        ]
        return "; ".join(said) or _("Nobody has said anything.")
