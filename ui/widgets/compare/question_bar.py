"""The question above a comparison, a picker for each part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget, QWidgetAction

from scorecard.i18n import _, format_share, language, ngettext
from ui.models.compare.compared_programmes import ComparedProgrammes
from ui.theme import Theme
from ui.widgets.compare.compared_picker import ComparedPicker
from ui.widgets.picker import Picker
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.cube import Cube
    from scorecard.analysis.question import Question, View
    from scorecard.model.evaluation import Key
    from scorecard.model.framework import Framework
    from scorecard.model.snapshot import Snapshot
    from scorecard.workspace import Workspace

_THRESHOLDS = (0.0, 0.25, 0.5, 0.75, 1.0)
_TRIED = ""
"""Stands among the weight sets for the weights that are being tried, which are none."""


class QuestionBar(QWidget):
    """What is asked. `asked` carries fields of the `Question` to change, `moved` a place for `Session.go_to`."""

    asked = Signal(object)
    moved = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(44)
        bar = QHBoxLayout(self)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(8)
        self.framework = Picker(theme, _("Framework"))
        self.framework.changed.connect(lambda id: self.moved.emit({"framework": id}))
        self.round = Picker(theme, _("Round"))
        self.round.changed.connect(lambda key: self.moved.emit({"round": key}))
        self.view = Picker(theme, _("Scores of"))
        self.view.changed.connect(lambda view: self.asked.emit({"view": view}))
        self.rule = RulePicker(theme)
        self.rule.asked.connect(self.asked)
        self.weights = Picker(theme, _("Weights"))
        self.weights.changed.connect(self._weigh)
        self.sections = SectionPicker(theme)
        self.sections.asked.connect(self.asked)
        self.compared = ComparedProgrammes(self)
        self.compared.chosen_changed.connect(lambda: self.asked.emit({"programmes": self.compared.chosen}))
        self.programmes = ComparedPicker(theme, self.compared)
        for picker in (
            self.framework, self.round, self.view, self.rule, self.weights, self.sections, self.programmes,
        ):  # fmt: skip
            bar.addWidget(picker)
        bar.addStretch()

    def show_question(self, workspace: Workspace, question: Question) -> None:
        """Show a question and what else could be asked of the evaluation."""
        snapshot = workspace.snapshot
        tongue = language()
        self.framework.set_choices(
            [
                (
                    ngettext(
                        "{name} · {count} criterion", "{name} · {count} criteria", len(one.criteria)
                    ).format(name=one.short.into(tongue), count=len(one.criteria)),
                    one.id,
                )
                for one in snapshot.ordered_frameworks()
            ],
            question.framework,
        )
        rounds = snapshot.ordered_rounds()
        self.round.set_choices([(one.name, one.key) for one in rounds], question.round)
        self.round.setVisible(len(rounds) > 1)
        names = {
            "all": _("All evaluators"),
            "self": _("Self-assessment"),
            "independent": _("Independent"),
            "panel": _("Panel"),
        }
        views = offered_views(snapshot, workspace.cube(question.framework, question.round))
        self.view.set_choices([(names[view], view) for view in views], question.view)
        self.rule.show_question(question, snapshot.evaluation.threshold)
        self._show_weights(snapshot, question)
        self.sections.show_sections(
            snapshot.framework_in(question.framework, question.round), question.without
        )
        programmes = snapshot.ordered_programmes()
        self.compared.offer(programmes, question.programmes)
        count = len(programmes if question.programmes is None else question.programmes)
        self.programmes.show_count(count, len(programmes))

    def _weigh(self, key: Key | None) -> None:
        if key != _TRIED:
            self.asked.emit({"weights": key, "tried": ()})

    def _show_weights(self, snapshot: Snapshot, question: Question) -> None:
        sets = sorted(
            (one for one in snapshot.weights.values() if one.framework == question.framework),
            key=lambda one: one.name.casefold(),
        )
        choices = [(_("Equal"), None), *((one.name, one.key) for one in sets)]
        tried = (_("Tried out"), _TRIED)
        if question.tried:
            self.weights.set_choices([*choices, tried], _TRIED)
        else:
            self.weights.set_choices(choices, question.weights)
        here = [text for text, key in choices if key in (None, question.weights)]
        self.weights.keep_room_for((*here, tried[0]))


class RulePicker(Picker):
    """How levels become a score: the rule, how evaluators become one value, and the coverage that a score needs.

    `asked` carries fields of the `Question`.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, labelled: bool = True) -> None:
        super().__init__(theme, _("Rule") if labelled else "", name=_("Rule"), parent=parent)
        self._question: Question | None = None
        self._threshold = 0.5

    def show_question(self, question: Question, threshold: float) -> None:
        """Show the rule of a question; `threshold` is the evaluation's own."""
        self._question, self._threshold = question, threshold
        text = _rule_words()[question.rule]
        if question.average == "median":
            text = _("{rule}, median").format(rule=text)
        if question.threshold is not None:
            share = format_share(question.threshold)
            text = _("{rule}, coverage {share}").format(rule=text, share=share)
        self.set_choices([(text, True)], True)

    def menu_of_choices(self) -> QMenu:
        menu = QMenu(self)
        question = self._question
        if question is None:
            return menu
        rules = [(words, rule) for rule, words in _rule_words().items()]
        self._add(menu, _("Criteria together"), "rule", rules, question.rule)
        averages = [(_("Mean of evaluators"), "mean"), (_("Median of evaluators"), "median")]
        self._add(menu, _("Evaluators together"), "average", averages, question.average)
        own = _("{share}, as set for this evaluation").format(share=format_share(self._threshold))
        others = [(format_share(one), one) for one in _THRESHOLDS if one != self._threshold]
        self._add(
            menu, _("Coverage that a score needs"), "threshold", [(own, None), *others], question.threshold
        )
        menu.setMinimumWidth(self.width())
        return menu

    def _add(
        self, menu: QMenu, title: str, field: str, choices: list[tuple[str, Any]], current: object
    ) -> None:
        if menu.actions():
            menu.addSeparator()
        head = QWidgetAction(menu)
        words = label(self._theme, title, "caption", ink="muted")
        words.setContentsMargins(14, 6, 14, 2)
        head.setDefaultWidget(words)
        head.setText(title)
        head.setEnabled(False)
        menu.addAction(head)
        group = QActionGroup(menu)
        for text, value in choices:
            action = QAction(text, menu, checkable=True, checked=value == current)
            action.triggered.connect(lambda _on, value=value: self.asked.emit({field: value}))
            group.addAction(action)
            menu.addAction(action)


