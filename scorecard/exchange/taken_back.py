"""Packages that were merged before and taken back since: whoever merges them again wants what they bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scorecard.exchange.clashes import Choices, Clash, Said, Speaker
from scorecard.exchange.outcome import Outcome
from scorecard.exchange.package_reader import Package
from scorecard.exchange.union import heads_after
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
    for place, (entries, back) in _said_again(outcome, packages, taken_back).items():
        now = outcome.home.state(place)
        if now.heads != (back.undo,) or place in outcome.union.states:
            continue
        found = heads_after(outcome.home.state_before(place, back.merge), entries)
        contested = outcome.union.contested.get(place)
        if len(found) == 1 and found[0].body == now.body and contested is None:
            continue
        outcome.again.update(id for id, _entry in entries if id in taken_back)
        if contested is not None:
            outcome.contest(place, contested)
        chosen = choices.side(place, len(found)) if len(found) > 1 else 0
        outcome.settle_as(place, found[chosen or 0])
        if len(found) > 1:
            outcome.decided.add(place)
            yield speaker.clash(place, [Said(side.body, side.revision) for side in found], chosen)


def _said_again(
    outcome: Outcome, packages: Sequence[Package], taken_back: Mapping[Key, TakenBack]
) -> dict[Ref, tuple[list[tuple[Key, Entry]], TakenBack]]:
    """The entries in packages about each record that edits which were taken back are about."""
    pages = {page.revision.id: page for package in packages for page in package.pages}
    found: dict[Ref, tuple[list[tuple[Key, Entry]], TakenBack]] = {}
    # In the order of this file, in which each edit follows what it supersedes.
    for id in taken_back:
        for entry in pages[id].entries if id in pages else ():
            place = Ref(entry.kind, entry.key)
            found.setdefault(place, ([], taken_back[id]))[0].append((id, entry))
    for page in outcome.union.pages if found else ():
        for entry in page.entries:
            if (place := Ref(entry.kind, entry.key)) in found:
                found[place][0].append((page.revision.id, entry))
    return found
