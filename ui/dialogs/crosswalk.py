"""Shows what putting a draft in force does to scores, line by line, before it happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scorecard.analysis.record.succession import Line, Preview
from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext
from scorecard.model.framework import Framework, Link
from scorecard.model.snapshot import Snapshot
from ui.dialogs.sheet import Sheet
from ui.models.frameworks.crosswalk_lines import lines_to_read, other_fates, summary
from ui.models.frameworks.tree import FATES
from ui.models.frameworks.versions import link_in_words
from ui.theme import Theme
from ui.widgets.rule import level_rule
from ui.widgets.text import label

_WIDTH = 920
_HEIGHT = 300
_FATE = 92


class CrosswalkDialog(Sheet):
    """Nothing has happened while it is open but changes of the draft's own crosswalk, which undo takes back.

    `look` gives the evaluation and the preview as they are now; `relink` says another fate, `adopt` puts the
    version with this name in force. All three raise `Refusal`, and the sheet then stays open and says why.
    """

    def __init__(
        self,
        theme: Theme,
        id: str,
        version: str,
        *,
        look: Callable[[], tuple[Snapshot, Preview]],
        relink: Callable[[Link], None],
        adopt: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, _("Put the new version in force"), agree=_("Put in force"), width=_WIDTH, parent=parent
        )
        self._id = id
        self._look = look
        self._relink = relink
        self._adopt = adopt
        self.version = QLineEdit(version)
        self.version.setFixedWidth(120)
        self.version.setMaxLength(20)
        top = QHBoxLayout()
        top.setSpacing(8)
        words = label(theme, _("Version"), "field")
        words.setBuddy(self.version)
        self.version.setAccessibleName(_("Version"))
        top.addWidget(words)
        top.addWidget(self.version)
        top.addSpacing(16)
        self._said = label(theme, "", "body", wrap=True)
        top.addWidget(self._said, 1)
        self.body.addLayout(top)
        self._head = label(theme, "", "head")
        self.body.addWidget(self._head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFixedHeight(_HEIGHT)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(_("What becomes of each criterion"))
        self.body.addWidget(self._area)
        self.buttons: dict[Link, QPushButton] = {}
        self._show()

    def agreed(self) -> None:
        try:
            self._adopt(self.version.text().strip())
        except Refusal as refusal:
            self.complain(str(refusal), self.version)
        else:
            self.accept()

    def say(self, link: Link) -> None:
        """Say another fate, and show what follows from it."""
        try:
            self._relink(link)
        except Refusal as refusal:
            self.complain(str(refusal))
        else:
            self.complain("")
            self._show()

    def _show(self) -> None:
        snapshot, preview = self._look()
        self._said.setText(" ".join(summary(snapshot, self._id, preview)))
        shown = lines_to_read(preview)
        same = len(preview.lines) - len(shown)
        words = ngettext(
            "{count} criterion stays as it is; what changes:",
            "{count} criteria stay as they are; what changes:",
            same,
        )
        nothing = _("Every criterion stays as it is.")
        self._head.setText(words.format(count=same) if shown else nothing)
        self._head.setVisible(bool(preview.lines))
        self._area.setVisible(bool(shown))
        new = snapshot.drafts[self._id].framework
        old = snapshot.frameworks.get(self._id, new)
        self.buttons.clear()
        place = self._area.verticalScrollBar().value()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(0)
        for number, line in enumerate(shown):
            if number:
                column.addWidget(level_rule())
            column.addWidget(self._line(line, old, new))
        column.addStretch()
        self._area.setWidget(inside)
        self._area.verticalScrollBar().setValue(place)

    def _line(self, line: Line, old: Framework, new: Framework) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        fate = _("reworded") if line.link.fate == "same" else _(FATES[line.link.fate])
        first = label(self.theme, fate, "strong", wrap=True)
        first.setFixedWidth(_FATE)
        row.addWidget(first, 0, top)
        row.addWidget(label(self.theme, link_in_words(line.link, old, new), "body", wrap=True), 5, top)
        row.addWidget(label(self.theme, line.sentence(), "body", ink="muted", wrap=True), 4, top)
        others = other_fates(line.link, old, new)
        button = QPushButton(_("Change…"))
        button.setProperty("small", "true")
        button.setAutoDefault(False)
        button.setAccessibleName(
            _("Say what became of {criterion}").format(criterion=", ".join(line.link.old or line.link.new))
        )
        button.setEnabled(bool(others))
        button.clicked.connect(lambda: self._offer(button, others))
        self.buttons[line.link] = button
        row.addWidget(button, 0, top)
        return whole

    def _offer(self, button: QPushButton, others: tuple[tuple[str, Link], ...]) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for words, link in others:
            menu.addAction(words.replace("&", "&&"), lambda link=link: self.say(link))
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
