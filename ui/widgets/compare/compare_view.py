"""What the Compare page and its views agree on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from ui.models.columns import KEY_ROLE

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.charts.frame import Picture
    from scorecard.model.evaluation import Key


class CompareView(QWidget):
    """One view of a study: it shows what it is given while it is seen, and says what stands above it.

    `chosen` carries the key of a programme to which the person has moved, `opened` that of one to score and the full
    id of a criterion, which may be empty; `asked` carries fields of the `Question` to change, `varied` a `Variation`
    for its robustness, `long_asked` a study whose robustness takes long, to be shown again when it is found in the
    background; `keep_asked` wants the weights that are tried as a set; `changed` says that the sentences are
    others now; `go` asks for another page by its id.
    """

    chosen = Signal(str)
    opened = Signal(str, str)
    asked = Signal(object)
    varied = Signal(object)
    long_asked = Signal(object)
    keep_asked = Signal()
    changed = Signal()
    go = Signal(str)

    def show_study(self, study: Study) -> None:
        """Show another study."""
        raise NotImplementedError

    def show_place(self, programme: Key | None, *, in_sight: bool = True) -> None:
        """Show at which programme the person is, and bring it into sight, or leave it where it is."""

    def sentences(self) -> tuple[str, str]:
        """The answer, and what to know about it, which may be empty."""
        raise NotImplementedError

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        """A translated word for the name of a file, and what draws the view from values that a worker may read."""
        raise NotImplementedError

    def kept(self) -> Any:
        """What this view wants back when the pages are made anew for another language or theme."""
        return None

    def go_to_row(self, current: QModelIndex, before: QModelIndex) -> None:
        """Tell that the person has moved to the programme of a row."""
        key = current.data(KEY_ROLE)
        if isinstance(key, str):
            self.chosen.emit(key)

    def open_row(self, index: QModelIndex) -> None:
        """Tell that the programme of a row is to be scored."""
        key = index.data(KEY_ROLE)
        if isinstance(key, str):
            self.opened.emit(key, "")

    def take_up(self, kept: Any) -> None:
        """Go on where `kept` left off; before anything is shown."""
