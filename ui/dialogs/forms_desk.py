"""Forms from the window: asks whom and where to, has them written, and remembers what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from scorecard.edits import forms as form_edits
from scorecard.errors import Refusal
from scorecard.exchange.forms.plan import FormPlan, Mailing, plan_forms
from scorecard.i18n import _, ngettext
from scorecard.model.form import Form
from scorecard.progress import Progress
from scorecard.workspace import Workspace
from ui.dialogs.desk import Desk
from ui.dialogs.forms import FormsSheet


class FormsDesk(Desk):
    """Sends forms for the page that it serves; what was made is remembered even if the page is gone meanwhile."""

    def send(self) -> None:
        """Ask, and write the forms in the background."""
        workspace = self._session.workspace
        if workspace is None:
            return
        sheet = FormsSheet(self._session, workspace.snapshot, self._theme, self._page.window())
        agreed = self._prompts.run(sheet)
        plan = sheet.plan
        sheet.deleteLater()
        if not agreed or plan is None:
            return
        folder = self._prompts.folder(self._page)
        if folder is not None:
            self._write(workspace, plan, folder)

    def send_again(self, form: Form) -> None:
        """Make another form like one that was sent, with what is answered by now; what is left out is told."""
        workspace = self._session.workspace
        if workspace is None:
            return
        snapshot = workspace.snapshot
        try:
            plan = plan_forms(
                snapshot,
                framework=snapshot.framework_in(form.framework, form.round),
                round=form.round,
                evaluators=[form.evaluator],
                programmes=form.programmes,
                owed=False,
                language=form.language,
                made_at=datetime.now(UTC),
            )
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        place = self._runs(workspace).place_of(form)
        folder = self._prompts.folder(self._page, place.parent if place is not None else None)
        if folder is not None:
            self._write(workspace, plan, folder, plan.left_out)

    def _write(self, workspace: Workspace, plan: FormPlan, folder: Path, remarks: Sequence[str] = ()) -> None:
        """Write the forms in the background; the remarks follow what is told of them."""
        made_at = datetime.fromisoformat(plan.forms[0].made_at)
        runs = self._runs(workspace)

        def write(mailing: Mailing, progress: Progress) -> tuple[Form, ...]:
            from scorecard.exchange.forms.form import write_forms

            return write_forms(mailing, folder, progress)

        def done(written: tuple[Form, ...]) -> None:
            count = len(written)
            runs.remember_forms(written[0].made_at, folder, count)
            sentence = ngettext(
                "{count} form is in the folder “{name}”.", "{count} forms are in the folder “{name}”.", count
            )
            told = sentence.format(count=count, name=folder.name)
            if not self._record(workspace, written):
                told = _(
                    "{sentence} The evaluation cannot be written to, so it does not list them as sent."
                ).format(sentence=told)
            self._session.told.emit(" ".join((told, *remarks)))

        self._run_apart(
            workspace,
            lambda source: source.mailing(plan, made_at),
            write,
            doing=_("Writing the forms"),
            done=done,
        )

    def _record(self, workspace: Workspace, written: tuple[Form, ...]) -> bool:
        """Remember the forms in the evaluation that they are of; whether it is still open and took them."""
        if self._session.workspace is not workspace or workspace.reading:
            return False
        return self._session.edit(form_edits.sent, written)
