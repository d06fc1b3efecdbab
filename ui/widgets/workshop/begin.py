"""Where a workshop begins: what it is, how long it takes, who takes part, and the cells that it should talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scorecard.analysis.workshops.sentences import duration
from scorecard.i18n import _, ngettext
from scorecard.model.workshop import MINUTES
from ui.models.workshop.candidates import CandidateRows
from ui.models.workshop.words import name_of
from ui.theme import Theme
from ui.widgets.choice_list import ChoiceList
from ui.widgets.find_field import FindField
from ui.widgets.folding import Folding
from ui.widgets.number_field import NumberField
from ui.widgets.rule import upright_rule
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label
from ui.widgets.workshop.lists import CandidateList

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.model.evaluation import Round

_CELLS = 12
"""Cells that are ticked at first: two hours of talk."""

_MOST_PRACTICE = 2
_SETTINGS = 420


class WorkshopBegin(QWidget):
    """What stands where there is no agenda yet; `begun` says that its button was pressed."""

    begun = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._place: tuple[str, str] | None = None
        self.rows = CandidateRows()
        self.rows.changed.connect(self._say)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        area = SteadyArea()
        area.setWidget(self._settings())
        area.setFixedWidth(_SETTINGS)
        row.addWidget(area)
        row.addWidget(upright_rule())
        row.addWidget(self._candidates(), 1)

    @property
    def absent(self) -> tuple[str, ...]:
        """The keys of those who do not take part."""
        chosen = set(self.people.chosen)
        return tuple(key for key in self._everybody if key not in chosen)

    def show_study(self, study: Study, *, may_change: bool) -> None:
        """Show the cells of a study; choices of the same framework and round stay."""
        question, snapshot = study.question, study.snapshot
        self._everybody = [one.key for one in snapshot.ordered_evaluators() if one.kind != "panel"]
        self._may_change = may_change
        place = (question.framework, question.round)
        is_new = place != self._place
        self._place = place
        self._say_blind(snapshot.rounds[question.round])
        self.rows.show(study, frozenset())
        chosen = set(self._everybody) if is_new else set(self.people.chosen)
        self.people.set_choices([(key, name_of(snapshot, key)) for key in self._everybody], chosen)
        if is_new:
            self.cells.setValue(_CELLS)
            self.rows.tick_first(self.cells.value())
        self._say()

    def _settings(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 10, 16)
        column.setSpacing(8)
        column.addWidget(label(self._theme, _("Hold a workshop"), "title"))
        sentences = (
            _(
                "Evaluators who differ talk about one cell at a time: they score it in private, see together how "
                "they differ, discuss, and agree on a level with its reason, or record why not."
            ),
            _(
                "The cells at the right are those on which they differ, first the ones that decide the ranking. "
                "Practice comes before them and never counts."
            ),
        )
        for sentence in sentences:
            column.addWidget(label(self._theme, sentence, "body", ink="muted", wrap=True))
        self.blind = label(self._theme, "", "body", wrap=True)
        column.addWidget(self.blind)
        column.addSpacing(8)
        column.addLayout(self._numbers())
        self.time = label(self._theme, "", "body", wrap=True)
        column.addWidget(self.time)
        column.addSpacing(8)
        self.people = ChoiceList(
            self._theme,
            _("Who takes part"),
            rows=5,
            nothing=_("There are no evaluators yet. Add them on the page “Evaluators and rounds”."),
        )
        self.people.changed.connect(self._say)
        column.addWidget(self.people)
        column.addSpacing(8)
        self.begin = QPushButton(_("Begin the workshop"))
        self.begin.setProperty("kind", "primary")
        self.begin.clicked.connect(self.begun)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.why_not = label(self._theme, "", "caption", ink="warning", wrap=True)
        column.addWidget(self.why_not)
        column.addStretch(1)
        return inside

    def _numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self.cells = NumberField(0, 1_000, _CELLS)
        self.minutes = NumberField(1, 240, MINUTES)
        self.practice = NumberField(0, _MOST_PRACTICE, 0)
        named = (
            (_("Cells to discuss"), self.cells),
            (_("Minutes for each"), self.minutes),
            (_("Cells for practice"), self.practice),
        )
        for place, (words, field) in enumerate(named):
            head = label(self._theme, words, "field")
            head.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(head, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        self.cells.valueChanged.connect(self.rows.tick_first)
        self.minutes.valueChanged.connect(self._say)
        self.practice.valueChanged.connect(self.rows.practise)
        return grid

    def _candidates(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        self.count = label(self._theme, "", "head", wrap=True)
        self.list = CandidateList(self._theme, self.rows)
        self.finder = FindField(self._theme, _("Find a programme or a criterion"), self.list)
        self.finder.setFixedWidth(240)
        self.finder.textChanged.connect(self.rows.narrow)
        column.addWidget(Folding(self.count, self.finder, across=12, stretch=(1, 0)))
        column.addWidget(self.list, 1)
        return side

    def _say_blind(self, round: Round) -> None:
        self.blind.setVisible(round.blind)
        sentence = _(
            "The round “{round}” is blind. The agenda is made of everybody’s scores all the same, without names; "
            "what is revealed here, everybody in the room sees."
        )
        self.blind.setText(sentence.format(round=round.name))

    def _say(self) -> None:
        if self._place is None:
            return
        chosen, practice = len(self.rows.ticked), len(self.rows.practised)
        differing = self.rows.differing
        sentence = ngettext(
            "Evaluators differ on {count} cell", "Evaluators differ on {count} cells", differing
        )
        agreed = _("Evaluators differ on no cell")
        self.count.setText(sentence.format(count=differing) if differing else agreed)
        sentence = ngettext("{count} cell, about {time}.", "{count} cells, about {time}.", chosen + practice)
        time = duration((chosen + practice) * self.minutes.value())
        self.time.setVisible(chosen + practice > 0)
        self.time.setText(sentence.format(count=chosen + practice, time=time))
        why = ""
        if not self._may_change:
            why = _(
                "Nothing can be entered here: the round is closed, or the evaluation is open for reading."
            )
        elif not self._everybody:
            why = _("A workshop needs evaluators. Add them on the page “Evaluators and rounds”.")
        elif not chosen + practice and not differing:
            why = _("No two evaluators differ so far. Choose at the right what to talk about all the same.")
        elif not chosen + practice:
            why = _("Choose a cell at the right first.")
        elif not self.people.chosen:
            why = _("Choose who takes part first.")
        self.why_not.setText(why)
        self.begin.setEnabled(not why)
