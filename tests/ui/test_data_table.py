"""The table of rows that are chosen as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF, QStandardItemModel

from ui.models.columns import Column
from ui.widgets.data_table import DataTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.theme import Theme


def test_a_column_has_room_for_the_longest_word_of_its_head(theme: Theme, qtbot: QtBot) -> None:
    table = DataTable(theme, name="Heads", row_height=32, head_height=44, head_ground="raised", margin=24)
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(1, 3))
    table.set_columns(
        (
            Column(kind="text", title="Industria", least=80, stretch=1),
            Column(kind="text", title="Sustentabilidad", least=50, stretch=1),
            Column(kind="figure", title="Pendientes de la ronda", least=40),
        )
    )
    table.resize(300, 100)
    metrics = QFontMetricsF(theme.font(12, 500))
    for place, word in ((1, "Sustentabilidad"), (2, "Pendientes")):
        assert table.columnWidth(place) >= metrics.horizontalAdvance(word)


def test_what_a_column_does_not_need_goes_to_the_others(theme: Theme, qtbot: QtBot) -> None:
    table = DataTable(theme, name="Room", row_height=32, head_height=44, head_ground="raised", margin=0)
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(1, 3))
    table.resize(800, 100)
    table.set_columns(
        (
            Column(kind="text", title="A", least=100, stretch=1),
            Column(kind="text", title="B", least=100, stretch=5, most=150),
            Column(kind="text", title="C", least=100),
        )
    )
    width = table.viewport().width()
    assert [table.columnWidth(place) for place in range(3)] == [width - 250, 150, 100]
