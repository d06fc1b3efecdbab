"""Who asked to have their turn after the others, and who speaks anew; neither is stored, since nothing is said yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorecard.model.evaluation import Key
    from scorecard.model.workshop import Discussion
    from ui.models.workshop.at_hand import AtHand


class Turns:
    """The order of turns of each item, as far as it is not that of names; `again` is an item and who speaks anew."""

    def __init__(self) -> None:
        self._later: dict[str, tuple[Key, ...]] = {}
        self.again: tuple[str, Key] = ("", "")

    def clear(self) -> None:
        """Forget everything, as with another evaluation."""
        self._later.clear()
        self.again = ("", "")

    def later(self, discussion: Discussion) -> tuple[Key, ...]:
        """Those who have their turn after the others, in this order."""
        return self._later.get(discussion.key, ())

    def speaker(self, discussion: Discussion) -> Key:
        """Who speaks anew on an item, if somebody does; whoever did on another one is done."""
        if discussion.key != self.again[0] or discussion.stage not in ("revealed", "scoring"):
            self.again = ("", "")
        return self.again[1]

    def give(self, at_hand: AtHand, evaluator: Key) -> None:
        """Let somebody have the turn now, all others after them."""
        others = tuple(one.key for one in at_hand.queue if one.key != evaluator)
        self._later[at_hand.discussion.key] = others

    def postpone(self, at_hand: AtHand, evaluator: Key) -> None:
        """Let somebody wait until the others have had their turn."""
        waiting = (one for one in self.later(at_hand.discussion) if one != evaluator)
        self._later[at_hand.discussion.key] = (*waiting, evaluator)
