"""What can be done at a place of a draft, and the draft and the place that come of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from scorecard.edits import drafting
from scorecard.i18n import _
from scorecard.library.completeness import Gap
from scorecard.model.framework import Framework
from scorecard.model.text import Text
from ui.models.frameworks.texts import criterion_at, fields_of, section_at
from ui.models.frameworks.tree import ABOUT, SCALE, Place

Command = Literal["criterion", "section", "up", "down", "split", "merge", "retire", "restore", "recode"]
COMMANDS: tuple[Command, ...] = (
    "criterion",
    "section",
    "up",
    "down",
    "split",
    "merge",
    "retire",
    "restore",
    "recode",
)

Outcome = tuple[Framework, Place]


def allowed_at(framework: Framework, place: Place) -> frozenset[Command]:
    """The commands that make sense at a place of a draft."""
    match place.kind:
        case "section":
            first, last = framework.sections[0].id, framework.sections[-1].id
            found: set[Command] = {"criterion", "section", "retire", "recode"}
            found |= {"up"} if place.id != first else set()
            found |= {"down"} if place.id != last else set()
            return frozenset(found)
        case "criterion":
            found = {"criterion", "section", "split", "retire", "recode"}
            found |= {"merge"} if len(framework.criteria) > 1 else set()
            found |= {"up"} if _moved_to(framework, place, -1) else set()
            found |= {"down"} if _moved_to(framework, place, 1) else set()
            return frozenset(found)
        case "retired":
            return frozenset({"restore"})
        case "about" | "scale" | "heading":
            return frozenset({"section"})


def carry_out(framework: Framework, place: Place, command: Command, taken: Collection[str]) -> Outcome:
    """The draft after a command that asks nothing further, and the place to open in it.

    `taken` are full ids of criteria that earlier versions used. `merge` and `recode` ask first: see `merged` and
    `recoded`. Raises `Refusal`.
    """
    match command:
        case "criterion":
            return _with_criterion(framework, place, taken)
        case "section":
            id = drafting.free_section(framework)
            return drafting.add_section(framework, id, to=_after(framework, place)), Place("section", id)
        case "up":
            return _moved(framework, place, -1), place
        case "down":
            return _moved(framework, place, 1), place
        case "split":
            before = {one.id for one in framework.criteria}
            changed = drafting.split(framework, place.id, taken=taken)
            return changed, _first_new(changed, before)
        case "retire":
            return _retired(framework, place)
        case "restore":
            return drafting.restore_criterion(framework, place.id), Place("criterion", place.id)
        case "merge" | "recode":
            raise ValueError(f"{command} asks for more than a place")


def merged(framework: Framework, criteria: Collection[str], taken: Collection[str]) -> Outcome:
    """The draft with several criteria made one."""
    before = {one.id for one in framework.criteria}
    changed = drafting.merge(framework, tuple(criteria), taken=taken)
    return changed, _first_new(changed, before)


def recoded(framework: Framework, place: Place, code: str, taken: Collection[str]) -> Outcome:
    """The draft with another id for a section or a criterion."""
    if place.kind == "section":
        return drafting.recode_section(framework, place.id, code), Place("section", code)
    changed = drafting.recode_criterion(framework, place.id, code, taken)
    return changed, Place("criterion", f"{framework.id}.{code}")


def reworded(framework: Framework, place: Place, name: str, text: Text) -> Framework:
    """The draft with another text for the field `name` of a place, as `fields_of` names it."""
    match place.kind:
        case "about":
            return drafting.reword_framework(framework, **{name: text})
        case "section":
            return drafting.reword_section(framework, place.id, **{name: text})
        case "criterion" if name.startswith("level"):
            return drafting.reword_level(framework, place.id, int(name.removeprefix("level")), text)
        case "criterion":
            return drafting.reword_criterion(framework, place.id, **{name: text})
        case _:
            return framework


def place_of(gap: Gap) -> tuple[Place, str]:
    """Where something is missing, and the name of the field there."""
    if gap.field in ("word", "meaning"):
        return SCALE, f"{gap.field} {gap.place}"
    if not gap.place:
        return ABOUT, gap.field
    if "." in gap.place:
        field, _space, number = gap.field.partition(" ")
        return Place("criterion", gap.place), f"level{int(number) - 1}" if number else field
    return Place("section", gap.place), gap.field


def gap_in_words(framework: Framework, gap: Gap) -> str:
    """What is missing, by the words that its form has for it."""
    place, name = place_of(gap)
    if gap.field == "criteria":
        return gap.text()
    if place == SCALE:
        words = {"word": _("word of level {code}"), "meaning": _("meaning of level {code}")}
        what = words[gap.field].format(code=gap.place)
    else:
        headings = {field.name: field.heading for field in fields_of(framework, place)}
        what = headings.get(name, name)
    where = {"about": framework.id, "section": place.id, "scale": _("Scale")}
    code = where.get(place.kind, place.id.partition(".")[2])
    sentence = _("{place}: {field}, Spanish") if gap.language == "es" else _("{place}: {field}, English")
    return sentence.format(place=code, field=what)


def _with_criterion(framework: Framework, place: Place, taken: Collection[str]) -> Outcome:
    section = section_at(framework, place) or framework.sections[-1]
    ids = [one.id for one in section.criteria]
    to = ids.index(place.id) + 1 if place.id in ids else len(ids)
    id = drafting.free_criterion(framework, section.id, taken)
    code = id.partition(".")[2]
    return drafting.add_criterion(framework, section.id, code, to=to, taken=taken), Place("criterion", id)


def _after(framework: Framework, place: Place) -> int:
    section = section_at(framework, place)
    return len(framework.sections) if section is None else framework.sections.index(section) + 1


def _moved(framework: Framework, place: Place, step: int) -> Framework:
    if place.kind == "section":
        ids = [one.id for one in framework.sections]
        return drafting.move_section(framework, place.id, max(ids.index(place.id) + step, 0))
    there = _moved_to(framework, place, step)
    return framework if there is None else drafting.move_criterion(framework, place.id, *there)


def _moved_to(framework: Framework, place: Place, step: int) -> tuple[str, int] | None:
    """Section and place in it, one on; past the end of a section a criterion goes into the next one."""
    section = section_at(framework, place)
    criterion = criterion_at(framework, place)
    if section is None or criterion is None:
        return None
    to = section.criteria.index(criterion) + step
    if 0 <= to < len(section.criteria):
        return section.id, to
    beyond = framework.sections.index(section) + step
    if not 0 <= beyond < len(framework.sections):
        return None
    other = framework.sections[beyond]
    return other.id, 0 if step > 0 else len(other.criteria)


def _retired(framework: Framework, place: Place) -> Outcome:
    """What was beside it opens then: the next one, or the one before."""
    if place.kind == "section":
        return drafting.retire_section(framework, place.id), ABOUT
    section = section_at(framework, place)
    ids = [one.id for one in section.criteria] if section is not None else []
    others = [*ids[ids.index(place.id) + 1 :], *reversed(ids[: ids.index(place.id)])]
    there = Place("criterion", others[0]) if others else ABOUT
    if not others and section is not None:
        there = Place("section", section.id)
    return drafting.retire_criterion(framework, place.id), there


def _first_new(framework: Framework, before: Collection[str]) -> Place:
    found = next((one.id for one in framework.criteria if one.id not in before), None)
    return ABOUT if found is None else Place("criterion", found)
