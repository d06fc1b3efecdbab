"""The item at hand as the wall tells it, by its stage: nothing of what anybody says before it is revealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorecard.i18n import _, language, ngettext
from scorecard.model.framework import NA, NE

if TYPE_CHECKING:
    from scorecard.analysis.workshops.items import Item, Spread
    from scorecard.analysis.workshops.workshop import Workshop
    from scorecard.model.evaluation import Key
    from scorecard.model.programme import Sign
    from scorecard.model.workshop import Discussion, Stage
    from ui.models.wall.sight import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of the scale: its code, its leading word and the text it has for this criterion."""

    code: str
    word: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """An item of evidence that speaks to the criterion."""

    sign: Sign
    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A level's code, NE or NA, how many say it, and who, where names may be told."""

    value: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WallItem:
    """The item at hand; `said` and spreads are there only once it was revealed.

    `turns` are how many have had their turn in private and how many are to have one; `scored` how many of the
    voters have said something, once that is revealed. `before` and `after` are positions of the scale from the
    lowest to the highest.
    """

    number: int
    of: int
    settled: int
    programme: tuple[str, ...]
    criterion: str
    question: str
    stage: Stage
    outcome: str
    practice: bool
    levels: tuple[Level, ...]
    evidence: tuple[Fact, ...]
    turns: tuple[int, int]
    scored: tuple[int, int]
    said: tuple[Said, ...]
    sentence: str
    agreed: Level | None
    rationale: str
    dissents: tuple[tuple[str, str], ...]
    before: tuple[int, int] | None
    after: tuple[int, int] | None


def wall_item(sight: Sight, *, names: bool) -> WallItem | None:
    """The item at hand, None where the agenda is empty. With `names` who said what, where the agenda permits it."""
    workshop = sight.workshop
    item = workshop.at_hand
    if item is None:
        return None
    from scorecard.analysis.workshops.items import takers

    tongue, framework, one = language(), workshop.study.comparison.framework, item.discussion
    texts = item.criterion.levels if item.criterion else ()
    levels = tuple(
        Level(
            code=step.code,
            word=step.word.into(tongue),
            text=texts[place].into(tongue) if place < len(texts) else "",
        )
        for place, step in enumerate(framework.scale)
    )
    is_open = one.stage in ("revealed", "settled")
    voting = takers(workshop.study.snapshot, workshop.agenda, item.place)
    values = _values(workshop, item) if is_open else {}
    voters = [who for who in item.voters if values.get(who.key)]
    told = names and sight.names_evaluators and is_open
    called = {who.key: who.name for who in item.voters} if told else {}
    return WallItem(
        number=workshop.discussions.index(item.discussion) + 1,
        of=workshop.progress.of,
        settled=workshop.progress.of - workshop.progress.open,
        programme=_programme(item),
        criterion=item.criterion.name.into(tongue) if item.criterion else one.criterion.partition(".")[2],
        question=item.criterion.question.into(tongue) if item.criterion else "",
        stage=one.stage,
        outcome=one.outcome,
        practice=one.practice,
        levels=levels,
        evidence=_evidence(sight, item),
        turns=(sum(who.key in one.voted for who in voting), len(voting)),
        scored=(len(voters), len(item.voters)) if is_open else (0, 0),
        said=_said((*framework.codes, NE, NA), values, {who.key for who in item.voters}, called),
        sentence=consequence(workshop, item) if one.stage == "revealed" else "",
        agreed=_agreed(levels, one.value) if one.outcome == "agreed" else None,
        rationale=sight.without_names(one.rationale) if one.stage == "settled" else "",
        dissents=_dissents(sight, one, called) if one.stage == "settled" else (),
        before=_reach(item.before) if is_open else None,
        after=_reach(item.after) if is_open else None,
    )


def _programme(item: Item) -> tuple[str, ...]:
    """What it can be called, the longest first."""
    if item.programme is None:
        return (_("a programme that was removed"),)
    return tuple(dict.fromkeys(filter(None, (item.programme.name, item.programme.short))))


