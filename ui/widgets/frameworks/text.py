"""One text of a framework in both languages side by side, to read or to write."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from scorecard.i18n import LANGUAGES, _
from scorecard.model.text import Text
from ui.theme import Theme
from ui.widgets.entry_field import EntryField
from ui.widgets.text import label

_NARROWEST = 40


class TextPair(QObject):
    """Two cells of a grid, English left and Spanish right, always of one height.

    `entered` carries the whole `Text` when one of them should be stored; `done` says that the person pressed Esc.
    """

    entered = Signal(object)
    done = Signal()

    def __init__(
        self, theme: Theme, grid: QGridLayout, row: int, *, name: str, lines: int, editable: bool
    ) -> None:
        super().__init__(grid.parentWidget())
        self._labels: list[QLabel] = []
        self._spoken: list[str] = []
        self.fields: list[_Growing] = []
        for column, tongue in enumerate(LANGUAGES, start=1):
            spoken = f"{name}, {_LANGUAGE_NAMES[tongue]}"
            if editable:
                field = _Growing(theme, name=spoken, lines=lines)
                field.setPlaceholderText(_("Still to be written"))
                field.entered.connect(self._entered)
                field.done.connect(self.done)
                field.wanted.connect(self._level)
                self.fields.append(field)
                grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)
            else:
                words = label(theme, "", "body", wrap=True)
                words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                self._labels.append(words)
                self._spoken.append(spoken)
                grid.addWidget(words, row, column, Qt.AlignmentFlag.AlignTop)

    def show_text(self, text: Text, *, elsewhere: bool) -> None:
        """Show a stored text; `elsewhere` when it is that of another place than the one shown before."""
        for words, spoken, tongue in zip(self._labels, self._spoken, LANGUAGES, strict=False):
            written = text.into(tongue)
            words.setText(written or "–")
            words.setAccessibleName(f"{spoken}: {written}")
        for field, tongue in zip(self.fields, LANGUAGES, strict=False):
            if elsewhere:
                field.open(text.into(tongue))
            else:
                field.show_stored(text.into(tongue))
        self._level()

    def put_back(self, text: Text) -> None:
        """Write a text that is not stored."""
        for field, tongue in zip(self.fields, LANGUAGES, strict=False):
            if field.text != text.into(tongue):
                field.setPlainText(text.into(tongue))

    def store(self) -> None:
        """Have what is still being typed stored now."""
        if any(field.is_changed for field in self.fields):
            self._entered()

    def _entered(self) -> None:
        english, spanish = self.fields
        self.entered.emit(Text(en=english.text, es=spanish.text))

    def _level(self) -> None:
        if self.fields:
            height = max(field.wanted_height() for field in self.fields)
            for field in self.fields:
                if field.height() != height:
                    field.setFixedHeight(height)


class _Growing(EntryField):
    """An entry field that asks for as much height as its text needs."""

    wanted = Signal()

    def __init__(self, theme: Theme, *, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, lines=lines, parent=parent)
        self._least = self.maximumHeight()
        self._slack = self._least - round(lines * self.fontMetrics().lineSpacing())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.wanted)

    def wanted_height(self) -> int:
        """The height that the text needs at the present width."""
        room = self.viewport().width() - 2 * self.document().documentMargin()
        option = self.document().defaultTextOption()
        lines = sum(_lines(one, self.font(), option, room) for one in self.toPlainText().split("\n"))
        return max(self._least, round(lines * self.fontMetrics().lineSpacing()) + self._slack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.wanted.emit()


def _lines(text: str, font: QFont, option: QTextOption, room: float) -> int:
    """How many lines a paragraph takes, broken as the field breaks it: a font's own measure rounds every word."""
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(room, _NARROWEST))
        count += 1
    layout.endLayout()
    return max(count, 1)


_LANGUAGE_NAMES = {"en": "English", "es": "Español"}
