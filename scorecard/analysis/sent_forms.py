"""What was sent to whom, and what came back, as the window and the terminal list it."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.model.evaluation import Evaluator, Round
from scorecard.model.form import Form
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """A form with what its keys stand for; programmes that were removed since are not among `programmes`."""

    form: Form
    evaluator: Evaluator
    round: Round
    programmes: tuple[Programme, ...]

    @property
    def sent_on(self) -> str:
        """The day on which it was made, ISO, UTC."""
        return self.form.made_at[:10]

    @property
    def returned_on(self) -> str:
        """The day on which answers were taken in from it first; empty while none were."""
        return self.form.returned_at[:10]


def sent_forms(snapshot: Snapshot) -> tuple[SentForm, ...]:
    """Every form that was sent, the last ones first."""
    return tuple(
        SentForm(
            form=form,
            evaluator=snapshot.evaluators[form.evaluator],
            round=snapshot.rounds[form.round],
            programmes=tuple(
                snapshot.programmes[key] for key in form.programmes if key in snapshot.programmes
            ),
        )
        for form in snapshot.ordered_forms()
        if form.evaluator in snapshot.evaluators and form.round in snapshot.rounds
    )
