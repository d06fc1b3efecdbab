"""The two streams of a verb, and tables that line up in a terminal."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TextIO

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.problem import Problem

_WIDEST = 48


class Output:
    """Data goes to `out`, words for people to `err`; both are lines of text."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err

    def data(self, text: str) -> None:
        """A line of data, or several."""
        self._out.write(f"{text}\n")

    def document(self, document: Any) -> None:
        """The one JSON document of a verb."""
        self.data(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False))

    def say(self, sentence: str) -> None:
        """A sentence for the person at the terminal."""
        self._err.write(f"{sentence}\n")

    @property
    def stream(self) -> TextIO:
        """Where data goes, for writers of whole tables."""
        return self._out

    def flush(self) -> None:
        """Hand everything on; raises `BrokenPipeError` when nobody reads any more."""
        self._out.flush()
        self._err.flush()


def aligned(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[int] = ()) -> str:
    """A table as lines: columns as wide as their widest entry, those numbered in `right` flush right."""
    cells = [list(heads), *(list(row) for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        padded = [
            " " * (width - _width(cell)) + cell if place in right else cell + " " * (width - _width(cell))
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(padded).rstrip())
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def shortened(name: str, widest: int = _WIDEST) -> str:
    """A name cut so that its last word stays, since that is what differs."""
    if len(name) <= widest:
        return name
    head, _space, last = name.rpartition(" ")
    tail = f"… {last}"
    if not head or len(tail) > widest * 0.6:
        return name[: widest - 1].rstrip() + "…"
    return head[: widest - len(tail)].rstrip() + tail


def problem_line(problem: Problem) -> str:
    """A problem with its place, as one line."""
    severity = _("warning") if problem.severity == "warning" else _("error")
    place = ", ".join(part for part in (problem.file, problem.sheet, problem.cell) if part)
    if not place:
        return _("{severity}: {text}").format(severity=severity, text=problem.text)
    return _("{severity}: {place}: {text}").format(severity=severity, place=place, text=problem.text)


def problem_as_json(problem: Problem) -> dict[str, str]:
    """A problem as `check --json` and `import --json` print it."""
    return {
        "severity": problem.severity,
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "text": problem.text,
    }


def refusal_as_json(refusal: Refusal, file: str) -> list[dict[str, str]]:
    """The problems of a document where a file from elsewhere was refused as a whole, so that none was found in it."""
    return [problem_as_json(Problem(severity="error", text=str(refusal), file=file))]


def _width(text: str) -> int:
    """How many columns a terminal gives a text: accents that combine take none, full-width letters two."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )
