"""A whole number in a field: typed, or stepped with Up and Down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NumberField(QLineEdit):
    """`valueChanged` carries a number between the least and the most whenever it is another.

    What is no such number is not taken, and gives way when the field is left.
    """

    valueChanged = Signal(int)  # noqa: N815 (as Qt's own fields of numbers call it)

    def __init__(self, least: int, most: int, value: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._value = value
        self.setText(str(value))
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(lambda: self.setText(str(self._value)))

    def value(self) -> int:
        """The number."""
        return self._value

    def setValue(self, value: int) -> None:  # noqa: N802
        """Another number; beyond the least or the most it stops there."""
        value = min(max(value, self._least), self._most)
        self.setText(str(value))
        self._take(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.setValue(self._value + step)
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        if text.isdecimal() and self._least <= int(text) <= self._most:
            self._take(int(text))

    def _take(self, value: int) -> None:
        if value != self._value:
            self._value = value
            self.valueChanged.emit(value)
