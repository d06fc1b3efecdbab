"""What one evaluator's answers come to in each section, by the engine that ranks programmes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scorecard.model.framework import NA, NE, Framework

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionMean:
    """The mean of a section on 0 to top, None where no level is given; `enough` says coverage reaches the threshold."""

    score: float | None
    enough: bool


def section_means(
    framework: Framework, answers: Mapping[str, str], threshold: float
) -> tuple[SectionMean, ...]:
    """One mean a section, from one evaluator's answers by full criterion id, criteria weighing alike."""
    import numpy as np

    from scorecard.analysis import aggregation, cube

    positions = {"": cube.UNSCORED, NE: cube.NE, NA: cube.NA}
    positions |= {code: position for position, code in enumerate(framework.codes)}
    row = [positions[answers.get(criterion.id, "")] for criterion in framework.criteria]
    nobody = np.empty((1, 0, len(row)), dtype=np.int8)
    settled = aggregation.settle(np.array([[row]], dtype=np.int8), nobody, "mean")
    sizes = tuple(len(section.criteria) for section in framework.sections)
    alike = np.ones(len(sizes))
    found = aggregation.aggregate(settled, "mean", _membership(sizes), alike, framework.top)
    enough = aggregation.is_enough(found.section_coverage[0], threshold)
    return tuple(
        SectionMean(score=None if np.isnan(score) else float(score), enough=bool(one))
        for score, one in zip(found.section_score[0], enough, strict=True)
    )


@lru_cache(maxsize=8)
def _membership(sizes: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """Which criterion is in which section, for sections of these sizes one after the other."""
    import numpy as np

    return np.repeat(np.eye(len(sizes)), sizes, axis=0)
