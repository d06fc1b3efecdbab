"""A workshop as it stands: progress, spreads before and after, what has moved, and what is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.analysis.comparison import compare
from scorecard.analysis.question import Question
from scorecard.analysis.sight import left_out, seen, votes_hidden
from scorecard.analysis.workshops.items import Item, Spread, takers
from scorecard.analysis.workshops.sentences import (
    duration,
    movement_sentence,
    narrowing_sentence,
    progress_sentence,
    state_in_words,
)
from scorecard.analysis.workshops.workshop import Progress, Workshop
from scorecard.edits import programmes
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.i18n import speaking
from scorecard.model.workshop import Place
from tests.analysis.evaluations import case_of
from tests.edits.workshops import FIRST, NOON, SECOND, Held, begun

THIRD = Place("P3", "round", "f.A2")


def item(held: Held, place: Place = FIRST) -> Item:
    return next(one for one in held.workshop().items if one.place == place)


def vote(held: Held, evaluator: str, value: str, place: Place = FIRST) -> None:
    held.do(cells.vote, held.score(place, evaluator), place, evaluator, value)


def discussed() -> Held:
    """A workshop whose first cell is revealed at 4, 0 and 2, and agreed on at 4 after 4, 3 and 2."""
    held = begun()
    held.do(cells.reveal, held.said(FIRST), FIRST)
    vote(held, "ben", "3")
    held.do(cells.agree, held.said(FIRST), FIRST, "4", "The decree.")
    return held


def test_progress_counts_what_is_settled_skipped_gone_and_open() -> None:
    held = discussed()
    assert held.workshop().progress == Progress(of=3, settled=1, skipped=0, gone=0, open=2, minutes=20)
    held.do(agendas.skip_item, SECOND)
    held.do(programmes.remove, "P3", [one for one in held.scores.values() if one.programme == "P3"])
    progress = held.workshop().progress
    assert progress == Progress(of=3, settled=1, skipped=1, gone=1, open=0, minutes=0)
    said = progress_sentence(progress)
    assert said == (
        "The agenda is done: 1 of 3 items settled. 1 is skipped. "
        "1 is passed by, since its programme or criterion is no longer there."
    )


def test_the_spread_before_is_that_of_the_reveal_and_after_that_of_settling() -> None:
    held = discussed()
    one = item(held)
    assert (one.before, one.after) == (
        Spread(lowest=0, highest=4, count=3),
        Spread(lowest=2, highest=4, count=3),
    )
    narrowing = held.workshop().narrowing
    assert (narrowing.items, narrowing.before, narrowing.after, narrowing.nearer) == (1, 4.0, 2.0, 1)
    assert "4.0 steps apart when they were revealed, and are 2.0 after" in narrowing_sentence(narrowing)


def test_while_votes_are_private_an_item_says_only_who_has_had_no_turn() -> None:
    held = begun()
    held.do(cells.begin_scoring, FIRST)
    vote(held, "ana", "3")
    one = item(held)
    assert one.is_private
    assert (one.dispute, one.now, one.before, one.after) == (None, None, None, None)
    assert [who.id for who in one.awaited] == ["ben", "eva"]
    assert one.missing == ()
    assert state_in_words(one) == "private scoring"


def test_an_evaluator_who_leaves_midway_is_missing_and_has_no_turn() -> None:
    held = begun()
    held.do(cells.begin_scoring, SECOND)
    held.do(agendas.set_present, "f", "round", "eva", present=False)
    assert [who.id for who in takers(held.snapshot, held.agenda, SECOND)] == ["ana", "ben"]
    vote(held, "eva", "", SECOND)
    held.do(cells.reveal, held.said(SECOND), SECOND)
    one = item(held, SECOND)
    assert [who.id for who in one.missing] == ["eva"]
    assert (len(one.voters), one.before) == (3, Spread(lowest=1, highest=3, count=2))


def test_two_people_of_one_name_are_told_apart() -> None:
    held = begun()
    ana = held.snapshot.evaluators["ana"]
    twins = {**held.snapshot.evaluators, "ben": replace(held.snapshot.evaluators["ben"], name=ana.name)}
    held.snapshot = replace(held.snapshot, evaluators=twins)
    held.do(cells.begin_scoring, FIRST)
    vote(held, "ben", "1")
    assert [(who.name, who.id) for who in item(held).awaited] == [("ana", "ana"), ("eva", "eva")]
    held.do(cells.reveal, held.said(FIRST), FIRST)
    assert dict(held.discussion().first)["ben"] == "1"


def test_disputes_are_those_of_the_present_scores_whatever_the_panel_says() -> None:
    held = begun()
    assert {(one.programme.key, one.criterion.id) for one in held.study().disputes} >= {("P2", "f.A1")}
    dispute = item(held).dispute
    assert dispute is not None
    assert (dispute.lowest, dispute.highest) == (0, 4)
    held.do(cells.agree, held.said(FIRST), FIRST, "4", "Why.")
    assert item(held).dispute is not None
    for evaluator in ("ben", "eva"):
        score = held.score(FIRST, evaluator)
        assert score is not None
        held.scores[score.cell] = replace(score, value="4")
    assert item(held).dispute is None


def test_what_the_workshop_moved_is_the_difference_to_the_reveal() -> None:
    held = begun()
    order = [held.study().comparison.programmes[row].id for row in held.study().comparison.ranking()]
    held.do(cells.reveal, held.said(FIRST), FIRST)
    assert held.workshop().moves == ()
    assert movement_sentence(held.workshop()) == "The discussion has not changed any score so far."
    held.do(cells.agree, held.said(FIRST), FIRST, "0", "Nothing there.")
    workshop = held.workshop()
    moved = {one.programme.id: one for one in workshop.moves}
    assert order[0] == "P2" or moved["P2"].rank_before != 1
    assert moved["P2"].score_before is not None
    assert moved["P2"].score_after is not None
    assert moved["P2"].score_after < moved["P2"].score_before
    earlier = [workshop.earlier.programmes[row].id for row in workshop.earlier.ranking()]
    assert earlier == order


def test_the_sentence_on_the_ranking_names_a_new_leader() -> None:
    held = Held(case_of({"A": 1}, {"P1": {"ana": "2", "ben": "2"}, "P2": {"ana": "3", "ben": "2"}}))
    place = Place("P2", "round", "f.A1")
    held.do(cells.agree, held.said(place), place, "0", "Why.")
    assert movement_sentence(held.workshop()) == (
        "The discussion has moved 2 programmes in the ranking, places in all: 2. "
        "First before: Programme P2; first now: Programme P1."
    )
    held.do(cells.reopen, held.said(place), place)
    held.do(cells.agree, held.said(place), place, "3", "Why.")
    assert "the ranking is as it was" in movement_sentence(held.workshop())


def test_the_item_at_hand_is_the_chosen_one_or_the_first_open_one() -> None:
    held = begun()
    workshop = held.workshop()
    assert workshop.at_hand is not None
    assert workshop.at_hand.place == FIRST
    held.do(agendas.go_to, THIRD)
    workshop = held.workshop()
    assert workshop.at_hand is not None
    assert workshop.next is not None
    assert (workshop.at_hand.place, workshop.next.place) == (THIRD, FIRST)
    held.do(programmes.remove, "P3", [one for one in held.scores.values() if one.programme == "P3"])
    workshop = held.workshop()
    assert workshop.at_hand is not None
    assert workshop.at_hand.place == FIRST
    for place in (FIRST, SECOND):
        held.do(agendas.skip_item, place)
    assert held.workshop().next is None


def test_a_cell_that_has_gone_is_said_so_and_passed_by() -> None:
    held = begun()
    held.do(programmes.remove, "P2", [one for one in held.scores.values() if one.programme == "P2"])
    framework = held.snapshot.frameworks["f"]
    (part, *others) = framework.sections
    shorter = replace(framework, sections=(replace(part, criteria=part.criteria[:1]), *others))
    held.snapshot = replace(held.snapshot, frameworks={"f": shorter})
    states = [(one.is_gone, state_in_words(one)) for one in held.workshop().items]
    assert states == [(True, "no longer there"), (False, "to come"), (True, "no longer there")]


def test_a_panel_that_says_something_else_since_is_told() -> None:
    held = discussed()
    assert not item(held).is_overtaken
    assert state_in_words(item(held)) == "agreed on 4"
    panel = next(one.key for one in held.snapshot.evaluators.values() if one.kind == "panel")
    score = held.score(FIRST, panel)
    assert score is not None
    held.scores[score.cell] = replace(score, value="1")
    assert state_in_words(item(held)) == "agreed on 4, changed since"


def test_practice_moves_nothing_and_is_no_dispute() -> None:
    held = begun()
    held.do(agendas.set_practice, FIRST, practice=True)
    held.do(cells.begin_scoring, FIRST)
    vote(held, "ana", "0")
    vote(held, "ben", "1")
    held.do(cells.reveal, held.said(FIRST), FIRST)
    held.do(cells.agree, held.said(FIRST), FIRST, "1", "Why.")
    one = item(held)
    assert (one.dispute, one.before, one.decided) == (None, Spread(lowest=0, highest=1, count=2), "")
    assert not one.is_overtaken
    assert held.workshop().moves == ()


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"P1": {}},
        {"P1": {"ana": "NA NA NA"}},
        {"P1": {"ana": "NE NE NE", "ben": "NE NE NE"}},
        {"P1": {"ana": "2 2 2"}},
    ],
)
def test_the_least_evaluations_have_a_workshop_too(answers: dict[str, dict[str, str]]) -> None:
    held = Held(case_of({"A": 2, "B": 1}, answers))
    held.do(agendas.begin_agenda, "f", "round", [(key, "f.A1") for key in answers], NOON)
    for place in [Place(key, "round", "f.A1") for key in answers]:
        held.do(cells.reveal, held.said(place), place)
        held.do(cells.agree, held.said(place), place, "2", "Why.")
    workshop = held.workshop()
    assert workshop.progress.settled == len(answers)
    assert workshop.narrowing.items in (0, 1)
    assert movement_sentence(workshop)
    assert progress_sentence(workshop.progress)
    assert (workshop.at_hand is None) is (not answers)


def test_others_scores_of_a_cell_that_is_scored_in_private_are_not_shown() -> None:
    held = begun()
    assert not votes_hidden(held.snapshot, FIRST)
    held.do(cells.begin_scoring, FIRST)
    assert votes_hidden(held.snapshot, FIRST)
    own = seen(held.snapshot, "ana", held.said(FIRST))
    assert [one.evaluator for one in own] == ["ana"]
    assert len(seen(held.snapshot, None, held.said(FIRST))) == 3
    cube = held.study().cube
    asked = Question(framework="f", round="round", seen_by="ana")
    row = compare(held.snapshot, cube, asked).row("P2")
    assert compare(held.snapshot, cube, asked).cell_value[row].tolist() == [4.0, 4.0, 0.0]
    assert compare(held.snapshot, cube, replace(asked, seen_by=None)).cell_value[row].tolist() == [
        2.0,
        4.0,
        0.0,
    ]
    assert "1 cell is being scored in private" in left_out(held.snapshot, "ana", "round", ["P2"])
    assert left_out(held.snapshot, None, "round", ["P2"]) == ""
    held.do(cells.reveal, held.said(FIRST), FIRST)
    assert len(seen(held.snapshot, "ana", held.said(FIRST))) == 3


def test_times_are_said_in_hours_and_minutes() -> None:
    assert [duration(minutes) for minutes in (0, 50, 60, 150)] == ["0 min", "50 min", "1 h", "2 h 30 min"]


def test_every_state_has_its_words_in_both_languages() -> None:
    held = begun()
    held.do(cells.begin_scoring, FIRST)
    held.do(cells.dissent, held.said(SECOND), SECOND, "ana", "No.")
    held.do(cells.reveal, held.said(THIRD), THIRD)
    for tongue in ("en", "es"):
        with speaking(tongue):
            assert len({state_in_words(one) for one in held.workshop().items}) == 3


def test_an_evaluation_without_a_workshop_has_nothing_to_tell() -> None:
    workshop = Workshop(Held().study())
    assert (workshop.items, workshop.at_hand, workshop.next, workshop.moves) == ((), None, None, ())
    assert progress_sentence(workshop.progress) == "There is nothing on the agenda yet."
