"""The frameworks of an evaluation: adding them, writing their next version, and putting it in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from scorecard.analysis.record.crosswalk import normalised, succeed
from scorecard.analysis.record.succession import (
    check_succession,
    follow,
    followed_criteria,
    followed_sections,
    followed_weights,
    rounds_by_fate,
)
from scorecard.analysis.record.talk import follow_discussions, is_talked_about
from scorecard.edits.records import put, take_away
from scorecard.edits.scales import scales
from scorecard.errors import Refusal
from scorecard.i18n import N_, _, ngettext
from scorecard.library.completeness import gaps
from scorecard.library.form import valid_framework
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key
from scorecard.model.framework import Draft, Edition, Framework, Link
from scorecard.model.record import Record
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot, natural, unknown
from scorecard.model.text import NO_TEXT, Text

_GAPS_NAMED = 3


def embed(snapshot: Snapshot, framework: Framework) -> Edit:
    """Add a framework that the evaluation does not have yet, behind the others."""
    if framework.id in snapshot.frameworks:
        sentence = _(
            "The evaluation has the framework “{framework}” already, in version {version}. Nothing has changed."
        )
        version = snapshot.frameworks[framework.id].version
        raise Refusal(sentence.format(framework=framework.id, version=version), code="duplicate")
    if framework.id in snapshot.drafts:
        raise _drafted(framework.id)
    framework = valid_framework(framework)
    _check_whole(framework)
    return _added(snapshot, framework)


def take_in(snapshot: Snapshot, framework: Framework, *, over: bool = False) -> Edit:
    """Take in a framework from a file: add it, or where its id is there make it the draft of the next version.

    A draft that is there already is refused, unless the file goes `over` it.
    """
    if framework.id not in snapshot.frameworks:
        return embed(snapshot, framework)
    old = snapshot.framework(framework.id)
    if framework == old:
        return _edit(N_("draft of {id}"), (), id=old.id)
    stored = snapshot.drafts.get(old.id)
    if stored is not None and not over:
        raise _drafted(old.id)
    draft = valid_framework(succeed(old, framework))
    return put(N_("draft of {id}"), stored, Draft(framework=draft), id=old.id)


def begin_new(snapshot: Snapshot, id: str, name: Text) -> Edit:
    """Begin a framework of one's own from nothing, on a scale from 0 to 4; it is a draft until it is in force."""
    if id in snapshot.frameworks or id in snapshot.drafts:
        raise Refusal(
            _("The id “{id}” is already taken. Choose another; nothing has changed.").format(id=id),
            code="duplicate",
        )
    framework = Framework(
        id=id, version="1.0", name=name, short=NO_TEXT, note=NO_TEXT, scale=scales()[0], sections=()
    )
    return put(N_("begin the framework {id}"), None, Draft(framework=valid_framework(framework)), id=id)


def begin_draft(snapshot: Snapshot, id: str) -> Edit:
    """Begin the next version of a framework; it is the present one until it is changed."""
    old = snapshot.framework(id)
    if id in snapshot.drafts:
        raise _drafted(id)
    links = tuple(Link(fate="same", old=(one.id,), new=(one.id,)) for one in old.criteria)
    draft = Draft(framework=replace(old, previous=old.version, crosswalk=links))
    return put(N_("draft of {id}"), None, draft, id=id)


def change_draft(snapshot: Snapshot, framework: Framework) -> Edit:
    """Store what `drafting` and `scales` made of a draft. Refused where no file could hold it."""
    stored = _draft(snapshot, framework.id)
    framework = valid_framework(framework)
    if framework.id in snapshot.frameworks:
        old = snapshot.framework(framework.id)
        framework = replace(framework, crosswalk=normalised(old, framework))
        check_succession(old, framework, scored=False)
        _check_fresh(snapshot, framework)
    return put(N_("change the draft of {id}"), stored, Draft(framework=framework), id=framework.id)


def redraft(snapshot: Snapshot, id: str, change: Callable[[Framework], Framework]) -> Edit:
    """Change the draft of a framework, or begin one with this change."""
    if id in snapshot.drafts:
        return change_draft(snapshot, change(snapshot.drafts[id].framework))
    begun = snapshot.after(begin_draft(snapshot, id).changes)
    changed = change_draft(begun, change(begun.drafts[id].framework))
    return replace(changed, changes=(Change(before=None, after=begun.after(changed.changes).drafts[id]),))


def discard_draft(snapshot: Snapshot, id: str) -> Edit:
    """Give a draft up; the version in force stays."""
    return take_away(N_("discard the draft of {id}"), [_draft(snapshot, id)], id=id)


