"""The ranking of a study: bars with their intervals, what they mean, and the way to those without a rank."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _, format_share, ngettext
from ui.models.columns import KEY_ROLE
from ui.models.profile_choice import ProfileChoice
from ui.models.ranking import RankingTable, ranking_rows
from ui.theme import Theme
from ui.widgets.compare_view import CompareView
from ui.widgets.legend import Legend
from ui.widgets.paper import Paper
from ui.widgets.ranking_view import RankingView

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.charts.frame import Picture
    from scorecard.model.evaluation import Key


class RankingPanel(CompareView):
    """Programmes best first; a click or the space bar chooses one for the profile."""

    def __init__(self, theme: Theme, choice: ProfileChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choice = choice
        self._study: Study | None = None
        self.table = RankingTable(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card())

    def show_study(self, study: Study) -> None:
        self._study = study
        comparison = study.comparison
        is_new = self.table.show(comparison.framework, ranking_rows(comparison))
        unranked = len(comparison.programmes) - comparison.ranked
        words = ngettext("{count} has insufficient evidence", "{count} have insufficient evidence", unranked)
        self._below.setText(words.format(count=unranked))
        self._below.setVisible(bool(unranked and comparison.ranked))
        if is_new:
            self.ranking.scrollToTop()

    def show_place(self, programme: Key | None) -> None:
        place = self.table.place_of(programme)
        if self.ranking.currentIndex().row() != place:
            self.ranking.select_row(place)

    def sentences(self) -> tuple[str, str]:
        if self._study is None:
            return "", ""
        comparison = self._study.comparison
        detail = _("A programme has a score from a coverage of {threshold} upwards.")
        return comparison.sentence(), detail.format(threshold=format_share(comparison.threshold))

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        study = self._study

        def draw(made_at: datetime) -> Picture:
            from scorecard.charts.pictures import ranking

            assert study is not None
            return ranking(study, made_at)

        return _("ranking"), draw

    def _card(self) -> QWidget:
        card = Paper(self._theme)
        column = card.column
        self.ranking = RankingView(self._theme, self.table)
        self.ranking.clicked.connect(self._choose)
        self.ranking.marked.connect(self._choose)
        self.ranking.selectionModel().currentRowChanged.connect(self._move)
        self.ranking.opened.connect(self._open)
        column.addWidget(self.ranking, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 12, 4)
        foot.addWidget(
            Legend(
                self._theme,
                (
                    ("certain", "", _("certain")),
                    ("open", "", _("what missing evidence leaves open")),
                    ("score", "", _("score")),
                    ("hatch", "", _("insufficient evidence: no score")),
                    ("text", "(1)", _("section with too little evidence")),
                ),
            ),
            1,
        )
        self._below = QPushButton()
        self._below.setProperty("kind", "link")
        self._below.setProperty("small", "true")
        self._below.clicked.connect(self.ranking.scroll_to_unranked)
        foot.addWidget(self._below)
        column.addLayout(foot)
        return card

    def _move(self, current: QModelIndex, before: QModelIndex) -> None:
        key = current.data(KEY_ROLE)
        if isinstance(key, str):
            self.chosen.emit(key)

    def _choose(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        if isinstance(key, str):
            self._choice.choose(key)

    def _open(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        if isinstance(key, str):
            self.opened.emit(key, "")
