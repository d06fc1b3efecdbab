"""Files that are dragged over a page and dropped there, with a veil that says what dropping them would begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.icons import draw_icon


class DropVeil(QWidget):
    """Covers its page while files of this computer are over it; `dropped` carries their paths.

    `sentence_of` gets the paths and says what would happen. `dropped` comes once the other program is free again,
    so that a sheet may be opened then.
    """

    dropped = Signal(object)

    def __init__(self, theme: Theme, page: QWidget, sentence_of: Callable[[Sequence[Path]], str]) -> None:
        super().__init__(page)
        self._theme = theme
        self._page = page
        self._sentence_of = sentence_of
        self._sentence = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove if isinstance(event, QDropEvent):
                paths = _paths(event)
                if paths:
                    event.acceptProposedAction()
                    self._cover(self._sentence_of(paths))
                return True
            case QEvent.Type.DragLeave:
                self.hide()
                return True
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self.hide()
                paths = _paths(event)
                if paths:
                    event.acceptProposedAction()
                    QTimer.singleShot(0, self, lambda: self.dropped.emit(paths))
                return True
        return super().eventFilter(watched, event)

    def _cover(self, sentence: str) -> None:
        if self.isVisible() and sentence == self._sentence:
            return
        self._sentence = sentence
        self.setGeometry(self._page.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._theme.colour("window"))
        ground.setAlphaF(0.93)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        inside = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        painter.drawRoundedRect(inside, 10, 10)
        middle = inside.center()
        picture = QRectF(middle.x() - 20, middle.y() - 48, 40, 40)
        draw_icon(painter, picture, self._theme, "download", "accent")
        painter.setFont(self._theme.font(15, 600))
        painter.setPen(self._theme.colour("text"))
        words = QRectF(inside.left() + 24, middle.y(), inside.width() - 48, 80)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(words, flags, self._sentence)
        painter.end()


def _paths(event: QDropEvent) -> list[Path]:
    """The files and folders of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
