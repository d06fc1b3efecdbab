"""The heat map as a picture: every programme by every criterion, with its score and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scorecard.analysis.comparison import Comparison, ProgrammeResult
from scorecard.analysis.views.heat import Heat, find_heat
from scorecard.charts.caption import caption
from scorecard.charts.frame import MARGIN, WIDTH, Frame, Picture, first_rows, in_parts, in_words
from scorecard.charts.heat_tiles import HeatTiles, Placed, draw_heat_legend, heat_legend_height
from scorecard.charts.heat_words import figure_of, legend_entries
from scorecard.charts.sheet import Box, Sheet, shorten
from scorecard.i18n import _, format_number, language

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

_PITCH, _LEAST_PITCH, _ROW, _GAP = 36.0, 19.0, 24.0, 8.0
_HEAD, _LINE = 54, 14
_RANK, _NAMES = 26.0, 190.0
_BAR, _FIGURE = 84.0, 44.0
_ROWS_ON_A_PICTURE, _ROWS_AT_MOST = 40, 60
_TICKS = ("s1", "s2", "s3", "s4", "s5")
_ROOM = float(WIDTH - 2 * MARGIN)
"""The width of a picture within its margins."""


def heatmap_pictures(study: Study, made_at: datetime) -> list[Callable[[], Picture]]:
    """Every programme with all its cells: so many pictures as rows, and sections, need to be read."""
    heat = find_heat(study.comparison, study.answers)
    rows = study.comparison.ranking()
    groups = _groups([len(one.criteria) for one in study.comparison.framework.sections])
    return [
        partial(
            _picture, f"{name}-{place + 1}" if len(groups) > 1 else name, study, heat, part, group, made_at
        )
        for name, part in in_parts("heatmap", rows, _ROWS_ON_A_PICTURE)
        for place, group in enumerate(groups)
    ]


def heatmap(study: Study, rows: Sequence[int], made_at: datetime) -> Picture:
    """These programmes with all sections as one picture; of very many the first, which it says."""
    heat = find_heat(study.comparison, study.answers)
    sections = range(len(study.comparison.framework.sections))
    shown, first = first_rows(rows, _ROWS_AT_MOST)
    return _picture("heatmap", study, heat, shown, sections, made_at, first)


def heatmap_height(rows: int, sections: Sequence[int], legend: float, *, divided: bool) -> float:
    """How many pixels high `lay_heatmap` is with so many rows and so many criteria in each section."""
    return _head(_pitch(sections)) + _ROW * (rows + divided) + 16 + legend


def lay_heatmap(
    sheet: Sheet, box: Box, comparison: Comparison, heat: Heat, rows: Sequence[int], sections: Sequence[int]
) -> None:
    """The heat map of these rows and sections, by their places, in a part of a sheet from its top downwards."""
    _Map(sheet, box, comparison, heat, sections).draw(rows)


class _Map:
    """The columns of the heat map and what stands in them."""

    def __init__(
        self, sheet: Sheet, box: Box, comparison: Comparison, heat: Heat, sections: Sequence[int]
    ) -> None:
        self._sheet, self._box = sheet, box
        self._comparison, self._heat = comparison, heat
        all_sections = comparison.framework.sections
        self._sections = [(place, all_sections[place]) for place in sections if all_sections[place].criteria]
        sizes = [len(section.criteria) for _place, section in self._sections]
        self._pitch = _pitch(sizes)
        width = self._pitch * sum(sizes) + _GAP * max(len(sizes) - 1, 0)
        self._names = max(box.width - width - _RANK - _BAR - _FIGURE - 32, 60.0)
        self._bar = box.right - _FIGURE - _BAR
        self._spans: list[Box] = []
        self._columns: list[tuple[int, float]] = []
        before = [
            sum(len(one.criteria) for one in all_sections[:place]) for place in range(len(all_sections))
        ]
        x = box.left + _RANK + self._names + 12
        for (place, _section), size in zip(self._sections, sizes, strict=True):
            self._spans.append(Box(x, box.top, self._pitch * size - 2, 0))
            self._columns += [(before[place] + number, x + self._pitch * number) for number in range(size)]
            x += self._pitch * size + _GAP

    def draw(self, rows: Sequence[int]) -> None:
        self._heads()
        rank = self._comparison.rank
        y = self._box.top + _head(self._pitch)
        cells: list[Placed] = []
        for place, row in enumerate(rows):
            if not rank[row] and (place == 0 or rank[rows[place - 1]]):
                words = _("Without a rank: insufficient evidence")
                self._sheet.text(self._box.left, y + _ROW / 2, words, size=12, weight=600)
                y += _ROW
            self._beside(y, self._comparison.result(row))
            for column, x in self._columns:
                tile = Box(x, y + 1, self._pitch - 2, _ROW - 2)
                cells.append(
                    (tile, int(self._heat.shown[row, column]), bool(self._heat.disputed[row, column]))
                )
            y += _ROW
        tiles = HeatTiles(self._sheet, self._comparison.framework)
        tiles.draw(cells)
        entries = legend_entries(self._comparison.framework, self._heat, self._comparison.question.average)
        draw_heat_legend(tiles, self._sheet, Box(self._box.left, y + 16, self._box.width, 0), entries)

    def _heads(self) -> None:
        sheet, top = self._sheet, self._box.top
        tongue = language()
        codes = top + _head(self._pitch) - 12
        sheet.text(self._box.left + _RANK, codes, _("Programme"), size=12, weight=600)
        sheet.text(self._box.right, codes, _("Score"), size=12, weight=600, align="right")
        for (place, section), span in zip(self._sections, self._spans, strict=True):
            name = section.short.into(tongue)
            sheet.text(span.left, top + 8, shorten(name, span.width, 12, 600), size=12, weight=600)
            sheet.rectangle(Box(span.left, top + 19, span.width, 3), _TICKS[place % len(_TICKS)])
        criteria = self._comparison.framework.criteria
        staggered = _is_staggered(self._pitch)
        for number, (column, x) in enumerate(self._columns):
            # Codes wider than their columns stand on two lines by turns.
            y = codes - (_LINE if staggered and number % 2 == 0 else 0)
            room = self._pitch * (2 if staggered else 1) - 1
            words = shorten(criteria[column].code, room, 10.5)
            middle = x + self._pitch / 2 - 1
            sheet.text(middle, y, words, size=10.5, role="muted", align="center")

    def _beside(self, y: float, result: ProgrammeResult) -> None:
        sheet, middle = self._sheet, y + _ROW / 2
        known = result.rank is not None
        role = "text" if known else "muted"
        if known:
            sheet.text(self._box.left, middle, str(result.rank), size=12, role="muted")
        name = shorten(result.programme.label, self._names, 12, 500)
        sheet.text(self._box.left + _RANK, middle, name, size=12, weight=500 if known else 400, role=role)
        if result.low is None or result.high is None:
            sheet.text(self._box.right, middle, "–", size=12, role="muted", align="right")
            return
        top = self._comparison.framework.top
        low, high = (self._bar + _BAR * value / top for value in (result.low, result.high))
        sheet.line([(self._bar, middle), (self._bar + _BAR, middle)], "border")
        band = Box(low, middle - 4, max(high - low, 1), 8)
        if result.score is None:
            sheet.hatched(band)
            return
        sheet.rectangle(band, "data-soft")
        at = self._bar + _BAR * result.score / top
        sheet.rectangle(Box(at - 1.5, middle - 7, 3, 14), "data-strong")
        figure = format_number(result.score, 1)
        sheet.text(self._box.right, middle, figure, size=12, weight=600, align="right")


def _picture(
    name: str,
    study: Study,
    heat: Heat,
    rows: Sequence[int],
    sections: Sequence[int],
    made_at: datetime,
    detail: str = "",
) -> Picture:
    comparison = study.comparison
    texts = caption(study.snapshot, comparison, made_at)
    entries = legend_entries(comparison.framework, heat, comparison.question.average)
    sizes = [len(comparison.framework.sections[place].criteria) for place in sections]
    divided = any(not comparison.rank[row] for row in rows)
    legend = heat_legend_height(entries, _ROOM)
    with_frame = Frame(texts, texts.answer, heatmap_height(len(rows), sizes, legend, divided=divided), detail)
    lay_heatmap(with_frame.sheet, with_frame.box, comparison, heat, rows, sections)
    words = in_words(texts, f"{texts.answer} {detail}".strip(), [comparison.result(row) for row in rows])
    return Picture(
        name=name,
        figure=with_frame.figure,
        title=texts.title,
        words=f"{words}\n{_cells_in_words(comparison, heat, rows, sections)}",
    )


def _cells_in_words(comparison: Comparison, heat: Heat, rows: Sequence[int], sections: Sequence[int]) -> str:
    """Every cell, a line a programme, since what the picture shows is in them."""
    framework, lines = comparison.framework, []
    all_criteria = framework.criteria
    shown = {one.id for place in sections for one in framework.sections[place].criteria}
    columns = [column for column, one in enumerate(all_criteria) if one.id in shown]
    for row in rows:
        cells = (
            f"{all_criteria[column].code} {figure_of(int(heat.shown[row, column]), framework.codes) or '·'}"
            for column in columns
        )
        lines.append(f"{comparison.programmes[row].label}: {', '.join(cells)}")
    return "\n".join(lines)


def _groups(sizes: Sequence[int]) -> list[list[int]]:
    """The sections that stand on each picture, by their places: as many as leave every cell its least width."""
    groups: list[list[int]] = [[]]
    for place, size in enumerate(sizes):
        together = [sizes[one] for one in groups[-1]] + [size]
        if groups[-1] and _width_left(together) / max(sum(together), 1) < _LEAST_PITCH:
            groups.append([])
        groups[-1].append(place)
    return groups


def _pitch(sizes: Sequence[int]) -> float:
    """The width of a column, with the gap to the next."""
    return min(_PITCH, _width_left(sizes) / max(sum(sizes), 1))


def _width_left(sizes: Sequence[int]) -> float:
    beside = _RANK + _NAMES + 12 + _BAR + _FIGURE + 20
    return _ROOM - beside - _GAP * max(len(sizes) - 1, 0)


def _is_staggered(pitch: float) -> bool:
    return pitch < 33


def _head(pitch: float) -> float:
    return _HEAD + (_LINE if _is_staggered(pitch) else 0)
