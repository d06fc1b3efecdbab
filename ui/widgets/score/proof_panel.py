"""What speaks for an answer, beside it: the evidence, what to look for, the others' scores and the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from scorecard.analysis.sources.proof import shortfall
from scorecard.i18n import _, language
from scorecard.model.evaluation import Key
from scorecard.model.framework import Criterion, Framework
from scorecard.model.programme import Document, Evidence
from scorecard.model.score import Score
from ui.models.score.evidence_cards import EvidenceCards, differing_ids
from ui.theme import Theme
from ui.widgets.answer_form import take_no_click_focus
from ui.widgets.evidence_filter import EvidenceFilter
from ui.widgets.icon_button import IconButton
from ui.widgets.rule import level_rule
from ui.widgets.score.evidence_list import EvidenceList
from ui.widgets.score.other_scores import OtherScores
from ui.widgets.score.proof_line import ProofLine
from ui.widgets.segmented import Segmented
from ui.widgets.text import label


class ProofPanel(QWidget):
    """The right column of the open criterion.

    `cited` carries the key of the item whose citation was turned, `editing` that of one to change, `spreading` of
    one to cite in several scores, `comparing` of one from which others differ; `adding` asks for a new item of
    evidence; `next_wanted` asks for the next criterion without an answer.
    """

    cited = Signal(str)
    editing = Signal(str)
    spreading = Signal(str)
    comparing = Signal(str)
    adding = Signal()
    next_wanted = Signal()
    scope_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._evidence: Sequence[Evidence] = ()
        self._documents: Mapping[Key, Document] = {}
        self._cited: tuple[Key, ...] = ()
        self._criterion = ""
        self._framework: Framework | None = None
        self._differing: dict[Key, str] = {}
        self.cards = EvidenceCards()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addLayout(self._head())
        self.line = ProofLine(theme)
        column.addSpacing(3)
        column.addWidget(self.line)
        column.addSpacing(3)
        self.list = EvidenceList(theme, self.cards)
        self.list.cited.connect(self.cited)
        self.list.editing.connect(self.editing)
        self.list.spreading.connect(self.spreading)
        self.list.comparing.connect(self.comparing)
        column.addWidget(self.list, 1)
        column.addWidget(level_rule())
        column.addSpacing(4)
        column.addLayout(self._foot_of_list())
        self.look_for = label(theme, "", "caption", ink="muted", wrap=True)
        self.look_for.setIndent(2)
        column.addWidget(self.look_for)
        column.addSpacing(10)
        self.others = OtherScores(theme)
        column.addWidget(self.others)
        column.addSpacing(6)
        self.next = NextButton(theme, _("Next unscored"))
        self.next.clicked.connect(self.next_wanted)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through, in the order of the eye."""
        return [*self.scope.findChildren(QPushButton), self.filter, self.list, self.add, self.next]

    def open(
        self,
        framework: Framework,
        criterion: Criterion,
        evidence: Sequence[Evidence],
        documents: Mapping[Key, Document],
        score: Score,
    ) -> None:
        """Show the evidence of a programme for a criterion, with what a score cites and what it lacks."""
        if evidence != self._evidence:
            self._differing = differing_ids(evidence)
        self._framework, self._criterion = framework, criterion.id
        self._evidence, self._documents, self._cited = evidence, documents, score.cites
        self.look_for.setText(criterion.look_for.into(language()))
        here = self._here()
        self.scope.set_label(0, _("This criterion {count}").format(count=len(here)))
        self.scope.set_label(1, _("All {count}").format(count=len(evidence)))
        self._show_cards()
        self._judge(score)

    def set_score(self, score: Score) -> None:
        """Mark what the score cites now, and say what it lacks; no card moves."""
        self._cited = score.cites
        self.cards.set_cited(score.cites)
        self._judge(score)

    def _judge(self, score: Score) -> None:
        if self._framework is None:
            return
        evidence = {item.key: item for item in self._evidence}
        lacking = shortfall(score, self._framework, evidence, self._documents)
        level = score.value if score.state == "scored" else ""
        self.line.show_proof(lacking, level, sum(key in evidence for key in score.cites))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(2, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(label(self._theme, _("Evidence"), "head"))
        labels = (_("This criterion {count}").format(count=0), _("All {count}").format(count=0))
        self.scope = Segmented(self._theme, labels, name=_("Which evidence"), px=11)
        take_no_click_focus(self.scope)
        self.scope.changed.connect(self._scope_chosen)
        row.addWidget(self.scope)
        row.addStretch(1)
        self.filter = EvidenceFilter(self._theme, signs=True)
        self.filter.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.filter.changed.connect(self._scope_chosen)
        row.addWidget(self.filter)
        return row

    def _foot_of_list(self) -> QHBoxLayout:
        row = QHBoxLayout()
        heading = label(self._theme, _("What to look for"), "caption", ink="muted")
        heading.setFont(self._theme.font(12, 600))
        heading.setIndent(2)
        row.addWidget(heading, 1)
        self.add = IconButton(self._theme, "plus", _("Add evidence"), kind="link", small=True)
        self.add.setToolTip(_("Add evidence to this programme"))
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.clicked.connect(self.adding)
        row.addWidget(self.add)
        return row

    def _here(self) -> list[Evidence]:
        """What speaks to the open criterion, and whatever else its score cites."""
        return [
            item for item in self._evidence if self._criterion in item.criteria or item.key in self._cited
        ]

    def _show_cards(self) -> None:
        items = self._here() if self.scope.current == 0 else self._evidence
        shown = [item for item in items if self.filter.accepts(item, self._differing)]
        self.cards.show(shown, self._documents, self._cited, self._differing)
        self.list.scrollToTop()
        if items and not shown:
            self.list.set_nothing(_("No item is like this. The filter can show all of it again."))
        elif not self._evidence:
            self.list.set_nothing(_("This programme has no evidence yet. Add what you find, with its place."))
        else:
            self.list.set_nothing(
                _("No evidence of this programme speaks to this criterion. “All” shows the rest of it.")
            )

    def _scope_chosen(self) -> None:
        self._show_cards()
        self.scope_changed.emit()


class NextButton(QPushButton):
    """The next step, with its key printed on it."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setProperty("kind", "primary")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 28, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._theme.colour("accent-text")
        painter.setPen(ink)
        painter.setFont(self.font())
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(13, 0, self.width() - 42, self.height()), line, self.text())
        ground = QColor(ink)
        ground.setAlphaF(0.16)
        painter.setBrush(ground)
        cap = QRectF(self.width() - 30, self.height() / 2 - 9, 18, 18)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._theme.font(11, 500))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, "F")
        painter.end()
