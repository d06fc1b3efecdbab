"""The sheets in which a note sheet is begun from a template, and its title, subject and source are changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scorecard.analysis.sources.note_layout import choices_of, written_columns
from scorecard.edits.note_sheets import valid_sheet
from scorecard.errors import Refusal
from scorecard.i18n import _, language, ngettext
from scorecard.library.frameworks import FrameworkProblems
from scorecard.library.note_sheets import built_in_template, built_in_templates, read_template
from scorecard.model.note_sheet import Choice, NoteSheet, Template
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot
from ui.dialogs.framework_problems import FrameworkProblemsDialog
from ui.dialogs.sheet import Sheet
from ui.prompts import Prompts
from ui.theme import Theme
from ui.widgets.choice_list import ChoiceList
from ui.widgets.icon_button import IconButton
from ui.widgets.marks import draw_focus_row
from ui.widgets.place_view import paint_ground
from ui.widgets.text import label

Index = QModelIndex | QPersistentModelIndex

_LIST = 300
_FIELDS = 380
_BETWEEN = 24
_NOTE = 76
_ROW = 42


class NoteSheetDialog(Sheet):
    """Changes what a sheet is called and about. Once accepted, `sheet` is as entered."""

    def __init__(
        self,
        theme: Theme,
        snapshot: Snapshot,
        sheet: NoteSheet | None = None,
        parent: QWidget | None = None,
        *,
        width: int = _FIELDS,
    ) -> None:
        is_new = sheet is None
        title = _("New note sheet") if is_new else _("Edit note sheet")
        agree = _("Begin the sheet") if is_new else _("Store")
        super().__init__(theme, title, agree=agree, width=width + 48, parent=parent)
        self.snapshot = snapshot
        template = built_in_template(built_in_templates()[0])
        self.sheet = sheet or NoteSheet(key=new_key(), id="", title="", template=template)
        self._is_new = is_new
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.title = QLineEdit(self.sheet.title)
        self.title.setCursorPosition(0)
        self._add(_("Title"), self.title)
        self.subject = self._subjects()
        self._add(_("About"), self.subject)
        self.place = QLineEdit(self.sheet.place)
        self.place.setPlaceholderText(_("Such as: Table 2"))
        self._add(_("Where it is found"), self.place)
        nothing = _("No document is listed yet; evidence brings them along.")
        self.documents = ChoiceList(theme, _("Documents"), rows=3, nothing=nothing)
        ordered = snapshot.ordered_documents()
        self.documents.set_choices(
            [(one.key, f"{one.id} {one.title}") for one in ordered], self.sheet.documents
        )
        self.fields.addWidget(self.documents)
        self.note = QPlainTextEdit(self.sheet.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE)
        self._add(_("Note"), self.note)
        self.lay_out()
        self.title.setFocus()

    def lay_out(self) -> None:
        """Put the fields into the sheet."""
        self.body.addLayout(self.fields)

    def agreed(self) -> None:
        """Close only when everything entered can be stored."""
        entered = replace(
            self.sheet,
            title=self.title.text(),
            programme=str(self.subject.currentData() or ""),
            place=self.place.text(),
            documents=self.documents.chosen,
            note=self.note.toPlainText(),
        )
        try:
            valid_sheet(self.snapshot, replace(entered, id=entered.id or new_key()[:24]))
        except Refusal as refusal:
            self.complain(str(refusal), None if entered.title.strip() else self.title)
            return
        self.sheet = entered
        self.accept()

    def _subjects(self) -> QComboBox:
        subject = QComboBox()
        subject.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        subject.setMinimumContentsLength(24)
        subject.setMaxVisibleItems(16)
        subject.addItem(_("The whole evaluation"), "")
        for one in self.snapshot.ordered_programmes():
            subject.addItem(f"{one.id} {one.label}", one.key)
        subject.setCurrentIndex(max(subject.findData(self.sheet.programme), 0))
        return subject

    def _add(self, words: str, field: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        head = label(self.theme, words, "field")
        head.setBuddy(field)
        field.setAccessibleName(words)
        column.addWidget(head)
        column.addWidget(field)
        self.fields.addLayout(column)


class NewNoteSheetDialog(NoteSheetDialog):
    """The same for a new sheet, beside the templates to choose from, or one of a person's own from a file."""

    def __init__(
        self, theme: Theme, snapshot: Snapshot, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        self._prompts = prompts
        self._templates = [built_in_template(id) for id in built_in_templates()]
        self._titled = ""
        super().__init__(theme, snapshot, parent=parent, width=_LIST + _BETWEEN + _FIELDS)
        self.templates.setCurrentRow(0)
        self.templates.setFocus()

    def lay_out(self) -> None:
        """Templates at the left, fields at the right."""
        row = QHBoxLayout()
        row.setSpacing(_BETWEEN)
        left = QVBoxLayout()
        left.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(self.theme, _("Template"), "field"))
        head.addStretch(1)
        own = IconButton(self.theme, "folder", _("From a file…"), kind="link", small=True)
        own.setToolTip(_("A template of your own, described in a TOML file"))
        own.setAutoDefault(False)
        own.clicked.connect(self.read_own)
        head.addWidget(own)
        left.addLayout(head)
        self.templates = QListWidget()
        self.templates.setAccessibleName(_("Template"))
        self.templates.setProperty("card", "true")
        self.templates.setFixedWidth(_LIST)
        self.templates.setMinimumHeight(280)
        self.templates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.templates.setItemDelegate(_TemplatePainter(self.theme, self.templates))
        for template in self._templates:
            self._offer(template)
        self.templates.currentRowChanged.connect(self._choose)
        left.addWidget(self.templates, 1)
        self.about = label(self.theme, "", "caption", ink="muted", wrap=True)
        self.about.setFixedWidth(_LIST)
        self.about.setFixedHeight(6 * self.about.fontMetrics().lineSpacing())
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        left.addWidget(self.about)
        row.addLayout(left)
        row.addLayout(self.fields, 1)
        self.fields.addStretch(1)
        self.body.addLayout(row)

    def read_own(self) -> None:
        """Take a template from a file; everything that is wrong with it is listed."""
        path = self._prompts.open_path(self, _("Templates (*.toml)"), _("Choose a template"))
        if path is not None:
            self.offer_file(path)

    def offer_file(self, path: Path) -> None:
        """Offer the template of a file and choose it."""
        try:
            template = read_template(path)
        except FrameworkProblems as problems:
            dialog = FrameworkProblemsDialog(self.theme, problems, self)
            self._prompts.run(dialog)
            dialog.deleteLater()
        except Refusal as refusal:
            self.complain(str(refusal))
        else:
            self.complain("")
            self._templates.append(template)
            self._offer(template)
            self.templates.setCurrentRow(len(self._templates) - 1)

    def _offer(self, template: Template) -> None:
        item = QListWidgetItem(template.name.into(language()), self.templates)
        item.setToolTip(template.note.into(language()))
        item.setData(Qt.ItemDataRole.UserRole, _layout_words(template))

    def _choose(self, place: int) -> None:
        template = self._templates[place]
        name = template.name.into(language())
        if self.title.text() == self._titled:
            self.title.setText(name)
            self.title.setCursorPosition(0)
            self._titled = name
        self.sheet = replace(self.sheet, template=template)
        self.about.setText(f"{template.note.into(language())}\n{_holds(template)}")


