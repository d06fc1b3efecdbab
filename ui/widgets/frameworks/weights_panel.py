"""The weights of a framework: which set, what it is called, how it is given, and the table of its weights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _
from scorecard.model.evaluation import WEIGHT_METHODS, Key, WeightSet
from ui.models.frameworks.weight_rows import WeightRow
from ui.theme import Theme
from ui.widgets.frameworks.weights_table import WeightsTable
from ui.widgets.icon_button import IconButton
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_NAME = 260


class WeightsPanel(QWidget):
    """Shows one set, or equal weights where none is chosen, which can be read only.

    `chosen` carries the key of a set or None, `renamed` a name, `method_chosen` a method, `given` weights by id;
    `added`, `equalled` and `removed` ask for what they say.
    """

    chosen = Signal(object)
    added = Signal()
    renamed = Signal(str)
    method_chosen = Signal(str)
    equalled = Signal()
    removed = Signal()
    given = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: WeightSet | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._top())
        column.addLayout(self._of_set())
        self._said = label(theme, "", "caption", ink="muted", wrap=True)
        column.addWidget(self._said)
        self.table = WeightsTable(theme)
        self.table.given.connect(self.given)
        column.addWidget(self.table, 1)

    def show_sets(
        self, sets: Sequence[WeightSet], shown: WeightSet | None, rows: Sequence[WeightRow], *, editable: bool
    ) -> None:
        """Show a set out of those there are, None for equal weights."""
        self._shown = shown
        choices: list[tuple[str, Key | None]] = [(_("Equal weights"), None)]
        choices += [(one.name, one.key) for one in sets]
        self.sets.set_choices(choices, shown.key if shown else None)
        may = editable and shown is not None
        for widget in (self.name, self.method, self._equal, self._remove):
            widget.setEnabled(may)
        self._add.setEnabled(editable)
        if not self.name.hasFocus() or not may:
            self.name.setText(shown.name if shown else "")
        self.method.set_current(WEIGHT_METHODS.index(shown.method) if shown else -1)
        self._said.setText(
            _explanation(shown) if rows else _("Weights can be given once the framework is in force.")
        )
        most = 100.0 if shown is not None and shown.method == "swing" else None
        self.table.show_rows(rows, editable=may, most=most)

    def store(self) -> None:
        """Have what is still being typed stored now."""
        self._rename()
        self.table.store()

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 14, 0)
        row.setSpacing(8)
        self.sets = Picker(self._theme, "", name=_("Set of weights"))
        self.sets.changed.connect(self.chosen)
        row.addWidget(self.sets)
        self._add = IconButton(self._theme, "plus", _("New set"), kind="link")
        self._add.clicked.connect(self.added)
        row.addWidget(self._add)
        row.addStretch()
        self._remove = IconButton(self._theme, "trash", _("Remove this set"), kind="link")
        self._remove.clicked.connect(self.removed)
        row.addWidget(self._remove)
        return row

    def _of_set(self) -> QHBoxLayout:
        """What a set is called, and how its weights are given."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 14, 0)
        row.setSpacing(8)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the set"))
        self.name.setMaximumWidth(_NAME)
        self.name.editingFinished.connect(self._rename)
        words = label(self._theme, _("Name"), "field")
        words.setBuddy(self.name)
        row.addWidget(words)
        row.addWidget(self.name, 1)
        row.addSpacing(8)
        self.method = Segmented(self._theme, (_("By number"), _("By swing")), name=_("How weights are given"))
        self.method.changed.connect(lambda index: self.method_chosen.emit(WEIGHT_METHODS[index]))
        row.addWidget(self.method)
        row.addStretch()
        self._equal = QPushButton(_("Make equal"))
        self._equal.clicked.connect(self.equalled)
        row.addWidget(self._equal)
        return row

    def _rename(self) -> None:
        if self._shown is not None and self.name.text() != self._shown.name:
            self.renamed.emit(self.name.text())


def _explanation(shown: WeightSet | None) -> str:
    if shown is None:
        return _(
            "Every section counts the same, and so does every criterion within its section, since no source "
            "gives weights. Make a set to weigh them otherwise; Compare offers each set by its name."
        )
    if shown.method == "swing":
        return _(
            "Think of each at its worst. Give 100 to the one whose step to its best matters most, and to each "
            "other its part of that. Criteria are compared within their section."
        )
    return _(
        "Give any number from 0; what counts is their proportion. 0 leaves something out. Criteria are compared "
        "within their section."
    )
