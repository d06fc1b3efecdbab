"""What an edit did, in words: which thing, which part of it, what stood there and what stands there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, assert_never

from scorecard.analysis.record.framework_changes import framework_parts
from scorecard.i18n import N_, _, format_number, language, ngettext
from scorecard.model.edit import Change
from scorecard.model.evaluation import Assignment, Conflict, Evaluation, Evaluator, Key, Round, WeightSet
from scorecard.model.form import Form
from scorecard.model.framework import Draft, Edition, Framework
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.record import Record
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import Text
from scorecard.model.workshop import Agenda, Discussion

_FIELDS = {
    "absent": N_("absent"),
    "actions": N_("actions"),
    "at": N_("when"),
    "author": N_("author"),
    "begins": N_("begins"),
    "blind": N_("blind"),
    "by": N_("by"),
    "carried": N_("carried over from"),
    "caution": N_("caution"),
    "cells": N_("contents"),
    "challenge": N_("challenge"),
    "cites": N_("cited evidence"),
    "closed": N_("closed"),
    "confidence": N_("confidence"),
    "context": N_("about the setting"),
    "country": N_("country"),
    "criteria": N_("criteria"),
    "crosswalk": N_("crosswalk"),
    "depth": N_("depth"),
    "differs_from": N_("differs from"),
    "dissents": N_("dissents"),
    "documents": N_("documents"),
    "editions": N_("versions kept to"),
    "effect": N_("shows an effect"),
    "ends": N_("ends"),
    "first": N_("levels when they were revealed"),
    "footnote": N_("footnote"),
    "frameworks": N_("frameworks"),
    "hides_evaluators": N_("names of evaluators hidden"),
    "hides_programmes": N_("names of programmes hidden"),
    "id": N_("id"),
    "institution": N_("institution"),
    "investment_code": N_("investment code"),
    "kind": N_("kind"),
    "link": N_("link"),
    "mechanism": N_("mechanism"),
    "method": N_("method"),
    "minutes": N_("minutes for an item"),
    "name": N_("name"),
    "note": N_("note"),
    "outcome": N_("outcome"),
    "owed": N_("assigned"),
    "period": N_("period"),
    "place": N_("place"),
    "position": N_("position"),
    "practice": N_("practice"),
    "programme": N_("programme"),
    "question": N_("open question"),
    "ratings": N_("ratings of the sources"),
    "rationale": N_("rationale"),
    "reason": N_("reason"),
    "region": N_("region"),
    "returned_at": N_("came back"),
    "retired": N_("retired criteria"),
    "scale": N_("scale"),
    "second": N_("levels when it was settled"),
    "sections": N_("sections"),
    "short": N_("short name"),
    "sign": N_("sign"),
    "slides": N_("slides"),
    "stage": N_("stage"),
    "standing": N_("standing"),
    "status": N_("status"),
    "tags": N_("tags"),
    "text": N_("text"),
    "threshold": N_("threshold"),
    "title": N_("title"),
    "value": N_("level"),
    "version": N_("version"),
    "voted": N_("who has voted"),
    "year": N_("year"),
}


_KEY_LENGTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One part of one thing before and after. `part` is empty where the whole thing came or went."""

    change: Change
    thing: str
    part: str
    before: str
    after: str


class Names:
    """What keys stand for, looked up in several moments, since what is gone had a name too."""

    def __init__(self, *moments: Snapshot) -> None:
        self._moments = moments

    def programme(self, key: Key) -> str:
        """The id of a programme."""
        return self._found("programmes", key, "id")

    def evaluator(self, key: Key) -> str:
        """The name of an evaluator."""
        return self._found("evaluators", key, "name")

    def round(self, key: Key) -> str:
        """The name of a round."""
        return self._found("rounds", key, "name")

    def round_beside(self, key: Key) -> str:
        """The name of a round where there is another that could be meant, else nothing."""
        several = len({round for moment in self._moments for round in moment.rounds}) > 1
        return self.round(key) if several else ""

    def any(self, key: Key) -> str:
        """The id of whatever has this key; what is no key is its own name."""
        for table in ("programmes", "evidence", "documents", "rounds", "note_sheets", "evaluators"):
            if any(key in getattr(moment, table) for moment in self._moments):
                return self._found(table, key, "id")
        return key

    def _found(self, table: str, key: Key, name: str) -> str:
        for moment in self._moments:
            record = getattr(moment, table).get(key)
            if record is not None:
                return str(getattr(record, name))
        return "?"


