"""The records of an evaluation but its scores as rows of the tables, in the order in which people list them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from scorecard.frames import workshop_rows
from scorecard.frames.labels import Labels
from scorecard.model.codec import fingerprint
from scorecard.model.edit import Revision
from scorecard.model.framework import Criterion, Framework, Section
from scorecard.model.programme import Evidence
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import Text

Row = Sequence[Any]
"""A value for each column of a table; an empty text is a missing one, moments and dates are in ISO's form."""

EQUAL = "(equal)"
"""The id of equal weights; no set that people make can have it."""


def record_rows(
    snapshot: Snapshot, labels: Labels, history: Sequence[Revision], fingerprint: str
) -> Mapping[str, Iterator[Row]]:
    """The rows of every table that needs no scores, by the table's name. `history` is newest first."""
    rows: dict[str, Iterator[Row]] = {name: make(snapshot, labels) for name, make in _MAKERS.items()}
    rows["evaluation"] = iter([_evaluation(snapshot, history, fingerprint)])
    rows["history"] = _history(history)
    return rows


def versions(snapshot: Snapshot) -> list[Framework]:
    """Every version of every framework, the one in force first."""
    found = []
    for framework in snapshot.ordered_frameworks():
        found.append(framework)
        found += [
            edition.framework
            for edition in snapshot.editions.values()
            if edition.framework.id == framework.id and edition.framework.version != framework.version
        ]
    return found


def sections_of(framework: Framework) -> Iterator[tuple[Section, bool, list[tuple[Criterion, bool]]]]:
    """Each section with its criteria, and whether it and they are retired; one that is both comes once."""
    retired = {section.id: section for section in framework.retired}
    for section in framework.sections:
        gone = retired.pop(section.id, None)
        criteria = [(one, False) for one in section.criteria]
        yield section, False, [*criteria, *((one, True) for one in (gone.criteria if gone else ()))]
    for section in retired.values():
        yield section, True, [(one, True) for one in section.criteria]


def _both(*texts: Text) -> Iterator[str]:
    for text in texts:
        yield text.en
        yield text.es


def _evaluation(snapshot: Snapshot, history: Sequence[Revision], fingerprint: str) -> Row:
    one = snapshot.evaluation
    return (
        one.id, one.title, one.note, one.caution, one.threshold,
        fingerprint, len(history), history[0].at.isoformat(),
    )  # fmt: skip


def _history(history: Sequence[Revision]) -> Iterator[Row]:
    for number, one in enumerate(reversed(history), start=1):
        yield one.id, number, one.at.isoformat(), one.author, one.kind, one.text(), one.target


def _frameworks(snapshot: Snapshot, _labels: Labels) -> Iterator[Row]:
    order = snapshot.evaluation.frameworks
    for one in versions(snapshot):
        current = snapshot.frameworks[one.id].version == one.version
        texts = _both(one.name, one.short, one.note)
        yield (
            one.id, one.version, order.index(one.id), current, one.previous, one.top, *texts, fingerprint(one),
        )  # fmt: skip


def _scales(snapshot: Snapshot, _labels: Labels) -> Iterator[Row]:
    for one in versions(snapshot):
        for position, step in enumerate(one.scale):
            yield one.id, one.version, position, step.code, *_both(step.word, step.meaning), step.needs


def _sections(snapshot: Snapshot, _labels: Labels) -> Iterator[Row]:
    for one in versions(snapshot):
        for position, (section, retired, _criteria) in enumerate(sections_of(one)):
            texts = _both(section.name, section.short, section.note)
            yield one.id, one.version, section.id, position, retired, *texts


def _criteria(snapshot: Snapshot, _labels: Labels) -> Iterator[Row]:
    for one in versions(snapshot):
        found = [(section, *place) for section, _gone, places in sections_of(one) for place in places]
        for position, (section, criterion, retired) in enumerate(found):
            texts = _both(
                criterion.name, criterion.question, criterion.definition, criterion.look_for, criterion.source
            )
            yield one.id, one.version, criterion.id, section.id, position, criterion.code, retired, *texts


def _levels(snapshot: Snapshot, _labels: Labels) -> Iterator[Row]:
    for one in versions(snapshot):
        for criterion in (*one.criteria, *one.retired_criteria):
            for position, (code, text) in enumerate(zip(one.codes, criterion.levels, strict=True)):
                yield one.id, one.version, criterion.id, position, code, *_both(text)


def _crosswalk(snapshot: Snapshot, _labels: Labels) -> Iterator[Row]:
    for one in versions(snapshot):
        pairs = [
            (link.fate, old, new)
            for link in one.crosswalk
            for old, new in product(link.old or ("",), link.new or ("",))
        ]
        for line, (fate, old, new) in enumerate(pairs):
            yield one.id, one.version, line, one.previous, fate, old, new


