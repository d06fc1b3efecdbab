"""Charts as pictures that can stand alone: with what was asked, how far to trust it, and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal, assert_never

from matplotlib.figure import Figure

from scorecard.analysis.comparison import Comparison, ProgrammeResult
from scorecard.charts.bars import bars_height, lay_bars
from scorecard.charts.caption import Caption, caption
from scorecard.charts.legend import draw_legend
from scorecard.charts.profile import lay_profile, profile_height
from scorecard.charts.radar import MOST_PROGRAMMES, PANEL_HEIGHT, lay_panel, lay_radar
from scorecard.charts.sheet import Box, Sheet, width_of, wrap, wrap_list
from scorecard.charts.style import SERIES
from scorecard.i18n import _, format_number, format_share, language
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.palette import palette

Kind = Literal["bars", "radar"]
KINDS: tuple[Kind, ...] = ("bars", "radar")

_WIDTH = 1200
_MARGIN = 32
_HEADS = 24
_LEADERS = 3
_BARS_ON_A_PICTURE = 60
_PANELS_ON_A_PICTURE = 30
_PANELS_ACROSS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A finished picture: the name of its file, its figure, its title, and what it shows in words."""

    name: str
    figure: Figure
    title: str
    words: str


def kind_named(text: str) -> Kind:
    """The kind of chart of this name; a refusal names the nearest one."""
    for kind in KINDS:
        if kind == text:
            return kind
    raise unknown(_("kind of chart"), text, KINDS)


def pictures(
    kind: Kind, snapshot: Snapshot, comparison: Comparison, made_at: datetime
) -> list[Callable[[], Picture]]:
    """The pictures of a kind, each made when it is called: every programme is on one of them.

    `bars` is the ranking; `radar` is the profile of the leaders, and then one small radar a programme.
    """
    texts = caption(snapshot, comparison, made_at)
    ranking = comparison.ranking()
    match kind:
        case "bars":
            return [
                partial(_bars, name, texts, comparison, rows)
                for name, rows in _parts("bars", ranking, _BARS_ON_A_PICTURE)
            ]
        case "radar":
            leaders = [comparison.programmes[row].key for row in ranking[:_LEADERS]]
            return [
                partial(profile, "radar", snapshot, comparison, leaders, made_at),
                *(
                    partial(_panels, name, texts, comparison, rows)
                    for name, rows in _parts("radar-all", ranking, _PANELS_ON_A_PICTURE)
                ),
            ]
        case _:
            assert_never(kind)


def ranking(snapshot: Snapshot, comparison: Comparison, made_at: datetime) -> Picture:
    """The ranking of every programme as one picture, however long."""
    return _bars("bars", caption(snapshot, comparison, made_at), comparison, comparison.ranking())


def profile(
    name: str, snapshot: Snapshot, comparison: Comparison, programmes: Sequence[Key], made_at: datetime
) -> Picture:
    """One to six programmes as a radar and, beside it, as parallel bars."""
    programmes = tuple(programmes)[:MOST_PROGRAMMES]
    texts = caption(snapshot, comparison, made_at)
    answer, gaps = comparison.profile_sentences(programmes)
    results = [comparison.result(comparison.row(key)) for key in programmes]
    heads = _HEADS * len(results) + 16
    height = max(440, profile_height(comparison, programmes) + heads)
    with_frame = _Frame(texts, answer, height, gaps)
    box, sheet = with_frame.box, with_frame.sheet
    if results:
        radar = Box(box.left - 12, box.top - 8, 488, box.height)
        lay_radar(sheet, radar, comparison, programmes)
        bars = Box(radar.right + 24, box.top, box.right - radar.right - 24, box.height)
        for place, result in enumerate(results):
            _head(sheet, Box(bars.left, bars.top + _HEADS * place, bars.width, _HEADS), result, place)
        sheet.line([(bars.left, bars.top + heads - 8), (bars.right, bars.top + heads - 8)], "border")
        beside = Box(bars.left, bars.top + heads, bars.width, bars.height - heads)
        lay_profile(sheet, beside, comparison, programmes)
    return Picture(
        name=name,
        figure=with_frame.figure,
        title=texts.title,
        words=_words(texts, f"{answer} {gaps}".strip(), results),
    )


def _bars(name: str, texts: Caption, comparison: Comparison, rows: Sequence[int]) -> Picture:
    with_frame = _Frame(texts, texts.answer, bars_height(comparison, rows))
    lay_bars(with_frame.sheet, with_frame.box, comparison, rows)
    results = [comparison.result(row) for row in rows]
    return Picture(
        name=name, figure=with_frame.figure, title=texts.title, words=_words(texts, texts.answer, results)
    )


