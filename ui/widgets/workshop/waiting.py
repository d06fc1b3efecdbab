"""An item before it is scored: its levels in full, and the evidence for and against."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scorecard.i18n import _, ngettext
from ui.models.score.evidence_cards import EvidenceCards, differing_ids
from ui.models.workshop.at_hand import AtHand
from ui.theme import Theme
from ui.widgets.folding import Folding
from ui.widgets.score.evidence_list import EvidenceList
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label
from ui.widgets.workshop.buttons import KeyedButton, button_row
from ui.widgets.workshop.levels import WorkshopLevels

_LEVELS, _EVIDENCE = 300, 200
"""Pixels that both need to stand side by side."""


class WorkshopWaiting(QWidget):
    """`begun` begins the private scoring, `revealing` shows what is there already, `skipping` passes the item by."""

    begun = Signal()
    revealing = Signal()
    skipping = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.levels = WorkshopLevels(theme, to_read=True)
        area = SteadyArea()
        inside = QWidget()
        ladder = QVBoxLayout(inside)
        ladder.setContentsMargins(0, 0, 0, 0)
        ladder.addWidget(self.levels)
        ladder.addStretch(1)
        area.setWidget(inside)
        area.setMinimumWidth(_LEVELS)
        column.addWidget(Folding(area, self._evidence(), across=12, stretch=(5, 4)), 1)
        self.said = label(theme, "", "body", ink="muted", wrap=True)
        column.addWidget(self.said)
        self.begin = KeyedButton(theme, _("Score in private"), _("Enter"), primary=True)
        self.reveal = KeyedButton(theme, _("Reveal what is there"), "V")
        self.skip = KeyedButton(theme, _("Skip"), "K")
        self.begin.clicked.connect(self.begun)
        self.reveal.clicked.connect(self.revealing)
        self.skip.clicked.connect(self.skipping)
        first = button_row(self.begin, self.reveal, None)
        column.addWidget(Folding(first, button_row(None, self.skip), stretch=(1, 0)))

    def show_item(self, at_hand: AtHand) -> None:
        """Show an item that waits; nobody's answer shows, only how many there are."""
        self.levels.show_criterion(at_hand.framework, at_hand.criterion)
        evidence = [one for one in at_hand.evidence if at_hand.criterion.id in one.criteria]
        others = len(at_hand.evidence) - len(evidence)
        self.cards.show(evidence, at_hand.snapshot.documents, (), differing_ids(at_hand.evidence))
        sentence = ngettext(
            "No evidence speaks to this criterion; {count} item of the programme speaks to others.",
            "No evidence speaks to this criterion; {count} items of the programme speak to others.",
            others,
        )
        self.list.set_nothing(sentence.format(count=others))
        self.count.setText(str(len(evidence)))
        sentence = ngettext(
            "{said} of {count} evaluator who takes part has scored this cell already.",
            "{said} of {count} evaluators who take part have scored this cell already.",
            len(at_hand.voters),
        )
        self.said.setText(sentence.format(said=at_hand.have_said, count=len(at_hand.voters)))
        may_change = at_hand.may_change
        self.begin.setEnabled(may_change and bool(at_hand.voters))
        self.reveal.setEnabled(may_change and bool(at_hand.have_said))
        self.skip.setEnabled(may_change)

    def _evidence(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self._theme, _("Evidence"), "head"))
        self.count = label(self._theme, "", "caption", ink="muted")
        head.addWidget(self.count)
        head.addStretch(1)
        column.addLayout(head)
        self.cards = EvidenceCards()
        self.list = EvidenceList(self._theme, self.cards, to_read=True)
        self.list.setMinimumWidth(_EVIDENCE)
        column.addWidget(self.list, 1)
        return column
