"""The verb that prints the tables of the sources, and the long one: table."""

from __future__ import annotations

from argparse import Namespace

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output
from scorecard.cli.pseudonyms import add_pseudonyms, as_asked
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.workspace import Workspace


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    table = verbs.add("table", _("Print a table of the evaluation's own data."))
    table.add_argument("file", metavar="FILE", type=path_named)
    table.add_argument(
        "table",
        metavar="ptpr|synthesis|inventory|matrix|regions|long",
        help=_(
            "ptpr: ticks, questions and challenges by dimension; synthesis, inventory and regions as their sources "
            "print them; matrix: industries by enabling areas; long: a row for every score that its round asks for"
        ),
    )
    table.add_argument(
        "--programme",
        metavar="P",
        action="append",
        help=_("ptpr only: the id of a programme; all if not given, may be given several times"),
    )
    table.add_argument(
        "-o",
        metavar="OUT.csv|.xlsx|.md",
        dest="out",
        type=path_named,
        help=_("the file to write; without it CSV is printed"),
    )
    add_pseudonyms(table)
    table.set_defaults(run=print_table)


def print_table(asked: Namespace, output: Output) -> None:
    """`table`."""
    from scorecard.analysis.sources.source_tables import table_named
    from scorecard.exchange.source_table_file import save_source_table, write_source_csv

    name = table_named(asked.table)
    if asked.programme and name != "ptpr":
        sentence = _("Only the table ptpr can be narrowed to programmes, not {table}. Nothing has changed.")
        raise Refusal(sentence.format(table=name))
    with Workspace.open(asked.file, reading=True) as opened:
        workspace = as_asked(opened, asked, output)
        snapshot = workspace.snapshot
        programmes = [snapshot.programme(id).key for id in asked.programme] if asked.programme else None
        source = workspace.source_table(name, programmes=programmes)
    if asked.out is None:
        write_source_csv(source, output.stream)
    else:
        save_source_table(source, asked.out, subject=snapshot.evaluation.title)
        output.data(str(asked.out))
    # A page carries its notes; rows for programs have no place for them.
    notes = source.notes if asked.out is None or asked.out.suffix.lower() == ".csv" else ()
    for sentence in (source.caution, source.lacks, *notes):
        if sentence:
            output.say(sentence)
