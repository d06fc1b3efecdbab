"""What a workbook is to hold is asked once, kept under a name, and offered again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scorecard.exchange.contents import ALWAYS, MOST_SCORECARDS, SHEETS
from tests.analysis.evaluations import case_of
from ui.dialogs.workbook import WorkbookChoice
from ui.models.exchange.workbook_presets import WorkbookPresets
from ui.preferences import Preferences
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from scorecard.model.snapshot import Snapshot

Ask = Callable[..., WorkbookChoice]


@pytest.fixture
def presets(preferences: Preferences) -> WorkbookPresets:
    return WorkbookPresets(preferences=preferences, evaluation="e")


@pytest.fixture
def ask(session: Session, theme: Theme, presets: WorkbookPresets, qtbot: QtBot) -> Ask:
    def dialog(snapshot: Snapshot | None = None) -> WorkbookChoice:
        assert session.workspace is not None
        made = WorkbookChoice(session, snapshot or session.workspace.snapshot, theme, presets)
        qtbot.addWidget(made)
        return made

    return dialog


def choose_sheets(dialog: WorkbookChoice, *names: str) -> None:
    dialog._offer_sheets(frozenset(names))


def test_everything_is_chosen_until_something_else_is(ask: Ask) -> None:
    contents = ask().contents
    assert contents.sheets == frozenset(SHEETS)
    assert contents.scorecards == "first"
    assert ask().changes["programmes"] is None


def test_what_was_chosen_last_is_offered_again(ask: Ask, session: Session, presets: WorkbookPresets) -> None:
    assert session.workspace is not None
    first = ask()
    choose_sheets(first, "summary", "data")
    first._rule.asked.emit({"rule": "geometric"})
    first._scorecards.set_value("ranked")
    first._programmes.turn(1)
    chosen = first.changes["programmes"]
    assert len(chosen) == len(session.workspace.snapshot.programmes) - 1
    first.agreed()
    again = ask()
    assert again.contents.sheets == {"summary", "data"} | ALWAYS
    assert again.contents.scorecards == "ranked"
    assert again.changes["rule"] == "geometric"
    assert again.changes["programmes"] == chosen


def test_it_begins_with_what_is_being_compared(ask: Ask, session: Session) -> None:
    assert session.workspace is not None
    snapshot = session.workspace.snapshot
    ask().agreed()
    some = tuple(one.key for one in snapshot.ordered_programmes()[:3])
    question = replace(
        session.workspace.question("ptpr"),
        round=snapshot.ordered_rounds()[0].key,
        rule="weakest",
        average="median",
        threshold=0.7,
        tried=(("ptpr.ANT", 3.0),),
        without=("ptpr.ADJ",),
        programmes=some,
    )
    session.compare(question)
    begun = ask()
    asked = begun.changes
    assert replace(session.workspace.question(begun.framework), **asked) == question
    begun._weights.set_value(None)
    assert "tried" not in begun.changes
    begun.agreed()
    session.close()
    assert session.compared is None


def test_what_is_compared_and_gone_is_passed_over(ask: Ask, session: Session) -> None:
    assert session.workspace is not None
    question = session.workspace.question("ptpr")
    session.compare(replace(question, weights="gone", programmes=("gone",), round="gone"))
    assert (ask().changes["weights"], ask().changes["programmes"]) == (None, None)
    assert ask().changes["round"] == session.round
    session.compare(replace(question, framework="gone", rule="weakest"))
    assert ask().changes["rule"] == "mean"


def test_choices_are_kept_under_a_name_and_forgotten_again(ask: Ask, presets: WorkbookPresets) -> None:
    first = ask()
    choose_sheets(first, "matrix")
    first.name.setText("For the ministry")
    first.agreed()
    other = ask()
    choose_sheets(other, "inventory")
    other.agreed()
    assert presets.names == ["For the ministry"]
    again = ask()
    assert again.contents.sheets == {"inventory"} | ALWAYS
    again._kept.set_value("For the ministry")
    again._kept.changed.emit("For the ministry")
    assert again.contents.sheets == {"matrix"} | ALWAYS
    assert again.name.text() == "For the ministry"
    again._forget()
    assert presets.names == []


def test_what_is_kept_survives_closing_the_program(ask: Ask, preferences: Preferences) -> None:
    dialog = ask()
    choose_sheets(dialog, "matrix", "data")
    dialog.name.setText('“Ñandú” = "1"')
    dialog.agreed()
    assert preferences.path is not None
    assert Preferences.load(preferences.path) == preferences


def test_choices_of_what_is_gone_are_passed_over(ask: Ask, presets: WorkbookPresets) -> None:
    presets.keep(
        {"framework": "gone", "weights": "gone", "programmes": ["gone"], "sheets": ["gone", "data"]}, ""
    )
    dialog = ask()
    assert dialog.contents.sheets == {"data"} | ALWAYS
    assert dialog.changes["weights"] is None
    assert dialog.changes["programmes"] is None


def test_of_many_programmes_a_hundred_get_scorecards_unless_all_are_asked_for(ask: Ask) -> None:
    answers = {f"P{number}": {"ana": "1"} for number in range(MOST_SCORECARDS + 1)}
    dialog = ask(case_of({"A": 1}, answers).snapshot)
    assert [value for _text, value in dialog._scorecards._choices] == ["first", "ranked", "all"]
    assert "the first 100" in dialog._scorecards.accessibleName()
    dialog._scorecards.set_value("all")
    assert dialog.contents.scorecards == "all"


def test_the_dialog_fits_a_small_screen(ask: Ask, presets: WorkbookPresets, qtbot: QtBot) -> None:
    presets.keep({}, "Kept")
    dialog: QDialog = ask()
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.height() <= 690
    assert dialog.width() <= 1000
