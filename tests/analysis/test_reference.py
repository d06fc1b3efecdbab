"""The engine against the plain reading, under every rule."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given, settings

from tests.analysis.evaluations import Case, cases
from tests.analysis.reference import NEAR, expected_results

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

ANY_CASE: SearchStrategy[Case] = cases()
FAINT_CASE: SearchStrategy[Case] = cases(faint=True)


def differences(found: Any, expected: Any, place: str = "") -> list[str]:
    """Where two documents differ by more than rounding; empty when nowhere."""
    if isinstance(expected, dict):
        if not isinstance(found, dict) or list(found) != list(expected):
            return [f"{place}: {found} for {expected}"]
        return [one for key in expected for one in differences(found[key], expected[key], f"{place}.{key}")]
    if isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            return [f"{place}: {found} for {expected}"]
        return [
            one
            for index, item in enumerate(expected)
            for one in differences(found[index], item, f"{place}[{index}]")
        ]
    if isinstance(expected, Fraction):
        close = type(found) is float and abs(found - expected) <= 1e-12 * max(1, abs(expected))
        return [] if close else [f"{place}: {found} for {float(expected)}"]
    return [] if type(found) is type(expected) and found == expected else [f"{place}: {found} for {expected}"]


def is_clear_of_tolerance(expected: dict[str, Any], threshold: float) -> bool:
    """Whether nothing lies so near the tolerance itself that rounding could decide it."""
    programmes = expected["programmes"]
    scores = [one["score"] for one in programmes if one["score"] is not None]
    gaps = [abs(one - other) for one, other in combinations(scores, 2)]
    coverages = [one["coverage"] for one in programmes if one["coverage"] is not None]
    gaps += [bound - coverage for coverage in coverages for bound in (Fraction(threshold), Fraction(1))]
    return all(abs(gap - NEAR) > NEAR / 1000 for gap in gaps)


@given(ANY_CASE)
@settings(max_examples=600, deadline=None)
def test_every_number_equals_the_plain_reading_of_the_methods(case: Case) -> None:
    expected = expected_results(case.snapshot, case.scores, case.question)
    assert differences(case.compare().to_json(), expected) == []


@given(FAINT_CASE)
@settings(max_examples=200, deadline=None)
def test_scores_within_the_tolerance_tie_as_the_methods_say(case: Case) -> None:
    expected = expected_results(case.snapshot, case.scores, case.question)
    assume(is_clear_of_tolerance(expected, case.snapshot.evaluation.threshold))
    assert differences(case.compare().to_json(), expected) == []


@given(ANY_CASE)
@settings(deadline=None)
def test_a_score_lies_in_its_interval_and_the_interval_on_the_scale(case: Case) -> None:
    for result in case.compare().results():
        for one in (result, *result.sections):
            if one.low is None or one.high is None:
                assert one.low is one.high is one.score is one.coverage is None
                continue
            assert 0 <= one.low <= one.high + 1e-12 <= case.compare().framework.top + 2e-12
            if one.score is not None:
                assert one.low - 1e-12 <= one.score <= one.high + 1e-12


@given(ANY_CASE)
@settings(deadline=None)
def test_setting_cells_one_by_one_gives_the_cube_that_is_built_whole(case: Case) -> None:
    patched = Case(snapshot=case.snapshot, scores=(), question=case.question).cube()
    for score in case.scores:
        patched = patched.with_score(score)
    assert (patched.values == case.cube().values).all()
