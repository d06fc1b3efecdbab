"""A score as it is stored, as a file says it, and as it stood in the form when that was made, held side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scorecard.exchange.reading import Before
from scorecard.model.score import Score


def laid_over(ours: Score | None, said: Score, before: Before | None) -> Score | None:
    """What is stored with what a file says on top; None where a form says nothing that was not in it at first."""
    if before is not None and not says_anew(said, before):
        return None
    if ours is None:
        return None if said.is_blank else said
    if before is not None:
        # What the form left alone may have changed here since.
        said = replace(
            said,
            value=said.value if said.value != before.value else "",
            note=said.note if said.note != before.note else "",
            cites=said.cites if set(said.cites) != set(before.cites) else (),
        )
    value = said.value or ours.value
    return replace(
        ours,
        value=value,
        note=said.note or ours.note,
        confidence=said.confidence or ours.confidence,
        cites=said.cites or ours.cites,
        carried=ours.carried if value == ours.value else said.carried,
    )


def says_anew(said: Score, before: Before) -> bool:
    """Whether a form says something that was not in it when it was made; what was emptied says nothing."""
    return bool(
        (said.value and said.value != before.value)
        or (said.note and said.note != before.note)
        or (said.cites and set(said.cites) != set(before.cites))
    )


def has_changed(ours: Score, before: Before) -> bool:
    """Whether what is stored says something else than what a form was made from."""
    return (ours.value, ours.note, set(ours.cites)) != (before.value, before.note, set(before.cites))


def contradicts(ours: Score, said: Score) -> bool:
    """Whether what is stored and what a table says cannot both hold; what either leaves empty can."""
    pairs: Iterable[tuple[object, object]] = (
        (ours.value, said.value),
        (ours.note, said.note),
        (ours.confidence, said.confidence),
        (frozenset(ours.cites), frozenset(said.cites)),
    )
    return any(mine and other and mine != other for mine, other in pairs)
