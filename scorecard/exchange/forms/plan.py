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
    if programmes is not None and not programmes:
        raise Refusal(_("No programme was chosen. Nothing was written."))
    wanted = [one.key for one in snapshot.ordered_programmes() if programmes is None or one.key in programmes]
    owing = _owed(snapshot, round) if owed else {}
    forms: list[Form] = []
    left_out: list[str] = []
    for key in dict.fromkeys(evaluators):
        evaluator = snapshot.evaluators[key]
        if evaluator.kind == "panel":
            sentence = _("“{name}” is the panel, which decides together: it gets no form.")
            left_out.append(sentence.format(name=evaluator.name))
            continue
        theirs = owing.get(key)
        chosen = [one for one in wanted if theirs is None or one in theirs]
        asked, reasons = _asked(snapshot, evaluator, round, chosen)
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
    due = due_in(snapshot, round)
    return tuple(
        one.key
        for one in snapshot.ordered_evaluators()
        if one.kind != "panel" and (due is None or one.key in due)
    )


def due_in(snapshot: Snapshot, round: Key) -> dict[Key, int] | None:
    """How many programmes each evaluator owes in a round and has not submitted; None where nothing is assigned."""
    owed = _owed(snapshot, round)
    if not owed:
        return None
    counts = {
        evaluator: sum(snapshot.assignment(one, evaluator, round).status == "draft" for one in programmes)
        for evaluator, programmes in owed.items()
    }
    return {evaluator: count for evaluator, count in counts.items() if count}


def file_name(snapshot: Snapshot, framework: str, round: Key, evaluator: Evaluator, language: str) -> str:
    """How the form of an evaluator is called, such as `form-ptpr-r1-ana.xlsx`, in the language of the form."""
    with speaking(language):
        name = _("form-{framework}-{round}-{evaluator}")
    return name.format(framework=framework, round=snapshot.rounds[round].id, evaluator=evaluator.id) + ".xlsx"


def _owed(snapshot: Snapshot, round: Key) -> dict[Key, set[Key]]:
    """The programmes that each evaluator owes in a round, whoever owes any; those without a conflict of interest."""
    owed: dict[Key, set[Key]] = {}
    for one in snapshot.assignments.values():
        if one.round == round and one.owed and snapshot.conflict(one.programme, one.evaluator) is None:
            owed.setdefault(one.evaluator, set()).add(one.programme)
    return owed


def _asked(
    snapshot: Snapshot, evaluator: Evaluator, round: Key, wanted: Sequence[Key]
) -> tuple[tuple[Key, ...], list[str]]:
    """The programmes that an evaluator is asked about, and why others are not, in sentences."""
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
