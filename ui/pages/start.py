"""The page without an evaluation: what this is, three ways to begin, and where one was."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import LANGUAGES, _, language
from scorecard.progress import Progress
from ui.actions import Actions
from ui.preferences import Preferences
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.header import Flag
from ui.widgets.icons import draw_icon, draw_program_mark
from ui.widgets.segmented import Segmented
from ui.widgets.start.big_button import BigButton
from ui.widgets.start.mosaic import Mosaic, Tiles
from ui.widgets.start.recent_row import RecentRow
from ui.widgets.text import SIZES, label

_NAMES = {"en": "English", "es": "Español"}
_COLUMN = 504
_ROOMY = (1180, 650)
"""Pixels from which the headline is large and the sample shows its picture; both must fit a window of 1024x600."""
_SAMPLE = "mining"
_SAMPLE_COLUMNS = (4, 2, 6, 2, 2)
_SAMPLE_ROWS = 12


class StartPage(QWidget):
    """`recent_chosen` carries a path, `language_chosen` a language."""

    recent_chosen = Signal(object)
    language_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        actions: Actions,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._preferences = preferences
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = QVBoxLayout(self)
        page.setContentsMargins(48, 16, 48, 16)
        page.addStretch(2)
        body = QWidget()
        body.setMaximumWidth(2 * _COLUMN + 118)
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(32)
        halves = QHBoxLayout()
        halves.setSpacing(72)
        halves.addLayout(self._beginning(), 1)
        halves.addLayout(self._where_one_was(), 1)
        column.addLayout(halves)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(body, 20)
        row.addStretch(1)
        page.addLayout(row)
        page.addStretch(3)
        column.addSpacing(20)
        column.addLayout(self._foot())

    def draw_sample(self, tasks: Tasks) -> None:
        """Fill in the picture of the sample; for after the first paint, since the sample has to be read."""
        spoken = language()
        tasks.run(
            lambda progress: _read_tiles(progress, spoken),
            doing="",
            done=self._show_sample,
            failed=_leave_blank,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY[0] and self.height() >= _ROOMY[1]
        self._mosaic.setVisible(self.width() >= _ROOMY[0])
        self._headline.setFont(self._theme.font(*SIZES["start" if roomy else "title"]))

    def _show_sample(self, tiles: Tiles) -> None:
        # Another page may have taken the place of this one while the sample was read.
        if shiboken6.isValid(self._mosaic):
            self._mosaic.set_tiles(tiles)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(_Mark(self._theme))
        name = label(self._theme, "Scorecard", "title")
        row.addWidget(name)
        row.addStretch()
        row.addWidget(_Icon(self._theme, "globe"))
        switch = Segmented(
            self._theme,
            [_NAMES[one] for one in LANGUAGES],
            name=_("Language"),
            current=LANGUAGES.index(language()),
        )
        switch.changed.connect(self._language)
        row.addWidget(switch)
        return row

    def _beginning(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        headline = label(
            self._theme,
            _("Judge production programmes by criteria anyone can read and evidence anyone can trace."),
            "start",
            wrap=True,
        )
        column.addWidget(headline)
        self._headline = headline
        column.addSpacing(8)
        for sentence in (
            _(
                "Each criterion asks one question and offers five described levels. "
                "Missing evidence stays visible and is never counted as a zero."
            ),
            _("Everything stays in one file on this computer. It needs no account and no connection."),
        ):
            text = label(self._theme, sentence, "question", ink="muted", wrap=True)
            column.addWidget(text)
        column.addStretch(1)
        column.addSpacing(16)
        actions = self._actions
        first = BigButton(
            self._theme, actions["sample"], "compass", _("Give a first score in under a minute"), primary=True
        )
        column.addWidget(first)
        column.addWidget(
            BigButton(self._theme, actions["new"], "file-plus", _("Choose a framework, then add programmes"))
        )
        column.addWidget(
            BigButton(self._theme, actions["open"], "folder", _("An evaluation on this computer"))
        )
        return column

    def _where_one_was(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        recents = self._preferences.recents
        head = QHBoxLayout()
        head.addWidget(label(self._theme, _("Recent"), "card"))
        head.addStretch()
        column.addLayout(head)
        card = QFrame()
        card.setProperty("card", "true")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        for index, recent in enumerate(recents):
            button = RecentRow(self._theme, recent, last=index == len(recents) - 1)
            button.clicked.connect(lambda _checked=False, path=recent.path: self.recent_chosen.emit(path))
            rows.addWidget(button)
            keys = QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(button.click)
        if recents:
            last = f"Ctrl+1–{len(recents)}" if len(recents) > 1 else "Ctrl+1"
            head.addWidget(label(self._theme, last, "caption", ink="muted"))
        else:
            sentence = _("Evaluations that you have opened will stand here.")
            nothing = label(self._theme, sentence, "body", ink="muted", wrap=True)
            nothing.setContentsMargins(19, 18, 19, 18)
            rows.addWidget(nothing)
        column.addWidget(card)
        column.addStretch(1)
        column.addSpacing(16)
        column.addWidget(self._sample_card())
        return column

    def _sample_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("card", "true")
        row = QHBoxLayout(card)
        row.setContentsMargins(20, 16, 16, 16)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(label(self._theme, _("The sample"), "card"))
        sentence = _(
            "30 programmes of Chile and Peru from five published documents: 302 facts, each with its place."
        )
        words.addWidget(label(self._theme, sentence, "body", ink="muted", wrap=True))
        words.addStretch()
        workshop = QPushButton(_("Or twelve invented programmes"))
        workshop.setProperty("kind", "link")
        workshop.setProperty("flush", "true")
        workshop.setCursor(Qt.CursorShape.PointingHandCursor)
        workshop.clicked.connect(self._actions["invented"].trigger)
        words.addWidget(workshop, 0, Qt.AlignmentFlag.AlignLeft)
        flag = Flag(self._theme)
        flag.show_caution("illustrative")
        words.addWidget(flag, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        self._mosaic = Mosaic(self._theme, _SAMPLE_COLUMNS, _SAMPLE_ROWS)
        self._mosaic.setAccessibleName(_("Heat map of the sample"))
        row.addWidget(self._mosaic, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for place, id in enumerate(("keys", "about")):
            if place:
                row.addWidget(label(self._theme, "·", "caption", ink="muted"))
            button = QPushButton(self._actions[id].text())
            button.setFont(self._theme.font(12))
            button.setProperty("kind", "quiet")
            button.setProperty("flush", "true")
            button.clicked.connect(self._actions[id].trigger)
            row.addWidget(button)
        row.addStretch()
        return row

    def _language(self, index: int) -> None:
        self.language_chosen.emit(LANGUAGES[index])


class _Mark(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_program_mark(painter, QRectF(self.rect()).adjusted(0, 0, 0, -1), self._theme)
        painter.end()


class _Icon(QWidget):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setFixedSize(18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, QRectF(self.rect()), self._theme, self._name, "muted")
        painter.end()


def _leave_blank(_error: Exception) -> None:
    """The picture is only a picture; exploring the sample tells what is wrong with it."""


def _read_tiles(progress: Progress, language: str) -> Tiles:
    """The programmes of the sample with the most levels, in the first framework; runs on a worker."""
    from scorecard.library.samples import read_sample

    sample = read_sample(_SAMPLE, language)
    framework = sample.snapshot.frameworks[sample.snapshot.evaluation.frameworks[0]]
    criteria = [criterion.id for criterion in framework.criteria]
    values: dict[str, dict[str, int | str]] = {key: {} for key in sample.snapshot.programmes}
    for score in sample.scores:
        if score.criterion in criteria and score.criterion not in values[score.programme]:
            position = framework.codes.index(score.value) if score.state == "scored" else score.value
            values[score.programme][score.criterion] = position
    fullest = sorted(values.values(), key=lambda row: -sum(isinstance(one, int) for one in row.values()))
    return Tiles(
        sections=tuple(len(section.criteria) for section in framework.sections),
        top=framework.top,
        rows=tuple(tuple(row.get(id, "") for id in criteria) for row in fullest[:_SAMPLE_ROWS]),
    )
