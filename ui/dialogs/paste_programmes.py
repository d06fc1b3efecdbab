"""The sheet in which a list of programmes from a spreadsheet is looked through before it is taken in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.errors import Refusal
from scorecard.exchange.imports.programme_columns import Field
from scorecard.exchange.imports.programme_list import (
    Block,
    best_block,
    head_row,
    known_columns,
    read_blocks,
    read_pasted,
)
from scorecard.exchange.imports.programme_plan import OnDuplicate, ProgrammePlan, plan_programmes
from scorecard.i18n import _, ngettext
from scorecard.model.snapshot import Snapshot
from ui.dialogs.sheet import Sheet
from ui.models.programmes.planned_rows import PARTS, PlannedRows
from ui.prompts import Prompts
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_button import IconButton
from ui.widgets.picker import Picker
from ui.widgets.programmes.column_panel import ColumnPanel
from ui.widgets.programmes.planned_answers import ANSWERS, PlannedAnswers
from ui.widgets.programmes.planned_view import PlannedView
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_WIDTH = 1160
_BODY = 396
_HEADS_OFFERED = 6
_NOTHING = ProgrammePlan(rows=(), programmes=(), problems=())


class PasteProgrammes(Sheet):
    """Shows what a list would do. Nothing is stored here: once agreed, `plan` holds the programmes to take in.

    Rows with a problem and those without an answer are left out, and that is said beside the button.
    """

    def __init__(
        self,
        theme: Theme,
        snapshot: Snapshot,
        prompts: Prompts,
        copied: str,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Paste programmes"), agree=_("Take in"), width=_WIDTH, parent=parent)
        self._snapshot = snapshot
        self._prompts = prompts
        self._blocks: tuple[Block, ...] = ()
        self._block: Block | None = None
        self._head: int | None = None
        self._columns: tuple[Field | None, ...] = ()
        self._for_all: OnDuplicate = "ask"
        self._decisions: dict[int, OnDuplicate] = {}
        self.plan = _NOTHING
        self.rows = PlannedRows(self)
        self.body.addLayout(self._source_row())
        self._stack = QStackedWidget()
        self._stack.setFixedHeight(_BODY)
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._preview())
        self.body.addWidget(self._stack)
        self._left_out = label(theme, "", "caption", ink="muted", wrap=True)
        self.body.addWidget(self._left_out)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.paste)
        if copied.strip():
            self.read_text(copied)
        else:
            self._show()

    def agreed(self) -> None:
        """Close when there is something to take in."""
        if self.plan.programmes:
            self.accept()

    def paste(self) -> None:
        """Read what is in the clipboard."""
        self.read_text(QGuiApplication.clipboard().text())

    def read_text(self, text: str) -> None:
        """Show a block that was copied in a spreadsheet."""
        try:
            block = read_pasted(text)
        except Refusal as refusal:
            self.complain(str(refusal))
            return
        self._take((block,), block, ngettext("Pasted: {count} row", "Pasted: {count} rows", len(block.rows)))

    def read_file(self, path: Path) -> None:
        """Show the list in a file."""
        try:
            blocks = read_blocks(path)
        except Refusal as refusal:
            self.complain(str(refusal))
            return
        block = best_block(blocks)
        words = ngettext("{file}: {count} row", "{file}: {count} rows", len(block.rows))
        self._take(blocks, block, words)

    def choose_column(self, place: int, meaning: Field | None) -> None:
        """Say what a column holds; a meaning that another column had moves here."""
        columns = [None if one == meaning else one for one in self._columns]
        columns[place] = meaning
        self._columns = tuple(columns)
        self._show()

    def answer(self, choice: OnDuplicate) -> None:
        """Say what happens to the row that is chosen, and go on to the next that needs an answer."""
        row = self.rows.row(self.view.currentIndex().row())
        if row is None or not row.is_repeat:
            return
        self._decisions[row.number] = choice
        self._show()
        waiting = [one.number for one in self.plan.rows if one.outcome == "ask"]
        following = next((number for number in waiting if number > row.number), None)
        if following is not None and (place := self.rows.place_of(following)) >= 0:
            self.view.select_row(place)
        self._show_row()

    def answer_all(self, choice: OnDuplicate) -> None:
        """Say what happens to every row that repeats a programme; single answers before it are forgotten."""
        self._for_all = choice
        self._decisions.clear()
        self._show()

    def _take(self, blocks: tuple[Block, ...], block: Block, words: str) -> None:
        self._blocks = blocks
        self._source.setText(words.format(file=block.file, count=len(block.rows)))
        self._sheets.set_choices(
            [(one.sheet, place) for place, one in enumerate(blocks)], blocks.index(block)
        )
        self._sheets.setVisible(len(blocks) > 1)
        self._begin(block, head_row(block))

    def _begin(self, block: Block, head: int | None) -> None:
        self._block, self._head = block, head
        self._columns = known_columns(block, head)
        self._decisions.clear()
        self._heads.setVisible(True)
        numbers = [number for number, _texts in block.rows[:_HEADS_OFFERED]]
        if head is not None and head not in numbers:
            numbers.append(head)
        choices: list[tuple[str, int | None]] = [
            (_("Column names in row {row}").format(row=one), one) for one in numbers
        ]
        self._heads.set_choices([(_("No column names"), 0), *choices], head or 0)
        self._show()
        self.view.select_row(0)

    def _show(self) -> None:
        """Plan anew and show it."""
        self.complain("")
        self.plan = _NOTHING
        if self._block is not None:
            try:
                self.plan = plan_programmes(
                    self._snapshot,
                    self._block,
                    self._columns,
                    head=self._head,
                    on_duplicate=self._for_all,
                    decisions=self._decisions,
                )
            except Refusal as refusal:
                self.complain(str(refusal))
            below = self._block.below(self._head)
            samples = [
                "\n".join(texts[place] for _number, texts in below[:4]) for place in range(self._block.width)
            ]
            self._panel.show_columns(self._block.heads(self._head), samples, self._columns)
        chosen = self.rows.row(self.view.currentIndex().row())
        self.rows.show(self._block, self._columns, self.plan)
        if chosen is not None:
            self.view.select_row(self.rows.place_of(chosen.number))
        self._stack.setCurrentIndex(0 if self._block is None else 1)
        self._show_counts()
        self._show_row()

    def _show_counts(self) -> None:
        rows = self.plan.rows
        new = sum(row.outcome == "add" and not row.is_repeat for row in rows)
        repeated = sum(row.is_repeat for row in rows)
        wrong, waiting = self.plan.count("wrong"), self.plan.count("ask")
        titles = (_("All {count}"), _("New {count}"), _("There already {count}"), _("Problems {count}"))
        for place, (title, count) in enumerate(zip(titles, (len(rows), new, repeated, wrong), strict=True)):
            self._parts.set_label(place, title.format(count=count))
        self.answers.all.setEnabled(bool(repeated))
        count = len(self.plan.programmes)
        words = ngettext("Take in {count} programme", "Take in {count} programmes", count)
        self.agree.setText(words.format(count=count) if count else _("Take in"))
        self.agree.setEnabled(bool(count))
        left_out = []
        if wrong:
            words = ngettext(
                "{count} row with a problem is left out.", "{count} rows with problems are left out.", wrong
            )
            left_out.append(words.format(count=wrong))
        if waiting:
            words = ngettext(
                "{count} programme that is there already waits for an answer and is left out until then.",
                "{count} programmes that are there already wait for an answer and are left out until then.",
                waiting,
            )
            left_out.append(words.format(count=waiting))
        self._left_out.setText(
            " ".join(left_out) or _("Nothing has been taken in yet; one undo takes all of it back.")
        )

    def _show_row(self) -> None:
        row = self.rows.row(self.view.currentIndex().row())
        said = self._for_all if row is None else self._decisions.get(row.number, self._for_all)
        self.answers.show_row(row, said)

    def _source_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._source = label(self.theme, "", "body", ink="muted")
        row.addWidget(self._source)
        self._sheets = Picker(self.theme, "", name=_("Sheet"))
        self._sheets.changed.connect(
            lambda place: self._begin(self._blocks[place], head_row(self._blocks[place]))
        )
        self._sheets.hide()
        row.addWidget(self._sheets)
        self._heads = Picker(self.theme, "", name=_("Row with the names of the columns"))
        self._heads.changed.connect(self._choose_heads)
        self._heads.hide()
        row.addWidget(self._heads)
        row.addStretch()
        again = IconButton(self.theme, "copy", _("Paste"))
        again.setToolTip(_("Read what is in the clipboard (Ctrl+V)"))
        again.setAutoDefault(False)
        again.clicked.connect(self.paste)
        row.addWidget(again)
        choose = IconButton(self.theme, "folder", _("From a file…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._ask_for_file)
        row.addWidget(choose)
        return row

    def _empty(self) -> QWidget:
        return EmptyState(
            self.theme,
            _("Nothing to paste yet"),
            _(
                "Copy the rows in the spreadsheet, with or without the names of the columns, and press Ctrl+V here; "
                "or choose a file (.xlsx or .csv). You see what would happen before anything does."
            ),
            icon="table",
        )

    def _preview(self) -> QWidget:
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        self._panel = ColumnPanel(self.theme)
        self._panel.chosen.connect(self.choose_column)
        across.addWidget(self._panel)
        column = QVBoxLayout()
        column.setSpacing(8)
        top = QHBoxLayout()
        self._parts = Segmented(self.theme, ["" for _part in PARTS], name=_("Rows shown"), px=12)
        self._parts.changed.connect(self._narrow)
        top.addWidget(self._parts)
        top.addStretch()
        column.addLayout(top)
        self.view = PlannedView(self.theme)
        self.view.setModel(self.rows)
        self.rows.modelReset.connect(lambda: self.view.set_columns(self.rows.columns))
        self.view.selectionModel().currentRowChanged.connect(self._show_row)
        self.view.digit.connect(lambda digit: self.answer(ANSWERS[digit - 1]))
        column.addWidget(self.view, 1)
        self.answers = PlannedAnswers(self.theme)
        self.answers.answered.connect(self.answer)
        self.answers.all_answered.connect(self.answer_all)
        column.addWidget(self.answers)
        across.addLayout(column, 1)
        return whole

    def _narrow(self, place: int) -> None:
        self.rows.narrow(PARTS[place])
        self.view.select_row(0 if self.rows.rowCount() else -1)
        self._show_row()

    def _choose_heads(self, number: int) -> None:
        if self._block is not None:
            self._begin(self._block, number or None)

    def _ask_for_file(self) -> None:
        kinds = _("Lists (*.xlsx *.csv *.txt *.tsv)") + ";;" + _("All files (*)")
        path = self._prompts.open_path(self, kinds, _("Choose a list of programmes"))
        if path is not None:
            self.read_file(path)
