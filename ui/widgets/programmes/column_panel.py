"""What each column of a pasted list means: its head, what stands below it, and the meaning to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from scorecard.exchange.imports.programme_columns import FIELDS, Field, word_for
from scorecard.i18n import _
from ui.theme import Theme
from ui.widgets.picker import Picker
from ui.widgets.text import label

WIDTH = 320
_PICKER = 164
_MOST = 40


class ColumnPanel(QScrollArea):
    """A row for each column; `chosen` carries the place of a column and its new meaning, or None."""

    chosen = Signal(int, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.pickers: list[Picker] = []
        self._heads: tuple[str, ...] = ()
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Columns of the list"))

    def show_columns(
        self, heads: Sequence[str], samples: Sequence[str], columns: Sequence[Field | None]
    ) -> None:
        """Show the columns by their heads, with a text that stands below each, and what each means."""
        if tuple(heads) != self._heads:
            self._heads = tuple(heads)
            self._make(heads[:_MOST], samples)
        for picker, meaning in zip(self.pickers, columns, strict=False):
            picker.set_value(meaning)

    def _make(self, heads: Sequence[str], samples: Sequence[str]) -> None:
        inside = QFrame()
        inside.setProperty("card", "quiet")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(label(self._theme, _("What the columns hold"), "head"))
        choices: list[tuple[str, object]] = [(_("Left out"), None)]
        choices += [(word_for(field), field) for field in FIELDS]
        self.pickers = []
        for place, head in enumerate(heads):
            row = QHBoxLayout()
            row.setSpacing(8)
            words = label(self._theme, _cut(head), "strong")
            words.setToolTip(samples[place])
            row.addWidget(words, 1)
            picker = Picker(self._theme, "", name=_("Column “{head}” holds").format(head=head[:40]))
            picker.set_choices(choices)
            picker.setFixedWidth(_PICKER)
            picker.changed.connect(lambda meaning, place=place: self.chosen.emit(place, meaning))
            row.addWidget(picker)
            self.pickers.append(picker)
            column.addLayout(row)
        column.addStretch()
        self.setWidget(inside)


def _cut(head: str) -> str:
    line = " ".join(head.split()) or "–"
    return line if len(line) <= 16 else line[:15].rstrip() + "…"
