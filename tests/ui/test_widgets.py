"""The small widgets: what they show, what they say, and that nothing moves."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton, QStackedLayout, QWidget

from scorecard.i18n import choose_language
from ui.dialogs.evaluator import KindChoice, kind_meaning
from ui.dialogs.keys import Keys
from ui.dialogs.sheet import Sheet
from ui.models.moments import day_and_time
from ui.preferences import Recent
from ui.theme import Theme
from ui.widgets.count_tile import CountTile
from ui.widgets.empty_state import EmptyState
from ui.widgets.icons import icon
from ui.widgets.legend import Legend
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.start.recent_row import RecentRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_choosing_a_segment_changes_no_width(theme: Theme, qtbot: QtBot) -> None:
    row = Segmented(theme, ["Ranking", "Profile", "Agreement"], name="View")
    qtbot.addWidget(row)
    row.show()
    row.layout().activate()
    before = [button.geometry() for button in row.findChildren(QPushButton)]
    for index in (2, 1):
        row.set_current(index)
        row.layout().activate()
        assert [button.geometry() for button in row.findChildren(QPushButton)] == before


def test_a_segment_chosen_by_a_person_is_announced_and_one_set_is_not(theme: Theme, qtbot: QtBot) -> None:
    row = Segmented(theme, ["a", "b"], name="View")
    qtbot.addWidget(row)
    chosen: list[int] = []
    row.changed.connect(chosen.append)
    row.set_current(1)
    assert (row.current, chosen) == (1, [])
    qtbot.mouseClick(row.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert (row.current, chosen) == (0, [0])
    row.set_current(-1)
    assert row.current == -1


def test_a_picker_says_aloud_what_it_is_and_what_is_chosen(theme: Theme, qtbot: QtBot) -> None:
    picker = Picker(theme, "Round")
    qtbot.addWidget(picker)
    picker.set_choices([("Baseline", "k1"), ("Follow-up", "k2")], "k2")
    assert picker.accessibleName() == "Round: Follow-up"
    assert picker.value == "k2"


def test_a_picker_announces_what_a_person_chooses(theme: Theme, qtbot: QtBot) -> None:
    picker = Picker(theme, "", name="Scoring as")
    qtbot.addWidget(picker)
    picker.set_choices([("A & B", "k1"), ("C", "k2")], nothing="Nobody")
    assert (picker.value, picker.accessibleName()) == (None, "Scoring as: Nobody")
    taken: list[str] = []
    called: list[str] = []
    picker.changed.connect(taken.append)
    picker.add_command("Add…", lambda: called.append("add"))
    menu = picker.menu_of_choices()
    menu.actions()[0].trigger()
    menu.actions()[-1].trigger()
    assert (taken, called) == (["k1"], ["add"])
    assert picker.accessibleName() == "Scoring as: A & B"


def test_a_value_that_is_gone_shows_as_nothing_chosen(theme: Theme, qtbot: QtBot) -> None:
    picker = Picker(theme, "Round")
    qtbot.addWidget(picker)
    picker.set_choices([("Baseline", "k1")], "k9")
    assert picker.value is None


def test_an_empty_state_has_a_next_step(theme: Theme, qtbot: QtBot) -> None:
    state = EmptyState(theme, "No programmes yet", "Add the first one.", "Add programme", "list")
    qtbot.addWidget(state)
    with qtbot.waitSignal(state.pressed):
        qtbot.mouseClick(state.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def test_every_icon_draws_something(theme: Theme) -> None:
    from scorecard.paths import resource

    for path in resource("icons").glob("*.svg"):
        image = icon(theme, path.stem).pixmap(16, 16).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), path.name


def test_a_recent_file_that_is_gone_says_so(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    here, gone = tmp_path / "here.scorecard", tmp_path / "gone.scorecard"
    here.touch()
    now = datetime.now().astimezone()
    rows = [RecentRow(theme, Recent(path=path, title="T", at=now, share=0.5)) for path in (here, gone)]
    for row in rows:
        qtbot.addWidget(row)
    assert [row.isEnabled() for row in rows] == [True, False]
    assert "(not found)" in rows[1].accessibleDescription()
    assert "50\N{NO-BREAK SPACE}% answered" in rows[0].accessibleDescription()


def test_days_are_named_as_people_name_them() -> None:
    now = datetime.now().astimezone()
    assert day_and_time(now) == f"today, {now:%H:%M}"
    assert day_and_time(now - timedelta(days=1)) == "yesterday"
    long_ago = now.replace(year=2019, month=5, day=12)
    assert day_and_time(long_ago) == "12 May 2019"
    choose_language("es")
    assert day_and_time(long_ago) == "12 may 2019"


def test_a_place_with_nothing_yet_shows_its_whole_sentence(theme: Theme, qtbot: QtBot) -> None:
    sentence = "A programme is what you score. " * 5
    empty = EmptyState(theme, "No programmes yet", sentence, "Add programme")
    qtbot.addWidget(empty)
    empty.resize(900, 600)
    empty.show()
    text = next(one for one in empty.findChildren(QLabel) if one.text() == sentence)
    assert text.height() >= text.heightForWidth(text.width())


def test_the_next_step_of_an_empty_place_takes_the_focus(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    stack = QStackedLayout(window)
    before = QPushButton("Undo")
    empty = EmptyState(theme, "Nothing yet", "Add the first.", "Add", "list", "Paste")
    stack.addWidget(before)
    stack.addWidget(empty)
    window.show()
    before.setFocus()

    stack.setCurrentWidget(empty)

    focused = window.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Add"


def test_a_sheet_begins_in_its_first_field(theme: Theme, qtbot: QtBot) -> None:
    sheet = Sheet(theme, "New evaluation", agree="Make it")
    qtbot.addWidget(sheet)
    sheet.add_field("Title", QLineEdit())
    sheet.add_field("Who scores", QLineEdit())

    sheet.show()

    focused = sheet.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.accessibleName() == "Title"


def test_tab_comes_to_the_kind_that_is_chosen(theme: Theme, qtbot: QtBot) -> None:
    kinds = KindChoice(theme)
    qtbot.addWidget(kinds)
    kinds.choose("peer")

    reached = [
        one.text() for one in kinds.findChildren(QRadioButton) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert reached == [kind_meaning("peer")]


def test_a_sheet_that_asks_nothing_is_closed_by_enter(theme: Theme, qtbot: QtBot) -> None:
    sheet = Keys(theme)
    qtbot.addWidget(sheet)
    sheet.show()
    QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_Return)
    assert not sheet.isVisible()


def test_a_legend_without_room_for_all_says_the_rest_in_its_tip(theme: Theme, qtbot: QtBot) -> None:
    legend = Legend(theme, (("score", "", "score"), ("text", "new", "a rank only there")))
    qtbot.addWidget(legend)
    legend.resize(legend.minimumSizeHint())
    assert legend.toolTip() == "score\nnew a rank only there"


def test_a_count_without_room_for_its_word_keeps_its_number_and_says_the_rest_in_its_tip(
    theme: Theme, qtbot: QtBot
) -> None:
    tile = CountTile(theme)
    qtbot.addWidget(tile)
    tile.show_count(540_000, "calificaciones nuevas")
    tile.resize(tile.sizeHint())
    assert tile.toolTip() == ""
    assert tile.minimumSizeHint().width() < tile.sizeHint().width()
    tile.resize(tile.minimumSizeHint())
    tile.show()
    assert tile.toolTip() == tile.accessibleName()
    tile.show_count(1, "x")
    assert tile.toolTip() == ""
