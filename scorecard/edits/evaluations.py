"""The evaluation as a whole: how it begins, and its title."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.edits.entries import valid_entry
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.record import Record
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot


def begin(snapshot: Snapshot, scores: Iterable[Score]) -> Edit:
    """The first edit of a file: everything it begins with."""
    records: list[Record] = [*snapshot.records(), *scores]
    return Edit(
        label=Label(message=N_("new evaluation")),
        changes=tuple(Change(before=None, after=record) for record in records),
    )


def valid_title(entry: str) -> str:
    """The title of an evaluation on one line; refused when it is empty or too long."""
    title = valid_entry(_("title"), " ".join(entry.split()))
    if not title:
        raise Refusal(_("An evaluation needs a title. Nothing has changed."))
    return title
