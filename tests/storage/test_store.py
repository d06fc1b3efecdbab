"""The store keeps what it is told, durably or not at all."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in, built_in_framework
from scorecard.library.samples import read_sample
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.programme import Document, Evidence, Rating
from scorecard.model.record import new_key, ref
from scorecard.model.snapshot import Snapshot
from scorecard.storage.keeping.backups import folder_of, kept_backups
from scorecard.storage.restoring import restore
from scorecard.storage.store import Store
from tests.storage.evaluations import (
    AUTHOR,
    Plan,
    adding,
    changing,
    plan_of,
    put,
    redo,
    score_at,
    undo,
)


def test_a_new_file_holds_what_it_was_founded_with(store: Store, plan: Plan) -> None:
    snapshot = store.snapshot()
    assert snapshot == Snapshot(evaluation=plan.evaluation).after(plan.founding().changes)
    assert [revision.label.message for revision in store.history()] == ["Add"]
    assert store.history()[0].author == AUTHOR
    assert abs(store.history()[0].at - datetime.now(UTC)).total_seconds() < 60
    assert store.scores() == []


def test_creating_leaves_one_file_and_a_lock_that_goes_with_closing(tmp_path: Path, plan: Plan) -> None:
    store = Store.create(tmp_path / "new.scorecard", plan.founding(), author=AUTHOR)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".new.scorecard.lock", "new.scorecard"]
    store.close()
    assert [one.name for one in tmp_path.iterdir()] == ["new.scorecard"]


def test_creating_never_replaces_a_file(path: Path, plan: Plan) -> None:
    before = path.read_bytes()
    with pytest.raises(Refusal) as refusal:
        Store.create(path, plan.founding(), author=AUTHOR)
    assert refusal.value.code == "duplicate"
    assert path.read_bytes() == before


def test_creating_in_a_missing_folder_is_refused(tmp_path: Path, plan: Plan) -> None:
    with pytest.raises(Refusal, match="There is no folder") as refusal:
        Store.create(tmp_path / "nowhere" / "new.scorecard", plan.founding(), author=AUTHOR)
    assert refusal.value.code == "unknown"


def test_creating_goes_on_after_a_crash_while_creating(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / ".new.scorecard.new").write_bytes(b"half a file")
    (tmp_path / ".new.scorecard.new-journal").write_bytes(b"half a journal")
    Store.create(tmp_path / "new.scorecard", plan.founding(), author=AUTHOR).close()
    assert [one.name for one in tmp_path.iterdir()] == ["new.scorecard"]


def test_a_failed_creation_leaves_nothing_behind(tmp_path: Path, plan: Plan) -> None:
    with pytest.raises(Refusal):
        Store.create(
            tmp_path / "new.scorecard", adding(replace(plan.evaluation, title="half \ud83d")), author=AUTHOR
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["con acento ñ.scorecard", "a?b#c%20d.scorecard", "two  spaces.scorecard"])
def test_a_file_may_have_any_name(tmp_path: Path, plan: Plan, name: str) -> None:
    Store.create(tmp_path / name, plan.founding(), author=AUTHOR).close()
    assert [one.name for one in tmp_path.iterdir()] == [name]
    with Store.open(tmp_path / name, reading=True) as store:
        assert store.snapshot().evaluation == plan.evaluation


def test_every_commit_is_there_after_reopening(path: Path, plan: Plan) -> None:
    said = score_at(
        plan.cells[0],
        "NA",
        note="does not apply here; «ñ»\n\0",
        confidence="low",
        question="why?",
        challenge="no",
        cites=("f1", "f2"),
    )
    with Store.open(path) as store:
        put(store, said)
    with Store.open(path) as store:
        assert store.score(plan.cells[0]) == said
        assert store.scores() == [said]
        assert store.score(plan.cells[1]) is None


def test_a_commit_is_durable_against_a_power_cut(store: Store) -> None:
    pragma = {
        name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous")
    }
    assert pragma == {"journal_mode": "delete", "synchronous": 3}


def test_records_of_every_kind_come_back_equal(store: Store, plan: Plan) -> None:
    document = Document(key=new_key(), id="000", title="Informe «final»", year="2016")
    programme = replace(
        plan.programmes[0],
        ratings=(Rating(documents=(document.key,), place="Table 3", subject="Enfoque", mark="No*"),),
    )
    evidence = Evidence(
        key=new_key(),
        id="E1",
        programme=programme.key,
        text="A fact",
        documents=(document.key,),
        criteria=("ptpr.ANT1",),
        sign="~",
        context=True,
    )
    frameworks = [built_in_framework(id) for id in built_in()]
    before = store.snapshot()
    edit = Edit(
        label=Label(message="Add {what}", values=(("what", "much"),)),
        changes=(
            *adding(document, evidence, *frameworks).changes,
            Change(before=plan.programmes[0], after=programme),
        ),
    )
    revision = store.commit(edit, author="Luis")
    assert store.snapshot() == before.after(edit.changes)
    assert store.edit_of(revision.id) == edit
    assert store.history()[0] == revision


def test_the_mining_sample_is_stored_whole(tmp_path: Path) -> None:
    sample = read_sample("mining", "es")
    whole = adding(*sample.snapshot.records(), *sample.scores)
    with Store.create(tmp_path / "m.scorecard", whole, author=AUTHOR) as store:
        assert store.snapshot() == sample.snapshot
        assert {score.cell: score for score in store.scores()} == {one.cell: one for one in sample.scores}
        assert store.verify() == ()


def test_scores_are_found_by_programme_evaluator_round_and_criteria(store: Store, plan: Plan) -> None:
    scores = [score_at(cell, str(n % 5)) for n, cell in enumerate(plan.cells)]
    store.commit(adding(*scores), author=AUTHOR)
    programme, evaluator = plan.programmes[1].key, plan.evaluators[0].key
    assert set(store.scores()) == set(scores)
    assert set(store.scores(programme=programme)) == {one for one in scores if one.programme == programme}
    assert set(store.scores(evaluator=evaluator, criteria=["ptpr.ANT2", "ptpr.XXX"])) == {
        one for one in scores if one.evaluator == evaluator and one.criterion == "ptpr.ANT2"
    }
    assert set(store.scores(round=plan.round.key)) == set(scores)
    assert store.scores(round="another round") == []
    assert store.scores(programme="another") == []
    assert store.scores(criteria=[]) == []


def test_a_programme_is_found_in_every_round(store: Store, plan: Plan) -> None:
    cell = plan.cells[0]
    scores = [score_at(cell._replace(round=round)) for round in (plan.round.key, "r2", "r3")]
    store.commit(adding(*scores, score_at(plan.cells[-1])), author=AUTHOR)
    assert set(store.scores(programme=cell.programme)) == set(scores)


def test_cells_leave_out_what_has_no_value(store: Store, plan: Plan) -> None:
    first, second, third, *_rest = plan.cells
    store.commit(
        adding(score_at(first, "0"), score_at(second, "", note="later"), score_at(third, "NE")), author=AUTHOR
    )
    found = set(store.cells(plan.criteria, plan.round.key))
    assert found == {
        (first.programme, first.evaluator, first.criterion, "0"),
        (third.programme, third.evaluator, third.criterion, "NE"),
    }
    assert set(store.cells([first.criterion], plan.round.key)) == {
        found_one for found_one in found if found_one[3] == "0"
    }
    assert store.cells(plan.criteria, "another round") == []
    assert store.cells([], plan.round.key) == []


def test_cells_hold_any_code_whatever(store: Store, plan: Plan) -> None:
    codes = ["A\x1fB", "\x1f", "ñ", "a b", "\0", "1"]
    scores = [score_at(cell, code) for cell, code in zip(plan.cells, codes, strict=False)]
    store.commit(adding(*scores), author=AUTHOR)
    found = {
        (programme, evaluator, criterion): value
        for programme, evaluator, criterion, value in store.cells(plan.criteria, plan.round.key)
    }
    assert found == {(one.programme, one.evaluator, one.criterion): one.value for one in scores}


def test_a_stale_edit_is_refused_and_changes_nothing(store: Store, plan: Plan) -> None:
    stored = score_at(plan.cells[0], "3")
    put(store, stored)
    other = score_at(plan.cells[1])
    late = Edit(
        label=Label(message="Late"),
        changes=(
            Change(before=None, after=other),
            Change(before=score_at(plan.cells[0], "1"), after=score_at(plan.cells[0], "4")),
        ),
    )
    with pytest.raises(Refusal) as refusal:
        store.commit(late, author=AUTHOR)
    assert refusal.value.code == "stale"
    assert store.scores() == [stored]
    assert len(store.history()) == 2


@pytest.mark.parametrize("before", [False, True])
def test_an_edit_of_a_record_that_came_or_went_meanwhile_is_stale(
    store: Store, plan: Plan, before: bool
) -> None:
    programme = plan.programmes[0]
    if before:
        store.commit(changing(programme, None), author=AUTHOR)
        late = changing(programme, replace(programme, name="Renamed"))
    else:
        late = adding(programme)
    with pytest.raises(Refusal) as refusal:
        store.commit(late, author=AUTHOR)
    assert refusal.value.code == "stale"


def test_half_a_character_is_refused_and_the_next_commit_works(store: Store, plan: Plan) -> None:
    with pytest.raises(Refusal) as refusal:
        put(store, score_at(plan.cells[0], note="half \ud83d"))
    assert refusal.value.code == "invalid"
    put(store, score_at(plan.cells[0], note="whole \U0001f600"))
    assert store.verify() == ()


def test_an_edit_that_does_not_fit_leaves_nothing_of_itself(store: Store) -> None:
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages + 5}")
    large = plan_of(programmes=10, evaluators=10, criteria=10)
    with pytest.raises(Refusal) as refusal:
        store.commit(adding(*[score_at(cell) for cell in large.cells]), author=AUTHOR)
    assert refusal.value.code == "disk"
    assert len(store.history()) == 1
    assert store.scores() == []
    assert store.verify() == ()


def test_names_of_a_refused_edit_are_forgotten(store: Store, plan: Plan) -> None:
    wrong = Edit(label=Label(message="\ud83d"), changes=adding(score_at(plan.cells[0])).changes)
    with pytest.raises(Refusal):
        store.commit(wrong, author=AUTHOR)
    put(store, score_at(plan.cells[-1]))
    assert store.scores() == [score_at(plan.cells[-1])]
    assert store.verify() == ()


def test_an_edit_changes_something_and_each_record_once(store: Store, plan: Plan) -> None:
    cell = plan.cells[0]
    with pytest.raises(ValueError, match="once"):
        store.commit(Edit(label=Label(message="Nothing"), changes=()), author=AUTHOR)
    with pytest.raises(ValueError, match="once"):
        store.commit(adding(score_at(cell, "1"), score_at(cell, "2")), author=AUTHOR)


def test_a_removed_record_keeps_the_revision_that_removed_it(store: Store, plan: Plan) -> None:
    score, programme = score_at(plan.cells[0]), plan.programmes[0]
    put(store, score)
    for record in (score, programme):
        removal = store.commit(changing(record, None), author=AUTHOR)
        assert store.revision_of(ref(record)) == removal.id
        assert store.changes_of(ref(record))[0][0] == removal
        assert len(store.changes_of(ref(record))) == 2
    assert store.scores() == []
    assert store.cells(plan.criteria, plan.round.key) == []
    assert programme.key not in store.snapshot().programmes


def test_what_never_was_has_no_revision(store: Store, plan: Plan) -> None:
    assert store.revision_of(ref(score_at(plan.cells[0]))) is None
    assert store.changes_of(ref(score_at(plan.cells[0]))) == []


def test_each_change_knows_the_revision_it_supersedes(store: Store, plan: Plan) -> None:
    cell = plan.cells[0]
    ids = [put(store, score_at(cell, "1")), put(store, score_at(cell, "2"))]
    ids.append(store.commit(changing(score_at(cell, "2"), None), author=AUTHOR).id)
    ids.append(put(store, score_at(cell, "3")))
    rows = store._connection.execute("SELECT supersedes FROM change WHERE kind = 'score' ORDER BY revision")
    assert [row[0] for row in rows] == ["", *ids[:-1]]


def test_undo_and_redo_survive_closing(path: Path, plan: Plan) -> None:
    cell = plan.cells[0]
    with Store.open(path) as store:
        for value in "123":
            put(store, score_at(cell, value))
        undo(store)
    with Store.open(path) as store:
        undo(store)
        assert store.score(cell) == score_at(cell, "1")
    with Store.open(path) as store:
        redo(store)
        redo(store)
        assert store.redoable() is None
        assert store.score(cell) == score_at(cell, "3")


def test_the_founding_of_a_file_cannot_be_undone(store: Store, plan: Plan) -> None:
    assert store.undoable() is None
    put(store, score_at(plan.cells[0]))
    undo(store)
    assert store.undoable() is None


def test_doing_something_else_ends_redo(store: Store, plan: Plan) -> None:
    put(store, score_at(plan.cells[0]))
    undo(store)
    put(store, score_at(plan.cells[1]))
    assert store.redoable() is None


def test_an_undo_out_of_turn_is_refused(store: Store, plan: Plan) -> None:
    first = put(store, score_at(plan.cells[0]))
    put(store, score_at(plan.cells[1]))
    with pytest.raises(Refusal) as refusal:
        store.commit(store.edit_of(first).inverse(), author=AUTHOR, kind="undo", target=first)
    assert refusal.value.code == "stale"
    with pytest.raises(Refusal):
        store.commit(store.edit_of(first), author=AUTHOR, kind="redo", target=first)


def test_an_unknown_revision_has_no_edit(store: Store) -> None:
    with pytest.raises(KeyError):
        store.edit_of(new_key())


def test_a_second_writer_is_refused_and_told_who_holds_the_file(store: Store, path: Path) -> None:
    import getpass
    import os
    import socket

    before = path.read_bytes()
    with pytest.raises(Refusal) as refusal:
        Store.open(path)
    assert refusal.value.code == "locked"
    for named in (getpass.getuser(), socket.gethostname(), str(os.getpid())):
        assert named in str(refusal.value)
    assert path.read_bytes() == before


def test_a_reader_beside_a_writer_sees_each_commit(store: Store, path: Path, plan: Plan) -> None:
    with Store.open(path, reading=True) as reader:
        assert reader.reading
        for cell in plan.cells:
            put(store, score_at(cell))
            assert reader.score(cell) == score_at(cell)
        assert set(reader.cells(plan.criteria, plan.round.key)) == set(
            store.cells(plan.criteria, plan.round.key)
        )
        assert reader.verify() == ()
        with pytest.raises(Refusal) as refusal:
            put(reader, score_at(plan.cells[0], "4"))
        assert refusal.value.code == "read-only"


def test_a_moment_stays_the_same_whatever_is_written_beside(path: Path, plan: Plan) -> None:
    with Store.open(path) as writer, Store.open(path, reading=True) as reader:
        writer._connection.execute("PRAGMA busy_timeout = 0")
        with reader.moment():
            assert reader.scores() == []
            with pytest.raises(Refusal) as refusal:
                put(writer, score_at(plan.cells[0]))
            assert refusal.value.code == "locked"
            assert reader.scores() == []
        put(writer, score_at(plan.cells[0]))
        assert len(reader.scores()) == 1


def test_reading_changes_no_byte_and_makes_no_file(path: Path, plan: Plan) -> None:
    before, time = path.read_bytes(), path.stat().st_mtime_ns
    with Store.open(path, reading=True) as reader:
        reader.snapshot(), reader.scores(), reader.cells(plan.criteria, plan.round.key)
        reader.history(), reader.verify(), reader.undoable(), reader.redoable()
        assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, time)


def test_opening_for_writing_and_closing_changes_no_byte(path: Path) -> None:
    before = path.read_bytes()
    Store.open(path).close()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("deleted", [True, False])
def test_a_file_that_is_gone_while_open_refuses_to_be_written_and_what_it_held_is_kept(
    store: Store, path: Path, plan: Plan, deleted: bool
) -> None:
    put(store, score_at(plan.cells[0]))
    if deleted:
        path.unlink()
    else:
        path.rename(path.with_name("moved.scorecard"))
    for _try in range(2):
        with pytest.raises(Refusal, match="newest of the backups") as refusal:
            put(store, score_at(plan.cells[1]))
        assert refusal.value.code == "moved"
    (kept,) = kept_backups(folder_of(store.snapshot().evaluation.id))
    assert kept.reason == "moved"
    store.close()
    restore(kept.path, path)
    with Store.open(path) as again:
        assert again.scores() == [score_at(plan.cells[0])]
        assert again.verify() == ()


def test_a_link_to_a_file_shares_its_lock(store: Store, path: Path) -> None:
    link = path.with_name("link.scorecard")
    link.symlink_to(path)
    with pytest.raises(Refusal) as refusal:
        Store.open(link)
    assert refusal.value.code == "locked"


def test_a_thousand_scores_in_one_edit_are_one_step(tmp_path: Path) -> None:
    plan = plan_of(programmes=10, evaluators=5, criteria=20)
    with Store.create(tmp_path / "big.scorecard", plan.founding(), author=AUTHOR) as store:
        store.commit(adding(*[score_at(cell) for cell in plan.cells]), author=AUTHOR)
        assert len(store.scores()) == 1000
        undo(store)
        assert store.scores() == []
        assert store.verify() == ()


def test_a_store_in_use_by_mistake_after_closing_is_a_fault_of_the_program(path: Path) -> None:
    store = Store.open(path)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.snapshot()


def test_a_score_is_dated_by_the_revision_that_left_it_so(store: Store, plan: Plan) -> None:
    first, second, third, *_rest = plan.cells
    put(store, score_at(first, "1"))
    said = put(store, score_at(second, "2"))
    again = put(store, score_at(first, "3"))
    put(store, score_at(third, "4"))
    undo(store)
    assert {score.cell: (score.value, id) for score, id in store.dated_scores()} == {
        first: ("3", again),
        second: ("2", said),
    }
    for score, id in store.dated_scores():
        assert store.revision_of(ref(score)) == id
