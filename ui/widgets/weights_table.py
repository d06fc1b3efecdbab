"""Weights to give, section by section, and beside each the share that comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QScrollArea, QWidget

from scorecard.i18n import _, format_share, language
from ui.models.weight_rows import WeightRow
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.entry_field import PAUSE
from ui.widgets.text import label

_MOST = 1_000_000.0
_NAME, _WEIGHT, _BAR, _SHARE = 0, 1, 2, 3
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WeightsTable(QScrollArea):
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
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

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
            self.given.emit({id: line.spin.value() for id, line in self._lines.items()})

    def _typed(self, id: str) -> None:
        self._changed.add(id)
        self._pause.start()

    def _make(self, rows: Sequence[WeightRow]) -> None:
        self._lines.clear()
        inside = QWidget()
        inside.setProperty("ground", "none")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 14, 24)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(_NAME, 3)
        grid.setColumnStretch(_BAR, 2)
        heads = (_("Section or criterion"), _("Weight"), _("Share of the whole"), "")
        for column, text in enumerate(heads):
            grid.addWidget(label(self._theme, text, "field"), 0, column)
        for number, row in enumerate(rows, start=1):
            line = _Line(self._theme, row)
            line.spin.valueChanged.connect(lambda _value, id=row.place.id: self._typed(id))
            line.spin.editingFinished.connect(self.store)
            if row.place.kind == "section" and number > 1:
                grid.setRowMinimumHeight(number, 40)
            grid.addWidget(line.name, number, _NAME)
            grid.addWidget(line.spin, number, _WEIGHT)
            grid.addWidget(line.bar, number, _BAR)
            grid.addWidget(line.share, number, _SHARE)
            self._lines[row.place.id] = line
        grid.setRowStretch(len(rows) + 1, 1)
        self.setWidget(inside)


class _Line:
    """The widgets of one line."""

    def __init__(self, theme: Theme, row: WeightRow) -> None:
        is_section = row.place.kind == "section"
        self._is_section = is_section
        self.name = _Name(theme, row)
        self.spin = _Spin(row.name)
        self.bar = _Bar(theme, row.section, is_section)
        self.share: QLabel = label(theme, "", "strong" if is_section else "body")
        self.share.setAlignment(_RIGHT)
        self.share.setMinimumWidth(64)

    def show_row(self, row: WeightRow, *, editable: bool, most: float) -> None:
        """Show a weight and its share."""
        self.spin.blockSignals(True)
        self.spin.setMaximum(most)
        if self.spin.value() != row.weight:
            self.spin.setValue(row.weight)
        self.spin.blockSignals(False)
        self.spin.setEnabled(editable)
        self.bar.show_share(row.share or 0.0)
        self.share.setText("–" if row.share is None else format_share(row.share))


class _Spin(QDoubleSpinBox):
    """A weight; the wheel scrolls the table unless somebody is in the field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(_("Weight of {name}").format(name=name))
        self.setDecimals(2)
        self.setMaximum(_MOST)
        self.setLocale(QLocale(language()))
        self.setGroupSeparatorShown(False)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(_RIGHT)
        self.setFixedWidth(96)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def textFromValue(self, value: float) -> str:  # noqa: N802
        """The number without zeros that say nothing."""
        text = self.locale().toString(value, "f", 2)
        mark = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(mark) if mark in text else text

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


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
            painter.setBrush(self._theme.colour("data" if self._thick else "data-soft"))
            painter.drawRoundedRect(QRectF(0, bar.top(), max(bar.width() * self._share, 3), high), 2, 2)
        painter.end()
