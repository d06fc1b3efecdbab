"""The sheet in which a fact is added to the evidence register of a programme."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scorecard.edits import evidence
from scorecard.i18n import _, language
from scorecard.model.evaluation import Key
from scorecard.model.programme import SIGNS, Evidence
from scorecard.model.record import new_key
from ui.models.evidence_cards import sign_word
from ui.session import Session
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icons import draw_icon
from ui.widgets.picker import Picker
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

_WIDTH = 560
_ROW = 26


class EvidenceDialog(QDialog):
    """Adds one item of evidence. It closes only once the item is stored, so a refusal loses nothing written."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        programme: Key,
        criterion: str,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._programme = programme
        self.setWindowTitle(_("Add evidence"))
        self.setFixedWidth(_WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(4)
        self._column.addWidget(label(theme, _("Add evidence"), "title"))
        workspace = session.workspace
        if workspace is not None and programme in workspace.snapshot.programmes:
            name = workspace.snapshot.programmes[programme].name
            self._column.addWidget(label(theme, name, "body", ink="muted", wrap=True))
        self._add_fact()
        self._add_source()
        self._add_criteria(criterion)
        self._add_buttons()
        self.fact.setFocus()

    def accept(self) -> None:
        """Store what is written; what is wrong is said beside the field or below, and the sheet stays open."""
        text = self.fact.toPlainText()
        _show_wrong(self.fact, self.fact_problem, "" if text.strip() else _("Say the fact in a sentence."))
        if not text.strip():
            self.fact.setFocus()
            return
        self._session.refused.connect(self._refused)
        stored = self._session.edit(evidence.add, self._evidence())
        self._session.refused.disconnect(self._refused)
        if stored:
            super().accept()

    def _evidence(self) -> Evidence:
        document = self.document.value if self.document is not None else None
        return Evidence(
            key=new_key(),
            id="",
            programme=self._programme,
            text=self.fact.toPlainText(),
            documents=(document,) if document else (),
            place=self.place.text(),
            criteria=self.chosen_criteria(),
            sign=SIGNS[self.sign.current],
            context=self.setting.isChecked(),
        )

    def chosen_criteria(self) -> tuple[str, ...]:
        """Full ids of the criteria that are ticked."""
        items = (self.criteria.item(row) for row in range(self.criteria.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def _add_fact(self) -> None:
        self.fact = QPlainTextEdit()
        self.fact.setTabChangesFocus(True)
        self.fact.setFixedHeight(84)
        self.fact_problem = label(self._theme, "", "caption", ink="danger", wrap=True)
        self.fact_problem.hide()
        self._labelled(_("The fact, in a sentence"), self.fact)
        self._column.addWidget(self.fact_problem)
        words = [sign_word(sign) for sign in SIGNS]
        self.sign = Segmented(self._theme, words, name=_("What it says of the criterion"), px=12)
        self._labelled(_("What it says of the criterion"), self.sign)

    def _add_source(self) -> None:
        self.place = QLineEdit()
        self.place.setPlaceholderText(_("Such as: Annual report 2020, page 12"))
        self._labelled(_("Where it is found"), self.place)
        self.document: Picker | None = None
        snapshot = self._session.workspace.snapshot if self._session.workspace else None
        if snapshot is not None and snapshot.documents:
            self.document = Picker(self._theme, "", name=_("Document"))
            choices = [(_("None of the documents listed"), "")]
            choices += [(f"{one.id} {one.title}", one.key) for one in snapshot.documents.values()]
            self.document.set_choices(choices, "")
            self._labelled(_("Document"), self.document)
        self.setting = QCheckBox(_("About the setting rather than the programme itself"))
        self._column.addSpacing(8)
        self._column.addWidget(self.setting)

    def _add_criteria(self, current: str) -> None:
        self.criteria = QListWidget()
        self.criteria.setFixedHeight(5 * _ROW + 14)
        self.criteria.setProperty("card", "true")
        self.criteria.setItemDelegate(_CheckPainter(self._theme, self.criteria))
        snapshot = self._session.workspace.snapshot if self._session.workspace else None
        for framework in snapshot.ordered_frameworks() if snapshot else ():
            for criterion in framework.criteria:
                item = QListWidgetItem(f"{criterion.code}  {criterion.name.into(language())}", self.criteria)
                item.setData(Qt.ItemDataRole.UserRole, criterion.id)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                chosen = criterion.id == current
                item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
                if chosen:
                    self.criteria.setCurrentItem(item)
        self._labelled(_("Criteria it speaks to"), self.criteria)
        if self.criteria.currentItem() is not None:
            self.criteria.scrollToItem(self.criteria.currentItem(), QListWidget.ScrollHint.PositionAtTop)

    def _add_buttons(self) -> None:
        self.problem = label(self._theme, "", "caption", ink="danger", wrap=True)
        self.problem.hide()
        self._column.addSpacing(8)
        self._column.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        add = QPushButton(_("Add evidence"))
        add.setProperty("kind", "primary")
        add.setDefault(True)
        add.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(add)
        self._column.addSpacing(8)
        self._column.addLayout(row)

    def _labelled(self, words: str, field: QWidget) -> None:
        field.setAccessibleName(words)
        self._column.addSpacing(8)
        self._column.addWidget(label(self._theme, words, "field"))
        if isinstance(field, Segmented | Picker):
            self._column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._column.addWidget(field)

    def _refused(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()


class _CheckPainter(QStyledItemDelegate):
    """Rows to tick, by a click anywhere on them or by Space."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, row = self._theme, QRectF(option.rect)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, theme.colour("hover"))
        box = QRectF(row.left() + 10, row.center().y() - 8, 16, 16)
        painter.setPen(QPen(theme.colour("accent" if ticked else "control"), 1))
        painter.setBrush(theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if ticked:
            draw_icon(painter, box.adjusted(2, 2, -2, -2), theme, "check", "accent-text")
        painter.setFont(theme.font(12.5))
        painter.setPen(theme.colour("text"))
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row.adjusted(36, 0, -8, 0), line, index.data(Qt.ItemDataRole.DisplayRole))
        if option.state & QStyle.StateFlag.State_HasFocus:
            marks.draw_focus_row(painter, row, theme)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        pressed = event.type() == QEvent.Type.MouseButtonRelease
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            pressed = event.key() == Qt.Key.Key_Space
        if not pressed:
            return False
        role = Qt.ItemDataRole.CheckStateRole
        ticked = index.data(role) == Qt.CheckState.Checked.value
        return model.setData(
            index, (Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked).value, role
        )


def _show_wrong(field: QWidget, words: QLabel, problem: str) -> None:
    field.setProperty("wrong", "true" if problem else "false")
    field.style().polish(field)
    words.setText(problem)
    words.setVisible(bool(problem))
