"""The one entry: a known verb goes to the terminal, nothing or an existing file to the window."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path


def main() -> int:
    """Do what the arguments of this process ask for; returns its exit code."""
    arguments = sys.argv[1:]
    words = _without_language(arguments)
    if words and not (len(words) == 1 and _is_file(words[0])):
        from scorecard.cli import main as terminal

        return terminal(arguments)
    from scorecard.errors import Refusal
    from ui.app import run

    try:
        return run(arguments)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.exit_code


def _without_language(arguments: list[str]) -> list[str]:
    """The arguments but for `--language`, which may stand before a verb or a file."""
    words = [one for one in arguments if not one.startswith("--language=")]
    if "--language" in words:
        place = words.index("--language")
        del words[place : place + 2]
    return words


def _is_file(word: str) -> bool:
    """Whether a lone argument is an existing file rather than a verb: `./results` is, `results` is not."""
    path = Path(word)
    with contextlib.suppress(OSError):
        if path.is_file():
            if path.suffix == ".scorecard" or path.name != word:
                return True
            from scorecard.cli.verbs import VERBS

            return word not in VERBS
    return False


if __name__ == "__main__":
    raise SystemExit(main())
