"""The ring around what has the focus, for keys only and over everything, so that nothing moves for it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from ui.theme import Theme

_GAP = 4


class FocusRings(QObject):
    """Watches the focus, tells widgets whether it came by keys, and moves the one ring."""

    def __init__(self, application: QApplication, theme: Theme) -> None:
        super().__init__(application)
        self._theme = theme
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._by_keys = False
        application.focusChanged.connect(self._moved)
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        """Windows know what the person used last; a filter on every object would slow everything."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        by_keys = self._by_keys
        if old is not None and shiboken6.isValid(old):
            _tell(old, False)
        if new is not None:
            _tell(new, by_keys)
        self._surround(_ringed(new) if new is not None and by_keys else None)

    def _surround(self, target: QWidget | None) -> None:
        if self._target is not None and shiboken6.isValid(self._target):
            self._target.removeEventFilter(self)
        self._target = target
        if target is None or target.parentWidget() is None:
            self._hide()
            return
        if self._ring is None or not shiboken6.isValid(self._ring):
            self._ring = _Ring(self._theme)
        self._place()
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyPress if watched is not self._target:
                self._by_keys = True
            case QEvent.Type.MouseButtonPress if watched is not self._target:
                self._by_keys = False
                self._hide()
            case QEvent.Type.Move | QEvent.Type.Resize:
                self._place()
            case QEvent.Type.Hide:
                self._hide()
            case _:
                pass
        return False

    def _hide(self) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()

    def _place(self) -> None:
        if self._ring is None or not shiboken6.isValid(self._ring) or self._target is None:
            return
        parent, room = _home(self._target)
        self._ring.setParent(parent)
        self._ring.setGeometry(room)
        self._ring.raise_()
        self._ring.show()


class _Ring(QWidget):
    """Two pixels of focus colour that let every click through."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


def _home(target: QWidget) -> tuple[QWidget, QRect]:
    """The nearest ancestor in which a ring around a widget is not cut off, and its place there.

    What scrolls keeps its rings, and a splitter would take the ring for a pane.
    """
    parent = target.parentWidget()
    room = target.geometry().adjusted(-_GAP, -_GAP, _GAP, _GAP)
    while not parent.rect().contains(room) or isinstance(parent, (QSplitter, QStackedWidget)):
        above = parent.parentWidget()
        if above is None or parent.isWindow() or isinstance(above, QAbstractScrollArea):
            break
        room.translate(parent.pos())
        parent = above
    return parent, room


def _ringed(widget: QWidget) -> QWidget | None:
    match widget.property("ring"):
        case "parent":
            return widget.parentWidget()
        case "self":
            return widget
        case "none":
            return None
        case _:
            return widget if isinstance(widget, QAbstractButton) else None


def _tell(widget: QWidget, keyed: bool) -> None:
    """Only widgets that paint their own focus read this, so no style is worked out again."""
    widget.setProperty("keyed", keyed)
    widget.update()
