"""Going back: one thing to an earlier state of it, or the whole evaluation to an earlier moment."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.edits.evidence import valid_evidence
from scorecard.edits.people import valid_evaluator
from scorecard.edits.programmes import valid_programme
from scorecard.edits.records import put
from scorecard.edits.scores import valid_score
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Evaluator
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.record import Record
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot


def restore(snapshot: Snapshot, stored: Record | None, earlier: Record | None) -> Edit:
    """Make one thing what it was: a score, programme, item of evidence, document or evaluator.

    `stored` is what it is now, None if it is gone; `earlier` None says that a score was not there. What other
    things hang on goes back with the whole evaluation, by `go_back`.
    """
    match earlier if earlier is not None else stored:
        case Score() as score:
            after = valid_score(snapshot, earlier) if isinstance(earlier, Score) else None
            criterion = score.criterion.partition(".")[2]
            changes = () if stored == after else (Change(before=stored, after=after),)
            label = Label(message=N_("restore {criterion}"), values=(("criterion", criterion),))
            return Edit(label=label, changes=changes)
        case Programme() as programme if earlier is not None:
            return put(N_("restore {id}"), stored, valid_programme(snapshot, programme), id=programme.id)
        case Evidence() as evidence if earlier is not None:
            return put(N_("restore {id}"), stored, valid_evidence(snapshot, evidence), id=evidence.id)
        case Evaluator() as evaluator if earlier is not None:
            valid = valid_evaluator(snapshot, evaluator, same_name=True)
            return put(N_("restore {id}"), stored, valid, id=evaluator.id)
        case Document() as document if earlier is not None:
            return put(N_("restore {id}"), stored, document, id=document.id)
        case _:
            sentence = _(
                "This cannot be taken back by itself, since other things hang on it. Undo, or go back to the "
                "whole of that moment. Nothing has changed."
            )
            raise Refusal(sentence)


def go_back(since: Iterable[Change], moment: str) -> Edit:
    """Make the evaluation what it was at a moment; `since` is all that differs now from then."""
    changes = tuple(change.inverse() for change in since)
    return Edit(label=Label(message=N_("back to {moment}"), values=(("moment", moment),)), changes=changes)
