"""A lock names its holder, and no dead process keeps one."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scorecard.errors import Refusal
from scorecard.storage.lock import Held, Holder, Lock, lock_path
from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, ROOT, Plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

HOLD = "import sys; from pathlib import Path; from scorecard.storage.lock import Lock; "
HOLD += "lock = Lock.take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"


def test_a_lock_goes_with_its_release(path: Path) -> None:
    lock = Lock.take(path)
    assert lock_path(path).exists()
    lock.release()
    assert not lock_path(path).exists()
    Lock.take(path).release()


def kill_holder(path: Path) -> None:
    """Hold the lock in another process, see it named, kill it, and open the file at once."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Held) as held:
            Lock.take(path)
        assert held.value.holder.process == holder.pid
        holder.kill()
    assert lock_path(path).exists()
    Store.open(path).close()
    assert not lock_path(path).exists()


def test_a_held_lock_names_the_other_process_and_dies_with_it(path: Path, counted: Counted) -> None:
    for _kill in range(5):
        kill_holder(path)
    counted("R6", holders_killed=5, stale_locks=0)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"user":"ana"}', b"\xff\xfe", b'{"user":1,"host":2,"process":"x"}']
)
def test_a_holder_that_cannot_be_read_is_unknown(path: Path, content: bytes) -> None:
    lock = Lock.take(path)
    lock_path(path).write_bytes(content)
    with pytest.raises(Held) as held:
        Lock.take(path)
    assert held.value.holder == Holder()
    lock.release()


def test_a_lock_left_behind_is_taken_over(path: Path) -> None:
    lock_path(path).write_bytes(b'{"user":"somebody","host":"elsewhere","process":999999999,"more":"x"}' * 3)
    lock = Lock.take(path)
    with pytest.raises(Held) as held:
        Lock.take(path)
    assert held.value.holder.host != "elsewhere"
    lock.release()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_where_a_drive_keeps_no_locks_nobody_writes_and_everybody_reads(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def flock(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    before = path.read_bytes()
    with pytest.raises(Refusal, match="two people") as refusal:
        Store.open(path)
    assert refusal.value.code == "no-locks"
    with pytest.raises(Refusal) as refusal:
        Store.create(path.with_name("new.scorecard"), plan.founding(), author=AUTHOR)
    assert refusal.value.code == "no-locks"
    with Store.open(path, reading=True) as store:
        assert store.verify() == ()
    assert path.read_bytes() == before
    assert not path.with_name("new.scorecard").exists()
