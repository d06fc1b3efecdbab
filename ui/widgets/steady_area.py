"""A scroll area whose contents keep their width, whether or not there is anything to scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

_RIGHT = 14
"""Pixels between the contents and the bar."""


class SteadyArea(QScrollArea):
    """Scrolls up and down only. What is set as its widget needs a layout, whose right margin makes room for the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def setWidget(self, widget: QWidget) -> None:  # noqa: N802
        """Show other contents."""
        widget.setProperty("ground", "none")
        super().setWidget(widget)
        self._make_room()

    def _make_room(self) -> None:
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return
        bar = self.verticalScrollBar()
        margins = layout.contentsMargins()
        margins.setRight(_RIGHT + (0 if bar.maximum() else bar.sizeHint().width()))
        layout.setContentsMargins(margins)
