"""A field for a whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from ui.widgets.number_field import NumberField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_number_is_typed_or_stepped_and_stays_within_its_bounds(qtbot: QtBot) -> None:
    field = NumberField(1, 12, 10)
    qtbot.addWidget(field)
    changed = QSignalSpy(field.valueChanged)
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert (field.value(), field.text(), changed.count()) == (12, "12", 2)
    field.selectAll()
    QTest.keyClicks(field, "5")
    assert field.value() == 5
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.value() == 5
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "5"
    field.setValue(99)
    assert field.value() == 12
