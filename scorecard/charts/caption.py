"""What stands around every picture: which evaluation, how its numbers were made, how far to trust them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from scorecard.analysis.caution import caution_label
from scorecard.analysis.comparison import Comparison
from scorecard.analysis.question_words import rule_in_words, scale_in_words, switched_off, weights_in_words
from scorecard.analysis.sight import left_out
from scorecard.i18n import _, format_share, language, ngettext
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The texts around a picture: title, answer, what was asked, coverage, what is left out, the label of caution."""

    title: str
    answer: str
    facts: tuple[str, ...]
    coverage: str
    absent: str
    caution: str
    note: str

    def lines(self, answer: str, detail: str = "") -> list[str]:
        """The same as lines for whoever cannot see the picture, with the answer that stands on it."""
        lines = (self.caution, answer, detail, ", ".join(self.facts), self.coverage, self.absent)
        return [line for line in lines if line]


def caption(
    snapshot: Snapshot, comparison: Comparison, made_at: datetime, *, rounds: str = "", views: str = ""
) -> Caption:
    """The texts around a picture of a comparison in the language in force; `made_at` as a local date.

    `rounds` and `views` are as in `asked`.
    """
    day = made_at.astimezone().date().isoformat()
    question = comparison.question
    compared = [programme.key for programme in comparison.programmes]
    return Caption(
        title=snapshot.evaluation.title,
        answer=comparison.sentence(),
        facts=(*asked(snapshot, comparison, rounds=rounds, views=views), day),
        coverage=coverage_sentence(comparison),
        absent=left_out(snapshot, question.seen_by, question.round, compared),
        caution=caution_label(snapshot),
        note=snapshot.evaluation.note if snapshot.evaluation.caution else "",
    )


def asked(
    snapshot: Snapshot, comparison: Comparison, *, rounds: str = "", views: str = ""
) -> tuple[str, ...]:
    """The question in words: framework, round, whose scores, rule, weights.

    What shows more than one round, or more than one view, names them in `rounds` and `views`.
    """
    question = comparison.question
    framework = comparison.framework
    view_words = {
        "all": _("scores of all evaluators"),
        "self": _("self-assessments only"),
        "independent": _("scores of independent evaluators and peers"),
        "panel": _("scores of the panel"),
    }
    averages = {"mean": _("mean of evaluators"), "median": _("median of evaluators")}
    return (
        f"{framework.name.into(language())} {framework.version}",
        rounds or comparison.round.name,
        views or view_words[question.view],
        averages[question.average],
        rule_in_words(question.rule),
        weights_in_words(snapshot, comparison),
        *switched_off(comparison),
        *scale_in_words(framework),
    )


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
