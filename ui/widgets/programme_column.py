"""The programmes to choose from: how many are complete, a filter, and the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from ui.models.programme_progress import ProgrammeProgress
from ui.theme import Theme
from ui.widgets.icons import icon
from ui.widgets.progress_list import ProgressList
from ui.widgets.text import label

_WIDTH = 208


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
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._head())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter programmes"))
        self.filter.setAccessibleName(_("Filter programmes"))
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon(theme, "search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.textChanged.connect(self._narrow)
        narrow = QHBoxLayout()
        narrow.setContentsMargins(12, 0, 12, 0)
        narrow.addWidget(self.filter)
        layout.addLayout(narrow)
        self.view = ProgressList(theme, model, name=_("Programmes"))
        layout.addWidget(self.view, 1)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        return [self.filter, self.view]

    def set_place(self, programme: Key) -> None:
        """Mark the programme a person is at, if the filter shows it."""
        self.view.set_place(programme, self._model.place_of(programme))

    def show_complete(self, complete: int, every: int) -> None:
        """Show how many programmes have every criterion answered."""
        self._complete.setText(_("{count} of {all}").format(count=complete, all=every))
        sentence = _("{count} of {all} programmes have every criterion answered")
        self._complete.setToolTip(sentence.format(count=complete, all=every))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 14, 0)
        head.addWidget(label(self._theme, _("Programmes"), "head"))
        head.addStretch(1)
        done = QLabel()
        done.setPixmap(icon(self._theme, "circle-check", "muted").pixmap(14, 14))
        head.addWidget(done)
        self._complete = label(self._theme, "", "caption", ink="muted")
        head.addWidget(self._complete)
        return head

    def _narrow(self, wanted: str) -> None:
        self._model.set_filter(wanted)
        self.filtered.emit()