def _evidence(sight: Sight, item: Item) -> tuple[Fact, ...]:
    from ui.models.score.evidence_cards import place_of

    snapshot, place = sight.workshop.study.snapshot, item.place
    return tuple(
        Fact(
            sign=one.sign,
            text=sight.without_names(one.text),
            place=sight.without_names(place_of(one, snapshot.documents)),
        )
        for one in snapshot.evidence_of(place.programme)
        if place.criterion in one.criteria
    )


def _values(workshop: Workshop, item: Item) -> dict[Key, str]:
    """What everybody says of an item that is revealed."""
    from scorecard.analysis.workshops.items import words_of

    one = item.discussion
    if one.stage == "settled" and one.second:
        return dict(one.second)
    if one.practice:
        return dict(one.votes)
    cube = workshop.study.cube
    if one.programme not in cube.programmes or item.criterion is None:
        return {}
    words = words_of(cube.framework.codes)
    row = cube.programmes.index(one.programme)
    codes = cube.values[row, :, cube.framework.criteria.index(item.criterion)].tolist()
    return {key: words[code] for key, code in zip(cube.evaluators, codes, strict=True)}


def _said(
    codes: Iterable[str], values: dict[Key, str], voters: set[Key], names: dict[Key, str]
) -> tuple[Said, ...]:
    found = []
    for code in codes:
        who = [key for key, value in values.items() if value == code and key in voters]
        called = sorted((names[key] for key in who if key in names), key=str.casefold)
        found.append(Said(value=code, count=len(who), names=tuple(called)))
    return tuple(found)


def consequence(workshop: Workshop, item: Item) -> str:
    """What the levels that were revealed mean for the ranking."""
    sentence = _now_sentence(workshop, item)
    before, now = item.before, item.now
    if before is None or now is None or _reach(before) == _reach(now):
        return sentence
    codes = workshop.study.comparison.framework.codes
    if before.lowest == before.highest:
        return f"{sentence} " + _("At first all said {level}.").format(level=codes[before.lowest])
    earlier = _("At first from {low} to {high}.")
    return f"{sentence} " + earlier.format(low=codes[before.lowest], high=codes[before.highest])


def _now_sentence(workshop: Workshop, item: Item) -> str:
    codes, now, dispute = workshop.study.comparison.framework.codes, item.now, item.dispute
    if now is None:
        return _("Nobody has given a level.")
    if now.count == 1:
        return _("Only one evaluator gives a level: {level}.").format(level=codes[now.lowest])
    if now.lowest == now.highest:
        return _("All who give a level say {level}.").format(level=codes[now.lowest])
    reach = {"low": codes[now.lowest], "high": codes[now.highest]}
    if item.discussion.practice:
        return _("From {low} to {high}. This is practice and counts nowhere.").format(**reach)
    if dispute is None:
        return _("From {low} to {high}.").format(**reach)
    reach = {"low": codes[dispute.lowest], "high": codes[dispute.highest]}
    if not dispute.moves:
        return _("From {low} to {high}: the ranking is the same either way.").format(**reach)
    sentence = ngettext(
        "From {low} to {high}: the answer moves the ranking by {count} place in all.",
        "From {low} to {high}: the answer moves the ranking by {count} places in all.",
        dispute.moves,
    )
    return sentence.format(count=dispute.moves, **reach)


def _agreed(levels: tuple[Level, ...], value: str) -> Level:
    for level in levels:
        if level.code == value:
            return level
    words = {NE: _("no evidence"), NA: _("does not apply")}
    return Level(code=value, word=words.get(value, ""), text="")


def _dissents(sight: Sight, one: Discussion, names: dict[Key, str]) -> tuple[tuple[str, str], ...]:
    """Who holds what against it; nobody is named where names are not told."""
    return tuple((names.get(each.evaluator, ""), sight.without_names(each.text)) for each in one.dissents)


def _reach(spread: Spread | None) -> tuple[int, int] | None:
    return (spread.lowest, spread.highest) if spread else None
