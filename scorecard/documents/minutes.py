"""The minutes of a workshop: who took part, what was agreed on and why, what stays open, and who does what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from scorecard.analysis.sentences import joined
from scorecard.analysis.workshops.sentences import (
    movement_sentence,
    narrowing_sentence,
    progress_sentence,
    state_in_words,
)
from scorecard.analysis.workshops.workshop import Move, Workshop
from scorecard.documents.around import closing, day, footer, opening
from scorecard.documents.discussion import Telling
from scorecard.documents.manuscript import Block, Grid, Heading, Manuscript, Paragraph
from scorecard.errors import Refusal
from scorecard.i18n import _, format_number, language, ngettext
from scorecard.model.evaluation import Evaluator
from scorecard.model.workshop import Discussion

if TYPE_CHECKING:
    from scorecard.exchange.publication import Publication


def minutes(publication: Publication) -> Manuscript:
    """The minutes of the workshop of the framework and round that a study is of; refused where none was held."""
    workshop = Workshop(publication.study)
    if not workshop.items:
        raise _nothing_held(publication)
    told = Telling(workshop)
    title = _("Minutes of the workshop")
    blocks: list[Block] = [*opening(publication), _facts(publication, workshop)]
    sentences = (
        progress_sentence(workshop.progress),
        narrowing_sentence(workshop.narrowing),
        movement_sentence(workshop),
    )
    blocks += [Paragraph(sentence) for sentence in sentences if sentence]
    blocks += [Heading(_("Agenda")), told.agenda()]
    blocks += [Heading(_("What was said"))]
    said = [
        block
        for number, item in enumerate(workshop.items, start=1)
        if item.is_gone or _was_taken_up(item.discussion)
        for block in told.item(number, item)
    ]
    blocks += said or [Paragraph(_("No item has been taken up yet."))]
    blocks += [Heading(_("Actions")), *_actions(told)]
    blocks += [Heading(_("What moved in the ranking")), *_moves(workshop)]
    blocks += [Heading(_("Open items")), *_open(workshop, told)]
    blocks += closing(publication)
    return Manuscript(
        title=title,
        subject=publication.snapshot.evaluation.title,
        language=language(),
        made_at=publication.made_at,
        footer=footer(publication),
        blocks=tuple(blocks),
    )


def _was_taken_up(one: Discussion) -> bool:
    """Whether there is anything to tell of an item; the others stand in the agenda and among the open ones."""
    return one.stage != "waiting" or bool(one.first or one.note or one.dissents or one.actions)


def _nothing_held(publication: Publication) -> Refusal:
    framework, round = publication.comparison.framework, publication.comparison.round
    sentence = _(
        "No workshop of {framework} has been held in {round} yet. Begin one with “workshop begin”, or give the "
        "framework and round of one that was held; nothing was written."
    )
    return Refusal(sentence.format(framework=framework.short.into(language()), round=round.name))


def _facts(publication: Publication, workshop: Workshop) -> Grid:
    comparison = publication.comparison
    framework, round = comparison.framework, comparison.round
    rows = [
        (_("Framework"), f"{framework.name.into(language())} {framework.version}"),
        (_("Round"), round.name),
    ]
    if workshop.agenda is not None:
        rows.append((_("Begun on"), day(datetime.fromisoformat(workshop.agenda.begun_at))))
    taking_part = [who.name for who in _taking_part(workshop)]
    rows.append((_("Took part"), joined(taking_part) if taking_part else _("nobody so far")))
    if absent := _absent(workshop):
        rows.append((_("Absent, or left early"), joined(absent)))
    return Grid(rows=tuple(rows), widths=(1, 3))


def _taking_part(workshop: Workshop) -> Iterator[Evaluator]:
    """The evaluators who said something about an item that was revealed or settled, or had a turn."""
    spoke = set()
    for item in workshop.items:
        one = item.discussion
        spoke |= {key for key, _value in (*one.first, *one.second, *one.votes)} | set(one.voted)
        spoke |= {dissent.evaluator for dissent in one.dissents}
    for who in workshop.study.snapshot.ordered_evaluators():
        if who.key in spoke and who.kind != "panel":
            yield who


def _absent(workshop: Workshop) -> list[str]:
    keys = workshop.agenda.absent if workshop.agenda else ()
    return [who.name for who in workshop.study.snapshot.ordered_evaluators() if who.key in keys]


def _actions(told: Telling) -> list[Block]:
    rows = tuple(told.actions())
    if not rows:
        return [Paragraph(_("No action was noted."))]
    return [Grid(heads=(_("Action"), _("Owner"), _("Due"), _("About")), rows=rows, widths=(6, 3, 2, 3))]


def _moves(workshop: Workshop) -> list[Block]:
    count = len(workshop.moves)
    if not count:
        return [Paragraph(_("No rank and no score is another than before the discussion."))]
    sentence = ngettext(
        "{count} programme has another rank or score than before the discussion.",
        "{count} programmes have another rank or score than before the discussion.",
        count,
    )
    heads = (
        _("Id"), _("Programme"), _("Rank before"), _("Rank now"), _("Score before"), _("Score now"),
    )  # fmt: skip
    rows = tuple(_move(one) for one in workshop.moves)
    return [
        Paragraph(sentence.format(count=count)),
        Grid(heads=heads, rows=rows, widths=(1, 6, 1, 1, 1, 1), right=(2, 3, 4, 5)),
        Paragraph(_("A dash: insufficient evidence for a score and a rank."), "muted"),
    ]


def _move(one: Move) -> tuple[str, ...]:
    ranks = ("–" if rank is None else str(rank) for rank in (one.rank_before, one.rank_after))
    scores = (
        "–" if score is None else format_number(score, 2) for score in (one.score_before, one.score_after)
    )
    return (one.programme.id, one.programme.label, *ranks, *scores)


def _open(workshop: Workshop, told: Telling) -> list[Block]:
    rows = tuple(
        (str(number), told.programme(item), told.criterion(item), state_in_words(item))
        for number, item in enumerate(workshop.items, start=1)
        if item.is_open or item.discussion.outcome in ("dissent", "skipped")
    )
    if not rows:
        return [Paragraph(_("Nothing is left open."))]
    return [
        Grid(
            heads=(_("No."), _("Programme"), _("Criterion"), _("State")),
            rows=rows,
            widths=(1, 6, 6, 4),
        )
    ]
