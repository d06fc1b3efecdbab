"""Revisions from elsewhere come in all together or not at all, whatever happens on the way."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scorecard.errors import Refusal
from scorecard.exchange.merging.package_reader import read_package
from scorecard.model.edit import Label
from scorecard.model.page import State, body_of, written
from scorecard.model.record import ref
from scorecard.storage.store import Store
from scorecard.workspace import Workspace
from tests.storage.evaluations import AUTHOR, ROOT, Plan, changing, put, score_at
from tests.storage.merging import COMMAND, Prepared, kill_merges, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from scorecard.model.edit import Revision
    from scorecard.model.page import Page
    from scorecard.model.record import Ref


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    return prepare(tmp_path)


def test_a_merge_that_is_killed_leaves_everything_or_nothing(prepared: Prepared) -> None:
    nothing, everything = kill_merges(prepared, kills=8, seed=8)
    assert nothing + everything == 8


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of a file")
def test_a_disk_that_is_full_leaves_nothing_and_says_so(prepared: Prepared) -> None:
    before = prepared.path.read_bytes()
    limit = str(len(before) + 20_000)
    command = [*COMMAND, prepared.path, prepared.pack, limit]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["ready", "disk"]
    with Workspace.open(prepared.path) as workspace:
        assert workspace.fingerprint() == prepared.before
        assert workspace.verify() == ()
        workspace.merge(workspace.merge_plan([read_package(prepared.pack)]))
        assert workspace.fingerprint() == prepared.after


def test_of_two_at_once_the_second_is_told_who_holds_the_file(prepared: Prepared) -> None:
    with Workspace.open(prepared.path) as workspace:
        command = [*COMMAND, prepared.path, prepared.pack]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["locked"]
        workspace.merge(workspace.merge_plan([read_package(prepared.pack)]))
        assert workspace.fingerprint() == prepared.after


def test_what_was_planned_before_something_else_happened_is_refused(prepared: Prepared) -> None:
    with Workspace.open(prepared.path) as workspace:
        plan = workspace.merge_plan([read_package(prepared.pack)])
        programme, *_others = workspace.snapshot.ordered_programmes()
        workspace.remove_programme(programme.key)
        before = prepared.path.read_bytes()
        with pytest.raises(Refusal, match="meantime") as refusal:
            workspace.merge(plan)
        assert refusal.value.code == "stale"
    assert prepared.path.read_bytes() == before


def test_a_file_that_is_only_read_takes_nothing_in(prepared: Prepared) -> None:
    with Workspace.open(prepared.path, reading=True) as workspace:
        plan = workspace.merge_plan([read_package(prepared.pack)])
        with pytest.raises(Refusal, match="only be read"):
            workspace.merge(plan)


def unite(store: Store, pages: list[Page], states: dict[Ref, State], newest: str) -> Revision:
    """What a merge of these pages writes, in which nothing is decided."""
    label = Label(message="merge")
    return store.unite(map(written, pages), len(pages), states, [], label=label, author=AUTHOR, newest=newest)


def test_a_record_of_two_heads_is_named_by_the_smaller_and_followed_from_both(
    path: Path, plan: Plan, tmp_path: Path
) -> None:
    other = tmp_path / "other.scorecard"
    other.write_bytes(path.read_bytes())
    score = score_at(plan.cells[0], "3")
    with Store.open(path) as store, Store.open(other) as theirs:
        ours, their = put(store, score), put(theirs, score)
        page = theirs.page(their)
        state = State(body_of(score), (ours, their))
        newest = store.newest().id
        unite(store, [page], {ref(score): state}, newest)
        assert store.revision_of(ref(score)) == min(ours, their)
        assert set(store.state(ref(score)).heads) == {ours, their}
        assert store.verify() == ()
        following = put(store, score_at(plan.cells[0], "4"))
        (entry,) = store.page(following).entries
        assert entry.supersedes.split() == sorted((ours, their))
        assert store.verify() == ()


def test_a_head_that_was_left_out_is_found_by_the_check(path: Path, plan: Plan, tmp_path: Path) -> None:
    other = tmp_path / "other.scorecard"
    other.write_bytes(path.read_bytes())
    with Store.open(path) as store, Store.open(other) as theirs:
        put(store, score_at(plan.cells[0], "3"))
        page = theirs.page(put(theirs, score_at(plan.cells[0], "1")))
        newest = store.newest().id
        unite(store, [page], {}, newest)
        (problem,) = store.verify()
        assert "What is stored is not what the journal says" in problem.text


def test_undo_passes_by_what_came_from_elsewhere(path: Path, plan: Plan, tmp_path: Path) -> None:
    other = tmp_path / "other.scorecard"
    other.write_bytes(path.read_bytes())
    with Store.open(path) as store, Store.open(other) as theirs:
        own = put(store, score_at(plan.cells[1], "1"))
        score = score_at(plan.cells[0], "3")
        page = theirs.page(put(theirs, score))
        merge = unite(store, [page], {}, store.newest().id)
        undoable = store.undoable()
        assert undoable == merge
        edit = store.edit_of(merge.id)
        assert edit.changes == changing(None, score).changes
        store.commit(edit.inverse(), author=AUTHOR, kind="undo", target=merge.id)
        assert store.score(plan.cells[0]) is None
        following = store.undoable()
        assert following is not None
        assert following.id == own
        assert store.taken_back().keys() == {page.revision.id}
        assert store.verify() == ()
