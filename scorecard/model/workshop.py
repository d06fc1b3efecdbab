"""A workshop: the agenda of a round, and what was said, agreed on and left open about each cell on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from scorecard.model.evaluation import Key

Stage = Literal["waiting", "scoring", "revealed", "settled"]
Outcome = Literal["", "agreed", "dissent", "skipped"]

MINUTES = 10
"""Minutes for an item unless the facilitator says otherwise."""


class Place(NamedTuple):
    """A cell that evaluators talk about."""

    programme: Key
    round: Key
    criterion: str

    @property
    def framework(self) -> str:
        """The id of the framework of the criterion."""
        return self.criterion.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """How the workshop of a framework in a round is held. Its items are the discussions.

    They are records of their own, so that a step rewrites one of a thousand items. `at_hand` is the key of the one
    on the wall, empty for the first that is open. `minutes` are meant for each. `begun_at` is a moment (UTC, ISO).
    On the wall `hides_programmes` and `hides_evaluators` leave out names; `slides` are the ids of those chosen for
    it. The `absent` evaluators take no part, or have left.
    """

    framework: str
    round: Key
    begun_at: str
    at_hand: str = ""
    minutes: int = MINUTES
    hides_programmes: bool = False
    hides_evaluators: bool = True
    slides: tuple[str, ...] = ()
    absent: tuple[Key, ...] = ()

    @property
    def key(self) -> str:
        """By what it is known."""
        return f"{self.framework}/{self.round}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """What one evaluator holds against the others; `evaluator` is empty where nobody is to be named."""

    evaluator: Key
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What somebody is to do after the workshop; `due` is an ISO date or empty."""

    key: Key
    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """What is said about one cell. It stays when its programme is removed, since it was held all the same.

    `position` orders the items of an agenda and has gaps. The votes of a cell are the scores of its evaluators,
    but in `practice`, where they stand in `votes` and never become scores. `voted` are the evaluators who have had
    their turn while scores are private. `first` holds the values by evaluator when they were revealed, an
    entry of the panel too, `second` those when it was settled. `value` is what was agreed on.
    """

    programme: Key
    round: Key
    criterion: str
    position: int = 0
    practice: bool = False
    stage: Stage = "waiting"
    voted: tuple[Key, ...] = ()
    votes: tuple[tuple[Key, str], ...] = ()
    first: tuple[tuple[Key, str], ...] = ()
    second: tuple[tuple[Key, str], ...] = ()
    note: str = ""
    outcome: Outcome = ""
    value: str = ""
    rationale: str = ""
    dissents: tuple[Dissent, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def place(self) -> Place:
        """The cell."""
        return Place(self.programme, self.round, self.criterion)

    @property
    def key(self) -> str:
        """By what it is known."""
        return "/".join(self.place)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has been said yet."""
        return self == blank_discussion(self.place, self.position, practice=self.practice)


def blank_discussion(place: Place, position: int, *, practice: bool = False) -> Discussion:
    """The discussion of a cell of which nothing has been said."""
    return Discussion(
        programme=place.programme,
        round=place.round,
        criterion=place.criterion,
        position=position,
        practice=practice,
    )
