"""One call of a verb: its language, its grammar, its refusals and its exit code."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from scorecard.cli.grammar import Shown, Ungrammatical
from scorecard.cli.output import Output, problem_line
from scorecard.cli.parser import parser
from scorecard.cli.verbs import VERBS, nearest
from scorecard.errors import Refusal, reason_of
from scorecard.i18n import LANGUAGES, _, choose_language, language, language_of_machine, speaking
from scorecard.library.frameworks import FrameworkProblems
from scorecard.model.snapshot import unknown


def main(arguments: Sequence[str]) -> int:
    """A verb on the streams of this process, which speak UTF-8 whatever its locale; returns the exit code."""
    out, err = _utf_8(sys.stdout), _utf_8(sys.stderr)
    try:
        choose_language(language_of_machine())
        return run(arguments, out, err)
    except BrokenPipeError:
        # Whoever read has seen enough; nothing is left for the interpreter to complain about when it ends.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        return 0


def run(arguments: Sequence[str], out: TextIO, err: TextIO) -> int:
    """A verb on two streams of text; exit code 0: done, 1: refused, 2: wrong grammar, 3: something lacks."""
    output = Output(out, err)
    asked = _asked_language(arguments)
    with speaking(asked if asked in LANGUAGES else language()):
        try:
            code = _do(arguments, asked, output)
            output.flush()
        except FrameworkProblems as refusal:
            for problem in refusal.problems:
                output.say(problem_line(problem))
            output.say(str(refusal))
            return refusal.exit_code
        except Refusal as refusal:
            output.say(str(refusal))
            return refusal.exit_code
        except Ungrammatical as mistake:
            output.say(mistake.usage.rstrip())
            output.say(str(mistake))
            return 2
        except BrokenPipeError:
            raise
        except OSError as error:
            sentence = _("The output could not be written ({reason}). Nothing in the evaluation is harmed.")
            output.say(sentence.format(reason=reason_of(error)))
            return 1
        return code


def _do(arguments: Sequence[str], asked: str | None, output: Output) -> int:
    if asked is not None and asked not in LANGUAGES:
        raise unknown(_("language"), asked, LANGUAGES)
    grammar = parser()
    word = _first_word(arguments)
    if word is not None and word not in VERBS:
        if _is_file(word):
            sentence = _(
                "“{word}” is a file: the window opens one file alone, and a verb stands before its file."
            )
        else:
            sentence = _("“{word}” is neither a verb nor a file that exists; the nearest verb is “{verb}”.")
        raise Ungrammatical(grammar.format_usage(), sentence.format(word=word[:80], verb=nearest(word)))
    try:
        parsed, left = grammar.parse_known_args(arguments)
    except Shown as help:
        output.data(str(help).rstrip())
        return 0
    if left:
        words = _("unrecognized arguments: %s") % " ".join(left)
        raise Ungrammatical(parsed.grammar.format_usage(), words)
    code = parsed.run(parsed, output)
    return code or 0


def _is_file(word: str) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return Path(word).is_file()
    return False


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The language that the arguments ask for, known before they are parsed; the last one counts."""
    asked = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--language="):
            asked = argument.partition("=")[2]
        elif argument == "--language" and place + 1 < len(arguments):
            asked = arguments[place + 1]
    return asked


def _first_word(arguments: Sequence[str]) -> str | None:
    """What stands where a verb should; None where there are options alone."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument == "--language":
            skip = True
        elif not argument.startswith("-"):
            return argument
    return None


def _utf_8(stream: TextIO | None) -> TextIO:
    """A stream of the process as UTF-8 without a mark, lines ended as written; a closed one swallows all."""
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream
