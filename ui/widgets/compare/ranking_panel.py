"""The ranking of a study: bars with their intervals, chances of ranks or sections, and the weights to try beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from scorecard.i18n import _, ngettext
from ui.models.columns import KEY_ROLE
from ui.models.compare.profile_choice import ProfileChoice
from ui.models.compare.ranking import RankingTable, Shown
from ui.models.compare.ranking_rows import ranking_rows
from ui.models.compare.sureness import Sureness
from ui.theme import Theme
from ui.widgets.compare.compare_view import CompareView
from ui.widgets.compare.ranking_view import RankingView
from ui.widgets.compare.varied_picker import VariedPicker, draws_in_words
from ui.widgets.compare.weight_sliders import WeightSliders
from ui.widgets.legend import Entry, Legend
from ui.widgets.paper import Paper
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.study import Study
    from scorecard.analysis.sureness.robustness import Robustness
    from scorecard.charts.frame import Picture
    from scorecard.model.evaluation import Key

_NARROW = 1000
"""Below this width the weights stand beside the ranking only when they are asked for."""
_KINDS: tuple[Shown, ...] = ("chances", "sections")
_NAMED = 3


class RankingPanel(CompareView):
    """Programmes best first; a click or the space bar chooses one for the profile.

    A slider that moves re-ranks at once; the chances of ranks follow when it pauses.
    """

    def __init__(self, theme: Theme, choice: ProfileChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choice = choice
        self._study: Study | None = None
        self._at_hand: Key | None = None
        self._sureness = Sureness(self)
        self._sureness.found.connect(self._found)
        self._sureness.long_asked.connect(self.long_asked)
        self.table = RankingTable(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._card(), 1)
        self.sliders = WeightSliders(theme)
        self.sliders.asked.connect(self.asked)
        self.sliders.keep_asked.connect(self.keep_asked)
        row.addWidget(self.sliders)
        self._fold()

    @property
    def shown(self) -> Shown:
        """What stands at the right of the bars."""
        if self._is_narrow() and self.unfold.isChecked():
            return "nothing"
        return _KINDS[self.kind.current]

    def show_study(self, study: Study) -> None:
        self._study = study
        self._sureness.follow(study)
        self.varied_picker.show_variation(study.variation, study.question.rule)
        self.sliders.show_comparison(study.comparison)
        self._show_stability()
        self._show_rows()

    def show_place(self, programme: Key | None, *, in_sight: bool = True) -> None:
        self._at_hand = programme
        place = self.table.place_of(programme)
        if self.ranking.currentIndex().row() != place:
            self.ranking.select_row(place, in_sight=in_sight)

    def sentences(self) -> tuple[str, str]:
        return self._sureness.sentences()

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        study, with_chances = self._study, self.shown == "chances"

        def draw(made_at: datetime) -> Picture:
            from scorecard.charts.acceptability import acceptability
            from scorecard.charts.pictures import ranking

            assert study is not None
            return acceptability(study, made_at) if with_chances else ranking(study, made_at)

        return _("ranking"), draw

    def kept(self) -> Any:
        return self.kind.current, self.unfold.isChecked()

    def take_up(self, kept: Any) -> None:
        if kept is not None:
            kind, unfolded = kept
            self.kind.set_current(kind)
            self.unfold.setChecked(unfolded)
            self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow() == self.unfold.isHidden():
            self._fold()

    def _card(self) -> QWidget:
        card = Paper(self._theme)
        card.column.addLayout(self._head())
        self.ranking = RankingView(self._theme, self.table)
        self.ranking.clicked.connect(self._choose)
        self.ranking.marked.connect(self._choose)
        self.ranking.selectionModel().currentRowChanged.connect(self.go_to_row)
        self.ranking.opened.connect(self.open_row)
        self.ranking.sight_changed.connect(self._show_below)
        card.column.addWidget(self.ranking, 1)
        card.column.addLayout(self._foot())
        return card

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 4, 16, 0)
        head.setSpacing(8)
        titles = (_("Chances of ranks"), _("Sections"))
        self.kind = Segmented(self._theme, titles, name=_("Beside the score"))
        self.kind.changed.connect(lambda _index: self._show_kind())
        head.addWidget(self.kind)
        head.addStretch()
        self.draws = label(self._theme, "", "count", ink="muted")
        head.addWidget(self.draws)
        self.varied_picker = VariedPicker(self._theme)
        self.varied_picker.asked.connect(self.varied)
        head.addWidget(self.varied_picker)
        self.unfold = QPushButton(_("Section weights"))
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(lambda _on: self._fold())
        head.addWidget(self.unfold)
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 12, 4)
        bars: tuple[Entry, ...] = (
            ("certain", "", _("certain")),
            ("open", "", _("what missing evidence leaves open")),
            ("score", "", _("score")),
        )
        hatch: Entry = ("hatch", "", _("insufficient evidence: no score"))
        thin: Entry = ("text", "(1)", _("section with too little evidence"))
        self._of_bars = Legend(self._theme, (*bars, hatch))
        self._of_sections = Legend(self._theme, (*bars, thin, hatch))
        foot.addWidget(self._of_bars, 1)
        foot.addWidget(self._of_sections, 1)
        self.on = self._link(self.ranking.scroll_on)
        self.below = self._link(self.ranking.scroll_to_unranked)
        foot.addWidget(self.on)
        foot.addWidget(self.below)
        return foot

    def _link(self, follow: Callable[[], None]) -> QPushButton:
        link = QPushButton()
        link.setProperty("kind", "link")
        link.setProperty("small", "true")
        link.clicked.connect(follow)
        return link

    def _show_kind(self) -> None:
        shown = self.shown
        self._of_sections.setVisible(shown == "sections")
        self._of_bars.setVisible(shown != "sections")
        self.varied_picker.setVisible(shown == "chances")
        self.draws.setVisible(shown == "chances")
        self.kind.setVisible(shown != "nothing")
        self._show_rows()

    def _show_rows(self) -> None:
        study = self._study
        if study is None:
            return
        comparison, robustness = study.comparison, self._sureness.robustness
        settled = self._sureness.chances_hold
        self.draws.setText(draws_in_words(study.variation, study.question.rule) if settled else "…")
        self.ranking.settle_chances(settled)
        acceptability = None if robustness is None or self.shown != "chances" else robustness.acceptability
        ranks = comparison.ranked if acceptability is None else acceptability.shape[1]
        rows = ranking_rows(comparison, acceptability, sections=self.shown == "sections")
        if self.table.show(comparison.framework, rows, self.shown, ranks):
            self.ranking.scrollToTop()
            self.show_place(self._at_hand, in_sight=False)
        self._show_below()

    def _show_stability(self) -> None:
        assert self._study is not None
        comparison = self._study.comparison
        robustness, settled = self._sureness.robustness, self._sureness.settled
        stability = robustness.stability if robustness is not None else ()
        self.sliders.show_stability(
            _leaders(robustness, comparison), comparison.question.rule, stability, settled=settled
        )

    def _found(self) -> None:
        self._show_stability()
        self._show_rows()
        self.changed.emit()

    def _show_below(self) -> None:
        """Say which ranks are out of sight below, and how many programmes have none."""
        if self._study is None:
            return
        comparison = self._study.comparison
        ranked = comparison.ranked
        first, last = self.table.rank_at(self.ranking.first_below()), self.table.rank_at(ranked - 1)
        words = _("Ranks {first} to {last} below") if first < last else _("Rank {last} below")
        self.on.setText(words.format(first=first, last=last))
        self.on.setVisible(bool(first))
        unranked = len(comparison.programmes) - ranked
        words = ngettext("{count} has insufficient evidence", "{count} have insufficient evidence", unranked)
        self.below.setText(words.format(count=unranked))
        self.below.setVisible(bool(unranked and ranked))

    def _is_narrow(self) -> bool:
        return self.width() < _NARROW

    def _fold(self) -> None:
        """Where there is no room for both, the weights take that of what stands beside the scores."""
        narrow = self._is_narrow()
        self.unfold.setVisible(narrow)
        self.sliders.setVisible(not narrow or self.unfold.isChecked())
        self._show_kind()

    def _choose(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        if isinstance(key, str):
            self._choice.choose(key)


def _leaders(robustness: Robustness | None, comparison: Comparison) -> str:
    """Who is first, where the weights at which that holds are known; empty where nobody is."""
    from scorecard.analysis.sentences import joined

    if robustness is None or not comparison.ranked:
        return ""
    labels = [
        one.label for one, rank in zip(comparison.programmes, comparison.rank, strict=True) if rank == 1
    ]
    return joined(labels[:_NAMED])
