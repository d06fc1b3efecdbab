"""A card of Exchange: what it does, what it made last, what it is doing now, and the button that has it done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scorecard.i18n import _
from ui.models.exchange.runs import counts_in_words
from ui.models.moments import day_and_time
from ui.preferences import Run
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import draw_icon
from ui.widgets.one_line import OneLine
from ui.widgets.text import label

_OPENED = frozenset({".xlsx", ".csv", ".md"})
"""The files that other programs open; a package is for this one alone."""
_GAP, _BETWEEN_LINKS = 8, 12
_EDGE = 1
"""The line around a card, as the style sheet draws it."""


class ExchangeCard(QFrame):
    """Says what is wanted: `pressed`, `cancelled`, `file_wanted` and `folder_wanted`, the last two of its last run.

    There may be another way to begin, `other_text`, with `other_pressed`. While it works, what it does and
    how far it is stand where its last run did, so that nothing moves.
    """

    pressed = Signal()
    other_pressed = Signal()
    cancelled = Signal()
    file_wanted = Signal()
    folder_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        sentence: str,
        button_text: str,
        other_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title = title
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Drawing(theme, icon, "link", 22))
        head.addWidget(label(theme, title, "card"))
        head.addStretch()
        if other_text:
            head.addWidget(self._link(theme, other_text, self.other_pressed))
        column.addLayout(head)
        words = label(theme, sentence, "body", ink="muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(words, 1)
        self._box = QStackedWidget()
        self._box.setFixedHeight(44)
        self._box.addWidget(self._last_run(theme))
        self._box.addWidget(self._work(theme))
        column.addWidget(self._box)
        column.addLayout(self._buttons(theme, button_text))
        self.show_run(None)

    @property
    def is_working(self) -> bool:
        """Whether it shows work that is under way."""
        return self._box.currentIndex() == 1

    def show_run(self, run: Run | None) -> None:
        """What was made last, how many and when, or that nothing was yet."""
        self._file.setVisible(run is not None and run.path.suffix.lower() in _OPENED)
        self._folder.setVisible(run is not None)
        self._when.setVisible(run is not None)
        self._arrange()
        if run is None:
            self._drawing.draw("clock")
            self._name.show_text(_("Not done yet"))
            return
        self._drawing.draw("file" if run.path.suffix else "folder")
        self._name.show_text(" · ".join((*counts_in_words(run), run.path.name)))
        self._when.show_text(day_and_time(run.at))

    def show_work(self, doing: str, done: int = 0, total: int = 0) -> None:
        """What is being done, and how far; without a total the bar only says that it goes on."""
        self._doing.show_text(doing)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._box.setCurrentIndex(1)

    def show_rest(self) -> None:
        """Nothing is being done any more."""
        had_focus = self._cancel.hasFocus()
        self._box.setCurrentIndex(0)
        if had_focus:
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can become, whichever way its buttons stand now."""
        height = super().minimumSizeHint().height()
        return QSize(max(self._links_width(), self._button.sizeHint().width()) + self._sides(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The buttons stand side by side where there is room, and below each other where there is not."""
        links = self._links_width()
        needed = links + (_GAP if links else 0) + self._button.sizeHint().width()
        fits = needed <= self.width() - self._sides()
        self._foot.setDirection(
            QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        )

    def _links_width(self) -> int:
        links = [one.sizeHint().width() for one in (self._file, self._folder) if not one.isHidden()]
        return sum(links) + _BETWEEN_LINKS * max(len(links) - 1, 0)

    def _sides(self) -> int:
        margins = self.layout().contentsMargins()
        return margins.left() + margins.right() + 2 * _EDGE

    def _last_run(self, theme: Theme) -> QFrame:
        box, row = _quiet_box()
        self._drawing = Drawing(theme, "clock", "muted", 16)
        row.addWidget(self._drawing)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._name = OneLine(theme, "caption", weight=500)
        self._when = OneLine(theme, "caption", ink="muted")
        lines.addStretch()
        lines.addWidget(self._name)
        lines.addWidget(self._when)
        lines.addStretch()
        row.addLayout(lines, 1)
        return box

    def _work(self, theme: Theme) -> QFrame:
        box, row = _quiet_box()
        lines = QVBoxLayout()
        lines.setSpacing(5)
        self._doing = OneLine(theme, "caption", weight=500, cut=Qt.TextElideMode.ElideRight)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress of “{card}”").format(card=self._title))
        lines.addStretch()
        lines.addWidget(self._doing)
        lines.addWidget(self._bar)
        lines.addStretch()
        row.addLayout(lines, 1)
        self._cancel = IconButton(theme, "close", _("Cancel"), kind="link", small=True)
        self._cancel.setAccessibleDescription(self._title)
        self._cancel.clicked.connect(self.cancelled)
        row.addWidget(self._cancel)
        return box

    def _buttons(self, theme: Theme, button_text: str) -> QBoxLayout:
        """What can be done with the last run at the left, the button of the card at the right."""
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(_GAP)
        links = QHBoxLayout()
        links.setSpacing(_BETWEEN_LINKS)
        self._file = self._link(theme, _("Open file"), self.file_wanted)
        self._folder = self._link(theme, _("Open folder"), self.folder_wanted)
        links.addWidget(self._file)
        links.addWidget(self._folder)
        links.addStretch()
        self._foot.addLayout(links, 1)
        self._button = QPushButton(button_text)
        self._button.setAccessibleDescription(self._title)
        self._button.clicked.connect(self.pressed)
        self._foot.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)
        return self._foot

    def _link(self, theme: Theme, text: str, wanted: object) -> QPushButton:
        link = QPushButton(text)
        link.setFont(theme.font(12.5, 500))
        link.setProperty("kind", "link")
        link.setProperty("flush", "true")
        link.setAccessibleDescription(self._title)
        link.clicked.connect(wanted)
        return link


class Drawing(QWidget):
    """An icon on its own."""

    def __init__(self, theme: Theme, name: str, role: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._role = role
        self.setFixedSize(size, size)

    def draw(self, name: str) -> None:
        """Another icon."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.rect()), self._theme, self._name, self._role)
        painter.end()


def _quiet_box() -> tuple[QFrame, QHBoxLayout]:
    box = QFrame()
    box.setProperty("card", "quiet")
    row = QHBoxLayout(box)
    row.setContentsMargins(10, 4, 6, 4)
    row.setSpacing(9)
    return box, row
