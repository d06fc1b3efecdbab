"""Out of a damaged file comes a whole one: nothing in it is invented, and what is missing is told."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from scorecard.progress import Cancelled
from scorecard.storage.mending.carving import Carving
from scorecard.storage.salvage import Salvaged, salvage
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, Plan, changing, plan_of, put, score_at, undo
from tests.storage.killing import crash
from tests.storage.stopping import Stopping

PAGE = 4096


@pytest.fixture
def worked(tmp_path: Path) -> tuple[Path, Plan]:
    """A file in which people have worked: long notes, changes of mind, an undo."""
    path, plan = tmp_path / "worked.scorecard", plan_of(programmes=6, evaluators=2, criteria=5)
    with Store.create(path, plan.founding(), author=AUTHOR) as store:
        for number, cell in enumerate(plan.cells):
            put(store, score_at(cell, str(number % 5), note="as they said " * (number % 100 * 4)))
        for cell in plan.cells[::7]:
            put(store, score_at(cell, "NE", note="looked again"))
        undo(store)
        store.commit(changing(store.score(plan.cells[1]), None), author=AUTHOR)
    return path, plan


def everything(path: Path) -> tuple[Snapshot, set[Score], list[str]]:
    """The snapshot, the scores and the hashes of a file that is whole."""
    with Store.open(path, reading=True) as store:
        assert store.verify() == ()
        return store.snapshot(), set(store.scores()), list(store.hashes().values())


def salvaged(content: bytes, folder: Path) -> tuple[Path, Salvaged]:
    """What comes out of these bytes, which stay as they are."""
    path, out = folder / "bad.scorecard", folder / "out.scorecard"
    path.write_bytes(content)
    out.unlink(missing_ok=True)
    found = salvage(path, out)
    assert path.read_bytes() == content
    return out, found


def states_of(path: Path) -> set[Score]:
    """Every score that there ever was."""
    with Store.open(path, reading=True) as store:
        changes = [change for one in store.history() for change in store.edit_of(one.id).changes]
    return {one for change in changes for one in (change.before, change.after) if isinstance(one, Score)}


def pages_of(path: Path, table: str) -> list[int]:
    """The numbers of the pages of a table, from 0."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    content = path.read_bytes()
    found, ahead = [], [root]
    while ahead:
        number = ahead.pop()
        start = (number - 1) * PAGE
        found.append(number - 1)
        if content[start] in (0x02, 0x05):
            count = int.from_bytes(content[start + 3 : start + 5], "big")
            places = [
                int.from_bytes(content[start + 12 + 2 * n : start + 14 + 2 * n], "big") for n in range(count)
            ]
            ahead += [int.from_bytes(content[start + at : start + at + 4], "big") for at in places]
            ahead.append(int.from_bytes(content[start + 8 : start + 12], "big"))
    return found


