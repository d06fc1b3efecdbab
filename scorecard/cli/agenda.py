"""The verb on what a workshop talks about: agenda, as it was begun, or as it would be."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scorecard.cli.around import print_foot, print_head
from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.cli.tables import add_place
from scorecard.i18n import _, language, ngettext
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.analysis.evaluators.disagreement import Dispute
    from scorecard.analysis.workshops.items import Item, Spread
    from scorecard.analysis.workshops.workshop import Workshop


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    agenda = verbs.add(
        "agenda",
        _("Print the agenda of the workshop; before it is begun, the cells on which evaluators differ."),
    )
    agenda.add_argument("file", metavar="FILE", type=path_named)
    add_place(agenda)
    agenda.add_argument("--json", action="store_true", help=_("as one JSON document"))
    agenda.set_defaults(run=print_agenda)


def print_agenda(asked: Namespace, output: Output) -> None:
    """`agenda`."""
    from scorecard.analysis.workshops.workshop import Workshop

    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(workspace.question(asked.framework, asked.round))
    workshop = Workshop(study)
    if asked.json:
        output.document(_document(workshop))
        return
    print_head(study, output)
    if workshop.agenda is None:
        _print_disputes(workshop, output)
    else:
        _print_items(workshop, output)
    print_foot(study, output)


def _print_disputes(workshop: Workshop, output: Output) -> None:
    disputes = workshop.study.disputes
    if not disputes:
        output.data(_("There is no cell on which evaluators differ and no panel has agreed."))
        return
    sentence = ngettext(
        "{count} cell to discuss. Places moved: by how many the ranking differs between its lowest and its highest "
        "level.",
        "{count} cells to discuss. Places moved: by how many the ranking differs between the lowest and the "
        "highest level of a cell.",
        len(disputes),
    )
    output.data(sentence.format(count=len(disputes)))
    codes = workshop.study.comparison.framework.codes
    heads = (_("Id"), _("Programme"), _("Criterion"), _("Levels"), _("Places moved"), _("Without a level"))
    output.data(f"\n{aligned(heads, _dispute_rows(disputes, codes), {4, 5})}")


def _print_items(workshop: Workshop, output: Output) -> None:
    from scorecard.analysis.workshops.sentences import (
        movement_sentence,
        narrowing_sentence,
        progress_sentence,
    )

    output.data(progress_sentence(workshop.progress))
    if not workshop.items:
        return
    heads = (
        "",
        _("Id"),
        _("Programme"),
        _("Criterion"),
        _("State"),
        _("When revealed"),
        _("Levels"),
        _("Places moved"),
        _("Without a level"),
    )
    output.data(f"\n{aligned(heads, _item_rows(workshop), {0, 7, 8})}")
    if any(one.before for one in workshop.items):
        said = narrowing_sentence(workshop.narrowing), movement_sentence(workshop)
        output.data("\n" + "\n".join(filter(None, said)))


def _dispute_rows(disputes: tuple[Dispute, ...], codes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    tongue = language()
    for one in disputes:
        yield (
            one.programme.id,
            shortened(one.programme.label),
            shortened(f"{one.criterion.id} {one.criterion.name.into(tongue)}"),
            f"{codes[one.lowest]} – {codes[one.highest]}",
            str(one.moves),
            str(one.missing),
        )


def _item_rows(workshop: Workshop) -> Iterator[tuple[str, ...]]:
    from scorecard.analysis.workshops.sentences import state_in_words

    tongue = language()
    codes = workshop.study.comparison.framework.codes
    for number, one in enumerate(workshop.items, start=1):
        state = state_in_words(one)
        yield (
            f"→ {number}" if one is workshop.at_hand else str(number),
            one.programme.id if one.programme else "–",
            shortened(one.programme.label if one.programme else _("a programme that was removed")),
            shortened(f"{one.place.criterion} {one.criterion.name.into(tongue)}")
            if one.criterion
            else one.place.criterion,
            _("{state}, practice").format(state=state) if one.discussion.practice else state,
            _levels(one.before, codes),
            _levels(one.now, codes),
            str(one.dispute.moves) if one.dispute else "–",
            "–" if one.is_gone else str(one.without_level),
        )


def _levels(spread: Spread | None, codes: tuple[str, ...]) -> str:
    if spread is None:
        return "–"
    if spread.steps:
        return f"{codes[spread.lowest]} – {codes[spread.highest]}"
    return codes[spread.lowest]


def _document(workshop: Workshop) -> dict[str, Any]:
    """The document of `agenda --json`; levels are codes, and null where there is none or votes are private."""
    comparison, agenda = workshop.study.comparison, workshop.agenda
    codes = comparison.framework.codes
    document: dict[str, Any] = {"framework": comparison.framework.id, "round": comparison.round.id}
    if agenda is None:
        disputes = [_dispute(one, codes) for one in workshop.study.disputes]
        return {**document, "agenda": disputes, "begun": None, "progress": None, "moved": []}
    progress = workshop.progress
    return {
        **document,
        "agenda": [_item(one, workshop) for one in workshop.items],
        "begun": agenda.begun_at,
        "progress": {
            "items": progress.of,
            "settled": progress.settled,
            "skipped": progress.skipped,
            "gone": progress.gone,
            "open": progress.open,
            "minutes": progress.minutes,
        },
        "moved": [
            {
                "programme": one.programme.id,
                "rank": [one.rank_before, one.rank_after],
                "score": [one.score_before, one.score_after],
            }
            for one in workshop.moves
        ],
    }


def _dispute(one: Dispute, codes: tuple[str, ...]) -> dict[str, Any]:
    return {
        "programme": one.programme.id,
        "criterion": one.criterion.id,
        "lowest": codes[one.lowest],
        "highest": codes[one.highest],
        "spread": one.spread,
        "moves": one.moves,
        "missing": one.missing,
    }


def _item(one: Item, workshop: Workshop) -> dict[str, Any]:
    """The keys of a dispute, and what has come of it; a programme that was removed has its key for an id."""
    snapshot, codes = workshop.study.snapshot, workshop.study.comparison.framework.codes
    discussion, now = one.discussion, one.now
    names = {key: who.id for key, who in snapshot.evaluators.items()}
    moves = 0 if now else None
    return {
        "programme": one.programme.id if one.programme else discussion.programme,
        "criterion": discussion.criterion,
        "lowest": codes[now.lowest] if now else None,
        "highest": codes[now.highest] if now else None,
        "spread": now.steps if now else None,
        "moves": one.dispute.moves if one.dispute else moves,
        "missing": one.without_level,
        "practice": discussion.practice,
        "at_hand": one is workshop.at_hand,
        "gone": one.is_gone,
        "stage": discussion.stage,
        "outcome": discussion.outcome or None,
        "value": discussion.value or None,
        "rationale": discussion.rationale,
        "note": discussion.note,
        "first": {names.get(key, key): value for key, value in discussion.first},
        "second": {names.get(key, key): value for key, value in discussion.second},
        "dissents": [
            {"evaluator": names.get(said.evaluator, said.evaluator) or None, "text": said.text}
            for said in discussion.dissents
        ],
        "actions": [
            {"text": said.text, "owner": said.owner, "due": said.due or None} for said in discussion.actions
        ],
    }