class SectionPicker(Picker):
    """The sections that count, each of which can be switched off; one always counts. `asked` carries `without`."""

    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Sections"), parent=parent)
        self._sections: list[tuple[str, str]] = []
        self._without: tuple[str, ...] = ()

    def show_sections(self, framework: Framework, without: tuple[str, ...]) -> None:
        """Show the sections of a framework and those that are switched off."""
        self._sections = [(one.id, one.short.into(language())) for one in framework.sections]
        known = [id for id, _name in self._sections]
        self._without = tuple(id for id in without if id in known)
        total = len(known)
        every, some = _("All {total}").format(total=total), _("{count} of {total}")
        count = total - len(self._without)
        self.set_choices([(some.format(count=count, total=total) if self._without else every, True)], True)
        self.keep_room_for((every, some.format(count=total - 1, total=total)))
        self.setVisible(total > 1)

    def menu_of_choices(self) -> QMenu:
        menu = QMenu(self)
        for id, name in self._sections:
            counts = id not in self._without
            action = QAction(name.replace("&", "&&"), menu, checkable=True, checked=counts)
            action.setEnabled(not counts or len(self._without) < len(self._sections) - 1)
            action.triggered.connect(lambda _on, id=id: self._turn(id))
            menu.addAction(action)
        menu.setMinimumWidth(self.width())
        return menu

    def _turn(self, id: str) -> None:
        off = set(self._without) ^ {id}
        self.asked.emit({"without": tuple(one for one, _name in self._sections if one in off)})


def _rule_words() -> dict[str, str]:
    return {
        "mean": _("Weighted mean"),
        "geometric": _("Geometric mean"),
        "weakest": _("Weakest criterion"),
    }


def offered_views(snapshot: Snapshot, cube: Cube) -> list[View]:
    """The views under which somebody has answered; all evaluators together are always one."""
    from scorecard.analysis.cube import UNSCORED
    from scorecard.analysis.question import VIEWS, kinds_in

    kinds = {
        snapshot.evaluators[key].kind
        for place, key in enumerate(cube.evaluators)
        if (cube.values[:, place] != UNSCORED).any()
    }
    return [view for view in VIEWS if view == "all" or not kinds.isdisjoint(kinds_in(view))]
