"""Edits as values: what a person wants done, as the changes that do it and the label that names it."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.i18n import N_
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Evaluator, Key
from scorecard.model.framework import NA, NE
from scorecard.model.programme import Evidence, Programme
from scorecard.model.record import KINDS, Record, ref
from scorecard.model.score import Score, blank_score
from scorecard.model.snapshot import Snapshot


def beginning(snapshot: Snapshot, scores: Iterable[Score]) -> Edit:
    """The first edit of a file: everything it begins with."""
    records: list[Record] = [
        snapshot.evaluation,
        *snapshot.frameworks.values(),
        *snapshot.rounds.values(),
        *snapshot.evaluators.values(),
        *snapshot.weights.values(),
        *snapshot.programmes.values(),
        *snapshot.documents.values(),
        *snapshot.evidence.values(),
        *scores,
    ]
    return Edit(
        label=Label(message=N_("new evaluation")),
        changes=tuple(Change(before=None, after=record) for record in records),
    )


def score_edit(stored: Score | None, score: Score) -> Edit:
    """The edit that makes a cell say this; without changes where it says so already."""
    before = stored
    after = None if score.is_blank else score
    changes = () if before == after else (Change(before=before, after=after),)
    return Edit(label=_score_label(stored or blank_score(score.cell), score), changes=changes)


def record_edit(message: str, stored: Record | None, record: Programme | Evaluator | Evidence) -> Edit:
    """The edit that adds a record or stores another state of it; `message` is a marked one with `{id}`."""
    changes = () if stored == record else (Change(before=stored, after=record),)
    return Edit(label=Label(message=message, values=(("id", record.id),)), changes=changes)


def removal_of_programme(snapshot: Snapshot, key: Key, scores: Iterable[Score]) -> Edit:
    """The edit that removes a programme with its evidence and scores; without changes where it is gone."""
    programme = snapshot.programmes.get(key)
    if programme is None:
        return Edit(label=Label(message=N_("remove {id}"), values=(("id", ""),)), changes=())
    gone: list[Record] = [*scores, *snapshot.evidence_of(key), programme]
    order = list(KINDS)
    gone.sort(key=lambda record: order.index(ref(record).kind), reverse=True)
    return Edit(
        label=Label(message=N_("remove {id}"), values=(("id", programme.id),)),
        changes=tuple(Change(before=record, after=None) for record in gone),
    )


def import_edit(changes: tuple[Change, ...], count: int) -> Edit:
    """The edit that takes in scores from files; `count` is how many scores that are."""
    return Edit(
        label=Label(message=N_("import, scores: {count}"), values=(("count", str(count)),)), changes=changes
    )


def _score_label(stored: Score, score: Score) -> Label:
    values = (("criterion", score.criterion.partition(".")[2]),)
    if stored.value != score.value:
        match score.value:
            case "":
                return Label(message=N_("clear {criterion}"), values=values)
            case code if code == NE:
                return Label(message=N_("no evidence for {criterion}"), values=values)
            case code if code == NA:
                return Label(message=N_("{criterion} does not apply"), values=values)
            case code:
                return Label(message=N_("level {level} for {criterion}"), values=(("level", code), *values))
    if stored.cites != score.cites:
        return Label(message=N_("citation for {criterion}"), values=values)
    if stored.question != score.question:
        return Label(message=N_("open question on {criterion}"), values=values)
    if stored.challenge != score.challenge:
        return Label(message=N_("challenge on {criterion}"), values=values)
    if stored.confidence != score.confidence:
        return Label(message=N_("confidence for {criterion}"), values=values)
    return Label(message=N_("note on {criterion}"), values=values)
