"""Several of many, ticked in a short list that is searched by word."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scorecard.i18n import _, ngettext
from scorecard.model.text import folded
from ui.models.compare.compared_programmes import HEAD_ROLE
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.find_field import FindField
from ui.widgets.icons import draw_icon
from ui.widgets.text import label

_ROW = 26
_LEAST_ROWS = 3
_FIND = 132
_FEW = 6
"""Up to so many choices are seen without searching."""

Index = QModelIndex | QPersistentModelIndex


class ChoiceList(QWidget):
    """Choices under their name, ticked by a click anywhere on them or by Space; `changed` when a tick turns.

    A word in the field beside the name leaves the choices that hold it, whatever its case and accents; what is
    ticked stays ticked while it is out of sight, and the count says so.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, *, rows: int, nothing: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(label(theme, name, "field"))
        self._count = label(theme, "", "caption", ink="muted")
        self._head.addWidget(self._count)
        self._head.addStretch(1)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setProperty("card", "true")
        # On a low screen some rows have to be scrolled to.
        self.list.setMinimumHeight(min(rows, _LEAST_ROWS) * _ROW + 14)
        self.list.setMaximumHeight(rows * _ROW + 14)
        self.list.setItemDelegate(CheckPainter(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._ticked)
        self.finder = FindField(theme, _("Find in “{list}”").format(list=name), self.list)
        self.finder.setFixedWidth(_FIND)
        self.finder.textChanged.connect(self._narrow)
        self._head.addWidget(self.finder)
        self._nothing = label(theme, nothing, "caption", ink="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self.set_choices((), ())

    def set_choices(self, choices: Sequence[tuple[str, str]], chosen: Collection[str]) -> None:
        """The keys and texts to choose from, and which are ticked; the first ticked one comes into sight."""
        self.list.blockSignals(True)
        self.list.clear()
        first: QListWidgetItem | None = None
        for key, text in choices:
            item = QListWidgetItem(text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setToolTip(text)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            if key in chosen and first is None:
                first = item
        self.list.blockSignals(False)
        if first is not None:
            self.list.setCurrentItem(first)
            self.list.scrollToItem(first, QListWidget.ScrollHint.PositionAtTop)
        self.finder.setVisible(len(choices) > _FEW)
        self.list.setVisible(bool(choices))
        self._nothing.setVisible(not choices and bool(self._nothing.text()))
        self._narrow(self.finder.text())
        self._say_count()

    def add_button(self, button: QPushButton) -> None:
        """A command at the right of the name, such as adding a choice."""
        self._head.addWidget(button)
        QWidget.setTabOrder(button, self.list)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys that are ticked, in the order of the list."""
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        )

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _narrow(self, word: str) -> None:
        wanted = folded(word)
        for item in self._items():
            item.setHidden(wanted not in folded(item.text()))

    def _ticked(self) -> None:
        self._say_count()
        self.changed.emit()

    def _say_count(self) -> None:
        count = len(self.chosen)
        words = ngettext("{count} chosen", "{count} chosen", count).format(count=count) if count else ""
        self._count.setText(words)
        self.list.setAccessibleDescription(words)


class CheckPainter(QStyledItemDelegate):
    """Rows to tick, by a click anywhere on them or by Space; what a group's head stands for is set in below it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, QRectF(option.rect)
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        ticked = state != Qt.CheckState.Unchecked
        is_head = index.data(HEAD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, theme.colour("hover"))
        indent = 24 if is_head is False else 0
        box = QRectF(row.left() + 10 + indent, row.center().y() - 8, 16, 16)
        painter.setPen(QPen(theme.colour("accent" if ticked else "control"), 1))
        painter.setBrush(theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if ticked:
            whole = state == Qt.CheckState.Checked
            draw_icon(
                painter, box.adjusted(2, 2, -2, -2), theme, "check" if whole else "minus", "accent-text"
            )
        painter.setFont(theme.font(12.5, 600 if is_head else 400))
        painter.setPen(theme.colour("text"))
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        room = row.adjusted(36 + indent, 0, -8, 0)
        text = painter.fontMetrics().elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, line, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            marks.draw_focus_row(painter, row, theme)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        pressed = event.type() == QEvent.Type.MouseButtonRelease
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            pressed = event.key() == Qt.Key.Key_Space
        if not pressed:
            return False
        role = Qt.ItemDataRole.CheckStateRole
        ticked = Qt.CheckState(index.data(role)) == Qt.CheckState.Checked
        return model.setData(
            index, (Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked).value, role
        )