def _rounds(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for position, one in enumerate(snapshot.ordered_rounds()):
        yield (
            labels.rounds[one.key], position, one.name, one.kind, one.begins, one.ends, one.closed, one.blind,
        )  # fmt: skip


def _evaluators(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in snapshot.ordered_evaluators():
        yield labels.evaluators[one.key], one.name, one.kind


def _programmes(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in snapshot.ordered_programmes():
        yield (
            labels.programmes[one.key], one.name, one.short, one.country, one.region, one.period, one.kind,
            one.institution, one.mechanism, one.note, one.investment_code, one.uuid,
        )  # fmt: skip


def _tags(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in snapshot.ordered_programmes():
        for tag in dict.fromkeys(one.tags):
            yield labels.programmes[one.key], tag


def _conflicts(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in snapshot.conflicts.values():
        if one.programme in labels.programmes and one.evaluator in labels.evaluators:
            yield labels.programmes[one.programme], labels.evaluators[one.evaluator], one.reason


def _assignments(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in snapshot.assignments.values():
        programme, evaluator = labels.programmes.get(one.programme), labels.evaluators.get(one.evaluator)
        if programme and evaluator and one.round in labels.rounds:
            yield programme, evaluator, labels.rounds[one.round], one.owed, one.status, one.by, one.at


def _forms(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in snapshot.ordered_forms():
        yield (
            one.key, one.label, labels.evaluators.get(one.evaluator, one.evaluator),
            labels.rounds.get(one.round, one.round), one.framework, one.version, len(one.programmes),
            one.language, one.file, one.made_at, one.returned_at,
        )  # fmt: skip


def _documents(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in snapshot.ordered_documents():
        yield labels.documents[one.key], one.title, one.author, one.year, one.kind, one.link


def _ratings(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for programme in snapshot.ordered_programmes():
        for position, one in enumerate(programme.ratings):
            documents = labels.listed(one.documents)
            yield (
                labels.programmes[programme.key], position, documents, one.place, one.subject, one.section,
                one.mark, one.text, one.footnote,
            )  # fmt: skip


def _facts(snapshot: Snapshot, labels: Labels) -> Iterator[tuple[str, str, Evidence]]:
    for programme in snapshot.ordered_programmes():
        for one in snapshot.evidence_of(programme.key):
            yield labels.programmes[programme.key], labels.evidence[one.key], one


def _evidence(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for programme, id, one in _facts(snapshot, labels):
        yield (
            programme, id, one.text, one.place, one.sign, one.context, one.standing, one.effect, one.link,
            labels.listed(one.documents),
        )  # fmt: skip


def _evidence_criteria(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for programme, id, one in _facts(snapshot, labels):
        for criterion in dict.fromkeys(one.criteria):
            yield programme, id, criterion, criterion.partition(".")[0]


def _evidence_documents(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for programme, id, one in _facts(snapshot, labels):
        for document in dict.fromkeys(one.documents):
            if document in labels.documents:
                yield programme, id, labels.documents[document]


def _evidence_differs(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for programme, id, one in _facts(snapshot, labels):
        for key in dict.fromkeys(one.differs_from):
            other = snapshot.evidence.get(key)
            if other is not None and other.programme in labels.programmes:
                yield programme, id, labels.programmes[other.programme], labels.evidence[key]


def _note_sheets(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for one in snapshot.ordered_note_sheets():
        yield (
            labels.note_sheets[one.key], one.title, one.template.id, one.template.layout,
            labels.programmes.get(one.programme, ""), one.note, one.place, labels.listed(one.documents),
        )  # fmt: skip


def _note_rows(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for sheet in snapshot.ordered_note_sheets():
        for number, one in enumerate(snapshot.rows_of(sheet.key), start=1):
            documents = labels.listed(one.documents)
            yield labels.note_sheets[sheet.key], number, one.depth, one.place, one.footnote, documents


def _note_cells(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    for sheet in snapshot.ordered_note_sheets():
        for number, one in enumerate(snapshot.rows_of(sheet.key), start=1):
            for column in sheet.template.columns:
                value = one.cell(column.id)
                if column.kind == "programme":
                    value = labels.programmes.get(value, value)
                if value:
                    place = (labels.note_sheets[sheet.key], number, column.id)
                    yield *place, column.kind, *_both(column.name), value


def _weight_sets(snapshot: Snapshot, labels: Labels) -> Iterator[Row]:
    yield EQUAL, "", "", ""
    for one in snapshot.weights.values():
        yield labels.weights[one.key], one.name, one.framework, one.method


_MAKERS: Mapping[str, Callable[[Snapshot, Labels], Iterator[Row]]] = {
    "frameworks": _frameworks,
    "scales": _scales,
    "sections": _sections,
    "criteria": _criteria,
    "levels": _levels,
    "crosswalk": _crosswalk,
    "rounds": _rounds,
    "evaluators": _evaluators,
    "programmes": _programmes,
    "programme_tags": _tags,
    "conflicts": _conflicts,
    "assignments": _assignments,
    "forms": _forms,
    "agendas": workshop_rows.agendas,
    "absences": workshop_rows.absences,
    "discussions": workshop_rows.discussions,
    "discussion_votes": workshop_rows.votes,
    "dissents": workshop_rows.dissents,
    "actions": workshop_rows.actions,
    "documents": _documents,
    "ratings": _ratings,
    "evidence": _evidence,
    "evidence_criteria": _evidence_criteria,
    "evidence_documents": _evidence_documents,
    "evidence_differs": _evidence_differs,
    "note_sheets": _note_sheets,
    "note_rows": _note_rows,
    "note_cells": _note_cells,
    "weight_sets": _weight_sets,
}
