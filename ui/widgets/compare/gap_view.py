"""Self-assessments beside independent scores: programmes by the width of the gap, and the sections of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.models.columns import KEY_ROLE
from ui.models.compare.gap_table import GapTable, programme_rows, section_rows
from ui.theme import Theme
from ui.widgets.compare.compare_view import CompareView
from ui.widgets.compare.dumbbell_table import DumbbellTable, draw_side_mark
from ui.widgets.empty_state import EmptyState
from ui.widgets.marks import draw_interval
from ui.widgets.paper import Paper
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.analysis.views.gap import Gap
    from scorecard.charts.frame import Picture
    from scorecard.model.evaluation import Key


class GapView(CompareView):
    """Every programme with both its scores on one axis, and beside it the sections of the one that is chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._study: Study | None = None
        self._at_hand: Key | None = None
        self.table, self.sections = GapTable(self), GapTable(self)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._stack.addWidget(self._content())

    def show_study(self, study: Study) -> None:
        self._study = study
        gap = study.gap
        answered = gap.is_answered()
        if not all(answered):
            self._show_empty(*answered)
            return
        self._stack.setCurrentIndex(0)
        rows = programme_rows(gap)
        self.table.show(gap.own.framework, rows)
        self._choose(gap, in_sight=False)

    def show_place(self, programme: Key | None, *, in_sight: bool = True) -> None:
        self._at_hand = programme
        if self._study is not None and self._stack.currentIndex() == 0:
            self._choose(self._study.gap, in_sight=in_sight)

    def sentences(self) -> tuple[str, str]:
        return self._study.gap.sentences() if self._study else ("", "")

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        study, at_hand = self._study, self._at_hand

        def draw(made_at: datetime) -> Picture:
            from scorecard.charts.gap import self_and_independent

            assert study is not None
            return self_and_independent(study, at_hand, made_at)

        return _("self-and-independent"), draw

    def _content(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        programmes = Paper(self._theme)
        self.view = DumbbellTable(
            self._theme, self.table, name=_("Self and independent"), row_height=32, margin=20
        )
        self.view.selectionModel().currentRowChanged.connect(self.go_to_row)
        self.view.opened.connect(self.open_row)
        self.table.modelReset.connect(self.view.scrollToTop)
        programmes.column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 12, 4)
        foot.addWidget(_Legend(self._theme))
        programmes.column.addLayout(foot)
        row.addWidget(programmes, 7)
        row.addWidget(self._section_card(), 5)
        return whole

    def _section_card(self) -> QWidget:
        card = Paper(self._theme)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 20, 0)
        self._chosen = label(self._theme, "", "head", wrap=True)
        head.addWidget(self._chosen, 1)
        card.column.addLayout(head)
        self.section_view = DumbbellTable(
            self._theme, self.sections, name=_("Sections of the chosen programme"), row_height=32, margin=20
        )
        self.section_view.opened.connect(self.open_row)
        card.column.addWidget(self.section_view, 1)
        words = label(
            self._theme,
            _("In brackets: what missing evidence could undo."),
            "caption",
            ink="muted",
            wrap=True,
        )
        words.setContentsMargins(20, 8, 12, 4)
        card.column.addWidget(words)
        return card

    def _choose(self, gap: Gap, *, in_sight: bool) -> None:
        """Show the sections of the programme at hand, or of the widest gap where it is not among them."""
        place = self.table.place_of(self._at_hand)
        if self.view.currentIndex().row() != place:
            self.view.select_row(place, in_sight=in_sight)
        key = self.table.index(max(place, 0), 0).data(KEY_ROLE)
        if isinstance(key, str):
            self.sections.show(gap.own.framework, section_rows(gap, key), sections=True)
            self._chosen.setText(gap.programmes[gap.own.row(key)].label)

    def _show_empty(self, own: bool, independent: bool) -> None:
        """Which of the two is missing, and how it comes about."""
        while self._stack.count() > 1:
            before = self._stack.widget(1)
            self._stack.removeWidget(before)
            before.deleteLater()
        if independent or not own:
            title = _("No self-assessment in this round")
            sentence = _(
                "Give a programme’s own officials an evaluator of the kind “self” and have them score it; "
                "the gap to the independent scores then shows here."
            )
        else:
            title = _("No independent score in this round")
            sentence = _(
                "Have an independent evaluator or a peer score the programmes; "
                "the gap to the self-assessments then shows here."
            )
        empty = EmptyState(
            self._theme, title, sentence, _("Go to evaluators and rounds"), "users", takes_focus=False
        )
        empty.pressed.connect(lambda: self.go.emit("people"))
        self._stack.addWidget(empty)
        self._stack.setCurrentIndex(1)


class _Legend(QWidget):
    """What the marks mean; what finds no room is left out from the right, and is said to who cannot see it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries = (
            (_("self-assessment"), 16),
            (_("independent evaluators and peers"), 16),
            (_("too little evidence for a score"), 30),
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(20)
        self.setAccessibleName("; ".join(words for words, _room in self._entries))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self._theme.font(12))
        x, middle = 0.0, self.height() / 2
        for place, (words, sample) in enumerate(self._entries):
            width = sample + metrics.horizontalAdvance(words)
            if x + width > self.width():
                break
            if place < 2:
                draw_side_mark(painter, QPointF(x + 6, middle), self._theme, 5, own=place == 0)
            else:
                band = QRectF(x, middle - 3, 24, 6)
                draw_interval(painter, band, self._theme, 0, 1, None, 1)
            painter.setFont(self._theme.font(12))
            painter.setPen(self._theme.colour("muted"))
            room = QRectF(x + sample, 0, width, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            x += width + 20
        painter.end()
