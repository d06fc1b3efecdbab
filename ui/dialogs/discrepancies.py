"""The sheet in which sources that differ are read side by side."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from scorecard.analysis.sources.discrepancies import discrepancies
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot
from ui.dialogs.sheet import Sheet
from ui.models.score.evidence_cards import card_of
from ui.theme import Theme
from ui.widgets.programmes.discrepancy_view import DiscrepancyView
from ui.widgets.text import label

_WIDTH = 760
_MOST_HEIGHT = 440


class DiscrepanciesDialog(Sheet):
    """Shows the groups of items of which one at least is among `keys`; there is nothing to change here."""

    def __init__(
        self, theme: Theme, snapshot: Snapshot, keys: Collection[Key], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Where sources differ"), agree="", width=_WIDTH, parent=parent)
        sentence = _(
            "Each stands word for word and none is resolved here: say in the note of a score which one it follows."
        )
        self.body.addWidget(label(theme, sentence, "body", ink="muted", wrap=True))
        self.view = DiscrepancyView(theme, wide=True)
        groups = discrepancies(snapshot, keys)
        self.view.show_groups([[card_of(item, snapshot.documents) for item in group] for group in groups])
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("Where sources differ"))
        area.setWidget(self.view)
        self.view.resize(_WIDTH - 60, 10)
        area.setMinimumHeight(min(self.view.height() + 4, _MOST_HEIGHT))
        self.body.addWidget(area, 1)
