"""The card of the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _, pgettext
from ui.dialogs.sheet import Sheet
from ui.theme import Theme
from ui.widgets.keycap import Keycap
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

KeyLines = tuple[tuple[tuple[str, ...], str], ...]
"""The caps of each key or chord, and what it does."""


class Keys(Sheet):
    """What keys do: on one page, chosen above, at the left; everywhere at the right.

    The page that is first chosen is the one at hand, by its id; that of scoring where it has no keys of its own.
    """

    def __init__(self, theme: Theme, at_hand: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Keys"), agree="", width=840, parent=parent)
        pages = _pages()
        ids = [id for id, _name, _lines in pages]
        names = [name for _id, name, _lines in pages]
        current = ids.index(at_hand) if at_hand in ids else 0
        self.pages = Segmented(theme, names, name=_("Keys on the page"), current=current)
        self.body.addWidget(self.pages)
        row = QHBoxLayout()
        row.setSpacing(48)
        self.lines = QStackedWidget()
        for _id, name, lines in pages:
            self.lines.addWidget(self._page(_("On the page “{page}”").format(page=name), lines))
        self.lines.setCurrentIndex(current)
        self.pages.changed.connect(self.lines.setCurrentIndex)
        row.addWidget(self.lines, 1)
        second = QVBoxLayout()
        second.setSpacing(20)
        second.addLayout(self._column(_("On the page “{page}”, to move").format(page=names[0]), _going()))
        second.addLayout(self._column(_("Everywhere"), _everywhere()))
        second.addStretch(1)
        row.addLayout(second, 1)
        self.body.addLayout(row)

    def _page(self, title: str, lines: KeyLines) -> QWidget:
        page = QWidget()
        page.setProperty("ground", "none")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._column(title, lines))
        column.addStretch(1)
        return page

    def _column(self, title: str, keys: KeyLines) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        grid.addWidget(label(self.theme, title, "head"), 0, 0, 1, 2)
        for line, (caps, meaning) in enumerate(keys, start=1):
            box = QWidget()
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            for cap in caps:
                row.addWidget(Keycap(self.theme, cap))
            row.addStretch()
            grid.addWidget(box, line, 0)
            grid.addWidget(label(self.theme, meaning, wrap=True), line, 1)
        grid.setRowStretch(len(keys) + 1, 1)
        grid.setColumnMinimumWidth(0, 96)
        grid.setColumnStretch(1, 1)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        return grid


def _pages() -> tuple[tuple[str, str, KeyLines], ...]:
    """The pages that have keys of their own, by id and name, that of scoring first."""
    return (
        ("score", pgettext("page", "Score"), _scoring()),
        ("programmes", _("Programmes"), _programmes()),
        ("compare", _("Compare"), _comparing()),
        ("workshop", _("Workshop"), _meeting()),
        ("frameworks", _("Frameworks"), _frameworks()),
        ("notes", _("Note sheets"), _notes()),
    )


def _scoring() -> KeyLines:
    ctrl = _("Ctrl")
    return (
        (("0", "–", "4"), _("Give this level, as printed on it")),
        (("E",), _("No evidence")),
        ((_("Shift"), "E"), _("No evidence for the rest of the section")),
        (("X",), _("Does not apply, with a reason")),
        ((_("Delete"),), _("Clear the answer")),
        ((_("Enter"),), _("Confirm an answer that was carried over")),
        (("N",), _("Write the note")),
        (("Q",), _("Write an open question")),
        (("C",), _("Write a challenge")),
        (("Esc",), _("Leave a text, which is stored")),
        ((_("Space"),), _("Cite the evidence that has the focus")),
        (("H",), _("History of this score")),
        ((ctrl, _("Enter")), _("Submit the programme")),
    )


def _going() -> KeyLines:
    ctrl = _("Ctrl")
    return (
        (("F",), _("Next unscored criterion")),
        (("↑", "↓"), _("Another criterion")),
        (("←", "→"), _("Another programme")),
        (("T",), _("Another framework")),
        ((ctrl, "F"), _("Find a criterion; again, a programme")),
    )


def _programmes() -> KeyLines:
    ctrl = _("Ctrl")
    return (
        ((_("Enter"),), _("Score the programme")),
        (("F2",), _("Edit the programme")),
        ((_("Delete"),), _("Remove the programme")),
        ((ctrl, "F"), _("Find a programme")),
        ((ctrl, "V"), _("Paste rows from a spreadsheet")),
    )


def _comparing() -> KeyLines:
    ctrl = _("Ctrl")
    return (
        (("↑", "↓"), _("Another programme")),
        (("←", "→"), _("Another criterion, choice, or programme of a group")),
        ((_("Enter"),), _("Open the score")),
        ((_("Space"),), _("Heatmap: who said what in this cell; again, away with it")),
        ((_("Space"),), _("Ranking: the programme into the profile, or out of it")),
        ((_("Space"),), _("Our choices: ask it the way of this column")),
        ((ctrl, "↑", "↓"), _("Heatmap: sort by this column, the lowest or the highest first")),
        (("A", "–", "Z"), _("Heatmap: find a programme by its name")),
        (("←", "→"), _("On a weight: 1 % less or more")),
        ((_("PgDn"), _("PgUp")), _("On a weight: 5 % less or more")),
    )


def _meeting() -> KeyLines:
    ctrl, alt = _("Ctrl"), _("Alt")
    return (
        ((_("Enter"),), _("The next step of the item")),
        (("0", "–", "4", "E", "X"), _("This answer; in the discussion, agree on it")),
        (("Esc",), _("Cover the levels; leave a text")),
        (("L", "A", "K"), _("Later, absent, my score stands")),
        (("V",), _("Reveal")),
        (("H",), _("Names beside the dots")),
        (("R", "P"), _("One scores again, or all do")),
        (("N", "G", "D"), _("What was said, rationale, dissent")),
        (("O", "I"), _("Reopen; write an action")),
        ((_("PgUp"), _("PgDn")), _("Another item")),
        ((alt, "↑", "↓"), _("Move the item on the agenda")),
        (("K",), _("Skip the item")),
        (("T",), _("Start or stop the timer")),
        (("F5",), _("Show the wall, or close it")),
        ((ctrl, _("PgUp"), _("PgDn")), _("Another slide on the wall")),
        (("B", "W"), _("On the wall: black, white")),
    )


def _frameworks() -> KeyLines:
    alt = _("Alt")
    return (
        ((_("Enter"),), _("Write the texts")),
        (("Esc",), _("Back to the list")),
        ((_("Insert"),), _("Add a criterion after this one")),
        ((_("Delete"),), _("Retire, or restore what is retired")),
        ((alt, "↑", "↓"), _("Move up or down")),
    )


def _notes() -> KeyLines:
    ctrl, alt, shift = _("Ctrl"), _("Alt"), _("Shift")
    return (
        ((_("Enter"),), _("Write in a cell")),
        ((shift, _("Enter")), _("A new line in a cell")),
        (("Esc",), _("Take back what is being written")),
        ((_("Insert"),), _("Add an entry")),
        ((_("Delete"),), _("Remove the entry; in a table, empty the cell")),
        ((ctrl, _("Delete")), _("Remove the entry of a table")),
        ((alt, "↑", "↓"), _("Move up or down")),
        ((alt, "←", "→"), _("To the column beside")),
        ((alt, shift, "←", "→"), _("Set in or out")),
        ((ctrl, "V"), _("Take in a copied block")),
    )


def _everywhere() -> KeyLines:
    ctrl = _("Ctrl")
    return (
        ((ctrl, "Z"), _("Undo")),
        ((ctrl, "Y"), _("Redo")),
        ((ctrl, "1", "–", "9"), _("Another page")),
        (("Alt",), _("Open the menu")),
        ((ctrl, "N"), _("New evaluation")),
        ((ctrl, "O"), _("Open an evaluation")),
        ((ctrl, "W"), _("Close the evaluation")),
        (("F1",), _("This card")),
    )
