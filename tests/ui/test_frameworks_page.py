"""The Frameworks page, through what a person does on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from scorecard.edits import drafting
from scorecard.library.frameworks import FrameworkProblems
from scorecard.model.framework import Link
from scorecard.model.problem import Problem
from scorecard.model.score import Cell
from scorecard.model.text import Text
from ui.dialogs.crosswalk import CrosswalkDialog
from ui.dialogs.framework_id import FrameworkIdDialog
from ui.dialogs.framework_merge import MergeDialog
from ui.dialogs.framework_new import NewFramework
from ui.dialogs.framework_problems import FrameworkProblemsDialog
from ui.models.frameworks.tree import ABOUT, SCALE, Place
from ui.pages.frameworks import FrameworksPage
from ui.widgets.frameworks.sheet import FORM, TEXTS, VERSIONS, WEIGHTS
from ui.widgets.level_button import LevelButton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from scorecard.model.evaluation import WeightSet
    from scorecard.model.framework import Framework
    from scorecard.workspace import Workspace
    from ui.app import Program
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme
    from ui.widgets.page import Surroundings

ANT1 = Place("criterion", "ptpr.ANT1")


@pytest.fixture
def page(session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot) -> FrameworksPage:
    page = FrameworksPage(around(session))
    qtbot.addWidget(page)
    page.resize(1270, 612)
    page.show()
    page.refresh()
    return page


@pytest.fixture
def drafting_page(page: FrameworksPage) -> FrameworksPage:
    """The page with the draft of the next version open at its first criterion."""
    page.sheet.began.emit()
    page.open(ANT1)
    return page


def workspace_of(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


def draft_of(session: Session) -> Framework:
    return workspace_of(session).snapshot.drafts["ptpr"].framework


def stored_weights(session: Session, page: FrameworksPage) -> WeightSet:
    """The set that is shown, as it is stored."""
    return workspace_of(session).snapshot.weights[page.weights.chosen or ""]


def field(page: FrameworksPage, name: str, tongue: int = 0) -> Any:
    return page.sheet.form._pairs[name].fields[tongue]


def agreeing(act: Any) -> Any:
    """A person who does something in a sheet and agrees; the answer is what the sheet made of it."""

    def fill(dialog: QDialog) -> bool:
        act(dialog)
        dialog.agreed()  # type: ignore[attr-defined]
        return bool(dialog.result())

    return fill


def button(parent: QWidget, words: str) -> QPushButton:
    return next(one for one in parent.findChildren(QPushButton) if one.text() == words)


def press(
    page: FrameworksPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(page.column.view, key, held)


def test_the_criterion_of_the_session_is_open_when_the_page_is_first_seen(
    page: FrameworksPage, session: Session
) -> None:
    assert page.place == Place("criterion", session.criterion or "")
    assert page.shown is not None
    assert page.shown.state == "in force"


def test_a_version_in_force_can_be_read_and_not_written(page: FrameworksPage) -> None:
    page.open(ANT1)
    assert field_count(page) == 0
    assert "Start a new version" in page.column._why.text()
    press(page, Qt.Key.Key_Delete)
    press(page, Qt.Key.Key_Insert)
    assert page.shown is not None
    assert len(page.shown.framework.criteria) == 22


def field_count(page: FrameworksPage) -> int:
    return sum(len(pair.fields) for pair in page.sheet.form._pairs.values())


def test_an_arrow_opens_the_next_place(page: FrameworksPage) -> None:
    page.open(ABOUT)
    press(page, Qt.Key.Key_Down)
    assert page.place == SCALE
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    assert page.place == ANT1


def test_starting_a_new_version_opens_its_draft_in_fields(
    drafting_page: FrameworksPage, session: Session
) -> None:
    assert drafting_page.shown is not None
    assert drafting_page.shown.state == "draft"
    assert draft_of(session).previous == "1.1"
    assert field_count(drafting_page) == 20
    assert field(drafting_page, "name", 1).text == draft_of(session).criteria[0].name.es


def test_what_is_typed_is_stored_when_the_field_is_left(
    drafting_page: FrameworksPage, session: Session
) -> None:
    written = field(drafting_page, "name", 1)
    written.setPlainText("Otro nombre")
    written.enter()
    assert draft_of(session).criteria[0].name == Text(en="Long-term horizon and road-map", es="Otro nombre")
    assert workspace_of(session).snapshot.framework("ptpr").criteria[0].name.es != "Otro nombre"


def test_what_is_typed_is_stored_in_its_own_place_when_another_opens(
    drafting_page: FrameworksPage, session: Session
) -> None:
    field(drafting_page, "level0").setPlainText("Nothing at all.")
    drafting_page.open(Place("criterion", "ptpr.ANT2"))
    first, second, *_others = draft_of(session).criteria
    assert first.levels[0].en == "Nothing at all."
    assert second.levels[0].en != "Nothing at all."


def test_leaving_the_page_stores_what_is_typed(drafting_page: FrameworksPage, session: Session) -> None:
    field(drafting_page, "source").setPlainText("Ours.")
    drafting_page.leave()
    assert draft_of(session).criteria[0].source.en == "Ours."


def test_a_text_that_is_refused_is_there_again_when_one_comes_back(
    drafting_page: FrameworksPage, session: Session
) -> None:
    refusals = QSignalSpy(session.refused)
    long = "x" * 4_001
    field(drafting_page, "definition").setPlainText(long)
    drafting_page.open(ABOUT)
    assert refusals.count() == 1
    drafting_page.open(ANT1)
    assert field(drafting_page, "definition").toPlainText() == long
    field(drafting_page, "definition").setPlainText("Short.")
    field(drafting_page, "definition").enter()
    drafting_page.open(ABOUT)
    drafting_page.open(ANT1)
    assert field(drafting_page, "definition").toPlainText() == "Short."


@pytest.mark.parametrize("text", ["مرحبا بالعالم", "🙂 emoji 👩‍🔬", "a\tb", "«ñandú» & <b>not bold</b> {x}"])
def test_texts_of_any_alphabet_are_stored_as_written(
    drafting_page: FrameworksPage, session: Session, text: str
) -> None:
    field(drafting_page, "question").setPlainText(text)
    field(drafting_page, "question").enter()
    assert draft_of(session).criteria[0].question.en == text
    drafting_page.sheet.show_tab(FORM)


def test_undo_shows_the_text_that_was_there(drafting_page: FrameworksPage, session: Session) -> None:
    before = field(drafting_page, "name").text
    field(drafting_page, "name").setPlainText("Other")
    field(drafting_page, "name").enter()
    assert session.undo()
    assert field(drafting_page, "name").text == before


def test_both_languages_of_a_text_have_one_height(drafting_page: FrameworksPage) -> None:
    field(drafting_page, "question").setPlainText("many words " * 60)
    QApplication.processEvents()
    english, spanish = field(drafting_page, "question"), field(drafting_page, "question", 1)
    assert english.height() == spanish.height() > 100


def test_keys_move_add_retire_and_restore(drafting_page: FrameworksPage, session: Session) -> None:
    press(drafting_page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [one.code for one in draft_of(session).criteria][:2] == ["ANT2", "ANT1"]
    press(drafting_page, Qt.Key.Key_Insert)
    assert drafting_page.place == Place("criterion", "ptpr.ANT5")
    drafting_page.open(ANT1)
    press(drafting_page, Qt.Key.Key_Delete)
    assert [one.id for one in draft_of(session).retired_criteria] == ["ptpr.ANT1"]
    drafting_page.open(Place("retired", "ptpr.ANT1"))
    press(drafting_page, Qt.Key.Key_Delete)
    assert drafting_page.place == ANT1
    assert draft_of(session).retired_criteria == ()


def test_enter_goes_to_the_texts_and_escape_back_to_the_tree(drafting_page: FrameworksPage) -> None:
    drafting_page.activateWindow()
    drafting_page.column.view.setFocus()
    press(drafting_page, Qt.Key.Key_Return)
    assert field(drafting_page, "name").hasFocus()
    QTest.keyClick(field(drafting_page, "name"), Qt.Key.Key_Escape)
    assert drafting_page.column.view.hasFocus()


def test_a_refused_command_is_said_and_changes_nothing(
    drafting_page: FrameworksPage, session: Session
) -> None:
    drafting_page.column.asked.emit("split")
    refusals = QSignalSpy(session.refused)
    before = draft_of(session)
    part = drafting_page.place
    fill = agreeing(lambda dialog: dialog.choices.list.item(0).setCheckState(Qt.CheckState.Checked))
    drafting_page._prompts.fill = fill  # type: ignore[attr-defined]
    drafting_page.column.asked.emit("merge")
    assert refusals.count() == 0
    assert draft_of(session) == before
    assert drafting_page.place == part


def test_merging_asks_with_which_others(
    drafting_page: FrameworksPage, session: Session, prompts: Any
) -> None:
    def tick(dialog: MergeDialog) -> None:
        dialog.choices.list.item(0).setCheckState(Qt.CheckState.Checked)

    prompts.fill = agreeing(tick)
    drafting_page.column.asked.emit("merge")
    assert prompts.asked == ["MergeDialog"]
    assert (
        Link(fate="merged", old=("ptpr.ANT1", "ptpr.ANT2"), new=("ptpr.ANT5",)) in draft_of(session).crosswalk
    )
    assert drafting_page.place == Place("criterion", "ptpr.ANT5")


def test_another_id_that_is_taken_keeps_the_sheet_open_and_says_why(
    drafting_page: FrameworksPage, session: Session, prompts: Any
) -> None:
    said: list[str] = []

    def rename(dialog: FrameworkIdDialog) -> None:
        dialog.id_field.setText("ant2")
        dialog.agreed()
        said.append(dialog.problem.text())
        dialog.id_field.setText("fore1")

    prompts.fill = agreeing(rename)
    drafting_page.column.asked.emit("recode")
    assert "ANT2" in said[0]
    assert drafting_page.place == Place("criterion", "ptpr.FORE1")


def test_what_is_missing_is_counted_and_leads_to_its_field(
    drafting_page: FrameworksPage, session: Session, qtbot: QtBot
) -> None:
    drafting_page.activateWindow()
    press(drafting_page, Qt.Key.Key_Insert)
    assert drafting_page.sheet._gap_button.text() == "12 texts missing"
    notices = QSignalSpy(drafting_page.notice)
    drafting_page.open(ABOUT)
    drafting_page.sheet.show_tab(VERSIONS)
    drafting_page.sheet.adopted.emit()
    assert drafting_page.place == Place("criterion", "ptpr.ANT5")
    assert drafting_page.sheet.tab == TEXTS
    assert "ANT5: Name, English" in notices.at(0)[0]
    assert field(drafting_page, "name").hasFocus()
    assert "ptpr" in workspace_of(session).snapshot.drafts


def test_the_other_language_can_stand_for_what_is_missing(
    drafting_page: FrameworksPage, session: Session
) -> None:
    field(drafting_page, "name", 1).setPlainText("")
    field(drafting_page, "name", 1).enter()
    assert drafting_page.sheet._gap_button.text() == "1 text missing"
    drafting_page.sheet.filled.emit("en")
    assert draft_of(session).criteria[0].name.es == draft_of(session).criteria[0].name.en
    assert drafting_page.sheet._gap_button.isHidden()


def test_putting_in_force_shows_first_what_happens_and_then_moves_every_score(
    drafting_page: FrameworksPage, session: Session, prompts: Any
) -> None:
    workspace = workspace_of(session)
    before = workspace.scores()
    seen: list[str] = []

    def look(dialog: CrosswalkDialog) -> None:
        seen.append(dialog._said.text())
        assert workspace.scores() == before
        assert dialog.version.text() == "1.2"

    drafting_page.column.asked.emit("split")
    prompts.fill = agreeing(look)
    drafting_page.sheet.adopted.emit()
    assert "none is lost" in seen[0]
    snapshot = workspace.snapshot
    assert snapshot.framework("ptpr").version == "1.2"
    assert snapshot.drafts == {}
    after = workspace.scores()
    assert set(before) <= set(after)
    part = [one for one in after if one.criterion == "ptpr.ANT5"]
    assert part
    assert all(one.carried for one in part if one.value)
    assert session.undo()
    assert sorted(workspace.scores(), key=_by_cell) == sorted(before, key=_by_cell)


def _by_cell(score: Any) -> Cell:
    cell: Cell = score.cell
    return cell


def test_a_fate_can_be_said_otherwise_before_it_applies(
    drafting_page: FrameworksPage, session: Session, prompts: Any
) -> None:
    seen: list[int] = []

    def relink(dialog: CrosswalkDialog) -> None:
        link = Link(fate="renamed", old=("ptpr.ANT1",), new=("ptpr.ANT5",))
        seen.append(len(dialog.buttons))
        dialog.say(link)
        seen.append(len(dialog.buttons))

    drafting_page.desk.change("ptpr", lambda draft: drafting.add_criterion(draft, "ANT"))
    drafting_page.desk.change("ptpr", lambda draft: drafting.retire_criterion(draft, "ptpr.ANT1"))
    drafting_page.desk.change("ptpr", lambda draft: _written(draft, "ptpr.ANT5"))
    prompts.fill = agreeing(relink)
    drafting_page.sheet.adopted.emit()
    assert seen == [2, 1]
    assert workspace_of(session).snapshot.framework("ptpr").retired_criteria == ()


def _written(draft: Framework, criterion: str) -> Framework:
    text = Text(en="Written", es="Escrito")
    draft = drafting.reword_criterion(draft, criterion, name=text)
    for position in range(len(draft.scale)):
        draft = drafting.reword_level(draft, criterion, position, text)
    return draft


def test_a_version_that_there_is_already_keeps_the_sheet_open(
    drafting_page: FrameworksPage, session: Session, prompts: Any
) -> None:
    said: list[str] = []

    def again(dialog: CrosswalkDialog) -> bool:
        dialog.version.setText("1.1")
        dialog.agreed()
        said.append(dialog.problem.text())
        return bool(dialog.result())

    drafting_page.column.asked.emit("retire")
    prompts.fill = again
    drafting_page.sheet.adopted.emit()
    assert "1.1" in said[0]
    assert "ptpr" in workspace_of(session).snapshot.drafts


def test_a_discarded_draft_comes_back_with_undo(drafting_page: FrameworksPage, session: Session) -> None:
    drafting_page.sheet.discarded.emit()
    assert workspace_of(session).snapshot.drafts == {}
    assert drafting_page.shown is not None
    assert drafting_page.shown.state == "in force"
    assert session.undo()
    assert [one.state for one in drafting_page._versions] == ["draft", "in force"]


def test_an_earlier_version_can_be_read_with_what_it_had(
    drafting_page: FrameworksPage, session: Session, prompts: Any
) -> None:
    drafting_page.column.asked.emit("retire")
    prompts.fill = agreeing(lambda dialog: None)
    drafting_page.sheet.adopted.emit()
    drafting_page.sheet.versions.opened.emit("1.1")
    assert drafting_page.shown is not None
    assert drafting_page.shown.key == "1.1"
    drafting_page.open(ANT1)
    assert drafting_page.place == ANT1
    assert field_count(drafting_page) == 0


def test_the_form_is_shown_in_either_language_and_stores_nothing(page: FrameworksPage) -> None:
    page.open(ANT1)
    page.sheet.show_tab(FORM)
    english = [one.text() for one in page.sheet.preview.findChildren(LevelButton)]
    page.sheet.preview.tongue.set_current(1)
    page.sheet.preview.tongue.changed.emit(1)
    QApplication.processEvents()
    spanish = [one.text() for one in page.sheet.preview.findChildren(LevelButton)]
    assert english[0].startswith("Absent. No written horizon")
    assert spanish[-5].startswith("Ausente. Sin horizonte")


def test_the_scale_is_written_step_by_step(drafting_page: FrameworksPage, session: Session) -> None:
    drafting_page.open(SCALE)
    steps = drafting_page.sheet.scale._steps
    assert steps[1].needs is not None
    steps[1].needs.changed.emit("official")
    steps[0].word.fields[0].setPlainText("Nothing")
    steps[0].word.store()
    scale = draft_of(session).scale
    assert (scale[1].needs, scale[0].word.en) == ("official", "Nothing")


def test_another_number_of_levels_asks_for_their_texts(
    drafting_page: FrameworksPage, session: Session
) -> None:
    drafting_page.open(SCALE)
    button(drafting_page.sheet.scale, "Level above the best").click()
    assert len(draft_of(session).scale) == 6
    assert len(drafting_page.sheet.scale._steps) == 6
    assert drafting_page.sheet._gap_button.text() == "46 texts missing"


def test_other_codes_are_refused_where_scores_exist_and_the_draft_stays(
    drafting_page: FrameworksPage, session: Session, prompts: Any
) -> None:
    from scorecard.edits.scales import recode_step

    drafting_page.desk.change("ptpr", lambda draft: recode_step(draft, 0, "Z"))
    refusals = QSignalSpy(session.refused)
    drafting_page.sheet.adopted.emit()
    assert prompts.asked == []
    assert "codes" in refusals.at(0)[0]
    assert draft_of(session).codes[0] == "Z"


def test_a_framework_that_comes_with_the_program_is_offered_until_it_is_there(
    page: FrameworksPage, session: Session
) -> None:
    def offered() -> list[QAction]:
        return page.desk.menu_of_additions(page._open_added_by).actions()

    names = [action.text() for action in offered()]
    assert names == ["OECD-DAC evaluation criteria", "From a file…", "One of your own…"]
    offered()[0].trigger()
    assert page.shown is not None
    assert page.shown.framework.id == session.framework == "dac"
    assert [action.text() for action in offered()] == ["From a file…", "One of your own…"]


def test_a_framework_of_ones_own_begins_as_a_draft(
    page: FrameworksPage, session: Session, prompts: Any
) -> None:
    def fill(dialog: NewFramework) -> None:
        dialog.english.setText("Ours")
        dialog.id_field.setText("ours")

    prompts.fill = agreeing(fill)
    page._open_added_by(page.desk.begin_own)
    assert page.shown is not None
    assert page.shown.state == "draft"
    assert page.shown.framework.name == Text(en="Ours", es="Ours")
    page.column.asked.emit("section")
    page.column.asked.emit("criterion")
    assert [one.id for one in page.shown.framework.criteria] == ["ours.S11"]
    assert "ours" not in workspace_of(session).snapshot.frameworks
    assert session.framework == "ptpr"


def test_a_framework_of_ones_own_that_is_taken_back_gives_way_to_that_of_the_session(
    page: FrameworksPage, session: Session, prompts: Any
) -> None:
    def fill(dialog: NewFramework) -> None:
        dialog.spanish.setText("Nuestro")
        dialog.id_field.setText("ours")

    prompts.fill = agreeing(fill)
    page._open_added_by(page.desk.begin_own)
    page._remove()
    assert page.shown is not None
    assert page.shown.framework.id == "ptpr"
    assert session.undo()
    page.choose_framework("ours")
    assert page.shown.framework.name.en == "Nuestro"
    assert session.undo()
    assert page.shown.framework.id == "ptpr"


def test_an_id_that_cannot_be_keeps_the_sheet_open(
    page: FrameworksPage, session: Session, prompts: Any
) -> None:
    said: list[str] = []

    def fill(dialog: NewFramework) -> bool:
        dialog.agreed()
        said.append(dialog.problem.text())
        dialog.english.setText("Ours")
        for id in ("ptpr", "9 x", "🙂"):
            dialog.id_field.setText(id)
            dialog.agreed()
            said.append(dialog.problem.text())
        return bool(dialog.result())

    prompts.fill = fill
    assert page.desk.begin_own() is None
    assert all(said)
    assert workspace_of(session).snapshot.drafts == {}


@pytest.mark.parametrize("ending", [".xlsx", ".toml"])
def test_a_version_is_written_and_taken_in_again_as_the_draft_of_the_next(
    drafting_page: FrameworksPage,
    session: Session,
    prompts: Any,
    tasks: Tasks,
    tmp_path: Path,
    ending: str,
) -> None:
    field(drafting_page, "name").setPlainText("Another name")
    field(drafting_page, "name").enter()
    written = draft_of(session)
    prompts.path = tmp_path / f"ptpr{ending}"
    notices = QSignalSpy(drafting_page.notice)
    drafting_page.sheet.exported.emit()
    tasks.wait()
    assert f"ptpr{ending}" in notices.at(0)[0]
    drafting_page.sheet.discarded.emit()
    drafting_page._open_added_by(drafting_page.desk.add_from_file)
    assert drafting_page.shown is not None
    assert drafting_page.shown.state == "draft"
    assert draft_of(session).sections == written.sections


@pytest.mark.parametrize("ending", [".xlsx", ".toml"])
def test_a_file_that_is_no_framework_is_refused_in_a_sentence(
    page: FrameworksPage, session: Session, prompts: Any, tmp_path: Path, ending: str
) -> None:
    before = workspace_of(session).snapshot
    for content in (b"", b"\x00\xff\xfe", "id = ñandú 🙂".encode()):
        prompts.path = tmp_path / f"broken{ending}"
        prompts.path.write_bytes(content)
        refusals = QSignalSpy(session.refused)
        assert page.desk.add_from_file() is None
        assert refusals.count() + prompts.asked.count("FrameworkProblemsDialog") >= 1
    prompts.path = tmp_path / f"missing{ending}"
    assert page.desk.add_from_file() is None
    assert workspace_of(session).snapshot == before


def test_a_place_that_cannot_be_written_is_said(
    page: FrameworksPage, session: Session, prompts: Any, tasks: Tasks, tmp_path: Path
) -> None:
    prompts.path = tmp_path / "missing" / "ptpr.xlsx"
    refusals = QSignalSpy(session.refused)
    page.sheet.exported.emit()
    tasks.wait()
    assert refusals.count() == 1


def test_a_file_with_problems_shows_all_of_them(
    page: FrameworksPage, prompts: Any, tmp_path: Path, qtbot: QtBot, theme: Theme
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('id = "x"\n', encoding="utf-8")
    prompts.path = path
    shown: list[FrameworkProblemsDialog] = []

    def see(dialog: FrameworkProblemsDialog) -> bool:
        shown.append(dialog)
        return False

    prompts.fill = see
    assert page.desk.add_from_file() is None
    assert prompts.asked == ["open_path", "FrameworkProblemsDialog"]


def test_problems_are_listed_with_their_place(theme: Theme, qtbot: QtBot) -> None:
    problem = Problem(severity="error", text="this is wrong", file="a.toml", cell="section X")
    dialog = FrameworkProblemsDialog(theme, FrameworkProblems("a.toml", (problem,)))
    qtbot.addWidget(dialog)
    words = [one.text() for one in dialog.findChildren(type(dialog.problem))]
    assert {"this is wrong", "section X"} <= set(words)


def test_weights_are_read_only_until_there_is_a_set(page: FrameworksPage, session: Session) -> None:
    page.sheet.show_tab(WEIGHTS)
    lines = page.sheet.weights.table._lines
    assert not lines["ANT"].field.isEnabled()
    page.sheet.weights.added.emit()
    assert lines["ANT"].field.isEnabled()
    assert stored_weights(session, page).name == "Weights 1"


def test_a_weight_that_is_typed_is_stored_and_shifts_the_shares(
    page: FrameworksPage, session: Session
) -> None:
    page.sheet.show_tab(WEIGHTS)
    page.sheet.weights.added.emit()
    line = page.sheet.weights.table._lines["ANT"]
    line.field.setFocus()
    line.field.selectAll()
    QTest.keyClicks(line.field, "6")
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    stored = stored_weights(session, page)
    assert dict(stored.sections)["ANT"] == 6
    assert line.share.text() == "60.0\N{NO-BREAK SPACE}%"
    assert session.undo()
    assert line.field.text() == "1"
    assert line.share.text() == "20.0\N{NO-BREAK SPACE}%"


def test_what_is_no_weight_is_marked_and_not_stored(page: FrameworksPage, session: Session) -> None:
    page.sheet.show_tab(WEIGHTS)
    page.sheet.weights.added.emit()
    line = page.sheet.weights.table._lines["ANT"]
    line.field.setFocus()
    line.field.selectAll()
    QTest.keyClicks(line.field, "-3")
    assert line.field.property("wrong") == "true"
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    stored = stored_weights(session, page)
    assert dict(stored.sections)["ANT"] == 1
    assert line.field.text() == "1"


def test_up_and_down_change_a_weight_by_one_and_never_below_nothing(
    page: FrameworksPage, session: Session
) -> None:
    page.sheet.show_tab(WEIGHTS)
    page.sheet.weights.added.emit()
    line = page.sheet.weights.table._lines["ADA"]
    QTest.keyClick(line.field, Qt.Key.Key_Up)
    assert line.field.value == 2
    for _press in range(3):
        QTest.keyClick(line.field, Qt.Key.Key_Down)
    assert line.field.value == 0
    page.leave()
    assert dict(stored_weights(session, page).sections)["ADA"] == 0


def test_by_swing_the_proportions_stay_and_equal_means_a_hundred(
    page: FrameworksPage, session: Session
) -> None:
    page.sheet.show_tab(WEIGHTS)
    panel = page.sheet.weights
    panel.added.emit()
    panel.given.emit({"ANT": 4.0})
    panel.method_chosen.emit("swing")
    stored = stored_weights(session, page)
    assert dict(stored.sections) == {"ANT": 100, "ADA": 25, "LUP": 25, "INT": 25, "EMB": 25}
    panel.equalled.emit()
    stored = stored_weights(session, page)
    assert set(dict(stored.sections).values()) == {100}


def test_a_name_that_another_set_has_is_refused_and_the_stored_one_shows_again(
    page: FrameworksPage, session: Session
) -> None:
    page.sheet.show_tab(WEIGHTS)
    panel = page.sheet.weights
    panel.added.emit()
    panel.added.emit()
    refusals = QSignalSpy(session.refused)
    panel.name.setText("weights 1")
    panel.name.editingFinished.emit()
    assert refusals.count() == 1
    assert panel.name.text() == "Weights 2"
    panel.name.setText("Regions first")
    panel.name.editingFinished.emit()
    names = {one.name for one in workspace_of(session).snapshot.weights.values()}
    assert {"Weights 1", "Regions first"} <= names
    assert "Weights 2" not in names


def test_a_set_that_is_removed_gives_way_to_equal_weights(page: FrameworksPage, session: Session) -> None:
    page.sheet.show_tab(WEIGHTS)
    page.sheet.weights.added.emit()
    key = stored_weights(session, page).key
    page.sheet.weights.removed.emit()
    assert key not in workspace_of(session).snapshot.weights
    assert page.sheet.weights.sets.value is None
    assert not page.sheet.weights.name.isEnabled()


def test_another_framework_brings_its_own_tree_and_is_that_of_the_session(
    page: FrameworksPage, session: Session
) -> None:
    page.choose_framework("lnk")
    assert session.framework == "lnk"
    assert page.place == ABOUT
    session.go_to(framework="ptpr")
    assert page.shown is not None
    assert page.shown.framework.id == "ptpr"


def test_frameworks_change_their_order_and_one_with_scores_stays(
    page: FrameworksPage, session: Session
) -> None:
    page.choose_framework("lnk")
    page._move(-1)
    assert workspace_of(session).snapshot.evaluation.frameworks == ("lnk", "ptpr")
    page.choose_framework("ptpr")
    refusals = QSignalSpy(session.refused)
    page._remove()
    assert refusals.count() == 1
    assert "ptpr" in workspace_of(session).snapshot.frameworks


def test_a_file_that_is_only_read_offers_no_changes(
    session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot, tmp_path: Path
) -> None:
    assert session.open(tmp_path / "workshop.scorecard", reading=True)
    page = FrameworksPage(around(session))
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert not page.sheet._main.isEnabled()
    page.sheet.show_tab(WEIGHTS)
    assert not page.sheet.weights._add.isEnabled()
    assert "reading only" in page.column._why.text()


def test_nothing_is_worked_out_while_the_page_is_not_seen(page: FrameworksPage, session: Session) -> None:
    page.hide()
    shown = QSignalSpy(page.tree.dataChanged)
    page.desk.begin("ptpr")
    page.desk.change("ptpr", lambda draft: drafting.reword_framework(draft, name=Text(en="A", es="B")))
    assert shown.count() == 0
    assert page._stale


def test_another_theme_or_language_leaves_the_place_where_it_was(
    drafting_page: FrameworksPage, session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot
) -> None:
    drafting_page.sheet.show_tab(FORM)
    page = FrameworksPage(around(session))
    qtbot.addWidget(page)
    page.take_up(drafting_page.kept())
    page.show()
    assert (page.place, page.sheet.tab) == (ANT1, FORM)
    assert page.shown is not None
    assert page.shown.state == "draft"


def test_every_control_says_aloud_what_it_is(drafting_page: FrameworksPage) -> None:
    drafting_page.sheet.show_tab(WEIGHTS)
    kinds = (QPushButton, QLineEdit)
    for kind in kinds:
        for control in drafting_page.findChildren(kind):
            said = control.accessibleName() or (control.text() if isinstance(control, QPushButton) else "")
            assert said, f"{type(control).__name__} in {type(control.parent()).__name__} says nothing"


def test_in_the_window_a_new_version_is_written_and_put_in_force_and_scored_by(
    program: Program, sample: Callable[[str], Path], prompts: Any
) -> None:
    session, window = program.session, program.window
    assert session.open(sample("workshop"))
    window.show()
    window.show_page("frameworks")
    page = window.page
    assert isinstance(page, FrameworksPage)
    page.sheet.began.emit()
    page.open(ANT1)
    prompts.fill = agreeing(lambda dialog: dialog.id_field.setText("LONG"))
    page.column.asked.emit("recode")
    prompts.fill = agreeing(lambda dialog: None)
    page.sheet.adopted.emit()
    workspace = workspace_of(session)
    assert workspace.snapshot.framework("ptpr").criteria[0].id == "ptpr.LONG"
    rounds = {one.round for one in workspace.scores() if one.criterion == "ptpr.LONG"}
    assert rounds == {workspace.snapshot.round("r1").key}
    session.go_to(criterion="ptpr.LONG")
    assert session.criterion == "ptpr.LONG"
    session.undo()
    assert session.criterion == "ptpr.ANT1"


def test_a_criterion_that_is_retired_leaves_the_tree_where_it_was(drafting_page: FrameworksPage) -> None:
    drafting_page.resize(1270, 400)
    view = drafting_page.column.view
    drafting_page.open(Place("criterion", "ptpr.ANT2"))
    before = view.verticalScrollBar().value()

    QTest.keyClick(view, Qt.Key.Key_Delete)

    assert drafting_page.place == Place("criterion", "ptpr.ANT3")
    assert view.verticalScrollBar().value() == before
