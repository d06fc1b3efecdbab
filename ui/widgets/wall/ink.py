"""What a slide is made of, before any of it is painted: texts, boxes and dots on a canvas 720 high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from ui.theme import FAMILIES
from ui.widgets.marks import elide_keeping_last_word

HEIGHT = 720.0
MARGIN = 56.0
LEAST = 24
"""The smallest type: a line of 27 mm on a picture 1.1 m high, the least for ten metres."""

RUNNING, TITLE = 1.3, 1.2
"""Heights of a line by its size, in running text and in titles."""

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text; `rect` is as wide as there is room for it, and its size and colour are `px` and `role`."""

    text: str
    rect: QRectF
    px: int = LEAST
    weight: int = 400
    role: str = "text"
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box or a bar; `fill` and `edge` are roles or colours as `#RRGGBB`, empty for none."""

    rect: QRectF
    fill: str = ""
    edge: str = ""
    radius: float = 0.0
    thick: float = 1.5
    dotted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """The vote of one evaluator in ink, or a hollow one."""

    rect: QRectF
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hatch:
    """A hatched box: looked, and no evidence found."""

    rect: QRectF
    radius: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A cell with a mean that is no level, on a scale from 0 to `top`, in a tone of its own."""

    rect: QRectF
    value: float
    top: int
    text: str
    px: int = 28


Mark = Words | Box | Dot | Hatch | Mean


@dataclass(slots=True, kw_only=True)
class Canvas:
    """Marks on a canvas `width` by `HEIGHT`, laid one upon the other in their order."""

    width: float
    marks: list[Mark] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Where the margin begins."""
        return self.width - MARGIN

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    def box(self, x: float, y: float, width: float, height: float, fill: str = "", **look: object) -> None:
        """Lay a box."""
        self.marks.append(Box(rect=QRectF(x, y, width, height), fill=fill, **look))  # type: ignore[arg-type]

    def write(
        self,
        text: str,
        rect: QRectF,
        px: int = LEAST,
        weight: int = 400,
        role: str = "text",
        align: Align = "left",
    ) -> None:
        """Write one line; what does not fit is cut in its middle, so lists give shorter names first."""
        if not text:
            return
        text = elide_keeping_last_word(metrics(px, weight), text, rect.width())
        self.marks.append(Words(text=text, rect=rect, px=px, weight=weight, role=role, align=align))

    def write_lines(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        width: float,
        px: int = LEAST,
        weight: int = 400,
        role: str = "text",
        align: Align = "left",
        spacing: float = RUNNING,
    ) -> float:
        """Write lines one below the other; gives where the next one would stand."""
        for line in lines:
            self.write(line, QRectF(x, y, width, px * spacing), px, weight, role, align)
            y += px * spacing
        return y


@lru_cache(maxsize=64)
def font(px: int, weight: int) -> QFont:
    """A font of `px` on the canvas, with figures of equal width, whose glyphs grow evenly with the canvas."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(px)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def metrics(px: int, weight: int) -> QFontMetricsF:
    """The measures of that font."""
    return QFontMetricsF(font(px, weight))


def width_of(text: str, px: int, weight: int = 400) -> float:
    """How wide a text is in one line."""
    return metrics(px, weight).horizontalAdvance(text)


def wrapped(text: str, px: int, weight: int, width: float, indent: float = 0.0) -> list[str]:
    """A text in lines of at most `width`, the first one shorter by `indent`.

    A word that is longer than a line goes on in the next one.
    """
    measure = metrics(px, weight).horizontalAdvance
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if measure(longer) <= width - (0.0 if lines else indent):
                line = longer
                continue
            if line or (indent and not lines):
                lines.append(line)
            line = word
            while measure(line) > width and len(line) > 1:
                fits = _fitting(line, px, weight, width)
                lines.append(line[:fits])
                line = line[fits:]
        if line:
            lines.append(line)
    return lines


def _fitting(word: str, px: int, weight: int, width: float) -> int:
    """How many characters of a word fit, one at least."""
    measure = metrics(px, weight).horizontalAdvance
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def fitting(
    texts: Sequence[str], sizes: Sequence[int], weight: int, width: float, most: int
) -> tuple[list[str], int]:
    """The lines and the size of the first text, at the largest size, that takes at most so many lines.

    Texts are tried in their order, each in the sizes given. Where none fits, the last one at the smallest size, its
    last line cut in the middle.
    """
    for text in texts:
        for px in sizes:
            lines = wrapped(text, px, weight, width)
            if len(lines) <= most:
                return lines, px
    px = sizes[-1]
    lines = wrapped(texts[-1], px, weight, width)
    rest = elide_keeping_last_word(metrics(px, weight), " ".join(lines[most - 1 :]), width)
    return [*lines[: most - 1], rest], px
