"""What is asked: the criterion's place, its name, its question and what it means."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from scorecard.i18n import _, language
from scorecard.model.framework import Criterion, Framework
from scorecard.model.programme import Programme
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import draw_icon
from ui.widgets.text import label


class CriterionHead(QWidget):
    """The head of the open criterion; `stepped` asks for the criterion before (-1) or after (1)."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(0)
        self._trail = _Trail(theme)
        column.addWidget(self._trail)
        column.addSpacing(6)
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
        column.addSpacing(2)
        self.question = label(theme, "", "question", wrap=True)
        column.addWidget(self.question)
        column.addSpacing(6)
        self.definition = label(theme, "", "body", ink="muted", wrap=True)
        column.addWidget(self.definition)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_criterion(self, programme: Programme, framework: Framework, criterion: Criterion) -> None:
        """Show where the person is and what is asked there."""
        tongue = language()
        section = framework.section_of(criterion.id)
        self._trail.show_place(programme.name, section.name.into(tongue))
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


class _Trail(QWidget):
    """Programme and section in one line; a long name of a programme keeps its last word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._programme = ""
        self._section = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_place(self, programme: str, section: str) -> None:
        """Show another place."""
        self._programme, self._section = programme, section
        self.setToolTip(programme)
        self.setAccessibleName(f"{programme}, {section}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heavy, plain = self._theme.font(12.5, 600), self._theme.font(12.5)
        section_width = QFontMetricsF(plain).horizontalAdvance(self._section)
        room = self.width() - section_width - 26
        name = marks.elide_keeping_last_word(QFontMetricsF(heavy), self._programme, max(room, 120))
        name_width = QFontMetricsF(heavy).horizontalAdvance(name)
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(heavy)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QRectF(0, 0, name_width + 4, self.height()), line, name)
        arrow = QRectF(name_width + 6, self.height() / 2 - 6, 12, 12)
        draw_icon(painter, arrow, self._theme, "chevron-right", "muted")
        painter.setFont(plain)
        painter.setPen(self._theme.colour("muted"))
        rest = QRectF(arrow.right() + 6, 0, self.width() - arrow.right() - 6, self.height())
        painter.drawText(rest, line, self._section)
