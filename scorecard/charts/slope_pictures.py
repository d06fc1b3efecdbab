"""Pictures of what became of programmes over the rounds: every programme is on one, and every round is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scorecard.analysis.sentences import joined
from scorecard.analysis.views.over_time import OverTime
from scorecard.charts.caption import Caption, caption, coverage_sentence
from scorecard.charts.frame import MARGIN, WIDTH, Frame, Picture, in_parts
from scorecard.charts.sheet import Box, wrap
from scorecard.charts.slope import HEAD, MOST_LINES, PITCH, lay_slope, lines_shown, placed
from scorecard.i18n import _
from scorecard.model.evaluation import Key

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

_LEAST_SCALE = 400
_FOOT = 70


def slope(study: Study, at_hand: Key | None, made_at: datetime) -> Picture:
    """One picture of as many programmes as it has room for: the largest changes, and the one at hand."""
    over_time = study.over_time
    texts = slope_caption(study, made_at)
    return _picture(
        "slope", texts, over_time, lines_shown(over_time, at_hand), over_time.pointed_out(at_hand)
    )


def slope_pictures(study: Study, made_at: datetime) -> list[Callable[[], Picture]]:
    """Every programme on one of several pictures, the largest changes first; none where there is one round only."""
    over_time = study.over_time
    if len(over_time.comparisons) < 2:
        return []
    texts = slope_caption(study, made_at)
    known = placed(over_time)
    rest = [row for row in over_time.rows() if row not in set(known)]
    parts = list(in_parts("slope", known, MOST_LINES))
    looks = over_time.pointed_out(None)
    return [
        partial(_picture, name, texts, over_time, rows, looks, rest if place == len(parts) else ())
        for place, (name, rows) in enumerate(parts, start=1)
    ]


def slope_caption(study: Study, made_at: datetime) -> Caption:
    """The caption of a picture over time: every round that is on it, with how many have a score in each."""
    over_time = study.over_time
    rounds = joined([one.name for one in over_time.rounds])
    texts = caption(study.snapshot, study.comparison, made_at, rounds=rounds)
    coverage = " ".join(
        _("{round}: {coverage}").format(round=one.round.name, coverage=coverage_sentence(one))
        for one in over_time.comparisons
    )
    return replace(texts, answer=over_time.sentences()[0], coverage=coverage)


def _picture(
    name: str,
    texts: Caption,
    over_time: OverTime,
    rows: Sequence[int],
    looks: Mapping[int, int],
    rest: Sequence[int] = (),
) -> Picture:
    answer, detail = over_time.sentences()
    listed = _without(over_time, rest)
    below = wrap(listed, WIDTH - 2 * MARGIN, 12)
    height = HEAD + max(_LEAST_SCALE, PITCH * len(rows)) + _FOOT + 18 * len(below)
    with_frame = Frame(texts, answer, height, detail)
    sheet, box = with_frame.sheet, with_frame.box
    if rows:
        chart = Box(box.left, box.top, box.width, box.height - 18 * len(below) - 10)
        lay_slope(sheet, chart, over_time, rows, looks)
    for line, words in enumerate(below):
        sheet.text(box.left, box.bottom - 18 * (len(below) - line) + 8, words, size=12, role="muted")
    lines = [*texts.lines(answer, detail), *(over_time.in_words(row) for row in rows), listed]
    words = "\n".join(line for line in lines if line)
    return Picture(name=name, figure=with_frame.figure, title=texts.title, words=words)


def _without(over_time: OverTime, rest: Sequence[int]) -> str:
    if not rest:
        return ""
    names = "; ".join(over_time.programmes[row].label for row in rest)
    return _("Nothing is scored in any round of: {programmes}.").format(programmes=names)
