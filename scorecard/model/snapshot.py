"""An evaluation at one moment, without its scores, which are read by programme or as a cube."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import TypeVar

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.edit import Change
from scorecard.model.evaluation import (
    Assignment,
    Conflict,
    Evaluation,
    Evaluator,
    Key,
    Round,
    WeightSet,
)
from scorecard.model.form import Form
from scorecard.model.framework import Criterion, Draft, Edition, Framework, edition_key
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.record import Record
from scorecard.model.score import Score
from scorecard.model.workshop import Agenda, Discussion

Labelled = TypeVar("Labelled", Programme, Evaluator, Round, WeightSet, Document, Evidence, NoteSheet)

_LONGEST_SHOWN = 80
_MOST_NAMED = 8
"""Of an id that is not there, the characters that its refusal repeats."""

_NOTHING: Mapping[str, Record] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Every record of an evaluation but the scores, by key. Scores run to hundreds of thousands."""

    evaluation: Evaluation
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    rounds: Mapping[Key, Round] = field(default_factory=dict)
    evaluators: Mapping[Key, Evaluator] = field(default_factory=dict)
    weights: Mapping[Key, WeightSet] = field(default_factory=dict)
    programmes: Mapping[Key, Programme] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    assignments: Mapping[str, Assignment] = field(default_factory=dict)
    documents: Mapping[Key, Document] = field(default_factory=dict)
    evidence: Mapping[Key, Evidence] = field(default_factory=dict)
    note_sheets: Mapping[Key, NoteSheet] = field(default_factory=dict)
    note_rows: Mapping[Key, NoteRow] = field(default_factory=dict)
    forms: Mapping[Key, Form] = field(default_factory=dict)
    agendas: Mapping[str, Agenda] = field(default_factory=dict)
    discussions: Mapping[str, Discussion] = field(default_factory=dict)

    def after(self, changes: Iterable[Change]) -> Snapshot:
        """The snapshot once the changes have happened; changes of scores leave it as it is."""
        evaluation = self.evaluation
        tables: dict[str, dict[str, Record]] = {}
        for change in changes:
            kind, key = change.ref
            if kind == "score":
                continue
            if kind == "evaluation":
                if isinstance(change.after, Evaluation):
                    evaluation = change.after
                continue
            name = _TABLES[kind]
            table = tables.get(name)
            if table is None:
                table = tables[name] = dict(getattr(self, name))
            if change.after is None:
                table.pop(key, None)
            else:
                table[key] = change.after
        return replace(self, evaluation=evaluation, **tables)  # type: ignore[arg-type]

    def changes_to(self, later: Snapshot) -> Iterator[Change]:
        """What differs at a later moment, the scores and the evaluation itself aside."""
        for name in _TABLES.values():
            before, after = getattr(self, name), getattr(later, name)
            for key in dict.fromkeys((*before, *after)) if before != after else ():
                if before.get(key) != after.get(key):
                    yield Change(before=before.get(key), after=after.get(key))

    def records(self) -> Iterator[Record]:
        """Every record, each after those it refers to."""
        yield self.evaluation
        for name in _TABLES.values():
            yield from getattr(self, name).values()

    def ordered_frameworks(self) -> tuple[Framework, ...]:
        """The frameworks in the order of the evaluation."""
        return tuple(self.frameworks[id] for id in self.evaluation.frameworks)

    def ordered_programmes(self) -> tuple[Programme, ...]:
        """The programmes by id, in which numbers count as numbers: P2 before P10."""
        return tuple(sorted(self.programmes.values(), key=lambda programme: natural(programme.id)))

    def ordered_evaluators(self) -> tuple[Evaluator, ...]:
        """The evaluators by name."""
        return tuple(sorted(self.evaluators.values(), key=lambda one: (one.name.casefold(), natural(one.id))))

    def ordered_rounds(self) -> tuple[Round, ...]:
        """The rounds in time; the last is the latest."""
        return tuple(sorted(self.rounds.values(), key=lambda one: (one.position, natural(one.id))))

    def evidence_of(self, programme: Key) -> tuple[Evidence, ...]:
        """The evidence register of one programme, by id."""
        found = (item for item in self.evidence.values() if item.programme == programme)
        return tuple(sorted(found, key=lambda item: natural(item.id)))

    def ordered_documents(self) -> tuple[Document, ...]:
        """The documents by id."""
        return tuple(sorted(self.documents.values(), key=lambda one: natural(one.id)))

    def ordered_note_sheets(self) -> tuple[NoteSheet, ...]:
        """The note sheets by id."""
        return tuple(sorted(self.note_sheets.values(), key=lambda one: natural(one.id)))

    def rows_of(self, sheet: Key) -> tuple[NoteRow, ...]:
        """The entries of a note sheet in their order."""
        found = (row for row in self.note_rows.values() if row.sheet == sheet)
        return tuple(sorted(found, key=lambda row: (row.position, row.key)))

    def ordered_forms(self) -> tuple[Form, ...]:
        """The forms that were sent, the last ones first."""
        return tuple(sorted(self.forms.values(), key=lambda one: (one.made_at, one.key), reverse=True))

    def agenda(self, framework: str, round: Key) -> Agenda | None:
        """The agenda of a framework in a round, if one was begun."""
        return self.agendas.get(f"{framework}/{round}")

    def discussions_in(self, framework: str, round: Key) -> tuple[Discussion, ...]:
        """What is discussed of a framework in a round, in the order of the agenda."""
        head = f"{framework}."
        found = [one for one in self.discussions.values() if one.round == round]
        found = [one for one in found if one.criterion.startswith(head)]
        return tuple(sorted(found, key=lambda one: (one.position, one.key)))

    def conflict(self, programme: Key, evaluator: Key) -> Conflict | None:
        """The conflict of interest that an evaluator has declared on a programme, if any."""
        return self.conflicts.get(f"{programme}/{evaluator}")

    def assignment(self, programme: Key, evaluator: Key, round: Key) -> Assignment:
        """An evaluator's work on a programme in a round; one that nothing is said of is a draft nobody owes."""
        found = self.assignments.get(f"{programme}/{evaluator}/{round}")
        return found or Assignment(programme=programme, evaluator=evaluator, round=round)

    def origin(self, score: Score) -> str:
        """Where a score was carried over from: by its name where that is a round; empty once it is confirmed."""
        names = (round.name for round in self.rounds.values() if round.id == score.carried)
        return next(names, score.carried)

    def framework_in(self, id: str, round: Key) -> Framework:
        """The version of a framework that a round is scored by: the evaluation's, or one it keeps to."""
        version = dict(self.rounds[round].editions).get(id) if round in self.rounds else None
        return self.editions[edition_key(id, version)].framework if version else self.framework(id)

    def framework(self, id: str) -> Framework:
        """The framework with this id; a refusal names the nearest one."""
        if id in self.frameworks:
            return self.frameworks[id]
        raise unknown(_("framework"), id, self.frameworks)

    def criterion(self, id: str) -> tuple[Framework, Criterion]:
        """The criterion with this full id and its framework; a refusal names the nearest one, or says it is retired."""
        framework = self.frameworks.get(id.partition(".")[0])
        return self._asked(framework, id)

    def criterion_in(self, id: str, round: Key) -> tuple[Framework, Criterion]:
        """The same in the version of the framework that a round is scored by."""
        name = id.partition(".")[0]
        return self._asked(self.framework_in(name, round) if name in self.frameworks else None, id)

    def _asked(self, framework: Framework | None, id: str) -> tuple[Framework, Criterion]:
        if framework is not None:
            for criterion in framework.criteria:
                if criterion.id == id:
                    return framework, criterion
            if any(criterion.id == id for criterion in framework.retired_criteria):
                sentence = _(
                    "{criterion} is retired in version {version} of its framework. Nothing has changed."
                )
                raise Refusal(sentence.format(criterion=id, version=framework.version), code="unknown")
            if any(criterion.id == id for criterion in self.frameworks[framework.id].criteria):
                sentence = _("{criterion} was no criterion of version {version}.")
                problem = sentence.format(criterion=id, version=framework.version)
                raise Refusal(_("{problem} Nothing has changed.").format(problem=problem), code="unknown")
        every = [one.id for framework in self.frameworks.values() for one in framework.criteria]
        raise unknown(_("criterion"), id, every)

    def programme(self, id: str) -> Programme:
        """The programme with this id; a refusal names the nearest one."""
        return _labelled(_("programme"), id, self.programmes.values())

    def evaluator(self, id: str) -> Evaluator:
        """The evaluator with this id; a refusal names the nearest one."""
        return _labelled(_("evaluator"), id, self.evaluators.values())

    def document(self, id: str) -> Document:
        """The document with this id; a refusal names the nearest one."""
        return _labelled(_("document"), id, self.documents.values())

    def evidence_named(self, id: str) -> Evidence:
        """The item of evidence with this id; a refusal names the nearest one."""
        return _labelled(_("item of evidence"), id, self.evidence.values())

    def note_sheet(self, id: str) -> NoteSheet:
        """The note sheet with this id; a refusal names the nearest one."""
        return _labelled(_("note sheet"), id, self.note_sheets.values())

    def weight_set(self, id: str) -> WeightSet:
        """The weight set with this id; a refusal names the nearest one."""
        return _labelled(_("set of weights"), id, self.weights.values())

    def round(self, id: str | None = None) -> Round:
        """The round with this id, by default the latest; a refusal names the nearest one."""
        rounds = self.ordered_rounds()
        if id is None:
            if not rounds:
                raise Refusal(_("This evaluation has no round yet. Add a round and try again."))
            return rounds[-1]
        return _labelled(_("round"), id, rounds)


