"""The scores of a sample: one by one with what they cite, or a whole row of values per evaluator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scorecard.i18n import _
from scorecard.library.sample_names import Names
from scorecard.library.tables import Tables
from scorecard.model.evaluation import Evaluator, Key, Round
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Cell, Score, blank_score


def read_scores(
    table: Tables, names: Names, programme: Programme, latest: Round, evidence: Sequence[Evidence]
) -> dict[Cell, Score]:
    """The scores of one programme. A score that stands alone goes before the same one in a row.

    Levels that name no citations cite what the register of the programme, `evidence`, holds on their criterion.
    """
    speaking = _speaking(evidence)
    scores: dict[Cell, Score] = {}
    for row in table.tables("row", called=_("row")):
        scores |= {score.cell: score for score in _row(row, names, programme, latest, speaking)}
    for one in table.tables("score", called=_("score")):
        scores |= {score.cell: score for score in _score(one, names, programme, latest, speaking)}
    return scores


def fill(
    value: str, names: Names, programme: Programme, latest: Round, evaluators: Sequence[Evaluator]
) -> dict[Cell, Score]:
    """The same value, such as NE, in every cell of a programme."""
    cells = (
        Cell(programme.key, evaluator.key, latest.key, criterion.id)
        for evaluator in evaluators
        for framework in names.frameworks.values()
        for criterion in framework.criteria
    )
    return {cell: replace(blank_score(cell), value=value) for cell in cells}


def _speaking(evidence: Sequence[Evidence]) -> Mapping[str, tuple[Key, ...]]:
    """The items that speak to each criterion. Those on the setting prove nothing about the programme."""
    found: dict[str, tuple[Key, ...]] = {}
    for item in evidence:
        for criterion in () if item.context else item.criteria:
            found[criterion] = (*found.get(criterion, ()), item.key)
    return found


def _score(
    table: Tables, names: Names, programme: Programme, latest: Round, speaking: Mapping[str, tuple[Key, ...]]
) -> Iterator[Score]:
    criterion = table.plain("criterion")
    names.check_criterion(table, "criterion", criterion)
    said = Score(
        programme=programme.key,
        evaluator="",
        round=_round(table, names, latest),
        criterion=criterion,
        note=names.text_if(table, "note"),
        question=names.text_if(table, "question"),
        challenge=names.text_if(table, "challenge"),
    )
    named = names.keys("evidence", table, "cites")
    for evaluator, value in table.mapping("values").items():
        names.check_value(table, "values", criterion, value)
        yield replace(
            said,
            evaluator=names.key("evaluator", table, "values", evaluator),
            value=value,
            cites=named or _cites(names, criterion, value, speaking),
        )


def _row(
    row: Tables, names: Names, programme: Programme, latest: Round, speaking: Mapping[str, tuple[Key, ...]]
) -> Iterator[Score]:
    framework = names.frameworks.get(row.one_of("framework", tuple(names.frameworks)))
    evaluator = names.key("evaluator", row, "evaluator", row.plain("evaluator"))
    round = _round(row, names, latest)
    carried = row.plain("carried", default="")
    if carried:
        names.key("round", row, "carried", carried)
    values = row.plain("values").split()
    criteria = framework.criteria if framework else ()
    if len(values) != len(criteria):
        sentence = _("there are {count} values for {criteria} criteria")
        row.problem("values", sentence.format(count=len(values), criteria=len(criteria)))
    for criterion, value in zip(criteria, values, strict=False):
        names.check_value(row, "values", criterion.id, value)
        yield Score(
            programme=programme.key,
            evaluator=evaluator,
            round=round,
            criterion=criterion.id,
            value=value,
            cites=_cites(names, criterion.id, value, speaking),
            carried=carried,
        )


def _cites(
    names: Names, criterion: str, value: str, speaking: Mapping[str, tuple[Key, ...]]
) -> tuple[Key, ...]:
    framework = names.frameworks.get(criterion.partition(".")[0])
    return speaking.get(criterion, ()) if framework and value in framework.codes else ()


def _round(table: Tables, names: Names, latest: Round) -> Key:
    if not table.has("round"):
        return latest.key
    return names.key("round", table, "round", table.plain("round"))
