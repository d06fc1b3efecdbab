"""What evaluators say in cells: scoring, carrying over, and taking in scores from files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scorecard.analysis.record.succession import brought_forward
from scorecard.edits.entries import gone, valid_entry
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key
from scorecard.model.framework import NA, NE
from scorecard.model.score import CONFIDENCES, Cell, Confidence, Score, blank_score
from scorecard.model.snapshot import Snapshot, unknown


def say(snapshot: Snapshot, stored: Score | None, score: Score) -> Edit:
    """Make a cell say this; a blank score clears it. `stored` is what it says now."""
    score = valid_score(snapshot, score)
    after = None if score.is_blank else score
    changes = () if stored == after else (Change(before=stored, after=after),)
    return Edit(label=_label(stored or blank_score(score.cell), score), changes=changes)


def leave_without_evidence(
    snapshot: Snapshot, stored: Iterable[Score], cell: Cell, criteria: Iterable[str]
) -> Edit:
    """Answer NE to those of the criteria that the evaluator of `cell` has not answered.

    `stored` are the scores of that evaluator on that programme in that round; their notes stay.
    """
    by_criterion = {score.criterion: score for score in stored}
    changes = []
    for criterion in criteria:
        before = by_criterion.get(criterion)
        if before is None or not before.value:
            said = before or blank_score(cell._replace(criterion=criterion))
            after = valid_score(snapshot, replace(said, value=NE))
            changes.append(Change(before=before, after=after))
    label = Label(message=N_("no evidence, criteria: {count}"), values=(("count", str(len(changes))),))
    return Edit(label=label, changes=tuple(changes))


def carry_over(snapshot: Snapshot, earlier: Iterable[Score], stored: Iterable[Score], into: Key) -> Edit:
    """Begin from scores of another round: each becomes a starting point in the round `into`, marked as such.

    `stored` are the scores there already; what has a value stays as it is, and what was written without one
    stays beside the value. Between rounds with different versions of a framework scores follow its crosswalks.
    """
    by_cell = {score.cell: score for score in stored}
    changes = []
    for score in brought_forward(snapshot, earlier, into):
        before = by_cell.get(score.cell._replace(round=into))
        codes = snapshot.framework_in(score.criterion.partition(".")[0], into).codes
        if not score.value or score.value not in (NE, NA, *codes):
            continue
        if before is None or not before.value:
            after = replace(score, round=into, carried=snapshot.rounds[score.round].id)
            if before is not None:
                after = replace(
                    after,
                    note=before.note or after.note,
                    question=before.question or after.question,
                    challenge=before.challenge or after.challenge,
                    confidence=before.confidence or after.confidence,
                    cites=tuple(dict.fromkeys((*before.cites, *after.cites))),
                )
            changes.append(Change(before=before, after=valid_score(snapshot, after)))
    label = Label(message=N_("carry over, scores: {count}"), values=(("count", str(len(changes))),))
    return Edit(label=label, changes=tuple(changes))


def take_in(changes: tuple[Change, ...], count: int) -> Edit:
    """Take in scores from files; `count` is how many scores that are."""
    return Edit(
        label=Label(message=N_("import, scores: {count}"), values=(("count", str(count)),)), changes=changes
    )


def confidence_named(text: str) -> Confidence:
    """The confidence of this name, or none for an empty one; a refusal names the nearest."""
    for confidence in CONFIDENCES:
        if confidence == text:
            return confidence
    raise unknown(_("confidence"), text, CONFIDENCES[1:])


def valid_score(snapshot: Snapshot, score: Score) -> Score:
    """The score with its texts cleaned. Refuses what no evaluator of this evaluation can say in this cell."""
    framework, criterion = snapshot.criterion_in(score.criterion, score.round)
    if not (
        score.programme in snapshot.programmes
        and score.evaluator in snapshot.evaluators
        and score.round in snapshot.rounds
    ):
        raise Refusal(
            _("This programme, evaluator or round has been removed meanwhile. Nothing has changed."),
            code="stale",
        )
    if score.value not in ("", NE, NA, *framework.codes):
        sentence = _(
            "“{value}” is no level of {criterion}; give one of {codes}, or NE or NA. Nothing has changed."
        )
        codes = ", ".join(framework.codes)
        raise Refusal(sentence.format(value=score.value[:40], criterion=criterion.id, codes=codes))
    gone(key in snapshot.evidence for key in score.cites)
    for fact in (snapshot.evidence[key] for key in score.cites):
        if fact.programme != score.programme:
            sentence = _(
                "{id} is evidence of another programme and cannot be cited here. Nothing has changed."
            )
            raise Refusal(sentence.format(id=fact.id))
    score = replace(
        score,
        note=valid_entry(_("note"), score.note),
        question=valid_entry(_("open question"), score.question),
        challenge=valid_entry(_("challenge"), score.challenge),
        carried=score.carried if score.value else "",
    )
    if score.value == NA and not score.note:
        sentence = _(
            "“Does not apply” needs a reason: write it in the note of {criterion}. Nothing has changed."
        )
        raise Refusal(sentence.format(criterion=criterion.id))
    return score


def _label(stored: Score, score: Score) -> Label:
    values = (("criterion", score.criterion.partition(".")[2]),)
    if stored.value != score.value:
        match score.value:
            case "":
                return Label(message=N_("clear {criterion}"), values=values)
            case code if code == NE:
                return Label(message=N_("no evidence for {criterion}"), values=values)
            case code if code == NA:
                return Label(message=N_("{criterion} does not apply"), values=values)
            case code:
                return Label(message=N_("level {level} for {criterion}"), values=(("level", code), *values))
    if stored.cites != score.cites:
        return Label(message=N_("citation for {criterion}"), values=values)
    if stored.question != score.question:
        return Label(message=N_("open question on {criterion}"), values=values)
    if stored.challenge != score.challenge:
        return Label(message=N_("challenge on {criterion}"), values=values)
    if stored.confidence != score.confidence:
        return Label(message=N_("confidence for {criterion}"), values=values)
    if stored.carried != score.carried:
        return Label(message=N_("confirm {criterion}"), values=values)
    return Label(message=N_("note on {criterion}"), values=values)
