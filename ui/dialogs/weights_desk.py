"""What a person can do to sets of weights in the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scorecard.edits import weights
from scorecard.edits.weights import MOST_BY_SWING
from scorecard.i18n import _
from scorecard.model.evaluation import Key, WeightMethod, WeightSet
from scorecard.model.framework import Framework
from scorecard.model.record import new_key
from scorecard.model.text import folded
from ui.models.weight_rows import EQUAL, given_weights, with_weights
from ui.session import Session


class WeightsDesk:
    """Adds, changes and removes the sets of a framework; what is refused is said in the strip."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sets_of(self, framework: Framework) -> tuple[WeightSet, ...]:
        """The sets of a framework by name."""
        workspace = self._session.workspace
        every = workspace.snapshot.weights.values() if workspace is not None else ()
        own = (one for one in every if one.framework == framework.id)
        return tuple(sorted(own, key=lambda one: (folded(one.name), one.id)))

    def add(self, framework: Framework) -> Key | None:
        """Add a set in which everything weighs alike; its key, None where it was refused."""
        added = WeightSet(key=new_key(), id="", name=self._free_name(framework), framework=framework.id)
        added = with_weights(framework, added, {})
        return added.key if self._session.edit(weights.add, added) else None

    def rename(self, shown: WeightSet, name: str) -> bool:
        """Give a set another name."""
        return self._session.edit(weights.change, replace(shown, name=name))

    def give(self, framework: Framework, shown: WeightSet, given: Mapping[str, float]) -> bool:
        """Store weights by section id and full criterion id."""
        return self._session.edit(weights.change, with_weights(framework, shown, given))

    def make_equal(self, framework: Framework, shown: WeightSet) -> bool:
        """Let everything weigh alike."""
        given = dict.fromkeys(given_weights(framework, shown), EQUAL[shown.method])
        return self.give(framework, shown, given)

    def choose_method(self, framework: Framework, shown: WeightSet, method: WeightMethod) -> bool:
        """Give weights by another method; the proportions stay."""
        given = given_weights(framework, shown)
        if method == "swing":
            given = _swung(framework, given)
        return self._session.edit(
            weights.change, replace(with_weights(framework, shown, given), method=method)
        )

    def remove(self, key: Key) -> bool:
        """Remove a set; undo brings it back."""
        return self._session.edit(weights.remove, key)

    def _free_name(self, framework: Framework) -> str:
        names = {folded(one.name) for one in self.sets_of(framework)}
        number = 1
        while folded(_("Weights {number}").format(number=number)) in names:
            number += 1
        return _("Weights {number}").format(number=number)


def _swung(framework: Framework, given: Mapping[str, float]) -> dict[str, float]:
    """The greatest of the sections, and of the criteria of each section, at 100 and the others in proportion.

    A section whose criteria all weigh 0 weighs 0 itself instead.
    """
    found = _scaled({section.id: given[section.id] for section in framework.sections})
    for section in framework.sections:
        ids = [criterion.id for criterion in section.criteria]
        if any(given[id] for id in ids):
            found |= _scaled({id: given[id] for id in ids})
        else:
            found |= dict.fromkeys(ids, MOST_BY_SWING) | {section.id: 0.0}
    return found


def _scaled(given: Mapping[str, float]) -> dict[str, float]:
    most = max(given.values())
    return {id: round(weight * MOST_BY_SWING / most, 2) for id, weight in given.items()}
