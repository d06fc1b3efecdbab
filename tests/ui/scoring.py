"""What a person does on the Score page, and what the file says of it, for every test of that page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scorecard.model.score import Cell, Score
from ui.widgets.entry_field import EntryField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from scorecard.model.edit import Edit
    from ui.session import Session


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is, as a person presses it."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def write(text: str) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, EntryField)
    QTest.keyClicks(focus, text)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def cell(session: Session) -> Cell:
    place = (session.programme, session.evaluator, session.round, session.criterion)
    assert None not in place
    return Cell(*place)  # type: ignore[arg-type]


def stored(session: Session) -> Score:
    assert session.workspace is not None
    return session.workspace.score(cell(session))


def set_stored(session: Session, **fields: str) -> None:
    score = replace(stored(session), **fields)  # type: ignore[arg-type]
    assert session.perform(lambda workspace: workspace.record_score(score))


def edits_of(session: Session) -> list[Edit]:
    found: list[Edit] = []
    session.edited.connect(found.append)
    return found


def sentences(session: Session) -> list[str]:
    """What the session refuses from now on."""
    found: list[str] = []
    session.refused.connect(found.append)
    return found


def choose(session: Session, evaluator: str, programme: str, criterion: str = "ptpr.ANT1") -> None:
    """Go to a cell of the sample by ids."""
    assert session.workspace is not None
    snapshot = session.workspace.snapshot
    session.choose_evaluator(snapshot.evaluator(evaluator).key)
    session.go_to(programme=snapshot.programme(programme).key, criterion=criterion)
