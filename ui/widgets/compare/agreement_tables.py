"""The tables of the view of agreement, painted: alphas on their axis, evaluators around zero, levels as chips."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from scorecard.analysis.evaluators.alpha import FAIR, GOOD, SHOWN_FROM, Alpha
from scorecard.i18n import _, format_difference, format_number
from ui.models.columns import CELL_ROLE, Column
from ui.models.compare.agreement import (
    ALPHA_AXIS,
    DISPUTE_LEVELS,
    HABIT_AXIS,
    AlphaRow,
    AlphaTable,
    DisputeTable,
    HabitTable,
)
from ui.theme import Theme
from ui.widgets.data_table import CENTRE, LEFT, RIGHT, DataTable, Index, RowDelegate, TableHead
from ui.widgets.marks import draw_level, draw_section_tick

ROW = 26
HEAD = 52
_MARGIN = 16
_BAR = 9.0


class AlphaView(DataTable):
    """Sections and their criteria with their alphas on one axis."""

    def __init__(self, theme: Theme, model: AlphaTable, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("Agreement by section and criterion"),
            row_height=ROW,
            head_height=HEAD,
            head_ground="surface",
            margin=_MARGIN,
            parent=parent,
        )
        self.setHorizontalHeader(_AlphaHead(theme, HEAD, "surface", _MARGIN, self))
        self.setModel(model)
        self.setItemDelegate(_AlphaDelegate(theme, self))
        model.modelReset.connect(lambda: self.set_columns(model.columns))


class HabitView(DataTable):
    """Evaluators, each with a bar from zero towards less or more than the others."""

    def __init__(self, theme: Theme, model: HabitTable, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("How evaluators score"),
            row_height=ROW,
            head_height=HEAD,
            head_ground="surface",
            margin=_MARGIN,
            parent=parent,
        )
        self.setHorizontalHeader(_HabitHead(theme, model, HEAD, _MARGIN, self))
        self.setModel(model)
        self.setItemDelegate(_HabitDelegate(theme, model, self))
        model.modelReset.connect(lambda: self.set_columns(model.columns))


class DisputeView(DataTable):
    """The agenda: programme, criterion, its lowest and highest level, and how far the ranking moves."""

    def __init__(self, theme: Theme, model: DisputeTable, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("To discuss first"),
            row_height=ROW + 2,
            head_height=38,
            head_ground="surface",
            margin=_MARGIN,
            parent=parent,
        )
        self.setHorizontalHeader(_DisputeHead(theme, 38, "surface", _MARGIN, self))
        self.setModel(model)
        self.setItemDelegate(_DisputeDelegate(theme, model, self))
        model.modelReset.connect(lambda: self.set_columns(model.columns))


def draw_alpha(painter: QPainter, axis: QRectF, theme: Theme, alpha: Alpha) -> None:
    """An alpha on an axis over the whole width of `axis`: its interval pale, its mark dark, or open where indicative.

    An interval that goes on below the axis ends in an arrow.
    """
    if alpha.alpha is None:
        return
    y = axis.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    if alpha.low is not None and alpha.high is not None:
        low, high = _alpha_x(axis, alpha.low), _alpha_x(axis, alpha.high)
        painter.setBrush(theme.colour("data-soft"))
        painter.drawRoundedRect(QRectF(low, y - _BAR / 2, max(high - low, 1), _BAR), 2, 2)
    if min(alpha.alpha, alpha.alpha if alpha.low is None else alpha.low) < SHOWN_FROM:
        painter.setPen(QPen(theme.colour("muted"), 1.5))
        tip = QPointF(axis.left() - 8, y)
        painter.drawPolyline([tip + QPointF(4, -4), tip, tip + QPointF(4, 4)])
    draw_alpha_mark(painter, QPointF(_alpha_x(axis, alpha.alpha), y), theme, is_open=alpha.indicative)


def draw_alpha_mark(painter: QPainter, middle: QPointF, theme: Theme, *, is_open: bool) -> None:
    """The mark of an alpha; open where it comes from too few programmes."""
    mark = QRectF(0, 0, 4, 15)
    mark.moveCenter(middle)
    if is_open:
        painter.setPen(QPen(theme.colour("data-strong"), 1.2))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(mark)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("data-strong"))
        painter.drawRoundedRect(mark, 1.5, 1.5)


def _alpha_axis(rect: QRectF) -> QRectF:
    return rect.adjusted(10, 0, -14, 0)


def _alpha_x(axis: QRectF, value: float) -> float:
    return axis.left() + axis.width() * (max(value, SHOWN_FROM) - SHOWN_FROM) / (1 - SHOWN_FROM)


def _habit_axis(rect: QRectF) -> QRectF:
    return rect.adjusted(8, 0, -8, 0)


class _AlphaHead(TableHead):
    """Its own axis with the two thresholds."""

    def paint_head(self, painter: QPainter, rect: QRectF, column: Column, section: int) -> None:
        if section != ALPHA_AXIS:
            super().paint_head(painter, rect, column, section)
            return
        _paint_title(painter, rect, self._theme, column.title)
        axis = _alpha_axis(rect)
        for value, figure, align in (
            (0.0, "0", CENTRE),
            (FAIR, format_number(FAIR, 3), RIGHT),
            (GOOD, format_number(GOOD, 1), LEFT),
            (1.0, "1", LEFT),
        ):
            _paint_figure(painter, rect, _alpha_x(axis, value), figure, align)


class _HabitHead(TableHead):
    """Its own axis around zero."""

    def __init__(self, theme: Theme, model: HabitTable, height: int, margin: int, parent: QWidget) -> None:
        super().__init__(theme, height, "surface", margin, parent)
        self._habits = model

    def paint_head(self, painter: QPainter, rect: QRectF, column: Column, section: int) -> None:
        if section != HABIT_AXIS:
            super().paint_head(painter, rect, column, section)
            return
        _paint_title(painter, rect, self._theme, column.title)
        axis, reach = _habit_axis(rect), self._habits.reach
        painter.setPen(self._theme.colour("muted"))
        for value in (-reach, 0, reach):
            x = axis.left() + axis.width() * (value + reach) / (2 * reach)
            _paint_figure(painter, rect, x, format_difference(value, 0), CENTRE)


class _DisputeHead(TableHead):
    """Plain words over the chips of levels too, which are no section's."""

    def paint_head(self, painter: QPainter, rect: QRectF, column: Column, section: int) -> None:
        if section == DISPUTE_LEVELS:
            painter.setFont(self._theme.font(12, 500))
            painter.setPen(self._theme.colour("text"))
            painter.drawText(rect, LEFT, column.title)
        else:
            super().paint_head(painter, rect, column, section)


