"""The sheet of all documents: each listed once, where it is used, added, changed and removed."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scorecard.analysis.sources.evidence_words import document_kind_word
from scorecard.edits import documents
from scorecard.edits.documents import Uses
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.programme import Document
from scorecard.model.snapshot import Snapshot, natural
from ui.dialogs.document import DocumentDialog
from ui.dialogs.sheet import Sheet
from ui.models.programmes.document_list import LINE, DocumentList
from ui.prompts import Prompts
from ui.session import Session
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.find_field import FindField
from ui.widgets.icon_button import IconButton
from ui.widgets.text import label

_WIDTH = 860
_LIST, _ROW, _HEIGHT = 440, 44, 380


class DocumentsDialog(Sheet):
    """Everything done here is stored at once and can be undone, so there is nothing to agree to."""

    def __init__(
        self, session: Session, theme: Theme, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Documents"), agree="", width=_WIDTH, parent=parent)
        self._session = session
        self._prompts = prompts
        self._uses: dict[Key, Uses] = {}
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(self._list())
        row.addLayout(self._details(), 1)
        self.body.addLayout(row)
        session.edited.connect(self._show)
        self._show()
        self._select(0)
        self.list.setFocus()

    @property
    def chosen(self) -> Document | None:
        """The document that is chosen, None where there is none."""
        index, workspace = self.list.currentIndex(), self._session.workspace
        if not index.isValid() or workspace is None:
            return None
        return workspace.snapshot.documents.get(index.data(LINE).key)

    def add_document(self) -> None:
        """Ask for a document and list it."""
        dialog = DocumentDialog(self._session, self.theme, self._prompts, parent=self)
        if self._prompts.run(dialog):
            self.finder.clear()
            self._select(self.model.row_of(dialog.document.key))
        dialog.deleteLater()

    def change_document(self) -> None:
        """Ask for another state of the document that is chosen."""
        document = self.chosen
        if document is not None and self.change.isEnabled():
            dialog = DocumentDialog(self._session, self.theme, self._prompts, document, parent=self)
            self._prompts.run(dialog)
            dialog.deleteLater()

    def remove_document(self) -> None:
        """Remove the document that is chosen; where it is used, the sheet says so."""
        document, row = self.chosen, self.list.currentIndex().row()
        if document is None or not self.remove.isEnabled():
            return
        self.complain("")
        self._session.refused.connect(self.complain)
        if self._session.edit(documents.remove, document.key):
            self._select(min(row, self.model.rowCount() - 1))
        self._session.refused.disconnect(self.complain)

    def _list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.add = IconButton(self.theme, "plus", _("Add document"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.add_document)
        self.model = DocumentList()
        self.list = _DocumentView(self.theme, self.model, self)
        self.finder = FindField(self.theme, _("Find documents"), self.list)
        self.finder.textChanged.connect(self._show)
        head.addWidget(self.finder, 1)
        head.addWidget(self.add)
        self.list.selectionModel().currentChanged.connect(self._chosen_changed)
        column.addLayout(head)
        column.addWidget(self.list)
        return column

    def _details(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        self.name = label(self.theme, "", "card", wrap=True)
        self.about = label(self.theme, "", "body", ink="muted", wrap=True)
        self.link = label(self.theme, "", "body", wrap=True)
        self.used = label(self.theme, "", "body", wrap=True)
        for words in (self.name, self.about, self.link, self.used):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("Where it is used"))
        self.used.setAlignment(Qt.AlignmentFlag.AlignTop)
        area.setWidget(self.used)
        self.used_head = label(self.theme, _("Where it is used"), "field")
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        self.change = IconButton(self.theme, "pencil", _("Edit…"), kind="link", small=True)
        self.change.clicked.connect(self.change_document)
        self.remove = IconButton(self.theme, "trash", _("Remove"), kind="link", small=True)
        self.remove.clicked.connect(self.remove_document)
        for button in (self.change, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(self.name)
        column.addWidget(self.about)
        column.addWidget(self.link)
        column.addSpacing(8)
        column.addWidget(self.used_head)
        column.addWidget(area, 100)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch(1)
        return column

    def _show(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        before = self.chosen
        self._uses = documents.uses(workspace.snapshot)
        self.add.setEnabled(not workspace.reading)
        self.model.show(workspace.snapshot.ordered_documents(), self._uses, self.finder.text())
        self._select(max(self.model.row_of(before.key) if before else 0, 0))

    def _select(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self._chosen_changed()

    def _chosen_changed(self) -> None:
        document, workspace = self.chosen, self._session.workspace
        changeable = document is not None and workspace is not None and not workspace.reading
        self.change.setEnabled(changeable)
        self.remove.setEnabled(changeable)
        for part in (self.used_head, self._area, self.change, self.remove):
            part.setVisible(document is not None)
        if document is None or workspace is None:
            found_nothing = bool(self.finder.text())
            self.name.setText(_("Nothing found") if found_nothing else _("No document yet"))
            self.about.setText(
                _("No document holds this word.")
                if found_nothing
                else _("List each source once; evidence, ratings and note sheets then name it.")
            )
            self.link.setText("")
            return
        uses = self._uses[document.key]
        self.name.setText(document.title)
        kind = document_kind_word(document.kind)
        self.about.setText("  ·  ".join(filter(None, (document.id, document.author, document.year, kind))))
        self.link.setText(document.link)
        self.link.setVisible(bool(document.link))
        self.used.setText(_places(uses, workspace.snapshot))


class _DocumentView(QListView):
    def __init__(self, theme: Theme, model: DocumentList, dialog: DocumentsDialog) -> None:
        super().__init__()
        self._dialog = dialog
        self.setModel(model)
        self.setItemDelegate(_DocumentPainter(theme, self))
        self.setAccessibleName(_("Documents"))
        self.setAccessibleDescription(_("Enter changes a document, Delete removes it."))
        self.setProperty("card", "true")
        self.setFixedSize(_LIST, _HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(dialog.change_document)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._dialog.change_document()
        elif event.key() == Qt.Key.Key_Delete:
            self._dialog.remove_document()
        else:
            super().keyPressEvent(event)


class _DocumentPainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, row, line = self._theme, QRectF(option.rect), index.data(LINE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(row, theme.colour("accent-soft"))
            painter.fillRect(QRectF(row.left(), row.top(), 3, row.height()), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, theme.colour("hover"))
        for text, px, weight, ink, top in (
            (f"{line.id}  {line.title}", 12.5, 600 if chosen else 400, "text", 5),
            (line.about, 11.5, 400, "muted", 23),
        ):
            painter.setFont(theme.font(px, weight))
            painter.setPen(theme.colour(ink))
            room = QRectF(row.left() + 12, row.top() + top, row.width() - 24, 17)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus and theme.shows_focus(self._view):
            marks.draw_focus_row(painter, row, theme)
        painter.restore()


def _places(uses: Uses, snapshot: Snapshot) -> str:
    """Where a document is used, in words, a line for each place; items of evidence are counted by programme."""
    items = Counter(item.programme for item in uses.evidence)
    programmes = sorted((snapshot.programmes[key] for key in items), key=lambda one: natural(one.id))
    found = (
        (_("Evidence, items"), [f"{one.id} {one.label}: {items[one.key]}" for one in programmes]),
        (_("Ratings"), [f"{one.id} {one.label}" for one in uses.programmes]),
        (_("Note sheets"), [f"{sheet.id} {sheet.title}" for sheet in uses.note_sheets]),
    )
    return "\n\n".join("\n".join((head, *lines)) for head, lines in found if lines) or _("Nowhere yet.")
