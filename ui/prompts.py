"""Every question that stops a person: file dialogs and sheets, in one place that tests can replace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.i18n import _
from scorecard.paths import documents_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget


class Prompts:
    """Asks the person. Every method returns None or False when they change their mind.

    Qt's dialogs are imported when they are first shown, since the window is made with an object of this class.
    """

    def __init__(self) -> None:
        self._folder = documents_folder()

    def open_path(self, parent: QWidget | None, kinds: str = "", title: str = "") -> Path | None:
        """An existing file; `kinds` is a filter as Qt writes it, by default evaluations, as the title says."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _kind = QFileDialog.getOpenFileName(
            parent, title or _("Open an evaluation"), str(self._folder), kinds or evaluation_kinds()
        )
        return self._remembered(chosen)

    def open_paths(self, parent: QWidget | None, kinds: str, title: str) -> list[Path]:
        """Existing files, several at once; none when they change their mind. `kinds` is a filter as Qt writes it."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _kind = QFileDialog.getOpenFileNames(parent, title, str(self._folder), kinds)
        return [path for one in chosen if (path := self._remembered(one)) is not None]

    def save_path(self, parent: QWidget | None, suggestion: Path, kinds: str) -> Path | None:
        """Where to write a file; the person has agreed to replace what stands there.

        A name without a suffix gets that of the kind they chose.
        """
        from PySide6.QtWidgets import QFileDialog

        place = suggestion if suggestion.is_absolute() else self._folder / suggestion
        chosen, kind = QFileDialog.getSaveFileName(parent, _("Save as"), str(place), kinds)
        path = self._remembered(chosen)
        if path is not None and not path.suffix:
            path = path.with_name(path.name + _suffix(kind, suggestion.suffix))
        return path

    def folder(self, parent: QWidget | None, suggestion: Path | None = None) -> Path | None:
        """An existing folder."""
        from PySide6.QtWidgets import QFileDialog

        place = str(suggestion or self._folder)
        return self._remembered(QFileDialog.getExistingDirectory(parent, _("Choose a folder"), place))

    def agree(self, parent: QWidget | None, sentence: str, yes: str) -> bool:
        """Whether the person takes the one way out that is offered; `yes` is what its button says."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(parent)
        box.setWindowTitle("Scorecard")
        box.setText(sentence)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is agreed

    def run(self, dialog: QDialog) -> bool:
        """Show a sheet of our own until it is closed; True when the person agreed."""
        return dialog.exec() == dialog.DialogCode.Accepted

    def show_folder(self, path: Path) -> None:
        """Open the folder of a file, or a folder, in the file browser of the system."""
        self.show_file(path if path.is_dir() else path.parent)

    def show_file(self, path: Path) -> None:
        """Open a file with the program that the system has for it."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _remembered(self, chosen: str) -> Path | None:
        if not chosen:
            return None
        path = Path(chosen)
        self._folder = path if path.is_dir() else path.parent
        return path


def evaluation_kinds() -> str:
    """The filter of file dialogs for evaluations."""
    return _("Evaluations (*.scorecard)") + ";;" + _("All files (*)")


def _suffix(kind: str, otherwise: str) -> str:
    """The first suffix in a filter such as `Workbook (*.xlsx)`."""
    begin = kind.find("*.")
    if begin < 0:
        return otherwise
    return kind[begin + 1 :].replace(")", " ").split()[0]
