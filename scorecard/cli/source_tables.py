"""The verb that prints the sources' own tables and the long one: table."""

from __future__ import annotations

from argparse import Namespace

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output
from scorecard.i18n import _
from scorecard.model.snapshot import unknown
from scorecard.workspace import Workspace

TABLES = ("long",)


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    table = verbs.add("table", _("Print a table of the evaluation's own data."))
    table.add_argument("file", metavar="FILE", type=path_named)
    table.add_argument(
        "table", metavar="TABLE", help=_("long: a row for every score that its round asks for")
    )
    table.add_argument(
        "-o",
        metavar="OUT.csv|.xlsx|.md",
        dest="out",
        type=path_named,
        help=_("the file to write; without it CSV is printed"),
    )
    table.set_defaults(run=print_table)


def print_table(asked: Namespace, output: Output) -> None:
    """`table`."""
    if asked.table not in TABLES:
        raise unknown(_("table"), asked.table, TABLES)
    from scorecard.analysis.tables import long_table
    from scorecard.charts.caption import caution_label
    from scorecard.exchange.long_table import save_long, write_long_csv

    with Workspace.open(asked.file, reading=True) as workspace:
        caution = caution_label(workspace.snapshot)
        rows = long_table(workspace.snapshot, workspace.scores())
    if asked.out is None:
        write_long_csv(rows, output.stream)
    else:
        save_long(rows, asked.out)
        output.data(str(asked.out))
    if caution:
        output.say(caution)
