"""What our own choices change: ranks under every other choice beside those of the question as asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from scorecard.i18n import _, pgettext
from ui.models.compare.sensitivity import ChoicesTable
from ui.theme import Theme
from ui.widgets.compare.choices_grid import ChoicesGrid
from ui.widgets.compare.compare_view import CompareView
from ui.widgets.legend import Legend
from ui.widgets.paper import Paper
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.charts.frame import Picture
    from scorecard.model.evaluation import Key


class SensitivityView(CompareView):
    """One choice changed at a time, side by side; a click on a head asks the question that way."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study: Study | None = None
        self.table = ChoicesTable(self)
        self.grid = ChoicesGrid(theme, self.table)
        self.grid.selectionModel().currentRowChanged.connect(self.go_to_row)
        self.grid.opened.connect(self.open_row)
        self.grid.adopted.connect(lambda column: self.asked.emit(self.table.variant(column).fields))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        card = Paper(theme)
        card.column.addWidget(self.grid, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 4)
        new = pgettext("a rank where there was none", "new")
        entries = (
            ("text", "▲2", _("places higher than as asked")),
            ("text", "▼1", _("places lower")),
            ("text", "=", _("same rank")),
            ("text", new, _("a rank only there")),
            ("text", "–", _("no rank")),
        )
        foot.addWidget(Legend(theme, entries), 1)
        foot.addWidget(
            label(theme, _("A click on a head, or the space bar, asks it that way."), "caption", ink="muted")
        )
        card.column.addLayout(foot)
        row.addWidget(card)

    def show_study(self, study: Study) -> None:
        if study is not self._study:
            self._study = study
            self.table.show(study.sensitivity)
            self.grid.scrollToTop()

    def show_place(self, programme: Key | None, *, in_sight: bool = True) -> None:
        place = self.table.place_of(programme)
        if self.grid.currentIndex().row() != place:
            self.grid.select_row(place, in_sight=in_sight)

    def sentences(self) -> tuple[str, str]:
        return self._study.sensitivity.sentences() if self._study else ("", "")

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        study = self._study

        def draw(made_at: datetime) -> Picture:
            from scorecard.charts.sensitivity import choices

            assert study is not None
            return choices(study, made_at)

        return _("choices"), draw
