"""The rows of a ranking as plain values: what the engine found, ready to be shown and to be compared with before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorecard.i18n import _, format_number, format_share, language, ngettext
from scorecard.model.programme import Programme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorecard.analysis.aggregation import Floats
    from scorecard.analysis.comparison import Comparison

MOST_RANKS = 40
"""The chances of ranks beyond this are gathered into one."""
_NAMED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionMean:
    """A section's mean; `enough` is False where the evidence is too thin to show it as a score."""

    score: float | None
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingRow:
    """One programme in the ranking; without a rank it has no score. All None where no criterion applies.

    `sections` are empty where they are not shown. `at_most` says that missing evidence may lower the score still, and
    `held_by` names the criteria that hold it down, each by its code and its name. `chances` are those of the first
    ranks, and last that of all others where there are more than `MOST_RANKS`; empty for a programme that is never
    ranked or while nothing is known.
    """

    programme: Programme
    rank: int | None
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    sections: tuple[SectionMean, ...]
    at_most: bool = False
    held_by: tuple[tuple[str, str], ...] = ()
    chances: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider:
    """The line between programmes with a rank and those without."""

    text: str


Row = RankingRow | Divider


def ranking_rows(
    comparison: Comparison, acceptability: Floats | None = None, *, sections: bool = True
) -> list[Row]:
    """The rows of a ranking, best first, with what is shown of them: means of sections, chances of ranks [P, R]."""
    rows: list[Row] = []
    order = comparison.ranking()
    unranked = len(order) - comparison.ranked
    means = _means(comparison) if sections else []
    at_most = comparison.at_most().tolist()
    numbers = zip(
        comparison.rank.tolist(),
        comparison.score.tolist(),
        comparison.low.tolist(),
        comparison.high.tolist(),
        comparison.coverage.tolist(),
        strict=True,
    )
    by_row = list(numbers)
    chances = _chances(acceptability)
    tongue = language()
    for place, row in enumerate(order):
        if unranked and place == comparison.ranked:
            rows.append(Divider(text=unranked_in_words(comparison.low[order[place:]])))
        rank, score, low, high, coverage = by_row[row]
        rows.append(
            RankingRow(
                programme=comparison.programmes[row],
                rank=rank or None,
                score=_number(score),
                low=_number(low),
                high=_number(high),
                coverage=_number(coverage),
                sections=means[row] if means else (),
                at_most=at_most[row],
                held_by=tuple((one.code, one.name.into(tongue)) for one in comparison.binding(row)),
                chances=chances[row] if chances else (),
            )
        )
    return rows


def section_figure(mean: SectionMean) -> str:
    """The mean of a section as a figure: in brackets where evidence is too thin, a dash where there is none."""
    if mean.score is None:
        return "–"
    figure = format_number(mean.score, 1)
    return figure if mean.enough else f"({figure})"


def section_in_words(section: str, score: float | None, *, enough: bool) -> str:
    """The mean of a section by its name, and whether there is evidence enough for it, as one phrase."""
    if score is None:
        return _("{section}: nothing scored").format(section=section)
    figure = format_number(score, 1)
    if enough:
        return _("{section}: {score}").format(section=section, score=figure)
    return _("{section}: {score}, but with too little evidence").format(section=section, score=figure)


def score_figure(row: RankingRow) -> str:
    """The score with two decimals, or the interval where the evidence does not allow a score."""
    if row.score is not None:
        figure = format_number(row.score, 2)
        return f"≤\N{NO-BREAK SPACE}{figure}" if row.at_most else figure
    if row.low is None or row.high is None:
        return "–"
    return f"{format_number(row.low, 2)} – {format_number(row.high, 2)}"


def held_down(row: RankingRow) -> str:
    """What holds the score down, short enough for a line of a list; empty under rules in which nothing does."""
    if not row.held_by:
        return ""
    if len(row.held_by) == 1:
        return _("held down by {criteria}").format(criteria=" ".join(row.held_by[0]))
    codes = ", ".join(code for code, _name in row.held_by[:_NAMED])
    more = f" +{len(row.held_by) - _NAMED}" if len(row.held_by) > _NAMED else ""
    return _("held down by {criteria}").format(criteria=codes + more)


def score_in_words(row: RankingRow) -> str:
    """The score with its interval, its coverage and what holds it down, or why there is none, as one phrase."""
    if row.low is None or row.high is None or row.coverage is None:
        return _("no criterion applies")
    numbers = {
        "low": format_number(row.low, 2),
        "high": format_number(row.high, 2),
        "coverage": format_share(row.coverage),
    }
    if row.score is None:
        return _("insufficient evidence: between {low} and {high}, coverage {coverage}").format(**numbers)
    sentence = _("score {score}, between {low} and {high}, coverage {coverage}")
    if row.at_most:
        sentence = _("score at most {score}, between {low} and {high}, coverage {coverage}")
    words = sentence.format(score=format_number(row.score, 2), **numbers)
    if not row.held_by:
        return words
    names = "; ".join(f"{code} {name}" for code, name in row.held_by)
    return _("{score}. Held down by: {criteria}").format(score=words, criteria=names)


def chances_in_words(row: RankingRow) -> str:
    """The chances that there are, best rank first, as one phrase."""
    if not row.chances:
        return _("no chance of a rank") if row.score is None else _("chances are being worked out")
    from scorecard.analysis.sureness.robustness_sentences import chance_figure

    last = len(row.chances) - 1
    parts = []
    for place, chance in enumerate(row.chances):
        if chance > 0:
            rank = f"{place + 1}+" if place == last == MOST_RANKS else str(place + 1)
            share = f"{chance_figure(chance)}\N{NO-BREAK SPACE}%"
            parts.append(_("rank {rank}: {share}").format(rank=rank, share=share))
    return "; ".join(parts)


def gathered(chances: Sequence[float], room: int) -> list[float]:
    """Chances in as many cells as there is room for, at least one: what does not fit is in the last."""
    if len(chances) <= room:
        return list(chances)
    return [*chances[: room - 1], sum(chances[room - 1 :])]


def _means(comparison: Comparison) -> list[tuple[SectionMean, ...]]:
    enough = comparison.section_is_enough().tolist()
    return [
        tuple(
            SectionMean(score=_number(mean), enough=is_enough)
            for mean, is_enough in zip(scores, enough[row], strict=True)
        )
        for row, scores in enumerate(comparison.section_score.tolist())
    ]


def _chances(acceptability: Floats | None) -> list[tuple[float, ...]]:
    if acceptability is None:
        return []
    shown = acceptability[:, :MOST_RANKS].tolist()
    if acceptability.shape[1] > MOST_RANKS:
        beyond = acceptability[:, MOST_RANKS:].sum(axis=1).tolist()
        shown = [[*row, rest] for row, rest in zip(shown, beyond, strict=True)]
    return [tuple(row) if any(row) else () for row in shown]


def unranked_in_words(low: Floats) -> str:
    """What stands above programmes without a rank, from the lower ends of their intervals, nan without one."""
    applies = sum(one == one for one in low.tolist())
    parts = []
    if applies:
        sentence = ngettext(
            "Insufficient evidence: {count} programme has an interval, but no score and no rank",
            "Insufficient evidence: {count} programmes have an interval, but no score and no rank",
            applies,
        )
        parts.append(sentence.format(count=applies))
    if nothing := len(low) - applies:
        sentence = ngettext(
            "No criterion applies to {count} programme", "No criterion applies to {count} programmes", nothing
        )
        parts.append(sentence.format(count=nothing))
    return ". ".join(parts)


def _number(number: float) -> float | None:
    return None if number != number else number
