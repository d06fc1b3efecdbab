"""The versions of a framework as cards: when each was put in force and by whom, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scorecard.analysis.record.crosswalk import rewordings
from scorecard.i18n import _
from ui.models.frameworks.tree import FATES
from ui.models.frameworks.versions import Version, criterion_in_words, link_in_words
from ui.models.moments import day_and_time
from ui.theme import Theme
from ui.widgets.steady_area import SteadyArea
from ui.widgets.text import label

_FATE = 84


class FrameworkVersions(SteadyArea):
    """Cards of versions, the newest first; `opened` carries the key of one that a person wants to read."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[tuple[Version, ...], str] | None = None

    def show_versions(self, versions: tuple[Version, ...], current: str) -> None:
        """Show these versions; `current` is the key of the one that is open."""
        if self._shown == (versions, current):
            return
        self._shown = (versions, current)
        place = self.verticalScrollBar().value()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(16)
        for version in versions:
            column.addWidget(self._card(version, versions, is_open=version.key == current))
        column.addStretch()
        self.setWidget(inside)
        self.verticalScrollBar().setValue(place)

    def _card(self, version: Version, versions: Sequence[Version], *, is_open: bool) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(label(self._theme, version.title, "card"))
        top.addStretch()
        button = QPushButton(_("Is shown") if is_open else _("Show this version"))
        button.setProperty("small", "true")
        button.setEnabled(not is_open)
        button.setAccessibleName(_("Show version {version}").format(version=version.title))
        button.clicked.connect(lambda: self.opened.emit(version.key))
        top.addWidget(button)
        column.addLayout(top)
        for line in facts_of(version):
            column.addWidget(label(self._theme, line, "caption", ink="muted", wrap=True))
        digest = label(self._theme, _("Hash {hash}").format(hash=version.sha256[:16]), "caption", ink="muted")
        digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        digest.setToolTip(version.sha256)
        column.addWidget(digest)
        for line in self._changes(version, versions):
            column.addWidget(line)
        return card

    def _changes(self, version: Version, versions: Sequence[Version]) -> list[QWidget]:
        """What the version did to each criterion that did not stay as it was."""
        new = version.framework
        if not new.previous:
            return []
        old = next(
            (
                one.framework
                for one in versions
                if one.framework.version == new.previous and one is not version
            ),
            None,
        )
        head = _("Changed against {version}: {changes}").format(version=new.previous, changes=version.changes)
        lines: list[QWidget] = [label(self._theme, head, "field")]
        lines[0].setContentsMargins(0, 8, 0, 0)
        lines += [
            self._line(_(FATES[link.fate]), link_in_words(link, old, new))
            for link in new.crosswalk
            if link.fate != "same"
        ]
        reworded = rewordings(old, new) if old is not None else ()
        if reworded:
            lines.append(self._line(_("reworded"), ", ".join(criterion_in_words(new, id) for id in reworded)))
        return lines

    def _line(self, fate: str, text: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(12)
        first = label(self._theme, fate, "body", ink="muted")
        first.setFixedWidth(_FATE)
        row.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(self._theme, text, "body", wrap=True), 1)
        return line


def facts_of(version: Version) -> tuple[str, ...]:
    """When a version came, by whom, and which rounds are scored by it."""
    lines = []
    if version.state == "draft":
        lines.append(_("Being written; no score knows of it until it is put in force."))
    elif version.at is not None:
        said = _("In the evaluation since {day}, by {author}")
        lines.append(said.format(day=day_and_time(version.at), author=version.author))
    if version.rounds:
        lines.append(_("Scored by it: {rounds}").format(rounds=", ".join(version.rounds)))
    elif version.state == "before":
        lines.append(_("No round is scored by it any more."))
    return tuple(lines)
