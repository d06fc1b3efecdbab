"""How far evaluators agree: Krippendorff's alpha with its interval, the habits of each evaluator, and both in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scorecard.analysis.answers import Answers
from scorecard.analysis.evaluators import agreement_sentences as sentences
from scorecard.analysis.evaluators.alpha import Alpha, measure
from scorecard.analysis.evaluators.habits import Habit, find_habits
from scorecard.i18n import language
from scorecard.model.framework import Framework

__all__ = ["Agreement", "Alpha", "Habit", "find_agreement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement over all, by section and by criterion, in the order of the framework.

    `panel` is whether there are entries of a panel, which is no rater; `hidden` counts the programmes of which a
    blind round hides what the others say.
    """

    framework: Framework
    overall: Alpha
    habits: tuple[Habit, ...]
    sections: tuple[Alpha, ...]
    criteria: tuple[Alpha, ...]
    panel: bool
    hidden: int

    @property
    def indicative(self) -> bool:
        """Whether the interval over all comes from too few programmes to be relied on."""
        return self.overall.indicative

    def sentences(self) -> tuple[str, str]:
        """The answer in one sentence, and what to know about it in others, in the language in force."""
        if not self.overall.units:
            return sentences.nothing_shared(self.habits, self.panel, self.hidden), ""
        habits = sentences.habits_in_words(self.habits)
        if self.overall.alpha is None:
            return sentences.all_alike(self.overall.units), habits
        tongue = language()
        names = [section.short.into(tongue) for section in self.framework.sections]
        answer = sentences.by_section(list(zip(names, self.sections, strict=True)), self.overall)
        return answer, " ".join(filter(None, (sentences.measured(self.overall), habits)))

    def to_json(self) -> dict[str, Any]:
        """The document of `agreement --json`: numbers unrounded, None where one is undefined."""
        overall = self.overall
        return {
            "framework": self.framework.id,
            "metric": "ordinal",
            "alpha": overall.alpha,
            "interval": [overall.low, overall.high],
            "indicative": overall.indicative,
            "units": overall.units,
            "evaluators": [
                {"id": habit.evaluator.id, "severity": habit.severity, "flat": habit.flat}
                for habit in self.habits
            ],
            "sections": [
                _as_json(section.id, alpha)
                for section, alpha in zip(self.framework.sections, self.sections, strict=True)
            ],
            "criteria": [
                _as_json(criterion.id, alpha)
                for criterion, alpha in zip(self.framework.criteria, self.criteria, strict=True)
            ],
        }


def find_agreement(
    framework: Framework, answers: Answers, *, hidden: int = 0, resamples: int = 1_000, seed: int = 1
) -> Agreement:
    """Agreement between the evaluators of some answers, on every criterion whatever it weighs.

    `hidden` counts the programmes of which the answers hold nothing by others for a blind round's sake. Without
    `resamples` there are no intervals.
    """
    sizes = [len(section.criteria) for section in framework.sections]
    alphas = measure(answers.values, sizes, resamples=resamples, seed=seed)
    return Agreement(
        framework=framework,
        overall=alphas.overall,
        habits=find_habits(answers.evaluators, answers.values),
        sections=alphas.parts,
        criteria=alphas.criteria,
        panel=answers.panel.shape[1] > 0,
        hidden=hidden,
    )


def _as_json(id: str, alpha: Alpha) -> dict[str, Any]:
    return {"id": id, "alpha": alpha.alpha, "units": alpha.units, "interval": [alpha.low, alpha.high]}
