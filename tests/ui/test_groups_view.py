"""The distribution of scores in the window: groups by keys, programmes within them, dots under the pointer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from scorecard.analysis.views.group_words import group_sentences
from scorecard.analysis.views.groups import find_groups
from ui.models.columns import CELL_ROLE, KEY_ROLE
from ui.models.compare.groups import GROUP, MEDIAN, STRIP, GroupRow, GroupsTable, said
from ui.widgets.compare.groups_view import GroupsView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from scorecard.analysis.study import Study
    from ui.session import Session
    from ui.theme import Theme


def caught(spy: QSignalSpy) -> list[list[object]]:
    """What a signal has carried, each time it came; a spy itself crashes when asked for what never came."""
    return [spy.at(number) for number in range(spy.count())]


@pytest.fixture
def study(qtbot: QtBot, sample: Callable[[str], Path]) -> Study:
    from ui.session import Session

    session = Session()
    assert session.open(sample("mining"))
    assert session.workspace is not None
    return session.workspace.study(session.workspace.question("ptpr"))


@pytest.fixture
def view(study: Study, theme: Theme, qtbot: QtBot) -> GroupsView:
    view = GroupsView(theme)
    qtbot.addWidget(view)
    view.resize(1220, 480)
    view.show_study(study)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_the_table_keeps_the_contract_of_qt(study: Study, qtmodeltester: ModelTester) -> None:
    table = GroupsTable()
    table.show(study.comparison, "country")
    qtmodeltester.check(table)


@pytest.mark.parametrize("attribute", ["country", "region", "kind", "tag"])
def test_rows_hold_the_groups_of_the_analysis(study: Study, attribute: str) -> None:
    table = GroupsTable()
    table.show(study.comparison, attribute)  # type: ignore[arg-type]
    groups = find_groups(study.comparison, attribute)  # type: ignore[arg-type]
    assert table.rowCount() == len(groups)
    for place, group in enumerate(groups):
        row = table.index(place, STRIP).data(CELL_ROLE)
        assert isinstance(row, GroupRow)
        assert row.median == group.median
        assert len(row.members) == group.ranked
        scores = [one.score or 0.0 for one in row.members]
        assert scores == sorted(scores)
        assert len(row.keys) == len(group.rows)


def test_a_group_is_read_out_with_its_numbers_and_the_programme_one_is_at(study: Study) -> None:
    table = GroupsTable()
    table.show(study.comparison, "country")
    row = table.row(0)
    member = row.members[0]
    table.set_here(member.programme.key)
    spoken = [table.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(3)]
    assert spoken[GROUP] == f"{row.name}, {row.counted}"
    assert spoken[MEDIAN].startswith("median ")
    assert spoken[STRIP].endswith(said(member))
    assert table.index(0, STRIP).data(KEY_ROLE) == member.programme.key


def test_right_and_left_step_over_the_programmes_of_a_group_and_stop_at_its_ends(view: GroupsView) -> None:
    view.chosen.connect(view.show_place)
    view.strips.setCurrentIndex(view.table.index(0, 0))
    keys = [one.programme.key for one in view.table.row(0).members]
    view.show_place(None)
    view.strips.setCurrentIndex(view.table.index(0, 0))
    QTest.keyClick(view.strips, Qt.Key.Key_Right)
    assert view.table.here == keys[0]
    for _step in keys:
        QTest.keyClick(view.strips, Qt.Key.Key_Right)
    assert view.table.here == keys[-1]
    QTest.keyClick(view.strips, Qt.Key.Key_Left)
    assert view.table.here == keys[max(len(keys) - 2, 0)]
    assert view.strips.currentIndex().row() == 0


def test_enter_opens_the_programme_one_is_at(view: GroupsView) -> None:
    member = view.table.row(0).members[0]
    view.show_place(member.programme.key)
    opened = QSignalSpy(view.opened)
    QTest.keyClick(view.strips, Qt.Key.Key_Return)
    assert caught(opened)[0] == [member.programme.key, ""]


def test_a_click_on_a_dot_turns_to_its_programme_and_the_pointer_names_it(view: GroupsView) -> None:
    chosen = QSignalSpy(view.chosen)
    strips, index = view.strips, view.table.index(0, STRIP)
    row = view.table.row(0)
    dot = strips.dots(index)[0].toPoint()
    QTest.mouseMove(strips.viewport(), dot)
    QTest.mouseClick(strips.viewport(), Qt.MouseButton.LeftButton, pos=dot)
    assert caught(chosen)[0] == [row.members[0].programme.key]
    assert strips.pointed == row.members[0].programme.key


def test_the_programme_one_is_at_stands_above_the_strips_in_words(view: GroupsView, study: Study) -> None:
    comparison = study.comparison
    unranked = next(row for row in range(len(comparison.programmes)) if not comparison.rank[row])
    view.show_place(comparison.programmes[unranked].key)
    assert view._here.text().endswith("insufficient evidence for a score")
    view.show_place(None)
    assert view._here.text() == ""


def test_another_attribute_shows_other_groups_and_sentences(view: GroupsView, study: Study) -> None:
    changed = QSignalSpy(view.changed)
    assert view.attribute == "country"
    view.attributes.changed.emit(0)
    before = view.table.rowCount()
    view.attributes.set_current(2)
    view.attributes.changed.emit(2)
    assert view.attribute == "kind"
    assert changed.count() == 2
    assert view.table.rowCount() != before
    assert view.sentences() == group_sentences(study.comparison, "kind")


def test_the_attribute_is_kept_for_another_language_or_theme(
    view: GroupsView, study: Study, theme: Theme, qtbot: QtBot
) -> None:
    view.attributes.set_current(3)
    other = GroupsView(theme)
    qtbot.addWidget(other)
    other.take_up(view.kept())
    other.show_study(study)
    assert other.attribute == "tag"
    fresh = GroupsView(theme)
    qtbot.addWidget(fresh)
    fresh.take_up(None)
    fresh.show_study(study)
    assert fresh.attribute == "country"


def test_the_view_has_a_picture_of_its_attribute(view: GroupsView) -> None:
    view.attributes.set_current(1)
    name, draw = view.picture()
    assert (name, draw(datetime(2026, 3, 4, tzinfo=UTC)).name) == ("distribution", "groups-region")


def test_an_evaluation_without_scores_shows_groups_without_dots(
    empty_session: Session, theme: Theme, qtbot: QtBot
) -> None:
    from scorecard.edits.programmes import add
    from scorecard.model.programme import Programme

    assert empty_session.workspace is not None
    view = GroupsView(theme)
    qtbot.addWidget(view)
    study = empty_session.workspace.study(empty_session.workspace.question())
    view.show_study(study)
    assert view.table.rowCount() == 0
    assert view.sentences()[0] == "For no programme is a country stated."
    assert empty_session.perform(
        lambda workspace: workspace.edit(add, Programme(key="one", id="P1", name="One", country="Peru"))
    )
    view.show_study(empty_session.workspace.study(empty_session.workspace.question()))
    row = view.table.row(0)
    assert (row.name, row.members, row.counted) == (
        "Peru",
        (),
        "none with a score, 1 with insufficient evidence",
    )
