"""A framework written as the TOML that people read, change and give to others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scorecard.model.framework import Criterion, Framework, Link, Section, Step
from scorecard.model.text import Text
from scorecard.safe_file import save_bytes

_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_framework(framework: Framework, path: Path) -> None:
    """Put a framework into a TOML file, whole or not at all."""
    save_bytes(path, to_toml(framework).encode("utf-8"))


def to_toml(framework: Framework) -> str:
    """The TOML of a framework; `read_framework` makes the same framework of it."""
    return "\n".join(_lines(framework)) + "\n"


def _lines(framework: Framework) -> Iterator[str]:
    yield f"id = {_quoted(framework.id)}"
    yield f"version = {_quoted(framework.version)}"
    if framework.previous:
        yield f"previous = {_quoted(framework.previous)}"
    yield from _lines_of(name=framework.name, short=framework.short)
    yield from _tables_of("", note=framework.note)
    for step in framework.scale:
        yield from _step(step)
    for section in framework.sections:
        yield from _section("section", section)
    for section in framework.retired:
        yield from _section("retired", section)
    for link in framework.crosswalk:
        yield from _link(link)


def _step(step: Step) -> Iterator[str]:
    yield ""
    yield "[[scale]]"
    yield f"code = {_quoted(step.code)}"
    if step.needs:
        yield f"needs = {_quoted(step.needs)}"
    yield from _lines_of(word=step.word, meaning=step.meaning)


def _section(table: str, section: Section) -> Iterator[str]:
    yield ""
    yield f"[[{table}]]"
    yield f"id = {_quoted(section.id)}"
    yield from _lines_of(name=section.name, short=section.short)
    yield from _tables_of(f"{table}.", note=section.note)
    for criterion in section.criteria:
        yield from _criterion(f"{table}.criterion", criterion)


def _criterion(table: str, criterion: Criterion) -> Iterator[str]:
    yield ""
    yield f"[[{table}]]"
    yield f"id = {_quoted(criterion.code)}"
    yield from _lines_of(name=criterion.name)
    yield "levels = ["
    for level in criterion.levels:
        yield f"    {_inline(level)},"
    yield "]"
    yield from _tables_of(
        f"{table}.",
        question=criterion.question,
        definition=criterion.definition,
        look_for=criterion.look_for,
        source=criterion.source,
    )


def _link(link: Link) -> Iterator[str]:
    yield ""
    yield "[[crosswalk]]"
    yield f"fate = {_quoted(link.fate)}"
    yield f"old = {_codes(link.old)}"
    yield f"new = {_codes(link.new)}"


def _codes(ids: tuple[str, ...]) -> str:
    return "[" + ", ".join(_quoted(id.partition(".")[2]) for id in ids) + "]"


def _lines_of(**texts: Text) -> Iterator[str]:
    for name, text in texts.items():
        yield f"{name} = {_inline(text)}"


def _tables_of(prefix: str, **texts: Text) -> Iterator[str]:
    """Texts that run long, each as a table of its own; only tables may follow these."""
    for name, text in texts.items():
        yield ""
        yield f"[{prefix}{name}]"
        yield f"en = {_quoted(text.en)}"
        yield f"es = {_quoted(text.es)}"


def _inline(text: Text) -> str:
    return f"{{ en = {_quoted(text.en)}, es = {_quoted(text.es)} }}"


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT_ESCAPES.get(character, f"\\u{ord(character):04X}")
