"""Import from the window: asks for files, reads them in the background, shows what they would do, and takes them in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, format_count, ngettext
from scorecard.progress import Progress
from ui.dialogs.told_work import run_told
from ui.models.exchange_runs import ExchangeRuns
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from scorecard.exchange.import_plan import ImportPlan
    from scorecard.exchange.long_columns import LongField
    from scorecard.exchange.reading import Fault, Reading
    from scorecard.model.snapshot import Snapshot
    from scorecard.workspace import Workspace
    from ui.dialogs.import_preview import ImportPreview

_Columns = dict[tuple[str, ...], "Mapping[LongField, str]"]


class ImportDesk:
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
        self._session = session
        self._theme = theme
        self._prompts = prompts
        self._tasks = tasks
        self._preferences = preferences
        self._page = page
        self._columns: _Columns = {}

    def choose_files(self) -> None:
        """Ask for forms and tables, and begin to take them in."""
        if self._writable() is not None:
            kinds = _("Forms and tables (*.xlsx *.csv)") + ";;" + _("All files (*)")
            paths = self._prompts.open_paths(self._page, kinds, _("Choose forms and tables"))
            self.take(paths)

    def choose_folder(self) -> None:
        """Ask for a folder of forms and tables, and begin to take them in."""
        if self._writable() is not None:
            folder = self._prompts.folder(self._page)
            self.take([folder] if folder is not None else [])

    def take(self, paths: Sequence[Path]) -> None:
        """Read files and folders in the background, and show what they would do."""
        from scorecard.exchange.sources import files_of

        workspace = self._writable()
        if workspace is None or not paths:
            return
        try:
            files = files_of(paths)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        place = paths[0] if len(paths) == 1 else files[0].parent
        run_told(
            self._session,
            self._tasks,
            self._reader(files, workspace.snapshot, create=False),
            doing=_("Reading the files"),
            done=lambda readings: self._look_through(workspace, files, readings, place),
        )

    def _reader(
        self, files: Sequence[Path], snapshot: Snapshot, *, create: bool
    ) -> Callable[[Progress], tuple[Reading, ...]]:
        """Reads files from values alone, those with heads that were explained before with what they mean."""
        known = dict(self._columns)

        def read(progress: Progress) -> tuple[Reading, ...]:
            from scorecard.exchange.grid import NoTable
            from scorecard.exchange.sources import called, read_sources

            readings = list(read_sources(files, snapshot, create=create, progress=progress))
            for place, reading in enumerate(readings):
                if isinstance(reading.refused, NoTable) and reading.refused.heads in known:
                    columns = known[reading.refused.heads]
                    (again,) = read_sources([files[place]], snapshot, create=create, columns=columns)
                    readings[place] = called(again, reading.file)
            return tuple(readings)

        return read

    def _look_through(
        self, workspace: Workspace, files: Sequence[Path], readings: Sequence[Reading], place: Path
    ) -> None:
        """Show the preview over the page, and take in what is agreed."""
        from ui.dialogs.import_preview import ImportPreview
        from ui.models.import_rows import Looks

        if self._session.workspace is not workspace:
            return
        create = False

        def plan_of(said: Collection[Reading], mended: Collection[Fault]) -> ImportPlan:
            return workspace.import_plan(tuple(said), mended=mended)

        def read_again(path: Path, columns: Mapping[LongField, str], done: Callable[[Reading], None]) -> None:
            name = next(one.file for file, one in zip(files, readings, strict=True) if file == path)
            self._remember_columns(readings, name, columns)
            snapshot = workspace.snapshot

            def read(progress: Progress) -> Reading:
                from scorecard.exchange.sources import called, read_sources

                (again,) = read_sources([path], snapshot, create=create, columns=columns, progress=progress)
                return called(again, name)

            self._run(read, done)

        def create_missing(on: bool, done: Callable[[Collection[Reading]], None]) -> None:
            nonlocal create
            create = on
            self._run(self._reader(files, workspace.snapshot, create=on), done)

        try:
            preview = ImportPreview(
                self._theme,
                Looks(workspace.snapshot, {one.id: one for one in workspace.history()}, self._session.viewer),
                self._prompts,
                {one.file: file for file, one in zip(files, readings, strict=True)},
                readings,
                plan_of,
                read_again,
                create_missing,
                parent=self._page.window(),
            )
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        if self._prompts.run(preview):
            self._store(workspace, preview, len(files), place)
        preview.deleteLater()

    def _store(self, workspace: Workspace, preview: ImportPreview, files: int, place: Path) -> None:
        plan, decisions = preview.plan, dict(preview.decisions)
        count = len(plan.taken(decisions))
        if not self._session.perform(lambda here: here.take_in(plan, decisions)):
            return
        runs = ExchangeRuns(preferences=self._preferences, evaluation=workspace.snapshot.evaluation.id)
        runs.remember("import", place, files=files, scores=count)
        words = ngettext(
            "{count} score is taken in. Undo (Ctrl+Z) takes all of it back.",
            "{count} scores are taken in. Undo (Ctrl+Z) takes all of it back.",
            count,
        )
        self._session.told.emit(words.format(count=format_count(count)))

    def _remember_columns(
        self, readings: Sequence[Reading], name: str, columns: Mapping[LongField, str]
    ) -> None:
        from scorecard.exchange.grid import NoTable

        refusal = next(one.refused for one in readings if one.file == name)
        if isinstance(refusal, NoTable):
            self._columns[refusal.heads] = columns

    def _run(self, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        run_told(self._session, self._tasks, work, doing=_("Reading the files"), done=done)

    def _writable(self) -> Workspace | None:
        workspace = self._session.workspace
        if workspace is not None and workspace.reading:
            self._session.refused.emit(
                _("This evaluation is open for reading only, so that nothing can be taken in.")
            )
            return None
        return workspace
