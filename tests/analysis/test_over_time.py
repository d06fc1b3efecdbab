"""One question in every round: changes are those of the one engine, and nothing is called a change that is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.analysis.comparison import compare
from scorecard.analysis.cube import Cube, build_cube
from scorecard.analysis.views.over_time import OverTime, follow_over_time
from scorecard.edits import drafting, frameworks
from scorecard.i18n import speaking
from scorecard.model.evaluation import Conflict, Round
from scorecard.model.framework import Framework
from scorecard.model.text import Text
from scorecard.workspace import Workspace
from tests.analysis.evaluations import Case, case_of

Answers = Mapping[str, Mapping[str, str]]


def case_over(*each: Answers, blind: tuple[str, ...] = (), **asked: Any) -> tuple[Case, dict[str, Cube]]:
    """A case whose question is about the last of as many rounds as answers are given, and the cube of each."""
    everybody: dict[str, dict[str, str]] = {key: {} for answers in each for key in answers}
    kinds = {name: "independent" for answers in each for row in answers.values() for name in row}
    case = case_of({"A": 2, "B": 2}, everybody, kinds=kinds, **asked)
    named = {
        f"r{place}": Round(
            key=f"r{place}", id=f"r{place}", name=f"Round {place}", position=place, blind=f"r{place}" in blind
        )
        for place in range(1, len(each) + 1)
    }
    snapshot = replace(case.snapshot, rounds=named)
    framework = snapshot.frameworks["f"]
    cubes = {
        key: build_cube(
            snapshot,
            framework,
            key,
            [
                (programme, evaluator, criterion.id, value)
                for programme, row in answers.items()
                for evaluator, words in row.items()
                for criterion, value in zip(framework.criteria, words.split(), strict=True)
                if value != "."
            ],
        )
        for key, answers in zip(named, each, strict=True)
    }
    question = replace(case.question, round=f"r{len(each)}")
    return replace(case, snapshot=snapshot, question=question), cubes


def followed(*each: Answers, **asked: Any) -> OverTime:
    """What became of the programmes over rounds with these answers."""
    case, cubes = case_over(*each, **asked)
    return follow_over_time(case.snapshot, case.snapshot.frameworks["f"], case.question, cubes.get)


def all_of(**rows: str) -> Answers:
    """Answers of one evaluator by programme; a single word is given to all four criteria."""
    return {key: {"ana": words if " " in words else " ".join([words] * 4)} for key, words in rows.items()}


def test_every_round_is_asked_the_same_and_answers_as_it_does_alone() -> None:
    case, cubes = case_over(all_of(P1="1", P2="2"), all_of(P1="3", P2="1"), rule="geometric", threshold=0.25)
    found = follow_over_time(case.snapshot, case.snapshot.frameworks["f"], case.question, cubes.get)
    assert [one.round.key for one in found.comparisons] == ["r1", "r2"]
    for one in found.comparisons:
        alone = compare(case.snapshot, cubes[one.round.key], replace(case.question, round=one.round.key))
        assert one.question == alone.question
        assert np.array_equal(one.score, alone.score)


def test_the_rounds_are_in_time_whichever_is_asked_about() -> None:
    case, cubes = case_over(all_of(P1="1"), all_of(P1="2"), all_of(P1="4"))
    framework = case.snapshot.frameworks["f"]
    for key in cubes:
        found = follow_over_time(case.snapshot, framework, replace(case.question, round=key), cubes.get)
        assert [one.id for one in found.rounds] == ["r1", "r2", "r3"]
        assert found.change().tolist() == [3.0]


def test_who_rose_and_who_fell_most_is_said_with_figures() -> None:
    found = followed(all_of(P1="1", P2="3", P3="2", P4="2"), all_of(P1="4", P2="1", P3="2", P4="3"))
    answer, detail = found.sentences()
    assert answer == (
        "From Round 1 to Round 2 the largest rise is that of Programme P1 (+3.00), "
        "the largest fall that of Programme P2 (−2.00)."
    )
    assert "The median change of the 4 programmes with a score in both is +0.50." in detail
    assert "Most places gained among them: Programme P1 (+3)." in detail
    assert "Most places lost among them: Programme P2 (−3)." in detail


def test_who_shares_a_move_is_named_with_the_others() -> None:
    found = followed(all_of(P1="1", P2="1", P3="2"), all_of(P1="2", P2="2", P3="2"))
    assert "that of Programme P1 and Programme P2 (+1.00); no score fell." in found.sentences()[0]


def test_a_fall_alone_is_no_rise() -> None:
    found = followed(all_of(P1="3", P2="2"), all_of(P1="1", P2="2"))
    assert found.sentences()[0].endswith("the largest fall is that of Programme P1 (−2.00); no score rose.")


def test_nothing_moved_where_nothing_did() -> None:
    found = followed(all_of(P1="2", P2="3"), all_of(P1="2", P2="3"))
    answer, detail = found.sentences()
    assert answer == "From Round 1 to Round 2 no score has changed."
    assert "places" not in detail
    assert "undone" not in detail


def test_a_change_that_is_shown_as_zero_is_not_called_a_change() -> None:
    weights = {"sections": {"A": 0.001, "B": 1.0}}
    found = followed(all_of(P1="2 2 2 2", P2="3"), all_of(P1="3 3 2 2", P2="3"), **weights)
    assert 0 < found.change()[0] < 0.005
    assert found.sentences()[0] == "From Round 1 to Round 2 no score has changed."


def test_one_programme_alone_has_no_median_and_no_places() -> None:
    found = followed(all_of(P1="1"), all_of(P1="3"))
    assert found.sentences() == (
        "Only Programme P1 has a score in both Round 1 and Round 2: it changed by +2.00.",
        "",
    )


def test_a_programme_without_a_score_in_a_round_has_no_slope_and_is_counted() -> None:
    found = followed(all_of(P1="1", P2="1 . . .", P3="2"), all_of(P1="2", P2="3", P3="2"))
    assert np.isnan(found.change()).tolist() == [False, True, False]
    assert (
        "1 programme lacks a score in at least one of the two, and so has no slope." in found.sentences()[1]
    )


def test_places_are_among_those_that_have_both_scores() -> None:
    """A newcomer ahead of everybody takes no place away from a programme that was there before."""
    found = followed(all_of(P1="2", P2="1"), all_of(P1="3", P2="2", P3="4"))
    assert found.places().tolist() == [0, 0, 0]


def test_rounds_without_a_score_do_not_end_the_span() -> None:
    found = followed({}, all_of(P1="1", P2="1"), all_of(P1="2", P2="3"), {})
    assert found.span == (1, 2)
    assert found.sentences()[0].startswith("From Round 2 to Round 3 ")


def test_a_change_within_what_evidence_leaves_open_is_told_apart() -> None:
    found = followed(all_of(P1="1 1 . .", P2="0"), all_of(P1="2 2 . .", P2="4"), threshold=0.5)
    assert found.is_certain().tolist() == [False, True]
    assert [found.change_figure(row) for row in (0, 1)] == ["(+1.00)", "+4.00"]
    assert found.in_words(0) == (
        "Programme P1. Round 1: 1.00; Round 2: 2.00; change +1.00, which missing evidence could undo."
    )
    assert "1 change could still be undone by the evidence that is missing." in found.sentences()[1]
    assert followed(all_of(P1="4"), all_of(P1="0")).is_certain().tolist() == [True]


def test_coverage_is_followed_beside_the_score() -> None:
    found = followed(all_of(P1="1 1 . .", P2="1"), all_of(P1="1", P2="1"))
    assert found.coverage_change().tolist() == [0.5, 0.0]


def test_figures_name_both_ends_of_coverage_and_an_interval_where_there_is_no_score() -> None:
    found = followed(all_of(P1="1 1 . .", P2="3 . . ."), all_of(P1="1", P2="NA"))
    assert [found.coverage_figures(row) for row in (0, 1)] == ["50 → 100\u00a0%", "25\u00a0% → –"]
    assert found.score_figures(0) == ["1.00", "1.00"]
    assert found.score_figures(1) == ["(0.75 – 3.75)", "–"]
    assert followed(all_of(P1="1")).coverage_figures(0) == "100\u00a0%"
    assert followed(all_of(P1="1 1 . ."), all_of(P1="1"), rule="weakest").score_figures(0)[0] == "≤\u00a01.00"


def test_a_programme_is_followed_in_words() -> None:
    found = followed(
        all_of(P1="NA", P2="3 . . .", P3="1"), all_of(P1=". . . .", P2="3", P3="1"), all_of(P3="3")
    )
    assert [found.in_words(row) for row in range(3)] == [
        "Programme P1. Round 1: no criterion applies; Round 2: nothing scored; Round 3: nothing scored.",
        "Programme P2. Round 1: insufficient evidence, between 0.75 and 3.75; Round 2: 3.00; Round 3: nothing scored.",
        "Programme P3. Round 1: 1.00; Round 2: 1.00; Round 3: 3.00; change +2.00.",
    ]
    assert found.change_figure(0) == "–"


def test_the_largest_changes_and_the_programme_at_hand_are_pointed_out() -> None:
    found = followed(
        all_of(P1="1", P2="1", P3="1", P4="1", P5="1", P6="1"),
        all_of(P1="1", P2="2 2 1 1", P3="4", P4="3", P5="2", P6="1"),
    )
    assert found.pointed_out(None) == {2: 0, 3: 1, 4: 2}
    assert found.pointed_out("P6") == {2: 0, 3: 1, 4: 2, 5: 3}
    assert found.pointed_out("P4") == found.pointed_out("gone") == found.pointed_out(None)
    assert followed(all_of(P1="1"), all_of(P1="1")).pointed_out(None) == {}


def test_the_largest_change_comes_first_and_who_has_none_last() -> None:
    found = followed(
        all_of(P1="1", P2="1", P3="4", P4=". . . ."), all_of(P1="2", P2=". . . .", P3="1", P4=". . . .")
    )
    assert [found.programmes[row].key for row in found.rows()] == ["P3", "P1", "P2", "P4"]


@pytest.mark.parametrize(
    ("each", "sentence"),
    [
        ([{}], "There is no programme to compare yet."),
        ([{}, {}], "There is no programme to compare yet."),
        ([all_of(P1="1")], "Round 1 is the only round that can be compared: a change needs a second one."),
        (
            [all_of(P1="NE"), all_of(P1="NA")],
            "In no round does a programme have enough evidence for a score.",
        ),
        (
            [all_of(P1="NE"), all_of(P1="2")],
            "Only in Round 2 do programmes have enough evidence for a score: no change to show.",
        ),
        (
            [all_of(P1="2", P2="NA"), all_of(P1="NA", P2="2")],
            "No programme has a score in both Round 1 and Round 2.",
        ),
    ],
)
def test_where_nothing_can_be_followed_the_sentence_says_why(each: list[Answers], sentence: str) -> None:
    found = followed(*each)
    assert found.sentences()[0] == sentence
    assert np.isnan(found.change()).all()
    assert not found.places().any()
    assert not found.is_certain().any()


def test_a_conflict_of_interest_counts_in_no_round() -> None:
    case, cubes = case_over(
        {"P1": {"ana": "1 1 1 1", "ben": "3 3 3 3"}}, {"P1": {"ana": "4 4 4 4", "ben": "3 3 3 3"}}
    )
    conflict = Conflict(programme="P1", evaluator="ana", reason="own")
    snapshot = replace(case.snapshot, conflicts={"P1/ana": conflict})
    found = follow_over_time(snapshot, snapshot.frameworks["f"], case.question, cubes.get)
    assert [one.score.tolist() for one in found.comparisons] == [[3.0], [3.0]]


def test_what_a_blind_round_hides_is_not_scored_there_and_is_said() -> None:
    answers = {"P1": {"ana": "1 1 1 1", "ben": "3 3 3 3"}}
    found = followed(answers, answers, blind=("r2",), seen_by="ana")
    assert [one.score.tolist() for one in found.comparisons] == [[2.0], [1.0]]
    assert [one.id for one in found.hidden] == ["r2"]
    assert "Round 2 is blind: what you do not see yet counts as not scored." in found.sentences()[1]
    assert followed(answers, answers, blind=("r2",)).hidden == ()


def test_a_round_that_no_crosswalk_leads_from_is_left_out_by_name() -> None:
    case, cubes = case_over(all_of(P1="1", P2="1"), all_of(P1="2", P2="3"), all_of(P1="3", P2="3"))
    del cubes["r1"]
    found = follow_over_time(case.snapshot, case.snapshot.frameworks["f"], case.question, cubes.get)
    assert [one.id for one in found.apart] == ["r1"]
    assert [one.id for one in found.rounds] == ["r2", "r3"]
    assert "Round 1 is left out: no crosswalk leads from its version" in found.sentences()[1]


def test_the_document_has_plain_numbers_for_every_programme_and_round() -> None:
    document = followed(all_of(P1="1", P2="NE"), all_of(P1="2", P2="4")).to_json()
    assert (document["rounds"], document["from"], document["to"]) == (["r1", "r2"], "r1", "r2")
    first, second = document["programmes"]
    assert (first["change"], first["places"], first["certain"]) == (1.0, 0, True)
    assert (second["change"], second["places"], second["certain"]) == (None, None, None)
    assert [one["score"] for one in second["rounds"]] == [None, 4.0]


@st.composite
def answers(draw: st.DrawFn) -> Answers:
    """Answers of up to four programmes to four criteria."""
    word = st.sampled_from(["0", "1", "2", "3", "4", ".", "NE", "NA"])
    rows = st.lists(word, min_size=4, max_size=4).map(" ".join)
    return {f"P{number}": {"ana": draw(rows)} for number in range(draw(st.integers(0, 4)))}


@given(st.lists(answers(), min_size=1, max_size=4), st.sampled_from(["mean", "geometric", "weakest"]))
def test_whatever_the_answers_changes_and_sentences_keep_to_the_scores(
    each: list[Answers], rule: str
) -> None:
    found = followed(*each, rule=rule)
    change, certain = found.change(), found.is_certain()
    assert sorted(found.rows()) == list(range(len(found.programmes)))
    assert found.places().sum() == 0 or len(np.unique(found.places())) > 1
    for language in ("en", "es"):
        with speaking(language):
            answer, detail = found.sentences()
        assert answer
        assert "nan" not in answer + detail
    for row in range(len(found.programmes)):
        if found.span is None:
            assert np.isnan(change[row])
            continue
        first, last = (found.comparisons[place] for place in found.span)
        assert np.array_equal(change[row], last.score[row] - first.score[row], equal_nan=True)
        if certain[row]:
            assert abs(change[row]) > 0
            assert (last.low[row] > first.high[row]) == (change[row] > 0)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """The workshop sample: a closed round and an open one."""
    made = Workspace.create(tmp_path / "w.scorecard", sample="workshop", language="en")
    yield made
    made.close()


def put_in_force(workspace: Workspace, *changes: Callable[[Framework], Framework]) -> None:
    """A changed version of the framework `ptpr`: open rounds follow it, the closed one keeps its own."""
    workspace.edit(lambda snapshot: frameworks.begin_draft(snapshot, "ptpr"))
    for change in changes:
        workspace.edit(partial(frameworks.redraft, id="ptpr", change=change))
    scores = workspace.framework_scores("ptpr")
    workspace.edit(lambda snapshot: frameworks.adopt(snapshot, "ptpr", "2.0", scores))


def with_one_more(framework: Framework) -> Framework:
    """The framework with a criterion that it did not have."""
    text = Text(en="Text", es="Texto")
    framework = drafting.reword_criterion(
        drafting.add_criterion(framework, "ANT", "NEW"), "ptpr.NEW", name=text
    )
    for position in range(len(framework.scale)):
        framework = drafting.reword_level(framework, "ptpr.NEW", position, text)
    return framework


def test_a_round_scored_by_an_earlier_version_follows_the_crosswalk(workspace: Workspace) -> None:
    """A section is asked no more, a criterion has another id, two have become one."""
    before = workspace.question("ptpr", "baseline")
    without = workspace.compare(replace(before, without=("EMB",)))
    put_in_force(
        workspace,
        lambda framework: drafting.retire_section(framework, "EMB"),
        lambda framework: drafting.recode_criterion(framework, "ptpr.ANT2", "FAR"),
    )
    found = workspace.study(workspace.question("ptpr", "r1")).over_time
    assert {one.framework.version for one in found.comparisons} == {"2.0"}
    assert [one.id for one in found.carried] == ["baseline"]
    assert "ptpr.FAR" in [one.id for one in found.comparisons[0].framework.criteria]
    np.testing.assert_allclose(found.comparisons[0].score, without.score)
    np.testing.assert_allclose(found.comparisons[0].coverage, without.coverage)
    assert found.comparisons[0].ranked == 6
    assert "Baseline was scored by an earlier version of the framework" in found.sentences()[1]


def test_what_only_the_new_version_asks_is_not_scored_in_the_earlier_round(workspace: Workspace) -> None:
    earlier = workspace.compare(workspace.question("ptpr", "baseline"))
    put_in_force(workspace, with_one_more)
    found = workspace.study(workspace.question("ptpr", "r1")).over_time
    brought = found.comparisons[0]
    added = [
        one.id not in {old.id for old in earlier.framework.criteria} for one in brought.framework.criteria
    ]
    assert sum(added) == 1
    assert np.isnan(brought.cell_value[:, added]).all()
    ranked = earlier.rank > 0
    assert (brought.coverage[ranked] < earlier.coverage[ranked]).all()
    assert (brought.high[ranked] > brought.low[ranked]).all()


def test_no_crosswalk_leads_back_from_a_later_version(workspace: Workspace) -> None:
    put_in_force(workspace, lambda framework: drafting.retire_section(framework, "EMB"))
    found = workspace.study(workspace.question("ptpr", "baseline")).over_time
    assert ([one.id for one in found.rounds], [one.id for one in found.apart]) == (["baseline"], ["r1"])
    assert "Round 1 is left out" in found.sentences()[1]
