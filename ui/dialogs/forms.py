"""Asks who gets a form to fill in about what, and says beforehand what that comes to."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scorecard.errors import Refusal
from scorecard.exchange.forms.plan import FormPlan, due_in, owing, plan_forms
from scorecard.i18n import LANGUAGES, _, language, ngettext
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot
from ui.dialogs.sheet import Sheet
from ui.session import Session
from ui.theme import Theme
from ui.widgets.choice_list import ChoiceList
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

OWED, ALL, SOME = range(3)

_LANGUAGE_NAMES = {"en": "English", "es": "Español"}
_MOST = 5
"""The rows of a list that are seen at once."""
_REASONS = 3
"""Of the sentences on what is left out, how many are told before the forms are made."""


class FormsSheet(Sheet):
    """Evaluators, programmes, framework, round and language; once accepted, `plan` are the forms to be made."""

    def __init__(
        self, session: Session, snapshot: Snapshot, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Send forms"), agree=_("Choose the folder…"), width=560, parent=parent)
        self._snapshot = snapshot
        self.plan: FormPlan | None = None
        self._frameworks = snapshot.ordered_frameworks()
        ids = [framework.id for framework in self._frameworks]
        self.framework = Segmented(
            theme,
            [framework.short.into(language()) for framework in self._frameworks],
            name=_("Framework"),
            current=ids.index(session.framework) if session.framework in ids else 0,
        )
        self.round = Picker(theme, "", name=_("Round"))
        open_rounds = [one for one in reversed(snapshot.ordered_rounds()) if not one.closed]
        keys = [one.key for one in open_rounds]
        current = session.round if session.round in keys else next(iter(keys), None)
        self.round.set_choices(
            [(one.name, one.key) for one in open_rounds], current, nothing=_("every round is closed")
        )
        self.evaluators = ChoiceList(
            theme,
            _("Evaluators"),
            rows=_rows(len(snapshot.evaluators)),
            nothing=_("There is no evaluator yet. Add one on the page Evaluators."),
        )
        self.which = Segmented(
            theme, [_("What each owes"), _("All programmes"), _("Some programmes")], name=_("Programmes")
        )
        self.programmes = ChoiceList(
            theme,
            _("Which programmes"),
            rows=_rows(len(snapshot.programmes)),
            nothing=_("There is no programme yet."),
        )
        self.language = Segmented(
            theme,
            [_LANGUAGE_NAMES[one] for one in LANGUAGES],
            name=_("Language"),
            current=LANGUAGES.index(language()),
        )
        self._outcome = label(theme, "", "body", wrap=True)
        self._outcome.setMinimumHeight(54)
        self._outcome.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._lay_out()
        self.programmes.set_choices(
            [(one.key, f"{one.id}  {one.label}") for one in snapshot.ordered_programmes()], ()
        )
        if not any(one.owed for one in snapshot.assignments.values()):
            self.which.set_current(ALL)
        self._offer_evaluators()
        self.round.changed.connect(lambda _value: self._offer_evaluators())
        self.which.changed.connect(self._preview)
        self.framework.changed.connect(self._preview)
        for one in (self.evaluators, self.programmes):
            one.changed.connect(self._preview)

    def agreed(self) -> None:
        try:
            self.plan = self._planned()
        except Refusal as refusal:
            self.complain(str(refusal))
            return
        self.accept()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(20)
        if len(self._frameworks) > 1:
            first.addLayout(self._labelled(_("Framework"), self.framework))
        if len(self._snapshot.rounds) > 1:
            first.addLayout(self._labelled(_("Round"), self.round))
        first.addLayout(self._labelled(_("Language"), self.language))
        first.addStretch()
        self.body.addLayout(first)
        self.body.addWidget(self.evaluators)
        self.body.addLayout(self._labelled(_("Programmes"), self.which))
        self.body.addWidget(self.programmes)
        self.body.addWidget(self._outcome)

    def _labelled(self, text: str, choice: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(self.theme, text, "field"))
        column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        return column

    def _offer_evaluators(self) -> None:
        """The evaluators of the round with what they owe in it; those who owe something are ticked."""
        round: Key | None = self.round.value
        people = [one for one in self._snapshot.ordered_evaluators() if one.kind != "panel"]
        due = due_in(self._snapshot, round) if round is not None else {}
        chosen = owing(self._snapshot, round) if round is not None else ()
        choices = []
        for one in people:
            if due is None:
                choices.append((one.key, one.name))
                continue
            count = due.get(one.key, 0)
            sentence = ngettext("{name} · {count} programme due", "{name} · {count} programmes due", count)
            choices.append((one.key, sentence.format(name=one.name, count=count)))
        self.evaluators.set_choices(choices, chosen)
        self._preview()

    def _planned(self) -> FormPlan:
        round: Key | None = self.round.value
        if round is None:
            raise Refusal(_("Every round is closed, so that no answer could come back. Nothing was written."))
        framework = self._frameworks[self.framework.current].id
        idle = self._owing_nothing()
        return plan_forms(
            self._snapshot,
            framework=self._snapshot.framework_in(framework, round),
            round=round,
            evaluators=[key for key in self.evaluators.chosen if key not in idle],
            programmes=self.programmes.chosen if self.which.current == SOME else None,
            owed=self.which.current == OWED,
            language=LANGUAGES[self.language.current],
            made_at=datetime.now(UTC),
        )

    def _owing_nothing(self) -> list[Key]:
        """Of the evaluators that are ticked those whom nothing is due from, where forms ask for what is owed."""
        due = due_in(self._snapshot, self.round.value) if self.which.current == OWED else None
        return [] if due is None else [key for key in self.evaluators.chosen if key not in due]

    def _preview(self, *_what: object) -> None:
        """Say how many forms there would be and who or what is left out."""
        self.programmes.setVisible(self.which.current == SOME)
        self.complain("")
        try:
            plan = self._planned()
        except Refusal as refusal:
            self._outcome.setText(str(refusal))
            self.agree.setEnabled(False)
            return
        self.agree.setEnabled(True)
        count = len(plan.forms)
        cells = sum(len(form.programmes) for form in plan.forms)
        forms = ngettext("{count} form", "{count} forms", count).format(count=count)
        asked = ngettext(
            "{count} programme to score in all", "{count} programmes to score in all", cells
        ).format(count=cells)
        left_out = list(plan.left_out)
        if idle := len(self._owing_nothing()):
            sentence = ngettext(
                "{count} of those ticked owes nothing and gets no form.",
                "{count} of those ticked owe nothing and get no form.",
                idle,
            )
            left_out.insert(0, sentence.format(count=idle))
        lines = [_("{forms}, {programmes}.").format(forms=forms, programmes=asked), *left_out[:_REASONS]]
        if (more := len(left_out) - _REASONS) > 0:
            lines.append(
                ngettext("{count} more is left out.", "{count} more are left out.", more).format(count=more)
            )
        self._outcome.setText("\n".join(lines))


def _rows(count: int) -> int:
    return min(max(count, 2), _MOST)
