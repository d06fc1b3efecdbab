"""The models of the Workshop page: rows that can be dragged, cells to choose from, and voters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QSignalSpy

from scorecard.analysis.workshops.workshop import Workshop
from scorecard.edits import people
from scorecard.edits import workshop as agendas
from ui.models.workshop.acts import scores_at
from ui.models.workshop.agenda import ROW, AgendaRows
from ui.models.workshop.at_hand import AtHand
from ui.models.workshop.candidates import CANDIDATE, PRACTISED, CandidateRows
from ui.models.workshop.voters import VOTER, VoterRows
from ui.models.workshop.words import name_of

if TYPE_CHECKING:
    from typing import Any

    from scorecard.analysis.study import Study
    from scorecard.workspace import Workspace
    from ui.session import Session

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CHECK = Qt.ItemDataRole.CheckStateRole


def open_in(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


def study_in(session: Session) -> Study:
    workspace = open_in(session)
    return workspace.study(workspace.question())


def begun(session: Session, count: int, **named: Any) -> Workshop:
    workspace = open_in(session)
    question = workspace.question()
    cells = [(one.programme.key, one.criterion.id) for one in study_in(session).disputes[:count]]
    workspace.edit(agendas.begin_agenda, question.framework, question.round, cells, NOON, **named)
    return Workshop(study_in(session))


def at_hand(session: Session, workshop: Workshop) -> AtHand:
    workspace = open_in(session)
    item = workshop.at_hand
    assert item is not None
    assert item.programme is not None
    assert item.criterion is not None
    return AtHand(
        workshop=workshop,
        item=item,
        programme=item.programme,
        criterion=item.criterion,
        scores=scores_at(workspace, item.place),
        evidence=(),
        reading=False,
    )


def test_the_models_keep_what_models_promise(session: Session, qtmodeltester: Any) -> None:
    workshop = begun(session, 5)
    agenda, candidates, voters = AgendaRows(), CandidateRows(), VoterRows()
    agenda.show(workshop)
    candidates.show(workshop.study, frozenset())
    voters.show(at_hand(session, workshop))
    for model in (agenda, candidates, voters):
        qtmodeltester.check(model, force_py=True)


def test_rows_stand_in_the_order_of_the_agenda_and_only_those_that_differ_are_painted_anew(
    session: Session,
) -> None:
    workshop = begun(session, 5)
    rows = AgendaRows()
    rows.show(workshop)
    assert [rows.index(place).data(ROW).number for place in range(5)] == [1, 2, 3, 4, 5]
    resets, changes = QSignalSpy(rows.modelReset), QSignalSpy(rows.dataChanged)
    open_in(session).edit(agendas.skip_item, workshop.items[2].place)
    rows.show(Workshop(study_in(session)))
    assert (resets.count(), changes.count()) == (0, 1)
    assert rows.index(2).data(ROW).state == "skipped"


@pytest.mark.parametrize(
    ("dragged", "row", "to"), [(0, 3, 2), (0, 5, 4), (4, 0, 0), (4, 2, 2), (1, 1, 1), (2, -1, 4)]
)
def test_what_is_dragged_lands_before_the_row_it_is_dropped_at(
    session: Session, dragged: int, row: int, to: int
) -> None:
    workshop = begun(session, 5)
    rows = AgendaRows()
    rows.show(workshop)
    moved = QSignalSpy(rows.moved)
    carried = rows.mimeData([rows.index(dragged)])
    accepted = rows.dropMimeData(carried, Qt.DropAction.MoveAction, row, 0, QModelIndex())
    assert not accepted
    assert [moved.at(0)[0], moved.at(0)[1]] == [workshop.items[dragged].discussion.key, to]
    open_in(session).edit(agendas.move_item, workshop.items[dragged].place, to)
    rows.show(Workshop(study_in(session)))
    assert rows.keys().index(workshop.items[dragged].discussion.key) == to


def test_cells_come_by_consequence_and_then_all_the_others(session: Session) -> None:
    study = study_in(session)
    rows = CandidateRows()
    rows.show(study, frozenset())
    assert rows.rowCount() == len(study.comparison.programmes) * len(study.cube.framework.criteria)
    shown = [rows.index(row).data(CANDIDATE) for row in range(rows.rowCount())]
    differing = [(one.programme.key, one.criterion.id) for one in study.disputes]
    assert [one.cell for one in shown[: len(differing)]] == differing
    assert rows.differing == len(differing)
    assert len({one.cell for one in shown}) == len(shown)


def test_those_on_the_agenda_are_not_offered_again(session: Session) -> None:
    study = study_in(session)
    there = frozenset((one.programme.key, one.criterion.id) for one in study.disputes[:3])
    rows = CandidateRows()
    rows.show(study, there)
    assert not {rows.index(row).data(CANDIDATE).cell for row in range(rows.rowCount())} & there


def test_practice_follows_the_cells_that_are_ticked(session: Session) -> None:
    study = study_in(session)
    rows = CandidateRows()
    rows.show(study, frozenset())
    rows.tick_first(4)
    rows.practise(2)
    cells = [(one.programme.key, one.criterion.id) for one in study.disputes]
    assert (rows.ticked, rows.practised) == (cells[:4], cells[4:6])
    assert rows.index(4).data(PRACTISED)
    rows.setData(rows.index(4), Qt.CheckState.Checked.value, CHECK)
    assert (rows.ticked, rows.practised) == (cells[:5], cells[5:7])


def test_a_tick_out_of_sight_stays(session: Session) -> None:
    rows = CandidateRows()
    rows.show(study_in(session), frozenset())
    rows.tick_first(2)
    before = rows.ticked
    rows.narrow("no such programme")
    assert rows.rowCount() == 0
    assert rows.ticked == before
    rows.narrow("LITHIUM horizon")
    assert rows.rowCount() == 1


def test_two_people_with_one_name_are_told_apart_by_their_ids(session: Session) -> None:
    workspace = open_in(session)
    first = workspace.snapshot.ordered_evaluators()[0]
    workspace.edit(people.add_evaluator, first.name, "peer", same_name=True)
    alike = [one for one in workspace.snapshot.ordered_evaluators() if one.name == first.name]
    named = [name_of(workspace.snapshot, one.key) for one in alike]
    assert len(set(named)) == 2
    assert all(one.id in name for one, name in zip(alike, named, strict=True))
    assert name_of(workspace.snapshot, workspace.snapshot.ordered_evaluators()[-1].key).count("(") == 0


def test_a_voter_says_how_they_stand_and_never_what_they_say(session: Session) -> None:
    workspace = open_in(session)
    everybody = workspace.snapshot.ordered_evaluators()
    gone = everybody[2].key
    workshop = begun(session, 3, absent=[gone])
    in_conflict = everybody[-1].key
    voters = VoterRows()
    voters.show(at_hand(session, workshop))
    stand = {
        voters.index(row).data(VOTER).key: voters.index(row).data(VOTER).standing
        for row in range(voters.rowCount())
    }
    assert (stand[gone], stand[in_conflict]) == ("absent", "conflict")
    assert list(stand.values()).count("turn") == 1
