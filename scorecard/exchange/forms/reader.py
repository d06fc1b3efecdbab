"""Filled forms read back: each answer by the key of its row, never by its place, and each mistake with its cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from scorecard.errors import Refusal
from scorecard.exchange.forms.citations import cited, note_with
from scorecard.exchange.forms.facts import Asked, FormFacts
from scorecard.exchange.forms.layout import parse_row_key
from scorecard.exchange.forms.rows import FormRow, find_rows
from scorecard.exchange.forms.versions import Fingerprints, Versions, brought_forward, versions_of
from scorecard.exchange.grid import Cells
from scorecard.exchange.levels import as_text, level_of, meant_by, why_no_level
from scorecard.exchange.reading import Answer, Before, Fault, Reading, fault
from scorecard.i18n import LANGUAGES, _, language, ngettext, speaking
from scorecard.model.evaluation import Evaluator, Key, Round
from scorecard.model.framework import NA, Criterion
from scorecard.model.problem import Severity
from scorecard.model.programme import Evidence, Programme
from scorecard.model.snapshot import Snapshot, natural
from scorecard.model.text import LONGEST_ENTRY, clean

_LIKE_AN_ID = re.compile(r"[^\W\d_]{1,6}\d{0,4}-?\d{1,4}")


@dataclass(slots=True)
class Library:
    """What many forms are held against, worked out once."""

    snapshot: Snapshot
    fingerprints: Fingerprints = field(default_factory=Fingerprints)
    _registers: dict[Key, tuple[Evidence, ...]] = field(default_factory=dict)
    _documents: frozenset[str] | None = None

    def register(self, programme: Key) -> tuple[Evidence, ...]:
        """The evidence of a programme."""
        if not self._registers:
            found: dict[Key, list[Evidence]] = {key: [] for key in self.snapshot.programmes}
            for item in self.snapshot.evidence.values():
                found.setdefault(item.programme, []).append(item)
            self._registers = {key: tuple(items) for key, items in found.items()}
        return self._registers.get(programme, ())

    def is_document(self, id: str) -> bool:
        """Whether a word is the id of a document."""
        if self._documents is None:
            self._documents = frozenset(one.id.casefold() for one in self.snapshot.documents.values())
        return id.casefold() in self._documents


def read_form(
    file: str,
    facts: FormFacts,
    sheets: Collection[Cells],
    *,
    valueless: Mapping[str, set[str]],
    library: Library,
    said_at: datetime | None,
) -> Reading:
    """What a form says. Refused where it is of another evaluation, evaluator, framework or version, or has no row.

    `valueless` are the addresses, by sheet, of error cells and of formulas without a result.
    """
    snapshot = library.snapshot
    if facts["sc_evaluation"] != snapshot.evaluation.id:
        sentence = _(
            "“{name}” is a form of another evaluation than “{title}”. Import it into the one that it was made from; "
            "nothing has changed."
        )
        raise Refusal(sentence.format(name=file, title=snapshot.evaluation.title), code="not-ours")
    evaluator = snapshot.evaluators.get(facts["sc_evaluator_key"])
    if evaluator is None:
        sentence = _(
            "“{name}” is the form of “{evaluator}”, who is not among the evaluators any more. Undo the removal, or "
            "send a new form; nothing has changed."
        )
        raise Refusal(sentence.format(name=file, evaluator=facts["sc_evaluator"]), code="unknown")
    round = _round_of(file, facts, snapshot)
    versions = versions_of(file, facts, snapshot, round.key, library.fingerprints)
    heads = (facts["head_answer"], facts["head_evidence"], facts["head_note"])
    tabs = {one.sheet for one in (facts.asked or {}).values()}
    found = find_rows(sheets, heads, tabs, valueless)
    if not found.rows and not found.faults:
        sentence = _(
            "“{name}” is a form whose rows are all gone, so that nothing can be read from it. Ask for it once more, "
            "or send it anew; nothing has changed."
        )
        raise Refusal(sentence.format(name=file), code="not-ours")
    reader = _Reader(file, facts, library, versions, evaluator, round)
    for key, rows in found.rows.items():
        reader.read(key, rows)
    answers, faults = reader.answers, [*found.faults, *reader.faults]
    if versions.steps:
        answers, left_out = brought_forward(versions, snapshot, answers, round.key, evaluator.key)
        # What a fault could be read as is of the earlier version: it is mended in the form.
        faults = [Fault(problem=one.problem) for one in faults]
        faults.insert(0, _told_of_versions(file, versions, len(answers), left_out))
    return Reading(
        file=file,
        answers=tuple(answers),
        faults=tuple(faults),
        form=facts["sc_form_id"],
        evaluator=evaluator.name,
        said_at=said_at,
    )


def _round_of(file: str, facts: FormFacts, snapshot: Snapshot) -> Round:
    found = snapshot.rounds.get(facts["sc_round_key"])
    if found is None and not facts["sc_round_key"]:
        found = next((one for one in snapshot.rounds.values() if one.id == facts["sc_round"]), None)
    if found is None:
        sentence = _(
            "“{name}” is a form of the round “{round}”, which this evaluation does not have any more. Nothing has "
            "changed."
        )
        raise Refusal(sentence.format(name=file, round=facts["sc_round"]), code="unknown")
    return found


def _told_of_versions(file: str, versions: Versions, brought: int, left_out: int) -> Fault:
    target = versions.target
    sentence = ngettext(
        "This form asks by version {old} of “{framework}”: {count} answer was brought forward to version {new} "
        "through the crosswalk.",
        "This form asks by version {old} of “{framework}”: {count} answers were brought forward to version {new} "
        "through the crosswalk.",
        brought,
    ).format(old=versions.asked.version, framework=target.id, new=target.version, count=brought)
    if left_out:
        more = ngettext(
            "{count} answer is left out, since its criterion is asked no more.",
            "{count} answers are left out, since their criteria are asked no more.",
            left_out,
        )
        sentence = f"{sentence} {more.format(count=left_out)}"
    return fault("warning", sentence, file=file)


class _Reader:
    """Goes through the rows of one form, key by key."""

    def __init__(
        self,
        file: str,
        facts: FormFacts,
        library: Library,
        versions: Versions,
        evaluator: Evaluator,
        round: Round,
    ) -> None:
        self._file = file
        self._facts = facts
        self._library = library
        self._framework = versions.asked
        self._criteria: dict[str, Criterion] = {one.id: one for one in versions.asked.criteria}
        self._codes = {one.code for one in versions.asked.criteria}
        self._evaluator = evaluator
        self._round = round
        self._spoken = facts["sc_language"] if facts["sc_language"] in LANGUAGES else language()
        self._by_id = {one.id: one for one in library.snapshot.programmes.values()}
        self._gone: set[str] = set()
        self.answers: list[Answer] = []
        self.faults: list[Fault] = []

    def read(self, key: str, rows: Sequence[FormRow]) -> None:
        """Take in what the rows of one key say: several that say the same count once."""
        asked = None if self._facts.asked is None else self._facts.asked.get(key)
        filled = [row for row in rows if any(row.said) or row.valueless]
        if not filled:
            if asked is not None and asked.value:
                self._tell_emptied(rows[0])
            return
        first = filled[0]
        for other in filled[1:]:
            if other.said != first.said:
                sentence = _(
                    "This row stands in {cell} of the sheet “{sheet}” already and says something else there, so that "
                    "neither is taken in. Delete the one that does not count."
                )
                text = sentence.format(cell=first.cell, sheet=first.sheet)
                self._report("error", text, other, other.cell)
                return
        programme = self._programme(key, asked, first)
        criterion = self._criterion(key, first)
        if programme is None or criterion is None:
            return
        if self._facts.asked is not None and asked is None:
            sentence = _(
                "This form did not ask about {key}: the row comes from elsewhere and is not taken in."
            )
            self._report("error", sentence.format(key=key), first, first.cell)
        elif first.shown and first.shown != criterion.code and first.shown in self._codes:
            sentence = _(
                "The row shows {shown}, and its key is that of {code}: parts of the rows were shifted. Put them "
                "together again; the row is not taken in."
            )
            text = sentence.format(shown=first.shown, code=criterion.code)
            self._report("error", text, first, first.cell)
        elif first.valueless:
            sentence = _("This cell holds an error or a formula without a result. Write the answer itself.")
            self._report("error", sentence, first, first.valueless[0])
        else:
            self._take(first, programme, criterion, asked)

    def _take(self, row: FormRow, programme: Programme, criterion: Criterion, asked: Asked | None) -> None:
        register = self._library.register(programme.key)
        with speaking(self._spoken):
            evidence = cited(clean(as_text(row.evidence)), register)
            note = note_with(clean(as_text(row.note)), evidence.rest)
        self._tell_unknown(row, evidence.rest, programme)
        value = ""
        if row.said[0]:
            value = level_of(row.answer, self._framework) or ""
        elif asked is not None and asked.value:
            self._tell_emptied(row)
        answer = Answer(
            sheet=row.sheet,
            cell=row.cell,
            programme=programme.id,
            evaluator=self._evaluator.id,
            round=self._round.id,
            criterion=criterion.id,
            value=value,
            note=note,
            cites=evidence.items,
            before=None if asked is None else self._before(asked, register),
        )
        if row.said[0] and not value:
            meant = meant_by(row.answer, self._framework)
            text = why_no_level(row.answer, self._framework)
            mended = (replace(answer, value=meant),) if meant and (meant != NA or note) else ()
            self._report("error", text, row, row.cell, meant if mended else "", mended)
        elif len(note) > LONGEST_ENTRY:
            sentence = _("This note has {count} characters; at most {most} fit.")
            cell = row.note_cell if row.said[2] else row.evidence_cell
            self._report("error", sentence.format(count=len(note), most=LONGEST_ENTRY), row, cell)
        elif value == NA and not note:
            sentence = _("NA (does not apply) needs a reason: write it in the note.")
            self._report("error", sentence, row, row.note_cell)
        else:
            self.answers.append(answer)

    def _before(self, asked: Asked, register: Sequence[Evidence]) -> Before:
        with speaking(self._spoken):
            evidence = cited(clean(asked.evidence), register)
            note = note_with(clean(asked.note), evidence.rest)
        return Before(revision=asked.revision, value=asked.value, note=note, cites=evidence.items)

    def _programme(self, key: str, asked: Asked | None, row: FormRow) -> Programme | None:
        named = parse_row_key(key)
        id = named.programme if named else key
        found = self._library.snapshot.programmes.get(asked.programme) if asked else self._by_id.get(id)
        if found is None and id not in self._gone:
            self._gone.add(id)
            known = sorted(self._by_id, key=natural)
            sentence = _(
                "There is no programme “{id}” in this evaluation, so that its answers are not taken in. There are: "
                "{known}."
            )
            text = sentence.format(id=id, known=", ".join(known[:8]))
            self._report("error", text, row, row.cell)
        return found

    def _criterion(self, key: str, row: FormRow) -> Criterion | None:
        named = parse_row_key(key)
        found = self._criteria.get(named.criterion) if named else None
        if found is None:
            sentence = _("The framework of this form has no criterion of the key {key}.")
            self._report("error", sentence.format(key=key), row, row.cell)
        return found

    def _tell_unknown(self, row: FormRow, rest: str, programme: Programme) -> None:
        """Say which words under Evidence look like ids and are none of this programme; they stay as text."""
        words = [part.strip() for part in re.split(r"[,;\n]", rest)] if rest else []
        unknown = [
            word for word in words if _LIKE_AN_ID.fullmatch(word) and not self._library.is_document(word)
        ]
        if unknown:
            sentence = _(
                "No evidence of {programme} has the id {ids}: it is kept as text in the note and cited nowhere."
            )
            text = sentence.format(programme=programme.id, ids=", ".join(unknown[:8]))
            self._report("warning", text, row, row.evidence_cell)

    def _tell_emptied(self, row: FormRow) -> None:
        sentence = _("This answer was emptied. An empty cell clears nothing: the stored answer stays.")
        self._report("warning", sentence, row, row.cell)

    def _report(
        self,
        severity: Severity,
        text: str,
        row: FormRow,
        cell: str,
        reads_as: str = "",
        answers: Sequence[Answer] = (),
    ) -> None:
        found = fault(
            severity, text, file=self._file, sheet=row.sheet, cell=cell, reads_as=reads_as, answers=answers
        )
        self.faults.append(found)
