"""Things that two files gave one id though they are not the same: neither is merged into the other, nor lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scorecard.edits.entries import Labelled
from scorecard.exchange.merging.clashes import Choices, Clash, Speaker
from scorecard.exchange.merging.outcome import Outcome
from scorecard.i18n import _
from scorecard.model.evaluation import Evaluator, Round
from scorecard.model.problem import Problem
from scorecard.model.programme import Programme
from scorecard.model.record import ref
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import folded

_TABLES = {
    "programme": "programmes",
    "evaluator": "evaluators",
    "round": "rounds",
    "weights": "weights",
    "document": "documents",
    "evidence": "evidence",
    "note_sheet": "note_sheets",
}
_LONGEST_ID = 24


def tell_apart(outcome: Outcome, speaker: Speaker, choices: Choices) -> Iterator[Clash]:
    """Give what comes another id where something else has its own, once somebody agrees."""
    after = outcome.after()
    for kind, coming in _coming(outcome).items():
        here = getattr(outcome.before, _TABLES[kind])
        records: list[Labelled] = list(getattr(after, _TABLES[kind]).values())
        # Whoever has the id here keeps it; among those that come, the first.
        comes = {
            one.key: outcome.place_of(outcome.state(ref(one)).revision)
            for one in records
            if one.key in coming
        }
        records.sort(
            key=lambda one: -1 if one.key in here and here[one.key].id == one.id else comes.get(one.key, -1)
        )
        taken = {one.id.casefold() for one in records}
        holders: dict[str, Labelled] = {}
        tried: dict[str, int] = {}
        for record in records:
            holder = holders.setdefault(record.id.casefold(), record)
            if holder.key == record.key or not {holder.key, record.key} & coming:
                continue
            id = _free(record.id, taken, tried)
            place = ref(record)
            chosen = choices.side(place, 2)
            sides = [
                speaker.side(_known_as(one), outcome.state(ref(one)).revision) for one in (holder, record)
            ]
            yield speaker.clash_of(record, place, _("id"), sides, chosen, renamed=id)
            if chosen is not None:
                renamed = replace(record, id=id)
                if isinstance(renamed, Round) and any(
                    one.name.casefold() == renamed.name.casefold()
                    for one in after.rounds.values()
                    if one is not record
                ):
                    renamed = replace(renamed, name=f"{renamed.name} ({id})")
                outcome.put(renamed)


def look_alikes(outcome: Outcome, speaker: Speaker) -> Iterator[Problem]:
    """A warning for each evaluator and programme that comes and is named like another, accents and case aside."""
    after = outcome.after()
    for kind, coming in _coming(outcome).items():
        if kind not in ("evaluator", "programme"):
            continue
        records: list[Evaluator | Programme] = list(getattr(after, _TABLES[kind]).values())
        named: dict[str, list[Evaluator | Programme]] = {}
        for record in records:
            for name in {folded(record.name), folded(record.id)}:
                named.setdefault(name, []).append(record)
        known = getattr(outcome.before, _TABLES[kind])
        told: set[str] = set()
        for alike in named.values():
            first, *others = sorted(alike, key=lambda one: one.key not in known)
            for other in others:
                same_id = other.id.casefold() == first.id.casefold() and folded(other.name) != folded(
                    first.name
                )
                if other.key in coming and other.key not in known and other.key not in told and not same_id:
                    told.add(other.key)
                    yield _alike(other, first, speaker.file(outcome.state(ref(other)).revision))


def second_panels(outcome: Outcome, after: Snapshot) -> Iterator[Problem]:
    """An error where a merge would leave more than one panel."""
    panels = [one for one in after.evaluators.values() if one.kind == "panel"]
    if len(panels) > 1 and any(panel.key in _coming(outcome).get("evaluator", ()) for panel in panels):
        sentence = _(
            "There would be several panels ({names}), and one is the most. Give all but one another kind where they "
            "were made, then pack and merge again."
        )
        names = ", ".join(f"{panel.name} ({panel.id})" for panel in panels)
        yield Problem(severity="error", text=sentence.format(names=names))


def _coming(outcome: Outcome) -> dict[str, set[str]]:
    """The keys of what packages add or change, of each kind that has ids."""
    coming: dict[str, set[str]] = {}
    for place, body in outcome.changed_records():
        if body is not None and place.kind in _TABLES:
            coming.setdefault(place.kind, set()).add(place.key)
    return coming


def _free(id: str, taken: set[str], tried: dict[str, int]) -> str:
    """The first of `ana-2`, `ana-3` and so on that nothing has."""
    number = tried.get(id.casefold(), 2)
    while True:
        end = f"-{number}"
        candidate = f"{id[: _LONGEST_ID - len(end)].rstrip('.-_')}{end}"
        number += 1
        if candidate.casefold() not in taken:
            tried[id.casefold()] = number
            taken.add(candidate.casefold())
            return candidate


def _known_as(record: Labelled) -> str:
    for name in ("name", "title", "text"):
        if text := getattr(record, name, ""):
            return str(text)
    return record.id


def _alike(other: Evaluator | Programme, first: Evaluator | Programme, file: str) -> Problem:
    if isinstance(other, Evaluator):
        sentence = _(
            "The evaluator “{name}” ({id}) comes beside “{other}” ({other_id}). If they are the same person, their "
            "scores would count twice: remove one of the two after merging."
        )
    else:
        sentence = _(
            "The programme “{name}” ({id}) comes beside “{other}” ({other_id}). If they are the same programme, it "
            "would be compared twice: remove one of the two after merging."
        )
    text = sentence.format(name=other.name, id=other.id, other=first.name, other_id=first.id)
    return Problem(severity="warning", text=text, file=file)
