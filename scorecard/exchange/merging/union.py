"""Journals united like sets: what each record comes to by all that is said of it, and where that is in conflict."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from sys import intern
from typing import NamedTuple

from scorecard.errors import Refusal
from scorecard.exchange.merging.package_reader import Package
from scorecard.exchange.merging.packed_pages import pages_about_things, written_pages
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.page import NOWHERE, Entry, Page, State, Written
from scorecard.model.record import Ref
from scorecard.progress import Progress, Silent

# What a named tuple makes itself of, without the detour that counts half a million times.
_new = tuple.__new__


class Last(NamedTuple):
    """What is said of a record: its body, the edit that says so, and the ids of those that it supersedes."""

    body: str | None
    edit: Key
    supersedes: str


class States(Mapping[Ref, State]):
    """What records come to, by their place.

    `cards` are the scores that come to what is said of them last, by the first three parts of their keys and the
    criterion: there may be half a million, and no more than must be is kept of each. `apart` is everything else.
    """

    def __init__(self) -> None:
        self.apart: dict[Ref, State] = {}
        self.cards: dict[str, dict[str, Last]] = {}

    def __getitem__(self, place: Ref) -> State:
        if place in self.apart:
            return self.apart[place]
        if place.kind != "score":
            raise KeyError(place)
        where, _between, criterion = place.key.rpartition("/")
        last = self.cards.get(where, {}).get(criterion)
        if last is None:
            raise KeyError(place)
        return State(last.body, (last.edit,))

    def __iter__(self) -> Iterator[Ref]:
        yield from self.apart
        for where, card in self.cards.items():
            for criterion in card:
                yield Ref("score", f"{where}/{criterion}")

    def __len__(self) -> int:
        return len(self.apart) + sum(map(len, self.cards.values()))


class NewPages:
    """The edits of packages that a journal lacks, each once, in the order of the packages."""

    def __init__(self, packages: Sequence[Package]) -> None:
        self._packages = packages
        self.begins = [0, *accumulate(len(package.pages) for package in packages)]
        self._places: dict[Key, int] = {}

    def add(self, id: Key, hash: str, place: int) -> bool:
        """Note the edit at a place among all pages of all packages; False for one that is there already as such.

        Raises `ValueError` where it is another there.
        """
        # One number for both, since there may be half a million; nobody finds two edits with half a hash alike.
        said = int(hash[:32], 16)
        there = self._places.setdefault(id, said << 32 | place)
        if there >> 32 != said:
            raise ValueError(id)
        return there & 0xFFFFFFFF == place

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Page]:
        return (one.page for one in self.written())

    def place_of(self, id: Key) -> int:
        """Where an edit stands among all pages of all packages, -1 where it is not new."""
        return self._places[id] & 0xFFFFFFFF if id in self._places else -1

    def page(self, id: Key) -> Page:
        """One of them. Raises `KeyError`."""
        number, within = self._found(id)
        return self._packages[number].pages[within]

    def file(self, id: Key) -> str:
        """The first package that brings one of them. Raises `KeyError`."""
        return self._packages[self._found(id)[0]].file

    def written(self) -> Iterator[Written]:
        """All of them as text."""
        pages = chain.from_iterable(written_pages(package.pages) for package in self._packages)
        return (one for place, one in enumerate(pages) if self.place_of(one.fields[0]) == place)

    def about_things(self) -> Iterator[Written]:
        """Those about more than scores, among others; in no particular order."""
        for package in self._packages:
            yield from (one for one in pages_about_things(package.pages) if one.fields[0] in self._places)

    def _found(self, id: Key) -> tuple[int, int]:
        place = self._places[id] & 0xFFFFFFFF
        number = bisect_right(self.begins, place) - 1
        return number, place - self.begins[number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """What packages add to a journal.

    `pages` are the revisions that it lacks, in an order in which each follows what it supersedes; `unchanged` counts
    those that it has. `states` are the records that come to something else than before, or to the same by other
    revisions; `contested` those whose heads differ, what stands here first, if it does still. `stood` is what those
    of both were before, as far as they were anything.
    """

    pages: NewPages
    unchanged: int
    states: States
    contested: Mapping[Ref, tuple[State, ...]]
    stood: Mapping[Ref, str]


def unite(
    known: Mapping[Key, str],
    state: Callable[[Ref], State],
    packages: Sequence[Package],
    progress: Progress | None = None,
) -> Union:
    """The union of a journal with packages.

    `known` are the hashes of its edits by id, `state` tells what a record is by it. A revision that supersedes
    another wins over it; heads that say the same are one; the rest is contested. Refuses a package that gives an
    edit out for another than it is.
    """
    progress = progress or Silent()
    pages, states = NewPages(packages), States()
    shared: set[Key] = set()
    several: dict[Ref, list[Last]] = {}
    for number, package in enumerate(packages):
        progress.step(number, len(packages), package.file)
        for place, (fields, entries, hash) in enumerate(written_pages(package.pages), pages.begins[number]):
            id = fields[0]
            there = known.get(id)
            try:
                if there is None and pages.add(id, hash, place):
                    _tell(states.cards, several, id, entries)
            except ValueError as error:
                raise _forged(package.file) from error
            if there is not None:
                shared.add(id)
                if there != hash:
                    raise _forged(package.file)
    stood: dict[Ref, str] = {}
    contested: dict[Ref, tuple[State, ...]] = {}
    for ref, said in (*sorted(several.items()), *_followers(states.cards, several, state)):
        where, _between, criterion = ref.key.rpartition("/")
        card = states.cards[where] if ref.kind == "score" else {}
        last = card.pop(criterion, said[-1])
        ours = state(ref)
        if ours.body is not None:
            stood[ref] = ours.body
        found = heads_after(ours, said)
        if len(found) > 1:
            contested[ref] = found
        elif ref.kind == "score" and last is said[-1] and found[0] == State(last.body, (last.edit,)):
            card[criterion] = last
        else:
            states.apart[ref] = found[0]
    return Union(
        pages=pages,
        unchanged=len(shared),
        states=states,
        contested=dict(sorted(contested.items())),
        stood=stood,
    )


def _tell(
    cards: dict[str, dict[str, Last]], several: dict[Ref, list[Last]], id: Key, entries: Sequence[Entry]
) -> None:
    """Note what an edit says: of scores the first word on `cards`, and all of it elsewhere."""
    for kind, key, _before, after, supersedes in entries:
        last = _new(Last, (after, id, supersedes))
        if kind != "score":
            several.setdefault(Ref(kind, key), []).append(last)
            continue
        where, _between, criterion = key.rpartition("/")
        card = cards.get(where)
        if card is None:
            card = cards[where] = {}
        first = card.setdefault(intern(criterion), last)
        if first is not last:
            several.setdefault(Ref(kind, key), [first]).append(last)


def _followers(
    cards: Mapping[str, Mapping[str, Last]], several: Mapping[Ref, object], state: Callable[[Ref], State]
) -> list[tuple[Ref, list[Last]]]:
    """The scores of which one edit alone says something, where it follows another or meets something here."""
    found = []
    there: dict[tuple[str, str], bool] = {}
    for where, card in cards.items():
        owners = list(zip(("programme", "evaluator", "round"), where.split("/"), strict=True))
        for owner in owners:
            if owner not in there:
                there[owner] = bool(state(Ref(*owner)).heads)
        # Nobody has ever scored where one of them never was.
        may_be_there = all(there[owner] for owner in owners)
        for criterion, last in card.items():
            if may_be_there or last.supersedes:
                ref = Ref("score", f"{where}/{criterion}")
                if (last.supersedes or state(ref).heads) and ref not in several:
                    found.append((ref, [last]))
    return found


def heads_after(ours: State, said: Sequence[Last]) -> tuple[State, ...]:
    """What the heads say once these things are told, those that say the same as one."""
    if len(said) == 1 and set(said[0].supersedes.split()) >= set(ours.heads):
        return (State(said[0].body, (said[0].edit,)),)
    heads: dict[Key, str | None] = dict.fromkeys(ours.heads, ours.body)
    for body, edit, supersedes in said:
        for parent in supersedes.split():
            heads.pop(parent, None)
        heads[edit] = body
    found: dict[str | None, State] = {}
    for id, body in heads.items():
        found[body] = State(body, (*found.get(body, NOWHERE).heads, id))
    return tuple(found.values())


def _forged(name: str) -> Refusal:
    sentence = _(
        "“{name}” gives an edit out for another than it is elsewhere. Ask for it to be made anew; nothing has changed."
    )
    return Refusal(sentence.format(name=name), code="damaged")