def adopt(snapshot: Snapshot, id: str, version: str, scores: Iterable[Score]) -> Edit:
    """Put the draft of a framework in force as `version`, or as the next number where that is empty.

    `scores` are all that the framework has, in every round. Where nothing was said of it, in a score or in a
    workshop, the version in force is replaced. Otherwise it stays as an edition that closed rounds keep to; in the
    others scores and discussions follow the crosswalk, and those of retired criteria stay where they are.
    """
    draft = _draft(snapshot, id)
    new = valid_framework(replace(draft.framework, version=version or next_version(snapshot, id)))
    _check_whole(new)
    if id not in snapshot.frameworks:
        added = _added(snapshot, new)
        return replace(added, changes=(*added.changes, Change(before=draft, after=None)))
    old = snapshot.framework(id)
    if _content(new) == _content(old):
        sentence = _("The draft of “{framework}” says what the version in force says. Nothing has changed.")
        raise Refusal(sentence.format(framework=id))
    scores = list(scores)
    in_use = bool(scores) or is_talked_about(snapshot, id)
    check_succession(old, new, scored=in_use)
    _check_fresh(snapshot, new)
    changes: list[Change] = []
    followed: Sequence[Key] = tuple(snapshot.rounds)
    if in_use:
        _check_version(snapshot, new)
        followed, kept = rounds_by_fate(snapshot, id)
        changes.append(Change(before=None, after=Edition(framework=old)))
        for key in kept:
            round = snapshot.rounds[key]
            if id not in dict(round.editions):
                pinned = replace(round, editions=(*round.editions, (id, old.version)))
                changes.append(Change(before=round, after=pinned))
        changes += follow(old, new, scores, followed)
    changes += follow_discussions(snapshot, new, followed)
    in_force = new if in_use else replace(new, retired=(), previous="", crosswalk=())
    changes += _swapped(old, in_force)
    changes.append(Change(before=draft, after=None))
    changes += carried_along(snapshot, old, new, scored=in_use)
    return _edit(N_("{id} {version} in force"), changes, id=id, version=new.version)


def next_version(snapshot: Snapshot, id: str) -> str:
    """The version to propose for a draft: its own where that is a new one, else the last number raised by one."""
    used = {one.version for one in versions(snapshot, id)}
    version = _draft(snapshot, id).framework.version
    while version in used:
        head, number, tail = _last_number(version)
        version = f"{head}{int(number) + 1}{tail}"
    return version


def versions(snapshot: Snapshot, id: str) -> tuple[Framework, ...]:
    """The versions of a framework: the one in force, then the earlier ones, latest first."""
    earlier = [one.framework for one in snapshot.editions.values() if one.framework.id == id]
    earlier.sort(key=lambda one: natural(one.version), reverse=True)
    return (snapshot.frameworks[id], *earlier) if id in snapshot.frameworks else tuple(earlier)


def taken_ids(snapshot: Snapshot, id: str) -> frozenset[str]:
    """The full ids of criteria that versions of a framework before the one in force had."""
    editions = (one.framework for one in snapshot.editions.values() if one.framework.id == id)
    return frozenset(one.id for old in editions for one in (*old.criteria, *old.retired_criteria))


def score_ids(snapshot: Snapshot, id: str) -> frozenset[str]:
    """The full ids under which scores of a framework may stand, in any round; none where it is but a draft."""
    if id not in snapshot.frameworks:
        return frozenset()
    framework = snapshot.framework(id)
    now = (*framework.criteria, *framework.retired_criteria)
    return taken_ids(snapshot, id) | {one.id for one in now}


def remove_framework(snapshot: Snapshot, id: str, scores: Iterable[Score]) -> Edit:
    """Take a framework out with its draft, weights, earlier versions and workshops; refused while it has scores."""
    framework = snapshot.framework(id)
    count = sum(1 for _score in scores)
    if count:
        sentence = ngettext(
            "“{framework}” holds {count} score, so it cannot be removed. Nothing has changed.",
            "“{framework}” holds {count} scores, so it cannot be removed. Nothing has changed.",
            count,
        )
        raise Refusal(sentence.format(framework=id, count=count))
    order = tuple(one for one in snapshot.evaluation.frameworks if one != id)
    if not order:
        raise Refusal(_("An evaluation needs a framework. Add another before you remove this one."))
    gone: list[Record] = [one for one in snapshot.weights.values() if one.framework == id]
    gone += [one for one in snapshot.editions.values() if one.framework.id == id]
    gone += [snapshot.drafts[id]] if id in snapshot.drafts else []
    gone += [one for one in snapshot.agendas.values() if one.framework == id]
    gone += [one for one in snapshot.discussions.values() if one.place.framework == id]
    removal = take_away(N_("remove the framework {id}"), [*gone, framework], id=id)
    changes = [Change(before=snapshot.evaluation, after=replace(snapshot.evaluation, frameworks=order))]
    for round in snapshot.rounds.values():
        kept = tuple(pair for pair in round.editions if pair[0] != id)
        changes += _swapped(round, replace(round, editions=kept))
    for item in snapshot.evidence.values():
        others = tuple(one for one in item.criteria if one.partition(".")[0] != id)
        changes += _swapped(item, replace(item, criteria=others))
    return replace(removal, changes=(*changes, *removal.changes))


