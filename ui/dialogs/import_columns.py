"""Asks what the columns of a table from elsewhere hold, where their heads do not tell."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from scorecard.exchange.grid import NoTable
from scorecard.exchange.imports.long_columns import LONG_FIELDS, REQUIRED, LongField, match_long, word_for
from scorecard.exchange.layout import column
from scorecard.i18n import _
from ui.dialogs.sheet import Sheet
from ui.theme import Theme
from ui.widgets.picker import Picker
from ui.widgets.text import label

_WIDTH = 620
_HEIGHT = 340
_PICKER = 190
_MOST = 60
_SAMPLE = 34


class ImportColumns(Sheet):
    """A row a column: its head, what stands below it, and what it holds. `columns` are the heads by that."""

    def __init__(self, theme: Theme, file: str, table: NoTable, *, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            _("What the columns of “{name}” hold").format(name=file),
            agree=_("Read the table"),
            width=_WIDTH,
            parent=parent,
        )
        self._heads = table.heads[:_MOST]
        self._meanings: list[LongField | None] = [None] * len(self._heads)
        for name, place in match_long(self._heads).items():
            self._meanings[place] = name
        self.pickers: list[Picker] = []
        sentence = _(
            "A row is one score, so that four columns are needed: whose it is, of which programme, for which "
            "criterion, and the level."
        )
        self.body.addWidget(label(theme, sentence, "body", ink="muted", wrap=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFixedHeight(_HEIGHT)
        area.setAccessibleName(_("Columns"))
        area.setWidget(self._rows(table))
        self.body.addWidget(area)
        self._missing = label(theme, "", "body", wrap=True)
        self.body.addWidget(self._missing)
        self._show()

    @property
    def columns(self) -> dict[LongField, str]:
        """The head of each column that holds something; its letter where it has no head or shares it."""
        names = [head.strip() for head in self._heads]
        return {
            meaning: names[place] if names[place] and names.count(names[place]) == 1 else column(place)
            for place, meaning in enumerate(self._meanings)
            if meaning is not None
        }

    def choose(self, place: int, meaning: LongField | None) -> None:
        """Say what a column holds; a meaning that another column had moves here."""
        self._meanings = [None if one == meaning else one for one in self._meanings]
        self._meanings[place] = meaning
        self._show()

    def agreed(self) -> None:
        """Close once the four are known."""
        if self.agree.isEnabled():
            self.accept()

    def _rows(self, table: NoTable) -> QWidget:
        inside = QFrame()
        grid = QGridLayout(inside)
        grid.setContentsMargins(4, 4, 12, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        choices: list[tuple[str, object]] = [(_("Left out"), None)]
        choices += [(word_for(name), name) for name in LONG_FIELDS]
        for place, head in enumerate(self._heads):
            grid.addWidget(label(self.theme, _cut(head) or column(place), "strong"), place, 0)
            below = [row[place] for row in table.samples if place < len(row) and row[place]]
            grid.addWidget(label(self.theme, _cut(" · ".join(below)), "caption", ink="muted"), place, 1)
            picker = Picker(
                self.theme, "", name=_("Column “{head}” holds").format(head=head[:40] or column(place))
            )
            picker.set_choices(choices)
            picker.setFixedWidth(_PICKER)
            picker.changed.connect(lambda meaning, place=place: self.choose(place, meaning))
            grid.addWidget(picker, place, 2)
            self.pickers.append(picker)
        grid.setRowStretch(len(self._heads), 1)
        return inside

    def _show(self) -> None:
        for picker, meaning in zip(self.pickers, self._meanings, strict=True):
            picker.set_value(meaning)
        missing = [word_for(name) for name in REQUIRED if name not in self._meanings]
        self.agree.setEnabled(not missing)
        text = _("Still needed: {columns}").format(columns=", ".join(missing)) if missing else ""
        self._missing.setText(text or _("All that is needed is there."))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SAMPLE else line[: _SAMPLE - 1].rstrip() + "…"
