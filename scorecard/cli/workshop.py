"""The verbs that hold a workshop: agree, dissent; workshop begin, add, move, skip, score, reveal, note, action."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime

from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output
from scorecard.cli.people import report
from scorecard.cli.scores import value_named
from scorecard.cli.tables import add_place
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.score import Score
from scorecard.model.workshop import MINUTES, Action, Place
from scorecard.workspace import Workspace

_ITEMS = 20
"""Cells on an agenda unless told otherwise: more than a day of talk."""


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    agree = verbs.add(
        "agree", _("Record the level that the evaluators have agreed on, as that of the panel.")
    )
    _add_cell(agree)
    agree.add_argument("value", metavar="VALUE", help=_("the code of a level, ne or na"))
    agree.add_argument("--rationale", metavar="T", required=True, help=_("why this level"))
    agree.set_defaults(run=record_agreement)

    dissent = verbs.add("dissent", _("Record what an evaluator holds against the others on a cell."))
    _add_cell(dissent)
    dissent.add_argument("text", metavar="TEXT", help=_("what is held against it; none to take it back"))
    dissent.add_argument(
        "--evaluator", metavar="E", help=_("the id of the evaluator; nobody is named if not given")
    )
    dissent.set_defaults(run=record_dissent)
    _add_workshop_verbs(verbs.group("workshop", _("The agenda of a workshop and the round of each cell.")))


def _add_workshop_verbs(verbs: Verbs) -> None:
    begin = verbs.add("begin", _("Begin the agenda from the cells that move the ranking most."))
    begin.add_argument("file", metavar="FILE", type=path_named)
    add_place(begin)
    begin.add_argument(
        "--items", metavar="N", default=str(_ITEMS), help=_("how many cells at most; 20 if not given")
    )
    begin.add_argument(
        "--minutes", metavar="N", default=str(MINUTES), help=_("how many minutes each takes; 10 if not given")
    )
    begin.set_defaults(run=begin_agenda)

    add = _add_cell_verb(verbs, "add", _("Put a cell on the agenda, behind the others."), add_item)
    add.add_argument(
        "--practice", action="store_true", help=_("to practise on, in front: its votes are never scores")
    )
    move = _add_cell_verb(verbs, "move", _("Move an item to another place of the agenda."), move_item)
    move.add_argument("--to", metavar="N", required=True, help=_("the place; 1 is the first"))
    _add_cell_verb(verbs, "skip", _("Pass an item by."), skip_item)
    _add_cell_verb(verbs, "remove", _("Take an item off the agenda; scores stay."), remove_item)
    _add_cell_verb(verbs, "score", _("Begin the private scoring of a cell."), begin_scoring)
    _add_cell_verb(verbs, "reveal", _("Reveal what everybody says of a cell, and keep it."), reveal)
    _add_cell_verb(verbs, "reopen", _("Take up an item again that is settled or was skipped."), reopen)
    note = _add_cell_verb(
        verbs, "note", _("Keep what was said about a cell, in place of what was noted before."), write_note
    )
    note.add_argument("text", metavar="TEXT", help=_("what was said"))
    action = _add_cell_verb(verbs, "action", _("Note what somebody is to do after the workshop."), add_action)
    action.add_argument("text", metavar="TEXT", help=_("what is to be done"))
    action.add_argument("--owner", metavar="N", default="", help=_("who does it"))
    action.add_argument("--due", metavar="DATE", default="", help=_("until when: 2026-11-22"))


def _add_cell_verb(verbs: Verbs, name: str, help: str, run: Callable[[Namespace, Output], None]) -> Parser:
    verb = verbs.add(name, help)
    verb.set_defaults(run=run)
    _add_cell(verb)
    return verb


def _add_cell(verb: Parser) -> None:
    verb.add_argument("file", metavar="FILE", type=path_named)
    verb.add_argument("--programme", metavar="P", required=True, help=_("the id of the programme"))
    verb.add_argument("--criterion", metavar="C", required=True, help=_("the id of the criterion: ptpr.ANT1"))
    verb.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))


def begin_agenda(asked: Namespace, output: Output) -> None:
    """`workshop begin`."""
    items, minutes = _count(asked.items), _count(asked.minutes)
    with Workspace.open(asked.file) as workspace:
        question = workspace.question(asked.framework, asked.round)
        disputes = workspace.study(question).disputes[:items]
        found = [(one.programme.key, one.criterion.id) for one in disputes]
        now = datetime.now(UTC)
        edit = workspace.edit(
            agendas.begin_agenda, question.framework, question.round, found, now, minutes=minutes
        )
    report(edit, output)


def add_item(asked: Namespace, output: Output) -> None:
    """`workshop add`."""
    with Workspace.open(asked.file) as workspace:
        place = _place(workspace, asked)
        added = [(place.programme, place.criterion)]
        edit = workspace.edit(agendas.add_items, place.framework, place.round, added, practice=asked.practice)
    report(edit, output)


def move_item(asked: Namespace, output: Output) -> None:
    """`workshop move`."""
    to = _count(asked.to)
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(agendas.move_item, _place(workspace, asked), to - 1)
    report(edit, output)


def skip_item(asked: Namespace, output: Output) -> None:
    """`workshop skip`."""
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(agendas.skip_item, _place(workspace, asked))
    report(edit, output)


def remove_item(asked: Namespace, output: Output) -> None:
    """`workshop remove`."""
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(agendas.remove_item, _place(workspace, asked))
    report(edit, output)


def begin_scoring(asked: Namespace, output: Output) -> None:
    """`workshop score`."""
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(cells.begin_scoring, _place(workspace, asked))
    report(edit, output)


def reveal(asked: Namespace, output: Output) -> None:
    """`workshop reveal`."""
    with Workspace.open(asked.file) as workspace:
        place = _place(workspace, asked)
        edit = workspace.edit(cells.reveal, _said(workspace, place), place)
    report(edit, output)


def reopen(asked: Namespace, output: Output) -> None:
    """`workshop reopen`."""
    with Workspace.open(asked.file) as workspace:
        place = _place(workspace, asked)
        edit = workspace.edit(cells.reopen, _said(workspace, place), place)
    report(edit, output)


def write_note(asked: Namespace, output: Output) -> None:
    """`workshop note`."""
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(cells.note, _place(workspace, asked), asked.text)
    report(edit, output)


def add_action(asked: Namespace, output: Output) -> None:
    """`workshop action`."""
    action = Action(key="", text=asked.text, owner=asked.owner, due=asked.due)
    with Workspace.open(asked.file) as workspace:
        edit = workspace.edit(cells.put_action, _place(workspace, asked), action)
    report(edit, output)


def record_agreement(asked: Namespace, output: Output) -> None:
    """`agree`."""
    with Workspace.open(asked.file) as workspace:
        place = _place(workspace, asked)
        framework, _criterion = workspace.snapshot.criterion_in(place.criterion, place.round)
        value = value_named(framework, asked.value)
        edit = workspace.edit(cells.agree, _said(workspace, place), place, value, asked.rationale)
    report(edit, output)


def record_dissent(asked: Namespace, output: Output) -> None:
    """`dissent`."""
    with Workspace.open(asked.file) as workspace:
        place = _place(workspace, asked)
        who = workspace.snapshot.evaluator(asked.evaluator).key if asked.evaluator is not None else ""
        if asked.text.strip():
            edit = workspace.edit(cells.dissent, _said(workspace, place), place, who, asked.text)
        else:
            edit = workspace.edit(cells.withdraw_dissent, place, who)
    report(edit, output)


def _place(workspace: Workspace, asked: Namespace) -> Place:
    snapshot = workspace.snapshot
    round = snapshot.round(asked.round).key
    programme = snapshot.programme(asked.programme).key
    _framework, criterion = snapshot.criterion_in(asked.criterion, round)
    return Place(programme, round, criterion.id)


def _said(workspace: Workspace, place: Place) -> list[Score]:
    """The stored scores of a cell."""
    return workspace.scores(programme=place.programme, round=place.round, criteria=(place.criterion,))


def _count(text: str) -> int:
    """A whole number from 1 up."""
    if text.isdecimal() and len(text) < 6 and int(text) > 0:
        return int(text)
    sentence = _("“{text}” is no number from 1 up. Give one such as 12; nothing has changed.")
    raise Refusal(sentence.format(text=text[:40]))
