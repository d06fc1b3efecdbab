"""The laws of the frames: the engine's numbers for any question, and from the scores to them by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import assume, given, settings

from scorecard.errors import Refusal
from scorecard.frames import frames
from tests.analysis.evaluations import Case, cases
from tests.frames.evaluations import opened

if TYPE_CHECKING:
    from pandas import Series

PAGE = Path(__file__).resolve().parents[2] / "docs" / "for-analysts.md"


def by_hand() -> dict[str, Any]:
    """The functions of the page for analysts that come to scores without the engine."""
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    told: dict[str, Any] = {}
    for block in blocks:
        if "def settled" in block or "def by_hand" in block:
            exec(block.partition("\nours = ")[0], told)
    return told


def is_close(one: Series[float], other: Any) -> bool:
    """Whether a column and an array have the same numbers, and lack the same ones."""
    return np.allclose(
        one.to_numpy(dtype=float, na_value=np.nan),
        np.asarray(other, dtype=float),
        rtol=0,
        atol=1e-9,
        equal_nan=True,
    )


def whole(case: Case) -> Case:
    """The case with a question that frames can ask."""
    asked = replace(case.question, tried=(), without=(), programmes=None, seen_by=None)
    return Case(snapshot=case.snapshot, scores=case.scores, question=asked)


@given(case=cases())
@settings(max_examples=15, deadline=None)
def test_results_are_those_of_the_engine_whatever_is_asked(case: Case) -> None:
    case = whole(case)
    asked = case.question
    try:
        expected = case.compare()
    except Refusal:
        assume(False)
    with opened(case.snapshot, case.scores) as workspace:
        tables = frames(
            workspace,
            view=asked.view,
            average=asked.average,
            rule=asked.rule,
            weights="own" if asked.weights else None,
            threshold=asked.threshold,
        )
    assert tables.results["programme"].tolist() == [one.id for one in expected.programmes]
    for name in ("score", "low", "high", "coverage"):
        assert is_close(tables.results[name], getattr(expected, name))
        assert is_close(tables.section_results[name], getattr(expected, f"section_{name}").ravel())
    assert tables.results["rank"].isna().tolist() == (expected.rank == 0).tolist()
    assert tables.results["rank"].fillna(0).tolist() == expected.rank.tolist()
    assert tables.results["at_most"].tolist() == expected.at_most().tolist()
    assert is_close(tables.cell_results["value"], expected.cell_value.ravel())


@given(case=cases())
@settings(max_examples=15, deadline=None)
def test_scores_come_out_by_hand_as_the_page_says(case: Case) -> None:
    case = whole(case)
    with opened(case.snapshot, case.scores) as workspace:
        try:
            tables = frames(workspace, weights="own" if case.question.weights else None)
        except Refusal:
            assume(False)
    told = by_hand()
    ours = told["by_hand"](tables)
    theirs = tables.results.set_index(told["PLACE"])
    for name in ("score", "low", "high", "coverage"):
        assert is_close(ours[name], theirs[name].to_numpy(dtype=float, na_value=np.nan)), name
