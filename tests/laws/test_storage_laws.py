"""Laws of the store: undo takes everything back, and a file is its edits and no more."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import WeightSet
from scorecard.model.record import ref
from scorecard.model.score import CONFIDENCES, Score, blank_score
from scorecard.model.snapshot import Snapshot
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, plan_of, redo, undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from scorecard.model.record import Record, Ref

PLAN = plan_of()
FOUNDING = PLAN.founding()

values = st.sampled_from(["", "0", "1", "2", "3", "4", "NE", "NA"])
scores: st.SearchStrategy[Record] = st.builds(
    lambda cell, **said: replace(blank_score(cell), **said),
    st.sampled_from(PLAN.cells),
    value=values,
    note=st.just("") | st.text(max_size=20),
    confidence=st.sampled_from(CONFIDENCES),
    question=st.just("") | st.text(max_size=5),
    challenge=st.just(""),
    cites=st.just(()) | st.lists(st.text(min_size=1, max_size=5), max_size=3).map(tuple),
)
programmes: st.SearchStrategy[Record] = st.builds(
    replace, st.sampled_from(PLAN.programmes), name=st.text(max_size=10), note=st.text(max_size=10)
)
weights: st.SearchStrategy[Record] = st.builds(
    WeightSet,
    key=st.sampled_from(["w1", "w2"]),
    id=st.text(max_size=3),
    name=st.text(max_size=3),
    framework=st.just("ptpr"),
    sections=st.lists(st.tuples(st.sampled_from("AB"), st.floats(0, 10)), max_size=2).map(tuple),
)
evaluations: st.SearchStrategy[Record] = st.builds(
    replace, st.just(PLAN.evaluation), title=st.text(max_size=10)
)

# What an edit sets, and whether it removes that instead where there is something to remove.
wishes = st.lists(st.tuples(scores | scores | programmes | weights, st.booleans()), min_size=1, max_size=5)
edits = st.one_of(wishes, st.tuples(evaluations, st.just(False)).map(lambda wish: [wish]))
State = dict["Ref", "Record"]


def edit_for(state: State, wishes: list[tuple[Record, bool]]) -> Edit | None:
    """The edit that fulfils wishes from this state, None where they come to nothing."""
    changes = {}
    for record, removing in wishes:
        before = state.get(ref(record))
        after = None if removing else record
        if before != after:
            changes[ref(record)] = Change(before=before, after=after)
    if not changes:
        return None
    label = Label(message="Change {what}", values=(("what", str(len(changes))),))
    return Edit(label=label, changes=tuple(changes.values()))


def applied(state: State, edit: Edit) -> State:
    """The state after an edit."""
    state = dict(state)
    for change in edit.changes:
        state.pop(change.ref, None)
        if change.after is not None:
            state[change.ref] = change.after
    return state


def state_of(store: Store) -> State:
    """Everything in a store, read by the ways that read."""
    snapshot = store.snapshot()
    records: list[Record] = [snapshot.evaluation, *store.scores()]
    for table in ("rounds", "evaluators", "weights", "programmes"):
        records.extend(getattr(snapshot, table).values())
    return {ref(record): record for record in records}


def with_store(work: Callable[[Path], None]) -> None:
    """Do something with the path of a freshly founded file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "law.scorecard"
        Store.create(path, FOUNDING, author=AUTHOR).close()
        work(path)


@given(st.lists(edits, max_size=8))
@settings(max_examples=60)
def test_undoing_everything_restores_the_beginning_and_redoing_everything_the_end(
    sequence: list[list[tuple[Record, bool]]],
) -> None:
    def work(path: Path) -> None:
        with Store.open(path) as store:
            states = [state_of(store)]
            for wishes in sequence:
                edit = edit_for(states[-1], wishes)
                if edit is not None:
                    store.commit(edit, author=AUTHOR)
                    states.append(applied(states[-1], edit))
        with Store.open(path) as store:
            for state in states[-2::-1]:
                undo(store)
                assert state_of(store) == state
            assert store.undoable() is None
        with Store.open(path) as store:
            for state in states[1:]:
                redo(store)
                assert state_of(store) == state
            assert store.redoable() is None
            assert store.verify() == ()

    with_store(work)


@given(st.lists(edits | st.sampled_from(["undo", "redo", "reopen"]), max_size=15))
@settings(max_examples=60)
def test_a_file_is_its_edits_whatever_is_undone_redone_and_reopened(
    sequence: list[list[tuple[Record, bool]] | str],
) -> None:
    def work(path: Path) -> None:
        store = Store.open(path)
        state = state_of(store)
        done: list[Edit] = []
        undone: list[Edit] = []
        for step in sequence:
            match step:
                case "undo" if done:
                    undo(store)
                    undone.append(done.pop())
                    state = applied(state, undone[-1].inverse())
                case "redo" if undone:
                    redo(store)
                    done.append(undone.pop())
                    state = applied(state, done[-1])
                case str():
                    store.close()
                    store = Store.open(path)
                case _:
                    edit = edit_for(state, step)
                    if edit is not None:
                        store.commit(edit, author=AUTHOR)
                        done.append(edit)
                        undone.clear()
                        state = applied(state, edit)
            assert (store.undoable() is None, store.redoable() is None) == (not done, not undone)
        store.close()
        with Store.open(path, reading=True) as reader:
            assert_equal(reader, state)
            assert reader.verify() == ()

    with_store(work)


def assert_equal(store: Store, state: State) -> None:
    """Everything that a store answers agrees with a plain dictionary of records."""
    assert state_of(store) == state
    founded = Snapshot(evaluation=PLAN.evaluation)
    assert store.snapshot() == founded.after([Change(before=None, after=one) for one in state.values()])
    scored = [one for one in state.values() if isinstance(one, Score)]
    assert set(store.cells(PLAN.criteria, PLAN.round.key)) == {
        (one.programme, one.evaluator, one.criterion, one.value) for one in scored if one.value
    }
    for programme in PLAN.programmes:
        assert set(store.scores(programme=programme.key, round=PLAN.round.key)) == {
            one for one in scored if one.programme == programme.key
        }
    for cell in PLAN.cells:
        assert store.score(cell) == state.get(ref(blank_score(cell)))
    for where in state:
        newest = store.changes_of(where)[0][0]
        assert store.revision_of(where) == newest.id
        assert (
            state[where] in [change.after for change in store.edit_of(newest.id).changes]
            or newest.kind == "undo"
        )
    changes = [change for one in store.history()[::-1] for change in store.edit_of(one.id).changes]
    assert founded.after(changes) == store.snapshot()
