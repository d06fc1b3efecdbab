"""The heat map as an item model: arranged, narrowed, and said aloud."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QSignalSpy

from scorecard.analysis.views.heat import MEAN, Order
from scorecard.i18n import choose_language
from ui.models.columns import KEY_ROLE
from ui.models.heat.cell import cell_details
from ui.models.heat.heatmap import FIRST, NAME, HeatTable
from ui.models.heat.row import look_of, look_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.modeltest import ModelTester

    from scorecard.analysis.study import Study
    from scorecard.workspace import Workspace
    from ui.session import Session


@pytest.fixture
def mining(qtbot: object, sample: Callable[[str], Path]) -> Iterator[Workspace]:
    from scorecard.workspace import Workspace

    with Workspace.open(sample("mining")) as workspace:
        yield workspace


@pytest.fixture
def study(session: Session) -> Study:
    """The workshop sample: twelve programmes, five evaluators."""
    assert session.workspace is not None
    return session.workspace.study(session.workspace.question("ptpr"))


@pytest.fixture
def table(study: Study) -> HeatTable:
    table = HeatTable()
    table.show(study)
    return table


def names(table: HeatTable) -> list[str]:
    return [table.index(row, NAME).data() for row in range(table.rowCount())]


def test_whoever_loses_the_rank_stands_below_the_line_even_at_the_same_place(study: Study) -> None:
    keys = {one.id: one.key for one in study.comparison.programmes}
    two = study.asking(replace(study.question, programmes=(keys["W02"], keys["W05"])))
    table = HeatTable()
    table.show(two)
    before = names(table)
    assert table.divider == -1
    moved = QSignalSpy(table.layoutChanged)
    table.show(two.asking(replace(two.question, threshold=1.0)))
    assert names(table) == before
    assert table.divider == 1
    assert moved.count() == 1
    assert table.unranked == "Insufficient evidence: 1 programme has an interval, but no score and no rank"


def test_the_heat_map_keeps_the_contract_of_qt(mining: Workspace, qtmodeltester: ModelTester) -> None:
    table = HeatTable()
    table.show(mining.study(mining.question("lnk")))
    qtmodeltester.check(table)


def test_a_heat_map_of_nothing_keeps_it_too(empty_session: Session, qtmodeltester: ModelTester) -> None:
    table = HeatTable()
    qtmodeltester.check(table)
    assert empty_session.workspace is not None
    table.show(empty_session.workspace.study(empty_session.workspace.question("ptpr")))
    assert table.rowCount() == 0
    assert table.divider == -1


@pytest.mark.parametrize("shown", [-3, -2, -1, 0, 126, MEAN, MEAN + 1_260])
@pytest.mark.parametrize("disputed", [False, True])
@pytest.mark.parametrize("dim", [False, True])
def test_a_look_is_one_number_for_all_that_is_painted(shown: int, disputed: bool, dim: bool) -> None:
    assert look_parts(look_of(shown, disputed=disputed, dim=dim)) == (shown, disputed, dim)


def test_looks_are_those_of_the_heat(table: HeatTable) -> None:
    heat = table.heat
    assert heat is not None
    for place in range(table.rowCount()):
        row = table.row_of(place)
        expected = [
            look_of(int(shown), disputed=bool(disputed))
            for shown, disputed in zip(heat.shown[row], heat.disputed[row], strict=True)
        ]
        assert table.looks(place) == expected


def test_programmes_without_a_rank_follow_those_with_one(mining: Workspace) -> None:
    table = HeatTable()
    table.show(mining.study(mining.question("lnk")))
    assert table.divider == 6
    assert all((table.beside(place).rank is None) == (place >= 6) for place in range(table.rowCount()))
    table.sort_by(Order("name", "", False))
    assert table.divider == 6
    assert names(table)[:6] == sorted(names(table)[:6], key=str.casefold)


def test_sorting_moves_what_is_chosen_along_with_its_programme(table: HeatTable) -> None:
    chosen = QPersistentModelIndex(table.index(0, FIRST + 3))
    key = chosen.data(KEY_ROLE)
    table.sort_by(Order("name", "", True))
    assert chosen.row() != 0
    assert chosen.data(KEY_ROLE) == key
    assert chosen.column() == FIRST + 3


def test_an_order_is_kept_when_the_numbers_change_and_given_up_with_its_framework(
    table: HeatTable, session: Session
) -> None:
    workspace = session.workspace
    assert workspace is not None
    table.sort_by(Order("criterion", "ptpr.ANT2", True))
    table.show(workspace.study(replace(workspace.question("ptpr"), average="median")))
    assert table.order == Order("criterion", "ptpr.ANT2", True)
    table.show(workspace.study(workspace.question("lnk")))
    assert table.order == Order()


def test_an_order_that_every_framework_has_is_kept(table: HeatTable, session: Session) -> None:
    assert session.workspace is not None
    table.sort_by(Order("coverage", "", False))
    table.show(session.workspace.study(session.workspace.question("lnk")))
    assert table.order == Order("coverage", "", False)


def test_other_numbers_of_the_same_programmes_renew_nothing(table: HeatTable, session: Session) -> None:
    assert session.workspace is not None
    resets = QSignalSpy(table.modelReset)
    question = replace(session.workspace.question("ptpr"), view="self")
    assert not table.show(session.workspace.study(question))
    assert resets.count() == 0
    assert table.show(session.workspace.study(session.workspace.question("lnk")))
    assert resets.count() == 1


@pytest.mark.parametrize("words", ["lithium", "LÍTHIUM agenda", "agenda southern"])
def test_a_programme_is_found_by_words_whatever_their_accents(table: HeatTable, words: str) -> None:
    table.narrow(words, "all")
    assert names(table) == ["Southern Lithium Agenda"]
    table.narrow("", "all")
    assert table.rowCount() == 12


def test_cells_that_are_looked_for_stay_bright_and_programmes_without_one_go(table: HeatTable) -> None:
    table.narrow("", "NE")
    assert 0 < table.rowCount() < 12
    for place in range(table.rowCount()):
        signs = [table.index(place, FIRST + column).data() for column in range(22)]
        dims = [look_parts(look)[2] for look in table.looks(place)]
        assert dims == [sign != "NE" for sign in signs]
        assert "NE" in signs


def test_a_cell_says_what_it_shows_who_said_it_and_how_much_evidence_there_is(mining: Workspace) -> None:
    table = HeatTable()
    study = mining.study(mining.question("ptpr"))
    table.show(study)
    place = next(row for row in range(30) if names(table)[row] == "Transforma (CORFO)")
    said = table.index(place, FIRST).data(Qt.ItemDataRole.AccessibleTextRole)
    programme = table.index(place, FIRST).data(KEY_ROLE)
    items = sum("ptpr.ANT1" in one.criteria for one in mining.snapshot.evidence_of(programme))
    assert said.startswith("Transforma (CORFO), ANT1 ")
    assert said.endswith(f": level 2, Partial, 2 of 2 evaluators, {items} items of evidence")


def test_a_mean_is_called_one_and_a_dispute_is_said(table: HeatTable) -> None:
    said = [table.said(place, FIRST + column) for place in range(table.rowCount()) for column in range(22)]
    assert any("mean 2.4, no level" in one and "disputed" in one for one in said)
    assert not any("level 2.4" in one for one in said)


def test_every_cell_can_be_said_in_both_languages(table: HeatTable) -> None:
    for tongue in ("en", "es"):
        choose_language(tongue)
        for place in range(table.rowCount()):
            for column in range(table.columnCount()):
                assert table.index(place, column).data(Qt.ItemDataRole.AccessibleTextRole)
                assert "{" not in table.index(place, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_card_names_who_said_what(table: HeatTable, study: Study) -> None:
    heat = table.heat
    assert heat is not None
    details = cell_details(study, heat, 0, 0, ())
    values = study.answers.values[0, :, 0].tolist()
    assert [one.value for one in details.said if one.counts] == [str(value) for value in values if value >= 0]
    assert not details.is_blind


def test_an_answer_that_a_conflict_keeps_out_is_shown_as_not_counted(session: Session) -> None:
    workspace = session.workspace
    assert workspace is not None
    conflict = next(iter(workspace.snapshot.conflicts.values()))
    study = workspace.study(workspace.question("ptpr"))
    table = HeatTable()
    table.show(study)
    assert table.heat is not None
    row = study.comparison.row(conflict.programme)
    names_of = [
        {one.name for one in cell_details(study, table.heat, row, column, ()).said if not one.counts}
        for column in range(22)
    ]
    assert {workspace.snapshot.evaluators[conflict.evaluator].name} in names_of


def test_in_a_blind_round_the_card_shows_ones_own_answer_and_no_other(session: Session) -> None:
    from scorecard.edits import rounds

    workspace = session.workspace
    assert workspace is not None
    assert session.evaluator is not None
    question = replace(workspace.question("ptpr"), seen_by=session.evaluator)
    workspace.edit(rounds.set_blind, question.round, blind=True)
    study = workspace.study(question)
    table = HeatTable()
    table.show(study)
    assert table.heat is not None
    hidden = [
        row
        for row, one in enumerate(study.comparison.programmes)
        if workspace.snapshot.assignment(one.key, session.evaluator, question.round).status == "draft"
    ]
    own = workspace.snapshot.evaluators[session.evaluator].name
    assert hidden
    for row in hidden:
        for column in range(22):
            details = cell_details(study, table.heat, row, column, ())
            assert details.is_blind
            assert {one.name for one in details.said} <= {own}
