"""People under numbers in place of names, for those who read an evaluation and need not know who scored."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from scorecard.i18n import _
from scorecard.model.edit import Change, Label, Revision
from scorecard.model.evaluation import Assignment, Evaluator, Key
from scorecard.model.form import Form
from scorecard.model.record import Record
from scorecard.model.snapshot import Snapshot
from scorecard.model.workshop import Discussion

PANEL = "panel"
"""The id of the panel, which is nobody in particular and keeps its word."""

_COUNTED = frozenset({"count", "level", "criterion", "moment", "framework", "round"})
"""Values of labels in which nobody is named."""


@dataclass(frozen=True, kw_only=True)
class Pseudonyms:
    """What each person of an evaluation is called, the same in everything that one of these values has passed.

    `evaluators` are by key, under their new ids and names; `people` holds whoever else is named in a field for people,
    such as the account that made an edit, by what was written there without its case. `spoken` are all the names and
    ids that evaluators ever had. Free texts (notes, questions, reasons, rationales) stay as they were written.
    """

    evaluators: Mapping[Key, Evaluator]
    people: Mapping[str, str]
    spoken: Mapping[str, Evaluator] = field(repr=False)

    def person(self, written: str) -> str:
        """What somebody is called where a person is named; nobody stays nobody. `KeyError` for a stranger."""
        if not written.strip():
            return ""
        known = self.spoken.get(_folded(written))
        return known.name if known else self.people[_folded(written)]

    def record(self, record: Record) -> Record:
        """A record in which people have their numbers; most are as they were."""
        match record:
            case Evaluator():
                known = self.evaluators[record.key]
                return replace(record, id=known.id, name=known.name)
            case Assignment():
                return replace(record, by=self.person(record.by))
            case Form():
                # The names of such files are made of those of evaluators.
                return replace(record, file="")
            case Discussion():
                actions = tuple(replace(one, owner=self.person(one.owner)) for one in record.actions)
                return replace(record, actions=actions)
            case _:
                return record

    def change(self, change: Change) -> Change:
        """A change in which people have their numbers."""
        return Change(
            before=None if change.before is None else self.record(change.before),
            after=None if change.after is None else self.record(change.after),
        )

    def snapshot(self, snapshot: Snapshot) -> Snapshot:
        """The evaluation in which people have their numbers, as its note says."""
        numbered = snapshot.after(
            Change(before=record, after=self.record(record)) for record in named_in(snapshot)
        )
        told = " ".join(part for part in (snapshot.evaluation.note, pseudonyms_told()) if part)
        return replace(numbered, evaluation=replace(snapshot.evaluation, note=told))

    def revision(self, revision: Revision) -> Revision:
        """An edit in which neither its author nor its label names anybody."""
        return replace(revision, author=self.person(revision.author), label=self.label(revision.label))

    def label(self, label: Label) -> Label:
        """A label in which evaluators have their numbers. Files that were taken in are not named."""
        return replace(label, values=tuple((name, self._value(name, text)) for name, text in label.values))

    def _value(self, name: str, text: str) -> str:
        if name == "files":
            return "…"
        if name in _COUNTED:
            return text
        whole = self.spoken.get(_folded(text))
        if whole is not None:
            return whole.id if name == "id" else whole.name
        return self._names.sub(lambda found: self.spoken[_folded(found[0])].name, text)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """The names in a longer text; a short id would be found in words that have nothing to do with it."""
        words = sorted((word for word in self.spoken if len(word) > 3), key=len, reverse=True)
        either = "|".join(map(re.escape, words))
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if words else r"(?!)", re.IGNORECASE)


def pseudonyms(snapshot: Snapshot, past: Iterable[Record] = (), authors: Iterable[str] = ()) -> Pseudonyms:
    """Numbers for everybody whom an evaluation names, in an order that tells nothing of their names.

    `past` are records as they once were, in which others may be named, and `authors` the accounts of the history;
    whoever only these name comes after those whom the evaluation names as it is.
    """
    before = list(past)
    present = list(snapshot.evaluators.values())
    gone = [one for one in before if isinstance(one, Evaluator)]
    order = _order(snapshot.evaluation.id)
    spoken: dict[str, Evaluator] = {}
    named = _numbered([*_sorted(present, order), *_sorted(gone, order)])
    for one in (*gone, *present):
        spoken |= dict.fromkeys((_folded(one.id), _folded(one.name)), named[one.key])
    written = {_folded(text) for text in _written(named_in(snapshot))} - spoken.keys() - {""}
    elsewhere = {_folded(text) for text in (*_written(before), *authors)} - spoken.keys() - written - {""}
    others = [*sorted(written, key=order), *sorted(elsewhere, key=order)]
    return Pseudonyms(
        evaluators=named,
        people={
            text: _("Person {number}").format(number=number) for number, text in enumerate(others, start=1)
        },
        spoken=spoken,
    )


def _sorted(evaluators: Iterable[Evaluator], order: Callable[[str], bytes]) -> list[Evaluator]:
    return sorted(evaluators, key=lambda one: order(one.key))


def _numbered(evaluators: Iterable[Evaluator]) -> dict[Key, Evaluator]:
    """Each evaluator once, under a number; a panel is called a panel."""
    first: dict[Key, Evaluator] = {}
    for one in evaluators:
        first.setdefault(one.key, one)
    people = [one for one in first.values() if one.kind != "panel"]
    panels = [one for one in first.values() if one.kind == "panel"]
    width = len(str(len(people)))
    named: dict[Key, Evaluator] = {}
    for number, one in enumerate(people, start=1):
        # Names are sorted as texts, so that 2 comes after 10 unless it is 02.
        figure = f"{number:0{width}}"
        name = _("Evaluator {number}").format(number=figure)
        named[one.key] = replace(one, id=f"evaluator-{figure}", name=name)
    for number, one in enumerate(panels, start=1):
        after = f" {number}" if number > 1 else ""
        named[one.key] = replace(one, id=f"{PANEL}{after.strip()}", name=f"{_('Panel')}{after}")
    return named


def named_in(snapshot: Snapshot) -> list[Record]:
    """The records that name somebody."""
    return [
        *snapshot.evaluators.values(),
        *snapshot.assignments.values(),
        *snapshot.forms.values(),
        *snapshot.discussions.values(),
    ]


def pseudonyms_told() -> str:
    """What whoever reads numbers in place of names has to know."""
    return _("Evaluators have numbers in place of their names. Notes and other free texts stand as written.")


def _written(records: Iterable[Record]) -> Iterator[str]:
    """What stands in fields for people who need not be evaluators."""
    for record in records:
        if isinstance(record, Assignment):
            yield record.by
        elif isinstance(record, Discussion):
            yield from (action.owner for action in record.actions)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _order(salt: str) -> Callable[[str], bytes]:
    def order(text: str) -> bytes:
        return hashlib.sha256(f"{salt}/{text}".encode()).digest()

    return order
