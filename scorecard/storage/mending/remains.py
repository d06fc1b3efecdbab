"""What the rows of a damaged evaluation tell: its journal as far as it proves itself, and the latest of each thing."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from scorecard.model.codec import Undecodable, canonical
from scorecard.model.lineage import Told, states_of, unfounded
from scorecard.model.page import Entry, Page, State, hash_of_fields, record_of, revision_of
from scorecard.model.record import KINDS, Ref
from scorecard.model.record import ref as ref_of
from scorecard.storage.mending.carving import Row, Value

_REVISION = range(8, 10)
_RECORD = 4
_SCORE = range(11, 13)
_NAME = 2
_NOTHING_SAID = "nothing"
_SAID = ("value", "note", "confidence", "question", "challenge", "cites", "carried")


class Latest(NamedTuple):
    """What a thing was made by the revision of a number; the greatest number is the latest."""

    number: int
    proven: bool
    body: str | None


class Intact(NamedTuple):
    """An edit that its own sum proves, and the merge that brought it, if one did."""

    page: Page
    arrived: int | None


@dataclass(slots=True)
class Remains:
    """All that was read, by what it is of. Several rows of one place are those of different times, or damage."""

    revisions: dict[int, tuple[tuple[str, ...], str, int | None]] = field(default_factory=dict)
    changes: dict[int, dict[int, tuple[str, str, str | None, str | None, str]]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    latest: dict[Ref, Latest] = field(default_factory=dict)
    known: dict[tuple[str, str], int] = field(default_factory=dict)
    """By the index of changes: the number of the last edit of each thing, by kind and local key."""
    intact: dict[int, Intact] = field(default_factory=dict)
    newest: int = 0
    """The greatest number of an edit of which anything is left."""
    _said: dict[int, dict[Ref, str | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Remains:
        """Sort rows by what they are, prove the edits, and find the latest of everything."""
        remains = cls()
        current: list[tuple[Value, ...]] = []
        names_again: list[tuple[str, int]] = []
        for number, values in rows:
            match values:
                case (None, str(text)) if number is not None:
                    remains.names[number] = text
                case (str(text), int(id)) if number is None:
                    names_again.append((text, id))
                case (str(kind), str(key), int(edit), int()) if number is None and kind in KINDS:
                    remains.known[kind, key] = max(edit, remains.known.get((kind, key), 0))
                case _ if number is not None and len(values) in _REVISION:
                    remains._take_revision(number, values)
                case (int(edit), int(place), str(kind), str(key), before, after, str(parents)) if (
                    kind in KINDS and isinstance(before, str | None) and isinstance(after, str | None)
                ):
                    remains.changes.setdefault(edit, {})[place] = (kind, key, before, after, parents)
                case _ if number is None and (len(values) == _RECORD or len(values) in _SCORE):
                    current.append(values)
        remains._learn_names(names_again)
        remains.newest = max((*remains.revisions, *remains.changes, *remains.known.values()), default=0)
        remains._prove()
        remains._follow_changes()
        for row in current:
            remains._take_current(row)
        return remains

    def prefix(self) -> list[Intact]:
        """The edits from the first one on without a gap, each following from those before it."""
        found: list[Intact] = []
        while len(found) + 1 in self.intact:
            found.append(self.intact[len(found) + 1])
        # What a merge brought stands before it, and means nothing without it.
        while found and (found[-1].arrived or 0) > len(found):
            found.pop()
        return found if _is_founded(found) else []

    def key_of(self, kind: str, local: str) -> str | None:
        """The key of a thing everywhere from the one in the tables; None where a name is lost."""
        if kind != "score":
            return local
        parts = local.split("/")
        try:
            names = [self.names[int(part)] for part in parts]
        except (KeyError, ValueError):
            return None
        return "/".join(names) if len(names) == 4 else None

    def _take_revision(self, number: int, values: Sequence[Value]) -> None:
        _rowid, *texts = values[:8]
        arrived = values[8] if len(values) > 8 else None
        if all(isinstance(text, str) for text in texts) and isinstance(arrived, int | None):
            *fields, hash = map(str, texts)
            self.revisions[number] = (tuple(fields), hash, arrived)

    def _learn_names(self, again: Iterable[tuple[str, int]]) -> None:
        """Names that are lost stand in their index too, where the ids of edits do as well."""
        edits = {fields[0] for fields, _hash, _arrived in self.revisions.values()}
        for text, id in again:
            if text not in edits and text not in self.names.values():
                self.names.setdefault(id, text)

    def _prove(self) -> None:
        for number, (fields, hash, arrived) in self.revisions.items():
            entries = []
            for _place, (kind, local, before, after, supersedes) in sorted(
                self.changes.get(number, {}).items()
            ):
                key = self.key_of(kind, local)
                if key is not None:
                    entries.append(Entry(kind, key, before, after, supersedes))
            try:
                if hash_of_fields(fields, entries) == hash:
                    self.intact[number] = Intact(Page(revision_of(fields), tuple(entries), hash), arrived)
            except (Undecodable, ValueError):
                continue

    def _follow_changes(self) -> None:
        for number, changes in self.changes.items():
            for kind, local, _before, after, _supersedes in changes.values():
                key = self.key_of(kind, local)
                if key is not None:
                    self._note(Ref(kind, key), Latest(number, number in self.intact, after))

    def _take_current(self, row: tuple[Value, ...]) -> None:
        match row:
            case (str(kind), str(key), str() | None as body, int(edit)) if kind in KINDS:
                self._believe(Ref(kind, key), edit, body)
            case (int(round), int(programme), int(evaluator), int(criterion), value, *said):
                name = self.key_of("score", f"{programme}/{evaluator}/{round}/{criterion}")
                texts = (value, *said[:5], said[6] if len(said) > 6 else "")
                with contextlib.suppress(ValueError):
                    if name is not None and isinstance(said[5], int):
                        self._believe(Ref("score", name), said[5], _body(texts))

    def _believe(self, ref: Ref, number: int, body: str | None) -> None:
        """Take over a row of what is now, unless the edit that it names is proven to have said something else."""
        if number in self.intact:
            if number not in self._said:
                entries = self.intact[number].page.entries
                self._said[number] = {Ref(entry.kind, entry.key): entry.after for entry in entries}
            if self._said[number].get(ref, _NOTHING_SAID) != body:
                return
        elif number > self.newest:
            return
        self._note(ref, Latest(number, False, body))

    def _note(self, ref: Ref, latest: Latest) -> None:
        have = self.latest.get(ref)
        if have is not None and have[:2] >= latest[:2]:
            return
        try:
            record = record_of(ref, latest.body)
        except (Undecodable, ValueError, TypeError, KeyError):
            return
        # A flipped bit in a key makes a thing that is not the one that it says it is.
        if record is None or ref_of(record) == ref:
            self.latest[ref] = latest


def states_after(prefix: Sequence[Intact]) -> Mapping[Ref, State]:
    """What the edits of a prefix come to."""
    return {ref: next(iter(states_of(told).values())) for ref, told in _told(prefix).items()}


def _told(prefix: Sequence[Intact]) -> dict[Ref, list[Told]]:
    told: dict[Ref, list[Told]] = {}
    for page, arrived in prefix:
        for entry in page.entries:
            told.setdefault(Ref(entry.kind, entry.key), []).append(
                Told(page.revision.id, arrived is None, entry)
            )
    return told


def _is_founded(prefix: Sequence[Intact]) -> bool:
    return not any(True for told in _told(prefix).values() for _one in unfounded(told)) and all(
        len(states_of(told)) == 1 for told in _told(prefix).values()
    )


def _body(texts: Sequence[Value]) -> str | None:
    """The body of a score from its columns; those that say nothing are left out, as ever."""
    if texts[0] is None:
        return None
    said: dict[str, object] = {}
    for name, text in zip(_SAID, texts, strict=True):
        if name == "cites":
            if text != "[]":
                said[name] = json.loads(str(text))
        elif text != "":
            said[name] = text
    return canonical(said)
