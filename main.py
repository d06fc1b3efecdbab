"""The one entry: a known verb goes to the terminal, nothing or an existing file to the window."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

_INTERRUPTED = 130


def main() -> int:
    """Do what the arguments of this process ask for; returns its exit code."""
    try:
        return _enter(sys.argv[1:])
    except KeyboardInterrupt:
        from scorecard.i18n import _

        print(_("Stopped. What was saved before is safe."), file=sys.stderr)
        return _INTERRUPTED


def _enter(arguments: list[str]) -> int:
    from scorecard.errors import Refusal
    from scorecard.i18n import LANGUAGES, choose_language, language_of_machine

    words, language = _split(arguments)
    opens = not words or (len(words) == 1 and _is_file(words[0]))
    if not opens or (language is not None and language not in LANGUAGES):
        from scorecard.cli import main as terminal

        return terminal(arguments)
    choose_language(language or language_of_machine())
    try:
        from ui.app import run

        return run(words)
    except ImportError as error:
        if not (error.name or "").startswith("PySide6"):
            raise
        from scorecard.cli.machine import lacking_libraries

        lacking = lacking_libraries(str(error))
        print(lacking, file=sys.stderr)
        return lacking.exit_code
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.exit_code


def _split(arguments: list[str]) -> tuple[list[str], str | None]:
    """The arguments but for `--language`, which may stand before a verb or a file, and that language if any."""
    words = [one for one in arguments if not one.startswith("--language=")]
    language = next((one.partition("=")[2] for one in arguments if one.startswith("--language=")), None)
    if "--language" in words:
        place = words.index("--language")
        language = "".join(words[place + 1 : place + 2])
        del words[place : place + 2]
    return words, language


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
