"""The ranking and the choice for the profile as item models."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from ui.models.columns import CELL_ROLE
from ui.models.profile_choice import BEGUN, MOST, ProfileChoice
from ui.models.ranking import NAME, SCORE, RankingTable
from ui.models.ranking_rows import Divider, RankingRow, SectionMean, ranking_rows, section_figure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.modeltest import ModelTester

    from scorecard.analysis.comparison import Comparison
    from ui.session import Session


@pytest.fixture
def mining(qtbot: object, sample: Callable[[str], Path]) -> Comparison:
    from ui.session import Session

    session = Session()
    assert session.open(sample("mining"))
    assert session.workspace is not None
    return session.workspace.compare(session.workspace.question("lnk"))


def test_the_ranking_keeps_the_contract_of_qt(mining: Comparison, qtmodeltester: ModelTester) -> None:
    table = RankingTable()
    table.show(mining.framework, ranking_rows(mining))
    qtmodeltester.check(table)


def test_programmes_without_a_rank_stay_below_a_line_with_their_interval(mining: Comparison) -> None:
    rows = ranking_rows(mining)
    line = next(place for place, row in enumerate(rows) if isinstance(row, Divider))
    assert line == mining.ranked
    assert len(rows) == len(mining.programmes) + 1
    table = RankingTable()
    table.show(mining.framework, rows)
    for place, row in enumerate(rows):
        if isinstance(row, RankingRow):
            assert (row.rank is None) == (place > line)
            assert ("–" in table.index(place, SCORE).data()) == (place > line)


def test_the_line_can_be_neither_chosen_nor_taken_for_a_programme(mining: Comparison) -> None:
    table = RankingTable()
    table.show(mining.framework, ranking_rows(mining))
    line = table.index(table.divider(), 0)
    assert table.flags(line) == Qt.ItemFlag.NoItemFlags
    assert "24 programmes" in line.data()
    assert table.place_of(None) == -1


def test_a_new_figure_in_the_same_order_is_the_only_thing_announced(mining: Comparison) -> None:
    table = RankingTable()
    rows = ranking_rows(mining)
    assert table.show(mining.framework, rows)
    first = rows[0]
    assert isinstance(first, RankingRow)
    changes = QSignalSpy(table.dataChanged)
    assert not table.show(mining.framework, [replace(first, low=0.5), *rows[1:]])
    assert changes.count() == 1


@pytest.mark.parametrize(
    ("mean", "figure"),
    [
        (SectionMean(score=0.0, enough=True), "0.0"),
        (SectionMean(score=2.04, enough=False), "(2.0)"),
        (SectionMean(score=None, enough=False), "–"),
    ],
)
def test_a_section_without_evidence_never_looks_like_a_zero(mean: SectionMean, figure: str) -> None:
    assert section_figure(mean) == figure


def test_the_choice_keeps_the_contract_of_qt(mining: Comparison, qtmodeltester: ModelTester) -> None:
    choice = ProfileChoice()
    choice.offer(mining)
    qtmodeltester.check(choice)


def test_the_three_best_are_chosen_to_begin_with_and_never_more_than_six(mining: Comparison) -> None:
    choice = ProfileChoice()
    choice.offer(mining)
    assert choice.chosen == tuple(mining.programmes[row].key for row in mining.ranking()[:BEGUN])
    assert all(choice.turn(row) for row in (10, 11, 12))
    assert not choice.turn(13)
    assert choice.turn(1)
    assert choice.turn(13)
    assert len(choice.chosen) == MOST


def test_who_is_met_in_the_ranking_takes_the_last_place_and_crowds_nobody_in(mining: Comparison) -> None:
    choice = ProfileChoice()
    choice.offer(mining)
    keys = [mining.programmes[row].key for row in mining.ranking()]
    choice.choose(keys[8])
    assert choice.chosen == (*keys[:2], keys[8])
    choice.turn(0)
    choice.choose(keys[9])
    assert choice.chosen == (keys[1], keys[8], keys[9])


def test_the_last_one_chosen_cannot_be_taken_away(mining: Comparison) -> None:
    choice = ProfileChoice()
    choice.offer(mining)
    assert choice.turn(0)
    assert choice.turn(1)
    assert not choice.turn(2)
    assert len(choice.chosen) == 1


def test_who_was_chosen_stays_chosen_when_the_numbers_change(session: Session) -> None:
    assert session.workspace is not None
    comparison = session.workspace.compare(session.workspace.question("ptpr"))
    choice = ProfileChoice()
    choice.offer(comparison)
    last = comparison.programmes[comparison.ranking()[-1]].key
    choice.choose(last)
    kept = choice.chosen
    choice.offer(session.workspace.compare(replace(comparison.question, average="median")))
    assert choice.chosen == kept
    assert kept[-1] == last


def test_names_are_those_of_the_lists(mining: Comparison) -> None:
    table = RankingTable()
    table.show(mining.framework, ranking_rows(mining))
    row = table.index(0, NAME).data(CELL_ROLE)
    assert table.index(0, NAME).data() == row.programme.label
