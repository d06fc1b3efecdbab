"""What else has to hold of an evaluation after a merge, and what a person should know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from scorecard.edits.frameworks import score_ids
from scorecard.edits.locks import reason_locked
from scorecard.exchange.merging.outcome import Outcome
from scorecard.i18n import _
from scorecard.model.framework import NA, NE
from scorecard.model.page import parts_of, record_of
from scorecard.model.problem import Problem
from scorecard.model.record import Ref
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
    answers = {(parts_of(place.key)[3], body) for place, body in outcome.changed_scores() if body is not None}
    for _where, card in outcome.cards():
        answers.update((criterion, last.body) for criterion, last in card.items() if last.body is not None)
    for criterion, body in sorted(answers):
        score = record_of(Ref("score", f"///{criterion}"), body)
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
    for place, body in outcome.changed_scores():
        where, _between, _criterion = place.key.rpartition("/")
        if where not in places:
            places[where] = _reason_locked(outcome, where)
        if places[where] and outcome.stood(place) != body:
            counts[places[where]] += 1
    for where, card in outcome.cards():
        if reason := _reason_locked(outcome, where):
            counts[reason] += sum(
                outcome.stood(Ref("score", f"{where}/{criterion}")) != last.body
                for criterion, last in card.items()
            )
    for reason, count in counts.items():
        sentence = _("{reason} Scores of it that come in because they were given elsewhere: {count}.")
        yield Problem(severity="warning", text=sentence.format(reason=reason, count=count))


def _reason_locked(outcome: Outcome, where: str) -> str:
    before = outcome.before
    programme, evaluator, round = where.split("/")
    if programme in before.programmes and evaluator in before.evaluators and round in before.rounds:
        return reason_locked(before, programme, evaluator, round)
    return ""
