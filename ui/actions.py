"""Every command of the window in one table: its words, its keys, its icon."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from scorecard.i18n import N_, _, pgettext
from ui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A row of the table. `text`, and `short` for the rail, are marked messages; `keys` are Qt's in English."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    short: str = ""
    needs_evaluation: bool = False
    checkable: bool = False


COMMANDS = (
    Command(id="new", text=N_("New evaluation…"), keys=("Ctrl+N",), icon="file-plus"),
    Command(id="open", text=N_("Open…"), keys=("Ctrl+O",), icon="folder"),
    Command(id="sample", text=N_("Explore the sample"), icon="compass"),
    Command(id="invented", text=N_("Explore the invented workshop"), icon="users"),
    Command(id="backups", text=N_("Backups…"), icon="clock", needs_evaluation=True),
    Command(id="close", text=N_("Close the evaluation"), keys=("Ctrl+W",), needs_evaluation=True),
    Command(id="undo", text=N_("Undo"), keys=("Ctrl+Z",), icon="undo", needs_evaluation=True),
    Command(id="redo", text=N_("Redo"), keys=("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo", needs_evaluation=True),
    Command(id="add-evaluator", text=N_("Add evaluator…"), icon="user-plus", needs_evaluation=True),
    Command(id="programmes", text=N_("Programmes"), keys=("Ctrl+1",), icon="list", needs_evaluation=True),
    Command(id="score", text="Score", keys=("Ctrl+2",), icon="list-checks", needs_evaluation=True),
    Command(id="compare", text=N_("Compare"), keys=("Ctrl+3",), icon="chart", needs_evaluation=True),
    Command(id="workshop", text=N_("Workshop"), keys=("Ctrl+4",), icon="users", needs_evaluation=True),
    Command(id="exchange", text=N_("Exchange"), keys=("Ctrl+5",), icon="arrows", needs_evaluation=True),
    Command(
        id="people",
        text=N_("Evaluators and rounds"),
        keys=("Ctrl+6",),
        icon="users",
        short=N_("Evaluators"),
        needs_evaluation=True,
    ),
    Command(
        id="frameworks",
        text=N_("Frameworks"),
        keys=("Ctrl+7",),
        icon="table",
        short=N_("Frameworks"),
        needs_evaluation=True,
    ),
    Command(
        id="notes",
        text=N_("Note sheets"),
        keys=("Ctrl+8",),
        icon="pencil",
        short=N_("Notes"),
        needs_evaluation=True,
    ),
    Command(
        id="history",
        text=N_("History"),
        keys=("Ctrl+9",),
        icon="clock",
        short=N_("History"),
        needs_evaluation=True,
    ),
    Command(id="dark", text=N_("Dark theme"), keys=("Ctrl+D",), checkable=True),
    Command(id="en", text="English", checkable=True),
    Command(id="es", text="Español", checkable=True),
    Command(id="keys", text=N_("Keys"), keys=("F1",), icon="keyboard"),
    Command(id="about", text=N_("About Scorecard"), icon="info"),
    Command(id="quit", text=N_("Quit"), keys=("Ctrl+Q",)),
)

RAIL_PAGES = ("programmes", "score", "compare", "workshop", "exchange")
"""The commands that show a page of the daily work, in the order of the rail; each is also the id of its page."""

MENU_PAGES = ("people", "frameworks", "notes", "history")
"""The commands that show the pages behind the daily work; in the rail they are words below the others."""


class Actions(QObject):
    """A QAction for every command, by its id: `actions["undo"]`. Undo and redo say what they would do."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(self)
            action.setObjectName(command.id)
            action.setCheckable(command.checkable)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            self._actions[command.id] = action
        session.opened.connect(self.refresh)
        session.closed.connect(self.refresh)
        session.edited.connect(self._show_undo)
        self.refresh()

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def all(self) -> list[QAction]:
        """Every action, in the order of the table."""
        return list(self._actions.values())

    def refresh(self) -> None:
        """Texts in the language in force, and what can be done now."""
        is_open = self._session.workspace is not None
        for command in COMMANDS:
            self._actions[command.id].setText(words(command))
            if command.needs_evaluation:
                self._actions[command.id].setEnabled(is_open)
        self._show_undo()
        if self._session.workspace is not None and self._session.workspace.reading:
            self._actions["add-evaluator"].setEnabled(False)

    def _show_undo(self) -> None:
        """What undo and redo would do now; all that an edit changes of the commands."""
        undo, redo = self._session.undo_text(), self._session.redo_text()
        self._actions["undo"].setEnabled(undo is not None)
        self._actions["redo"].setEnabled(redo is not None)
        self._actions["undo"].setText(_("Undo: {edit}").format(edit=undo) if undo is not None else _("Undo"))
        self._actions["redo"].setText(_("Redo: {edit}").format(edit=redo) if redo is not None else _("Redo"))


def words(command: Command) -> str:
    """What a command is called in the language in force."""
    # As the name of a page it is a verb; elsewhere a score is a thing, and other languages have two words.
    return pgettext("page", "Score") if command.id == "score" else _(command.text)


def short_words(id: str) -> str:
    """What a command is called where there is little room."""
    return next(_(command.short) for command in COMMANDS if command.id == id)


def icon_of(id: str) -> str:
    """The name of a command's icon, empty when it has none."""
    return next(command.icon for command in COMMANDS if command.id == id)
