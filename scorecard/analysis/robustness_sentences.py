"""How sure a ranking is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorecard.analysis.robustness import Robustness


def robustness_sentences(found: Robustness) -> tuple[str, str]:
    """The answer, and at which weights it falls."""
    return found.comparison.sentence(), ""
