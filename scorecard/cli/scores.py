"""The verb that records what an evaluator says: score."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.framework import NA, NE, Framework
from scorecard.model.score import Cell
from scorecard.workspace import Workspace

_CLEAR = "clear"


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    score = verbs.add("score", _("Record what an evaluator says of one criterion of one programme."))
    score.add_argument("file", metavar="FILE", type=path_named)
    score.add_argument("--programme", metavar="P", required=True, help=_("the id of the programme"))
    score.add_argument(
        "--criterion", metavar="C", required=True, help=_("the id of the criterion: ptpr.ANT1")
    )
    score.add_argument("--evaluator", metavar="E", required=True, help=_("the id of the evaluator"))
    score.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))
    score.add_argument("--note", metavar="T", help=_("why; a value that begins with - is written --note=-1"))
    score.add_argument(
        "value",
        metavar="VALUE",
        help=_("the code of a level, ne for no evidence, na for does not apply (with a note), or clear"),
    )
    score.set_defaults(run=record)


def record(asked: Namespace, output: Output) -> None:
    """`score`."""
    with Workspace.open(asked.file) as workspace:
        snapshot = workspace.snapshot
        round = snapshot.round(asked.round).key
        framework, criterion = snapshot.criterion_in(asked.criterion, round)
        cell = Cell(
            programme=snapshot.programme(asked.programme).key,
            evaluator=snapshot.evaluator(asked.evaluator).key,
            round=round,
            criterion=criterion.id,
        )
        score = replace(workspace.score(cell), value=_value(framework, asked.value))
        if asked.note is not None:
            score = replace(score, note=asked.note)
        edit = workspace.record_score(score)
    if edit is None:
        output.say(_("It says so already; nothing has changed."))
    else:
        output.say(_("Saved: {label}.").format(label=edit.label.text()))


def _value(framework: Framework, text: str) -> str:
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
