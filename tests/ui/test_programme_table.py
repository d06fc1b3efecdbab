"""The table of programmes: what it shows, finds and sorts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QSignalSpy

from ui.models.columns import CELL_ROLE
from ui.models.programmes.found_programmes import FoundProgrammes, GroupHead
from ui.models.programmes.rows import programme_rows
from ui.models.programmes.table import (
    ANSWERED,
    FIRST_SECTION,
    NAME,
    ProgrammeTable,
    in_brief,
)
from ui.models.score.open_questions import OpenQuestions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.modeltest import ModelTester

    from scorecard.model.framework import Framework
    from ui.models.programmes.rows import ProgrammeRow
    from ui.session import Session


def rows_of(session: Session, framework_id: str) -> tuple[Framework, list[ProgrammeRow]]:
    workspace = session.workspace
    assert workspace is not None
    assert session.round is not None
    question = replace(workspace.question(framework_id), round=session.round)
    questions = OpenQuestions(
        workspace.snapshot.framework(framework_id),
        session.round,
        workspace.open_questions(framework_id, session.round),
    )
    answered = session.evaluator and workspace.answered(framework_id, session.round, session.evaluator)
    rows = programme_rows(
        workspace.snapshot, workspace.compare(question), answered or None, questions.sections
    )
    return workspace.snapshot.framework(framework_id), rows


@pytest.fixture
def mining(qtbot: object, sample: Callable[[str], Path]) -> Session:
    from ui.session import Session

    session = Session()
    assert session.open(sample("mining"))
    return session


def shown(model: ProgrammeTable | FoundProgrammes, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_table_keeps_the_contract_of_qt(session: Session, qtmodeltester: ModelTester) -> None:
    table = ProgrammeTable()
    table.show(*rows_of(session, "ptpr"))
    qtmodeltester.check(table)
    qtmodeltester.check(FoundProgrammes(table))


def test_there_is_a_column_for_each_section(session: Session) -> None:
    table = ProgrammeTable()
    framework, rows = rows_of(session, "ptpr")
    table.show(framework, rows)
    heads = [table.headerData(column, Qt.Orientation.Horizontal) for column in range(table.columnCount())]
    assert heads[FIRST_SECTION:-1] == ["ANT", "ADA", "LUP", "INT", "EMB"]
    assert heads[-1] == "PTPR score"


def test_a_source_s_own_marks_stand_word_for_word_and_are_told_from_ours(mining: Session) -> None:
    _framework, rows = rows_of(mining, "ptpr")
    transforma = next(row for row in rows if row.programme.id == "CL09")
    assert [(mark.text, mark.printed) for mark in transforma.marks] == [
        ("√", True),
        ("?", True),
        ("√ ?", True),
        ("√", True),
        ("?", True),
    ]
    assert not any(mark.printed for row in rows if row is not transforma for mark in row.marks)


def test_a_programme_under_the_threshold_has_an_interval_and_no_figure(mining: Session) -> None:
    framework, rows = rows_of(mining, "ptpr")
    table = ProgrammeTable()
    table.show(framework, rows)
    last = table.columnCount() - 1
    for place, row in enumerate(rows):
        assert (table.index(place, last).data() == "–") == (row.score is None)
        assert row.low is not None
    assert "insufficient evidence" in table.index(1, last).data(Qt.ItemDataRole.AccessibleTextRole)


def test_without_an_evaluator_nothing_counts_as_answered(mining: Session) -> None:
    table = ProgrammeTable()
    table.show(*rows_of(mining, "lnk"))
    assert set(shown(table, ANSWERED)) == {"–"}


def test_find_ignores_accents_and_case_and_wants_every_word(mining: Session) -> None:
    table = ProgrammeTable()
    table.show(*rows_of(mining, "lnk"))
    found = FoundProgrammes(table)
    found.find("TARAPACA pmc")
    assert shown(found, NAME) == ["PMC Mining Suppliers Tarapacá"]
    found.find("no such thing")
    assert found.rowCount() == 0
    found.find("")
    assert found.rowCount() == 30


def test_numbers_sort_as_numbers_and_rows_without_a_score_come_after_those_with_one(mining: Session) -> None:
    table = ProgrammeTable()
    table.show(*rows_of(mining, "lnk"))
    found = FoundProgrammes(table)
    found.sort(table.columnCount() - 1, Qt.SortOrder.DescendingOrder)
    scores = [found.index(row, 0).data(CELL_ROLE).score for row in range(found.rowCount())]
    given = [score for score in scores if score is not None]
    assert given == sorted(given, reverse=True)
    assert scores[: len(given)] == given


def test_of_rows_that_are_there_already_only_what_differs_is_announced(session: Session) -> None:
    table = ProgrammeTable()
    framework, rows = rows_of(session, "ptpr")
    table.show(framework, rows)
    changes, resets = QSignalSpy(table.dataChanged), QSignalSpy(table.modelReset)
    rows[4] = replace(rows[4], score=1.0)
    table.show(framework, rows)
    assert changes.count() == 1
    assert changes.at(0)[0].row() == 4
    assert resets.count() == 0


def test_rows_come_and_go_one_by_one(session: Session, qtmodeltester: ModelTester) -> None:
    table = ProgrammeTable()
    framework, rows = rows_of(session, "ptpr")
    table.show(framework, rows)
    resets, removals = QSignalSpy(table.modelReset), QSignalSpy(table.rowsRemoved)
    insertions = QSignalSpy(table.rowsInserted)
    table.show(framework, rows[:3] + rows[4:])
    table.show(framework, rows)
    assert (resets.count(), removals.count(), insertions.count()) == (0, 1, 1)
    assert shown(table, 0) == [row.programme.id for row in rows]


def test_an_open_question_shows_in_its_section_and_goes_with_it(session: Session) -> None:
    workspace = session.workspace
    assert workspace is not None
    assert session.round is not None
    assert session.evaluator is not None
    programme = workspace.snapshot.ordered_programmes()[2].key
    questions = OpenQuestions(
        workspace.snapshot.framework("ptpr"), session.round, workspace.open_questions("ptpr", session.round)
    )
    before = questions.sections(programme)
    from scorecard.model.score import Cell

    score = workspace.score(Cell(programme, session.evaluator, session.round, "ptpr.EMB1"))
    asked = workspace.record_score(replace(score, question="Who decides?"))
    assert asked is not None
    questions.follow(asked)
    assert questions.sections(programme) == before | {"EMB"}
    questions.follow(workspace.undo())
    assert questions.sections(programme) == before


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("2008 – 2014 (000 Table Nº2)", "2008–2014"),
        ("National", "National"),
        ("", ""),
        ("Antofagasta, Bío-Bío, Los Ríos (pilots)", "Antofagasta, Bío-Bío, Los Ríos"),
    ],
)
def test_lists_leave_out_where_something_is_printed(text: str, brief: str) -> None:
    assert in_brief(text) == brief


def three(session: Session) -> ProgrammeTable:
    """W01 to W03: two of Chile, one of which has two tags, and one that says nothing of its country."""
    framework, rows = rows_of(session, "ptpr")
    said = (
        {"country": "Chile", "tags": ("port", "north")},
        {"country": "CHILE", "tags": ("Port",)},
        {"country": ""},
    )
    table = ProgrammeTable()
    table.show(
        framework,
        [
            replace(row, programme=replace(row.programme, **{"tags": (), **fields}))
            for row, fields in zip(rows[:3], said, strict=True)
        ],
    )
    return table


def arranged(found: FoundProgrammes) -> list[str | tuple[str, int]]:
    """The rows that are shown: ids of programmes, and heads with their counts."""
    entries = [found.index(row, 0).data(CELL_ROLE) for row in range(found.rowCount())]
    return [(one.name, one.count) if isinstance(one, GroupHead) else one.programme.id for one in entries]


def test_groups_have_heads_with_counts_and_the_one_of_nothing_comes_last(
    session: Session, qtmodeltester: ModelTester
) -> None:
    found = FoundProgrammes(three(session))
    found.group_by("country")
    assert arranged(found) == [("Chile", 2), "W01", "W02", ("", 1), "W03"]
    assert [group.count for group in found.groups()] == [2, 1]
    assert not found.flags(found.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert found.index(3, 0).data() == "not said: 1 programme"
    qtmodeltester.check(found)


def test_a_programme_stands_under_each_of_its_tags_and_counts_once(session: Session) -> None:
    found = FoundProgrammes(three(session))
    found.group_by("tags")
    assert arranged(found) == [("north", 1), "W01", ("port", 2), "W01", "W02", ("", 1), "W03"]
    assert found.count == 3
    found.group_by("tags", "port")
    assert arranged(found) == [("port", 2), "W01", "W02"]


def test_within_groups_rows_stay_sorted_and_found(session: Session) -> None:
    found = FoundProgrammes(three(session))
    found.group_by("country")
    found.sort(0, Qt.SortOrder.DescendingOrder)
    assert arranged(found) == [("Chile", 2), "W02", "W01", ("", 1), "W03"]
    found.find("w02")
    assert arranged(found) == [("CHILE", 1), "W02"]


def test_what_is_selected_stays_selected_when_rows_move(session: Session) -> None:
    table = three(session)
    found = FoundProgrammes(table)
    kept = QPersistentModelIndex(found.index(1, NAME))
    found.sort(0, Qt.SortOrder.DescendingOrder)
    found.group_by("tags")
    assert kept.isValid()
    assert kept.data(CELL_ROLE).programme.id == "W02"
    found.find("w01")
    assert not kept.isValid()


def test_many_new_programmes_are_shown_anew_and_not_one_by_one(session: Session) -> None:
    table = ProgrammeTable()
    framework, rows = rows_of(session, "ptpr")
    table.show(framework, rows)
    insertions, resets = QSignalSpy(table.rowsInserted), QSignalSpy(table.modelReset)
    many = [
        replace(rows[0], programme=replace(rows[0].programme, key=f"k{place}", id=f"X{place}"))
        for place in range(2_000)
    ]
    table.show(framework, [*rows, *many])
    assert (insertions.count(), resets.count(), table.rowCount()) == (0, 1, 2_012)
