"""The ranking and the choice for the profile as item models."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QSignalSpy

from ui.models.columns import CELL_ROLE
from ui.models.compare.profile_choice import BEGUN, MOST, ProfileChoice
from ui.models.compare.ranking import BAR, COVERAGE, NAME, SCORE, RankingTable
from ui.models.compare.ranking_rows import (
    Divider,
    RankingRow,
    SectionMean,
    chances_in_words,
    gathered,
    held_down,
    ranking_rows,
    section_figure,
    unranked_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.modeltest import ModelTester

    from scorecard.analysis.comparison import Comparison
    from ui.models.compare.ranking import Shown
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


@pytest.mark.parametrize("shown", ["chances", "sections", "nothing"])
def test_so_it_does_with_chances_and_while_programmes_change_places(
    session: Session, shown: Shown, qtmodeltester: ModelTester
) -> None:
    assert session.workspace is not None
    study = session.workspace.study(session.workspace.question("ptpr"))
    table = RankingTable()
    rows = ranking_rows(study.comparison, study.robustness.acceptability)
    assert table.show(study.comparison.framework, rows, shown, 12)
    qtmodeltester.check(table)
    tried = (("ANT", 1.0), ("ADA", 0.0), ("LUP", 0.0), ("INT", 0.0), ("EMB", 0.0))
    other = study.asking(replace(study.question, tried=tried)).comparison
    last = table.index(11, NAME)
    held = QPersistentModelIndex(last)
    programme = last.data(CELL_ROLE).programme
    resets = QSignalSpy(table.modelReset)
    assert not table.show(other.framework, ranking_rows(other), shown, 12)
    assert resets.count() == 0
    assert held.row() == [other.programmes[row] for row in other.ranking()].index(programme) != 11
    qtmodeltester.check(table)


def test_under_the_weakest_a_row_says_at_most_and_what_holds_it_down(session: Session) -> None:
    assert session.workspace is not None
    question = replace(session.workspace.question("ptpr"), rule="weakest")
    comparison = session.workspace.compare(question)
    table = RankingTable()
    table.show(comparison.framework, ranking_rows(comparison))
    for place, row in enumerate(comparison.ranking()):
        figure, name = table.index(place, SCORE).data(), table.index(place, NAME)
        assert figure.startswith("≤") == bool(comparison.at_most()[row])
        for criterion in comparison.binding(row):
            assert criterion.name.en in name.data(Qt.ItemDataRole.ToolTipRole)
        codes = [one.code for one in comparison.binding(row)]
        assert codes[0] in held_down(name.data(CELL_ROLE))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50), st.integers(1, 60))
def test_chances_that_find_no_room_are_gathered_in_the_last(chances: list[float], room: int) -> None:
    shown = gathered(chances, room)
    assert len(shown) == min(len(chances), room)
    assert shown[:-1] == chances[: len(shown) - 1]
    assert sum(shown) == pytest.approx(sum(chances))


def test_chances_of_many_ranks_are_gathered_beyond_forty(session: Session) -> None:
    assert session.workspace is not None
    comparison = session.workspace.compare(session.workspace.question("ptpr"))
    chances = np.zeros((len(comparison.programmes), 60))
    chances[comparison.ranking()[0]] = 1 / 60
    first, *others = ranking_rows(comparison, chances)
    assert isinstance(first, RankingRow)
    assert first.chances == pytest.approx((*[1 / 60] * 40, 20 / 60))
    assert all(isinstance(one, RankingRow) and not one.chances for one in others)
    assert chances_in_words(first).endswith("rank 41+: 33\N{NO-BREAK SPACE}%")


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
    top, bottom = changes.at(0)[:2]
    assert (top.row(), top.column(), bottom.row(), bottom.column()) == (0, BAR, 0, COVERAGE)


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


def test_who_has_no_interval_is_not_said_to_have_one() -> None:
    nothing, some = float("nan"), 0.5
    assert unranked_in_words(np.array([some, nothing, nothing])) == (
        "Insufficient evidence: 1 programme has an interval, but no score and no rank. "
        "No criterion applies to 2 programmes"
    )
    assert unranked_in_words(np.array([nothing])) == "No criterion applies to 1 programme"
