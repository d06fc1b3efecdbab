"""How scores are spread over groups: a strip a group, on which every programme with a score is a dot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scorecard.analysis.comparison import Comparison
from scorecard.analysis.views.group_words import attribute_title, counted, group_name, group_sentences
from scorecard.analysis.views.groups import ATTRIBUTES, Attribute, Group, find_groups
from scorecard.charts.caption import caption
from scorecard.charts.frame import Frame, Picture, in_parts
from scorecard.charts.lanes import lanes
from scorecard.charts.legend import draw_legend
from scorecard.charts.sheet import Box, Sheet, wrap
from scorecard.charts.style import Series
from scorecard.i18n import _, format_number

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

ROW = 62
HEAD = 48
LEGEND = 40

_GROUPS_ON_A_PICTURE, _GROUPS_AT_MOST = 24, 100
_DOT = Series(role="data", mark="o", name="circle", dash=())
_SIZE = 8
_LANES = 5
_LANE = 9.5
_COUNT = 190


def group_pictures(study: Study, made_at: datetime) -> list[Callable[[], Picture]]:
    """The strips by country, region, kind and tag; none by an attribute that no programme has a value of."""
    made: list[Callable[[], Picture]] = []
    for attribute in ATTRIBUTES:
        groups = find_groups(study.comparison, attribute)
        if any(one.name for one in groups):
            parts = in_parts(f"groups-{attribute}", range(len(groups)), _GROUPS_ON_A_PICTURE)
            made += [partial(_picture, study, attribute, made_at, name, places) for name, places in parts]
    return made


def groups(study: Study, attribute: Attribute, made_at: datetime) -> Picture:
    """The strips by one attribute as one picture; of very many groups the first, which it says."""
    count = len(find_groups(study.comparison, attribute))
    first = ""
    if count > _GROUPS_AT_MOST:
        first = _("The first {count} of {total} groups.").format(count=_GROUPS_AT_MOST, total=count)
    places = range(min(count, _GROUPS_AT_MOST))
    return _picture(study, attribute, made_at, f"groups-{attribute}", places, first)


def groups_height(count: int) -> int:
    """How many pixels high `lay_groups` is with so many groups."""
    return HEAD + ROW * count + LEGEND


def lay_groups(sheet: Sheet, box: Box, comparison: Comparison, title: str, groups: Sequence[Group]) -> None:
    """Groups under each other in a part of a sheet, from its top downwards."""
    names = min(250.0, box.width * 0.24)
    scale = Box(box.left + names + 12, 0, box.width - names - 12 - 84 - _COUNT, 0)
    top = box.top + 8
    sheet.text(box.left, top, title, size=12, weight=600)
    sheet.text(scale.left, top, _("Scores, each with its interval"), size=12, weight=600)
    sheet.text(scale.right + 72, top, _("Median"), size=12, weight=600, align="right")
    sheet.text(scale.right + 92, top, _("Programmes"), size=12, weight=600)
    bottom = box.top + HEAD + ROW * len(groups)
    for position, code in enumerate(comparison.framework.codes):
        x = scale.left + scale.width * position / comparison.framework.top
        sheet.text(x, top + 24, code, size=11, role="muted", align="center")
        sheet.line([(x, box.top + HEAD), (x, bottom)], "grid")
    for place, group in enumerate(groups):
        y = box.top + HEAD + ROW * place
        sheet.line([(box.left, y), (box.right, y)], "border", width=0.8)
        role = "text" if group.ranked else "muted"
        lines = wrap(group_name(group.name), names, 12.5, 500, most=2)
        for number, line in enumerate(lines):
            at = y + ROW / 2 + 16 * (number - (len(lines) - 1) / 2)
            sheet.text(box.left, at, line, size=12.5, weight=500, role=role)
        median = "–" if group.median is None else format_number(group.median, 2)
        sheet.text(scale.right + 72, y + ROW / 2, median, size=12.5, weight=600, role=role, align="right")
        words = wrap(counted(group), _COUNT - 8, 11.5, most=2)
        for number, line in enumerate(words):
            at = y + ROW / 2 + 15 * (number - (len(words) - 1) / 2)
            sheet.text(scale.right + 92, at, line, size=11.5, role="muted")
        _lay_strip(sheet, Box(scale.left, y, scale.width, ROW), comparison, group)
    entries = [
        ("dot", _("a programme with a score")),
        ("data-soft", _("its interval")),
        ("mark", _("median of the group")),
    ]
    draw_legend(sheet, box.left, bottom + LEGEND - 14, box.width, entries)


def _lay_strip(sheet: Sheet, box: Box, comparison: Comparison, group: Group) -> None:
    per_level = box.width / comparison.framework.top
    rows = group.rows[: group.ranked]
    across = [box.left + per_level * float(comparison.score[row]) for row in rows]
    middle = box.top + box.height / 2
    heights = [middle + _LANE * lane for lane in lanes(across, _SIZE + 1, _LANES)]
    for row, y in zip(rows, heights, strict=True):
        ends = (float(comparison.low[row]), float(comparison.high[row]))
        sheet.line([(box.left + per_level * end, y) for end in ends], "data-soft", width=2)
    # The tick lies under a few dots, so that none is hidden, and over a crowd, so that it is not.
    if len(rows) <= _LANES:
        _lay_median(sheet, box, group, per_level)
    for x, y in zip(across, heights, strict=True):
        sheet.mark(x, y, _DOT, size=_SIZE)
    if len(rows) > _LANES:
        _lay_median(sheet, box, group, per_level)


def _lay_median(sheet: Sheet, box: Box, group: Group, per_level: float) -> None:
    if group.median is not None:
        x = box.left + per_level * group.median
        sheet.rectangle(Box(x - 1.5, box.top + 6, 3, box.height - 12), "data-strong", radius=1)


def _picture(
    study: Study,
    attribute: Attribute,
    made_at: datetime,
    name: str,
    places: Sequence[int],
    first: str = "",
) -> Picture:
    comparison = study.comparison
    found = find_groups(comparison, attribute)
    shown = [found[place] for place in places]
    texts = caption(study.snapshot, comparison, made_at)
    answer, detail = group_sentences(comparison, attribute)
    detail = " ".join(filter(None, (detail, first)))
    with_frame = Frame(texts, answer, groups_height(len(shown)), detail)
    lay_groups(with_frame.sheet, with_frame.box, comparison, attribute_title(attribute), shown)
    lines = texts.lines(answer, detail)
    lines += [_in_words(comparison, group) for group in shown]
    return Picture(name=name, figure=with_frame.figure, title=texts.title, words="\n".join(lines))


def _in_words(comparison: Comparison, group: Group) -> str:
    """A group, for whoever cannot see the picture."""
    words = f"{group_name(group.name)}: {counted(group)}"
    if group.median is None:
        return f"{words}."
    median = _("median {score}").format(score=format_number(group.median, 2))
    results = [comparison.result(row) for row in group.rows[: group.ranked]]
    scores = "; ".join(f"{one.programme.label} {one.figure}" for one in results)
    return f"{words}; {median}: {scores}."
