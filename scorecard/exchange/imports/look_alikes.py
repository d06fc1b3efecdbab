"""Ids and names that people take for one another: they differ in accents, case and spaces alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from scorecard.exchange.reading import Answer
from scorecard.model.evaluation import Evaluator
from scorecard.model.programme import Programme
from scorecard.model.text import folded


class Look(NamedTuple):
    """The id that looks so, empty where there are several; a name that does; all the ids, as text."""

    id: str
    name: str
    ids: str


@dataclass(slots=True)
class Alike:
    """An id that is unknown: the known one that it looks like, if any, and the rows that would follow it."""

    id: str
    name: str
    place: int = -1
    is_new: bool = True
    answers: list[Answer] = field(default_factory=list)


def by_look(records: Iterable[Programme | Evaluator]) -> dict[str, Look]:
    """What each id and each name may be taken for, by how it looks to people."""
    found: dict[str, dict[str, str]] = {}
    for one in records:
        for look in {folded(one.id), folded(one.name)}:
            found.setdefault(look, {})[one.id] = one.name
    return {
        look: Look(next(iter(ids)) if len(ids) == 1 else "", next(iter(ids.values())), ", ".join(ids))
        for look, ids in found.items()
    }
