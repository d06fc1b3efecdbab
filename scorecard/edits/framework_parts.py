"""Finding, placing and naming the parts of a framework: what the steps of `drafting` are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.framework import Criterion, Framework, Section
from scorecard.model.snapshot import unknown

_LONGEST_CODE = 8


def section_named(framework: Framework, id: str) -> Section:
    """The section that is asked with this id; a refusal names the nearest one."""
    for section in framework.sections:
        if section.id == id:
            return section
    raise unknown(_("section"), id, [section.id for section in framework.sections])


def criterion_named(framework: Framework, id: str) -> Criterion:
    """The criterion that is asked with this full id; a refusal names the nearest one."""
    for criterion in framework.criteria:
        if criterion.id == id:
            return criterion
    raise unknown(_("criterion"), id, [criterion.id for criterion in framework.criteria])


def with_section(framework: Framework, id: str, change: Callable[[Section], Section]) -> Framework:
    """The framework with a section changed."""
    sections = tuple(change(one) if one.id == id else one for one in framework.sections)
    return replace(framework, sections=sections)


def with_criterion(framework: Framework, id: str, /, **content: Any) -> Framework:
    """The framework with other content in a criterion."""

    def changed(section: Section) -> Section:
        criteria = (replace(one, **content) if one.id == id else one for one in section.criteria)
        return replace(section, criteria=tuple(criteria))

    return with_section(framework, framework.section_of(id).id, changed)


def inserted(framework: Framework, section: str, place: int, added: Iterable[Criterion]) -> Framework:
    """The framework with criteria added at a place of a section."""

    def grown(one: Section) -> Section:
        return replace(one, criteria=(*one.criteria[:place], *added, *one.criteria[place:]))

    return with_section(framework, section, grown)


def taken_out(framework: Framework, criterion: str) -> Framework:
    """The framework without a criterion that is asked."""

    def thinned(section: Section) -> Section:
        return replace(section, criteria=tuple(one for one in section.criteria if one.id != criterion))

    return with_section(framework, framework.section_of(criterion).id, thinned)


def retired_into(framework: Framework, section: Section, criterion: Criterion) -> Framework:
    """The framework with a criterion among those retired of its section."""
    if all(one.id != section.id for one in framework.retired):
        framework = replace(framework, retired=(*framework.retired, replace(section, criteria=())))
    retired = tuple(
        replace(one, criteria=(*one.criteria, criterion)) if one.id == section.id else one
        for one in framework.retired
    )
    return replace(framework, retired=retired)


def used_ids(framework: Framework, taken: Collection[str]) -> set[str]:
    """The full ids that nothing new may have."""
    there = {one.id for one in (*framework.criteria, *framework.retired_criteria)}
    return there | {id for link in framework.crosswalk for id in link.old} | set(taken)


def first_free(prefix: str, used: Collection[str]) -> str:
    """The prefix and the first number that make an unused id."""
    number = 1
    while (id := prefix[: _LONGEST_CODE - len(str(number))] + str(number)) in used:
        number += 1
    return id


def already_taken(id: str) -> Refusal:
    """The refusal of an id that stands for something already."""
    sentence = _(
        "The id “{id}” stands for something in this framework or in an earlier version of it. Choose another; "
        "nothing has changed."
    )
    return Refusal(sentence.format(id=id), code="duplicate")
