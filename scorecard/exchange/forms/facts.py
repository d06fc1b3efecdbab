"""What a workbook says about itself: whether it is a form, whose, by which framework, and what stood in it at first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape

from scorecard.errors import Refusal
from scorecard.exchange.container import Container
from scorecard.exchange.forms.layout import FACTS, HEADS, KIND, META, META_COLUMNS, SCHEMA, START_FACTS
from scorecard.exchange.grid import Entry
from scorecard.exchange.levels import as_text
from scorecard.i18n import _
from scorecard.model.evaluation import Key

_PROPERTY = re.compile(
    r"""<(?:\w+:)?property\s[^<>]*?\bname\s*=\s*["']([^"'<>]{1,80})["'][^<>]*>\s*"""
    r"""<(?:\w+:)?(?:lpwstr|lpstr|bstr)\b[^<>]*>([^<]*)<"""
)
_SAVED = re.compile(r"<(?:\w+:)?modified\b[^<>]*>\s*([0-9T:.+\-]{10,32})(Z?)\s*<")
_NAMES = (*FACTS, *HEADS, *START_FACTS)
_FACTS_WITHIN = 60
_ESSENTIAL = ("sc_form_id", "sc_evaluation", "sc_framework", "sc_framework_version", "sc_evaluator_key")

Rows = Sequence[Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One cell that a form asked about, as it was when the form was made."""

    programme: Key
    criterion: str
    revision: Key
    value: str
    evidence: str
    note: str
    sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """The facts of a form by the names of `form_layout`, and what it asked by row key.

    `asked` is None where the sheet that held it is lost: then nobody knows what the form was made from.
    """

    facts: Mapping[str, str]
    asked: Mapping[str, Asked] | None

    def __getitem__(self, name: str) -> str:
        return self.facts.get(name, "")


def properties(container: Container) -> dict[str, str]:
    """The custom properties of a workbook by name."""
    content = container.parts.get("docProps/custom.xml", b"").decode("utf-8", "replace")
    return {name: unescape(text).strip() for name, text in _PROPERTY.findall(content)}


def saved_at(container: Container) -> datetime | None:
    """When a workbook was last saved, as the program that did so has noted; None where it has not."""
    content = container.parts.get("docProps/core.xml", b"").decode("utf-8", "replace")
    found = _SAVED.search(content)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(found[1])
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def looks_like_form(custom: Mapping[str, str], sheets: Sequence[str]) -> bool:
    """Whether a workbook is a form by its properties, or by the sheet that forms have."""
    return custom.get("sc_kind") == KIND or META in sheets


def facts_of(name: str, custom: Mapping[str, str], meta: Rows | None) -> FormFacts:
    """What the form in a file says about itself, by its properties and by its sheet; one of the two may be lost.

    Refused where too little is left, where the two are of different forms, or where the form is newer than we are.
    """
    own, asked = _read_meta(meta) if meta is not None else ({}, None)
    properties = {fact: custom[fact] for fact in FACTS if custom.get(fact)}
    for fact in ("sc_form_id", "sc_evaluation", "sc_evaluator_key"):
        if fact in own and fact in properties and own[fact] != properties[fact]:
            sentence = _(
                "“{name}” is put together from two forms, so that nobody can tell whose answers it holds. Import the "
                "forms as they were sent back; nothing has changed."
            )
            raise Refusal(sentence.format(name=name), code="not-ours")
    facts = properties | own
    if facts.get("sc_kind") != KIND or any(not facts.get(fact) for fact in _ESSENTIAL):
        sentence = _(
            "“{name}” looks like a form, but what says whose form it is has been lost. Copy the answers into a new "
            "form of the same evaluator and import that; nothing has changed."
        )
        raise Refusal(sentence.format(name=name), code="not-ours")
    if facts.get("sc_schema") != SCHEMA:
        sentence = _(
            "“{name}” is a form of a newer version of Scorecard. Update the program; nothing has changed."
        )
        raise Refusal(sentence.format(name=name), code="newer")
    return FormFacts(facts=facts, asked=asked)


def _read_meta(rows: Rows) -> tuple[dict[str, str], dict[str, Asked] | None]:
    """The facts and the table below them, wherever on the sheet they have got to."""
    facts: dict[str, str] = {}
    columns: dict[str, int] = {}
    asked: dict[str, Asked] | None = None
    for number, row in enumerate(rows):
        first = as_text(row[0]).strip() if row else ""
        if asked is not None:
            if first:
                texts = {
                    name: as_text(row[place]) if place < len(row) else "" for name, place in columns.items()
                }
                asked[first] = Asked(
                    programme=texts["programme_key"].strip(),
                    criterion=texts["criterion"].strip(),
                    revision=texts["revision"].strip(),
                    value=texts["value"].strip(),
                    evidence=texts["evidence"],
                    note=texts["note"],
                    sheet=texts["sheet"],
                )
        elif first in _NAMES and len(row) > 1:
            facts[first] = as_text(row[1]).strip()
        elif first == META_COLUMNS[0] and number < _FACTS_WITHIN:
            columns = {as_text(head).strip(): place for place, head in reversed(list(enumerate(row)))}
            asked = {} if columns.keys() >= set(META_COLUMNS) else None
    return facts, asked
