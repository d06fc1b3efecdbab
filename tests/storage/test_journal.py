"""Undo and redo follow from the order of the journal alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scorecard.model.edit import Label, Revision
from scorecard.model.page import Entry, hash_of
from scorecard.storage.journal import Step, next_to_redo, next_to_undo


def newest_first(*steps: str) -> list[Step]:
    """Steps such as `a` (done), `-a` (undone) and `+a` (redone), told oldest first."""
    kinds = {"-": "undo", "+": "redo"}
    told = [
        Step(f"{number}", kinds[step[0]], step[1:]) if step[0] in kinds else Step(step, "do", "")
        for number, step in enumerate(steps)
    ]
    return told[::-1]


@pytest.mark.parametrize(
    ("steps", "undo", "redo"),
    [
        ("", None, None),
        ("a", "a", None),
        ("a b", "b", None),
        ("a b -b", "a", "b"),
        ("a b -b -a", None, "a"),
        ("a b -b -a +a", "a", "b"),
        ("a b -b -a +a +b", "b", None),
        ("a b -b -a +a +b -b", "a", "b"),
        ("a b -b c", "c", None),
        ("a b -b c -c", "a", "c"),
        ("a b -b c -c -a", None, "a"),
        ("a b -b c -c -a +a", "a", "c"),
    ],
)
def test_the_next_step_follows_from_those_before(steps: str, undo: str | None, redo: str | None) -> None:
    assert next_to_undo(newest_first(*steps.split())) == undo
    assert next_to_redo(newest_first(*steps.split())) == redo


def test_a_hash_covers_the_revision_and_every_change() -> None:
    moment = datetime(2025, 3, 1, tzinfo=UTC)
    revision = Revision(id="1" * 32, at=moment, author="ana", label=Label(message="Change"))
    entry = Entry("round", "k", None, "{}", "")
    others = [
        Entry(*[f"{part or ''}x" if place == n else part for n, part in enumerate(entry)])
        for place in range(5)
    ]
    hashes = {
        hash_of(revision, entries)
        for entries in ([entry], [], [entry, entry], *[[other] for other in others])
    }
    hashes.add(
        hash_of(Revision(id="1" * 32, at=moment, author="luis", label=Label(message="Change")), [entry])
    )
    assert len(hashes) == 9
