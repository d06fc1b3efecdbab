"""What a person can do to frameworks in the window: each asks what it must, stores it, and says what to open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from scorecard.edits import drafting, frameworks
from scorecard.errors import Refusal
from scorecard.i18n import _, language
from scorecard.library.frameworks import FrameworkProblems, built_in, built_in_framework
from scorecard.model.framework import Framework, Link
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import Text
from ui.dialogs.crosswalk import CrosswalkDialog
from ui.dialogs.framework_id import FrameworkIdDialog
from ui.dialogs.framework_merge import MergeDialog
from ui.dialogs.framework_new import NewFramework
from ui.dialogs.framework_problems import FrameworkProblemsDialog
from ui.models.frameworks.commands import Command, Outcome, carry_out, merged, recoded
from ui.models.frameworks.texts import criterion_at
from ui.models.frameworks.tree import ABOUT, Place
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QDialog, QWidget

    from scorecard.analysis.record.succession import Preview
    from scorecard.model.edit import Edit
    from scorecard.progress import Progress
    from scorecard.workspace import Workspace


class FrameworkDesk:
    """The commands of the Frameworks page; what is refused is said in the strip, or in the sheet that asked."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompts: Prompts,
        tasks: Tasks,
        notice: SignalInstance,
        parent: QWidget,
    ) -> None:
        self._session = session
        self._theme = theme
        self._prompts = prompts
        self._tasks = tasks
        self._notice = notice
        self._parent = parent

    def begin(self, id: str) -> bool:
        """Begin the draft of the next version."""
        return self._session.edit(frameworks.begin_draft, id)

    def discard(self, id: str) -> bool:
        """Give the draft up; undo brings it back."""
        return self._session.edit(frameworks.discard_draft, id)

    def change(self, id: str, make: Callable[[Framework], Framework]) -> bool:
        """Store what `make` makes of the draft."""
        return self._session.edit(lambda snapshot: _changed(snapshot, id, make))

    def command(self, id: str, place: Place, command: Command) -> Place | None:
        """Carry out a command at a place of the draft; the place to open then, None where nothing came of it."""
        if command == "merge":
            return self._merge(id, place)
        if command == "recode":
            return self._recode(id, place)
        return self._store(id, lambda draft, taken: carry_out(draft, place, command, taken))

    def put_in_force(self, id: str) -> bool:
        """Show what putting the draft in force would do, and do it if the person agrees."""
        workspace = self._session.workspace
        if workspace is None:
            return False
        try:
            version = frameworks.next_version(workspace.snapshot, id)
            self._preview(workspace, id)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return False
        dialog = CrosswalkDialog(
            self._theme,
            id,
            version,
            look=lambda: (workspace.snapshot, self._preview(workspace, id)),
            relink=lambda link: self._relink(workspace, id, link),
            adopt=lambda name: self._adopt(workspace, id, name),
            parent=self._parent,
        )
        return self._ask(dialog)

    def menu_of_additions(self, take: Callable[[Callable[[], str | None]], None]) -> QMenu:
        """The frameworks that can be added, as a menu; `take` gets the way of adding that was chosen."""
        menu = QMenu(self._parent)
        workspace = self._session.workspace
        for id in built_in() if workspace is not None else ():
            if workspace is not None and id not in workspace.snapshot.frameworks:
                name = built_in_framework(id).name.into(language())
                menu.addAction(name.replace("&", "&&"), partial(take, partial(self.add_built_in, id)))
        menu.addAction(_("From a file…"), partial(take, self.add_from_file))
        menu.addAction(_("One of your own…"), partial(take, self.begin_own))
        for action in menu.actions():
            action.setEnabled(workspace is not None and not workspace.reading)
        return menu

    def add_built_in(self, id: str) -> str | None:
        """Add a framework that comes with the program; its id, None where nothing came of it."""
        return id if self._session.edit(frameworks.embed, built_in_framework(id)) else None

    def add_from_file(self) -> str | None:
        """Take in a framework file; the id of the framework, None where nothing came of it."""
        from scorecard.exchange.framework_book import open_framework

        kinds = ";;".join((_("Frameworks (*.toml *.xlsx)"), _("All files (*)")))
        path = self._prompts.open_path(self._parent, kinds)
        if path is None:
            return None
        try:
            framework = open_framework(path)
        except FrameworkProblems as problems:
            self._ask(FrameworkProblemsDialog(self._theme, problems, self._parent))
            return None
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return None
        return framework.id if self._session.edit(frameworks.take_in, framework) else None

    def begin_own(self) -> str | None:
        """Begin a framework from nothing; its id, None where nothing came of it."""
        begun: list[str] = []

        def attempt(id: str, name: Text) -> None:
            self._commit(lambda snapshot: frameworks.begin_new(snapshot, id, name))
            begun.append(id)

        self._ask(NewFramework(self._theme, attempt, self._parent))
        return begun[0] if begun else None

    def remove(self, id: str) -> bool:
        """Take a framework out that nothing is scored by; undo brings it back."""
        workspace = self._session.workspace
        if workspace is None:
            return False
        return self._session.edit(frameworks.remove_framework, id, workspace.framework_scores(id))

    def move(self, id: str, step: int) -> bool:
        """Put a framework one place before or after the one it follows."""
        workspace = self._session.workspace
        if workspace is None:
            return False
        ids = list(workspace.snapshot.evaluation.frameworks)
        place = ids.index(id)
        ids.insert(max(place + step, 0), ids.pop(place))
        return self._session.edit(frameworks.reorder, ids)

    def export(self, framework: Framework) -> None:
        """Ask where to, and write a version as a spreadsheet or as a file; either can be taken in again."""
        kinds = ";;".join((_("Spreadsheet (*.xlsx)"), _("Framework file (*.toml)")))
        suggestion = Path(f"{framework.id}-{framework.version}.xlsx")
        path = self._prompts.save_path(self._parent, suggestion, kinds)
        if path is None:
            return

        def save(progress: Progress) -> Path:
            from scorecard.exchange.framework_book import save_framework

            progress.step(0, 1, "")
            save_framework(framework, path)
            return path

        self._tasks.run(save, doing=_("Writing the framework"), done=self._exported, failed=self._failed)

    def _exported(self, path: Path) -> None:
        self._notice.emit(_("“{file}” is written.").format(file=path.name))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._session.refused.emit(str(error))

    def _merge(self, id: str, place: Place) -> Place | None:
        draft = self._draft(id)
        criterion = criterion_at(draft, place) if draft is not None else None
        if draft is None or criterion is None:
            return None
        opened: list[Place] = []

        def attempt(criteria: tuple[str, ...]) -> None:
            opened.append(self._try(id, lambda draft, taken: merged(draft, criteria, taken)))

        self._ask(MergeDialog(self._theme, draft, criterion, attempt, self._parent))
        return opened[-1] if opened else None

    def _recode(self, id: str, place: Place) -> Place | None:
        opened: list[Place] = []

        def attempt(code: str) -> None:
            opened.append(self._try(id, lambda draft, taken: recoded(draft, place, code, taken)))

        shown = place.id.rpartition(".")[2]
        self._ask(FrameworkIdDialog(self._theme, shown, attempt, self._parent))
        return opened[-1] if opened else None

    def _store(self, id: str, make: Callable[[Framework, frozenset[str]], Outcome]) -> Place | None:
        try:
            return self._try(id, make)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return None

    def _try(self, id: str, make: Callable[[Framework, frozenset[str]], Outcome]) -> Place:
        """Store what `make` makes of the draft and of the ids that are taken; the place to open. Raises `Refusal`."""
        place = ABOUT

        def changed(snapshot: Snapshot) -> Edit:
            nonlocal place
            made, place = make(snapshot.drafts[id].framework, frameworks.taken_ids(snapshot, id))
            return frameworks.change_draft(snapshot, made)

        self._commit(changed)
        return place

    def _commit(self, make: Callable[[Snapshot], Edit]) -> None:
        """Store an edit; a sheet that asked for it gets the refusal, not the strip."""
        workspace = self._session.workspace
        if workspace is None:
            return
        edit = make(workspace.snapshot)
        self._session.perform(lambda one: one.commit(edit))

    def _relink(self, workspace: Workspace, id: str, link: Link) -> None:
        old = workspace.snapshot.framework(id)
        self._commit(lambda snapshot: _changed(snapshot, id, lambda draft: drafting.relink(old, draft, link)))

    def _adopt(self, workspace: Workspace, id: str, version: str) -> None:
        scores = workspace.framework_scores(id)
        self._commit(lambda snapshot: frameworks.adopt(snapshot, id, version, scores))

    def _preview(self, workspace: Workspace, id: str) -> Preview:
        from scorecard.analysis.record.succession import preview

        return preview(workspace.snapshot, id, workspace.framework_scores(id))

    def _draft(self, id: str) -> Framework | None:
        workspace = self._session.workspace
        if workspace is None or id not in workspace.snapshot.drafts:
            return None
        return workspace.snapshot.drafts[id].framework

    def _ask(self, dialog: QDialog) -> bool:
        agreed = self._prompts.run(dialog)
        dialog.deleteLater()
        return agreed


def _changed(snapshot: Snapshot, id: str, make: Callable[[Framework], Framework]) -> Edit:
    return frameworks.change_draft(snapshot, make(snapshot.drafts[id].framework))
