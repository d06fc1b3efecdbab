"""The session: what a page may rely on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scorecard.edits import people
from scorecard.errors import Refusal
from scorecard.exchange.merging.package_reader import read_package
from scorecard.model.edit import Edit
from scorecard.model.score import Cell
from scorecard.workspace import Workspace
from ui.session import Session


def cell_of(session: Session) -> Cell:
    assert session.workspace is not None
    assert session.programme is not None
    assert session.evaluator is not None
    assert session.round is not None
    assert session.criterion is not None
    return Cell(session.programme, session.evaluator, session.round, session.criterion)


def other_level(session: Session) -> str:
    assert session.workspace is not None
    return "1" if session.workspace.score(cell_of(session)).value == "0" else "0"


def test_an_open_session_always_has_a_place(session: Session) -> None:
    assert session.workspace is not None
    snapshot = session.workspace.snapshot
    assert session.programme in snapshot.programmes
    assert session.round in snapshot.rounds
    assert session.framework == snapshot.evaluation.frameworks[0]
    assert session.criterion == snapshot.frameworks[session.framework].criteria[0].id


def test_an_edit_is_announced_with_what_it_changed(session: Session) -> None:
    edits: list[Edit] = []
    session.edited.connect(edits.append)
    cell, value = cell_of(session), other_level(session)
    assert session.perform(lambda workspace: workspace.set_value(cell, value))
    assert [change.ref.key for change in edits[0].changes] == ["/".join(cell)]


def test_what_changes_nothing_holds_and_is_not_announced(session: Session) -> None:
    edits: list[Edit] = []
    session.edited.connect(edits.append)
    assert session.workspace is not None
    stored = session.workspace.score(cell_of(session))
    assert session.perform(lambda workspace: workspace.record_score(stored))
    assert edits == []


def test_a_refusal_is_told_and_changes_nothing(session: Session) -> None:
    told: list[str] = []
    session.refused.connect(told.append)
    cell = cell_of(session)
    assert not session.perform(lambda workspace: workspace.set_value(cell, "9"))
    assert len(told) == 1
    assert session.undo_text() is None


def test_undo_and_redo_say_what_they_do(session: Session) -> None:
    assert session.workspace is not None
    cell, value = cell_of(session), other_level(session)
    before = session.workspace.score(cell)
    session.perform(lambda workspace: workspace.set_value(cell, value))
    assert session.undo_text() == f"level {value} for {cell.criterion.partition('.')[2]}"
    assert session.undo()
    assert session.workspace.score(cell) == before
    assert session.undo_text() is None
    assert session.redo_text() is not None
    assert session.redo()
    assert session.workspace.score(cell).value == value


def test_undo_survives_closing(session: Session) -> None:
    assert session.workspace is not None
    path = session.workspace.path
    cell, value = cell_of(session), other_level(session)
    session.perform(lambda workspace: workspace.set_value(cell, value))
    text = session.undo_text()
    session.close()
    assert session.undo_text() is None
    assert session.open(path)
    assert session.undo_text() == text


def test_a_criterion_brings_its_framework_along(session: Session) -> None:
    assert session.workspace is not None
    other = session.workspace.snapshot.ordered_frameworks()[1]
    session.go_to(criterion=other.criteria[3].id)
    assert (session.framework, session.criterion) == (other.id, other.criteria[3].id)


def test_another_framework_begins_at_its_first_criterion(session: Session) -> None:
    assert session.workspace is not None
    other = session.workspace.snapshot.ordered_frameworks()[1]
    moves: list[str | None] = []
    session.place_changed.connect(lambda: moves.append(session.criterion))
    session.go_to(framework=other.id)
    assert moves == [other.criteria[0].id]


def test_going_where_one_is_is_not_announced(session: Session) -> None:
    moves: list[str | None] = []
    session.place_changed.connect(lambda: moves.append(session.programme))
    session.go_to(programme=session.programme, framework=session.framework)
    assert moves == []


def test_when_the_programme_at_hand_is_removed_another_takes_its_place(session: Session) -> None:
    gone = session.programme
    assert gone is not None
    seen: list[str | None] = []
    session.edited.connect(lambda edit: seen.append(session.programme))
    assert session.perform(lambda workspace: workspace.remove_programme(gone))
    assert seen == [session.programme]
    assert session.programme is not None
    assert session.programme != gone


def test_a_file_that_cannot_be_opened_leaves_the_open_one_alone(session: Session, tmp_path: Path) -> None:
    assert session.workspace is not None
    here = session.workspace.path
    other = tmp_path / "letter.scorecard"
    other.write_text("not an evaluation")
    told: list[str] = []
    session.refused.connect(told.append)
    assert not session.open(other)
    assert session.workspace is not None
    assert session.workspace.path == here
    assert len(told) == 1
    assert other.read_text() == "not an evaluation"


def test_opening_what_is_open_already_is_no_conflict(session: Session) -> None:
    assert session.workspace is not None
    assert session.open(session.workspace.path)


def test_nothing_can_be_done_to_a_closed_session(session: Session) -> None:
    session.close()
    assert not session.perform(lambda workspace: workspace.undo())
    assert (session.programme, session.evaluator, session.criterion) == (None, None, None)


def test_a_session_open_for_reading_offers_no_undo(session: Session) -> None:
    assert session.workspace is not None
    path, cell, value = session.workspace.path, cell_of(session), other_level(session)
    session.perform(lambda workspace: workspace.set_value(cell, value))
    session.close()
    assert session.open(path, reading=True)
    assert session.undo_text() is None
    told: list[str] = []
    session.refused.connect(told.append)
    assert not session.perform(lambda workspace: workspace.set_value(cell, ""))
    assert len(told) == 1


def test_an_evaluator_who_is_gone_scores_no_more(session: Session) -> None:
    assert session.workspace is not None
    session.edit(people.add_evaluator, "Rosa", "peer")
    rosa = session.workspace.snapshot.evaluator(_id_of(session, "Rosa"))
    session.choose_evaluator(rosa.key)
    changes: list[str | None] = []
    session.evaluator_changed.connect(lambda: changes.append(session.evaluator))
    session.undo()
    assert changes == [None]


def _id_of(session: Session, name: str) -> str:
    assert session.workspace is not None
    return next(one.id for one in session.workspace.snapshot.evaluators.values() if one.name == name)


def test_a_file_that_cannot_be_opened_again_after_a_merge_is_closed_with_a_sentence(
    session: Session, tmp_path: Path
) -> None:
    workspace = session.workspace
    assert workspace is not None
    copy = tmp_path / "copy.scorecard"
    shutil.copyfile(workspace.path, copy)
    with Workspace.open(copy) as there:
        there.edit(people.add_evaluator, "Rosa Quispe", "independent")
        there.package(tmp_path / "copy.scorepack")
    told: list[str] = []
    session.refused.connect(told.append)
    with workspace.aside() as aside:
        aside.merge(aside.plan([read_package(tmp_path / "copy.scorepack")]))
        # What a failing disk makes of it: the file takes its place, and is not one.
        aside.copy.path.write_bytes(b"x" * 4096)
        assert not session.perform(lambda here: here.take_over(aside))
    assert session.workspace is None
    assert [sentence.count("could not be opened again") for sentence in told] == [1]
    with pytest.raises(Refusal, match="could not be opened again"):
        workspace.undo()
