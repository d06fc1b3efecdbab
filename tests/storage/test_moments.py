"""What a file held at earlier moments, read from its journal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.model.record import ref
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, changing, plan_of, put, score_at, undo

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    plan = plan_of()
    return Store.create(tmp_path / "e.scorecard", plan.founding(score_at(plan.cells[0])), author=AUTHOR)


def test_a_carried_value_says_so_after_reading_it_back(tmp_path: Path) -> None:
    plan = plan_of()
    carried = score_at(plan.cells[0], carried="r0")
    Store.create(tmp_path / "e.scorecard", plan.founding(carried), author=AUTHOR).close()
    with Store.open(tmp_path / "e.scorecard") as store:
        assert store.score(carried.cell) == carried
        assert store.verify() == ()


def test_what_became_of_a_record_is_told_newest_first(store: Store) -> None:
    (first,) = store.scores()
    put(store, replace(first, value="3"))
    undo(store)
    told = store.changes_of(ref(first))
    assert [(one.kind, change.after.value) for one, change in told] == [
        ("undo", "2"),
        ("do", "3"),
        ("do", "2"),
    ]
    store.close()


def test_between_a_moment_and_itself_nothing_differs(store: Store) -> None:
    (newest, *_rest) = store.history()
    assert store.changes_between(newest.id, newest.id) == ()
    with pytest.raises(KeyError):
        store.changes_between("nowhere", newest.id)
    store.close()


def test_what_ended_as_it_began_does_not_differ(store: Store) -> None:
    (first,) = store.scores()
    began = store.history()[0].id
    put(store, replace(first, value="3"))
    put(store, replace(first, value="2"))
    assert store.changes_between(began, store.history()[0].id) == ()
    store.close()


@settings(max_examples=25, deadline=None)
@given(said=st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["0", "1", "4", "NE", None])), max_size=8))
def test_differences_lead_from_one_moment_to_the_other(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[int, str | None]]
) -> None:
    plan = plan_of()
    path = tmp_path_factory.mktemp("moments") / "e.scorecard"
    with Store.create(path, plan.founding(), author=AUTHOR) as store:
        moments = {store.history()[0].id: {}}
        for place, value in said:
            cell = plan.cells[place]
            before = store.score(cell)
            after = None if value is None else score_at(cell, value)
            if before != after:
                made = store.commit(changing(before, after), author=AUTHOR)
                moments[made.id] = {score.cell: score for score in store.scores()}
        ids = list(moments)
        for index, earlier in enumerate(ids):
            for later in ids[index:]:
                held = dict(moments[earlier])
                for change in store.changes_between(earlier, later):
                    assert held.get((change.before or change.after).cell) == change.before
                    if change.after is None:
                        del held[change.before.cell]
                    else:
                        held[change.after.cell] = change.after
                assert held == moments[later]
