"""Refusals: what the program will not do, said in one sentence that helps."""

from __future__ import annotations

import errno

from scorecard.i18n import N_, _

_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EACCES: N_("you may not use it"),
    errno.EPERM: N_("you may not use it"),
    errno.EROFS: N_("it can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("the disk is full"),
    errno.EIO: N_("the disk failed"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("its links lead in a circle"),
}


class Refusal(Exception):
    """A request that is refused. Its text is one clear sentence: what happened, what is safe, what to do.

    `code` names the kind of refusal for scripts and tests and never depends on the language:
    `unknown`, `invalid`, `duplicate`, `same-name`, `used`, `not-ours`, `newer`, `damaged`, `locked` (by another
    program), `no-locks` (on its drive), `locked-scores`, `read-only`, `disk`, `stale`, `moved` (away
    while it was open).
    """

    exit_code = 1

    def __init__(self, sentence: str, *, code: str = "invalid") -> None:
        super().__init__(sentence)
        self.code = code


class Lacking(Refusal):
    """The machine lacks something, such as a display; the sentence holds the command that would supply it."""

    exit_code = 3

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code="lacking")


def reason_of(error: OSError) -> str:
    """Why the system refused, in words of the language in force; rare reasons in the system's own."""
    if error.errno in _REASONS:
        return _(_REASONS[error.errno])
    return error.strerror or type(error).__name__
