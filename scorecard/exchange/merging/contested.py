"""Records that have become something else on each side of a merge, settled one by one."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.exchange.merging.clashes import Choices, Clash, Said, Speaker
from scorecard.exchange.merging.outcome import Outcome
from scorecard.exchange.merging.references import owners_of
from scorecard.model.evaluation import Key
from scorecard.model.page import State, record_of
from scorecard.model.record import Ref


def settle_contested(outcome: Outcome, speaker: Speaker, choices: Choices) -> Iterator[Clash]:
    """Settle every record whose heads differ, as is chosen; what is open stays as it is here until then.

    What went with something that it belongs to is no conflict of its own: whether that goes is asked once, of it.
    """
    removed: dict[Key, frozenset[Ref]] = {}
    for place, sides in outcome.union.contested.items():
        if place in outcome.settled:
            continue
        left = tuple(side for side in sides if not _went_along(outcome, place, side, sides, removed)) or sides
        chosen = choices.side(place, len(left)) if len(left) > 1 else 0
        outcome.contest(place, sides)
        outcome.settle_as(place, left[chosen or 0])
        if len(left) == len(sides):
            outcome.decided.add(place)
        if len(left) > 1:
            yield speaker.clash(place, [Said(side.body, side.revision) for side in left], chosen)


def _went_along(
    outcome: Outcome,
    place: Ref,
    side: State,
    sides: tuple[State, ...],
    removed: dict[Key, frozenset[Ref]],
) -> bool:
    """Whether a side is a removal by an edit that removed what the record belongs to as well."""
    if side.body is not None:
        return False
    record = next(one for one in (record_of(place, other.body) for other in sides) if one is not None)
    owners = set(owners_of(record))
    for edit in side.heads:
        if edit not in removed:
            entries = outcome.page(edit).entries
            removed[edit] = frozenset(Ref(one.kind, one.key) for one in entries if one.after is None)
        if owners & removed[edit]:
            return True
    return False
