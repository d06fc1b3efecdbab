"""The verbs on named sets of weights: weights list, set, remove."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned
from scorecard.edits import weights
from scorecard.errors import Refusal
from scorecard.i18n import _, format_number, format_share
from scorecard.model.evaluation import WEIGHT_METHODS, WeightMethod, WeightSet
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot, natural, unknown
from scorecard.workspace import Workspace


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    group = verbs.group("weights", _("List, give and remove sets of weights."))
    listing = group.add("list", _("List the sets of weights with the shares they come to."))
    listing.add_argument("file", metavar="FILE", type=path_named)
    listing.add_argument("--framework", metavar="F", help=_("those of one framework"))
    listing.add_argument("--json", action="store_true", help=_("as one JSON document"))
    listing.set_defaults(run=list_weights)

    giving = group.add("set", _("Add a set of weights, or change the one with this id, and print its id."))
    giving.add_argument("file", metavar="FILE", type=path_named)
    giving.add_argument("--id", metavar="ID", default="", help=_("its id; without one a new set is added"))
    giving.add_argument("--name", metavar="N", help=_("its name"))
    giving.add_argument("--framework", metavar="F", help=_("the id of the framework; the first if not given"))
    giving.add_argument("--method", metavar="numbers|swing", help=_("how the weights are given"))
    giving.add_argument(
        "--section",
        metavar="ID=W",
        action="append",
        default=[],
        help=_("the weight of a section; 1 if not given"),
    )
    giving.add_argument(
        "--criterion",
        metavar="ID=W",
        action="append",
        default=[],
        help=_("the weight of a criterion within its section; 1 if not given"),
    )
    giving.set_defaults(run=set_weights)

    remove = group.add("remove", _("Remove a set of weights."))
    remove.add_argument("file", metavar="FILE", type=path_named)
    remove.add_argument("id", metavar="ID", help=_("the id of the set"))
    remove.set_defaults(run=remove_weights)


def list_weights(asked: Namespace, output: Output) -> None:
    """`weights list`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        snapshot = workspace.snapshot
    if asked.framework is not None:
        snapshot.framework(asked.framework)
    sets = [one for one in snapshot.weights.values() if asked.framework in (None, one.framework)]
    sets.sort(key=lambda one: (snapshot.evaluation.frameworks.index(one.framework), natural(one.id)))
    if asked.json:
        output.document({"weights": [_as_json(snapshot, one) for one in sets]})
        return
    for place, one in enumerate(sets):
        between = "\n" if place else ""
        output.data(f"{between}{one.id} ({one.framework}, {_method(one.method)}): {one.name}")
        heads = (_("Section"), _("Criterion"), _("Weight"), _("Share"))
        output.data(aligned(heads, _rows(snapshot, one), right={2, 3}))


def set_weights(asked: Namespace, output: Output) -> None:
    """`weights set`."""
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        framework = snapshot.framework(asked.framework or snapshot.evaluation.frameworks[0])
        stored = next((one for one in snapshot.weights.values() if one.id == asked.id), None)
        base = stored or WeightSet(key=new_key(), id=asked.id, name="", framework=framework.id)
        if asked.framework is not None and stored is not None and stored.framework != framework.id:
            sentence = _("The weights “{id}” belong to “{framework}”. Nothing has changed.")
            raise Refusal(sentence.format(id=stored.id, framework=stored.framework))
        given = replace(
            base,
            name=base.name if asked.name is None else asked.name,
            method=base.method if asked.method is None else _method_named(asked.method),
            sections=_merged(base.sections, asked.section, ""),
            criteria=_merged(base.criteria, asked.criterion, f"{base.framework}."),
        )
        edit = workspace.edit(weights.change if stored else weights.add, given)
        now = workspace.snapshot.weights[given.key]
    output.data(now.id)
    if edit is None:
        output.say(_("It says so already; nothing has changed."))
    else:
        output.say(_("The weights “{name}” are saved as {id}.").format(name=now.name, id=now.id))


def remove_weights(asked: Namespace, output: Output) -> None:
    """`weights remove`."""
    with Workspace.open(asked.file) as workspace:
        found = workspace.snapshot.weight_set(asked.id)
        workspace.edit(weights.remove, found.key)
    output.say(_("The weights “{name}” are removed; undo brings them back.").format(name=found.name))


def _merged(
    stored: tuple[tuple[str, float], ...], given: Iterable[str], prefix: str
) -> tuple[tuple[str, float], ...]:
    """The stored weights with those given as `ID=W`; an id of a criterion may lack its framework."""
    weighed = dict(stored)
    for entry in given:
        id, equals, weight = entry.rpartition("=")
        try:
            number = float(weight.strip().replace(",", "."))
        except ValueError:
            equals = ""
        if not equals or not id.strip():
            sentence = _(
                "“{entry}” is no weight; write an id, = and a number, such as ANT=2. Nothing has changed."
            )
            raise Refusal(sentence.format(entry=entry[:40]))
        id = id.strip()
        weighed[id if id.startswith(prefix) else prefix + id] = number
    return tuple(weighed.items())


def _method_named(text: str) -> WeightMethod:
    for method in WEIGHT_METHODS:
        if method == text:
            return method
    raise unknown(_("method"), text, WEIGHT_METHODS)


def _method(method: WeightMethod) -> str:
    return _("by swing") if method == "swing" else _("by numbers")


def _rows(snapshot: Snapshot, one: WeightSet) -> list[tuple[str, ...]]:
    from scorecard.analysis.weights import weigh

    framework = snapshot.framework(one.framework)
    shares = weigh(framework, one)
    sections, criteria = dict(one.sections), dict(one.criteria)
    within = iter(shares.criterion_shares.tolist())
    rows: list[tuple[str, ...]] = []
    for section, share in zip(framework.sections, shares.section_shares.tolist(), strict=True):
        rows.append((section.id, "", format_number(sections.get(section.id, 1.0), 2), format_share(share)))
        for criterion in section.criteria:
            weight = format_number(criteria.get(criterion.id, 1.0), 2)
            rows.append(("", criterion.code, weight, format_share(next(within))))
    return rows


def _as_json(snapshot: Snapshot, one: WeightSet) -> dict[str, object]:
    from scorecard.analysis.weights import weigh

    framework = snapshot.framework(one.framework)
    shares = weigh(framework, one)
    sections, criteria = dict(one.sections), dict(one.criteria)
    return {
        "id": one.id,
        "name": one.name,
        "framework": one.framework,
        "method": one.method,
        "sections": [
            {"id": section.id, "weight": sections.get(section.id, 1.0), "share": share}
            for section, share in zip(framework.sections, shares.section_shares.tolist(), strict=True)
        ],
        "criteria": [
            {"id": criterion.id, "weight": criteria.get(criterion.id, 1.0), "share": share}
            for criterion, share in zip(framework.criteria, shares.criterion_shares.tolist(), strict=True)
        ],
    }
