"""A criterion as whoever scores will meet it, in either language, while it is still being written."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scorecard.i18n import LANGUAGES, _, language, speaking
from scorecard.model.framework import NA, NE, Criterion, Framework
from ui.models.frameworks.texts import section_at
from ui.models.frameworks.tree import Place
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.answer_form import level_keys
from ui.widgets.level_button import LevelButton, StateButton
from ui.widgets.segmented import Segmented
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label

_LEVELS = 424
_MARGIN = 24


class FrameworkPreview(QWidget):
    """The form of one criterion to look at; nothing in it can be pressed but the language."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Framework, Place] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        self.tongue = Segmented(
            theme,
            ("English", "Español"),
            name=_("Language of the form"),
            current=LANGUAGES.index(language()),
        )
        self.tongue.changed.connect(lambda _index: self._show())
        top.addWidget(self.tongue)
        top.addSpacing(8)
        said = _("This is how the Score page shows it. Nothing here is stored.")
        top.addWidget(label(theme, said, "caption", ink="muted"))
        top.addStretch()
        column.addLayout(top)
        self._area = SteadyArea()
        column.addWidget(self._area, 1)

    def show_place(self, framework: Framework, place: Place) -> None:
        """Show the criterion of a place, or the first one of its section or of the framework."""
        if self._shown != (framework, place):
            self._shown = (framework, place)
            self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        framework, place = self._shown
        criterion = criterion_to_show(framework, place)
        with speaking(LANGUAGES[self.tongue.current]):
            if criterion is None:
                words = _("There is no criterion here yet.")
                shown: QWidget = label(self._theme, words, "body", ink="muted")
            else:
                shown = _Form(self._theme, framework, criterion)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 16)
        column.addWidget(shown)
        column.addStretch()
        self._area.setWidget(inside)


def criterion_to_show(framework: Framework, place: Place) -> Criterion | None:
    """The criterion whose form stands for a place, if there is any."""
    every = (*framework.criteria, *framework.retired_criteria)
    for criterion in every:
        if criterion.id == place.id and place.kind in ("criterion", "retired"):
            return criterion
    section = section_at(framework, place)
    found = section.criteria if section is not None else every
    return found[0] if found else None


class _Form(QFrame):
    """One criterion on paper: what is asked, its levels, and what to look for."""

    def __init__(self, theme: Theme, framework: Framework, criterion: Criterion) -> None:
        super().__init__()
        self.setProperty("card", True)
        tongue = language()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        column.setSpacing(4)
        section = section_at(framework, Place("criterion", criterion.id))
        if section is not None:
            number = framework.sections.index(section)
            column.addWidget(_Trail(theme, section.name.into(tongue), number))
        for text, kind, ink in (
            (criterion.name.into(tongue), "title", ""),
            (criterion.question.into(tongue), "question", ""),
            (criterion.definition.into(tongue), "body", "muted"),
        ):
            column.addWidget(label(theme, text, kind, ink=ink, wrap=True))
        column.addSpacing(8)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(_ladder(theme, framework, criterion))
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(label(theme, _("What to look for"), "head"))
        beside.addWidget(label(theme, criterion.look_for.into(tongue), "body", ink="muted", wrap=True))
        beside.addSpacing(12)
        beside.addWidget(label(theme, _("Source"), "head"))
        beside.addWidget(label(theme, criterion.source.into(tongue), "body", ink="muted", wrap=True))
        beside.addStretch()
        across.addLayout(beside, 1)
        column.addLayout(across)
        column.addStretch()


def _ladder(theme: Theme, framework: Framework, criterion: Criterion) -> QWidget:
    tongue = language()
    whole = QWidget()
    whole.setFixedWidth(_LEVELS)
    ladder = QVBoxLayout(whole)
    ladder.setContentsMargins(0, 0, 0, 0)
    ladder.setSpacing(8)
    keys = level_keys(framework)
    for position, (step, text) in enumerate(zip(framework.scale, criterion.levels, strict=True)):
        button = LevelButton(theme)
        button.show_level(framework, position, step.word.into(tongue), text.into(tongue), keys[position])
        ladder.addWidget(_still(button))
    states = QHBoxLayout()
    states.setSpacing(8)
    for value, name, hint, key in (
        (NE, _("No evidence"), _("Looked, found none"), "E"),
        (NA, _("Does not apply"), _("A reason is required"), "X"),
    ):
        states.addWidget(_still(StateButton(theme, value, name, hint, key)))
    ladder.addLayout(states)
    ladder.addStretch()
    return whole


def _still(button: LevelButton | StateButton) -> QWidget:
    button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


class _Trail(QWidget):
    """The name of the section with its tick."""

    def __init__(self, theme: Theme, name: str, section: int) -> None:
        super().__init__()
        self._theme = theme
        self._section = section
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 0, 0)
        row.addWidget(label(theme, name, "caption", ink="muted"))
        row.addStretch()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.draw_section_tick(painter, QRectF(self.rect()), self._theme, self._section)
        painter.end()
