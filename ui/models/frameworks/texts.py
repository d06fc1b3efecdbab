"""The texts of one place of a framework as the lines of a form, each in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.i18n import _, language
from scorecard.model.framework import Criterion, Framework, Section
from scorecard.model.text import Text
from ui.models.frameworks.tree import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One text to read or to write. `name` says which one it is to the editor of drafts.

    The text of a level has the `level` that it describes, a position on the scale, and the level's `word`.
    """

    name: str
    heading: str
    text: Text
    lines: int = 1
    level: int = -1
    word: str = ""


def fields_of(framework: Framework, place: Place) -> tuple[Field, ...]:
    """The texts of a place; none where it is not in this version, or where they stand in no form of this kind."""
    match place.kind:
        case "about":
            return (
                Field(name="name", heading=_("Name"), text=framework.name),
                Field(name="short", heading=_("Short name"), text=framework.short),
                Field(name="note", heading=_("Note"), text=framework.note, lines=4),
            )
        case "section":
            section = section_at(framework, place)
            return () if section is None else _section_fields(section)
        case "criterion" | "retired":
            criterion = criterion_at(framework, place)
            return () if criterion is None else _criterion_fields(framework, criterion)
        case "scale" | "heading":
            return ()


def section_at(framework: Framework, place: Place) -> Section | None:
    """The section in force that a place names, or that holds the criterion it names."""
    for section in framework.sections:
        if place == Place("section", section.id):
            return section
        if place.kind == "criterion" and any(one.id == place.id for one in section.criteria):
            return section
    return None


def criterion_at(framework: Framework, place: Place) -> Criterion | None:
    """The criterion that a place names, in force or retired."""
    asked = framework.retired_criteria if place.kind == "retired" else framework.criteria
    return next((one for one in asked if one.id == place.id), None)


def _section_fields(section: Section) -> tuple[Field, ...]:
    return (
        Field(name="name", heading=_("Name"), text=section.name),
        Field(name="short", heading=_("Short name"), text=section.short),
        Field(name="note", heading=_("Note"), text=section.note, lines=4),
    )


def _criterion_fields(framework: Framework, criterion: Criterion) -> tuple[Field, ...]:
    words = [step.word.into(language()) for step in framework.scale]
    levels = (
        Field(
            name=f"level{position}",
            heading=_("Level {code}").format(code=step.code),
            text=text,
            lines=2,
            level=position,
            word=word,
        )
        for position, (step, word, text) in enumerate(
            zip(framework.scale, words, criterion.levels, strict=True)
        )
    )
    return (
        Field(name="name", heading=_("Name"), text=criterion.name),
        Field(name="question", heading=_("Question"), text=criterion.question, lines=2),
        Field(name="definition", heading=_("Definition"), text=criterion.definition, lines=2),
        *levels,
        Field(name="look_for", heading=_("What to look for"), text=criterion.look_for, lines=2),
        Field(name="source", heading=_("Source"), text=criterion.source),
    )
