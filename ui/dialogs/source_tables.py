"""The sheet in which the tables of the sources are read, copied and saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from scorecard.analysis.sources.source_tables import TABLES, SourceTable, TableName
from scorecard.errors import Refusal
from scorecard.i18n import _, language, ngettext, pgettext, speaking
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot
from scorecard.progress import Progress
from ui.dialogs.sheet import Sheet
from ui.faults import explain
from ui.models.notes.clipboard import as_html, as_lines
from ui.models.notes.source_table_rows import MOST_ROWS, SourceTableRows
from ui.prompts import Prompts
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.notes.source_table_view import SourceTableView
from ui.widgets.paper import Paper
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_WIDTH, _HEIGHT = 1290, 680
_NOTES = 84


class SourceTablesDialog(Sheet):
    """One table at a time with what is to be known of it.

    `remember` is told of each file that was written, also once this sheet is closed.
    """

    def __init__(
        self,
        theme: Theme,
        session: Session,
        prompts: Prompts,
        tasks: Tasks,
        remember: Callable[[Path], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Tables of the sources"), agree="", width=760, parent=parent)
        self._session = session
        self._prompts = prompts
        self._tasks = tasks
        self._remember = remember
        self._source: SourceTable | None = None
        room = parent.size() if parent is not None else QSize(_WIDTH, _HEIGHT)
        self.resize(QSize(_WIDTH, _HEIGHT).boundedTo(room))
        self.model = SourceTableRows(self)
        self.tables = Segmented(theme, _names(), name=_("Table"))
        self.tables.changed.connect(self.refresh)
        self.programmes = Picker(theme, "", name=_("Programme"))
        self.programmes.changed.connect(self.refresh)
        self.caution = label(theme, "", "caption", ink="warning", wrap=True)
        self.caution.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(self._choices())
        self.about = label(theme, "", "body", ink="muted", wrap=True)
        self.body.addWidget(self.about)
        self.view = SourceTableView(theme, self.model, name=_("Table of the sources"))
        self.view.copy_wanted.connect(self.copy)
        paper = Paper(theme)
        paper.column.addWidget(self.view)
        self.body.addWidget(paper, 1)
        self.notes = label(theme, "", "caption", ink="muted", wrap=True)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self._below(self.notes))
        self.told = label(theme, "", "body", ink="positive", wrap=True)
        self.hint = label(theme, "", "caption", ink="muted", wrap=True)
        self._add_buttons()
        session.edited.connect(self.refresh)
        self.refresh()

    @property
    def source(self) -> SourceTable | None:
        """The table that is shown."""
        return self._source

    def refresh(self) -> None:
        """Show the chosen table as it is now."""
        workspace = self._session.workspace
        if workspace is None:
            return
        name = self._name
        self._offer_programmes(workspace.snapshot)
        chosen = self.programmes.value if name == "ptpr" else None
        self._source = source = workspace.source_table(
            name, programmes=[chosen] if chosen else None, seen_by=self._session.viewer
        )
        self.programmes.setVisible(name == "ptpr")
        self.begin.setVisible(name == "ptpr" and not workspace.reading)
        self._offer_beginning(workspace.snapshot, chosen)
        self.about.setText(source.about)
        self.caution.setText(source.caution)
        self.model.show(source.table)
        self.notes.setText("\n".join(filter(None, (source.lacks, _cut(source), *source.notes))))
        self.told.setText("")
        self.complain("")

    def choose(self, name: TableName) -> None:
        """Show another table."""
        self.tables.set_current(TABLES.index(name))
        self.refresh()

    def copy(self) -> None:
        """Put the whole table on the clipboard, for a spreadsheet or a text."""
        if self._source is None:
            return
        contents = QMimeData()
        contents.setText(as_lines(self._source.table))
        contents.setHtml(as_html(self._source.table))
        QGuiApplication.clipboard().setMimeData(contents)
        self._tell(_("The table is on the clipboard, to be pasted into a spreadsheet or a text."))

    def save(self) -> None:
        """Ask where, and write the table in the background."""
        workspace, source = self._session.workspace, self._source
        if workspace is None or source is None:
            return
        kinds = ";;".join((_("Workbook (*.xlsx)"), _("Table (*.csv)"), _("Text (*.md)")))
        path = self._prompts.save_path(self, Path(f"{workspace.path.stem}-{source.name}.xlsx"), kinds)
        if path is None:
            return
        subject, spoken = workspace.snapshot.evaluation.title, language()

        def write(progress: Progress) -> Path:
            from scorecard.exchange.source_table_file import save_source_table

            progress.step(0, 1, path.name)
            with speaking(spoken):
                save_source_table(source, path, subject=subject)
            return path

        self._tasks.run(write, doing=_("Writing the table"), done=self._written, failed=self._failed)

    def begin_marks(self) -> None:
        """Fill a note sheet with the derived marks of the programme, whose place it takes."""
        from scorecard.edits.own_marks import begin_from_derived

        workspace, programme = self._session.workspace, self.programmes.value
        if workspace is None or not programme:
            return
        derivation = workspace.derivation(self._session.viewer)
        try:
            edit = begin_from_derived(workspace.snapshot, derivation, programme)
        except Refusal as refusal:
            self.complain(str(refusal))
            return
        if self._session.perform(lambda open_one: open_one.commit(edit)):
            sentence = _("The marks stand in the note sheet {id} on the page Notes, for you to change.")
            self._tell(sentence.format(id=dict(edit.label.values)["id"]))

    @property
    def _name(self) -> TableName:
        return TABLES[self.tables.current]

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.tables)
        row.addWidget(self.programmes)
        row.addWidget(self.caution, 1)
        return row

    def _below(self, words: QLabel) -> QScrollArea:
        """Notes may run long: they scroll in a room of their own."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("Notes of the table"))
        area.setFixedHeight(_NOTES)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(words)
        column.addStretch()
        area.setWidget(inside)
        return area

    def _add_buttons(self) -> None:
        """What can be done with the table, beside the button that closes; saving is what one came for."""
        self.begin = QPushButton(_("Begin from the derived marks"))
        self.begin.setAutoDefault(False)
        self.begin.clicked.connect(self.begin_marks)
        copy = QPushButton(_("Copy"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self.copy)
        save = QPushButton(_("Save…"))
        save.setProperty("kind", "primary")
        save.clicked.connect(self.save)
        self.agree.setProperty("kind", None)
        self.agree.setAutoDefault(False)
        save.setDefault(True)
        self.buttons.insertWidget(0, self.begin)
        self.buttons.insertWidget(1, self.hint, 1)
        self.buttons.insertWidget(2, self.told, 1)
        self.buttons.addWidget(copy)
        self.buttons.addWidget(save)
        QWidget.setTabOrder(self.begin, self.agree)
        QWidget.setTabOrder(self.agree, copy)

    def _offer_programmes(self, snapshot: Snapshot) -> None:
        choices = [(f"{one.id} {one.label}", one.key) for one in snapshot.ordered_programmes()]
        self.programmes.set_choices([(_("All programmes"), ""), *choices], self.programmes.value or "")

    def _offer_beginning(self, snapshot: Snapshot, programme: Key | None) -> None:
        """The button works for one programme that is ours to mark; beside it stands why it does not."""
        from scorecard.edits.own_marks import why_not

        reason = why_not(snapshot, programme) if programme else _("Choose a programme first.")
        self.begin.setEnabled(not reason)
        hint = _("A note sheet takes the place of the derived marks, and you change it on the page Notes.")
        self.begin.setToolTip(reason or hint)
        self.begin.setAccessibleDescription(reason or hint)
        self.hint.setText(reason if self.begin.isVisibleTo(self) else "")

    def _written(self, path: Path) -> None:
        sentence = _("“{name}” is written.").format(name=path.name)
        self._remember(path)
        self._session.told.emit(sentence)
        # The work may outlive this sheet, which is gone once it is closed.
        if shiboken6.isValid(self):
            self._tell(sentence)

    def _failed(self, error: Exception) -> None:
        if shiboken6.isValid(self) and self.isVisible():
            self.complain(explain(error))
        else:
            self._session.refused.emit(explain(error))

    def _tell(self, sentence: str) -> None:
        self.complain("")
        self.hint.setText("")
        self.told.setText(sentence)


def _names() -> list[str]:
    names: dict[TableName, str] = {
        "ptpr": pgettext("table", "Marks by dimension"),
        "synthesis": pgettext("table", "Synthesis"),
        "inventory": pgettext("table", "Inventory"),
        "matrix": pgettext("table", "Industries by areas"),
        "regions": pgettext("table", "Regions"),
        "long": pgettext("table", "Long table"),
    }
    return [names[name] for name in TABLES]


def _cut(source: SourceTable) -> str:
    """That the preview is shorter than the table."""
    count = len(source.table.rows)
    if count <= MOST_ROWS:
        return ""
    sentence = ngettext(
        "The first {shown} of {count} row is shown here; copies and files have every row.",
        "The first {shown} of {count} rows are shown here; copies and files have every row.",
        count,
    )
    return sentence.format(shown=MOST_ROWS, count=count)
