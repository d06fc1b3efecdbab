"""Disagreements: on which cells the evaluators differ, and which of these differences move the ranking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorecard.exchange.books.book import Book, into
from scorecard.exchange.formulas import Shown
from scorecard.exchange.lettering import clip
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import WHOLE
from scorecard.i18n import _, format_count, ngettext, pgettext
from scorecard.model.framework import NA, NE, Criterion
from scorecard.model.programme import Programme

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

ID, NAME, CRITERION, CRITERION_NAME, LOWEST, HIGHEST, SPREAD, MOVES, GIVEN, PANEL = range(10)
_WIDTHS = (6.5, 36.0, 8.5, 36.0, 8.0, 8.0, 8.0, 9.0, 48.0, 10.0)
_ANSWER_ROW, _HEAD_ROW = 2, 3
MOST_ROWS = 3_000
"""Nobody talks about more cells than these; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One cell on which evaluators differ; `moves` is None and `panel` says what was decided where a panel has."""

    programme: Programme
    criterion: Criterion
    lowest: int
    highest: int
    moves: int | None
    panel: Shown


def write_disagreements(book: Book, sheet: Sheet) -> None:
    """Write a row a cell: first those to talk about, by how far they move the ranking; then those that are settled."""
    study = book.publication.study
    sheet.widths(*_WIDTHS)
    sheet.title(_("Disagreements between evaluators"))
    sheet.subtitle(1, book.question_line(_WIDTHS))
    bold = sheet.styles("answer", bold=True, font_size=10, valign="vcenter")
    sheet.text(_ANSWER_ROW, 0, _answer(study), bold)
    sheet.height(_ANSWER_ROW, 17)
    sheet.heads(_HEAD_ROW, ID, (_("Id"), _("Programme"), _("Criterion"), _("Name of the criterion")), 34)
    figures = (_("Lowest level"), _("Highest level"), _("Steps apart"), _("Places moved"))
    sheet.heads(_HEAD_ROW, LOWEST, figures, 34, align="center")
    sheet.heads(_HEAD_ROW, GIVEN, (_("Levels given"),), 34)
    sheet.heads(_HEAD_ROW, PANEL, (_("Panel"),), 34, align="center")
    said = _Said(book)
    at_row = _HEAD_ROW
    for at_row, line in enumerate(_lines(book), start=_HEAD_ROW + 1):
        _write_line(book, sheet, at_row, line, said.levels(line))
        if at_row == _HEAD_ROW + MOST_ROWS:
            break
    sheet.worksheet.autofilter(_HEAD_ROW, 0, at_row, PANEL)
    sheet.worksheet.freeze_panes(_HEAD_ROW + 1, CRITERION)
    sheet.back(PANEL, book.tabs.cover, book.back_words)
    sheet.page(PANEL, footer=book.caution, repeat=(_HEAD_ROW, _HEAD_ROW))


def _answer(study: Study) -> str:
    count, settled = len(study.disputes), len(study.settled)
    parts = [
        ngettext(
            "{count} cell to talk about; places moved: by how many places the ranking differs between its lowest and "
            "its highest level.",
            "{count} cells to talk about; places moved: by how many places the ranking differs between the lowest and "
            "the highest level.",
            count,
        ).format(count=format_count(count))
    ]
    if settled:
        sentence = ngettext(
            "{count} more that a panel has settled.", "{count} more that a panel has settled.", settled
        )
        parts.append(sentence.format(count=format_count(settled)))
    if count + settled > MOST_ROWS:
        parts.append(_("The first {most} stand here.").format(most=format_count(MOST_ROWS)))
    return " ".join(parts)


def _lines(book: Book) -> Iterator[_Line]:
    study = book.publication.study
    for one in study.disputes:
        yield _Line(
            programme=one.programme,
            criterion=one.criterion,
            lowest=one.lowest,
            highest=one.highest,
            moves=one.moves,
            panel=pgettext("a cell that no panel has decided", "open"),
        )
    for settled in study.settled:
        yield _Line(
            programme=settled.programme,
            criterion=settled.criterion,
            lowest=settled.lowest,
            highest=settled.highest,
            moves=None,
            panel=_decided(book, settled.decided),
        )


def _decided(book: Book, code: int) -> Shown:
    from scorecard.analysis import cube

    return {cube.NE: NE, cube.NA: NA}.get(code) or book.scale.code_entry(code)


class _Said:
    """What each evaluator says of a cell."""

    def __init__(self, book: Book) -> None:
        answers = book.publication.study.answers
        self._values = answers.values
        self._evaluators = [one.id for one in answers.evaluators]
        self._rows = {one.key: row for row, one in enumerate(answers.programmes)}
        self._columns = {one.id: column for column, one in enumerate(book.criteria)}
        self._codes = book.framework.codes

    def levels(self, line: _Line) -> str:
        """The evaluators by id with the level that each gives, from the lowest up."""
        given = self._values[self._rows[line.programme.key], :, self._columns[line.criterion.id]].tolist()
        said = sorted(
            ((level, id) for level, id in zip(given, self._evaluators, strict=True) if level >= 0),
            key=lambda one: one[0],
        )
        return " · ".join(f"{id}\N{NO-BREAK SPACE}{self._codes[level]}" for level, id in said)


def _write_line(book: Book, sheet: Sheet, at_row: int, line: _Line, given: str) -> None:
    styles, programme = sheet.styles, line.programme
    cell, centred = styles.cell(), styles.cell(align="center", num_format=WHOLE)
    sheet.text(at_row, ID, programme.id, cell)
    name, tab = clip(programme.name, _WIDTHS[NAME]), book.tabs.cards.get(programme.key)
    if tab is None:
        sheet.text(at_row, NAME, name, cell)
    else:
        sheet.link(at_row, NAME, tab, name, styles.link(), programme.name)
    sheet.text(at_row, CRITERION, line.criterion.code, cell)
    sheet.text(at_row, CRITERION_NAME, clip(into(line.criterion.name), _WIDTHS[CRITERION_NAME]), cell)
    sheet.shown(at_row, LOWEST, book.scale.code_entry(line.lowest), centred)
    sheet.shown(at_row, HIGHEST, book.scale.code_entry(line.highest), centred)
    sheet.number(at_row, SPREAD, line.highest - line.lowest, centred)
    sheet.shown(at_row, MOVES, "–" if line.moves is None else line.moves, centred)
    sheet.text(at_row, GIVEN, given, styles.cell(font_size=8, text_wrap=True))
    sheet.shown(at_row, PANEL, line.panel, centred)
    sheet.fit(at_row, (given, _WIDTHS[GIVEN], 8, False))
