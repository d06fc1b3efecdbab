"""A score: one evaluator's answer to one criterion of one programme in one round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from scorecard.model.evaluation import Key

Confidence = Literal["", "low", "medium", "high"]
CONFIDENCES: tuple[Confidence, ...] = ("", "low", "medium", "high")
State = Literal["scored", "NE", "NA", "unscored"]


class Cell(NamedTuple):
    """The place of a score."""

    programme: Key
    evaluator: Key
    round: Key
    criterion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What an evaluator says in one cell.

    `value` is the code of a level, `NE` (looked, and found no evidence), `NA` (does not apply; `note` holds
    the reason) or empty (not yet scored, though there may be a note already). `cites` are evidence. `carried`
    says where a value was carried over from, such as the round before, until the evaluator confirms it.
    """

    programme: Key
    evaluator: Key
    round: Key
    criterion: str
    value: str = ""
    note: str = ""
    confidence: Confidence = ""
    question: str = ""
    challenge: str = ""
    cites: tuple[Key, ...] = ()
    carried: str = ""

    @property
    def cell(self) -> Cell:
        """The place of this score."""
        return Cell(self.programme, self.evaluator, self.round, self.criterion)

    @property
    def state(self) -> State:
        """The state of the cell by this score alone."""
        match self.value:
            case "":
                return "unscored"
            case "NE" | "NA" as answer:
                return answer
            case _:
                return "scored"

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is said, so that there is nothing to store."""
        return not self.value and self.only_value

    @property
    def only_value(self) -> bool:
        """Whether nothing is said beside the value."""
        return not (
            self.note or self.confidence or self.question or self.challenge or self.cites or self.carried
        )


def blank_score(cell: Cell) -> Score:
    """The score of a cell in which nobody has said anything."""
    return Score(
        programme=cell.programme, evaluator=cell.evaluator, round=cell.round, criterion=cell.criterion
    )
