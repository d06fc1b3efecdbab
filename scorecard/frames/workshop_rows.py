"""What was said in workshops as rows of the tables, in the order of the agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from scorecard.frames.labels import Labels
from scorecard.model.snapshot import Snapshot
from scorecard.model.workshop import Agenda, Discussion

Row = Sequence[Any]


def agendas(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in _agendas(snapshot):
        hand = snapshot.discussions.get(one.at_hand)
        programme = "" if hand is None else labels.programmes.get(hand.programme, hand.programme)
        yield (
            one.framework, labels.rounds[one.round], one.begun_at, one.minutes, programme,
            "" if hand is None else hand.criterion, one.hides_programmes, one.hides_evaluators,
            " ".join(one.slides),
        )  # fmt: skip


def absences(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in _agendas(snapshot):
        for evaluator in dict.fromkeys(one.absent):
            if evaluator in labels.evaluators:
                yield one.framework, labels.rounds[one.round], labels.evaluators[evaluator]


def discussions(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one, cell in _cells(snapshot, labels):
        yield (
            *cell, one.place.framework, one.position, one.practice, one.stage, one.note, one.outcome, one.value,
            one.rationale,
        )  # fmt: skip


def votes(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one, cell in _cells(snapshot, labels):
        practice, first, second = dict(one.votes), dict(one.first), dict(one.second)
        for key in dict.fromkeys((*one.voted, *practice, *first, *second)):
            said = (found.get(key, "") for found in (practice, first, second))
            yield *cell, labels.evaluators.get(key, key), key in one.voted, *said


def dissents(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one, cell in _cells(snapshot, labels):
        for position, dissent in enumerate(one.dissents):
            who = labels.evaluators.get(dissent.evaluator, dissent.evaluator)
            yield *cell, position, who, dissent.text


def actions(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one, cell in _cells(snapshot, labels):
        for action in one.actions:
            yield *cell, action.key, action.text, action.owner, action.due


def _agendas(snapshot: Snapshot) -> list[Agenda]:
    return sorted(
        (one for one in snapshot.agendas.values() if one.round in snapshot.rounds),
        key=lambda one: (snapshot.rounds[one.round].position, one.key),
    )


def _cells(snapshot: Snapshot, labels: Labels) -> Iterator[tuple[Discussion, tuple[str, str, str]]]:
    """Each discussion with the ids of its cell; its programme may be gone, its round goes with it."""
    rounds = {one.key: place for place, one in enumerate(snapshot.ordered_rounds())}
    inside = sorted(
        (one for one in snapshot.discussions.values() if one.round in rounds),
        key=lambda one: (rounds[one.round], one.place.framework, one.position, one.key),
    )
    for one in inside:
        programme = labels.programmes.get(one.programme, one.programme)
        yield one, (programme, labels.rounds[one.round], one.criterion)