def reorder(snapshot: Snapshot, ids: Sequence[str]) -> Edit:
    """Put the frameworks in another order; the evaluation opens on the first."""
    if sorted(ids) != sorted(snapshot.evaluation.frameworks):
        known = ", ".join(snapshot.evaluation.frameworks)
        sentence = _("Name each framework of the evaluation once: {known}. Nothing has changed.")
        raise Refusal(sentence.format(known=known))
    evaluation = replace(snapshot.evaluation, frameworks=tuple(ids))
    return put(N_("order of the frameworks"), snapshot.evaluation, evaluation)


def _added(snapshot: Snapshot, framework: Framework) -> Edit:
    order = (*snapshot.evaluation.frameworks, framework.id)
    evaluation = replace(snapshot.evaluation, frameworks=order)
    changes = (Change(before=None, after=framework), Change(before=snapshot.evaluation, after=evaluation))
    return _edit(N_("add the framework {id}"), changes, id=framework.id)


def _content(framework: Framework) -> Framework:
    """What a framework says, whatever its version."""
    return replace(framework, version="", previous="", crosswalk=())


def carried_along(snapshot: Snapshot, old: Framework, new: Framework, *, scored: bool) -> list[Change]:
    """The changes of weights, evidence and source ratings that follow a new version."""
    from scorecard.analysis.weights import weigh

    changes: list[Change] = []
    for weights in snapshot.weights.values():
        if weights.framework == old.id:
            followed = followed_weights(old, new, weights, scored=scored)
            try:
                weigh(new, followed)
            except Refusal as refusal:
                sentence = _(
                    "The weights “{name}” would leave nothing to compare in the new version. Change them first; "
                    "nothing has changed."
                )
                raise Refusal(sentence.format(name=weights.name)) from refusal
            changes += _swapped(weights, followed)
    for item in snapshot.evidence.values():
        criteria = followed_criteria(new, item.criteria, scored=scored)
        changes += _swapped(item, replace(item, criteria=criteria))
    elsewhere = {
        section.id for one in snapshot.frameworks.values() if one.id != old.id for section in one.sections
    }
    renamed = {id: home for id, home in followed_sections(old, new).items() if id not in elsewhere}
    for programme in snapshot.programmes.values() if renamed else ():
        ratings = tuple(
            replace(one, section=renamed.get(one.section, one.section)) for one in programme.ratings
        )
        changes += _swapped(programme, replace(programme, ratings=ratings))
    return changes


def _swapped(before: Record, after: Record) -> list[Change]:
    return [] if before == after else [Change(before=before, after=after)]


def _draft(snapshot: Snapshot, id: str) -> Draft:
    if id not in snapshot.drafts:
        raise unknown(_("draft"), id, snapshot.drafts)
    return snapshot.drafts[id]


def _check_whole(framework: Framework) -> None:
    missing = gaps(framework)
    if missing:
        sentence = ngettext(
            "“{framework}” still lacks {count} text: {named} Nothing has changed.",
            "“{framework}” still lacks {count} texts: {named} Nothing has changed.",
            len(missing),
        )
        named = " ".join(gap.text() for gap in missing[:_GAPS_NAMED])
        named = f"{named} …" if len(missing) > _GAPS_NAMED else named
        raise Refusal(
            sentence.format(framework=framework.id, count=len(missing), named=named), code="incomplete"
        )


def _check_version(snapshot: Snapshot, new: Framework) -> None:
    if any(one.version == new.version for one in versions(snapshot, new.id)):
        sentence = _(
            "There is a version {version} of “{framework}” already, and scores were given by it. Give another number; "
            "nothing has changed."
        )
        raise Refusal(sentence.format(version=new.version, framework=new.id), code="duplicate")


def _check_fresh(snapshot: Snapshot, new: Framework) -> None:
    """Refuse ids that an earlier version used for something else: scores of a closed round stand under them."""
    old = snapshot.framework(new.id)
    now = {one.id for one in (*old.criteria, *old.retired_criteria)}
    earlier = taken_ids(snapshot, new.id) - now
    for criterion in new.criteria:
        if criterion.id in earlier:
            sentence = _(
                "{criterion} was a criterion of an earlier version, and scores may stand under it. Choose another id; "
                "nothing has changed."
            )
            raise Refusal(sentence.format(criterion=criterion.id), code="duplicate")


def _last_number(version: str) -> tuple[str, str, str]:
    found = re.search(r"(\d+)(\D*)$", version)
    if found is None:
        return f"{version}.", "0", ""
    return version[: found.start()], found.group(1), found.group(2)


def _drafted(id: str) -> Refusal:
    sentence = _(
        "A next version of “{framework}” is being written already. Discard that draft first; nothing has changed."
    )
    return Refusal(sentence.format(framework=id), code="duplicate")


def _edit(message: str, changes: Iterable[Change], **values: str) -> Edit:
    return Edit(label=Label(message=message, values=tuple(values.items())), changes=tuple(changes))
