"""The agenda of a workshop: what is on it, in which order, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.edits import rounds
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.errors import Refusal
from scorecard.model.workshop import Place
from tests.edits.workshops import CELLS, FIRST, NOON, SECOND, Held, begun

LAST = Place("P3", "round", "f.A2")


def test_an_agenda_begins_with_its_cells_in_their_order() -> None:
    held = begun()
    assert held.order() == CELLS
    assert (held.agenda.begun_at, held.agenda.minutes) == ("2026-11-22T12:00:00+00:00", 10)
    assert held.agenda.hides_evaluators
    held.undo()
    assert held.snapshot == Held().snapshot


def test_an_agenda_may_begin_empty() -> None:
    held = Held()
    held.do(agendas.begin_agenda, "f", "round", [], NOON, minutes=5)
    assert held.order() == []
    assert held.agenda.minutes == 5


def test_there_is_one_agenda_for_a_framework_and_round() -> None:
    held = begun()
    with pytest.raises(Refusal, match="There is an agenda for “Round 1” already"):
        held.do(agendas.begin_agenda, "f", "round", CELLS, NOON)


@pytest.mark.parametrize(
    ("programme", "criterion", "said"),
    [
        ("gone", "f.A1", "removed meanwhile"),
        ("P1", "f.Z1", "There is no criterion"),
        ("P1", "g.A1", "no criterion"),
    ],
)
def test_a_cell_that_is_not_there_is_refused(programme: str, criterion: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        begun().do(agendas.add_items, "f", "round", [(programme, criterion)])


def test_no_agenda_begins_in_a_closed_round_or_an_unknown_framework() -> None:
    held = Held()
    with pytest.raises(Refusal, match="framework"):
        held.do(agendas.begin_agenda, "g", "round", CELLS, NOON)
    held.do(rounds.close_round, "round")
    with pytest.raises(Refusal, match="is closed") as refused:
        held.do(agendas.begin_agenda, "f", "round", CELLS, NOON)
    assert refused.value.code == "locked-scores"


def test_what_is_added_stands_last_and_practice_first() -> None:
    held = begun()
    held.do(agendas.add_items, "f", "round", [("P1", "f.B1"), ("P2", "f.A1")])
    assert held.order() == [*CELLS, ("P1", "f.B1")]
    held.do(agendas.add_items, "f", "round", [("P3", "f.A1"), ("P3", "f.B1")], practice=True)
    assert held.order()[:3] == [("P3", "f.A1"), ("P3", "f.B1"), CELLS[0]]
    assert held.discussion(Place("P3", "round", "f.A1")).practice
    assert held.do(agendas.add_items, "f", "round", CELLS).changes == ()


@pytest.mark.parametrize("to", [-5, 0, 1, 2, 9])
def test_an_item_moves_to_its_place_and_stops_at_the_ends(to: int) -> None:
    held = begun()
    held.do(agendas.move_item, SECOND, to)
    assert held.order().index(("P1", "f.A1")) == min(max(to, 0), 2)
    assert sorted(held.order()) == sorted(CELLS)


def test_items_move_any_number_of_times() -> None:
    held = begun()
    expected = list(CELLS)
    for _turn in range(40):
        held.do(agendas.move_item, Place(expected[2][0], "round", expected[2][1]), 1)
        expected.insert(1, expected.pop(2))
        assert held.order() == expected
        assert len({one.position for one in held.snapshot.discussions.values()}) == 3


def test_one_move_rewrites_one_item() -> None:
    held = begun()
    assert len(held.do(agendas.move_item, LAST, 0).changes) == 1
    assert held.do(agendas.move_item, LAST, 0).changes == ()


def test_a_skipped_item_is_settled_until_it_is_reopened() -> None:
    held = begun()
    held.do(agendas.skip_item, FIRST)
    assert (held.discussion().stage, held.discussion().outcome) == ("settled", "skipped")
    with pytest.raises(Refusal, match=r"f\.A1 of Programme P2 is settled"):
        held.do(cells.begin_scoring, FIRST)
    held.do(cells.reopen, held.said(FIRST), FIRST)
    assert held.discussion().is_untouched


def test_what_is_agreed_on_is_not_skipped() -> None:
    held = begun()
    held.do(cells.agree, held.said(FIRST), FIRST, "2", "The decree.")
    with pytest.raises(Refusal, match="settled"):
        held.do(agendas.skip_item, FIRST)


def test_practice_is_decided_before_an_item_is_begun() -> None:
    held = begun()
    held.do(agendas.set_practice, FIRST, practice=True)
    assert held.discussion().practice
    held.do(cells.begin_scoring, FIRST)
    with pytest.raises(Refusal, match="has been begun"):
        held.do(agendas.set_practice, FIRST, practice=False)


def test_an_item_that_is_not_on_the_agenda_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal, match=r"the nearest is “f\.A"):
        begun().do(agendas.go_to, Place("P2", "round", "f.A2"))


def test_the_item_at_hand_is_stored_apart_from_the_items() -> None:
    held = begun()
    edit = held.do(agendas.go_to, SECOND)
    assert [change.ref.kind for change in edit.changes] == ["agenda"]
    assert held.agenda.at_hand == held.discussion(SECOND).key


def test_minutes_slides_and_names_are_changed_and_what_else_stands_stays() -> None:
    held = begun()
    held.do(agendas.go_to, SECOND)
    changed = replace(
        held.agenda,
        minutes=4,
        slides=("a", "b", "a"),
        hides_programmes=True,
        at_hand="x",
        begun_at="",
        absent=("no",),
    )
    held.do(agendas.change_agenda, changed)
    agenda = held.agenda
    assert (agenda.minutes, agenda.slides, agenda.hides_programmes) == (4, ("a", "b"), True)
    assert (agenda.at_hand, agenda.absent) == (held.discussion(SECOND).key, ())
    for minutes in (0, -1, 241):
        with pytest.raises(Refusal, match="1 to 240 minutes"):
            held.do(agendas.change_agenda, replace(agenda, minutes=minutes))
    with pytest.raises(Refusal, match="slides"):
        held.do(agendas.change_agenda, replace(agenda, slides=tuple(map(str, range(101)))))


def test_an_evaluator_who_leaves_is_absent_until_they_come_back() -> None:
    held = begun()
    held.do(agendas.set_present, "f", "round", "eva", present=False)
    assert held.do(agendas.set_present, "f", "round", "eva", present=False).changes == ()
    assert held.agenda.absent == ("eva",)
    held.do(agendas.set_present, "f", "round", "eva", present=True)
    assert held.agenda.absent == ()


def test_an_agenda_goes_with_what_nobody_talked_about() -> None:
    held = begun()
    held.do(cells.note, FIRST, "Said a lot.")
    held.do(agendas.remove_agenda, "f", "round")
    assert held.order() == [CELLS[0]]
    assert held.snapshot.agendas == {}
    held.do(agendas.begin_agenda, "f", "round", CELLS, NOON)
    assert held.order() == CELLS
    assert held.discussion().note == "Said a lot."


def test_an_item_is_taken_off_once() -> None:
    held = begun()
    held.do(agendas.remove_item, FIRST)
    assert held.order() == CELLS[1:]
    assert held.do(agendas.remove_item, FIRST).changes == ()


def test_a_round_goes_with_its_workshop() -> None:
    held = Held()
    held.do(rounds.add_round, "Second")
    (other,) = set(held.snapshot.rounds) - {"round"}
    held.do(agendas.begin_agenda, "f", other, CELLS, NOON)
    held.do(rounds.remove_round, other, [])
    assert (held.snapshot.agendas, held.snapshot.discussions) == ({}, {})
