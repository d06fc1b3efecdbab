"""A study of another question spares what both have in common, and finds the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scorecard.analysis.study import Study
from tests.analysis.evaluations import case_of


@pytest.fixture
def study() -> Study:
    case = case_of(
        {"A": 2, "B": 1},
        {"P1": {"e": "1 2 3", "f": "2 2 1", "s": "4 4 4"}, "P2": {"e": "0 1 2", "f": "0 3 2", "s": "4 4 3"}},
        kinds={"e": "independent", "f": "independent", "s": "self"},
    )
    cube = case.cube()
    return Study(case.snapshot, cube, case.question, lambda _round: cube)


@pytest.mark.parametrize("changes", [{"rule": "geometric"}, {"tried": (("A", 3.0),)}, {"without": ("B",)}])
def test_agreement_is_found_once_for_all_questions_of_the_same_answers(
    study: Study, changes: dict[str, Any]
) -> None:
    found = study.agreement
    assert study.asking(replace(study.question, **changes)).agreement is found


def test_agreement_of_other_answers_is_found_anew(study: Study) -> None:
    assert study.agreement.overall.units == 6
    other = study.asking(replace(study.question, view="self"))
    assert other.agreement.overall.units == 0
    alone = study.asking(replace(study.question, programmes=(study.comparison.programmes[0].key,)))
    assert alone.agreement.overall.units == 3
