"""What a framework still lacks before it can be in force: texts in a language, and criteria in a section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scorecard.i18n import _
from scorecard.model.framework import Criterion, Framework, Section
from scorecard.model.text import Text

MissingIn = Literal["", "en", "es"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is missing.

    `place` is the full id of a criterion, the id of a section, the code of a step, or nothing for the framework
    itself; `field` is the name of the field, `levels 3` for the text of the third step from the worst, or
    `criteria` where a section has none. `language` is that of the missing text, `step` the code of its level.
    """

    place: str
    field: str
    language: MissingIn = ""
    step: str = ""

    def text(self) -> str:
        """What is missing, as a sentence in the language in force."""
        if self.field == "criteria":
            if not self.place:
                return _("The framework has no section yet.")
            return _("The section {section} has no criterion yet.").format(section=self.place)
        sentence = {
            "en": _("{place}: {field} in English is missing."),
            "es": _("{place}: {field} in Spanish is missing."),
        }[self.language]
        name = self.field.partition(" ")[0]
        field = field_words()[name].format(step=self.step)
        return sentence.format(place=self.place or _("The framework"), field=field)


def field_words() -> dict[str, str]:
    """The fields that hold texts, in words; `levels` has a place for the code of its `step`."""
    return {
        "name": _("the name"),
        "short": _("the short name"),
        "note": _("the note"),
        "word": _("the leading word"),
        "meaning": _("the meaning"),
        "question": _("the question"),
        "definition": _("the definition"),
        "look_for": _("the evidence to look for"),
        "source": _("the source"),
        "levels": _("the text of level {step}"),
    }


def gaps(framework: Framework) -> tuple[Gap, ...]:
    """All that is missing. Notes and explanations may be empty, but not in one language alone."""
    return tuple(_gaps(framework))


def _gaps(framework: Framework) -> Iterator[Gap]:
    yield from _needed("", "name", framework.name)
    yield from _needed("", "short", framework.short)
    yield from _both_or_none("", "note", framework.note)
    for step in framework.scale:
        yield from _needed(step.code, "word", step.word)
        yield from _both_or_none(step.code, "meaning", step.meaning)
    if not framework.sections:
        yield Gap(place="", field="criteria")
    for section in framework.sections:
        yield from _section_gaps(section)
        for criterion in section.criteria:
            yield from _criterion_gaps(criterion, framework.codes)


def _section_gaps(section: Section) -> Iterator[Gap]:
    yield from _needed(section.id, "name", section.name)
    yield from _needed(section.id, "short", section.short)
    yield from _both_or_none(section.id, "note", section.note)
    if not section.criteria:
        yield Gap(place=section.id, field="criteria")


def _criterion_gaps(criterion: Criterion, codes: tuple[str, ...]) -> Iterator[Gap]:
    yield from _needed(criterion.id, "name", criterion.name)
    yield from _both_or_none(criterion.id, "question", criterion.question)
    yield from _both_or_none(criterion.id, "definition", criterion.definition)
    yield from _both_or_none(criterion.id, "look_for", criterion.look_for)
    yield from _both_or_none(criterion.id, "source", criterion.source)
    for number, (level, code) in enumerate(zip(criterion.levels, codes, strict=True), start=1):
        yield from _needed(criterion.id, f"levels {number}", level, code)


def _needed(place: str, field: str, text: Text, step: str = "") -> Iterator[Gap]:
    if not text.en:
        yield Gap(place=place, field=field, language="en", step=step)
    if not text.es:
        yield Gap(place=place, field=field, language="es", step=step)


def _both_or_none(place: str, field: str, text: Text) -> Iterator[Gap]:
    if text.en or text.es:
        yield from _needed(place, field, text)
