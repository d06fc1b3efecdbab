"""Above the table of programmes: finding, groups, the framework that is looked at, and ways to bring programmes in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from scorecard.i18n import _, language
from scorecard.model.framework import Framework
from ui.models.programmes.found_programmes import (
    GROUPINGS,
    Group,
    Grouping,
    group_in_words,
    grouping_in_words,
)
from ui.theme import Theme
from ui.widgets.find_field import show_glass
from ui.widgets.header import Elided
from ui.widgets.icon_button import IconButton
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_SIDE_BY_SIDE = 28
"""Letters of the names of frameworks that find room beside each other."""

_LEAST_GROUP, _WIDEST_GROUP = 104, 184
_LEAST_FIND, _WIDEST_FIND = 96, 176
_LEAST_COUNTS = 80


class ProgrammeHead(QWidget):
    """Two rows of controls. `grouped` carries a grouping and the id of the only group to show, or None."""

    grouped = Signal(str, object)
    framework_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._frameworks: tuple[Framework, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 6)
        column.setSpacing(6)
        column.addLayout(self._first_row())
        column.addLayout(self._second_row())

    @property
    def grouping(self) -> Grouping:
        """What programmes are put in groups by."""
        value: Grouping = self.groups.value or ""
        return value

    def show_counts(self, sentence: str) -> None:
        """What is shown, in words."""
        self.counts.set_text(sentence)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """The groups to choose one from; the one that was chosen stays, or all where it is gone."""
        chosen = self.only.value
        choices: list[tuple[str, object]] = [(_("All groups"), None)]
        choices += [(group_in_words(one.name, one.count), one.id) for one in groups]
        self.only.set_choices(choices, chosen if chosen in [one.id for one in groups] else None)
        self.only.setEnabled(bool(self.grouping))

    def show_frameworks(self, frameworks: tuple[Framework, ...], current: str | None) -> None:
        """The frameworks to choose from, and the one that is looked at."""
        if frameworks != self._frameworks:
            self._frameworks = frameworks
            if self._chooser is not None:
                self._choice.removeWidget(self._chooser)
                self._chooser.hide()
                self._chooser.deleteLater()
            self._chooser = self._chooser_of(frameworks)
            if self._chooser is not None:
                self._choice.addWidget(self._chooser)
                self._order_chooser(self._chooser)
        match self._chooser:
            case Segmented() as segmented:
                ids = [framework.id for framework in frameworks]
                segmented.set_current(ids.index(current) if current in ids else 0)
            case Picker() as picker:
                picker.set_value(current)

    def _order_chooser(self, chooser: Segmented | Picker) -> None:
        """Tab comes to it where it stands, though it is made long after what stands below."""
        before: QWidget = self.only
        for one in chooser.findChildren(QAbstractButton) or [chooser]:
            self.setTabOrder(before, one)
            before = one

    def _first_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self._theme, _("Programmes"), "title"))
        row.addStretch()
        self.find = QLineEdit()
        self.find.setPlaceholderText(_("Find"))
        self.find.setAccessibleName(_("Find programmes"))
        self.find.setClearButtonEnabled(True)
        self.find.setMinimumWidth(_LEAST_FIND)
        self.find.setMaximumWidth(_WIDEST_FIND)
        show_glass(self.find, self._theme)
        row.addWidget(self.find, 1)
        self.paste = IconButton(self._theme, "copy", _("Paste rows…"))
        self.paste.setToolTip(_("Take in programmes from a spreadsheet: a copied block, or a file"))
        row.addWidget(self.paste)
        self.add = IconButton(self._theme, "plus", _("Add programme"), kind="primary")
        row.addWidget(self.add)
        return row

    def _second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.counts = Elided(self._theme)
        self.counts.setFont(self._theme.font(12))
        self.counts.setProperty("ink", "muted")
        self.counts.setMinimumWidth(_LEAST_COUNTS)
        row.addWidget(self.counts, 1)
        row.addStretch()
        self.groups = Picker(self._theme, "", name=_("Groups by"))
        self.groups.set_choices([(grouping_in_words(one), one) for one in GROUPINGS], "")
        self.groups.changed.connect(self._regroup)
        row.addWidget(self.groups)
        self.only = Picker(self._theme, "", name=_("Group shown"))
        self.only.setMinimumWidth(_LEAST_GROUP)
        self.only.setMaximumWidth(_WIDEST_GROUP)
        self.only.changed.connect(lambda id: self.grouped.emit(self.grouping, id))
        row.addWidget(self.only)
        self.show_groups(())
        self._choice = QHBoxLayout()
        self._chooser: Segmented | Picker | None = None
        row.addLayout(self._choice)
        return row

    def _regroup(self, grouping: Grouping) -> None:
        self.only.set_value(None)
        self.only.setEnabled(bool(grouping))
        self.grouped.emit(grouping, None)

    def _chooser_of(self, frameworks: tuple[Framework, ...]) -> Segmented | Picker | None:
        """Frameworks side by side where their names find room, in a menu where not, nothing where there is one."""
        names = [framework.short.into(language()) for framework in frameworks]
        if len(frameworks) < 2:
            return None
        if len("".join(names)) <= _SIDE_BY_SIDE:
            segmented = Segmented(self._theme, names, name=_("Framework"))
            segmented.changed.connect(lambda place: self.framework_chosen.emit(frameworks[place].id))
            return segmented
        picker = Picker(self._theme, "", name=_("Framework"))
        picker.set_choices([(name, one.id) for name, one in zip(names, frameworks, strict=True)])
        picker.changed.connect(self.framework_chosen.emit)
        return picker
