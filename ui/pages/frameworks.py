"""The page of frameworks: read them, write the next version in both languages, put it in force, weigh them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout

from scorecard.edits.drafting import fill
from scorecard.edits.scales import scales
from scorecard.i18n import _, language
from scorecard.library.completeness import Gap, gaps
from scorecard.model.edit import Change, Edit, Revision
from scorecard.model.evaluation import Round, WeightSet
from scorecard.model.framework import Draft, Edition, Framework
from scorecard.model.text import Text
from ui.dialogs.framework_desk import FrameworkDesk
from ui.dialogs.weights_desk import WeightsDesk
from ui.models.frameworks.commands import Command, allowed_at, gap_in_words, place_of, reworded
from ui.models.frameworks.tree import ABOUT, FrameworkTree, Place, tree_rows
from ui.models.frameworks.versions import DRAFT, Version, ref_of, versions_of
from ui.widgets.frameworks.column import FrameworkColumn
from ui.widgets.frameworks.sheet import TEXTS, VERSIONS, WEIGHTS, FrameworkSheet
from ui.widgets.page import Page, Surroundings
from ui.widgets.rule import upright_rule

if TYPE_CHECKING:
    from scorecard.workspace import Workspace

_SHOWN = (Framework, Edition, Draft, WeightSet, Round)
"""The records that this page shows something of."""


class FrameworksPage(Page):
    """Left the tree of one version of one framework, right what is open in it."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        session, theme, prompts, tasks = (
            surroundings.session,
            surroundings.theme,
            surroundings.prompts,
            surroundings.tasks,
        )
        self._stale = True
        self._id: str | None = None
        self._followed: str | None = None
        self._place: Place | None = None
        self._version: str | None = None
        self._versions: tuple[Version, ...] = ()
        self._history: tuple[Framework | None, list[tuple[Revision, Change]]] | None = None
        self._unstored: dict[tuple[str, Place, str], Text] = {}
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = FrameworkDesk(session, theme, prompts, tasks, self.notice, self)
        self.tree = FrameworkTree()
        self.column = FrameworkColumn(theme, self.tree)
        self.sheet = FrameworkSheet(theme)
        self.weights = WeightsDesk(session, self.sheet.weights)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column)
        row.addWidget(upright_rule())
        row.addWidget(self.sheet, 1)
        self._connect()

    @property
    def shown(self) -> Version | None:
        """The version that is shown."""
        if not self._versions:
            return None
        return next((one for one in self._versions if one.key == self._version), self._versions[0])

    @property
    def place(self) -> Place:
        """What is open."""
        return self._place or ABOUT

    def refresh(self) -> None:
        workspace = self._session.workspace
        if workspace is None or not self._stale:
            return
        self._stale = False
        snapshot = workspace.snapshot
        if self._session.framework != self._followed:
            self._followed = self._id = self._session.framework
        if self._id not in snapshot.frameworks and self._id not in snapshot.drafts:
            self._id = self._session.framework
        if self._id is None:
            return
        if self._place is None and self._session.criterion is not None:
            self._place = Place("criterion", self._session.criterion)
        self._versions = versions_of(snapshot, self._id, self._history_of(workspace, self._id))
        shown = self.shown
        self._version = shown.key if shown is not None else None
        frameworks = [*snapshot.ordered_frameworks()]
        frameworks += [one.framework for id, one in snapshot.drafts.items() if id not in snapshot.frameworks]
        tongue = language()
        names = [(one.short.into(tongue) or one.name.into(tongue) or one.id, one.id) for one in frameworks]
        self.column.set_frameworks(names, self._id)
        self.column.set_versions([(one.title, one.key) for one in self._versions], self._version)
        self._show(workspace)

    def open(self, place: Place) -> None:
        """Show a place of the framework."""
        self.sheet.store()
        self._place = place
        self._show_again()
        for (id, where, name), text in self._unstored.items():
            if (id, where) == (self._id, place):
                self.sheet.form.put_back(name, text)

    def open_version(self, version: str) -> None:
        """Show another version; what is open stays open where it is there too."""
        self.sheet.store()
        self._version = version
        self._become_stale()

    def choose_framework(self, id: str) -> None:
        """Show another framework."""
        self.sheet.store()
        self._id, self._version, self.weights.chosen = id, None, None
        self._place = ABOUT
        self._stale = True
        workspace = self._session.workspace
        if workspace is not None and id in workspace.snapshot.frameworks:
            self._followed = id
            self._session.go_to(framework=id)
        self._become_stale()

    def leave(self) -> None:
        self.sheet.store()

    def kept(self) -> Any:
        return self._id, self._version, self._place, self.sheet.tab, self.weights.chosen

    def take_up(self, kept: Any) -> None:
        self._id, self._version, self._place, tab, self.weights.chosen = kept
        self._followed = self._session.framework
        self.sheet.tabs.set_current(tab)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()
        self.column.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _history_of(self, workspace: Workspace, id: str) -> list[tuple[Revision, Change]]:
        """What became of a framework; read again only when it has changed, not with every word of its draft."""
        now = workspace.snapshot.frameworks.get(id)
        if self._history is None or self._history[0] is not now:
            self._history = now, workspace.changes_of(ref_of(id))
        return self._history[1]

    # What is shown

    def _show(self, workspace: Workspace) -> None:
        shown = self.shown
        if shown is None or self._id is None:
            return
        framework = shown.framework
        editable = shown.state == "draft" and not workspace.reading
        missing = gaps(framework) if shown.state == "draft" else ()
        counts = Counter(place_of(gap)[0] for gap in missing)
        fates = {id: link.fate for link in framework.crosswalk for id in link.new}
        self.tree.show(tree_rows(framework, counts, fates))
        if not self.tree.index_of(self.place).isValid():
            self._place = self._beside(self.place)
        self.column.view.show_place(self.place)
        allowed = allowed_at(framework, self.place) if editable else frozenset()
        self.column.set_state(editable=editable, why=_why(shown, workspace), allowed=allowed)
        has_draft = self._id in workspace.snapshot.drafts
        self.sheet.show_state(shown, missing, has_draft=has_draft, may_write=not workspace.reading)
        title = next(row.name for row in self.tree.rows if row.place == self.place)
        if self.sheet.tab != TEXTS:
            title = framework.short.into(language()) or framework.id
        ready = scales() if editable else ()
        self.sheet.show_place(title, framework, self.place, editable=editable, ready=ready)
        if self.sheet.tab == VERSIONS:
            self.sheet.versions.show_versions(self._versions, shown.key)
        elif self.sheet.tab == WEIGHTS:
            # No version but the one in force is compared by.
            self.weights.show(workspace.snapshot.frameworks.get(self._id))

    def _beside(self, place: Place) -> Place:
        """What stands for a place that this version lacks: a criterion that came back, or was retired."""
        for kind in ("criterion", "retired"):
            other = Place(kind, place.id)
            if self.tree.index_of(other).isValid():
                return other
        return ABOUT

    def _turn(self) -> None:
        self.sheet.store()
        self._show_again()

    def _show_again(self) -> None:
        workspace = self._session.workspace
        if workspace is not None and self._versions:
            self._show(workspace)

    # What a person does

    def _begin(self) -> None:
        """Begin a draft, or go to the one there is."""
        workspace = self._session.workspace
        if workspace is None or self._id is None:
            return
        if self._id in workspace.snapshot.drafts or self.desk.begin(self._id):
            self.open_version(DRAFT)

    def _discard(self) -> None:
        if self._id is not None and self.desk.discard(self._id):
            self.notice.emit(_("The draft is discarded. Undo (Ctrl+Z) brings it back."))

    def _adopt(self) -> None:
        """Put the draft in force; where something is missing, go there instead."""
        shown = self.shown
        self.sheet.store()
        if shown is None or self._id is None:
            return
        missing = gaps(shown.framework)
        if missing:
            self._open_gap(missing[0])
            sentence = _("Before the draft can be put in force this is to be written: {missing}.")
            self.notice.emit(sentence.format(missing=gap_in_words(shown.framework, missing[0])))
        elif self.desk.put_in_force(self._id):
            self.open_version("")
            self.notice.emit(_("The new version is in force. Undo (Ctrl+Z) takes it back whole."))

    def _command(self, command: Command) -> None:
        shown = self.shown
        if shown is None or self._id is None:
            return
        if command == "retire" and self.place.kind == "retired":
            command = "restore"
        if command not in allowed_at(shown.framework, self.place) or not self.column.is_editable:
            return
        self.sheet.store()
        bar = self.column.view.verticalScrollBar()
        before = bar.value()
        there = self.desk.command(self._id, self.place, command)
        if there is not None:
            # What was open may have gone to the end of the tree, where nobody looks.
            bar.setValue(before)
            self._place = there
            self._show_again()
            if command in ("criterion", "section"):
                self._write()

    def _write(self) -> None:
        """Take the caret to the texts of what is open."""
        if self.sheet.tab != TEXTS:
            self.sheet.show_tab(TEXTS)
        self.sheet.write(self.place)

    def _open_gap(self, gap: Gap) -> None:
        shown = self.shown
        if shown is None:
            return
        place, field = place_of(gap)
        if self.sheet.tab != TEXTS:
            self.sheet.tabs.set_current(TEXTS)
        self.open(place)
        if place.kind == "scale":
            field = str(shown.framework.codes.index(gap.place))
        self.sheet.write(place, field, gap.language)

    def _entered(self, name: str, text: Text) -> None:
        """Store a text; one that is refused is kept, for when the person comes back to it."""
        place, id = self.place, self._id
        if id is None:
            return
        if self._change(lambda draft: reworded(draft, place, name, text)):
            self._unstored.pop((id, place, name), None)
        else:
            self._unstored[id, place, name] = text

    def _change(self, make: Callable[[Framework], Framework]) -> bool:
        return self._id is not None and self.desk.change(self._id, make)

    def _export(self) -> None:
        if self.shown is not None:
            self.desk.export(self.shown.framework)

    def _offer(self) -> None:
        button = self.column.more
        menu = self.desk.menu_of_additions(self._open_added_by)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _open_added_by(self, add: Callable[[], str | None]) -> None:
        """Add a framework and open it, if one was added."""
        id = add()
        if id is not None:
            self.choose_framework(id)

    def _move(self, step: int) -> None:
        if self._in_force() is not None and self._id is not None:
            self.desk.move(self._id, step)

    def _remove(self) -> None:
        framework = self._in_force()
        if framework is None:
            self._discard()
        elif self.desk.remove(framework.id):
            said = _("“{framework}” is removed. Undo (Ctrl+Z) brings it back.")
            self.notice.emit(said.format(framework=framework.short.into(language())))

    # What happens elsewhere

    def _connect(self) -> None:
        session, column, sheet = self._session, self.column, self.sheet
        session.opened.connect(self._opened)
        session.edited.connect(self._edited)
        session.place_changed.connect(self._become_stale)
        column.framework_chosen.connect(self.choose_framework)
        column.framework.add_command(_("Put it one place earlier"), lambda: self._move(-1))
        column.framework.add_command(_("Remove this framework"), self._remove)
        column.version_chosen.connect(self.open_version)
        column.asked.connect(self._command)
        column.more.clicked.connect(self._offer)
        column.view.opened.connect(self.open)
        column.view.entered.connect(self._write)
        sheet.turned.connect(self._turn)
        sheet.began.connect(self._begin)
        sheet.adopted.connect(self._adopt)
        sheet.discarded.connect(self._discard)
        sheet.exported.connect(self._export)
        sheet.gap_chosen.connect(self._open_gap)
        sheet.filled.connect(lambda tongue: self._change(lambda draft: fill(draft, tongue)))
        sheet.form.entered.connect(self._entered)
        sheet.form.done.connect(lambda: column.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        sheet.scale.done.connect(lambda: column.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        sheet.versions.opened.connect(self.open_version)
        sheet.scale.changed.connect(self._change)

    def _in_force(self) -> Framework | None:
        workspace = self._session.workspace
        return None if workspace is None else workspace.snapshot.frameworks.get(self._id or "")

    def _opened(self) -> None:
        self._id = self._followed = self._place = self._version = self.weights.chosen = None
        self._versions, self._history = (), None
        self._unstored.clear()
        self._become_stale()

    def _edited(self, edit: Edit) -> None:
        if any(isinstance(change.after or change.before, _SHOWN) for change in edit.changes):
            self._become_stale()

    def _become_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()


def _why(shown: Version, workspace: Workspace) -> str:
    """Why a version cannot be written, or what to do to write."""
    version = shown.framework.version
    if workspace.reading:
        return _("This file is open for reading only.")
    if shown.state == "before":
        said = _(
            "Version {version} was in force before. It can be read; the rounds closed under it keep to it."
        )
    else:
        said = _("Version {version} is in force and can be read. Start a new version to change it.")
    return said.format(version=version)
