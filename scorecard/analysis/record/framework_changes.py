"""What differs between two states of a framework, text by text, for the history of its versions and drafts."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.i18n import LANGUAGES, _, language
from scorecard.model.framework import Criterion, Framework, Section
from scorecard.model.text import Text

Part = tuple[str, str, str]
"""Which part of the framework, what stood there, what stands there now."""


def framework_parts(was: Framework, now: Framework) -> Iterator[Part]:
    """Every part that differs: what the framework says of itself, its sections, their criteria in order."""
    if was.version != now.version:
        yield _("Version"), was.version, now.version
    yield from _texts("", ((_("Name"), was.name, now.name), (_("Short name"), was.short, now.short)))
    yield from _texts("", ((_("Note"), was.note, now.note),))
    yield from _scale(was, now)
    before, after = ({one.id: one for one in framework.sections} for framework in (was, now))
    for id in dict.fromkeys((*before, *after)):
        yield from _section(id, before.get(id), after.get(id))
    old, new = ({one.id: one for one in framework.criteria} for framework in (was, now))
    for id in dict.fromkeys((*old, *new)):
        yield from _criterion(id, old.get(id), new.get(id), now)


def _section(id: str, was: Section | None, now: Section | None) -> Iterator[Part]:
    if was is None or now is None:
        yield id, _name(was), _name(now)
        return
    yield from _texts(id, ((_("Name"), was.name, now.name), (_("Short name"), was.short, now.short)))
    yield from _texts(id, ((_("Note"), was.note, now.note),))
    codes = [", ".join(_code(one.id) for one in section.criteria) for section in (was, now)]
    if codes[0] != codes[1]:
        yield _labelled(id, _("Criteria")), codes[0], codes[1]


def _criterion(id: str, was: Criterion | None, now: Criterion | None, framework: Framework) -> Iterator[Part]:
    code = _code(id)
    if was is None or now is None:
        yield code, _name(was), _name(now)
        return
    levels = zip(framework.scale, was.levels, now.levels, strict=False)
    yield from _texts(
        code,
        (
            (_("Name"), was.name, now.name),
            (_("Question"), was.question, now.question),
            (_("Definition"), was.definition, now.definition),
            *((_("Level {code}").format(code=step.code), old, new) for step, old, new in levels),
            (_("What to look for"), was.look_for, now.look_for),
            (_("Source"), was.source, now.source),
        ),
    )


def _scale(was: Framework, now: Framework) -> Iterator[Part]:
    scales = [
        "; ".join(f"{step.code} {step.word.into(language())}" for step in framework.scale)
        for framework in (was, now)
    ]
    if was.scale != now.scale:
        yield _("Scale"), scales[0], scales[1] if scales[0] != scales[1] else _("changed")


def _texts(of: str, texts: tuple[tuple[str, Text, Text], ...]) -> Iterator[Part]:
    """The texts that differ, in the language in force, and in the other one where it differs there."""
    for part, was, now in texts:
        for tongue in sorted(LANGUAGES, key=lambda one: one != language()):
            before, after = was.into(tongue), now.into(tongue)
            if before != after:
                yield _labelled(of, part), before, after


def _labelled(of: str, part: str) -> str:
    return f"{of} · {part}" if of else part


def _name(one: Section | Criterion | None) -> str:
    return "" if one is None else one.name.into(language())


def _code(criterion: str) -> str:
    return criterion.partition(".")[2]
