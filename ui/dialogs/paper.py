"""The sheet that asks in which language a document is written, and about which programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from scorecard.analysis.evaluators.pseudonyms import pseudonyms_told
from scorecard.i18n import LANGUAGES, _, language
from ui.dialogs.sheet import Sheet
from ui.theme import Theme
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.model.evaluation import Key
    from scorecard.model.snapshot import Snapshot

_LANGUAGE_NAMES = {"en": "English", "es": "Español"}


class PaperChoice(Sheet):
    """`language` and `pseudonyms` are what was chosen, and `programme` where one is asked for."""

    def __init__(self, theme: Theme, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, agree=_("Choose where to…"), parent=parent)
        self.body.addWidget(label(theme, sentence, "body", ink="muted", wrap=True))
        self._programmes: QComboBox | None = None
        self._language = Segmented(
            theme,
            [_LANGUAGE_NAMES[one] for one in LANGUAGES],
            name=_("Language"),
            current=LANGUAGES.index(language()),
        )
        self.add_field(_("Language"), self._language)
        self._pseudonyms = QCheckBox(_("Numbers in place of evaluators’ names"))
        self._pseudonyms.setToolTip(pseudonyms_told())
        self.body.addWidget(self._pseudonyms)

    def ask_programme(self, snapshot: Snapshot, chosen: Key | None) -> None:
        """Ask as well which programme the document is about."""
        self._programmes = QComboBox()
        for one in snapshot.ordered_programmes():
            self._programmes.addItem(f"{one.id}  {one.label}", one.key)
        self._programmes.setCurrentIndex(max(self._programmes.findData(chosen), 0))
        self.add_field(_("Programme"), self._programmes)

    @property
    def language(self) -> str:
        """`en` or `es`."""
        return LANGUAGES[self._language.current]

    @property
    def pseudonyms(self) -> bool:
        """Whether people are to have numbers in place of names."""
        return self._pseudonyms.isChecked()

    @property
    def programme(self) -> Key:
        """The key of the programme, empty where none is asked for."""
        return self._programmes.currentData() if self._programmes is not None else ""
