"""The register in the details of a programme: narrowed, walked by keys, and where sources differ."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scorecard.edits import documents
from scorecard.model.evaluation import Evaluation
from scorecard.model.programme import STANDINGS, Document, Evidence, Programme, Sign
from scorecard.model.snapshot import Snapshot
from ui.models.programmes.document_list import DocumentList
from ui.models.score.evidence_cards import CARD, EvidenceCards, differing_ids
from ui.widgets.programmes.register_panel import RegisterPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from ui.theme import Theme

Key = Qt.Key
LONG = "Presupuesto y ejecución " * 40
HOSTILE = ("", "🌋" * 400, "حقيقة " * 60, "x" * 4_000, "a\nb\nc", "<b>bold</b> & %s {id}")


def item(number: int, sign: Sign = "+", text: str = "A fact.", **said: object) -> Evidence:
    return Evidence(key=f"k{number}", id=f"P1-{number}", programme="p", text=text, sign=sign, **said)  # type: ignore[arg-type]


def snapshot_of(*items: Evidence) -> Snapshot:
    return Snapshot(
        evaluation=Evaluation(id="i", title="Trial", frameworks=()),
        programmes={key: Programme(key=key, id=key.upper(), name=key) for key in "pq"},
        documents={"d": Document(key="d", id="D1", title="Decree", kind="official")},
        evidence={one.key: one for one in items},
    )


ITEMS = (
    item(1, "+", standing="declared", documents=("d",)),
    item(2, "-", standing="verified", effect=True, differs_from=("k1",)),
    item(3, "+", context=True, place="p. 3"),
    item(10, "?", standing="implemented"),
)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> Callable[..., RegisterPanel]:
    def show(*items: Evidence, changeable: bool = True) -> RegisterPanel:
        panel = RegisterPanel(theme)
        qtbot.addWidget(panel)
        panel.setFixedWidth(292)
        panel.show_register("p", snapshot_of(*items), changeable=changeable)
        panel.show()
        panel.activateWindow()
        QApplication.processEvents()
        return panel

    return show


def shown(panel: RegisterPanel) -> list[str]:
    return [panel.cards.index(row).data(CARD).id for row in range(panel.cards.rowCount())]


def test_items_stand_in_the_order_of_their_numbers_and_are_counted_by_sign(
    panel: Callable[..., RegisterPanel],
) -> None:
    made = panel(*ITEMS)
    assert shown(made) == ["P1-1", "P1-2", "P1-3", "P1-10"]
    made.choose_sign(1)
    assert shown(made) == ["P1-1", "P1-3"]


def test_the_filter_narrows_by_what_is_ticked(panel: Callable[..., RegisterPanel]) -> None:
    made = panel(*ITEMS)
    made.filter.choose("standing", "verified", ticked=True)
    assert shown(made) == ["P1-2"]
    made.filter.choose("standing", "", ticked=True)
    assert shown(made) == ["P1-2", "P1-3"]
    made.filter.choose("proof", "differs", ticked=True)
    assert shown(made) == ["P1-2"]
    made.filter.choose("proof", "effect", ticked=True)
    made.choose_sign(1)
    assert shown(made) == []
    assert made.nothing.isVisible()
    made.choose_sign(0)
    made.filter.clear()
    assert len(shown(made)) == 4


def test_another_programme_begins_unnarrowed(panel: Callable[..., RegisterPanel]) -> None:
    made = panel(*ITEMS)
    made.filter.choose("proof", "effect", ticked=True)
    made.show_register("q", snapshot_of(*ITEMS), changeable=True)
    assert not made.filter.is_narrow
    assert "No evidence" in made.nothing.text()


def test_every_choice_of_the_menu_does_what_it_says(panel: Callable[..., RegisterPanel]) -> None:
    made = panel(*ITEMS)
    menu = made.filter.menu_of_choices()
    words = {action.text(): action for action in menu.actions() if action.isCheckable()}
    words["verified"].trigger()
    assert shown(made) == ["P1-2"]
    menu.deleteLater()
    again = made.filter.menu_of_choices()
    assert next(action for action in again.actions() if action.text() == "verified").isChecked()
    again.actions()[-1].trigger()
    assert len(shown(made)) == 4
    again.deleteLater()


def test_the_keys_walk_change_and_remove(panel: Callable[..., RegisterPanel]) -> None:
    made = panel(*ITEMS)
    asked: list[tuple[str, str]] = []
    made.editing.connect(lambda key: asked.append(("edit", key)))
    made.removing.connect(lambda key: asked.append(("remove", key)))
    made.lines.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Key.Key_Down, Key.Key_Return, Key.Key_F2, Key.Key_Up, Key.Key_Delete):
        QTest.keyClick(made.lines, key)
    assert asked == [("edit", "k2"), ("edit", "k2"), ("remove", "k1")]


def test_the_pencil_of_an_item_asks_to_change_it(panel: Callable[..., RegisterPanel]) -> None:
    made = panel(*ITEMS)
    asked: list[str] = []
    made.editing.connect(asked.append)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(made.lines.viewport(), left, pos=made.lines.pencil_centre(2))
    assert asked == ["k3"]
    QTest.mouseClick(made.lines.viewport(), left, pos=made.lines.visualRect(made.cards.index(0)).center())
    assert asked == ["k3"]


def test_what_is_only_read_cannot_be_changed(panel: Callable[..., RegisterPanel]) -> None:
    made = panel(*ITEMS, changeable=False)
    asked: list[str] = []
    made.editing.connect(asked.append)
    made.removing.connect(asked.append)
    made.lines.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Key.Key_Down, Key.Key_Return, Key.Key_Delete):
        QTest.keyClick(made.lines, key)
    assert asked == []
    assert not made.add.isEnabled()


def test_sources_that_differ_stand_side_by_side(panel: Callable[..., RegisterPanel]) -> None:
    made = panel(*(replace(one, text=f"Fact {one.id}") for one in ITEMS))
    assert made.discrepancies.isVisible()
    assert "Fact P1-1 ≠ P1-2" in made.discrepancies.accessibleName()
    assert panel(*ITEMS[2:]).discrepancies.isVisible() is False


def test_asking_for_the_larger_sheet_names_an_item_that_differs(panel: Callable[..., RegisterPanel]) -> None:
    made = panel(*ITEMS[2:], *ITEMS[:2])
    asked: list[str] = []
    made.comparing.connect(asked.append)
    made.wider.click()
    assert asked == ["k1"]


def test_cards_say_aloud_what_they_show() -> None:
    cards, snapshot = EvidenceCards(), snapshot_of(*ITEMS)
    cards.show(ITEMS, snapshot.documents, differing=differing_ids(ITEMS))
    spoken = [cards.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert "declared, official document" in spoken[0]
    assert "Otherwise: P1-2." in spoken[0]
    assert "verified, shows the effect" in spoken[1]
    assert "p. 3, on the setting" in spoken[2]


def test_showing_the_same_cards_again_resets_nothing(qtbot: QtBot) -> None:
    cards, snapshot = EvidenceCards(), snapshot_of(*ITEMS)
    cards.show(ITEMS, snapshot.documents)
    with qtbot.assertNotEmitted(cards.modelReset):
        cards.show(ITEMS, snapshot.documents)


@pytest.mark.parametrize(("text", "standing"), list(zip(HOSTILE, cycle(STANDINGS), strict=False)))
def test_any_text_is_painted_within_the_width(
    panel: Callable[..., RegisterPanel], text: str, standing: str
) -> None:
    odd = item(1, text=text, place=text[:300], standing=standing, differs_from=("k2",))
    made = panel(odd, item(2, text=LONG))
    picture = made.grab()
    assert picture.width() == round(292 * picture.devicePixelRatio())
    rows = [made.lines.visualRect(made.cards.index(row)) for row in range(2)]
    assert rows[1].top() >= rows[0].bottom()
    assert made.lines.height() >= rows[1].bottom()


def test_the_models_keep_the_contract_of_qt(qtmodeltester: ModelTester) -> None:
    snapshot = snapshot_of(*ITEMS)
    cards = EvidenceCards()
    cards.show(ITEMS, snapshot.documents)
    qtmodeltester.check(cards)
    listed = DocumentList()
    listed.show(snapshot.ordered_documents(), documents.uses(snapshot))
    qtmodeltester.check(listed)
    assert listed.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "D1 Decree. official document  ·  used in one place"
    )
