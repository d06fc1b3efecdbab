"""The answers a person can give, as buttons that show the whole text of a level and never change their size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from scorecard.model.framework import NE, Framework
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icons import draw_icon

_CHIP = 30.0
_LEFT = 48.0
_RIGHT = 32.0
_LINE = 17.0
_PADDING = 6.0
_STATE_HEIGHT = 42


class AnswerButton(QAbstractButton):
    """A box that is either the answer or not. It is chosen by what is stored, never by being pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._locked = False
        self._carried = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def nextCheckState(self) -> None:  # noqa: N802
        """Wait for the answer to be stored."""

    def set_locked(self, locked: bool) -> None:
        """Whether answers stand fast here: then it has no edge, and pressing it is refused with the reason."""
        if locked != self._locked:
            self._locked = locked
            self.setCursor(Qt.CursorShape.ArrowCursor if locked else Qt.CursorShape.PointingHandCursor)
            self.update()

    def set_chosen(self, chosen: bool, *, carried: bool) -> None:
        """Whether it is the stored answer, and whether that was carried over and waits to be confirmed."""
        if (chosen, carried) != (self.isChecked(), self._carried):
            self._carried = carried
            self.setChecked(chosen)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press it; every other key belongs to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paint_box(self, painter: QPainter) -> None:
        """The ground and the edge for the state the button is in."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, theme = QRectF(self.rect()), self._theme
        ground, edge, width = "surface", "outline", 1.0
        if self.isChecked() or (self.isDown() and not self._locked):
            ground = "accent-soft"
        elif self._locked:
            ground, edge = "sunken", "sunken"
        elif self.underMouse():
            ground, edge = "hover", "control"
        if self.isChecked():
            edge, width = ("accent-line" if self._locked else "accent"), 1.5
        pen = QPen(theme.colour(edge), width)
        if self.isChecked() and self._carried:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour(ground))
        half = width / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), 6, 6)

    def paint_tick(self, painter: QPainter) -> None:
        """The tick at the right of the chosen answer; a clock while it is only carried over."""
        centre = QPointF(self.width() - 18, self.height() / 2)
        if self._carried:
            draw_icon(painter, QRectF(centre.x() - 8, centre.y() - 8, 16, 16), self._theme, "clock", "link")
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(centre, 9, 9)
        pen = QPen(self._theme.colour("accent-text"), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([centre + QPointF(-4, 0), centre + QPointF(-1, 3), centre + QPointF(4, -3)])


class LevelButton(AnswerButton):
    """A level: its chip, its leading word and its whole text; as high as the text needs, whatever its state."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._framework: Framework | None = None
        self._position = 0
        self._word = ""
        self._key = ""
        self._layouts: dict[int, QTextLayout] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_level(self, framework: Framework, position: int, word: str, text: str, key: str) -> None:
        """Show the level at a position of the scale; `key` is the key that gives it, if there is one."""
        self._framework, self._position, self._key = framework, position, key
        if self.text() != f"{word}. {text}":
            self._word = f"{word}."
            self.setText(f"{self._word} {text}")
            self._layouts.clear()
            self.updateGeometry()
        self.setAccessibleName(f"{framework.codes[position]}. {self.text()}")
        self.update()

    def heightForWidth(self, width: int) -> int:
        """The height that the text needs at a width."""
        lines = self._layout(width).lineCount()
        return int(max(lines * _LINE + 2 * _PADDING, _CHIP + 14))

    def sizeHint(self) -> QSize:
        return QSize(424, self.heightForWidth(424))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, round(_CHIP) + 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_box(painter)
        if self._framework is None:
            return
        box, theme = QRectF(self.rect()), self._theme
        chip = QRectF(box.left() + 9, box.center().y() - _CHIP / 2, _CHIP, _CHIP)
        code = self._framework.codes[self._position]
        marks.draw_level(painter, chip, theme, code, self._position, self._framework.top)
        layout = self._layout(self.width())
        painter.setPen(theme.colour("text"))
        top = box.center().y() - layout.lineCount() * _LINE / 2
        layout.draw(painter, QPointF(box.left() + _LEFT, top))
        if self.isChecked():
            self.paint_tick(painter)
        elif self._key and self._key != code and not self._locked:
            cap = QRectF(box.right() - 27, box.center().y() - 9, 18, 18)
            marks.draw_keycap(painter, cap, theme, self._key)

    def _layout(self, width: int) -> QTextLayout:
        """The wrapped text at a width of the button; laid out once and kept, since painting asks for it often."""
        if width not in self._layouts:
            if len(self._layouts) > 8:
                self._layouts.clear()
            self._layouts[width] = self._laid_out(width - _LEFT - _RIGHT)
        return self._layouts[width]

    def _laid_out(self, width: float) -> QTextLayout:
        font = self._theme.font(12.5)
        layout = QTextLayout(self.text(), font)
        layout.setCacheEnabled(True)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        leading = QTextLayout.FormatRange()
        leading.start, leading.length = 0, len(self._word)
        heavy = QTextCharFormat()
        heavy.setFont(self._theme.font(12.5, 600))
        leading.format = heavy
        layout.setFormats([leading])
        slack = (_LINE - QFontMetricsF(font).height()) / 2
        layout.beginLayout()
        number = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 80.0))
            line.setPosition(QPointF(0, number * _LINE + slack))
            number += 1
        layout.endLayout()
        return layout


class StateButton(AnswerButton):
    """No evidence, or does not apply: the chip, the name, what it means, and the key that gives it."""

    def __init__(self, theme: Theme, value: str, name: str, hint: str, key: str) -> None:
        super().__init__(theme)
        self._value = value
        self._hint = hint
        self._key = key
        self._waiting = ""
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_waiting(self, sentence: str) -> None:
        """Say in place of the hint what the answer still waits for; nothing takes that back."""
        self._waiting = sentence
        self.setAccessibleDescription(sentence or self._hint)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(212, _STATE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, _STATE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_box(painter)
        box, theme = QRectF(self.rect()), self._theme
        chip = QRectF(box.left() + 9, box.center().y() - _CHIP / 2, _CHIP, _CHIP)
        if self._value == NE:
            marks.draw_ne(painter, chip, theme)
        else:
            marks.draw_na(painter, chip, theme)
        if self._waiting:
            pen = QPen(theme.colour("accent"), 1.5, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)
        words = box.adjusted(50, 3, -34, -3)
        self._write(painter, words, 12.5, 600, "text", self.text(), Qt.AlignmentFlag.AlignTop)
        hint, ink = (self._waiting, "link") if self._waiting else (self._hint, "muted")
        self._write(painter, words, 12, 400, ink, hint, Qt.AlignmentFlag.AlignBottom)
        if self.isChecked():
            self.paint_tick(painter)
        elif not self._locked:
            cap = QRectF(box.right() - 27, box.center().y() - 9, 18, 18)
            marks.draw_keycap(painter, cap, theme, self._key)

    def _write(
        self,
        painter: QPainter,
        rect: QRectF,
        px: float,
        weight: int,
        ink: str,
        text: str,
        edge: Qt.AlignmentFlag,
    ) -> None:
        font = self._theme.font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | edge, cut)
