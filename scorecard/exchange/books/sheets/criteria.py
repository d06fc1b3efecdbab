"""The full text of every criterion and of each of its levels; scorecards look their level texts up here."""

from __future__ import annotations

from scorecard.exchange.books.book import Book, into
from scorecard.exchange.lettering import clip
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _

_SMALL = 8
_HEAD_ROW = 2
_ID, _NAME, _DEFINITION, _FIRST_LEVEL = range(4)
_LEVEL_WIDTH = 18.0


def write_criteria(book: Book, sheet: Sheet) -> None:
    """Write a row a criterion, and name the ids (`crit_id`) and the level texts (`crit_levels`)."""
    steps = book.framework.scale
    look_for, source = _FIRST_LEVEL + len(steps), _FIRST_LEVEL + len(steps) + 1
    widths = (7.0, 18.0, 22.0, *([_LEVEL_WIDTH] * len(steps)), 21.0, 15.0)
    sheet.widths(*widths)
    sheet.title(_("Criteria and levels: {framework}").format(framework=book.title))
    note = into(book.framework.note)
    sheet.subtitle(1, clip(note, sum(widths), _SMALL))
    level_heads = tuple(
        _("Level {code}: {word}").format(code=step.code, word=into(step.word)) for step in steps
    )
    heads = (
        _("Id"), _("Criterion"), _("Question and definition"), *level_heads,
        _("Evidence to look for"), _("Source of the criterion"),
    )  # fmt: skip
    sheet.heads(_HEAD_ROW, 0, heads, 32)
    at_row = _HEAD_ROW
    for section in book.sections:
        for number, criterion in enumerate(section.criteria):
            at_row += 1
            edge = {"bottom_color": "control"} if number == len(section.criteria) - 1 else {}
            words = sheet.styles.cell(font_size=_SMALL, text_wrap=True, **edge)
            defined = f"{into(criterion.question)}\n{into(criterion.definition)}"
            texts = (
                (_NAME, into(criterion.name)),
                (_DEFINITION, defined.strip()),
                *((_FIRST_LEVEL + step, into(level)) for step, level in enumerate(criterion.levels)),
                (look_for, into(criterion.look_for)),
                (source, into(criterion.source)),
            )
            sheet.text(at_row, _ID, criterion.code, sheet.styles.cell(**edge))
            for col, text in texts:
                bold = sheet.styles.cell(font_size=_SMALL, text_wrap=True, bold=True, **edge)
                sheet.text(at_row, col, text, bold if col == _NAME else words)
            sheet.fit(at_row, *((text, widths[col], _SMALL, col == _NAME) for col, text in texts))
    first = _HEAD_ROW + 1
    book.define("crit_id", sheet, first, _ID, (at_row, _ID))
    book.define("crit_levels", sheet, first, _FIRST_LEVEL, (at_row, _FIRST_LEVEL + len(steps) - 1))
    sheet.worksheet.autofilter(_HEAD_ROW, 0, at_row, source)
    sheet.worksheet.freeze_panes(first, _DEFINITION)
    sheet.back(source, book.tabs.cover, book.back_words)
    sheet.page(source, footer=book.caution, repeat=(_HEAD_ROW, _HEAD_ROW))
