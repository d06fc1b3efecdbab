"""The window on the wall: a slide and nothing else, led by keys or a presenter's remote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QKeyEvent, QMouseEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scorecard.i18n import _, pgettext
from ui.theme import Theme
from ui.widgets.wall.clock import WallClock
from ui.widgets.wall.slide import WallSlide

if TYPE_CHECKING:
    from scorecard.analysis.workshops.workshop import Workshop

STILL = 3_000
"""Milliseconds without a movement after which the pointer is hidden."""
_LEFT_OVER = 0.6
"""How much of the remaining display the window takes when its own was unplugged."""

_FORWARD = (
    Qt.Key.Key_Right,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)
_BLACK = (Qt.Key.Key_B, Qt.Key.Key_Period)
_WHITE = (Qt.Key.Key_W, Qt.Key.Key_Comma)


class WallWindow(QWidget):
    """Steps through the pages of a slide; what lies beyond them is `stepped`, and up to the page that opened it.

    B or the dot makes it black, W or the comma white, and any step brings it back; N asks for names, Esc leaves.
    `told` is a sentence for the facilitator when its display was unplugged.
    """

    stepped = Signal(int)
    slide_shown = Signal(str)
    closed = Signal()
    told = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(pgettext("window", "Wall"))
        self.setAccessibleName(pgettext("window", "Wall"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.slide = WallSlide(theme, self)
        self.slide.setMouseTracking(True)
        self.slide.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.slide)
        self.clock = WallClock(self)
        self.clock.ticked.connect(lambda text, over: self.slide.show_clock(text, over=over))
        self._screen: QScreen | None = None
        self.still = QTimer(self, interval=STILL, singleShot=True)
        self.still.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self._pointer = QPoint()
        self.blank = ""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self.leave_screen)

    def show_workshop(self, workshop: Workshop) -> None:
        """Show the workshop as it stands now."""
        self.slide.show_workshop(workshop)

    def show_slide(self, id: str) -> None:
        """Show another slide, one of `SLIDES`."""
        before = self.slide.slide
        self.slide.show_slide(id)
        if self.slide.slide != before:
            self.slide_shown.emit(self.slide.slide)

    def show_look(self, name: str) -> None:
        """`light` or `dark`, whatever the window wears; empty to follow it."""
        self.slide.show_look(name)

    def show_on(self, screen: QScreen | None) -> None:
        """Fill a display, the one that the window is on where none is given."""
        self._screen = screen or self.screen() or QGuiApplication.primaryScreen()
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
        if self._screen is not None:
            self.setScreen(self._screen)
            self.setGeometry(self._screen.geometry())
        self.showFullScreen()
        self.activateWindow()

    def start_timer(self, seconds: int) -> None:
        """Count down from so many seconds, and on beyond them."""
        self.clock.start(seconds)

    def stop_timer(self) -> None:
        """Take the timer away."""
        self.clock.stop()

    def show_blank(self, colour: str) -> None:
        """`black` or `white` instead of the slide; empty to show it again."""
        self.blank = colour
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(colour or "black"))
        self.setPalette(palette)
        self.setAutoFillBackground(bool(colour))
        self.slide.setVisible(not colour)

    def leave_screen(self, screen: QScreen) -> None:
        """Its display is gone: stay open as a window on another one, where nothing may be covered."""
        if screen is not self._screen or not self.isVisible():
            return
        others = [one for one in QGuiApplication.screens() if one is not screen]
        if not others:
            self.close()
            self.told.emit(
                _("The display of the wall was unplugged, and the wall is closed. Nothing is lost.")
            )
            return
        self._screen = others[0]
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, False)
        self.setScreen(others[0])
        room = others[0].availableGeometry()
        width = round(room.width() * _LEFT_OVER)
        self.setGeometry(0, 0, width, round(width * 9 / 16))
        self.move(room.center() - self.rect().center())
        self.showNormal()
        self.told.emit(
            _(
                "The display of the wall was unplugged. The wall is a window on this display now; nothing is lost. "
                "Plug the display in again and show the wall on it."
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in _BLACK or key in _WHITE:
            colour = "black" if key in _BLACK else "white"
            self.show_blank("" if self.blank == colour else colour)
        elif key in (*_FORWARD, *_BACK):
            self._step(1 if key in _FORWARD else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.show_blank("")
            self.slide.go_to_page(0 if key == Qt.Key.Key_Home else self.slide.pages - 1)
        elif key == Qt.Key.Key_F5:
            self.show_blank("")
        elif key == Qt.Key.Key_N:
            self.slide.show_names(not self.slide.names)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._step(1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.globalPosition().toPoint()
        if place != self._pointer:
            self._pointer = place
            self.unsetCursor()
            self.still.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.still.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(pgettext("window", "Wall"))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._screen = None
        self.show_blank("")
        super().closeEvent(event)
        self.closed.emit()

    def _step(self, by: int) -> None:
        """The slide comes back first; then its pages, then what the page has beyond them."""
        if self.blank:
            self.show_blank("")
        elif not self.slide.step(by):
            self.stepped.emit(by)
