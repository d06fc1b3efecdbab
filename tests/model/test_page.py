"""A revision is written down in one form, by which every file knows it again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.model.codec import Undecodable
from scorecard.model.edit import Label, Revision
from scorecard.model.page import (
    Entry,
    body_of,
    cell_of,
    fields_of,
    hash_of,
    record_of,
    revision_of,
    texts_as_json,
)
from scorecard.model.record import Ref, ref
from scorecard.model.score import Cell, Score

REVISION = Revision(
    id="1" * 32,
    at=datetime(2026, 11, 22, 10, 0, 0, 123_000, tzinfo=UTC),
    author="Ana",
    label=Label(message="level {level}", values=(("level", "3"),)),
    kind="merge",
)


def test_a_revision_is_read_back_from_its_fields() -> None:
    assert revision_of(fields_of(REVISION)) == REVISION


@pytest.mark.parametrize(("place", "text"), [(1, "yesterday"), (3, "[]"), (4, "guess")])
def test_fields_that_are_none_are_undecodable(place: int, text: str) -> None:
    fields = list(fields_of(REVISION))
    fields[place] = text
    with pytest.raises(Undecodable):
        revision_of(fields)


@given(st.lists(st.none() | st.text()))
def test_texts_as_json_are_what_json_makes_of_them(texts: list[str | None]) -> None:
    assert texts_as_json(texts) == json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def test_where_it_arrived_is_no_part_of_what_a_revision_is() -> None:
    entry = Entry("round", "k", None, "{}", "")
    assert hash_of(replace(REVISION, arrived="2" * 32), [entry]) == hash_of(REVISION, [entry])


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"value": "3"},
        {"value": "NA", "note": "no staff", "confidence": "low", "cites": ("a", "b"), "carried": "r0"},
        {"question": "?", "challenge": "!"},
    ],
)
def test_a_score_is_read_back_from_its_body_and_its_key(said: dict[str, object]) -> None:
    score = Score(programme="p", evaluator="e", round="r", criterion="f.A1", **said)  # type: ignore[arg-type]
    body = body_of(score)
    assert record_of(ref(score), body) == score
    assert '"programme"' not in (body or "")


def test_bodies_and_keys_that_are_none_are_undecodable() -> None:
    place = Ref("score", "p/e/r/f.A1")
    for body in ("[]", '{"value":3}', '{"verdict":"3"}'):
        with pytest.raises(Undecodable):
            record_of(place, body)
    with pytest.raises(Undecodable):
        cell_of("p/e/r")
    assert cell_of("p/e/r/f.A1") == Cell("p", "e", "r", "f.A1")
    assert record_of(place, None) is None
