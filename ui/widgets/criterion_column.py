"""The criteria to choose from: which framework, how many are answered in each, and the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.models.criterion_list import CriterionList
from ui.theme import Theme
from ui.widgets.answer_form import take_no_click_focus
from ui.widgets.criterion_view import CriterionView
from ui.widgets.segmented import Segmented

_WIDTH = 280
_MARGIN = 10
_FRAME = 6
_PADDING = 28
_PX = 11


class CriterionColumn(QWidget):
    """The second column of the Score page; `framework_chosen` carries the place of a framework in the evaluation."""

    framework_chosen = Signal(int)

    def __init__(self, theme: Theme, model: CriterionList) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._names: list[str] = []
        self.frameworks: Segmented | None = None
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        layout.addLayout(self._row)
        self.view = CriterionView(theme, model, name=_("Criteria"))
        layout.addWidget(self.view, 1)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        choices = self.frameworks.findChildren(QPushButton) if self.frameworks is not None else []
        return [*choices, self.view]

    def set_place(self, criterion: str) -> None:
        """Mark the criterion a person is at."""
        self.view.set_place(criterion, self._model.place_of(criterion))

    def show_frameworks(self, names: Sequence[str]) -> None:
        """Offer frameworks of these short names."""
        if list(names) == self._names:
            return
        self._names = list(names)
        if self.frameworks is not None:
            self._row.removeWidget(self.frameworks)
            self.frameworks.deleteLater()
        self.frameworks = Segmented(self._theme, names, name=_("Framework"), spread=True, px=_PX)
        take_no_click_focus(self.frameworks)
        self.frameworks.changed.connect(self.framework_chosen)
        self._row.addWidget(self.frameworks)

    def show_counts(self, counts: Sequence[str], current: int) -> None:
        """Show how many criteria of each framework are answered; names are cut where they do not fit, counts never."""
        if self.frameworks is None:
            return
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
