"""From a sample to a comparison and its picture in the real window, by keys and clicks alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from ui.app import Program


@dataclass
class SavesTo:
    """Prompts of a person who saves everything at one place."""

    path: Path

    def save_path(self, parent: QWidget | None, suggestion: Path, kinds: str) -> Path:
        return self.path


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    from ui.app import Program
    from ui.preferences import Preferences

    program = Program(qapp, SavesTo(tmp_path / "ranking.png"), Preferences.load())  # type: ignore[arg-type]
    qtbot.addWidget(program.window)
    program.begin(None)
    qtbot.waitUntil(program.window.isVisible)
    yield program
    program.close()


def test_the_mining_sample_is_found_compared_and_saved_as_a_picture(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from ui.pages.compare import ComparePage
    from ui.pages.programmes import ProgrammesPage

    window, session = program.window, program.session
    assert session.create(tmp_path / "mining.scorecard", sample="mining")
    assert session.workspace is not None

    program.actions["programmes"].trigger()
    programmes = window.page
    assert isinstance(programmes, ProgrammesPage)
    QTest.keyClicks(programmes.head.find, "antamina")
    assert programmes.found.rowCount() == 1
    QTest.keyClick(programmes.view, Qt.Key.Key_Down)

    window.show_page("compare")
    compare = window.page
    assert isinstance(compare, ComparePage)
    study = session.workspace.study(session.workspace.question("lnk"))
    comparison = study.comparison
    assert compare._sentence.text() == study.robustness.sentences()[0]
    assert "Illustrative scores, not an official assessment" in compare._second.text()
    assert compare.view_named("heatmap").table.rowCount() == 30
    compare.show_view("ranking")
    assert compare.view_named("ranking").table.rowCount() == 31
    assert compare.view_named("ranking").table.divider() == comparison.ranked

    compare.show_view("profile")
    qtbot.waitUntil(lambda: compare.view_named("profile").radar is not None)
    assert len(compare.choice.chosen) == 3

    compare.save_picture()
    program.tasks.wait()
    assert (tmp_path / "ranking.png").read_bytes().startswith(b"\x89PNG")


def test_a_score_given_on_one_page_is_in_the_comparison_of_the_other(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    from scorecard.model.score import Cell
    from ui.pages.compare import ComparePage

    window, session = program.window, program.session
    assert session.create(tmp_path / "workshop.scorecard", sample="workshop")
    workspace = session.workspace
    assert workspace is not None
    window.show_page("compare")
    page = window.page
    assert isinstance(page, ComparePage)
    assert page.comparison is not None
    best = page.comparison.programmes[page.comparison.ranking()[0]].key
    framework = workspace.snapshot.framework("ptpr")

    window.show_page("score")
    for evaluator in workspace.snapshot.evaluators:
        for criterion in framework.criteria:
            cell = Cell(best, evaluator, session.round or "", criterion.id)
            assert session.perform(lambda one, cell=cell: one.set_value(cell, "0"))  # type: ignore[misc]

    window.show_page("compare")
    qtbot.waitUntil(page.isVisible)
    assert page.comparison.programmes[page.comparison.ranking()[-1]].key == best
    assert session.undo()
    assert page.comparison.score.tolist() == workspace.compare(page.comparison.question).score.tolist()
