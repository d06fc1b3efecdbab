"""Charts as pictures that can stand alone: with what was asked, how far to trust it, and in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal, assert_never

from scorecard.analysis.comparison import Comparison, ProgrammeResult
from scorecard.charts.acceptability import acceptability_pictures
from scorecard.charts.agreement import agreement_pictures
from scorecard.charts.bars import bars_height, lay_bars
from scorecard.charts.caption import Caption, caption
from scorecard.charts.frame import Frame, Picture, first_rows, in_parts, in_words
from scorecard.charts.gap import gap_pictures
from scorecard.charts.groups import group_pictures
from scorecard.charts.heatmap import heatmap_pictures
from scorecard.charts.legend import draw_legend
from scorecard.charts.profile import lay_profile, profile_height
from scorecard.charts.radar import FEWEST_SECTIONS, MOST_PROGRAMMES, PANEL_HEIGHT, lay_panel, lay_radar
from scorecard.charts.sensitivity import choices_pictures
from scorecard.charts.sheet import Box, Sheet, wrap
from scorecard.charts.slope_pictures import slope_pictures
from scorecard.charts.style import SERIES
from scorecard.i18n import _, format_number, format_share, language
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import unknown

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

Kind = Literal["heatmap", "bars", "acceptability", "radar", "slope", "gap", "agreement", "choices", "groups"]
KINDS: tuple[Kind, ...] = (
    "heatmap", "bars", "acceptability", "radar", "slope", "gap", "agreement", "choices", "groups",
)  # fmt: skip

_HEADS = 24
_LEADERS = 3
_BARS_ON_A_PICTURE = 60
_PANELS_ON_A_PICTURE = 30
_PANELS_ACROSS = 5


def kind_named(text: str) -> Kind:
    """The kind of chart of this name; a refusal names the nearest one."""
    for kind in KINDS:
        if kind == text:
            return kind
    raise unknown(_("kind of chart"), text, KINDS)


def pictures(kind: Kind, study: Study, made_at: datetime) -> list[Callable[[], Picture]]:
    """The pictures of a kind, each made when it is called: every programme is on one of them.

    `bars` is the ranking; `radar` is the profile of the leaders, and then one small radar a programme; `slope` is
    none where there is one round only, `gap` none without self-assessments and independent scores.
    """
    texts = caption(study.snapshot, study.comparison, made_at)
    order = study.comparison.ranking()
    match kind:
        case "heatmap":
            return heatmap_pictures(study, made_at)
        case "bars":
            return [
                partial(_bars, name, texts, study.comparison, rows)
                for name, rows in in_parts("bars", order, _BARS_ON_A_PICTURE)
            ]
        case "acceptability":
            return acceptability_pictures(study, made_at)
        case "radar":
            leaders = [study.comparison.programmes[row].key for row in order[:_LEADERS]]
            return [
                partial(profile, study, leaders, made_at),
                *(
                    partial(_panels, name, texts, study.comparison, rows)
                    for name, rows in in_parts("radar-all", order, _PANELS_ON_A_PICTURE)
                ),
            ]
        case "slope":
            return slope_pictures(study, made_at)
        case "gap":
            return gap_pictures(study, made_at)
        case "agreement":
            return agreement_pictures(study, made_at)
        case "choices":
            return choices_pictures(study, made_at)
        case "groups":
            return group_pictures(study, made_at)
        case _:
            assert_never(kind)


def ranking(study: Study, made_at: datetime) -> Picture:
    """The ranking as one picture; of very many programmes the first, which it says."""
    comparison = study.comparison
    rows, first = first_rows(comparison.ranking())
    return _bars("bars", caption(study.snapshot, comparison, made_at), comparison, rows, first)


def profile(study: Study, programmes: Sequence[Key], made_at: datetime) -> Picture:
    """One to six programmes as a radar and, beside it, as parallel bars; too few sections for a shape as bars alone."""
    comparison = study.comparison
    programmes = tuple(programmes)[:MOST_PROGRAMMES]
    texts = caption(study.snapshot, comparison, made_at)
    answer, gaps = comparison.profile_sentences(programmes)
    results = [comparison.result(comparison.row(key)) for key in programmes]
    heads = _HEADS * len(results) + 16
    height = max(440, profile_height(comparison, programmes) + heads)
    with_frame = Frame(texts, answer, height, gaps)
    box, sheet = with_frame.box, with_frame.sheet
    if results:
        bars = box
        if len(comparison.framework.sections) >= FEWEST_SECTIONS:
            radar = Box(box.left - 12, box.top - 8, 488, box.height)
            lay_radar(sheet, radar, comparison, programmes)
            bars = Box(radar.right + 24, box.top, box.right - radar.right - 24, box.height)
        for place, result in enumerate(results):
            _head(sheet, Box(bars.left, bars.top + _HEADS * place, bars.width, _HEADS), result, place)
        sheet.line([(bars.left, bars.top + heads - 8), (bars.right, bars.top + heads - 8)], "border")
        beside = Box(bars.left, bars.top + heads, bars.width, bars.height - heads)
        lay_profile(sheet, beside, comparison, programmes)
    return Picture(
        name="radar",
        figure=with_frame.figure,
        title=texts.title,
        words=in_words(texts, f"{answer} {gaps}".strip(), results),
    )


def _bars(name: str, texts: Caption, comparison: Comparison, rows: Sequence[int], first: str = "") -> Picture:
    with_frame = Frame(texts, texts.answer, bars_height(comparison, rows), first)
    lay_bars(with_frame.sheet, with_frame.box, comparison, rows)
    results = [comparison.result(row) for row in rows]
    return Picture(
        name=name,
        figure=with_frame.figure,
        title=texts.title,
        words=in_words(texts, f"{texts.answer} {first}".strip(), results),
    )


def _panels(name: str, texts: Caption, comparison: Comparison, rows: Sequence[int]) -> Picture:
    lines = -(-len(rows) // _PANELS_ACROSS)
    gap = 18
    sections = "  ·  ".join(f"{one.id} {one.short.into(language())}" for one in comparison.framework.sections)
    with_frame = Frame(texts, texts.answer, lines * (PANEL_HEIGHT + gap) + 28, sections)
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
        name=name, figure=with_frame.figure, title=texts.title, words=in_words(texts, texts.answer, results)
    )


def _head(sheet: Sheet, box: Box, result: ProgrammeResult, place: int) -> None:
    middle = box.top + box.height / 2
    sheet.mark(box.left + 6, middle, SERIES[place], size=10)
    name = wrap(result.programme.label, box.width - 300, 12.5, 600, most=1)
    sheet.text(box.left + 20, middle, "".join(name), size=12.5, weight=600)
    sheet.text(box.right - 210, middle, result.figure or "–", size=12.5, weight=600, align="right")
    if result.coverage is None or result.low is None or result.high is None:
        return
    coverage = _("coverage {coverage}").format(coverage=format_share(result.coverage))
    sheet.text(box.right - 96, middle, coverage, size=12, role="muted", align="right")
    interval = f"{format_number(result.low, 2)} – {format_number(result.high, 2)}"
    sheet.text(box.right, middle, interval, size=12, role="muted", align="right")
