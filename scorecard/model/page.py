"""A revision with all that it changed, as it is written down: one form for the journal and for packages."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from functools import lru_cache
from json.encoder import encode_basestring
from typing import NamedTuple, get_args

from scorecard.model.codec import Undecodable, canonical, decode, decode_record, encode
from scorecard.model.edit import EditKind, Label, Revision
from scorecard.model.evaluation import Key
from scorecard.model.record import Record, Ref
from scorecard.model.score import Cell, Score

_KINDS = frozenset(get_args(EditKind))
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\+00:00")


class Entry(NamedTuple):
    """One change as the journal keeps it; `key` is global, the bodies are as in `body_of`."""

    kind: str
    key: str
    before: str | None
    after: str | None
    supersedes: str
    """The ids of the revisions that the record had, joined by spaces; none for a record that never was."""


class Page(NamedTuple):
    """A revision and its entries; the same in every file that holds it."""

    revision: Revision
    entries: Sequence[Entry]
    hash: str


class Written(NamedTuple):
    """A page as text, for those who pass half a million on: its revision is what `fields_of` makes of it."""

    fields: tuple[str, ...]
    entries: Sequence[Entry]
    hash: str

    @property
    def page(self) -> Page:
        """The page that is written here. Raises `Undecodable`."""
        return Page(revision_of(self.fields), self.entries, self.hash)


def written(page: Page) -> Written:
    """A page as text."""
    return Written(fields_of(page.revision), page.entries, page.hash)


def hash_of(revision: Revision, entries: Sequence[Entry]) -> str:
    """SHA-256 over a revision and its changes, equal in every file that holds the revision."""
    return hash_of_fields(fields_of(revision), entries)


def hash_of_fields(fields: Sequence[str], entries: Sequence[Entry]) -> str:
    """The same from what `fields_of` makes of the revision."""
    text = f"[{texts_as_json(fields)},[{','.join(map(texts_as_json, entries))}]]"
    return hashlib.sha256(text.encode()).hexdigest()


def texts_as_json(texts: Iterable[str | None]) -> str:
    """A JSON list of texts; half a million of them take a tenth of what `json.dumps` does."""
    return f"[{','.join(['null' if text is None else encode_basestring(text) for text in texts])}]"


def fields_of(revision: Revision) -> tuple[str, ...]:
    """The id, moment, author, label, kind and target of a revision as text."""
    at = revision.at.isoformat(timespec="milliseconds")
    return (revision.id, at, revision.author, _text_of(revision.label), revision.kind, revision.target)


@lru_cache(maxsize=4096)
def _text_of(label: Label) -> str:
    return canonical(label)


@lru_cache(maxsize=4096)
def _label_of(text: str) -> Label:
    return decode(Label, json.loads(text))


def revision_of(fields: Iterable[str]) -> Revision:
    """The revision that `fields_of` wrote. Raises `Undecodable`."""
    id, at, author, label, kind, target = fields
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise Undecodable(f"{at}: not a moment") from error
    # Moments of one zone can be compared, and those away from the ends of all calendars be told in any.
    if moment.utcoffset() != timedelta(0) or not MINYEAR < moment.year < MAXYEAR:
        raise Undecodable(f"{at}: not a moment in UTC")
    match kind:
        case "do" | "undo" | "redo" | "merge":
            return Revision(id=id, at=moment, author=author, label=_label_of(label), kind=kind, target=target)
        case _:
            raise Undecodable(f"{kind}: not a kind of edit")


def check_fields(fields: Sequence[str]) -> None:
    """Raise `Undecodable` unless this is just what `fields_of` makes of a revision; half a million are looked at."""
    _id, at, _author, label, kind, _target = fields
    if kind not in _KINDS or not _MOMENT.fullmatch(at):
        raise Undecodable(f"{kind}, {at}: not an edit, or not a moment in UTC")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise Undecodable(f"{at}: not a moment") from error
    if not MINYEAR < moment.year < MAXYEAR or _text_of(_label_of(label)) != label:
        raise Undecodable(f"{at}, {label}: not as an edit is written down")


def body_of(record: Record | None) -> str | None:
    """A record as it is written down: canonical JSON, of a score only what is beside its cell."""
    if record is None:
        return None
    if not isinstance(record, Score):
        return canonical(record)
    if not record.only_value:
        said = encode(record)
        for name in Cell._fields:
            said.pop(name, None)
        return canonical(said)
    return _body_of_value(record.value)


@lru_cache(maxsize=64)
def _body_of_value(value: str) -> str:
    return canonical({"value": value} if value else {})


def record_of(ref: Ref, body: str | None) -> Record | None:
    """The record that `body_of` wrote. Raises `Undecodable`."""
    if body is None:
        return None
    if ref.kind == "score":
        programme, evaluator, round, criterion = parts_of(ref.key)
        said = _said_in(body)
        return Score(
            programme=programme,
            evaluator=evaluator,
            round=round,
            criterion=criterion,
            value=said.value,
            note=said.note,
            confidence=said.confidence,
            question=said.question,
            challenge=said.challenge,
            cites=said.cites,
            carried=said.carried,
        )
    return decode_record(ref.kind, json.loads(body))


@lru_cache(maxsize=1024)
def _said_in(body: str) -> Score:
    """What a body says, in no cell: most of a great many scores are one of a few levels."""
    data = json.loads(body)
    if not isinstance(data, dict):
        raise Undecodable("score: expected a table")
    return decode(Score, data | dict.fromkeys(Cell._fields, ""))


def cell_of(key: str) -> Cell:
    """The cell that the key of a score names. Raises `Undecodable`."""
    return Cell(*parts_of(key))


def parts_of(key: str) -> list[str]:
    """The four parts of the key of a score, for those who meet half a million. Raises `Undecodable`."""
    parts = key.split("/", 3)
    if len(parts) != 4:
        raise Undecodable(f"{key}: not the place of a score")
    return parts


class TakenBack(NamedTuple):
    """The merge of a file that brought an edit from elsewhere, and the undo that took it back."""

    merge: Key
    undo: Key


class State(NamedTuple):
    """What a record is after some revisions, and the revisions that nothing has superseded since.

    Several such heads say the same, or else they are in conflict. The record is named by the smallest of them.
    """

    body: str | None
    heads: tuple[Key, ...]

    @property
    def revision(self) -> Key:
        """The id by which the state is named; empty where the record never was."""
        return min(self.heads, default="")

    @property
    def supersedes(self) -> str:
        """What an edit of this state says that it supersedes."""
        return " ".join(sorted(self.heads))


NOWHERE = State(None, ())
"""What stands where nothing was ever written."""
