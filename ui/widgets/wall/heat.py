"""The slide of the heat map: six criteria and seven programmes at most to a page, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.i18n import _, language
from ui.widgets.wall.flow import level_marks, na_marks, ne_marks
from ui.widgets.wall.frame import Deck, Frame, Page, empty_deck, foot, title_head
from ui.widgets.wall.ink import MARGIN, Box, Canvas, Mark, Mean, width_of, wrapped
from ui.widgets.wall.table import ROW, TABLE_FOOT, name_size, rows_in_words, rule, tops, write_name

if TYPE_CHECKING:
    from scorecard.analysis.views.heat import Heat
    from scorecard.model.framework import Criterion, Framework, Section
    from ui.models.wall.sight import Sight

_COLUMNS, _ROWS = 6, 7
_FIRST = 216.0
"""Where the rows begin, below the names of criteria, which take so many lines at most."""
_LINES, _TIGHT = 4, 1.12
_NAMES, _WIDEST = 0.36, 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of the map: criteria of one section, with the place of the first among all, and programmes."""

    section: Section
    criteria: tuple[Criterion, ...]
    column: int
    rows: range


def heat_deck(sight: Sight) -> Deck:
    """Pages by section and, in it, by programmes in the order of the ranking; it begins where the item at hand is."""
    from scorecard.analysis.views.heat import find_heat

    study = sight.workshop.study
    comparison = study.comparison
    order = comparison.ranking()
    if not order:
        return empty_deck(comparison.sentence())
    heat = find_heat(comparison, study.answers)
    parts = list(_parts(comparison.framework, len(order)))
    hand = sight.workshop.at_hand
    start = 0
    if hand is not None:
        keys = [comparison.programmes[row].key for row in order]
        at = keys.index(hand.discussion.programme) if hand.discussion.programme in keys else 0
        start = next(
            (
                number
                for number, part in enumerate(parts)
                if hand.criterion in part.criteria and at in part.rows
            ),
            0,
        )
    pages: list[Page] = [partial(_show, sight, heat, order, part) for part in parts]
    return Deck(pages=pages, start=start)


def _parts(framework: Framework, programmes: int) -> Iterator[_Part]:
    column = 0
    for section in framework.sections:
        for first in range(0, len(section.criteria), _COLUMNS):
            criteria = section.criteria[first : first + _COLUMNS]
            for top in range(0, programmes, _ROWS):
                rows = range(top, min(top + _ROWS, programmes))
                yield _Part(section=section, criteria=criteria, column=column + first, rows=rows)
        column += len(section.criteria)


def _show(sight: Sight, heat: Heat, order: list[int], part: _Part, canvas: Canvas, frame: Frame) -> None:
    comparison, hand = sight.workshop.study.comparison, sight.workshop.at_hand
    tongue = language()
    names = canvas.room * _NAMES
    wide = min((canvas.room - names) / max(len(part.criteria), 1), _WIDEST)
    title_head(canvas, frame, (part.section.name.into(tongue), part.section.short.into(tongue)))
    _show_heads(canvas, part.criteria, MARGIN + names, wide)
    programmes = {row: comparison.programmes[order[row]] for row in part.rows}
    px = name_size((one.label for one in programmes.values()), names - 24, 600)
    for row, y in tops(part.rows, _FIRST):
        programme = programmes[row]
        is_own = hand is not None and hand.discussion.programme == programme.key
        rule(canvas, y)
        room = QRectF(MARGIN, y, names - 24, ROW)
        write_name(canvas, programme.label, room, px, 600 if is_own else 400)
        for place, criterion in enumerate(part.criteria):
            rect = QRectF(MARGIN + names + place * wide + 6, y + 6, wide - 12, ROW - 12)
            shown = int(heat.shown[order[row], part.column + place])
            canvas.marks.extend(_cell(shown, comparison.framework, rect))
            if is_own and hand is not None and hand.criterion == criterion:
                ring = rect.adjusted(-5, -5, 5, 5)
                canvas.marks.append(Box(rect=ring, edge="focus", radius=12.0, thick=3.0))
    words = _("NE: looked, none found. Dash: does not apply. Dotted: not yet scored.")
    foot(canvas, words, rows_in_words(part.rows, len(order)), top=TABLE_FOOT, weight=400)


def _show_heads(canvas: Canvas, criteria: tuple[Criterion, ...], x: float, wide: float) -> None:
    """The names of the criteria, all of them or, where one has no room, their codes."""
    names = [one.name.into(language()) for one in criteria]
    room = wide - 12
    lines = [wrapped(name, 24, 500, room) for name in names]
    fits = all(len(one) <= _LINES for one in lines)
    whole = all(width_of(word, 24, 500) <= room for name in names for word in name.split())
    if not (fits and whole):
        lines = [[one.code] for one in criteria]
    for place, one in enumerate(lines):
        top = _FIRST - 6 - len(one) * 24 * _TIGHT
        canvas.write_lines(one, x + place * wide + 6, top, room, 24, 500, "text", "centre", _TIGHT)


def _cell(shown: int, framework: Framework, rect: QRectF) -> list[Mark]:
    """A level in its colour, a mean that is none in a tone of its own, or a state."""
    from scorecard.analysis.cube import NA, NE, UNSCORED
    from scorecard.analysis.views.heat import MEAN
    from scorecard.charts.heat_words import figure_of

    text = figure_of(shown, framework.codes)
    if shown >= MEAN:
        return [Mean(rect=rect, value=(shown - MEAN) / 10, top=framework.top, text=text)]
    if shown == NE:
        return ne_marks(text, rect, 24)
    if shown == NA:
        return na_marks(rect, 28)
    if shown == UNSCORED:
        return [Box(rect=rect, edge="unscored-edge", radius=8.0, dotted=True)]
    return level_marks(text, shown, framework.top, rect, 30)
