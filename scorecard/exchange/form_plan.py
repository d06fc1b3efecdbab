"""Which forms are to be made: who is asked about which programmes, who is left out, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scorecard.edits.forms import moment_of
from scorecard.errors import Refusal
from scorecard.i18n import _, speaking
from scorecard.model.evaluation import Evaluator, Key
from scorecard.model.form import Form
from scorecard.model.framework import Framework
from scorecard.model.record import new_key
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPlan:
    """The forms to be made, a framework and a round all of them, and a sentence for each thing left out."""

    forms: tuple[Form, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """Planned forms with everything that stands in them, as values that a worker may read.

    `scores` are those that the evaluators of the forms gave themselves, nobody else's; `revisions` are the ids of
    the revisions that wrote the cells asked about, also of those that were cleared.
    """

    snapshot: Snapshot
    framework: Framework
    forms: tuple[Form, ...]
    made_at: datetime
    scores: Mapping[Cell, Score]
    revisions: Mapping[Cell, Key]


def plan_forms(
    snapshot: Snapshot,
    *,
    framework: Framework,
    round: Key,
    evaluators: Iterable[Key],
    programmes: Collection[Key] | None,
    owed: bool,
    language: str,
    made_at: datetime,
) -> FormPlan:
    """A form for each of the evaluators, in this language, about `programmes`, or all where that is None.

    With `owed` each is asked about what they owe of these and have not submitted, or about all of these where they
    owe nothing in the round. Never asked about are programmes on which they have a conflict of interest or which
    they have submitted. Refused where the round is closed, or where no form is left.
    """
    if snapshot.rounds[round].closed:
        sentence = _("The round “{round}” is closed, so that no answer could come back. Nothing was written.")
        raise Refusal(sentence.format(round=snapshot.rounds[round].name), code="locked-scores")
    if not snapshot.programmes:
        raise Refusal(_("There is no programme yet to ask about. Nothing was written."))
    wanted = [one.key for one in snapshot.ordered_programmes() if programmes is None or one.key in programmes]
    forms: list[Form] = []
    left_out: list[str] = []
    for key in dict.fromkeys(evaluators):
        evaluator = snapshot.evaluators[key]
        if evaluator.kind == "panel":
            sentence = _("“{name}” is the panel, which decides together: it gets no form.")
            left_out.append(sentence.format(name=evaluator.name))
            continue
        asked, reasons = _asked(snapshot, evaluator, round, wanted, owed)
        left_out += reasons
        if asked:
            forms.append(
                Form(
                    key=new_key(),
                    evaluator=key,
                    round=round,
                    framework=framework.id,
                    version=framework.version,
                    programmes=asked,
                    language=language,
                    made_at=moment_of(made_at),
                    file=file_name(snapshot, framework.id, round, evaluator, language),
                )
            )
        elif not reasons:
            sentence = _("{name} has nothing left to fill in: no form was made.")
            left_out.append(sentence.format(name=evaluator.name))
    if not forms:
        reason = " ".join(left_out) or _("No evaluator was chosen.")
        raise Refusal(_("{reason} Nothing was written.").format(reason=reason))
    return FormPlan(forms=tuple(forms), left_out=tuple(left_out))


def owing(snapshot: Snapshot, round: Key) -> tuple[Key, ...]:
    """The evaluators, by name, whom forms are for when nobody is named.

    Those who owe a programme that they have not submitted; where nothing is assigned in the round, everybody but the
    panel.
    """
    due = {
        one.evaluator
        for one in snapshot.assignments.values()
        if one.round == round and one.owed and one.status == "draft"
    }
    assigned = any(one.round == round and one.owed for one in snapshot.assignments.values())
    return tuple(
        one.key
        for one in snapshot.ordered_evaluators()
        if one.kind != "panel" and (one.key in due or not assigned)
    )


def file_name(snapshot: Snapshot, framework: str, round: Key, evaluator: Evaluator, language: str) -> str:
    """How the form of an evaluator is called, such as `form-ptpr-r1-ana.xlsx`, in the language of the form."""
    with speaking(language):
        name = _("form-{framework}-{round}-{evaluator}")
    return name.format(framework=framework, round=snapshot.rounds[round].id, evaluator=evaluator.id) + ".xlsx"


def _asked(
    snapshot: Snapshot, evaluator: Evaluator, round: Key, wanted: Sequence[Key], owed: bool
) -> tuple[tuple[Key, ...], list[str]]:
    """The programmes that an evaluator is asked about, and why others are not, in sentences."""
    if owed:
        theirs = [key for key in wanted if snapshot.assignment(key, evaluator.key, round).owed]
        owes = any(
            one.owed and one.evaluator == evaluator.key and one.round == round
            for one in snapshot.assignments.values()
        )
        wanted = theirs if owes else wanted
    asked: list[Key] = []
    biased: list[str] = []
    settled: list[str] = []
    for key in wanted:
        id = snapshot.programmes[key].id
        if snapshot.conflict(key, evaluator.key) is not None:
            biased.append(id)
        elif snapshot.assignment(key, evaluator.key, round).status != "draft":
            settled.append(id)
        else:
            asked.append(key)
    reasons = []
    if biased:
        sentence = _("{name} has a conflict of interest and is not asked about: {programmes}.")
        reasons.append(sentence.format(name=evaluator.name, programmes=", ".join(biased)))
    if settled:
        sentence = _("{name} has submitted and is not asked again about: {programmes}.")
        reasons.append(sentence.format(name=evaluator.name, programmes=", ".join(settled)))
    return tuple(asked), reasons
