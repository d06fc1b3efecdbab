"""A field that opens a menu of choices: what it is above in small, what is chosen below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolTip, QWidget

from ui.theme import Theme
from ui.widgets.icons import draw_icon

_CHEVRON = 14
_MARK, _MARK_GAP = 14, 6
_TALL, _LOW = 44, 32
_MARGIN = 11
_LEAST = 88


class Picker(QPushButton):
    """Chooses one of a few values; `changed` carries the value that a person chose.

    With a label it is 44 px high, without one 32 px. Commands stand under a line below the choices. A mark, the
    name of an icon, stands before the value, such as the lock of what is closed.
    """

    changed = Signal(object)

    def __init__(
        self, theme: Theme, label: str, *, name: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = label
        self._name = name or label
        self._choices: list[tuple[str, Any]] = []
        self._commands: list[tuple[str, Callable[[], object]]] = []
        self._current = -1
        self._nothing = ""
        self._mark = ""
        self._room_for: tuple[str, ...] = ()
        self._widest = 320
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_TALL if label else _LOW)
        if label:
            self.setProperty("tall", "true")
        self.clicked.connect(self._open)
        self._name_aloud()

    @property
    def value(self) -> Any:
        """The value that is chosen, None when nothing is."""
        return self._choices[self._current][1] if self._current >= 0 else None

    def set_choices(
        self, choices: Sequence[tuple[str, Any]], current: Any = None, *, nothing: str = ""
    ) -> None:
        """The texts and values to choose from, and which is chosen; `nothing` is shown when none is."""
        if (list(choices), nothing) == (self._choices, self._nothing) and current == self.value:
            return
        self._choices = list(choices)
        self._nothing = nothing
        self.set_value(current)

    def offers(self, value: Any) -> bool:
        """Whether a value is among the choices."""
        return any(choice == value for _text, choice in self._choices)

    def set_value(self, value: Any) -> None:
        """Show a value without announcing it; one that is not among the choices shows as nothing chosen."""
        values = [choice for _text, choice in self._choices]
        self._current = values.index(value) if value in values else -1
        self._name_aloud()
        self.updateGeometry()
        self.update()

    def set_mark(self, icon: str) -> None:
        """The icon before the value, by its name; an empty one is none."""
        if icon != self._mark:
            self._mark = icon
            self.updateGeometry()
            self.update()

    def keep_room_for(self, texts: Sequence[str]) -> None:
        """Be as wide as any of these texts needs, so that nothing beside it moves when one of them is shown."""
        if tuple(texts) != self._room_for:
            self._room_for = tuple(texts)
            self.updateGeometry()

    def add_command(self, text: str, callback: Callable[[], object]) -> None:
        """A command under the choices, such as adding one."""
        self._commands.append((text, callback))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(12.5, 500))
        value = max(map(metrics.horizontalAdvance, (self._text(), *self._room_for)))
        label = QFontMetrics(self._theme.font(11)).horizontalAdvance(self._label)
        mark = _MARK + _MARK_GAP if self._mark else 0
        width = min(max(mark + value + _CHEVRON + 10, label), self._widest) + 2 * _MARGIN
        return QSize(width, _TALL if self._label else _LOW)

    def minimumSizeHint(self) -> QSize:
        """Room for its label at least; where a row of pickers is too wide they share what is missing."""
        full = self.sizeHint()
        label = QFontMetrics(self._theme.font(11)).horizontalAdvance(self._label)
        return QSize(min(full.width(), max(label + 2 * _MARGIN, _LEAST)), full.height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.width() < self.sizeHint().width():
            QToolTip.showText(event.globalPos(), self._text(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        inside = QRectF(self.rect()).adjusted(_MARGIN, 0, -_MARGIN, 0)
        font = self._theme.font(12.5, 500)
        mark = _MARK + _MARK_GAP if self._mark else 0
        room = inside.width() - _CHEVRON - 8 - mark
        text = QFontMetrics(font).elidedText(self._text(), Qt.TextElideMode.ElideRight, int(room + 1))
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        value_box = inside
        if self._label:
            painter.setFont(self._theme.font(11))
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(inside.adjusted(0, 5, 0, -23), line, self._label)
            value_box = inside.adjusted(0, 19, 0, -5)
        if self._mark:
            box = QRectF(0, 0, _MARK, _MARK)
            box.moveCenter(value_box.center())
            box.moveLeft(value_box.left())
            draw_icon(painter, box, self._theme, self._mark, "text" if self.isEnabled() else "disabled")
        painter.setFont(font)
        chosen = self.isEnabled() and self._current >= 0
        painter.setPen(self._theme.colour("text" if chosen else "muted"))
        painter.drawText(value_box.adjusted(mark, 0, 0, 0), line, text)
        chevron = QRectF(0, 0, _CHEVRON, _CHEVRON)
        chevron.moveCenter(value_box.center())
        chevron.moveRight(inside.right() + 2)
        draw_icon(painter, chevron, self._theme, "chevron-down", "text" if self.isEnabled() else "disabled")
        painter.end()

    def menu_of_choices(self) -> QMenu:
        """The menu as it opens; whoever asks for it owns it."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for index, (text, _value) in enumerate(self._choices):
            action = QAction(text.replace("&", "&&"), menu, checkable=True, checked=index == self._current)
            action.setData(index)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._chosen)
        if self._choices and self._commands:
            menu.addSeparator()
        for text, callback in self._commands:
            menu.addAction(text, callback)
        menu.setMinimumWidth(self.width())
        return menu

    def _open(self) -> None:
        menu = self.menu_of_choices()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _chosen(self, action: QAction) -> None:
        self._current = action.data()
        self._name_aloud()
        self.updateGeometry()
        self.update()
        self.changed.emit(self.value)

    def _text(self) -> str:
        return self._choices[self._current][0] if self._current >= 0 else self._nothing

    def _name_aloud(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._text()}")
