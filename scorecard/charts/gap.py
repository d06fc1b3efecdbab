"""Self-assessments beside independent scores: two marks a row and the gap between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scorecard.analysis.question_words import both_views
from scorecard.analysis.views.gap import Gap
from scorecard.analysis.views.gap_numbers import Pair, Side
from scorecard.charts.caption import Caption, caption, coverage_sentence
from scorecard.charts.frame import Frame, Picture, first_rows, in_parts
from scorecard.charts.legend import draw_legend
from scorecard.charts.sheet import Box, Sheet, shorten, width_of
from scorecard.charts.style import Series
from scorecard.i18n import _, language
from scorecard.model.evaluation import Key

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

OWN = Series(role="series2", mark="s", name="square", dash=())
INDEPENDENT = Series(role="data", mark="o", name="circle", dash=())

_ROW = 30
_SECTION = 25
_HEAD = 44
_GROUP = 26
_LEGEND = 40
_ROWS_ON_A_PICTURE = 40
_TICKS = ("s1", "s2", "s3", "s4", "s5")


def gap_height(gap: Gap, rows: Sequence[int], opened: int | None) -> int:
    """How many pixels high `lay_gap` is with these rows, of which one may be opened into its sections."""
    known = set(gap.rows())
    sections = len(gap.own.framework.sections) if opened in rows else 0
    group = 0 if known.issuperset(rows) else _GROUP + _ROW
    return _HEAD + _ROW * len(rows) + _SECTION * sections + group + _LEGEND


def lay_gap(sheet: Sheet, box: Box, gap: Gap, rows: Sequence[int], opened: int | None) -> None:
    """Programmes in a part of a sheet, from its top downwards: the widest gap first, those without one apart.

    Beneath the programme in the row `opened` stand its sections.
    """
    _Dumbbells(sheet, box, gap).draw(rows, opened)


def self_and_independent(study: Study, at_hand: Key | None, made_at: datetime) -> Picture:
    """One picture with the sections of the programme at hand, or else of the widest gap.

    Of very many programmes it shows the first, which it says.
    """
    gap = study.gap
    rows, first = first_rows([*gap.rows(), *gap.others()])
    here = [row for row in rows if gap.programmes[row].key == at_hand]
    opened = next(iter([*here, *rows[:1]]), None)
    return _picture("gap", _gap_caption(study, made_at), gap, rows, opened, first)


def gap_pictures(study: Study, made_at: datetime) -> list[Callable[[], Picture]]:
    """Every programme on one of several pictures; none unless there are self-assessments and independent scores."""
    gap = study.gap
    if not all(gap.is_answered()):
        return []
    texts = _gap_caption(study, made_at)
    rows = [*gap.rows(), *gap.others()]
    return [
        partial(_picture, name, texts, gap, part, part[0] if name == "gap" else None)
        for name, part in in_parts("gap", rows, _ROWS_ON_A_PICTURE)
    ]


def _gap_caption(study: Study, made_at: datetime) -> Caption:
    """The caption, which names both views in place of the one that is asked about."""
    gap = study.gap
    texts = caption(study.snapshot, gap.own, made_at, views=both_views())
    coverage = _("Self-assessment: {own} Independent: {independent}").format(
        own=coverage_sentence(gap.own), independent=coverage_sentence(gap.independent)
    )
    return replace(texts, answer=gap.sentences()[0], coverage=coverage)


def _picture(
    name: str, texts: Caption, gap: Gap, rows: Sequence[int], opened: int | None, first: str = ""
) -> Picture:
    answer, detail = gap.sentences()
    detail = " ".join(filter(None, (detail, first)))
    with_frame = Frame(texts, answer, gap_height(gap, rows, opened), detail)
    lay_gap(with_frame.sheet, with_frame.box, gap, rows, opened)
    lines = texts.lines(answer, detail)
    for row in rows:
        lines.append(f"{gap.programmes[row].label}: {gap.pair(row).in_words(2)}.")
        if row == opened:
            sections = zip(gap.own.framework.sections, gap.section_pairs(row), strict=True)
            lines.extend(f"{one.short.into(language())}: {pair.in_words(1)}." for one, pair in sections)
    return Picture(name=name, figure=with_frame.figure, title=texts.title, words="\n".join(lines))


class _Dumbbells:
    """The columns of names, marks and figures, and what stands in them."""

    def __init__(self, sheet: Sheet, box: Box, gap: Gap) -> None:
        self._sheet = sheet
        self._box = box
        self._gap = gap
        self._top = gap.own.framework.top
        self._names = min(320.0, box.width * 0.34)
        self._own, self._independent, self._difference = box.right - 236, box.right - 96, box.right
        start = box.left + self._names + 20
        self._scale = Box(start, 0, self._own - 116 - start, 0)

    def draw(self, rows: Sequence[int], opened: int | None) -> None:
        known = set(self._gap.rows())
        both = [row for row in rows if row in known]
        others = [row for row in rows if row not in known]
        bottom = self._box.top + gap_height(self._gap, rows, opened) - _LEGEND
        self._heads()
        self._grid(self._box.top + _HEAD, bottom)
        y = self._programmes(self._box.top + _HEAD, both, opened)
        if others:
            words = _("Without a gap: no score in at least one of the two views")
            y += _GROUP
            self._sheet.text(self._box.left, y + _ROW / 2, words, size=12.5, weight=600)
            y = self._programmes(y + _ROW, others, opened)
        self._legend(y + _LEGEND - 14, bool(others))

    def _heads(self) -> None:
        sheet, top = self._sheet, self._box.top + 8
        sheet.text(self._box.left, top, _("Programme"), size=12, weight=600)
        sheet.text(self._scale.left, top, _("Self and independent"), size=12, weight=600)
        for x, words in (
            (self._own, _("Self")),
            (self._independent, _("Independent")),
            (self._difference, _("Gap")),
        ):
            sheet.text(x, top, words, size=12, weight=600, align="right")
        for position, code in enumerate(self._gap.own.framework.codes):
            sheet.text(self._x(position), top + 22, code, size=11, role="muted", align="center")

    def _grid(self, top: float, bottom: float) -> None:
        for position in range(self._top + 1):
            self._sheet.line([(self._x(position), top), (self._x(position), bottom)], "grid")

    def _x(self, value: float) -> float:
        return self._scale.left + self._scale.width * value / self._top

    def _programmes(self, y: float, rows: Sequence[int], opened: int | None) -> float:
        """Rows of programmes from `y` downwards, with the sections of the one opened; where they end."""
        sheet, box = self._sheet, self._box
        for row in rows:
            pair, middle = self._gap.pair(row), y + _ROW / 2
            sheet.line([(box.left, y), (box.right, y)], "border", width=0.8)
            known = pair.gap is not None
            name = shorten(self._gap.programmes[row].label, self._names, 12.5, 500)
            role = "text" if known else "muted"
            sheet.text(box.left, middle, name, size=12.5, weight=500 if known else 400, role=role)
            self._dumbbell(middle, pair, 9.5)
            self._figures(middle, pair, 2)
            y += _ROW
            if row == opened:
                y = self._sections(y, row)
        return y

    def _sections(self, y: float, row: int) -> float:
        sheet, left = self._sheet, self._box.left + 16
        sections = self._gap.own.framework.sections
        for number, (section, pair) in enumerate(zip(sections, self._gap.section_pairs(row), strict=True)):
            middle = y + _SECTION / 2
            sheet.rectangle(Box(left, middle - 7, 4, 14), _TICKS[number % len(_TICKS)], radius=2)
            name = shorten(section.short.into(language()), self._names - 28, 12)
            sheet.text(left + 12, middle, name, size=12, role="muted")
            self._dumbbell(middle, pair, 7)
            self._figures(middle, pair, 1)
            y += _SECTION
        return y

    def _figures(self, middle: float, pair: Pair, places: int) -> None:
        sheet = self._sheet
        for x, side in ((self._own, pair.own), (self._independent, pair.independent)):
            role = "text" if side.score is not None else "muted"
            sheet.text(x, middle, side.figure(places), size=12, role=role, align="right")
        weight = 600 if places == 2 else 400
        sheet.text(self._difference, middle, pair.figure(places), size=12.5, weight=weight, align="right")

    def _dumbbell(self, middle: float, pair: Pair, size: float) -> None:
        """Both marks and the line between them; an interval, a little above or below, where there is no score."""
        own, independent = pair.own.score, pair.independent.score
        if own is not None and independent is not None:
            self._sheet.line([(self._x(own), middle), (self._x(independent), middle)], "outline", width=4)
        apart = 0 if pair.gap is not None else size / 2
        # Where both are the same the square shows around the circle.
        self._side(middle - apart, pair.own, OWN, size + 1)
        self._side(middle + apart, pair.independent, INDEPENDENT, size)

    def _side(self, middle: float, side: Side, series: Series, size: float) -> None:
        sheet = self._sheet
        if side.score is not None:
            sheet.mark(self._x(side.score), middle, series, size=size)
        elif side.low is not None and side.high is not None and side.coverage:
            left, right = self._x(side.low), self._x(side.high)
            sheet.hatched(Box(left, middle - 2, max(right - left, 1), 4))
            for x in (left, right):
                sheet.mark(x, middle, series, size=size - 2, open=True)

    def _legend(self, middle: float, others: bool) -> None:
        sheet, x = self._sheet, self._box.left
        for series, words in (
            (OWN, _("self-assessment")),
            (INDEPENDENT, _("independent evaluators and peers")),
        ):
            sheet.mark(x + 6, middle, series, size=10)
            sheet.text(x + 18, middle, words, size=12, role="muted")
            x += 18 + width_of(words, 12) + 24
        entries = [("outline", _("gap"))]
        if others:
            entries.append(("hatched", _("too little evidence for a score: between the open marks")))
        draw_legend(sheet, x, middle, self._box.right - x, entries)
