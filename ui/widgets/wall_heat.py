"""The slide of the heat map: six criteria and eight programmes at most to a page, section by section."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.i18n import _, language
from ui.widgets.wall_flow import level_marks, na_marks, ne_marks
from ui.widgets.wall_frame import Deck, Frame, Page, foot, title_head
from ui.widgets.wall_ink import MARGIN, Box, Canvas, Mark, Words, fitting
from ui.widgets.wall_table import ROW, TABLE_FOOT, rows_in_words, rule, write_name

if TYPE_CHECKING:
    from scorecard.analysis.heat import Heat
    from scorecard.model.framework import Criterion, Framework, Section
    from ui.models.wall_sight import Sight

_COLUMNS, _ROWS = 6, 7
_ROW_TOP = 216.0
_HEADS = 106.0
"""Where the names of the criteria begin."""


def heat_deck(sight: Sight, width: float) -> Deck:
    """Pages by section and, in it, by programmes in the order of the ranking; it begins where the item at hand is."""
    from scorecard.analysis.heat import find_heat

    study = sight.workshop.study
    comparison = study.comparison
    order = comparison.ranking()
    if not order:
        from ui.widgets.wall_decks import empty_deck

        return empty_deck(comparison.sentence())
    heat = find_heat(comparison, study.answers)
    hand = sight.workshop.at_hand
    place = (hand.discussion.programme, hand.discussion.criterion) if hand else ("", "")
    pages: list[Page] = []
    start = 0
    column = 0
    for section in comparison.framework.sections:
        for first in range(0, len(section.criteria), _COLUMNS):
            criteria = section.criteria[first : first + _COLUMNS]
            for top in range(0, len(order), _ROWS):
                rows = order[top : top + _ROWS]
                keys = [comparison.programmes[row].key for row in rows]
                if place[0] in keys and place[1] in [one.id for one in criteria]:
                    start = len(pages)
                pages.append(
                    partial(_show, sight, heat, section, criteria, column + first, rows, top, len(order))
                )
        column += len(section.criteria)
    return Deck(pages=pages, start=start)


def _show(
    sight: Sight,
    heat: Heat,
    section: Section,
    criteria: tuple[Criterion, ...],
    column: int,
    rows: list[int],
    first: int,
    count: int,
    canvas: Canvas,
    frame: Frame,
) -> None:
    comparison, hand = sight.workshop.study.comparison, sight.workshop.at_hand
    tongue, framework = language(), comparison.framework
    title_head(canvas, frame, (section.name.into(tongue), section.short.into(tongue), section.id))
    names = (canvas.room) * 0.36
    wide = (canvas.room - names) / _COLUMNS
    for place, criterion in enumerate(criteria):
        x = MARGIN + names + place * wide
        lines, px = fitting((criterion.name.into(tongue), criterion.code), (24,), 400, wide - 12, 4)
        if any("…" in line for line in lines) or _breaks(criterion.name.into(tongue), wide - 12):
            lines = [criterion.code]
        top = _ROW_TOP - 8 - len(lines) * px * 1.12
        canvas.write_lines(lines, x + 6, top, wide - 12, px, 500, "text", "centre", 1.12)
    for number, row in enumerate(rows):
        y = _ROW_TOP + number * ROW
        programme = comparison.programmes[row]
        rule(canvas, y)
        called = tuple(dict.fromkeys(filter(None, (programme.name, programme.short))))
        is_own = hand is not None and hand.discussion.programme == programme.key
        write_name(canvas, called, MARGIN, y, names - 24, 600 if is_own else 400)
        for place, criterion in enumerate(criteria):
            rect = QRectF(MARGIN + names + place * wide + 6, y + 6, wide - 12, ROW - 12)
            canvas.marks.extend(_cell(int(heat.shown[row, column + place]), framework, rect))
            if is_own and hand is not None and hand.discussion.criterion == criterion.id:
                ring = rect.adjusted(-4, -4, 4, 4)
                canvas.marks.append(Box(rect=ring, edge="focus", radius=10.0, thick=3.0))
    words = _("NE: looked, none found. A dash: does not apply. Dotted: not yet scored.")
    foot(canvas, words, rows_in_words(first, first + len(rows), count), top=TABLE_FOOT, weight=400)


def _breaks(text: str, width: float) -> bool:
    from ui.widgets.wall_ink import width_of

    return any(width_of(word, 24, 500) > width for word in text.split())


def _cell(shown: int, framework: Framework, rect: QRectF) -> list[Mark]:
    """A level in its colour, a mean that is none in a grey of its own, or a state."""
    from scorecard.analysis.cube import NA, NE, UNSCORED
    from scorecard.analysis.heat import MEAN
    from scorecard.charts.heat_words import figure_of

    text = figure_of(shown, framework.codes)
    if shown >= MEAN:
        return [
            Box(rect=rect, fill="sunken", edge="control", radius=8.0),
            Words(text=text, rect=rect, px=28, weight=600, role="text", align="centre"),
        ]
    if shown == NE:
        return ne_marks(text, rect, 24)
    if shown == NA:
        return na_marks(rect, 28)
    if shown == UNSCORED:
        return [Box(rect=rect, edge="unscored-edge", radius=8.0, dotted=True)]
    return level_marks(text, shown, framework.top, rect, 30)
