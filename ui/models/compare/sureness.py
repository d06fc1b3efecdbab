"""How sure the ranking is, worked out in the pauses of whoever moves a slider, and kept until it is again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from scorecard.i18n import _, format_share

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.analysis.sureness.robustness import Robustness

PAUSE = 150
"""Milliseconds without another study before the chances of this one are worked out."""
_CELLS = 4
"""Drawing cells as well takes about so many times as long as drawing weights alone."""
_AT_ONCE, _IN_A_PAUSE = 60, 300
"""The robustness of so many programmes is worked out as a page is shown, and in a pause; of more in the background."""


class Sureness(QObject):
    """The robustness of the study that is followed; `found` when it is known after a pause.

    `long_asked` carries a study of so many programmes that its robustness is to be found in the background; once it
    is known the study is followed again.
    """

    found = Signal()
    long_asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.robustness: Robustness | None = None
        self._study: Study | None = None
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._find)

    @property
    def settled(self) -> bool:
        """Whether `robustness` is that of the study itself; until then it is that of one before, or none."""
        robustness, study = self.robustness, self._study
        return robustness is not None and study is not None and robustness.comparison is study.comparison

    @property
    def chances_hold(self) -> bool:
        """Whether the chances of `robustness` are those of the study, even where its weights are others.

        Weights drawn over all there are do not depend on those that are tried, as long as the same sections and
        programmes take part.
        """
        if self.settled:
            return True
        if self._study is None or self.robustness is None:
            return False
        before, after, variation = self.robustness.comparison, self._study.comparison, self._study.variation
        return bool(
            variation.weighting == "any"
            and (variation.missing or ((before.rank > 0) == (after.rank > 0)).all())
            and ((before.section_weights > 0) == (after.section_weights > 0)).all()
        )

    def follow(self, study: Study) -> None:
        """Go on with another study. Of few programmes the chances are there at once, unless only weights moved."""
        before, self._study = self._study, study
        if study.knows_robustness:
            self._pause.stop()
            self.robustness = study.robustness
        elif before is not study:
            moved = before is not None and _only_weighs_otherwise(study, before)
            if not moved:
                self.robustness = None
            if moved or _effort(study) > _AT_ONCE:
                self._pause.start()
            else:
                self._pause.stop()
                self.robustness = study.robustness

    def sentences(self) -> tuple[str, str]:
        """The answer of the study that is followed and what to know about it; at first who leads, then how surely."""
        if self._study is None:
            return "", ""
        comparison = self._study.comparison
        answer, detail = comparison.sentence(), ""
        if self.settled and self.robustness is not None:
            answer, detail = self.robustness.sentences()
        if comparison.ranked < len(comparison.programmes):
            needed = _("A programme has a score from a coverage of {threshold} upwards.")
            detail = f"{detail} {needed.format(threshold=format_share(comparison.threshold))}".strip()
        return answer, detail

    def _find(self) -> None:
        study = self._study
        if study is None:
            return
        if study.knows_robustness or _effort(study) <= _IN_A_PAUSE:
            self.robustness = study.robustness
        elif self.robustness is not None and self.chances_hold:
            # Drawn anew they would differ only in how equal scores are told apart.
            from scorecard.analysis.sureness.stability import find_stability

            stability = find_stability(study.comparison)
            self.robustness = replace(self.robustness, comparison=study.comparison, stability=stability)
        else:
            self.long_asked.emit(study)
            return
        self.found.emit()


def _effort(study: Study) -> int:
    """How much there is to draw, in programmes under other weights alone."""
    variation, comparison = study.variation, study.comparison
    drawn = len(comparison.programmes) if variation.missing else comparison.ranked
    return drawn * (_CELLS if variation.missing or variation.evaluators else 1)


def _only_weighs_otherwise(study: Study, before: Study) -> bool:
    """Whether two studies ask the same but for the weights of sections."""
    same = replace(before.question, tried=study.question.tried, without=study.question.without)
    return (
        same == study.question
        and study.variation == before.variation
        and study.snapshot is before.snapshot
        and study.cube is before.cube
    )
