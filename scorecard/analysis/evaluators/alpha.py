"""Krippendorff's alpha with the ordinal metric: of all cells and of parts of them, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scorecard.analysis.aggregation import Floats
from scorecard.analysis.cube import Codes

GOOD = 0.8
"""From here evaluators agree well (Krippendorff, Content Analysis, 2019, ch. 12)."""
FAIR = 0.667
"""From here fairly: the least for tentative conclusions, after the same source."""
SHOWN_FROM = -0.2
"""Where an axis of alpha begins, which ends at 1; what lies below is drawn at its edge and told by its figure."""
FEWEST_UNITS = 5
"""A section or criterion with fewer units has no alpha of its own."""
FEWEST_PROGRAMMES = 10
"""With fewer programmes an interval is indicative only."""

_TAILS = (0.025, 0.975)
_DEFINED = 0.95
"""An interval leaves out the resamples without an alpha, which it may do as long as they fit into its two tails."""

Verdict = Literal["well", "fairly", "hardly", "alike", "few"]
"""How far evaluators agree; `alike` where all levels are one and the same, `few` where there are too few cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """Agreement on some cells. `alpha` is None where it is undefined: no variation, or fewer than the units it needs.

    `low` and `high` bound its 95 % interval over programmes, None where it has none; `units` are the cells
    (programme x criterion) with at least two levels, and `programmes` those that have one of them.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    programmes: int

    @property
    def indicative(self) -> bool:
        """Whether there are too few programmes for an interval that can be relied on."""
        return self.programmes < FEWEST_PROGRAMMES

    @property
    def verdict(self) -> Verdict:
        """How far evaluators agree on these cells."""
        if self.alpha is None:
            return "alike" if self.units >= FEWEST_UNITS else "few"
        return verdict_on(self.alpha)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alphas:
    """Agreement on all criteria together, in each part of them, and on each."""

    overall: Alpha
    parts: tuple[Alpha, ...]
    criteria: tuple[Alpha, ...]


def verdict_on(alpha: float) -> Verdict:
    """How far evaluators agree who reach this alpha."""
    return "well" if alpha >= GOOD else "fairly" if alpha >= FAIR else "hardly"


def measure(values: Codes, sizes: Sequence[int], *, resamples: int, seed: int) -> Alphas:
    """Alpha of the levels in `values` [P, E, C], whose criteria come in parts of these `sizes`.

    The interval is the 95 % percentile interval of a cluster bootstrap over the programmes that have a unit, since
    cells of one programme are no independent draws. There is none where only one programme has one, and none
    where more than 5 % of the resamples have no alpha: then it would hang on a few programmes alone.
    """
    columns = _Columns(values)
    drawn = _drawn(columns.programmes, resamples, seed)
    overall = np.zeros((columns.pairs, drawn.shape[1]))
    parts: list[Alpha] = []
    criteria: list[Alpha] = []
    for size in sizes:
        of_part = np.zeros_like(overall)
        members = range(len(criteria), len(criteria) + size)
        for criterion in members:
            sums = columns.coincidences(criterion) @ drawn
            of_part += sums
            criteria.append(columns.alpha(sums, range(criterion, criterion + 1), FEWEST_UNITS))
        overall += of_part
        parts.append(columns.alpha(of_part, members, FEWEST_UNITS))
    whole = columns.alpha(overall, range(len(criteria)), 1)
    return Alphas(overall=whole, parts=tuple(parts), criteria=tuple(criteria))


class _Columns:
    """How often each level that occurs is given in each cell of the programmes that have a unit.

    A coincidence matrix is kept as its `pairs`: the levels on and above its diagonal, since it is symmetric.
    """

    def __init__(self, values: Codes) -> None:
        is_unit = np.add.reduce(values >= 0, axis=1, dtype=np.int32) >= 2
        values = values[is_unit.any(axis=1)]
        # Sums over the first axis of a contiguous array take a quarter of the time, the copy included.
        answers = np.ascontiguousarray(values.transpose(1, 2, 0))
        levels = [level for level in range(int(values.max(initial=-1)) + 1) if (values == level).any()]
        counts = [np.add.reduce(answers == level, axis=0, dtype=np.int32) for level in levels]
        self._counts = np.array(counts, dtype=np.float64).reshape(len(levels), *answers.shape[1:])
        self._given = self._counts.sum(axis=0)
        self._is_unit = self._given >= 2
        self._lower, self._upper = np.triu_indices(len(levels))
        self._is_diagonal = self._lower == self._upper
        level = np.arange(len(levels))[:, np.newaxis]
        self._of_level = ((level == self._lower) | (level == self._upper)).astype(np.float64)

    @property
    def programmes(self) -> int:
        """How many programmes have a unit."""
        return int(self._given.shape[1])

    @property
    def pairs(self) -> int:
        """How many pairs of levels there are, a level with itself included."""
        return len(self._lower)

    def coincidences(self, criterion: int) -> Floats:
        """What each programme adds to each pair [pairs, P]: n_c n_k / (m - 1), for c = k n_c (n_c - 1) / (m - 1)."""
        counts, given = self._counts[:, criterion], self._given[criterion]
        found: Floats = counts[self._lower] * counts[self._upper]
        found[self._is_diagonal] -= counts
        found *= self._is_unit[criterion] / np.maximum(given - 1, 1)
        return found

    def alpha(self, sums: Floats, criteria: range, least: int) -> Alpha:
        """Alpha from summed coincidences [pairs, 1 + resamples], those of the programmes as they are first."""
        is_unit = self._is_unit[criteria.start : criteria.stop]
        units, programmes = int(is_unit.sum()), int(is_unit.any(axis=0).sum())
        alpha = low = high = None
        if units >= least:
            found = self._alphas(sums)
            alpha = None if np.isnan(found[0]) else float(found[0])
            resampled = found[1:][~np.isnan(found[1:])]
            if alpha is not None and programmes > 1 and len(resampled) >= max(1, _DEFINED * (len(found) - 1)):
                low, high = np.quantile(resampled, _TAILS).tolist()
        return Alpha(alpha=alpha, low=low, high=high, units=units, programmes=programmes)

    def _alphas(self, sums: Floats) -> Floats:
        """1 - Do / De of coincidences [pairs, N], nan where all values are one and the same.

        The ordinal metric sum_{g=c..k} n_g - (n_c + n_k) / 2 is the distance between the middle ranks of c and k.
        """
        of_level = self._of_level @ sums
        middle = of_level.cumsum(axis=0) - of_level / 2
        squared = (middle[self._upper] - middle[self._lower]) ** 2
        observed = (sums * squared).sum(axis=0)
        expected = (of_level[self._lower] * of_level[self._upper] * squared).sum(axis=0)
        found: Floats = 1 - (of_level.sum(axis=0) - 1) * observed / np.where(expected > 0, expected, np.nan)
        return found


def _drawn(programmes: int, resamples: int, seed: int) -> Floats:
    """How often each programme is in each sample [P, 1 + resamples]: once in the first, then drawn with replacement."""
    drawn = np.ones((programmes, 1 + resamples))
    if programmes and resamples:
        who = np.random.default_rng(seed).integers(programmes, size=(programmes, resamples))
        places = who * resamples + np.arange(resamples)
        drawn[:, 1:] = np.bincount(places.ravel(), minlength=programmes * resamples).reshape(
            programmes, resamples
        )
    return drawn