def without(content: bytes, pages: list[int]) -> bytes:
    """The same with some pages zeroed."""
    changed = bytearray(content)
    for page in pages:
        changed[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    return bytes(changed)


def test_pages_are_read_as_sqlite_reads_them(worked: tuple[Path, Plan]) -> None:
    carving = Carving.of(worked[0].read_bytes())
    rows = list(carving.rows())
    assert carving.unreadable == 0
    with closing(sqlite3.connect(worked[0])) as connection:
        changes = set(connection.execute("SELECT * FROM change"))
        scores = set(connection.execute("SELECT * FROM score"))
        names = set(connection.execute("SELECT id, text FROM name"))
    assert {row.values for row in rows if len(row.values) == 7} == changes
    assert {row.values for row in rows if len(row.values) == 12} == scores
    assert {(row.number, row.values[1]) for row in rows if row.number and len(row.values) == 2} == names


@pytest.mark.parametrize("gone", [100, PAGE])
def test_without_its_beginning_a_file_loses_nothing(
    worked: tuple[Path, Plan], tmp_path: Path, gone: int
) -> None:
    content = worked[0].read_bytes()
    out, found = salvaged(bytes(gone) + content[gone:], tmp_path)
    assert everything(out) == everything(worked[0])
    assert out.stat().st_mode & 0o777 == 0o600
    assert (gone == 100) == (found.losses == ())


def test_scores_whose_rows_are_gone_come_from_the_journal(worked: tuple[Path, Plan], tmp_path: Path) -> None:
    path = worked[0]
    out, found = salvaged(without(path.read_bytes(), pages_of(path, "score")), tmp_path)
    assert everything(out) == everything(path)
    assert found.losses != ()


def test_where_the_journal_is_gone_the_scores_come_from_their_rows(
    worked: tuple[Path, Plan], tmp_path: Path
) -> None:
    path = worked[0]
    out, found = salvaged(without(path.read_bytes(), pages_of(path, "change")), tmp_path)
    snapshot, scores, hashes = everything(out)
    before = everything(path)
    assert (snapshot.programmes, snapshot.evaluators, scores) == (
        before[0].programmes,
        before[0].evaluators,
        before[1],
    )
    assert len(hashes) == 1
    assert any("history" in loss for loss in found.losses)


def test_any_page_may_be_gone_and_nothing_is_invented(worked: tuple[Path, Plan], tmp_path: Path) -> None:
    path = worked[0]
    content, ever = path.read_bytes(), states_of(path)
    scores = everything(path)[1]
    for page in random.Random(4).sample(range(len(content) // PAGE), 30):
        out, found = salvaged(without(content, [page]), tmp_path)
        kept = everything(out)[1]
        assert kept <= ever
        assert kept == scores or found.losses != ()


def test_a_truncated_file_keeps_what_is_left(worked: tuple[Path, Plan], tmp_path: Path) -> None:
    path = worked[0]
    content, ever = path.read_bytes(), states_of(path)
    for kept in (0.9, 0.6, 0.4):
        out, found = salvaged(content[: int(len(content) * kept)], tmp_path)
        assert everything(out)[1] <= ever
        assert found.losses != ()


def test_flipped_bits_never_stop_it_and_the_new_file_is_whole(
    worked: tuple[Path, Plan], tmp_path: Path
) -> None:
    content, chance = worked[0].read_bytes(), random.Random(5)
    for _time in range(30):
        flipped = bytearray(content)
        for _flip in range(chance.randrange(1, 30)):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        out, _found = salvaged(bytes(flipped), tmp_path)
        everything(out)


def test_whoever_is_lost_has_a_stand_in_so_that_the_scores_stay(
    worked: tuple[Path, Plan], tmp_path: Path
) -> None:
    path, plan = worked
    gone = plan.programmes[2].key.encode()
    # The description is lost everywhere, the key that scores go by is not.
    content = path.read_bytes().replace(b'"name":"Programme 3"', b'"name":"Programme 3 ')
    assert gone in content
    out, found = salvaged(content, tmp_path)
    snapshot, scores, _hashes = everything(out)
    assert len(snapshot.programmes) == 6
    assert scores == everything(path)[1]
    assert any("stand-in" in loss for loss in found.losses)


def test_what_a_crash_left_is_taken_up_first(scored: Path, tmp_path: Path) -> None:
    crash(scored)
    out = tmp_path / "out.scorecard"
    assert salvage(scored, out).losses == ()
    assert {score.note for score in everything(out)[1]} == {"said so"}


def test_a_file_in_which_there_is_nothing_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"Dear colleague", random.Random(2).randbytes(50_000), bytes(PAGE * 3)):
        with pytest.raises(Refusal) as refusal:
            salvaged(content, tmp_path)
        assert refusal.value.code == "damaged"
    assert not (tmp_path / "out.scorecard").exists()


def test_nothing_that_is_there_is_overwritten(worked: tuple[Path, Plan], tmp_path: Path) -> None:
    (tmp_path / "out.scorecard").write_text("mine")
    with pytest.raises(Refusal) as refusal:
        salvage(worked[0], tmp_path / "out.scorecard")
    assert refusal.value.code == "duplicate"
    assert (tmp_path / "out.scorecard").read_text() == "mine"


def test_salvaging_tells_how_far_it_is_and_stops_where_asked_leaving_nothing(
    worked: tuple[Path, Plan], tmp_path: Path
) -> None:
    path, out = worked[0], tmp_path / "out.scorecard"
    whole = Stopping(0)
    salvage(path, out, whole)
    assert len(set(whole.told)) >= 3
    out.unlink()
    there = sorted(tmp_path.iterdir())
    for number in range(1, len(whole.told) + 1):
        with pytest.raises(Cancelled):
            salvage(path, out, Stopping(number))
        assert sorted(tmp_path.iterdir()) == there
