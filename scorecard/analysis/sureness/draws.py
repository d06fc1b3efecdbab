"""Rankings under drawn weights and cells, counted draw by draw in bounded memory: what stands behind the chances."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
_IN_CACHE = 2**15
_IN_MEMORY = 2**22
"""How many numbers are worked on at once, few enough for the processor's cache and for products of matrices to keep to
this thread, and how many places are kept."""


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


class Draws:
    """Programmes [R] whose scores are the weighted mean of their sections, or under `least` the least of them."""

    def __init__(self, sections: tuple[Section, ...], least: bool, weights: WeightsDrawn, free: bool) -> None:
        """`free` weights are drawn from all there are: then only programmes tie that are alike."""
        self._sections = sections
        self._least = least
        self._weights = weights
        self._known = np.array([one.known for one in sections])
        self._present = np.array([one.present for one in sections])
        self._complete = bool(self._present.all())
        drawn = any(one.lotteries for one in sections)
        self._may_tie = least or drawn or not free or _some_alike(self._known, self._present)

    def ranks(self, random: np.random.Generator, draws: int) -> Floats:
        """The share of draws in which each programme takes each rank [R, R], ties broken by lot in each."""
        size = self._known.shape[1]
        found = np.zeros((size, size))
        for batch in self._batches(draws):
            order: Places = np.empty((size, batch), dtype=np.min_scalar_type(size))
            for start, keys in self._keys_in_parts(random, batch):
                order[:, start : start + len(keys)] = keys.argsort(axis=1).T
            for rank, programmes in enumerate(order):
                found[:, rank] += np.bincount(programmes, minlength=size)
        found /= draws
        return found

    def pairs(self, random: np.random.Generator, draws: int, paired: Rows) -> Floats:
        """The share of draws in which one programme stands above another [N, N], for the programmes `paired` [N]."""
        above = np.zeros((paired.size, paired.size))
        for batch in self._batches(draws):
            kept = np.empty((paired.size, batch))
            for start, keys in self._keys_in_parts(random, batch):
                kept[:, start : start + len(keys)] = keys[:, paired].T
            for one in range(1, paired.size):
                count = np.count_nonzero(kept[one] < kept[:one], axis=1)
                above[one, :one] += count
                above[:one, one] += batch - count
        above /= draws
        return above

    def _batches(self, draws: int) -> Iterator[int]:
        """The draws in batches that memory holds."""
        most = max(1, _IN_MEMORY // self._known.shape[1])
        for start in range(0, draws, most):
            yield min(most, draws - start)

    def _keys_in_parts(self, random: np.random.Generator, draws: int) -> Iterator[tuple[int, Floats]]:
        """The keys of all draws, so many at once as the cache holds, each part with the number of its first draw."""
        weights = self._weights(random, draws)
        at_once = max(1, _IN_CACHE // self._known.shape[1])
        for start in range(0, draws, at_once):
            yield start, self._keys(random, weights[start : start + at_once])

    def _keys(self, random: np.random.Generator, weights: Floats) -> Floats:
        """Numbers [draws, R] in the order of the ranking, no two alike but by chance."""
        keys = self._scores(random, weights)
        if not self._may_tie:
            return np.negative(keys, out=keys)
        keys *= -1 / _FINEST
        np.rint(keys, out=keys)
        keys *= _LOTS
        keys += random.integers(0, _LOTS, keys.shape, dtype=np.uint16)
        return keys

    def _scores(self, random: np.random.Generator, weights: Floats) -> Floats:
        draws = len(weights)
        if self._least:
            least = np.tile(self._known.min(axis=0), (draws, 1))
            for section in self._sections:
                for lottery in section.lotteries:
                    np.minimum(least, lottery.draw(random, draws), out=least)
            return least
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


def _some_alike(known: Floats, present: Floats) -> bool:
    """Whether some programmes [S, R] have the same score at all weights: the same values, or but one value each."""
    there = present > 0
    least = np.where(there, known, np.inf).min(axis=0)
    greatest = np.where(there, known, -np.inf).max(axis=0)
    shown = np.where(greatest - least <= _FINEST, least, np.where(there, known, -1.0))
    return bool(len(np.unique(np.rint(shown.T / _FINEST), axis=0)) < known.shape[1])
