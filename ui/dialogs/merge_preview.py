"""The sheet in which a merge is looked through: counts, conflicts to decide, what comes, and problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scorecard.exchange.merge_plan import MergePlan
from scorecard.i18n import _, format_count, ngettext
from scorecard.model.record import Ref
from ui.dialogs.sheet import Sheet
from ui.models.merge_rows import HeadRow, MergeRows, Part, counts_of
from ui.theme import Theme
from ui.widgets.count_tile import CountTile
from ui.widgets.merge_list import MergeList
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_WIDTH = 1080
_BODY = 400
_TOLD_LINES = 3

Planner = Callable[[Mapping[Ref, int]], MergePlan]
"""Plans the same packages again, as decisions about conflicts have it."""


class MergePreview(Sheet):
    """Shows what a merge would do. Nothing is stored here: once agreed, `plan` is the one to carry out.

    Every conflict has to be decided before: what is put off would not be known to be open afterwards.
    """

    def __init__(
        self, theme: Theme, plan: MergePlan, plan_of: Planner, *, parent: QWidget | None = None
    ) -> None:
        count = len(plan.files)
        title = (
            _("Merge {file}").format(file=plan.files[0])
            if count == 1
            else ngettext("Merge {count} package", "Merge {count} packages", count).format(
                count=format_count(count)
            )
        )
        super().__init__(theme, title, agree=_("Merge"), width=_WIDTH, parent=parent)
        self.plan = plan
        self._plan_of = plan_of
        self._part: Part = "all"
        self.rows = MergeRows(self)
        sentence = _("Nothing has been merged yet. The merge is one step, and one undo takes all of it back.")
        self.body.addWidget(label(theme, sentence, "body", ink="muted"))
        self.body.addLayout(self._tiles())
        self.list = MergeList(theme, self.rows)
        self.list.setFixedHeight(_BODY)
        self.list.decided.connect(self.decide)
        self.list.selectionModel().currentChanged.connect(lambda *_where: self._tell())
        self.body.addWidget(self.list)
        self._told = label(theme, "", "body", wrap=True)
        self._told.setFixedHeight(_TOLD_LINES * self._told.fontMetrics().lineSpacing() + 2)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._about())
        self._outlook = label(theme, "", "body", ink="muted")
        self.buttons.insertWidget(0, self._outlook)
        self._show()
        self.list.select_row(self.rows.first())

    def agreed(self) -> None:
        """Plan once more as it was decided: a decision can raise another question, which is then shown."""
        if not self.agree.isEnabled():
            return
        self.plan = self._plan_of(self.rows.decisions)
        if self.plan.may_apply:
            self.accept()
            return
        self._show()
        self.list.select_row(self.rows.next_open(-1))
        self.complain(_("What you decided raises another question. Nothing has been merged yet."))

    def decide(self, row: int, side: int | None) -> None:
        """Let one side of a conflict hold, and go on to the next that is open."""
        self.rows.decide(row, side)
        self._show_outlook()
        following = self.rows.next_open(row)
        self.list.select_row(following if side is not None and following >= 0 else row)
        self._tell()

    def decide_all(self, last: bool) -> None:
        """Decide every conflict that is shown in one way."""
        self.rows.decide_all(last)
        self._show_outlook()
        self._tell()

    def narrow(self, part: Part) -> None:
        """Show one part of the rows, or all of them where that one is shown already."""
        self._part = part if part != self._part else "all"
        for name, tile in self.tiles.items():
            tile.setChecked(name == self._part)
        self.rows.narrow(self._part)
        self.list.select_row(self.rows.first())
        self._tell()

    def _show(self) -> None:
        self.complain("")
        self.rows.show(self.plan)
        counts = counts_of(self.plan)
        errors = sum(problem.severity == "error" for problem in self.plan.problems)
        wrong = errors or counts["problem"]
        words = {
            "conflict": ngettext("needs you", "need you", counts["conflict"]),
            "problem": ngettext("problem", "problems", wrong)
            if errors
            else ngettext("remark", "remarks", wrong),
            "new": ngettext("is new", "are new", counts["new"]),
            "changed": ngettext("changes", "change", counts["changed"]),
            "removed": ngettext("is removed", "are removed", counts["removed"]),
        }
        for part, tile in self.tiles.items():
            tile.show_count(wrong if part == "problem" else counts[part], words[part])
        same = self.plan.unchanged
        told = ngettext("{count} edit is here already", "{count} edits are here already", same)
        self._same.setText(told.format(count=format_count(same)) if same else "")
        self._for_all.setVisible(bool(counts["conflict"]))
        self._show_outlook()
        self._tell()

    def _show_outlook(self) -> None:
        """What the button does, and what stands against it."""
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
        self._outlook.setText(text)

    def _tell(self) -> None:
        """All about the row that is chosen, below the list."""
        row = self.rows.row(self.list.currentIndex().row())
        text = "" if row is None or isinstance(row, HeadRow) else self.rows.sentence(row)
        self._told.setText(text)
        self._told.setToolTip(text)

    def _tiles(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.tiles: dict[Part, CountTile] = {
            "conflict": CountTile(self.theme, "warning"),
            "problem": CountTile(self.theme, "danger"),
            "new": CountTile(self.theme),
            "changed": CountTile(self.theme),
            "removed": CountTile(self.theme),
        }
        for part, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked, part=part: self.narrow(part))
            row.addWidget(tile)
        self._same = label(self.theme, "", "body", ink="muted")
        self._same.setContentsMargins(8, 0, 0, 0)
        row.addWidget(self._same)
        row.addStretch()
        return row

    def _about(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._told, 1)
        self._for_all = QWidget()
        inside = QHBoxLayout(self._for_all)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(label(self.theme, _("All that need you"), "field"))
        words = [_("Keep what is here"), _("Take what comes")]
        self.for_all = Segmented(self.theme, words, name=_("All that need you"), current=-1, px=12)
        self.for_all.changed.connect(lambda place: self.decide_all(last=bool(place)))
        inside.addWidget(self.for_all)
        row.addWidget(self._for_all, 0, Qt.AlignmentFlag.AlignTop)
        return row
