"""Named sets of weights: one of a framework's sections and criteria each, by numbers or by swing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from math import isfinite

from scorecard.edits.entries import free_id, valid_id, valid_name
from scorecard.edits.records import put, take_away
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Key, WeightSet
from scorecard.model.framework import Framework
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.model.text import folded

MOST_BY_SWING = 100.0

Pairs = tuple[tuple[str, float], ...]
"""Weights by id."""


def add(snapshot: Snapshot, weights: WeightSet) -> Edit:
    """Add a set of weights; without an id it gets the next free one, such as `W1`."""
    if not weights.id:
        weights = replace(weights, id=free_id("W", snapshot.weights.values()))
    weights = valid_weights(snapshot, weights)
    return put(N_("add the weights {id}"), None, weights, id=weights.id)


def change(snapshot: Snapshot, weights: WeightSet) -> Edit:
    """Store another state of a set of weights."""
    stored = snapshot.weights.get(weights.key)
    weights = valid_weights(snapshot, weights)
    return put(N_("change the weights {id}"), stored, weights, id=weights.id)


def remove(snapshot: Snapshot, key: Key) -> Edit:
    """Remove a set of weights. Nothing where it is gone."""
    weights = snapshot.weights.get(key)
    gone = () if weights is None else (weights,)
    return take_away(N_("remove the weights {id}"), gone, id=weights.id if weights else "")


def valid_weights(snapshot: Snapshot, weights: WeightSet) -> WeightSet:
    """The set with its name cleaned and its entries in the order of the framework.

    What it says of ids that only earlier versions have stays as it is stored. Refused: a name that another set of
    the framework has, ids that the framework does not have, weights that are negative or leave nothing to compare,
    and by swing a group in which the most important one has not 100.
    """
    from scorecard.analysis.weights import weigh

    framework = snapshot.framework(weights.framework)
    weights = replace(
        weights,
        id=valid_id(_("set of weights"), weights, snapshot.weights.values()),
        name=valid_name(_("set of weights"), weights.name),
    )
    for other in snapshot.weights.values():
        same = other.framework == weights.framework and folded(other.name) == folded(weights.name)
        if same and other.key != weights.key:
            sentence = _(
                "There are weights named “{name}” already. Choose another name; nothing has changed."
            )
            raise Refusal(sentence.format(name=other.name), code="duplicate")
    stored = snapshot.weights.get(weights.key)
    before = ((), ()) if stored is None else (stored.sections, stored.criteria)
    there, asked = [section.id for section in framework.sections], [one.id for one in framework.criteria]
    sections, earlier_sections = _ordered(_("section"), weights.sections, there, before[0])
    criteria, earlier_criteria = _ordered(_("criterion"), weights.criteria, asked, before[1])
    weights = replace(
        weights, sections=(*sections, *earlier_sections), criteria=(*criteria, *earlier_criteria)
    )
    if weights.method == "swing":
        _check_swing(framework, dict(sections), dict(criteria))
    weigh(framework, weights)
    return weights


def _ordered(what: str, given: Pairs, known: list[str], stored: Pairs) -> tuple[Pairs, Pairs]:
    """The given weights in the order of the known ids, and those of other ids that are stored already."""
    earlier = tuple(pair for pair in stored if pair[0] not in known)
    for id, weight in given:
        if id not in known and (id, weight) not in earlier:
            raise unknown(what, id, known)
        if not (isfinite(weight) and weight >= 0):
            sentence = _(
                "{id} cannot weigh {weight}: a weight is a number from 0 upwards. Nothing has changed."
            )
            raise Refusal(sentence.format(id=id, weight=weight))
    weights = {id: float(weight) for id, weight in given}
    return tuple((id, weights[id]) for id in known if id in weights), earlier


def _check_swing(framework: Framework, sections: dict[str, float], criteria: dict[str, float]) -> None:
    _check_group([section.id for section in framework.sections], sections)
    for section in framework.sections:
        _check_group([one.id for one in section.criteria], criteria)


def _check_group(ids: Iterable[str], given: dict[str, float]) -> None:
    """Refuse a group of which some have a weight, unless all have one and the greatest is 100."""
    ids = list(ids)
    named = [id for id in ids if id in given]
    if named and len(named) < len(ids):
        sentence = _("By swing each of a group has a weight; there is none of: {ids}. Nothing has changed.")
        raise Refusal(sentence.format(ids=_listed(set(ids) - set(named))))
    if named and max(given[id] for id in named) != MOST_BY_SWING:
        sentence = _(
            "By swing the most important of a group has 100 and the others their share of it ({ids}). Nothing has "
            "changed."
        )
        raise Refusal(sentence.format(ids=", ".join(named)))


def _listed(ids: Collection[str]) -> str:
    return ", ".join(sorted(ids))
