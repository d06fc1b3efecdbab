"""An edit is a value; its inverse swaps before and after. Undo, history and merge follow from that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.record import Record, Ref, ref

_PLACES = re.compile(r"\{(\w+)\}")
_BRACE = re.compile("[{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What an edit is called: a message of the catalogues and the values that fill its placeholders."""

    message: str
    values: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """The label in the language in force; the bare message where its values do not fit it, as in a damaged file.

        A message may come from a stranger's package: only plain names are filled in, never formats or attributes.
        """
        # Catalogues answer the empty message with what is said of themselves.
        message, values = _(self.message) if self.message else "", dict(self.values)
        names = _PLACES.findall(message)
        if not values.keys() >= set(names) or _BRACE.search(_PLACES.sub("", message)):
            return message
        return _PLACES.sub(lambda place: values[place[1]], message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One record before and after; None before is an addition, None after a removal. Never None twice."""

    before: Record | None
    after: Record | None

    @property
    def ref(self) -> Ref:
        """The identity of the record that changes."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("a change needs a record before or after")
        return ref(record)

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(before=self.after, after=self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Changes that happen together or not at all, each to another record."""

    label: Label
    changes: tuple[Change, ...]

    def inverse(self) -> Edit:
        """The edit that takes this one back, under the same label."""
        return Edit(label=self.label, changes=tuple(change.inverse() for change in reversed(self.changes)))


EditKind = Literal["do", "undo", "redo", "merge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An edit as the journal knows it: who, when (UTC), under which label, and what it undid or redid.

    `target` is the id of the revision that an `undo` takes back, or whose undoing a `redo` takes back. A `merge`
    says that revisions came from elsewhere, and holds what was decided where they and those of here differ;
    `arrived` is the id of the merge that brought one to this file, and no part of what it is elsewhere.
    """

    id: Key
    at: datetime
    author: str
    label: Label
    kind: EditKind = "do"
    target: Key = ""
    arrived: Key = ""

    def text(self) -> str:
        """What was done, in the language in force."""
        label = self.label.text()
        match self.kind:
            case "undo":
                return _("undone: {label}").format(label=label)
            case "redo":
                return _("done again: {label}").format(label=label)
            case "do" | "merge":
                return label
