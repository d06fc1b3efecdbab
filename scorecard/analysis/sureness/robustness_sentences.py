"""How sure a ranking is, in words: sentences that stand above a chart, true however their figures are rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scorecard.analysis.aggregation import TOLERANCE, Floats
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.sentences import programmes_named
from scorecard.analysis.sureness.stability import Stability
from scorecard.analysis.sureness.stability_sentences import stability_sentence
from scorecard.analysis.sureness.variation import CONCENTRATION, Variation
from scorecard.i18n import _, format_count, format_number, format_share, pgettext

_ALMOST = 0.005
"""A share this near to 0 or 1, which whole per cent would show as 0 or 100, is said to be less or more than 1 or 99."""
_EXACT = 1e-9
"""A sum of chances this near to 1 is 1."""
_NOISE = 3.0
"""Chances differ clearly beyond so many standard errors of the draws, and where whole per cent differ too."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Draws:
    """What the sentences need to know: who leads, the chance of each programme [P] to be first, and what was drawn."""

    comparison: Comparison
    variation: Variation
    first: Floats

    @property
    def leaders(self) -> list[int]:
        """The rows that are first as the question stands, in the order of lists."""
        return [row for row in self.comparison.ranking() if self.comparison.rank[row] == 1]

    def label(self, row: int) -> str:
        return self.comparison.programmes[row].label

    def favourite(self) -> int | None:
        """The row that is first clearly more often than any other."""
        best = int(self.first.argmax())
        return best if self.exceeds(best, float(np.delete(self.first, best).max())) else None

    def exceeds(self, row: int, chance: float) -> bool:
        """Whether a row is first clearly more often than that."""
        own = float(self.first[row])
        error = np.sqrt((own + chance) / self.variation.draws)
        return own - chance > _NOISE * error and format_share(own) != format_share(chance)


def robustness_sentences(
    comparison: Comparison,
    variation: Variation,
    first: Floats,
    taking_part: int,
    stability: Sequence[Stability],
) -> tuple[str, str]:
    """The answer, and what else there is to say of it, which may be empty, in the language in force.

    `first` [P] are the chances to be first, `taking_part` how many programmes were ranked in the draws.
    """
    draws = _Draws(comparison=comparison, variation=variation, first=first)
    if taking_part < 2:
        return comparison.sentence(), ""
    if reason := _nothing_drawn(comparison, variation):
        return _leads(draws), reason
    leaders = draws.leaders
    drawn = _what_was_drawn(comparison, variation)
    if not leaders:
        return _nobody_leads(draws), drawn
    if len(leaders) == taking_part:
        return _leads(draws), f"{_all_level(draws)} {drawn}".strip()
    best = int(first.argmax())
    rival = best if draws.exceeds(best, float(first[leaders].sum())) else None
    answer = _leader(draws, leaders[0]) if len(leaders) == 1 else _shared(draws, leaders)
    if rival is not None:
        answer = f"{answer} {_rival(draws, rival)}"
    falls = ""
    if variation.weighting != "fixed":
        falls = stability_sentence(
            stability,
            [draws.label(row) for row in leaders],
            named=rival is not None,
            as_they_stand=variation.of_cells,
        )
    return answer, " ".join(filter(None, (drawn, falls)))


def drawn_in_words(comparison: Comparison, variation: Variation) -> tuple[str, ...]:
    """How the chances were found, as facts for a caption: draws, seed, what was varied."""
    facts = [
        _("{draws} draws").format(draws=format_count(variation.draws)),
        _("seed {seed}").format(seed=variation.seed),
    ]
    if comparison.question.rule == "weakest":
        facts.append(_("weights do not count"))
    elif variation.weighting == "any":
        facts.append(_("weights drawn from all there are"))
    elif variation.weighting == "near":
        sentence = _("weights drawn around the chosen ones, c = {concentration}")
        facts.append(sentence.format(concentration=format_number(CONCENTRATION, 0)))
    else:
        facts.append(_("weights as chosen"))
    if variation.missing:
        facts.append(_("missing cells drawn from the levels"))
    if variation.evaluators:
        facts.append(_("one evaluator drawn for each cell"))
    return tuple(facts)


def chance_figure(chance: float) -> str:
    """A chance as whole per cent without the sign, for a narrow column: 0 and 100 only where it is nothing less."""
    percent = format_number(chance * 100, 0)
    if 0 < chance < _ALMOST:
        return "<1"
    return "99" if 1 - _ALMOST <= chance < 1 - _EXACT else percent


def _nothing_drawn(comparison: Comparison, variation: Variation) -> str:
    """Why every draw gives the same scores; empty where something varies."""
    if variation.of_cells:
        return ""
    if comparison.question.rule == "weakest":
        return _("The weakest criterion decides under this rule, so weights do not count.")
    if np.count_nonzero(comparison.section_weights) == 1:
        return _("Only one section has a weight, so there are no weights to vary.")
    if variation.weighting == "fixed":
        return _("Nothing was varied: neither weights, nor missing cells, nor evaluators.")
    return ""


