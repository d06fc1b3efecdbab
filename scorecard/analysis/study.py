"""A question, its answer, and what else can be found out about it, each when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from scorecard.analysis.answers import Answers, answers_to
from scorecard.analysis.comparison import compare_answers
from scorecard.analysis.cube import Cube
from scorecard.analysis.evaluators.agreement import Agreement, find_agreement
from scorecard.analysis.evaluators.disagreement import Dispute, Settled, find_disputes, find_settled
from scorecard.analysis.question import Question
from scorecard.analysis.sight import hidden
from scorecard.analysis.sureness.robustness import Robustness, Variation, find_robustness
from scorecard.analysis.sureness.sensitivity import Sensitivity, find_sensitivity
from scorecard.analysis.views.gap import Gap, find_gap
from scorecard.analysis.views.over_time import OverTime, follow_over_time
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot


class Study:
    """One question at one moment. Window, terminal and pictures take every number from here.

    What it finds is kept. A worker may read it, but for `over_time`, which reads other rounds through `cube_in`
    and so belongs to the thread of the open evaluation until it is there.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        cube: Cube,
        question: Question,
        cube_in: Callable[[Key], Cube | None],
        variation: Variation | None = None,
        answers: Answers | None = None,
    ) -> None:
        """`cube_in` gives the cube of another round under the framework of `cube`, None where its version leads
        to that one by no crosswalk. `answers` are those to the question, where they are at hand.
        """
        self.snapshot = snapshot
        self.cube = cube
        self.question = question
        self.variation = variation or Variation()
        self._cube_in = cube_in
        self._answers = answers
        self.comparison = compare_answers(snapshot, cube.framework, self.answers, question)

    def asking(self, question: Question, variation: Variation | None = None) -> Study:
        """The study of another question about the same framework and round, sparing what it has in common."""
        same = {"view": question.view, "programmes": question.programmes, "seen_by": question.seen_by}
        shares = replace(self.question, **same) == self.question  # type: ignore[arg-type]
        study = Study(
            self.snapshot,
            self.cube,
            question,
            self._cube_in,
            variation or self.variation,
            self.answers if shares else None,
        )
        if shares and "agreement" in vars(self):
            # It depends on the answers alone, whatever is made of them.
            study.agreement = self.agreement
        return study

    @cached_property
    def answers(self) -> Answers:
        """The answers that the question counts."""
        return self._answers or answers_to(self.snapshot, self.cube, self.question)

    @cached_property
    def agreement(self) -> Agreement:
        """How far the evaluators agree."""
        asked = self.question
        compared = [programme.key for programme in self.answers.programmes]
        unseen = hidden(self.snapshot, asked.seen_by, asked.round, compared)
        return find_agreement(self.cube.framework, self.answers, hidden=unseen)

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """The cells to talk about, those first that move the ranking most."""
        return find_disputes(self.comparison, self.answers)

    @cached_property
    def settled(self) -> tuple[Settled, ...]:
        """The cells on which evaluators differ and a panel has decided."""
        return find_settled(self.comparison, self.answers)

    @property
    def knows_robustness(self) -> bool:
        """Whether `robustness` is there without working it out."""
        return "robustness" in vars(self)

    @cached_property
    def robustness(self) -> Robustness:
        """How sure the ranking is."""
        return find_robustness(self.comparison, self.answers, self.variation)

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """How far the conclusion hangs on our own choices."""
        return find_sensitivity(self.snapshot, self.cube, self.question)

    @cached_property
    def gap(self) -> Gap:
        """Self-assessment against independent evaluators."""
        return find_gap(self.snapshot, self.cube, self.question)

    @cached_property
    def over_time(self) -> OverTime:
        """The same question in every round."""
        return follow_over_time(self.snapshot, self.cube.framework, self.question, self._cube_in)
