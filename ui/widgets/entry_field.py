"""A text that is saved by itself: when a person stops typing, and when they leave it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from scorecard.model.text import clean
from ui.theme import Theme

PAUSE = 800
"""Milliseconds after the last key at which a text is saved."""

_STILL_HERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""A person who looks something up in another window, or in a menu, comes back to the field."""

_MARGIN = 3
_FRAME = 6
"""Padding and edge as the style sheet has them, focused or not, and a pixel so that the lines never need a bar."""


class EntryField(QPlainTextEdit):
    """A field that holds one stored text, from so many `lines` high to the most that it may grow to with its text.

    `entered` says that the text should be stored now: it differs from the stored one, and the person paused or left.
    `left` says that they went elsewhere in the window, whether or not it changed; `done` that they pressed Esc or
    Ctrl+Enter and the page takes the keys again, with `left_by_enter` for the latter. Nobody else changes the text
    under a person's hands: what was stored elsewhere shows at once unless they have typed something of their own since.
    """

    entered = Signal()
    left = Signal()
    done = Signal()

    def __init__(
        self, theme: Theme, *, name: str, lines: int, most: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.left_by_enter = False
        self._stored = ""
        self._lines, self._most = lines, max(lines, most)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.enter)
        self.setAccessibleName(name)
        self.setFont(theme.font(12.5))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self.setFixedHeight(self._height(lines))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._typed)
        if self._most > lines:
            self.document().documentLayout().documentSizeChanged.connect(self._fit)

    @property
    def text(self) -> str:
        """What is written, as it would be stored."""
        return clean(self.toPlainText())

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the stored one."""
        return self.text != self._stored

    def show_stored(self, text: str) -> None:
        """Show what is stored, unless the same has just been typed here or something newer has."""
        unsaved = self.is_changed and text == self._stored
        self._stored = text
        if not unsaved and self.text != text:
            self.restore()

    def open(self, text: str) -> None:
        """Show the stored text of another place, whatever is written now."""
        self._stored = text
        if self.toPlainText() != text:
            self.restore()
        self._pause.stop()

    def restore(self) -> None:
        """Show the stored text again."""
        self.setPlainText(self._stored)
        self._pause.stop()

    def take_up(self, text: str) -> None:
        """Show what was written here before and could not be stored; it is not tried again until it changes."""
        self.setPlainText(text)
        self._pause.stop()

    def set_wrong(self, wrong: bool) -> None:
        """Whether the edge says that what is written is not stored."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", "true" if wrong else None)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_caret(self, place: int) -> None:
        """Put the caret after so many characters."""
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def enter(self) -> None:
        """Have the text stored now if it differs."""
        self._pause.stop()
        if self.is_changed:
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.enter()
        if event.reason() not in _STILL_HERE:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.left_by_enter = enter
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of writing from the shortcuts of the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def _typed(self) -> None:
        self._pause.start()

    def _height(self, lines: int) -> int:
        return round(lines * self.fontMetrics().lineSpacing()) + 2 * (_MARGIN + _FRAME)

    def _fit(self, size: QSizeF) -> None:
        """As high as the text; the layout of a plain text measures its height in lines."""
        height = self._height(min(max(round(size.height()), self._lines), self._most))
        if height != self.height():
            self.setFixedHeight(height)
