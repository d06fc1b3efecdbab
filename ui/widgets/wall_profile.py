"""The slide of one programme's profile: a bar for each section, with what missing evidence leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.i18n import _, format_number, language
from ui.widgets.wall_frame import Deck, Frame, foot_band, foot_right, title_head
from ui.widgets.wall_ink import MARGIN, Canvas, width_of
from ui.widgets.wall_ranking import draw_bar, show_legend
from ui.widgets.wall_table import ROW, TABLE_FOOT, figure, rows_in_words, rule, table_deck, write_name

if TYPE_CHECKING:
    from scorecard.analysis.results import ProgrammeResult, SectionResult
    from ui.models.wall_sight import Sight

_THICK = 26.0


def profile_deck(sight: Sight) -> Deck:
    """The profile of the programme that is talked about, or of the first one where none is."""
    comparison = sight.workshop.study.comparison
    at_hand = sight.workshop.at_hand
    keys = [one.key for one in comparison.programmes]
    order = comparison.ranking()
    if not order:
        from ui.widgets.wall_decks import empty_deck

        return empty_deck(comparison.sentence())
    wanted = at_hand.discussion.programme if at_hand else ""
    result = comparison.result(keys.index(wanted) if wanted in keys else order[0])
    top, count = comparison.framework.top, comparison.ranked
    figures = max((width_of(_figure(one), 34, 600) for one in result.sections), default=0.0)
    programme = result.programme

    def head(canvas: Canvas, frame: Frame, first: int, end: int) -> None:
        names = tuple(dict.fromkeys(filter(None, (programme.name, programme.short))))
        title_head(canvas, frame, names, _standing(result, count))
        foot_band(canvas, TABLE_FOOT)
        edge = foot_right(canvas, rows_in_words(first, end, len(result.sections)), TABLE_FOOT)
        show_legend(canvas, edge)

    def row(canvas: Canvas, place: int, y: float) -> None:
        one = result.sections[place]
        rule(canvas, y)
        canvas.box(MARGIN, y + 16, 6, ROW - 32, f"s{place % 5 + 1}", radius=2.0)
        bar = canvas.right - figures - 28
        left = MARGIN + 24 + (bar - MARGIN) * 0.4
        section = one.section
        names = tuple(
            dict.fromkeys(
                filter(None, (section.name.into(language()), section.short.into(language()), section.id))
            )
        )
        write_name(canvas, names, MARGIN + 24, y, left - MARGIN - 48)
        rect = QRectF(left, y + (ROW - _THICK) / 2, bar - left, _THICK)
        draw_bar(canvas, rect, one.low, one.high, one.score if one.enough else None, top)
        figure(canvas, _figure(one), bar, y, canvas.right - bar)

    return table_deck(len(result.sections), head, row)


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
