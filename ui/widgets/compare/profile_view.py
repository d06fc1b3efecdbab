"""A few programmes beside each other: a radar for the shape, bars for the truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from scorecard.i18n import _, format_number, format_share, language
from ui.models.compare.profile_choice import ProfileChoice
from ui.models.compare.ranking_rows import section_in_words
from ui.theme import Theme
from ui.widgets.compare.compare_view import CompareView
from ui.widgets.compare.profile_picker import ProfilePicker, draw_series_mark
from ui.widgets.marks import elide_keeping_last_word
from ui.widgets.paper import Paper
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison, ProgrammeResult
    from scorecard.analysis.study import Study
    from scorecard.charts.frame import Picture
    from ui.widgets.chart_canvas import ChartCanvas

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_HEAD_ROW = 22
_SECTIONS_OF_A_SHAPE = 3


class ProfileView(CompareView):
    """The radar and the bars of the programmes that are chosen, or the bars alone.

    matplotlib is imported when the view is first shown, after it has painted itself once. Weights of sections are
    no part of the charts, so that others change the heads only.
    """

    def __init__(self, theme: Theme, choice: ProfileChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.choice = choice
        self._study: Study | None = None
        self.radar: ChartCanvas | None = None
        self._bars: ChartCanvas | None = None
        self._drawn: object = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._left, self._right = Paper(theme), Paper(theme)
        self._right.column.addLayout(self._top())
        self.heads = _Heads(theme)
        self._right.column.addWidget(self.heads)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("Bars by section"))
        self._right.column.addWidget(self.area, 1)
        row.addWidget(self._left, 5)
        row.addWidget(self._right, 7)
        choice.chosen_changed.connect(self._chosen_changed)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._make_canvases)

    def show_study(self, study: Study) -> None:
        self._study = study
        self._show_shape()
        self.redraw()

    def sentences(self) -> tuple[str, str]:
        return self._study.comparison.profile_sentences(self.choice.chosen) if self._study else ("", "")

    def picture(self) -> tuple[str, Callable[[datetime], Picture]]:
        study, chosen = self._study, self.choice.chosen

        def draw(made_at: datetime) -> Picture:
            from scorecard.charts.pictures import profile

            assert study is not None
            return profile(study, chosen, made_at)

        return _("profile"), draw

    def kept(self) -> Any:
        return self.shape.current

    def take_up(self, kept: Any) -> None:
        if kept is not None:
            self.shape.set_current(kept)
            self._show_shape()

    def redraw(self) -> None:
        """Draw the chosen programmes anew, as far as they look otherwise."""
        if self._study is None:
            return
        comparison, chosen = self._study.comparison, self.choice.chosen
        results = [comparison.result(comparison.row(key)) for key in chosen]
        self.heads.show_results(results)
        if self.radar is None or self._bars is None:
            if self.isVisible():
                self._later.start()
            return
        words = "\n".join((comparison.profile_sentence(chosen), *map(_told, results)))
        for canvas, name in ((self.radar, _("Radar")), (self._bars, _("Bars by section"))):
            canvas.setAccessibleName(name)
            canvas.setAccessibleDescription(words)
        looks = _looks(comparison, results)
        if looks == self._drawn:
            return
        self._drawn = looks
        from scorecard.charts.profile import draw_profile, least_profile_height
        from scorecard.charts.radar import draw_radar

        palette = self._theme.palette
        self._bars.setMinimumHeight(least_profile_height(comparison, chosen) + 16)
        self.radar.show_chart(lambda figure: draw_radar(figure, comparison, chosen, palette))
        self._bars.show_chart(lambda figure: draw_profile(figure, comparison, chosen, palette))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self.radar is None:
            self._later.start()

    def _top(self) -> QHBoxLayout:
        """Which programmes are shown, and how."""
        top = QHBoxLayout()
        top.setContentsMargins(16, 4, 16, 8)
        self.picker = ProfilePicker(self._theme, self.choice)
        self.picker.count()
        top.addWidget(self.picker)
        top.addStretch()
        self.shape = Segmented(self._theme, (_("Radar and bars"), _("Bars only")), name=_("Show"))
        self.shape.changed.connect(lambda _index: self._show_shape())
        top.addWidget(self.shape)
        return top

    def _show_shape(self) -> None:
        """The radar, unless it is not wanted, or there are too few sections for a shape."""
        sections = self._study.comparison.framework.sections if self._study else ()
        has_shape = self._study is None or len(sections) >= _SECTIONS_OF_A_SHAPE
        self.shape.setVisible(has_shape)
        self._left.setVisible(has_shape and self.shape.current == 0)

    def _chosen_changed(self) -> None:
        self.redraw()
        self.changed.emit()

    def _make_canvases(self) -> None:
        from ui.widgets.chart_canvas import ChartCanvas

        if self.radar is None:
            self.radar, self._bars = ChartCanvas(), ChartCanvas()
            self._left.column.addWidget(self.radar, 1)
            self.area.setWidget(self._bars)
        self.redraw()


class _Heads(QWidget):
    """The programmes shown with their marks, scores, coverage and intervals: the legend of both charts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._results: list[ProgrammeResult] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEAD_ROW + 12)

    def show_results(self, results: list[ProgrammeResult]) -> None:
        """Show these programmes, in the order of their marks."""
        self._results = results
        self.setFixedHeight(max(len(results), 1) * _HEAD_ROW + 12)
        self.setAccessibleName("; ".join(_in_words(result) for result in results))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        inside = QRectF(self.rect()).adjusted(16, 4, -16, -8)
        coverage_room, interval_room = 118.0, 128.0
        for place, result in enumerate(self._results):
            row = QRectF(inside.left(), inside.top() + place * _HEAD_ROW, inside.width(), _HEAD_ROW)
            draw_series_mark(painter, QPointF(row.left() + 6, row.center().y()), theme, place)
            self._write(painter, row, _interval(result), "muted")
            self._write(painter, row.adjusted(0, 0, -interval_room, 0), _coverage(result), "muted")
            scores = row.adjusted(0, 0, -interval_room - coverage_room, 0)
            self._write(painter, scores, result.figure or "–", "text", 600)
            names = row.adjusted(20, 0, -interval_room - coverage_room - 48, 0)
            font = theme.font(12.5, 600)
            painter.setFont(font)
            text = elide_keeping_last_word(QFontMetricsF(font), result.programme.label, names.width())
            painter.drawText(names, _LEFT, text)
        painter.fillRect(QRectF(16, self.height() - 1, self.width() - 32, 1), theme.colour("border"))
        painter.end()

    def _write(self, painter: QPainter, rect: QRectF, text: str, ink: str, weight: int = 400) -> None:
        painter.setFont(self._theme.font(12.5, weight))
        painter.setPen(self._theme.colour(ink))
        painter.drawText(rect, _RIGHT, text)


