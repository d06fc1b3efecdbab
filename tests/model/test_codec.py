"""Values as JSON: what was written is read back, and nothing else is read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.library.frameworks import built_in_framework
from scorecard.model.codec import Undecodable, canonical, decode_record, encode, fingerprint
from scorecard.model.evaluation import Evaluation
from scorecard.model.record import KINDS, Record, ref
from scorecard.model.score import Score

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
RECORDS: st.SearchStrategy[Record] = st.one_of(
    *(st.from_type(kind) for name, kind in KINDS.items() if name != "framework")
)
FACT = {"key": "k", "id": "i", "programme": "p", "text": "t", "sign": "+"}
CELL = {"programme": "p", "evaluator": "e", "round": "r", "criterion": "ptpr.ANT1"}


@given(RECORDS)
def test_a_record_comes_back_as_it_went(record: Record) -> None:
    assert decode_record(ref(record).kind, json.loads(canonical(record))) == record


@pytest.mark.parametrize("id", ["ptpr", "lnk"])
def test_a_framework_comes_back_as_it_went(id: str) -> None:
    framework = built_in_framework(id)
    assert decode_record("framework", json.loads(canonical(framework))) == framework


def test_fields_at_their_default_are_left_out() -> None:
    assert encode(Score(**CELL)) == CELL


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("score", {**CELL, "value": 3}, "value: expected str"),
        ("score", {**CELL, "confidence": "huge"}, "confidence"),
        ("score", {**CELL, "cites": "k"}, "cites: expected a list"),
        ("score", {**CELL, "cites": [1]}, r"cites\[0\]: expected str"),
        ("score", {**CELL, "colour": "red"}, "colour: unknown field"),
        ("score", {"programme": "p"}, "evaluator: missing"),
        ("score", [], "expected a table"),
        ("evidence", {"key": "k", "id": "i", "programme": "p", "text": "t", "sign": "!"}, "sign"),
        (
            "evidence",
            {"key": "k", "id": "i", "programme": "p", "text": "t", "sign": "+", "context": 1},
            "context",
        ),
        ("weights", {"key": "k", "id": "i", "name": "n", "framework": "f", "sections": [["A"]]}, "2 entries"),
        ("verdict", {}, "unknown kind"),
    ],
)
def test_what_is_no_record_is_refused_with_its_place(kind: str, data: object, said: str) -> None:
    with pytest.raises(Undecodable, match=said):
        decode_record(kind, data)


def test_the_fingerprint_changes_with_any_text_and_not_with_the_order_of_writing() -> None:
    framework = built_in_framework("lnk")
    again = decode_record("framework", json.loads(canonical(framework)))
    assert fingerprint(framework) == fingerprint(again)
    assert fingerprint(framework) != fingerprint(replace(framework, version="9.9"))


def test_a_whole_number_is_read_where_a_fraction_may_stand() -> None:
    data = {"id": "i", "title": "t", "frameworks": ["lnk"], "threshold": 1}
    assert decode_record("evaluation", data) == Evaluation(
        id="i", title="t", frameworks=("lnk",), threshold=1.0
    )
