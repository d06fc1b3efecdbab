"""Whose scores count and whose can be seen: conflicts of interest, and rounds that are scored blind."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.analysis.cube import UNSCORED, Codes
from scorecard.i18n import ngettext
from scorecard.model.evaluation import Key
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot


def may_see(snapshot: Snapshot, viewer: Key, programme: Key, round: Key) -> bool:
    """Whether an evaluator may see what others say of a programme: always, unless the round is blind.

    In a blind round only after submitting their own. It is a courtesy: the file holds everything.
    """
    return not snapshot.rounds[round].blind or snapshot.assignment(programme, viewer, round).status != "draft"


def seen(snapshot: Snapshot, viewer: Key | None, scores: Iterable[Score]) -> tuple[Score, ...]:
    """The scores that an evaluator may see; all of them where `viewer` is None."""
    if viewer is None:
        return tuple(scores)
    return tuple(
        score
        for score in scores
        if score.evaluator == viewer or may_see(snapshot, viewer, score.programme, score.round)
    )


def counted(
    snapshot: Snapshot,
    viewer: Key | None,
    round: Key,
    programmes: tuple[Key, ...],
    evaluators: tuple[Key, ...],
    values: Codes,
) -> Codes:
    """Answers [P, E, C] as they enter the sums: unscored where the evaluator has a conflict of interest, and,
    with a `viewer`, where these may not be seen yet. The array itself where all of them count.
    """
    rows = {key: row for row, key in enumerate(programmes)}
    columns = {key: column for column, key in enumerate(evaluators)}
    out = [
        (rows[one.programme], columns[one.evaluator])
        for one in snapshot.conflicts.values()
        if one.programme in rows and one.evaluator in columns
    ]
    if viewer is not None and snapshot.rounds[round].blind:
        unseen = [row for key, row in rows.items() if not may_see(snapshot, viewer, key, round)]
        out += [(row, column) for row in unseen for key, column in columns.items() if key != viewer]
    if not out:
        return values
    values = values.copy()
    places = list(zip(*out, strict=True))
    values[places[0], places[1]] = UNSCORED
    return values


def hidden(snapshot: Snapshot, viewer: Key | None, round: Key, programmes: Iterable[Key]) -> int:
    """Of how many of these programmes a blind round still hides from an evaluator what others say."""
    if viewer is None or not snapshot.rounds[round].blind:
        return 0
    return sum(not may_see(snapshot, viewer, key, round) for key in programmes)


def left_out(snapshot: Snapshot, viewer: Key | None, round: Key, programmes: Iterable[Key]) -> str:
    """Which scores are shown nowhere or do not count, in sentences; nothing where all of them do."""
    shown = frozenset(programmes)
    parts = []
    conflicts = sum(one.programme in shown for one in snapshot.conflicts.values())
    if conflicts:
        sentence = ngettext(
            "{count} conflict of interest: the scores concerned do not count.",
            "{count} conflicts of interest: the scores concerned do not count.",
            conflicts,
        )
        parts.append(sentence.format(count=conflicts))
    if unseen := hidden(snapshot, viewer, round, shown):
        sentence = ngettext(
            "The round is blind: of {count} programme you see the others’ scores once you have submitted yours.",
            "The round is blind: of {count} programmes you see the others’ scores once you have submitted yours.",
            unseen,
        )
        parts.append(sentence.format(count=unseen))
    return " ".join(parts)
