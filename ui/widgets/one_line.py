"""A text in one line that is cut where its room ends, with the whole of it in its tip and read aloud."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.text import SIZES


class OneLine(QLabel):
    """Takes the width it is given; `kind` is one of `SIZES`, and `ink` one that labels know.

    Names of files are cut in the middle, since they are told apart by their ends.
    """

    def __init__(
        self,
        theme: Theme,
        kind: str,
        *,
        weight: int = 0,
        ink: str = "",
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = cut
        px, own_weight = SIZES[kind]
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(px, weight or own_weight))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if ink:
            self.setProperty("ink", ink)

    @property
    def whole(self) -> str:
        """The text without any cut."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._cut()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        cut = self.fontMetrics().elidedText(self._whole, self._mode, self.width())
        self.setText(cut)
        self.setToolTip(self._whole if cut != self._whole else "")
