"""The verbs about forms for evaluators who score away from the program: form, forms."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.edits import forms as form_edits
from scorecard.errors import Refusal
from scorecard.i18n import _, language
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from scorecard.analysis.record.sent_forms import SentForm
    from scorecard.exchange.forms.plan import FormPlan
    from scorecard.model.form import Form


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    form = verbs.add("form", _("Write forms that evaluators fill in in Excel or LibreOffice and send back."))
    form.add_argument("file", metavar="FILE", type=path_named)
    form.add_argument(
        "out",
        metavar="OUT.xlsx|FOLDER",
        type=path_named,
        help=_("a file for one evaluator; a folder, made if it is not there, for several"),
    )
    who = form.add_mutually_exclusive_group(required=True)
    who.add_argument(
        "--evaluator",
        metavar="E",
        action="append",
        help=_("the id of an evaluator; may be given several times"),
    )
    who.add_argument(
        "--all",
        action="store_true",
        help=_("everybody who owes something; if nothing is assigned, everybody"),
    )
    form.add_argument(
        "--programme",
        metavar="P",
        action="append",
        default=[],
        help=_("the id of a programme; may be given several times; what each owes if not given"),
    )
    form.add_argument("--framework", metavar="F", help=_("the id of the framework; the first if not given"))
    form.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))
    form.add_argument("--json", action="store_true", help=_("as one JSON document"))
    form.set_defaults(run=make)

    sent = verbs.add("forms", _("Say which forms were sent to whom, and which came back."))
    sent.add_argument("file", metavar="FILE", type=path_named)
    sent.add_argument("--json", action="store_true", help=_("as one JSON document"))
    sent.set_defaults(run=print_sent)


def make(asked: Namespace, output: Output) -> None:
    """`form`."""
    from scorecard.exchange.forms.form import write_form, write_forms

    one_file = _is_one_file(asked)
    with _opened(asked.file) as workspace:
        made_at = datetime.now(UTC)
        plan = _planned(workspace, asked, made_at)
        mailing = workspace.mailing(plan, made_at)
        if one_file:
            folder = asked.out.parent
            written: tuple[Form, ...] = (write_form(mailing, plan.forms[0], asked.out),)
        else:
            folder = asked.out
            written = write_forms(mailing, folder)
        recorded = not workspace.reading
        if recorded:
            workspace.edit(form_edits.sent, written)
        snapshot = workspace.snapshot
    if asked.json:
        output.document(
            {
                "forms": [
                    {
                        "id": form.key,
                        "file": str(folder / form.file),
                        "evaluator": snapshot.evaluators[form.evaluator].id,
                        "programmes": [snapshot.programmes[key].id for key in form.programmes],
                    }
                    for form in written
                ],
                "left_out": list(plan.left_out),
                "recorded": recorded,
            }
        )
        return
    for form in written:
        output.data(str(folder / form.file))
    for sentence in plan.left_out:
        output.say(sentence)
    if not recorded:
        output.say(
            _(
                "The evaluation cannot be written to now, so that these forms are not listed as sent. "
                "What comes back can be imported all the same."
            )
        )


def print_sent(asked: Namespace, output: Output) -> None:
    """`forms`."""
    from scorecard.analysis.record.sent_forms import sent_forms

    with Workspace.open(asked.file, reading=True) as workspace:
        sent = sent_forms(workspace.snapshot)
    if asked.json:
        output.document({"forms": [_as_json(one) for one in sent]})
        return
    if not sent:
        output.say(_("No form has been sent yet."))
        return
    heads = (_("Form"), _("Evaluator"), _("Round"), _("Programmes"), _("Sent"), _("Came back"), _("File"))
    rows = [
        (
            one.form.label,
            shortened(one.evaluator.name),
            one.round.id,
            str(len(one.form.programmes)),
            one.sent_on,
            one.returned_on or "–",
            one.form.file,
        )
        for one in sent
    ]
    output.data(aligned(heads, rows, right=(3,)))


def _is_one_file(asked: Namespace) -> bool:
    """Whether the forms go to one file, by the name given; refused where that name fits no way."""
    out: Path = asked.out
    several = asked.all or len(set(asked.evaluator)) > 1
    if out.suffix.lower() == ".xlsx" and not out.is_dir():
        if several:
            sentence = _(
                "“{name}” is one file, and each evaluator gets a form of their own. Give a folder; "
                "nothing was written."
            )
            raise Refusal(sentence.format(name=out.name))
        return True
    if out.suffix and not several and not out.is_dir():
        sentence = _("“{file}” does not end in .xlsx, as an Excel workbook must. Nothing was written.")
        raise Refusal(sentence.format(file=out))
    return False


def _opened(path: Path) -> Workspace:
    """The evaluation; where another window or verb writes to it, it is read beside that."""
    try:
        return Workspace.open(path)
    except Refusal as refusal:
        if refusal.code != "locked":
            raise
        return Workspace.open(path, reading=True)


def _planned(workspace: Workspace, asked: Namespace, made_at: datetime) -> FormPlan:
    from scorecard.exchange.forms.plan import owing, plan_forms

    snapshot = workspace.snapshot
    round = snapshot.round(asked.round).key
    framework = snapshot.framework(asked.framework or snapshot.evaluation.frameworks[0]).id
    named = [snapshot.evaluator(id).key for id in asked.evaluator or ()]
    programmes = [snapshot.programme(id).key for id in asked.programme]
    return plan_forms(
        snapshot,
        framework=snapshot.framework_in(framework, round),
        round=round,
        evaluators=owing(snapshot, round) if asked.all else named,
        programmes=programmes or None,
        owed=asked.all or not programmes,
        language=language(),
        made_at=made_at,
    )


def _as_json(sent: SentForm) -> dict[str, Any]:
    form: Form = sent.form
    return {
        "id": form.key,
        "evaluator": sent.evaluator.id,
        "round": sent.round.id,
        "framework": form.framework,
        "version": form.version,
        "programmes": [one.id for one in sent.programmes],
        "language": form.language,
        "file": form.file,
        "made_at": form.made_at,
        "returned_at": form.returned_at or None,
    }
