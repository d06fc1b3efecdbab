"""Shows everything that is wrong with a framework file, each with its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from scorecard.i18n import _
from scorecard.library.frameworks import FrameworkProblems
from scorecard.model.problem import Problem
from ui.dialogs.sheet import Sheet
from ui.theme import Theme
from ui.widgets.text import label

_HEIGHT = 320


class FrameworkProblemsDialog(Sheet):
    """A list to read and to copy from; nothing was taken in."""

    def __init__(self, theme: Theme, problems: FrameworkProblems, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("This file cannot be used yet"), agree="", width=640, parent=parent)
        self.body.addWidget(label(theme, str(problems), "body", wrap=True))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for problem in problems.problems:
            column.addLayout(self._line(problem))
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFixedHeight(min(_HEIGHT, 24 + 48 * len(problems.problems)))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("Problems"))
        area.setWidget(inside)
        self.body.addWidget(area)

    def _line(self, problem: Problem) -> QVBoxLayout:
        line = QVBoxLayout()
        line.setSpacing(1)
        place = ", ".join(part for part in (problem.sheet, problem.cell) if part) or problem.file
        line.addWidget(label(self.theme, place, "field", ink="link", wrap=True))
        words = label(self.theme, problem.text, "body", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(words)
        return line
