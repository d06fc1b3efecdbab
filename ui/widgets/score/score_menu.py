"""What else can be done with the open score, its section and its programme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from scorecard.i18n import _, language, ngettext
from ui.models.score.open_cell import OpenCell
from ui.theme import Theme
from ui.widgets.icons import icon

_MOST_ROUNDS = 4


class ScoreMenu(QMenu):
    """A menu for one moment; what is chosen comes as a signal.

    `rest_without_evidence` carries the place of a section whose open criteria are answered NE, `carrying` the key
    of the round to begin from, `history_wanted` asks who said what in the open cell, and when.
    """

    rest_without_evidence = Signal(int)
    carrying = Signal(str)
    history_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setToolTipsVisible(True)
        self.aboutToHide.connect(self.deleteLater)

    def offer_section(self, cell: OpenCell, section: int, rest: Sequence[str], *, key: str = "") -> None:
        """Offer to answer NE to the `rest` of a section; `key` is the key that does the same, if there is one."""
        name = cell.framework.sections[section].name.into(language())
        if rest:
            words = ngettext(
                "No evidence for the rest of “{section}”: {count} criterion",
                "No evidence for the rest of “{section}”: {count} criteria",
                len(rest),
            )
        else:
            words = _("Every criterion of “{section}” has an answer")
        action = self.addAction(_plain(words.format(section=name, count=len(rest))))
        if key:
            action.setText(f"{action.text()}\t{key}")
        action.setEnabled(bool(rest) and not cell.reason_locked)
        action.triggered.connect(lambda: self.rest_without_evidence.emit(section))

    def offer_rounds(self, cell: OpenCell) -> None:
        """Offer to begin from the evaluator's scores of the programme in earlier rounds."""
        rounds = [(one, len(cell.scores_in(one.key))) for one in cell.earlier_rounds()[:_MOST_ROUNDS]]
        for round, count in rounds:
            if count:
                words = ngettext(
                    "Begin from “{round}”: carry over {count} score",
                    "Begin from “{round}”: carry over {count} scores",
                    count,
                )
            else:
                words = _("There is nothing of yours on this programme in “{round}”")
            action = self.addAction(
                icon(self._theme, "clock"), _plain(words.format(round=round.name, count=count))
            )
            action.setToolTip(_("Only where nothing is answered yet; each is marked until you confirm it."))
            action.setEnabled(count > 0 and not cell.reason_locked)
            action.triggered.connect(lambda _checked=False, key=round.key: self.carrying.emit(key))
        if not rounds:
            self.addAction(_("There is no earlier round to begin from")).setEnabled(False)

    def offer_history(self) -> None:
        """Offer the history of the open score."""
        action = self.addAction(_("History of this score") + "\tH")
        action.triggered.connect(self.history_wanted)


def _plain(text: str) -> str:
    """A text in which nothing marks a key."""
    return text.replace("&", "&&")
