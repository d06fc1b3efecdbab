"""What became of a record follows from what was there, on every branch of its history."""

from __future__ import annotations

import pytest

from scorecard.model.lineage import Told, states_of, unfounded
from scorecard.model.page import NOWHERE, Entry, State


def told(*steps: str) -> list[Told]:
    """Steps such as `a:1` (begins), `b:1>2<a` (follows a) and `c:2>3<a,b`; a capital letter is of this file."""
    found = []
    for step in steps:
        id, _colon, rest = step.partition(":")
        values, _from, parents = rest.partition("<")
        before, follows, after = values.rpartition(">")
        entry = Entry("k", "x", before if follows else None, after or None, parents.replace(",", " "))
        found.append(Told(id, id.isupper(), entry))
    return found


@pytest.mark.parametrize(
    "steps",
    [
        ("A:1", "B:1>2<A", "C:2><B"),
        ("a:1", "b:1>2<a", "c:1>3<a", "D:2>4<b,c"),
        ("a:1", "b:1", "C:1>2<a,b"),
        ("a:1", "b:1>2<a", "c:1>2<a"),
    ],
)
def test_what_follows_is_founded(steps: tuple[str, ...]) -> None:
    assert list(unfounded(told(*steps))) == []


@pytest.mark.parametrize(
    ("steps", "wrong"),
    [
        (("A:1>2",), "A"),
        (("A:1", "B:2>3<A"), "B"),
        (("A:1", "B:1>2<c"), "B"),
        (("A:1", "B:2"), "B"),
        (("a:1", "b:1>2<a", "c:1>3<a", "D:2>4<b"), "D"),
        (("a:1", "b:1>2<a", "C:1>3<a"), "C"),
        (("b:1>2<a", "a:1"), "b"),
    ],
)
def test_what_does_not_follow_is_found(steps: tuple[str, ...], wrong: str) -> None:
    assert [one.revision for one in unfounded(told(*steps))] == [wrong]


def test_heads_that_say_the_same_are_one_state() -> None:
    assert states_of(told("a:1", "b:1>2<a", "c:1>2<a", "d:1>3<a")) == {
        "2": State("2", ("b", "c")),
        "3": State("3", ("d",)),
    }
    assert states_of([]) == {}


def test_a_state_is_named_by_its_smallest_head_and_followed_from_all() -> None:
    state = State("2", ("c", "b"))
    assert (state.revision, state.supersedes) == ("b", "b c")
    assert (NOWHERE.revision, NOWHERE.supersedes) == ("", "")
