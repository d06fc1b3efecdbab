"""What a cell of a note sheet is written with: a text that grows over the rows below it, or a list of choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QComboBox, QCompleter, QPlainTextEdit, QWidget

from ui.theme import Theme

_MARGIN, _FRAME = 3, 6
_LEAST = 34
_SOME_LINES = 60


class TextEditor(QPlainTextEdit):
    """As high as its text, within what can be seen of the table."""

    def __init__(self, theme: Theme, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self._cell = QRect()
        self.setAccessibleName(name)
        self.setFont(theme.font(12.5))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self.textChanged.connect(self._grow)

    def stand_over(self, cell: QRect) -> None:
        """Take the room of a cell."""
        self._cell = cell
        self._grow()

    def show_text(self, text: str) -> None:
        """Show a text with the caret at its end."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def _grow(self) -> None:
        if self._cell.isNull():
            return
        seen = self.parentWidget().rect()
        self.setGeometry(self._cell)
        lines = self.document().size().height()
        needed = round(lines * self.fontMetrics().lineSpacing()) + 2 * (_MARGIN + _FRAME)
        height = min(max(needed, self._cell.height(), _LEAST), max(seen.height(), _LEAST))
        top = min(self._cell.top(), max(seen.bottom() + 1 - height, 0))
        self.setGeometry(self._cell.left(), top, self._cell.width(), height)


class ChoiceEditor(QComboBox):
    """One of the choices, which open at once; among very many one is found by typing. `chosen` says it was taken."""

    chosen = Signal()

    def __init__(self, parent: QWidget, choices: Sequence[tuple[str, str]], *, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxVisibleItems(16)
        for text, value in choices:
            self.addItem(text, value)
        if len(choices) > _SOME_LINES:
            self._find_by_typing()
        else:
            QTimer.singleShot(0, self, self.showPopup)
        self.activated.connect(self.chosen)

    @property
    def value(self) -> str:
        """What is chosen, as it is stored; what was typed and is no choice counts as the one before."""
        place = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(place if place >= 0 else self.currentIndex()) or "")

    def show_value(self, value: str) -> None:
        """Show a choice by what is stored."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def _find_by_typing(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.completer() or QCompleter(self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
