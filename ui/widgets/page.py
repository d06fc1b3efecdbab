"""What the shell and its pages agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.preferences import Preferences
    from ui.prompts import Prompts
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme


class Surroundings(NamedTuple):
    """What every page works with: the one of each that the window has."""

    session: Session
    theme: Theme
    prompts: Prompts
    tasks: Tasks
    actions: Actions
    preferences: Preferences


class Page(QWidget):
    """A page of the window. `go` asks the shell for another page by its id, `notice` has it say a sentence."""

    go = Signal(str)
    notice = Signal(str)

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._session = surroundings.session
        self._theme = surroundings.theme
        self._prompts = surroundings.prompts
        self._tasks = surroundings.tasks
        self._actions = surroundings.actions
        self._preferences = surroundings.preferences

    def refresh(self) -> None:
        """Show the place of the session; called whenever the page comes into view."""
        raise NotImplementedError

    def leave(self) -> None:
        """Store what is still being typed; called before the page goes out of view."""

    def kept(self) -> Any:
        """What this page wants back when the pages are made anew for another language or theme."""
        return None

    def take_up(self, kept: Any) -> None:
        """Go on where `kept` left off."""
