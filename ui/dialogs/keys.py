"""The card of the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.dialogs.sheet import Sheet
from ui.theme import Theme
from ui.widgets.keycap import Keycap
from ui.widgets.text import label


class Keys(Sheet):
    """Two columns: scoring; going from score to score, and everywhere."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Keys"), agree="", width=760, parent=parent)
        row = QHBoxLayout()
        row.setSpacing(48)
        row.addLayout(self._column(_("On the page Score"), _scoring()))
        second = QVBoxLayout()
        second.setSpacing(20)
        second.addLayout(self._column(_("From score to score"), _going()))
        second.addLayout(self._column(_("Everywhere"), _everywhere()))
        second.addStretch(1)
        row.addLayout(second)
        self.body.addLayout(row)

    def _column(self, title: str, keys: tuple[tuple[tuple[str, ...], str], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
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
            grid.addWidget(label(self.theme, meaning), line, 1)
        grid.setRowStretch(len(keys) + 1, 1)
        grid.setColumnMinimumWidth(0, 96)
        grid.setColumnStretch(1, 1)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        return grid


def _scoring() -> tuple[tuple[tuple[str, ...], str], ...]:
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


def _going() -> tuple[tuple[tuple[str, ...], str], ...]:
    ctrl = _("Ctrl")
    return (
        (("F",), _("Next unscored criterion")),
        (("↑", "↓"), _("Another criterion")),
        (("←", "→"), _("Another programme")),
        (("T",), _("Another framework")),
        ((ctrl, "F"), _("Find a criterion; again, a programme")),
    )


def _everywhere() -> tuple[tuple[tuple[str, ...], str], ...]:
    ctrl = _("Ctrl")
    return (
        ((ctrl, "Z"), _("Undo")),
        ((ctrl, "Y"), _("Redo")),
        ((ctrl, "1", "–", "8"), _("Another page")),
        (("Alt",), _("Open the menu")),
        ((ctrl, "N"), _("New evaluation")),
        ((ctrl, "O"), _("Open an evaluation")),
        ((ctrl, "W"), _("Close the evaluation")),
        (("F1",), _("This card")),
    )
