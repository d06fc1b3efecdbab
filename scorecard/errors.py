"""Refusals: what the program will not do, said in one sentence that helps."""

from __future__ import annotations


class Refusal(Exception):
    """A request that is refused. Its text is one clear sentence: what happened, what is safe, what to do.

    `code` names the kind of refusal for scripts and tests and never depends on the language:
    `unknown`, `invalid`, `duplicate`, `not-ours`, `newer`, `damaged`, `locked`, `read-only`, `disk`, `stale`.
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
