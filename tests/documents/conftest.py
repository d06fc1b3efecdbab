"""Workshops and programmes to write about, as publications made in memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.edits import workshop_cells as cells
from scorecard.exchange.publication import Publication
from scorecard.model.evaluation import Key
from scorecard.model.workshop import Action, Place
from tests.edits.workshops import FIRST, NOON, SECOND, Held, begun

THIRD = Place("P3", "round", "f.A2")


def published(held: Held, *, seen_by: Key | None = None) -> Publication:
    """All there is to write about."""
    plain = held.study()
    study = plain.asking(replace(plain.question, seen_by=seen_by))
    return Publication(
        study=study, scores=tuple(held.scores.values()), made_at=NOON, fingerprint="f00d", edits=7
    )


@pytest.fixture
def discussed() -> Held:
    """A workshop with an item agreed on, one without agreement, and one in private scoring."""
    held = begun()
    held.do(cells.reveal, held.said(FIRST), FIRST)
    held.do(cells.vote, held.score(FIRST, "ben"), FIRST, "ben", "3")
    held.do(cells.agree, held.said(FIRST), FIRST, "4", "The decree names a budget.")
    held.do(cells.dissent, held.said(FIRST), FIRST, "ben", "It was never paid.")
    held.do(cells.note, FIRST, "Long talk about the annex.")
    action = Action(key="", text="Ask for the annex", owner="Ana", due="2026-12-01")
    held.do(cells.put_action, FIRST, action)
    held.do(cells.reveal, held.said(SECOND), SECOND)
    held.do(cells.dissent, held.said(SECOND), SECOND, "", "Two readings of one study.")
    held.do(cells.begin_scoring, THIRD)
    return held


@pytest.fixture
def named(discussed: Held) -> Held:
    """The same with evaluators named."""
    agenda = discussed.agenda
    discussed.snapshot = replace(
        discussed.snapshot, agendas={agenda.key: replace(agenda, hides_evaluators=False)}
    )
    return discussed
