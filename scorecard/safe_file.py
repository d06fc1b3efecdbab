"""A file is replaced whole or not at all: written beside its target, checked, made durable, then put in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from scorecard.errors import Refusal, reason_of
from scorecard.i18n import _

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between attempts: a virus scanner or a synchronised folder holds a file for a moment, Excel for longer."""

_LEFT_OVER = 24 * 60 * 60
"""Seconds after which a temporary file is one that a crash left."""


def replace_safely(
    path: Path, write: Callable[[Path], None], check: Callable[[Path], None], *, private: bool = False
) -> None:
    """Let `write` make a temporary file in the same folder, let `check` read it back, then put it at `path`.

    What a crash left of an earlier attempt goes. Whatever either of them raises leaves the file at `path` byte for byte
    as it was and no temporary file behind. A missing folder, a file held open elsewhere and a full disk are refusals.
    A `private` file that is new can be read by its owner only; any other as the person has it for new files; and one
    that was there stays as it was.
    """
    path = _target(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise Refusal(_forbidden(path), code="read-only")
    temporary = path.with_name(f".{path.stem[:40]}-{secrets.token_hex(4)}{path.suffix}")
    _clear_left_over(path)
    try:
        if private:
            os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        write(temporary)
        check(temporary)
        flush(temporary)
        _keep_mode(path, temporary)
        put_in_place(temporary, path)
        flush_folder(path.parent)
    except PermissionError as error:
        raise Refusal(_forbidden(path), code="read-only") from error
    except OSError as error:
        raise Refusal(_failed(path, error), code="disk") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def save_bytes(path: Path, contents: bytes, *, private: bool = False) -> None:
    """Put these bytes at `path`, read back before they replace anything; refused as `replace_safely` does."""

    def check(temporary: Path) -> None:
        if temporary.read_bytes() != contents:
            sentence = _(
                "“{name}” did not read back as it was written; an earlier file of that name is untouched. "
                "Try again, or choose another disk."
            )
            raise Refusal(sentence.format(name=path.name), code="damaged")

    replace_safely(path, lambda temporary: _write(temporary, contents), check, private=private)


def flush(path: Path) -> None:
    """Have the contents of a file on the disk. Raises `OSError`."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make a new name durable where folders can be opened; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    # Some network file systems refuse to synchronise a folder. The file itself is safe, and in its place, by now.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def put_in_place(temporary: Path, path: Path) -> None:
    """Replace a file, trying again while another program holds it. Raises `OSError` where that goes on holding it."""
    for pause in _PAUSES:
        try:
            temporary.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temporary.replace(path)


def _clear_left_over(path: Path) -> None:
    pattern = re.compile(rf"\.{re.escape(path.stem[:40])}-[0-9a-f]{{8}}{re.escape(path.suffix)}")
    with contextlib.suppress(OSError):
        for one in path.parent.iterdir():
            if pattern.fullmatch(one.name) and time.time() - one.stat().st_mtime > _LEFT_OVER:
                one.unlink()


def _write(temporary: Path, contents: bytes) -> None:
    temporary.write_bytes(contents)


def _target(path: Path) -> Path:
    """The file itself where the path is a link, once it is clear that there can be a file there."""
    # Not `resolve`, which raises RuntimeError where links lead in a circle.
    path = Path(os.path.realpath(path))
    if path.is_symlink():
        raise Refusal(_failed(path, OSError(errno.ELOOP, "")), code="disk")
    if path.is_dir():
        sentence = _("“{name}” is a folder. Give the name of a file; nothing was written.")
        raise Refusal(sentence.format(name=path.name))
    if not path.parent.is_dir():
        sentence = _("There is no folder “{folder}”. Choose another place; nothing was written.")
        raise Refusal(sentence.format(folder=path.parent))
    return path


def _forbidden(path: Path) -> str:
    if path.exists():
        sentence = _(
            "“{name}” cannot be replaced: it is open in another program, such as Excel, or protected. "
            "Close it there and try again, or choose another name; the old file is untouched."
        )
    else:
        sentence = _("“{name}” cannot be written in this folder. Choose another place; nothing was written.")
    return sentence.format(name=path.name)


def _failed(path: Path, error: OSError) -> str:
    if error.errno in _FULL:
        sentence = _(
            "The disk is full: “{name}” was not written, and an earlier file of that name is untouched. "
            "Free some space or choose another disk, and try again."
        )
        return sentence.format(name=path.name)
    sentence = _(
        "“{name}” could not be written ({reason}); an earlier file of that name is untouched. "
        "Try again or choose another place."
    )
    return sentence.format(name=path.name, reason=reason_of(error))


def _keep_mode(path: Path, temporary: Path) -> None:
    if path.exists():
        with contextlib.suppress(OSError):
            temporary.chmod(path.stat().st_mode & 0o777)
