"""Sentences on how sure a ranking is: every variant, and that no figure in them is rounded into a falsehood."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.analysis.sureness.robustness_sentences import chance_figure
from scorecard.analysis.sureness.stability import Stability, find_stability
from scorecard.analysis.sureness.stability_sentences import stability_sentence, stays_first
from scorecard.i18n import speaking
from tests.analysis.evaluations import Case, case_of, cases
from tests.analysis.test_robustness import one_each, robustness_of
from tests.analysis.test_stability import at_weight, lead, lead_that_comes_back

if TYPE_CHECKING:
    from collections.abc import Sequence

SPACE = "\N{NO-BREAK SPACE}"


def sentences_of(case: Case, **varied: Any) -> tuple[str, str]:
    """Both sentences about a case, with plain spaces."""
    answer, detail = robustness_of(case, **varied).sentences()
    return answer.replace(SPACE, " "), detail.replace(SPACE, " ")


def named(rows: dict[str, Sequence[int | None]], **asked: Any) -> Case:
    """A case of programmes by name with one value in each section."""
    names = {f"P{index}": name for index, name in enumerate(rows)}
    return one_each(list(rows.values()), names=names, **asked)


def test_the_answer_says_how_often_the_first_stays_first_and_the_detail_when_it_does_not() -> None:
    answer, detail = sentences_of(named({"Alta Ley": (4, 0), "Emerge": (1, 2)}), draws=10_000)
    assert re.fullmatch(r"Alta Ley stays first in (59|60|61) % of weightings\.", answer)
    assert detail == (
        "It loses first place to Emerge if part A weighs less than 40 % or part B more than 60 %."
    )


def test_those_who_take_first_place_are_each_named_once_with_their_conditions() -> None:
    case = named({"Alta": (3, 3, 3), "Bio": (4, 3, 1), "Cobre": (0, 3, 4)})
    answer, detail = sentences_of(case)
    assert answer.startswith("Alta stays first in ")
    assert detail == (
        "It loses first place to Bio if part C weighs less than 20 % or part A more than 50 %, "
        "or to Cobre if part A weighs less than 14 % or part C more than 60 %."
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([(4, 4, 4), (3, 3, 3)], "P0 stays first in all 4,000 draws."),
        ([(126, 0, 1), (0, 1, 0)], "P0 stays first in more than 99 % of weightings."),
    ],
)
def test_what_is_nearly_always_so_is_not_called_always(rows: list[tuple[int, ...]], words: str) -> None:
    case = one_each(rows, codes=[str(n) for n in range(127)], names={"P0": "P0", "P1": "P1"})
    assert sentences_of(case)[0] == words


def test_what_is_hardly_ever_so_is_not_called_never() -> None:
    case = one_each(
        [(0, 1, 0), (126, 0, 1)],
        codes=[str(n) for n in range(127)],
        sections={"A": 0.0001, "B": 1.0, "C": 0.1},
        names={"P0": "P0", "P1": "P1"},
    )
    answer, detail = sentences_of(case)
    assert answer == (
        "P0 stays first in less than 1 % of weightings. "
        "P1 is first more often: in more than 99 % of weightings."
    )
    assert detail.startswith("P0 loses first place to P1 if part A weighs more than 1 %")


def test_a_leader_who_is_first_in_no_draw_is_said_to_be_so() -> None:
    codes = [str(n) for n in range(127)]
    case = one_each([(1, 1, 0), (126, 0, 126)], codes=codes, sections={"A": 1e-5, "B": 1.0, "C": 1e-5})
    answer, _detail = sentences_of(case, draws=20)
    assert answer == ("Programme P0 is first in none of the 20 draws. Programme P1 is first in all 20 draws.")


def test_who_is_first_more_often_than_the_leader_is_named() -> None:
    case = named({"Chosen": (4, 0), "Often": (1, 4)}, sections={"A": 4.0, "B": 1.0})
    answer, detail = sentences_of(case, draws=10_000)
    assert re.fullmatch(
        r"Chosen stays first in 4\d % of weightings\. Often is first more often: in 5\d % of weightings\.",
        answer,
    )
    assert (
        detail
        == "Chosen loses first place to Often if part B weighs more than 43 % or part A less than 57 %."
    )


def test_a_difference_within_the_error_of_the_draws_is_not_told() -> None:
    case = named({"Chosen": (4, 0), "Other": (0, 4)}, sections={"A": 1.01, "B": 1.0})
    answer, _detail = sentences_of(case, draws=100, seed=3)
    assert "more often" not in answer


def test_a_leader_that_no_single_weight_dethrones_is_said_to_be_so() -> None:
    _answer, detail = sentences_of(named({"Alta Ley": (4, 4), "Emerge": (3, 4)}))
    assert detail == "It keeps first place whatever a single section weighs."


def test_those_who_share_the_lead_are_named_together() -> None:
    case = named({"Innovar": (3, 1), "Alta": (1, 3), "Cobre": (0, 0)})
    answer, detail = sentences_of(case)
    assert answer == "Alta and Innovar share first place; one of them is first in all 4,000 draws."
    assert detail == "They part as soon as the weight of part A or part B changes."


def test_spanish_joins_names_with_y_or_e() -> None:
    for rows, names in (
        ({"Alta": (3, 1), "Innovar": (1, 3), "Cobre": (0, 0)}, "Alta e Innovar"),
        ({"Alta": (3, 1), "Bahía": (1, 3), "Cobre": (0, 0)}, "Alta y Bahía"),
        ({"Alta": (3, 1), "Hierro": (1, 3), "Cobre": (0, 0)}, "Alta y Hierro"),
    ):
        with speaking("es"):
            assert names in sentences_of(named(rows))[0]


def test_many_who_share_the_lead_are_counted() -> None:
    case = one_each([(3, 1), (1, 3), (3, 1), (1, 3), (0, 0)])
    answer, _detail = sentences_of(case)
    assert answer.startswith("4 programmes share first place")


def test_leaders_who_are_alike_share_the_lead_at_any_weight() -> None:
    case = named({"Alta": (3, 2), "Bio": (3, 2), "Cobre": (0, 0)})
    assert sentences_of(case)[1] == "They share first place whatever a single section weighs."


def test_leaders_who_fall_together_are_said_to_lose() -> None:
    case = named({"Alta": (3, 2), "Bio": (3, 2), "Cobre": (0, 4)})
    answer, detail = sentences_of(case, draws=10_000)
    assert re.fullmatch(
        r"Alta and Bio share first place; one of them is first in [56]\d % of weightings\.", answer
    )
    assert (
        detail == "They lose first place to Cobre if part A weighs less than 40 % or part B more than 60 %."
    )


def test_where_all_are_level_nobody_stays_first() -> None:
    answer, detail = sentences_of(named({"Alta": (2, 2), "Bio": (2, 2), "Cobre": (2, None)}))
    assert answer == "Alta, Bio and Cobre share first place."
    assert detail == "No weights part them: they are level in every section."
    answer, detail = sentences_of(named({"Alta": (3, 1), "Bio": (1, 3)}))
    assert (answer, detail) == (
        "Alta and Bio share first place.",
        "None of them is first clearly more often than the others.",
    )
    answer, detail = sentences_of(named({"Alta": (4, 2, 0), "Bio": (1, 1, 4)}))
    assert answer == "Alta and Bio share first place."
    assert re.match(r"(Alta|Bio) is first most often: in 5\d % of weightings\.|None of them", detail)


def test_the_weakest_criterion_leaves_weights_no_say() -> None:
    answer, detail = sentences_of(named({"Alta": (2, 4), "Bio": (1, 4)}, rule="weakest"))
    assert answer == "Alta is first."
    assert detail == "The weakest criterion decides under this rule, so weights do not count."
    answer, _detail = sentences_of(named({"Alta": (1, 4), "Bio": (4, 1), "Cobre": (0, 0)}, rule="weakest"))
    assert answer == "Alta and Bio share first place."
    answer, detail = sentences_of(named({"Alta": (2, 4), "Bio": (1, 4)}, rule="weakest"), evaluators=True)
    assert answer == "Alta stays first in all 4,000 draws."
    assert detail == (
        "In each draw one evaluator answers each cell. "
        "The weakest criterion decides under this rule, so weights do not count."
    )


def test_one_section_alone_has_no_weights_to_vary() -> None:
    answer, detail = sentences_of(named({"Alta": (2, 1), "Bio": (1, 4)}, without=("B",)))
    assert (answer, detail) == (
        "Alta is first.",
        "Only one section has a weight, so there are no weights to vary.",
    )


def test_where_nothing_is_varied_nothing_is_claimed() -> None:
    answer, detail = sentences_of(named({"Alta": (4, 1), "Bio": (1, 3)}), weighting="fixed")
    assert (answer, detail) == (
        "Alta is first.",
        "Nothing was varied: neither weights, nor missing cells, nor evaluators.",
    )


def test_weights_near_the_chosen_ones_are_called_so_with_their_concentration() -> None:
    answer, detail = sentences_of(named({"Alta": (4, 0), "Bio": (1, 2)}), weighting="near")
    assert re.fullmatch(r"Alta stays first in \d\d % of weightings near the chosen one\.", answer)
    assert detail.startswith("The weights are drawn around the chosen ones (Dirichlet, c = 5). It loses")


@pytest.mark.parametrize(
    ("varied", "words"),
    [
        ({"missing": True}, "In each draw every missing cell has a level at random."),
        ({"evaluators": True}, "In each draw one evaluator answers each cell."),
        (
            {"missing": True, "evaluators": True},
            "In each draw every missing cell has a level at random, and one evaluator answers each cell.",
        ),
    ],
)
@pytest.mark.parametrize(
    ("weighting", "how"),
    [
        ("any", "The weights are drawn from all there are."),
        ("near", "The weights are drawn around the chosen ones (Dirichlet, c = 5)."),
        ("fixed", "The weights are the chosen ones."),
    ],
)
def test_what_was_drawn_is_named(varied: dict[str, bool], words: str, weighting: str, how: str) -> None:
    answers = {
        "P0": {"ana": "4 NE 1", "eva": "2 3 0"},
        "P1": {"ana": "1 1 .", "eva": "2 3 0"},
        "P2": {"ana": "0 0 NE", "eva": "0 0 NE"},
    }
    case = case_of({"A": 1, "B": 1, "C": 1}, answers)
    answer, detail = sentences_of(case, weighting=weighting, **varied)
    assert re.match(r"Programme P0 stays first in (\d+ % of|all 4,000) draws\.", answer)
    assert detail.startswith(f"{words} {how}")
    assert ("On the scores as they stand, Programme P0" in detail) == (weighting != "fixed")


def test_where_too_few_are_ranked_the_sentence_is_that_of_the_comparison() -> None:
    for rows in ([], ["1 2"], [". ."], ["NA NA"], ["1 2", ". ."], ["NE NE", ". ."]):
        case = case_of({"A": 1, "B": 1}, {f"P{index}": {"ana": row} for index, row in enumerate(rows)})
        assert robustness_of(case).sentences() == (case.compare().sentence(), "")


def test_who_would_be_first_is_said_of_drawn_cells_only_where_it_is_clear() -> None:
    answers = {"P0": {"ana": "4 . ."}, "P1": {"ana": "0 . ."}, "P2": {"ana": "0 . ."}}
    answer, detail = sentences_of(case_of({"A": 1, "B": 1, "C": 1}, answers), missing=True)
    assert re.fullmatch(
        r"None of the 3 programmes has enough evidence for a score\. "
        r"Programme P0 is first most often: in \d\d % of draws\.",
        answer,
    )
    assert detail.startswith("In each draw every missing cell has a level at random.")
    nothing = {key: {"ana": ". . ."} for key in answers}
    answer, _detail = sentences_of(case_of({"A": 1, "B": 1, "C": 1}, nothing), missing=True)
    assert answer == "None of the 3 programmes has enough evidence for a score."


def test_more_conditions_than_can_be_read_are_cut_and_said_to_be() -> None:
    letters = "ABCDEFGH"
    values = dict.fromkeys(letters, 1)
    rows = ["3 3 3 3 3 3 3 3", *(" ".join("4" if i == j else "2" for i in range(8)) for j in range(8))]
    answers = {f"P{index}": {"ana": row} for index, row in enumerate(rows)}
    _answer, detail = sentences_of(case_of(values, answers))
    assert detail.count("weighs more than") == 5
    assert detail.endswith(", among other cases.")


def test_a_lead_that_comes_back_is_not_called_lost_beyond_a_weight() -> None:
    case = lead_that_comes_back()
    stability = find_stability(case.compare())
    words = stability_sentence(stability, ["P0"], named=False, as_they_stand=False)
    assert "part A" not in words
    alone = stability_sentence(stability[:1], ["P0"], named=False, as_they_stand=False)
    assert alone == "At some weights P0 loses first place."


CONDITION = re.compile(r"part (\w) (?:weighs )?(less|more) than (\d+) %")
EXTREME = re.compile(r"part (\w) (weighs next to nothing|has nearly all the weight)")


@settings(max_examples=300, deadline=None)
@given(cases(), st.sampled_from(["mean", "geometric"]))
def test_beyond_every_weight_in_the_sentence_first_place_is_lost(case: Case, rule: Any) -> None:
    case = replace(case, question=replace(case.question, rule=rule))
    base = case.compare()
    leaders = [base.programmes[row].label for row in base.ranking() if base.rank[row] == 1]
    words = stability_sentence(find_stability(base), leaders, named=False, as_they_stand=False).replace(
        SPACE, " "
    )
    ids = [one.id for one in base.framework.sections]
    for id, side, percent in CONDITION.findall(words):
        bound = int(percent) / 100
        for weight in (
            (bound - 1e-4, bound / 2, 0.001) if side == "less" else (bound + 1e-4, (1 + bound) / 2, 0.999)
        ):
            assert lead(base, at_weight(case, base, ids.index(id), weight)) < 1e-9
    for id, side in EXTREME.findall(words):
        weight = 1e-7 if "nothing" in side else 1 - 1e-7
        assert lead(base, at_weight(case, base, ids.index(id), weight)) < 1e-9


@settings(max_examples=300, deadline=None)
@given(cases(), st.sampled_from(["mean", "geometric"]))
def test_within_the_weights_at_which_it_is_said_to_stay_first_it_does(case: Case, rule: Any) -> None:
    case = replace(case, question=replace(case.question, rule=rule))
    base = case.compare()
    for one in find_stability(base):
        words = stays_first(one).replace(SPACE, " ")
        figures = [int(figure) / 100 for figure in re.findall(r"(\d+) %", words)]
        if "near" in words or "not defined" in words:
            continue
        low = figures[0] if "from" in words else 0.001
        high = figures[-1] if "to" in words.split() else 0.999
        for weight in (low, (low + high) / 2, high):
            if 0 < weight < 1:
                section = base.framework.sections.index(one.section)
                assert lead(base, at_weight(case, base, section, weight)) >= -2e-9


def test_where_the_first_stays_is_said_in_a_few_words() -> None:
    section = one_each([(1,)]).compare().framework.sections[0]

    def words(low: float, high: float) -> str:
        return stays_first(Stability(section=section, weight=0.2, leader=(low, high), order=None)).replace(
            SPACE, " "
        )

    assert words(0, 1) == "stays first at any weight"
    assert words(0.0512, 1) == "stays first from 6 %"
    assert words(0, 0.4299) == "stays first up to 42 %"
    assert words(0.06, 0.42) == "stays first from 6 % to 42 %"
    assert words(0.199, 0.2001) == "stays first from 20 % to 20 %"
    assert words(0.2, 0.2) == "stays first from 20 % to 20 %"
    assert words(0.1951, 0.1999) == "stays first near 20 % only"
    assert stays_first(Stability(section=section, weight=1, leader=None, order=None)) == "not defined"


def test_a_chance_as_a_figure_is_0_or_100_only_when_it_is() -> None:
    chances = [0.0, 0.0001, 0.0049, 0.005, 0.01, 0.5049, 0.994, 0.996, 0.9999, 1.0]
    assert [chance_figure(one) for one in chances] == [
        "0",
        "<1",
        "<1",
        "1",
        "1",
        "50",
        "99",
        "99",
        "99",
        "100",
    ]
