"""A lock beside an evaluation that names its holder; the operating system drops it when the process ends."""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What a network drive answers that keeps no locks for the machines that use it."""

if sys.platform == "win32":
    import msvcrt

    # On Windows nobody else can read a locked byte, so the lock lies far behind the text naming the holder.
    _LOCKED_BYTE = 1 << 30

    def _try_to_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_to_lock(descriptor: int) -> bool:
        try:
            # Not lockf: that one is held by the process, so a second window of one process would pass.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has an evaluation open: user, computer and process id; empty and 0 where unknown."""

    user: str = ""
    host: str = ""
    process: int = 0


class Held(Exception):
    """Somebody else holds the lock."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)
        self.holder = holder


class Lock:
    """The lock of one evaluation, from `take` until `release`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, evaluation: Path) -> Lock:
        """Lock the evaluation at this path. Raises `Held`, or `OSError` where no file can be made or locked."""
        path = lock_path(evaluation)
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, _mode_of(evaluation))
            try:
                if not _try_to_lock(descriptor):
                    raise Held(_read_holder(path))
                if _is_still_at(path, descriptor):
                    _write_holder(descriptor)
                    return cls(path, descriptor)
            except BaseException:
                os.close(descriptor)
                raise
            # The former holder removed the file between our opening and our locking it.
            os.close(descriptor)

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if sys.platform == "win32":
            os.close(self._descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
        else:
            # In this order, so that nobody can lock a file that is about to vanish without noticing.
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(self._descriptor)


def lock_path(evaluation: Path) -> Path:
    """Where the lock of an evaluation lies."""
    return evaluation.with_name(f".{evaluation.name}.lock")


def _mode_of(evaluation: Path) -> int:
    try:
        return evaluation.stat().st_mode & 0o666
    except FileNotFoundError:
        # It is about to be made, and a new one is its owner's.
        return 0o600


def _is_still_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _write_holder(descriptor: int) -> None:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = ""
    holder = Holder(user=user, host=socket.gethostname(), process=os.getpid())
    # A full disk must not keep anybody from opening: the lock holds, only the name is missing then.
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(asdict(holder)).encode())


def _read_holder(path: Path) -> Holder:
    try:
        found = json.loads(path.read_bytes())
        return Holder(user=str(found["user"]), host=str(found["host"]), process=int(found["process"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()
