"""The sheet of backups: what each moment holds, what would be lost by going back to it, and the ways there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtWidgets import QPushButton, QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, ngettext
from scorecard.model.edit import Revision
from scorecard.storage.keeping.backups import edits_in
from scorecard.storage.keeping.description import Backup
from ui.dialogs.sheet import Sheet
from ui.models.backup_rows import backup_columns, backup_rows
from ui.models.columns import CELL_ROLE
from ui.models.history import Lines, edit_columns, edit_rows
from ui.theme import Theme
from ui.widgets.line_table import LineTable
from ui.widgets.paper import Paper
from ui.widgets.text import label

_WIDTH, _HEIGHT = 780, 640
_FRAME = 40
"""Of the height of a screen, for the title of the window."""

_ROWS = 150
"""The height of each of the two tables, at least."""

Wish = Literal["", "read", "restore", "salvage"]


class BackupsDialog(Sheet):
    """Chooses a backup; `wish` says afterwards what is to become of `backup`.

    `history` is what the present evaluation holds, newest first; empty where it cannot be opened, and then `trouble`
    says why; `salvages` where there is a file of which something may be read. `make` keeps a
    backup now and returns all there are.
    """

    def __init__(
        self,
        theme: Theme,
        kept: Sequence[Backup],
        *,
        show_folder: Callable[[Path], None],
        history: Sequence[Revision] = (),
        trouble: str = "",
        salvages: bool = False,
        make: Callable[[], Sequence[Backup]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme,
            _("Backups"),
            agree=_("Restore this backup"),
            refuse=_("Close"),
            width=_WIDTH,
            parent=parent,
        )
        self.wish: Wish = ""
        self._history = history
        self._make = make
        self._show_folder = show_folder
        room = (parent or self).screen().availableGeometry().size() - QSize(0, _FRAME)
        self.resize(QSize(_WIDTH, _HEIGHT).boundedTo(room))
        if trouble:
            self.body.addWidget(label(theme, trouble, "body", ink="danger", wrap=True))
        said = _(
            "Made on this computer every hour of work, and before every import, merge and restoring. "
            "What stands in the place of a restored one becomes a backup itself, so that nothing is lost."
        )
        self.body.addWidget(label(theme, said, "body", ink="muted", wrap=True))
        self.rows = Lines(backup_columns(), self)
        self.table = LineTable(theme, self.rows, name=_("Backups"))
        self.table.setMinimumHeight(_ROWS)
        self.table.opened.connect(lambda _index: self._choose("read"))
        self._add_on_paper(self.table)
        self.answer = label(theme, "", "strong", wrap=True)
        self.body.addWidget(self.answer)
        self.lost = Lines(edit_columns(), self)
        self.lost_table = LineTable(theme, self.lost, name=_("Edits since this backup"))
        self.lost_table.setMinimumHeight(_ROWS)
        if history:
            self._add_on_paper(self.lost_table)
        self._add_buttons(salvages=salvages)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.show_backups(kept)
        self.table.setFocus()

    @property
    def backup(self) -> Backup | None:
        """The one that is chosen."""
        chosen: Backup | None = self.table.currentIndex().data(CELL_ROLE)
        return chosen

    def show_backups(self, kept: Sequence[Backup]) -> None:
        """Show these, newest first, and choose the first that can be restored."""
        self.rows.show(backup_rows(kept))
        self.table.select_row(self.rows.row_of(lambda one: one.whole) if kept else -1)
        self._show_chosen()

    def agreed(self) -> None:
        self._choose("restore")

    def _choose(self, wish: Wish) -> None:
        if wish != "salvage" and (self.backup is None or not self.backup.whole):
            return
        self.wish = wish
        self.accept()

    def _add_on_paper(self, table: LineTable) -> None:
        paper = Paper(self.theme)
        paper.column.addWidget(table)
        self.body.addWidget(paper, 1)

    def _add_buttons(self, *, salvages: bool) -> None:
        self.read = self._button(_("Look at it"), lambda: self._choose("read"))
        self.folder = self._button(_("Show the folder"), self._open_folder)
        if self._make is not None:
            self.make = self._button(_("Back up now"), self._make_one)
        if salvages:
            self.salvage = self._button(_("Salvage what can be read…"), lambda: self._choose("salvage"))

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        # Before the stretch that parts them from the two buttons of every sheet.
        place = next(
            n for n in range(self.buttons.count()) if self.buttons.itemAt(n).spacerItem() is not None
        )
        self.buttons.insertWidget(place, button)
        return button

    def _open_folder(self) -> None:
        if self.backup is not None:
            self._show_folder(self.backup.path.parent)

    def _make_one(self) -> None:
        if self._make is None:
            return
        try:
            self.show_backups(self._make())
        except Refusal as refusal:
            self.complain(str(refusal))

    def _show_chosen(self, *_indexes: QModelIndex) -> None:
        backup = self.backup
        usable = backup is not None and backup.whole
        self.agree.setEnabled(usable)
        self.read.setEnabled(usable)
        self.folder.setEnabled(backup is not None)
        self.complain("")
        lost: list[Revision] = []
        self.answer.setText(_("There is no backup yet.") if backup is None else "")
        if backup is not None and not usable:
            self.answer.setText(_("These are the bytes of a damaged file; only salvaging can read them."))
        elif backup is not None and self._history:
            try:
                there = edits_in(backup.path)
            except Refusal as refusal:
                self.complain(str(refusal))
            else:
                lost = [one for one in self._history if one.id not in there]
                more = len(there.keys() - {one.id for one in self._history})
                self.answer.setText(_compared(len(lost), more))
        self.lost.show(edit_rows(lost, ""))


def _compared(lost: int, more: int) -> str:
    if not lost and not more:
        return _("It holds exactly what the evaluation holds now.")
    said = []
    if lost:
        said.append(
            ngettext(
                "{count} edit since then would be taken out of the evaluation:",
                "{count} edits since then would be taken out of the evaluation:",
                lost,
            ).format(count=lost)
        )
    if more:
        said.insert(
            0,
            ngettext(
                "It holds {count} edit that the evaluation has not now.",
                "It holds {count} edits that the evaluation has not now.",
                more,
            ).format(count=more),
        )
    return " ".join(said)
