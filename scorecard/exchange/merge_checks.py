"""What else has to hold of an evaluation after a merge, and what a person should know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from scorecard.edits.frameworks import score_ids
from scorecard.edits.locks import reason_locked
from scorecard.exchange.outcome import Outcome
from scorecard.i18n import _
from scorecard.model.framework import NA, NE
from scorecard.model.page import parts_of, record_of
from scorecard.model.problem import Problem
from scorecard.model.score import Score


def order_frameworks(outcome: Outcome) -> None:
    """Let the evaluation name exactly the frameworks that there are, whichever side's order was taken."""
    after = outcome.after()
    order = [id for id in after.evaluation.frameworks if id in after.frameworks]
    order += sorted(after.frameworks.keys() - set(order))
    if tuple(order) != after.evaluation.frameworks:
        outcome.put(replace(after.evaluation, frameworks=tuple(order)))


def unknown_answers(outcome: Outcome) -> Iterator[Problem]:
    """An error for each answer that its criterion does not have."""
    after = outcome.after()
    answers: dict[tuple[str, str], bool] = {}
    for place, body in outcome.changed_scores():
        if body is None:
            continue
        criterion = parts_of(place.key)[3]
        if (criterion, body) in answers:
            continue
        answers[criterion, body] = True
        score = record_of(place, body)
        id = criterion.partition(".")[0]
        if not isinstance(score, Score) or not score.value:
            continue
        codes = after.frameworks[id].codes if criterion in score_ids(after, id) else ()
        if score.value not in (*codes, NE, NA):
            sentence = _(
                "“{value}” is no answer to {criterion}, so the package is not whole. Ask for it to be made anew."
            )
            yield Problem(severity="error", text=sentence.format(value=score.value, criterion=criterion))


def locked_scores(outcome: Outcome) -> Iterator[Problem]:
    """A warning for each place whose scores stand fast here and come to something else all the same.

    They were given elsewhere while they could be: that is what happened, and no edit of this file.
    """
    places: dict[str, str] = {}
    counts: Counter[str] = Counter()
    before = outcome.before
    for place, body in outcome.changed_scores():
        where, _between, _criterion = place.key.rpartition("/")
        if where not in places:
            programme, evaluator, round, _criterion = parts_of(place.key)
            known = (
                programme in before.programmes and evaluator in before.evaluators and round in before.rounds
            )
            places[where] = reason_locked(before, programme, evaluator, round) if known else ""
        reason = places[where]
        if reason and outcome.stood(place) != body:
            counts[reason] += 1
    for reason, count in counts.items():
        sentence = _("{reason} Scores of it that come in because they were given elsewhere: {count}.")
        yield Problem(severity="warning", text=sentence.format(reason=reason, count=count))
