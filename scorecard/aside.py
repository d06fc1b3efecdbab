"""Large work on an evaluation that stays open meanwhile: planned and written in a copy, which then takes its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from scorecard.errors import Refusal
from scorecard.i18n import _, format_count
from scorecard.progress import Progress, Silent
from scorecard.storage.store import Store

if TYPE_CHECKING:
    from scorecard.exchange.import_plan import OnConflict
    from scorecard.exchange.merge_plan import MergePlan
    from scorecard.exchange.package_reader import Package
    from scorecard.model.edit import Change, Revision
    from scorecard.model.evaluation import Key
    from scorecard.model.page import Written
    from scorecard.model.record import Ref
    from scorecard.storage.working_copy import WorkingCopy


_TOLD_EVERY = 500

_FEW = 200
"""Changes that are repainted one by one; more are one change of everything."""


class Aside:
    """A merge on its way. `Workspace.aside` makes one, `Workspace.take_over` ends it well and `discard` otherwise.

    `plan` and `merge` touch values and a private copy of the file alone, so that a worker may do them, one at a time.
    Cancelled or killed, they leave the evaluation as it is. `newest` is the newest revision when the copy was made,
    `merged` the merge once it is written, with `changes` where they are few; `not_kept` why there is no backup.
    """

    def __init__(self, copy: WorkingCopy, author: str) -> None:
        self.copy = copy
        self.merged: Revision | None = None
        self.newest: Key = ""
        self.changes: tuple[Change, ...] = ()
        self.not_kept: Refusal | None = None
        self._author = author

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def plan(
        self,
        packages: Sequence[Package],
        on_conflict: OnConflict = "fail",
        decisions: Mapping[Ref, int] | None = None,
        progress: Progress | None = None,
    ) -> MergePlan:
        """What taking in packages would do to the evaluation as it was when this was first asked."""
        from scorecard.exchange.merge_plan import plan_merge

        self._begin(progress or Silent())
        with Store.in_copy(self.copy) as store, store.moment():
            return plan_merge(store, packages, on_conflict, decisions or {}, progress)

    def merge(self, plan: MergePlan, progress: Progress | None = None) -> None:
        """Write in the copy what is planned. Refused as stale where it was planned at another moment."""
        from scorecard.exchange.coming import FATES

        progress = progress or Silent()
        self._begin(progress)
        try:
            with Store.in_copy(self.copy) as store:
                store.back_up_before("merge")
                self.not_kept = store.not_kept
                self.merged = store.unite(
                    _told(plan, progress),
                    len(plan.pages),
                    plan.states,
                    plan.settled,
                    label=plan.label,
                    author=self._author,
                    newest=plan.newest,
                )
                if sum(map(plan.coming.count, FATES)) + len(plan.conflicts) <= _FEW:
                    self.changes = store.edit_of(self.merged.id).changes
            progress.step(1, 1, _("Saving the evaluation"))
            self.copy.make_durable()
        except BaseException:
            # The copy keeps no journal of its own: where writing was broken off, nobody knows what it holds.
            self.discard()
            raise

    def discard(self) -> None:
        """Leave nothing of it, and begin anew if it is asked for again."""
        self.newest = ""
        self.copy.discard()

    def _begin(self, progress: Progress) -> None:
        if self.newest:
            return
        self.copy.make(progress)
        with Store.in_copy(self.copy) as store:
            self.newest = store.newest().id


def _told(plan: MergePlan, progress: Progress) -> Iterator[Written]:
    total = len(plan.pages)
    for number, page in enumerate(plan.pages.written()):
        if number % _TOLD_EVERY == 0:
            progress.step(
                number,
                total,
                _("{count} of {total} edits").format(count=format_count(number), total=format_count(total)),
            )
        yield page
