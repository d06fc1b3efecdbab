"""The slides of the wall for the documentation: a workshop is begun in the sample, and its first votes revealed."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtGui import QPixmap

from scorecard.analysis.workshops.workshop import Workshop
from scorecard.edits import workshop, workshop_cells
from scorecard.model.workshop import Place
from scorecard.workspace import Workspace
from ui.theme import Theme
from ui.widgets.wall.slide import WallSlide

_SIZE = (1280, 720)
_BEGUN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_ITEMS = 12


def wall_picture(workspace: Workspace, theme: Theme, slide: str) -> QPixmap:
    """A slide, by its id, once the votes on the cell that moves the ranking most are revealed."""
    question = workspace.question()
    study = workspace.study(question)
    cells = [(one.programme.key, one.criterion.id) for one in study.disputes[:_ITEMS]]
    place = Place(cells[0][0], question.round, cells[0][1])
    workspace.commit(
        workshop.begin_agenda(workspace.snapshot, question.framework, question.round, cells, _BEGUN)
    )
    scores = workspace.scores(programme=place.programme, round=place.round, criteria=[place.criterion])
    workspace.commit(workshop_cells.reveal(workspace.snapshot, scores, place))
    workspace.commit(workshop.go_to(workspace.snapshot, place))
    wall = WallSlide(theme)
    wall.resize(*_SIZE)
    wall.show_workshop(Workshop(workspace.study(question)))
    wall.show_slide(slide)
    wall.show_clock("04:32" if slide == "item" else "")
    return wall.grab()
