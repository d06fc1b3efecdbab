"""The strip at the foot: what the program has to say, what undo would undo, and that everything is saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from scorecard.i18n import _
from ui.actions import Actions
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import draw_icon
from ui.widgets.text import label

_WIDEST_UNDO = 380
"""Pixels of the name of what undo takes back."""


class NoticeStrip(QFrame):
    """28 px with its line, higher only while a sentence needs it; a refusal stays until put away or work goes on."""

    def __init__(
        self, session: Session, theme: Theme, tasks: Tasks, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._actions = actions
        self._works = False
        self.setProperty("ground", "rail")
        self.setMinimumHeight(27)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 16, 2)
        row.setSpacing(8)
        self._sign = _Sign(theme)
        row.addWidget(self._sign)
        self._words = _Words(theme)
        row.addWidget(self._words, 1)
        self._close = IconButton(theme, "close", kind="quiet", name=_("Put this notice away"))
        self._close.setProperty("strip", "true")
        self._close.setFixedSize(QSize(24, 22))
        self._close.clicked.connect(self.rest)
        row.addWidget(self._close)
        row.addSpacing(8)
        self._add_progress(row, theme, tasks)
        self._undo = IconButton(theme, "undo", _("Undo"), kind="quiet")
        self._undo.setProperty("strip", "true")
        self._undo.clicked.connect(actions["undo"].trigger)
        row.addWidget(self._undo)
        self._line = QFrame()
        self._line.setProperty("line", True)
        self._line.setFixedSize(1, 14)
        row.addWidget(self._line)
        self._saved_sign = _Sign(theme)
        self._saved_sign.show_sign("check", "positive")
        row.addWidget(self._saved_sign)
        self._saved = label(theme, "", "body")
        self._saved.setFont(theme.font(12.5, 500))
        row.addWidget(self._saved)
        tasks.started.connect(self._work_started)
        tasks.progress.connect(self._work_went_on)
        tasks.finished.connect(self._work_ended)
        session.opened.connect(self._opened)
        session.edited.connect(self._edited)
        session.refused.connect(self._show_unsaved)
        session.closed.connect(self._closed)
        self._opened() if session.workspace is not None else self._closed()

    def say(self, sentence: str) -> None:
        """A notice that something went as asked."""
        self._show(sentence, "info", "muted", whole=True)

    def refuse(self, sentence: str) -> None:
        """A notice that something was refused or went wrong."""
        self._show(sentence, "alert", "danger", whole=True)

    def rest(self) -> None:
        """Back to what the evaluation itself has to say, or to nothing."""
        workspace = self._session.workspace
        note = ""
        if workspace is not None and workspace.snapshot.evaluation.caution:
            note = workspace.snapshot.evaluation.note
        self._show(note, "info", "muted", whole=False)

    def _show(self, sentence: str, sign: str, role: str, *, whole: bool) -> None:
        self._words.show_sentence(sentence, whole=whole)
        if self._words.property("ink") != role:
            self._words.setProperty("ink", role)
            self._words.style().polish(self._words)
        self._sign.show_sign(sign if sentence else "", role)
        self._close.setVisible(bool(sentence) and whole)
        self._show_if_needed(sentence)

    def _show_if_needed(self, sentence: str) -> None:
        self.setVisible(bool(sentence) or self._works or self._session.workspace is not None)

    def _add_progress(self, row: QHBoxLayout, theme: Theme, tasks: Tasks) -> None:
        self._doing = label(theme, "", "body", ink="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._cancel = IconButton(theme, "close", _("Cancel"), kind="quiet")
        self._cancel.setProperty("strip", "true")
        self._cancel.clicked.connect(tasks.cancel)
        for widget in (self._doing, self._bar, self._cancel):
            row.addWidget(widget)
            widget.hide()

    def _work_started(self, doing: str) -> None:
        self._doing.setText(doing)
        self._bar.setRange(0, 0)
        self._works = bool(doing)
        for widget in (self._doing, self._bar, self._cancel):
            widget.setVisible(self._works)
        self._show_if_needed(self._words.sentence)

    def _work_went_on(self, done: int, total: int, doing: str) -> None:
        self._doing.setText(doing)
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _work_ended(self) -> None:
        self._works = False
        for widget in (self._doing, self._bar, self._cancel):
            widget.hide()
        self._show_if_needed(self._words.sentence)

    def _opened(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        try:
            when = datetime.fromtimestamp(workspace.path.stat().st_mtime).astimezone()
        except OSError:
            when = datetime.now().astimezone()
        self._show_saved(when)
        self._show_unsaved()
        self.rest()

    def _edited(self, edit: object) -> None:
        self._show_saved(datetime.now().astimezone())
        self.rest()

    def _show_saved(self, when: datetime) -> None:
        workspace = self._session.workspace
        undo = self._actions["undo"]
        self._show_undo(undo.text() if undo.isEnabled() else "")
        self._line.setVisible(undo.isEnabled())
        if workspace is not None and workspace.reading:
            self._saved_sign.show_sign("lock", "muted")
            self._saved.setText(_("Open for reading only"))
        else:
            self._saved_sign.show_sign("check", "positive")
            self._saved.setText(_("All changes saved · {time}").format(time=clock(when)))
        self._saved_sign.show()
        self._saved.show()

    def _show_unsaved(self, _sentence: str = "") -> None:
        """What was done last could not be stored, until something can again."""
        if self._session.workspace is not None and self._session.unsaved:
            self._saved_sign.show_sign("alert", "danger")
            self._saved.setText(_("Not saved"))

    def _show_undo(self, words: str) -> None:
        """The words beside the arrow, which never give way to a notice; a very long name is cut, with its tip."""
        metrics = self._undo.fontMetrics()
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST_UNDO)
        self._undo.setText(cut.replace("&", "&&"))
        self._undo.setToolTip(words if cut != words else "")
        self._undo.setVisible(bool(words))
        self._undo.ensurePolished()
        self._undo.setFixedWidth(self._undo.sizeHint().width())

    def _closed(self) -> None:
        for widget in (self._undo, self._line, self._saved_sign, self._saved):
            widget.hide()
        self.rest()


class _Words(QLabel):
    """One line cut where it ends, with the whole of it in its tip; or, when asked, a sentence in all its lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sentence = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(12.5))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_sentence(self, sentence: str, *, whole: bool) -> None:
        """Another sentence; one that has to be read is shown whole."""
        self.sentence = sentence
        self.setWordWrap(whole)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        cut = self.sentence
        if not self.wordWrap():
            cut = self.fontMetrics().elidedText(cut, Qt.TextElideMode.ElideRight, self.width())
        if cut != self.text():
            self.setText(cut)
        self.setToolTip(self.sentence if cut != self.sentence else "")
        self.setAccessibleName(self.sentence)


class _Sign(QWidget):
    """A small icon whose drawing changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = ""
        self._role = "muted"
        self.setFixedSize(16, 16)

    def show_sign(self, name: str, role: str) -> None:
        """Another drawing, or none."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.rect()), self._theme, self._name, self._role)
        painter.end()


def clock(when: datetime) -> str:
    """The time of today, or the day and the time."""
    today = datetime.now().astimezone().date()
    return f"{when:%H:%M}" if when.date() == today else f"{when:%Y-%m-%d %H:%M}"
