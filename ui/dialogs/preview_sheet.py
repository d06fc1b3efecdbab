"""The sheet in which an import or a merge is looked through before anything of it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from scorecard.i18n import _
from ui.dialogs.sheet import Sheet
from ui.models.exchange.preview_rows import Part, PreviewRow, PreviewRows
from ui.theme import Theme
from ui.widgets.exchange.preview_list import PreviewList
from ui.widgets.exchange.preview_tiles import PreviewTiles
from ui.widgets.icons import draw_icon
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_WIDTH = 1080
_BODY, _AROUND = 400, 290
_TOLD_LINES = 3


class PreviewSheet(Sheet):
    """Counts that narrow the list, the list with its questions, all about the chosen row, and what the button does.

    Whoever inherits calls `lay_out` once, and says what the rows are and what stands beside the button.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str,
        *,
        agree: str,
        name: str,
        parts: Iterable[Part],
        answers: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what the list is called; `answers` are the first and the last answer, to all questions at once."""
        super().__init__(theme, title, agree=agree, width=_WIDTH, parent=parent)
        self.part: Part = "all"
        self.rows = PreviewRows(self)
        self.body.addWidget(label(theme, sentence, "body", ink="muted"))
        self.tiles = PreviewTiles(theme, parts)
        self.tiles.chosen.connect(self.narrow)
        self.list = PreviewList(theme, self.rows, name)
        # All the room that a low screen leaves beside what stands above and below.
        self.list.setFixedHeight(min(_BODY, self.screen().availableGeometry().height() - _AROUND))
        self.list.decided.connect(self.decide)
        self.list.selectionModel().currentChanged.connect(lambda *_where: self.tell())
        self._told = label(theme, "", "body", wrap=True)
        self._told.setFixedHeight(_TOLD_LINES * self._told.fontMetrics().lineSpacing() + 2)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._answer_all = QWidget()
        self.for_all = Segmented(theme, answers, name=_("All that need you"), current=-1, px=12)
        self.for_all.changed.connect(lambda place: self.decide_all(last=bool(place)))
        self.outlook = label(theme, "", "body", ink="muted")
        self.buttons.insertWidget(0, _Sign(theme))
        self.buttons.insertWidget(1, self.outlook)

    def lay_out(self, beside: QLayout | None = None) -> None:
        """Put everything in its place; `beside` stands at the left of the list."""
        self.body.addWidget(self.tiles)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        if beside is not None:
            lists.addLayout(beside)
        lists.addWidget(self.list, 1)
        self.body.addLayout(lists)
        about = QHBoxLayout()
        about.setSpacing(16)
        about.addWidget(self._told, 1)
        inside = QHBoxLayout(self._answer_all)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(label(self.theme, _("All that need you"), "field"))
        inside.addWidget(self.for_all)
        about.addWidget(self._answer_all, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(about)

    def rows_shown(self) -> list[PreviewRow]:
        """The rows of `part`."""
        raise NotImplementedError

    def show_outlook(self) -> None:
        """Say what the button does, and what becomes of the rest."""
        raise NotImplementedError

    def decide(self, row: int, side: int | None) -> None:
        """Give an answer to the question of a row, and go on to the next that is open."""
        self.rows.decide(row, side)
        self.show_outlook()
        following = self.rows.next_open(row)
        self.list.select_row(following if side is not None and following >= 0 else row)
        self.tell()

    def decide_all(self, *, last: bool) -> None:
        """Answer every question that is shown in one way."""
        self.rows.decide_all(last=last)
        self.show_outlook()
        self.tell()

    def narrow(self, part: Part) -> None:
        """Show one part of the rows, or all of them where that one is shown already."""
        self.part = part if part != self.part else "all"
        self.tiles.check(self.part)
        self.show_narrowed()

    def show_narrowed(self) -> None:
        """Show the rows anew, from the first."""
        self.rows.show(self.rows_shown())
        self.list.select_row(self.rows.first())
        self.tell()

    def show_questions(self, questions: Sequence[object]) -> None:
        """Show the rows of another plan, which asks these questions."""
        self.rows.ask(questions)
        self.rows.show(self.rows_shown())
        self._answer_all.setVisible(bool(questions))
        self.show_outlook()
        self.tell()

    def tell(self) -> None:
        """All about the row that is chosen, below the list."""
        row = self.rows.row(self.list.currentIndex().row())
        text = "" if row is None else row.sentence(self.rows.decided(row))
        self._told.setText(text)
        self._told.setToolTip(text)


class _Sign(QWidget):
    """The sign before what is said beside the button."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.rect()), self._theme, "info", "muted")
        painter.end()