def _paint_title(painter: QPainter, rect: QRectF, theme: Theme, title: str) -> None:
    painter.setFont(theme.font(12, 500))
    painter.setPen(theme.colour("text"))
    metrics = painter.fontMetrics()
    words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(QRectF(rect.left(), rect.bottom() - 40, rect.width(), 18), LEFT, words)
    painter.setFont(theme.font(11))
    painter.setPen(theme.colour("muted"))


def _paint_figure(painter: QPainter, rect: QRectF, x: float, figure: str, align: Qt.AlignmentFlag) -> None:
    """A figure of an axis: in the middle over its line, or to one side so that two near ones do not meet."""
    room = 40.0
    left = {CENTRE: x - room / 2, RIGHT: x - room + 2, LEFT: x - 3}[align]
    painter.drawText(QRectF(left, rect.bottom() - 21, room, 16), align, figure)


class _AlphaDelegate(RowDelegate):
    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        row = index.data(CELL_ROLE)
        if not isinstance(row, AlphaRow):
            return
        text = index.data(Qt.ItemDataRole.DisplayRole)
        is_section = row.section >= 0
        weight = 600 if is_section else 400
        match column.kind:
            case "name":
                if is_section:
                    draw_section_tick(painter, rect, self.theme, row.section)
                room = rect.adjusted(12 if is_section else 24, 0, 0, 0)
                self.write(painter, room, text, weight=weight, keep_last=True)
            case "bar":
                axis = _alpha_axis(rect)
                self._paint_thresholds(painter, rect, axis)
                draw_alpha(painter, axis, self.theme, row.alpha)
            case "figure":
                is_alpha = index.column() == ALPHA_AXIS + 1
                ink = "text" if is_alpha and row.alpha.alpha is not None else "muted"
                self.write(painter, rect, text, ink=ink, weight=600 if is_alpha else 400, align=RIGHT)
            case _:
                ink = "muted" if row.alpha.alpha is None else "text"
                self.write(painter, rect, text, ink=ink, weight=weight)

    def _paint_thresholds(self, painter: QPainter, rect: QRectF, axis: QRectF) -> None:
        grid = QPen(self.theme.colour("grid"), 1)
        threshold = QPen(self.theme.colour("control"), 1)
        threshold.setDashPattern([3, 3])
        for value, pen in ((0.0, grid), (FAIR, threshold), (GOOD, threshold), (1.0, grid)):
            x = round(_alpha_x(axis, value)) + 0.5
            painter.setPen(pen)
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))


