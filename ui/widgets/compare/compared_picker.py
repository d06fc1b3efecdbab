"""Chooses which programmes are compared, one by one or by the country, region, kind or tag they share."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from scorecard.i18n import _
from ui.models.compare.compared_programmes import ComparedProgrammes
from ui.theme import Theme
from ui.widgets.choice_list import CheckPainter
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented

_WIDTH = 380
_HEIGHT = 380


class ComparedPicker(Picker):
    """A field of the question bar that opens the list of the programmes."""

    def __init__(self, theme: Theme, programmes: ComparedProgrammes, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Programmes"), parent=parent)
        self._programmes = programmes

    def show_count(self, compared: int, total: int) -> None:
        """Say how many of how many programmes are compared."""
        words = _("{count} of {total}") if compared < total else _("All {total}")
        self.set_choices([(words.format(count=compared, total=total), True)], True)

    def menu_of_choices(self) -> QMenu:
        menu = QMenu(self)
        action = QWidgetAction(menu)
        panel = ComparedPanel(self._theme, self._programmes)
        action.setDefaultWidget(panel)
        menu.addAction(action)
        menu.aboutToShow.connect(panel.find.setFocus)
        menu.aboutToHide.connect(panel.find.clear)
        return menu


class ComparedPanel(QWidget):
    """What to group by, a field to find by, the list, and all of them at once."""

    def __init__(self, theme: Theme, programmes: ComparedProgrammes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from scorecard.analysis.views.groups import ATTRIBUTES

        self._programmes = programmes
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(8)
        words = (_("Country"), _("Region"), _("Kind"), _("Tag"))
        self.groups = Segmented(theme, words, name=_("Groups by"), spread=True, px=12)
        self.groups.set_current(ATTRIBUTES.index(programmes.attribute))
        self.groups.changed.connect(lambda index: programmes.group_by(ATTRIBUTES[index]))
        column.addWidget(self.groups)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.find = QLineEdit()
        self.find.setPlaceholderText(_("Find"))
        self.find.setAccessibleName(_("Find programmes"))
        self.find.textChanged.connect(programmes.find)
        self.find.installEventFilter(self)
        row.addWidget(self.find, 1)
        everyone = QPushButton(_("All programmes"))
        everyone.setProperty("kind", "link")
        everyone.clicked.connect(programmes.choose_all)
        row.addWidget(everyone)
        column.addLayout(row)
        self.list = ComparedList(theme, programmes)
        self.list.typed.connect(self._type)
        column.addWidget(self.list, 1)
        self.setFixedSize(_WIDTH, _HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, an arrow leads into the list: a menu keeps the tab key to itself."""
        if watched is self.find and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.setFocus()
                if not self.list.currentIndex().isValid():
                    self.list.setCurrentIndex(self._programmes.index(0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return True
        return super().eventFilter(watched, event)

    def _type(self, text: str) -> None:
        self.find.setFocus()
        self.find.insert(text)


class ComparedList(QListView):
    """A click or the space bar ticks a programme or a group. `typed` carries what is typed here to look for."""

    typed = Signal(str)

    def __init__(self, theme: Theme, programmes: ComparedProgrammes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(programmes)
        self.setItemDelegate(CheckPainter(theme, self))
        self.setAccessibleName(_("Programmes compared"))
        self.setProperty("ring", "none")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.model().setData(self.currentIndex(), None, Qt.ItemDataRole.CheckStateRole)
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
