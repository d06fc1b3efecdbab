"""The slide of what the workshop has moved: ranks and scores before and after the discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from scorecard.analysis.workshops.sentences import movement_sentence, narrowing_sentence
from scorecard.i18n import _, format_number, pgettext
from ui.widgets.wall.frame import Deck, Frame, foot, title_head
from ui.widgets.wall.ink import MARGIN, Canvas, Words
from ui.widgets.wall.table import (
    ROW,
    TABLE_FOOT,
    mark_row,
    name_size,
    rows_in_words,
    rule,
    table_deck,
    tops,
    write_name,
)

if TYPE_CHECKING:
    from scorecard.analysis.workshops.workshop import Move
    from ui.models.wall.sight import Sight

_RANKS, _SCORES, _ARROW, _SIGN = 240.0, 230.0, 50.0, 40.0
_HEADS = 118.0
_UP, _DOWN = "▲", "▼"


def moved_deck(sight: Sight) -> Deck:
    """The programmes that have moved, in the present order."""
    workshop = sight.workshop
    moves = workshop.moves
    at_hand = workshop.at_hand.discussion.programme if workshop.at_hand else ""
    titles = (movement_sentence(workshop), _("What the discussion has moved"))
    spread = narrowing_sentence(workshop.narrowing)

    def table(canvas: Canvas, frame: Frame, rows: range) -> None:
        title_head(canvas, frame, titles)
        foot(canvas, spread, rows_in_words(rows, len(moves)), top=TABLE_FOOT, weight=400)
        scores, ranks = canvas.right - _SCORES, canvas.right - _SCORES - _RANKS - 24
        if moves:
            for text, x, wide in (
                (pgettext("in a ranking", "place"), ranks + _SIGN, _RANKS - _SIGN),
                (_("score"), scores, _SCORES),
            ):
                canvas.write(text, QRectF(x, _HEADS, wide, 32), 24, 400, "muted", "centre")
        names = ranks - MARGIN - 24
        px = name_size((moves[row].programme.label for row in rows), names, 600)
        for row, y in tops(rows):
            one = moves[row]
            is_own = one.programme.key == at_hand
            if is_own:
                mark_row(canvas, y)
            rule(canvas, y)
            name = QRectF(MARGIN, y, names, ROW)
            write_name(canvas, one.programme.label, name, px, 600 if is_own else 400)
            canvas.write(_arrow(one), QRectF(ranks, y, _SIGN, ROW), 30, 600, align="centre")
            before, after = str(one.rank_before or "–"), str(one.rank_after or "–")
            _pair(canvas, before, after, QRectF(ranks + _SIGN, y, _RANKS - _SIGN, ROW))
            before, after = _figure(one.score_before), _figure(one.score_after)
            _pair(canvas, before, after, QRectF(scores, y, _SCORES, ROW))

    return table_deck(len(moves), table)


def _pair(canvas: Canvas, before: str, after: str, rect: QRectF) -> None:
    half = (rect.width() - _ARROW) / 2
    earlier = QRectF(rect.left(), rect.top(), half, rect.height())
    arrow = QRectF(earlier.right(), rect.top(), _ARROW, rect.height())
    now = QRectF(arrow.right(), rect.top(), half, rect.height())
    canvas.marks += [
        Words(text=before, rect=earlier, px=28, role="muted", align="right"),
        Words(text="→", rect=arrow, px=26, role="muted", align="centre"),
        Words(text=after, rect=now, px=34, weight=600),
    ]


def _arrow(one: Move) -> str:
    """Up or down; nothing where the place is the same, or there was none."""
    if one.rank_before is None or one.rank_after is None or one.rank_before == one.rank_after:
        return ""
    return _UP if one.rank_after < one.rank_before else _DOWN


def _figure(score: float | None) -> str:
    return "–" if score is None else format_number(score, 2)
