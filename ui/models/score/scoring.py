"""What an evaluator does with the open cell and its programme, stored through the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scorecard.edits import people, scores
from scorecard.i18n import _, language, ngettext
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Key
from scorecard.model.score import Cell
from ui.models.score.open_cell import OpenCell
from ui.session import Session

if TYPE_CHECKING:
    from scorecard.workspace import Workspace


class Scoring(QObject):
    """Every method says whether what was asked holds now; a refusal is announced by the session.

    `told` carries sentences for the strip.
    """

    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def say(self, cell: Cell, fields: dict[str, str]) -> bool:
        """Store fields of a score by name. A value that is said again confirms one that was carried over."""
        said = fields | {"carried": ""} if "value" in fields else fields
        return self._session.perform(
            lambda workspace: workspace.record_score(replace(workspace.score(cell), **said))  # type: ignore[arg-type]
        )

    def confirm(self, cell: OpenCell) -> bool:
        """Confirm a value that was carried over; True also where there is none."""
        score = cell.own()
        return not score.carried or self.say(cell.cell, {"value": score.value})

    def turn_citation(self, cell: OpenCell, evidence: Key) -> bool:
        """Cite an item of evidence, or no longer."""
        cited = evidence not in cell.own().cites
        return self._session.perform(lambda workspace: workspace.cite(cell.cell, evidence, cited=cited))

    def leave_without_evidence(self, cell: OpenCell, section: int, rest: Sequence[str]) -> bool:
        """Answer NE to the criteria of a section that have no answer."""
        name = cell.framework.sections[section].name.into(language())
        if not rest:
            self.told.emit(_("Every criterion of “{section}” has an answer.").format(section=name))
            return True
        if not self._session.edit(scores.leave_without_evidence, cell.own_scores(), cell.cell, rest):
            return False
        sentence = ngettext(
            "{count} criterion of “{section}” is answered “no evidence”. Undo (Ctrl+Z) takes it back.",
            "{count} criteria of “{section}” are answered “no evidence”. Undo (Ctrl+Z) takes them back.",
            len(rest),
        )
        self.told.emit(sentence.format(count=len(rest), section=name))
        return True

    def carry_over(self, cell: OpenCell, round: Key) -> bool:
        """Begin from the evaluator's scores of the programme in an earlier round."""
        earlier, stored = cell.scores_in(round), cell.own_scores()
        count = 0

        def begin(workspace: Workspace) -> Edit | None:
            nonlocal count
            edit = scores.carry_over(workspace.snapshot, earlier, stored, cell.cell.round)
            count = len(edit.changes)
            return workspace.commit(edit)

        if not self._session.perform(begin):
            return False
        if count:
            sentence = ngettext(
                "{count} score is carried over from “{round}”; confirm it or answer anew.",
                "{count} scores are carried over from “{round}”; confirm each or answer anew.",
                count,
            )
        else:
            sentence = _(
                "Nothing is carried over from “{round}”: whatever was answered there has an answer here."
            )
        self.told.emit(sentence.format(count=count, round=cell.snapshot.rounds[round].name))
        return True

    def submit(self, cell: OpenCell) -> bool:
        """Submit the programme, complete or not, and say what was left open."""
        if not self._settle(people.submit, cell):
            return False
        left = [
            f"{framework.short.into(language())} {count}"
            for framework in cell.frameworks
            if (count := len(cell.unanswered(framework)))
        ]
        carried = sum(bool(score.carried) for score in cell.own_scores())
        if left:
            sentence = _(
                "{programme} is submitted, though criteria have no answer: {counts}. Reopen it to go on."
            )
        elif carried:
            sentence = _("{programme} is submitted, though scores carried over are not confirmed: {count}.")
        else:
            sentence = _("{programme} is submitted: every criterion has an answer.")
        self.told.emit(sentence.format(programme=cell.programme.label, counts=", ".join(left), count=carried))
        return True

    def approve(self, cell: OpenCell) -> bool:
        """Approve what was submitted."""
        return self._settle(people.approve, cell)

    def reopen(self, cell: OpenCell) -> bool:
        """Make it a draft again."""
        return self._settle(people.reopen, cell)

    def _settle(self, verb: Callable[..., Edit], cell: OpenCell) -> bool:
        return self._session.edit(verb, *cell.cell[:3], cell.evaluator.name, datetime.now(UTC))
