"""All the evidence of one programme in its details: found, narrowed, changed, and where sources differ."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scorecard.analysis.sources.discrepancies import discrepancies
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.programme import SIGNS, Evidence, Sign
from scorecard.model.snapshot import Snapshot
from ui.models.score.evidence_cards import EvidenceCards, card_of, differing_ids
from ui.theme import Theme
from ui.widgets.evidence_filter import EvidenceFilter
from ui.widgets.icon_button import IconButton
from ui.widgets.programmes.discrepancy_view import DiscrepancyView
from ui.widgets.programmes.register_lines import RegisterLines
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_GLYPHS = {"+": "+", "-": "−", "~": "~", "?": "?"}


class RegisterPanel(QWidget):
    """The register of a programme.

    `adding` carries the key of the programme that wants another item, `editing` and `removing` that of an item,
    `comparing` that of an item from which others differ; `documents_wanted` asks for the list of documents.
    """

    adding = Signal(str)
    editing = Signal(str)
    removing = Signal(str)
    comparing = Signal(str)
    documents_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._programme: Key = ""
        self._snapshot: Snapshot | None = None
        self._evidence: tuple[Evidence, ...] = ()
        self._differing: dict[Key, str] = {}
        self._sign: Sign | None = None
        self._changeable = True
        self.cards = EvidenceCards()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(6)
        column.addWidget(self._narrowing())
        column.addSpacing(4)
        self.lines = RegisterLines(theme, self.cards)
        self.lines.editing.connect(self._edit)
        self.lines.removing.connect(self._remove)
        column.addWidget(self.lines)
        self.nothing = label(theme, "", "body", ink="muted", wrap=True)
        column.addWidget(self.nothing)
        column.addWidget(self._differences())
        column.addSpacing(8)
        column.addLayout(self._foot())

    def show_register(self, programme: Key, snapshot: Snapshot, *, changeable: bool) -> None:
        """Show the evidence of another programme, or of the same one as it is now."""
        if programme != self._programme:
            self.filter.clear()
        self._programme, self._snapshot, self._changeable = programme, snapshot, changeable
        self._evidence = snapshot.evidence_of(programme)
        self._differing = differing_ids(self._evidence)
        self.add.setEnabled(changeable)
        self._count.setText(str(len(self._evidence)))
        for place, sign in enumerate(SIGNS, start=1):
            count = sum(item.sign == sign for item in self._evidence)
            self.signs.set_label(place, f"{_GLYPHS[sign]} {count}")
        self.signs.setVisible(bool(self._evidence))
        self.filter.setVisible(bool(self._evidence))
        self._show_cards()
        groups = discrepancies(snapshot, [item.key for item in self._evidence])
        self.discrepancies.show_groups(
            [[card_of(item, snapshot.documents) for item in group] for group in groups]
        )
        self._difference_parts.setVisible(bool(groups))

    def choose_sign(self, place: int) -> None:
        """Narrow the list to a sign, by its place among all and the signs."""
        self.signs.set_current(place)
        self._sign = (None, *SIGNS)[place]
        self._show_cards()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label(self._theme, _("Evidence"), "head"))
        self._count = label(self._theme, "", "count")
        self._count.setProperty("pill", "count")
        head.addWidget(self._count)
        head.addStretch(1)
        self.filter = EvidenceFilter(self._theme, signs=False)
        self.filter.changed.connect(self._show_cards)
        self.add = IconButton(self._theme, "plus", _("Add"), kind="link", small=True)
        self.add.setToolTip(_("Add evidence to this programme"))
        self.add.setAccessibleName(_("Add evidence"))
        self.add.clicked.connect(lambda: self.adding.emit(self._programme))
        head.addWidget(self.filter)
        head.addWidget(self.add)
        return head

    def _narrowing(self) -> Segmented:
        labels = [_("All"), *(_GLYPHS[sign] for sign in SIGNS)]
        self.signs = Segmented(self._theme, labels, name=_("Evidence with the sign"), spread=True, px=12)
        self.signs.setMinimumWidth(1)
        self.signs.changed.connect(self.choose_sign)
        return self.signs

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.documents = IconButton(self._theme, "file", _("Documents…"), kind="link", small=True)
        self.documents.setToolTip(_("The documents that evidence is found in"))
        self.documents.clicked.connect(self.documents_wanted)
        row.addWidget(self.documents)
        row.addStretch(1)
        return row

    def _differences(self) -> QWidget:
        self._difference_parts = QWidget()
        column = QVBoxLayout(self._difference_parts)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(self._theme, _("Where sources differ"), "head", wrap=True), 1)
        self.wider = wider = IconButton(self._theme, "external", _("Larger"), kind="link", small=True)
        wider.setToolTip(_("Read them side by side in a wider sheet"))
        wider.clicked.connect(self._compare)
        head.addWidget(wider)
        column.addLayout(head)
        self.discrepancies = DiscrepancyView(self._theme)
        column.addWidget(self.discrepancies)
        words = _("Word for word; both stand, none is resolved.")
        column.addWidget(label(self._theme, words, "caption", ink="muted", wrap=True))
        return self._difference_parts

    def _show_cards(self) -> None:
        if self._snapshot is None:
            return
        shown = [
            item
            for item in self._evidence
            if self._sign in (None, item.sign) and self.filter.accepts(item, self._differing)
        ]
        self.cards.show(shown, self._snapshot.documents, differing=self._differing)
        if not self._evidence:
            self.nothing.setText(_("No evidence has been recorded for this programme yet."))
        else:
            self.nothing.setText(_("No item is like this; “All” and an empty filter show the rest."))
        self.lines.setVisible(bool(shown))
        self.nothing.setVisible(not shown)

    def _edit(self, key: str) -> None:
        if self._changeable:
            self.editing.emit(key)

    def _remove(self, key: str) -> None:
        if self._changeable:
            self.removing.emit(key)

    def _compare(self) -> None:
        first = next((item.key for item in self._evidence if item.key in self._differing), "")
        others = (item.key for item in self._evidence)
        self.comparing.emit(first or next(others, ""))
