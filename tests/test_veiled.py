"""Who scored is not told by what is written without names: no name, id or account of a person is in any byte of it."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from scorecard.analysis.evaluators.pseudonyms import pseudonyms
from scorecard.edits import people
from scorecard.edits.evaluations import begin
from scorecard.errors import Refusal
from scorecard.exchange.merging.package_reader import read_package
from scorecard.frames import Frames, frames
from scorecard.frames.files import save_folder, save_sqlite
from scorecard.model.evaluation import Assignment
from scorecard.model.form import Form
from scorecard.model.workshop import Action, Agenda, Discussion, Dissent
from scorecard.progress import Silent
from scorecard.storage.store import Store
from scorecard.veiled import Veiled
from scorecard.workspace import Workspace
from tests.analysis.evaluations import Case, case_of, cases

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "zyxwv"
"""A word in every name, id and account of a person here, and in nothing else."""


@contextmanager
def opened(case: Case) -> Iterator[Workspace]:
    """A file of the case in which people are named wherever they can be, with a history that names more."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.scorecard"
        founded = begin(*_with_people(case))
        with Workspace(Store.create(path, founded, author=f"{MARK}-account")) as workspace:
            workspace._author = f"{MARK} at the desk"
            workspace.edit(people.add_evaluator, f"Gone {MARK.title()}", "peer", f"{MARK}gone")
            gone = workspace.snapshot.evaluator(f"{MARK}gone")
            workspace.edit(
                people.change_evaluator, replace(gone, name=f"Formerly {MARK.title()} of the North")
            )
            workspace.edit(people.remove_evaluator, gone.key, ())
            workspace.undo()
            workspace.redo()
            yield workspace


def _key(number: int) -> str:
    return f"{number:032x}".replace("0", "c")


def _with_people(case: Case) -> tuple:
    snapshot = replace(case.snapshot, evaluation=replace(case.snapshot.evaluation, id="d" * 32, title="Case"))
    keys = {old: _key(number + 16) for number, old in enumerate(snapshot.evaluators)}
    named = {
        keys[old]: replace(one, key=keys[old], id=f"{MARK}{number}", name=f"{MARK.title()} Quispe{number}")
        for number, (old, one) in enumerate(snapshot.evaluators.items())
    }
    scores = tuple(replace(score, evaluator=keys[score.evaluator]) for score in case.scores)
    programmes, round = list(snapshot.programmes), next(iter(snapshot.rounds))
    conflicts = [
        replace(one, evaluator=keys[one.evaluator])
        for one in snapshot.conflicts.values()
        if one.evaluator in keys
    ]
    assignments = [
        replace(one, evaluator=keys[one.evaluator], by=f"{MARK} clerk")
        for one in snapshot.assignments.values()
        if one.evaluator in keys
    ]
    forms: dict[str, Form] = {}
    discussions: dict[str, Discussion] = {}
    agendas: dict[str, Agenda] = {}
    if named and programmes:
        everybody, first = tuple(named), next(iter(named))
        assignments.append(
            Assignment(programme=programmes[0], evaluator=first, round=round, by=named[first].name, owed=True)
        )
        form = Form(
            key="f" * 32, evaluator=first, round=round, framework="f", version="1", programmes=tuple(programmes),
            language="en", made_at="2026-11-01T10:00:00+00:00", file=f"{MARK}.xlsx",
        )  # fmt: skip
        forms = {form.key: form}
        agenda = Agenda(
            framework="f", round=round, begun_at="2026-11-02T10:00:00+00:00", absent=everybody[1:]
        )
        agendas = {agenda.key: agenda}
        discussion = Discussion(
            programme=programmes[0], round=round, criterion="f.A1", stage="settled", outcome="dissent", value="",
            voted=everybody, votes=(), first=tuple((one, "NE") for one in everybody),
            dissents=(Dissent(evaluator=first, text="No."),),
            actions=(Action(key="a" * 32, text="Ask.", owner=f"Owner {MARK}"),),
        )  # fmt: skip
        discussions = {discussion.key: discussion}
    changed = replace(
        snapshot,
        evaluators=named,
        conflicts={f"{one.programme}/{one.evaluator}": one for one in conflicts},
        assignments={f"{one.programme}/{one.evaluator}/{one.round}": one for one in assignments},
        forms=forms,
        agendas=agendas,
        discussions=discussions,
    )
    return changed, scores


def tells(path: Path) -> list[str]:
    """The files in and under a path, archives opened and streams of PDF unpacked, in which somebody is named."""
    found = []
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if not file.is_file():
            continue
        parts = {file.name: file.read_bytes()}
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                parts |= {f"{file.name}/{name}": archive.read(name) for name in archive.namelist()}
        for name, content in parts.items():
            if MARK.encode() in content.lower() or MARK in name.lower():
                found.append(name)
    return found


@given(case=cases())
@settings(max_examples=8)
def test_no_table_and_no_package_names_anybody(case: Case) -> None:
    with opened(case) as workspace, TemporaryDirectory() as folder:
        place = Path(folder)
        veiled = Veiled(workspace)
        veiled.package(place / "case.scorepack")
        save_folder(frames(workspace, pseudonyms=True), place / "tables", "csv", Silent())
        assert tells(place) == []
        workspace.package(place / "named.scorepack")
        assert tells(place), "The same search finds names in what is written with them."


