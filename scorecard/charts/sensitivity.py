"""Ranks under our other choices as a table: a row a programme in the order as asked, a column a choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scorecard.analysis.sureness.choice_words import choice_title
from scorecard.analysis.sureness.sensitivity import Sensitivity, Variant
from scorecard.charts.caption import caption
from scorecard.charts.frame import Frame, Picture, first_rows, in_parts
from scorecard.charts.sheet import Box, Sheet, shorten, width_of, wrap
from scorecard.i18n import _, pgettext

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

ROW = 27
HEAD = 104
LEGEND = 34

_ROWS_ON_A_PICTURE = 50
_COLUMNS_ON_A_PICTURE = 16
_ID = 56
_AROUND_NAME = 34 + _ID + 20
_NAMES = 460.0
_NAMES_LEAST = 200.0
_LEAST, _MOST = 46, 84
_EXTRA = 40
_NAME_LINES = 3


def choices_pictures(study: Study, made_at: datetime) -> list[Callable[[], Picture]]:
    """The table on as many pictures as programmes and choices need; one even where there is no programme."""
    sensitivity = study.sensitivity
    columns = range(len(sensitivity.variants))
    parts = [columns[start : start + _COLUMNS_ON_A_PICTURE] for start in columns[::_COLUMNS_ON_A_PICTURE]]
    return [
        partial(_picture, study, made_at, name if not number else f"{name}-columns-{number + 1}", rows, part)
        for name, rows in in_parts("choices", sensitivity.asked.ranking(), _ROWS_ON_A_PICTURE)
        for number, part in enumerate(parts or [columns])
    ]


def choices(study: Study, made_at: datetime) -> Picture:
    """The table as one picture; of very many programmes the first, which it says."""
    columns = range(len(study.sensitivity.variants))
    rows, first = first_rows(study.sensitivity.asked.ranking())
    return _picture(study, made_at, "choices", rows, columns, first)


def choices_height(rows: Sequence[int]) -> int:
    """How many pixels high `lay_choices` is with these rows."""
    return HEAD + ROW * len(rows) + LEGEND


def lay_choices(
    sheet: Sheet, box: Box, sensitivity: Sensitivity, rows: Sequence[int], columns: Sequence[int]
) -> None:
    """Rows of programmes by columns of variants in a part of a sheet, from its top downwards."""
    least = [_room_for(sensitivity.variants[column]) for column in columns]
    widest = max((width_of(sensitivity.asked.programmes[row].label, 12.5, 500) for row in rows), default=0.0)
    names = max(min(_AROUND_NAME + widest, _NAMES, box.width - sum(least)), _NAMES_LEAST)
    extra = min((box.width - names - sum(least)) / max(len(columns), 1), _EXTRA)
    _lay_names(sheet, Box(box.left, box.top, names, box.height), sensitivity, rows)
    boxes = []
    left = box.left + names
    for room in least:
        boxes.append(Box(left, box.top, room + extra, box.height))
        left += room + extra
    for place, column in zip(boxes, columns, strict=True):
        _lay_column(sheet, place, sensitivity, column, rows)
    for first, last, title in _spans(sensitivity, columns):
        left, right = boxes[first].left + 3, boxes[last].right - 3
        words = shorten(title, right - left, 11)
        sheet.text((left + right) / 2, box.top + 6, words, size=11, role="muted", align="center")
        sheet.line([(left, box.top + 17), (right, box.top + 17)], "outline")
    bottom = box.top + HEAD + ROW * len(rows)
    legend = _(
        "▲ places higher than as asked · ▼ places lower · = same rank · {new}: a rank only there · – no rank"
    )
    words = legend.format(new=pgettext("a rank where there was none", "new"))
    sheet.text(box.left, bottom + LEGEND - 16, words, size=12, role="muted")


def _picture(
    study: Study,
    made_at: datetime,
    name: str,
    rows: Sequence[int],
    columns: Sequence[int],
    first: str = "",
) -> Picture:
    sensitivity = study.sensitivity
    texts = caption(study.snapshot, study.comparison, made_at)
    answer, detail = sensitivity.sentences()
    detail = " ".join(filter(None, (detail, first)))
    with_frame = Frame(texts, answer, choices_height(rows), detail)
    lay_choices(with_frame.sheet, with_frame.box, sensitivity, rows, columns)
    lines = texts.lines(answer, detail)
    lines += [_in_words(sensitivity.variants[column], rows) for column in columns]
    return Picture(name=name, figure=with_frame.figure, title=texts.title, words="\n".join(lines))


def _in_words(variant: Variant, rows: Sequence[int]) -> str:
    """The ranks under one choice, for whoever cannot see the picture."""
    ranks = [f"{variant.comparison.programmes[row].label} {variant.figure(row)}" for row in rows]
    return f"{choice_title(variant.choice)}, {variant.name}: {'; '.join(ranks)}."


def _lay_names(sheet: Sheet, box: Box, sensitivity: Sensitivity, rows: Sequence[int]) -> None:
    asked = sensitivity.asked
    sheet.text(box.left, box.top + 42, _("Rank as asked"), size=12, weight=600)
    sheet.text(box.right - 12, box.top + 74, _("first there"), size=11, role="muted", align="right")
    words = _("programmes with another rank")
    sheet.text(box.right - 12, box.top + 92, words, size=11, role="muted", align="right")
    for place, row in enumerate(rows):
        y = box.top + HEAD + ROW * place
        sheet.line([(box.left, y), (box.right, y)], "border", width=0.8)
        rank, programme = int(asked.rank[row]), asked.programmes[row]
        role = "text" if rank else "muted"
        middle = y + ROW / 2
        sheet.text(box.left, middle, str(rank or "–"), size=12.5, weight=600, role=role)
        name = shorten(programme.label, box.width - _AROUND_NAME + 4, 12.5, 500)
        sheet.text(box.left + 34, middle, name, size=12.5, weight=500 if rank else 400, role=role)
        id = shorten(programme.id, _ID, 11)
        sheet.text(box.right - 12, middle, id, size=11, role="muted", align="right")


def _room_for(variant: Variant) -> float:
    """How wide a column is at least: as its longest word, within bounds."""
    words = (width_of(word, 11, 500) for word in variant.short.split())
    return min(max(*words, _LEAST - 8, width_of(variant.first, 11, 600)) + 8, _MOST)


def _lay_column(sheet: Sheet, box: Box, sensitivity: Sensitivity, column: int, rows: Sequence[int]) -> None:
    variant = sensitivity.variants[column]
    centre = box.left + box.width / 2
    lines = wrap(variant.short, box.width - 4, 11, 500, most=_NAME_LINES)
    for number, line in enumerate(lines):
        y = box.top + 42 + 14 * (number - (len(lines) - 1) / 2)
        sheet.text(centre, y, line, size=11, weight=500, align="center")
    moved = int(variant.moved.sum())
    another = variant.leaders != sensitivity.leaders
    first = shorten(variant.first, box.width - 4, 11, 600)
    sheet.text(
        centre, box.top + 74, first, size=11, weight=600 if another else 400,
        role="text" if another else "muted", align="center",
    )  # fmt: skip
    sheet.text(
        centre, box.top + 92, str(moved), size=11, weight=600 if moved else 400,
        role="text" if moved else "muted", align="center",
    )  # fmt: skip
    for place, row in enumerate(rows):
        y = box.top + HEAD + ROW * place
        sheet.line([(box.left, y), (box.right, y)], "border", width=0.8)
        is_moved = bool(variant.moved[row])
        if is_moved:
            sheet.rectangle(
                Box(box.left + 2, y + 2.5, box.width - 4, ROW - 5), "sunken", edge="border", radius=4
            )
        role = "text" if is_moved else "muted"
        rank, _space, change = variant.figure(row).partition("\N{NO-BREAK SPACE}")
        weight = 600 if is_moved or rank == "1" else 400
        if change:
            sheet.text(centre - 3, y + ROW / 2, rank, size=12, weight=weight, role=role, align="right")
            sheet.text(centre + 2, y + ROW / 2, change, size=10.5, role=role)
        else:
            sheet.text(centre, y + ROW / 2, rank, size=12, weight=weight, role=role, align="center")


def _spans(sensitivity: Sensitivity, columns: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Where the columns of each kind of choice begin and end, by place, with its title."""
    kinds = [sensitivity.variants[column].choice for column in columns]
    start = 0
    for place, kind in enumerate(kinds):
        if place + 1 == len(kinds) or kinds[place + 1] != kind:
            yield start, place, choice_title(kind)
            start = place + 1
