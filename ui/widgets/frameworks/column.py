"""The left of the Frameworks page: which framework, which version of it, its tree, and what can be done there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.models.frameworks.commands import COMMANDS, Command
from ui.models.frameworks.tree import FrameworkTree
from ui.theme import Theme
from ui.widgets.frameworks.tree import FrameworkTreeView
from ui.widgets.icon_button import IconButton
from ui.widgets.picker import Picker
from ui.widgets.rule import level_rule
from ui.widgets.text import label

WIDTH = 340
_MARGIN = 16
_FRAMEWORK = 160
_FOOT = 56


class FrameworkColumn(QWidget):
    """Chooses framework, version and place; `asked` carries one of `COMMANDS` that a person gave."""

    framework_chosen = Signal(object)
    version_chosen = Signal(object)
    asked = Signal(str)

    def __init__(self, theme: Theme, tree: FrameworkTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedWidth(WIDTH)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(8)
        self.view = FrameworkTreeView(theme, tree)
        self.view.moved.connect(lambda step: self.asked.emit("up" if step < 0 else "down"))
        self.view.added.connect(lambda: self.asked.emit("criterion"))
        self.view.retired.connect(lambda: self.asked.emit("retire"))
        column.addWidget(self.view, 1)
        column.addWidget(level_rule())
        column.addWidget(self._foot())

    @property
    def is_editable(self) -> bool:
        """Whether what is shown can be written."""
        return self._stack.currentIndex() == 0

    def set_frameworks(self, choices: Sequence[tuple[str, str]], current: str) -> None:
        """The frameworks to choose from: name and id."""
        self.framework.set_choices(choices, current)

    def set_versions(self, choices: Sequence[tuple[str, Any]], current: Any) -> None:
        """The versions to choose from: name and value."""
        self.version.set_choices(choices, current)

    def set_state(self, *, editable: bool, why: str, allowed: frozenset[Command]) -> None:
        """Offer the commands in `allowed`, or where nothing can be written say why."""
        self._stack.setCurrentIndex(0 if editable else 1)
        self._why.setText(why)
        for command, action in self._actions.items():
            action.setEnabled(command in allowed)
        self._up.setEnabled("up" in allowed)
        self._down.setEnabled("down" in allowed)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        head.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(label(self._theme, _("Frameworks"), "title"))
        top.addStretch()
        self.more = IconButton(self._theme, "plus", _("Add"), kind="link")
        self.more.setAccessibleName(_("Add a framework"))
        top.addWidget(self.more)
        head.addLayout(top)
        pickers = QHBoxLayout()
        pickers.setSpacing(8)
        self.framework = Picker(self._theme, _("Framework"))
        self.framework.setFixedWidth(_FRAMEWORK)
        self.framework.changed.connect(self.framework_chosen)
        self.version = Picker(self._theme, _("Version"))
        self.version.setFixedWidth(WIDTH - 2 * _MARGIN - _FRAMEWORK - 8)
        self.version.changed.connect(self.version_chosen)
        pickers.addWidget(self.framework)
        pickers.addWidget(self.version)
        head.addLayout(pickers)
        return head

    def _foot(self) -> QWidget:
        self._stack = QStackedWidget()
        self._stack.setFixedHeight(_FOOT)
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(8)
        self._actions = {command: QAction(text, self) for command, text in _words().items()}
        for command, action in self._actions.items():
            action.triggered.connect(lambda _checked=False, command=command: self.asked.emit(command))
        add = IconButton(self._theme, "plus", _("Add"))
        add.setAccessibleName(_("Add a criterion or a section"))
        add.clicked.connect(lambda: self._open(add, ("criterion", "section")))
        self._up = IconButton(self._theme, "chevron-up", name=_("Move up (Alt+Up)"))
        self._down = IconButton(self._theme, "chevron-down", name=_("Move down (Alt+Down)"))
        self._up.clicked.connect(self._actions["up"].trigger)
        self._down.clicked.connect(self._actions["down"].trigger)
        change = IconButton(self._theme, "pencil", _("Change"))
        change.setAccessibleName(_("Split, merge, retire or restore"))
        change.clicked.connect(lambda: self._open(change, COMMANDS[4:]))
        for button in (add, self._up, self._down, change):
            row.addWidget(button)
        row.addStretch()
        self._stack.addWidget(tools)
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._why = label(self._theme, "", "caption", ink="muted", wrap=True)
        column.addWidget(self._why)
        self._stack.addWidget(said)
        return self._stack

    def _open(self, button: QWidget, commands: Sequence[Command]) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for command in commands:
            menu.addAction(self._actions[command])
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))


def _words() -> dict[Command, str]:
    return {
        "criterion": _("Criterion after this one (Ins)"),
        "section": _("Section after this one"),
        "up": _("Move up (Alt+Up)"),
        "down": _("Move down (Alt+Down)"),
        "split": _("Split in two"),
        "merge": _("Merge with others…"),
        "retire": _("Retire (Del)"),
        "restore": _("Restore"),
        "recode": _("Change the id…"),
    }
