"""Whose scores count and whose can be seen: conflicts of interest, blind rounds, and votes before they are revealed."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.analysis.cube import UNSCORED, Codes
from scorecard.i18n import _, ngettext
from scorecard.model.evaluation import Key
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.workshop import Discussion, Place


def takes_part(snapshot: Snapshot, evaluator: Key, programme: Key) -> bool:
    """Whether an evaluator votes on a programme: everybody but the panel and whoever has a conflict of interest."""
    who = snapshot.evaluators.get(evaluator)
    return who is not None and who.kind != "panel" and snapshot.conflict(programme, evaluator) is None


def votes_hidden(snapshot: Snapshot, place: Place) -> bool:
    """Whether a cell is being scored in private, so that nobody is shown what others say of it. It is a courtesy."""
    discussion = snapshot.discussions.get("/".join(place))
    return discussion is not None and discussion.stage == "scoring"


def may_see(snapshot: Snapshot, viewer: Key, programme: Key, round: Key) -> bool:
    """Whether an evaluator may see what others say of a programme: always, unless the round is blind.

    In a blind round only after submitting their own. It is a courtesy: the file holds everything.
    """
    return not snapshot.rounds[round].blind or snapshot.assignment(programme, viewer, round).status != "draft"


def reason_hidden(snapshot: Snapshot, viewer: Key, cell: Cell) -> str:
    """Why an evaluator may not be shown what is said in a cell, in a sentence; empty where they may.

    One's own answers are always shown, and so is what belongs to a round that is not here yet.
    """
    if cell.evaluator == viewer or cell.round not in snapshot.rounds:
        return ""
    if not may_see(snapshot, viewer, cell.programme, cell.round):
        return _("The round is blind: this is shown to you once you have submitted your own scores.")
    if votes_hidden(snapshot, Place(cell.programme, cell.round, cell.criterion)):
        return _("The cell is being scored in private: this is shown to you once it is revealed.")
    return ""


def seen(snapshot: Snapshot, viewer: Key | None, scores: Iterable[Score]) -> tuple[Score, ...]:
    """The scores that an evaluator may see; all of them where `viewer` is None."""
    if viewer is None:
        return tuple(scores)
    return tuple(
        score
        for score in scores
        if score.evaluator == viewer
        or (
            may_see(snapshot, viewer, score.programme, score.round)
            and not votes_hidden(snapshot, Place(score.programme, score.round, score.criterion))
        )
    )


def counted(
    snapshot: Snapshot,
    viewer: Key | None,
    round: Key,
    programmes: tuple[Key, ...],
    evaluators: tuple[Key, ...],
    criteria: tuple[str, ...],
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
    secret: list[tuple[int, int, int]] = []
    if viewer is not None:
        others = [column for key, column in columns.items() if key != viewer]
        if snapshot.rounds[round].blind:
            unseen = [row for key, row in rows.items() if not may_see(snapshot, viewer, key, round)]
            out += [(row, column) for row in unseen for column in others]
        places = {id: place for place, id in enumerate(criteria)}
        secret = [
            (rows[one.programme], column, places[one.criterion])
            for one in _in_private(snapshot, round)
            if one.programme in rows and one.criterion in places
            for column in others
        ]
    if not out and not secret:
        return values
    values = values.copy()
    for indices in (out, secret):
        if indices:
            values[tuple(zip(*indices, strict=True))] = UNSCORED
    return values


def _in_private(snapshot: Snapshot, round: Key) -> list[Discussion]:
    """The discussions of a round whose cells are being scored in private."""
    return [one for one in snapshot.discussions.values() if one.round == round and one.stage == "scoring"]


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
    private = [one for one in _in_private(snapshot, round) if one.programme in shown]
    if viewer is not None and private:
        sentence = ngettext(
            "{count} cell is being scored in private: you see the others’ scores of it once they are revealed.",
            "{count} cells are being scored in private: you see the others’ scores of them once they are revealed.",
            len(private),
        )
        parts.append(sentence.format(count=len(private)))
    return " ".join(parts)
