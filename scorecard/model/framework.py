"""A framework: the questions a review asks, and the described levels that answer them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scorecard.model.text import Text

NE = "NE"
NA = "NA"


Need = Literal["", "official", "effect"]
NEEDS: tuple[Need, ...] = ("", "official", "effect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a scale: its code in files, its leading word, its general meaning.

    `needs` is the proof that this step asks for beyond an item of evidence: an `official` document or two
    items, or an item that shows the `effect`. A score without it stands, and is marked.
    """

    code: str
    word: Text
    meaning: Text
    needs: Need = ""


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


Fate = Literal["same", "renamed", "merged", "split", "dropped", "new"]
"""What a new version does to criteria of the one before: `renamed` has a new id or name and the same meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One line of a crosswalk: full ids of criteria in the version before and in the new one.

    One to one for `same` and `renamed`, many to one for `merged`, one to many for `split`, one to none for
    `dropped`, none to one for `new`.
    """

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """Sections of criteria on one ordered scale, worst to best; positions on it run from 0 to `top`.

    `retired` criteria stand under the section they were in; they are asked no more and enter no sum, but the
    scores that they have stay. `previous` is the version that this one followed, and `crosswalk` says what
    became of each criterion of it; both are empty in a first version.
    """

    id: str
    version: str
    name: Text
    short: Text
    note: Text
    scale: tuple[Step, ...]
    sections: tuple[Section, ...]
    retired: tuple[Section, ...] = ()
    previous: str = ""
    crosswalk: tuple[Link, ...] = ()

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

    @property
    def retired_criteria(self) -> tuple[Criterion, ...]:
        """The criteria that are asked no more."""
        return tuple(criterion for section in self.retired for criterion in section.criteria)

    def criterion(self, id: str) -> Criterion:
        """The criterion with this full id, unless it is retired, or `KeyError`."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version of a framework that a newer one has replaced; rounds closed before it keep to it."""

    framework: Framework


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The next version of a framework while it is being written; scores know nothing of it."""

    framework: Framework


def edition_key(id: str, version: str) -> str:
    """How one version of a framework is known."""
    return f"{id}@{version}"
