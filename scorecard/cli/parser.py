"""The grammar of the terminal: every verb with its options, explained in the language in force."""

from __future__ import annotations

from scorecard.cli import (
    agenda,
    agreement,
    backups,
    choices,
    documents,
    documents_out,
    evaluation,
    evidence,
    exchange,
    forms,
    frameworks,
    history,
    imports,
    library,
    machine,
    notes,
    packages,
    people,
    programmes,
    proof,
    robustness,
    rounds,
    scores,
    source_tables,
    tables,
    views,
    weights,
    workshop,
)
from scorecard.cli.grammar import Parser, Verbs
from scorecard.cli.words import translate_argparse
from scorecard.i18n import _


def parser() -> Parser:
    """The whole grammar. Parsing sets `run`, which does the verb, and raises `Shown` or `Ungrammatical`."""
    translate_argparse()
    root = Parser(
        prog="scorecard",
        description=_(
            "Score public programmes, keep the evidence behind every mark, and compare them honestly. "
            "Without a verb, or with a file alone, the window opens."
        ),
        epilog=_("More on one verb: scorecard VERB --help"),
    )
    root.add_argument("--language", metavar="en|es", default=None, help=_("the language"))
    verbs = Verbs(root.add_subparsers(dest="verb", metavar=_("VERB"), required=True))
    for topic in (
        evaluation,
        history,
        backups,
        library,
        frameworks,
        weights,
        people,
        programmes,
        rounds,
        scores,
        evidence,
        documents,
        proof,
        tables,
        views,
        agreement,
        agenda,
        workshop,
        robustness,
        choices,
        source_tables,
        notes,
        exchange,
        documents_out,
        packages,
        imports,
        forms,
        machine,
    ):
        topic.add_verbs(verbs)
    return root
