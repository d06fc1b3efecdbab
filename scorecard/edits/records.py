"""Adding, changing and removing single records, whatever they are."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.model.edit import Change, Edit, Label
from scorecard.model.record import KINDS, Record, ref


def put(message: str, stored: Record | None, record: Record, **values: str) -> Edit:
    """Add a record or store another state of it; `message` is a marked one that the values fill."""
    changes = () if stored == record else (Change(before=stored, after=record),)
    return Edit(label=Label(message=message, values=tuple(values.items())), changes=changes)


def take_away(message: str, records: Iterable[Record], **values: str) -> Edit:
    """Remove records, those that refer to others before the ones they refer to."""
    order = list(KINDS)
    removed = sorted(records, key=lambda record: order.index(ref(record).kind), reverse=True)
    changes = tuple(Change(before=record, after=None) for record in removed)
    return Edit(label=Label(message=message, values=tuple(values.items())), changes=changes)
