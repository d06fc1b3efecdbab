"""The ranking with its chances: bars with intervals, a strip of tints for the chance of each rank, and below them the
weights at which the order stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scorecard.analysis.comparison import ProgrammeResult
from scorecard.analysis.sureness.robustness import Robustness
from scorecard.analysis.sureness.robustness_sentences import chance_figure
from scorecard.analysis.sureness.stability import Stability
from scorecard.analysis.sureness.stability_sentences import stays_first
from scorecard.charts.caption import caption
from scorecard.charts.frame import MARGIN, WIDTH, Frame, Picture, first_rows, in_parts, in_words
from scorecard.charts.legend import LEADS, LINE, STANDS, Entry, draw_legend, legend_lines
from scorecard.charts.sheet import Box, Sheet, shorten, wrap
from scorecard.charts.style import SECTION_TICKS
from scorecard.i18n import _, format_number, format_share, language

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

ROW = 30
HEAD = 44
_GAP = 26
_BAR = 11
_ROWS_ON_A_PICTURE = 40
_MOST_RANKS = 13
_CELL = 26.0
_FIGURE_FROM = 0.095
_PALEST, _MORE = 0.06, 0.64
"""How much of its colour a tint has, by the chance; at the darkest the figure can still be read on it."""
_BAND_HEAD = 50
_BAND = 30


def acceptability_pictures(study: Study, made_at: datetime) -> list[Callable[[], Picture]]:
    """The ranking with its chances, on as many pictures as there are programmes for; the weights on the first."""
    rows = study.comparison.ranking()
    return [
        partial(_picture, study, made_at, name, part, number == 0)
        for number, (name, part) in enumerate(in_parts("acceptability", rows, _ROWS_ON_A_PICTURE))
    ]


def acceptability(study: Study, made_at: datetime) -> Picture:
    """The ranking with its chances as one picture; of very many programmes the first, which it says."""
    rows, first = first_rows(study.comparison.ranking())
    return _picture(study, made_at, "acceptability", rows, with_weights=True, first=first)


def acceptability_height(robustness: Robustness, rows: Sequence[int]) -> int:
    """How many pixels high `lay_acceptability` is with these rows."""
    without_rank = any(not robustness.comparison.rank[row] for row in rows)
    return HEAD + ROW * len(rows) + (ROW + _GAP if without_rank else 0)


def lay_acceptability(sheet: Sheet, box: Box, robustness: Robustness, rows: Sequence[int]) -> None:
    """Rows of the ranking with their chances in a part of a sheet, from its top downwards."""
    _Rows(sheet, box, robustness).draw(rows)


def stability_height(stability: Sequence[Stability]) -> int:
    """How many pixels high `lay_stability` is; 0 where there is nothing to show."""
    return _BAND_HEAD + _BAND * len(stability) if _is_defined(stability) else 0


def lay_stability(sheet: Sheet, box: Box, stability: Sequence[Stability]) -> None:
    """The weight of each section on a line from 0 to 100 %, with the bands in which the leader and the order stand."""
    if not _is_defined(stability):
        return
    names = min(300.0, box.width * 0.28)
    line = Box(box.left + names + 76, box.top + _BAND_HEAD, box.width - names - 76 - 250, 0)
    sheet.text(box.left, box.top + 18, _("Section"), size=12, weight=600)
    sheet.text(line.left - 24, box.top + 18, _("Weight"), size=12, weight=600, align="right")
    words = _("Weights at which the order stands, the other sections in proportion")
    sheet.text(line.left, box.top + 18, words, size=12, weight=600)
    for quarter in range(5):
        x = line.left + line.width * quarter / 4
        words = format_share(quarter / 4)
        sheet.text(x, box.top + 38, words, size=11, role="muted", align="center")
        sheet.line([(x, line.top), (x, line.top + _BAND * len(stability))], "grid")
    for number, one in enumerate(stability):
        middle = line.top + _BAND * (number + 0.5)
        sheet.line([(box.left, middle - _BAND / 2), (box.right, middle - _BAND / 2)], "border", width=0.8)
        sheet.rectangle(
            Box(box.left, middle - 8, 4, 16), SECTION_TICKS[number % len(SECTION_TICKS)], radius=2
        )
        name = shorten(one.section.short.into(language()), names - 16, 12.5, 500)
        sheet.text(box.left + 12, middle, name, size=12.5, weight=500)
        share = format_share(one.weight)
        sheet.text(line.left - 24, middle, share, size=12.5, weight=600, align="right")
        sheet.rectangle(Box(line.left, middle - 1, line.width, 2), "grid")
        for interval, thick, tint in ((one.leader, 11, LEADS), (one.order, 5, STANDS)):
            if interval is not None:
                low, high = (line.left + line.width * end for end in interval)
                band = Box(low, middle - thick / 2, max(high - low, 2), thick)
                sheet.rectangle(band, "chance", share=tint, radius=2)
        at = line.left + line.width * one.weight
        sheet.rectangle(Box(at - 1.5, middle - 8, 3, 16), "data-strong", radius=1)
        sheet.text(line.right + 24, middle, stays_first(one), size=12, role="muted")


class _Rows:
    """The columns of the ranking with chances, and what stands in them."""

    def __init__(self, sheet: Sheet, box: Box, robustness: Robustness) -> None:
        self._sheet = sheet
        self._box = box
        self._comparison = robustness.comparison
        self._robustness = robustness
        self._heads, self._chances = robustness.chances(_MOST_RANKS)
        self._strip = box.right - 66 - _CELL * max(len(self._heads), 8)
        self._name = box.left + 30
        self._names = min(300.0, box.width * 0.28)
        start = self._name + self._names + 16
        self._score = self._strip - 28
        self._scale = Box(start, 0, self._score - 62 - start, 0)

    def draw(self, rows: Sequence[int]) -> None:
        ranked = [row for row in rows if self._comparison.rank[row]]
        others = [row for row in rows if not self._comparison.rank[row]]
        y = self._box.top + HEAD
        bottom = y + ROW * len(rows) + (ROW + _GAP if others else 0)
        self._draw_heads()
        for position in range(self._comparison.framework.top + 1):
            self._sheet.line([(self._x(position), y), (self._x(position), bottom)], "grid")
        for row in ranked:
            self._row(y, row)
            y += ROW
        if others:
            words = _("Without a rank: insufficient evidence")
            y += _GAP
            self._sheet.text(self._box.left, y + ROW / 2, words, size=12.5, weight=600)
            y += ROW
        for row in others:
            self._row(y, row)
            y += ROW

    def _draw_heads(self) -> None:
        sheet, top = self._sheet, self._box.top + 8
        sheet.text(self._box.left, top, _("Programme"), size=12, weight=600)
        sheet.text(self._scale.left, top, _("Score and interval"), size=12, weight=600)
        if self._heads:
            sheet.text(self._strip, top, _("Chance of each rank, %"), size=12, weight=600)
            for line, words in enumerate(wrap(_("Expected rank"), 66, 12, 600, most=2)):
                sheet.text(self._box.right, top + 17 * line, words, size=12, weight=600, align="right")
        for position, code in enumerate(self._comparison.framework.codes):
            sheet.text(self._x(position), top + 22, code, size=11, role="muted", align="center")
        for place, head in enumerate(self._heads):
            sheet.text(
                self._cell(place, 0).left + _CELL / 2 - 1,
                top + 22,
                head,
                size=11,
                role="muted",
                align="center",
            )

    def _x(self, value: float) -> float:
        return self._scale.left + self._scale.width * value / self._comparison.framework.top

    def _cell(self, place: int, middle: float) -> Box:
        return Box(self._strip + _CELL * place, middle - 11, _CELL - 2, 22)

    def _row(self, y: float, row: int) -> None:
        sheet, middle, result = self._sheet, y + ROW / 2, self._comparison.result(row)
        known = result.rank is not None
        role = "text" if known else "muted"
        sheet.line([(self._box.left, y), (self._box.right, y)], "border", width=0.8)
        rank = str(result.rank) if known else "–"
        sheet.text(self._box.left, middle, rank, size=12.5, weight=600, role=role)
        name = shorten(result.programme.label, self._names, 12.5, 500)
        sheet.text(self._name, middle, name, size=12.5, weight=500 if known else 400, role=role)
        self._bar(middle, result)
        expected = float(self._robustness.expected_rank[row])
        if expected == expected:
            self._draw_chances(middle, self._chances[row].tolist())
            words = format_number(expected, 1)
            sheet.text(self._box.right, middle, words, size=12.5, weight=600, align="right")

    def _draw_chances(self, middle: float, chances: Sequence[float]) -> None:
        for place, chance in enumerate(chances):
            cell = self._cell(place, middle)
            if chance <= 0:
                self._sheet.rectangle(cell, "surface", edge="border", radius=3)
                continue
            self._sheet.rectangle(cell, "chance", share=_PALEST + _MORE * chance**0.75, radius=3)
            if chance >= _FIGURE_FROM:
                x = cell.left + cell.width / 2
                self._sheet.text(x, middle, chance_figure(chance), size=11, weight=600, align="center")

    def _bar(self, middle: float, result: ProgrammeResult) -> None:
        sheet, top, start = self._sheet, middle - _BAR / 2, self._x(0)
        if result.low is None or result.high is None:
            sheet.text(start, middle, _("no criterion applies"), size=12, role="muted")
            return
        low, high = self._x(result.low), self._x(result.high)
        if result.score is None:
            sheet.hatched(Box(low, top, max(high - low, 1), _BAR))
            return
        sheet.rectangle(Box(start, top, high - start, _BAR), "data-soft", radius=2)
        sheet.rectangle(Box(start, top, low - start, _BAR), "data", radius=2)
        sheet.rectangle(Box(self._x(result.score) - 1.5, middle - 8, 3, 16), "data-strong", radius=1)
        sheet.text(self._score, middle, result.figure, size=12.5, weight=600, align="right")


def _picture(
    study: Study, made_at: datetime, name: str, rows: Sequence[int], with_weights: bool, first: str = ""
) -> Picture:
    robustness, comparison = study.robustness, study.comparison
    texts = caption(study.snapshot, comparison, made_at)
    texts = replace(texts, facts=(*texts.facts, *robustness.drawn()))
    answer, detail = robustness.sentences()
    detail = " ".join(filter(None, (detail, first)))
    stability = robustness.stability if with_weights else ()
    legend, under = _legend(robustness, rows), _legend_of_weights(stability)
    rows_end = acceptability_height(robustness, rows) + _legend_height(legend)
    weights_end = rows_end + stability_height(stability) + _legend_height(under)
    with_frame = Frame(texts, answer, weights_end, detail)
    sheet, box = with_frame.sheet, with_frame.box
    lay_acceptability(sheet, box, robustness, rows)
    draw_legend(sheet, box.left, box.top + rows_end - _legend_height(legend) + 22, box.width, legend)
    if under:
        lay_stability(sheet, Box(box.left, box.top + rows_end, box.width, weights_end - rows_end), stability)
        draw_legend(sheet, box.left, box.top + weights_end - _legend_height(under) + 22, box.width, under)
    said = [in_words(texts, f"{answer} {detail}".strip(), [comparison.result(row) for row in rows])]
    said += [_chances_in_words(robustness, row) for row in rows]
    said += [_weights_in_words(one) for one in stability]
    words = "\n".join(filter(None, said))
    return Picture(name=name, figure=with_frame.figure, title=texts.title, words=words)


def _legend(robustness: Robustness, rows: Sequence[int]) -> list[Entry]:
    entries = [
        ("data", _("certain")),
        ("data-soft", _("what missing evidence leaves open")),
        ("mark", _("score")),
    ]
    if any(not robustness.comparison.rank[row] for row in rows):
        entries.append(("hatched", _("too little evidence for a score")))
    if robustness.paired:
        entries.append(("tints", _("chance of a rank, the figure from 10 %")))
    return entries


def _legend_of_weights(stability: Sequence[Stability]) -> list[Entry]:
    if not _is_defined(stability):
        return []
    return [
        ("leads", _("the first stays first")),
        ("stands", _("the whole order stands")),
        ("mark", _("weight as chosen")),
    ]


def _legend_height(entries: Sequence[Entry]) -> float:
    return LINE * len(legend_lines(entries, WIDTH - 2 * MARGIN)) + 22 if entries else 0


def _is_defined(stability: Sequence[Stability]) -> bool:
    return any(one.leader is not None for one in stability)


def _chances_in_words(robustness: Robustness, row: int) -> str:
    """The chances of a programme from 10 % on; empty for one that is never ranked."""
    expected = float(robustness.expected_rank[row])
    if expected != expected:
        return ""
    heads, chances = robustness.chances(_MOST_RANKS)
    listed = [
        _("rank {rank} {share}").format(rank=head, share=f"{chance_figure(chance)}\N{NO-BREAK SPACE}%")
        for head, chance in zip(heads, chances[row].tolist(), strict=True)
        if chance >= _FIGURE_FROM
    ]
    return _("{programme}: expected rank {expected}; {chances}.").format(
        programme=robustness.comparison.programmes[row].label,
        expected=format_number(expected, 1),
        chances=", ".join(listed) or _("no rank has a chance of 10 %"),
    )


def _weights_in_words(one: Stability) -> str:
    return _("{section}, weight {share}: {words}.").format(
        section=one.section.short.into(language()), share=format_share(one.weight), words=stays_first(one)
    )
