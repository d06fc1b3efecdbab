"""The cards of Exchange as one thing: which there are, what each says it does, and in which one work shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout

from scorecard.i18n import _
from ui.models.exchange.runs import Card, ExchangeRuns
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.exchange.card import ExchangeCard

_COLUMNS = 3


class ExchangeCards(QObject):
    """Cards that are added one by one. Work that begins while a card's own act runs shows in that card.

    `file_wanted` and `folder_wanted` carry the card whose last run is to be shown, `refused` a sentence.
    """

    file_wanted = Signal(str)
    folder_wanted = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tasks = tasks
        self._cards: dict[Card, ExchangeCard] = {}
        self._acting: Card | None = None
        self._working: Card | None = None
        tasks.started.connect(self._work_started)
        tasks.progress.connect(self._work_went_on)
        tasks.finished.connect(self._work_ended)

    @property
    def working(self) -> Card | None:
        """The card in which work shows, None while there is none."""
        return self._working

    def __getitem__(self, name: Card) -> ExchangeCard:
        return self._cards[name]

    def add(self, name: Card, act: Callable[[], object], other: Callable[[], object] | None = None) -> None:
        """Make a card that has `act` done when it is pressed, and `other` where it offers another way to begin."""
        card = _card(self._theme, name)
        self._cards[name] = card
        card.pressed.connect(lambda: self.perform(name, act))
        if other is not None:
            card.other_pressed.connect(lambda: self.perform(name, other))
        card.cancelled.connect(self._tasks.cancel)
        card.file_wanted.connect(lambda: self.file_wanted.emit(name))
        card.folder_wanted.connect(lambda: self.folder_wanted.emit(name))

    def grid(self, *names: Card) -> QGridLayout:
        """These cards side by side, those that have been added."""
        grid = QGridLayout()
        grid.setSpacing(16)
        there = [name for name in names if name in self._cards]
        for place, name in enumerate(there):
            grid.addWidget(self._cards[name], place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid

    def show_runs(self, runs: ExchangeRuns) -> None:
        """What each card made last."""
        for name, card in self._cards.items():
            card.show_run(runs.last(name))

    def perform(self, name: Card, act: Callable[[], object]) -> None:
        """Have something done on behalf of a card, unless other work is under way."""
        if self._tasks.busy:
            self.refused.emit(str(self._tasks.refusal()))
            return
        self._acting = name
        try:
            act()
        finally:
            self._acting = None

    def go_on(self, working: Card | None) -> None:
        """Show the work that began in cards before these, in another language or theme."""
        if working is not None and self._tasks.busy:
            self._working = working
            self._cards[working].show_work("")

    def _work_started(self, doing: str) -> None:
        if self._acting is not None and doing:
            self._working = self._acting
            self._cards[self._working].show_work(doing)

    def _work_went_on(self, done: int, total: int, doing: str) -> None:
        if self._working is not None:
            self._cards[self._working].show_work(doing, done, total)

    def _work_ended(self) -> None:
        if self._working is not None:
            self._cards[self._working].show_rest()
            self._working = None


def _card(theme: Theme, name: Card) -> ExchangeCard:
    """A card with what it says: its title, what it does, and its button."""
    other = ""
    match name:
        case "forms":
            title, button, icon = _("Forms to fill in"), _("Send forms…"), "clipboard"
            sentence = _(
                "A workbook for each evaluator with the questions, levels and evidence. No one sees another’s scores."
            )
        case "import":
            title, button, icon = _("Import"), _("Choose files…"), "download"
            other = _("A whole folder…")
            sentence = _(
                "Filled forms, workbooks or tables; you may drop them here. You see every change before it is taken in."
            )
        case "merge":
            title, button, icon = _("Merge"), _("Choose a package…"), "merge"
            sentence = _("Join another copy of this evaluation. Where both changed the same, you decide.")
        case "workbook":
            title, button, icon = _("Excel scorecard"), _("Export workbook…"), "table"
            sentence = _(
                "Every score, level, note and source in one workbook; formulas show how each number is made."
            )
        case "charts":
            title, button, icon = _("Charts"), _("Save charts…"), "chart"
            sentence = _("Ranking and profiles as PNG, SVG or PDF, with their captions.")
        case "tables":
            title, button, icon = _("Tables of the sources"), _("Open the tables…"), "list"
            sentence = _(
                "Marks by dimension, synthesis, inventory, industries by areas, regions: as their sources print them."
            )
        case "minutes":
            title, button, icon = _("Minutes"), _("Write minutes…"), "users"
            sentence = _(
                "What the workshop agreed on and why, what stays open, and who does what; for Word or as PDF."
            )
        case "report":
            title, button, icon = _("Programme report"), _("Write report…"), "file"
            sentence = _("One programme on paper: profile, marks, evidence, open questions, recommendations.")
        case "data":
            title, button, icon = _("Data for analysts"), _("Save the tables…"), "table"
            sentence = _(
                "Every table as CSV, SQLite or Parquet, for Power BI, R or Python. Nothing is hidden, even in blind "
                "rounds."
            )
        case "package":
            title, button, icon = _("Package"), _("Make a package…"), "package"
            other = _("Without names…")
            sentence = _("The whole evaluation with its history in one file, for another computer to merge.")
        case _:
            assert_never(name)
    return ExchangeCard(theme, icon, title, sentence, button, other)
