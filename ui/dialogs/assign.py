"""Assigns many programmes at once: all to everybody, or shared out evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from scorecard.i18n import _, ngettext
from scorecard.model.evaluation import Evaluator, Key
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot
from ui.dialogs.sheet import Sheet
from ui.theme import Theme
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label


class AssignSheet(Sheet):
    """Asks whom to assign and how; once accepted, `pairs` are those of programme and evaluator to assign."""

    def __init__(
        self,
        theme: Theme,
        snapshot: Snapshot,
        round: Key,
        programmes: Sequence[Programme],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Assign many"), agree=_("Assign"), parent=parent)
        self._snapshot = snapshot
        self._round = round
        self._programmes = programmes
        sentence = ngettext(
            "Of the {count} programme that the table shows. Conflicts of interest are left out, and what is "
            "assigned already stays.",
            "Of the {count} programmes that the table shows. Conflicts of interest are left out, and what is "
            "assigned already stays.",
            len(programmes),
        )
        words = label(theme, sentence.format(count=len(programmes)), "body", ink="muted", wrap=True)
        self.body.addWidget(words)
        self._boxes: dict[Key, QCheckBox] = {}
        self._add_people(snapshot.ordered_evaluators())
        self.how = Segmented(theme, [_("All to each"), _("Shared out evenly")], name=_("How"))
        self.how.changed.connect(self._preview)
        self.body.addWidget(self.how)
        most = max(len(self._boxes), 1)
        self.each = Picker(theme, "", name=_("Evaluators for each programme"))
        self.each.set_choices([(str(count), count) for count in range(1, most + 1)], min(2, most))
        self.each.changed.connect(self._preview)
        self.each_label = self.add_field(_("Evaluators for each programme"), self.each)
        self._outcome = label(theme, "", "body", wrap=True)
        self._outcome.setMinimumHeight(36)
        self.body.addWidget(self._outcome)
        self._preview()

    @property
    def pairs(self) -> list[tuple[Key, Key]]:
        """What would be assigned, without what is already."""
        chosen = [key for key, box in self._boxes.items() if box.isChecked()]
        if self.how.current == 0:
            pairs = [(one.key, key) for one in self._programmes for key in chosen if self._may(one.key, key)]
        else:
            pairs = share_out(self._snapshot, self._round, self._programmes, chosen, self.each.value)
        return [pair for pair in pairs if not self._snapshot.assignment(*pair, self._round).owed]

    def agreed(self) -> None:
        if not self.pairs:
            self.complain(_("There is nothing to assign. Choose somebody, or close this sheet."))
            return
        self.accept()

    def _add_people(self, evaluators: Sequence[Evaluator]) -> None:
        part = QVBoxLayout()
        part.setSpacing(6)
        part.addWidget(label(self.theme, _("Evaluators"), "field"))
        self.body.addLayout(part)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in evaluators:
            box = QCheckBox(one.name.replace("&", "&&"))
            box.setChecked(True)
            box.toggled.connect(self._preview)
            self._boxes[one.key] = box
            column.addWidget(box)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        inside.setProperty("ground", "none")
        area.setFixedHeight(min(24 * len(evaluators) + 4, 180))
        part.addWidget(area)

    def _may(self, programme: Key, evaluator: Key) -> bool:
        return self._snapshot.conflict(programme, evaluator) is None

    def _preview(self) -> None:
        shared = self.how.current == 1
        self.each.setEnabled(shared)
        self.each_label.setEnabled(shared)
        pairs = self.pairs
        loads = Counter(evaluator for _programme, evaluator in pairs)
        names = self._snapshot.evaluators
        shares = ", ".join(f"{names[key].name} {count}" for key, count in loads.items())
        sentence = ngettext("{count} new assignment", "{count} new assignments", len(pairs))
        self._outcome.setText(
            _("{sentence}: {shares}").format(sentence=sentence.format(count=len(pairs)), shares=shares)
            if pairs
            else _("Nothing new would be assigned.")
        )


def share_out(
    snapshot: Snapshot, round: Key, programmes: Sequence[Programme], evaluators: Sequence[Key], each: int
) -> list[tuple[Key, Key]]:
    """Pairs that bring every programme to `each` of the evaluators, those with the least work first.

    What somebody owes already counts; a conflict of interest leaves them out.
    """
    loads = Counter(one.evaluator for one in snapshot.assignments.values() if one.round == round and one.owed)
    pairs = []
    for programme in programmes:
        held = [key for key in evaluators if snapshot.assignment(programme.key, key, round).owed]
        free = [
            key for key in evaluators if key not in held and snapshot.conflict(programme.key, key) is None
        ]
        free.sort(key=lambda key: (loads[key], evaluators.index(key)))
        for key in free[: max(each - len(held), 0)]:
            loads[key] += 1
            pairs.append((programme.key, key))
    return pairs
