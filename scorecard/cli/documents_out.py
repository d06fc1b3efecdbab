"""The verbs that write documents to read on paper: minutes and report."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output
from scorecard.cli.pseudonyms import add_pseudonyms, as_asked
from scorecard.i18n import _
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.documents.manuscript import Manuscript


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    minutes = verbs.add(
        "minutes", _("Write the minutes of a workshop: what was agreed on and why, and who does what.")
    )
    report = verbs.add("report", _("Write the report on one programme: its score and all that is behind it."))
    for verb in (minutes, report):
        verb.add_argument("file", metavar="FILE", type=path_named)
        verb.add_argument("out", metavar="OUT.docx|.pdf", type=path_named, help=_("for Word, or as a PDF"))
    report.add_argument("--programme", metavar="P", required=True, help=_("the id of the programme"))
    for verb in (minutes, report):
        _add_place(verb)
        add_pseudonyms(verb)
    minutes.set_defaults(run=write_minutes)
    report.set_defaults(run=write_report)


def _add_place(verb: Parser) -> None:
    verb.add_argument("--framework", metavar="F", help=_("the id of the framework; the first if not given"))
    verb.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))


def write_minutes(asked: Namespace, output: Output) -> None:
    """`minutes`."""
    from scorecard.documents.files import checked_suffix
    from scorecard.documents.minutes import minutes

    checked_suffix(asked.out)
    with Workspace.open(asked.file, reading=True) as opened:
        workspace = as_asked(opened, asked, output)
        publication = workspace.publication(workspace.question(asked.framework, asked.round))
        written = minutes(publication)
    _save(written, asked, output)


def write_report(asked: Namespace, output: Output) -> None:
    """`report`."""
    from scorecard.documents.files import checked_suffix
    from scorecard.documents.programme_report import programme_report

    checked_suffix(asked.out)
    with Workspace.open(asked.file, reading=True) as opened:
        workspace = as_asked(opened, asked, output)
        programme = workspace.snapshot.programme(asked.programme)
        publication = workspace.publication(workspace.question(asked.framework, asked.round))
        written = programme_report(publication, programme.key)
    _save(written, asked, output)


def _save(written: Manuscript, asked: Namespace, output: Output) -> None:
    from scorecard.documents.files import save_document

    save_document(written, asked.out)
    output.data(str(asked.out))
