"""The shell around the pages: rail, header, page, strip. It holds no business of any page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.actions import MENU_PAGES, RAIL_PAGES, Actions, icon_of

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from ui.preferences import Preferences
    from ui.prompts import Prompts
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.theme import Theme
    from ui.widgets.notice_strip import NoticeStrip
    from ui.widgets.page import Page
    from ui.widgets.rail import Rail


_PAGES = {
    "programmes": ("ui.pages.programmes", "ProgrammesPage"),
    "score": ("ui.pages.score", "ScorePage"),
    "compare": ("ui.pages.compare", "ComparePage"),
    "workshop": ("ui.pages.workshop", "WorkshopPage"),
    "exchange": ("ui.pages.exchange", "ExchangePage"),
    "people": ("ui.pages.people", "PeoplePage"),
    "frameworks": ("ui.pages.frameworks", "FrameworksPage"),
    "notes": ("ui.pages.notes", "NotesPage"),
    "history": ("ui.pages.history", "HistoryPage"),
}
"""Where each page lives; it is imported when it is first shown, after the first paint."""


class MainWindow(QMainWindow):
    """The start page, or the frame with a page.

    `painted` comes once, after the first paint of the empty ground; everything else is made from then on, or
    when an evaluation is opened, so that the window stands there at once.
    """

    painted = Signal()
    closing = Signal()
    recent_chosen = Signal(object)
    language_chosen = Signal(str)
    standing_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompts: Prompts,
        tasks: Tasks,
        ahead: Tasks,
        actions: Actions,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._prompts = prompts
        self._tasks = tasks
        self._ahead = ahead
        self._actions = actions
        self._preferences = preferences
        self._page = RAIL_PAGES[0]
        self._pages: dict[str, Page] = {}
        self._kept: dict[str, object] = {}
        self._alt_alone = False
        self._has_painted = False
        self.setMinimumSize(1024, 600)
        self.addActions(actions.all())
        for id in (*RAIL_PAGES, *MENU_PAGES):
            actions[id].triggered.connect(lambda _checked=False, page=id: self.show_page(page))
        session.opened.connect(self._renew)
        session.closed.connect(self._renew)
        session.edited.connect(self._retitle)
        session.told.connect(self.say)
        session.refused.connect(self.refuse)
        self._unsaid = ""
        self._strip: NoticeStrip | None = None
        self._retitle()
        self._restore()

    @property
    def page(self) -> Page | None:
        """The page of the evaluation that is shown, None on the start page."""
        return self._pages.get(self._page) if self._session.workspace is not None else None

    @property
    def page_id(self) -> str:
        """The id of that page, empty on the start page."""
        return self._page if self.page is not None else ""

    def rebuild(self) -> None:
        """Make everything anew, in the language and the theme in force, at the same place."""
        self._kept |= {id: page.kept() for id, page in self._pages.items()}
        self.leave()
        self._theme.dress()
        old = self.takeCentralWidget()
        self._pages.clear()
        self._actions.refresh()
        central = self._start() if self._session.workspace is None else self._frame()
        self.setCentralWidget(central)
        central.show()
        if old is not None:
            old.deleteLater()
        self._retitle()
        if self._session.workspace is not None:
            self.show_page(self._page)

    def show_page(self, id: str) -> None:
        """Bring a page into view."""
        if self._session.workspace is None:
            return
        if id != self._page:
            self.leave()
        self._page = id
        if id not in self._pages:
            page = self._made(id)
            self._pages[id] = page
            self._stack.addWidget(page)
        self._rail.show_page(id)
        self._stack.setCurrentWidget(self._pages[id])
        self._pages[id].refresh()

    def leave(self) -> None:
        """Let the page in view store what is still being typed."""
        page = self._pages.get(self._page)
        if page is not None:
            page.leave()

    def say(self, sentence: str) -> None:
        """A notice in the strip."""
        if self._strip is not None:
            self._strip.say(sentence)

    def refuse(self, sentence: str) -> None:
        """A notice of something that went wrong; before there is a strip it waits for it."""
        if self._strip is None:
            self._unsaid = sentence
        else:
            self._strip.refuse(sentence)

    def _renew(self) -> None:
        """Another evaluation, or none: nothing of the pages before is kept."""
        self.leave()
        self._pages.clear()
        self._kept.clear()
        self.rebuild()

    def _start(self) -> QWidget:
        from ui.pages.start import StartPage

        page = StartPage(self._theme, self._actions, self._preferences)
        page.recent_chosen.connect(self.recent_chosen)
        page.language_chosen.connect(self.language_chosen)
        page.draw_sample(self._ahead)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        self._add_strip(column)
        return central

    def _frame(self) -> QWidget:
        from ui.widgets.header import Header
        from ui.widgets.rail import Rail
        from ui.widgets.rule import level_rule, upright_rule

        central = QWidget()
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(0)
        self._rail: Rail = Rail(self._theme, self._actions, self._menu())
        across.addWidget(self._rail)
        across.addWidget(upright_rule())
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Header(self._session, self._theme, self._actions))
        column.addWidget(level_rule())
        self._add_standing(column)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        across.addLayout(column, 1)
        outer.addLayout(across, 1)
        outer.addWidget(level_rule())
        self._add_strip(outer)
        return central

    def _add_strip(self, column: QVBoxLayout) -> None:
        from ui.widgets.notice_strip import NoticeStrip

        self._strip = NoticeStrip(self._session, self._theme, self._tasks, self._actions, self)
        column.addWidget(self._strip)
        if self._unsaid:
            self._strip.refuse(self._unsaid)
            self._unsaid = ""

    def _add_standing(self, column: QVBoxLayout) -> None:
        from scorecard.storage.places import conflicted_copies, place_of
        from ui.models.standing import standing_of
        from ui.widgets.standing_bar import StandingBar

        workspace = self._session.workspace
        if workspace is None:
            return
        place = place_of(workspace.path)
        standing = standing_of(workspace, place, conflicted_copies(workspace.path, place))
        if standing is not None:
            bar = StandingBar(self._theme, standing)
            bar.wanted.connect(self.standing_wanted)
            column.addWidget(bar)

    def _menu(self) -> QMenu:
        from ui.widgets.icons import icon

        menu = QMenu(self)
        for group in (
            ("new", "open", "sample", "invented", "backups", "close"),
            ("undo", "redo", "add-evaluator"),
            MENU_PAGES,
            ("dark", "en", "es"),
            ("keys", "about", "quit"),
        ):
            for id in group:
                if icon_of(id):
                    self._actions[id].setIcon(icon(self._theme, icon_of(id)))
                menu.addAction(self._actions[id])
            menu.addSeparator()
        return menu

    def _made(self, id: str) -> Page:
        from ui.widgets.page import Surroundings

        surroundings = Surroundings(
            self._session, self._theme, self._prompts, self._tasks, self._actions, self._preferences
        )
        module, name = _PAGES[id]
        page: Page = getattr(import_module(module), name)(surroundings)
        page.go.connect(self.show_page)
        if id in self._kept:
            page.take_up(self._kept.pop(id))
        page.notice.connect(self.say)
        return page

    def _retitle(self) -> None:
        workspace = self._session.workspace
        title = workspace.snapshot.evaluation.title if workspace is not None else ""
        self.setWindowTitle(_("{title} – Scorecard").format(title=title) if title else "Scorecard")

    def _restore(self) -> None:
        if not self.restoreGeometry(QByteArray.fromBase64(self._preferences.geometry.encode())):
            self.resize(1366, 690)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        self._alt_alone = event.key() == Qt.Key.Key_Alt
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Alt and self._alt_alone and self._session.workspace is not None:
            self._rail.open_menu()
        self._alt_alone = False
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        self._preferences.geometry = self.saveGeometry().toBase64().toStdString()
        self.closing.emit()
        super().closeEvent(event)
