"""What a merge would change here, counted and as the first differences, for whoever looks before agreeing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from scorecard.analysis.record.changes import Difference, Names, differences
from scorecard.exchange.merging.outcome import Outcome
from scorecard.model.edit import Change
from scorecard.model.page import record_of
from scorecard.model.record import Ref

Fate = Literal["new", "changed", "removed"]
FATES: tuple[Fate, ...] = ("new", "changed", "removed")

_MOST_SHOWN = 500
"""Differences that are told one by one: nobody reads more, and a merge may bring half a million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """How many things and scores become what by a merge, and the differences that the first of each fate make.

    Scores are counted apart, since there are so many of them. What is in conflict is not in it.
    """

    things: Mapping[Fate, int]
    scores: Mapping[Fate, int]
    differences: Mapping[Fate, tuple[Difference, ...]]

    def count(self, fate: Fate) -> int:
        """How many things and scores together become this."""
        return self.things.get(fate, 0) + self.scores.get(fate, 0)


def coming(outcome: Outcome, names: Names, conflicts: Iterable[Ref]) -> Coming:
    """What the outcome changes, beside what is in conflict."""
    apart = outcome.union.contested.keys() | set(conflicts)
    counts: dict[bool, Counter[Fate]] = {False: Counter(), True: Counter()}
    first: dict[Fate, list[Ref]] = {fate: [] for fate in FATES}

    def note(place: Ref, body: str | None) -> None:
        fate = _fate(outcome.stood(place), body) if place not in apart else None
        if fate is not None:
            counts[place.kind == "score"][fate] += 1
            if len(first[fate]) < _MOST_SHOWN:
                first[fate].append(place)

    for place, body in chain(outcome.changed_records(), outcome.changed_scores()):
        note(place, body)
    met = {place.key.rpartition("/")[0] for place in outcome.union.stood if place.kind == "score"}
    for where, card in outcome.cards():
        places = [Ref("score", f"{where}/{criterion}") for criterion in card]
        if where in met or not apart.isdisjoint(places) or any(last.body is None for last in card.values()):
            for place, last in zip(places, card.values(), strict=True):
                note(place, last.body)
            continue
        counts[True]["new"] += len(card)
        first["new"] += places[: max(0, _MOST_SHOWN - len(first["new"]))]
    return Coming(
        things=counts[False],
        scores=counts[True],
        differences={
            fate: tuple(islice(differences(_changes(outcome, places), names), _MOST_SHOWN))
            for fate, places in first.items()
        },
    )


def _fate(stood: str | None, body: str | None) -> Fate | None:
    if stood == body:
        return None
    if stood is None:
        return "new"
    return "removed" if body is None else "changed"


def _changes(outcome: Outcome, places: Iterable[Ref]) -> Iterator[Change]:
    for place in places:
        stood = record_of(place, outcome.stood(place))
        yield Change(before=stood, after=outcome.record(place))