def differences(changes: Iterable[Change], names: Names) -> Iterator[Difference]:
    """Every part that differs, thing by thing in the order of the changes."""
    for change in changes:
        before, after = change.before, change.after
        record = after if after is not None else before
        if record is None:
            continue
        thing = thing_in_words(record, names)
        if (before is None or after is None) and not isinstance(record, Score):
            whole = _whole(record)
            yield Difference(
                change=change,
                thing=thing,
                part="",
                before=whole if before is not None else "",
                after=whole if after is not None else "",
            )
            continue
        if (pair := _frameworks(before, after)) is not None:
            for name, old, new in framework_parts(*pair):
                yield Difference(change=change, thing=thing, part=name, before=old, after=new)
            continue
        for part in fields(record):
            was, now = getattr(before, part.name, None), getattr(after, part.name, None)
            if part.name not in _FIELDS or was == now or _is_place(record, part.name):
                continue
            words = _in_words(was, names), _in_words(now, names)
            if words[0] != words[1]:
                yield Difference(
                    change=change,
                    thing=thing,
                    part=_(_FIELDS[part.name]),
                    before=words[0],
                    after=words[1],
                )
            elif was is not None and now is not None:
                yield Difference(
                    change=change,
                    thing=thing,
                    part=_(_FIELDS[part.name]),
                    before=words[0],
                    after=_("changed"),
                )


def thing_in_words(record: Record, names: Names) -> str:
    """Which thing a record is, such as `CL03 · ANT1 · Ana Quispe`."""
    match record:
        case Evaluation():
            return _("Evaluation")
        case Framework():
            return _("Framework {id}").format(id=record.id)
        case Edition():
            values = {"id": record.framework.id, "version": record.framework.version}
            return _("Version {version} of the framework {id}").format(**values)
        case Draft():
            return _("Draft of the framework {id}").format(id=record.framework.id)
        case Round():
            return _("Round {id}").format(id=record.id)
        case Evaluator():
            return _("Evaluator {name}").format(name=record.name)
        case WeightSet():
            return _("Weights {id}").format(id=record.id)
        case Programme():
            return _("Programme {id}").format(id=record.id)
        case Conflict():
            values = {
                "programme": names.programme(record.programme),
                "name": names.evaluator(record.evaluator),
            }
            return _("Conflict of interest of {name} on {programme}").format(**values)
        case Assignment():
            return " · ".join(
                (
                    names.programme(record.programme),
                    names.evaluator(record.evaluator),
                    names.round(record.round),
                )
            )
        case Document():
            return _("Document {id}").format(id=record.id)
        case Evidence():
            return _("Evidence {id}").format(id=record.id)
        case NoteSheet():
            return _("Note sheet {id}").format(id=record.id)
        case NoteRow():
            return _("Entry of the note sheet {id}").format(id=names.any(record.sheet))
        case Form():
            values = {"form": record.label, "name": names.evaluator(record.evaluator)}
            return _("Form {form} for {name}").format(**values)
        case Agenda():
            agenda = _("Agenda of {framework}").format(framework=record.framework)
            return " · ".join(filter(None, (agenda, names.round_beside(record.round))))
        case Discussion():
            parts = (
                names.programme(record.programme),
                record.criterion.partition(".")[2],
                _("discussion"),
                names.round_beside(record.round),
            )
            return " · ".join(filter(None, parts))
        case Score():
            parts = (
                names.programme(record.programme),
                record.criterion.partition(".")[2],
                names.evaluator(record.evaluator),
                names.round_beside(record.round),
            )
            return " · ".join(filter(None, parts))
        case _:
            assert_never(record)


def _frameworks(before: Record | None, after: Record | None) -> tuple[Framework, Framework] | None:
    """The two states of a framework that records are about, if they are."""
    match before, after:
        case Framework() as was, Framework() as now:
            return was, now
        case Draft(framework=was), Draft(framework=now):
            return was, now
        case Edition(framework=was), Edition(framework=now):
            return was, now
        case _:
            return None


def _is_place(record: Record, part: str) -> bool:
    """Whether a part only says which thing it is, which cannot differ."""
    return isinstance(record, Score | Assignment | Conflict | Discussion) and part in (
        "programme",
        "criterion",
    )


def _whole(record: Record) -> str:
    """What a thing that came or went is best known by."""
    match record:
        case Programme() | Evaluator() | Round() | WeightSet():
            return record.name
        case Document() | NoteSheet():
            return record.title
        case Evidence():
            return record.text
        case NoteRow():
            return " · ".join(text for _column, text in record.cells if text)
        case Conflict():
            return record.reason
        case Form():
            return record.file
        case Agenda():
            return record.begun_at
        case Discussion():
            return record.value or record.outcome or record.stage
        case Assignment():
            return _("assigned") if record.owed else record.status
        case Framework():
            return record.version
        case Edition() | Draft():
            return record.framework.version
        case Evaluation():
            return record.title
        case Score():
            return record.value
        case _:
            assert_never(record)


def _in_words(value: Any, names: Names) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case str():
            return names.any(value) if len(value) == _KEY_LENGTH else value
        case float():
            return format_number(value, 2)
        case Text():
            return value.into(language())
        case Framework():
            return value.version
        case tuple() if any(isinstance(one, tuple) for one in value):
            return "; ".join(": ".join(_in_words(part, names) for part in one) for one in value)
        case tuple() if any(is_dataclass(one) for one in value):
            return ngettext("{count} entry", "{count} entries", len(value)).format(count=len(value))
        case tuple():
            return ", ".join(_in_words(one, names) for one in value)
        case _:
            return str(value)
