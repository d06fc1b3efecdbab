"""The card beside a cell of the heat map: what it shows, who said what, and how much evidence there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from scorecard.analysis.sources.evidence_words import sign_word
from scorecard.i18n import _, language, ngettext
from ui.theme import Theme
from ui.widgets.heat.chips import draw_cell, draw_dispute
from ui.widgets.heat.layout import CELL_HEIGHT, CELL_WIDTH
from ui.widgets.icon_button import IconButton
from ui.widgets.marks import draw_value, elide_keeping_last_word
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.models.heat.cell import CellDetails, Said

WIDTH = 340
_GAP = 8
_ROW = 21
_CHIP = 30


class HeatCard(QFrame):
    """Lies over its parent beside a cell and never on it. `opened` says that the cell is wanted on the Score page."""

    opened = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("card", "true")
        self.setFixedWidth(WIDTH)
        shadow = QGraphicsDropShadowEffect(self, blurRadius=24)
        shadow.setOffset(0, 8)
        colour = theme.colour("shadow")
        colour.setAlphaF(0.12 if theme.name == "light" else 0.5)
        shadow.setColor(colour)
        self.setGraphicsEffect(shadow)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 10, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._chip = _Chip(theme)
        self._title = label(theme, "", "head", wrap=True)
        close = IconButton(theme, "close", kind="quiet", small=True, name=_("Close the card"))
        close.clicked.connect(self.closed)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._programme = label(theme, "", "body", wrap=True)
        self._words = label(theme, "", "caption", ink="muted", wrap=True)
        self._said = _SaidList(theme)
        self._blind = label(
            theme, _("Others’ answers stay hidden until you submit this programme."), "caption"
        )
        self._blind.setWordWrap(True)
        self._evidence = label(theme, "", "caption", ink="muted", wrap=True)
        for part in (self._programme, self._words, self._said, self._blind, self._evidence):
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.addStretch()
        self._open = QPushButton(_("Open in Score"))
        self._open.setProperty("kind", "link")
        self._open.setProperty("small", "true")
        self._open.setToolTip(_("Enter does the same"))
        self._open.clicked.connect(self.opened)
        foot.addWidget(self._open)
        column.addLayout(foot)
        self.hide()

    def show_cell(self, details: CellDetails, beside: QRect) -> None:
        """Show a cell whose place in the parent is `beside`."""
        name = details.criterion.name.into(language())
        self._chip.show_cell(details)
        self._title.setText(f"{details.criterion.code} · {name}")
        self._programme.setText(details.programme.label)
        disputed = _("disputed: the answers are far apart") if details.disputed else ""
        self._words.setText(" · ".join(filter(None, (details.words, disputed))))
        self._said.show_said(details)
        self._said.setVisible(bool(details.said))
        self._blind.setVisible(details.is_blind)
        self._evidence.setText(evidence_in_words(details))
        self.setAccessibleName(self._aloud(details))
        self.setFixedHeight(self.layout().heightForWidth(WIDTH))
        self.place(beside)
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self, beside: QRect) -> None:
        """Move beside a cell, where there is room: below it or above it, to its right or to its left."""
        room = self.parentWidget().rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        left = min(max(beside.left() - WIDTH // 4, room.left()), room.right() - WIDTH)
        top = beside.bottom() + _GAP
        if top + self.height() > room.bottom():
            top = beside.top() - _GAP - self.height()
        if top < room.top():
            top = min(max(beside.top(), room.top()), max(room.bottom() - self.height(), room.top()))
            left = beside.right() + _GAP
            if left + WIDTH > room.right():
                left = beside.left() - _GAP - WIDTH
        self.move(QPoint(left, top))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _aloud(self, details: CellDetails) -> str:
        parts = [self._title.text(), details.programme.label, self._words.text()]
        parts += [f"{_name_of(one)}: {one.value}" for one in details.said]
        if details.is_blind:
            parts.append(self._blind.text())
        return ". ".join((*parts, self._evidence.text()))


class _Chip(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._details: CellDetails | None = None
        self.setFixedSize(QSize(CELL_WIDTH, CELL_HEIGHT))

    def show_cell(self, details: CellDetails) -> None:
        self._details = details
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._details is None:
            return
        painter = QPainter(self)
        rect, framework = QRectF(self.rect()), self._details.framework
        draw_cell(painter, rect, self._theme, framework, self._details.shown)
        if self._details.disputed:
            draw_dispute(painter, rect, self._theme, framework, self._details.shown)
        painter.end()


class _SaidList(QWidget):
    """A row for each who answered: chip and name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._details: CellDetails | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_said(self, details: CellDetails) -> None:
        self._details = details
        self.setFixedHeight(_ROW * len(details.said) + 4)
        self.setToolTip("\n".join(f"{_name_of(one)}: {one.value}" for one in details.said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._details is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font(12)
        metrics = QFontMetricsF(font)
        for place, one in enumerate(self._details.said):
            chip = QRectF(2, place * _ROW + 3, _CHIP, 18)
            draw_value(painter, chip, self._theme, self._details.framework, one.value)
            room = QRectF(_CHIP + 10, place * _ROW + 2, self.width() - _CHIP - 10, 20)
            painter.setFont(font)
            painter.setPen(self._theme.colour("text" if one.counts else "muted"))
            line = elide_keeping_last_word(metrics, _name_of(one), room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
        painter.end()


def evidence_in_words(details: CellDetails) -> str:
    """How many items of evidence there are, and what their signs say."""
    count = sum(number for _sign, number in details.evidence)
    if not count:
        return _("No evidence of this programme speaks to this criterion.")
    words = ngettext("{count} item of evidence", "{count} items of evidence", count).format(count=count)
    signs = ", ".join(
        f"{'−' if sign == '-' else sign} {number} {sign_word(sign)}" for sign, number in details.evidence
    )
    return f"{words}: {signs}"


def _name_of(one: Said) -> str:
    return one.name if one.counts else _("{name} – not counted").format(name=one.name)
