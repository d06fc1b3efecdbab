"""A whole workshop through the engine: thirty cells, five evaluators, killed in between; an agenda of a thousand."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scorecard.analysis.workshops.workshop import Workshop
from scorecard.edits import evaluations
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.model.edit import Edit
from scorecard.model.score import Cell, Score
from scorecard.model.workshop import Action, Place
from scorecard.storage.store import Store
from scorecard.workspace import Workspace
from tests.analysis.evaluations import case_of

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
STEP = 2_048
"""The most bytes that a step may add to the journal."""


def made(path: Path, programmes: int, evaluators: int, criteria: int) -> Workspace:
    """A workspace whose evaluators differ at random."""
    chance = random.Random(7)

    def card() -> str:
        return " ".join(chance.choice("01234") for _criterion in range(criteria))

    case = case_of(
        {"A": criteria},
        {
            f"{number:032x}": {f"{who:031x}e": card() for who in range(evaluators)}
            for number in range(programmes)
        },
    )
    Store.create(path, evaluations.begin(case.snapshot, case.scores), author="Ana").close()
    return Workspace.open(path)


def said(workspace: Workspace, place: Place) -> list[Score]:
    return workspace.scores(programme=place.programme, round=place.round, criteria=(place.criterion,))


def vote(workspace: Workspace, place: Place, evaluator: str, value: str) -> Edit | None:
    cell = Cell(place.programme, evaluator, place.round, place.criterion)
    return workspace.edit(cells.vote, workspace.score(cell), place, evaluator, value)


def begun(workspace: Workspace, count: int) -> list[Place]:
    """The places of an agenda of so many disputes."""
    question = workspace.question()
    disputes = workspace.study(question).disputes[:count]
    found = [(one.programme.key, one.criterion.id) for one in disputes]
    workspace.edit(agendas.begin_agenda, "f", question.round, found, NOON)
    return [one.place for one in workspace.snapshot.discussions_in("f", question.round)]


class Survivor:
    """Opens copies of the file as a kill would leave it, and holds them against what was acknowledged."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.steps = 0

    def check(self) -> None:
        """Nothing acknowledged is lost, and the same item is at hand."""
        workspace = self._workspace
        self.steps += 1
        if self.steps % 37:
            return
        copy = workspace.path.with_name("killed.scorecard")
        shutil.copyfile(workspace.path, copy)
        with Workspace.open(copy) as again:
            assert again.snapshot == workspace.snapshot
            assert set(again.scores()) == set(workspace.scores())
            ours, theirs = (Workshop(one.study(one.question())) for one in (workspace, again))
            assert ours.at_hand is not None
            assert theirs.at_hand is not None
            assert theirs.at_hand.place == ours.at_hand.place
            assert theirs.at_hand.awaited == ours.at_hand.awaited
        copy.unlink()


def test_a_workshop_of_thirty_cells_is_held_and_survives_being_killed(tmp_path: Path) -> None:
    with made(tmp_path / "workshop.scorecard", 6, 5, 8) as workspace:
        start = workspace.snapshot, set(workspace.scores())
        survivor = Survivor(workspace)
        everybody = sorted(workspace.snapshot.evaluators)
        places = begun(workspace, 30)
        assert len(places) == 30
        for number, place in enumerate(places):
            present = everybody if number < 20 else everybody[:-1]
            if number == 20:
                workspace.edit(agendas.set_present, "f", place.round, everybody[-1], present=False)
            if number == 0:
                workspace.edit(agendas.set_practice, place, practice=True)
            workspace.edit(cells.begin_scoring, place)
            for turn, who in enumerate(present):
                vote(workspace, place, who, str((number + turn) % 5))
                survivor.check()
            workspace.edit(cells.reveal, said(workspace, place), place)
            survivor.check()
            workspace.edit(cells.note, place, f"Discussed at length: {number}.")
            vote(workspace, place, present[0], "2")
            survivor.check()
            if number % 5 == 4:
                workspace.edit(cells.dissent, said(workspace, place), place, present[1], "Not convinced.")
            elif number % 7 == 6:
                workspace.edit(agendas.skip_item, place)
            else:
                workspace.edit(cells.agree, said(workspace, place), place, "2", "What the decree says.")
            workspace.edit(cells.put_action, place, Action(key="", text="Ask", owner="Ana", due="2026-12-01"))
            survivor.check()
        assert survivor.steps > 200
        workshop = Workshop(workspace.study(workspace.question()))
        outcomes = [one.discussion.outcome for one in workshop.items]
        assert {name: outcomes.count(name) for name in set(outcomes)} == {
            "agreed": 20,
            "dissent": 6,
            "skipped": 4,
        }
        assert (workshop.progress.open, workshop.narrowing.items) == (0, 25)
        assert workshop.moves
        last = workshop.items[-1]
        assert len(last.voters) == 5
        practice = places[0]
        assert not any(score.note == "What the decree says." for score in said(workspace, practice))
        assert workspace.verify() == ()
        while workspace.undoable() is not None:
            workspace.undo()
        assert (workspace.snapshot, set(workspace.scores())) == start
        while workspace.redoable() is not None:
            workspace.redo()
        assert Workshop(workspace.study(workspace.question())).progress == workshop.progress
        assert workspace.verify() == ()


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An evaluation with a thousand cells on its agenda, eight evaluators."""
    path = tmp_path_factory.mktemp("thousand") / "thousand.scorecard"
    with made(path, 50, 8, 40) as workspace:
        assert len(begun(workspace, 1_000)) == 1_000
    return path


def written(path: Path) -> int:
    """How many bytes the last revision holds in the journal."""
    columns = "id || at || author || label || kind || target || hash"
    changed = "kind || key || coalesce(before, '') || coalesce(after, '') || supersedes"
    with closing(sqlite3.connect(path)) as connection:
        number, head = connection.execute(
            f"SELECT number, length(CAST({columns} AS BLOB)) FROM revision ORDER BY number DESC LIMIT 1"
        ).fetchone()
        (body,) = connection.execute(
            f"SELECT sum(length(CAST({changed} AS BLOB))) FROM change WHERE revision = ?", (number,)
        ).fetchone()
    return int(head) + int(body)


def test_a_step_on_an_agenda_of_a_thousand_cells_writes_less_than_two_kilobytes(
    thousand: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(thousand, tmp_path / "thousand.scorecard"))
    sizes: dict[str, int] = {}
    with Workspace.open(path) as workspace:
        (round,) = workspace.snapshot.rounds
        places = [one.place for one in workspace.snapshot.discussions_in("f", round)]
        place = places[500]
        everybody = sorted(workspace.snapshot.evaluators)

        def measured(step: str, edit: Edit | None) -> None:
            assert edit is not None, step
            sizes[step] = max(sizes.get(step, 0), written(path))

        measured("go", workspace.edit(agendas.go_to, places[400]))
        measured("move", workspace.edit(agendas.move_item, places[999], 3))
        measured("score", workspace.edit(cells.begin_scoring, place))
        for turn, who in enumerate(everybody):
            measured("vote", vote(workspace, place, who, str(turn % 5)))
        measured("reveal", workspace.edit(cells.reveal, said(workspace, place), place))
        measured("new vote", vote(workspace, place, everybody[0], "4"))
        measured(
            "agree", workspace.edit(cells.agree, said(workspace, place), place, "2", "As the decree says.")
        )
        measured("skip", workspace.edit(agendas.skip_item, places[501]))
    assert max(sizes.values()) < STEP, sizes
