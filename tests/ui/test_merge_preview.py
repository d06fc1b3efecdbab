"""The sheet in which a merge is looked through, its list, and what is decided in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from scorecard.edits import programmes, rounds
from scorecard.exchange.merging.package_reader import read_package
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.score import Cell
from scorecard.workspace import Workspace
from ui.dialogs.merge_preview import MergePreview
from ui.models.exchange.merge_rows import ClashRow
from ui.models.exchange.preview_rows import HeadRow, PreviewRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from scorecard.exchange.merging.merge_plan import MergePlan
    from scorecard.exchange.merging.package_reader import Package
    from ui.session import Session
    from ui.theme import Theme


def cell(workspace: Workspace, code: str, evaluator: str = "ivan", programme: str = "W01") -> Cell:
    snapshot = workspace.snapshot
    return Cell(
        snapshot.programme(programme).key,
        snapshot.evaluator(evaluator).key,
        snapshot.round().key,
        f"ptpr.{code}",
    )


@pytest.fixture
def here(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


@pytest.fixture
def there(here: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """A copy in which two cells are other than here, one is new, and a programme has an id that is given here too."""
    path = tmp_path / "there.scorecard"
    shutil.copyfile(here.path, path)
    with Workspace.open(path) as there:
        for code in ("ANT1", "ANT2"):
            for workspace, value in ((here, "NE"), (there, "0")):
                workspace.set_value(cell(workspace, code), value)
        there.set_value(cell(there, "ANT3"), "NE")
        for workspace, name in ((here, "Here"), (there, "There")):
            workspace.edit(programmes.add, Programme(key=new_key(), id="W90", name=name))
        yield there


@pytest.fixture
def package(there: Workspace) -> Package:
    there.package(there.path.with_suffix(".scorepack"))
    return read_package(there.path.with_suffix(".scorepack"))


@pytest.fixture
def shown(here: Workspace, package: Package, theme: Theme, qtbot: QtBot) -> MergePreview:
    def plan_of(decisions: Any, done: Callable[[MergePlan], None]) -> None:
        done(here.merge_plan([package], decisions=decisions))

    preview = MergePreview(
        theme, here.snapshot, here.snapshot.evaluator("clara").key, here.merge_plan([package]), plan_of
    )
    qtbot.addWidget(preview)
    preview.show()
    return preview


def test_rows_are_conflicts_then_what_comes_and_a_model(
    shown: MergePreview, qtmodeltester: ModelTester
) -> None:
    rows = [shown.rows.row(place) for place in range(shown.rows.rowCount())]
    heads = [row.part for row in rows if isinstance(row, HeadRow)]
    assert heads == ["conflict", "changed"]
    conflicts = [row for row in rows if isinstance(row, ClashRow)]
    assert [len(one.face().answers) for one in conflicts] == [2, 2, 1]
    qtmodeltester.check(shown.rows)


def test_an_empty_list_is_a_model_too(qtmodeltester: ModelTester) -> None:
    rows = PreviewRows()
    assert (rows.rowCount(), rows.open, rows.first(), rows.next_open(-1)) == (0, 0, -1, -1)
    qtmodeltester.check(rows)


def test_both_values_with_their_authors_and_times_are_told(shown: MergePreview, here: Workspace) -> None:
    index = shown.rows.index(1)
    text = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "ANT1" in text
    assert "Here: “NE”" in text
    assert "In there.scorepack: “0”" in text
    assert here.author in text
    assert "Not decided yet." in text
    assert shown._told.text() == text


def test_the_sides_of_a_score_are_painted_as_levels_and_say_where_they_stand(shown: MergePreview) -> None:
    clash = shown.rows.row(1)
    assert isinstance(clash, ClashRow)
    answers = clash.face().answers
    assert [one.chip.value for one in answers if one.chip is not None] == ["NE", "0"]
    assert [one.words for one in answers] == ["What is here", "What there.scorepack says"]
    assert "Decided: 0." in clash.sentence(1)
    assert [one.chip for one in shown.rows.row(3).face().answers] == [None]  # type: ignore[union-attr]


def test_nothing_is_agreed_before_every_conflict_is_decided(shown: MergePreview, qtbot: QtBot) -> None:
    assert not shown.agree.isEnabled()
    assert "3 conflicts still need a decision" in shown.outlook.text()
    shown.list.setFocus()
    QTest.keyClick(shown.list, Qt.Key.Key_1)
    QTest.keyClick(shown.list, Qt.Key.Key_Right)
    assert not shown.agree.isEnabled()
    QTest.keyClick(shown.list, Qt.Key.Key_1)
    assert shown.agree.isEnabled()
    assert shown.agree.text() == "Merge 4 edits"
    QTest.keyClick(shown.list, Qt.Key.Key_Backspace)
    assert not shown.agree.isEnabled()


def test_what_was_decided_is_in_the_plan(shown: MergePreview, here: Workspace) -> None:
    places = {row.thing: row for row in shown.plan.conflicts}
    shown.decide(1, 0)
    shown.decide(2, 1)
    shown.decide(3, 0)
    shown.agreed()
    assert shown.result() == shown.DialogCode.Accepted
    assert shown.plan.may_apply
    here.merge(shown.plan)
    assert here.score(cell(here, "ANT1")).value == "NE"
    assert here.score(cell(here, "ANT2")).value == "0"
    assert {"W90", "W90-2"} <= {one.id for one in here.snapshot.programmes.values()}
    assert len(places) == 3


def test_a_click_on_an_answer_decides(shown: MergePreview) -> None:
    index = shown.rows.index(1)
    clash = shown.rows.row(1)
    assert isinstance(clash, ClashRow)
    rect = shown.list.visualRect(index)
    _first, second = shown.list._painter.answers(rect, clash.face())
    QTest.mouseClick(
        shown.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(int, second.center().toTuple()))
    )
    assert shown.rows.decisions == {clash.ref: 1}


def test_all_are_decided_at_once(shown: MergePreview) -> None:
    shown.for_all.changed.emit(1)
    assert shown.rows.open == 0
    assert sorted(shown.rows.decisions.values()) == [0, 1, 1]
    shown.for_all.changed.emit(0)
    assert set(shown.rows.decisions.values()) == {0}


def test_a_count_narrows_the_list_to_what_it_counts(shown: MergePreview) -> None:
    assert shown.tiles["conflict"].accessibleName() == "3 need you"
    assert shown.tiles["changed"].accessibleName() == "1 changes"
    assert not shown.tiles["removed"].isEnabled()
    shown.narrow("changed")
    assert [type(shown.rows.row(place)).__name__ for place in range(shown.rows.rowCount())] == [
        "HeadRow",
        "DifferenceRow",
    ]
    shown.narrow("changed")
    assert isinstance(shown.rows.row(1), ClashRow)


def test_a_blind_round_keeps_what_others_say_from_whoever_has_not_submitted(
    here: Workspace, package: Package, theme: Theme, qtbot: QtBot
) -> None:
    here.edit(rounds.set_blind, here.snapshot.round().key, blind=True)

    def told_to(viewer: str) -> str:
        plan = here.merge_plan([package])
        key = here.snapshot.evaluator(viewer).key
        preview = MergePreview(theme, here.snapshot, key, plan, lambda _decisions, done: done(plan))
        qtbot.addWidget(preview)
        indices = [preview.rows.index(place) for place in range(preview.rows.rowCount())]
        faces = [str(row.face()) for place in range(len(indices)) if (row := preview.rows.row(place))]
        return " ".join([index.data(Qt.ItemDataRole.AccessibleTextRole) for index in indices] + faces)

    assert "In there.scorepack: “0”" in told_to("ivan")
    hidden = told_to("clara")
    assert "“0”" not in hidden
    assert "value='0'" in told_to("ivan")
    assert "value='0'" not in hidden
    assert "words='0'" not in hidden
    assert "The round is blind" in hidden


def test_a_decision_that_raises_another_question_keeps_the_sheet_open(
    here: Workspace, tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    path = tmp_path / "there.scorecard"
    shutil.copyfile(here.path, path)
    with Workspace.open(path) as there:
        programme = here.snapshot.programme("W02")
        here.edit(programmes.change, replace(programme, note="Changed here"))
        there.remove_programme(programme.key)
        here.set_value(cell(here, "ANT1", programme="W02"), "NE")
        there.package(path.with_suffix(".scorepack"))
    package = read_package(path.with_suffix(".scorepack"))

    def plan_of(decisions: Any, done: Callable[[MergePlan], None]) -> None:
        done(here.merge_plan([package], decisions=decisions))

    preview = MergePreview(
        theme, here.snapshot, here.snapshot.evaluator("clara").key, here.merge_plan([package]), plan_of
    )
    qtbot.addWidget(preview)
    preview.decide_all(last=False)
    while not preview.plan.may_apply:
        before = len(preview.plan.conflicts)
        preview.agreed()
        if not preview.plan.may_apply:
            assert preview.result() != preview.DialogCode.Accepted
            assert len(preview.plan.conflicts) > before
            preview.decide_all(last=False)
    here.merge(preview.plan)
    assert programme.key in here.snapshot.programmes
    assert here.verify() == ()
