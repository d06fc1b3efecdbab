"""The option of every verb that writes for others: people under numbers in place of names."""

from __future__ import annotations

from argparse import Namespace

from scorecard.cli.grammar import Parser
from scorecard.cli.output import Output
from scorecard.i18n import _
from scorecard.workspace import Workspace


def add_pseudonyms(parser: Parser) -> None:
    """The option itself."""
    parser.add_argument(
        "--pseudonyms",
        action="store_true",
        help=_("write numbers in place of the names of people; notes and other free texts stay as written"),
    )


def as_asked(workspace: Workspace, asked: Namespace, output: Output) -> Workspace:
    """The evaluation, without names where that is asked; what this cannot hide is said."""
    if not asked.pseudonyms:
        return workspace
    from scorecard.analysis.evaluators.pseudonyms import pseudonyms_told
    from scorecard.veiled import Veiled

    output.say(pseudonyms_told())
    return Veiled(workspace)
