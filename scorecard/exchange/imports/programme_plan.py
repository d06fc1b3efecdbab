"""What taking in a list of programmes would do, row by row, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from scorecard.edits.entries import ID
from scorecard.edits.programmes import PREFIX, tags_in, valid_tags, valid_text
from scorecard.errors import Refusal
from scorecard.exchange.imports.programme_columns import Field, need_names, word_for
from scorecard.exchange.imports.programme_list import Block
from scorecard.exchange.layout import at
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.problem import Problem
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.model.text import folded

OnDuplicate = Literal["ask", "skip", "update", "add"]
ON_DUPLICATE: tuple[OnDuplicate, ...] = ("ask", "skip", "update", "add")
Outcome = Literal["add", "update", "unchanged", "skip", "ask", "wrong"]
OUTCOMES: tuple[Outcome, ...] = ("add", "update", "unchanged", "skip", "ask", "wrong")

_MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """What one row would do. `programme` is as it would be stored; of a wrong row it is what could be read.

    `stored` is the programme that it repeats, or else `repeats` is the number of the row above that it repeats.
    `wrong` says what is wrong with which field.
    """

    number: int
    outcome: Outcome
    programme: Programme
    stored: Programme | None = None
    repeats: int = 0
    wrong: tuple[tuple[Field, str], ...] = ()

    @property
    def is_repeat(self) -> bool:
        """Whether there is such a programme already, so that a person can choose what happens."""
        return self.stored is not None or bool(self.repeats)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePlan:
    """What taking in a block would do, row by row; `programmes` are those to store, `problems` have their cells."""

    rows: tuple[PlannedRow, ...]
    programmes: tuple[Programme, ...]
    problems: tuple[Problem, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows come out so."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def may_apply(self) -> bool:
        """Whether every row is clear: nothing is wrong, and nothing waits for an answer."""
        return not any(row.outcome in ("wrong", "ask") for row in self.rows)


def on_duplicate_named(text: str) -> OnDuplicate:
    """What to do with repeated programmes, by its name; a refusal names the nearest one."""
    for choice in ON_DUPLICATE:
        if choice == text:
            return choice
    raise unknown(_("way to treat repeated programmes"), text, ON_DUPLICATE)


def plan_programmes(
    snapshot: Snapshot,
    block: Block,
    columns: Sequence[Field | None],
    *,
    head: int | None,
    on_duplicate: OnDuplicate = "ask",
    decisions: Mapping[int, OnDuplicate] | None = None,
) -> ProgrammePlan:
    """Hold a block against the evaluation. `columns` say what each column means, `head` is the row of the heads.

    A programme is there already when its id is, or its name, accents, case and spaces aside; `on_duplicate` says
    what happens then, and `decisions` by row number go before it. Updating lays the cells that are not empty over
    what is stored: nothing is ever cleared. A row that would change nothing is unchanged, unless it is to be added.
    """
    need_names(columns)
    rows = block.below(head)
    count = len(rows) + block.more
    if count > _MOST_ROWS:
        sentence = _(
            "There are {count} rows; at most {most} can be taken in at once. Split them; nothing has changed."
        )
        raise Refusal(sentence.format(count=count, most=_MOST_ROWS), code="too-large")
    planner = _Planner(snapshot, columns, rows)
    for number, texts in rows:
        planner.take(number, texts, (decisions or {}).get(number, on_duplicate))
    places = {meaning: place for place, meaning in enumerate(columns) if meaning}
    problems = [
        Problem(
            severity="error",
            text=text,
            file=block.file,
            sheet=block.sheet,
            cell=at(row.number - 1, places.get(meaning, 0)),
        )
        for row in planner.planned
        for meaning, text in row.wrong
    ]
    return ProgrammePlan(
        rows=tuple(planner.planned),
        programmes=tuple(planner.result.values()),
        problems=tuple(problems),
    )


@dataclass(slots=True)
class _Planner:
    """Goes through the rows once, knowing what the evaluation and the rows above hold."""

    snapshot: Snapshot
    columns: Sequence[Field | None]
    rows: Iterable[tuple[int, tuple[str, ...]]]
    planned: list[PlannedRow] = field(default_factory=list)
    result: dict[Key, Programme] = field(default_factory=dict)
    _by_id: dict[str, Key] = field(default_factory=dict)
    _by_name: dict[str, list[Key]] = field(default_factory=dict)
    _given_ids: set[str] = field(default_factory=set)
    _row_of: dict[Key, int] = field(default_factory=dict)
    _next: int = 1

    def __post_init__(self) -> None:
        for programme in self.snapshot.ordered_programmes():
            self._know(programme)
        if "id" in self.columns:
            place = self.columns.index("id")
            self._given_ids = {texts[place].casefold() for _number, texts in self.rows}

    def take(self, number: int, texts: tuple[str, ...], choice: OnDuplicate) -> None:
        """Decide what one row does."""
        said, wrong = _said(self.columns, texts)
        twin, mistake = self._twin(said, choice)
        wrong += mistake
        named = "name" in said or (twin is not None and choice != "add")
        if not named and not any(meaning == "name" for meaning, _text in wrong):
            sentence = _("A programme needs a name: write it in the column “{name}”.")
            wrong.append(("name", sentence.format(name=word_for("name"))))
        stored = self.snapshot.programmes.get(twin) if twin else None
        repeats = self._row_of.get(twin, 0) if twin and stored is None else 0
        blank = Programme(key=new_key(), id="", name="")
        if wrong:
            self._note(number, "wrong", replace(blank, **said), stored, repeats, wrong)
            return
        now = self._now(twin)
        if now is not None and choice != "add":
            after = replace(now, **{name: text for name, text in said.items() if name != "id"})
            outcome: Outcome = "unchanged" if after == now else choice
            shown = after if outcome == "update" else replace(now, **said)
            if outcome == "update":
                self._store(after)
            self._note(number, outcome, shown, stored, repeats)
            return
        id = str(said.get("id", ""))
        free = id and id.casefold() not in self._by_id
        programme = replace(blank, **{**said, "id": id if free else self._free_id()})
        self._row_of[programme.key] = number
        self._store(programme)
        self._know(programme)
        self._note(number, "add", programme, stored, repeats)

    def _twin(
        self, said: Mapping[str, Any], choice: OnDuplicate
    ) -> tuple[Key | None, list[tuple[Field, str]]]:
        """The programme that a row repeats, and what is wrong with taking it for that."""
        of_id = self._by_id.get(str(said.get("id", "")).casefold())
        of_name = self._by_name.get(folded(str(said.get("name", ""))), [])
        if of_id is not None:
            other = next((key for key in of_name if key != of_id), None)
            if other is not None and of_id not in of_name:
                sentence = _("The id is that of “{one}” and the name that of “{other}”.")
                one, two = self._now(of_id), self._now(other)
                text = sentence.format(one=one.label if one else "", other=two.id if two else "")
                return of_id, [("name", text)]
            return of_id, []
        if len(of_name) < 2:
            return (of_name[0] if of_name else None), []
        near = [key for key in of_name if self._is_near(key, said)]
        if len(near) == 1 or choice != "update":
            return (near or of_name)[0], []
        sentence = _("Several programmes have this name ({ids}); give the id of the one that is meant.")
        ids = ", ".join(one.id for key in of_name if (one := self._now(key)))
        return of_name[0], [("name", sentence.format(ids=ids))]

    def _is_near(self, key: Key, said: Mapping[str, Any]) -> bool:
        now = self._now(key)
        return now is not None and all(
            folded(getattr(now, place)) == folded(said[place])
            for place in ("country", "region")
            if place in said
        )

    def _now(self, key: Key | None) -> Programme | None:
        """A programme as the rows so far leave it."""
        if key is None:
            return None
        return self.result.get(key) or self.snapshot.programmes.get(key)

    def _know(self, programme: Programme) -> None:
        self._by_id[programme.id.casefold()] = programme.key
        self._by_name.setdefault(folded(programme.name), []).append(programme.key)

    def _store(self, programme: Programme) -> None:
        self.result[programme.key] = programme

    def _free_id(self) -> str:
        while (id := f"{PREFIX}{self._next}").casefold() in self._by_id or id.casefold() in self._given_ids:
            self._next += 1
        return id

    def _note(
        self,
        number: int,
        outcome: Outcome,
        programme: Programme,
        stored: Programme | None,
        repeats: int,
        wrong: Iterable[tuple[Field, str]] = (),
    ) -> None:
        self.planned.append(
            PlannedRow(
                number=number,
                outcome=outcome,
                programme=programme,
                stored=stored,
                repeats=repeats,
                wrong=tuple(wrong),
            )
        )


def _said(
    columns: Sequence[Field | None], texts: Sequence[str]
) -> tuple[dict[str, Any], list[tuple[Field, str]]]:
    """What a row says of each field, its empty cells left out, and what is wrong with the rest."""
    said: dict[str, Any] = {}
    wrong: list[tuple[Field, str]] = []
    for meaning, text in zip(columns, texts, strict=True):
        if meaning is None or not text:
            continue
        try:
            said[meaning] = _valid(meaning, text)
        except Refusal as refusal:
            wrong.append((meaning, str(refusal)))
    return said, wrong


def _valid(meaning: Field, text: str) -> str | tuple[str, ...]:
    match meaning:
        case "id":
            if not ID.fullmatch(text):
                sentence = _("“{id}” cannot be an id: use 1 to 24 letters and digits, with . - _ inside.")
                raise Refusal(sentence.format(id=text[:40]))
            return text
        case "tags":
            return valid_tags(tags_in(text))
        case _:
            return valid_text(meaning, text)
