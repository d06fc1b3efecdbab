"""Alpha against its definition, a published example and the package; habits; and every sentence said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.analysis.answers import Answers
from scorecard.analysis.cube import NA, NE, UNSCORED
from scorecard.analysis.evaluators.agreement import Agreement, find_agreement
from scorecard.analysis.evaluators.agreement_sentences import alpha_figure, by_section
from scorecard.analysis.evaluators.alpha import Alpha
from scorecard.analysis.study import Study
from scorecard.model.evaluation import Evaluator
from scorecard.model.programme import Programme
from tests.analysis.evaluations import Case, case_of, framework_of

CANONICAL = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Four observers, twelve units: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C."""


def agreement_of(values: Any, sizes: Sequence[int] = (), **settings: Any) -> Agreement:
    """Agreement on answers [P, E, C], in sections of these sizes; without any, all criteria are one section."""
    array = np.array(values, dtype=np.int8)
    programmes, evaluators, criteria = array.shape
    framework = framework_of(dict(zip("ABCDEF", sizes or (criteria,), strict=False)))
    answers = Answers(
        programmes=tuple(Programme(key=f"p{n}", id=f"P{n}", name=f"P{n}") for n in range(programmes)),
        evaluators=tuple(
            Evaluator(key=f"e{n}", id=f"e{n}", name=f"Eva {n}", kind="peer") for n in range(evaluators)
        ),
        values=array,
        panel=np.zeros((programmes, 0, criteria), dtype=np.int8),
    )
    return find_agreement(framework, answers, **settings)


def of_case(case: Case) -> Agreement:
    """The agreement of a case, as its study finds it."""
    return Study(case.snapshot, case.cube(), case.question, {}.get).agreement


def by_definition(units: Sequence[Sequence[int]]) -> Fraction | None:
    """Alpha of the levels of each unit, pair by pair; None where it is undefined."""
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    margins = Counter(values)
    if len(margins) < 2:
        return None

    def squared(one: int, other: int) -> Fraction:
        low, high = sorted((one, other))
        between = sum(count for value, count in margins.items() if low <= value <= high)
        return (between - Fraction(margins[low] + margins[high], 2)) ** 2

    count = len(values)
    observed = sum(
        squared(one, other) / (len(unit) - 1) for unit in units for one, other in permutations(unit, 2)
    ) / Fraction(count)
    expected = sum(
        squared(one, other) * (margins[one] * margins[other])
        for one in margins
        for other in margins
        if one != other
    ) / Fraction(count * (count - 1))
    return 1 - observed / expected


def units_of(values: Any) -> list[list[int]]:
    """The levels of each cell of answers [P, E, C]."""
    cells = np.asarray(values).transpose(0, 2, 1).reshape(-1, np.asarray(values).shape[1])
    return [[int(value) for value in cell if value >= 0] for cell in cells]


_ANSWER = st.sampled_from([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, UNSCORED, NE, NA])


@st.composite
def grids(draw: st.DrawFn) -> Any:
    """Answers [P, E, C] with every state."""
    shape = draw(st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 4)))
    flat = draw(st.lists(_ANSWER, min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))
    return np.array(flat, dtype=np.int8).reshape(shape)


def test_alpha_of_the_published_example_is_the_published_one() -> None:
    rows = [
        [UNSCORED if word == "." else int(word) for word in line.split()]
        for line in CANONICAL.strip().splitlines()
    ]
    found = agreement_of(np.array(rows).T[:, :, np.newaxis])
    assert found.overall.alpha == pytest.approx(0.815, abs=0.0005)
    assert found.overall.units == 11


@given(grids())
def test_alpha_is_that_of_its_definition_by_pairs(values: Any) -> None:
    found = agreement_of(values, resamples=0)
    expected = by_definition(units_of(values))
    assert (found.overall.alpha is None) == (expected is None)
    if expected is not None:
        assert found.overall.alpha == pytest.approx(float(expected), abs=1e-12)


@given(grids())
def test_alpha_is_that_of_the_package(values: Any) -> None:
    found = agreement_of(values, resamples=0).overall
    if found.alpha is not None:
        levels = np.where(values >= 0, values, np.nan).transpose(1, 0, 2).reshape(values.shape[1], -1)
        theirs = krippendorff.alpha(levels, level_of_measurement="ordinal", value_domain=range(5))
        assert found.alpha == pytest.approx(float(theirs), abs=1e-9)


