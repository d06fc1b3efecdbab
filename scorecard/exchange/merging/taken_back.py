"""Packages that were merged before and taken back since: whoever merges them again wants what they bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scorecard.exchange.merging.clashes import Choices, Clash, Said, Speaker
from scorecard.exchange.merging.outcome import Outcome
from scorecard.exchange.merging.package_reader import Package
from scorecard.exchange.merging.packed_pages import written_pages
from scorecard.exchange.merging.union import Last, heads_after
from scorecard.model.evaluation import Key
from scorecard.model.page import Entry, TakenBack
from scorecard.model.record import Ref


def bring_again(
    outcome: Outcome, packages: Sequence[Package], speaker: Speaker, choices: Choices
) -> Iterator[Clash]:
    """Unite records anew with what packages say, where an undo has left them and nothing was done since.

    What was in conflict then is in conflict again.
    """
    taken_back = outcome.home.taken_back()
    if not taken_back:
        return
    for place, (said, back) in _said_again(outcome, packages, taken_back).items():
        now = outcome.home.state(place)
        if now.heads != (back.undo,) or place in outcome.union.states:
            continue
        found = heads_after(outcome.home.state_before(place, back.merge), said)
        contested = outcome.union.contested.get(place)
        if len(found) == 1 and found[0].body == now.body and contested is None:
            continue
        outcome.again.update(one.edit for one in said if one.edit in taken_back)
        if contested is not None:
            outcome.contest(place, contested)
        chosen = choices.side(place, len(found)) if len(found) > 1 else 0
        outcome.settle_as(place, found[chosen or 0])
        if len(found) > 1:
            outcome.decided.add(place)
            yield speaker.clash(place, [Said(side.body, side.revision) for side in found], chosen)


def _said_again(
    outcome: Outcome, packages: Sequence[Package], taken_back: Mapping[Key, TakenBack]
) -> dict[Ref, tuple[list[Last], TakenBack]]:
    """What packages say about each record that edits which were taken back are about."""
    entries: dict[Key, Sequence[Entry]] = {}
    for package in packages:
        for fields, said, _hash in written_pages(package.pages):
            if fields[0] in taken_back:
                entries[fields[0]] = said
    found: dict[Ref, tuple[list[Last], TakenBack]] = {}
    # In the order of this file, in which each edit follows what it supersedes.
    for id in taken_back:
        for entry in entries.get(id, ()):
            place = Ref(entry.kind, entry.key)
            told = Last(entry.after, id, entry.supersedes)
            found.setdefault(place, ([], taken_back[id]))[0].append(told)
    for fields, said, _hash in outcome.union.pages.written() if found else ():
        for entry in said:
            if (place := Ref(entry.kind, entry.key)) in found:
                found[place][0].append(Last(entry.after, fields[0], entry.supersedes))
    return found
