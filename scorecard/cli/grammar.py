"""What a grammar is made of: parsers that raise rather than print, and places for verbs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from scorecard.errors import Refusal
from scorecard.i18n import _


def path_named(text: str) -> Path:
    """The path that an argument names; an empty one, as an unset variable of a script gives it, is refused."""
    if not text.strip():
        raise Refusal(_("The name of a file or folder is empty. Give one; nothing has changed."))
    return Path(text)


class Shown(Exception):
    """Help was asked for; the text is the help."""


class Ungrammatical(Exception):
    """The arguments are none of the grammar; `usage` says what is."""

    def __init__(self, usage: str, sentence: str) -> None:
        super().__init__(sentence)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """A parser that neither prints nor exits, and takes no abbreviation of an option."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.add_argument("-h", "--help", action=_Help, help=_("say what there is to write, and stop"))

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        # Before Python 3.13 argparse takes the value of --note=-- for the end of the options, and gives a list.
        if action.option_strings and action.nargs is None and arg_strings == ["--"]:
            return self._get_value(action, "--")
        return super()._get_values(action, arg_strings)

    def error(self, message: str) -> NoReturn:
        raise Ungrammatical(self.format_usage(), message)


class _Help(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *rest: object) -> NoReturn:
        raise Shown(parser.format_help())


class Verbs:
    """Where a topic puts its verbs; each of them understands `--language`."""

    def __init__(self, place: Any) -> None:
        self._place = place

    def add(self, verb: str, help: str) -> Parser:
        """A verb, for its arguments to be added to; `help` is a translated sentence."""
        parser: Parser = self._place.add_parser(verb, help=help, description=help)
        parser.add_argument("--language", metavar="en|es", default=argparse.SUPPRESS, help=_("the language"))
        parser.set_defaults(grammar=parser)
        return parser

    def group(self, noun: str, help: str) -> Verbs:
        """Verbs that stand behind a noun, such as `programme add`."""
        parser = self.add(noun, help)
        return Verbs(parser.add_subparsers(dest="what", metavar=_("VERB"), required=True))
