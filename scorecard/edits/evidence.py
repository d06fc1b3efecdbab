"""The evidence register: facts with their places, what says otherwise, and the scores that cite them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from scorecard.edits.entries import LONGEST_NAME, free_id, gone, valid_entry, valid_id, without
from scorecard.edits.records import put, take_away
from scorecard.edits.scores import valid_score
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key
from scorecard.model.programme import Evidence
from scorecard.model.score import Cell, Score, blank_score
from scorecard.model.snapshot import Snapshot


def add(snapshot: Snapshot, evidence: Evidence) -> Edit:
    """Add an item to the evidence register; without an id it gets the next free one of its programme."""
    if not evidence.id and evidence.programme in snapshot.programmes:
        evidence = replace(evidence, id=_next_id(snapshot, evidence.programme))
    evidence = valid_evidence(snapshot, evidence)
    return put(N_("add evidence {id}"), None, evidence, id=evidence.id)


def change(snapshot: Snapshot, evidence: Evidence, differs: Iterable[Key] | None = None) -> Edit:
    """Store another state of an item.

    With `differs` these are then all the items that say otherwise, whichever of the two has said so until now;
    without it the item's own `differs_from` is taken as it is.
    """
    stored = snapshot.evidence.get(evidence.key)
    gone((stored is not None,))
    silenced: list[Change] = []
    if differs is not None:
        wanted = set(differs)
        stays = [key for key in evidence.differs_from if key in wanted]
        fresh = sorted(key for key in wanted.difference(stays) if not _says(snapshot, key, evidence.key))
        evidence = replace(evidence, differs_from=(*stays, *fresh))
        silenced = [
            Change(before=one, after=replace(one, differs_from=without(one.differs_from, evidence.key)))
            for one in snapshot.evidence.values()
            if evidence.key in one.differs_from and one.key not in wanted
        ]
    evidence = valid_evidence(snapshot, evidence)
    edit = put(N_("change evidence {id}"), stored, evidence, id=evidence.id)
    return replace(edit, changes=(*edit.changes, *silenced))


def remove(snapshot: Snapshot, key: Key, scores: Iterable[Score]) -> Edit:
    """Remove an item, its citations in `scores`, and what other items say of it. Nothing where it is gone.

    A score that said nothing else than to cite it goes too.
    """
    item = snapshot.evidence.get(key)
    if item is None:
        return take_away(N_("remove evidence {id}"), (), id="")
    edit = take_away(N_("remove evidence {id}"), (item,), id=item.id)
    others = [
        Change(before=one, after=replace(one, differs_from=without(one.differs_from, key)))
        for one in snapshot.evidence.values()
        if key in one.differs_from and one.key != key
    ]
    return replace(edit, changes=(*_uncited(scores, key), *others, *edit.changes))


def cite_in(snapshot: Snapshot, stored: Iterable[Score], key: Key, cells: Collection[Cell]) -> Edit:
    """Cite an item in these cells, and in no other of the scores `stored`.

    `stored` holds what the cells say now, a cell without a score being left out; scores of other cells that are
    given lose the citation, those that are not given keep it.
    """
    gone((key in snapshot.evidence,))
    item = snapshot.evidence[key]
    by_cell = {score.cell: score for score in stored}
    changes = list(_uncited((score for score in by_cell.values() if score.cell not in cells), key))
    for cell in dict.fromkeys(cells):
        before = by_cell.get(cell)
        score = before or blank_score(cell)
        if cell.programme != item.programme:
            sentence = _(
                "{id} is evidence of another programme, so no score of this one can cite it. Nothing has changed."
            )
            raise Refusal(sentence.format(id=item.id))
        if key not in score.cites:
            after = valid_score(snapshot, replace(score, cites=(*score.cites, key)))
            changes.append(Change(before=before, after=after))
    values = (("id", item.id), ("count", str(len(changes))))
    return Edit(label=Label(message=N_("cite {id}, scores: {count}"), values=values), changes=tuple(changes))


def valid_evidence(snapshot: Snapshot, evidence: Evidence) -> Evidence:
    """The evidence with its texts cleaned; refused without a text, or with what is not there."""
    gone(
        (
            evidence.programme in snapshot.programmes,
            *(key in snapshot.documents for key in evidence.documents),
            *(key in snapshot.evidence for key in evidence.differs_from),
        )
    )
    if evidence.key in evidence.differs_from:
        raise Refusal(_("An item of evidence cannot differ from itself. Nothing has changed."))
    stored = snapshot.evidence.get(evidence.key)
    for criterion in evidence.criteria:
        if stored is None or criterion not in stored.criteria:
            snapshot.criterion(criterion)
    text = valid_entry(_("evidence"), evidence.text)
    if not text:
        raise Refusal(_("Evidence needs a text: say the fact in a sentence. Nothing has changed."))
    others = [one for one in snapshot.evidence.values() if one.programme == evidence.programme]
    return replace(
        evidence,
        id=valid_id(_("evidence"), evidence, others),
        text=text,
        place=valid_entry(_("place"), evidence.place, LONGEST_NAME),
        link=valid_entry(_("link"), evidence.link),
        documents=tuple(dict.fromkeys(evidence.documents)),
        criteria=tuple(dict.fromkeys(evidence.criteria)),
        differs_from=tuple(dict.fromkeys(evidence.differs_from)),
    )


def _next_id(snapshot: Snapshot, programme: Key) -> str:
    """The id after the last of a programme's, such as `CL09-31` after `CL09-30`, as wide as the others are."""
    prefix = snapshot.programmes[programme].id[:18] + "-"
    tails = [item.id[len(prefix) :] for item in snapshot.evidence_of(programme) if item.id.startswith(prefix)]
    numbers = [tail for tail in tails if tail.isascii() and tail.isdecimal() and len(tail) <= 5]
    if not numbers:
        return free_id(prefix, snapshot.evidence_of(programme))
    return f"{prefix}{max(map(int, numbers)) + 1:0{max(map(len, numbers))}}"


def _says(snapshot: Snapshot, key: Key, other: Key) -> bool:
    return key in snapshot.evidence and other in snapshot.evidence[key].differs_from


def _uncited(scores: Iterable[Score], key: Key) -> Iterable[Change]:
    for score in scores:
        if key in score.cites:
            after = replace(score, cites=without(score.cites, key))
            yield Change(before=score, after=None if after.is_blank else after)
