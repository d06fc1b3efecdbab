"""Documents to read on paper, from the window: asks how and where, and has them written in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scorecard.errors import Refusal
from scorecard.i18n import _, speaking
from scorecard.progress import Progress
from scorecard.veiled import Veiled
from ui.dialogs.desk import Desk
from ui.dialogs.paper import PaperChoice

if TYPE_CHECKING:
    from scorecard.documents.manuscript import Manuscript
    from scorecard.exchange.publication import Publication
    from scorecard.model.evaluation import Key
    from scorecard.workspace import Workspace

_SUFFIXES = (".docx", ".pdf")


class PapersDesk(Desk):
    """Writes for the page that it serves; what it made is remembered even if the page is gone meanwhile."""

    def minutes(self) -> None:
        """Ask, and write the minutes of the workshop of the framework and round in view."""
        workspace = self._session.workspace
        if workspace is None:
            return
        choice = PaperChoice(
            self._theme,
            _("Minutes of the workshop"),
            _(
                "Agenda, decisions with their reasons, dissents, what moved in the ranking, and who does what."
            ),
            self._page.window(),
        )

        def written(publication: Publication) -> Manuscript:
            from scorecard.documents.minutes import minutes

            return minutes(publication)

        self._write("minutes", workspace, choice, _("minutes"), written)

    def report(self, programme: Key | None = None) -> None:
        """Ask, and write the report on a programme; the one given is offered first."""
        workspace = self._session.workspace
        if workspace is None:
            return
        if not workspace.snapshot.programmes:
            self._session.refused.emit(_("There is no programme yet. Add one first; nothing was written."))
            return
        choice = PaperChoice(
            self._theme,
            _("Report on a programme"),
            _("Its profile, marks, evidence, open questions, and recommendations in three columns."),
            self._page.window(),
        )
        choice.ask_programme(workspace.snapshot, programme or self._session.programme)

        def written(publication: Publication) -> Manuscript:
            from scorecard.documents.programme_report import programme_report

            return programme_report(publication, chosen)

        chosen = ""

        def name() -> str:
            nonlocal chosen
            chosen = choice.programme
            return workspace.snapshot.programmes[chosen].id

        self._write("report", workspace, choice, name, written)

    def _write(
        self,
        card: Literal["minutes", "report"],
        workspace: Workspace,
        choice: PaperChoice,
        name: str | Callable[[], str],
        written: Callable[[Publication], Manuscript],
    ) -> None:
        agreed = self._prompts.run(choice)
        choice.deleteLater()
        if not agreed:
            return
        said = name if isinstance(name, str) else name()
        kinds = ";;".join((_("Word document (*.docx)"), _("Document (*.pdf)")))
        place = self._prompts.save_path(self._page, Path(f"{workspace.path.stem}-{said}.docx"), kinds)
        if place is None:
            return
        if place.suffix.lower() not in _SUFFIXES:
            place = place.with_name(place.name + _SUFFIXES[0])
        try:
            publication = self._publication(workspace, choice)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        tongue = choice.language
        runs = self._runs(workspace)

        def write(path: Path, progress: Progress) -> Path:
            from scorecard.documents.files import save_document

            progress.step(0, 0, "")
            with speaking(tongue):
                save_document(written(publication), path)
            return path

        def done(made: Path) -> None:
            runs.remember(card, made)
            self._session.told.emit(_("The document “{name}” is ready.").format(name=made.name))

        def begin(path: Path) -> None:
            self._run(
                lambda progress: write(path, progress),
                doing=_("Writing the document"),
                done=done,
                instead=self._elsewhere(path, kinds, begin),
            )

        begin(place)

    def _publication(self, workspace: Workspace, choice: PaperChoice) -> Publication:
        """All that the document is made of, of the framework and round in view."""
        shown = workspace
        if choice.pseudonyms:
            with speaking(choice.language):
                shown = Veiled(workspace)
        question = workspace.question(self._session.framework)
        round = self._session.round or question.round
        return shown.publication(replace(question, round=round, seen_by=self._session.viewer))
