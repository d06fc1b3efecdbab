"""The look by role: palette, fonts and the one style sheet, so that no widget names a colour of its own."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from scorecard.palette import Palette, palette
from scorecard.paths import resource

THEMES = ("light", "dark")
FAMILIES = ("Inter", "Segoe UI", "Cantarell", "Noto Sans", "Open Sans", "DejaVu Sans", "sans-serif")
BODY = 12.5

_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "accent-text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent-text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "shadow",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Theme(QObject):
    """The theme in force. Widgets that paint ask it for colours and fonts while they paint."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.palette: Palette = palette("light")
        self._colours: dict[str, QColor] = {}
        self._dressed = False

    @property
    def name(self) -> str:
        """`light` or `dark`."""
        return self.palette.name

    def apply(self, name: str) -> None:
        """Dress the application in a theme, one of `THEMES`; its style must be Fusion.

        The style is an argument of the application: asking Qt for it from here would cost 12 ms of every start.
        """
        self.choose(name)
        self.dress()

    def choose(self, name: str) -> None:
        """The colours of a theme only, which is all that an empty window needs."""
        self.palette = palette(name)
        self._colours.clear()
        self._dressed = False
        _application().setPalette(self._qt_palette())

    def dress(self) -> None:
        """The fonts and the style sheet of the theme that was chosen, unless they are in force already."""
        if self._dressed:
            return
        self._dressed = True
        _load_fonts()
        application = _application()
        application.setFont(self.font(BODY))
        application.setFont(self.font(BODY, 500), "QPushButton")
        application.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def colour(self, role: str) -> QColor:
        """The colour of a role such as `accent-soft`; `KeyError` for a role that is not in the palette."""
        if role not in self._colours:
            self._colours[role] = _colour(self.palette[role])
        return self._colours[role]

    def font(self, px: float, weight: int = 400) -> QFont:
        """A font of `px` logical pixels, which may be fractional, with figures of equal width."""
        screen = QGuiApplication.primaryScreen()
        return _font(px, weight, screen.logicalDotsPerInchY() if screen else 96.0)

    def shows_focus(self, widget: QWidget) -> bool:
        """Whether a widget that paints itself should paint its focus: it has it, and by the keyboard."""
        return widget.hasFocus() and bool(widget.property("keyed"))

    def _qt_palette(self) -> QPalette:
        colours = QPalette()
        for role, name in _ROLES.items():
            colours.setColor(role, self.colour(name))
        for role in _DISABLED:
            colours.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return colours

    def _style_sheet(self) -> str:
        sheet = resource("themes", "window.qss").read_text(encoding="utf-8")
        icons = resource("icons").as_posix()
        sheet = sheet.replace("@icons", icons).replace("@theme", self.name)
        return re.sub(r"@([a-z0-9-]+)", lambda found: _style_colour(self.colour(found[1])), sheet)


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("a theme needs an application")
    return application


@cache
def _load_fonts() -> None:
    for path in sorted(resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


@cache
def _font(px: float, weight: int, dots_per_inch: float) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(px * 72 / dots_per_inch)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _colour(text: str) -> QColor:
    """`#RRGGBB` or `#RRGGBBAA`; Qt itself would read the latter with the transparency in front."""
    colour = QColor(text[:7])
    if len(text) == 9:
        colour.setAlpha(int(text[7:], 16))
    return colour


def _style_colour(colour: QColor) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
