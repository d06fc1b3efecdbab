"""The page of note sheets: the tables, lists and matrices of a review, each entry with its place."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.analysis.sources.note_layout import entries_at, entry_words, shown_table, subject_words
from scorecard.edits import note_sheets
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.record import new_key
from ui.dialogs.note_sheet import NewNoteSheetDialog, NoteSheetDialog
from ui.faults import explain
from ui.models.notes.clipboard import as_html, as_lines, bare_lines
from ui.models.notes.list import NoteList
from ui.models.score.walk import neighbour
from ui.widgets.empty_state import EmptyState
from ui.widgets.notes.body import NoteBody, body_for
from ui.widgets.notes.column import NoteColumn
from ui.widgets.notes.head import NoteHead
from ui.widgets.notes.source import NoteSource
from ui.widgets.page import Page, Surroundings

if TYPE_CHECKING:
    from scorecard.model.snapshot import Snapshot


class NotesPage(Page):
    """Sheets at the left, the chosen one in its layout, and below it what stands behind the current entry."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        session, theme = surroundings.session, surroundings.theme
        self._sheet = ""
        self._wanted = ""
        self._stale = True
        self.body: NoteBody | None = None
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = NoteList(self)
        self.column = NoteColumn(theme, self.model)
        self.column.new_wanted.connect(self.begin_sheet)
        self.column.view.chosen.connect(self.choose)
        self.column.view.stepped.connect(
            lambda step: self.choose(neighbour(self.model.keys, self._sheet, step))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column)
        self._stack = QStackedWidget()
        row.addWidget(self._stack, 1)
        self._stack.addWidget(self._open_sheet())
        self.empty = EmptyState(
            theme,
            _("No note sheets yet"),
            _(
                "A note sheet holds what stands beside the scores: strengths and weaknesses, challenges, "
                "recommendations, inventories, figures as printed. Begin one from a template."
            ),
            _("New note sheet…"),
            "pencil",
        )
        self.empty.pressed.connect(self.begin_sheet)
        self._stack.addWidget(self.empty)
        session.edited.connect(self._become_stale)
        session.opened.connect(self._become_stale)
        session.closed.connect(self._become_stale)

    def refresh(self) -> None:
        """Show the sheets as they are now."""
        workspace = self._session.workspace
        if workspace is None or not self._stale:
            return
        self._stale = False
        snapshot = workspace.snapshot
        self.model.show(snapshot)
        self.column.refresh()
        self.column.new.setEnabled(not workspace.reading)
        self.empty.set_changeable(not workspace.reading)
        if self._sheet not in snapshot.note_sheets:
            keys = self.model.keys
            self._sheet = keys[0] if keys else ""
        self._stack.setCurrentIndex(0 if self._sheet else 1)
        self.column.view.set_place(self._sheet, self.model.place_of(self._sheet))
        if self._sheet:
            self._show(snapshot, snapshot.note_sheets[self._sheet])

    def leave(self) -> None:
        """Store what is still being typed."""
        self.source.enter()
        if self.body is not None:
            self.body.commit()

    def kept(self) -> str:
        """The sheet that is shown."""
        return self._sheet

    def take_up(self, kept: str) -> None:
        """Show the sheet that was shown."""
        self._sheet = kept

    def choose(self, key: str) -> None:
        """Show another sheet."""
        if key != self._sheet:
            self.leave()
            self._sheet = key
            self._become_stale()

    def begin_sheet(self) -> None:
        """Ask for a template and begin a sheet."""
        workspace = self._session.workspace
        if workspace is None or workspace.reading:
            return
        dialog = NewNoteSheetDialog(self._theme, workspace.snapshot, self._prompts, parent=self)
        if self._prompts.run(dialog) and self._session.edit(note_sheets.add, dialog.sheet):
            self.choose(dialog.sheet.key)
            if self.body is not None:
                self.body.stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
        dialog.deleteLater()

    def change_sheet(self) -> None:
        """Ask for another title, subject or source of the sheet."""
        workspace, sheet = self._session.workspace, self._shown()
        if workspace is None or sheet is None:
            return
        dialog = NoteSheetDialog(self._theme, workspace.snapshot, sheet, parent=self)
        if self._prompts.run(dialog):
            self._session.edit(note_sheets.change, dialog.sheet)
        dialog.deleteLater()

    def remove_sheet(self) -> None:
        """Remove the sheet; undo brings it back, so nobody is asked."""
        sheet = self._shown()
        if sheet is None:
            return
        after = neighbour([key for key in self.model.keys if key != sheet.key], "", 0)
        if self._session.edit(note_sheets.remove, sheet.key):
            self.choose(after)
            sentence = _("“{title}” is removed. Undo (Ctrl+Z) brings it back with all its entries.")
            self.notice.emit(sentence.format(title=sheet.title))

    def copy(self) -> None:
        """Put the sheet on the clipboard as a table, for a spreadsheet or a text."""
        workspace, sheet = self._session.workspace, self._shown()
        if workspace is None or sheet is None:
            return
        table = shown_table(workspace.snapshot, sheet, places=False)
        contents = QMimeData()
        contents.setText(as_lines(table))
        contents.setHtml(as_html(table))
        QGuiApplication.clipboard().setMimeData(contents)
        self.notice.emit(_("The sheet is on the clipboard, to be pasted into a spreadsheet or a text."))

    def paste(self, text: str) -> None:
        """Take in a copied block: an entry a line, columns by tabs, after the current entry and from its column on."""
        workspace, sheet = self._session.workspace, self._shown()
        if workspace is None or sheet is None or self.body is None or workspace.reading or not text.strip():
            return
        from scorecard.exchange.imports.programme_list import read_pasted

        view = self.body.active
        begun, key = view.entries.beginning(), view.key
        try:
            lines = [row for _number, row in read_pasted(text).rows] if "\t" in text else bare_lines(text)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        column = view.entries.column_at(max(view.currentIndex().column(), 0))
        after = key or self._last_of(begun, sheet)
        self._session.edit(note_sheets.paste, begun, lines, column, after)

    def export(self) -> None:
        """Ask where, and write the sheet to a file."""
        workspace, sheet = self._session.workspace, self._shown()
        if workspace is None or sheet is None:
            return
        from scorecard.exchange.note_sheet_table import save_note_sheet

        kinds = ";;".join((_("Workbook (*.xlsx)"), _("Rows with codes (*.csv)"), _("Text (*.md)")))
        path = self._prompts.save_path(self, Path(f"{sheet.id}.xlsx"), kinds)
        if path is None:
            return
        try:
            save_note_sheet(workspace.snapshot, sheet, path)
        except (Refusal, OSError) as error:
            self._session.refused.emit(explain(error))
        else:
            self._session.told.emit(_("“{name}” is written.").format(name=path.name))

    def begin_entry(self) -> None:
        """Begin a new entry at the current place of the sheet."""
        if self.body is not None:
            self.source.enter()
            self.body.begin()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()
        if self.model.keys:
            self.column.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_sheet(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = NoteHead(self._theme)
        self.head.asked.connect(self._do_with_sheet)
        column.addWidget(self.head)
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)
        self.source = NoteSource(self._theme)
        self.source.changed.connect(lambda row: self._session.edit(note_sheets.change_row, row))
        self.source.asked.connect(self._do)
        column.addWidget(self.source)
        return whole

    def _become_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _shown(self) -> NoteSheet | None:
        workspace = self._session.workspace
        return workspace.snapshot.note_sheets.get(self._sheet) if workspace is not None else None

    def _show(self, snapshot: Snapshot, sheet: NoteSheet) -> None:
        editable = self._is_editable
        subject = subject_words(snapshot, sheet)
        self.head.show_sheet(sheet.title, subject, sheet.note, editable=editable)
        if self.body is None or self._made_for != sheet.template:
            self._make_body(sheet)
        if self.body is not None:
            self.body.show_sheet(snapshot, sheet, editable=editable)
        if self._wanted in snapshot.note_rows and self.body is not None:
            self.body.go_to(self._wanted)
        self._wanted = ""
        self._show_entry()

    @property
    def _is_editable(self) -> bool:
        workspace = self._session.workspace
        return workspace is not None and not workspace.reading

    def _make_body(self, sheet: NoteSheet) -> None:
        if self.body is not None:
            self._place.removeWidget(self.body)
            self.body.hide()
            self.body.deleteLater()
        self._made_for = sheet.template
        self.body = body_for(self._theme, self._write, sheet.template)
        self.body.came.connect(self._show_entry)
        self.body.asked.connect(self._do)
        self.body.pasted.connect(self.paste)
        self._place.addWidget(self.body)
        # At once, since a layout shows what is put into it only later, and nothing hidden takes the focus.
        self.body.show()
        stops = [self.column.view, *self.head.stops, *self.body.stops, *self.source.stops]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _write(self, row: NoteRow, column: str, value: str) -> str:
        """Store a value in an entry, or a new entry with it after the last of its place."""
        if row.key:
            return row.key if self._session.edit(note_sheets.write, row.key, column, value) else ""
        workspace, sheet = self._session.workspace, self._shown()
        if workspace is None or sheet is None or not value.strip():
            return ""
        begun = replace(row, key=new_key(), cells=(*row.cells, (column, value)))
        after = self._last_of(row, sheet)
        return begun.key if self._session.edit(note_sheets.add_row, begun, after) else ""

    def _last_of(self, row: NoteRow, sheet: NoteSheet) -> str:
        """The key of the last entry at the place of another, empty where there is none."""
        workspace, template = self._session.workspace, sheet.template
        if workspace is None:
            return ""
        place = (row.cell(template.across), row.cell(template.down))
        there = entries_at(workspace.snapshot.rows_of(sheet.key), template, *place)
        return there[-1].key if there else ""

    def _show_entry(self) -> None:
        """Show what stands behind the entry that is current."""
        workspace, sheet = self._session.workspace, self._shown()
        if workspace is None or sheet is None or self.body is None:
            return
        snapshot = workspace.snapshot
        row = snapshot.note_rows.get(self.body.key)
        words = (
            _("Entry: {text}").format(text=_short(entry_words(snapshot, sheet.template, row))) if row else ""
        )
        self.source.show_row(
            row,
            words or _("No entry is chosen"),
            snapshot.ordered_documents(),
            editable=self._is_editable,
        )

    def _do(self, asked: str) -> None:
        """What a key or a button asks for the current entry."""
        if self.body is None:
            return
        key = self.body.key
        match asked:
            case "back":
                self.body.active.setFocus(Qt.FocusReason.OtherFocusReason)
            case _ if not key or not self._is_editable:
                return
            case "up" | "down":
                self._session.edit(note_sheets.move_row, key, -1 if asked == "up" else 1)
            case "in" | "out":
                self._session.edit(note_sheets.indent_row, key, 1 if asked == "in" else 0)
            case "remove":
                self._session.edit(note_sheets.remove_row, key)
            case "before" | "after":
                self._shift(key, -1 if asked == "before" else 1)

    def _do_with_sheet(self, asked: str) -> None:
        match asked:
            case "add":
                self.begin_entry()
            case "edit":
                self.change_sheet()
            case "copy":
                self.copy()
            case "export":
                self.export()
            case "remove":
                self.remove_sheet()

    def _shift(self, key: str, step: int) -> None:
        """Move an entry to the neighbouring column of the layout."""
        workspace, sheet = self._session.workspace, self._shown()
        if workspace is None or sheet is None or not sheet.template.across:
            return
        row = workspace.snapshot.note_rows[key]
        codes = [choice.code for choice in sheet.template.column(sheet.template.across).choices]
        place = codes.index(row.cell(sheet.template.across)) + step
        if 0 <= place < len(codes):
            self._wanted = key
            self._session.edit(note_sheets.write, key, sheet.template.across, codes[place])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"
