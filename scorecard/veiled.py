"""An open evaluation as those see it who need not know who scored: it tells everything but the names of people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.analysis.evaluators.pseudonyms import Pseudonyms, pseudonyms
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.model.edit import Change, Edit, Revision
    from scorecard.model.evaluation import Evaluation, Key
    from scorecard.model.page import Page
    from scorecard.model.record import Record, Ref
    from scorecard.model.snapshot import Snapshot


class Veiled(Workspace):
    """The evaluation of another workspace, for reading only and no longer than that one is open.

    Everybody has the same number in all that one of these tells.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace._store)
        self._named = self._snapshot
        self._pseudonyms = pseudonyms(self._named)
        self._knows_history = False
        self._snapshot = self._pseudonyms.snapshot(self._named)

    @property
    def author(self) -> str:
        """Nobody: nothing is done here."""
        return ""

    @property
    def reading(self) -> bool:
        """Always: what has no names cannot be changed."""
        return True

    def close(self) -> None:
        """Leave the file to the workspace that opened it."""

    def commit(self, edit: Edit) -> Edit | None:
        """Refused."""
        raise Refusal(_("Nothing can be changed where people have numbers in place of names."))

    def history(self) -> list[Revision]:
        """Who did what and when, newest first."""
        history = super().history()
        known = self._everybody()
        return [known.revision(one) for one in history]

    def changes_of(self, ref: Ref) -> list[tuple[Revision, Change]]:
        """Who changed one record, when, and what it was before and after; newest first."""
        known = self._everybody()
        return [(known.revision(one), known.change(change)) for one, change in super().changes_of(ref)]

    def changes_in(self, revision: Key, *, most: int = -1) -> tuple[Change, ...]:
        """What a revision did."""
        known = self._everybody()
        return tuple(map(known.change, super().changes_in(revision, most=most)))

    def changes_between(
        self, earlier: Key, later: Key | None = None, *, most: int = -1
    ) -> tuple[Change, ...]:
        """What differs at a later revision from an earlier one."""
        known = self._everybody()
        return tuple(map(known.change, super().changes_between(earlier, later, most=most)))

    def record_at(self, ref: Ref, revision: Key) -> Record | None:
        """What one thing was right after a revision, None if it was not there."""
        found = super().record_at(ref, revision)
        return None if found is None else self._everybody().record(found)

    def snapshot_at(self, revision: Key) -> Snapshot:
        """The evaluation without its scores as it was right after a revision."""
        return self._everybody().snapshot(super().snapshot_at(revision))

    def pages(self) -> tuple[Evaluation, list[Page]]:
        """The evaluation and every edit with its changes, under keys of their own, so that nothing can take them in."""
        from scorecard.exchange.merging.veiled_pages import veiled_pages

        return veiled_pages(self._named.evaluation, self._store.pages())

    def package(self, path: Path) -> None:
        """Write the evaluation with its whole history as a package that tells everything but names."""
        from scorecard.exchange.merging.package import save_package

        save_package(path, *self.pages(), pseudonyms=True)

    def _everybody(self) -> Pseudonyms:
        """The same numbers, and more for those whom only the history names."""
        if not self._knows_history:
            from scorecard.exchange.merging.veiled_pages import past_people

            self._pseudonyms = pseudonyms(self._named, *past_people(self._store.pages()))
            self._knows_history = True
        return self._pseudonyms
