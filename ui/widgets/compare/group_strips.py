"""The spread of scores in groups, painted: a strip a group, on which every programme with a score is a dot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from scorecard.i18n import _
from ui.models.columns import CELL_ROLE, Column
from ui.models.compare.groups import STRIP, GroupRow, GroupsTable, said
from ui.theme import Theme
from ui.widgets.data_table import RIGHT, DataTable, Index, RowDelegate, axis_rect, paint_axis, tip

_ROW = 74
_LABEL = 20.0
"""The room above the dots for the name of the one that is pointed out."""
_DOT = 9.0
_LANES = 5
_LANE = 10.0
_NEAR = 11.0
_BACK, _FORTH = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class GroupStrips(DataTable):
    """Groups under each other. `stepped` carries the key of the programme that a person turns to.

    Up and down go from group to group, left and right from programme to programme within one.
    """

    stepped = Signal(str)

    def __init__(self, theme: Theme, model: GroupsTable, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=_("Distribution of scores"),
            row_height=_ROW,
            head_height=56,
            head_ground="surface",
            margin=20,
            parent=parent,
        )
        self._model = model
        self.pointed: str | None = None
        self.setModel(model)
        self._delegate = _StripDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        model.modelReset.connect(lambda: self.set_columns(model.columns))

    @property
    def here(self) -> str | None:
        """The key of the programme that a person is at."""
        return self._model.here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (_BACK, _FORTH) and self.currentIndex().isValid():
            self._step(1 if event.key() == _FORTH else -1)
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(self._programme_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        key = self._programme_at(event.position().toPoint())
        if key is not None:
            self.stepped.emit(key)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            key = self._programme_at(event.pos())
            if key is not None:
                row = self._model.row(index.row())
                member = next(one for one in row.members if one.programme.key == key)
                QToolTip.showText(event.globalPos(), tip(said(member)), self)
                return True
        return super().viewportEvent(event)

    def dots(self, index: Index) -> list[QPointF]:
        """Where the dots of a strip are in the viewport, in the order of its programmes."""
        column = self._model.columns[STRIP]
        inside = self._delegate.inside(self.visualRect(index), index)
        return dots_of(self._model.row(index.row()), axis_rect(inside, column), column.top)

    def _step(self, step: int) -> None:
        members = self._model.row(self.currentIndex().row()).members
        if not members:
            return
        keys = [one.programme.key for one in members]
        if self.here in keys:
            place = min(max(keys.index(self.here) + step, 0), len(keys) - 1)
        else:
            place = 0 if step > 0 else len(keys) - 1
        self.stepped.emit(keys[place])

    def _point_at(self, key: str | None) -> None:
        if key != self.pointed:
            self.pointed = key
            self.viewport().update()

    def _programme_at(self, position: QPoint) -> str | None:
        """The programme whose dot is nearest to a position, if any is near."""
        index = self.indexAt(position)
        if not index.isValid() or index.column() != STRIP:
            return None
        row = self._model.row(index.row())
        dots = self.dots(index)
        far = [(QPointF(position) - dot).manhattanLength() for dot in dots]
        if not far or min(far) > _NEAR:
            return None
        return row.members[far.index(min(far))].programme.key


def dots_of(row: GroupRow, axis: QRectF, top: int) -> list[QPointF]:
    """Where the dots of a group's programmes lie: along the axis, beside its middle where they would cover others."""
    from scorecard.charts.lanes import lanes

    across = [axis.left() + axis.width() * (one.score or 0.0) / top for one in row.members]
    beside = lanes(across, _DOT + 1, _LANES)
    middle = axis.center().y() + _LABEL / 2 - 4
    return [QPointF(x, middle + lane * _LANE) for x, lane in zip(across, beside, strict=True)]


