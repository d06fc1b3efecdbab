"""Packages from the window: asks for paths, reads and writes in the background, and merges what is agreed."""

from __future__ import annotations

from pathlib import Path

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.progress import Progress
from ui.dialogs.desk import Desk

_SUFFIX = ".scorepack"


class PackagesDesk(Desk):
    """Serves the page that it is given."""

    def package(self, *, pseudonyms: bool = False) -> None:
        """Ask for a place and write the evaluation there as a package, under `pseudonyms` one for publication."""
        workspace = self._session.workspace
        if workspace is None:
            return
        suggestion = Path(f"{workspace.path.stem}{_SUFFIX}")
        path = self._prompts.save_path(self._page, suggestion, _kinds())
        if path is None:
            return
        path = path if path.suffix.lower() == _SUFFIX else path.with_name(path.name + _SUFFIX)
        try:
            evaluation, pages = workspace.pages()
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        runs = self._runs(workspace)

        def write(_progress: Progress) -> Path:
            from scorecard.exchange.package import save_package
            from scorecard.exchange.veiled_pages import veiled_pages

            contents = veiled_pages(evaluation, pages) if pseudonyms else (evaluation, pages)
            save_package(path, *contents, pseudonyms=pseudonyms)
            return path

        def done(made: Path) -> None:
            runs.remember("package", made)
            sentence = _("The package “{name}” is ready to be sent.")
            if pseudonyms:
                sentence = _(
                    "The package “{name}” is ready. It has numbers in place of names and cannot be merged; its notes "
                    "stand as written."
                )
            self._session.told.emit(sentence.format(name=made.name))

        self._run(write, doing=_("Packing the evaluation"), done=done)


def _kinds() -> str:
    return _("Packages (*.scorepack)")
