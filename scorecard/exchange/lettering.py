"""How wide a text runs in Arial, because LibreOffice fits no row to wrapped text and would print lines over others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

_REGULAR = {
    191: "'",
    222: "ijl‘’",
    260: "|¦",
    278: " !,./:;I[\\]ft\xa0ÌÍÎÏìíîï",
    333: "()-`r¡¨\xad²³´·¸¹“”{}",
    355: '"ºª•',
    400: "*°",
    469: "^",
    500: "JcksvxyzçýÿŠšž",
    556: "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöøùúûüþ–€¶±÷√≥≤",
    584: "+<=>~¬×−",
    611: "FTZ¿ß",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞ",
    722: "CDHNRUwÇÐÑÙÚÛÜ",
    778: "GOQÒÓÔÕÖØ",
    833: "Mm¼½¾",
    889: "%æ",
    944: "Wœ",
    1015: "ÆŒ—…→@",
}
_BOLD = {
    238: "'",
    278: " ,./I\\ijl\xa0ÌÍÎÏìíîï‘’|¦",
    333: "!()-:;[]`ft¡¨\xad²³´·¸¹",
    389: "*r{}°ºª•",
    474: '"',
    500: "z“”",
    556: "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿ–€±÷√≥≤š",
    584: "+<=>^~¬×−",
    611: "?FLTZbdghnopqu¿ßðñòóôõöøùúûüþ",
    667: "EPSVXYÈÉÊËÝÞ",
    722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜ",
    778: "GOQwÒÓÔÕÖØ",
    833: "M¼½¾",
    889: "%mæ",
    944: "Wœ",
    1000: "ÆŒ—…→@",
}
_UNKNOWN = 1000

_PIXELS_PER_CHARACTER = 7.0
_PADDING = 4.0
_SAFETY = 1.045
_TALLEST = 409.0


def _by_character(groups: Mapping[int, str]) -> dict[str, int]:
    return {character: width for width, characters in groups.items() for character in characters}


_WIDTHS = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}


def text_width(text: str, size: float = 9, bold: bool = False) -> float:
    """The width of one line in points, by Arial's advance widths; characters not in the table count as an em."""
    widths = _WIDTHS[bold]
    return sum(widths.get(character, _UNKNOWN) for character in text) * size / 1000


def column_points(width: float) -> float:
    """The width in points of a column of `width` characters."""
    return (width * _PIXELS_PER_CHARACTER + 5) * 0.75


def room(width: float) -> float:
    """The points that a text has in a column of this width in characters."""
    return column_points(width) - _PADDING * 0.75


def width_for(points: float) -> float:
    """The width in characters of a column in which so many points find room."""
    return ((points * _SAFETY + _PADDING * 0.75) / 0.75 - 5) / _PIXELS_PER_CHARACTER


@lru_cache(maxsize=4_000)
def count_lines(text: str, width: float, size: float = 9, bold: bool = False) -> int:
    """The lines that a text wraps into in a column of `width` characters; an empty text has one."""
    space = room(width) / _SAFETY
    return sum(_lines_of(paragraph, space, size, bold) for paragraph in text.split("\n"))


def _lines_of(paragraph: str, space: float, size: float, bold: bool) -> int:
    lines, used = 1, 0.0
    gap = text_width(" ", size, bold)
    for word in paragraph.split(" "):
        for part in _breakable(word):
            width = text_width(part, size, bold)
            if used and used + width > space:
                lines += 1
                used = 0.0
            if width > space:
                further = math.ceil(width / space) - 1
                lines += further
                width -= further * space
            used += width
        used += gap
    return lines


def _breakable(word: str) -> list[str]:
    """The parts of a word between which a line may end: after a hyphen."""
    parts = word.split("-")
    return [part + "-" for part in parts[:-1]] + [parts[-1]]


def row_height(*texts: tuple[str, float, float, bool], least: float = 14.3) -> float:
    """The height in points of a row that holds wrapped texts, each with its column's width, its size and boldness."""
    tallest = least
    for text, width, size, bold in texts:
        if text:
            tallest = max(tallest, count_lines(text, width, size, bold) * size * 1.256 + 3)
    return min(tallest, _TALLEST)


def broken(text: str, width: float, size: float = 9) -> list[str]:
    """A text in the lines that it takes over a width of so many characters, words whole where they can be."""
    space = room(width) / _SAFETY
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in filter(None, paragraph.split(" ")):
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, size) > space:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def clip(text: str, width: float, size: float = 9, bold: bool = False) -> str:
    """The text on one line of a column of `width` characters, cut after a word and ended with … where it must be."""
    line = " ".join(text.split())
    space = room(width) / _SAFETY * 1000 / size
    widths = _WIDTHS[bold]
    used, end, fitting = 0, widths["…"], 0
    for place, character in enumerate(line):
        used += widths.get(character, _UNKNOWN)
        if used + end <= space:
            fitting = place + 1
        elif used > space:
            break
    else:
        return line
    whole, blank, _part = line[: fitting + 1].rpartition(" ")
    return (whole if blank else line[:fitting]).rstrip(" ,;:(–-") + "…"
