"""Records as rows and back: scores in columns under small integers, everything else as canonical JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from scorecard.model.codec import Undecodable, canonical, decode_record, encode
from scorecard.model.evaluation import Key
from scorecard.model.record import Record, Ref
from scorecard.model.score import CONFIDENCES, Cell, Score, blank_score

_CELL = ("programme", "evaluator", "round", "criterion")
_SCORE = "value, note, confidence, question, challenge, cites"

# The scores lie by round and programme: hopping over the few rounds spares a search through all of them.
_EVERY_ROUND = """
    WITH RECURSIVE every (round) AS (
        SELECT min(round) FROM score
        UNION ALL
        SELECT (SELECT min(score.round) FROM score WHERE score.round > every.round) FROM every
        WHERE every.round IS NOT NULL
    )
    SELECT round FROM every WHERE round IS NOT NULL
"""


class Current(NamedTuple):
    """A record as it stands, None where there is none, and the id of the revision that wrote or removed it."""

    record: Record | None
    revision: Key


NOWHERE = Current(None, "")
"""What stands where nothing was ever written."""


def body_of(record: Record | None) -> str | None:
    """A record as the journal keeps it: canonical JSON, of a score only what is beside its cell."""
    if record is None:
        return None
    if isinstance(record, Score):
        return canonical({name: content for name, content in encode(record).items() if name not in _CELL})
    return canonical(record)


def record_of(ref: Ref, body: str | None) -> Record | None:
    """The record that `body_of` wrote. Raises `Undecodable`."""
    if body is None:
        return None
    data = json.loads(body)
    if not isinstance(data, dict):
        raise Undecodable(f"{ref.kind}: expected a table")
    if ref.kind == "score":
        data |= encode(blank_score(cell_of(ref.key)))
    return decode_record(ref.kind, data)


def cell_of(key: str) -> Cell:
    """The cell that the key of a score names. Raises `Undecodable`."""
    parts = key.split("/", 3)
    if len(parts) != 4:
        raise Undecodable(f"{key}: not the place of a score")
    return Cell(*parts)


class Rows:
    """The present state of one file: the tables `record`, `score` and `name`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[int, str] = {}
        self._ids: dict[str, int] = {}

    def forget(self) -> None:
        """Drop what is remembered of the names, after a transaction that came to nothing."""
        self._texts.clear()
        self._ids.clear()

    def _learn(self) -> None:
        known = max(self._texts, default=0)
        for id, text in self._connection.execute("SELECT id, text FROM name WHERE id > ?", (known,)):
            self._texts[id] = text
            self._ids[text] = id

    def _id(self, text: str) -> int | None:
        if text not in self._ids:
            self._learn()
        return self._ids.get(text)

    def _text(self, id: int) -> str:
        if id not in self._texts:
            self._learn()
        try:
            return self._texts[id]
        except KeyError:
            raise Undecodable(f"{id}: not the number of a name") from None

    def _named(self, text: str) -> int:
        id = self._id(text)
        if id is None:
            cursor = self._connection.execute("INSERT INTO name (text) VALUES (?)", (text,))
            id = self._ids[text] = int(cursor.lastrowid or 0)
            self._texts[id] = text
        return id

    def local_key(self, ref: Ref, *, adding: bool = False) -> str | None:
        """The key of a record in this file's tables; None for a score whose names are unknown, unless `adding`."""
        if ref.kind != "score":
            return ref.key
        ids = [self._named(part) if adding else self._id(part) for part in cell_of(ref.key)]
        return None if None in ids else "/".join(map(str, ids))

    def global_key(self, kind: str, local: str) -> str:
        """The key of a record everywhere, from the one in this file's tables. Raises `Undecodable`."""
        if kind != "score":
            return local
        try:
            return "/".join([self._text(int(part)) for part in cell_of(local)])
        except ValueError as error:
            raise Undecodable(f"{local}: not the place of a score") from error

    def current(self, ref: Ref) -> Current:
        """A record as it stands and the revision that left it so."""
        if ref.kind == "score":
            return self._current_score(cell_of(ref.key))
        row = self._connection.execute(
            "SELECT body, revision.id FROM record JOIN revision ON number = record.revision"
            " WHERE record.kind = ? AND key = ?",
            ref,
        ).fetchone()
        return NOWHERE if row is None else Current(record_of(ref, row[0]), row[1])

    def _current_score(self, cell: Cell) -> Current:
        row = self._connection.execute(
            f"SELECT {_SCORE}, revision.id FROM score JOIN revision ON number = score.revision"
            " WHERE programme = ? AND evaluator = ? AND round = ? AND criterion = ?",
            [self._id(part) for part in cell],
        ).fetchone()
        if row is None:
            return NOWHERE
        return Current(None if row[0] is None else _score(cell, row[:6]), row[6])

    def put(self, refs: Sequence[Ref], records: Iterable[Record | None], number: int) -> None:
        """Write records, None for a removal, as left by the revision of this number."""
        others: list[tuple[object, ...]] = []
        scores: list[tuple[object, ...]] = []
        for ref, record in zip(refs, records, strict=True):
            if ref.kind != "score":
                others.append((*ref, body_of(record), number))
                continue
            place = [self._named(part) for part in cell_of(ref.key)]
            if isinstance(record, Score):
                scores.append((*place, *_columns(record), number))
            else:
                scores.append((*place, None, "", "", "", "", "[]", number))
        self._connection.executemany(
            "INSERT INTO record (kind, key, body, revision) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET body = excluded.body, revision = excluded.revision",
            others,
        )
        self._connection.executemany(
            f"INSERT OR REPLACE INTO score (programme, evaluator, round, criterion, {_SCORE}, revision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            scores,
        )

    def records(self) -> Iterator[tuple[Ref, Record]]:
        """Every record but the scores."""
        for kind, key, body in self._connection.execute(
            "SELECT kind, key, body FROM record WHERE body IS NOT NULL"
        ):
            ref = Ref(kind, key)
            record = record_of(ref, body)
            if record is not None:
                yield ref, record

    def scores(
        self,
        *,
        programme: Key | None,
        evaluator: Key | None,
        round: Key | None,
        criteria: Collection[str] | None,
    ) -> list[Score]:
        """The scores of these places, None meaning every one, in no particular order."""
        terms = ["value IS NOT NULL"]
        ids: list[int | None] = []
        for column, key in (("programme", programme), ("evaluator", evaluator)):
            if key is not None:
                terms.append(f"{column} = ?")
                ids.append(self._id(key))
        if round is not None:
            terms.append("round = ?")
            ids.append(self._id(round))
        elif programme is not None:
            terms.append(f"round IN ({_EVERY_ROUND})")
        if criteria is not None:
            known = [id for criterion in criteria if (id := self._id(criterion)) is not None]
            terms.append(f"criterion IN ({', '.join(map(str, known))})")
        rows = self._connection.execute(
            f"SELECT programme, evaluator, round, criterion, {_SCORE} FROM score WHERE {' AND '.join(terms)}",
            ids,
        )
        text = self._text
        return [_score(Cell(text(p), text(e), text(r), text(c)), row) for p, e, r, c, *row in rows]

    def cells(self, criteria: Sequence[str], round: Key) -> list[tuple[Key, Key, str, str]]:
        """The (programme, evaluator, criterion, value) of every score with a value."""
        known = [id for criterion in criteria if (id := self._id(criterion)) is not None]
        rows = self._connection.execute(
            "SELECT programme, evaluator, criterion, value FROM score"
            f" WHERE round = ? AND value > '' AND criterion IN ({', '.join(map(str, known))})",
            (self._id(round),),
        ).fetchall()
        self._learn()
        text = self._texts
        try:
            return [(text[p], text[e], text[c], value) for p, e, c, value in rows]
        except KeyError as error:
            raise Undecodable(f"{error}: not the number of a name") from error

    def heads(self) -> Iterator[tuple[str, str, str | None, Key]]:
        """The kind, key, body and revision of every record and score, removed ones too."""
        yield from self._connection.execute(
            "SELECT record.kind, key, body, revision.id FROM record JOIN revision ON number = record.revision"
        )
        for p, e, r, c, *row, revision in self._connection.execute(
            f"SELECT programme, evaluator, round, criterion, {_SCORE}, revision.id"
            " FROM score JOIN revision ON number = score.revision"
        ):
            cell = Cell(self._text(p), self._text(e), self._text(r), self._text(c))
            yield "score", "/".join(cell), None if row[0] is None else body_of(_score(cell, row)), revision


def _columns(score: Score) -> tuple[str, ...]:
    return (
        score.value,
        score.note,
        score.confidence,
        score.question,
        score.challenge,
        canonical(score.cites) if score.cites else "[]",
    )


def _score(cell: Cell, row: Sequence[Any]) -> Score:
    value, note, confidence, question, challenge, cites = row
    programme, evaluator, round, criterion = cell
    if confidence not in CONFIDENCES:
        raise Undecodable(f"{confidence}: not a confidence")
    return Score(
        programme=programme,
        evaluator=evaluator,
        round=round,
        criterion=criterion,
        value=value,
        note=note,
        confidence=confidence,
        question=question,
        challenge=challenge,
        cites=() if cites == "[]" else _keys(cites),
    )


def _keys(text: str) -> tuple[Key, ...]:
    keys = json.loads(text)
    if not isinstance(keys, list) or not all(type(key) is str for key in keys):
        raise Undecodable("cites: expected a list of keys")
    return tuple(keys)
