"""How a question puts scores together, in the words that stand on pictures, in the terminal and in the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.analysis.question import Rule
from scorecard.analysis.sentences import joined
from scorecard.i18n import _, format_share, language
from scorecard.model.framework import Framework
from scorecard.model.snapshot import Snapshot

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison


def rule_in_words(rule: Rule) -> str:
    """A rule as it stands in a line of facts."""
    return {
        "mean": _("weighted mean"),
        "geometric": _("weighted geometric mean"),
        "weakest": _("the weakest criterion decides"),
    }[rule]


def both_views() -> str:
    """The two views that a gap lies between, as they stand in a line of facts."""
    return _("self-assessments, and scores of independent evaluators and peers")


def weights_in_words(snapshot: Snapshot, comparison: Comparison) -> str:
    """The weights by the name of their set, or, while others are tried, the share of each section."""
    question, framework = comparison.question, comparison.framework
    if question.tried:
        shares = zip(framework.sections, comparison.section_weights.tolist(), strict=True)
        listed = (f"{section.short.into(language())} {format_share(share)}" for section, share in shares)
        return _("weights tried: {shares}").format(shares="; ".join(listed))
    if question.weights is None:
        return _("equal weights")
    return _("weights “{name}”").format(name=snapshot.weights[question.weights].name)


def switched_off(comparison: Comparison) -> tuple[str, ...]:
    """That sections are switched off and which, as one fact; nothing where none is."""
    off = [one for one in comparison.framework.sections if one.id in comparison.question.without]
    if not off:
        return ()
    names = joined([section.short.into(language()) for section in off])
    return (_("without {sections}").format(sections=names),)


def scale_in_words(framework: Framework) -> tuple[str, ...]:
    """As which numbers the levels count, as one fact; nothing where their codes are those numbers."""
    if _counts_as_it_is(framework):
        return ()
    return (_("levels {lowest} to {highest} count as 0 to {top}").format(**_ends(framework)),)


def scale_sentence(framework: Framework) -> str:
    """The same as a sentence, which is empty where there is nothing to say."""
    if _counts_as_it_is(framework):
        return ""
    return _("Levels {lowest} to {highest} count as 0 to {top}.").format(**_ends(framework))


def _counts_as_it_is(framework: Framework) -> bool:
    return framework.codes == tuple(map(str, range(framework.top + 1)))


def _ends(framework: Framework) -> dict[str, object]:
    return {"lowest": framework.codes[0], "highest": framework.codes[-1], "top": framework.top}
