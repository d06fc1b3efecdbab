"""Writing the next version of a framework, one pure step at a time; its crosswalk stays true to each of them.

A draft that follows no version, of a framework that nobody has used yet, has no crosswalk and retires nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from scorecard.analysis.record.crosswalk import normalised, with_retired
from scorecard.edits.framework_parts import (
    already_taken,
    criterion_named,
    first_free,
    inserted,
    retired_into,
    section_named,
    taken_out,
    used_ids,
    with_criterion,
    with_section,
)
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.library.frameworks import MOST_CRITERIA
from scorecard.model.framework import Criterion, Framework, Link, Section
from scorecard.model.snapshot import unknown
from scorecard.model.text import NO_TEXT, Text


def reword_framework(framework: Framework, **texts: Text) -> Framework:
    """Give the framework another `name`, `short` name or `note`."""
    return replace(framework, **texts)  # type: ignore[arg-type]


def reword_section(framework: Framework, section: str, **texts: Text) -> Framework:
    """Give a section another `name`, `short` name or `note`."""
    section_named(framework, section)
    return with_section(framework, section, lambda one: replace(one, **texts))  # type: ignore[arg-type]


def reword_criterion(framework: Framework, criterion: str, **texts: Text) -> Framework:
    """Give a criterion another `name`, `question`, `definition`, `look_for` or `source`."""
    criterion_named(framework, criterion)
    return with_criterion(framework, criterion, **texts)


def reword_level(framework: Framework, criterion: str, position: int, text: Text) -> Framework:
    """Give a level of a criterion another text; positions count from 0, the worst."""
    levels = list(criterion_named(framework, criterion).levels)
    levels[position] = text
    return with_criterion(framework, criterion, levels=tuple(levels))


def free_section(framework: Framework) -> str:
    """The id that a new section gets where none is given, such as `S1`."""
    return first_free("S", {section.id for section in (*framework.sections, *framework.retired)})


def free_criterion(framework: Framework, section: str, taken: Collection[str] = ()) -> str:
    """The full id that a new criterion of a section gets where none is given, such as `ptpr.ANT6`.

    `taken` are full ids that versions before used.
    """
    used = {id.partition(".")[2] for id in used_ids(framework, taken)}
    return f"{framework.id}.{first_free(section, used)}"


def add_section(framework: Framework, section: str = "", *, to: int | None = None) -> Framework:
    """Add a section without texts and criteria, by default at the end."""
    section = section or free_section(framework)
    if any(one.id == section for one in framework.sections):
        raise already_taken(section)
    added = Section(id=section, name=NO_TEXT, short=NO_TEXT, note=NO_TEXT, criteria=())
    place = len(framework.sections) if to is None else to
    sections = (*framework.sections[:place], added, *framework.sections[place:])
    return replace(framework, sections=sections)


def add_criterion(
    framework: Framework,
    section: str,
    code: str = "",
    *,
    to: int | None = None,
    taken: Collection[str] = (),
) -> Framework:
    """Add a criterion without texts to a section, by default at its end."""
    held = section_named(framework, section).criteria
    if len(framework.criteria) + len(framework.retired_criteria) >= MOST_CRITERIA:
        sentence = _("A framework has at most {count} criteria. Nothing has changed.")
        raise Refusal(sentence.format(count=MOST_CRITERIA))
    (id,) = _new_ids(framework, section, (code,), taken)
    added = Criterion(
        id=id,
        name=NO_TEXT,
        question=NO_TEXT,
        definition=NO_TEXT,
        look_for=NO_TEXT,
        source=NO_TEXT,
        levels=tuple(NO_TEXT for _step in framework.scale),
    )
    framework = inserted(framework, section, len(held) if to is None else to, (added,))
    return _linked(framework, Link(fate="new", old=(), new=(id,)))


def move_section(framework: Framework, section: str, to: int) -> Framework:
    """Put a section at another place among the sections, counted after it was taken out."""
    moved = section_named(framework, section)
    others = [one for one in framework.sections if one.id != section]
    others.insert(to, moved)
    return replace(framework, sections=tuple(others))


def move_criterion(framework: Framework, criterion: str, section: str, to: int) -> Framework:
    """Put a criterion at a place of this or another section, counted after it was taken out."""
    moved = criterion_named(framework, criterion)
    section_named(framework, section)
    return inserted(taken_out(framework, criterion), section, to, (moved,))


def recode_section(framework: Framework, section: str, new: str) -> Framework:
    """Give a section another id; weights and source ratings follow when the version comes into force."""
    section_named(framework, section)
    if new != section and any(one.id == new for one in framework.sections):
        raise already_taken(new)

    def renamed(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(replace(one, id=new) if one.id == section else one for one in sections)

    return replace(framework, sections=renamed(framework.sections), retired=renamed(framework.retired))


def recode_criterion(
    framework: Framework, criterion: str, code: str, taken: Collection[str] = ()
) -> Framework:
    """Give a criterion another id and leave its meaning; its scores follow."""
    criterion_named(framework, criterion)
    new = f"{framework.id}.{code}"
    if new == criterion:
        return framework
    own = _link_to(framework, criterion).old if framework.previous else ()
    if new in used_ids(framework, taken) and own != (new,):
        raise already_taken(code)
    links = tuple(_recoded(link, criterion, new) for link in framework.crosswalk)
    return with_criterion(replace(framework, crosswalk=links), criterion, id=new)


def split(
    framework: Framework, criterion: str, codes: tuple[str, ...] = (), taken: Collection[str] = ()
) -> Framework:
    """Make several criteria of one, two where no codes are given; each begins with its texts."""
    source = criterion_named(framework, criterion)
    section = framework.section_of(criterion)
    place = section.criteria.index(source)
    ids = _new_ids(framework, section.id, codes or ("", ""), taken)
    if len(ids) < 2:
        raise Refusal(_("A criterion is split into two or more. Nothing has changed."))
    changed = taken_out(framework, criterion)
    changed = inserted(changed, section.id, place, [replace(source, id=id) for id in ids])
    if not framework.previous:
        return changed
    link = _link_to(framework, criterion)
    links = tuple(one for one in framework.crosswalk if one != link)
    match link.fate:
        case "merged":
            sentence = _(
                "{criterion} is merged from others in this draft and cannot be split as well. Take it away first; "
                "nothing has changed."
            )
            raise Refusal(sentence.format(criterion=criterion))
        case "new":
            links += tuple(Link(fate="new", old=(), new=(id,)) for id in ids)
        case "split":
            parts = tuple(id for id in link.new if id != criterion)
            links += (replace(link, new=(*parts, *ids)),)
        case _:
            links += (Link(fate="split", old=link.old, new=ids),)
            changed = retired_into(changed, section, replace(source, id=link.old[0]))
    return replace(changed, crosswalk=links)


def merge(
    framework: Framework, criteria: tuple[str, ...], code: str = "", taken: Collection[str] = ()
) -> Framework:
    """Make one criterion of several; it stands where the first of them stood and begins with its texts."""
    ordered = [one for one in framework.criteria if one.id in criteria]
    for id in criteria:
        criterion_named(framework, id)
    if len(ordered) < 2:
        raise Refusal(_("Choose two criteria or more to be merged. Nothing has changed."))
    home = framework.section_of(ordered[0].id)
    place = home.criteria.index(ordered[0])
    (id,) = _new_ids(framework, home.id, (code,), taken)
    changed = framework
    old: list[str] = []
    links = framework.crosswalk
    for source in ordered:
        section = framework.section_of(source.id)
        changed = taken_out(changed, source.id)
        if framework.previous:
            link = _link_to(framework, source.id)
            if link.fate == "split":
                sentence = _(
                    "{criterion} is a part of one that this draft splits and cannot be merged as well. Take the "
                    "parts away first; nothing has changed."
                )
                raise Refusal(sentence.format(criterion=source.id))
            old.extend(link.old)
            links = tuple(one for one in links if one != link)
            if link.fate in ("same", "renamed"):
                changed = retired_into(changed, section, replace(source, id=link.old[0]))
    changed = inserted(changed, home.id, place, (replace(ordered[0], id=id),))
    merged = Link(fate="merged" if old else "new", old=tuple(old), new=(id,))
    return _linked(replace(changed, crosswalk=links), merged)


def retire_criterion(framework: Framework, criterion: str) -> Framework:
    """Ask a criterion no more. One that is new in this draft is taken away, and what it was made of retired."""
    source = criterion_named(framework, criterion)
    section = framework.section_of(criterion)
    changed = taken_out(framework, criterion)
    if not framework.previous:
        return changed
    link = _link_to(framework, criterion)
    links = tuple(one for one in framework.crosswalk if one != link)
    if link.fate in ("same", "renamed"):
        changed = retired_into(changed, section, replace(source, id=link.old[0]))
    parts = tuple(id for id in link.new if id != criterion)
    if parts:
        links += (replace(link, new=parts),)
    else:
        links += tuple(Link(fate="dropped", old=(id,), new=()) for id in link.old)
    return replace(changed, crosswalk=links)


def retire_section(framework: Framework, section: str) -> Framework:
    """Ask all criteria of a section no more, and take the section away."""
    for criterion in section_named(framework, section).criteria:
        framework = retire_criterion(framework, criterion.id)
    return replace(framework, sections=tuple(one for one in framework.sections if one.id != section))


def restore_criterion(framework: Framework, criterion: str) -> Framework:
    """Ask a retired criterion again, at the end of its section, which comes back with it; so do its scores."""
    for section in framework.retired:
        for one in section.criteria:
            if one.id == criterion:
                return _restored(framework, section, one)
    raise unknown(_("retired criterion"), criterion, [one.id for one in framework.retired_criteria])


def restore_section(framework: Framework, section: str) -> Framework:
    """Ask all retired criteria of a section again."""
    for one in framework.retired:
        if one.id == section:
            for criterion in one.criteria:
                framework = restore_criterion(framework, criterion.id)
            return framework
    raise unknown(_("retired section"), section, [one.id for one in framework.retired])


def relink(old: Framework, framework: Framework, link: Link) -> Framework:
    """Say otherwise what became of some criteria: the lines that name them fall apart, then this one holds.

    A fate of `dropped` or `new` is all that is left of a line that falls apart. Criteria are retired, or not,
    as the new crosswalk has it. Refused where a criterion keeps its id and would not be the same.
    """
    touched = {*link.old, *link.new}
    links = []
    for one in framework.crosswalk:
        if touched.isdisjoint((*one.old, *one.new)):
            links.append(one)
            continue
        for id in (*one.old, *one.new):
            if id in one.old and id in one.new and (link.old, link.new) != ((id,), (id,)):
                sentence = _(
                    "{criterion} has its id in both versions, so it goes on. Give it another id first; nothing has "
                    "changed."
                )
                raise Refusal(sentence.format(criterion=id))
        links += [Link(fate="dropped", old=(id,), new=()) for id in one.old if id not in link.old]
        links += [Link(fate="new", old=(), new=(id,)) for id in one.new if id not in link.new]
    links.append(link)
    changed = replace(framework, crosswalk=tuple(links))
    changed = replace(changed, crosswalk=normalised(old, changed))
    moving = {id for one in changed.crosswalk if one.fate in ("same", "renamed") for id in one.old}
    kept = (
        replace(section, criteria=tuple(one for one in section.criteria if one.id not in moving))
        for section in changed.retired
    )
    return with_retired(old, replace(changed, retired=tuple(one for one in kept if one.criteria)))


def fill(framework: Framework, language: str) -> Framework:
    """Where a text stands in `language` alone, `en` or `es`, let it stand in the other as well."""

    def filled(text: Text) -> Text:
        said = text.into(language)
        return Text(en=text.en or said, es=text.es or said)

    def texts(record: Any, *names: str) -> dict[str, Any]:
        return {name: filled(getattr(record, name)) for name in names}

    def section(one: Section) -> Section:
        criteria = tuple(
            replace(
                criterion,
                levels=tuple(filled(level) for level in criterion.levels),
                **texts(criterion, "name", "question", "definition", "look_for", "source"),
            )
            for criterion in one.criteria
        )
        return replace(one, criteria=criteria, **texts(one, "name", "short", "note"))

    return replace(
        framework,
        scale=tuple(replace(step, **texts(step, "word", "meaning")) for step in framework.scale),
        sections=tuple(section(one) for one in framework.sections),
        retired=tuple(section(one) for one in framework.retired),
        **texts(framework, "name", "short", "note"),
    )


def _restored(framework: Framework, section: Section, criterion: Criterion) -> Framework:
    links = framework.crosswalk
    if framework.previous:
        for link in links:
            if criterion.id in link.old and link.new:
                sentence = _("{criterion} has become {others} in this draft. Take that away first.")
                others = ", ".join(id.partition(".")[2] for id in link.new)
                raise Refusal(sentence.format(criterion=criterion.id, others=others))
        links = tuple(link for link in links if criterion.id not in link.old)
        links += (Link(fate="same", old=(criterion.id,), new=(criterion.id,)),)
    if all(one.id != section.id for one in framework.sections):
        framework = replace(framework, sections=(*framework.sections, replace(section, criteria=())))
    place = len(section_named(framework, section.id).criteria)
    left = (
        replace(one, criteria=tuple(other for other in one.criteria if other.id != criterion.id))
        for one in framework.retired
    )
    framework = replace(framework, crosswalk=links, retired=tuple(one for one in left if one.criteria))
    return inserted(framework, section.id, place, (criterion,))


def _recoded(link: Link, criterion: str, id: str) -> Link:
    new = tuple(id if one == criterion else one for one in link.new)
    if link.fate in ("same", "renamed"):
        return Link(fate="same" if link.old == new else "renamed", old=link.old, new=new)
    return replace(link, new=new)


def _link_to(framework: Framework, criterion: str) -> Link:
    return next(link for link in framework.crosswalk if criterion in link.new)


def _linked(framework: Framework, link: Link) -> Framework:
    """The framework with one more line in its crosswalk, if it has one."""
    return replace(framework, crosswalk=(*framework.crosswalk, link)) if framework.previous else framework


def _new_ids(
    framework: Framework, section: str, codes: tuple[str, ...], taken: Collection[str]
) -> tuple[str, ...]:
    """Full ids from codes, the free ones of a section where a code is empty; refused where one is used."""
    used = used_ids(framework, taken)
    ids = []
    for code in codes:
        id = f"{framework.id}.{code}" if code else free_criterion(framework, section, used)
        if id in used:
            raise already_taken(code)
        ids.append(id)
        used.add(id)
    return tuple(ids)
