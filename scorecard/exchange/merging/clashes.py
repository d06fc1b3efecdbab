"""Conflicts in words: what each side says of a thing, who said so and when, and which of them holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, assert_never

from scorecard.analysis.record.changes import Names, differences, thing_in_words
from scorecard.exchange.merging.outcome import Outcome
from scorecard.exchange.merging.package_reader import Package
from scorecard.exchange.merging.packed_pages import pages_about_things
from scorecard.i18n import _
from scorecard.model.edit import Change
from scorecard.model.evaluation import Key
from scorecard.model.page import record_of
from scorecard.model.record import Record, Ref
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

if TYPE_CHECKING:
    from scorecard.exchange.imports.import_plan import OnConflict


_NAMED = ("round", "evaluator", "programme", "document", "evidence", "note_sheet")


class Said(NamedTuple):
    """What one side has made of a record, written down, and the edit that did."""

    body: str | None
    edit: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one side of a conflict says in words, who said so last, and in which file; that of here has no name.

    `value` is that of the score that it leaves, None where it leaves none.
    """

    text: str
    author: str
    at: datetime
    file: str
    edit: Key
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One thing that has become something else on each side. `chosen` is the side that holds, None while open.

    `programme`, `criterion` and `evaluator` are ids as far as they apply; `part` says what of the thing differs.
    Where two things have the same id, both stay, and the one that comes gets the id `renamed`.
    """

    ref: Ref
    thing: str
    part: str
    programme: str
    criterion: str
    evaluator: str
    sides: tuple[Side, ...]
    chosen: int | None
    renamed: str = ""


class Choices:
    """How conflicts are settled: one by one where somebody has decided, else all in one way."""

    def __init__(self, on_conflict: OnConflict, decisions: Mapping[Ref, int]) -> None:
        self._on_conflict = on_conflict
        self._decisions = decisions

    def side(self, ref: Ref, sides: int) -> int | None:
        """Which of so many sides holds, None while that is open."""
        if ref in self._decisions:
            return min(self._decisions[ref], sides - 1)
        match self._on_conflict:
            case "fail":
                return None
            case "keep":
                return 0
            case "replace":
                return sides - 1
            case _:
                assert_never(self._on_conflict)


class Speaker:
    """Says what sides say, in the names of every moment that knows them."""

    def __init__(self, outcome: Outcome, packages: Sequence[Package]) -> None:
        self._outcome = outcome
        self._packages = packages

    def clash(self, ref: Ref, sides: Sequence[Said], chosen: int | None) -> Clash:
        """A record of which sides say different things."""
        records = [record_of(ref, side.body) for side in sides]
        some = next(record for record in records if record is not None)
        part, texts = self._texts(records)
        told = [
            self.side(text, side.edit, record.value if isinstance(record, Score) else None)
            for text, side, record in zip(texts, sides, records, strict=True)
        ]
        return self.clash_of(some, ref, part, told, chosen)

    def clash_of(
        self,
        record: Record,
        ref: Ref,
        part: str,
        sides: Sequence[Side],
        chosen: int | None,
        renamed: str = "",
    ) -> Clash:
        """A conflict about a record in any state of it."""
        return Clash(
            ref=ref,
            thing=thing_in_words(record, self.names),
            part=part,
            programme=self._id(record, "programme"),
            criterion=getattr(record, "criterion", ""),
            evaluator=self._id(record, "evaluator"),
            sides=tuple(sides),
            chosen=chosen,
            renamed=renamed,
        )

    def side(self, text: str, edit: Key, value: str | None = None) -> Side:
        """One side, as this edit left it."""
        revision = self._outcome.page(edit).revision
        return Side(
            text=text, author=revision.author, at=revision.at, file=self.file(edit), edit=edit, value=value
        )

    def thing(self, record: Record) -> str:
        """Which thing a record is."""
        return thing_in_words(record, self.names)

    def file(self, edit: Key) -> str:
        """The package that an edit comes with, empty where it is here already."""
        if edit in self._outcome.known:
            return ""
        return self._outcome.union.pages.file(edit)

    @cached_property
    def names(self) -> Names:
        """The names of now, of afterwards, and of all that packages ever held, since what is removed had one too."""
        said: dict[Ref, str] = {}
        for page in chain.from_iterable(pages_about_things(one.pages) for one in self._packages):
            for entry in page.entries:
                body = entry.after or entry.before
                if entry.kind in _NAMED and body is not None:
                    said[Ref(entry.kind, entry.key)] = body
        once = [Change(before=None, after=record_of(ref, body)) for ref, body in said.items()]
        before = self._outcome.before
        return Names(before, self._outcome.after(), Snapshot(evaluation=before.evaluation).after(once))

    def _id(self, record: Record, name: str) -> str:
        key = getattr(record, name, "")
        return self.names.any(key) if key else ""

    def _texts(self, records: Sequence[Record | None]) -> tuple[str, list[str]]:
        """What differs between the sides, and what each of them says there."""
        first, *others = records
        said: dict[str, list[str]] = {}
        for place, other in enumerate(others, start=1):
            for one in differences([Change(before=first, after=other)], self.names):
                texts = said.setdefault(one.part, [one.before] * len(records))
                texts[place] = one.after
        columns = zip(*said.values(), strict=True) if said else [()] * len(records)
        told = [
            _("removed") if record is None else " · ".join(filter(None, column))
            for record, column in zip(records, columns, strict=True)
        ]
        return ", ".join(filter(None, said)), told
