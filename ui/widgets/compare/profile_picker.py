"""Chooses the few programmes of a profile from a list with check marks that stays open while one chooses."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from scorecard.i18n import _, format_number
from scorecard.model.text import folded
from ui.models.compare.profile_choice import CHOICE_ROLE, MOST, Choice, ProfileChoice
from ui.theme import Theme
from ui.widgets.icons import draw_icon
from ui.widgets.marks import draw_focus_row, elide_keeping_last_word
from ui.widgets.picker import Picker
from ui.widgets.text import label

Index = QModelIndex | QPersistentModelIndex

_ROW = 28
_WIDTH = 320
_MOST_ROWS = 13
_TURNING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProfilePicker(Picker):
    """A field that opens the list of a `ProfileChoice`."""

    def __init__(self, theme: Theme, choice: ProfileChoice, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", name=_("Programmes in the profile"), parent=parent)
        self._choice = choice
        choice.chosen_changed.connect(self.count)
        choice.modelReset.connect(self.count)

    def count(self) -> None:
        """Say how many of how many programmes are shown."""
        text = _("Programmes: {chosen} of {count} shown").format(
            chosen=len(self._choice.chosen), count=self._choice.rowCount()
        )
        self.set_choices([(text, True)], True)

    def menu_of_choices(self) -> QMenu:
        menu = QMenu(self)
        action = QWidgetAction(menu)
        panel = ChoicePanel(self._theme, self._choice)
        action.setDefaultWidget(panel)
        menu.addAction(action)
        menu.aboutToShow.connect(panel.list.setFocus)
        return menu


class ChoicePanel(QWidget):
    """A field to find by, and the list below."""

    def __init__(self, theme: Theme, choice: ProfileChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(8)
        self.find = QLineEdit()
        self.find.setPlaceholderText(_("Find"))
        self.find.setAccessibleName(_("Find programmes"))
        column.addWidget(self.find)
        self.list = ChoiceList(theme, choice)
        self.list.setFixedHeight(_ROW * min(_MOST_ROWS, max(choice.rowCount(), 3)) + 2)
        column.addWidget(self.list)
        words = _("At most {count}: take one away to add another.").format(count=MOST)
        column.addWidget(label(theme, words, "count", ink="muted", wrap=True))
        self.setFixedWidth(_WIDTH)
        self.find.textChanged.connect(self.list.narrow)
        self.find.installEventFilter(self)
        self.list.typed.connect(self._type)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, an arrow leads into the list: a menu keeps the tab key to itself."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is self.find and pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.setFocus()
            self.list.choose_first()
            return True
        return super().eventFilter(watched, event)

    def _type(self, text: str) -> None:
        self.find.setFocus()
        self.find.insert(text)


class ChoiceList(QListView):
    """A click or the space bar turns a programme; the mark that it has in the charts stands before it.

    `typed` carries what is typed here to look for.
    """

    typed = Signal(str)

    def __init__(self, theme: Theme, choice: ProfileChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = -1
        self._choice = choice
        self._narrowed = _Narrowed(choice, self)
        self.setModel(self._narrowed)
        self.setItemDelegate(_ChoiceDelegate(theme, self))
        self.setAccessibleName(_("Programmes in the profile"))
        self.setProperty("ring", "none")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._turn)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.choose_first()

    def choose_first(self) -> None:
        """Go to the first programme where none is current."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._narrowed.index(0, 0))

    def narrow(self, text: str) -> None:
        """Show only the programmes in which every word occurs."""
        self._narrowed.find(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TURNING and self.currentIndex().isValid():
            self._turn(self.currentIndex())
            return
        if event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _turn(self, index: QModelIndex) -> None:
        self._choice.turn(self._narrowed.mapToSource(index).row())

    def _hover(self, row: int) -> None:
        self.hovered = row
        self.viewport().update()


class _Narrowed(QSortFilterProxyModel):
    def __init__(self, choice: ProfileChoice, parent: QListView) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setSourceModel(choice)

    def find(self, text: str) -> None:
        self._words = tuple(folded(text).split())
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        held = folded(str(self.sourceModel().index(source_row, 0).data()))
        return all(word in held for word in self._words)


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: ChoiceList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(CHOICE_ROLE)
        if not isinstance(choice, Choice):
            return
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self._view.hovered and choice.free:
            painter.fillRect(option.rect, theme.colour("hover"))
        self._paint_box(painter, QRectF(rect.left() + 8, rect.center().y() - 8, 16, 16), choice)
        chosen = choice.place >= 0
        if chosen:
            draw_series_mark(painter, QPointF(rect.left() + 40, rect.center().y()), theme, choice.place)
        painter.setPen(theme.colour("text" if chosen or choice.score is not None else "muted"))
        font = theme.font(12.5, 600 if chosen else 400)
        painter.setFont(font)
        figure = format_number(choice.score, 2) if choice.score is not None else "–"
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -8, 0), right, figure)
        names = rect.adjusted(54, 0, -44, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            names, left, elide_keeping_last_word(QFontMetricsF(font), index.data(), names.width())
        )
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_row(painter, rect, theme)
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRectF, choice: Choice) -> None:
        theme = self._theme
        chosen = choice.place >= 0
        painter.setPen(QPen(theme.colour("accent" if chosen else "control" if choice.free else "border"), 1))
        painter.setBrush(theme.colour("accent" if chosen else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if chosen:
            draw_icon(painter, box.adjusted(2, 2, -2, -2), theme, "check", "accent-text")


def draw_series_mark(painter: QPainter, centre: QPointF, theme: Theme, place: int) -> None:
    """The mark of the programme at a place from 0 to 5 among the chosen, as in the charts."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"series{place + 1}"))
    if place == 0:
        painter.drawEllipse(centre, 5.0, 5.0)
    else:
        painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in _CORNERS[place - 1]]))


_CORNERS = (
    ((-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)),
    ((0, -5), (5.5, 4.5), (-5.5, 4.5)),
    ((0, -6), (6, 0), (0, 6), (-6, 0)),
    ((0, 5), (5.5, -4.5), (-5.5, -4.5)),
    (
        (-2, -5.5), (2, -5.5), (2, -2), (5.5, -2), (5.5, 2), (2, 2),
        (2, 5.5), (-2, 5.5), (-2, 2), (-5.5, 2), (-5.5, -2), (-2, -2),
    ),
)  # fmt: skip
"""A square, triangles up and down with a diamond between them, and a plus."""
