"""What `export` writes for analysts in place of a workbook: every table, as a database or as files."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from scorecard.cli.grammar import Parser, path_named
from scorecard.cli.output import Output
from scorecard.cli.pseudonyms import as_asked
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.progress import Silent
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.frames import Frames

_NARROWING = ("framework", "round", "without", "programme", "scorecards", "sheets")
"""The options that mean nothing where every table is written whole."""


def add_tables(export: Parser) -> None:
    """The options that say where the tables go."""
    export.add_argument(
        "--sqlite",
        metavar="OUT.db",
        type=path_named,
        help=_("write all tables to an SQLite database instead, for Power BI, Metabase and the like"),
    )
    export.add_argument(
        "--csv",
        metavar="FOLDER",
        type=path_named,
        help=_("write all tables to a folder of .csv files instead"),
    )
    export.add_argument(
        "--parquet",
        metavar="FOLDER",
        type=path_named,
        help=_("write all tables to a folder of .parquet files instead; needs pyarrow"),
    )


def are_tables_asked(asked: Namespace) -> bool:
    """Whether `export` is to write tables rather than a workbook; a mistake of grammar unless it is one thing."""
    places = [asked.out, asked.sqlite, asked.csv, asked.parquet]
    if sum(place is not None for place in places) != 1:
        asked.grammar.error(_("give one of OUT.xlsx, --sqlite, --csv and --parquet"))
    return asked.out is None


def write_tables(asked: Namespace, output: Output) -> None:
    """`export` with one of `--sqlite`, `--csv` and `--parquet`."""
    from scorecard.analysis.caution import caution_label
    from scorecard.frames.files import save_folder, save_sqlite

    for name in _NARROWING:
        if getattr(asked, name):
            sentence = _(
                "The tables always hold every framework, round and programme: leave out --{option}. "
                "Nothing was written."
            )
            raise Refusal(sentence.format(option=name))
    with Workspace.open(asked.file, reading=True) as opened:
        workspace = as_asked(opened, asked, output)
        tables = _frames(workspace, asked)
        caution = caution_label(workspace.snapshot)
    if asked.sqlite is not None:
        save_sqlite(tables, asked.sqlite, Silent())
        output.data(str(asked.sqlite))
    elif asked.csv is not None:
        save_folder(tables, asked.csv, "csv", Silent())
        output.data(str(asked.csv))
    else:
        save_folder(tables, asked.parquet, "parquet", Silent())
        output.data(str(asked.parquet))
    if caution:
        output.say(caution)


def _frames(workspace: Workspace, asked: Namespace) -> Frames:
    from scorecard.cli.tables import coverage_named
    from scorecard.frames import frames

    return frames(
        workspace,
        view=asked.view,
        average=asked.average,
        rule=asked.rule,
        weights=asked.weights,
        threshold=None if asked.threshold is None else coverage_named(asked.threshold),
    )
