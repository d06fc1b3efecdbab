"""A few programmes side by side, section by section: the bars carry the intervals and the figures."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from scorecard.analysis.comparison import Comparison, SectionResult
from scorecard.charts.legend import LINE, Entry, draw_legend, legend_lines
from scorecard.charts.sheet import Box, Sheet, wrap
from scorecard.charts.style import SERIES, Series
from scorecard.i18n import _, format_number, language
from scorecard.model.evaluation import Key
from scorecard.palette import Palette

_BAR = 11
_FEW, _PITCH, _CLOSE = 3, 16, 14
"""The bars of more programmes than a few stand closer."""
_LEAST = 13
_AXIS = 30
_LEGEND = 36
_TICKS = ("s1", "s2", "s3", "s4", "s5")


def draw_profile(figure: Figure, comparison: Comparison, programmes: Sequence[Key], palette: Palette) -> None:
    """Parallel bars by section on a figure, which is cleared; one to six programmes by key."""
    sheet = Sheet(figure, palette)
    box = Box(16, 8, sheet.width - 32, sheet.height - 16)
    lay_profile(sheet, box, comparison, programmes)


def profile_height(comparison: Comparison, programmes: Sequence[Key]) -> int:
    """How many pixels high the bars are when nothing is squeezed and nothing stretched."""
    block = _pitch(len(programmes)) * len(programmes) + 22
    return _AXIS + max(block, 44) * len(comparison.framework.sections) + _LEGEND


def least_profile_height(comparison: Comparison, programmes: Sequence[Key]) -> int:
    """The least height in which every bar and figure can still be told apart."""
    block = _LEAST * len(programmes) + 11
    return _AXIS + max(block, 34) * len(comparison.framework.sections) + _LEGEND


def lay_profile(sheet: Sheet, box: Box, comparison: Comparison, programmes: Sequence[Key]) -> None:
    """Parallel bars in a part of a sheet, of which they use the whole height."""
    names = min(200.0, box.width * 0.29)
    legend = LINE * len(legend_lines(_legend(), box.width)) + 16
    scale = Box(box.left + names, box.top, box.width - names - 56, box.height - legend)
    top = comparison.framework.top
    for position, code in enumerate(comparison.framework.codes):
        x = scale.left + scale.width * position / top
        sheet.text(x, box.top + 8, code, size=11, role="muted", align="center")
        sheet.line([(x, box.top + _AXIS - 8), (x, scale.bottom)], "grid")
    rows = [comparison.row(key) for key in programmes]
    results = [comparison.result(row) for row in rows]
    at_most = comparison.section_at_most()[rows].tolist()
    sections = comparison.framework.sections
    block = (scale.height - _AXIS) / len(sections)
    pitch = min(_pitch(len(results)), (block - 8) / max(1, len(results)))
    for number, section in enumerate(sections):
        y = box.top + _AXIS + block * number
        middle = y + block / 2
        if number:
            sheet.line([(box.left, y), (box.right, y)], "border", width=0.8)
        sheet.rectangle(Box(box.left, middle - 9, 4, 18), _TICKS[number % len(_TICKS)], radius=2)
        lines = wrap(section.short.into(language()), names - 36, 12.5, 600, most=2)
        for place, line in enumerate(lines):
            sheet.text(
                box.left + 12, middle + 15 * (place - (len(lines) - 1) / 2), line, size=12.5, weight=600
            )
        first = middle - pitch * (len(results) - 1) / 2
        for place, (result, series) in enumerate(zip(results, SERIES, strict=False)):
            shown = result.sections[number]
            _bar(sheet, scale, first + pitch * place, shown, series, top, pitch)
            _figure(sheet, box.right, first + pitch * place, shown, at_most=at_most[place][number])
    draw_legend(sheet, box.left, scale.bottom + 24, box.width, _legend())


def _bar(
    sheet: Sheet,
    scale: Box,
    middle: float,
    section: SectionResult,
    series: Series,
    top: int,
    pitch: float,
) -> None:
    if section.low is None or section.high is None:
        sheet.text(scale.left + 4, middle, _("does not apply"), size=11, role="muted")
        return
    low, high = (scale.left + scale.width * value / top for value in (section.low, section.high))
    thick = min(_BAR, pitch - 3)
    # In grey the colours of bars are all one; a hatched bar has none.
    size = min(8.0 if section.enough else 6.5, thick)
    sheet.mark(scale.left - 11, middle, series, size=size, open=not section.enough)
    edge = middle - thick / 2
    if not section.enough:
        sheet.hatched(Box(low, edge, max(high - low, 1), thick))
        return
    sheet.rectangle(Box(scale.left, edge, high - scale.left, thick), series.role, share=0.3, radius=2)
    sheet.rectangle(Box(scale.left, edge, low - scale.left, thick), series.role, radius=2)
    if section.score is not None:
        at = scale.left + scale.width * section.score / top
        sheet.rectangle(Box(at - 1.5, middle - thick / 2 - 1.5, 3, thick + 3), "data-strong", radius=1)


def _figure(sheet: Sheet, right: float, middle: float, section: SectionResult, *, at_most: bool) -> None:
    if section.score is None or section.low is None:
        return
    figure = format_number(section.score, 1)
    if not section.enough:
        sheet.text(right, middle, f"({figure})", size=12, role="muted", align="right")
        return
    words = f"≤\N{NO-BREAK SPACE}{figure}" if at_most else figure
    sheet.text(right, middle, words, size=12, weight=600, align="right")


def _pitch(programmes: int) -> int:
    return _PITCH if programmes <= _FEW else _CLOSE


def _legend() -> list[Entry]:
    return [
        ("series4", _("certain")),
        ("unscored-edge", _("left open by missing evidence")),
        ("mark", _("score")),
        ("hatched", _("too little evidence, open mark")),
    ]
