"""Asks what a workbook or a set of charts shows, before it is asked where it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from scorecard.analysis.evaluators.pseudonyms import pseudonyms_told
from scorecard.analysis.question import AVERAGES, RULES, VIEWS, Average, Question, Rule, kinds_in
from scorecard.analysis.sureness import choice_words
from scorecard.i18n import LANGUAGES, _, language, speaking
from scorecard.model.snapshot import Snapshot
from scorecard.veiled import Veiled
from scorecard.workspace import Workspace
from ui.dialogs.sheet import Sheet
from ui.preferences import Choices
from ui.session import Session
from ui.theme import Theme
from ui.widgets.compare.question_bar import RulePicker
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

FORMATS: tuple[Literal["png", "svg", "pdf"], ...] = ("png", "svg", "pdf")
_TRIED = "tried"
"""The value of the weights that are being tried out in Compare."""
_LANGUAGE_NAMES = {"en": "English", "es": "Español"}


class ExportChoice(Sheet):
    """The question and the language of what is made; after agreeing: `framework`, `changes`, `language`.

    It begins with what is being compared, if anything is.
    """

    def __init__(
        self,
        session: Session,
        snapshot: Snapshot,
        theme: Theme,
        title: str,
        agree: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title, agree=agree, parent=parent)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(32)
        self.body.addLayout(self._columns)
        self.begin_column()
        self._snapshot = snapshot
        self._compared = session.compared
        self._frameworks = snapshot.ordered_frameworks()
        ids = [framework.id for framework in self._frameworks]
        names = [framework.short.into(language()) for framework in self._frameworks]
        current = ids.index(session.framework) if session.framework in ids else 0
        self._framework = Segmented(theme, names, name=_("Framework"), current=current)
        if len(names) > 1:
            self.add_choice(_("Framework"), self._framework)
        rounds = snapshot.ordered_rounds()
        self._round = Picker(theme, "", name=_("Round"))
        self._round.set_choices([(one.name, one.key) for one in reversed(rounds)], session.round)
        if len(rounds) > 1:
            self.add_choice(_("Round"), self._round)
        kinds = {one.kind for one in snapshot.evaluators.values()}
        views = [one for one in VIEWS if one == "all" or not kinds.isdisjoint(kinds_in(one))]
        self._view = Picker(theme, "", name=_("Scores of"))
        self._view.set_choices([(choice_words.view(one), one) for one in views], "all")
        if len(views) > 1:
            self.add_choice(_("Scores of"), self._view)
        self._asked = Question(framework=self.framework, round=session.round or "")
        self._rule = RulePicker(theme, labelled=False)
        self._rule.asked.connect(lambda changes: self._ask(**changes))
        self._ask()
        self.add_choice(_("Rule"), self._rule)
        self._weights = Picker(theme, "", name=_("Weights"))
        if snapshot.weights or self._is_tried(self._compared):
            self.add_choice(_("Weights"), self._weights)
        self._offer_weights()
        self._framework.changed.connect(lambda _index: self._offer_weights())
        self._language = Segmented(
            theme,
            [_LANGUAGE_NAMES[one] for one in LANGUAGES],
            name=_("Language"),
            current=LANGUAGES.index(language()),
        )
        self.add_choice(_("Language"), self._language)
        self._pseudonyms = QCheckBox(_("Numbers in place of evaluators’ names"))
        self._pseudonyms.setToolTip(pseudonyms_told())
        self._add_above_the_end(_alone(self._pseudonyms))
        if self._compared is not None and self._compared.framework in ids:
            begun = _("This begins with the question that Compare answers now.")
            self.add_wide(label(theme, begun, "caption", ink="muted", wrap=True))

    @property
    def pseudonyms(self) -> bool:
        """Whether people are to have numbers in place of names."""
        return self._pseudonyms.isChecked()

    @property
    def framework(self) -> str:
        """The id of the framework."""
        return self._frameworks[self._framework.current].id

    @property
    def changes(self) -> dict[str, Any]:
        """What is asked, as fields of a `Question` of the framework."""
        asked = {
            "round": self._round.value,
            "view": self._view.value,
            "rule": self._asked.rule,
            "average": self._asked.average,
            "threshold": self._asked.threshold,
        }
        compared = self._compared
        if compared is not None and self._weights.value == _TRIED:
            return {
                **asked,
                "weights": compared.weights,
                "tried": compared.tried,
                "without": compared.without,
            }
        return {**asked, "weights": self._weights.value}

    @property
    def language(self) -> str:
        """`en` or `es`."""
        return LANGUAGES[self._language.current]

    def _offer_weights(self) -> None:
        """The sets of weights of the framework that is chosen, and those tried out; equal ones until another is."""
        sets = [one for one in self._snapshot.weights.values() if one.framework == self.framework]
        choices = [(one.name, one.key) for one in sorted(sets, key=lambda one: one.name.casefold())]
        if self._is_tried(self._compared):
            choices.append((_("As tried out in Compare"), _TRIED))
        self._weights.set_choices([(choice_words.weights(None), None), *choices])
        self._weights.setEnabled(bool(choices))

    def _is_tried(self, question: Question | None) -> bool:
        """Whether a question of this framework asks for other weights than any set has."""
        return (
            question is not None
            and question.framework == self.framework
            and bool(question.tried or question.without)
        )

    def _ask(self, **changes: Any) -> None:
        """Another rule, average or threshold."""
        self._asked = replace(self._asked, **changes)
        self._rule.show_question(self._asked, self._snapshot.evaluation.threshold)

    def take_compared(self) -> None:
        """Choose as is being compared, if anything is; what is gone is passed over."""
        ids = [framework.id for framework in self._frameworks]
        question = self._compared
        if question is None or question.framework not in ids:
            return
        self._framework.set_current(ids.index(question.framework))
        self._offer_weights()
        if self._round.offers(question.round):
            self._round.set_value(question.round)
        self._view.set_value(question.view if self._view.offers(question.view) else "all")
        self._ask(rule=question.rule, average=question.average, threshold=question.threshold)
        weights = _TRIED if self._is_tried(question) else question.weights
        self._weights.set_value(weights if self._weights.offers(weights) else None)

    def take(self, choices: Choices) -> None:
        """Choose as kept before, as far as what was chosen is still offered."""
        ids = [framework.id for framework in self._frameworks]
        if choices.get("framework") in ids:
            self._framework.set_current(ids.index(str(choices["framework"])))
            self._offer_weights()
        for name, picker in (("view", self._view), ("weights", self._weights)):
            if choices.get(name) and picker.offers(choices[name]):
                picker.set_value(choices[name])
        if choices.get("rule") in RULES:
            self._ask(rule=cast("Rule", choices["rule"]))
        if choices.get("average") in AVERAGES:
            self._ask(average=cast("Average", choices["average"]))
        self._pseudonyms.setChecked(choices.get("pseudonyms") == "yes")
        if choices.get("language") in LANGUAGES:
            self._language.set_current(LANGUAGES.index(str(choices["language"])))

    def begin_column(self) -> None:
        """What is added from now on stands in a column of its own, right of the others."""
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self._columns.addLayout(self._column, 1)

    def add_choice(self, text: str, choice: QWidget) -> None:
        """A choice under its label, at the left."""
        self._add_above_the_end(self._labelled(text, choice))

    def add_wide(self, widget: QWidget) -> None:
        """Something over the whole width of the column."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def add_row(self, *choices: tuple[str | None, QWidget]) -> None:
        """Choices side by side, each under its label unless it carries its own."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for text, choice in choices:
            if text is None:
                row.addWidget(choice, 0, Qt.AlignmentFlag.AlignBottom)
            else:
                row.addLayout(self._labelled(text, choice))
        row.addStretch(1)
        self._add_above_the_end(row)

    def _add_above_the_end(self, layout: QLayout) -> None:
        """The end of a column is empty room, which a higher column beside it leaves."""
        self._column.insertLayout(self._column.count() - 1, layout)

    def _labelled(self, text: str, choice: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(self.theme, text, "field"))
        column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        return column


def named_or_numbered(workspace: Workspace, choice: ExportChoice) -> Workspace:
    """The evaluation as it is, or without the names of people, in the language of what is made."""
    if not choice.pseudonyms:
        return workspace
    with speaking(choice.language):
        return Veiled(workspace)


def _alone(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    return row


class ChartChoice(ExportChoice):
    """The same, and the format of the pictures."""

    def __init__(
        self, session: Session, snapshot: Snapshot, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, snapshot, theme, _("Save charts"), _("Choose the folder…"), parent)
        self.take_compared()
        self.begin_column()
        names = [one.upper() for one in FORMATS]
        self._format = Segmented(theme, names, name=_("Format"))
        self.add_choice(_("Format"), self._format)
        hint = _("PNG for documents and slides, SVG for editing, PDF for print.")
        self.add_wide(label(theme, hint, "caption", ink="muted", wrap=True))

    @property
    def format(self) -> Literal["png", "svg", "pdf"]:
        """The format of the pictures."""
        return FORMATS[self._format.current]
