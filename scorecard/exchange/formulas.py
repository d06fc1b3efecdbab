"""Formulas with their results: the text that a spreadsheet computes beside the value that the engine found."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from scorecard.i18n import format_number

Shown = float | str
"""A cached result: a number, or a text; nothing is the empty text."""

_LONGEST_LITERAL = 250
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
TOLERANCE = "0.000000001"


class Formula(NamedTuple):
    """An expression without its leading = and the result it has at export."""

    text: str
    value: Shown


def blank_if_nan(value: float) -> Shown:
    """A number, or the empty text for one that is not known."""
    return "" if math.isnan(value) else float(value)


def plotted(cell: str, value: float) -> Formula | None:
    """What a chart draws for a cell, or None for a cell to leave empty.

    Excel leaves a gap for NA(), but LibreOffice draws 0 for any formula without a number, so that what has no
    number at export gets no formula.
    """
    return None if math.isnan(value) else Formula(f"IF(ISNUMBER({cell}),{cell},NA())", value)


def literal(text: str) -> str:
    """A text as it stands in a formula; long ones are joined from pieces, as a piece holds 255 characters."""
    pieces = [text[start : start + _LONGEST_LITERAL] for start in range(0, len(text), _LONGEST_LITERAL)]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces or [""])


def constant(text: str) -> Formula:
    """A text that is the same whatever happens."""
    return Formula(literal(text), text)


def fixed(expression: str, value: Shown, places: int) -> Formula:
    """A number inside a sentence, in the decimal mark of whoever reads it.

    It is rounded to 9 places first, so that a half that sums miss by a hair goes up in every spreadsheet.
    """
    shown = format_number(round(value, 9), places) if isinstance(value, float) else ""
    return Formula(f"FIXED(ROUND({expression},9),{places},TRUE)", shown)


def sentence(template: str, **parts: Formula) -> Formula:
    """A translated sentence whose {placeholders} are live."""
    pieces: list[str] = []
    end = 0
    for match in _PLACEHOLDER.finditer(template):
        if match.start() > end:
            pieces.append(literal(template[end : match.start()]))
        pieces.append(parts[match[1]].text)
        end = match.end()
    if end < len(template) or not pieces:
        pieces.append(literal(template[end:]))
    shown = {name: part.value for name, part in parts.items()}
    return Formula("&".join(pieces), template.format(**shown))


def either(condition: str, holds: bool, yes: Formula, no: Formula) -> Formula:
    """One of two formulas; `holds` says what the condition is at export."""
    return Formula(f"IF({condition},{yes.text},{no.text})", yes.value if holds else no.value)


def scored_weight(weights: str, levels: str) -> str:
    """The weight of what has a level: sum(w over S)."""
    return f"SUMPRODUCT({weights}*ISNUMBER({levels}))"


def applicable_weight(weights: str, levels: str) -> str:
    """The weight of what applies: sum(w over A)."""
    return f'SUMPRODUCT({weights}*({levels}<>"NA"))'


def mean(weights: str, levels: str) -> str:
    """The weighted mean over what is a number, or nothing: `mean` of the methods, and coverage over sections."""
    scored = scored_weight(weights, levels)
    return f'IF({scored}=0,"",SUMPRODUCT({weights},{levels})/{scored})'


def coverage(weights: str, levels: str) -> str:
    """The weight of what is scored in the weight of what applies."""
    scored, applicable = scored_weight(weights, levels), applicable_weight(weights, levels)
    return f'IF({applicable}=0,"",{scored}/{applicable})'


def over_threshold(covered: str, then: str) -> str:
    """A result that is given only where the coverage reaches the threshold."""
    return f'IF(ISNUMBER({covered}),IF({covered}<threshold-{TOLERANCE},"",{then}),"")'


def rank(score: str, scores: str) -> str:
    """One more than the number of clearly higher scores, so that ties share a rank; a dash without a score."""
    return f'IF(ISNUMBER({score}),1+SUMPRODUCT(ISNUMBER({scores})*({scores}>{score}+{TOLERANCE})),"–")'


def agree(one: str, other: str) -> str:
    """Whether two results are the same number within the tolerance, or both nothing."""
    near = f"ABS({one}-{other})<{TOLERANCE}"
    return f"IF(ISNUMBER({one})*ISNUMBER({other}),{near},NOT(ISNUMBER({one}))*NOT(ISNUMBER({other}))=1)"


def all_of(conditions: Iterable[str]) -> str:
    """Whether all conditions hold."""
    return f"AND({','.join(conditions)})"


def spaced(formula: str) -> str:
    """A formula with room for line breaks, as it is shown to a reader; text in quotation marks stays as it is."""
    parts = formula.split('"')
    for index in range(0, len(parts), 2):
        parts[index] = re.sub(r"([*/+])", r" \1 ", parts[index]).replace(",", ", ")
    return '"'.join(parts)
