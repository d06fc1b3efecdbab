"""Programmes: adding, changing, duplicating and removing them, one at a time or many at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from scorecard.edits import note_sheets
from scorecard.edits.entries import LONGEST_NAME, free_id, gone, valid_entry, valid_id, valid_name
from scorecard.edits.records import put, take_away
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key
from scorecard.model.programme import Programme
from scorecard.model.record import Record, new_key
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import folded

PREFIX = "P"
"""What the ids begin with that the program gives to programmes."""

_BETWEEN_TAGS = re.compile(r"[,;|\n]")
_MOST_TAGS = 40


def add(snapshot: Snapshot, programme: Programme, *, same_name: bool = False) -> Edit:
    """Add a programme; without an id it gets the next free one, such as `P7`.

    Refused with the code `same-name` where there is one of this name, accents, case and spaces aside, unless
    `same_name` says that two programmes have it.
    """
    if not programme.id:
        programme = replace(programme, id=free_id(PREFIX, snapshot.programmes.values()))
    programme = valid_programme(snapshot, programme)
    if not same_name:
        _refuse_same_name(snapshot, programme)
    return put(N_("add {id}"), None, programme, id=programme.id)


def change(snapshot: Snapshot, programme: Programme, *, same_name: bool = False) -> Edit:
    """Store another state of a programme. `same_name` as when adding one; the name that it had is never asked about."""
    gone([programme.key in snapshot.programmes])
    stored = snapshot.programmes[programme.key]
    programme = valid_programme(snapshot, programme)
    if not same_name and folded(programme.name) != folded(stored.name):
        _refuse_same_name(snapshot, programme)
    return put(N_("change {id}"), stored, programme, id=programme.id)


def take_in(snapshot: Snapshot, programmes: Iterable[Programme]) -> Edit:
    """Add or change many programmes in one edit; equal names are the affair of whoever asks for it."""
    by_id = {one.id.casefold(): one for one in snapshot.programmes.values()}
    changes: list[Change] = []
    for programme in programmes:
        stored = snapshot.programmes.get(programme.key)
        if stored is not None and by_id.get(stored.id.casefold()) is stored:
            del by_id[stored.id.casefold()]
        holder = by_id.get(programme.id.casefold())
        valid = valid_texts(programme)
        valid = replace(valid, id=valid_id(_("programme"), valid, () if holder is None else (holder,)))
        by_id[valid.id.casefold()] = valid
        if valid != stored:
            changes.append(Change(before=stored, after=valid))
    label = Label(message=N_("take in programmes: {count}"), values=(("count", str(len(changes))),))
    return Edit(label=label, changes=tuple(changes))


def duplicate(snapshot: Snapshot, key: Key, *, as_key: Key, with_evidence: bool) -> Edit:
    """Begin a programme from another one, under the next free id and the key `as_key`; its scores are not copied.

    The copy is another programme, so that it has no investment code. With its evidence come the ratings of the
    sources as well; without, only what describes the programme does.
    """
    gone([key in snapshot.programmes])
    programme = snapshot.programmes[key]
    copy = replace(
        programme,
        key=as_key,
        id=free_id(PREFIX, snapshot.programmes.values()),
        name=_name_of_copy(programme.name),
        short=_name_of_copy(programme.short) if programme.short else "",
        investment_code="",
        ratings=programme.ratings if with_evidence else (),
    )
    records: list[Record] = [copy]
    if with_evidence:
        items = snapshot.evidence_of(key)
        keys = {item.key: new_key() for item in items}
        records += [
            replace(
                item,
                key=keys[item.key],
                id=f"{copy.id}-{place:02}",
                programme=copy.key,
                differs_from=tuple(keys[other] for other in item.differs_from if other in keys),
            )
            for place, item in enumerate(items, start=1)
        ]
    label = Label(message=N_("duplicate {id} as {copy}"), values=(("id", programme.id), ("copy", copy.id)))
    return Edit(label=label, changes=tuple(Change(before=None, after=record) for record in records))


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
    edit = take_away(N_("remove {id}"), [*hanging, programme], id=programme.id)
    return replace(
        edit, changes=(*_silenced(snapshot, key), *note_sheets.forget_programme(snapshot, key), *edit.changes)
    )


def namesakes(snapshot: Snapshot, name: str) -> tuple[Programme, ...]:
    """The programmes of this name, accents, case and spaces aside, by id."""
    wanted = folded(name)
    found = {key for key, one in snapshot.programmes.items() if folded(one.name) == wanted}
    return tuple(one for one in snapshot.ordered_programmes() if one.key in found) if found else ()


def tags_in(text: str) -> tuple[str, ...]:
    """The tags in a text, with commas, semicolons, bars or line ends between them."""
    return tuple(tag for part in _BETWEEN_TAGS.split(text) if (tag := " ".join(part.split())))


def valid_programme(snapshot: Snapshot, programme: Programme) -> Programme:
    """The programme with its texts cleaned; refused without a name, or with a malformed or taken id."""
    id = valid_id(_("programme"), programme, snapshot.programmes.values())
    return replace(valid_texts(programme), id=id)


def valid_texts(programme: Programme) -> Programme:
    """The programme with its texts cleaned, whatever its id; refused where one of them cannot be stored."""
    texts: dict[str, Any] = {name: valid_text(name, getattr(programme, name)) for name in _TEXTS}
    return replace(programme, **texts, tags=valid_tags(programme.tags))


def valid_text(field: str, entry: str) -> str:
    """The text of a field of a programme, such as `country`, cleaned; refused where it cannot be stored."""
    return _TEXTS[field](entry)


def valid_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags cleaned, each once whatever its case and accents; refused where one is too long or they are too many."""
    each: dict[str, str] = {}
    for tag in tags:
        cleaned = valid_entry(_("tag"), " ".join(tag.split()), LONGEST_NAME)
        if cleaned:
            each.setdefault(folded(cleaned), cleaned)
    if len(each) > _MOST_TAGS:
        sentence = _("There are {count} tags; at most {most} fit. Leave some out; nothing has changed.")
        raise Refusal(sentence.format(count=len(each), most=_MOST_TAGS))
    return tuple(each.values())