class _StripDelegate(RowDelegate):
    def __init__(self, theme: Theme, table: GroupStrips) -> None:
        super().__init__(theme, table)
        self._strips = table

    def paint_cell(
        self, painter: QPainter, rect: QRectF, index: Index, column: Column, selected: bool
    ) -> None:
        row = index.data(CELL_ROLE)
        if not isinstance(row, GroupRow):
            return
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        ink = "text" if row.members else "muted"
        match column.kind:
            case "name":
                weight = 600 if selected else 500 if row.members else 400
                name = QRectF(rect.left(), rect.center().y() - 20, rect.width(), 18)
                self.write(painter, name, text, ink=ink, weight=weight, keep_last=True)
                self.write(painter, name.translated(0, 20), row.counted, ink="muted", px=12)
            case "bar":
                self._paint_strip(painter, rect, row, column)
            case _:
                weight = 600 if row.members else 400
                self.write(painter, rect, text, ink=ink, px=13, weight=weight, align=RIGHT)

    def _paint_strip(self, painter: QPainter, rect: QRectF, row: GroupRow, column: Column) -> None:
        axis = axis_rect(rect, column)
        paint_axis(painter, axis, self.theme, column.top)
        if not row.members:
            return
        dots = dots_of(row, axis, column.top)
        scale = axis.width() / column.top
        painter.setPen(QPen(self.theme.colour("data-soft"), 2))
        for member, dot in zip(row.members, dots, strict=True):
            if member.low is not None and member.high is not None and member.high > member.low:
                left, right = (
                    QPointF(axis.left() + scale * end, dot.y()) for end in (member.low, member.high)
                )
                painter.drawLine(left, right)
        # The tick lies under a few dots, so that none is hidden, and over a crowd, so that it is not.
        if len(dots) <= _LANES:
            self._paint_median(painter, axis, row, scale)
        painter.setPen(Qt.PenStyle.NoPen)
        for role, radius in (("surface", _DOT / 2 + 1), ("data", _DOT / 2)):
            painter.setBrush(self.theme.colour(role))
            for dot in dots:
                painter.drawEllipse(dot, radius, radius)
        if len(dots) > _LANES:
            self._paint_median(painter, axis, row, scale)
        self._paint_marked(painter, axis, row, dots)

    def _paint_median(self, painter: QPainter, axis: QRectF, row: GroupRow, scale: float) -> None:
        if row.median is not None:
            x = axis.left() + scale * row.median
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("data-strong"))
            painter.drawRoundedRect(
                QRectF(x - 1.5, axis.top() + _LABEL, 3, axis.height() - _LABEL - 7), 1.5, 1.5
            )

    def _paint_marked(self, painter: QPainter, axis: QRectF, row: GroupRow, dots: list[QPointF]) -> None:
        """A ring around the programme a person is at, and the name of that one or of the one pointed at."""
        keys = [one.programme.key for one in row.members]
        for key in dict.fromkeys((self._strips.here, self._strips.pointed)):
            if key not in keys:
                continue
            dot = dots[keys.index(key)]
            painter.setPen(QPen(self.theme.colour("accent"), 2))
            painter.setBrush(self.theme.colour("data"))
            painter.drawEllipse(dot, _DOT / 2 + 1.5, _DOT / 2 + 1.5)
        named = self._strips.pointed if self._strips.pointed in keys else self._strips.here
        if named in keys:
            place = keys.index(named)
            self._paint_name(
                painter,
                axis,
                dots[place],
                f"{row.members[place].programme.label} {row.members[place].figure}",
            )

    def _paint_name(self, painter: QPainter, axis: QRectF, dot: QPointF, name: str) -> None:
        """A name above its dot, where no other dot lies, with a line down to it."""
        font = self.theme.font(11.5, 600)
        painter.setFont(font)
        words = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, axis.width())
        width = QFontMetricsF(font).horizontalAdvance(words)
        left = min(max(dot.x() - width / 2, axis.left()), axis.right() - width)
        room = QRectF(left, axis.top() + 1, width, _LABEL - 3)
        painter.setPen(QPen(self.theme.colour("accent"), 1))
        painter.drawLine(QPointF(dot.x(), room.bottom()), QPointF(dot.x(), dot.y() - _DOT / 2 - 2))
        painter.setPen(self.theme.colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
