"""Packages from the window: asks for a place, and packs in the background."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.i18n import _
from ui.dialogs.desk import Desk

if TYPE_CHECKING:
    from scorecard.model.evaluation import Evaluation
    from scorecard.model.page import Page

_SUFFIX = ".scorepack"


class PackagesDesk(Desk):
    """Packs for the page that it serves."""

    def package(self, *, pseudonyms: bool = False) -> None:
        """Ask for a place and write the evaluation there as a package, under `pseudonyms` one for publication."""
        workspace = self._session.workspace
        if workspace is None:
            return
        suggestion = Path(f"{workspace.path.stem}{_SUFFIX}")
        kinds = _("Packages (*.scorepack)")
        place = self._prompts.save_path(self._page, suggestion, kinds)
        if place is None:
            return
        place = place if place.suffix.lower() == _SUFFIX else place.with_name(place.name + _SUFFIX)
        runs = self._runs(workspace)

        def write(path: Path, contents: tuple[Evaluation, list[Page]]) -> Path:
            from scorecard.exchange.merging.package import save_package
            from scorecard.exchange.merging.veiled_pages import veiled_pages

            contents = veiled_pages(*contents) if pseudonyms else contents
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

        def begin(path: Path) -> None:
            self._run_apart(
                workspace,
                lambda source: source.pages(),
                lambda contents, _progress: write(path, contents),
                doing=_("Packing the evaluation"),
                done=done,
                instead=self._elsewhere(path, kinds, begin),
            )

        begin(place)
