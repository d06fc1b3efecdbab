"""Contents that scroll keep their width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.widgets.steady_area import SteadyArea

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.theme import Theme


def test_contents_are_as_wide_with_a_bar_as_without_one(theme: Theme, qtbot: QtBot) -> None:
    area = SteadyArea()
    qtbot.addWidget(area)
    area.resize(400, 300)
    inside, line = QWidget(), QWidget()
    QVBoxLayout(inside).addWidget(line)
    area.setWidget(inside)
    area.show()
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0
    narrow = line.width()
    line.setFixedHeight(900)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    QApplication.processEvents()
    assert line.width() == narrow
