"""The scale of a framework: each level with its code, its word, its general meaning and the proof it asks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scorecard.edits.scales import add_step, recode_step, remove_step, reword_step, set_scale
from scorecard.i18n import _, language
from scorecard.model.framework import NEEDS, Framework, Need, Step
from ui.theme import Theme
from ui.widgets.frameworks.form import HEADINGS, LevelChip, heading, language_grid
from ui.widgets.frameworks.text import TextPair
from ui.widgets.icon_button import IconButton
from ui.widgets.picker import Picker
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label

_CODE = 62


class FrameworkScale(SteadyArea):
    """The levels from worst to best, to read or to write.

    `changed` carries what a person wants done: a function from the draft to another one. `done` says that they
    are through with writing.
    """

    changed = Signal(object)
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape: tuple[object, ...] = ()
        self._steps: list[_StepRows] = []

    def show_scale(
        self, framework: Framework, *, editable: bool, ready: tuple[tuple[Step, ...], ...] = ()
    ) -> None:
        """Show a scale; `ready` are those to choose from where it can be written."""
        shape = (framework.id, framework.version, editable, len(framework.scale))
        elsewhere = shape != self._shape
        if elsewhere:
            self._shape = shape
            self._make(framework, editable, ready)
        for position, rows in enumerate(self._steps):
            rows.show_step(framework, position, elsewhere=elsewhere)

    def store(self) -> None:
        """Have what is still being typed stored now."""
        for rows in self._steps:
            rows.word.store()
            rows.meaning.store()
            rows.enter_code()

    def write(self, position: int = 0, tongue: str = "") -> None:
        """Take the caret to the word of a level."""
        if position < len(self._steps) and self._steps[position].word.fields:
            field = self._steps[position].word.fields[1 if tongue == "es" else 0]
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(field, 0, 32)

    def _make(self, framework: Framework, editable: bool, ready: tuple[tuple[Step, ...], ...]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(8)
        grid = language_grid(self._theme, column, spacing=6)
        self._steps = []
        for position in range(len(framework.scale)):
            rows = _StepRows(self._theme, grid, 1 + 4 * position, editable=editable)
            grid.setRowMinimumHeight(4 * position + 4, 10)
            self._connect(rows, position)
            self._steps.append(rows)
        if editable:
            column.addLayout(self._tools(len(framework.scale), ready))
        column.addStretch()
        self.setWidget(inside)

    def _connect(self, rows: _StepRows, position: int) -> None:
        def tell(make: Callable[..., Framework], *given: object, **named: object) -> None:
            self.changed.emit(lambda draft: make(draft, *given, **named))

        rows.word.entered.connect(lambda text: tell(reword_step, position, word=text))
        rows.meaning.entered.connect(lambda text: tell(reword_step, position, meaning=text))
        rows.word.done.connect(self.done)
        rows.meaning.done.connect(self.done)
        rows.on_code = lambda code: tell(recode_step, position, code)
        if rows.code is not None:
            rows.code.editingFinished.connect(rows.enter_code)
        if rows.needs is not None:
            rows.needs.changed.connect(lambda need: tell(reword_step, position, needs=need))
        if rows.remove is not None:
            rows.remove.clicked.connect(lambda: tell(remove_step, position))

    def _tools(self, steps: int, ready: tuple[tuple[Step, ...], ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(HEADINGS + 16, 4, 0, 0)
        row.setSpacing(8)
        add = IconButton(self._theme, "plus", _("Level above the best"))
        add.clicked.connect(lambda: self.changed.emit(lambda draft: add_step(draft, steps)))
        row.addWidget(add)
        if ready:
            choice = Picker(self._theme, "", name=_("Take a ready scale"))
            choice.set_choices(
                [(scale_in_words(steps), steps) for steps in ready], nothing=_("Take a ready scale")
            )
            choice.changed.connect(lambda scale: self.changed.emit(lambda draft: set_scale(draft, scale)))
            row.addWidget(choice)
        row.addStretch()
        return row


class _StepRows:
    """The three rows of one level."""

    def __init__(self, theme: Theme, grid: QGridLayout, row: int, *, editable: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self.code: QLineEdit | None = None
        self.needs: Picker | None = None
        self.remove: QPushButton | None = None
        self.on_code: Callable[[str], None] = _nobody
        self._stored_code = ""
        self._said: QLabel | None = None
        lead = QWidget()
        lead.setFixedWidth(HEADINGS)
        across = QHBoxLayout(lead)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self._chip = LevelChip(theme)
        across.addWidget(self._chip)
        if editable:
            self.code = QLineEdit()
            self.code.setFixedWidth(_CODE)
            self.code.setMaxLength(8)
            self.code.setAccessibleName(_("Code of the level"))
            across.addWidget(self.code)
        across.addStretch()
        grid.addWidget(lead, row, 0, top)
        self.word = TextPair(theme, grid, row, name=_("Word"), lines=1, editable=editable)
        grid.addWidget(heading(theme, _("Meaning"), editable), row + 1, 0, top)
        self.meaning = TextPair(theme, grid, row + 1, name=_("Meaning"), lines=1, editable=editable)
        grid.addWidget(heading(theme, _("Asks for"), editable), row + 2, 0, top)
        if editable:
            self.needs = Picker(theme, "", name=_("Proof this level asks for"))
            self.needs.set_choices([(need_in_words(need), need) for need in NEEDS], "")
            grid.addWidget(self.needs, row + 2, 1, Qt.AlignmentFlag.AlignLeft)
            self.remove = IconButton(theme, "trash", _("Remove this level"), kind="link")
            grid.addWidget(self.remove, row + 2, 2, Qt.AlignmentFlag.AlignRight)
        else:
            self._said = label(theme, "", "body", ink="muted", wrap=True)
            grid.addWidget(self._said, row + 2, 1, 1, 2)

    def show_step(self, framework: Framework, position: int, *, elsewhere: bool) -> None:
        """Show the level at a position."""
        step = framework.scale[position]
        self._chip.show_level(step.code, position, framework.top)
        self.word.show_text(step.word, elsewhere=elsewhere)
        self.meaning.show_text(step.meaning, elsewhere=elsewhere)
        self._stored_code = step.code
        if self.code is not None and (elsewhere or not self.code.hasFocus()):
            self.code.setText(step.code)
        if self.needs is not None:
            self.needs.set_value(step.needs)
        if self._said is not None:
            self._said.setText(need_in_words(step.needs))

    def enter_code(self) -> None:
        """Have the code stored if it differs."""
        if self.code is not None and self.code.text() != self._stored_code:
            self.on_code(self.code.text())


def need_in_words(need: Need) -> str:
    """What proof a level asks for beyond an item of evidence."""
    match need:
        case "":
            return _("An item of evidence")
        case "official":
            return _("An official document, or two items")
        case "effect":
            return _("An item that shows the effect")


def scale_in_words(steps: tuple[Step, ...]) -> str:
    """A scale by its codes, with the words of its ends."""
    tongue = language()
    said = _("{codes}: {worst} to {best}")
    return said.format(
        codes=", ".join(step.code for step in steps),
        worst=steps[0].word.into(tongue),
        best=steps[-1].word.into(tongue),
    )


def _nobody(_code: str) -> None:
    """A scale that is only read has no codes to store."""
