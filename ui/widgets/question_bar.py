"""The question above a comparison, a picker for each part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scorecard.i18n import _, language, ngettext
from ui.theme import Theme
from ui.widgets.picker import Picker

if TYPE_CHECKING:
    from scorecard.analysis.cube import Cube
    from scorecard.analysis.question import Question, View
    from scorecard.model.snapshot import Snapshot
    from scorecard.workspace import Workspace


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
        self._framework = Picker(theme, _("Framework"))
        self._framework.changed.connect(lambda id: self.moved.emit({"framework": id}))
        self._round = Picker(theme, _("Round"))
        self._round.changed.connect(lambda key: self.moved.emit({"round": key}))
        self._view = Picker(theme, _("Scores of"))
        self._view.changed.connect(lambda view: self.asked.emit({"view": view}))
        self._average = Picker(theme, _("Between evaluators"))
        self._average.changed.connect(lambda average: self.asked.emit({"average": average}))
        self._rule = Picker(theme, _("Rule"))
        self._rule.changed.connect(lambda rule: self.asked.emit({"rule": rule}))
        self._weights = Picker(theme, _("Weights"))
        self._weights.changed.connect(lambda key: self.asked.emit({"weights": key, "tried": ()}))
        for picker in (
            self._framework, self._round, self._view, self._average, self._rule, self._weights,
        ):  # fmt: skip
            bar.addWidget(picker)
        bar.addStretch()

    def show_question(self, workspace: Workspace, question: Question) -> None:
        """Show a question and what else could be asked of the evaluation."""
        snapshot = workspace.snapshot
        tongue = language()
        self._framework.set_choices(
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
        self._round.set_choices([(one.name, one.key) for one in rounds], question.round)
        self._round.setVisible(len(rounds) > 1)
        names = {
            "all": _("All evaluators"),
            "self": _("Self-assessment"),
            "independent": _("Independent"),
            "panel": _("Panel"),
        }
        views = offered_views(snapshot, workspace.cube(question.framework, question.round))
        self._view.set_choices([(names[view], view) for view in views], question.view)
        averages = {"mean": _("Mean"), "median": _("Median")}
        self._average.set_choices([(text, value) for value, text in averages.items()], question.average)
        self._average.setVisible(len(snapshot.evaluators) > 1)
        rules = {
            "mean": _("Weighted mean"),
            "geometric": _("Geometric mean"),
            "weakest": _("Weakest criterion"),
        }
        self._rule.set_choices([(text, value) for value, text in rules.items()], question.rule)
        sets = sorted(
            (one for one in snapshot.weights.values() if one.framework == question.framework),
            key=lambda one: one.name.casefold(),
        )
        self._weights.set_choices(
            [(_("Equal"), None), *((one.name, one.key) for one in sets)], question.weights
        )
        self._weights.setVisible(bool(sets))


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