class _TemplatePainter(QStyledItemDelegate):
    """A template with its layout below its name."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRectF(option.rect)
        here = index == self._list.currentIndex()
        painter.save()
        paint_ground(painter, option, theme, here=here)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        lines = (
            (index.data(), rect.adjusted(14, 4, -10, -18), theme.font(12.5, 600 if here else 400), "text"),
            (index.data(Qt.ItemDataRole.UserRole), rect.adjusted(14, 22, -10, -4), theme.font(11), "muted"),
        )
        for text, room, font, ink in lines:
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, left, shown)
        if here and theme.shows_focus(self._list):
            draw_focus_row(painter, rect, theme)
        painter.restore()


def _layout_words(template: Template) -> str:
    match template.layout:
        case "table":
            count = len(template.columns)
            return ngettext("Table of {count} column", "Table of {count} columns", count).format(count=count)
        case "columns":
            count = len(choices_of(template, template.across))
            return ngettext("{count} list", "{count} lists side by side", count).format(count=count)
        case "matrix":
            counts = (len(choices_of(template, template.down)), len(choices_of(template, template.across)))
            return _("Matrix of {rows} by {columns}").format(rows=counts[0], columns=counts[1])
        case _:
            assert_never(template.layout)


def _holds(template: Template) -> str:
    """The names that a template gives its columns, its lists or the columns of its matrix."""
    choices = choices_of(template, template.across)
    names = choices or written_columns(template)
    return " · ".join(
        one.text.into(language()) if isinstance(one, Choice) else one.name.into(language()) for one in names
    )
