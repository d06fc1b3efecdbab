"""Import from the window: asks for files, reads them in the background, shows what they would do, and takes them in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, format_count, ngettext
from scorecard.progress import Progress
from ui.dialogs.desk import Desk
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from scorecard.aside import Aside
    from scorecard.exchange.imports.import_plan import ImportPlan, OnConflict
    from scorecard.exchange.imports.long_columns import LongField
    from scorecard.exchange.reading import Fault, Reading
    from scorecard.model.edit import Revision
    from scorecard.model.evaluation import Key
    from scorecard.model.score import Cell
    from scorecard.model.snapshot import Snapshot
    from scorecard.workspace import Workspace

T = TypeVar("T")
_Columns = dict[tuple[str, ...], "Mapping[LongField, str]"]


class ImportDesk(Desk):
    """Takes in what the page that it serves is given. What columns hold is remembered while the page is there."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompts: Prompts,
        tasks: Tasks,
        preferences: Preferences,
        page: QWidget,
    ) -> None:
        super().__init__(session, theme, prompts, tasks, preferences, page)
        self._columns: _Columns = {}

    def choose_files(self) -> None:
        """Ask for forms and tables, and begin to take them in."""
        if self._takeable() is not None:
            kinds = _("Forms and tables (*.xlsx *.csv)") + ";;" + _("All files (*)")
            paths = self._prompts.open_paths(self._page, kinds, _("Choose forms and tables"))
            self.take(paths)

    def choose_folder(self) -> None:
        """Ask for a folder of forms and tables, and begin to take them in."""
        if self._takeable() is not None:
            folder = self._prompts.folder(self._page)
            self.take([folder] if folder is not None else [])

    def take(self, paths: Sequence[Path]) -> None:
        """Read files and folders in the background, and show what they would do."""
        from scorecard.exchange.imports.sources import files_of

        workspace = self._takeable()
        if workspace is None or not paths:
            return
        try:
            files = files_of(paths)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        place = paths[0] if len(paths) == 1 else files[0].parent
        snapshot = workspace.snapshot
        self._run(
            self._reader(files, snapshot, create=False),
            doing=_("Reading the files"),
            done=lambda readings: _Import(self, workspace, files, readings, place).plan(),
        )

    def _reader(
        self, files: Sequence[Path], snapshot: Snapshot, *, create: bool
    ) -> Callable[[Progress], tuple[Reading, ...]]:
        """Reads files from values alone, those with heads that were explained before with what they mean."""
        known = dict(self._columns)

        def read(progress: Progress) -> tuple[Reading, ...]:
            from scorecard.exchange.grid import NoTable
            from scorecard.exchange.imports.sources import called, read_sources

            readings = list(read_sources(files, snapshot, create=create, progress=progress))
            for place, reading in enumerate(readings):
                if isinstance(reading.refused, NoTable) and reading.refused.heads in known:
                    columns = known[reading.refused.heads]
                    (again,) = read_sources([files[place]], snapshot, create=create, columns=columns)
                    readings[place] = called(again, reading.file)
            return tuple(readings)

        return read

    def _remember_columns(
        self, readings: Sequence[Reading], name: str, columns: Mapping[LongField, str]
    ) -> None:
        from scorecard.exchange.grid import NoTable

        refusal = next(one.refused for one in readings if one.file == name)
        if isinstance(refusal, NoTable):
            self._columns[refusal.heads] = columns

    def _takeable(self) -> Workspace | None:
        return self._writable(_("This evaluation is open for reading only, so that nothing can be taken in."))


