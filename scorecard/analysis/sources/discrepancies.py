"""Where sources say otherwise of the same thing, put side by side and never resolved."""

from __future__ import annotations

from collections.abc import Collection

from scorecard.model.evaluation import Key
from scorecard.model.programme import Evidence
from scorecard.model.snapshot import Snapshot, natural


def differing(snapshot: Snapshot, key: Key) -> tuple[Evidence, ...]:
    """The items that say otherwise than this one, whichever of the two says so, by id."""
    item = snapshot.evidence.get(key)
    own = set(item.differs_from) if item else set()
    said = {one.key for one in snapshot.evidence.values() if key in one.differs_from}
    found = (snapshot.evidence[other] for other in own | said if other in snapshot.evidence)
    return tuple(sorted(found, key=lambda one: natural(one.id)))


def discrepancies(snapshot: Snapshot, keys: Collection[Key]) -> tuple[tuple[Evidence, ...], ...]:
    """The groups of items that say otherwise of the same thing, of which one at least is among `keys`.

    A group holds every item that its links lead to, also of another programme; groups and items go by id.
    """
    links: dict[Key, set[Key]] = {}
    for item in snapshot.evidence.values():
        for other in item.differs_from:
            if other in snapshot.evidence and other != item.key:
                links.setdefault(item.key, set()).add(other)
                links.setdefault(other, set()).add(item.key)
    groups: list[tuple[Evidence, ...]] = []
    seen: set[Key] = set()
    for key in keys:
        if key in links and key not in seen:
            group = _reached(key, links)
            seen |= group
            items = (snapshot.evidence[one] for one in group)
            groups.append(tuple(sorted(items, key=lambda one: natural(one.id))))
    return tuple(sorted(groups, key=lambda group: natural(group[0].id)))


def _reached(start: Key, links: dict[Key, set[Key]]) -> set[Key]:
    reached, open_ = {start}, [start]
    while open_:
        fresh = links[open_.pop()] - reached
        reached |= fresh
        open_.extend(fresh)
    return reached
