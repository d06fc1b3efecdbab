"""What is particular about the open file, in words for the head of the window: for reading only, or not safe there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from scorecard.i18n import _
from scorecard.storage.keeping.backups import is_backup
from scorecard.storage.places import Place
from scorecard.workspace import Workspace

Offer = Literal["copy", "backups"]


class Standing(NamedTuple):
    """A sentence, whether it warns, and the way out that is offered."""

    sentence: str
    warns: bool
    offer: Offer


_NAMED = 3
"""Copies in conflict whose names are given; whoever has more finds them beside these."""


def standing_of(workspace: Workspace, place: Place | None, conflicted: Sequence[str] = ()) -> Standing | None:
    """What there is to say of a file at its place, beside which copies in conflict may lie.

    None for one of this computer's own that can be written.
    """
    if workspace.reading and is_backup(workspace.path):
        at = workspace.history()[0].at.astimezone()
        sentence = _(
            "This is a backup, with the evaluation as it was on {time}. It can be looked at, and nothing in it changes."
        )
        return Standing(sentence.format(time=f"{at:%Y-%m-%d %H:%M}"), warns=False, offer="backups")
    if workspace.reading:
        sentence = _(
            "This evaluation is open for reading only: nothing can be changed and nothing is saved here."
        )
        return Standing(sentence, warns=False, offer="copy")
    said = [*_of_place(place), *_of_conflicts(conflicted)]
    return Standing(" ".join(said), warns=True, offer="copy") if said else None


def _of_place(place: Place | None) -> Iterator[str]:
    if place is None:
        return
    if place.kind == "network":
        sentence = _(
            "This file lies on a network drive ({name}), where a broken connection can damage it and two people can "
            "change it at once. It is safer to work on a copy on this computer and exchange packages."
        )
    else:
        sentence = _(
            "This file lies in a folder that {name} synchronises, which can replace it while you work. "
            "It is safer to work on a copy outside that folder and exchange packages."
        )
    yield sentence.format(name=place.name)


def _of_conflicts(conflicted: Sequence[str]) -> Iterator[str]:
    if conflicted:
        sentence = _(
            "It was changed on two computers at once, and the other state lies beside it: {names}. "
            "To have both, open that file, make a package of it under Exchange, and merge the package here."
        )
        yield sentence.format(names=", ".join(f"“{name}”" for name in conflicted[:_NAMED]))
