"""What the program is, its version, and whose work it carries along."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtWidgets import QWidget

from scorecard.i18n import _
from scorecard.paths import data_folder, preferences_folder
from ui.dialogs.sheet import Sheet
from ui.theme import Theme
from ui.widgets.text import label


class About(Sheet):
    """Words only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("About Scorecard"), agree="", parent=parent)
        sentences = (
            _("Version {version}, under the MIT licence.").format(version=_version()),
            _(
                "Scorecard works without a connection. An evaluation is one file; "
                "every change in it is saved when it is made and can be undone."
            ),
            _(
                "The typeface is Inter, under the SIL Open Font License. "
                "The icons come from Lucide, under the ISC licence."
            ),
            _("Preferences: {folder}").format(folder=preferences_folder()),
            _("Samples and reports of faults: {folder}").format(folder=data_folder()),
        )
        for sentence in sentences:
            self.body.addWidget(label(theme, sentence, "body", wrap=True))


def _version() -> str:
    try:
        return version("scorecard")
    except PackageNotFoundError:
        return "?"
