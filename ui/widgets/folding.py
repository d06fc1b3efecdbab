"""Two parts side by side, or the second under the first where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

Part = QWidget | QLayout


class Folding(QWidget):
    """Needs no more width than the wider part; `across` and `down` are the pixels between the two.

    `stretch` says how they share what is left.
    """

    def __init__(
        self,
        first: Part,
        second: Part,
        *,
        across: int = 8,
        down: int = 8,
        stretch: tuple[int, int] = (1, 1),
    ) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._across, self._down = across, down
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(across)
        for part, share in zip((first, second), stretch, strict=True):
            if isinstance(part, QLayout):
                self._box.addLayout(part, share)
            else:
                self._box.addWidget(part, share)

    @property
    def is_folded(self) -> bool:
        """Whether the second part stands under the first."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths()), self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(event.size().width())

    def _fold(self, width: int) -> None:
        folds = width < sum(self._widths()) + self._across
        if folds != self.is_folded:
            way = QBoxLayout.Direction.TopToBottom if folds else QBoxLayout.Direction.LeftToRight
            self._box.setDirection(way)
            self._box.setSpacing(self._down if folds else self._across)
            self.updateGeometry()

    def _widths(self) -> list[int]:
        parts = (self._box.itemAt(place) for place in range(self._box.count()))
        return [part.minimumSize().width() for part in parts if part is not None]
