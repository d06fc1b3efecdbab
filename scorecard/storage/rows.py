"""Records as rows and back: scores in columns under small integers, everything else as canonical JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from scorecard.model.codec import Undecodable, canonical
from scorecard.model.evaluation import Key
from scorecard.model.page import body_of, cell_of, parts_of, record_of
from scorecard.model.record import Record, Ref
from scorecard.model.score import CONFIDENCES, Cell, Score

_CELL = ("programme", "evaluator", "round", "criterion")
_PLACE = ", ".join(_CELL)
_SAID = "value, note, confidence, question, challenge, cites, carried"

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

# A character that no level's code has any reason to hold; one that does is read the long way.
_BETWEEN = "\x1f"


# Half a million scores are of some thousand cards: what an evaluator says of a programme in a round.
_MOST_CARDS = 20_000


class Current(NamedTuple):
    """A record as it stands, None where there is none, and the revision that wrote or removed it."""

    record: Record | None
    revision: Key


NOWHERE = Current(None, "")
"""What stands where nothing was ever written."""


class Rows:
    """The present state of one file: the tables `record`, `score` and `name`.

    A score's place is four small integers that stand for keys and criterion ids by the table `name`; joined
    by strokes they are the score's local key in the journal.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[int, str] = {}
        self._ids: dict[str, int] = {}
        self._cards: dict[str, tuple[tuple[int, int, int], str]] = {}

    def forget_names(self) -> None:
        """Drop what is remembered of the names, after a transaction that came to nothing."""
        self._texts.clear()
        self._ids.clear()
        self._cards.clear()

    def learn_names(self) -> None:
        """Catch up with names added since, by whomever; first of all in whatever reads or writes."""
        known = len(self._texts)
        for id, text in self._connection.execute("SELECT id, text FROM name WHERE id > ?", (known,)):
            self._texts[id] = text
            self._ids[text] = id

    def _text(self, id: int) -> str:
        try:
            return self._texts[id]
        except KeyError:
            raise Undecodable(f"{id}: not the number of a name") from None

    def _named(self, text: str) -> int:
        id = self._ids.get(text)
        if id is None:
            id = len(self._texts) + 1
            self._connection.execute("INSERT INTO name (id, text) VALUES (?, ?)", (id, text))
            self._ids[text] = id
            self._texts[id] = text
        return id

    def local_name(self, text: str) -> int | None:
        """The number that stands for a key or a criterion in the tables of this file, None if none does."""
        return self._ids.get(text)

    def local_key(self, ref: Ref) -> str | None:
        """The key of a record in this file's tables; None for a score none of whose names ever occurred."""
        if ref.kind != "score":
            return ref.key
        place = [self._ids.get(part) for part in parts_of(ref.key)]
        return None if None in place else "/".join(map(str, place))

    def local_key_given(self, kind: str, key: str) -> str:
        """The same, with numbers given to names that have none yet."""
        if kind != "score":
            return key
        _numbers, text, criterion = self._place(key)
        return f"{text}{criterion}"

    def global_key(self, kind: str, local: str) -> str:
        """The key of a record everywhere, from the one in this file's tables. Raises `Undecodable`."""
        if kind != "score":
            return local
        try:
            return "/".join([self._text(int(part)) for part in parts_of(local)])
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
        place = [self._ids.get(part) for part in cell]
        if None in place:
            return NOWHERE
        row = self._connection.execute(
            f"SELECT {_SAID}, revision.id FROM score JOIN revision ON number = score.revision"
            " WHERE programme = ? AND evaluator = ? AND round = ? AND criterion = ?",
            place,
        ).fetchone()
        if row is None:
            return NOWHERE
        *said, revision = row
        return Current(None if said[0] is None else _score(*cell, *said), revision)

    def lay(self, states: Iterable[tuple[str, str, str | None, int]]) -> None:
        """Write states of records: kind, global key, body (None for a removal) and the number of the revision.

        The bodies are as `page.body_of` makes them.
        """
        others: list[tuple[object, ...]] = []
        scores: list[tuple[object, ...]] = []
        for kind, key, body, number in states:
            if kind != "score":
                others.append((kind, key, body, number))
                continue
            numbers, _text, criterion = self._place(key)
            scores.append((*numbers, criterion, *_said(body), number))
        self._connection.executemany(
            "INSERT INTO record (kind, key, body, revision) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET body = excluded.body, revision = excluded.revision",
            others,
        )
        self._connection.executemany(
            f"INSERT OR REPLACE INTO score ({_PLACE}, {_SAID}, revision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            scores,
        )

    def _place(self, key: str) -> tuple[tuple[int, int, int], str, int]:
        """The numbers of a score's place, each given now where its name has none yet.

        Those of programme, evaluator and round, what the local key of the score begins with, and the criterion's.
        """
        where, _between, criterion = key.rpartition("/")
        card = self._cards.get(where)
        if card is None:
            programme, evaluator, round = (
                self._ids.get(part) or self._named(part) for part in where.split("/")
            )
            card = ((programme, evaluator, round), f"{programme}/{evaluator}/{round}/")
            if len(self._cards) == _MOST_CARDS:
                self._cards.clear()
            self._cards[where] = card
        return (*card, self._ids.get(criterion) or self._named(criterion))

    def records(self) -> Iterator[Record]:
        """Every record but the scores."""
        for kind, key, body in self._connection.execute(
            "SELECT kind, key, body FROM record WHERE body IS NOT NULL"
        ):
            record = record_of(Ref(kind, key), body)
            if record is not None:
                yield record

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
        for column, key in (("programme", programme), ("evaluator", evaluator), ("round", round)):
            if key is not None:
                terms.append(f"{column} = ?")
                ids.append(self._ids.get(key))
        if round is None and programme is not None:
            terms.append(f"round IN ({_EVERY_ROUND})")
        if criteria is not None:
            known = [str(self._ids[criterion]) for criterion in criteria if criterion in self._ids]
            terms.append(f"criterion IN ({', '.join(known)})")
        rows = self._connection.execute(
            f"SELECT {_PLACE}, {_SAID} FROM score WHERE {' AND '.join(terms)}", ids
        )
        text = self._texts
        try:
            return [_score(text[p], text[e], text[r], text[c], *said) for p, e, r, c, *said in rows]
        except KeyError as error:
            raise Undecodable(f"{error}: not the number of a name") from None

    def dated_scores(self) -> list[tuple[Score, Key]]:
        """Every score with the id of the revision by which it is named, in no particular order."""
        # A join would look the revision up for every row.
        ids = dict(self._connection.execute("SELECT number, id FROM revision"))
        rows = self._connection.execute(
            f"SELECT {_PLACE}, {_SAID}, revision FROM score WHERE value IS NOT NULL"
        )
        text = self._texts
        try:
            return [
                (_score(text[p], text[e], text[r], text[c], *said), ids[number])
                for p, e, r, c, *said, number in rows
            ]
        except KeyError as error:
            raise Undecodable(f"{error}: not the number of a name or of a revision") from None

    def columns(
        self, criteria: Collection[str], round: Key
    ) -> tuple[list[Key], list[Key], list[str], list[str]]:
        """Programme, evaluator, criterion and value of every score with a value, as four lists side by side."""
        names = {str(self._ids[criterion]): criterion for criterion in criteria if criterion in self._ids}
        said = f"FROM score WHERE round = ? AND value > '' AND criterion IN ({', '.join(names)})"
        number = self._ids.get(round)
        # An evaluator's whole card comes as two texts: a row for each cell would take half as long again.
        cards = self._connection.execute(
            f"SELECT programme, evaluator, group_concat(criterion, ' '), group_concat(value, '{_BETWEEN}') {said}"
            " GROUP BY programme, evaluator",
            (number,),
        )
        columns: tuple[list[Key], list[Key], list[str], list[str]] = ([], [], [], [])
        # Most cards answer the same criteria in the same order.
        known: dict[str, list[str]] = {}
        for p, e, joined_numbers, joined_values in cards:
            values = joined_values.split(_BETWEEN)
            answered = known.get(joined_numbers)
            if answered is None:
                answered = known[joined_numbers] = [names[one] for one in joined_numbers.split(" ")]
            if len(values) != len(answered):
                query = f"SELECT criterion, value {said} AND programme = ? AND evaluator = ?"
                card = self._connection.execute(query, (number, p, e)).fetchall()
                answered, values = [names[str(one)] for one, _value in card], [value for _one, value in card]
            parts = [self._text(p)] * len(values), [self._text(e)] * len(values), answered, values
            for column, part in zip(columns, parts, strict=True):
                column += part
        return columns

    def open_questions(self, criteria: Collection[str], round: Key) -> list[Cell]:
        """The cells in which somebody has left an open question."""
        names = {self._ids[criterion]: criterion for criterion in criteria if criterion in self._ids}
        rows = self._connection.execute(
            "SELECT programme, evaluator, criterion FROM score WHERE round = ? AND question > ''",
            (self._ids.get(round),),
        )
        return [Cell(self._text(p), self._text(e), round, names[c]) for p, e, c in rows if c in names]

    def heads(self) -> Iterator[tuple[str, str, str | None, Key]]:
        """The kind, key, body and revision of every record and score, removed ones too."""
        yield from self._connection.execute(
            "SELECT record.kind, key, body, revision.id FROM record JOIN revision ON number = record.revision"
        )
        for p, e, r, c, *said, revision in self._connection.execute(
            f"SELECT {_PLACE}, {_SAID}, revision.id FROM score JOIN revision ON number = score.revision"
        ):
            cell = Cell(self._text(p), self._text(e), self._text(r), self._text(c))
            yield (
                "score",
                "/".join(cell),
                None if said[0] is None else body_of(_score(*cell, *said)),
                revision,
            )


@lru_cache(maxsize=512)
def _said(body: str | None) -> tuple[str | None, ...]:
    """What a score says beside its place, column by column; a value that is NULL where it is removed."""
    if body is None:
        return (None, "", "", "", "", "[]", "")
    said = json.loads(body)
    texts = (said.get(name, "") for name in ("value", "note", "confidence", "question", "challenge"))
    return (*texts, canonical(said.get("cites", [])), said.get("carried", ""))


def _score(
    programme: Key,
    evaluator: Key,
    round: Key,
    criterion: str,
    value: str,
    note: str,
    confidence: Any,
    question: str,
    challenge: str,
    cites: str,
    carried: str,
) -> Score:
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
        carried=carried,
    )


def _keys(text: str) -> tuple[Key, ...]:
    keys = json.loads(text)
    if not isinstance(keys, list) or not all(type(key) is str for key in keys):
        raise Undecodable("cites: expected a list of keys")
    return tuple(keys)
