"""The verbs that record what an evaluator says: score, no-evidence, carry-over."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output
from scorecard.edits.scores import carry_over as begin_from
from scorecard.edits.scores import confidence_named, leave_without_evidence
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.edit import Edit
from scorecard.model.framework import NA, NE, Framework
from scorecard.model.score import Cell
from scorecard.model.snapshot import unknown
from scorecard.workspace import Workspace

_CLEAR = "clear"


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    score = verbs.add("score", _("Record what an evaluator says of one criterion of one programme."))
    _add_place(score)
    score.add_argument(
        "--criterion", metavar="C", required=True, help=_("the id of the criterion: ptpr.ANT1")
    )
    score.add_argument("--note", metavar="T", help=_("why; a value that begins with - is written --note=-1"))
    score.add_argument("--question", metavar="T", help=_("a question that is left open"))
    score.add_argument("--challenge", metavar="T", help=_("a challenge that is seen"))
    score.add_argument("--confidence", metavar="low|medium|high", help=_("how sure the evaluator is"))
    score.add_argument(
        "value",
        metavar="VALUE",
        help=_("the code of a level, ne for no evidence, na for does not apply (with a note), or clear"),
    )
    score.set_defaults(run=record)

    nothing = verbs.add("no-evidence", _("Answer NE to every criterion of a section that has no answer yet."))
    _add_place(nothing)
    nothing.add_argument("--section", metavar="S", required=True, help=_("framework and section: ptpr.ANT"))
    nothing.set_defaults(run=find_no_evidence)

    carry = verbs.add(
        "carry-over", _("Begin from an evaluator’s scores of another round; they are marked until confirmed.")
    )
    _add_place(carry)
    carry.add_argument("--from", dest="earlier", metavar="R", required=True, help=_("the id of that round"))
    carry.set_defaults(run=carry_over)


def _add_place(verb: Parser) -> None:
    verb.add_argument("file", metavar="FILE", type=path_named)
    verb.add_argument("--programme", metavar="P", required=True, help=_("the id of the programme"))
    verb.add_argument("--evaluator", metavar="E", required=True, help=_("the id of the evaluator"))
    verb.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))


def record(asked: Namespace, output: Output) -> None:
    """`score`."""
    with Workspace.open(asked.file) as workspace:
        place = _place(workspace, asked)
        framework, criterion = workspace.snapshot.criterion_in(asked.criterion, place.round)
        stored = workspace.score(place._replace(criterion=criterion.id))
        said = {
            name: text
            for name in ("note", "question", "challenge")
            if (text := getattr(asked, name)) is not None
        }
        score = replace(stored, value=value_named(framework, asked.value), carried="", **said)
        if asked.confidence is not None:
            score = replace(score, confidence=confidence_named(asked.confidence))
        _tell(output, workspace.record_score(score))


def find_no_evidence(asked: Namespace, output: Output) -> None:
    """`no-evidence`."""
    with Workspace.open(asked.file) as workspace:
        place = _place(workspace, asked)
        name, _dot, id = asked.section.partition(".")
        framework = workspace.snapshot.framework_in(workspace.snapshot.framework(name).id, place.round)
        sections = {section.id: section for section in framework.sections}
        if id not in sections:
            raise unknown(_("section"), asked.section, (f"{framework.id}.{one}" for one in sections))
        criteria = [criterion.id for criterion in sections[id].criteria]
        stored = workspace.scores(
            programme=place.programme, evaluator=place.evaluator, round=place.round, criteria=criteria
        )
        _tell(output, workspace.edit(leave_without_evidence, stored, place, criteria))


def carry_over(asked: Namespace, output: Output) -> None:
    """`carry-over`."""
    with Workspace.open(asked.file) as workspace:
        place = _place(workspace, asked)
        earlier = workspace.snapshot.round(asked.earlier).key
        cells = {"programme": place.programme, "evaluator": place.evaluator}
        before, now = workspace.scores(**cells, round=earlier), workspace.scores(**cells, round=place.round)
        _tell(output, workspace.edit(begin_from, before, now, place.round))


def _place(workspace: Workspace, asked: Namespace) -> Cell:
    """Whose scores of what in which round, of no criterion in particular."""
    snapshot = workspace.snapshot
    return Cell(
        programme=snapshot.programme(asked.programme).key,
        evaluator=snapshot.evaluator(asked.evaluator).key,
        round=snapshot.round(asked.round).key,
        criterion="",
    )


def _tell(output: Output, edit: Edit | None) -> None:
    if edit is None:
        output.say(_("It says so already; nothing has changed."))
    else:
        output.say(_("Saved: {label}.").format(label=edit.label.text()))


def value_named(framework: Framework, text: str) -> str:
    """What is stored for a VALUE; codes of levels come before the words, and the domain judges the rest."""
    if text in framework.codes:
        return text
    match text.casefold():
        case "ne":
            return NE
        case "na":
            return NA
        case word if word == _CLEAR:
            return ""
        case "":
            raise Refusal(_("Give a level's code, ne, na or clear. Nothing has changed."))
        case _:
            return text
