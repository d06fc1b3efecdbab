"""The ranking as bars: solid to the lower bound, pale to the upper one, a dark mark at the score."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.analysis.comparison import Comparison, ProgrammeResult
from scorecard.charts.legend import draw_legend
from scorecard.charts.sheet import Box, Sheet, shorten
from scorecard.i18n import _, format_number, format_share

ROW = 30
HEAD = 44
LEGEND = 40
_BAR = 11
_GAP = 26
_HELD = 132
"""The column that names the criteria which hold a score down, under the rule of the weakest."""


def bars_height(comparison: Comparison, rows: Sequence[int]) -> int:
    """How many pixels high `lay_bars` is with these rows."""
    without_rank = any(not comparison.rank[row] for row in rows)
    return HEAD + ROW * len(rows) + (ROW + _GAP if without_rank else 0) + LEGEND


def lay_bars(sheet: Sheet, box: Box, comparison: Comparison, rows: Sequence[int]) -> None:
    """The ranking in a part of a sheet, from its top downwards."""
    _Bars(sheet, box, comparison).draw(rows)


class _Bars:
    """The columns of the ranking and what stands in them."""

    def __init__(self, sheet: Sheet, box: Box, comparison: Comparison) -> None:
        self._sheet = sheet
        self._box = box
        self._comparison = comparison
        self._top = comparison.framework.top
        self._name = box.left + 30
        self._held = comparison.question.rule == "weakest"
        right = box.right - (_HELD if self._held else 0)
        figures = right - 216
        self._names = min(320.0, box.width * 0.34)
        start = self._name + self._names + 20
        self._scale = Box(start, 0, figures - 28 - start, 0)
        self._score, self._interval, self._coverage = figures + 34, figures + 130, right

    def draw(self, rows: Sequence[int]) -> None:
        ranked = [row for row in rows if self._comparison.rank[row]]
        others = [row for row in rows if not self._comparison.rank[row]]
        self._heads()
        y = self._box.top + HEAD
        self._grid(y, y + ROW * len(rows) + (ROW + _GAP if others else 0))
        for row in ranked:
            self._row(y, self._comparison.result(row))
            y += ROW
        if others:
            words = _("Without a rank: insufficient evidence")
            y += _GAP
            self._sheet.text(self._box.left, y + ROW / 2, words, size=12.5, weight=600)
            y += ROW
        for row in others:
            self._row(y, self._comparison.result(row))
            y += ROW
        entries = [
            ("data", _("certain")),
            ("data-soft", _("what missing evidence leaves open")),
            ("mark", _("score")),
        ]
        if others:
            entries.append(("hatched", _("too little evidence for a score")))
        draw_legend(self._sheet, self._box.left, y + LEGEND - 14, self._box.width, entries)

    def _heads(self) -> None:
        sheet, top = self._sheet, self._box.top + 8
        sheet.text(self._box.left, top, _("Programme"), size=12, weight=600)
        sheet.text(self._scale.left, top, _("Score and interval"), size=12, weight=600)
        for x, words in (
            (self._score, _("Score")),
            (self._interval, _("Interval")),
            (self._coverage, _("Coverage")),
        ):
            sheet.text(x, top, words, size=12, weight=600, align="right")
        if self._held:
            sheet.text(self._coverage + 20, top, _("Held down by"), size=12, weight=600)
        for position, code in enumerate(self._comparison.framework.codes):
            sheet.text(self._x(position), top + 22, code, size=11, role="muted", align="center")

    def _grid(self, top: float, bottom: float) -> None:
        for position in range(self._top + 1):
            self._sheet.line([(self._x(position), top), (self._x(position), bottom)], "grid")

    def _x(self, value: float) -> float:
        return self._scale.left + self._scale.width * value / self._top

    def _row(self, y: float, result: ProgrammeResult) -> None:
        sheet, middle = self._sheet, y + ROW / 2
        known = result.rank is not None
        role = "text" if known else "muted"
        sheet.line([(self._box.left, y), (self._box.right, y)], "border", width=0.8)
        rank = str(result.rank) if known else "–"
        sheet.text(self._box.left, middle, rank, size=12.5, weight=600, role=role)
        name = shorten(result.programme.label, self._names, 12.5, 500)
        sheet.text(self._name, middle, name, size=12.5, weight=500 if known else 400, role=role)
        if result.low is None or result.high is None or result.coverage is None:
            words = _("no criterion applies")
            sheet.text(self._scale.left, middle, words, size=12, role="muted")
            return
        self._bar(middle, result.low, result.high, result.score)
        if result.score is not None:
            sheet.text(self._score, middle, result.figure, size=12.5, weight=600, align="right")
            held = shorten(result.held_down_by, _HELD - 20, 12)
            sheet.text(self._coverage + 20, middle, held, size=12, role="muted")
        interval = f"{format_number(result.low, 2)} – {format_number(result.high, 2)}"
        sheet.text(self._interval, middle, interval, size=12, role="muted", align="right")
        sheet.text(
            self._coverage, middle, format_share(result.coverage), size=12, role="muted", align="right"
        )

    def _bar(self, middle: float, low: float, high: float, score: float | None) -> None:
        top, start = middle - _BAR / 2, self._x(0)
        if score is None:
            self._sheet.hatched(Box(self._x(low), top, max(self._x(high) - self._x(low), 1), _BAR))
            return
        self._sheet.rectangle(Box(start, top, self._x(high) - start, _BAR), "data-soft", radius=2)
        self._sheet.rectangle(Box(start, top, self._x(low) - start, _BAR), "data", radius=2)
        self._sheet.rectangle(Box(self._x(score) - 1.5, middle - 8, 3, 16), "data-strong", radius=1)
