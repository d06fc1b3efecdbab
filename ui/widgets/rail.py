"""The rail at the left: the menu, the pages, help; always a word under an icon."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QMenu, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.actions import MENU_PAGES, RAIL_PAGES, Actions, icon_of, short_words
from ui.theme import Theme
from ui.widgets.icons import draw_icon

_WIDTH = 96


class Rail(QFrame):
    """Chooses the page; `chosen` carries the id of a page."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, actions: Actions, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu = menu
        self.setFixedWidth(_WIDTH)
        self.setProperty("ground", "rail")
        self.setAccessibleName(_("Pages"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(8)
        self._opener = RailButton(theme, "menu", _("Menu"), height=44, icon_size=20, heavy=True)
        self._opener.setToolTip(_("Menu (Alt)"))
        self._opener.clicked.connect(self.open_menu)
        column.addWidget(self._opener)
        self._pages: dict[str, RailButton] = {}
        for id in (*RAIL_PAGES, *MENU_PAGES):
            if id == MENU_PAGES[0]:
                column.addSpacing(8)
            if id in RAIL_PAGES:
                button = RailButton(theme, icon_of(id), actions[id].text())
            else:
                button = RailButton(theme, "", short_words(id), height=28)
                button.setAccessibleName(actions[id].text())
            keys = actions[id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{actions[id].text()} ({keys})")
            button.setObjectName(id)
            button.setCheckable(True)
            button.clicked.connect(actions[id].trigger)
            column.addWidget(button)
            self._pages[id] = button
        column.addStretch()
        self._help = RailButton(theme, "help", _("Help · F1"), height=48)
        self._help.clicked.connect(actions["keys"].trigger)
        column.addWidget(self._help)

    def show_page(self, id: str) -> None:
        """Raise the page that is shown."""
        for page, button in self._pages.items():
            button.setChecked(page == id)

    def open_menu(self) -> None:
        """Open the menu beside its button, as a click and the Alt key do."""
        self._menu.popup(self._opener.mapToGlobal(QPoint(self._opener.width() + 4, 0)))
        first = next((action for action in self._menu.actions() if _can_be_chosen(action)), None)
        if first is not None:
            self._menu.setActiveAction(first)


class RailButton(QAbstractButton):
    """An icon over its word, or a word alone; the page that is shown is a raised sheet with an accent bar."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        *,
        height: int = 52,
        icon_size: int = 22,
        heavy: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._icon_size = icon_size
        self._heavy = heavy
        self.setText(text)
        self.setFixedHeight(height)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH - 16, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            dark = self._theme.name == "dark"
            painter.setPen(QPen(self._theme.colour("accent-line" if dark else "border"), 1))
            painter.setBrush(self._theme.colour("accent-soft" if dark else "raised"))
            painter.drawRoundedRect(sheet, 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, sheet.height() / 2 - 11, 3, 23), 1.5, 1.5)
        elif self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("border" if self.isDown() else "hover"))
            painter.drawRoundedRect(sheet, 8, 8)
        strong = self.isChecked() or self._heavy
        if not self._icon:
            painter.setFont(self._theme.font(11.5, 600 if strong else 500))
            painter.setPen(self._theme.colour("text" if strong else "muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
            painter.end()
            return
        self._paint_word(painter, "text" if strong else "muted", 600 if strong else 500)
        painter.end()

    def _paint_word(self, painter: QPainter, role: str, weight: int) -> None:
        block = self._icon_size + 20
        top = (self.height() - block) / 2
        box = QRectF((self.width() - self._icon_size) / 2, top, self._icon_size, self._icon_size)
        draw_icon(painter, box, self._theme, self._icon, "link" if self.isChecked() else role)
        painter.setFont(self._theme.font(11.5, weight))
        painter.setPen(self._theme.colour(role))
        word = QRectF(0, box.bottom() + 3, self.width(), 17)
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self.text())


def _can_be_chosen(action: QAction) -> bool:
    return action.isEnabled() and action.isVisible() and not action.isSeparator()
