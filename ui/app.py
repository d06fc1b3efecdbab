"""The only wiring: makes every part of the window once and hands each what it needs."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from scorecard.errors import Lacking
from scorecard.i18n import LANGUAGES, _, choose_language, language, language_of_machine
from scorecard.paths import data_folder
from scorecard.progress import Progress
from ui.actions import Actions
from ui.dialogs.turning_desk import TurningDesk
from ui.faults import note, untold_folder
from ui.keeping import Keeping
from ui.main_window import MainWindow
from ui.preferences import Preferences, Recent
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.dialogs.backups_desk import BackupsDesk

_SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def run(arguments: list[str]) -> int:
    """Show the window until it is closed; the first argument may be the path of an evaluation.

    Raises `Lacking` where there is no display, before Qt would end the process.
    """
    from ui.faults import watch, watch_for_crashes

    need_display()
    application = QApplication([sys.argv[0], "-style", "fusion"])
    program = Program(application, Prompts(), Preferences.load())
    watch(program.window.refuse)
    program.window.painted.connect(watch_for_crashes)
    program.begin(Path(arguments[0]) if arguments else None)
    return application.exec()


def need_display() -> None:
    """Look for a screen and what Qt needs to draw on it: Qt itself would end the process without a word."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise Lacking(
            _(
                "There is no display to show the window on. Start Scorecard from a desktop, or use the "
                "terminal: “scorecard --help” lists what can be done there."
            )
        )
    missing = [package for library, package in _SCREEN_LIBRARIES.items() if not _loads(library)]
    if missing:
        sentence = _("The window needs system libraries that are not here. Install them with: {command}")
        raise Lacking(sentence.format(command=f"sudo apt-get install {' '.join(missing)}"))
    if not _display_answers():
        sentence = _(
            "The display “{name}” does not answer. Start Scorecard from a desktop, or use the terminal."
        )
        raise Lacking(sentence.format(name=os.environ["DISPLAY"]))


