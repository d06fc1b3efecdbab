"""A row of choices of which one is raised."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.theme import Theme


class Segmented(QFrame):
    """Buttons side by side; `changed` carries the index a person chose.

    Widths are those of the heavier weight, so that choosing moves nothing. With `spread` the buttons share
    the whole width; `px` is the size of the text.
    """

    changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        labels: Sequence[str],
        *,
        name: str,
        current: int = 0,
        spread: bool = False,
        px: float = 12.5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._px = px
        self.setProperty("segmented", True)
        self.setAccessibleName(name)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if spread else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        for index, label in enumerate(labels):
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("kind", "segment")
            button.setProperty("ring", "parent")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setFont(theme.font(px, 500))
            self._group.addButton(button, index)
            row.addWidget(button, 1 if spread else 0)
            self.set_label(index, label)
        self._group.idToggled.connect(self._toggled)
        self.set_current(current)
        self._group.idClicked.connect(self.changed)

    @property
    def current(self) -> int:
        """The index of the raised choice, -1 when none is."""
        return self._group.checkedId()

    def set_current(self, index: int) -> None:
        """Raise a choice without announcing it; -1 raises none."""
        if index < 0:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
        else:
            self._group.button(index).setChecked(True)

    def set_label(self, index: int, label: str) -> None:
        """Another text for a choice, such as a count that changes."""
        button = self._group.button(index)
        button.setText(label)
        button.setAccessibleName(f"{self.accessibleName()}: {label}")
        width = QFontMetrics(self._theme.font(self._px, 600)).horizontalAdvance(label)
        button.setMinimumWidth(width + 24)

    def _toggled(self, index: int, raised: bool) -> None:
        self._group.button(index).setFont(self._theme.font(self._px, 600 if raised else 500))
