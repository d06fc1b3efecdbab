"""What a record comes to when journals are united, told by small histories."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scorecard.exchange.merging.package_reader import Package
from scorecard.exchange.merging.union import heads_after, unite
from scorecard.model.edit import Label, Revision
from scorecard.model.page import NOWHERE, Entry, Page, State, hash_of
from scorecard.model.record import Ref

PLACE = Ref("round", "x")


def page(id: str, before: str | None, after: str | None, *parents: str) -> Page:
    """A revision that changes one record."""
    revision = Revision(id=id, at=datetime(2026, 11, 22, tzinfo=UTC), author="", label=Label(message=""))
    entry = Entry(*PLACE, before, after, " ".join(parents))
    return Page(revision, (entry,), hash_of(revision, [entry]))


def package(*pages: Page) -> Package:
    return Package(file="p", evaluation="", title="", program="", pages=pages)


def united(ours: State, known: tuple[Page, ...], *packages: Package) -> tuple[State, ...]:
    """What the record comes to."""
    union = unite({one.revision.id: one.hash for one in known}, lambda _ref: ours, packages)
    if PLACE in union.states:
        return (union.states[PLACE],)
    return union.contested.get(PLACE, ())


A, B, C = page("a", None, "1"), page("b", "1", "2", "a"), page("c", "1", "3", "a")


def test_a_descendant_wins() -> None:
    assert united(State("1", ("a",)), (A,), package(A, B)) == (State("2", ("b",)),)


def test_what_is_known_changes_nothing() -> None:
    union = unite({"a": A.hash, "b": B.hash}, lambda _ref: State("2", ("b",)), [package(A)])
    assert (list(union.pages), union.unchanged, union.states, union.contested) == ([], 1, {}, {})


def test_two_heads_that_differ_are_contested_what_stands_here_first() -> None:
    assert united(State("2", ("b",)), (A, B), package(A, C)) == (State("2", ("b",)), State("3", ("c",)))


def test_two_heads_that_say_the_same_are_one() -> None:
    other = page("d", "1", "2", "a")
    (state,) = united(State("2", ("b",)), (A, B), package(A, other))
    assert (state.body, set(state.heads), state.revision) == ("2", {"b", "d"}, "b")


def test_who_resolves_supersedes_every_head() -> None:
    settled = page("e", "2", "2", "b", "c")
    assert united(State("2", ("b",)), (A, B), package(A, B, C, settled)) == (State("2", ("e",)),)


def test_a_removal_is_a_state_like_any_other() -> None:
    gone = page("d", "1", None, "a")
    assert united(State("2", ("b",)), (A, B), package(A, gone)) == (State("2", ("b",)), State(None, ("d",)))
    assert united(State("1", ("a",)), (A,), package(A, gone)) == (State(None, ("d",)),)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_packages_in_conflict_leave_what_stood_here_out(order: tuple[int, int]) -> None:
    packages = [package(A, B), package(A, C)]
    found = united(State("1", ("a",)), (A,), *(packages[place] for place in order))
    assert [state.body for state in found] == [("2", "3")[place] for place in order]


def test_what_stood_here_is_remembered() -> None:
    union = unite({"a": A.hash}, lambda _ref: State("1", ("a",)), [package(A, B)])
    assert union.stood == {PLACE: "1"}
    assert unite({}, lambda _ref: NOWHERE, [package(A, B)]).stood == {}


def test_nothing_told_is_what_there_was() -> None:
    assert heads_after(State("1", ("a",)), []) == (State("1", ("a",)),)