_TABLES = {
    "framework": "frameworks",
    "edition": "editions",
    "draft": "drafts",
    "round": "rounds",
    "evaluator": "evaluators",
    "weights": "weights",
    "programme": "programmes",
    "conflict": "conflicts",
    "assignment": "assignments",
    "document": "documents",
    "evidence": "evidence",
    "note_sheet": "note_sheets",
    "note_row": "note_rows",
    "form": "forms",
    "agenda": "agendas",
    "discussion": "discussions",
}


@lru_cache(maxsize=8_192)
def natural(label: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which runs of digits compare as numbers, however long, and letters without their case."""
    parts: list[tuple[int, int, str]] = []
    for is_number, characters in groupby(label.casefold(), key=str.isdecimal):
        run = "".join(characters)
        digits = run.lstrip("0")
        parts.append((0, len(digits), digits) if is_number else (1, 0, run))
    return tuple(parts)


def unknown(what: str, id: str, known: Iterable[str]) -> Refusal:
    """The refusal of an id that is not there, naming the nearest that is. `what` is a translated noun."""
    id = id if len(id) <= _LONGEST_SHOWN else id[:_LONGEST_SHOWN] + "…"
    folded = {name.casefold(): name for name in known}
    nearest = [name for name in folded if natural(name) == natural(id)]  # CL3 is CL03 before it is CL13
    nearest = nearest or difflib.get_close_matches(id.casefold(), folded, n=1, cutoff=0.4)
    if nearest:
        sentence = _("There is no {what} “{id}”; the nearest is “{nearest}”. Nothing has changed.")
        return Refusal(sentence.format(what=what, id=id, nearest=folded[nearest[0]]), code="unknown")
    if folded:
        sentence = _("There is no {what} “{id}”; there are: {known}. Nothing has changed.")
        first = sorted(folded.values(), key=natural)[:_MOST_NAMED]
        shown = ", ".join((*first, *(["…"] if len(folded) > _MOST_NAMED else [])))
        return Refusal(sentence.format(what=what, id=id, known=shown), code="unknown")
    sentence = _("There is no {what} “{id}”, and none has been added yet. Nothing has changed.")
    return Refusal(sentence.format(what=what, id=id), code="unknown")


def _labelled(what: str, id: str, records: Iterable[Labelled]) -> Labelled:
    by_id = {record.id: record for record in records}
    if id in by_id:
        return by_id[id]
    raise unknown(what, id, by_id)
