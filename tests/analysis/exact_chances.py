"""Chances of ranks by exact integration over the weights of two or three sections, in fractions."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[Fraction | None, ...]
"""The values of one programme in each section, None where it is missing."""
Weights = tuple[Fraction, ...]
Polygon = list[Weights]

CORNERS: Polygon = [
    (Fraction(1), Fraction(0), Fraction(0)),
    (Fraction(0), Fraction(1), Fraction(0)),
    (Fraction(0), Fraction(0), Fraction(1)),
]


def score(row: Row, weights: Weights) -> Fraction:
    """The weighted mean of what is there."""
    pairs = [(weight, value) for weight, value in zip(weights, row, strict=True) if value is not None]
    return sum((w * v for w, v in pairs), Fraction(0)) / sum(w for w, _v in pairs)


def ranks_at(rows: Sequence[Row], weights: Weights) -> list[list[Fraction]]:
    """The chance of each rank for each programme at some weights: ties share their ranks equally."""
    scores = [score(row, weights) for row in rows]
    found = []
    for own in scores:
        above, level = sum(one > own for one in scores), sum(one == own for one in scores)
        found.append([Fraction(int(above <= rank < above + level), level) for rank in range(len(rows))])
    return found


def over_two_sections(rows: Sequence[Row]) -> list[list[Fraction]]:
    """The exact chances with uniform weights of two sections, with missing ones: sums of lengths between crossings."""
    places = {Fraction(0), Fraction(1)}
    for one, other in combinations(rows, 2):
        places |= {place for place in _crossings(one, other) if 0 < place < 1}
    ends = sorted(places)
    parts = []
    for low, high in pairwise(ends):
        middle = (low + high) / 2
        parts.append(((middle, 1 - middle), high - low))
    return _sum(rows, parts)


def _crossings(one: Row, other: Row) -> list[Fraction]:
    """The weights of the first section at which two scores are equal; a missing section makes a score constant."""

    def line(row: Row) -> tuple[Fraction, Fraction]:
        if row[0] is None or row[1] is None:
            constant = row[1] if row[0] is None else row[0]
            assert constant is not None
            return constant, Fraction(0)
        return row[1], row[0] - row[1]

    start, slope = (a - b for a, b in zip(line(one), line(other), strict=True))
    return [] if slope == 0 else [-start / slope]


def over_three_sections(rows: Sequence[Row]) -> list[list[Fraction]]:
    """The exact chances with uniform weights of three complete sections: areas of a triangle cut by lines."""
    cells = [CORNERS]
    for one, other in combinations(rows, 2):
        cut = [a - b for a, b in zip(one, other, strict=True)]  # type: ignore[operator]
        cells = [part for cell in cells for part in _cut(cell, cut)]
    middles = [tuple(sum(c[i] for c in cell) / len(cell) for i in range(3)) for cell in cells]
    whole = _area(CORNERS)
    return _sum(rows, [(middle, _area(cell) / whole) for middle, cell in zip(middles, cells, strict=True)])


def _sum(rows: Sequence[Row], parts: Sequence[tuple[Weights, Fraction]]) -> list[list[Fraction]]:
    size = len(rows)
    total = [[Fraction(0)] * size for _row in rows]
    for weights, share in parts:
        for row, chances in enumerate(ranks_at(rows, weights)):
            for rank, chance in enumerate(chances):
                total[row][rank] += share * chance
    return total


def _cut(polygon: Polygon, line: Sequence[Fraction]) -> list[Polygon]:
    """The two parts of a convex polygon on either side of a line through the weights; one where it misses."""

    def side(corner: Weights) -> Fraction:
        return sum((a * b for a, b in zip(line, corner, strict=True)), Fraction(0))

    parts: list[Polygon] = []
    for sign in (1, -1):
        part: Polygon = []
        for index, corner in enumerate(polygon):
            following = polygon[(index + 1) % len(polygon)]
            here, there = sign * side(corner), sign * side(following)
            if here >= 0:
                part.append(corner)
            if here * there < 0:
                share = here / (here - there)
                part.append(tuple(a + share * (b - a) for a, b in zip(corner, following, strict=True)))
        if len(part) > 2 and _area(part) > 0:
            parts.append(part)
    return parts if any(line) else [polygon]


def _area(polygon: Polygon) -> Fraction:
    """The area in the plane of the first two weights, up to a factor that is the same for all."""
    total = Fraction(0)
    for index, (x, y, _z) in enumerate(polygon):
        following = polygon[(index + 1) % len(polygon)]
        total += x * following[1] - following[0] * y
    return abs(total) / 2