class Program(QObject):
    """Session, window and commands. `begin` shows the window; what is heavy waits for its first paint."""

    def __init__(self, application: QApplication, prompts: Prompts, preferences: Preferences) -> None:
        super().__init__(application)
        application.setApplicationName("Scorecard")
        application.setApplicationDisplayName("Scorecard")
        self.application = application
        self.preferences = preferences
        self.prompts = prompts
        self._desk: BackupsDesk | None = None
        choose_language(preferences.language or language_of_machine())
        self.theme = Theme(self)
        self.theme.choose(preferences.theme or _theme_of_machine(application))
        self.session = Session(self)
        self.tasks = Tasks(self)
        # What nobody asked for is not in the way of what somebody asks for.
        self.ahead = Tasks(self)
        self.keeping = Keeping(self.session, self)
        self.turning = TurningDesk(self.session, self.tasks)
        self.actions = Actions(self.session, self)
        self.window = MainWindow(
            self.session, self.theme, prompts, self.tasks, self.ahead, self.actions, preferences
        )
        self._wire()
        self._show_choices()

    def begin(self, path: Path | None) -> None:
        """Show the window, then open an evaluation in it and load what it will need."""
        self.window.show()
        self.window.painted.connect(lambda: self._after_first_paint(path))

    def open(self, path: Path) -> bool:
        """Open an evaluation, and remember the one before.

        One that somebody else has open can be looked at; what they change shows when it is opened again.
        """
        self._remember()
        if self.session.open(path):
            return True
        refusal = self.session.refusal
        if refusal is not None and refusal.code in ("damaged", "unknown"):
            return self._backups_desk().offer(path, refusal)
        if refusal is None or refusal.code not in ("locked", "no-locks"):
            return False
        offer = _("Look at it without changing anything")
        self.theme.dress()
        if not (
            self.prompts.agree(self.window, str(refusal), offer) and self.session.open(path, reading=True)
        ):
            return False
        self.window.say(_("This evaluation is open for reading only: nothing can be changed."))
        return True

    def explore(self, sample: str) -> bool:
        """Open the person's own copy of a sample, made the first time; nobody has to find a place for it."""
        self._remember()
        path = data_folder() / "samples" / f"{sample}-{language()}.scorecard"
        if path.exists():
            opened = self.session.open(path)
        else:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self.window.refuse(_("The sample cannot be kept: {reason}.").format(reason=error.strerror))
                return False
            opened = self.session.create(path, sample=sample)
        if opened:
            self.window.show_page("score")
        return opened

    def new(self) -> None:
        """Ask what the new evaluation is about, make it and open it."""
        from scorecard.edits import people
        from ui.dialogs.new_evaluation import NewEvaluation

        dialog = NewEvaluation(self.theme, self.prompts, self.window)
        if not self.prompts.run(dialog):
            return
        self._remember()
        if self.session.create(dialog.path, title=dialog.title, frameworks=dialog.frameworks):
            name, kind = dialog.evaluator
            if name:
                self.session.edit(people.add_evaluator, name, kind)
                self._choose_somebody()

    def add_evaluator(self) -> None:
        """Ask for a name and a kind; whoever is added scores from now on."""
        from ui.dialogs.evaluator import NewEvaluator

        if self.session.workspace is None:
            return
        before = set(self.session.workspace.snapshot.evaluators)
        dialog = NewEvaluator(self.session, self.theme, self.window)
        if self.prompts.run(dialog) and self.session.workspace is not None:
            added = set(self.session.workspace.snapshot.evaluators) - before
            self.session.choose_evaluator(next(iter(added), self.session.evaluator))

    @property
    def busy(self) -> bool:
        """Whether any work is under way, asked for or not."""
        return self.tasks.busy or self.ahead.busy

    def close(self) -> None:
        """Store what is being typed, stop what is under way, let the evaluation go, and remember where one was."""
        self._leave()
        # While the evaluation is still open and locked, since what is cut off puts its copies by.
        for tasks in (self.tasks, self.ahead):
            tasks.end()
        self.session.close()
        self.keeping.wait()
        self.preferences.save()

    def speak(self, chosen: str) -> None:
        """Another language for the whole window."""
        self.preferences.language = chosen
        if chosen != language():
            choose_language(chosen)
            self.window.rebuild()
        self._show_choices()

    def dress(self, *, dark: bool) -> None:
        """The dark or the light theme."""
        self.preferences.theme = "dark" if dark else "light"
        if self.preferences.theme != self.theme.name:
            self.theme.apply(self.preferences.theme)
            self.window.rebuild()
        self._show_choices()

    def _wire(self) -> None:
        actions, window = self.actions, self.window
        actions["new"].triggered.connect(self.new)
        actions["open"].triggered.connect(self._ask_and_open)
        actions["sample"].triggered.connect(lambda: self.explore("mining"))
        actions["invented"].triggered.connect(lambda: self.explore("workshop"))
        actions["backups"].triggered.connect(lambda: self._backups_desk().show())
        actions["close"].triggered.connect(self._close_evaluation)
        actions["undo"].triggered.connect(self.turning.undo)
        actions["redo"].triggered.connect(self.turning.redo)
        actions["add-evaluator"].triggered.connect(self.add_evaluator)
        actions["dark"].triggered.connect(lambda checked: self.dress(dark=checked))
        for chosen in LANGUAGES:
            actions[chosen].triggered.connect(lambda _checked=False, chosen=chosen: self.speak(chosen))
        actions["keys"].triggered.connect(self._show_keys)
        actions["about"].triggered.connect(self._show_about)
        actions["quit"].triggered.connect(window.close)
        window.recent_chosen.connect(self.open)
        window.language_chosen.connect(self.speak)
        for action in actions.all():
            action.triggered.connect(partial(_note_command, action.objectName()))
        self.session.edited.connect(lambda edit: note(edit.label.message))
        window.closing.connect(self.close)
        window.standing_wanted.connect(self._answer_standing)
        self.session.opened.connect(self._choose_somebody)

    def _backups_desk(self) -> BackupsDesk:
        from ui.dialogs.backups_desk import BackupsDesk

        if self._desk is None:
            self._desk = BackupsDesk(
                self.session, self.theme, self.prompts, self.tasks, self.window, self._leave
            )
            self._desk.told.connect(self.window.say)
            self._desk.refused.connect(self.window.refuse)
        return self._desk

    def _answer_standing(self, offer: str) -> None:
        """What the line under the head of the window offers."""
        desk = self._backups_desk()
        if offer == "copy":
            desk.copy()
        else:
            desk.show()

    def _after_first_paint(self, path: Path | None) -> None:
        from ui.widgets.focus_ring import FocusRings
        from ui.widgets.icons import program_icon

        FocusRings(self.application, self.theme)
        self.application.setWindowIcon(program_icon(self.theme))
        if path is None or not self.open(path):
            self.window.rebuild()
        self._tell_of_reports()
        QTimer.singleShot(300, self, self._load_ahead)

    def _tell_of_reports(self) -> None:
        """Say once that the program failed the last time, with the folder in which the report is."""
        folder = untold_folder()
        if folder is None:
            return
        sentence = _(
            "The program made a mistake the last time; what was saved is safe. A report was written on this computer "
            "and sent to nobody. You may pass it on to whoever maintains the program."
        )
        if self.prompts.agree(self.window, sentence, _("Open its folder")):
            self.prompts.show_folder(folder)

    def _load_ahead(self) -> None:
        """Have the heavy packages in memory before they are needed, while the person reads the page."""
        if not self.ahead.busy:
            self.ahead.run(_import_heavy, doing="", done=_nothing, failed=_nothing)

    def _ask_and_open(self) -> None:
        path = self.prompts.open_path(self.window)
        if path is not None:
            self.open(path)

    def _leave(self) -> None:
        """Store what is being typed, and remember where one was."""
        self.window.leave()
        self._remember()

    def _close_evaluation(self) -> None:
        self._leave()
        self.session.close()

    def _choose_somebody(self) -> None:
        """Whoever scored last; else the only evaluator there is, or in a sample the first."""
        if self.session.workspace is None:
            return
        snapshot = self.session.workspace.snapshot
        remembered = self.preferences.evaluators.get(snapshot.evaluation.id)
        if remembered in snapshot.evaluators:
            self.session.choose_evaluator(remembered)
            return
        everyone = [one.key for one in snapshot.ordered_evaluators()]
        if everyone and (len(everyone) == 1 or snapshot.evaluation.caution):
            self.session.choose_evaluator(everyone[0])

    def _remember(self) -> None:
        from scorecard.storage.keeping.backups import is_backup

        workspace = self.session.workspace
        if workspace is None or is_backup(workspace.path):
            return
        evaluation = workspace.snapshot.evaluation
        if self.session.evaluator is not None:
            self.preferences.evaluators[evaluation.id] = self.session.evaluator
        now = datetime.now().astimezone()
        path = workspace.path.absolute()
        self.preferences.remember(
            Recent(path=path, title=evaluation.title, at=now, share=self._share_answered())
        )
        self.preferences.save()

    def _share_answered(self) -> float:
        """How much of the framework in view whoever scores has answered, 0 to 1."""
        session, workspace = self.session, self.session.workspace
        if workspace is None or not (session.framework and session.round and session.evaluator):
            return 0.0
        counts = workspace.answered(session.framework, session.round, session.evaluator)
        cells = len(counts) * len(workspace.snapshot.frameworks[session.framework].criteria)
        return sum(counts.values()) / cells if cells else 0.0

    def _show_choices(self) -> None:
        self.actions["dark"].setChecked(self.theme.name == "dark")
        for one in LANGUAGES:
            self.actions[one].setChecked(one == language())

    def _show_keys(self) -> None:
        from ui.dialogs.keys import Keys

        self.prompts.run(Keys(self.theme, self.window.page_id, self.window))

    def _show_about(self) -> None:
        from ui.dialogs.about import About

        self.prompts.run(About(self.theme, self.window))


def _import_heavy(progress: Progress) -> None:
    for name in ("scorecard.workspace", "scorecard.analysis.comparison", "pandas", "matplotlib.figure"):
        progress.step(0, 0, "")
        import_module(name)


def _note_command(id: str, *_checked: bool) -> None:
    note(id)


def _nothing(_result: object) -> None:
    """What is loaded ahead is loaded again when needed, where a failure is told."""


def _theme_of_machine(application: QApplication) -> str:
    """The theme nearest to the colours of the system. Asking Qt for its colour scheme would cost 15 ms of the start."""
    return "dark" if application.palette().window().color().lightness() < 128 else "light"


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _display_answers() -> bool:
    """Whether an X server listens where DISPLAY says; True where the question itself cannot be asked."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = xcb.xcb_connect(None, None)
    # The connection stays: a server that has just lost its only client starts anew, and would not answer Qt.
    return bool(xcb.xcb_connection_has_error(ctypes.c_void_p(connection)) == 0)
