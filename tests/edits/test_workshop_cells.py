"""The round of one cell: private votes, the reveal, what is agreed on, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.edits import people, rounds
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.errors import Refusal
from scorecard.model.workshop import Action, Dissent
from tests.analysis.evaluations import case_of
from tests.edits.workshops import ANSWERS, FIRST, NOON, Held, begun


def vote(held: Held, evaluator: str, value: str, **more: str) -> None:
    held.do(cells.vote, held.score(FIRST, evaluator), FIRST, evaluator, value, **more)


def revealed(case: object = None) -> Held:
    held = begun(case)  # type: ignore[arg-type]
    held.do(cells.begin_scoring, FIRST)
    vote(held, "ana", "3")
    vote(held, "ben", "1")
    held.do(cells.reveal, held.said(FIRST), FIRST)
    return held


def test_a_vote_is_a_score_and_both_rounds_are_kept() -> None:
    held = revealed()
    assert held.discussion().first == (("ana", "3"), ("ben", "1"), ("eva", "2"))
    assert held.discussion().voted == ()
    vote(held, "ben", "2")
    held.do(cells.agree, held.said(FIRST), FIRST, "2", "The decree of 2019.")
    discussion = held.discussion()
    assert discussion.first == (("ana", "3"), ("ben", "1"), ("eva", "2"))
    assert discussion.second == (("ana", "3"), ("ben", "2"), ("eva", "2"))
    assert (discussion.stage, discussion.outcome, discussion.value) == ("settled", "agreed", "2")
    (panel,) = [one for one in held.snapshot.evaluators.values() if one.kind == "panel"]
    entry = held.score(FIRST, panel.key)
    assert (panel.id, panel.name) == ("panel", "Panel")
    assert entry is not None
    assert (entry.value, entry.note) == ("2", "The decree of 2019.")


def test_each_step_is_one_undo_step_and_all_of_them_lead_back() -> None:
    held, start = revealed(), Held()
    held.do(cells.agree, held.said(FIRST), FIRST, "2", "Why.")
    assert len(held.edits) == 6
    while held.edits:
        held.undo()
    assert (held.snapshot, held.scores) == (start.snapshot, start.scores)


def test_the_label_of_a_private_vote_does_not_say_the_level() -> None:
    held = revealed()
    assert held.edits[2].label.text() == "vote on A1 of P2"
    assert "3" not in held.edits[2].label.text()


def test_private_scoring_takes_its_item_in_hand() -> None:
    held = revealed()
    assert held.agenda.at_hand == held.discussion().key


def test_a_second_private_scoring_keeps_what_was_revealed_first() -> None:
    held = revealed()
    held.do(cells.begin_scoring, FIRST)
    assert (held.discussion().stage, held.discussion().voted) == ("scoring", ())
    vote(held, "ana", "0")
    held.do(cells.reveal, held.said(FIRST), FIRST)
    assert held.discussion().first[0] == ("ana", "3")


def test_votes_wait_for_the_private_scoring_to_begin() -> None:
    with pytest.raises(Refusal, match="has not begun"):
        vote(begun(), "ana", "3")


def test_a_vote_can_be_taken_back_and_then_counts_as_missing() -> None:
    held = begun()
    held.do(cells.begin_scoring, FIRST)
    for who in ("ana", "ben"):
        vote(held, who, "3")
    assert held.discussion().voted == ("ana", "ben")
    vote(held, "ana", "")
    assert held.score(FIRST, "ana") is None
    assert held.discussion().voted == ("ben",)


def test_not_applicable_needs_its_reason() -> None:
    held = revealed()
    with pytest.raises(Refusal, match="needs a reason"):
        vote(held, "ana", "NA")
    vote(held, "ana", "NA", note="No staff there.")
    assert held.score(FIRST, "ana") is not None
    with pytest.raises(Refusal, match="is no level"):
        vote(held, "ana", "9")


def test_the_panel_and_whoever_has_a_conflict_do_not_vote() -> None:
    kinds = {"ana": "independent", "ben": "peer", "eva": "independent", "jury": "panel"}
    held = begun(case_of({"A": 2, "B": 1}, ANSWERS, kinds=kinds, conflicts=[("P2", "eva")]))
    held.do(cells.begin_scoring, FIRST)
    with pytest.raises(Refusal, match="jury is the panel"):
        vote(held, "jury", "2")
    with pytest.raises(Refusal, match="eva has a conflict of interest on Programme P2"):
        vote(held, "eva", "2")
    held.do(cells.agree, held.said(FIRST), FIRST, "2", "Why.")
    entry = held.score(FIRST, "jury")
    assert entry is not None
    assert len(held.snapshot.evaluators) == 4


def test_whoever_has_a_conflict_does_not_dissent_by_name() -> None:
    held = begun(case_of({"A": 2, "B": 1}, ANSWERS, conflicts=[("P2", "eva")]))
    with pytest.raises(Refusal, match="eva has a conflict of interest on Programme P2"):
        cells.dissent(held.snapshot, held.said(FIRST), FIRST, "eva", "Too high.")
    held.do(cells.dissent, held.said(FIRST), FIRST, "", "Too high.")
    assert held.snapshot.discussions["/".join(FIRST)].dissents[0].evaluator == ""


def test_what_is_submitted_or_closed_stands_fast() -> None:
    held = begun()
    held.do(cells.begin_scoring, FIRST)
    held.do(people.submit, "P2", "ana", "round", "Ana", NOON)
    with pytest.raises(Refusal, match="has submitted"):
        vote(held, "ana", "1")
    held.do(rounds.close_round, "round")
    for step in (
        lambda: vote(held, "ben", "1"),
        lambda: held.do(cells.reveal, held.said(FIRST), FIRST),
        lambda: held.do(cells.agree, held.said(FIRST), FIRST, "2", "Why."),
        lambda: held.do(cells.dissent, held.said(FIRST), FIRST, "ana", "No."),
        lambda: held.do(agendas.skip_item, FIRST),
    ):
        with pytest.raises(Refusal, match="is closed"):
            step()
    held.do(cells.note, FIRST, "Minutes are finished later.")
    held.do(cells.put_action, FIRST, Action(key="", text="Send them"))


def test_practice_votes_never_become_scores() -> None:
    held, start = begun(), Held()
    held.do(agendas.set_practice, FIRST, practice=True)
    held.do(cells.begin_scoring, FIRST)
    vote(held, "ana", "0")
    vote(held, "eva", "4")
    held.do(cells.reveal, held.said(FIRST), FIRST)
    assert held.discussion().first == (("ana", "0"), ("eva", "4"))
    vote(held, "eva", "1")
    held.do(cells.agree, held.said(FIRST), FIRST, "1", "As the level says.")
    assert held.discussion().second == (("ana", "0"), ("eva", "1"))
    assert held.discussion().value == "1"
    assert held.scores == start.scores
    assert held.snapshot.evaluators == start.snapshot.evaluators


@pytest.mark.parametrize(
    ("value", "rationale", "said"),
    [
        ("2", " ", "needs its rationale"),
        ("", "Why.", "Say which level"),
        ("7", "Why.", "is no level"),
        ("2", "x" * 4001, "at most 4000"),
    ],
)
def test_what_cannot_be_agreed_on_is_refused(value: str, rationale: str, said: str) -> None:
    held = begun()
    with pytest.raises(Refusal, match=said):
        held.do(cells.agree, held.said(FIRST), FIRST, value, rationale)
    assert len(held.edits) == 1


def test_agreeing_without_a_reveal_keeps_what_was_said_then() -> None:
    held = Held()
    held.do(cells.agree, held.said(FIRST), FIRST, "NE", "Nothing was found.")
    assert held.discussion().first == held.discussion().second == (("ana", "4"), ("ben", "0"), ("eva", "2"))
    assert held.snapshot.agendas == {}


def test_a_panel_whose_id_is_taken_gets_another() -> None:
    case = case_of(
        {"A": 2, "B": 1}, ANSWERS, kinds={"ana": "peer", "ben": "peer", "eva": "peer", "panel": "peer"}
    )
    held = Held(case)
    held.do(cells.agree, held.said(FIRST), FIRST, "2", "Why.")
    (panel,) = [one for one in held.snapshot.evaluators.values() if one.kind == "panel"]
    assert panel.id == "panel1"


def test_reopening_takes_the_panel_s_entry_back_unless_it_has_changed_since() -> None:
    held = revealed()
    held.do(cells.agree, held.said(FIRST), FIRST, "2", "Why.")
    (panel,) = [one.key for one in held.snapshot.evaluators.values() if one.kind == "panel"]
    held.do(cells.reopen, held.said(FIRST), FIRST)
    assert held.score(FIRST, panel) is None
    discussion = held.discussion()
    assert (discussion.stage, discussion.outcome, discussion.value, discussion.second) == (
        "revealed",
        "",
        "",
        (),
    )
    held.do(cells.agree, held.said(FIRST), FIRST, "2", "Why.")
    entry = held.score(FIRST, panel)
    assert entry is not None
    held.scores[entry.cell] = replace(entry, value="4")
    held.do(cells.reopen, held.said(FIRST), FIRST)
    assert held.score(FIRST, panel) == replace(entry, value="4")


def test_a_dissent_settles_an_open_item_and_stays_beside_an_agreement() -> None:
    held = revealed()
    held.do(cells.dissent, held.said(FIRST), FIRST, "ana", "The decree was never applied.")
    assert (held.discussion().outcome, held.discussion().stage) == ("dissent", "settled")
    held.do(cells.agree, held.said(FIRST), FIRST, "2", "By majority.")
    held.do(cells.dissent, held.said(FIRST), FIRST, "", "Somebody is not convinced.")
    assert held.discussion().outcome == "agreed"
    assert held.discussion().dissents == (
        Dissent(evaluator="ana", text="The decree was never applied."),
        Dissent(evaluator="", text="Somebody is not convinced."),
    )
    held.do(cells.withdraw_dissent, FIRST, "ana")
    assert [one.evaluator for one in held.discussion().dissents] == [""]
    assert held.do(cells.withdraw_dissent, FIRST, "ana").changes == ()
    with pytest.raises(Refusal, match="needs its words"):
        held.do(cells.dissent, held.said(FIRST), FIRST, "ben", "  ")


def test_actions_have_words_an_owner_and_a_date() -> None:
    held = begun()
    held.do(
        cells.put_action,
        FIRST,
        Action(key="", text=" Ask the ministry ", owner="Ana  Quispe", due="2026-12-01"),
    )
    (action,) = held.discussion().actions
    assert (action.text, action.owner, action.due) == ("Ask the ministry", "Ana Quispe", "2026-12-01")
    held.do(cells.put_action, FIRST, replace(action, due=""))
    assert [one.due for one in held.discussion().actions] == [""]
    for wrong, said in (
        (replace(action, text=""), "needs its words"),
        (replace(action, due="soon"), "no date"),
    ):
        with pytest.raises(Refusal, match=said):
            held.do(cells.put_action, FIRST, wrong)
    held.do(cells.remove_action, FIRST, action.key)
    assert held.discussion().actions == ()
    assert held.do(cells.remove_action, FIRST, action.key).changes == ()


def test_notes_stay_when_the_programme_goes() -> None:
    from scorecard.edits import programmes

    held = begun()
    held.do(programmes.remove, "P2", [one for one in held.scores.values() if one.programme == "P2"])
    held.do(cells.note, FIRST, "It was withdrawn.")
    assert held.discussion().note == "It was withdrawn."
    with pytest.raises(Refusal, match="removed meanwhile"):
        held.do(cells.begin_scoring, FIRST)
