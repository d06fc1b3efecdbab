"""What each record comes to while a merge is being planned: what is stored, what packages bring, what is decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from scorecard.exchange.merging.union import Last, Union
from scorecard.model.edit import Change, Revision
from scorecard.model.evaluation import Key
from scorecard.model.page import Entry, Page, State, TakenBack, body_of, record_of
from scorecard.model.record import Record, Ref, ref
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot


class Home(Protocol):
    """The file that packages are merged into, read."""

    def snapshot(self) -> Snapshot:
        """All but the scores."""

    def scores(
        self,
        *,
        programme: Key | None = None,
        evaluator: Key | None = None,
        round: Key | None = None,
        criteria: Collection[str] | None = None,
    ) -> list[Score]:
        """The scores of these places, None meaning all of them."""

    def hashes(self) -> Mapping[Key, str]:
        """The hash of every edit by its id, oldest first."""

    def state(self, ref: Ref) -> State:
        """What a record is, by every revision that stands for that."""

    def state_before(self, ref: Ref, merge: Key) -> State:
        """What a record was before a merge."""

    def page(self, revision: Key) -> Page:
        """An edit with its changes, or a merge."""

    def taken_back(self) -> Mapping[Key, TakenBack]:
        """The edits that came with merges which stand undone, by id, oldest first."""

    def newest(self) -> Revision:
        """The revision that was written last."""


class Outcome:
    """The evaluation as it will be: `settled` are the entries of the merge itself, on top of what packages bring.

    `known` are the hashes of the edits of this file by id, `again` those edits among them that come in once more
    after a merge of them was undone, and `decided` the records of which somebody has chosen what they are.
    """

    def __init__(self, home: Home, known: Mapping[Key, str], union: Union) -> None:
        self.home = home
        self.known = known
        self.before = home.snapshot()
        self.union = union
        self.settled: dict[Ref, Entry] = {}
        self._joined: dict[Ref, State] = {}
        self._structure = dict.fromkeys(place for place in union.states.apart if place.kind != "score")
        self.again: set[Key] = set()
        self.decided: set[Ref] = set()
        self._said_by: dict[Ref, Key] = {}

    def page(self, revision: Key) -> Page:
        """An edit of this file or of a package."""
        pages = self.union.pages
        return pages.page(revision) if self.place_of(revision) >= 0 else self.home.page(revision)

    def place_of(self, revision: Key) -> int:
        """Where an edit stands among those that come, -1 for one of this file."""
        return self.union.pages.place_of(revision)

    @property
    def explicit(self) -> dict[Ref, State]:
        """What records come to by the edits alone, but for the scores that come to what is said of them last."""
        return self.union.states.apart | self._joined

    def comes(self, ref: Ref) -> bool:
        """Whether packages say anything new of a record."""
        return ref in self._joined or ref in self.union.states

    def state(self, ref: Ref) -> State:
        """What a record comes to by the edits alone; of a contested one the first of what it could be."""
        if ref in self._joined:
            return self._joined[ref]
        found = self.union.states.get(ref)
        return self.home.state(ref) if found is None else found

    def stood(self, ref: Ref) -> str | None:
        """What a record was here before, written down."""
        found = self.union.stood.get(ref)
        if found is not None or ref in self.union.contested or ref in self.union.states:
            return found
        return self.home.state(ref).body

    def body(self, ref: Ref) -> str | None:
        """What a record comes to, written down."""
        return self.settled[ref].after if ref in self.settled else self.state(ref).body

    def record(self, ref: Ref) -> Record | None:
        """What a record comes to, None where there is none in the end."""
        return record_of(ref, self.body(ref))

    def edit_of(self, ref: Ref) -> Key:
        """The edit that made a record what it comes to, as far as packages and this file say."""
        return self._said_by.get(ref) or self.state(ref).revision

    def is_left_by(self, ref: Ref, edit: Key) -> bool:
        """Whether a record comes to what this edit left."""
        return self.edit_of(ref) == edit or edit in self.state(ref).heads

    def settle_as(self, ref: Ref, state: State) -> None:
        """Let a record be what edits made it, whether one of its heads or what it was before."""
        self._said_by[ref] = state.revision
        self.settle(ref, state.body)

    def settle(self, ref: Ref, body: str | None) -> None:
        """Let the merge itself say what a record is."""
        if ref in self.settled:
            self.settled[ref] = self.settled[ref]._replace(after=body)
            return
        if ref.kind != "score":
            self._structure[ref] = None
        state = self.state(ref)
        self.settled[ref] = Entry(*ref, state.body, body, state.supersedes)

    def put(self, record: Record) -> None:
        """Let the merge itself say that a record is this."""
        self.settle(ref(record), body_of(record))

    def contest(self, ref: Ref, sides: tuple[State, ...]) -> None:
        """Join the heads of a record that differ; the first of them holds until something else is settled."""
        heads = tuple(head for side in sides for head in side.heads)
        self._joined[ref] = State(sides[0].body, heads)
        self.settle(ref, sides[0].body)

    def changed_records(self) -> Iterator[tuple[Ref, str | None]]:
        """What packages or decisions touch, the scores aside, with what it comes to."""
        return ((place, self.body(place)) for place in self._structure)

    def changed_scores(self) -> Iterator[tuple[Ref, str | None]]:
        """The scores that packages or decisions touch, with what they come to, beside those on `cards`."""
        for place, state in self.explicit.items():
            if place.kind == "score" and place not in self.settled:
                yield place, state.body
        for place, entry in self.settled.items():
            if place.kind == "score":
                yield place, entry.after

    def cards(self) -> Iterator[tuple[str, Mapping[str, Last]]]:
        """The scores that come to what is said of them last, by the first three parts of their keys and criteria.

        There may be half a million.
        """
        settled = {place.key.rpartition("/")[0] for place in self.settled if place.kind == "score"}
        for where, card in self.union.states.cards.items():
            if where not in settled:
                yield where, card
                continue
            yield (
                where,
                {
                    criterion: last
                    for criterion, last in card.items()
                    if Ref("score", f"{where}/{criterion}") not in self.settled
                },
            )

    def after(self) -> Snapshot:
        """All but the scores, as it will be."""
        changes = []
        for place, body in self.changed_records():
            stored = record_of(place, self.stood(place))
            record = record_of(place, body)
            if stored is not None or record is not None:
                changes.append(Change(before=stored, after=record))
        return self.before.after(changes)
