"""The page that documents are laid out on: A4, with the room that is left for a line, a column and a picture."""

from __future__ import annotations

from scorecard.documents.manuscript import Grid

WIDTH_MM, HEIGHT_MM, MARGIN_MM = 210.0, 297.0, 20.0
LINE_MM = WIDTH_MM - 2 * MARGIN_MM
FIGURE_MM = 200.0
"""The most that a picture is high, so that its heading stays on its page."""

_NARROWEST_MM = 12.0


def column_widths(grid: Grid) -> list[float]:
    """The columns of a table in millimetres: their shares of the line, none of them too narrow for a word."""
    least = min(_NARROWEST_MM, LINE_MM / len(grid.widths))
    rest = LINE_MM - least * len(grid.widths)
    return [least + rest * width / sum(grid.widths) for width in grid.widths]