def _coverage(result: ProgrammeResult) -> str:
    if result.coverage is None:
        return ""
    return _("coverage {coverage}").format(coverage=format_share(result.coverage))


def _interval(result: ProgrammeResult) -> str:
    if result.low is None or result.high is None:
        return _("does not apply")
    if result.coverage is not None and result.coverage > 1 - 1e-9:
        return _("no gaps")
    return f"{format_number(result.low, 2)} – {format_number(result.high, 2)}"


def _in_words(result: ProgrammeResult) -> str:
    score = result.said or _("insufficient evidence")
    return ", ".join(filter(None, (result.programme.label, score, _coverage(result), _interval(result))))


def _told(result: ProgrammeResult) -> str:
    """One programme of the charts for whoever cannot see them."""
    tongue = language()
    sections = (
        section_in_words(one.section.short.into(tongue), one.score, enough=one.enough)
        for one in result.sections
    )
    return f"{_in_words(result)}. {'; '.join(sections)}."


def _looks(comparison: Comparison, results: Sequence[ProgrammeResult]) -> object:
    """All that the charts show."""
    at_most = comparison.section_at_most()
    return (
        comparison.framework,
        [
            (one.programme.key, one.sections, at_most[comparison.row(one.programme.key)].tolist())
            for one in results
        ],
    )
