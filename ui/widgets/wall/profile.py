"""The slide of one programme's profile: a bar for each section, with what missing evidence leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.i18n import _, format_number, language
from ui.widgets.wall.bars import draw_bar, show_legend
from ui.widgets.wall.frame import Deck, Frame, empty_deck, foot_band, foot_right, title_head
from ui.widgets.wall.ink import MARGIN, Canvas, width_of
from ui.widgets.wall.table import (
    ROW,
    TABLE_FOOT,
    figure,
    name_size,
    rows_in_words,
    rule,
    table_deck,
    tops,
    write_name,
)

if TYPE_CHECKING:
    from scorecard.analysis.results import ProgrammeResult, SectionResult
    from ui.models.wall.sight import Sight

_THICK = 26.0
_NAMES = 0.4
_SECTIONS = 5


def profile_deck(sight: Sight) -> Deck:
    """The profile of the programme that is talked about, or of the first one where none is."""
    comparison, at_hand = sight.workshop.study.comparison, sight.workshop.at_hand
    order = comparison.ranking()
    if not order:
        return empty_deck(comparison.sentence())
    keys = [one.key for one in comparison.programmes]
    wanted = at_hand.discussion.programme if at_hand else ""
    result = comparison.result(keys.index(wanted) if wanted in keys else order[0])
    sections, top, ranked = result.sections, comparison.framework.top, comparison.ranked
    titles = (result.programme.name or result.programme.label, result.programme.label)
    figures = width_of("8.88", 34, 600) + 4

    def table(canvas: Canvas, frame: Frame, rows: range) -> None:
        title_head(canvas, frame, titles, (_standing(result, ranked),))
        foot_band(canvas, TABLE_FOOT)
        edge = foot_right(canvas, rows_in_words(rows, len(sections)), TABLE_FOOT)
        show_legend(canvas, edge, thin=not all(sections[row].enough for row in rows))
        left, right = MARGIN + canvas.room * _NAMES, canvas.right - figures - 24
        names = left - MARGIN - 48
        px = name_size((_name(sections[row]) for row in rows), names)
        for row, y in tops(rows):
            one = sections[row]
            rule(canvas, y)
            canvas.box(MARGIN, y + 16, 6, ROW - 32, f"s{row % _SECTIONS + 1}", radius=2.0)
            write_name(canvas, _name(one), QRectF(MARGIN + 24, y, names, ROW), px)
            bar = QRectF(left, y + (ROW - _THICK) / 2, right - left, _THICK)
            draw_bar(canvas, bar, one.low, one.high, one.score if one.enough else None, top)
            figure(canvas, _figure(one), QRectF(right, y, canvas.right - right, ROW))

    return table_deck(len(sections), table)


def _name(one: SectionResult) -> str:
    tongue = language()
    return one.section.short.into(tongue) or one.section.name.into(tongue) or one.section.id


def _figure(one: SectionResult) -> str:
    return format_number(one.score, 2) if one.enough and one.score is not None else "–"


def _standing(result: ProgrammeResult, ranked: int) -> str:
    """Score and place."""
    if result.score is None or result.rank is None:
        return _("not enough evidence for a score")
    score = format_number(result.score, 2)
    if result.at_most:
        score = _("at most {score}").format(score=score)
    return _("score {score}, place {rank} of {count}").format(score=score, rank=result.rank, count=ranked)
