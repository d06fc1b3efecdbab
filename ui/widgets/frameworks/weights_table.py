"""Weights to give, section by section, and beside each the share that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from scorecard.i18n import _, format_number
from ui.models.frameworks.weight_rows import WeightRow
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.entry_field import PAUSE
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label

_MOST = 1_000_000.0
_STEP = 1.0
_NAME, _WEIGHT, _BAR, _SHARE = 0, 1, 2, 3
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WeightsTable(SteadyArea):
    """One line for each section and criterion. `given` carries all weights by id when they should be stored.

    Lines are made once for a framework; another set only fills them.
    """

    given = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: dict[str, _Line] = {}
        self._shape: tuple[object, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.store)
        self._changed: set[str] = set()

    def show_rows(self, rows: Sequence[WeightRow], *, editable: bool, most: float | None) -> None:
        """Show weights; `most` is the greatest that can be given, None for no bound."""
        shape = tuple((row.place, row.code, row.name) for row in rows)
        if shape != self._shape:
            self._shape = shape
            self._make(rows)
        for row in rows:
            self._lines[row.place.id].show_row(row, editable=editable, most=most or _MOST)
        self._changed.clear()
        self._pause.stop()

    def store(self) -> None:
        """Have what was typed stored now."""
        self._pause.stop()
        if self._changed:
            self._changed.clear()
            self.given.emit({id: line.field.value for id, line in self._lines.items()})

    def _typed(self, id: str) -> None:
        self._changed.add(id)
        self._pause.start()

    def _make(self, rows: Sequence[WeightRow]) -> None:
        self._lines.clear()
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 24)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(_NAME, 3)
        grid.setColumnStretch(_BAR, 2)
        heads = (_("Section or criterion"), _("Weight"), _("Share of the whole"), "")
        for column, text in enumerate(heads):
            grid.addWidget(label(self._theme, text, "field"), 0, column)
        number = 0
        for row in rows:
            if row.place.kind == "section" and number:
                number += 1
                grid.setRowMinimumHeight(number, 8)
            number += 1
            line = _Line(self._theme, row)
            line.field.typed.connect(lambda id=row.place.id: self._typed(id))
            line.field.editingFinished.connect(self.store)
            grid.addWidget(line.name, number, _NAME)
            grid.addWidget(line.field, number, _WEIGHT)
            grid.addWidget(line.bar, number, _BAR)
            grid.addWidget(line.share, number, _SHARE)
            self._lines[row.place.id] = line
        grid.setRowStretch(number + 1, 1)
        self.setWidget(inside)


class _Line:
    """The widgets of one line."""

    def __init__(self, theme: Theme, row: WeightRow) -> None:
        is_section = row.place.kind == "section"
        self._is_section = is_section
        self.name = _Name(theme, row)
        self.field = WeightField(row.name)
        self.bar = _Bar(theme, row.section, is_section)
        self.share: QLabel = label(theme, "", "strong" if is_section else "body")
        self.share.setAlignment(_RIGHT)
        self.share.setMinimumWidth(64)

    def show_row(self, row: WeightRow, *, editable: bool, most: float) -> None:
        """Show a weight and its share."""
        self.field.show_weight(row.weight, most)
        self.field.setEnabled(editable)
        self.bar.show_share(row.share or 0.0)
        self.share.setText("–" if row.share is None else _per_cent(row.share))


class WeightField(QLineEdit):
    """A weight, with either decimal mark; Up and Down change it by `_STEP`. `typed` says that it is another one."""

    typed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = 0.0
        self._most = _MOST
        self.setAccessibleName(_("Weight of {name}").format(name=name))
        self.setAlignment(_RIGHT)
        self.setFixedWidth(88)
        self.setMaxLength(12)
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._write)

    @property
    def value(self) -> float:
        """The weight as last written; what is no weight does not count."""
        return self._value

    def show_weight(self, value: float, most: float) -> None:
        """Show a stored weight; what is being typed and means the same stays as it is."""
        self._most = most
        if value != self._value or not self.hasFocus():
            self._value = value
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: _STEP, Qt.Key.Key_Down: -_STEP}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        self._take(min(max(self._value + step, 0.0), self._most))
        self._write()
        self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def _read(self, text: str) -> None:
        value = weight_in(text)
        is_one = value is not None and value <= self._most
        self._mark(wrong=not is_one)
        if value is not None and is_one:
            self._take(value)

    def _take(self, value: float) -> None:
        if value != self._value:
            self._value = value
            self.typed.emit()

    def _write(self) -> None:
        self.setText(weight_in_words(self._value))
        self._mark(wrong=False)

    def _mark(self, *, wrong: bool) -> None:
        text = "true" if wrong else "false"
        if self.property("wrong") != text:
            self.setProperty("wrong", text)
            self.style().polish(self)


def _per_cent(share: float) -> str:
    return f"{format_number(share * 100, 1)}\N{NO-BREAK SPACE}%"


def weight_in(text: str) -> float | None:
    """The weight that a text says, with a comma or a point; None where it says none."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) and value >= 0 else None


def weight_in_words(value: float) -> str:
    """A weight with at most two decimals, and none that say nothing."""
    text = format_number(value, 2)
    return text[:-3] if text.endswith("00") else text.removesuffix("0")


class _Name(QWidget):
    """The tick of a section with its name, or a criterion under it with its code."""

    def __init__(self, theme: Theme, row: WeightRow) -> None:
        super().__init__()
        self._theme = theme
        self._row = row
        self.setFixedHeight(32)
        self.setToolTip(row.name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, row = QRectF(self.rect()), self._row
        if row.place.kind == "section":
            marks.draw_section_tick(painter, rect, self._theme, row.section)
            self._write(painter, rect.adjusted(12, 0, 0, 0), row.name, 12.5, 600, "text")
        else:
            self._write(painter, rect.adjusted(12, 0, 0, 0), row.code, 11, 400, "muted")
            self._write(painter, rect.adjusted(62, 0, 0, 0), row.name, 12.5, 400, "text")
        painter.end()

    def _write(self, painter: QPainter, rect: QRectF, text: str, px: float, weight: int, ink: str) -> None:
        painter.setFont(self._theme.font(px, weight))
        painter.setPen(self._theme.colour(ink))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


class _Bar(QWidget):
    """A share as a bar, 0 to the whole width."""

    def __init__(self, theme: Theme, section: int, thick: bool) -> None:
        super().__init__()
        self._theme = theme
        self._section = section
        self._thick = thick
        self._share = 0.0
        self.setFixedHeight(32)

    def show_share(self, share: float) -> None:
        """Show another share, 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = 8 if self._thick else 4
        bar = QRectF(0, (self.height() - high) / 2, self.width(), high)
        painter.setBrush(self._theme.colour("border"))
        painter.drawRoundedRect(bar, 2, 2)
        if self._share:
            painter.setBrush(self._theme.colour("data"))
            painter.drawRoundedRect(QRectF(0, bar.top(), max(bar.width() * self._share, 3), high), 2, 2)
        painter.end()
