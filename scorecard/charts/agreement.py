"""How far evaluators agree, section by section and criterion by criterion, beside how each of them scores."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from scorecard.analysis.evaluators.agreement import Agreement, Alpha, Habit
from scorecard.analysis.evaluators.agreement_sentences import (
    alpha_figure,
    alpha_in_words,
    habit_word,
    habits_explained,
    interval_figure,
    severity_in_words,
    verdict_word,
)
from scorecard.analysis.evaluators.alpha import FAIR, GOOD, SHOWN_FROM
from scorecard.analysis.evaluators.habits import severity_reach
from scorecard.charts.caption import caption
from scorecard.charts.frame import Frame, Picture
from scorecard.charts.sheet import Box, Sheet, shorten, width_of, wrap
from scorecard.i18n import _, format_difference, format_number, language

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

_HEAD = 56
_SECTION, _CRITERION, _EVALUATOR = 30, 22, 40
_LEGEND = 40
_EXPLAINED = 16
_BAR = 9
_RIGHT = 304
_GAP = 40
_TICKS = ("s1", "s2", "s3", "s4", "s5")


def agreement_height(agreement: Agreement) -> int:
    """How many pixels high `lay_agreement` is."""
    alphas = _SECTION * len(agreement.sections) + _CRITERION * len(agreement.criteria)
    explained = _EXPLAINED * len(_explained())
    return _HEAD + max(alphas, _EVALUATOR * max(len(agreement.habits), 1) + explained) + _LEGEND


def lay_agreement(sheet: Sheet, box: Box, agreement: Agreement) -> None:
    """Alphas on the left and the severity of evaluators on the right of a part of a sheet, from its top downwards."""
    alphas = Box(box.left, box.top, box.width - _RIGHT - _GAP, box.height)
    _Alphas(sheet, alphas).draw(agreement)
    _lay_severity(sheet, Box(box.right - _RIGHT, box.top, _RIGHT, box.height), agreement.habits)
    _legend(sheet, box)


def agreement_pictures(study: Study, made_at: datetime) -> list[Callable[[], Picture]]:
    """The one picture of this kind, made when it is called."""

    def draw() -> Picture:
        agreement = study.agreement
        texts = caption(study.snapshot, study.comparison, made_at)
        answer, detail = agreement.sentences()
        frame = Frame(texts, answer, agreement_height(agreement), detail)
        lay_agreement(frame.sheet, frame.box, agreement)
        words = "\n".join((*texts.lines(answer, detail), *_in_words(agreement)))
        return Picture(name="agreement", figure=frame.figure, title=texts.title, words=words)

    return [draw]


class _Alphas:
    """The columns of the table of alphas and what stands in them."""

    def __init__(self, sheet: Sheet, box: Box) -> None:
        self._sheet = sheet
        self._box = box
        self._verdict = box.right - 92
        self._units = self._verdict - 18
        self._interval = self._units - 58
        self._figure = self._interval - 104
        start = box.left + 276
        self._axis = Box(start, box.top, self._figure - 56 - start, 0)

    def draw(self, agreement: Agreement) -> None:
        sheet, tongue = self._sheet, language()
        y = self._box.top + _HEAD
        height = _SECTION * len(agreement.sections) + _CRITERION * len(agreement.criteria)
        self._heads()
        self._grid(y, y + height)
        criteria = iter(agreement.criteria)
        for place, (section, alpha) in enumerate(
            zip(agreement.framework.sections, agreement.sections, strict=True)
        ):
            sheet.line([(self._box.left, y), (self._box.right, y)], "border", width=0.8)
            middle = y + _SECTION / 2
            tick = Box(self._box.left, middle - 8, 4, 16)
            sheet.rectangle(tick, _TICKS[place % len(_TICKS)], radius=2)
            self._row(middle, section.short.into(tongue), alpha, 12, is_section=True)
            y += _SECTION
            for criterion in section.criteria:
                self._row(y + _CRITERION / 2, criterion.name.into(tongue), next(criteria), 24)
                y += _CRITERION

    def _heads(self) -> None:
        sheet, top = self._sheet, self._box.top + 8
        sheet.text(self._box.left, top, _("Section or criterion"), size=12, weight=600)
        sheet.text(self._axis.left, top, _("Alpha and 95 % interval"), size=12, weight=600)
        for x, words in ((self._interval, _("Interval")), (self._units, _("Cells"))):
            sheet.text(x, top, words, size=12, weight=600, align="right")
        sheet.text(self._verdict, top, _("Agree"), size=12, weight=600)
        for value, figure, align in (
            (0.0, "0", "center"),
            (FAIR, format_number(FAIR, 3), "right"),
            (GOOD, format_number(GOOD, 2), "left"),
            (1.0, "1", "center"),
        ):
            sheet.text(self._x(value), top + 24, figure, size=11, role="muted", align=align)  # type: ignore[arg-type]

    def _grid(self, top: float, bottom: float) -> None:
        for value in (0.0, 1.0):
            self._sheet.line([(self._x(value), top - 8), (self._x(value), bottom)], "grid")
        for value in (FAIR, GOOD):
            self._sheet.line(
                [(self._x(value), top - 8), (self._x(value), bottom)], "control", dash=(3.0, 3.0)
            )

    def _x(self, value: float) -> float:
        share = (max(value, SHOWN_FROM) - SHOWN_FROM) / (1 - SHOWN_FROM)
        return self._axis.left + self._axis.width * share

    def _row(
        self, middle: float, name: str, alpha: Alpha, indent: float, *, is_section: bool = False
    ) -> None:
        sheet = self._sheet
        weight = 600 if is_section else 400
        words = shorten(name, self._axis.left - self._box.left - indent - 24, 12, weight)
        sheet.text(self._box.left + indent, middle, words, size=12, weight=weight)
        role = "muted" if alpha.alpha is None else "text"
        sheet.text(self._units, middle, str(alpha.units), size=12, role="muted", align="right")
        sheet.text(self._verdict, middle, verdict_word(alpha.verdict), size=12, weight=weight, role=role)
        if alpha.alpha is None:
            return
        if alpha.low is not None and alpha.high is not None:
            low, high = self._x(alpha.low), self._x(alpha.high)
            band = Box(low, middle - _BAR / 2, max(high - low, 1), _BAR)
            sheet.rectangle(band, "data-soft", radius=2)
            sheet.text(self._interval, middle, interval_figure(alpha), size=12, role="muted", align="right")
        if min(alpha.alpha, alpha.alpha if alpha.low is None else alpha.low) < SHOWN_FROM:
            sheet.text(self._axis.left - 3, middle - 1, "‹", size=13, role="muted", align="right")
        _mark(sheet, self._x(alpha.alpha), middle, alpha.indicative)
        sheet.text(self._figure, middle, alpha_figure(alpha.alpha), size=12, weight=600, align="right")


def _mark(sheet: Sheet, x: float, middle: float, is_open: bool) -> None:
    """An alpha: a dark mark, open where it comes from too few programmes."""
    mark = Box(x - 2, middle - 7, 4, 14)
    if is_open:
        sheet.rectangle(mark, "surface", edge="data-strong")
    else:
        sheet.rectangle(mark, "data-strong", radius=1)


def _lay_severity(sheet: Sheet, box: Box, habits: tuple[Habit, ...]) -> None:
    top = box.top + 8
    names = 124.0
    axis = Box(box.left + names, 0, box.width - names - 56, 0)
    reach = severity_reach(habits)

    def x(value: float) -> float:
        return axis.left + axis.width * (value + reach) / (2 * reach)

    sheet.text(box.left, top, _("Evaluator"), size=12, weight=600)
    head = shorten(_("Above or below the others"), box.width - 76, 12, 600)
    sheet.text(box.right, top, head, size=12, weight=600, align="right")
    for value in (-reach, 0, reach):
        figure = format_difference(value, 0)
        sheet.text(x(value), top + 24, figure, size=11, role="muted", align="center")
    y = box.top + _HEAD
    for value in (-reach, 0, reach):
        sheet.line(
            [(x(value), y - 8), (x(value), y + _EVALUATOR * max(len(habits), 1))],
            "grid" if value else "control",
        )
    if not habits:
        sheet.text(box.left, y + _EVALUATOR / 2, _("nobody"), size=12, role="muted")
        y += _EVALUATOR
    for habit in habits:
        sheet.line([(box.left, y), (box.right, y)], "border", width=0.8)
        middle = y + _EVALUATOR / 2
        word = habit_word(habit)
        name = shorten(habit.evaluator.name, names - 16, 12, 500)
        sheet.text(box.left, middle - (8 if word else 0), name, size=12, weight=500)
        if word:
            sheet.text(box.left, middle + 8, shorten(word, names + 40, 11), size=11, role="muted")
        if habit.severity is None:
            sheet.text(box.right, middle, "–", size=12, role="muted", align="right")
        else:
            start, end = sorted((x(0), x(habit.severity)))
            sheet.rectangle(Box(start, middle - 5, max(end - start, 1), 10), "data", radius=2)
            figure = format_difference(habit.severity, 2)
            sheet.text(box.right, middle, figure, size=12, weight=600, align="right")
        y += _EVALUATOR
    for place, line in enumerate(_explained()):
        sheet.text(box.left, y + _EXPLAINED * (place + 1), line, size=11, role="muted")


def _explained() -> list[str]:
    return wrap(habits_explained(), _RIGHT, 11)


def _legend(sheet: Sheet, box: Box) -> None:
    middle, x = box.bottom - 14, box.left
    for sample, width, words in (
        ("interval", 22, _("95 % interval over programmes")),
        ("mark", 4, _("alpha")),
        ("open", 4, _("alpha from fewer than 10 programmes: indicative")),
        ("beyond", 5, _("the interval goes on")),
    ):
        if sample == "interval":
            sheet.rectangle(Box(x, middle - _BAR / 2, width, _BAR), "data-soft", radius=2)
        elif sample == "beyond":
            sheet.text(x, middle - 1, "‹", size=13, role="muted")
        else:
            _mark(sheet, x + 2, middle, sample == "open")
        sheet.text(x + width + 8, middle, words, size=12, role="muted")
        x += width + 8 + width_of(words, 12) + 20


def _in_words(agreement: Agreement) -> list[str]:
    """Every mark of the picture as a line."""
    tongue = language()
    named = [
        *(
            (section.short.into(tongue), alpha)
            for section, alpha in zip(agreement.framework.sections, agreement.sections, strict=True)
        ),
        *(
            (criterion.name.into(tongue), alpha)
            for criterion, alpha in zip(agreement.framework.criteria, agreement.criteria, strict=True)
        ),
    ]
    return [
        *(alpha_in_words(name, alpha) for name, alpha in named),
        *(severity_in_words(habit) for habit in agreement.habits),
    ]
