"""The programmes to choose from: which of them, how many are complete, and the list."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from ui.models.score.programme_progress import PROGRAMME_FILTERS, ProgrammeFilter, ProgrammeProgress
from ui.theme import Theme
from ui.widgets.find_field import show_glass
from ui.widgets.icons import icon
from ui.widgets.picker import Picker
from ui.widgets.score.progress_list import ProgressList
from ui.widgets.text import label

_WIDTH = 208
_WIDEST_FILTER = 142


class ProgrammeColumn(QWidget):
    """The first column of the Score page; `filtered` says that other programmes are shown."""

    filtered = Signal()

    def __init__(self, theme: Theme, model: ProgrammeProgress) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._head())
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(_("Find a programme"))
        self.finder.setToolTip(_("Find a programme by its name, id, region, country or tag (Ctrl+F twice)"))
        self.finder.setAccessibleName(_("Find a programme"))
        self.finder.setClearButtonEnabled(True)
        show_glass(self.finder, theme)
        self.finder.textChanged.connect(self._narrow)
        narrow = QHBoxLayout()
        narrow.setContentsMargins(12, 0, 12, 0)
        narrow.addWidget(self.finder)
        layout.addLayout(narrow)
        layout.addSpacing(2)
        self.view = ProgressList(theme, model, name=_("Programmes"))
        layout.addWidget(self.view, 1)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        return [self.filter, self.finder, self.view]

    def set_place(self, programme: Key) -> None:
        """Mark the programme a person is at, if it is shown."""
        self._model.set_place(programme)
        self.view.set_place(programme, self._model.place_of(programme))

    def show_counts(self, every: int) -> None:
        """Show how many programmes there are, how many of them complete, and what each filter would show."""
        complete = self._model.complete()
        self._complete.setText(f"{complete}/{every}")
        sentence = _("{count} of {all} programmes have every criterion answered")
        self._complete.setToolTip(sentence.format(count=complete, all=every))
        choices = [(filter_words(one), one) for one in PROGRAMME_FILTERS]
        self.filter.set_choices(choices, self._model.filter)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 14, 0)
        head.setSpacing(6)
        self.filter = Picker(self._theme, "", name=_("Which programmes"))
        self.filter.setProperty("kind", "quiet")
        self.filter.setMaximumWidth(_WIDEST_FILTER)
        self.filter.changed.connect(self._filter_chosen)
        head.addWidget(self.filter)
        head.addStretch(1)
        done = QLabel()
        done.setPixmap(icon(self._theme, "circle-check", "muted").pixmap(14, 14))
        head.addWidget(done)
        self._complete = label(self._theme, "", "caption", ink="muted")
        head.addWidget(self._complete)
        return head

    def _narrow(self, wanted: str) -> None:
        self._model.set_wanted(wanted)
        self.filtered.emit()

    def _filter_chosen(self, wanted: ProgrammeFilter) -> None:
        self._model.set_filter(wanted)
        self.filtered.emit()


def filter_words(wanted: ProgrammeFilter) -> str:
    """What a filter of programmes is called."""
    match wanted:
        case "all":
            return _("Programmes")
        case "owed":
            return _("Owed by me")
        case "unfinished":
            return _("Unfinished")
        case "submitted":
            return _("Submitted")
        case _:
            assert_never(wanted)
