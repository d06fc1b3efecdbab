"""The criteria to choose from: which framework, how many are answered in each, which of them, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.models.score.criterion_list import CRITERION_FILTERS, ROW, CriterionFilter, CriterionList
from ui.theme import Theme
from ui.widgets.answer_form import take_no_click_focus
from ui.widgets.find_field import show_glass
from ui.widgets.picker import Picker
from ui.widgets.score.criterion_view import CriterionView
from ui.widgets.segmented import Segmented

_WIDTH = 280
_MARGIN = 10
_FRAME = 6
_PADDING = 28
_PX = 11
_LEAST_FIND = 84


class CriterionColumn(QWidget):
    """The second column of the Score page.

    `framework_chosen` carries the place of a framework in the evaluation; `filtered` says that other criteria are
    shown; `section_asked` carries the place of a section whose menu is wanted, and where on the screen.
    """

    framework_chosen = Signal(int)
    filtered = Signal()
    section_asked = Signal(int, QPoint)

    def __init__(self, theme: Theme, model: CriterionList) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._names: list[str] = []
        self.frameworks: Segmented | None = None
        self._counts_shown: tuple[tuple[str, ...], int] | None = None
        self._filters_shown: tuple[object, ...] = ()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        layout.addLayout(self._row)
        layout.addLayout(self._narrowing())
        self.view = CriterionView(theme, model, name=_("Criteria"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu_wanted)
        layout.addWidget(self.view, 1)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        choices = self.frameworks.findChildren(QPushButton) if self.frameworks is not None else []
        return [*choices, self.finder, self.filter, self.view]

    def set_place(self, criterion: str) -> None:
        """Mark the criterion a person is at, if it is shown."""
        self._model.set_place(criterion)
        self.view.set_place(criterion, self._model.place_of(criterion))

    def show_frameworks(self, names: Sequence[str]) -> None:
        """Offer frameworks of these short names."""
        if list(names) == self._names:
            return
        self._names = list(names)
        self._counts_shown = None
        if self.frameworks is not None:
            self._row.removeWidget(self.frameworks)
            self.frameworks.deleteLater()
        self.frameworks = Segmented(self._theme, names, name=_("Framework"), spread=True, px=_PX)
        take_no_click_focus(self.frameworks)
        self.frameworks.changed.connect(self.framework_chosen)
        self._row.addWidget(self.frameworks)

    def show_counts(self, counts: Sequence[str], current: int) -> None:
        """Show how many criteria of each framework are answered; names are cut where they do not fit, counts never."""
        if self.frameworks is None or (tuple(counts), current) == self._counts_shown:
            return
        self._counts_shown = (tuple(counts), current)
        metrics = QFontMetrics(self._theme.font(_PX, 600))
        room = _WIDTH - 2 * _MARGIN - _FRAME - len(counts) * _PADDING
        whole = [f"{name} {count}" for name, count in zip(self._names, counts, strict=True)]
        excess = sum(metrics.horizontalAdvance(one) for one in whole) - room
        longest = max(range(len(whole)), key=lambda place: metrics.horizontalAdvance(whole[place]))
        for place, (name, count) in enumerate(zip(self._names, counts, strict=True)):
            if place == longest and excess > 0:
                width = max(metrics.horizontalAdvance(name) - excess, 24)
                name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
            self.frameworks.set_label(place, f"{name} {count}")
        self.frameworks.set_current(current)

    def show_filters(self) -> None:
        """Show what each filter would leave."""
        shown = (self._model.filter, *(self._model.count(one) for one in CRITERION_FILTERS))
        if shown == self._filters_shown:
            return
        self._filters_shown = shown
        choices = [
            (_("{filter} · {count}").format(filter=filter_words(one), count=count), one)
            for one, count in zip(CRITERION_FILTERS, shown[1:], strict=True)
        ]
        self.filter.set_choices(choices, self._model.filter)

    def _narrowing(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 2)
        row.setSpacing(6)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(_("Find"))
        self.finder.setToolTip(_("Find a criterion by any word of its texts (Ctrl+F)"))
        self.finder.setAccessibleName(_("Find a criterion"))
        self.finder.setClearButtonEnabled(True)
        self.finder.setMinimumWidth(_LEAST_FIND)
        show_glass(self.finder, self._theme)
        self.finder.textChanged.connect(self._narrow)
        self.filter = Picker(self._theme, "", name=_("Which criteria"))
        self.filter.changed.connect(self._filter_chosen)
        row.addWidget(self.finder, 1)
        row.addWidget(self.filter)
        return row

    def _narrow(self, wanted: str) -> None:
        self._model.set_wanted(wanted)
        self.filtered.emit()

    def _filter_chosen(self, wanted: CriterionFilter) -> None:
        self._model.set_filter(wanted)
        self.filtered.emit()

    def _menu_wanted(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if index.isValid():
            self.section_asked.emit(index.data(ROW).section, self.view.viewport().mapToGlobal(point))


def filter_words(wanted: CriterionFilter) -> str:
    """What a filter of criteria is called."""
    match wanted:
        case "all":
            return _("All")
        case "unscored":
            return _("Unscored")
        case "disputed":
            return _("Disputed")
        case "lacking":
            return _("Evidence lacking")
        case "carried":
            return _("Carried over")
        case "asking":
            return _("With a question")
        case _:
            assert_never(wanted)
