"""A matplotlib chart as a widget; this module brings matplotlib along, so it is imported only to show one."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy

_DPI = 100


class ChartCanvas(FigureCanvasQTAgg):
    """Draws what `draw` puts on its figure: anew for another size, and when asked by `show_chart`."""

    def __init__(self) -> None:
        super().__init__(Figure(dpi=_DPI))
        self._draw: Callable[[Figure], None] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(QSize(120, 120))

    def show_chart(self, draw: Callable[[Figure], None] | None) -> None:
        """Show another chart; None leaves the canvas as it is until there is one again."""
        self._draw = draw
        self._draw_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_now()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A chart has nothing to turn; what it lies in may have."""
        event.ignore()

    def _draw_now(self) -> None:
        if self._draw is not None and self.width() > 1 and self.height() > 1:
            self._draw(self.figure)
            self.draw_idle()
