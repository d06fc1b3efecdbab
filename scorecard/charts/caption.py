"""What stands around every picture: which evaluation, how its numbers were made, how far to trust them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from scorecard.analysis.comparison import Comparison
from scorecard.analysis.sentences import joined
from scorecard.i18n import _, format_share, language, ngettext
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The texts around a picture: title, answer, what was asked, coverage, and the label of caution."""

    title: str
    answer: str
    facts: tuple[str, ...]
    coverage: str
    caution: str
    note: str


def caption(snapshot: Snapshot, comparison: Comparison, made_at: datetime) -> Caption:
    """The texts around a picture of a comparison in the language in force; `made_at` as a local date."""
    day = made_at.astimezone().date().isoformat()
    return Caption(
        title=snapshot.evaluation.title,
        answer=comparison.sentence(),
        facts=(*asked(snapshot, comparison), day),
        coverage=coverage_sentence(comparison),
        caution=caution_label(snapshot),
        note=snapshot.evaluation.note if snapshot.evaluation.caution else "",
    )


def asked(snapshot: Snapshot, comparison: Comparison) -> tuple[str, ...]:
    """The question in words: framework, round, whose scores, rule, weights."""
    question = comparison.question
    framework = comparison.framework
    views = {
        "all": _("scores of all evaluators"),
        "self": _("self-assessments only"),
        "independent": _("scores of independent evaluators and peers"),
        "panel": _("scores of the panel"),
    }
    averages = {"mean": _("mean of evaluators"), "median": _("median of evaluators")}
    rules = {
        "mean": _("weighted mean"),
        "geometric": _("weighted geometric mean"),
        "weakest": _("the weakest criterion decides"),
    }
    return (
        f"{framework.name.into(language())} {framework.version}",
        comparison.round.name,
        views[question.view],
        averages[question.average],
        rules[question.rule],
        weights_in_words(snapshot, comparison),
        *switched_off(comparison),
    )


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


def coverage_sentence(comparison: Comparison) -> str:
    """How many programmes have evidence enough for a score, and how much is enough."""
    sentence = ngettext(
        "{ranked} of {count} programme has the coverage of {threshold} that a score needs.",
        "{ranked} of {count} programmes have the coverage of {threshold} that a score needs.",
        len(comparison.programmes),
    )
    return sentence.format(
        ranked=int(np.count_nonzero(comparison.rank)),
        count=len(comparison.programmes),
        threshold=format_share(comparison.threshold),
    )


def caution_label(snapshot: Snapshot) -> str:
    """The label that goes wherever scores of this evaluation show; empty where none is needed."""
    match snapshot.evaluation.caution:
        case "illustrative":
            return _("Illustrative scores, not an official assessment")
        case "invented":
            return _("Invented scores, not an official assessment")
        case _:
            return ""
