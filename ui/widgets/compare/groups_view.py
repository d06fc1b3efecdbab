"""How scores are spread over countries, regions, kinds and tags."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scorecard.i18n import _
from ui.models.compare.groups import GroupsTable, said
from ui.theme import Theme
from ui.widgets.compare.compare_view import CompareView
from ui.widgets.compare.group_strips import GroupStrips
from ui.widgets.legend import Legend
from ui.widgets.paper import Paper
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.analysis.views.groups import Attribute
    from scorecard.charts.frame import Picture
    from scorecard.model.evaluation import Key

_ATTRIBUTES: tuple[Attribute, ...] = ("country", "region", "kind", "tag")


class GroupsView(CompareView):
    """A strip for every group of the attribute that is chosen above them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study: Study | None = None
        self._is_chosen = False
        self.table = GroupsTable(self)
        self.strips = GroupStrips(theme, self.table)
        self.strips.stepped.connect(self.chosen)
        self.strips.opened.connect(self._open)
        titles = (_("Country"), _("Region"), _("Kind"), _("Tag"))
        self.attributes = Segmented(theme, titles, name=_("Group by"))
        self.attributes.changed.connect(lambda _place: self._turn())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        card = Paper(theme)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 20, 4)
        head.addWidget(label(theme, _("Group by"), "field", ink="muted"))
        head.addSpacing(8)
        head.addWidget(self.attributes)
        head.addStretch()
        self._here = label(theme, "", "caption")
        head.addWidget(self._here)
        card.column.addLayout(head)
        card.column.addWidget(self.strips, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 4)
        entries = (
            ("text", "●", _("a programme with a score")),
            ("open", "", _("its interval")),
            ("score", "", _("median of the group")),
        )
        foot.addWidget(Legend(theme, entries), 1)
        hint = _("Left and right go from programme to programme; Enter opens the score.")
        foot.addWidget(label(theme, hint, "caption", ink="muted"))
        card.column.addLayout(foot)
        row.addWidget(card)

    @property
    def attribute(self) -> Attribute:
        """What programmes are grouped by."""
        return _ATTRIBUTES[self.attributes.current]

    def show_study(self, study: Study) -> None:
        if study is not self._study:
            if self._study is None and not self._is_chosen:
                self.attributes.set_current(_most_telling(study))
            self._study = study
            self.table.show(study.comparison, self.attribute)
            self._say_here()

    def show_place(self, programme: Key | None, *, in_sight: bool = True) -> None:
        self.table.set_here(programme)
        places = self.table.places_of(programme)
        if places and self.strips.currentIndex().row() not in places:
            self.strips.select_row(places[0], in_sight=in_sight)
        self._say_here()

    def sentences(self) -> tuple[str, str]:
        if self._study is None:
            return "", ""
        from scorecard.analysis.views.group_words import group_sentences

        return group_sentences(self._study.comparison, self.attribute)

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        study, attribute = self._study, self.attribute

        def draw(made_at: datetime) -> Picture:
            from scorecard.charts.groups import groups

            assert study is not None
            return groups(study, attribute, made_at)

        return _("distribution"), draw

    def kept(self) -> Any:
        return self.attributes.current

    def take_up(self, kept: Any) -> None:
        if isinstance(kept, int):
            self.attributes.set_current(kept)
            self._is_chosen = True

    def _turn(self) -> None:
        if self._study is not None:
            self.table.show(self._study.comparison, self.attribute)
            self.show_place(self.table.here, in_sight=False)
        self.changed.emit()

    def _say_here(self) -> None:
        """The programme a person is at, with its figures, above the strips."""
        comparison = self._study.comparison if self._study else None
        here = self.table.here
        if comparison is None or here not in {one.key for one in comparison.programmes}:
            self._here.setText("")
            return
        self._here.setText(said(comparison.result(comparison.row(here))))

    def _open(self, index: QModelIndex) -> None:
        row = self.table.row(index.row())
        if self.table.here in row.keys:
            self.opened.emit(self.table.here, "")
        elif row.members:
            self.opened.emit(row.members[-1].programme.key, "")


def _most_telling(study: Study) -> int:
    """The first attribute with two groups large enough to compare; or with two groups at all; or else the first."""
    from scorecard.analysis.views.group_words import FEWEST
    from scorecard.analysis.views.groups import grouped

    for least in (FEWEST, 1):
        for place, attribute in enumerate(_ATTRIBUTES):
            groups = grouped(study.comparison.programmes, attribute)
            if sum(bool(name) and len(members) >= least for name, members in groups.items()) > 1:
                return place
    return 0
