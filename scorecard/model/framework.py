"""A framework: the questions a review asks, and the described levels that answer them."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.model.text import Text

NE = "NE"
NA = "NA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a scale: its code in files, its leading word, its general meaning."""

    code: str
    word: Text
    meaning: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question with one level text per step of the scale. `id` is full, such as `ptpr.ANT1`."""

    id: str
    name: Text
    question: Text
    definition: Text
    look_for: Text
    source: Text
    levels: tuple[Text, ...]

    @property
    def code(self) -> str:
        """The id within its framework, such as `ANT1`."""
        return self.id.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A dimension of a framework and its criteria."""

    id: str
    name: Text
    short: Text
    note: Text
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """Sections of criteria on one ordered scale, worst to best; positions on it run from 0 to `top`."""

    id: str
    version: str
    name: Text
    short: Text
    note: Text
    scale: tuple[Step, ...]
    sections: tuple[Section, ...]

    @property
    def top(self) -> int:
        """The position of the best step."""
        return len(self.scale) - 1

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the scale, worst to best."""
        return tuple(step.code for step in self.scale)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion in order."""
        return tuple(criterion for section in self.sections for criterion in section.criteria)

    def criterion(self, id: str) -> Criterion:
        """The criterion with this full id, or `KeyError`."""
        for criterion in self.criteria:
            if criterion.id == id:
                return criterion
        raise KeyError(id)

    def section_of(self, criterion_id: str) -> Section:
        """The section that holds the criterion with this full id, or `KeyError`."""
        for section in self.sections:
            if any(criterion.id == criterion_id for criterion in section.criteria):
                return section
        raise KeyError(criterion_id)
