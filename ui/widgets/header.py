"""The head of the window: which evaluation, which round, what to beware of, and who scores."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from scorecard.analysis.evaluators.people_words import kind_word
from scorecard.i18n import _
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Caution, Round
from ui.actions import Actions
from ui.models.people.words import blind_sentence
from ui.session import Session
from ui.theme import Theme
from ui.widgets.data_table import tip
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import draw_icon
from ui.widgets.picker import Picker
from ui.widgets.text import label


class Header(QFrame):
    """48 px over the page, the line below counted."""

    def __init__(
        self, session: Session, theme: Theme, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setFixedHeight(47)
        self.setProperty("ground", "window")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(12)
        self._title = Elided(theme)
        row.addWidget(self._title)
        self._round = Picker(theme, "", name=_("Round"))
        self._round.add_command(_("Evaluators and rounds…"), actions["people"].trigger)
        self._round.changed.connect(lambda key: session.go_to(round=key))
        row.addWidget(self._round)
        self._flag = Flag(theme)
        row.addWidget(self._flag)
        self._blind = IconButton(theme, "eye-off", _("Blind round"), kind="quiet", small=True)
        self._blind.setToolTip(tip(blind_sentence()))
        self._blind.clicked.connect(lambda: session.told.emit(blind_sentence()))
        row.addWidget(self._blind)
        row.addStretch(1)
        self._scoring = label(theme, _("Scoring as"), "body", ink="muted")
        row.addWidget(self._scoring)
        self._evaluator = Picker(theme, "", name=_("Scoring as"))
        self._evaluator.add_command(_("Add evaluator…"), actions["add-evaluator"].trigger)
        self._evaluator.changed.connect(session.choose_evaluator)
        row.addWidget(self._evaluator)
        session.opened.connect(self.refresh)
        session.edited.connect(self._edited)
        session.evaluator_changed.connect(self.refresh)
        session.place_changed.connect(self.refresh)
        self.refresh()

    def _edited(self, edit: Edit) -> None:
        # Nothing here shows scores, and they are stored at every key press.
        if any(change.ref.kind != "score" for change in edit.changes):
            self.refresh()

    def refresh(self) -> None:
        """Show what the session says now."""
        if self._session.workspace is None:
            return
        snapshot = self._session.workspace.snapshot
        self._title.set_text(snapshot.evaluation.title)
        round = snapshot.rounds.get(self._session.round or "")
        rounds = [(_closed(one) if one.closed else one.name, one.key) for one in snapshot.ordered_rounds()]
        self._round.set_choices(rounds, self._session.round, nothing=_("No round yet"))
        self._round.set_mark("lock" if round is not None and round.closed else "")
        self._blind.setVisible(round is not None and round.blind)
        self._flag.show_caution(snapshot.evaluation.caution)
        choices = [(f"{one.name} · {kind_word(one.kind)}", one.key) for one in snapshot.ordered_evaluators()]
        self._evaluator.set_choices(choices, self._session.evaluator, nothing=_("Choose who scores"))


class Elided(QLabel):
    """A title that gives way when room is short, with the whole of it in its tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(15, 600))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(120)

    def set_text(self, text: str) -> None:
        """The whole title."""
        self._whole = text
        self.setMaximumWidth(QFontMetrics(self.font()).horizontalAdvance(text) + 2)
        self.setToolTip(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class Flag(QFrame):
    """The amber flag of an evaluation whose scores are not an assessment."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pill", "warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 10, 0)
        row.setSpacing(5)
        row.addWidget(_FlagIcon(theme))
        self._words = label(theme, "")
        self._words.setFont(theme.font(12, 500))
        row.addWidget(self._words)
        self.setFixedHeight(22)

    def show_caution(self, caution: Caution) -> None:
        """Say it, or stay away where there is nothing to beware of."""
        match caution:
            case "illustrative":
                self._words.setText(_("Illustrative scores"))
            case "invented":
                self._words.setText(_("Invented scores"))
            case "":
                self._words.setText("")
            case _:
                assert_never(caution)
        self.setVisible(bool(caution))


class _FlagIcon(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.rect()), self._theme, "flag", "warning")
        painter.end()


def _closed(round: Round) -> str:
    return _("{round} · closed").format(round=round.name)
