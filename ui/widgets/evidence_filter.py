"""A small button that narrows a list of evidence: by sign, by how far it has come, by what it proves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from scorecard.analysis.sources.evidence_words import sign_word, standing_word
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.programme import SIGNS, STANDINGS, Evidence
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.icons import icon


class EvidenceFilter(IconButton):
    """What is ticked in its menu has to be true of an item: one of the signs, one of the standings, all the rest.

    `changed` comes when a tick turns; nothing ticked lets everything through.
    """

    changed = Signal()

    def __init__(self, theme: Theme, *, signs: bool) -> None:
        super().__init__(theme, "filter", kind="quiet", small=True, name=_("Filter the evidence"))
        self._theme = theme
        self._choices: list[tuple[str, str, str]] = []
        if signs:
            self._choices += [("sign", sign, sign_word(sign)) for sign in SIGNS]
        self._choices += [
            ("standing", standing, standing_word(standing) or _("how far it has come: not said"))
            for standing in (*STANDINGS[1:], STANDINGS[0])
        ]
        self._choices += [
            ("proof", "effect", _("shows the effect")),
            ("proof", "differs", _("another source differs")),
        ]
        self._ticked: set[tuple[str, str]] = set()
        self.clicked.connect(self._open)

    @property
    def is_narrow(self) -> bool:
        """Whether anything is ticked."""
        return bool(self._ticked)

    def accepts(self, item: Evidence, differing: Mapping[Key, str]) -> bool:
        """Whether an item is let through; `differing` knows the items that others differ from."""
        signs = {value for kind, value in self._ticked if kind == "sign"}
        standings = {value for kind, value in self._ticked if kind == "standing"}
        return (
            (not signs or item.sign in signs)
            and (not standings or item.standing in standings)
            and (("proof", "effect") not in self._ticked or item.effect)
            and (("proof", "differs") not in self._ticked or item.key in differing)
        )

    def choose(self, kind: str, value: str, *, ticked: bool) -> None:
        """Tick one of the choices, or no longer, and say so."""
        (self._ticked.add if ticked else self._ticked.discard)((kind, value))
        self._show_state()
        self.changed.emit()

    def clear(self) -> None:
        """Let everything through again."""
        if self._ticked:
            self._ticked.clear()
            self._show_state()
            self.changed.emit()

    def menu_of_choices(self) -> QMenu:
        """The menu as it opens; whoever asks for it owns it."""
        menu = QMenu(self)
        before = ""
        for kind, value, words in self._choices:
            if before and kind != before:
                menu.addSeparator()
            before = kind
            action = QAction(words, menu, checkable=True, checked=(kind, value) in self._ticked)
            action.toggled.connect(
                lambda ticked, kind=kind, value=value: self.choose(kind, value, ticked=ticked)
            )
            menu.addAction(action)
        menu.addSeparator()
        everything = menu.addAction(_("Show all of it"), self.clear)
        everything.setEnabled(self.is_narrow)
        return menu

    def _show_state(self) -> None:
        self.setIcon(icon(self._theme, "filter", "link" if self.is_narrow else "text"))
        self.setProperty("kind", "" if self.is_narrow else "quiet")
        self.style().polish(self)
        name = _("Filter the evidence; it is narrowed now") if self.is_narrow else _("Filter the evidence")
        self.setAccessibleName(name)
        self.setToolTip(name)

    def _open(self) -> None:
        menu = self.menu_of_choices()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
