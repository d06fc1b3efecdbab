"""One open evaluation with signals, and the place at which a person is in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from scorecard.errors import Refusal
from scorecard.i18n import _, language

if TYPE_CHECKING:
    from scorecard.analysis.question import Question
    from scorecard.model.edit import Edit
    from scorecard.model.evaluation import Key
    from scorecard.model.score import Cell
    from scorecard.workspace import Workspace


class Session(QObject):
    """The workspace of the window, or none, and the shared place: round, framework, programme, criterion.

    `closing` comes while everything can still be stored, also when another evaluation takes the place of this one;
    of a file that could not be opened again there is no workspace any more by then.
    `edited` carries the `Edit` that happened, so that only what it names is painted again; `refused` and
    `told` carry sentences for the strip. `refusal` is why the last opening was refused, if it was, and
    `unsaved` says whether the last edit could not be stored: its file is gone or the disk is full.
    Workspaces are imported when first needed, after the first paint.
    """

    opened = Signal()
    closing = Signal()
    closed = Signal()
    edited = Signal(object)
    refused = Signal(str)
    told = Signal(str)
    evaluator_changed = Signal()
    place_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace: Workspace | None = None
        self.refusal: Refusal | None = None
        self.unsaved = False
        self.evaluator: Key | None = None
        self.round: Key | None = None
        self.framework: str | None = None
        self.programme: Key | None = None
        self.criterion: str | None = None
        self.history_of: Cell | None = None
        self.compared: Question | None = None

    @property
    def viewer(self) -> Key:
        """By whose eyes scores are shown, for `Question.seen_by`: whoever scores, or nobody in particular."""
        return self.evaluator or ""

    def create(self, path: Path, **contents: Any) -> bool:
        """Make a new evaluation and open it; the keywords are those of `Workspace.create`."""
        from scorecard.workspace import Workspace

        return self._begin(lambda: Workspace.create(path, language=language(), **contents))

    def open(self, path: Path, *, reading: bool = False) -> bool:
        """Open an evaluation in place of the one that is open, which stays open if this one is refused."""
        from scorecard.workspace import Workspace

        if self.workspace is not None and not reading and self.workspace.path.resolve() == path.resolve():
            return True
        return self._begin(lambda: Workspace.open(path, reading=reading))

    def close(self) -> None:
        """Let the evaluation go; everything in it is saved already."""
        workspace = self.workspace
        if workspace is None:
            return
        if workspace.let_go:
            self.workspace = None
        self.closing.emit()
        self.workspace = None
        workspace.close()
        self.evaluator = self.round = self.framework = self.programme = self.criterion = None
        self.history_of = self.compared = None
        self.closed.emit()

    def perform(self, action: Callable[[Workspace], Edit | None]) -> bool:
        """Do something to the evaluation. True when it holds, also when nothing had to change.

        A refusal is announced by `refused`, and whoever asked shows the stored value again.
        """
        if self.workspace is None:
            return False
        try:
            edit = action(self.workspace)
        except Refusal as refusal:
            self.unsaved = refusal.code in ("moved", "disk")
            if self.workspace.let_go:
                self.close()
            self.refused.emit(str(refusal))
            return False
        self.unsaved = False
        if edit is not None:
            evaluator = self.evaluator
            self._mend_place()
            if self.evaluator != evaluator:
                self.evaluator_changed.emit()
            self.edited.emit(edit)
        return True

    def edit(self, make: Callable[..., Edit], *given: Any, **named: Any) -> bool:
        """Perform what one of the functions of `scorecard.edits` makes of the evaluation as it is now."""
        return self.perform(lambda workspace: workspace.edit(make, *given, **named))

    def undo(self) -> bool:
        """Take back the last edit."""
        return self.perform(lambda workspace: workspace.undo())

    def redo(self) -> bool:
        """Do again what was undone."""
        return self.perform(lambda workspace: workspace.redo())

    def undo_text(self) -> str | None:
        """What `undo` would take back, in words; None when there is nothing or nothing can be written."""
        if self.workspace is None or self.workspace.reading:
            return None
        revision = self.workspace.undoable()
        return revision.label.text() if revision else None

    def redo_text(self) -> str | None:
        """What `redo` would do again, in words; None when there is nothing or nothing can be written."""
        if self.workspace is None or self.workspace.reading:
            return None
        revision = self.workspace.redoable()
        return revision.label.text() if revision else None

    def choose_evaluator(self, key: Key | None) -> None:
        """Say who scores."""
        if key != self.evaluator:
            self.evaluator = key
            self.evaluator_changed.emit()

    def go_to(
        self,
        *,
        round: Key | None = None,
        framework: str | None = None,
        programme: Key | None = None,
        criterion: str | None = None,
    ) -> None:
        """Move the shared place; what is left out stays. A criterion brings its framework along."""
        if criterion is not None and framework is None:
            framework = criterion.partition(".")[0]
        before = self._place()
        self.round = round or self.round
        self.programme = programme or self.programme
        if framework is not None and framework != self.framework:
            self.framework, self.criterion = framework, None
        self.criterion = criterion or self.criterion
        self._mend_place()
        if self._place() != before:
            self.place_changed.emit()

    def ask_history(self, cell: Cell | None) -> None:
        """Say whose history the page of that name shows: that of one score, or of everything."""
        self.history_of = cell

    def compare(self, question: Question) -> None:
        """Say what is being compared, so that whoever exports begins with the same question."""
        self.compared = question

    def _begin(self, make: Callable[[], Workspace]) -> bool:
        self.refusal = None
        try:
            workspace = make()
        except Refusal as refusal:
            self.refusal = refusal
            self.refused.emit(str(refusal))
            return False
        except OSError as error:
            sentence = _("The file could not be used: {reason}. Nothing has changed; try another folder.")
            self.refused.emit(sentence.format(reason=error.strerror or error))
            return False
        self.close()
        self.unsaved = False
        self.workspace = workspace
        self._mend_place()
        self.opened.emit()
        return True

    def _place(self) -> tuple[str | None, ...]:
        return (self.round, self.framework, self.programme, self.criterion)

    def _mend_place(self) -> None:
        """Whatever is chosen exists: what is gone gives way to the first there is, a round to the latest."""
        if self.workspace is None:
            return
        snapshot = self.workspace.snapshot
        if self.evaluator not in snapshot.evaluators:
            self.evaluator = None
        if self.round not in snapshot.rounds:
            rounds = snapshot.ordered_rounds()
            self.round = rounds[-1].key if rounds else None
        if self.framework not in snapshot.frameworks:
            self.framework = next(iter(snapshot.evaluation.frameworks), None)
        if self.programme not in snapshot.programmes:
            self.programme = next((one.key for one in snapshot.ordered_programmes()), None)
        if self.framework is not None:
            version = snapshot.framework(self.framework)
            if self.round is not None:
                version = snapshot.framework_in(self.framework, self.round)
            criteria = [criterion.id for criterion in version.criteria]
            if self.criterion not in criteria:
                self.criterion = criteria[0]
