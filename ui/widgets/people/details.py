"""All about one evaluator, or about one round, beside the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from scorecard.analysis.evaluators.people_words import kind_word
from scorecard.i18n import _, ngettext
from scorecard.model.evaluation import Evaluator, Key, Round
from ui.models.people.words import blind_sentence, dates_of, round_kind_word
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.text import label

WIDTH = 360
_MOST_DUE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    """A conflict of interest as it is listed."""

    programme: Key
    name: str
    reason: str


class _Details(QScrollArea):
    """A column that scrolls, with a title, a caption and a row of buttons."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._inside.setProperty("ground", "surface")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(16, 16, 24, 24)
        self.column.setSpacing(8)
        self.title = label(theme, "", "card", wrap=True)
        self.caption = label(theme, "", "caption", ink="muted", wrap=True)
        self.column.addWidget(self.title)
        self.column.addWidget(self.caption)
        self.setWidget(self._inside)

    def set_empty(self, empty: bool) -> None:
        """Show nothing, or what was said last."""
        self._inside.setVisible(not empty)

    def add_row(self, *buttons: QPushButton) -> None:
        """Buttons side by side."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        self.column.addLayout(row)

    def add_head(self, text: str) -> QLabel:
        """The head of a part."""
        self.column.addSpacing(8)
        head = label(self._theme, text, "head")
        self.column.addWidget(head)
        return head


class EvaluatorDetails(_Details):
    """One evaluator; signals say what a person wants. `withdraw` and `opened` carry the key of a programme."""

    edit = Signal()
    remove = Signal()
    score = Signal()
    declare = Signal()
    withdraw = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Details of the evaluator"), parent)
        self._edit = IconButton(theme, "pencil", _("Edit"), small=True)
        self._edit.clicked.connect(self.edit)
        self._remove = IconButton(theme, "trash", _("Remove"), small=True)
        self._remove.clicked.connect(self.remove)
        self._score = IconButton(theme, "list-checks", _("Score as"), small=True)
        self._score.clicked.connect(self.score)
        self.add_row(self._edit, self._remove, self._score)
        self._due_head = self.add_head(_("Still due"))
        self._due = QVBoxLayout()
        self._due.setSpacing(2)
        self.column.addLayout(self._due)
        self.add_head(_("Conflicts of interest"))
        self.column.addWidget(
            label(
                theme,
                _("Their scores of these programmes are shown and never counted, in every round."),
                "caption",
                ink="muted",
                wrap=True,
            )
        )
        self._conflicts = QVBoxLayout()
        self._conflicts.setSpacing(8)
        self.column.addLayout(self._conflicts)
        self._declare = IconButton(theme, "plus", _("Declare a conflict…"), small=True)
        self._declare.clicked.connect(self.declare)
        self.add_row(self._declare)
        self.column.addStretch()

    def show_evaluator(
        self,
        evaluator: Evaluator,
        due: Sequence[tuple[Key, str]],
        conflicts: Sequence[ConflictLine],
        *,
        changeable: bool,
    ) -> None:
        """Show an evaluator; `due` are the programmes still due in the round, keys with names."""
        self.title.setText(evaluator.name)
        self.caption.setText(_("{kind} · {id}").format(kind=kind_word(evaluator.kind), id=evaluator.id))
        self._score.setToolTip(_("Score as {evaluator}").format(evaluator=evaluator.name))
        for button in (self._edit, self._remove, self._declare):
            button.setEnabled(changeable)
        _empty(self._due)
        for key, name in due[:_MOST_DUE]:
            link = QPushButton(_one_line(name))
            link.setProperty("kind", "link")
            link.setProperty("flush", "true")
            link.setToolTip(name)
            link.setMaximumWidth(WIDTH - 48)
            link.clicked.connect(lambda _checked=False, key=key: self.opened.emit(key))
            self._due.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        rest = len(due) - _MOST_DUE
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            self._due.addWidget(label(self._theme, more, "caption", ink="muted"))
        if not due:
            self._due.addWidget(label(self._theme, _("Nothing in this round."), "body", ink="muted"))
        self._show_conflicts(conflicts, changeable)

    def _show_conflicts(self, conflicts: Sequence[ConflictLine], changeable: bool) -> None:
        _empty(self._conflicts)
        for line in conflicts:
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(label(self._theme, line.name, "strong", wrap=True))
            column.addWidget(label(self._theme, line.reason, "body", wrap=True))
            withdraw = QPushButton(_("Withdraw"))
            withdraw.setProperty("kind", "link")
            withdraw.setProperty("flush", "true")
            withdraw.setEnabled(changeable)
            withdraw.setAccessibleName(
                _("Withdraw the conflict of interest on {programme}").format(programme=line.name)
            )
            withdraw.clicked.connect(lambda _checked=False, key=line.programme: self.withdraw.emit(key))
            column.addWidget(withdraw, 0, Qt.AlignmentFlag.AlignLeft)
            self._conflicts.addWidget(part)
        if not conflicts:
            self._conflicts.addWidget(label(self._theme, _("None declared."), "body", ink="muted"))


class RoundDetails(_Details):
    """One round; signals say what a person wants. `move` carries how many places on in time."""

    edit = Signal()
    remove = Signal()
    here = Signal()
    close_or_reopen = Signal()
    blind = Signal(bool)
    move = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Details of the round"), parent)
        self._edit = IconButton(theme, "pencil", _("Edit"), small=True)
        self._edit.clicked.connect(self.edit)
        self._remove = IconButton(theme, "trash", _("Remove"), small=True)
        self._remove.clicked.connect(self.remove)
        self._here = QPushButton(_("Work in this round"))
        self._here.setProperty("small", "true")
        self._here.clicked.connect(self.here)
        self.add_row(self._edit, self._remove)
        self.add_row(self._here)
        self._work = label(theme, "", "body", wrap=True)
        self.add_head(_("State"))
        self._state = label(theme, "", "body", wrap=True)
        self.column.addWidget(self._state)
        self._close = QPushButton("")
        self._close.setProperty("small", "true")
        self._close.clicked.connect(self.close_or_reopen)
        self.column.addWidget(self._work)
        self.add_row(self._close)
        self._versions = label(theme, "", "caption", ink="muted", wrap=True)
        self.column.addWidget(self._versions)
        self.add_head(_("Blind round"))
        self._blind = QCheckBox(_("Scores of others are hidden"))
        self._blind.clicked.connect(self.blind)
        self.column.addWidget(self._blind)
        self.column.addWidget(label(theme, blind_sentence(), "caption", ink="muted", wrap=True))
        self.add_head(_("Order in time"))
        self._earlier = IconButton(theme, "chevron-up", _("Earlier"), small=True)
        self._earlier.clicked.connect(lambda: self.move.emit(-1))
        self._later = IconButton(theme, "chevron-down", _("Later"), small=True)
        self._later.clicked.connect(lambda: self.move.emit(1))
        self.add_row(self._earlier, self._later)
        self.column.addStretch()

    def show_round(
        self, round: Round, work: str, *, here: bool, first: bool, last: bool, changeable: bool
    ) -> None:
        """Show a round; `work` is a sentence on what was done in it."""
        self.title.setText(round.name)
        parts = [round_kind_word(round.kind), dates_of(round), round.id]
        self.caption.setText(" · ".join(part for part in parts if part))
        for button in (self._edit, self._remove, self._close, self._blind):
            button.setEnabled(changeable)
        self._here.setEnabled(not here)
        self._state.setText(
            _("Closed: its scores can be read and not changed. It can be reopened, and the history says so.")
            if round.closed
            else _("Open: evaluators score in it.")
        )
        self._close.setText(_("Reopen the round") if round.closed else _("Close the round"))
        self._work.setText(work)
        kept = [_("{framework} {version}").format(framework=id, version=v) for id, v in round.editions]
        sentence = _("Scored by earlier versions: {versions}.").format(versions=", ".join(kept))
        self._versions.setText(sentence if kept else "")
        self._versions.setVisible(bool(kept))
        self._blind.setChecked(round.blind)
        self._earlier.setEnabled(changeable and not first)
        self._later.setEnabled(changeable and not last)


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _one_line(text: str) -> str:
    """A text for a button, in which an ampersand is one."""
    return text.replace("\n", " ").replace("&", "&&")
