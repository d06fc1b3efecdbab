"""Large work on an evaluation that stays open meanwhile: read, planned and written in a copy, which takes its place."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from scorecard.edits import locks
from scorecard.edits import scores as scoring
from scorecard.errors import Refusal
from scorecard.i18n import _, format_count
from scorecard.model.edit import Change, Edit
from scorecard.model.record import Ref
from scorecard.model.score import Cell
from scorecard.progress import Progress, Silent
from scorecard.storage.store import Store

if TYPE_CHECKING:
    from scorecard.exchange.forms.plan import FormPlan, Mailing
    from scorecard.exchange.imports.import_plan import ImportPlan, OnConflict
    from scorecard.exchange.merging.merge_plan import MergePlan
    from scorecard.exchange.merging.package_reader import Package
    from scorecard.exchange.reading import Fault, Reading
    from scorecard.model.edit import Revision
    from scorecard.model.evaluation import Evaluation, Key
    from scorecard.model.page import Page, Written
    from scorecard.model.snapshot import Snapshot
    from scorecard.storage.keeping.description import Reason
    from scorecard.storage.working_copy import WorkingCopy


Turn = Literal["undo", "redo"]

_TOLD_EVERY = 500

_FEW = 200
"""Changes that are repainted one by one; more are one change of everything."""


class Aside:
    """A merge, an import, or the undoing of one, on its way.

    `Workspace.aside` begins it, `take_over` ends it well, `discard` otherwise.

    All that it does until then touches values and a private copy of the file alone, so that a worker may do it, one
    thing at a time. Cancelled or killed, it leaves the evaluation as it is. `newest` is the newest revision when the
    copy was made; `written`, `snapshot` and `edit` are what was written, and what that comes to. Where nobody would
    repaint as many changes one by one, the edit names the records that changed and the evaluation, and no scores.
    `not_kept` says why there is no backup.
    """

    def __init__(self, copy: WorkingCopy, author: str) -> None:
        self.copy = copy
        self.written: Revision | None = None
        self.newest: Key = ""
        self.snapshot: Snapshot | None = None
        self.edit: Edit | None = None
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
        from scorecard.exchange.merging.merge_plan import plan_merge

        self._begin(progress or Silent())
        with Store.in_copy(self.copy) as store, store.moment():
            return plan_merge(store, packages, on_conflict, decisions or {}, progress)

    def merge(self, plan: MergePlan, progress: Progress | None = None) -> None:
        """Write in the copy what is planned. Refused as stale where it was planned at another moment."""
        from scorecard.exchange.merging.coming import FATES

        progress = progress or Silent()

        def write(store: Store) -> Revision:
            return store.unite(
                _told(plan, progress),
                len(plan.pages),
                plan.states,
                plan.settled,
                label=plan.label,
                author=self._author,
                newest=plan.newest,
            )

        few = sum(map(plan.coming.count, FATES)) + len(plan.conflicts) <= _FEW
        self._write("merge", write, progress, few=few)

    def plan_import(self, readings: Sequence[Reading], mended: Collection[Fault] = ()) -> ImportPlan:
        """What taking in these readings would do to the evaluation as it was when this was first asked."""
        self._begin(Silent())
        with Store.in_copy(self.copy) as store:
            return plan_import_into(store, store.snapshot(), readings, "fail", mended)

    def revisions(self, ids: Collection[Key]) -> dict[Key, Revision]:
        """Those of these revisions that there are, by id."""
        self._begin(Silent())
        with Store.in_copy(self.copy) as store:
            return store.revisions(ids)

    def mailing(self, plan: FormPlan, made_at: datetime) -> Mailing:
        """All that the forms of a plan hold."""
        self._begin(Silent())
        with Store.in_copy(self.copy) as store:
            return mailing_from(store, store.snapshot(), plan, made_at)

    def pages(self) -> tuple[Evaluation, list[Page]]:
        """The evaluation and every edit with its changes, for a package."""
        self._begin(Silent())
        with Store.in_copy(self.copy) as store:
            return store.snapshot().evaluation, store.pages()

    def take_in(
        self,
        plan: ImportPlan,
        decisions: Mapping[Cell, OnConflict] | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Write in the copy what a plan takes in; `decisions` settle its conflicts one by one."""
        edit = scoring.take_in(plan.changes(decisions), len(plan.taken(decisions)))

        def write(store: Store) -> Revision:
            locks.refuse_locked(store.snapshot(), edit)
            return store.commit(edit, author=self._author)

        if edit.changes:
            self._write("import", write, progress or Silent(), few=len(edit.changes) <= _FEW)

    def undo(self, progress: Progress | None = None) -> None:
        """Take back in the copy what undo would take back."""
        self._turn("undo", progress or Silent())

    def redo(self, progress: Progress | None = None) -> None:
        """Do again in the copy what redo would bring back."""
        self._turn("redo", progress or Silent())

    def _turn(self, kind: Turn, progress: Progress) -> None:
        def write(store: Store) -> Revision:
            return turn(store, kind, self._author, progress)[1]

        self._write(None, write, progress, few=False)

    def _write(
        self, reason: Reason | None, write: Callable[[Store], Revision], progress: Progress, *, few: bool
    ) -> None:
        """Write in the copy and have it on the disk; with a reason, a backup of the evaluation is kept before."""
        self._begin(progress)
        try:
            with Store.in_copy(self.copy) as store:
                if reason is not None:
                    store.back_up_before(reason)
                self.not_kept = store.not_kept
                before = store.snapshot()
                self.written = write(store)
                self.snapshot = store.snapshot()
                everything = Change(before=before.evaluation, after=self.snapshot.evaluation)
                changes = (everything, *before.changes_to(self.snapshot))
                if few:
                    changes = store.edit_of(self.written.id).changes
                self.edit = Edit(label=self.written.label, changes=changes)
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


