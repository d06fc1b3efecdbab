"""Asks what a workbook or a set of charts shows, before it is asked where it goes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scorecard.i18n import LANGUAGES, _, language
from scorecard.model.snapshot import Snapshot
from ui.dialogs.sheet import Sheet
from ui.session import Session
from ui.theme import Theme
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

FORMATS: tuple[Literal["png", "svg", "pdf"], ...] = ("png", "svg", "pdf")
_LANGUAGE_NAMES = {"en": "English", "es": "Español"}


class ExportChoice(Sheet):
    """Framework, round and language of what is made; after agreeing: `framework`, `round`, `language`."""

    def __init__(
        self,
        session: Session,
        snapshot: Snapshot,
        theme: Theme,
        title: str,
        agree: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title, agree=agree, parent=parent)
        self._frameworks = snapshot.ordered_frameworks()
        ids = [framework.id for framework in self._frameworks]
        names = [framework.short.into(language()) for framework in self._frameworks]
        current = ids.index(session.framework) if session.framework in ids else 0
        self._framework = Segmented(theme, names, name=_("Framework"), current=current)
        if len(names) > 1:
            self.add_choice(_("Framework"), self._framework)
        rounds = snapshot.ordered_rounds()
        self._round = Picker(theme, "", name=_("Round"))
        self._round.set_choices([(one.name, one.key) for one in reversed(rounds)], session.round)
        if len(rounds) > 1:
            self.add_choice(_("Round"), self._round)
        self._language = Segmented(
            theme,
            [_LANGUAGE_NAMES[one] for one in LANGUAGES],
            name=_("Language"),
            current=LANGUAGES.index(language()),
        )
        self.add_choice(_("Language"), self._language)

    @property
    def framework(self) -> str:
        """The id of the framework."""
        return self._frameworks[self._framework.current].id

    @property
    def round(self) -> str:
        """The id of the round by its key, as the session has it."""
        return str(self._round.value)

    @property
    def language(self) -> str:
        """`en` or `es`."""
        return LANGUAGES[self._language.current]

    def add_choice(self, text: str, choice: QWidget) -> None:
        """A choice under its label, at the left."""
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(self.theme, text, "field"))
        column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(column)


class ChartChoice(ExportChoice):
    """The same, and the format of the pictures."""

    def __init__(
        self, session: Session, snapshot: Snapshot, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, snapshot, theme, _("Save charts"), _("Choose the folder…"), parent)
        names = [one.upper() for one in FORMATS]
        self._format = Segmented(theme, names, name=_("Format"))
        self.add_choice(_("Format"), self._format)
        hint = _("PNG for documents and slides, SVG for editing, PDF for print.")
        self.body.addWidget(label(theme, hint, "caption", ink="muted", wrap=True))

    @property
    def format(self) -> Literal["png", "svg", "pdf"]:
        """The format of the pictures."""
        return FORMATS[self._format.current]
