"""What was sent to whom, and what came back, as the window and the terminal list it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorecard.model.evaluation import Evaluator, Key, Round
from scorecard.model.form import Form
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot

if TYPE_CHECKING:
    from scorecard.analysis.cube import Cube


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


def answers_here(forms: Iterable[SentForm], cube: Cube) -> dict[Key, tuple[int, int]]:
    """By the key of each form of the framework and round of a cube: how many criteria of its programmes its evaluator
    has answered by now, whichever way the answers came, and of how many. NE and NA are answers.
    """
    from scorecard.analysis.cube import UNSCORED

    rows = {key: row for row, key in enumerate(cube.programmes)}
    columns = {key: column for column, key in enumerate(cube.evaluators)}
    counts = {}
    for one in forms:
        cells = cube.values[[rows[programme.key] for programme in one.programmes], columns[one.evaluator.key]]
        counts[one.form.key] = (int((cells != UNSCORED).sum()), cells.size)
    return counts
