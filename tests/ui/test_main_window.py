"""The shell: one window around whatever page is shown, in any language and theme."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from scorecard.edits import people
from scorecard.i18n import language
from ui.actions import MENU_PAGES, RAIL_PAGES
from ui.dialogs.evaluator import NewEvaluator
from ui.dialogs.new_evaluation import NewEvaluation
from ui.pages.start import StartPage
from ui.widgets.header import Flag
from ui.widgets.picker import Picker
from ui.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import FakePrompts
    from ui.app import Program


# Qt's platform without a screen knows no size hints of windows, and says so.


def words(program: Program) -> str:
    """Every word in view."""
    labels = [one.text() for one in program.window.findChildren(QLabel) if one.isVisibleTo(program.window)]
    buttons = [one.text() for one in program.window.findChildren(QPushButton)]
    return "\n".join(labels + buttons)


def begin(program: Program, qtbot: QtBot, path: Path | None = None) -> None:
    with qtbot.waitSignal(program.window.painted):
        program.begin(path)
    qtbot.waitUntil(lambda: program.window.centralWidget() is not None)


def test_the_window_begins_with_the_start_page(program: Program, qtbot: QtBot) -> None:
    begin(program, qtbot)
    assert program.window.findChild(StartPage) is not None
    assert "Explore the sample" in program.actions["sample"].text()
    assert program.window.page is None


def test_a_sample_opens_on_the_score_page_with_somebody_scoring(program: Program, qtbot: QtBot) -> None:
    begin(program, qtbot)
    program.actions["sample"].trigger()
    assert program.window.page is not None
    assert program.session.evaluator is not None
    flag = program.window.findChild(Flag)
    assert flag is not None
    assert flag.isVisibleTo(program.window)
    assert "Illustrative scores" in words(program)


def test_every_page_opens_in_both_languages_and_themes(program: Program, qtbot: QtBot) -> None:
    begin(program, qtbot)
    program.explore("workshop")
    for chosen, dark in (("es", False), ("es", True), ("en", True), ("en", False)):
        program.speak(chosen)
        program.dress(dark=dark)
        assert language() == chosen
        for id in RAIL_PAGES:
            program.actions[id].trigger()
            assert program.window.page is not None
            program.window.grab()


def test_switching_the_language_keeps_the_place(program: Program, qtbot: QtBot) -> None:
    begin(program, qtbot)
    program.explore("workshop")
    assert program.session.workspace is not None
    programme = program.session.workspace.snapshot.ordered_programmes()[4].key
    program.session.go_to(programme=programme)
    program.window.show_page("compare")
    before = type(program.window.page)
    program.speak("es")
    assert type(program.window.page) is before
    assert program.session.programme == programme
    assert program.preferences.language == "es"


def test_the_rail_shows_where_one_is(program: Program, qtbot: QtBot) -> None:
    begin(program, qtbot)
    program.explore("workshop")
    program.actions["compare"].trigger()
    rail = program.window.findChild(Rail)
    assert rail is not None
    checked = [button.objectName() for button in rail.findChildren(type(rail._help)) if button.isChecked()]
    assert checked == ["compare"]


def test_a_refused_file_at_the_start_is_told_in_the_window(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    stranger = tmp_path / "letter.scorecard"
    stranger.write_text("Dear all")
    begin(program, qtbot, stranger)
    assert program.window.findChild(StartPage) is not None
    assert "letter.scorecard" in words(program)


def test_a_file_that_somebody_else_has_open_can_be_looked_at(
    program: Program, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    from scorecard.workspace import Workspace

    path = tmp_path / "shared.scorecard"
    with Workspace.create(path, sample="workshop", language="en"):
        begin(program, qtbot)
        assert not program.open(path)
        assert program.session.workspace is None
        prompts.agrees = True
        assert program.open(path)
        assert program.session.workspace is not None
        assert program.session.workspace.reading
        assert "Open for reading only" in words(program)
        program.session.close()


def test_a_file_given_at_the_start_is_opened(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    from scorecard.workspace import Workspace

    path = tmp_path / "given.scorecard"
    Workspace.create(path, sample="workshop", language="en").close()
    begin(program, qtbot, path)
    assert program.session.workspace is not None
    assert program.session.workspace.path == path


def test_closing_remembers_where_one_was(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    begin(program, qtbot)
    program.explore("workshop")
    assert program.session.workspace is not None
    path, evaluation = program.session.workspace.path, program.session.workspace.snapshot.evaluation
    somebody = program.session.workspace.snapshot.ordered_evaluators()[3].key
    program.session.choose_evaluator(somebody)
    program.actions["close"].trigger()
    assert program.session.workspace is None
    assert program.window.findChild(StartPage) is not None
    recent = program.preferences.recents[0]
    assert (recent.path, recent.title, recent.share) == (path, evaluation.title, 1.0)
    program.open(path)
    assert program.session.evaluator == somebody


def test_undo_in_the_strip_takes_back_the_last_edit(program: Program, qtbot: QtBot) -> None:
    begin(program, qtbot)
    program.explore("workshop")
    program.session.edit(people.add_evaluator, "Rosa", "peer")
    undo = next(one for one in program.window.findChildren(QPushButton) if one.text().startswith("Undo: add"))
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert program.session.workspace is not None
    assert "Rosa" not in {one.name for one in program.session.workspace.snapshot.evaluators.values()}


def test_a_new_evaluation_is_made_with_who_scores(
    program: Program, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    begin(program, qtbot)
    prompts.path = tmp_path / "mine.scorecard"

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewEvaluation)
        dialog.title_field.setText("Suppliers: 2026?")
        dialog.name_field.setText("Rosa Quispe")
        dialog._choose_place()
        dialog.agreed()
        return bool(dialog.result())

    prompts.fill = fill
    program.actions["new"].trigger()
    assert program.session.workspace is not None
    assert program.session.workspace.path == prompts.path
    assert program.session.workspace.snapshot.evaluation.title == "Suppliers: 2026?"
    assert program.session.evaluator is not None
    assert program.session.workspace.snapshot.evaluators[program.session.evaluator].name == "Rosa Quispe"


def test_whoever_is_added_scores_from_now_on(program: Program, prompts: FakePrompts, qtbot: QtBot) -> None:
    begin(program, qtbot)
    program.explore("workshop")

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewEvaluator)
        dialog.agreed()
        assert dialog.problem.text() == "Write the name of the evaluator."
        dialog.name.setText("Council")
        dialog.agreed()
        return bool(dialog.result())

    prompts.fill = fill
    program.actions["add-evaluator"].trigger()
    assert program.session.workspace is not None
    assert program.session.evaluator is not None
    assert program.session.workspace.snapshot.evaluators[program.session.evaluator].name == "Council"
    header = next(one for one in program.window.findChildren(Picker) if "Scoring as" in one.accessibleName())
    assert header.accessibleName() == "Scoring as: Council · independent"


def test_every_control_has_a_name_to_read_aloud(program: Program, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

    begin(program, qtbot)
    program.explore("workshop")
    for id in RAIL_PAGES:
        program.window.show_page(id)
        page = program.window.page
        assert page is not None
        nameless = [
            one
            for kind in (QAbstractButton, QLineEdit, QPlainTextEdit)
            for one in page.findChildren(kind)
            if not one.accessibleName()
            and not (isinstance(one, QAbstractButton) and one.text())
            and not isinstance(one.parentWidget(), QLineEdit)
            and not one.objectName().startswith("qt_")
        ]
        assert nameless == [], id


def test_the_window_fits_the_smallest_laptop(program: Program, qtbot: QtBot) -> None:
    for chosen in ("en", "es"):
        program.speak(chosen)
        program.window.show()
        program.explore("mining")
        for id in RAIL_PAGES:
            program.window.show_page(id)
            hint = program.window.minimumSizeHint()
            assert hint.width() <= 1366, (chosen, id)
            assert hint.height() <= 690, (chosen, id)


def test_no_two_commands_share_a_key(program: Program) -> None:
    keys = [keys.toString() for action in program.actions.all() for keys in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_what_was_asked_of_compare_survives_another_theme_and_another_language(
    program: Program, qtbot: QtBot
) -> None:
    from scorecard.analysis.sureness.robustness import Variation
    from ui.pages.compare import ComparePage

    begin(program, qtbot)
    program.explore("workshop")
    program.window.show_page("compare")
    page = program.window.page
    assert isinstance(page, ComparePage)
    page.ask(average="median", tried=(("ANT", 0.6),))
    page.vary(Variation(weighting="near"))
    page.show_view("profile")
    page.choice.turn(0)
    kept = page.kept()
    program.dress(dark=True)
    program.speak("es")
    again = program.window.page
    assert isinstance(again, ComparePage)
    assert again is not page
    assert again.kept() == kept
    assert again.study is not None
    assert (again.study.question.tried, again.study.variation.weighting) == ((("ANT", 0.6),), "near")


def test_a_long_notice_gives_way_to_what_undo_would_undo(program: Program, qtbot: QtBot) -> None:
    begin(program, qtbot)
    program.window.resize(1100, 690)
    program.explore("workshop")
    session = program.session
    assert session.programme is not None
    assert session.perform(lambda workspace: workspace.remove_programme(session.programme or ""))
    undo = next(
        one for one in program.window.findChildren(QPushButton) if one.text().startswith("Undo: remove")
    )
    assert undo.width() >= undo.sizeHint().width()


@pytest.mark.parametrize("page", [*RAIL_PAGES, *MENU_PAGES])
def test_no_button_is_cut_in_the_smallest_window_in_the_longer_language(
    program: Program, qtbot: QtBot, sample: Callable[[str], Path], page: str
) -> None:
    begin(program, qtbot, sample("workshop"))
    program.speak("es")
    program.window.resize(1024, 600)
    program.window.show_page(page)
    QApplication.processEvents()
    assert program.window.size() == QSize(1024, 600)
    cut = [
        one.text()
        for one in program.window.findChildren(QPushButton)
        if one.isVisible() and one.text() and one.width() < one.minimumSizeHint().width()
    ]
    assert cut == []


def test_what_somebody_else_has_open_is_looked_at_and_the_strip_says_that_nothing_changes(
    program: Program, prompts: FakePrompts, qtbot: QtBot, sample: Callable[[str], Path]
) -> None:
    from scorecard.workspace import Workspace

    begin(program, qtbot)
    path = sample("workshop")
    prompts.agrees = True
    with contextlib.closing(Workspace.open(path)):
        assert program.open(path)
    assert program.session.workspace is not None
    assert program.session.workspace.reading
    assert "open for reading only: nothing can be changed" in words(program)
    assert "close it there" not in words(program)
