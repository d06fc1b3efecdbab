"""The ids by which people know things, in place of the keys that files know them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot


class Labelled(Protocol):
    """A record with a key and an id."""

    @property
    def key(self) -> Key:
        """The random key."""

    @property
    def id(self) -> str:
        """The label that people use."""


class Labels:
    """Ids by key. Where two records have one id, as may happen in a merge, a part of the key tells them apart."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.programmes = _distinct(snapshot.programmes.values())
        self.evaluators = _distinct(snapshot.evaluators.values())
        self.rounds = _distinct(snapshot.rounds.values())
        self.documents = _distinct(snapshot.documents.values())
        self.weights = _distinct(snapshot.weights.values())
        self.note_sheets = _distinct(snapshot.note_sheets.values())
        self.evidence: Mapping[Key, str] = {}
        by_programme: dict[Key, list[Labelled]] = {}
        for item in snapshot.evidence.values():
            by_programme.setdefault(item.programme, []).append(item)
        for items in by_programme.values():
            self.evidence |= _distinct(items)

    def listed(self, documents: Iterable[Key]) -> str:
        """The ids of documents, with spaces between them."""
        return " ".join(self.documents[key] for key in documents if key in self.documents)


def _distinct(records: Iterable[Labelled]) -> dict[Key, str]:
    records = list(records)
    times = Counter(one.id for one in records)
    # No id has a tilde in it.
    return {one.key: one.id if times[one.id] == 1 else f"{one.id}~{one.key[:8]}" for one in records}