CASE = case_of(
    {"A": 2, "B": 2},
    {"P1": {"one": "3 2 NE .", "two": "1 0 NA 4"}, "P2": {"one": "0 0 1 1", "two": "4 4 3 2"}},
    kinds={"one": "independent", "two": "self"},
    submitted=[("P1", "one")],
    conflicts=[("P2", "two")],
)


def test_no_workbook_database_document_or_picture_names_anybody(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from scorecard.charts.files import save_charts
    from scorecard.documents.files import save_document
    from scorecard.documents.minutes import minutes
    from scorecard.documents.programme_report import programme_report
    from scorecard.exchange.books.workbook import write_workbook
    from scorecard.exchange.source_table_file import save_source_table

    def everything(workspace: Workspace, place: Path) -> None:
        place.mkdir()
        publication = workspace.publication(workspace.question())
        write_workbook(publication, place / "book.xlsx", language="en", progress=Silent())
        save_sqlite(frames(workspace), place / "tables.db", Silent())
        save_document(minutes(publication), place / "minutes.docx")
        save_document(programme_report(publication, "P1"), place / "report.docx")
        save_source_table(workspace.source_table("long"), place / "long.csv", subject="Case")
        save_charts(
            publication.study, place / "charts", format="svg", made_at=datetime.now(UTC), progress=Silent()
        )

    with opened(CASE) as workspace:
        everything(Veiled(workspace), tmp_path / "veiled")
        everything(workspace, tmp_path / "named")
    assert tells(tmp_path / "veiled") == []
    named = " ".join(tells(tmp_path / "named"))
    assert all(one in named for one in ("book.xlsx", "tables.db", "minutes.docx", "long.csv")), named


def test_a_pdf_is_made_of_the_same_manuscript_as_word_and_tells_no_more(tmp_path: Path) -> None:
    from scorecard.documents.minutes import minutes
    from scorecard.documents.pdf import as_pdf

    with opened(CASE) as workspace:
        veiled = Veiled(workspace)
        manuscript = minutes(veiled.publication(veiled.question()))
    assert MARK not in repr(manuscript).lower()
    content = as_pdf(manuscript)
    streams = [part.partition(b"stream\n")[2] for part in content.split(b"endstream")]
    assert MARK.encode() not in content.lower()
    assert not any(MARK.encode() in _inflated(stream).lower() for stream in streams)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_numbers_are_the_same_in_everything_that_one_file_tells() -> None:
    with opened(CASE) as workspace:
        tables = frames(Veiled(workspace))
        assert set(tables.scores["evaluator"]) <= set(tables.evaluators["evaluator"])
        before, after = frames(workspace), tables
        for kind in ("self", "independent"):
            theirs, here = (
                table.scores.loc[table.scores["evaluator"] == _of_kind(table, kind), "value"].tolist()
                for table in (before, after)
            )
            assert theirs == here
        texts = " ".join(tables.history["what"])
        assert "evaluator-3" in texts, "Whoever is gone comes after those who are there."
        assert set(tables.history["author"]) >= {"Person 2", "Person 3"}


def _of_kind(tables: Frames, kind: str) -> str:
    found: str = tables.evaluators.loc[tables.evaluators["kind"] == kind, "evaluator"].iloc[0]
    return found


def test_numbers_do_not_follow_the_alphabet_and_are_the_same_each_time() -> None:
    answers = {"P1": {f"e{number}": ". ." for number in range(12)}}
    snapshot = case_of({"A": 2}, answers).snapshot
    snapshot = replace(snapshot, evaluation=replace(snapshot.evaluation, id="d" * 32))
    known = pseudonyms(snapshot)
    order = [known.evaluators[one.key].name for one in snapshot.ordered_evaluators()]
    assert order != sorted(order)
    assert sorted(order) == [f"Evaluator {number:02}" for number in range(1, 13)]
    assert known == pseudonyms(snapshot)


def test_the_panel_keeps_its_word_and_texts_stay_as_written() -> None:
    case = case_of({"A": 1}, {"P1": {"who": "2", "all": "3"}}, kinds={"who": "peer", "all": "panel"})
    snapshot = pseudonyms(case.snapshot).snapshot(case.snapshot)
    assert {one.name for one in snapshot.evaluators.values()} == {"Evaluator 1", "Panel"}
    assert "free texts stand as written" in snapshot.evaluation.note
    assert snapshot.programmes == case.snapshot.programmes


def test_a_package_without_names_is_whole_and_is_refused_by_every_merge(tmp_path: Path) -> None:
    path = tmp_path / "published.scorepack"
    with opened(CASE) as workspace:
        Veiled(workspace).package(path)
        package = read_package(path)
        assert package.pseudonyms
        assert package.evaluation != workspace.snapshot.evaluation.id
        assert not {page.revision.id for page in package.pages} & set(workspace._store.hashes())
        with pytest.raises(Refusal, match="made for publication"):
            workspace.merge_plan([package])


def test_nothing_can_be_changed_where_people_are_numbers() -> None:
    with opened(CASE) as workspace:
        veiled = Veiled(workspace)
        with pytest.raises(Refusal, match="Nothing can be changed"):
            veiled.edit(people.remove_evaluator, next(iter(veiled.snapshot.evaluators)), ())
        veiled.close()
        assert workspace.history(), "The workspace stays open."
