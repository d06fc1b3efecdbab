"""Journals united like sets: what each record comes to by all that is said of it, and where that is in conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from scorecard.errors import Refusal
from scorecard.exchange.package_reader import Package
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.page import NOWHERE, Entry, Page, State
from scorecard.model.record import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """What packages add to a journal.

    `pages` are the revisions that it lacks, in an order in which each follows what it supersedes; `unchanged` counts
    those that it has. `states` are the records that come to something else than before, or to the same by other
    revisions; `contested` those whose heads differ, what stands here first, if it does still. `stood` is what those
    of both were before, as far as they were anything.
    """

    pages: tuple[Page, ...]
    unchanged: int
    states: Mapping[Ref, State]
    contested: Mapping[Ref, tuple[State, ...]]
    stood: Mapping[Ref, str]


def unite(known: Mapping[Key, str], state: Callable[[Ref], State], packages: Sequence[Package]) -> Union:
    """The union of a journal with packages.

    `known` are the hashes of its edits by id, `state` tells what a record is by it. A revision that supersedes
    another wins over it; heads that say the same are one; the rest is contested. Refuses a package that gives an
    edit out for another than it is.
    """
    pages: dict[Key, Page] = {}
    shared: set[Key] = set()
    for package in packages:
        for page in package.pages:
            id = page.revision.id
            there = known.get(id)
            if there is None:
                there = pages.setdefault(id, page).hash
            else:
                shared.add(id)
            if there != page.hash:
                raise _forged(package.file)
    said = [(*entry[:2], id, entry) for id, page in pages.items() for entry in page.entries]
    said.sort(key=itemgetter(0, 1))
    states: dict[Ref, State] = {}
    contested: dict[Ref, tuple[State, ...]] = {}
    stood: dict[Ref, str] = {}
    for place, group in groupby(said, key=itemgetter(0, 1)):
        ref = Ref(*place)
        ours = state(ref)
        if ours.body is not None:
            stood[ref] = ours.body
        found = heads_after(ours, [(id, entry) for *_place, id, entry in group])
        if len(found) == 1:
            states[ref] = found[0]
        else:
            contested[ref] = found
    return Union(
        pages=tuple(pages.values()), unchanged=len(shared), states=states, contested=contested, stood=stood
    )


def heads_after(ours: State, said: Sequence[tuple[Key, Entry]]) -> tuple[State, ...]:
    """What the heads say once these entries are told, those that say the same as one."""
    if len(said) == 1 and set(said[0][1].supersedes.split()) >= set(ours.heads):
        id, entry = said[0]
        return (State(entry.after, (id,)),)
    heads: dict[Key, str | None] = dict.fromkeys(ours.heads, ours.body)
    for id, entry in said:
        for parent in entry.supersedes.split():
            heads.pop(parent, None)
        heads[id] = entry.after
    found: dict[str | None, State] = {}
    for id, body in heads.items():
        found[body] = State(body, (*found.get(body, NOWHERE).heads, id))
    return tuple(found.values())


def _forged(name: str) -> Refusal:
    sentence = _(
        "“{name}” gives an edit out for another than it is elsewhere. Ask for it to be made anew; nothing has changed."
    )
    return Refusal(sentence.format(name=name), code="damaged")
