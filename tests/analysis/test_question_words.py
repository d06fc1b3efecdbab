"""How scores are put together, in words that stand beside them."""

from __future__ import annotations

import pytest

from scorecard.analysis.question_words import scale_in_words, scale_sentence
from scorecard.charts.caption import asked
from tests.analysis.evaluations import case_of, framework_of


@pytest.mark.parametrize("codes", ["01234", "01", "0123456"])
def test_levels_that_count_as_they_are_written_need_no_word(codes: str) -> None:
    framework = framework_of({"A": 1}, codes)
    assert (scale_in_words(framework), scale_sentence(framework)) == ((), "")


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["1", "2", "3", "4", "5"], "evels 1 to 5 count as 0 to 4"),
        (["A", "B", "C", "D"], "evels A to D count as 0 to 3"),
        (["no", "yes"], "evels no to yes count as 0 to 1"),
        (["4", "3", "2", "1", "0"], "evels 4 to 0 count as 0 to 4"),
    ],
)
def test_other_levels_are_said_to_count_from_0(codes: list[str], said: str) -> None:
    framework = framework_of({"A": 1}, codes)
    assert scale_in_words(framework) == (f"l{said}",)
    assert scale_sentence(framework) == f"L{said}."


def test_every_line_of_facts_says_as_what_the_levels_count() -> None:
    case = case_of({"A": 1}, {"P1": {"e": "4"}}, codes=["1", "2", "3", "4", "5"])
    assert asked(case.snapshot, case.compare())[-1] == "levels 1 to 5 count as 0 to 4"
