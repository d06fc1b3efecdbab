"""Whether what is said to have become of a record can have: each entry follows from those that it supersedes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scorecard.model.evaluation import Key
from scorecard.model.page import NOWHERE, Entry, State


class Told(NamedTuple):
    """An entry with the revision that it is of; `own` is False for what came to a file from elsewhere."""

    revision: Key
    own: bool
    entry: Entry


def unfounded(told: Iterable[Told]) -> Iterator[Told]:
    """The entries about one record, in their order, that do not follow from earlier ones.

    Each must begin with what one of those that it supersedes left. What was done in the file itself supersedes
    every head, since that is all of what stood there.
    """
    said: dict[Key, str | None] = {}
    heads: set[Key] = set()
    for one in told:
        parents = one.entry.supersedes.split()
        follows = (
            any(said[parent] == one.entry.before for parent in parents)
            if parents and said.keys() >= set(parents)
            else not parents and one.entry.before is None
        )
        if not follows or (one.own and heads != set(parents)):
            yield one
        heads.difference_update(parents)
        heads.add(one.revision)
        said[one.revision] = one.entry.after


def states_of(told: Iterable[Told]) -> dict[str | None, State]:
    """What the heads among the entries about one record say, by what they say; one state unless they conflict."""
    heads: dict[Key, str | None] = {}
    for one in told:
        for parent in one.entry.supersedes.split():
            heads.pop(parent, None)
        heads[one.revision] = one.entry.after
    found: dict[str | None, State] = {}
    for id, body in heads.items():
        found[body] = State(body, (*found.get(body, NOWHERE).heads, id))
    return found
