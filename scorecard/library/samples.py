"""Sample evaluations: real programmes with illustrative scores, and invented ones to try every view on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scorecard.i18n import _
from scorecard.library.frameworks import FrameworkProblems, built_in, built_in_framework
from scorecard.library.sample_names import Names
from scorecard.library.sample_notes import read_note_sheet
from scorecard.library.sample_people import (
    read_assignments,
    read_conflict,
    read_evaluator,
    read_round,
    read_weights,
)
from scorecard.library.sample_programmes import read_document, read_evidence, read_programme
from scorecard.library.sample_scores import fill, read_scores
from scorecard.library.tables import Tables, read_toml
from scorecard.model.edit import Change
from scorecard.model.evaluation import Evaluation
from scorecard.model.framework import NE
from scorecard.model.problem import Problem
from scorecard.model.record import Record, new_key
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.paths import resource

_CAUTIONS = ("illustrative", "invented")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The records of a new evaluation made from a sample."""

    snapshot: Snapshot
    scores: tuple[Score, ...]


def samples() -> tuple[str, ...]:
    """The ids of the samples."""
    return ("mining", "workshop")


def read_sample(id: str, language: str) -> Sample:
    """A sample in one language, with fresh random keys. A refusal names the nearest sample."""
    if id not in samples():
        raise unknown(_("sample"), id, samples())
    return read_sample_in(resource("samples", id), language)


def read_sample_in(folder: Path, language: str) -> Sample:
    """The sample in the TOML files of a folder. Refuses one in which anything is amiss, with all that is."""
    paths = sorted(folder.glob("*.toml"), key=lambda path: (path.name != "sample.toml", path.name))
    problems: list[Problem] = []
    files = [Tables(read_toml(path), path.name, "", problems) for path in paths]
    sample = _read(files, language)
    if problems:
        raise FrameworkProblems(folder.name, tuple(problems))
    return sample


def _read(files: list[Tables], language: str) -> Sample:
    head = files[0]
    order = tuple(id for id in head.strings("frameworks") if _known_framework(head, id))
    names = Names(language, {id: built_in_framework(id) for id in order})
    elsewhere = head.one_of("elsewhere", (NE, ""), default="")
    head.plain("id")
    evaluation = Evaluation(
        id=new_key(),
        title=names.text(head, "title"),
        note=names.text(head, "note"),
        caution=head.one_of("caution", _CAUTIONS),  # type: ignore[arg-type]
        frameworks=order,
    )
    rounds = [
        read_round(table, names, position)
        for position, table in enumerate(head.tables("round", called=_("round"), least=1))
    ]
    evaluators = [read_evaluator(table, names) for table in head.tables("evaluator", called=_("evaluator"))]
    records: list[Record] = [
        *names.frameworks.values(),
        *(read_document(table, names) for table in head.tables("document", called=_("document"))),
        *rounds,
        *evaluators,
        *(read_weights(table, names) for table in head.tables("weights", called=_("weights"))),
    ]
    scores: dict[Cell, Score] = {}
    for table in (table for file in files for table in file.tables("programme", called=_("programme"))):
        programme = read_programme(table, names)
        evidence = [
            read_evidence(one, names, programme) for one in table.tables("evidence", called=_("evidence"))
        ]
        records += [programme, *evidence]
        if elsewhere:
            scores |= fill(elsewhere, names, programme, rounds[-1], evaluators)
        scores |= read_scores(table, names, programme, rounds[-1], evidence)
    for table in head.tables("conflict", called=_("conflict of interest")):
        records.append(read_conflict(table, names))
    for table in head.tables("assignment", called=_("assignment")):
        records.extend(read_assignments(table, names))
    for table in (table for file in files for table in file.tables("note_sheet", called=_("note sheet"))):
        records.extend(read_note_sheet(table, names))
    for file in files:
        file.end()
    return Sample(
        snapshot=Snapshot(evaluation=evaluation).after(Change(before=None, after=one) for one in records),
        scores=tuple(scores.values()),
    )


def _known_framework(head: Tables, id: str) -> bool:
    if id not in built_in():
        head.problem("frameworks", _("the id “{id}” is not known").format(id=id))
    return id in built_in()
