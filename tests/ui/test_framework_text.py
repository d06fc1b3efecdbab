"""The texts of a framework side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from scorecard.library.frameworks import built_in, built_in_framework
from scorecard.model.text import Text
from ui.widgets.frameworks.text import TextPair

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.theme import Theme


def test_every_text_that_is_written_stands_whole_in_its_field(theme: Theme, qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    grid = QGridLayout(ground)
    pair = TextPair(theme, grid, 0, name="Level", lines=1, editable=True)
    theme.dress()
    ground.resize(770, 300)
    ground.show()
    cut = []
    for id in built_in():
        for criterion in built_in_framework(id).criteria:
            for text in (criterion.question, criterion.definition, *criterion.levels):
                pair.show_text(Text(en=text.into("en"), es=text.into("es")), elsewhere=True)
                QCoreApplication.sendPostedEvents()
                for field in pair.fields:
                    lines = round(field.document().documentLayout().documentSize().height())
                    if lines * field.fontMetrics().lineSpacing() > field.viewport().height():
                        cut.append(field.toPlainText())
    assert cut == []
