"""A button with an icon beside its words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import Theme
from ui.widgets.icons import icon

_GAP = 4


class IconButton(QPushButton):
    """A push button of a kind of the style sheet: `primary`, `link`, `quiet` or plain.

    Without words, which only chevrons and a close cross may be, `name` says aloud what it does.
    """

    def __init__(
        self,
        theme: Theme,
        name_of_icon: str,
        text: str = "",
        *,
        kind: str = "",
        small: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        role = {"primary": "accent-text", "link": "link"}.get(kind, "text")
        gap = _GAP if text else 0
        self.setIcon(icon(theme, name_of_icon, role, gap=gap))
        self.setIconSize(QSize(16 + gap, 16))
        if kind:
            self.setProperty("kind", kind)
        if small:
            self.setProperty("small", "true")
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        if not text:
            side = 28 if small else 32
            self.setProperty("square", "true")
            self.setFixedWidth(side)
