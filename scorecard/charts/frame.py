"""What every picture is made of: a sheet with its caption around it, a box for the chart, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from scorecard.analysis.comparison import ProgrammeResult
from scorecard.analysis.sentences import joined
from scorecard.charts.caption import Caption
from scorecard.charts.sheet import Box, Sheet, width_of, wrap, wrap_list
from scorecard.i18n import _, format_number, format_share
from scorecard.palette import palette

WIDTH = 1200
MARGIN = 32
ROWS_AT_MOST = 200
"""One picture has room for so many programmes; a longer one could be neither drawn nor read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A finished picture: the name of its file, its figure, its title, and what it shows in words."""

    name: str
    figure: Figure
    title: str
    words: str


class Frame:
    """A sheet with the texts of its caption above and below, and the box that is left for a chart."""

    def __init__(self, texts: Caption, answer: str, height: float, detail: str = "") -> None:
        room = WIDTH - 2 * MARGIN
        flag = width_of(texts.caution, 12, 500) + 24 if texts.caution else 0
        titles = wrap(texts.title, room - flag - 24, 13, 600, most=2)
        answers = wrap(answer, room - 8, 18, 600)
        details = wrap(detail, room, 13)
        facts = wrap_list(texts.facts, " · ", room, 12)
        notes = [
            line for words in (texts.coverage, texts.absent, texts.note) for line in wrap(words, room, 12)
        ]
        top = (
            MARGIN + 18 * len(titles) + 10 + 25 * len(answers) + 4 + 20 * len(details) + 18 * len(facts) + 20
        )
        bottom = 16 + 18 * len(notes) + MARGIN - 10
        self.figure = Figure(figsize=(WIDTH / 100, (top + height + bottom) / 100), dpi=100)
        self.sheet = Sheet(self.figure, palette("light"))
        self.box = Box(MARGIN, top, room, height)
        self._flag(texts.caution, flag)
        y = self._lines(titles, MARGIN + 6, 18, 13, 600) + 10
        y = self._lines(answers, y + 4, 25, 18, 600) + 4
        y = self._lines(details, y, 20, 13, 400)
        self._lines(facts, y, 18, 12, 400, "muted")
        y = top + height + 8
        self.sheet.line([(MARGIN, y), (WIDTH - MARGIN, y)], "border")
        self._lines(notes, y + 18, 18, 12, 400, "muted")

    def _lines(
        self, lines: Sequence[str], y: float, pitch: float, size: float, weight: int, role: str = "text"
    ) -> float:
        for line in lines:
            self.sheet.text(MARGIN, y, line, size=size, weight=weight, role=role)
            y += pitch
        return y

    def _flag(self, caution: str, width: float) -> None:
        if caution:
            right = WIDTH - MARGIN
            pill = Box(right - width, MARGIN - 6, width, 24)
            self.sheet.rectangle(pill, "warning-soft", radius=12)
            middle = pill.left + width / 2
            self.sheet.text(middle, MARGIN + 6, caution, size=12, weight=500, role="warning", align="center")


def first_rows(rows: Sequence[int], most: int = ROWS_AT_MOST) -> tuple[Sequence[int], str]:
    """The rows that have room on one picture, and a sentence that they are the first; empty where they are all."""
    if len(rows) <= most:
        return rows, ""
    return rows[:most], _("The first {count} of {total} programmes.").format(count=most, total=len(rows))


def in_parts(name: str, rows: Sequence[int], most: int) -> Iterator[tuple[str, Sequence[int]]]:
    """Rows in parts of at most so many, each with the name of its picture; one empty part where there are none."""
    for start in range(0, max(len(rows), 1), most):
        yield name if not start else f"{name}-{start // most + 1}", rows[start : start + most]


def in_words(texts: Caption, answer: str, results: Sequence[ProgrammeResult]) -> str:
    """What a picture shows, for whoever cannot see it."""
    lines = texts.lines(answer)
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
            numbers |= {"rank": str(result.rank), "score": result.said}
        line = sentence.format(**numbers)
        if result.binding:
            held = joined([id.partition(".")[2] for id in result.binding])
            line = f"{line} {_('Held down by {criteria}.').format(criteria=held)}"
        lines.append(line)
    return "\n".join(lines)