@given(grids())
def test_a_criterion_is_measured_by_its_own_margins_and_only_from_five_cells(values: Any) -> None:
    found = agreement_of(values, resamples=0)
    for place, alpha in enumerate(found.criteria):
        units = units_of(values[:, :, place : place + 1])
        shared = [unit for unit in units if len(unit) > 1]
        expected = by_definition(units) if len(shared) >= 5 else None
        assert alpha.units == len(shared)
        assert alpha.alpha == (None if expected is None else pytest.approx(float(expected), abs=1e-12))


@given(grids())
def test_sections_are_made_of_their_criteria(values: Any) -> None:
    criteria = values.shape[2]
    first = (criteria + 1) // 2
    found = agreement_of(values, (first, criteria - first), resamples=0)
    for section, part in zip(found.sections, (values[..., :first], values[..., first:]), strict=False):
        alone = agreement_of(part, resamples=0).sections[0] if part.shape[2] else section
        assert section == alone


@given(grids())
def test_what_is_no_level_changes_nothing(values: Any) -> None:
    plain = agreement_of(np.where(values >= 0, values, UNSCORED))
    assert agreement_of(values) == plain


@given(grids(), st.integers(1, 9))
def test_the_interval_is_that_of_programmes_drawn_with_replacement(values: Any, seed: int) -> None:
    resamples = 40
    found = agreement_of(values, resamples=resamples, seed=seed).overall
    shared = [row for row in values if any(len(unit) > 1 for unit in units_of(row[np.newaxis]))]
    alphas = []
    if shared:
        drawn = np.random.default_rng(seed).integers(len(shared), size=(len(shared), resamples))
        alphas = [by_definition(units_of(np.array([shared[who] for who in column]))) for column in drawn.T]
    defined = [float(alpha) for alpha in alphas if alpha is not None]
    if found.alpha is None or len(shared) < 2 or len(defined) < 0.95 * resamples:
        assert (found.low, found.high) == (None, None)
    else:
        assert [found.low, found.high] == pytest.approx(
            np.quantile(defined, [0.025, 0.975]).tolist(), abs=1e-9
        )


def test_cells_of_one_programme_are_not_taken_for_independent() -> None:
    random = np.random.default_rng(3)
    halo = random.integers(0, 5, size=(12, 3, 1))
    values = np.repeat(halo, 10, axis=2)
    as_programmes = agreement_of(values).overall
    as_units = agreement_of(values.transpose(0, 2, 1).reshape(120, 1, 3).transpose(0, 2, 1)).overall
    assert as_programmes.alpha == pytest.approx(as_units.alpha or 0)
    width, too_narrow = (one.high - one.low for one in (as_programmes, as_units) if one.high and one.low)
    assert width > 2 * too_narrow


def test_the_same_seed_gives_the_same_interval_and_another_one_another() -> None:
    values = np.random.default_rng(1).integers(0, 5, size=(12, 3, 4))
    assert agreement_of(values) == agreement_of(values)
    assert agreement_of(values).overall.low != agreement_of(values, seed=2).overall.low


def test_programmes_that_are_all_alike_leave_no_doubt() -> None:
    found = agreement_of([[[0, 2, 3], [0, 2, 4]]] * 12).overall
    assert [found.low, found.high] == pytest.approx([found.alpha, found.alpha])


def test_one_programme_gives_no_interval() -> None:
    found = agreement_of([[[0, 1, 2, 3, 4], [0, 1, 2, 3, 3]]]).overall
    assert found.alpha is not None
    assert (found.low, found.high, found.indicative) == (None, None, True)


def test_an_interval_that_hangs_on_one_programme_is_not_given() -> None:
    alike, apart = [[2, 2], [2, 2]], [[1, 2], [2, 2]]
    found = agreement_of([alike] * 11 + [apart])
    assert found.overall.alpha is not None
    assert (found.overall.low, found.overall.high) == (None, None)
    assert "It has no interval: it hangs on too few programmes." in found.sentences()[1]


@pytest.mark.parametrize(("programmes", "indicative"), [(9, True), (10, False)])
def test_an_interval_from_fewer_than_ten_programmes_is_indicative(programmes: int, indicative: bool) -> None:
    values = np.random.default_rng(1).integers(0, 5, size=(programmes, 3, 4))
    unscored = np.full((3, 3, 4), UNSCORED)
    found = agreement_of(np.concatenate([values, unscored]))
    assert found.indicative is indicative
    assert ("indicative" in found.sentences()[1]) is indicative


def test_full_agreement_is_one_and_levels_that_are_all_the_same_are_undefined() -> None:
    assert agreement_of([[[0, 4, 2], [0, 4, 2]]] * 10).overall.alpha == 1
    same = agreement_of([[[3, 3], [3, 3]]] * 4)
    assert (same.overall.alpha, same.overall.low, same.sections[0].verdict) == (None, None, "alike")


