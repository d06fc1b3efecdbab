"""Weights in the window: the panel shows one set of a framework, and what a person does there is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from scorecard.edits import weights
from scorecard.edits.weights import MOST_BY_SWING
from scorecard.i18n import _
from scorecard.model.evaluation import Key, WeightMethod, WeightSet
from scorecard.model.framework import Framework
from scorecard.model.record import new_key
from scorecard.model.text import folded
from ui.models.frameworks.weight_rows import EQUAL, given_weights, swung_weights, weight_rows, with_weights
from ui.session import Session
from ui.widgets.frameworks.weights_panel import WeightsPanel


class WeightsDesk:
    """Adds, changes and removes the sets of the framework that is shown; refusals are said in the strip.

    `chosen` is the key of the set that is shown, None for equal weights.
    """

    def __init__(self, session: Session, panel: WeightsPanel) -> None:
        self.chosen: Key | None = None
        self._session = session
        self._panel = panel
        self._framework: Framework | None = None
        panel.chosen.connect(self.choose)
        panel.added.connect(self.add)
        panel.renamed.connect(self.rename)
        panel.method_chosen.connect(self.choose_method)
        panel.equalled.connect(self.make_equal)
        panel.removed.connect(self.remove)
        panel.given.connect(self.give)

    def show(self, framework: Framework | None) -> None:
        """Show the weights of a framework that is in force; None where there is none to be compared by."""
        self._framework = framework
        if framework is None:
            self._panel.show_sets((), None, (), editable=False)
            return
        workspace = self._session.workspace
        editable = workspace is not None and not workspace.reading
        shown = self._shown()
        self._panel.show_sets(self._sets(framework), shown, weight_rows(framework, shown), editable=editable)

    def choose(self, key: Key | None) -> None:
        """Show another set."""
        self._panel.store()
        self.chosen = key
        self.show(self._framework)

    def add(self) -> None:
        """Add a set in which everything weighs alike, and show it."""
        framework = self._framework
        if framework is None:
            return
        added = WeightSet(key=new_key(), id="", name=self._free_name(framework), framework=framework.id)
        added = with_weights(framework, added, {})
        if self._session.edit(weights.add, added):
            self.choose(added.key)

    def rename(self, name: str) -> None:
        """Give the set another name."""
        self._store(lambda _framework, shown: replace(shown, name=name))

    def give(self, given: Mapping[str, float]) -> None:
        """Store weights by section id and full criterion id."""
        self._store(lambda framework, shown: with_weights(framework, shown, given))

    def make_equal(self) -> None:
        """Let everything weigh alike."""
        self._store(
            lambda framework, shown: with_weights(
                framework, shown, dict.fromkeys(given_weights(framework, shown), EQUAL[shown.method])
            )
        )

    def choose_method(self, method: WeightMethod) -> None:
        """Give weights by another method; the proportions stay."""

        def changed(framework: Framework, shown: WeightSet) -> WeightSet:
            given = given_weights(framework, shown)
            if method == "swing":
                given = swung_weights(framework, given, MOST_BY_SWING)
            return replace(with_weights(framework, shown, given), method=method)

        self._store(changed)

    def remove(self) -> None:
        """Remove the set; undo brings it back."""
        if self.chosen is not None:
            self._session.edit(weights.remove, self.chosen)

    def _store(self, make: Callable[[Framework, WeightSet], WeightSet]) -> None:
        """Store another state of the set that is shown; what is refused shows as it is stored."""
        shown, framework = self._shown(), self._framework
        if framework is not None and shown is not None:
            self._session.edit(weights.change, make(framework, shown))
            self.show(framework)

    def _shown(self) -> WeightSet | None:
        framework = self._framework
        sets = self._sets(framework) if framework is not None else ()
        return next((one for one in sets if one.key == self.chosen), None)

    def _sets(self, framework: Framework) -> tuple[WeightSet, ...]:
        """The sets of a framework by name."""
        workspace = self._session.workspace
        every = workspace.snapshot.weights.values() if workspace is not None else ()
        own = (one for one in every if one.framework == framework.id)
        return tuple(sorted(own, key=lambda one: (folded(one.name), one.id)))

    def _free_name(self, framework: Framework) -> str:
        names = {folded(one.name) for one in self._sets(framework)}
        number = 1
        while folded(_("Weights {number}").format(number=number)) in names:
            number += 1
        return _("Weights {number}").format(number=number)
