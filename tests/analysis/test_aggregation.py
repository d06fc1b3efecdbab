"""Hand-worked figures for every rule of the methods, from a single cell up to ranks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorecard.analysis.aggregation import aggregate, geometric_mean, mean, ranks, settle, weakest
from scorecard.analysis.cube import NA, NE, UNSCORED
from tests.analysis.evaluations import Case, case_of


def one_cell(words: dict[str, str], kinds: dict[str, str], **asked: object) -> tuple[float | None, str]:
    """Value and state of a single cell by evaluators of these kinds."""
    cell = case_of({"A": 1}, {"P1": words}, kinds=kinds, **asked).results()[0]["criteria"][0]
    return cell["value"], cell["state"]


THREE = {"ana": "independent", "luis": "peer", "own": "self"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"ana": "3", "luis": "4", "own": "1"}, (8 / 3, "scored")),
        ({"ana": "3", "luis": "NE", "own": "NA"}, (3.0, "scored")),
        ({"ana": "0", "luis": "."}, (0.0, "scored")),
        ({"ana": "NE", "luis": "NA"}, (None, "NE")),
        ({"ana": "NA", "luis": "NA"}, (None, "NA")),
        ({"ana": "NA", "luis": "."}, (None, "NA")),
        ({"ana": "NE", "luis": "."}, (None, "NE")),
        ({"ana": ".", "luis": "."}, (None, "unscored")),
    ],
)
def test_levels_outweigh_ne_and_na_which_outweigh_silence(
    words: dict[str, str], expected: tuple[float | None, str]
) -> None:
    assert one_cell(words, THREE) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("levels", "middle"), [("2", 2.0), ("04", 2.0), ("014", 1.0), ("0134", 2.0), ("44433", 4.0)]
)
def test_the_median_is_the_middle_level_or_halfway_between_two(levels: str, middle: float) -> None:
    kinds = {f"e{index}": "independent" for index in range(len(levels) + 2)}
    words = {f"e{index}": level for index, level in enumerate(levels)}
    words |= {f"e{len(levels)}": "NE", f"e{len(levels) + 1}": "NA"}
    assert one_cell(words, kinds, average="median") == (middle, "scored")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [("1", (1.0, "scored")), ("NE", (None, "NE")), ("NA", (None, "NA")), (".", (3.5, "scored"))],
)
@pytest.mark.parametrize("average", ["mean", "median"])
def test_an_entry_of_the_panel_is_the_cell(
    entry: str, expected: tuple[float | None, str], average: str
) -> None:
    kinds = {"ana": "independent", "luis": "peer", "panel": "panel"}
    assert one_cell({"ana": "3", "luis": "4", "panel": entry}, kinds, average=average) == expected


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("all", (0.0, "scored")),
        ("independent", (3.5, "scored")),
        ("self", (1.0, "scored")),
        ("panel", (0.0, "scored")),
    ],
)
def test_each_view_counts_its_own_evaluators(view: str, expected: tuple[float, str]) -> None:
    words = {"ana": "3", "luis": "4", "own": "1", "panel": "0"}
    assert one_cell(words, THREE | {"panel": "panel"}, view=view) == expected


def test_a_view_without_evaluators_leaves_every_cell_unscored() -> None:
    assert one_cell({"ana": "3"}, {"ana": "independent"}, view="panel") == (None, "unscored")
    assert one_cell({"ana": "3"}, {"ana": "independent"}, view="self", average="median") == (None, "unscored")


def test_gaps_widen_the_interval_and_na_leaves_the_sums() -> None:
    """A: 4 and 2 of four, one NE, one unscored; B: 1 of one, the other NA.

    A: score 3, coverage 2/4, low 6/4, high (6 + 4 + 4)/4. B: 1, 1, 1, 1.
    Programme: (3 + 1)/2, (0.5 + 1)/2, (1.5 + 1)/2, (3.5 + 1)/2.
    """
    (one,) = case_of({"A": 4, "B": 2}, {"P1": {"ana": "4 2 NE . 1 NA"}}).results()
    assert one["sections"] == [
        {"id": "A", "score": 3.0, "low": 1.5, "high": 3.5, "coverage": 0.5},
        {"id": "B", "score": 1.0, "low": 1.0, "high": 1.0, "coverage": 1.0},
    ]
    assert (one["score"], one["low"], one["high"], one["coverage"]) == (2.0, 1.25, 2.25, 0.75)


def test_weights_of_criteria_and_sections_enter_every_sum() -> None:
    """A weighs 3, B 1; A1 weighs 2, A2 1.

    A: A1 is 4, A2 is NE: score 4, coverage 2/3, low 8/3, high 4. B: 2.
    Programme: (3 x 4 + 2)/4 = 3.5; coverage (3 x 2/3 + 1)/4 = 0.75; low (3 x 8/3 + 2)/4 = 2.5; high 3.5.
    """
    case = case_of({"A": 2, "B": 1}, {"P1": {"ana": "4 NE 2"}}, sections={"A": 3}, criteria={"f.A1": 2})
    (one,) = case.results()
    assert one["score"] == pytest.approx(3.5)
    assert one["coverage"] == pytest.approx(0.75)
    assert (one["low"], one["high"]) == pytest.approx((2.5, 3.5))
    assert one["sections"][0]["coverage"] == pytest.approx(2 / 3)


def test_a_section_with_nothing_scored_is_missing_information() -> None:
    """A: 3; B: nothing. Score 3 from A alone, coverage 1/2, low 3/2, high (3 + 4)/2."""
    (one,) = case_of({"A": 1, "B": 2}, {"P1": {"ana": "3 NE ."}}).results()
    assert one["sections"][1] == {"id": "B", "score": None, "low": 0.0, "high": 4.0, "coverage": 0.0}
    assert (one["score"], one["low"], one["high"], one["coverage"]) == (3.0, 1.5, 3.5, 0.5)


def test_a_section_that_is_all_na_is_left_out_and_not_zero() -> None:
    (one,) = case_of({"A": 1, "B": 2}, {"P1": {"ana": "3 NA NA"}}).results()
    assert one["sections"][1] == {"id": "B", "score": None, "low": None, "high": None, "coverage": None}
    assert (one["score"], one["low"], one["high"], one["coverage"]) == (3.0, 3.0, 3.0, 1.0)


def test_a_weight_of_zero_takes_a_criterion_and_a_section_out() -> None:
    """A2 and B weigh 0: only A1 is left, which is complete."""
    case = case_of({"A": 2, "B": 1}, {"P1": {"ana": "3 NE 0"}}, sections={"B": 0}, criteria={"f.A2": 0})
    (one,) = case.results()
    assert (one["score"], one["low"], one["high"], one["coverage"]) == (3.0, 3.0, 3.0, 1.0)
    assert one["sections"][1]["score"] == 0.0


def test_a_section_below_the_threshold_keeps_its_number_and_enters_the_programme() -> None:
    """A: 4 at coverage 1/4; B: 2, complete. Programme 3 at coverage 0.625."""
    case = case_of({"A": 4, "B": 1}, {"P1": {"ana": "4 . . . 2"}})
    result = next(case.compare().results())
    assert (result.score, result.coverage) == (3.0, 0.625)
    assert [(one.score, one.enough) for one in result.sections] == [(4.0, False), (2.0, True)]


@pytest.mark.parametrize(
    ("words", "threshold", "given"),
    [
        ("3 . . .", 0.5, False),
        ("3 3 . .", 0.5, True),
        ("3 3 . .", 0.5 + 0.9e-9, True),
        ("3 3 . .", 0.5 + 1.1e-9, False),
        ("3 3 3 .", 1.0, False),
        ("3 3 3 NA", 1.0, True),
        ("3 . . .", 0.0, True),
        ("NE . . .", 0.0, False),
    ],
)
def test_a_score_is_given_from_exactly_the_threshold_on(words: str, threshold: float, given: bool) -> None:
    (one,) = case_of({"A": 4}, {"P1": {"ana": words}}, threshold=threshold).results()
    assert (one["score"] is not None) == given
    assert (one["rank"] == 1) == given


def test_coverage_of_six_tenths_reaches_a_threshold_of_six_tenths() -> None:
    """3/5 in sums of floats must not fall short of 0.6."""
    words = " ".join(["2 2 2 . ."] * 7)
    sizes = dict.fromkeys("ABCDEFG", 5)
    (one,) = case_of(sizes, {"P1": {"ana": words}}, threshold=0.6).results()
    assert one["score"] == 2.0


def test_the_question_may_set_another_threshold_than_the_evaluation() -> None:
    case = case_of({"A": 2}, {"P1": {"ana": "3 ."}}, threshold=0.9)
    assert case.compare().ranked == 0
    asked = replace(case, question=replace(case.question, threshold=0.4))
    assert (asked.compare().threshold, asked.compare().ranked) == (0.4, 1)


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    case = case_of(
        {"A": 2},
        {"P1": {"ana": "1 1"}, "P2": {"ana": "2 4"}, "P3": {"ana": "4 4"}, "P4": {"ana": "3 3"}, "P5": {}},
        kinds={"ana": "independent"},
    )
    assert [one["rank"] for one in case.results()] == [4, 2, 1, 2, None]


def test_scores_tie_with_the_highest_of_their_group_only() -> None:
    scores = np.array([2.0, 2.0 - 0.8e-9, 2.0 - 1.6e-9, np.nan, 2.0 - 2.2e-9, 1.0])
    assert ranks(scores).tolist() == [1, 1, 3, 0, 3, 5]
    assert ranks(np.array([])).tolist() == []
    assert ranks(np.array([np.nan])).tolist() == [0]


def test_a_programme_without_rows_has_coverage_zero_and_the_whole_scale_open() -> None:
    case = case_of({"A": 2}, {"P1": {"ana": "3 3"}, "P2": {}}, kinds={"ana": "independent"})
    one = case.results()[1]
    assert (one["score"], one["low"], one["high"], one["coverage"], one["rank"]) == (
        None,
        0.0,
        4.0,
        0.0,
        None,
    )


def test_a_programme_that_is_all_na_has_no_number_at_all() -> None:
    (one,) = case_of({"A": 2, "B": 1}, {"P1": {"ana": "NA NA NA"}}).results()
    assert [one[field] for field in ("score", "low", "high", "coverage", "rank")] == [None] * 5
    assert [cell["state"] for cell in one["criteria"]] == ["NA"] * 3


def test_a_programme_that_is_all_ne_is_unknown_and_not_zero() -> None:
    (one,) = case_of({"A": 2}, {"P1": {"ana": "NE NE"}}).results()
    assert (one["score"], one["low"], one["high"], one["coverage"]) == (None, 0.0, 4.0, 0.0)


def test_an_evaluation_without_programmes_or_evaluators_has_results_of_no_length() -> None:
    assert case_of({"A": 2}, {}).results() == []
    assert case_of({"A": 2}, {"P1": {}}, kinds={}, average="median").results()[0]["coverage"] == 0.0


@pytest.mark.parametrize(("codes", "top"), [("12345", 4), ("ABCD", 3), (["no", "yes"], 1)])
def test_the_engine_counts_positions_whatever_the_codes(codes: list[str], top: int) -> None:
    case = case_of({"A": 2}, {"P1": {"ana": f"{codes[0]} {codes[-1]}"}}, codes=codes)
    (one,) = case.results()
    assert (one["score"], case.compare().to_json()["scale"]) == (top / 2, [0, top])


def test_the_longest_scale_keeps_its_top_level() -> None:
    codes = [str(position) for position in range(127)]
    for average in ("mean", "median"):
        answers = {"P1": {f"e{index}": "126" for index in range(3)}}
        (one,) = case_of({"A": 1}, answers, codes=codes, average=average).results()
        assert one["score"] == 126.0


def test_many_evaluators_do_not_overflow_the_sum_of_a_cell() -> None:
    answers = {"P1": {f"e{index}": "4" for index in range(300)}}
    assert case_of({"A": 1}, answers).results()[0]["score"] == 4.0


def test_the_order_of_evaluators_changes_no_number() -> None:
    values = np.random.default_rng(3).integers(NA, 5, size=(20, 6, 12)).astype(np.int8)
    panel = values[:, :0]
    weights = np.kron(np.eye(3), np.ones((4, 1)))
    for average in ("mean", "median"):
        one = settle(values, panel, average)
        other = settle(values[:, ::-1], panel, average)
        assert np.array_equal(one.state, other.state)
        assert np.array_equal(
            aggregate(one, "mean", weights, np.ones(3), 4).score,
            aggregate(other, "mean", weights, np.ones(3), 4).score,
            equal_nan=True,
        )


def test_states_are_told_apart_from_the_position_zero() -> None:
    assert len({0, UNSCORED, NE, NA}) == 4
    assert max(UNSCORED, NE, NA) < 0


def test_removing_a_programme_leaves_the_numbers_of_the_others() -> None:
    answers = {"P1": {"ana": "1 2"}, "P2": {"ana": "4 4"}, "P3": {"ana": "0 NE"}}
    whole: Case = case_of({"A": 2}, answers)
    part = case_of({"A": 2}, answers, programmes=("P1", "P3"))
    assert [one["id"] for one in part.results()] == ["P1", "P3"]
    assert [one["rank"] for one in part.results()] == [1, 2]
    for field in ("score", "low", "high", "coverage", "sections", "criteria"):
        assert [one[field] for one in part.results()] == [whole.results()[row][field] for row in (0, 2)]


def test_the_geometric_mean_of_levels_adds_one_and_takes_it_off_again() -> None:
    """A: 3 and 0 give sqrt(4 x 1) - 1 = 1; B: 3. Programme: sqrt((1 + 1)(3 + 1)) - 1 = sqrt(8) - 1."""
    (one,) = case_of({"A": 2, "B": 1}, {"P1": {"ana": "3 0 3"}}, rule="geometric").results()
    assert [section["score"] for section in one["sections"]] == pytest.approx([1.0, 3.0])
    assert one["score"] == pytest.approx(8**0.5 - 1)


def test_a_zero_lowers_the_geometric_mean_and_does_not_make_it_zero() -> None:
    (one,) = case_of({"A": 2}, {"P1": {"ana": "4 0"}}, rule="geometric").results()
    assert one["score"] == pytest.approx(5**0.5 - 1)
    (none,) = case_of({"A": 2}, {"P1": {"ana": "0 0"}}, rule="geometric").results()
    assert none["score"] == 0.0


def test_the_geometric_mean_follows_weights_and_has_an_interval() -> None:
    """A1 weighs 2, A2 and A3 1. Scored: 3 and 0: (16 x 1)^(1/3) - 1; low with a 0, high with a 4 added:
    16^(1/4) - 1 = 1 and (16 x 5)^(1/4) - 1; coverage 3/4.
    """
    (one,) = case_of({"A": 3}, {"P1": {"ana": "3 0 NE"}}, criteria={"f.A1": 2}, rule="geometric").results()
    assert (one["score"], one["low"], one["high"], one["coverage"]) == pytest.approx(
        (16 ** (1 / 3) - 1, 1.0, 80**0.25 - 1, 0.75)
    )


def test_the_weakest_criterion_is_the_score_and_a_gap_leaves_it_an_upper_bound() -> None:
    """A: 3, 1; B: 2, nothing. Sections 1 and 2, programme 1; the gap could be a 0, and at best changes nothing."""
    (one,) = case_of({"A": 2, "B": 2}, {"P1": {"ana": "3 1 2 NE"}}, rule="weakest").results()
    assert [section["score"] for section in one["sections"]] == [1.0, 2.0]
    assert (one["score"], one["low"], one["high"], one["coverage"]) == (1.0, 0.0, 1.0, 0.75)


def test_no_weight_but_zero_matters_to_the_weakest() -> None:
    answers = {"P1": {"ana": "3 1 2"}}
    heavy = case_of({"A": 2, "B": 1}, answers, criteria={"f.A1": 9}, sections={"B": 5}, rule="weakest")
    without = case_of({"A": 2, "B": 1}, answers, criteria={"f.A2": 0}, rule="weakest")
    off = case_of({"A": 2, "B": 1}, answers, without=("A",), rule="weakest")
    assert [case.results()[0]["score"] for case in (heavy, without, off)] == [1.0, 2.0, 2.0]


@pytest.mark.parametrize("rule", ["mean", "geometric", "weakest"])
def test_degenerate_evaluations_say_the_same_under_every_rule(rule: str) -> None:
    answers = {
        "P1": {"ana": "2 2"},
        "P2": {"ana": "2 2"},
        "P3": {"ana": "NE NE"},
        "P4": {"ana": "NA NA"},
        "P5": {"ana": ". ."},
    }
    results = case_of({"A": 1, "B": 1}, answers, rule=rule).results()
    assert [one["score"] for one in results] == pytest.approx([2.0, 2.0, None, None, None])
    assert [one["rank"] for one in results] == [1, 1, None, None, None]
    assert [one["low"] for one in results] == pytest.approx([2.0, 2.0, 0.0, None, 0.0])
    assert [one["high"] for one in results] == pytest.approx([2.0, 2.0, 4.0, None, 4.0])
    assert [one["coverage"] for one in results] == [1.0, 1.0, 0.0, None, 0.0]
    (alone,) = case_of({"A": 1}, {"P1": {"ana": "3"}}, rule=rule).results()
    assert (alone["score"], alone["rank"]) == (pytest.approx(3.0), 1)
    assert case_of({"A": 1}, {}, rule=rule).results() == []


def test_weights_that_are_tried_stand_in_place_of_those_of_the_set() -> None:
    """The set says A 1, B 3; tried are A 4, B 1, so that the score is (4 x 4 + 0)/5."""
    case = case_of({"A": 1, "B": 1}, {"P1": {"ana": "4 0"}}, sections={"A": 1, "B": 3})
    tried = replace(case, question=replace(case.question, tried=(("A", 4.0), ("B", 1.0), ("gone", 9.0))))
    assert case.results()[0]["score"] == 1.0
    assert tried.results()[0]["score"] == pytest.approx(3.2)


def test_a_section_switched_off_leaves_score_coverage_and_interval_to_the_others() -> None:
    case = case_of({"A": 1, "B": 2}, {"P1": {"ana": "4 1 NE"}}, without=("B", "gone"))
    (one,) = case.results()
    assert (one["score"], one["low"], one["high"], one["coverage"]) == (4.0, 4.0, 4.0, 1.0)
    assert one["sections"][1]["score"] == 1.0


def test_the_rules_give_the_figures_that_the_handbook_of_the_oecd_prints() -> None:
    """OECD and JRC, Handbook on Constructing Composite Indicators (2008), on weighting and aggregation: two countries
    with 21, 1, 1, 1 and with 6, 6, 6, 6 have equal composites if the aggregation is additive, and 2.14 and 6 if it
    is geometric. Our geometric mean adds 1 to every level, so that levels one lower are the countries of the book.
    """
    codes = [str(position) for position in range(22)]
    answers = {"P1": {"ana": "20 0 0 0"}, "P2": {"ana": "5 5 5 5"}}
    by_rule = {
        rule: [one["score"] + 1 for one in case_of({"A": 4}, answers, codes=codes, rule=rule).results()]
        for rule in ("mean", "geometric", "weakest")
    }
    assert by_rule["mean"] == [6.0, 6.0]
    assert [round(score, 2) for score in by_rule["geometric"]] == [2.14, 6.0]
    assert by_rule["weakest"] == [1.0, 6.0]


def test_the_geometric_mean_of_published_dimension_indices_is_the_human_development_index() -> None:
    """UNDP, Human Development Report, technical note 1: the index is the geometric mean of those of income, health and
    education. Figures for 2006 as printed in data/pisasci2006.csv of m-clark/generalized-additive-models; they are
    rounded to three places. Indices less 1 take the place of levels, since our rule adds 1.
    """
    indices = np.array(
        [
            [0.673, 0.923, 0.764],
            [0.678, 0.868, 0.786],
            [0.637, 0.818, 0.646],
            [0.616, 0.829, 0.624],
            [0.840, 0.951, 0.902],
        ]
    )
    printed = [0.780, 0.773, 0.695, 0.683, 0.897]
    found = geometric_mean(indices - 1, np.ones(indices.shape, dtype=bool), np.ones((3, 1)))[:, 0] + 1
    assert found == pytest.approx(printed, abs=1e-3)


def test_every_rule_lies_between_the_weakest_and_the_best_and_geometric_below_the_mean() -> None:
    random = np.random.default_rng(5)
    values = random.uniform(0, 4, size=(200, 6))
    counts = random.random((200, 6)) < 0.8
    weights = np.ones((6, 1)) * random.choice([0.0, 1.0, 3.0], size=(6, 1))
    weights[0] = 1.0
    least, geometric, arithmetic = (rule(values, counts, weights) for rule in (weakest, geometric_mean, mean))
    given = ~np.isnan(arithmetic)
    assert (np.isnan(least) == ~given).all()
    assert (np.isnan(geometric) == ~given).all()
    assert (least[given] <= geometric[given] + 1e-12).all()
    assert (geometric[given] <= arithmetic[given] + 1e-12).all()
