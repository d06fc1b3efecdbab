"""All about one programme beside the table: metadata, the sources' own ratings, the evidence register."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import icon
from ui.widgets.programmes.rating_card import RatingCard
from ui.widgets.programmes.register_panel import RegisterPanel
from ui.widgets.text import label

WIDTH = 324
_LABEL = 82


class ProgrammeDetails(QScrollArea):
    """One programme to read; the signals say what a person wants to do with it. Nothing is changed in place.

    `duplicate` says whether the evidence is to be copied as well; `told` carries a sentence for the strip.
    """

    edit = Signal()
    remove = Signal()
    duplicate = Signal(bool)
    told = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._uuid = ""
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Details of the programme"))
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 24)
        self._column.setSpacing(0)
        self._add_head()
        self._fields = _Fields(theme)
        self._column.addWidget(self._fields)
        self._add_ratings()
        self._add_note()
        self._column.addSpacing(16)
        self.register = RegisterPanel(theme)
        self._column.addWidget(self.register)
        self._add_identity()
        self._column.addStretch()
        self.setWidget(inside)

    def show_programme(
        self, programme: Programme, snapshot: Snapshot, *, locked: str, changeable: bool
    ) -> None:
        """Show another programme, or another state of the same one.

        `locked` says why the scores of whoever scores stand fast, empty when they do not; `changeable` is false
        while the file is only read.
        """
        self._id.setText(programme.id)
        self._name.setText(programme.label)
        self._full_name.setText(programme.name)
        self._full_name.setVisible(programme.label != programme.name)
        self._fields.show_programme(programme)
        self._locked.show_sentences([locked] if locked else [])
        self._conflicts.show_sentences(_conflicts(snapshot, programme.key))
        places = {rating.place for rating in programme.ratings}
        self._rating_place.setText(places.pop() if len(places) == 1 else "")
        self._ratings.show(programme.ratings, snapshot.ordered_frameworks())
        self._rating_parts.setVisible(bool(programme.ratings))
        self._note.setText(programme.note)
        self._note_parts.setVisible(bool(programme.note))
        self._uuid = programme.uuid
        self._uuid_text.setText(programme.uuid)
        for button in (self._edit, self._more):
            button.setEnabled(changeable)
        self.register.show_register(programme.key, snapshot, changeable=changeable)

    def _add_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        self._id = label(self._theme, "", "caption", ink="muted")
        row.addWidget(self._id)
        row.addStretch()
        self._edit = IconButton(self._theme, "pencil", _("Edit…"), kind="link", small=True)
        self._edit.clicked.connect(self.edit)
        self._more = IconButton(self._theme, "menu", _("More"), kind="link", small=True)
        self._more.setAccessibleName(_("More to do with this programme"))
        self._more.clicked.connect(self._offer_more)
        row.addWidget(self._edit)
        row.addWidget(self._more)
        self._column.addLayout(row)
        self._column.addSpacing(2)
        self._name = label(self._theme, "", "card", wrap=True)
        self._full_name = label(self._theme, "", "body", ink="muted", wrap=True)
        self._full_name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(self._name)
        self._column.addWidget(self._full_name)
        self._locked = _Sentences(self._theme, "info")
        self._conflicts = _Sentences(self._theme, "warning")
        self._column.addWidget(self._locked)
        self._column.addWidget(self._conflicts)
        self._column.addSpacing(8)

    def _add_ratings(self) -> None:
        self._rating_parts = QWidget()
        column = QVBoxLayout(self._rating_parts)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(self._theme, _("The sources’ own ratings"), "head"))
        head.addStretch()
        self._rating_place = label(self._theme, "", "caption", ink="muted")
        head.addWidget(self._rating_place)
        column.addLayout(head)
        self._ratings = RatingCard(self._theme)
        column.addWidget(self._ratings)
        column.addWidget(
            label(self._theme, _("Word for word; never turned into a level."), "caption", ink="muted")
        )
        self._column.addWidget(self._rating_parts)

    def _add_note(self) -> None:
        self._note_parts = QWidget()
        column = QVBoxLayout(self._note_parts)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(self._theme, _("Note"), "head"))
        self._note = label(self._theme, "", "body", wrap=True)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._note)
        self._column.addWidget(self._note_parts)

    def _add_identity(self) -> None:
        """The UUID is the same in every copy of the file, so that two of them can be told to mean one programme."""
        self._column.addSpacing(16)
        head = QHBoxLayout()
        head.addWidget(label(self._theme, _("UUID"), "head"), 1)
        copy = IconButton(self._theme, "copy", _("Copy"), kind="link", small=True)
        copy.setAccessibleName(_("Copy the UUID"))
        copy.clicked.connect(self._copy_uuid)
        head.addWidget(copy)
        self._column.addLayout(head)
        self._uuid_text = label(self._theme, "", "count", ink="muted")
        self._uuid_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(self._uuid_text)
        words = _("The same in every copy of this evaluation.")
        self._column.addWidget(label(self._theme, words, "caption", ink="muted", wrap=True))

    def menu_of_more(self) -> QMenu:
        """Duplicating and removing; whoever asks for the menu owns it."""
        menu = QMenu(self)
        menu.addAction(_("Duplicate"), lambda: self.duplicate.emit(False))
        menu.addAction(
            _("Duplicate with evidence and the sources’ ratings"), lambda: self.duplicate.emit(True)
        )
        menu.addSeparator()
        keys = QKeySequence(Qt.Key.Key_Delete).toString(QKeySequence.SequenceFormat.NativeText)
        menu.addAction(icon(self._theme, "trash"), f"{_('Remove')}\t{keys}", self.remove.emit)
        return menu

    def _offer_more(self) -> None:
        menu = self.menu_of_more()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    def _copy_uuid(self) -> None:
        QGuiApplication.clipboard().setText(self._uuid)
        self.told.emit(_("The UUID is in the clipboard."))


class _Sentences(QWidget):
    """Sentences that hold for the programme as a whole; without any it takes no room."""

    def __init__(self, theme: Theme, ink: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        self._words = label(theme, "", "body", ink=ink, wrap=True)
        column.addWidget(self._words)
        self.hide()

    def show_sentences(self, sentences: list[str]) -> None:
        """Show these, each on a line of its own."""
        self._words.setText("\n".join(sentences))
        self.setVisible(bool(sentences))


def _conflicts(snapshot: Snapshot, programme: Key) -> list[str]:
    sentence = _("Conflict of interest of {evaluator}: {reason}. These scores are shown and do not count.")
    return [
        sentence.format(evaluator=evaluator.name, reason=conflict.reason.rstrip("."))
        for evaluator in snapshot.ordered_evaluators()
        if (conflict := snapshot.conflict(programme, evaluator.key))
    ]


class _Fields(QWidget):
    """Labels left, what is recorded right; what is not recorded takes no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []
        names = (
            _("Institution"), _("Region"), _("Period"), _("Mechanism"), _("Kind"), _("Tags"),
            _("Investment code"),
        )  # fmt: skip
        for place, name in enumerate(names):
            head = label(theme, name, "caption", ink="muted", wrap=True)
            head.setFixedWidth(_LABEL - 8)
            words = label(theme, "", "body", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            head.setBuddy(words)
            grid.addWidget(head, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, place, 1, Qt.AlignmentFlag.AlignTop)
            self._rows.append((head, words))

    def show_programme(self, programme: Programme) -> None:
        """Fill the fields."""
        place = "  ·  ".join(filter(None, (programme.country, programme.region)))
        texts = (
            programme.institution, place, programme.period, programme.mechanism, programme.kind,
            ", ".join(programme.tags), programme.investment_code,
        )  # fmt: skip
        for (head, words), text in zip(self._rows, texts, strict=True):
            words.setText(text)
            head.setVisible(bool(text))
            words.setVisible(bool(text))
