"""Programmes: adding, changing, duplicating and removing them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scorecard.edits.entries import LONGEST_NAME, free_id, valid_entry, valid_id, valid_name
from scorecard.edits.records import put, take_away
from scorecard.i18n import N_, _
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Key
from scorecard.model.programme import Programme
from scorecard.model.record import Record
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot


def add(snapshot: Snapshot, programme: Programme) -> Edit:
    """Add a programme; without an id it gets the next free one, such as `P7`."""
    if not programme.id:
        programme = replace(programme, id=free_id("P", snapshot.programmes.values()))
    programme = valid_programme(snapshot, programme)
    return put(N_("add {id}"), None, programme, id=programme.id)


def change(snapshot: Snapshot, programme: Programme) -> Edit:
    """Store another state of a programme."""
    stored = snapshot.programmes.get(programme.key)
    programme = valid_programme(snapshot, programme)
    return put(N_("change {id}"), stored, programme, id=programme.id)


def remove(snapshot: Snapshot, key: Key, scores: Iterable[Score]) -> Edit:
    """Remove a programme with all that hangs on it; `scores` are all of its scores. Nothing where it is gone."""
    programme = snapshot.programmes.get(key)
    if programme is None:
        return take_away(N_("remove {id}"), (), id="")
    sheets = [sheet for sheet in snapshot.note_sheets.values() if sheet.programme == key]
    hanging: list[Record] = [
        *scores,
        *snapshot.evidence_of(key),
        *(one for one in snapshot.conflicts.values() if one.programme == key),
        *(one for one in snapshot.assignments.values() if one.programme == key),
        *(row for sheet in sheets for row in snapshot.rows_of(sheet.key)),
        *sheets,
    ]
    return take_away(N_("remove {id}"), [*hanging, programme], id=programme.id)


def valid_programme(snapshot: Snapshot, programme: Programme) -> Programme:
    """The programme with its texts cleaned; refused without a name, or with a malformed or taken id."""
    tags = (valid_entry(_("tag"), tag, LONGEST_NAME) for tag in programme.tags)
    return replace(
        programme,
        id=valid_id(_("programme"), programme, snapshot.programmes.values()),
        name=valid_name(_("programme"), programme.name),
        short=valid_entry(_("short name"), programme.short, LONGEST_NAME),
        country=valid_entry(_("country"), programme.country, LONGEST_NAME),
        region=valid_entry(_("region"), programme.region, LONGEST_NAME),
        period=valid_entry(_("period"), programme.period),
        kind=valid_entry(_("kind"), programme.kind, LONGEST_NAME),
        institution=valid_entry(_("institution"), programme.institution),
        mechanism=valid_entry(_("mechanism"), programme.mechanism),
        note=valid_entry(_("note"), programme.note),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        investment_code=valid_entry(_("investment code"), programme.investment_code, LONGEST_NAME),
    )
