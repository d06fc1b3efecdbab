"""The cards of Exchange: work shows in the card that began it, can be cancelled, and leaves the rest usable."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from scorecard.progress import Progress
from ui.models.exchange.runs import ExchangeRuns
from ui.preferences import Preferences
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.exchange.card import ExchangeCard
from ui.widgets.exchange.cards import ExchangeCards

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Work:
    """Long work that goes on until it is let go or cancelled."""

    def __init__(self, tasks: Tasks) -> None:
        self.tasks = tasks
        self.go = threading.Event()
        self.ends: list[str] = []

    def begin(self) -> None:
        def work(progress: Progress) -> None:
            while not self.go.wait(0.005):
                progress.step(3, 9, "writing the third sheet")

        self.tasks.run(
            work,
            doing="writing",
            done=lambda _none: self.ends.append("done"),
            failed=lambda error: self.ends.append(str(error)),
            cancelled=lambda: self.ends.append("cancelled"),
        )


@pytest.fixture
def work(tasks: Tasks) -> Work:
    return Work(tasks)


@pytest.fixture
def place(qtbot: QtBot, theme: Theme) -> QWidget:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(1220, 240)
    return place


@pytest.fixture
def cards(place: QWidget, theme: Theme, tasks: Tasks, work: Work) -> ExchangeCards:
    cards = ExchangeCards(theme, tasks, place)
    cards.add("workbook", work.begin)
    cards.add("charts", work.begin)
    place.setLayout(cards.grid("workbook", "charts", "package"))
    place.show()
    return cards


def button(card: ExchangeCard, text: str) -> QPushButton:
    return next(one for one in card.findChildren(QPushButton) if one.text() == text)


def said(card: ExchangeCard) -> list[str]:
    return [one.accessibleName() or one.text() for one in card.findChildren(QLabel) if one.isVisible()]


def test_work_shows_in_the_card_that_began_it_and_nowhere_else(
    cards: ExchangeCards, work: Work, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(cards["workbook"], "Export workbook…"), Qt.MouseButton.LeftButton)
    assert cards.working == "workbook"
    qtbot.waitUntil(lambda: "writing the third sheet" in said(cards["workbook"]))
    bar = cards["workbook"].findChild(QProgressBar)
    assert (bar.value(), bar.maximum()) == (3, 9)
    assert not cards["charts"].is_working
    work.go.set()
    qtbot.waitUntil(lambda: work.ends == ["done"])
    assert cards.working is None
    assert not cards["workbook"].is_working


def test_cancel_stops_the_work_and_the_card_rests(cards: ExchangeCards, work: Work, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(cards["charts"], "Save charts…"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(cards["charts"], "Cancel"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: work.ends == ["cancelled"])
    assert not cards["charts"].is_working


def test_a_second_task_is_refused_before_anything_is_asked(
    cards: ExchangeCards, work: Work, qtbot: QtBot
) -> None:
    refused: list[str] = []
    cards.refused.connect(refused.append)
    qtbot.mouseClick(button(cards["workbook"], "Export workbook…"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(cards["charts"], "Save charts…"), Qt.MouseButton.LeftButton)
    assert len(refused) == 1
    assert "Wait for it or cancel it" in refused[0]
    assert work.ends == []
    assert cards.working == "workbook"
    work.go.set()
    qtbot.waitUntil(lambda: work.ends == ["done"])


def test_work_that_began_elsewhere_shows_in_no_card(cards: ExchangeCards, work: Work, qtbot: QtBot) -> None:
    work.begin()
    assert cards.working is None
    work.go.set()
    qtbot.waitUntil(lambda: work.ends == ["done"])


def test_cards_made_anew_go_on_showing_the_work(
    cards: ExchangeCards, work: Work, theme: Theme, tasks: Tasks, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(cards["charts"], "Save charts…"), Qt.MouseButton.LeftButton)
    parent = QWidget()
    qtbot.addWidget(parent)
    anew = ExchangeCards(theme, tasks, parent)
    anew.add("charts", work.begin)
    parent.setLayout(anew.grid("charts"))
    anew.go_on(cards.working)
    assert anew["charts"].is_working
    work.go.set()
    qtbot.waitUntil(lambda: work.ends == ["done"])
    assert not anew["charts"].is_working


def test_a_run_says_how_many_where_and_offers_what_can_be_shown(
    cards: ExchangeCards, preferences: Preferences, tmp_path: Path
) -> None:
    runs = ExchangeRuns(preferences=preferences, evaluation="e")
    runs.remember("workbook", tmp_path / "book.xlsx", programmes=12)
    runs.remember("charts", tmp_path, pictures=9)
    cards.show_runs(runs)
    assert "12 programmes · book.xlsx" in said(cards["workbook"])
    assert f"9 pictures · {tmp_path.name}" in said(cards["charts"])
    assert button(cards["workbook"], "Open file").isVisible()
    assert button(cards["workbook"], "Open folder").isVisible()
    assert not button(cards["charts"], "Open file").isVisible()
    assert button(cards["charts"], "Open folder").isVisible()


def test_a_package_is_for_no_other_program_to_open(
    cards: ExchangeCards, preferences: Preferences, tmp_path: Path
) -> None:
    runs = ExchangeRuns(preferences=preferences, evaluation="e")
    runs.remember("workbook", tmp_path / "out.scorepack")
    cards.show_runs(runs)
    assert not button(cards["workbook"], "Open file").isVisible()
    assert button(cards["workbook"], "Open folder").isVisible()


def test_every_button_of_a_card_says_which_card_it_is_of(cards: ExchangeCards) -> None:
    buttons = cards["workbook"].findChildren(QPushButton)
    assert {one.accessibleDescription() for one in buttons} == {"Excel scorecard"}


@pytest.mark.parametrize("width", [280, 396])
def test_the_buttons_of_a_card_never_overlap(
    theme: Theme, place: QWidget, preferences: Preferences, tmp_path: Path, width: int
) -> None:
    card = ExchangeCard(theme, "table", "Ficha de Excel", "Cada puntaje.", "Exportar libro de trabajo…")
    QHBoxLayout(place).addWidget(card)
    place.layout().setContentsMargins(0, 0, 0, 0)
    runs = ExchangeRuns(preferences=preferences, evaluation="e")
    runs.remember("workbook", tmp_path / "book.xlsx")
    card.show_run(runs.last("workbook"))
    place.show()
    place.resize(width, 240)
    QApplication.processEvents()
    assert card.width() == width
    for one in card.findChildren(QPushButton):
        if one.isVisible():
            assert one.width() >= one.sizeHint().width()
            assert card.rect().contains(one.mapTo(card, one.rect().bottomRight()))
