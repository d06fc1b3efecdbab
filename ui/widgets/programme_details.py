"""All about one programme beside the table: metadata, the sources' own ratings, the evidence register."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from scorecard.i18n import _
from scorecard.model.framework import Framework
from scorecard.model.programme import SIGNS, Evidence, Programme, Sign
from ui.models.register import Register
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.register_list import RatingCard, RegisterList
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

WIDTH = 324
_LABEL = 82
_GLYPHS = {"+": "+", "-": "−", "~": "~", "?": "?"}


class ProgrammeDetails(QScrollArea):
    """One programme to read; `edit` and `remove` say that a person wants to. Nothing is changed in place."""

    edit = Signal()
    remove = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._evidence: tuple[Evidence, ...] = ()
        self._sign: Sign | None = None
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
        self._add_evidence()
        self._column.addStretch()
        self.setWidget(inside)

    def show_programme(
        self, programme: Programme, evidence: Sequence[Evidence], frameworks: Sequence[Framework]
    ) -> None:
        """Show another programme, or another state of the same one."""
        self._id.setText(programme.id)
        self._name.setText(programme.label)
        self._full_name.setText(programme.name)
        self._full_name.setVisible(programme.label != programme.name)
        self._fields.show_programme(programme)
        places = {rating.place for rating in programme.ratings}
        self._rating_place.setText(places.pop() if len(places) == 1 else "")
        self._ratings.show(programme.ratings, frameworks)
        self._rating_parts.setVisible(bool(programme.ratings))
        self._note.setText(programme.note)
        self._note_parts.setVisible(bool(programme.note))
        self._evidence = tuple(evidence)
        self._count.setText(str(len(evidence)))
        self._show_evidence()

    def set_changeable(self, changeable: bool) -> None:
        """Whether the programme can be edited and removed: not while the file is only read."""
        self._edit.setEnabled(changeable)
        self._remove.setEnabled(changeable)

    def _add_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        self._id = label(self._theme, "", "caption", ink="muted")
        row.addWidget(self._id)
        row.addStretch()
        self._edit = IconButton(self._theme, "pencil", _("Edit…"), kind="link", small=True)
        self._edit.clicked.connect(self.edit)
        self._remove = IconButton(self._theme, "trash", _("Remove"), kind="link", small=True)
        self._remove.clicked.connect(self.remove)
        row.addWidget(self._edit)
        row.addWidget(self._remove)
        self._column.addLayout(row)
        self._column.addSpacing(2)
        self._name = label(self._theme, "", "card", wrap=True)
        self._full_name = label(self._theme, "", "body", ink="muted", wrap=True)
        self._full_name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(self._name)
        self._column.addWidget(self._full_name)
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

    def _add_evidence(self) -> None:
        self._column.addSpacing(16)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self._theme, _("Evidence"), "head"))
        self._count = label(self._theme, "", "count")
        self._count.setProperty("pill", "count")
        head.addWidget(self._count)
        head.addStretch()
        self._column.addLayout(head)
        self._column.addSpacing(6)
        labels = [_("All"), *(_GLYPHS[sign] for sign in SIGNS)]
        self._filter = Segmented(self._theme, labels, name=_("Evidence with the sign"), spread=True, px=12)
        self._filter.changed.connect(self._choose_sign)
        self._column.addWidget(self._filter)
        self._column.addSpacing(4)
        self._register = Register(self)
        self._column.addWidget(RegisterList(self._theme, self._register))
        self._none = label(
            self._theme,
            _("No evidence has been recorded for this programme yet."),
            "body",
            ink="muted",
            wrap=True,
        )
        self._column.addWidget(self._none)

    def _choose_sign(self, place: int) -> None:
        self._sign = (None, *SIGNS)[place]
        self._show_evidence()

    def _show_evidence(self) -> None:
        for place, sign in enumerate(SIGNS, start=1):
            count = sum(item.sign == sign for item in self._evidence)
            self._filter.set_label(place, f"{_GLYPHS[sign]} {count}")
        self._register.show(self._evidence, self._sign)
        self._none.setVisible(not self._evidence)
        self._filter.setVisible(bool(self._evidence))


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
        names = (_("Institution"), _("Region"), _("Period"), _("Mechanism"), _("Kind"))
        for place, name in enumerate(names):
            head = label(theme, name, "caption", ink="muted")
            words = label(theme, "", "body", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            head.setBuddy(words)
            grid.addWidget(head, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, place, 1, Qt.AlignmentFlag.AlignTop)
            self._rows.append((head, words))

    def show_programme(self, programme: Programme) -> None:
        """Fill the fields."""
        place = "  ·  ".join(filter(None, (programme.country, programme.region)))
        texts = (programme.institution, place, programme.period, programme.mechanism, programme.kind)
        for (head, words), text in zip(self._rows, texts, strict=True):
            words.setText(text)
            head.setVisible(bool(text))
            words.setVisible(bool(text))


def vertical_line() -> QFrame:
    """The line between the table and the details."""
    line = QFrame()
    line.setProperty("line", True)
    line.setFixedWidth(1)
    return line
