"""What became of each criterion from one version of a framework to the next, proposed and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from scorecard.i18n import _
from scorecard.model.framework import Criterion, Framework, Link, Section
from scorecard.model.text import NO_TEXT, folded


def propose(old: Framework, new: Framework) -> tuple[Link, ...]:
    """A crosswalk by ids and names, which a person can correct.

    A criterion with the id of one before is `same`, or `renamed` where its name differs. Otherwise one whose
    name, in either language and whatever its accents and case, only one lost criterion had is `renamed`. What
    is left is `new`, or `dropped`.
    """
    before = {one.id: one for one in (*old.criteria, *old.retired_criteria)}
    asked = {one.id for one in new.criteria}
    lost = {one.id: one for one in old.criteria if one.id not in asked}
    links = []
    for criterion in new.criteria:
        if criterion.id in before:
            links.append(_kept(before[criterion.id], criterion))
            continue
        alike = [one for one in lost.values() if _name_of(one) & _name_of(criterion)]
        if len(alike) == 1:
            del lost[alike[0].id]
            links.append(Link(fate="renamed", old=(alike[0].id,), new=(criterion.id,)))
        else:
            links.append(Link(fate="new", old=(), new=(criterion.id,)))
    links += [Link(fate="dropped", old=(id,), new=()) for id in lost]
    return tuple(links)


def succeed(old: Framework, new: Framework) -> Framework:
    """A framework from elsewhere as the next version of `old`: with a crosswalk, and with all that is retired.

    A crosswalk that the framework brings along stays where it leads from `old` to it.
    """
    if new.previous == old.version and not problems(old, new):
        return new
    links = propose(old, new)
    return with_retired(old, replace(new, previous=old.version, crosswalk=links))


def with_retired(old: Framework, new: Framework) -> Framework:
    """The new version with those criteria retired that its crosswalk leaves behind, and those that were before.

    Each stands in the section that it was in, with as many level texts as the new scale has steps.
    """
    asked = {one.id for one in new.criteria} | {
        id for link in new.crosswalk if _moves(link) for id in link.old
    }
    there = {one.id for one in new.retired_criteria}
    sections = {section.id: section for section in new.retired}
    for section in (*old.sections, *old.retired):
        left = tuple(
            with_levels(one, len(new.scale)) for one in section.criteria if one.id not in asked | there
        )
        if left:
            kept = sections.get(section.id, replace(section, criteria=()))
            sections[section.id] = replace(kept, criteria=(*kept.criteria, *left))
    return replace(new, retired=_without(tuple(sections.values()), asked))


def with_levels(criterion: Criterion, steps: int) -> Criterion:
    """The criterion with so many level texts: those beyond are cut off, missing ones are empty."""
    levels = (*criterion.levels[:steps], *(NO_TEXT for _step in range(steps - len(criterion.levels))))
    return replace(criterion, levels=levels)


def normalised(old: Framework, new: Framework) -> tuple[Link, ...]:
    """The crosswalk of `new` with `same` and `renamed` told apart, in the order of the criteria.

    What was retired before and still is needs no line.
    """
    before = {one.id: one for one in (*old.criteria, *old.retired_criteria)}
    after = {one.id: one for one in new.criteria}
    place = {id: number for number, id in enumerate(dict.fromkeys([*after, *before]))}
    active = {one.id for one in old.criteria}
    links = []
    for link in new.crosswalk:
        if link.fate == "dropped" and not active.intersection(link.old):
            continue
        if _moves(link) and link.old[0] in before and link.new[0] in after:
            link = _kept(before[link.old[0]], after[link.new[0]])
        links.append(link)
    return tuple(sorted(links, key=lambda link: min(place.get(id, 0) for id in link.new or link.old)))


def problems(old: Framework, new: Framework) -> tuple[str, ...]:
    """Why the crosswalk of `new` does not lead from `old` to it, as sentences; nothing where it does."""
    return tuple(_problems(old, new))


def rewordings(old: Framework, new: Framework) -> tuple[str, ...]:
    """The ids, in the new version, of criteria that go on and whose texts other than the name differ."""
    before = {one.id: one for one in (*old.criteria, *old.retired_criteria)}
    after = {one.id: one for one in new.criteria}
    found = []
    for link in new.crosswalk:
        if _moves(link):
            then, now = before[link.old[0]], after[link.new[0]]
            if replace(then, id=now.id, name=now.name) != now:
                found.append(now.id)
    return tuple(found)


def _problems(old: Framework, new: Framework) -> Iterator[str]:
    active = [one.id for one in old.criteria]
    before = {*active, *(one.id for one in old.retired_criteria)}
    asked = [one.id for one in new.criteria]
    retired = {one.id for one in new.retired_criteria}
    left = Counter(id for link in new.crosswalk for id in link.old)
    reached = Counter(id for link in new.crosswalk for id in link.new)
    for id in sorted({*left} - before):
        yield _("{criterion} was no criterion of version {version}.").format(
            criterion=id, version=old.version
        )
    for id in sorted({*reached} - {*asked}):
        yield _("{criterion} is no criterion of the new version.").format(criterion=id)
    for id in active:
        if left[id] == 0:
            yield _("It is not said what becomes of {criterion}.").format(criterion=id)
    for id in asked:
        if reached[id] == 0:
            yield _("It is not said where {criterion} comes from.").format(criterion=id)
    for id in sorted(id for id, count in (*left.items(), *reached.items()) if count > 1):
        yield _("{criterion} stands in two lines of the crosswalk.").format(criterion=id)
    going = {id for link in new.crosswalk if _moves(link) for id in link.old}
    for id in sorted(before - going - retired):
        yield _("{criterion} is asked no more, so it has to stand among the retired.").format(criterion=id)
    for link in new.crosswalk:
        if not _has_form(link):
            yield _("A line of the crosswalk does not fit its fate “{fate}”.").format(fate=link.fate)
        elif link.new and link.new != link.old:
            for id in (id for id in link.new if id in before):
                sentence = _("{criterion} meant something else in version {version}: choose another id.")
                yield sentence.format(criterion=id, version=old.version)


def _moves(link: Link) -> bool:
    return link.fate in ("same", "renamed") and len(link.old) == len(link.new) == 1


def _has_form(link: Link) -> bool:
    """Whether there are as many criteria on either side as the fate asks for.

    A merger of one and what is new, and a split of which one part is left, are both allowed.
    """
    old, new = len(link.old), len(link.new)
    match link.fate:
        case "same":
            return old == new == 1 and link.old == link.new
        case "renamed":
            return old == new == 1
        case "merged":
            return old >= 1 and new == 1
        case "split":
            return old == 1 and new >= 1
        case "dropped":
            return old == 1 and new == 0
        case "new":
            return old == 0 and new == 1
        case _:
            assert_never(link.fate)


def _kept(then: Criterion, now: Criterion) -> Link:
    alike = then.id == now.id and then.name == now.name
    return Link(fate="same" if alike else "renamed", old=(then.id,), new=(now.id,))


def _name_of(criterion: Criterion) -> set[str]:
    names = {f"en {folded(criterion.name.en)}", f"es {folded(criterion.name.es)}"}
    return names - {"en ", "es "}


def _without(sections: tuple[Section, ...], ids: set[str]) -> tuple[Section, ...]:
    """The sections without these criteria, and without those left empty."""
    thinned = (
        replace(section, criteria=tuple(one for one in section.criteria if one.id not in ids))
        for section in sections
    )
    return tuple(section for section in thinned if section.criteria)