def turn(store: Store, kind: Turn, author: str, progress: Progress | None = None) -> tuple[Edit, Revision]:
    """Take back, or do again, what is next in turn: what that changed, and the revision that says so."""
    revision = store.undoable() if kind == "undo" else store.redoable()
    if revision is None:
        raise Refusal(_("There is nothing to undo.") if kind == "undo" else _("There is nothing to redo."))
    edit = store.edit_of(revision.id, progress=progress)
    if kind == "undo":
        edit = edit.inverse()
    return edit, store.commit(edit, author=author, kind=kind, target=revision.id, progress=progress)


def plan_import_into(
    store: Store,
    snapshot: Snapshot,
    readings: Sequence[Reading],
    on_conflict: OnConflict,
    mended: Collection[Fault],
) -> ImportPlan:
    """What taking in these readings would do to what is stored."""
    from scorecard.exchange.imports.import_plan import Now, Stored, plan_import

    known = functools.cache(store.hashes)

    def stored(cell: Cell) -> Stored:
        return Stored(*store.dated_score(cell))

    now = Now(stored=stored, is_known=lambda key: key in known(), at=datetime.now(UTC))
    with store.moment():
        return plan_import(snapshot, now, readings, on_conflict, mended)


def mailing_from(store: Store, snapshot: Snapshot, plan: FormPlan, made_at: datetime) -> Mailing:
    """All that the forms of a plan hold, from what is stored."""
    from scorecard.exchange.forms.plan import Mailing

    first = plan.forms[0]
    version = snapshot.framework_in(first.framework, first.round)
    criteria = [criterion.id for criterion in version.criteria]
    cells = [
        Cell(programme, form.evaluator, form.round, criterion)
        for form in plan.forms
        for programme in form.programmes
        for criterion in criteria
    ]
    asked = set(cells)
    with store.moment():
        stored = store.scores(round=first.round, criteria=criteria)
        revisions = {cell: store.revision_of(Ref("score", "/".join(cell))) or "" for cell in cells}
    return Mailing(
        snapshot=snapshot,
        framework=version,
        forms=plan.forms,
        made_at=made_at,
        scores={score.cell: score for score in stored if score.cell in asked},
        revisions=revisions,
    )


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
