"""What stands around every document: whose evaluation, what was asked, what does not count, of which state it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from scorecard.analysis.caution import caution_label
from scorecard.analysis.sight import left_out
from scorecard.charts.caption import asked
from scorecard.documents.manuscript import Block, Grid, Heading, Paragraph
from scorecard.i18n import _

if TYPE_CHECKING:
    from scorecard.analysis.sources.note_layout import Table
    from scorecard.exchange.publication import Publication


def opening(publication: Publication) -> list[Block]:
    """The evaluation, and under it how far its scores are to be trusted."""
    evaluation = publication.snapshot.evaluation
    blocks: list[Block] = [Paragraph(evaluation.title, "answer")]
    if caution := caution_label(publication.snapshot):
        blocks.append(Paragraph(caution, "caution"))
        if evaluation.note:
            blocks.append(Paragraph(evaluation.note, "muted"))
    return blocks


def closing(publication: Publication) -> list[Block]:
    """How the numbers were made, which scores are left out, and the state of the file that all of it is from."""
    comparison, question = publication.comparison, publication.study.question
    compared = [one.key for one in comparison.programmes]
    state = _("Written on {date} from the evaluation {id}, content {fingerprint}, edits: {edits}.").format(
        date=day(publication.made_at),
        id=publication.snapshot.evaluation.id,
        fingerprint=publication.fingerprint,
        edits=publication.edits,
    )
    sentences = (
        _("Asked: {facts}.").format(facts=", ".join(asked(publication.snapshot, comparison))),
        left_out(publication.snapshot, question.seen_by, question.round, compared),
        state,
    )
    return [
        Heading(_("How this document was made")),
        *(Paragraph(sentence, "muted") for sentence in sentences if sentence),
    ]


def footer(publication: Publication) -> str:
    """The line at the foot of every page."""
    parts = (
        publication.snapshot.evaluation.title,
        caution_label(publication.snapshot),
        day(publication.made_at),
    )
    return " · ".join(" ".join(part.split()) for part in parts if part)


def day(moment: datetime) -> str:
    """A moment as a local date."""
    return moment.astimezone().date().isoformat()


def grid_of(table: Table, *, after: int = 0) -> Grid:
    """A table of the evaluation in a document, without the first columns where they are the same in each row."""
    rows = [row[after:] for row in table.rows]
    indented = [
        (f"– {row[0]}", *row[1:]) if depth else row for row, depth in zip(rows, table.depths, strict=True)
    ]
    return Grid(
        heads=table.heads[after:],
        rows=tuple(indented),
        widths=table.widths[after:],
        right=tuple(place - after for place in table.figures if place >= after),
    )
