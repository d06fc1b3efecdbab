"""What may be stored: each rule refuses with a sentence, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.evaluation import Evaluator, Round
from scorecard.model.framework import NA, NE
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import LONGEST_ENTRY, clean

ID = re.compile(r"[^\W_](?:[\w.\-]{0,22}[^\W_])?")
"""The ids that people give: letters and digits of any alphabet, with . - _ inside; at most 24 characters."""

_LONGEST_NAME = 300


def valid_score(snapshot: Snapshot, score: Score) -> Score:
    """The score with its texts cleaned. Refuses what no evaluator of this evaluation can say in this cell."""
    framework, criterion = snapshot.criterion(score.criterion)
    if not (
        score.programme in snapshot.programmes
        and score.evaluator in snapshot.evaluators
        and score.round in snapshot.rounds
    ):
        raise Refusal(
            _("This programme, evaluator or round has been removed meanwhile. Nothing has changed."),
            code="stale",
        )
    if score.value not in ("", NE, NA, *framework.codes):
        sentence = _(
            "“{value}” is no level of {criterion}; give one of {codes}, or NE or NA. Nothing has changed."
        )
        codes = ", ".join(framework.codes)
        raise Refusal(sentence.format(value=score.value[:40], criterion=criterion.id, codes=codes))
    if any(key not in snapshot.evidence for key in score.cites):
        raise Refusal(_("The evidence cited has been removed meanwhile. Nothing has changed."), code="stale")
    score = replace(
        score,
        note=valid_entry(_("note"), score.note),
        question=valid_entry(_("open question"), score.question),
        challenge=valid_entry(_("challenge"), score.challenge),
    )
    if score.value == NA and not score.note:
        sentence = _(
            "“Does not apply” needs a reason: write it in the note of {criterion}. Nothing has changed."
        )
        raise Refusal(sentence.format(criterion=criterion.id))
    return score


def valid_entry(what: str, entry: str, longest: int = LONGEST_ENTRY) -> str:
    """A text cleaned; refused when it is too long. `what` is a translated noun."""
    text = clean(entry)
    if len(text) > longest:
        sentence = _(
            "The {what} has {count} characters; at most {most} fit. Shorten it; nothing has changed."
        )
        raise Refusal(sentence.format(what=what, count=len(text), most=longest))
    return text


def valid_title(entry: str) -> str:
    """The title of an evaluation on one line; refused when it is empty or too long."""
    title = valid_entry(_("title"), " ".join(entry.split()))
    if not title:
        raise Refusal(_("An evaluation needs a title. Nothing has changed."))
    return title


def valid_programme(snapshot: Snapshot, programme: Programme) -> Programme:
    """The programme with its texts cleaned; refused without a name, or with a malformed or taken id."""
    return replace(
        programme,
        id=valid_id(_("programme"), programme, snapshot.programmes.values()),
        name=_valid_name(_("programme"), programme.name),
        short=valid_entry(_("short name"), programme.short, _LONGEST_NAME),
        country=valid_entry(_("country"), programme.country, _LONGEST_NAME),
        region=valid_entry(_("region"), programme.region, _LONGEST_NAME),
        period=valid_entry(_("period"), programme.period),
        kind=valid_entry(_("kind"), programme.kind, _LONGEST_NAME),
        institution=valid_entry(_("institution"), programme.institution),
        mechanism=valid_entry(_("mechanism"), programme.mechanism),
        note=valid_entry(_("note"), programme.note),
    )


def valid_evaluator(snapshot: Snapshot, evaluator: Evaluator) -> Evaluator:
    """The evaluator with a cleaned name; refused with an id that is taken, or as a second panel."""
    if evaluator.kind == "panel":
        for other in snapshot.evaluators.values():
            if other.kind == "panel" and other.key != evaluator.key:
                sentence = _("There is a panel already (“{name}”), and one is the most. Nothing has changed.")
                raise Refusal(sentence.format(name=other.name), code="duplicate")
    return replace(
        evaluator,
        id=valid_id(_("evaluator"), evaluator, snapshot.evaluators.values()),
        name=_valid_name(_("evaluator"), evaluator.name),
    )


def valid_evidence(snapshot: Snapshot, evidence: Evidence) -> Evidence:
    """The evidence with its texts cleaned; refused without a text, or with unknown criteria or documents."""
    if evidence.programme not in snapshot.programmes or any(
        key not in snapshot.documents for key in evidence.documents
    ):
        raise Refusal(
            _("This programme or document has been removed meanwhile. Nothing has changed."), code="stale"
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
        place=valid_entry(_("place"), evidence.place, _LONGEST_NAME),
    )


def valid_id(
    what: str,
    record: Programme | Evaluator | Round | Document | Evidence,
    others: Iterable[Programme | Evaluator | Round | Document | Evidence],
) -> str:
    """The id of a record, cleaned; refused when malformed, or when one of the others has it in any case."""
    id = clean(record.id)
    if not ID.fullmatch(id):
        sentence = _(
            "“{id}” cannot be the id of the {what}: use 1 to 24 letters and digits, with . - _ inside. "
            "Nothing has changed."
        )
        raise Refusal(sentence.format(id=id[:40], what=what))
    for other in others:
        if other.key != record.key and other.id.casefold() == id.casefold():
            sentence = _("The id “{id}” is already taken. Choose another; nothing has changed.")
            raise Refusal(sentence.format(id=id), code="duplicate")
    return id


def _valid_name(what: str, entry: str) -> str:
    name = valid_entry(_("name"), " ".join(entry.split()), _LONGEST_NAME)
    if not name:
        raise Refusal(_("The {what} needs a name. Nothing has changed.").format(what=what))
    return name
