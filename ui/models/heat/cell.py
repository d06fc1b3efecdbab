"""One cell of the heat map in full: who said what, as far as it may be seen, and what evidence there is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorecard.analysis.cube import NA, NE, UNSCORED
from scorecard.analysis.question import kinds_in
from scorecard.analysis.sight import may_see, votes_hidden
from scorecard.analysis.views.heat import MEAN, Heat
from scorecard.i18n import _, format_number, language, ngettext
from scorecard.model.framework import NA as NA_CODE
from scorecard.model.framework import NE as NE_CODE
from scorecard.model.framework import Framework
from scorecard.model.programme import SIGNS, Sign
from scorecard.model.workshop import Place

if TYPE_CHECKING:
    from scorecard.analysis.study import Study
    from scorecard.model.evaluation import Key
    from scorecard.model.framework import Criterion
    from scorecard.model.programme import Evidence, Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one evaluator says in a cell; with a conflict of interest it does not count."""

    name: str
    value: str
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDetails:
    """A cell with what stands behind it. `shown` is as in `Heat.shown`; `words` say it.

    `is_blind` says that the others' answers are hidden until whoever looks has submitted the programme.
    """

    programme: Programme
    criterion: Criterion
    framework: Framework
    shown: int
    disputed: bool
    words: str
    said: tuple[Said, ...]
    is_blind: bool
    evidence: tuple[tuple[Sign, int], ...]


def cell_details(study: Study, heat: Heat, row: int, column: int, items: tuple[Evidence, ...]) -> CellDetails:
    """The cell of a comparison in this row and column; `items` are the programme's evidence."""
    comparison = study.comparison
    programme, criterion = comparison.programmes[row], comparison.framework.criteria[column]
    signs = Counter(one.sign for one in items if criterion.id in one.criteria)
    viewer, round = study.question.seen_by, study.question.round
    sees = viewer is None or may_see(study.snapshot, viewer, programme.key, round)
    private = viewer is not None and votes_hidden(study.snapshot, Place(programme.key, round, criterion.id))
    return CellDetails(
        programme=programme,
        criterion=criterion,
        framework=comparison.framework,
        shown=int(heat.shown[row, column]),
        disputed=bool(heat.disputed[row, column]),
        words=_what(study, heat, row, column),
        said=(
            *_counted(study, row, column),
            *(_uncounted(study, programme.key, column) if sees and not private else ()),
        ),
        is_blind=not sees,
        evidence=tuple((sign, signs[sign]) for sign in SIGNS if signs[sign]),
    )


def said_of_cell(study: Study, heat: Heat, row: int, column: int, evidence: int) -> str:
    """A cell in words, from what it shows to how much evidence speaks to it."""
    parts = [_what(study, heat, row, column)]
    count, of = int(heat.given[row, column]), len(study.answers.evaluators)
    if heat.decided[row, column]:
        parts.append(_("decided by the panel"))
    elif count:
        sentence = ngettext("{count} of {of} evaluator", "{count} of {of} evaluators", of)
        parts.append(sentence.format(count=count, of=of))
    if heat.disputed[row, column]:
        parts.append(_("disputed"))
    items = ngettext("{count} item of evidence", "{count} items of evidence", evidence)
    parts.append(items.format(count=evidence))
    return ", ".join(parts)


def _what(study: Study, heat: Heat, row: int, column: int) -> str:

    framework, shown = study.comparison.framework, int(heat.shown[row, column])
    if shown >= MEAN:
        figure = format_number((shown - MEAN) / 10, 1)
        if study.question.average == "median":
            return _("median {figure}, no level").format(figure=figure)
        return _("mean {figure}, no level").format(figure=figure)
    states = {
        NE: _("looked, no evidence found"),
        NA: _("does not apply"),
        UNSCORED: _("not yet scored"),
    }
    if shown in states:
        return states[shown]
    step = framework.scale[shown]
    word = step.word.into(language())
    return ", ".join(filter(None, (_("level {level}").format(level=step.code), word)))


def _counted(study: Study, row: int, column: int) -> list[Said]:
    """The answers that count; where the panel has one, it stands first."""
    answers, framework = study.answers, study.comparison.framework
    found = []
    for code in answers.panel[row, :, column].tolist():
        panel = next((one for one in study.snapshot.evaluators.values() if one.kind == "panel"), None)
        if panel is not None:
            found.append(Said(name=panel.name, value=_code(framework, code)))
    for evaluator, code in zip(answers.evaluators, answers.values[row, :, column].tolist(), strict=True):
        found.append(Said(name=evaluator.name, value=_code(framework, code)))
    return [one for one in found if one.value]


def _uncounted(study: Study, programme: Key, column: int) -> list[Said]:
    """The answers that a conflict of interest keeps out of the sums."""
    cube, snapshot = study.cube, study.snapshot
    if programme not in cube.programmes:
        return []
    values = cube.values[cube.programmes.index(programme), :, column].tolist()
    return [
        Said(name=snapshot.evaluators[key].name, value=value, counts=False)
        for key, code in zip(cube.evaluators, values, strict=True)
        if key in snapshot.evaluators
        and snapshot.evaluators[key].kind in kinds_in(study.question.view)
        and snapshot.conflict(programme, key) is not None
        and (value := _code(study.comparison.framework, code))
    ]


def _code(framework: Framework, code: int) -> str:
    """An answer as it is stored, from its code in the cube; nothing where there is none."""

    states = {UNSCORED: "", NE: NE_CODE, NA: NA_CODE}
    return states[code] if code in states else framework.codes[code]
