"""What the sources themselves say of a programme, under its criteria: their own ratings, and which they are."""

from __future__ import annotations

from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book
from scorecard.exchange.lettering import clip
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _
from scorecard.model.programme import Document
from scorecard.model.snapshot import natural

_SMALL = 8


def write_sources(book: Book, sheet: Sheet, row: int) -> None:
    """Write the ratings word for word, then the documents that evidence and ratings name."""
    at_row = _write_ratings(book, sheet, row, book.plan.all_rows.stop)
    _write_documents(book, sheet, row, at_row)


def _write_ratings(book: Book, sheet: Sheet, row: int, at_row: int) -> int:
    ratings = book.programme(row).ratings
    if not ratings:
        return at_row
    styles = sheet.styles
    heads = [""] * len(cards.WIDTHS)
    heads[cards.ID] = _("The sources’ own ratings, as printed")
    heads[cards.LEVEL] = _("Mark")
    heads[cards.MEANING] = _("Rating in words")
    heads[cards.EVIDENCE] = _("Footnote")
    heads[cards.NOTE] = _("Place")
    sheet.heads(at_row, 0, tuple(heads), 18, right=0, text_wrap=False)
    for number, rating in enumerate(ratings, start=at_row + 1):
        for col in range(len(cards.WIDTHS)):
            sheet.text(number, col, "", styles.row())
        texts = (
            (cards.NAME, rating.subject, False),
            (cards.MEANING, rating.text, True),
            (cards.EVIDENCE, rating.footnote, True),
            (cards.NOTE, rating.place, True),
        )
        for col, text, small in texts:
            style = styles.row(font_size=_SMALL if small else 9, text_wrap=True, bold=not small)
            sheet.text(number, col, text, style)
        sheet.text(number, cards.ID, rating.section, styles.row())
        sheet.text(number, cards.LEVEL, rating.mark, styles.row(bold=True))
        sizes = ((text, cards.WIDTHS[col], _SMALL if small else 9, not small) for col, text, small in texts)
        sheet.fit(number, *sizes)
    return at_row + 1 + len(ratings)


def _write_documents(book: Book, sheet: Sheet, row: int, at_row: int) -> None:
    documents = _documents(book, row)
    if not documents:
        return
    heads = (_("Documents"), *([""] * (len(cards.WIDTHS) - 1)))
    sheet.heads(at_row, 0, heads, 18, right=0, text_wrap=False)
    width = sum(cards.WIDTHS[cards.NAME :])
    for number, one in enumerate(documents, start=at_row + 1):
        for col in range(len(cards.WIDTHS)):
            sheet.text(number, col, "", sheet.styles.row())
        line = ". ".join(part for part in (one.author, one.title, one.year) if part)
        sheet.text(number, cards.ID, one.id, sheet.styles.row())
        sheet.text(number, cards.NAME, clip(line, width, _SMALL), sheet.styles.row(font_size=_SMALL))
        sheet.height(number, 14.3)


def _documents(book: Book, row: int) -> list[Document]:
    programme = book.programme(row)
    named = {key for rating in programme.ratings for key in rating.documents}
    for fact in book.evidence_by_programme.get(programme.key, ()):
        named.update(fact.documents)
    documents = book.publication.snapshot.documents
    return sorted((documents[key] for key in named if key in documents), key=lambda one: natural(one.id))
