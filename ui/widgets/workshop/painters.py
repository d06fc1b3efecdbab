"""The rows of the Workshop page as they are painted: items of an agenda, cells to choose from, and voters."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from scorecard.i18n import _, pgettext
from ui.models.workshop.agenda import ROW, AgendaRows, Row
from ui.models.workshop.candidates import CANDIDATE, PRACTISED, Candidate, CandidateRows
from ui.models.workshop.voters import VOTER, Voter
from ui.theme import Theme
from ui.widgets import marks
from ui.widgets.icons import draw_icon
from ui.widgets.place_view import PlaceView, paint_ground

_ROW = 42
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class _Painter(QStyledItemDelegate):
    """Text cut to its room, with what was cut kept: rows are painted again at every step."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._plain, self._heavy = theme.font(12.5), theme.font(12.5, 600)
        self._small = theme.font(11)
        self._cut: dict[tuple[str, float, int, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW)

    def _write(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        font: QFont,
        ink: str,
        line: Qt.AlignmentFlag = _LEFT,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        place = (text, font.pointSizeF(), font.weight(), round(rect.width()))
        if place not in self._cut:
            if len(self._cut) > 4_000:
                self._cut.clear()
            self._cut[place] = QFontMetricsF(font).elidedText(text, cut, rect.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(rect, line, self._cut[place])


class AgendaPainter(_Painter):
    """An item: its number, criterion and programme, and at the right what it has come to."""

    def __init__(self, view: PlaceView, theme: Theme, model: AgendaRows) -> None:
        super().__init__(view, theme)
        self._place_view = view
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        rect = QRectF(option.rect)
        here = row.key == self._place_view.place
        painter.save()
        paint_ground(painter, option, self._theme, here=here)
        done = row.gone or row.outcome in ("agreed", "dissent", "skipped")
        number = QRectF(rect.left() + 6, rect.top() + 3, 26, 20)
        self._write(painter, number, str(row.number), self._small, "muted", _RIGHT)
        name = rect.adjusted(38, 3, -10, -19)
        ink = "muted" if done and not here else "text"
        self._write(painter, name, row.criterion, self._heavy if here else self._plain, ink)
        self._paint_below(painter, rect.adjusted(38, 21, -10, -4), row)
        if here and self._theme.shows_focus(self._view):
            marks.draw_focus_row(painter, rect, self._theme)
        painter.restore()

    def _paint_below(self, painter: QPainter, below: QRectF, row: Row) -> None:
        """The programme, and at the right the state with its sign; what is to come needs no word."""
        theme, framework = self._theme, self._model.framework
        metrics = QFontMetricsF(self._small)
        right = below.right()
        if row.level and framework is not None:
            chip = QRectF(right - 28, below.center().y() - 8, 28, 16)
            marks.draw_value(painter, chip, theme, framework, row.level)
            right -= 34
        else:
            words = self._state(row)
            if words:
                width = min(metrics.horizontalAdvance(words) + 1, below.width() * 0.55)
                box = QRectF(right - width, below.top(), width, below.height())
                ink = "link" if row.stage in ("scoring", "revealed") else "muted"
                self._write(painter, box, words, self._small, ink, _RIGHT)
                right -= width + 8
        if row.practice and row.stage != "scoring":
            words = _("practice")
            width = metrics.horizontalAdvance(words)
            box = QRectF(right - width, below.top(), width, below.height())
            self._write(painter, box, words, self._small, "warning", _RIGHT)
            right -= width + 8
        programme = QRectF(below.left(), below.top(), right - below.left(), below.height())
        self._write(painter, programme, row.programme, self._small, "muted")

    def _state(self, row: Row) -> str:
        if row.stage == "waiting" and not row.gone:
            return ""
        if row.stage == "scoring":
            return pgettext("state of an item", "in private")
        return row.state


class CandidatePainter(_Painter):
    """A cell to choose: its tick, criterion and programme, from which to which level it is seen, what that moves."""

    def __init__(self, view: QListView, theme: Theme, model: CandidateRows) -> None:
        super().__init__(view, theme)
        self._model = model
        self._moves = 128.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Candidate = index.data(CANDIDATE)
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        box = QRectF(rect.left() + 12, rect.center().y() - 8, 16, 16)
        painter.setPen(QPen(theme.colour("accent" if ticked else "control"), 1))
        painter.setBrush(theme.colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if ticked:
            draw_icon(painter, box.adjusted(2, 2, -2, -2), theme, "check", "accent-text")
        right = rect.adjusted(0, 0, -16, 0)
        words, ink = (
            (_("practice"), "warning")
            if index.data(PRACTISED)
            else (one.words, "text" if one.moves else "muted")
        )
        moves = QRectF(right.right() - self._moves, rect.top(), self._moves, rect.height())
        self._write(painter, moves, words, self._plain, ink, _RIGHT)
        self._paint_levels(painter, QRectF(moves.left() - 84, rect.center().y() - 9, 76, 18), one)
        name = QRectF(rect.left() + 40, rect.top() + 3, moves.left() - 92 - rect.left() - 40, 20)
        self._write(painter, name, one.criterion, self._heavy if ticked else self._plain, "text")
        below = name.translated(0, 18)
        self._write(painter, below, f"{one.code} · {one.programme}", self._small, "muted")
        focused = self._view.currentIndex() == index and theme.shows_focus(self._view)
        if focused:
            marks.draw_focus_row(painter, rect, theme)
        painter.restore()

    def _paint_levels(self, painter: QPainter, box: QRectF, one: Candidate) -> None:
        framework = self._model.framework
        if framework is None or not one.lowest:
            return
        left, right = QRectF(box.left(), box.top(), 28, 18), QRectF(box.right() - 28, box.top(), 28, 18)
        marks.draw_value(painter, left, self._theme, framework, one.lowest)
        marks.draw_value(painter, right, self._theme, framework, one.highest)
        between = QRectF(left.right(), box.top(), right.left() - left.right(), 18)
        self._write(painter, between, "–", self._plain, "muted", Qt.AlignmentFlag.AlignCenter)


class VoterPainter(_Painter):
    """A voter: a sign, the name, and the standing in words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Voter = index.data(VOTER)
        theme, rect = self._theme, QRectF(option.rect)
        here = one.standing == "turn"
        painter.save()
        paint_ground(painter, option, theme, here=here)
        icon, ink = {
            "turn": ("chevron-right", "link"),
            "to come": ("clock", "muted"),
            "scored": ("check", "positive"),
            "absent": ("minus", "muted"),
            "conflict": ("flag", "warning"),
        }[one.standing]
        draw_icon(painter, QRectF(rect.left() + 10, rect.center().y() - 7, 14, 14), theme, icon, ink)
        words = QFontMetricsF(self._small).horizontalAdvance(one.words) + 2
        right = QRectF(rect.right() - 8 - words, rect.top(), words, rect.height())
        self._write(painter, right, one.words, self._small, "muted", _RIGHT)
        name = QRectF(rect.left() + 32, rect.top(), right.left() - 6 - rect.left() - 32, rect.height())
        gone = one.standing in ("absent", "conflict")
        # The id at the end stays, where two people have one name.
        cut = Qt.TextElideMode.ElideMiddle if one.name.endswith(")") else Qt.TextElideMode.ElideRight
        self._write(
            painter,
            name,
            one.name,
            self._heavy if here else self._plain,
            "muted" if gone else "text",
            cut=cut,
        )
        focused = self._view.currentIndex() == index and theme.shows_focus(self._view)
        if focused:
            marks.draw_focus_row(painter, rect, theme)
        painter.restore()
