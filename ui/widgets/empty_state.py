"""What stands where there is nothing yet: why, and the next step with its button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.icons import draw_icon
from ui.widgets.text import label

_WIDEST = 440


class EmptyState(QWidget):
    """A title, a sentence and, where there is a next step, its button; `pressed` says it was taken.

    There may be another way to the same end, `other_text`, with `other_pressed`. The next step takes the focus
    when it comes into view, since what had it is gone; not without `takes_focus`, since tabs keep theirs.
    """

    pressed = Signal()
    other_pressed = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str,
        button_text: str = "",
        icon: str = "",
        other_text: str = "",
        parent: QWidget | None = None,
        *,
        takes_focus: bool = True,
    ) -> None:
        super().__init__(parent)
        self._takes_focus = takes_focus
        self._buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 48)
        column.setSpacing(8)
        column.addStretch(2)
        if icon:
            column.addWidget(_Drawing(theme, icon), 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(4)
        head = label(theme, title, "card")
        head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(head)
        text = label(theme, sentence, "body", ink="muted", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        width = min(_WIDEST, text.fontMetrics().horizontalAdvance(sentence) + 2)
        # Fixed, because a label that is aligned within a column gets the height of a single line.
        text.setFixedSize(width, text.heightForWidth(width))
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for words, kind, taken in (
            (button_text, "primary", self.pressed),
            (other_text, "", self.other_pressed),
        ):
            if words:
                button = QPushButton(words)
                button.setProperty("kind", kind)
                button.clicked.connect(taken)
                row.addWidget(button)
                self._buttons.append(button)
        row.addStretch()
        if self._buttons:
            column.addSpacing(8)
            column.addLayout(row)
        column.addStretch(3)

    def set_changeable(self, changeable: bool) -> None:
        """Whether the next step can be taken."""
        for button in self._buttons:
            button.setEnabled(changeable)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._buttons and self._takes_focus:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)


class _Drawing(QWidget):
    """A large quiet icon."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setFixedSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.rect()), self._theme, self._name, "muted")
        painter.end()