class _HabitDelegate(RowDelegate):
    def __init__(self, theme: Theme, model: HabitTable, table: DataTable) -> None:
        super().__init__(theme, table)
        self._habits = model

    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        text = index.data(Qt.ItemDataRole.DisplayRole)
        match column.kind:
            case "bar":
                self._paint_bar(painter, rect, index.data(CELL_ROLE).severity)
            case "figure":
                is_severity = index.column() == HABIT_AXIS + 1
                ink, weight = ("text", 600) if is_severity else ("muted", 400)
                self.write(painter, rect, text, ink=ink, weight=weight, align=RIGHT)
            case "text":
                self.write(painter, rect, text)
            case _:
                super().paint_cell(painter, rect, index, column, selected)

    def _paint_bar(self, painter: QPainter, rect: QRectF, severity: float | None) -> None:
        axis, reach = _habit_axis(rect), self._habits.reach
        zero = axis.center().x()
        for x, role in ((axis.left(), "grid"), (axis.right(), "grid"), (zero, "control")):
            painter.setPen(QPen(self.theme.colour(role), 1))
            at = round(x) + 0.5
            painter.drawLine(QPointF(at, rect.top()), QPointF(at, rect.bottom()))
        if severity is None:
            return
        length = axis.width() * severity / (2 * reach)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("data"))
        bar = QRectF(zero + min(length, 0), rect.center().y() - 5, max(abs(length), 1), 10)
        painter.drawRoundedRect(bar, 2, 2)


class _DisputeDelegate(RowDelegate):
    def __init__(self, theme: Theme, model: DisputeTable, table: DataTable) -> None:
        super().__init__(theme, table)
        self._disputes = model

    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        framework = self._disputes.framework
        dispute = index.data(CELL_ROLE)
        if framework is None or dispute is None:
            return
        match column.kind:
            case "mark":
                for place, level in enumerate((dispute.lowest, dispute.highest)):
                    chip = QRectF(rect.left() + 40 * place, rect.center().y() - 9, 26, 18)
                    draw_level(painter, chip, self.theme, framework.codes[level], level, framework.top)
                between = QRectF(rect.left() + 26, rect.top(), 14, rect.height())
                self.write(painter, between, "–", ink="muted", align=CENTRE)
            case "figure":
                text = index.data(Qt.ItemDataRole.DisplayRole)
                weight = 600 if dispute.moves else 400
                ink = "text" if dispute.moves else "muted"
                self.write(painter, rect, text, ink=ink, weight=weight, align=RIGHT)
            case _:
                text = index.data(Qt.ItemDataRole.DisplayRole)
                weight = 600 if selected and index.column() == 0 else 500 if index.column() == 0 else 400
                self.write(painter, rect, text, weight=weight, keep_last=True)
