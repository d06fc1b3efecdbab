"""The keys of the Workshop page, by the stage of the item at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.widgets.workshop.levels import answer_by_key

if TYPE_CHECKING:
    from ui.models.workshop.acts import Acts
    from ui.models.workshop.at_hand import AtHand
    from ui.widgets.workshop.item import WorkshopItem
    from ui.widgets.workshop.side import WorkshopSide

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Led(Protocol):
    """What keys lead: the page, as far as they need it."""

    acts: Acts
    item: WorkshopItem
    side: WorkshopSide

    def act(self, deed: Callable[..., bool], *given: object, **named: object) -> None:
        """Do something with the item at hand."""

    def step(self, by: int) -> None:
        """Take up the item before or after."""

    def shift(self, by: int) -> None:
        """Move the item at hand up or down."""

    def go_on(self) -> None:
        """Take up the open item that comes next."""


def press(page: Led, at_hand: AtHand, event: QKeyEvent) -> bool:
    """Do what a key stands for; False where it stands for nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return _with_control(page, key)
    if modifiers == Qt.KeyboardModifier.AltModifier:
        return _with_alt(page, key)
    if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return False
    return _by_stage(page, at_hand, event) or _anywhere(page, at_hand, key)


def _with_control(page: Led, key: Qt.Key) -> bool:
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        page.side.wall.step(1 if key == Qt.Key.Key_PageDown else -1)
        return True
    return False


def _with_alt(page: Led, key: Qt.Key) -> bool:
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        page.shift(1 if key == Qt.Key.Key_Down else -1)
        return True
    return False


def _anywhere(page: Led, at_hand: AtHand, key: Qt.Key) -> bool:
    private = page.item.voting.is_open and at_hand.stage == "scoring"
    match key:
        case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
            page.step(1 if key == Qt.Key.Key_PageDown else -1)
        case Qt.Key.Key_F5:
            page.side.wall.turn()
        case Qt.Key.Key_T if not private:
            page.side.turn_clock()
        case Qt.Key.Key_N if not private:
            page.side.write_note()
        case Qt.Key.Key_Delete if not private and at_hand.may_change:
            page.act(page.acts.remove)
        case _:
            return False
    return True


def _by_stage(page: Led, at_hand: AtHand, event: QKeyEvent) -> bool:
    match at_hand.stage:
        case "waiting":
            return _waiting(page, Qt.Key(event.key()))
        case "scoring":
            return _scoring(page, at_hand, event)
        case "revealed":
            return _revealed(page, at_hand, event)
        case "settled":
            return _settled(page, Qt.Key(event.key()))


def _waiting(page: Led, key: Qt.Key) -> bool:
    panel = page.item.waiting
    if key in _ENTER:
        panel.begin.click()
    elif key == Qt.Key.Key_V:
        panel.reveal.click()
    elif key == Qt.Key.Key_K:
        panel.skip.click()
    else:
        return False
    return True


def _scoring(page: Led, at_hand: AtHand, event: QKeyEvent) -> bool:
    panel, key = page.item.voting, Qt.Key(event.key())
    if panel.is_open:
        if key == Qt.Key.Key_Escape:
            panel.cover()
        elif value := answer_by_key(at_hand.framework, event.text()):
            panel.answer(value)
        else:
            return False
        return True
    buttons = {
        Qt.Key.Key_V: (panel.reveal, panel.reveal_now),
        Qt.Key.Key_K: (panel.keep,),
        Qt.Key.Key_L: (panel.later,),
        Qt.Key.Key_A: (panel.absent,),
        Qt.Key.Key_O: (panel.reopen,),
        Qt.Key.Key_Escape: (panel.cancel,),
        **dict.fromkeys((*_ENTER, Qt.Key.Key_Space), (panel.mine, panel.reveal)),
    }
    for button in buttons.get(key, ()):
        if button.isVisible():
            button.click()
            break
    return key in buttons


def _revealed(page: Led, at_hand: AtHand, event: QKeyEvent) -> bool:
    panel, key = page.item.reveal, Qt.Key(event.key())
    match key:
        case Qt.Key.Key_H:
            panel.names.click()
        case Qt.Key.Key_R:
            panel.speak_again()
        case Qt.Key.Key_P:
            panel.everybody.click()
        case Qt.Key.Key_G:
            panel.write_rationale()
        case Qt.Key.Key_D:
            panel.write_dissent()
        case Qt.Key.Key_K if at_hand.may_change:
            page.act(page.acts.skip)
        case _:
            value = answer_by_key(at_hand.framework, event.text())
            if value:
                panel.choose(value)
            return bool(value)
    return True


def _settled(page: Led, key: Qt.Key) -> bool:
    panel = page.item.settled
    if key in _ENTER:
        page.go_on()
    elif key == Qt.Key.Key_O:
        panel.reopen.click()
    elif key == Qt.Key.Key_I:
        panel.to_do.write()
    elif key == Qt.Key.Key_D:
        panel.dissent.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
    else:
        return False
    return True
