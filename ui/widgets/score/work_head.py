"""Whose work is open: the programme, how far the evaluator is with it, and the steps from draft to approved."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from scorecard.i18n import _
from scorecard.model.evaluation import Assignment, Status
from ui.models.people.words import local_moment, status_word
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import draw_icon

_HEIGHT = 28
_LEAST_NAME = 96

_LOOK: dict[Status, tuple[str, str, str]] = {
    "draft": ("rail", "muted", ""),
    "submitted": ("info-soft", "info", "lock"),
    "approved": ("positive-soft", "positive", "circle-check"),
}
"""Ground, ink and icon of each status."""


class WorkHead(QWidget):
    """One line over the open criterion.

    `submitting`, `approving` and `reopening` ask for these; `confirming` that what was carried over be confirmed;
    `more` is the button of the menu of what else can be done here.
    """

    submitting = Signal()
    approving = Signal()
    reopening = Signal()
    confirming = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        self.trail = Trail(theme)
        row.addWidget(self.trail, 1)
        self.confirm = IconButton(theme, "check", _("Confirm"), small=True)
        self.confirm.setToolTip(_("Confirm the answer that was carried over (Enter)"))
        self.more = IconButton(theme, "chevron-down", _("More"), kind="quiet", small=True)
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.more.setToolTip(_("More that can be done with this programme and this score"))
        self.pill = StatusPill(theme)
        self.submit = _button(
            _("Submit programme"), _("Say that you are done with this programme (Ctrl+Enter)")
        )
        self.approve = _button(_("Approve"), _("Approve what was submitted"))
        self.reopen = _button(_("Reopen"), _("Make it a draft again, so that its scores can change"))
        self._buttons = (self.confirm, self.more, self.submit, self.approve, self.reopen)
        for button, wanted in (
            (self.confirm, self.confirming),
            (self.submit, self.submitting),
            (self.approve, self.approving),
            (self.reopen, self.reopening),
        ):
            button.clicked.connect(wanted)
        for part in (self.confirm, self.more, self.pill, self.approve, self.reopen, self.submit):
            if isinstance(part, QPushButton):
                part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(part)
        self.show_origin("")

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        return [self.confirm, self.more, self.approve, self.reopen, self.submit]

    def show_work(self, assignment: Assignment, *, by: str, may_settle: bool) -> None:
        """Show a status with who gave it and when; `may_settle` says whether another can be given."""
        self.pill.show_status(assignment.status, by)
        draft = assignment.status == "draft"
        self.submit.setVisible(draft)
        self.approve.setVisible(assignment.status == "submitted")
        self.reopen.setVisible(not draft)
        for button in (self.submit, self.approve, self.reopen):
            button.setEnabled(may_settle)

    def show_origin(self, origin: str) -> None:
        """Offer to confirm an answer that was carried over from somewhere; nowhere takes the offer back."""
        self.confirm.setVisible(bool(origin))
        self.confirm.setText(_("Confirm, from {round}").format(round=shortened(origin)))
        self.confirm.setAccessibleName(_("Confirm the answer carried over from {round}").format(round=origin))


class StatusPill(QWidget):
    """The status in a word, with a lock or a tick; who gave it and when in its tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._status: Status = "draft"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, status: Status, by: str) -> None:
        """Show another status."""
        self._status = status
        self.setToolTip(by)
        self.setAccessibleName(pill_word(status))
        self.setAccessibleDescription(by)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._theme.font(12, 500)).horizontalAdvance(pill_word(self._status))
        return QSize(round(words) + (38 if _LOOK[self._status][2] else 22), 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, ink, icon = _LOOK[self._status]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.colour("border"), 1) if not icon else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(box, 11, 11)
        left = 11.0
        if icon:
            draw_icon(painter, QRectF(9, 4, 14, 14), self._theme, icon, ink)
            left = 27.0
        painter.setFont(self._theme.font(12, 500))
        painter.setPen(self._theme.colour(ink))
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), line, pill_word(self._status))
        painter.end()


class Trail(QWidget):
    """Programme and section in one line; a long name of a programme keeps its last word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._programme = ""
        self._section = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_NAME)

    def show_place(self, programme: str, section: str) -> None:
        """Show another place."""
        self._programme, self._section = programme, section
        self.setToolTip(programme)
        self.setAccessibleName(f"{programme}, {section}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heavy, plain = self._theme.font(12.5, 600), self._theme.font(12.5)
        metrics = QFontMetricsF(heavy)
        section_width = QFontMetricsF(plain).horizontalAdvance(self._section)
        whole = metrics.horizontalAdvance(self._programme)
        room = max(self.width() - section_width - 26, min(whole, self.width() * 0.6))
        name = marks.elide_keeping_last_word(metrics, self._programme, room)
        width = metrics.horizontalAdvance(name)
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(heavy)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QRectF(0, 0, width + 4, self.height()), line, name)
        rest = QRectF(width + 24, 0, self.width() - width - 24, self.height())
        if rest.width() > 40:
            arrow = QRectF(width + 6, self.height() / 2 - 6, 12, 12)
            draw_icon(painter, arrow, self._theme, "chevron-right", "muted")
            painter.setFont(plain)
            painter.setPen(self._theme.colour("muted"))
            shown = QFontMetricsF(plain).elidedText(self._section, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, line, shown)
        painter.end()


def status_sentence(assignment: Assignment) -> str:
    """Who gave a status and when, as a sentence; empty for a draft that was never anything else."""
    if not assignment.at:
        return ""
    match assignment.status:
        case "draft":
            sentence = _("Reopened by {person}, {moment}")
        case "submitted":
            sentence = _("Submitted by {person}, {moment}")
        case "approved":
            sentence = _("Approved by {person}, {moment}")
        case _:
            assert_never(assignment.status)
    return sentence.format(person=assignment.by, moment=local_moment(assignment.at))


def pill_word(status: Status) -> str:
    """A status in a word that stands alone."""
    word = status_word(status)
    return word[:1].upper() + word[1:]


def shortened(name: str) -> str:
    """A name for a button: at most 18 characters."""
    return name if len(name) <= 18 else f"{name[:17].rstrip()}…"


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("small", "true")
    button.setToolTip(tip)
    return button
