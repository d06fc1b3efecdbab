"""The matrix of duties and the words of evaluators and rounds, as models."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from scorecard.analysis.cube import build_cube
from scorecard.analysis.evaluators.duties import Duties
from scorecard.edits import people
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import framework_of
from ui.dialogs.assign import share_out
from ui.models.columns import CELL_ROLE
from ui.models.people.matrix import DutyMatrix, Filter
from ui.models.people.table import EvaluatorRow, EvaluatorTable
from ui.models.people.words import dates_of, duty_sentence, local_moment

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
F = framework_of({"A": 2})
PLAIN = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("f",)),
    frameworks={"f": F},
    rounds={"r": Round(key="r", id="r1", name="Round 1", position=0)},
    evaluators={key: Evaluator(key=key, id=key, name=key.title(), kind="peer") for key in ("ana", "ben")},
    programmes={
        "p": Programme(key="p", id="P1", name="Años de riego"),
        "q": Programme(key="q", id="P2", name="Second", region="Áncash"),
        "s": Programme(key="s", id="P10", name="Third"),
    },
)


def done(snapshot: Snapshot, *edits: Edit) -> Snapshot:
    for edit in edits:
        snapshot = snapshot.after(edit.changes)
    return snapshot


def duties_of(snapshot: Snapshot) -> Duties:
    return Duties(snapshot, "r", [build_cube(snapshot, F, "r", [("p", "ana", "f.A1", "3")])])


@pytest.fixture
def snapshot() -> Snapshot:
    """Ana owes P1, has submitted P2, and has a conflict of interest on P10; Ben owes nothing."""
    snapshot = done(PLAIN, people.assign(PLAIN, [("p", "ana"), ("q", "ana")], "r"))
    snapshot = done(snapshot, people.submit(snapshot, "q", "ana", "r", "Ana", NOON))
    return done(snapshot, people.declare_conflict(snapshot, "s", "ana", "Worked there."))


@pytest.fixture
def matrix(snapshot: Snapshot) -> DutyMatrix:
    matrix = DutyMatrix()
    matrix.show(snapshot, duties_of(snapshot))
    return matrix


def shown(matrix: DutyMatrix) -> list[str]:
    return [matrix.programme(row).id for row in range(matrix.rowCount())]


def test_each_cell_says_its_duty_in_a_word(matrix: DutyMatrix) -> None:
    words = [[matrix.index(row, column).data() for column in range(2)] for row in range(3)]
    assert words == [["draft", ""], ["submitted", ""], ["conflict", ""]]


@pytest.mark.parametrize(
    ("filter", "ids"),
    [
        ("all", ["P1", "P2", "P10"]),
        ("due", ["P1"]),
        ("submitted", ["P2"]),
        ("unassigned", ["P10"]),
    ],
)
def test_programmes_are_shown_by_how_far_they_are(matrix: DutyMatrix, filter: Filter, ids: list[str]) -> None:
    matrix.find("", filter)
    assert shown(matrix) == ids


def test_what_is_dealt_with_stays_in_sight_until_the_filter_is_chosen_again(
    matrix: DutyMatrix, snapshot: Snapshot
) -> None:
    matrix.find("", "due")
    after = done(snapshot, people.submit(snapshot, "p", "ana", "r", "Ana", NOON))
    matrix.show(after, duties_of(after))
    assert shown(matrix) == ["P1"]
    assert matrix.index(0, 0).data() == "submitted"
    matrix.find("", "due")
    assert shown(matrix) == []


@pytest.mark.parametrize(("words", "ids"), [("anos RIEGO", ["P1"]), ("ancash", ["P2"]), ("none", [])])
def test_programmes_are_found_by_words_without_accents_and_case(
    matrix: DutyMatrix, words: str, ids: list[str]
) -> None:
    matrix.find(words, "all")
    assert shown(matrix) == ids


def test_the_head_of_an_evaluator_says_how_much_is_in(matrix: DutyMatrix) -> None:
    assert matrix.columns[0].brief == "1 of 2 in"
    said = matrix.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert "owes 2, still due 1, submitted 1" in said


def test_what_changes_is_announced_without_starting_anew(matrix: DutyMatrix, snapshot: Snapshot) -> None:
    resets, changes = QSignalSpy(matrix.modelReset), QSignalSpy(matrix.dataChanged)
    after = done(snapshot, people.assign(snapshot, [("p", "ben")], "r"))
    matrix.show(after, duties_of(after))
    assert (resets.count(), changes.count()) == (0, 1)
    assert matrix.index(0, 1).data(CELL_ROLE).owed


def test_all_there_is_to_say_of_a_duty_is_one_sentence(snapshot: Snapshot) -> None:
    duties = duties_of(snapshot)
    submitted = duty_sentence(duties.duty("q", "ana"), "Ana", "Second")
    moment = local_moment(NOON.isoformat())
    assert submitted == f"Ana · Second · owed · submitted by Ana, {moment} · 0 of 2 criteria answered"
    assert "conflict of interest: Worked there." in duty_sentence(duties.duty("s", "ana"), "Ana", "Third")
    reopened = done(snapshot, people.reopen(snapshot, "q", "ana", "r", "Rosa", NOON))
    assert "reopened by Rosa" in duty_sentence(duties_of(reopened).duty("q", "ana"), "Ana", "Second")


def test_a_moment_that_is_none_is_shown_as_it_is_stored() -> None:
    assert local_moment("soon") == "soon"


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("", "", ""),
        ("2026-01-02", "", "from 2026-01-02"),
        ("", "2026-01-02", "until 2026-01-02"),
        ("2026-01-01", "2026-01-02", "2026-01-01 to 2026-01-02"),
    ],
)
def test_the_dates_of_a_round_are_said_as_far_as_they_are_known(begins: str, ends: str, words: str) -> None:
    round = Round(key="r", id="r", name="R", position=0, begins=begins, ends=ends)
    assert dates_of(round) == words


def test_evaluators_say_what_they_owe(snapshot: Snapshot) -> None:
    table = EvaluatorTable()
    loads = duties_of(snapshot).loads
    table.show([EvaluatorRow(evaluator=one, load=loads[one.key]) for one in snapshot.ordered_evaluators()])
    said = [table.index(0, column).data() for column in range(table.columnCount())]
    assert said == ["Ana", "peer", "25\N{NO-BREAK SPACE}%", "2", "1", "1", "0", "1"]
    assert table.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "Owes: 2"


def test_work_is_shared_out_to_those_who_have_least_and_never_over_a_conflict(snapshot: Snapshot) -> None:
    programmes = snapshot.ordered_programmes()
    pairs = share_out(snapshot, "r", programmes, ["ana", "ben"], 1)
    assert pairs == [("s", "ben")]
    both = share_out(snapshot, "r", programmes, ["ana", "ben"], 2)
    assert set(both) == {("p", "ben"), ("q", "ben"), ("s", "ben")}
    assert share_out(snapshot, "r", programmes, [], 2) == []


def test_an_even_share_differs_by_one_at_most() -> None:
    many = Snapshot(
        evaluation=PLAIN.evaluation,
        frameworks=PLAIN.frameworks,
        rounds=PLAIN.rounds,
        evaluators={key: Evaluator(key=key, id=key, name=key, kind="peer") for key in "abcde"},
        programmes={str(key): Programme(key=str(key), id=f"P{key}", name=str(key)) for key in range(13)},
    )
    pairs = share_out(many, "r", many.ordered_programmes(), list("abcde"), 2)
    counts = [sum(evaluator == key for _programme, evaluator in pairs) for key in "abcde"]
    assert sum(counts) == 26
    assert max(counts) - min(counts) <= 1
    assert len(set(pairs)) == 26
