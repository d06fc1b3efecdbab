"""The states of a score."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.model.score import Cell, blank_score

CELL = Cell("p", "e", "r", "ptpr.ANT1")


@pytest.mark.parametrize(
    ("value", "state"), [("", "unscored"), ("NE", "NE"), ("NA", "NA"), ("0", "scored"), ("yes", "scored")]
)
def test_no_evidence_not_applicable_blank_and_zero_are_four_states(value: str, state: str) -> None:
    assert replace(blank_score(CELL), value=value).state == state


def test_a_score_without_a_value_is_not_blank_once_it_has_a_note() -> None:
    assert blank_score(CELL).is_blank
    assert not replace(blank_score(CELL), note="To be looked up").is_blank
    assert blank_score(CELL).cell == CELL
