"""Chances of ranks against exact integration and enumeration; who takes part; what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.analysis.answers import answers_to
from scorecard.analysis.sureness.robustness import Robustness, Variation, find_robustness
from scorecard.errors import Refusal
from tests.analysis.evaluations import Case, case_of, cases
from tests.analysis.exact_chances import over_three_sections, over_two_sections, ranks_at

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAWS = 4_000
VALUES = st.integers(0, 4)


def robustness_of(case: Case, **varied: Any) -> Robustness:
    """What is found about a case, in few draws unless it is said how many."""
    variation = Variation(**({"draws": DRAWS} | varied))
    return find_robustness(case.compare(), answers_to(case.snapshot, case.cube(), case.question), variation)


def one_each(rows: Sequence[Sequence[int | None]], **asked: Any) -> Case:
    """A case with one evaluator and one criterion in each section, None for a section without a score."""
    letters = "ABCDE"[: len(rows[0])]
    answers = {
        f"P{index}": {"ana": " ".join("." if one is None else str(one) for one in row)}
        for index, row in enumerate(rows)
    }
    return case_of(dict.fromkeys(letters, 1), answers, threshold=0.0, **asked)


def fractions(rows: Sequence[Sequence[int | None]]) -> list[tuple[Fraction | None, ...]]:
    """The same values as fractions."""
    return [tuple(None if one is None else Fraction(one) for one in row) for row in rows]


def assert_within_error(found: Any, exact: Sequence[Sequence[Fraction]], draws: int = DRAWS) -> None:
    """Shares of draws are no further from exact chances than six standard errors."""
    expected = np.array([[float(one) for one in row] for row in exact])
    error = np.sqrt(expected * (1 - expected) / draws)
    assert np.all(np.abs(found - expected) <= 6 * error + 3 / draws), (found, expected)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.none() | VALUES, st.none() | VALUES).filter(
            any_value := lambda row: row != (None, None)
        ),
        min_size=1,
        max_size=5,
    )
)
def test_with_two_sections_chances_are_lengths_of_intervals(
    rows: list[tuple[int | None, int | None]],
) -> None:
    assert_within_error(robustness_of(one_each(rows)).acceptability, over_two_sections(fractions(rows)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=4))
def test_with_three_sections_chances_are_areas_of_a_triangle_cut_by_lines(
    rows: list[tuple[int, int, int]],
) -> None:
    assert_within_error(robustness_of(one_each(rows)).acceptability, over_three_sections(fractions(rows)))


def test_three_programmes_that_each_lead_one_section_share_the_triangle() -> None:
    found = robustness_of(one_each([(4, 0, 0), (0, 4, 0), (0, 0, 4)]), draws=40_000)
    assert found.first == pytest.approx([1 / 3] * 3, abs=0.015)
    assert found.expected_rank == pytest.approx([2.0] * 3, abs=0.03)


def test_the_geometric_rule_draws_over_logarithms() -> None:
    # (4, 0) and (1, 1): log 5 t = log 2 at t = 0.431, where the means would meet at a quarter.
    case = one_each([(4, 0), (1, 1)], rule="geometric")
    assert robustness_of(case, draws=40_000).first[0] == pytest.approx(1 - np.log(2) / np.log(5), abs=0.015)
    mean = one_each([(4, 0), (1, 1)])
    assert robustness_of(mean, draws=40_000).first[0] == pytest.approx(0.75, abs=0.015)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([0, 1, 2, None]), min_size=2, max_size=2), min_size=1, max_size=3),
    st.sampled_from([(1.0, 1.0), (3.0, 1.0)]),
)
def test_missing_cells_take_every_level_alike(
    rows: list[list[int | None]], weights: tuple[float, float]
) -> None:
    answers = {
        f"P{index}": {"ana": " ".join("NE" if one is None else str(one) for one in row)}
        for index, row in enumerate(rows)
    }
    case = case_of({"A": 1, "B": 1}, answers, codes="012", sections=dict(zip("AB", weights, strict=True)))
    found = robustness_of(case, weighting="fixed", missing=True)
    options = [[one] if one is not None else [0, 1, 2] for row in rows for one in row]
    shares = tuple(Fraction(one) / Fraction(sum(weights)) for one in weights)
    assert_within_error(found.acceptability, expected_over(options, len(rows), 2, shares))


def expected_over(
    options: Sequence[Sequence[int]], programmes: int, sections: int, weights: tuple[Fraction, ...]
) -> list[list[Fraction]]:
    """The exact chances over every combination of values of the cells, each as likely as the others."""
    total = [[Fraction(0)] * programmes for _programme in range(programmes)]
    combinations = list(product(*options))
    for values in combinations:
        rows = fractions([values[i * sections : (i + 1) * sections] for i in range(programmes)])
        for row, chances in enumerate(ranks_at(rows, weights)):
            for rank, chance in enumerate(chances):
                total[row][rank] += chance / len(combinations)
    return total


def test_one_evaluator_answers_each_cell() -> None:
    answers = {
        "P0": {"ana": "4 0", "eva": "0 NE", "luz": ". ."},
        "P1": {"ana": "2 1", "eva": "2 .", "luz": "3 NA"},
    }
    case = case_of({"A": 1, "B": 1}, answers)
    found = robustness_of(case, weighting="fixed", evaluators=True)
    exact = expected_over([[4, 0], [0], [2, 2, 3], [1]], 2, 2, (Fraction(1, 2), Fraction(1, 2)))
    assert_within_error(found.acceptability, exact)
    assert float(exact[0][0]) == pytest.approx(5 / 12)
    assert robustness_of(case, weighting="fixed").first.tolist() == [0.0, 1.0]


def test_what_the_panel_says_is_not_drawn() -> None:
    answers = {
        "P0": {"ana": "4", "eva": "0", "panel": "3"},
        "P1": {"ana": "0", "eva": "4", "panel": "2"},
        "P2": {"ana": "4", "eva": "4", "panel": "NE"},
    }
    kinds = {"ana": "independent", "eva": "independent", "panel": "panel"}
    case = case_of({"A": 1}, answers, kinds=kinds)
    found = robustness_of(case, evaluators=True)
    assert found.acceptability[:, 0].tolist() == [1, 0, 0]
    assert np.isnan(found.expected_rank[2])
    filled = robustness_of(case, evaluators=True, missing=True)
    assert filled.first[2] == pytest.approx(0.2 + 0.2 / 2, abs=0.05)


@pytest.mark.parametrize("rule", ["mean", "geometric"])
def test_cells_count_within_their_section_by_their_weights(rule: str) -> None:
    answers = {"P0": {"ana": "4 NE"}, "P1": {"ana": "2 2"}}
    case = case_of({"A": 2}, answers, criteria={"f.A1": 1.0, "f.A2": 3.0}, rule=rule, threshold=0.0)
    found = robustness_of(case, missing=True)
    # A quarter of 4 and three quarters of the level drawn: ahead of 2 from level 2 on; under the other rule too.
    assert found.first[0] == pytest.approx(0.6, abs=0.05)


def test_the_weakest_cell_decides_whatever_is_drawn() -> None:
    answers = {"P0": {"ana": "4 NE"}, "P1": {"ana": "2 3"}}
    case = case_of({"A": 1, "B": 1}, answers, rule="weakest", threshold=0.0)
    found = robustness_of(case, missing=True)
    assert found.first[0] == pytest.approx(0.4 + 0.2 / 2, abs=0.05)
    assert robustness_of(case).first.tolist() == [1, 0]


def test_equals_by_the_weakest_criterion_are_parted_by_lot() -> None:
    case = one_each([(1, 4), (3, 1), (0, 0)], rule="weakest")
    found = robustness_of(case)
    assert found.first == pytest.approx([0.5, 0.5, 0], abs=0.05)
    assert found.acceptability[2].tolist() == [0, 0, 1]


def test_programmes_that_are_alike_share_their_ranks() -> None:
    found = robustness_of(one_each([(3, 1), (3, 1), (3, 1), (2, None), (2, 2)]))
    assert found.acceptability[:3, :] == pytest.approx(
        np.tile(found.acceptability[:3].mean(axis=0), (3, 1)), abs=0.05
    )
    assert found.acceptability[3] == pytest.approx(found.acceptability[4], abs=0.05)


def test_who_is_ahead_in_every_section_is_above_in_every_draw() -> None:
    found = robustness_of(one_each([(3, 1, 2), (2, 1, 2), (1, 0, 1)]))
    assert found.first.tolist() == [1, 0, 0]
    assert found.pairwise.tolist() == [[0, 1, 1], [0, 0, 1], [0, 0, 0]]


def test_weights_near_the_chosen_ones_move_the_ranking_less() -> None:
    case = one_each([(4, 0), (1, 2)], sections={"A": 3.0, "B": 1.0})
    anywhere, near, fixed = (
        float(robustness_of(case, weighting=weighting).first[0]) for weighting in ("any", "near", "fixed")
    )
    assert anywhere < near < fixed == 1
    assert robustness_of(case, weighting="near").concentration == 5
    assert robustness_of(case).concentration is None


def test_a_section_without_weight_plays_no_part() -> None:
    for out in ({"sections": {"C": 0.0}}, {"without": ("C",)}):
        found = robustness_of(one_each([(2, 1, 0), (1, 0, 4)], **out))
        assert found.first.tolist() == [1, 0]
        drawn = robustness_of(one_each([(2, 1, None), (1, 0, 4)], **out), missing=True)
        assert drawn.first.tolist() == [1, 0]


def test_who_has_too_little_evidence_stays_out_unless_missing_cells_are_drawn() -> None:
    answers = {
        "P0": {"ana": "3 3 3"},
        "P1": {"ana": "4 . ."},
        "P2": {"ana": "NA NA NA"},
        "P3": {"ana": ". . ."},
    }
    case = case_of({"A": 1, "B": 1, "C": 1}, answers)
    found = robustness_of(case)
    assert found.acceptability.tolist() == [[1], [0], [0], [0]]
    assert found.paired == (0,)
    drawn = robustness_of(case, missing=True)
    assert drawn.acceptability.shape == (4, 3)
    assert drawn.acceptability.sum(axis=1) == pytest.approx([1, 1, 0, 1])
    assert np.isnan(drawn.expected_rank[2])
    assert drawn.first[[1, 3]].min() > 0


@settings(max_examples=80, deadline=None)
@given(
    cases(),
    st.sampled_from(["mean", "geometric", "weakest"]),
    st.sampled_from(["any", "near", "fixed"]),
    st.booleans(),
    st.booleans(),
)
def test_every_rank_is_taken_once_in_every_draw(
    case: Case, rule: Any, weighting: Any, missing: bool, evaluators: bool
) -> None:
    case = replace(case, question=replace(case.question, rule=rule))
    found = robustness_of(case, draws=200, weighting=weighting, missing=missing, evaluators=evaluators)
    comparison = found.comparison
    takes_part = ~np.isnan(comparison.coverage) if missing else comparison.rank > 0
    count = int(takes_part.sum())
    assert found.acceptability.shape == (len(comparison.programmes), count)
    assert found.acceptability.sum(axis=1) == pytest.approx(takes_part.astype(float))
    assert found.acceptability.sum(axis=0) == pytest.approx(np.ones(count))
    assert np.isnan(found.expected_rank).tolist() == (~takes_part).tolist()
    assert np.nansum(found.expected_rank) == pytest.approx(count * (count + 1) / 2)
    pairs = found.pairwise + found.pairwise.T
    assert pairs == pytest.approx(np.ones((count, count)) - np.eye(count))
    # To stand at rank r is to have r - 1 others above: the expected rank follows from the pairs.
    assert found.expected_rank[list(found.paired)] == pytest.approx(1 + found.pairwise.sum(axis=0))
    document = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert [one["id"] for one in document["programmes"]] == [one.id for one in comparison.programmes]
    assert all(isinstance(sentence, str) for sentence in found.sentences())


@settings(max_examples=60, deadline=None)
@given(cases(), st.sampled_from(["mean", "geometric", "weakest"]))
def test_with_nothing_varied_the_ranks_are_those_of_the_comparison(case: Case, rule: Any) -> None:
    case = replace(case, question=replace(case.question, rule=rule))
    found = robustness_of(case, draws=400, weighting="fixed")
    for row, rank in enumerate(found.comparison.rank.tolist()):
        if rank:
            level = int((found.comparison.rank == rank).sum())
            chances = found.acceptability[row]
            assert chances[rank - 1 : rank - 1 + level].sum() == pytest.approx(1)
            assert chances[rank - 1] == pytest.approx(1 / level, abs=0.2)


def test_the_same_seed_gives_the_same_chances_and_another_seed_others() -> None:
    case = one_each([(4, 0, 2), (1, 3, 2), (2, 2, 2)])
    first, again, other = (robustness_of(case, seed=seed).acceptability for seed in (7, 7, 8))
    assert first.tolist() == again.tolist() != other.tolist()


def test_chances_do_not_depend_on_the_language() -> None:
    rows = [(4, 0), (0, 4), (3, 1), (1, 3), (2, 2)]
    names = {f"P{index}": name for index, name in enumerate("EDCBA")}
    case = one_each(rows, names=names)
    translated = one_each(rows, names={key: {"A": "E", "E": "A"}.get(one, one) for key, one in names.items()})
    assert case.compare().ranking() != translated.compare().ranking()
    found, again = robustness_of(case), robustness_of(translated)
    assert found.acceptability.tolist() == again.acceptability.tolist()


def test_pairs_are_those_of_the_first_sixty_of_the_ranking() -> None:
    rows = [(index % 5, (index * 3) % 5) for index in range(70)]
    found = robustness_of(one_each(rows), draws=50)
    assert found.paired == tuple(found.comparison.ranking()[:60])
    assert found.pairwise.shape == (60, 60)
    assert found.acceptability.shape == (70, 70)


def test_a_thousand_programmes_are_counted_in_several_batches() -> None:
    rows = [(index % 5, index // 5 % 5, index // 25 % 5) for index in range(1000)]
    found = robustness_of(one_each(rows), draws=9_000)
    assert found.acceptability.sum(axis=0) == pytest.approx(np.ones(1000))
    assert found.acceptability.sum(axis=1) == pytest.approx(np.ones(1000))


@pytest.mark.parametrize("varied", [{"draws": 0}, {"draws": -5}, {"draws": 100_001}, {"seed": -1}])
def test_draws_and_seeds_that_make_no_sense_are_refused(varied: dict[str, int]) -> None:
    with pytest.raises(Refusal, match="Nothing was calculated"):
        robustness_of(one_each([(1, 2)]), **varied)


@pytest.mark.parametrize("weights", [{"A": 0.0, "B": 0.0}, {"A": -1.0}])
def test_weights_that_leave_nothing_to_draw_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(Refusal):
        robustness_of(one_each([(1, 2)], sections=weights))


def test_the_last_ranks_are_gathered_where_there_is_no_room_for_all() -> None:
    found = robustness_of(one_each([(index % 5, (index * 3) % 5) for index in range(20)]), draws=50)
    heads, chances = found.chances(13)
    assert (heads[0], heads[-2], heads[-1], len(heads)) == ("1", "12", "13+", 13)
    assert chances.sum(axis=1) == pytest.approx(np.ones(20))
    assert chances[:, 12] == pytest.approx(found.acceptability[:, 12:].sum(axis=1))
    heads, chances = found.chances(20)
    assert heads[-1] == "20"
    assert chances is found.acceptability


def test_the_document_has_the_agreed_shape() -> None:
    answers = {"P0": {"ana": "4 0"}, "P1": {"ana": "1 2"}, "P2": {"ana": ". ."}}
    document = robustness_of(case_of({"A": 1, "B": 1}, answers)).to_json()
    assert list(document) == ["framework", "draws", "seed", "programmes", "stability", "sentence"]
    assert (document["framework"], document["draws"], document["seed"]) == ("f", DRAWS, 1)
    for one in document["programmes"]:
        assert list(one) == ["id", "first", "expected_rank", "rank_acceptability"]
    assert document["programmes"][2] == {
        "id": "P2", "first": 0.0, "expected_rank": None, "rank_acceptability": [0.0, 0.0],
    }  # fmt: skip
    for one in document["stability"]:
        assert list(one) == ["section", "weight", "leader", "order"]
    assert document["stability"][0]["leader"] == [pytest.approx(0.4), 1.0]
    assert document["sentence"].startswith("Programme P0 stays first in ")
