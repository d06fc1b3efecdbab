"""What a workbook has to show, gathered before its first sheet is made: which sheets there are, and which not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorecard.exchange.contents import SHEETS, TABLES, Contents, SheetName

if TYPE_CHECKING:
    from scorecard.analysis.sources.source_tables import SourceTable, TableName
    from scorecard.exchange.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The sheets `present`; those that are `empty`, since there is nothing to show on them; those `left_out` by choice.

    `sources` are the tables of the sources by sheet. All names come in the order of the tabs.
    """

    present: frozenset[SheetName]
    empty: tuple[SheetName, ...]
    left_out: tuple[SheetName, ...]
    sources: Mapping[SheetName, SourceTable]


def gather(publication: Publication, contents: Contents) -> Gathered:
    """What a workbook of these contents has, in the language in force."""
    wanted = contents.present
    sources = {sheet: _source(publication, table) for sheet, table in TABLES.items() if sheet in wanted}
    filled = {sheet for sheet, source in sources.items() if not source.lacks}
    empty = {sheet for sheet in sources if sheet not in filled}
    study = publication.study
    if "agreement" in wanted and not study.agreement.overall.units:
        empty.add("agreement")
    if "disagreements" in wanted and not (study.disputes or study.settled):
        empty.add("disagreements")
    if not contents.rows(publication.comparison):
        empty.add("scorecards")
    return Gathered(
        present=wanted - empty,
        empty=tuple(name for name in SHEETS if name in empty and name in wanted),
        left_out=tuple(name for name in SHEETS if name not in wanted),
        sources={sheet: source for sheet, source in sources.items() if sheet in filled},
    )


def _source(publication: Publication, table: TableName) -> SourceTable:
    from scorecard.analysis.sources.ptpr_table import ptpr_table
    from scorecard.analysis.sources.source_tables import sheets_table

    snapshot = publication.snapshot
    if table == "ptpr":
        return ptpr_table(snapshot, publication.derivation, publication.study.question.programmes)
    return sheets_table(snapshot, table)
