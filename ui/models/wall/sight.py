"""What a wall may know of a workshop: no votes that are private, and no names that are hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scorecard.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scorecard.analysis.cube import Cube
    from scorecard.analysis.workshops.workshop import Workshop
    from scorecard.model.evaluation import Key
    from scorecard.model.programme import Programme
    from scorecard.model.snapshot import Snapshot
    from scorecard.model.workshop import Discussion

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Sight:
    """A workshop as everybody in the room may see it.

    In `workshop` a cell in private scoring is as it was when its values were last revealed, or as if nobody had
    looked at it: ranking, profile and heat map would move with every private vote. Where the agenda hides their names,
    its programmes have letters instead. It is the workshop given where nothing has to be kept back.
    """

    def __init__(self, workshop: Workshop) -> None:
        from scorecard.analysis.study import Study
        from scorecard.analysis.workshops.workshop import Workshop

        study, agenda = workshop.study, workshop.agenda
        self.names_evaluators = agenda is not None and not agenda.hides_evaluators
        self.hides_programmes = agenda is not None and agenda.hides_programmes
        self._letters = lettered(study.snapshot) if self.hides_programmes else {}
        self._known = sorted(
            (
                (name, self._letters[one.key])
                for one in study.snapshot.programmes.values()
                if self.hides_programmes
                for name in (one.name, one.short)
                if name
            ),
            key=lambda pair: -len(pair[0]),
        )
        cube = _without_secrets(study.cube, _secret(workshop))
        snapshot = self._snapshot(study.snapshot)
        self.workshop = workshop
        if cube is not study.cube or snapshot is not study.snapshot:
            seen = Study(snapshot, cube, study.question, lambda _round: None, study.variation)
            self.workshop = Workshop(seen)

    def without_names(self, text: str) -> str:
        """A text in which the names of hidden programmes give way to their letters."""
        for name, letter in self._known:
            if name in text:
                text = text.replace(name, letter)
        return text

    def _snapshot(self, snapshot: Snapshot) -> Snapshot:
        if not self.hides_programmes:
            return snapshot
        programmes = {key: self._lettered(one) for key, one in snapshot.programmes.items()}
        return replace(snapshot, programmes=programmes)

    def _lettered(self, programme: Programme) -> Programme:
        return replace(programme, name=self._letters[programme.key], short="")


def lettered(snapshot: Snapshot) -> dict[Key, str]:
    """What programmes are called where their names are hidden, by key: letters in the order of their ids."""
    return {
        one.key: _("Programme {letter}").format(letter=letters(place))
        for place, one in enumerate(snapshot.ordered_programmes())
    }


def letters(place: int) -> str:
    """A, B … Z, AA, AB … for places from 0 on."""
    rest, last = divmod(place, len(_ALPHABET))
    return (letters(rest - 1) if rest else "") + _ALPHABET[last]


def _secret(workshop: Workshop) -> list[Discussion]:
    """The discussions whose votes nobody may see yet."""
    from scorecard.analysis.sight import votes_hidden

    return [one for one in workshop.discussions if votes_hidden(workshop.study.snapshot, one.place)]


def _without_secrets(cube: Cube, secret: Iterable[Discussion]) -> Cube:
    """The cube without private votes; the one given where there are none."""
    from scorecard.analysis.cube import UNSCORED
    from scorecard.analysis.workshops.items import words_of

    rows = {key: row for row, key in enumerate(cube.programmes)}
    columns = {key: column for column, key in enumerate(cube.evaluators)}
    criteria = {one.id: place for place, one in enumerate(cube.framework.criteria)}
    positions = {word: code for code, word in words_of(cube.framework.codes).items()}
    values = None
    for one in secret:
        if one.practice or one.programme not in rows or one.criterion not in criteria:
            continue
        if values is None:
            values = cube.values.copy()
        cell = values[rows[one.programme], :, criteria[one.criterion]]
        cell[:] = UNSCORED
        for key, value in one.first:
            if key in columns:
                cell[columns[key]] = positions.get(value, UNSCORED)
    if values is None:
        return cube
    values.flags.writeable = False
    return replace(cube, values=values)
