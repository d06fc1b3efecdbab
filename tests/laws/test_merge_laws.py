"""Laws of merging: journals unite like sets, in any order, twice and in groups, and nothing is lost."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.errors import Refusal
from scorecard.exchange.merging.package_reader import Package
from scorecard.exchange.merging.union import unite
from scorecard.model.evaluation import Evaluation
from scorecard.model.page import NOWHERE, State
from scorecard.model.programme import Programme
from scorecard.model.record import Ref
from scorecard.model.score import Score
from scorecard.storage.store import Store
from scorecard.workspace import Workspace
from tests.analysis.evaluations import framework_of
from tests.laws.test_storage_laws import PLAN, edit_for, evaluations, programmes, scores, state_of, weights
from tests.storage.evaluations import AUTHOR, redo, undo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scorecard.exchange.imports.import_plan import OnConflict
    from scorecard.model.page import Page
    from scorecard.model.record import Record

FRAMEWORK = framework_of({"ANT": 3}, id="ptpr")
FOUNDING = PLAN.founding(FRAMEWORK)

# Only what people can make: citations are of evidence, and every set of weights has an id of its own.
answers = scores.map(lambda score: replace(score, cites=()))
sets = weights.map(lambda one: replace(one, id=one.key))
wishes = st.lists(st.tuples(answers | answers | programmes | sets, st.booleans()), min_size=1, max_size=3)
edits = st.one_of(wishes, st.tuples(evaluations, st.just(False)).map(lambda wish: [wish]))
work = st.lists(edits | st.sampled_from(["undo", "redo"]), max_size=5)
"""What somebody does to a copy."""

works = st.lists(work, min_size=3, max_size=3)
Heads = dict[Ref, frozenset[tuple[str | None, frozenset[str]]]]


def on_copies(common: list[object], each: list[list[object]], check: Callable[[list[Path]], None]) -> None:
    """Found a file, work on it, then on a copy of it for each list of work; check the paths of the copies."""
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.scorecard"
        Store.create(first, FOUNDING, author=AUTHOR).close()
        do(first, common)
        paths = [Path(folder) / f"copy{number}.scorecard" for number in range(len(each))]
        for path, steps in zip(paths, each, strict=True):
            shutil.copyfile(first, path)
            do(path, steps)
        check(paths)


def do(path: Path, steps: Sequence[object]) -> None:
    """Do this work on a file."""
    with Store.open(path) as store:
        for step in steps:
            if isinstance(step, list):
                state = state_of(store)
                edit = edit_for(state, feasible(state, step))
                if edit is not None:
                    store.commit(edit, author=AUTHOR)
            elif step == "undo" and store.undoable():
                undo(store)
            elif step == "redo" and store.redoable():
                redo(store)


def feasible(state: dict[Ref, Record], wishes: list[tuple[Record, bool]]) -> list[tuple[Record, bool]]:
    """What people can do of it: a programme takes its scores with it, and none is given to one that is not there."""
    removed = {one.key for one, removing in wishes if removing and isinstance(one, Programme)}
    there = {one.key for one in state.values() if isinstance(one, Programme)} - removed
    left = [wish for wish in wishes if not isinstance(wish[0], Score) or wish[0].programme in there]
    return [
        *left,
        *((one, True) for one in state.values() if isinstance(one, Score) and one.programme in removed),
    ]


def package_of(path: Path) -> Package:
    """What a package of a file would hold."""
    with Store.open(path, reading=True) as store:
        return Package(
            file=f"{path.stem}.scorepack",
            evaluation=PLAN.evaluation.id,
            title="",
            program="",
            pages=tuple(store.pages()),
        )


def united(*packages: Package) -> tuple[dict[str, Page], Heads]:
    """Every edit by id, and for each record what its heads say, of a union that begins with nothing."""
    union = unite({}, lambda _ref: NOWHERE, packages)
    found = {ref: (state,) for ref, state in union.states.items()} | dict(union.contested)
    return {page.revision.id: page for page in union.pages}, {
        ref: _said(states) for ref, states in found.items()
    }


def added(home: Path, *packages: Package) -> tuple[set[str], Heads]:
    """The same of a union that begins with a file."""
    with Store.open(home, reading=True) as store:
        hashes = store.hashes()
        union = unite(hashes, store.state, packages)
        places = {Ref(entry.kind, entry.key) for page in store.pages() for entry in page.entries}
        found = {ref: (store.state(ref),) for ref in places}
    found |= {ref: (state,) for ref, state in union.states.items()} | dict(union.contested)
    ids = hashes.keys() | {page.revision.id for page in union.pages}
    return ids, {ref: _said(states) for ref, states in found.items()}


def _said(states: Sequence[State]) -> frozenset[tuple[str | None, frozenset[str]]]:
    return frozenset((state.body, frozenset(state.heads)) for state in states)


def heads_by_definition(pages: dict[str, Page]) -> Heads:
    """The heads of each record by the definition alone: what nothing that descends from it has superseded."""
    said: dict[Ref, dict[str, str | None]] = {}
    gone: dict[Ref, set[str]] = {}
    for id, page in pages.items():
        for entry in page.entries:
            ref = Ref(entry.kind, entry.key)
            said.setdefault(ref, {})[id] = entry.after
            gone.setdefault(ref, set()).update(entry.supersedes.split())
    found = {}
    for ref, bodies in said.items():
        heads = {id: body for id, body in bodies.items() if id not in gone[ref]}
        found[ref] = frozenset(
            (body, frozenset(id for id, other in heads.items() if other == body)) for body in heads.values()
        )
    return found


@given(work, works)
@settings(max_examples=25, deadline=None)
def test_union_is_idempotent_commutative_and_associative_and_loses_nothing(
    common: list[object], each: list[list[object]]
) -> None:
    def check(paths: list[Path]) -> None:
        packages = [package_of(path) for path in paths]
        pages, heads = united(*packages)
        assert pages == {page.revision.id: page for package in packages for page in package.pages}
        assert heads == heads_by_definition(pages)
        for order in permutations(packages):
            assert united(*order, order[0]) == (pages, heads)
        for home in range(3):
            others = [package for place, package in enumerate(packages) if place != home]
            assert added(paths[home], *others) == (pages.keys(), heads)
            assert added(paths[home], *others[::-1], packages[home]) == (pages.keys(), heads)

    on_copies(common, each, check)


def merged(path: Path, packages: Sequence[Package], on_conflict: OnConflict = "fail") -> bool:
    """Merge packages into a file, verify it, and say whether that was done."""
    with Workspace.open(path) as workspace:
        plan = workspace.merge_plan(packages, on_conflict)
        if not plan.may_apply:
            return False
        workspace.merge(plan)
        assert workspace.verify() == ()
    return True


def held(path: Path) -> tuple[set[str], dict[Ref, Record], dict[Ref, State]]:
    """The edits of a file, everything in it, and the heads that stand for it; what is stored is what it reads."""
    with Store.open(path, reading=True) as store:
        places = {Ref(entry.kind, entry.key) for page in store.pages() for entry in page.entries}
        states = {
            ref: State(state.body, tuple(sorted(state.heads)))
            for ref in places
            if (state := store.state(ref))
        }
        assert all(store.revision_of(ref) == state.revision for ref, state in states.items())
        return set(store.hashes()), state_of(store), states


@given(work, works)
@settings(max_examples=25, deadline=None)
def test_files_without_conflicts_come_to_the_same_in_any_order_and_in_groups(
    common: list[object], each: list[list[object]]
) -> None:
    def check(paths: list[Path]) -> None:
        packages = [package_of(path) for path in paths]
        results = []
        for order in permutations(range(3)):
            for groups in ([order[1:]], [order[1:2], order[2:]], [order[1:], order]):
                target = paths[0].with_name("merged.scorecard")
                shutil.copyfile(paths[order[0]], target)
                if not all(merged(target, [packages[place] for place in group]) for group in groups):
                    results.append(None)
                else:
                    results.append(held(target))
        assert all(result == results[0] for result in results)

    on_copies(common, each, check)


@given(work, works, st.sampled_from(["keep", "replace"]))
@settings(max_examples=25, deadline=None)
def test_whatever_is_decided_files_that_merge_one_another_agree(
    common: list[object], each: list[list[object]], on_conflict: OnConflict
) -> None:
    def check(paths: list[Path]) -> None:
        assert merged(paths[0], [package_of(path) for path in paths[1:]], on_conflict)
        for path in paths[1:]:
            assert merged(path, [package_of(paths[0])], "fail")
            assert held(path) == held(paths[0])
            before = path.read_bytes()
            assert merged(path, [package_of(other) for other in paths])
            assert path.read_bytes() == before

    on_copies(common, each, check)


@given(work, works, work, st.sampled_from(["keep", "replace"]))
@settings(max_examples=25, deadline=None)
def test_a_merge_is_one_step_that_undo_takes_back_and_redo_does_again(
    common: list[object], each: list[list[object]], later: list[object], on_conflict: OnConflict
) -> None:
    def check(paths: list[Path]) -> None:
        home, *others = paths
        with Workspace.open(home) as workspace:
            undoable = workspace.undoable()
        before = held(home)[1]
        assert merged(home, [package_of(path) for path in others], on_conflict)
        after = held(home)[1]
        with Workspace.open(home) as workspace:
            if workspace.undoable() == undoable:
                assert after == before
                return
            for _again in range(2):
                workspace.undo()
                assert held(home)[1] == before
                assert workspace.undoable() == undoable
                workspace.redo()
                assert held(home)[1] == after
        do(home, later)
        with Workspace.open(home) as workspace:
            try:
                while True:
                    workspace.undo()
            except Refusal:
                assert workspace.verify() == ()

    on_copies(common, each, check)


@given(work, works, st.sampled_from(["keep", "replace"]), st.sampled_from(["keep", "replace"]))
@settings(max_examples=20, deadline=None)
def test_what_was_merged_and_undone_can_be_merged_again_and_decided_otherwise(
    common: list[object], each: list[list[object]], first: OnConflict, second: OnConflict
) -> None:
    def check(paths: list[Path]) -> None:
        home, *others = paths
        packages = [package_of(path) for path in others]
        other = home.with_name("other.scorecard")
        shutil.copyfile(home, other)
        with Store.open(home) as store:
            edits = len(store.history())
        assert merged(home, packages, first)
        with Workspace.open(home) as workspace:
            if len(workspace.history()) == edits:
                return
            workspace.undo()
        assert merged(home, packages, second)
        assert merged(other, packages, second)
        assert held(home)[1] == held(other)[1]
        before = home.read_bytes()
        assert merged(home, packages)
        assert home.read_bytes() == before

    on_copies(common, each, check)


@given(work, works, st.sampled_from(["keep", "replace"]))
@settings(max_examples=20, deadline=None)
def test_earlier_moments_are_what_they_were_after_any_merge(
    common: list[object], each: list[list[object]], on_conflict: OnConflict
) -> None:
    def check(paths: list[Path]) -> None:
        moments = {}
        for path in paths[1:]:
            with Store.open(paths[0], reading=True) as store:
                moments[store.newest().id] = (store.snapshot(), {one.cell: one for one in store.scores()})
            merged(paths[0], [package_of(path)], on_conflict)
        with Workspace.open(paths[0], reading=True) as workspace:
            for revision, (snapshot, said) in moments.items():
                assert workspace.snapshot_at(revision) == snapshot
                now = {one.cell: one for one in workspace.scores()}
                for change in workspace.changes_between(revision):
                    cell = change.ref.key if change.ref.kind == "score" else None
                    if cell is not None:
                        record = change.after or change.before
                        assert now.get(record.cell) == change.after
                        now.pop(record.cell, None)
                        if change.before is not None:
                            now[record.cell] = change.before
                assert now == said

    on_copies(common, each, check)


def test_the_evaluation_of_the_laws_is_one(tmp_path: Path) -> None:
    Store.create(tmp_path / "e.scorecard", FOUNDING, author=AUTHOR).close()
    with Workspace.open(tmp_path / "e.scorecard") as workspace:
        assert isinstance(workspace.snapshot.evaluation, Evaluation)
        assert list(workspace.snapshot.frameworks) == ["ptpr"]
