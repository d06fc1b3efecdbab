"""Any sequence of assignments, statuses, conflicts and closed rounds ends where a plain model says, and undoes."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from scorecard.edits import people, rounds
from scorecard.errors import Refusal
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
START = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=()),
    rounds={key: Round(key=key, id=key, name=key, position=0) for key in ("r", "s")},
    evaluators={key: Evaluator(key=key, id=key, name=key, kind="peer") for key in ("ana", "ben")},
    programmes={key: Programme(key=key, id=key, name=key) for key in ("p", "q")},
)
Place = tuple[str, str, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["assign", "take", "submit", "approve", "reopen", "declare", "withdraw", "close", "open"]
        ),
        st.sampled_from(["p", "q"]),
        st.sampled_from(["ana", "ben"]),
        st.sampled_from(["r", "s"]),
    ),
    max_size=30,
)


class Plain:
    """What should be said, in sets and dictionaries; a step that may not happen returns False."""

    def __init__(self) -> None:
        self.owed: set[Place] = set()
        self.status: dict[Place, str] = {}
        self.conflicts: set[tuple[str, str]] = set()
        self.closed: set[str] = set()

    def take(self, verb: str, programme: str, evaluator: str, round: str) -> bool:
        place, pair = (programme, evaluator, round), (programme, evaluator)
        if verb in ("assign", "take", "submit", "approve", "reopen") and round in self.closed:
            return False
        now = self.status.get(place, "draft")
        match verb:
            case "assign" if pair in self.conflicts:
                return False
            case "assign":
                self.owed.add(place)
            case "take":
                self.owed.discard(place)
            case "submit" if now == "approved":
                return False
            case "submit":
                self.status[place] = "submitted"
            case "approve" if now == "draft":
                return False
            case "approve":
                self.status[place] = "approved"
            case "reopen":
                self.status[place] = "draft"
            case "declare":
                self.conflicts.add(pair)
            case "withdraw":
                self.conflicts.discard(pair)
            case "close":
                self.closed.add(round)
            case "open":
                self.closed.discard(round)
        return True


def edit_of(snapshot: Snapshot, verb: str, programme: str, evaluator: str, round: str) -> Edit:
    place = (programme, evaluator, round)
    match verb:
        case "assign" | "take":
            return people.assign(snapshot, [(programme, evaluator)], round, owed=verb == "assign")
        case "submit":
            return people.submit(snapshot, *place, "Ana", NOON)
        case "approve":
            return people.approve(snapshot, *place, "Ana", NOON)
        case "reopen":
            return people.reopen(snapshot, *place, "Ana", NOON)
        case "declare":
            return people.declare_conflict(snapshot, programme, evaluator, "Worked there.")
        case "withdraw":
            return people.withdraw_conflict(snapshot, programme, evaluator)
        case "close":
            return rounds.close_round(snapshot, round)
        case _:
            return rounds.reopen_round(snapshot, round)


@given(steps=STEPS)
def test_what_is_said_of_everybody_s_work_is_what_a_plain_model_says(
    steps: list[tuple[str, str, str, str]],
) -> None:
    snapshot, plain, edits = START, Plain(), []
    for verb, programme, evaluator, round in steps:
        try:
            edit = edit_of(snapshot, verb, programme, evaluator, round)
        except Refusal:
            assert not plain.take(verb, programme, evaluator, round)
            continue
        assert plain.take(verb, programme, evaluator, round)
        snapshot = snapshot.after(edit.changes)
        edits.append(edit)
    for place in ((p, e, r) for p in START.programmes for e in START.evaluators for r in START.rounds):
        assignment = snapshot.assignment(*place)
        assert (assignment.owed, assignment.status) == (
            place in plain.owed,
            plain.status.get(place, "draft"),
        )
    assert not any(one.is_blank for one in snapshot.assignments.values())
    assert {(one.programme, one.evaluator) for one in snapshot.conflicts.values()} == plain.conflicts
    assert {key for key, one in snapshot.rounds.items() if one.closed} == plain.closed
    for edit in reversed(edits):
        snapshot = snapshot.after(edit.inverse().changes)
    assert snapshot == START
