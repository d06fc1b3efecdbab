"""The weights of sections to try out: a slider each, and on it the weights at which the leader stays first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scorecard.i18n import _, format_share, language
from scorecard.model.framework import Section
from ui.models.compare.weight_shares import WeightShares, held_in_words, shares_of
from ui.theme import Theme
from ui.widgets.compare.share_slider import ShareSlider
from ui.widgets.legend import Legend
from ui.widgets.marks import draw_section_tick, elide_keeping_last_word
from ui.widgets.paper import Paper
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.sureness.stability import Stability

WIDTH = 270
_NAME = 158


class WeightSliders(Paper):
    """A card with one slider a section.

    `asked` carries fields of the `Question`; `keep_asked` wants the weights that are tried as a set with a name.
    """

    asked = Signal(object)
    keep_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.lines: dict[str, SectionLine] = {}
        self._shares = WeightShares(weights={})
        self._sections: tuple[Section, ...] = ()
        self.setFixedWidth(WIDTH)
        self.column.setContentsMargins(1, 12, 1, 8)
        self.column.addLayout(self._head())
        self._area = SteadyArea()
        self.column.addWidget(self._area, 1)
        self._meaning = label(theme, "", "caption", ink="muted", wrap=True)
        self.column.addLayout(self._foot())

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the weights of a comparison.

        Where they are those that were asked here, what sections at 0 had before is remembered.
        """
        sections = comparison.framework.sections
        if sections != self._sections:
            self._sections = sections
            self._make()
        if not self._shares.stands_for(comparison):
            self._shares = shares_of(comparison)
        shares = self._shares.shares
        alone = sum(share > 0 for share in shares.values()) == 1 and not self._others(shares)
        for id, line in self.lines.items():
            usable = not alone and id not in self._shares.empty
            line.show_share(shares[id], is_on=id not in self._shares.off, usable=usable)
        question = comparison.question
        self.reset.setEnabled(bool(question.tried or question.without))
        self.keep.setEnabled(bool(question.tried))
        name = comparison.weights.name if comparison.weights else ""
        self.reset.setToolTip(
            _("Back to the weights “{name}”").format(name=name) if name else _("Back to equal weights")
        )

    def show_stability(
        self, leader: str, rule: str, stability: Sequence[Stability], *, settled: bool = True
    ) -> None:
        """Show where the leader stays first, by its name; what is not `settled` belongs to the weights before."""
        by_id = {one.section.id: one for one in stability}
        for id, line in self.lines.items():
            found = by_id.get(id)
            band = None if found is None or rule == "weakest" else found.leader
            left_out = self._shares.left_out(id)
            held = "" if left_out or id in self._shares.off else held_in_words(found, rule)
            line.show_band(None if left_out else band, left_out or held, settled=settled or bool(left_out))
        explained = bool(leader and by_id) and rule != "weakest"
        if rule == "weakest":
            self._meaning.setText(_("The weakest criterion decides, whatever the sections weigh above 0."))
        elif explained:
            words = _("weights at which {programme} stays first, the others in proportion")
            self._meaning.setText(words.format(programme=leader))
        else:
            self._meaning.setText("")
        self._sample.setVisible(explained)

    def _others(self, shares: dict[str, float]) -> list[str]:
        """The sections that could take weight from the one that has it all."""
        return [
            id
            for id, share in shares.items()
            if not share and id not in self._shares.off | self._shares.empty
        ]

    def _move(self, id: str, share: float) -> None:
        self._shares = self._shares.moved(id, share)
        self.asked.emit({"tried": self._shares.tried})

    def _turn(self, id: str, on: bool) -> None:
        off = self._shares.off - {id} if on else self._shares.off | {id}
        before, self._shares = self._shares, self._shares.turned(off)
        without = tuple(one.id for one in self._sections if one.id in off)
        changes: dict[str, object] = {"without": without}
        if before.whole == id:
            changes["tried"] = self._shares.tried
        self.asked.emit(changes)

    def _make(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 2, 14, 2)
        column.setSpacing(8)
        self.lines = {}
        for number, section in enumerate(self._sections):
            line = SectionLine(self._theme, number, section.short.into(language()))
            line.slider.asked.connect(lambda share, id=section.id: self._move(id, share))
            line.switch.clicked.connect(lambda on, id=section.id: self._turn(id, on))
            column.addWidget(line)
            self.lines[section.id] = line
        column.addStretch(1)
        self._area.setWidget(inside)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 4)
        head.addWidget(label(self._theme, _("Section weights"), "head"), 1)
        self.reset = QPushButton(_("Reset"))
        self.reset.setProperty("kind", "link")
        self.reset.setProperty("small", "true")
        self.reset.clicked.connect(lambda: self.asked.emit({"tried": (), "without": ()}))
        head.addWidget(self.reset)
        return head

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 4)
        foot.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._sample = Legend(self._theme, (("chance", "", ""),))
        self._sample.setFixedWidth(32)
        row.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._meaning, 1)
        foot.addLayout(row)
        self.keep = QPushButton(_("Keep as a set…"))
        self.keep.setProperty("small", "true")
        self.keep.setToolTip(_("Give these weights a name, so that Compare and Frameworks offer them"))
        self.keep.clicked.connect(self.keep_asked)
        foot.addWidget(self.keep)
        return foot


class SectionLine(QWidget):
    """A section: whether it counts, its share, its slider, and where the leader stays first."""

    def __init__(self, theme: Theme, number: int, name: str) -> None:
        super().__init__()
        self.switch = QCheckBox()
        self.switch.setProperty("ring", "self")
        self.switch.setFont(theme.font(12.5, 500))
        self.switch.setText(
            _without_keys(elide_keeping_last_word(QFontMetricsF(self.switch.font()), name, _NAME))
        )
        self.switch.setAccessibleName(_("{section} counts").format(section=name))
        self.switch.setToolTip(name)
        self.share = label(theme, "", "strong")
        self.slider = ShareSlider(theme, _("Weight of {section}").format(section=name))
        self._words = label(theme, "", "caption", ink="muted")
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(_Tick(theme, number))
        top.addWidget(self.switch, 1)
        top.addWidget(self.share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.slider)
        column.addWidget(self._words)

    @property
    def words(self) -> str:
        """Where the leader stays first."""
        return self._words.text()

    def show_share(self, share: float, *, is_on: bool, usable: bool) -> None:
        """Show the share of the section; one that is off has none, and one that cannot move is not `usable`."""
        self.switch.setChecked(is_on)
        self.slider.setEnabled(is_on and usable)
        self.slider.show_share(share)
        self.share.setText(format_share(share) if is_on else _("off"))
        if not is_on:
            self._words.setText("")

    def show_band(self, band: tuple[float, float] | None, words: str, *, settled: bool) -> None:
        """Show at which shares the leader stays first."""
        self.slider.show_band(band, settled=settled)
        self._words.setText(words if settled or not words else "…")
        self.slider.setAccessibleDescription(words)


class _Tick(QWidget):
    """The colour of a section."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self.setFixedSize(6, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_section_tick(painter, QRectF(self.rect()), self._theme, self._number)
        painter.end()


def _without_keys(text: str) -> str:
    """A text in which nothing marks a key."""
    return text.replace("&", "&&")
