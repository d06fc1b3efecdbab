"""The verbs that make files for others: charts and export."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scorecard.cli.frames import add_tables, are_tables_asked, write_tables
from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output
from scorecard.cli.pseudonyms import add_pseudonyms, as_asked
from scorecard.cli.tables import add_question, question_asked
from scorecard.errors import Refusal
from scorecard.i18n import _, language
from scorecard.progress import Silent
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.exchange.contents import Contents


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    charts = verbs.add("charts", _("Draw charts of the comparison as picture files."))
    charts.add_argument("file", metavar="FILE", type=path_named)
    charts.add_argument("folder", metavar="FOLDER", type=path_named, help=_("made if it is not there"))
    charts.add_argument(
        "--kind",
        metavar="heatmap,bars,acceptability,radar,slope,gap,agreement,choices,groups",
        help=_("kinds of chart; all of them if not given"),
    )
    charts.add_argument(
        "--format", metavar="png|svg|pdf", default="png", help=_("the format of the pictures")
    )
    add_question(charts)
    add_pseudonyms(charts)
    charts.set_defaults(run=draw)

    export = verbs.add(
        "export",
        _("Write the Excel scorecards: summary, cards, method and data; or all tables for analysts."),
    )
    export.add_argument("file", metavar="FILE", type=path_named)
    export.add_argument("out", metavar="OUT.xlsx", type=path_named, nargs="?")
    add_tables(export)
    add_question(export)
    add_pseudonyms(export)
    export.add_argument(
        "--programme",
        metavar="P",
        action="append",
        default=[],
        help=_("the id of a programme that gets a sheet; may be given several times"),
    )
    export.add_argument(
        "--scorecards",
        metavar="first|ranked|all",
        help=_(
            "which programmes get a sheet: the first 100 by rank if not given, all that are ranked, or all"
        ),
    )
    export.add_argument(
        "--sheets",
        metavar="cover,summary,matrix,ptpr,synthesis,inventory,industries,regions,agreement,disagreements,"
        "criteria,weights,method,checks,data,scorecards",
        help=_("the sheets that are wanted, and what they cannot do without; all of them if not given"),
    )
    export.set_defaults(run=write)


def draw(asked: Namespace, output: Output) -> None:
    """`charts`."""
    from scorecard.analysis.caution import caution_label
    from scorecard.charts.files import KINDS, format_named, kind_named, save_charts

    names = KINDS if asked.kind is None else [part.strip() for part in asked.kind.split(",")]
    kinds = [kind_named(name) for name in names]
    format = format_named(asked.format)
    with Workspace.open(asked.file, reading=True) as opened:
        workspace = as_asked(opened, asked, output)
        study = workspace.study(question_asked(workspace, asked))
        paths = save_charts(
            study,
            asked.folder,
            kinds=kinds,
            format=format,
            made_at=datetime.now(UTC),
            progress=Silent(),
        )
    for path in paths:
        output.data(str(path))
    if caution := caution_label(study.snapshot):
        output.say(caution)


def write(asked: Namespace, output: Output) -> None:
    """`export`."""
    from scorecard.analysis.caution import caution_label
    from scorecard.exchange.books.workbook import write_workbook

    if are_tables_asked(asked):
        write_tables(asked, output)
        return
    if asked.out.suffix.lower() != ".xlsx":
        sentence = _("“{file}” does not end in .xlsx, as an Excel workbook must. Nothing was written.")
        raise Refusal(sentence.format(file=asked.out))
    with Workspace.open(asked.file, reading=True) as opened:
        workspace = as_asked(opened, asked, output)
        question = question_asked(workspace, asked)
        contents = _contents(workspace, asked)
        publication = workspace.publication(question)
    write_workbook(publication, asked.out, language=language(), progress=Silent(), contents=contents)
    output.data(str(asked.out))
    if caution := caution_label(publication.snapshot):
        output.say(caution)


def _contents(workspace: Workspace, asked: Namespace) -> Contents:
    """Which sheets are asked for; a refusal names the nearest one."""
    from scorecard.exchange.contents import SHEETS, Contents, scorecards_named, sheets_named

    if asked.programme and asked.scorecards:
        asked.grammar.error(_("give either --programme or --scorecards"))
    chosen = frozenset(workspace.snapshot.programme(id).key for id in asked.programme)
    sheets = frozenset(SHEETS)
    if asked.sheets is not None:
        sheets = sheets_named(part.strip() for part in asked.sheets.split(","))
    return Contents(sheets=sheets, scorecards=chosen or scorecards_named(asked.scorecards or "first"))
