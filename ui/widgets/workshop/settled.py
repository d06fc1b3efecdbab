"""An item that is settled: what was decided, how near evaluators have come, what moved, and who does what."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from scorecard.analysis.workshops.sentences import movement_sentence
from scorecard.i18n import _, format_number, ngettext
from scorecard.model.framework import Framework
from ui.models.workshop.at_hand import AtHand
from ui.models.workshop.words import answer_named, name_of
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icon_button import IconButton
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label
from ui.widgets.workshop.actions import ActionsForm
from ui.widgets.workshop.buttons import KeyedButton, button_row
from ui.widgets.workshop.dissent import DissentForm
from ui.widgets.workshop.dots import DotPlot

_MOVES = 5
_BAR = 24
"""The room that the area above keeps for its bar."""


class WorkshopSettled(QWidget):
    """`reopened` and `onward` say which button was pressed, `dissented` and `withdrawn` what becomes of dissents."""

    reopened = Signal()
    onward = Signal()
    dissented = Signal(str, str)
    withdrawn = Signal(str)
    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._decision())
        self._column.addLayout(self._changes())
        self.to_do = ActionsForm(theme)
        self.to_do.done.connect(self.done)
        self._column.addWidget(self.to_do)
        self.dissent = DissentForm(theme, _("Record a dissent"), _("Record"))
        self.dissent.recorded.connect(self.dissented)
        self.dissent.done.connect(self.done)
        self._column.addWidget(self.dissent)
        self._column.addStretch(1)
        area = SteadyArea()
        area.setWidget(inside)
        outer.addWidget(area, 1)
        self.next = KeyedButton(theme, _("Next item"), _("Enter"), primary=True)
        self.next.clicked.connect(self.onward)
        self.reopen = KeyedButton(theme, _("Reopen"), "O")
        self.reopen.clicked.connect(self.reopened)
        row = button_row(self.next, None, self.reopen)
        row.setContentsMargins(0, 0, _BAR, 0)
        outer.addLayout(row)

    def show_item(self, at_hand: AtHand, *, is_new: bool) -> None:
        """Show what an item has come to; what is being written stays, unless the item is new."""
        discussion, framework = at_hand.discussion, at_hand.framework
        self.chip.show_value(framework, discussion.value if discussion.outcome == "agreed" else "")
        self.chip.setVisible(discussion.outcome == "agreed")
        self.title.setText(_decided(at_hand))
        self.rationale.setText(discussion.rationale)
        self.rationale.setVisible(bool(discussion.rationale))
        self._show_dissents(at_hand)
        shows = discussion.outcome != "skipped"
        self._changed.setVisible(shows)
        voters = {one.key for one in at_hand.item.voters}
        self.first.show_values(framework, [value for key, value in discussion.first if key in voters])
        self.second.show_values(framework, [value for key, value in discussion.second if key in voters])
        self.spread.setText(_spread(at_hand))
        self.moves.setText(_moved(at_hand))
        self.to_do.show_item(at_hand, is_new=is_new)
        self.dissent.setVisible(shows)
        self.dissent.show_item(at_hand, is_new=is_new)
        self.reopen.setEnabled(at_hand.may_change)
        self.next.setVisible(at_hand.workshop.next is not None)

    def _decision(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", "true")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        self.chip = _Chip(self._theme)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        self.title = label(self._theme, "", "answer", wrap=True)
        self.rationale = label(self._theme, "", "body", wrap=True)
        self.rationale.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(self.title)
        words.addWidget(self.rationale)
        self._dissents = QVBoxLayout()
        self._dissents.setSpacing(4)
        words.addLayout(self._dissents)
        row.addLayout(words, 1)
        return card

    def _changes(self) -> QVBoxLayout:
        """The dots before and after, and what moved; nothing of it where the item was skipped."""
        self._changed = QWidget()
        grid = QGridLayout(self._changed)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        self.first, self.second = DotPlot(self._theme, small=True), DotPlot(self._theme, small=True)
        for place, (words, dots) in enumerate(
            ((_("When revealed"), self.first), (_("After the discussion"), self.second))
        ):
            grid.addWidget(label(self._theme, words, "strong"), 0, place)
            grid.addWidget(dots, 1, place)
            grid.setColumnStretch(place, 1)
        self.spread = label(self._theme, "", "body", wrap=True)
        grid.addWidget(self.spread, 2, 0, 1, 2)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._changed)
        self.moves = label(self._theme, "", "body", ink="muted", wrap=True)
        column.addWidget(self.moves)
        return column

    def _show_dissents(self, at_hand: AtHand) -> None:
        while (item := self._dissents.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in at_hand.discussion.dissents:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            sentence = _("A dissent, not named: {text}")
            if one.evaluator:
                sentence = _("Dissent of {evaluator}: {text}")
            who = name_of(at_hand.snapshot, one.evaluator)
            sentence = sentence.format(evaluator=who, text=one.text)
            row.addWidget(label(self._theme, sentence, "body", wrap=True), 1)
            drop = IconButton(self._theme, "close", small=True, name=_("Take this dissent back"))
            drop.setEnabled(not at_hand.reading)
            drop.clicked.connect(lambda _checked=False, key=one.evaluator: self.withdrawn.emit(key))
            row.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
            self._dissents.addWidget(line)


class _Chip(QWidget):
    """What was agreed on, large."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._framework: Framework | None = None
        self._value = ""
        self.setFixedSize(QSize(44, 36))

    def show_value(self, framework: Framework, value: str) -> None:
        """Show an answer."""
        self._framework, self._value = framework, value
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._framework is not None:
            painter = QPainter(self)
            marks.draw_value(painter, QRectF(self.rect()), self._theme, self._framework, self._value)
            painter.end()


def _decided(at_hand: AtHand) -> str:
    discussion = at_hand.discussion
    match discussion.outcome:
        case "agreed":
            level = answer_named(at_hand.framework, discussion.value)
            if at_hand.item.is_overtaken:
                return _("Agreed on {level}; the panel’s entry has been changed since").format(level=level)
            return _("Agreed on {level}").format(level=level)
        case "dissent":
            return _("No agreement")
        case _:
            return _("Skipped")


def _spread(at_hand: AtHand) -> str:
    before, after = at_hand.item.before, at_hand.item.after
    if before is None or after is None:
        return ""
    sentence = ngettext(
        "Levels lay {before} step apart when they were revealed, and {after} at the end.",
        "Levels lay {before} steps apart when they were revealed, and {after} at the end.",
        before.steps,
    )
    return sentence.format(before=before.steps, after=after.steps)


def _moved(at_hand: AtHand) -> str:
    """What the whole workshop has done to the ranking so far, and to which programmes."""
    workshop = at_hand.workshop
    if at_hand.discussion.practice:
        return _("This was practice: it has changed nothing.")
    parts = [movement_sentence(workshop)]
    moved = [one for one in workshop.moves if one.places]
    for one in sorted(moved, key=lambda one: -one.places)[:_MOVES]:
        sentence = _("{programme}: rank {before} to {after}, score {old} to {new}.")
        parts.append(
            sentence.format(
                programme=one.programme.label,
                before=one.rank_before,
                after=one.rank_after,
                old=_figure(one.score_before),
                new=_figure(one.score_after),
            )
        )
    return "\n".join(parts)


def _figure(score: float | None) -> str:
    return "–" if score is None else format_number(score, 2)
