"""What was removed on one side of a merge and is still used on the other, and how that is made whole again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from scorecard.exchange.merging.clashes import Choices, Clash, Speaker
from scorecard.exchange.merging.outcome import Outcome
from scorecard.i18n import _
from scorecard.model.evaluation import Assignment, Conflict, Evaluation, Evaluator, Key, Round, WeightSet
from scorecard.model.form import Form
from scorecard.model.framework import Draft, Edition, Framework
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.page import body_of, record_of
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.record import Record, Ref, ref
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.workshop import Agenda, Discussion

_USED = ("framework", "round", "evaluator", "programme", "document", "evidence", "note_sheet")
_NAMED = 3


def owners_of(record: Record) -> tuple[Ref, ...]:
    """What a record belongs to, so that it goes with that."""
    match record:
        case WeightSet():
            return (Ref("framework", record.framework),)
        case Conflict():
            return (Ref("programme", record.programme), Ref("evaluator", record.evaluator))
        case Score() | Assignment():
            return (
                Ref("programme", record.programme),
                Ref("evaluator", record.evaluator),
                Ref("round", record.round),
            )
        case Evidence():
            return (Ref("programme", record.programme),)
        case NoteSheet():
            return (Ref("programme", record.programme),) if record.programme else ()
        case NoteRow():
            return (Ref("note_sheet", record.sheet),)
        case Form():
            return (Ref("evaluator", record.evaluator), Ref("round", record.round))
        case Agenda() | Discussion():
            return (Ref("round", record.round),)
        case (
            Evaluation()
            | Framework()
            | Edition()
            | Draft()
            | Round()
            | Evaluator()
            | Programme()
            | Document()
        ):
            return ()
        case _:
            assert_never(record)


def named_in(record: Record, snapshot: Snapshot) -> tuple[Ref, ...]:
    """What a record names beyond that, so that it stays and no longer names it."""
    match record:
        case Score():
            return tuple(Ref("evidence", key) for key in record.cites)
        case Programme():
            return tuple(Ref("document", key) for rating in record.ratings for key in rating.documents)
        case Evidence():
            others = tuple(Ref("evidence", key) for key in record.differs_from)
            return (*(Ref("document", key) for key in record.documents), *others)
        case NoteSheet():
            return tuple(Ref("document", key) for key in record.documents)
        case NoteRow():
            columns = _programme_columns(record, snapshot)
            programmes = tuple(Ref("programme", value) for column, value in record.cells if column in columns)
            return (*(Ref("document", key) for key in record.documents), *programmes)
        case _:
            return ()


def without(record: Record, gone: set[Ref], snapshot: Snapshot) -> Record:
    """A record that names none of these any more."""

    def kept(kind: str, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        return tuple(key for key in keys if Ref(kind, key) not in gone)

    match record:
        case Score():
            return replace(record, cites=kept("evidence", record.cites))
        case Programme():
            ratings = tuple(replace(one, documents=kept("document", one.documents)) for one in record.ratings)
            return replace(record, ratings=ratings)
        case Evidence():
            documents, others = kept("document", record.documents), kept("evidence", record.differs_from)
            return replace(record, documents=documents, differs_from=others)
        case NoteSheet():
            return replace(record, documents=kept("document", record.documents))
        case NoteRow():
            columns = _programme_columns(record, snapshot)
            cells = tuple(
                (column, value)
                for column, value in record.cells
                if column not in columns or Ref("programme", value) not in gone
            )
            return replace(record, documents=kept("document", record.documents), cells=cells)
        case _:
            return record


@dataclass(slots=True)
class _Uses:
    """Who still uses something that is gone: what belongs to it, and what names it."""

    owned: list[Ref] = field(default_factory=list)
    naming: list[Ref] = field(default_factory=list)

    @property
    def all(self) -> list[Ref]:
        """Both."""
        return [*self.owned, *self.naming]


def mend_references(outcome: Outcome, speaker: Speaker, choices: Choices) -> Iterator[Clash]:
    """Let go of what was removed with all that belongs to it, or bring it back, as is chosen.

    What one edit removed is asked about once. What is open stays as it is until then. Bringing back undoes every
    removal of that edit. Raises `LookupError` for something that never was.
    """
    let_go: dict[Key, bool | None] = {}
    before: list[tuple[Ref, _Uses]] = []
    while missing := [
        one for one in _missing(outcome) if let_go.get(outcome.edit_of(one[0]), True) is not None
    ]:
        if missing == before:
            raise LookupError(missing[0][0])
        before = missing
        for place, uses in missing:
            removal = outcome.edit_of(place)
            if place in outcome.decided:
                # Somebody has chosen its removal, or it went with something that is gone.
                _let_go(outcome, uses)
                continue
            if removal not in let_go:
                clash = _clash(outcome, speaker, choices, place, uses)
                yield clash
                let_go[removal] = None if clash.chosen is None else clash.sides[clash.chosen].edit == removal
            if let_go[removal]:
                _let_go(outcome, uses)
                outcome.decided.add(place)
            elif let_go[removal] is False:
                _bring_back(outcome, place)


def _missing(outcome: Outcome) -> list[tuple[Ref, _Uses]]:
    """Everything that is used and is not there, with its uses; what others belong to first."""
    after = outcome.after()
    there = {ref(record) for record in after.records() if ref(record).kind in _USED}
    found: dict[Ref, _Uses] = {}
    places: dict[str, tuple[Ref, ...]] = {}

    def owners_gone(where: str) -> tuple[Ref, ...]:
        if where not in places:
            owners = zip(("programme", "evaluator", "round"), where.split("/"), strict=True)
            places[where] = tuple(owner for owner in (Ref(*one) for one in owners) if owner not in there)
        return places[where]

    def note(place: Ref, body: str | None) -> None:
        if body is None:
            return
        for owner in owners_gone(place.key.rpartition("/")[0]):
            found.setdefault(owner, _Uses()).owned.append(place)
        if '"cites"' in body:
            _add_named(found, record_of(place, body), there, after)

    for place, body in outcome.changed_scores():
        note(place, body)
    for where, card in outcome.cards():
        gone_too = owners_gone(where)
        for criterion, last in card.items():
            if gone_too or '"cites"' in (last.body or ""):
                note(Ref("score", f"{where}/{criterion}"), last.body)
    changed = dict(outcome.changed_records())
    gone = [place for place, body in changed.items() if body is None and place.kind in _USED]
    for record in after.records() if changed else ():
        for owner in owners_of(record):
            if owner not in there:
                found.setdefault(owner, _Uses()).owned.append(ref(record))
        _add_named(found, record, there, after)
    for place in gone:
        for score in _scores_using(outcome, place):
            if outcome.body(ref(score)) != body_of(score):
                continue
            if place in owners_of(score):
                found.setdefault(place, _Uses()).owned.append(ref(score))
            else:
                found.setdefault(place, _Uses()).naming.append(ref(score))
    return sorted(found.items(), key=lambda one: _USED.index(one[0].kind))


def _add_named(found: dict[Ref, _Uses], record: Record | None, there: set[Ref], after: Snapshot) -> None:
    for named in named_in(record, after) if record is not None else ():
        if named not in there:
            found.setdefault(named, _Uses()).naming.append(ref(record))  # type: ignore[arg-type]


def _scores_using(outcome: Outcome, place: Ref) -> Iterable[Score]:
    """The scores stored here that something which goes has to do with."""
    match place.kind:
        case "programme":
            return outcome.home.scores(programme=place.key)
        case "evaluator":
            return outcome.home.scores(evaluator=place.key)
        case "round":
            return outcome.home.scores(round=place.key)
        case "evidence":
            item = outcome.before.evidence.get(place.key)
            scores = outcome.home.scores(programme=item.programme) if item else ()
            return [score for score in scores if place.key in score.cites]
        case _:
            return ()


def _clash(outcome: Outcome, speaker: Speaker, choices: Choices, place: Ref, uses: _Uses) -> Clash:
    removal = outcome.page(outcome.edit_of(place))
    entry = next(one for one in removal.entries if (one.kind, one.key) == place)
    record = record_of(place, entry.before)
    if record is None:
        raise LookupError(place)
    some = [one for one in map(outcome.record, uses.all[:_NAMED]) if one is not None]
    named = ", ".join(speaker.thing(one) for one in some)
    if len(uses.all) > len(some):
        named = _("{things} and {count} more").format(things=named, count=len(uses.all) - len(some))
    sides = [
        speaker.side(_("removed"), removal.revision.id),
        speaker.side(_("still used: {things}").format(things=named), outcome.edit_of(uses.all[0])),
    ]
    if outcome.stood(place) is not None:
        sides.reverse()  # What stands here comes first.
    return speaker.clash_of(record, place, "", sides, choices.side(place, len(sides)))


def _let_go(outcome: Outcome, uses: _Uses) -> None:
    after = outcome.after()
    for place in uses.owned:
        outcome.settle(place, None)
        outcome.decided.add(place)
    for place in uses.naming:
        record = outcome.record(place)
        if record is not None:
            gone = {named for named in named_in(record, after) if outcome.body(named) is None}
            outcome.settle(place, body_of(without(record, gone, after)))


def _bring_back(outcome: Outcome, place: Ref) -> None:
    removal = outcome.page(outcome.edit_of(place))
    for entry in removal.entries:
        gone = Ref(entry.kind, entry.key)
        if (
            entry.after is None
            and outcome.body(gone) is None
            and outcome.is_left_by(gone, removal.revision.id)
        ):
            outcome.settle(gone, entry.before)


def _programme_columns(row: NoteRow, snapshot: Snapshot) -> set[str]:
    sheet = snapshot.note_sheets.get(row.sheet)
    columns = sheet.template.columns if sheet else ()
    return {column.id for column in columns if column.kind == "programme"}
