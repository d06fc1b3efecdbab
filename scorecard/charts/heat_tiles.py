"""The cells of a heat map drawn many at once, since one by one they would take a picture of them seconds."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.analysis.cube import NA, NE, UNSCORED
from scorecard.analysis.views.heat import MEAN
from scorecard.charts.heat_tones import mean_tone
from scorecard.charts.heat_words import Entry, figure_of
from scorecard.charts.sheet import Box, Sheet, shorten, width_of
from scorecard.model.framework import Framework

Placed = tuple[Box, int, bool]
"""Where a cell stands, what it shows as in `Heat.shown`, and whether it is disputed."""

_RAMP_TOP = 4
_CORNER = 6.0
_CHIP = (28.0, 18.0)
_LINE, _SIZE, _AFTER_CHIP, _AFTER_WORDS = 26.0, 12.0, 8.0, 18.0
_LONGEST = 220.0


class HeatTiles:
    """Draws cells of one framework on a sheet."""

    def __init__(self, sheet: Sheet, framework: Framework) -> None:
        self._sheet = sheet
        self._framework = framework

    def draw(self, cells: Sequence[Placed]) -> None:
        """Draw these: grounds first, then what stands on them."""
        sheet, palette = self._sheet, self._sheet.palette
        given = [(box, self._ground(shown)) for box, shown, _disputed in cells if shown >= 0]
        sheet.tiles([box for box, _colour in given], [colour for _box, colour in given], edge="edge")
        looked = [box for box, shown, _disputed in cells if shown == NE]
        sheet.tiles(looked, [palette["ne-ground"]] * len(looked), edge="ne-hatch")
        sheet.hatches([Box(one.left + 1, one.top + 1, one.width - 2, one.height - 2) for one in looked])
        behind = [Box(one.left + one.width / 2 - 9, one.top + 3, 18, one.height - 6) for one in looked]
        sheet.tiles(behind, [palette["ne-ground"]] * len(behind))
        for state, dotted in ((NA, False), (UNSCORED, True)):
            boxes = [box for box, shown, _disputed in cells if shown == state]
            sheet.tiles(boxes, [palette["surface"]] * len(boxes), edge="unscored-edge", dotted=dotted)
        for box, shown, disputed in cells:
            self._figure(box, shown)
            if disputed:
                right, top = box.right - 2, box.top + 2
                corner = [(right - _CORNER, top), (right, top), (right, top + _CORNER)]
                sheet.polygon(corner, self._ink(shown), fill=1, width=0)

    def _figure(self, box: Box, shown: int) -> None:
        words = figure_of(shown, self._framework.codes)
        if not words:
            return
        size, weight = (11.5, 600) if 0 <= shown < MEAN else (10.5, 500)
        size = min(size, 10.5) if box.width < 24 else size
        self._sheet.text(
            box.left + box.width / 2,
            box.top + box.height / 2,
            shorten(words, box.width - 1, size, weight),
            size=size,
            weight=weight,
            role=self._ink(shown),
            align="center",
        )

    def _ground(self, shown: int) -> str:
        palette, top = self._sheet.palette, self._framework.top
        if shown >= MEAN:
            return mean_tone(palette, (shown - MEAN) / 10, top).ground
        return palette[f"fill{self._step(shown)}"]

    def _ink(self, shown: int) -> str:
        if shown >= MEAN:
            return mean_tone(self._sheet.palette, (shown - MEAN) / 10, self._framework.top).ink
        if shown >= 0:
            return f"text{self._step(shown)}"
        return "ne-text" if shown == NE else "na-text"

    def _step(self, position: int) -> int:
        """The step of the ramp for a position of the scale."""
        return round(position * _RAMP_TOP / self._framework.top) if self._framework.top else _RAMP_TOP


def heat_legend_height(entries: Sequence[Entry], room: float) -> float:
    """How many pixels high the legend is in a room so wide."""
    return _LINE * len(_lines(entries, room))


def draw_heat_legend(tiles: HeatTiles, sheet: Sheet, box: Box, entries: Sequence[Entry]) -> None:
    """Cells with their words, from the top left corner of a box and as wide as it."""
    cells: list[Placed] = []
    for number, line in enumerate(_lines(entries, box.width)):
        x, top = box.left, box.top + _LINE * number
        for shown, disputed, words in line:
            chip = Box(x, top, *_CHIP)
            cells.append((chip, shown, disputed))
            text = shorten(words, _LONGEST, _SIZE)
            sheet.text(chip.right + _AFTER_CHIP, top + _CHIP[1] / 2, text, size=_SIZE, role="muted")
            x = chip.right + _AFTER_CHIP + width_of(text, _SIZE) + _AFTER_WORDS
    tiles.draw(cells)


def _lines(entries: Sequence[Entry], room: float) -> list[list[Entry]]:
    lines: list[list[Entry]] = [[]]
    used = 0.0
    for entry in entries:
        width = _CHIP[0] + _AFTER_CHIP + width_of(shorten(entry[2], _LONGEST, _SIZE), _SIZE)
        if lines[-1] and used + width > room:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += width + _AFTER_WORDS
    return lines