def _panels(name: str, texts: Caption, comparison: Comparison, rows: Sequence[int]) -> Picture:
    lines = -(-len(rows) // _PANELS_ACROSS)
    gap = 18
    sections = "  ·  ".join(f"{one.id} {one.short.into(language())}" for one in comparison.framework.sections)
    with_frame = _Frame(texts, texts.answer, lines * (PANEL_HEIGHT + gap) + 28, sections)
    sheet, box = with_frame.sheet, with_frame.box
    width = box.width / _PANELS_ACROSS
    for place, row in enumerate(rows):
        down, across = divmod(place, _PANELS_ACROSS)
        top = box.top + down * (PANEL_HEIGHT + gap)
        lay_panel(sheet, Box(box.left + across * width, top, width, PANEL_HEIGHT), comparison, row)
    entries = [
        ("data-soft", _("what missing evidence leaves open")),
        ("hatched", _("too little evidence for a score")),
    ]
    draw_legend(sheet, box.left, box.bottom - 14, box.width, entries)
    results = [comparison.result(row) for row in rows]
    return Picture(
        name=name, figure=with_frame.figure, title=texts.title, words=_words(texts, texts.answer, results)
    )


def _head(sheet: Sheet, box: Box, result: ProgrammeResult, place: int) -> None:
    middle = box.top + box.height / 2
    sheet.mark(box.left + 6, middle, SERIES[place], size=10)
    name = wrap(result.programme.label, box.width - 300, 12.5, 600, most=1)
    sheet.text(box.left + 20, middle, "".join(name), size=12.5, weight=600)
    score = "–" if result.score is None else format_number(result.score, 2)
    sheet.text(box.right - 210, middle, score, size=12.5, weight=600, align="right")
    if result.coverage is None or result.low is None or result.high is None:
        return
    coverage = _("coverage {coverage}").format(coverage=format_share(result.coverage))
    sheet.text(box.right - 96, middle, coverage, size=12, role="muted", align="right")
    interval = f"{format_number(result.low, 2)} – {format_number(result.high, 2)}"
    sheet.text(box.right, middle, interval, size=12, role="muted", align="right")


class _Frame:
    """A sheet with the texts of its caption above and below, and the box that is left for a chart."""

    def __init__(self, texts: Caption, answer: str, height: float, detail: str = "") -> None:
        room = _WIDTH - 2 * _MARGIN
        flag = width_of(texts.caution, 12, 500) + 24 if texts.caution else 0
        titles = wrap(texts.title, room - flag - 24, 13, 600, most=2)
        answers = wrap(answer, room - 8, 18, 600)
        details = wrap(detail, room, 13)
        facts = wrap_list(texts.facts, " · ", room, 12)
        notes = [*wrap(texts.coverage, room, 12), *wrap(texts.note, room, 12)]
        top = (
            _MARGIN + 18 * len(titles) + 10 + 25 * len(answers) + 4 + 20 * len(details) + 18 * len(facts) + 20
        )
        bottom = 16 + 18 * len(notes) + _MARGIN - 10
        self.figure = Figure(figsize=(_WIDTH / 100, (top + height + bottom) / 100), dpi=100)
        self.sheet = Sheet(self.figure, palette("light"))
        self.box = Box(_MARGIN, top, room, height)
        self._flag(texts.caution, flag)
        y = self._lines(titles, _MARGIN + 6, 18, 13, 600) + 10
        y = self._lines(answers, y + 4, 25, 18, 600) + 4
        y = self._lines(details, y, 20, 13, 400)
        self._lines(facts, y, 18, 12, 400, "muted")
        y = top + height + 8
        self.sheet.line([(_MARGIN, y), (_WIDTH - _MARGIN, y)], "border")
        self._lines(notes, y + 18, 18, 12, 400, "muted")

    def _lines(
        self, lines: Sequence[str], y: float, pitch: float, size: float, weight: int, role: str = "text"
    ) -> float:
        for line in lines:
            self.sheet.text(_MARGIN, y, line, size=size, weight=weight, role=role)
            y += pitch
        return y

    def _flag(self, caution: str, width: float) -> None:
        if caution:
            right = _WIDTH - _MARGIN
            pill = Box(right - width, _MARGIN - 6, width, 24)
            self.sheet.rectangle(pill, "warning-soft", radius=12)
            middle = pill.left + width / 2
            self.sheet.text(middle, _MARGIN + 6, caution, size=12, weight=500, role="warning", align="center")


def _parts(name: str, rows: Sequence[int], most: int) -> Iterator[tuple[str, Sequence[int]]]:
    for start in range(0, max(len(rows), 1), most):
        yield name if not start else f"{name}-{start // most + 1}", rows[start : start + most]


def _words(texts: Caption, answer: str, results: Sequence[ProgrammeResult]) -> str:
    """What a picture shows, for whoever cannot see it."""
    lines = [texts.caution, answer, ", ".join(texts.facts), texts.coverage]
    for result in results:
        name = result.programme.label
        if result.low is None or result.high is None or result.coverage is None:
            lines.append(_("{programme}: no criterion applies.").format(programme=name))
            continue
        numbers = {
            "programme": name,
            "low": format_number(result.low, 2),
            "high": format_number(result.high, 2),
            "coverage": format_share(result.coverage),
        }
        if result.score is None:
            sentence = _("{programme}: insufficient evidence, between {low} and {high}, coverage {coverage}.")
        else:
            sentence = _("{rank}. {programme}: {score}, between {low} and {high}, coverage {coverage}.")
            numbers |= {"rank": str(result.rank), "score": format_number(result.score, 2)}
        lines.append(sentence.format(**numbers))
    return "\n".join(line for line in lines if line)