@pytest.mark.parametrize(
    "values", [np.zeros((0, 0, 3)), np.zeros((0, 2, 3)), np.zeros((3, 0, 2)), np.full((3, 2, 2), NA)]
)
def test_without_answers_nothing_is_measured_and_a_sentence_says_so(values: Any) -> None:
    found = agreement_of(values)
    assert (found.overall.alpha, found.overall.units, found.indicative) == (None, 0, True)
    assert "agreement" in found.sentences()[0]


def test_a_long_scale_is_measured_like_any_other() -> None:
    values = np.random.default_rng(4).integers(0, 127, size=(12, 3, 4))
    found = agreement_of(values, resamples=50).overall
    assert found.alpha == pytest.approx(float(by_definition(units_of(values)) or 0), abs=1e-12)
    assert found.low is not None


@given(grids())
def test_severity_is_the_mean_distance_to_the_mean_of_the_others(values: Any) -> None:
    for place, habit in enumerate(agreement_of(values, resamples=0).habits):
        differences = []
        for row in values:
            for cell in row.T:
                others = [Fraction(int(x)) for n, x in enumerate(cell) if n != place and x >= 0]
                if cell[place] >= 0 and others:
                    differences.append(int(cell[place]) - sum(others) / len(others))
        assert habit.shared == len(differences)
        assert habit.levels == np.count_nonzero(values[:, place] >= 0)
        expected = float(sum(differences) / len(differences)) if differences else None
        assert habit.severity == (None if expected is None else pytest.approx(expected, abs=1e-12))


@pytest.mark.parametrize(
    ("levels", "flat"),
    [([2] * 8 + [3, 4], True), ([2] * 7 + [3, 4, 1], False), ([2] * 9, False), ([0] * 10 + [NE] * 9, True)],
)
def test_flat_is_one_mark_for_four_in_five_of_ten_levels(levels: list[int], flat: bool) -> None:
    (habit,) = agreement_of([[[level]] for level in levels]).habits
    assert habit.flat is flat


def test_only_a_notable_difference_on_enough_cells_is_called_one() -> None:
    def leanings(difference: int, cells: int) -> list[str]:
        values = [[[difference, 1], [0, 1]]] * cells
        return [habit.leaning for habit in agreement_of(values).habits]

    assert leanings(1, 5) == ["above", "below"]
    assert leanings(1, 2) == ["", ""]
    assert leanings(0, 5) == ["", ""]


def test_the_panel_is_no_rater_and_the_view_says_who_is() -> None:
    answers = {
        f"P{n}": {"ana": f"{n % 5} 1", "luis": f"{n % 4} 2", "ivan": "0 0", "panel": "4 4"} for n in range(6)
    }
    kinds = {"ana": "independent", "luis": "peer", "ivan": "self", "panel": "panel"}
    case = case_of({"A": 2}, answers, kinds=kinds)
    everyone, independent = (
        of_case(case),
        of_case(replace(case, question=replace(case.question, view="independent"))),
    )
    assert [habit.evaluator.id for habit in everyone.habits] == ["ana", "ivan", "luis"]
    assert [habit.evaluator.id for habit in independent.habits] == ["ana", "luis"]
    without = {key: {name: row[name] for name in row if name != "panel"} for key, row in answers.items()}
    assert of_case(case_of({"A": 2}, without)).overall == everyone.overall
    assert everyone.overall != independent.overall


def _blind(case: Case, viewer: str) -> Case:
    blind = replace(case.snapshot.rounds["round"], blind=True)
    return replace(
        case,
        snapshot=replace(case.snapshot, rounds={"round": blind}),
        question=replace(case.question, seen_by=viewer),
    )


@pytest.mark.parametrize(
    ("answers", "asked", "sentence"),
    [
        ({"P": {"ana": "1 2"}}, {}, "Only ana has given levels; agreement takes two evaluators."),
        (
            {"P": {"ana": ". ."}},
            {},
            "No evaluator has given a level yet, so there is no agreement to measure.",
        ),
        (
            {"P": {"ana": "1 .", "luis": ". 2"}},
            {},
            (
                "No two evaluators have given a level on the same criterion of the same programme, "
                "so their agreement cannot be measured."
            ),
        ),
        (
            {"P": {"ana": "1 2"}},
            {"view": "self"},
            "Nobody scores in this view, so there is no agreement to measure.",
        ),
        (
            {"P": {"ana": "1 1", "luis": "1 1"}},
            {},
            (
                "On all 2 cells that evaluators share they give one and the same level: "
                "whether they would tell programmes apart alike cannot be measured."
            ),
        ),
        (
            {"P": {"ana": "1 3", "luis": "1 1"}},
            {},
            "Evaluators hardly agree; no section has enough shared cells of its own.",
        ),
    ],
)
def test_where_little_can_be_said_a_true_sentence_says_why(
    answers: dict[str, dict[str, str]], asked: dict[str, Any], sentence: str
) -> None:
    assert of_case(case_of({"A": 2}, answers, **asked)).sentences()[0] == sentence


