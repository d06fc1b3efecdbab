"""Rankings under drawn weights and cells, counted draw by draw in bounded memory: what stands behind the chances."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from scorecard.analysis.aggregation import Bools, Floats, Ranks

Rows: TypeAlias = npt.NDArray[np.intp]
Places: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]
WeightsDrawn: TypeAlias = Callable[[np.random.Generator, int], Floats]
"""Section weights [draws, S] that sum to 1 in each draw and are positive."""

_FINEST = 2.0**-30
"""Scores are ordered in steps of this size, about the tolerance of 1e-9 within which they tie."""
_LOTS = 2**16
"""Lots drawn to break ties. The greatest score, 126, takes 53 bits in these steps and lots, which a float holds."""
_IN_CACHE = 2**17
_IN_MEMORY = 2**22
"""How many numbers are worked on at once so that they stay in the processor's cache, and how many places are kept."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lottery:
    """The values that the cells of one criterion may take, for every programme [R], each as likely as the others.

    `values` holds them one programme after another, `start` [R] where those of each begin, `count` [R] how many.
    """

    values: Floats
    start: Ranks
    count: npt.NDArray[np.float32]

    @staticmethod
    def of(values: Floats, offered: Bools) -> Lottery:
        """The lottery of those `values` [R, N] that are `offered`, at least one for each programme."""
        count = offered.sum(axis=1)
        return Lottery(values=values[offered], start=np.cumsum(count) - count, count=count.astype(np.float32))

    def draw(self, random: np.random.Generator, draws: int) -> Floats:
        """One value for each draw and programme [draws, R]."""
        numbers = random.random((draws, self.count.size), dtype=np.float32)
        numbers *= self.count
        places = numbers.astype(np.intp)
        places += self.start
        drawn: Floats = self.values.take(places)
        return drawn


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Section:
    """One section of programmes [R]: whether it is `present` (1 or 0), and what is `known` of its value.

    The drawn values of its `lotteries` are added, or under `least` the least of all is taken.
    """

    present: Floats
    known: Floats
    lotteries: tuple[Lottery, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """How often each programme took each rank [R, R], and how often one of N stood above another [N, N]."""

    ranks: Ranks
    above: Ranks


class Draws:
    """Programmes [R] whose scores are the weighted mean of their sections, or under `least` the least of them."""

    def __init__(self, sections: tuple[Section, ...], least: bool, weights: WeightsDrawn) -> None:
        self._sections = sections
        self._least = least
        self._weights = weights
        self._known = np.array([one.known for one in sections])
        self._present = np.array([one.present for one in sections])
        self._complete = bool(self._present.all())

    def tally(self, random: np.random.Generator, draws: int, paired: Rows) -> Tally:
        """The ranks in so many draws, ties broken by lot in each; pairs are those of the programmes `paired` [N]."""
        size = self._known.shape[1]
        ranks = np.zeros((size, size), dtype=np.int64)
        above = np.zeros((paired.size, paired.size), dtype=np.int64)
        while draws:
            batch = min(draws, max(1, _IN_MEMORY // size))
            places = self._places(random, batch)
            for programme, taken in enumerate(places):
                ranks[programme] += np.bincount(taken, minlength=size)
            _add_pairs(above, places[paired])
            draws -= batch
        return Tally(ranks=ranks, above=above)

    def _places(self, random: np.random.Generator, draws: int) -> Places:
        """The place of each programme in the order of each draw [R, draws], 0 for the first."""
        size = self._known.shape[1]
        numbers: Places = np.arange(size).astype(np.min_scalar_type(size))
        places: Places = np.empty((size, draws), dtype=numbers.dtype)
        at_once = max(1, _IN_CACHE // size)
        for start in range(0, draws, at_once):
            end = min(start + at_once, draws)
            order = self._keys(random, end - start).argsort(axis=1)
            order += np.arange(end - start)[:, np.newaxis] * size
            taken = np.empty(order.size, dtype=numbers.dtype)
            taken[order] = numbers
            places[:, start:end] = taken.reshape(order.shape).T
        return places

    def _keys(self, random: np.random.Generator, draws: int) -> Floats:
        """Numbers [draws, R] in the order of the ranking, no two alike but by chance."""
        keys = self._scores(random, draws)
        keys *= -1 / _FINEST
        np.rint(keys, out=keys)
        keys *= _LOTS
        keys += random.integers(0, _LOTS, keys.shape, dtype=np.uint16)
        return keys

    def _scores(self, random: np.random.Generator, draws: int) -> Floats:
        if self._least:
            least = np.tile(self._known.min(axis=0), (draws, 1))
            for section in self._sections:
                for lottery in section.lotteries:
                    np.minimum(least, lottery.draw(random, draws), out=least)
            return least
        weights = self._weights(random, draws)
        scores: Floats = weights @ self._known
        for section, weight in zip(self._sections, weights.T, strict=True):
            if section.lotteries:
                drawn = section.lotteries[0].draw(random, draws)
                for lottery in section.lotteries[1:]:
                    drawn += lottery.draw(random, draws)
                drawn *= weight[:, np.newaxis]
                scores += drawn
        if not self._complete:
            scores /= weights @ self._present
        return scores


def _add_pairs(above: Ranks, places: Places) -> None:
    """Count for each pair in how many draws the one stands above the other, from their places [N, draws]."""
    draws = places.shape[1]
    stands_above = np.empty(places.shape, dtype=np.bool_)
    for one in range(1, len(places)):
        np.less(places[one], places[:one], out=stands_above[:one])
        for other in range(one):
            count = np.count_nonzero(stands_above[other])
            above[one, other] += count
            above[other, one] += draws - count
