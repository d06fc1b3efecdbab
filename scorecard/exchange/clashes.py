"""Conflicts in words: what each side says of a thing, who said so and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scorecard.analysis.changes import Names, differences, thing_in_words
from scorecard.exchange.merge import OnConflict
from scorecard.exchange.outcome import Outcome
from scorecard.exchange.package_reader import Package
from scorecard.i18n import _
from scorecard.model.edit import Change
from scorecard.model.evaluation import Key
from scorecard.model.page import State, record_of
from scorecard.model.record import Record, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one side of a conflict says, who said so last, and in which file; that of here has no name."""

    text: str
    author: str
    at: datetime
    file: str
    edit: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One thing that has become something else on each side. `chosen` is the side that holds, None while open.

    `programme`, `criterion` and `evaluator` are ids as far as they apply; `part` says what of the thing differs.
    """

    ref: Ref
    thing: str
    part: str
    programme: str
    criterion: str
    evaluator: str
    sides: tuple[Side, ...]
    chosen: int | None


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


class Speaker:
    """Says what sides say, in the names of every moment that knows them."""

    def __init__(self, outcome: Outcome, packages: Sequence[Package]) -> None:
        self._outcome = outcome
        self._names = Names(outcome.before, outcome.after())
        self._files: dict[Key, str] = {}
        for package in reversed(packages):
            self._files |= dict.fromkeys((page.revision.id for page in package.pages), package.file)

    def clash(self, ref: Ref, sides: Sequence[State], chosen: int | None) -> Clash:
        """A record whose heads differ."""
        records = [record_of(ref, side.body) for side in sides]
        some = next(record for record in records if record is not None)
        parts, texts = self._texts(records)
        return Clash(
            ref=ref,
            thing=thing_in_words(some, self._names),
            part=parts,
            programme=self._id(some, "programme"),
            criterion=getattr(some, "criterion", ""),
            evaluator=self._id(some, "evaluator"),
            sides=tuple(
                self.side(text, side.revision, ours=place == 0 and self._stands_here(ref, side))
                for place, (text, side) in enumerate(zip(texts, sides, strict=True))
            ),
            chosen=chosen,
        )

    def side(self, text: str, edit: Key, *, ours: bool) -> Side:
        """One side, as this edit left it."""
        revision = self._outcome.page(edit).revision
        file = "" if ours else self._files.get(edit, "")
        return Side(text=text, author=revision.author, at=revision.at, file=file, edit=edit)

    def _stands_here(self, ref: Ref, side: State) -> bool:
        return set(side.heads) <= set(self._outcome.home.state(ref).heads)

    def _id(self, record: Record, name: str) -> str:
        key = getattr(record, name, "")
        return self._names.any(key) if key else ""

    def _texts(self, records: Sequence[Record | None]) -> tuple[str, list[str]]:
        """What differs between the sides, and what each of them says there."""
        first = records[0]
        said: dict[str, list[str]] = {}
        for place, other in enumerate(records[1:], start=1):
            for one in differences([Change(before=first, after=other)], self._names):
                texts = said.setdefault(one.part, [one.before] * len(records))
                texts[place] = one.after
        columns = [" · ".join(filter(None, column)) for column in zip(*said.values(), strict=True)]
        columns = columns or [""] * len(records)
        texts = [
            _("removed") if record is None else text for record, text in zip(records, columns, strict=True)
        ]
        return ", ".join(filter(None, said)), texts


def settle_contested(outcome: Outcome, speaker: Speaker, choices: Choices) -> Iterator[Clash]:
    """Settle every record whose heads differ, as is chosen; what is open stays as it is here until then."""
    for ref, sides in outcome.union.contested.items():
        chosen = choices.side(ref, len(sides))
        outcome.contest(ref, sides)
        outcome.settle(ref, sides[chosen or 0].body)
        yield speaker.clash(ref, sides, chosen)
