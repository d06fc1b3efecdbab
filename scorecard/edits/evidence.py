"""The evidence register: items, and the documents they are found in."""

from __future__ import annotations

from dataclasses import replace

from scorecard.edits.entries import LONGEST_NAME, free_id, gone, valid_entry, valid_id
from scorecard.edits.records import put
from scorecard.errors import Refusal
from scorecard.i18n import N_, _
from scorecard.model.edit import Edit
from scorecard.model.programme import Evidence
from scorecard.model.snapshot import Snapshot


def add(snapshot: Snapshot, evidence: Evidence) -> Edit:
    """Add an item to the evidence register; without an id it gets the next free one of its programme."""
    if not evidence.id and evidence.programme in snapshot.programmes:
        prefix = snapshot.programmes[evidence.programme].id[:18] + "-"
        evidence = replace(evidence, id=free_id(prefix, snapshot.evidence_of(evidence.programme)))
    evidence = valid_evidence(snapshot, evidence)
    return put(N_("add evidence {id}"), None, evidence, id=evidence.id)


def valid_evidence(snapshot: Snapshot, evidence: Evidence) -> Evidence:
    """The evidence with its texts cleaned; refused without a text, or with unknown criteria or documents."""
    gone(
        (
            evidence.programme in snapshot.programmes,
            *(key in snapshot.documents for key in evidence.documents),
        )
    )
    for criterion in evidence.criteria:
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
    )
