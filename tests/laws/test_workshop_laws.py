"""Any sequence of steps of a workshop leaves a valid state, leads back step by step, and keeps practice out."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scorecard.edits import people, programmes, rounds
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.errors import Refusal
from scorecard.model.codec import canonical, decode_record
from scorecard.model.record import ref
from scorecard.model.workshop import Action, Place
from tests.analysis.evaluations import case_of
from tests.edits.workshops import ANSWERS, CELLS, NOON, Held

VERBS = (
    "begin", "drop", "add", "add practice", "remove", "move", "skip", "practice", "real", "go", "leave",
    "score", "vote", "vote", "vote", "reveal", "reveal", "note", "agree", "agree", "dissent", "withdraw",
    "reopen", "action", "close", "open", "submit", "forget", "undo",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.sampled_from(VERBS),
        st.sampled_from([Place(p, "round", c) for p in ANSWERS for c in ("f.A1", "f.B1")]),
        st.sampled_from(["ana", "ben", "eva"]),
        st.sampled_from(["0", "2", "4", "NE", ""]),
        st.integers(-1, 6),
    ),
    max_size=40,
)
Step = tuple[str, Place, str, str, int]


def take(held: Held, step: Step) -> None:
    """One step of a workshop; raises `Refusal` where it may not happen."""
    verb, place, who, value, number = step
    said: dict[str, tuple[Any, ...]] = {
        "begin": (agendas.begin_agenda, "f", "round", CELLS[: max(number, 0)], NOON),
        "drop": (agendas.remove_agenda, "f", "round"),
        "add": (agendas.add_items, "f", "round", [(place.programme, place.criterion)]),
        "remove": (agendas.remove_item, place),
        "move": (agendas.move_item, place, number),
        "skip": (agendas.skip_item, place),
        "go": (agendas.go_to, place),
        "score": (cells.begin_scoring, place),
        "vote": (cells.vote, held.score(place, who), place, who, value),
        "reveal": (cells.reveal, held.said(place), place),
        "note": (cells.note, place, value),
        "agree": (cells.agree, held.said(place), place, value, "Why."),
        "dissent": (cells.dissent, held.said(place), place, who if number else "", "No."),
        "withdraw": (cells.withdraw_dissent, place, who),
        "reopen": (cells.reopen, held.said(place), place),
        "action": (cells.put_action, place, Action(key="", text="Ask")),
        "close": (rounds.close_round, "round"),
        "open": (rounds.reopen_round, "round"),
        "submit": (people.submit, place.programme, who, "round", who, NOON),
    }
    match verb:
        case "undo":
            if held.edits:
                held.undo()
        case "add practice":
            held.do(agendas.add_items, "f", "round", [(place.programme, place.criterion)], practice=True)
        case "practice" | "real":
            held.do(agendas.set_practice, place, practice=verb == "practice")
        case "leave":
            held.do(agendas.set_present, "f", "round", who, present=number > 2)
        case "forget":
            about = [one for one in held.scores.values() if one.programme == place.programme]
            held.do(programmes.remove, place.programme, about)
        case _:
            make, *given = said[verb]
            held.do(make, *given)


def check(held: Held) -> None:
    """What holds at every moment."""
    snapshot = held.snapshot
    for record in (*snapshot.agendas.values(), *snapshot.discussions.values()):
        assert decode_record(ref(record).kind, json.loads(canonical(record))) == record
    positions = [one.position for one in snapshot.discussions.values()]
    assert len(set(positions)) == len(positions)
    for one in snapshot.discussions.values():
        assert (one.stage == "settled") is (one.outcome != "")
        assert (one.outcome == "agreed") is (one.value != "") is (one.rationale != "")
        assert one.practice or not one.votes
        assert one.stage == "scoring" or not one.voted
        assert one.stage == "settled" or not one.second
    assert sum(one.kind == "panel" for one in snapshot.evaluators.values()) <= 1
    panel = next((one.key for one in snapshot.evaluators.values() if one.kind == "panel"), None)
    comparison = held.study().comparison
    columns = [one.id for one in comparison.framework.criteria]
    for score in held.scores.values():
        if score.evaluator == panel and score.programme in snapshot.programmes:
            value = comparison.cell_value[comparison.row(score.programme), columns.index(score.criterion)]
            assert value != value if score.value == "NE" else value == float(score.value)
    workshop = held.workshop()
    progress = workshop.progress
    assert (
        progress.settled + progress.skipped + progress.gone + progress.open
        == progress.of
        == len(workshop.items)
    )


@given(steps=STEPS)
def test_a_workshop_is_valid_at_every_moment_and_leads_back_to_where_it_began(steps: list[Step]) -> None:
    case = case_of(
        {"A": 1, "B": 1}, {p: {e: words[:3] for e, words in row.items()} for p, row in ANSWERS.items()}
    )
    held, start = Held(case), Held(case)
    for step in steps:
        before = (held.snapshot, dict(held.scores))
        try:
            take(held, step)
        except Refusal:
            assert (held.snapshot, held.scores) == before
        check(held)
    done = list(held.edits)
    after = (held.snapshot, dict(held.scores))
    while held.edits:
        held.undo()
    assert (held.snapshot, held.scores) == (start.snapshot, start.scores)
    for edit in done:
        held.again(edit)
    assert (held.snapshot, held.scores) == after


@given(steps=STEPS)
def test_practice_never_changes_a_score_or_a_result(steps: list[Step]) -> None:
    held = Held()
    held.do(agendas.begin_agenda, "f", "round", [], NOON)
    places = sorted({place for _verb, place, *_rest in steps})
    held.do(
        agendas.add_items, "f", "round", [(one.programme, one.criterion) for one in places], practice=True
    )
    before = dict(held.scores), held.study().comparison.to_json()
    for step in steps:
        if step[0] in (
            "score",
            "vote",
            "reveal",
            "note",
            "agree",
            "dissent",
            "withdraw",
            "reopen",
            "skip",
            "move",
            "go",
        ):
            try:
                take(held, step)
            except Refusal:
                continue
    assert (held.scores, held.study().comparison.to_json()) == before
    assert held.workshop().moves == ()
