"""What is asked: the criterion's place, its name, its question and what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from scorecard.i18n import _, language
from scorecard.model.framework import Criterion, Framework
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.text import label


class CriterionHead(QWidget):
    """The head of the open criterion; `stepped` asks for the criterion before (-1) or after (1)."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.title = label(theme, "", "title", wrap=True)
        self.number = label(theme, "", "caption", ink="muted")
        up = IconButton(theme, "chevron-up", small=True, name=_("Criterion before (Up)"))
        down = IconButton(theme, "chevron-down", small=True, name=_("Next criterion (Down)"))
        up.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        down.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        up.clicked.connect(self._up)
        down.clicked.connect(self._down)
        row.addWidget(self.title, 1)
        row.addWidget(self.number)
        row.addSpacing(2)
        self.stops: list[QWidget] = [up, down]
        row.addWidget(up)
        row.addWidget(down)
        column.addLayout(row)
        self.question = label(theme, "", "question", wrap=True)
        column.addWidget(self.question)
        column.addSpacing(4)
        self.definition = label(theme, "", "body", ink="muted", wrap=True)
        column.addWidget(self.definition)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_criterion(self, framework: Framework, criterion: Criterion) -> None:
        """Show what is asked, and its place among the criteria."""
        tongue = language()
        self.title.setText(criterion.name.into(tongue))
        number = framework.criteria.index(criterion) + 1
        where = _("{code} · {number} of {count}")
        self.number.setText(where.format(code=criterion.code, number=number, count=len(framework.criteria)))
        self.question.setText(criterion.question.into(tongue))
        self.definition.setText(criterion.definition.into(tongue))
        self.definition.setToolTip(criterion.source.into(tongue))

    def _up(self) -> None:
        self.stepped.emit(-1)

    def _down(self) -> None:
        self.stepped.emit(1)
