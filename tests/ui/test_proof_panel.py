"""Beside the levels: what is cited, what a mark lacks, and one press to everything about an item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scorecard.library.frameworks import built_in_framework
from scorecard.model.programme import Document, Evidence
from scorecard.model.score import Score
from ui.models.score.evidence_cards import CARD
from ui.widgets.score.proof_panel import ProofPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.theme import Theme

Key = Qt.Key
NEEDS = {"3": "official", "4": "effect"}
PTPR = built_in_framework("ptpr")
FRAMEWORK = replace(
    PTPR,
    scale=tuple(replace(step, needs=NEEDS.get(step.code, "")) for step in PTPR.scale),  # type: ignore[arg-type]
)
CRITERION = FRAMEWORK.criterion("ptpr.ANT1")
DOCUMENTS = {"d": Document(key="d", id="D1", title="Decree", kind="official")}


def item(key: str, **said: object) -> Evidence:
    return Evidence(key=key, id=key, programme="p", text=f"Fact {key}.", sign="+", **said)  # type: ignore[arg-type]


ITEMS = (
    item("plain", criteria=("ptpr.ANT1",), standing="declared"),
    item("decreed", criteria=("ptpr.ANT1",), documents=("d",), differs_from=("plain",)),
    item("shown", effect=True),
)


def score(value: str = "", *cites: str) -> Score:
    return Score(
        programme="p", evaluator="a", round="r", criterion="ptpr.ANT1", value=value, cites=tuple(cites)
    )


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> Callable[..., ProofPanel]:
    def show(said: Score, items: tuple[Evidence, ...] = ITEMS) -> ProofPanel:
        panel = ProofPanel(theme)
        qtbot.addWidget(panel)
        panel.resize(306, 560)
        panel.open(FRAMEWORK, CRITERION, items, DOCUMENTS, said)
        panel.show()
        panel.activateWindow()
        QApplication.processEvents()
        return panel

    return show


def shown(panel: ProofPanel) -> list[str]:
    return [panel.cards.index(row).data(CARD).id for row in range(panel.cards.rowCount())]


def all_of_it(panel: ProofPanel) -> None:
    panel.scope.set_current(1)
    panel.scope.changed.emit(1)


@pytest.mark.parametrize(
    ("value", "cites", "words"),
    [
        ("", (), "Nothing cited yet"),
        ("", ("plain",), "1 item cited"),
        ("NE", (), "Nothing cited yet"),
        ("0", (), "Level 0 without any evidence cited"),
        ("2", ("plain",), "1 item cited, enough for level 2"),
        ("3", ("plain",), "3 asks for an official document or 2 items"),
        ("3", ("plain", "shown"), "2 items cited, enough for level 3"),
        ("3", ("decreed",), "1 item cited, enough for level 3"),
        ("4", ("decreed", "plain"), "4 asks for an item that shows the effect"),
        ("4", ("shown",), "1 item cited, enough for level 4"),
        ("2", ("gone",), "Level 2 without any evidence cited"),
    ],
)
def test_a_line_says_what_the_mark_lacks(
    panel: Callable[..., ProofPanel], value: str, cites: tuple[str, ...], words: str
) -> None:
    assert panel(score(value, *cites)).line.text == words


def test_the_line_follows_the_score_and_no_card_moves(panel: Callable[..., ProofPanel]) -> None:
    made = panel(score("3"))
    places = [made.list.visualRect(made.cards.index(row)) for row in range(2)]
    line = made.line.geometry()
    for said in (score("3", "plain"), score("4", "plain"), score("NE"), score("", "plain", "decreed")):
        made.set_score(said)
        assert [made.list.visualRect(made.cards.index(row)) for row in range(2)] == places
        assert made.line.geometry() == line
    assert made.cards.index(0).data(CARD).cited
    assert made.line.text == "2 items cited"


def test_what_is_cited_stands_among_what_speaks_to_the_criterion(panel: Callable[..., ProofPanel]) -> None:
    assert shown(panel(score("2"))) == ["plain", "decreed"]
    assert shown(panel(score("2", "shown"))) == ["plain", "decreed", "shown"]


def test_the_filter_narrows_either_scope(panel: Callable[..., ProofPanel]) -> None:
    made = panel(score("2"))
    made.filter.choose("proof", "effect", ticked=True)
    assert shown(made) == []
    all_of_it(made)
    assert shown(made) == ["shown"]
    made.filter.choose("proof", "effect", ticked=False)
    made.filter.choose("sign", "-", ticked=True)
    assert shown(made) == []
    made.filter.clear()
    assert len(shown(made)) == 3


def test_an_item_is_cited_changed_and_compared_by_one_press(panel: Callable[..., ProofPanel]) -> None:
    made = panel(score("2"))
    asked: list[tuple[str, str]] = []
    made.cited.connect(lambda key: asked.append(("cite", key)))
    made.editing.connect(lambda key: asked.append(("edit", key)))
    made.comparing.connect(lambda key: asked.append(("compare", key)))
    viewport, left = made.list.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=made.list.pill_centre(0))
    QTest.mouseClick(viewport, left, pos=made.list.pencil_centre(1))
    QTest.mouseClick(viewport, left, pos=made.list.differs_centre(0))
    assert asked == [("cite", "plain"), ("edit", "decreed"), ("compare", "plain")]


def test_keys_do_the_same(panel: Callable[..., ProofPanel]) -> None:
    made = panel(score("2"))
    asked: list[tuple[str, str]] = []
    made.cited.connect(lambda key: asked.append(("cite", key)))
    made.editing.connect(lambda key: asked.append(("edit", key)))
    made.list.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Space, Key.Key_F2):
        QTest.keyClick(made.list, key)
    assert asked == [("cite", "decreed"), ("edit", "decreed")]


def test_the_menu_of_an_item_offers_all_that_can_be_done(panel: Callable[..., ProofPanel]) -> None:
    made = panel(score("2", "plain"))
    asked: list[tuple[str, str]] = []
    for name in ("cited", "spreading", "editing", "comparing"):
        getattr(made, name).connect(lambda key, name=name: asked.append((name, key)))
    menu = made.list.menu_of(0)
    for action in menu.actions():
        action.trigger()
    assert asked == [(name, "plain") for name in ("cited", "spreading", "editing", "comparing")]
    assert QApplication.clipboard().text() == "Fact plain."
    menu.deleteLater()
    without = made.list.menu_of(1)
    assert "Cite it" in [action.text() for action in without.actions()]
    without.deleteLater()


def test_a_card_whose_text_was_changed_shows_it_and_stays_cited(panel: Callable[..., ProofPanel]) -> None:
    made = panel(score("2", "plain"))
    changed = (replace(ITEMS[0], text="Said better."), *ITEMS[1:])
    made.open(FRAMEWORK, CRITERION, changed, DOCUMENTS, score("2", "plain"))
    card = made.cards.index(0).data(CARD)
    assert (card.text, card.cited) == ("Said better.", True)


def test_a_scale_without_needs_asks_for_a_citation_alone(panel: Callable[..., ProofPanel]) -> None:
    made = panel(score("4", "plain"))
    plain = replace(PTPR, scale=tuple(replace(step, needs="") for step in PTPR.scale))
    made.open(plain, CRITERION, ITEMS, DOCUMENTS, score("4", "plain"))
    assert made.line.text == "1 item cited, enough for level 4"


@pytest.mark.parametrize("text", ["🌋" * 400, "حقيقة " * 60, "x" * 4_000, "a\nb\nc", "<b>&</b> {id}"])
def test_any_text_finds_room_in_its_card(panel: Callable[..., ProofPanel], text: str) -> None:
    odd = replace(ITEMS[0], text=text, place=text[:300], link=text[:300])
    made = panel(score("2"), (odd, *ITEMS[1:]))
    made.grab()
    first, second = (made.list.visualRect(made.cards.index(row)) for row in range(2))
    assert second.top() >= first.bottom()
    assert first.width() <= 306
