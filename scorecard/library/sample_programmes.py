"""What a sample holds about its programmes: the documents, and what these say of each programme."""

from __future__ import annotations

from scorecard.i18n import _
from scorecard.library.sample_names import Names
from scorecard.library.tables import Tables
from scorecard.model.programme import (
    DOCUMENT_KINDS,
    SIGNS,
    STANDINGS,
    Document,
    Evidence,
    Programme,
    Rating,
)


def read_document(table: Tables, names: Names) -> Document:
    """One document."""
    id = table.plain("id")
    return Document(
        key=names.new("document", table, id),
        id=id,
        title=names.text(table, "title"),
        author=table.plain("author", default=""),
        year=table.plain("year", default=""),
        kind=table.one_of("kind", DOCUMENT_KINDS, default=""),  # type: ignore[arg-type]
        link=table.plain("link", default=""),
    )


def read_programme(table: Tables, names: Names) -> Programme:
    """One programme with the ratings that its sources give it; its evidence and its scores are read apart."""
    id = table.plain("id")
    return Programme(
        key=names.new("programme", table, id),
        id=id,
        name=names.text(table, "name"),
        short=names.text(table, "short"),
        country=names.text(table, "country"),
        region=names.text(table, "region"),
        period=names.text(table, "period"),
        kind=names.text(table, "kind"),
        institution=names.text(table, "institution"),
        mechanism=names.text(table, "mechanism"),
        note=names.text_if(table, "note"),
        ratings=tuple(_rating(one, names) for one in table.tables("rating", called=_("rating"))),
        tags=tuple(names.into(text) for text in table.texts("tags")) if table.has("tags") else (),
        investment_code=table.plain("investment_code", default=""),
    )


def read_evidence(table: Tables, names: Names, programme: Programme) -> Evidence:
    """One item of the evidence register. What it differs from stands before it in the files."""
    id = table.plain("id")
    criteria = table.strings("criteria")
    for criterion in criteria:
        names.check_criterion(table, "criteria", criterion)
    differs_from = names.keys("evidence", table, "differs_from")
    return Evidence(
        key=names.new("evidence", table, id),
        id=id,
        programme=programme.key,
        text=names.text(table, "text"),
        documents=names.keys("document", table, "documents"),
        place=names.text(table, "place"),
        criteria=criteria,
        sign=table.one_of("sign", SIGNS),  # type: ignore[arg-type]
        context=table.flag("context"),
        standing=table.one_of("standing", STANDINGS, default=""),  # type: ignore[arg-type]
        effect=table.flag("effect"),
        link=table.plain("link", default=""),
        differs_from=differs_from,
    )


def _rating(table: Tables, names: Names) -> Rating:
    return Rating(
        documents=names.keys("document", table, "documents"),
        place=names.text(table, "place"),
        subject=names.text(table, "subject"),
        section=table.plain("section", default=""),
        mark=table.plain("mark", default=""),
        text=names.text_if(table, "text"),
        footnote=names.text_if(table, "footnote"),
    )