def test_a_panel_alone_is_one_voice() -> None:
    case = case_of({"A": 2}, {"P": {"panel": "1 2"}}, kinds={"panel": "panel"}, view="panel")
    assert of_case(case).sentences()[0].startswith("A panel speaks with one voice")


def test_a_blind_round_shows_no_agreement_before_one_s_own_scores_are_in() -> None:
    case = case_of({"A": 2}, {f"P{n}": {"ana": f"{n} 2", "luis": f"{n} 3"} for n in range(5)})
    found = of_case(_blind(case, "ana"))
    assert (found.overall.alpha, found.hidden) == (None, 5)
    assert found.sentences() == (
        "The round is blind: agreement shows once you have submitted your scores.",
        "",
    )
    assert of_case(case).overall.alpha is not None


def _section(name: str, alpha: float | None) -> tuple[str, Alpha]:
    return name, Alpha(alpha=alpha, low=None, high=None, units=9 if alpha is not None else 2, programmes=9)


@pytest.mark.parametrize(
    ("sections", "sentence"),
    [
        ([0.9, 0.1], "Evaluators agree well on part A, hardly on part B."),
        ([0.7, 0.1, 0.8], "Evaluators agree well on part C, fairly on part A, hardly on part B."),
        ([0.7, 0.8], "Evaluators agree well on part B, fairly on part A."),
        ([0.7, -0.2], "Evaluators agree fairly on part A, hardly on part B."),
        ([0.8, 1.0], "Evaluators agree well on every section."),
        ([0.667, 0.7], "Evaluators agree fairly on every section."),
        ([0.66, -0.4], "Evaluators hardly agree on any section."),
        ([0.9, None], "Evaluators agree well on part A."),
        ([0.7, None], "Evaluators agree fairly on part A."),
        ([0.1, 0.2, None], "Evaluators hardly agree on part A and part B."),
        ([None, None], "Evaluators agree well; no section has enough shared cells of its own."),
        ([0.9, *[0.1] * 5], "Evaluators agree well on part A, hardly on 5 sections."),
    ],
)
def test_the_sentence_names_the_sections_by_how_far_evaluators_agree(
    sections: list[float | None], sentence: str
) -> None:
    named = [_section(f"Part {letter}", alpha) for letter, alpha in zip("ABCDEF", sections, strict=False)]
    assert by_section(named, _section("", 0.85)[1]) == sentence


def test_the_detail_names_alpha_interval_cells_and_who_stands_out() -> None:
    values = np.random.default_rng(1).integers(1, 4, size=(12, 3, 4))
    values[:, 2] = 4
    found = agreement_of(values)
    detail = found.sentences()[1]
    assert detail.startswith("Krippendorff’s alpha is −0.")
    assert "over 48 shared cells; we say well from 0.80 and fairly from 0.667." in detail
    assert "Eva 0 and Eva 1 mark at least 0.5 levels below the others." in detail
    assert "Eva 2 marks at least 0.5 levels above the others." in detail
    assert detail.endswith("Eva 2 gives nearly always the same mark.")


@pytest.mark.parametrize(
    ("alpha", "figure"),
    [(None, "–"), (0.8, "0.80"), (0.798, "0.798"), (0.6669, "0.6669"), (0.667, "0.67"), (-0.125, "−0.13")],
)
def test_a_figure_is_never_rounded_over_a_threshold(alpha: float | None, figure: str) -> None:
    assert alpha_figure(alpha) == figure


def test_the_document_has_the_agreed_shape() -> None:
    values = np.random.default_rng(1).integers(0, 5, size=(12, 2, 3))
    document = agreement_of(values, (2, 1)).to_json()
    assert list(document) == [
        "framework",
        "metric",
        "alpha",
        "interval",
        "indicative",
        "units",
        "evaluators",
        "sections",
        "criteria",
    ]
    assert (document["metric"], document["units"], document["indicative"]) == ("ordinal", 36, False)
    low, high = document["interval"]
    assert low < document["alpha"] < high
    assert [list(one) for one in document["evaluators"]] == [["id", "severity", "flat"]] * 2
    assert [(one["id"], one["units"]) for one in document["sections"]] == [("A", 24), ("B", 12)]
    assert [list(one) for one in document["criteria"]] == [["id", "alpha", "units", "interval"]] * 3
