"""The sheet in which a merge is looked through: counts, conflicts to decide, what comes, and problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from scorecard.exchange.merging.merge_plan import MergePlan
from scorecard.i18n import _, format_count, ngettext
from scorecard.model.record import Ref
from ui.dialogs.preview_sheet import PreviewSheet
from ui.models.exchange.merge_rows import counts_of, merge_rows
from ui.models.exchange.preview_rows import PreviewRow
from ui.theme import Theme

if TYPE_CHECKING:
    from scorecard.model.evaluation import Key
    from scorecard.model.snapshot import Snapshot

Planner = Callable[[Mapping[Ref, int], Callable[[MergePlan], None]], None]
"""Plans the same packages again, as decisions about conflicts have it, and hands the plan on; it may take a while."""


class MergePreview(PreviewSheet):
    """Shows what a merge would do. Nothing is stored here: once agreed, `plan` is the one to carry out.

    Every conflict has to be decided before: what is put off would not be known to be open afterwards.
    """

    def __init__(
        self,
        theme: Theme,
        snapshot: Snapshot,
        viewer: Key,
        plan: MergePlan,
        plan_of: Planner,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`viewer` is who looks, in the evaluation as `snapshot` has it before the merge."""
        count = len(plan.files)
        title = (
            _("Merge {file}").format(file=plan.files[0])
            if count == 1
            else ngettext("Merge {count} package", "Merge {count} packages", count).format(
                count=format_count(count)
            )
        )
        super().__init__(
            theme,
            title,
            _("Nothing has been merged yet. The merge is one step, and one undo takes all of it back."),
            agree=_("Merge"),
            name=_("What merging would change"),
            parts=("new", "changed", "removed", "conflict", "problem"),
            answers=[_("Keep what is here"), _("Take what comes")],
            parent=parent,
        )
        self.plan = plan
        self._plan_of = plan_of
        self._snapshot = snapshot
        self._viewer = viewer
        self.lay_out()
        self._show()
        self.list.select_row(self.rows.first())

    def agreed(self) -> None:
        """Plan once more as it was decided: a decision can raise another question, which is then shown."""
        if not self.agree.isEnabled():
            return
        if self.plan.may_apply and not self.rows.decisions:
            self.accept()
            return
        self.agree.setEnabled(False)
        self.outlook.setText(_("Working out what you decided…"))
        self._plan_of(self.rows.decisions, self._planned)

    def _planned(self, plan: MergePlan) -> None:
        self.plan = plan
        if plan.may_apply:
            self.accept()
            return
        self._show()
        self.list.select_row(self.rows.next_open(-1))
        self.complain(_("What you decided raises another question. Nothing has been merged yet."))

    def _show(self) -> None:
        self.complain("")
        counts = counts_of(self.plan)
        errors = sum(problem.severity == "error" for problem in self.plan.problems)
        wrong = errors or counts["problem"]
        conflicts, new, changed, removed = (
            counts[part] for part in ("conflict", "new", "changed", "removed")
        )
        same = self.plan.unchanged
        told = ngettext("{count} edit is here already", "{count} edits are here already", same)
        self.tiles.show_counts(
            {
                "new": (new, ngettext("is new", "are new", new)),
                "changed": (changed, ngettext("changes", "change", changed)),
                "removed": (removed, ngettext("is removed", "are removed", removed)),
                "conflict": (conflicts, ngettext("needs you", "need you", conflicts)),
                "problem": (
                    wrong,
                    ngettext("problem", "problems", wrong)
                    if errors
                    else ngettext("remark", "remarks", wrong),
                ),
            },
            told.format(count=format_count(same)) if same else "",
        )
        self.show_questions([one.ref for one in self.plan.conflicts])

    def rows_shown(self) -> list[PreviewRow]:
        return merge_rows(self.plan, self._snapshot, self._viewer, self.part)

    def show_outlook(self) -> None:
        applied, waiting = self.plan.applied, self.rows.open
        words = ngettext("Merge {count} edit", "Merge {count} edits", applied)
        self.agree.setText(words.format(count=format_count(applied)))
        errors = any(problem.severity == "error" for problem in self.plan.problems)
        self.agree.setEnabled(not (errors or waiting or self.plan.is_empty))
        if errors:
            text = _("Nothing can be merged before the problems are mended.")
        elif waiting:
            words = ngettext(
                "{count} conflict still needs a decision.",
                "{count} conflicts still need a decision.",
                waiting,
            )
            text = words.format(count=format_count(waiting))
        elif self.plan.is_empty:
            text = _("Everything in it is here already.")
        else:
            text = _("Everything is decided.") if self.plan.conflicts else _("Nothing stands against it.")
        self.outlook.setText(text)