class _Import:
    """One import on its way, whose copy is put by in the end whatever happens."""

    def __init__(
        self,
        desk: ImportDesk,
        workspace: Workspace,
        files: Sequence[Path],
        readings: Sequence[Reading],
        place: Path,
    ) -> None:
        self._desk = desk
        self._workspace = workspace
        self._files = files
        self._readings = readings
        self._place = place
        self._aside: Aside = workspace.aside()
        self._revisions: dict[Key, Revision] = {}
        self._create = self._is_shown = self._is_over = False

    def plan(self) -> None:
        """Work out in the background what would change, and show it."""
        self._work_out(self._readings, (), self._planned)

    def _work_out(
        self,
        readings: Collection[Reading],
        mended: Collection[Fault],
        done: Callable[[ImportPlan], None],
    ) -> None:
        aside = self._aside

        def work(_progress: Progress) -> tuple[ImportPlan, dict[Key, Revision]]:
            plan = aside.plan_import(tuple(readings), mended)
            return plan, aside.revisions({one.revision for one in plan.cells})

        def worked_out(found: tuple[ImportPlan, dict[Key, Revision]]) -> None:
            plan, revisions = found
            self._revisions |= revisions
            done(plan)

        self._run(work, _("Working out what changes"), worked_out)

    def _planned(self, plan: ImportPlan) -> None:
        if self._desk._session.workspace is not self._workspace:
            self._aside.discard()
        elif self._workspace.has_gone_on(self._aside):
            self._aside.discard()
            self.plan()
        else:
            self._show(plan)

    def _show(self, plan: ImportPlan) -> None:
        """Show the preview over the page, and take in what is agreed."""
        from ui.dialogs.import_preview import ImportPreview
        from ui.models.exchange.import_rows import Looks

        desk, snapshot = self._desk, self._workspace.snapshot
        preview = ImportPreview(
            desk._theme,
            Looks(snapshot, self._revisions, desk._session.viewer),
            desk._prompts,
            {one.file: file for file, one in zip(self._files, self._readings, strict=True)},
            self._readings,
            plan,
            self._work_out,
            self._read_again,
            self._create_missing,
            parent=desk._page.window(),
        )
        self._is_shown = True
        agreed = desk._prompts.run(preview)
        self._is_shown = False
        if agreed:
            self._write(preview.plan, dict(preview.decisions))
        elif desk._tasks.busy:
            self._is_over = True
            desk._tasks.cancel()
        else:
            self._aside.discard()
        preview.deleteLater()

    def _run(self, work: Callable[[Progress], T], doing: str, done: Callable[[T], None]) -> None:
        """Do something for the sheet, which needs the copy as long as it is shown and no longer."""

        def finished(result: T) -> None:
            if self._is_over:
                self._aside.discard()
            else:
                done(result)

        def undone() -> None:
            if not self._is_shown:
                self._aside.discard()

        self._desk._run(work, doing=doing, done=finished, undone=undone)

    def _read_again(
        self, path: Path, columns: Mapping[LongField, str], done: Callable[[Reading], None]
    ) -> None:
        name = next(one.file for file, one in zip(self._files, self._readings, strict=True) if file == path)
        self._desk._remember_columns(self._readings, name, columns)
        snapshot, create = self._workspace.snapshot, self._create

        def read(progress: Progress) -> Reading:
            from scorecard.exchange.imports.sources import called, read_sources

            (again,) = read_sources([path], snapshot, create=create, columns=columns, progress=progress)
            return called(again, name)

        self._run(read, _("Reading the files"), done)

    def _create_missing(self, on: bool, done: Callable[[Collection[Reading]], None]) -> None:
        self._create = on
        reader = self._desk._reader(self._files, self._workspace.snapshot, create=on)
        self._run(reader, _("Reading the files"), done)

    def _write(self, plan: ImportPlan, decisions: Mapping[Cell, OnConflict]) -> None:
        aside = self._aside
        self._desk._run(
            lambda progress: aside.take_in(plan, decisions, progress),
            doing=_("Taking in the scores"),
            done=lambda _nothing: self._written(plan, decisions),
            undone=aside.discard,
        )

    def _written(self, plan: ImportPlan, decisions: Mapping[Cell, OnConflict]) -> None:
        session, workspace = self._desk._session, self._workspace
        if session.workspace is not workspace:
            self._aside.discard()
            return
        if workspace.has_gone_on(self._aside):
            session.told.emit(
                _("Something was changed while the scores were taken in. Look at what they do now.")
            )
            self._aside.discard()
            self.plan()
            return
        held = session.perform(lambda here: here.take_over(self._aside))
        self._aside.discard()
        if not held:
            return
        count = len(plan.taken(decisions))
        self._desk._runs(workspace).remember("import", self._place, files=len(self._files), scores=count)
        words = ngettext(
            "{count} score is taken in. Undo (Ctrl+Z) takes all of it back.",
            "{count} scores are taken in. Undo (Ctrl+Z) takes all of it back.",
            count,
        )
        session.told.emit(words.format(count=format_count(count)))