_TEXTS: MappingProxyType[str, Callable[[str], str]] = MappingProxyType(
    {
        "name": lambda entry: valid_name(_("programme"), entry),
        "short": lambda entry: valid_entry(_("short name"), entry, LONGEST_NAME),
        "country": lambda entry: valid_entry(_("country"), entry, LONGEST_NAME),
        "region": lambda entry: valid_entry(_("region"), entry, LONGEST_NAME),
        "period": lambda entry: valid_entry(_("period"), entry),
        "kind": lambda entry: valid_entry(_("kind"), entry, LONGEST_NAME),
        "institution": lambda entry: valid_entry(_("institution"), entry),
        "mechanism": lambda entry: valid_entry(_("mechanism"), entry),
        "note": lambda entry: valid_entry(_("note"), entry),
        "investment_code": lambda entry: valid_entry(_("investment code"), entry, LONGEST_NAME),
    }
)


def _refuse_same_name(snapshot: Snapshot, programme: Programme) -> None:
    for other in namesakes(snapshot, programme.name):
        if other.key != programme.key:
            sentence = _(
                "There is a programme “{name}” ({id}) already. If this is another one of the same name, say so; "
                "nothing has changed."
            )
            raise Refusal(sentence.format(name=other.name, id=other.id), code="same-name")


def _silenced(snapshot: Snapshot, programme: Key) -> Iterable[Change]:
    """Items of other programmes that differed from one of this programme's: they no longer say so."""
    gone_with_it = {item.key for item in snapshot.evidence_of(programme)}
    for item in snapshot.evidence.values():
        if item.programme != programme and gone_with_it.intersection(item.differs_from):
            kept = tuple(key for key in item.differs_from if key not in gone_with_it)
            yield Change(before=item, after=replace(item, differs_from=kept))


def _name_of_copy(name: str) -> str:
    copied = _("{name} (copy)").format(name=name)
    return copied if len(copied) <= LONGEST_NAME else name