def _what_was_drawn(comparison: Comparison, variation: Variation) -> str:
    """What was drawn other than weights from all there are; empty where it was these alone."""
    parts = []
    if variation.missing and variation.evaluators:
        parts.append(
            _("In each draw every missing cell has a level at random, and one evaluator answers each cell.")
        )
    elif variation.missing:
        parts.append(_("In each draw every missing cell has a level at random."))
    elif variation.evaluators:
        parts.append(_("In each draw one evaluator answers each cell."))
    if comparison.question.rule == "weakest":
        parts.append(_("The weakest criterion decides under this rule, so weights do not count."))
    elif np.count_nonzero(comparison.section_weights) == 1:
        parts.append(_("Only one section has a weight, so there are no weights to vary."))
    elif variation.weighting == "near":
        sentence = _("The weights are drawn around the chosen ones (Dirichlet, c = {concentration}).")
        parts.append(sentence.format(concentration=format_number(CONCENTRATION, 0)))
    elif variation.weighting == "fixed":
        parts.append(_("The weights are the chosen ones."))
    elif variation.of_cells:
        parts.append(_("The weights are drawn from all there are."))
    return " ".join(parts)


def _cases(draws: _Draws) -> str:
    """What the chances are shares of."""
    if draws.variation.of_cells:
        return pgettext("what a share is of", "draws")
    if draws.variation.weighting == "near":
        return pgettext("what a share is of", "weightings near the chosen one")
    return pgettext("what a share is of", "weightings")


def _leads(draws: _Draws) -> str:
    labels = [draws.label(row) for row in draws.leaders]
    if len(labels) == 1:
        return _("{programme} is first.").format(programme=labels[0])
    return _("{programmes} share first place.").format(programmes=programmes_named(labels))


def _leader(draws: _Draws, row: int) -> str:
    chance = float(draws.first[row])
    if chance <= 0:
        sentence = _("{programme} is first in none of the {draws} draws.")
    elif chance < _ALMOST:
        sentence = _("{programme} stays first in less than {share} of {cases}.")
    elif chance < 1 - _ALMOST:
        sentence = _("{programme} stays first in {share} of {cases}.")
    elif chance < 1:
        sentence = _("{programme} stays first in more than {share} of {cases}.")
    else:
        sentence = _("{programme} stays first in all {draws} draws.")
    return sentence.format(programme=draws.label(row), **_figures(draws, chance))


def _shared(draws: _Draws, leaders: Sequence[int]) -> str:
    chance = float(draws.first[list(leaders)].sum())
    if chance <= 0:
        sentence = _("{programmes} share first place; in none of the {draws} draws is one of them first.")
    elif chance < _ALMOST:
        sentence = _("{programmes} share first place; one of them is first in less than {share} of {cases}.")
    elif chance < 1 - _ALMOST:
        sentence = _("{programmes} share first place; one of them is first in {share} of {cases}.")
    elif chance < 1 - _EXACT:
        sentence = _("{programmes} share first place; one of them is first in more than {share} of {cases}.")
    else:
        sentence = _("{programmes} share first place; one of them is first in all {draws} draws.")
    names = programmes_named([draws.label(row) for row in leaders])
    return sentence.format(programmes=names, **_figures(draws, chance))


def _rival(draws: _Draws, row: int) -> str:
    chance = float(draws.first[row])
    if chance < 1 - _ALMOST:
        sentence = _("{programme} is first more often: in {share} of {cases}.")
    elif chance < 1:
        sentence = _("{programme} is first more often: in more than {share} of {cases}.")
    else:
        sentence = _("{programme} is first in all {draws} draws.")
    return sentence.format(programme=draws.label(row), **_figures(draws, chance))


def _all_level(draws: _Draws) -> str:
    """What there is to say where everybody who takes part is first."""
    comparison, leaders = draws.comparison, draws.leaders
    values = comparison.section_score[leaders][:, comparison.section_weights > 0]
    alike = np.allclose(values, values[0], rtol=0, atol=TOLERANCE, equal_nan=True)
    if not draws.variation.of_cells and (alike or np.nanmax(values) - np.nanmin(values) <= TOLERANCE):
        return _("No weights part them: they are level in every section.")
    row = draws.favourite()
    if row is None:
        return _("None of them is first clearly more often than the others.")
    return _most_often(draws, row)


def _most_often(draws: _Draws, row: int) -> str:
    chance = float(draws.first[row])
    if chance < 1 - _ALMOST:
        sentence = _("{programme} is first most often: in {share} of {cases}.")
    elif chance < 1:
        sentence = _("{programme} is first most often: in more than {share} of {cases}.")
    else:
        sentence = _("{programme} is first in all {draws} draws.")
    return sentence.format(programme=draws.label(row), **_figures(draws, chance))


def _nobody_leads(draws: _Draws) -> str:
    """The answer where nobody has a score as the question stands, and some have one with drawn cells."""
    nobody = draws.comparison.sentence()
    row = draws.favourite()
    if row is None:
        return nobody
    return f"{nobody} {_most_often(draws, row)}"


def _figures(draws: _Draws, chance: float) -> dict[str, str]:
    """What fills the places of a sentence: a share that neither 0 nor 100 % rounds away."""
    share = min(max(chance, 2 * _ALMOST), 1 - 2 * _ALMOST) if not _ALMOST <= chance < 1 - _ALMOST else chance
    return {
        "share": format_share(share),
        "cases": _cases(draws),
        "draws": format_count(draws.variation.draws),
    }
