"""What happens to scores, weights and evidence when a new version of a framework comes into force."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from scorecard.analysis.record.crosswalk import problems, rewordings
from scorecard.analysis.record.talk import is_talked_about
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.edit import Change
from scorecard.model.evaluation import Key, WeightSet
from scorecard.model.framework import Framework, Link, edition_key
from scorecard.model.score import CONFIDENCES, Cell, Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import LONGEST_ENTRY


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the crosswalk with its counts of scores in open rounds.

    `moved` go over as they are, `carried` go over marked until their evaluator confirms them, `open` are cells
    of a merged criterion whose sources differ, `kept` stay with retired criteria. `reworded` says that the
    texts of a criterion that goes on have changed.
    """

    link: Link
    moved: int = 0
    carried: int = 0
    open: int = 0
    kept: int = 0
    reworded: bool = False

    def sentence(self) -> str:
        """What happens to the scores, in the language in force."""
        match self.link.fate:
            case "same":
                sentence = _("Goes on; its scores stay: {moved}.")
            case "renamed":
                sentence = _("Goes on under another id or name; its scores go along: {moved}.")
            case "merged":
                sentence = _(
                    "Become one. Values that agree go over, to be confirmed: {carried}; cells whose values differ "
                    "are to be scored anew: {open}. The earlier scores are kept: {kept}."
                )
            case "split":
                sentence = _(
                    "Becomes several. Each begins with the value there was, to be confirmed: {carried}. The "
                    "earlier scores are kept: {kept}."
                )
            case "dropped":
                sentence = _("Is asked no more; its scores are kept and count no longer: {kept}.")
            case "new":
                sentence = _("Is new and has no scores yet.")
            case _:
                assert_never(self.link.fate)
        return sentence.format(moved=self.moved, carried=self.carried, open=self.open, kept=self.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What adopting a draft would do. Where nothing was said it `replaces` the version in force and no more.

    `rounds_open` follow the crosswalk, `rounds_kept` stay on the version in force, `weights` are the names of
    the sets that change, `evidence` is how many items change the criteria that they speak to. `submitted` counts
    the programmes that evaluators have submitted in the open rounds: reopened, they can answer what is new.
    """

    lines: tuple[Line, ...]
    scores: int
    rounds_open: tuple[Key, ...]
    rounds_kept: tuple[Key, ...]
    weights: tuple[str, ...]
    evidence: int
    submitted: int
    replaces: bool


@dataclass(slots=True, kw_only=True)
class _Outcome:
    """What following one link comes to."""

    changes: list[Change] = field(default_factory=list)
    moved: int = 0
    carried: int = 0
    open: int = 0
    kept: int = 0


def preview(snapshot: Snapshot, id: str, scores: Iterable[Score]) -> Preview:
    """What adopting the draft of this framework would do to `scores`, which are all that the framework has.

    Refused as adopting would be where the crosswalk does not hold, or another scale meets scores.
    """
    new = snapshot.drafts[id].framework
    scores = list(scores)
    if id not in snapshot.frameworks:
        return _NOTHING_BEFORE
    old = snapshot.framework(id)
    in_use = bool(scores) or is_talked_about(snapshot, id)
    check_succession(old, new, scored=in_use)
    followed, kept = rounds_by_fate(snapshot, id)
    reworded = set(rewordings(old, new))
    by_criterion = _by_criterion(scores, followed)
    lines = []
    for link in new.crosswalk:
        outcome = _follow(old, link, by_criterion)
        counts = {name: getattr(outcome, name) for name in ("moved", "carried", "open", "kept")}
        lines.append(Line(link=link, reworded=not reworded.isdisjoint(link.new), **counts))
    own = [one for one in snapshot.weights.values() if one.framework == id]
    items = [one.criteria for one in snapshot.evidence.values()]
    handed_in = [one for one in snapshot.assignments.values() if one.status != "draft"]
    return Preview(
        lines=tuple(lines),
        scores=len(scores),
        rounds_open=followed,
        rounds_kept=kept,
        weights=tuple(one.name for one in own if _is_reweighed(old, new, one)),
        evidence=sum(followed_criteria(new, one, scored=in_use) != one for one in items),
        submitted=sum(one.round in followed for one in handed_in) if in_use else 0,
        replaces=not in_use,
    )


_NOTHING_BEFORE = Preview(
    lines=(), scores=0, rounds_open=(), rounds_kept=(), weights=(), evidence=0, submitted=0, replaces=True
)
"""What adopting the first version of a framework does to scores."""


def check_succession(old: Framework, new: Framework, *, scored: bool) -> None:
    """Refuse a new version whose crosswalk does not lead to it, or that has other codes while scores exist."""
    if scored and old.codes != new.codes:
        sentence = _(
            "Scores hold the codes {old}, so the scale of “{framework}” cannot become {new}. Nothing has changed; "
            "for another scale export the draft and give the framework another id."
        )
        raise Refusal(sentence.format(old=", ".join(old.codes), framework=old.id, new=", ".join(new.codes)))
    for problem in problems(old, new):
        raise Refusal(_("{problem} Nothing has changed.").format(problem=problem))


def rounds_by_fate(snapshot: Snapshot, id: str) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """The rounds that follow a new version of a framework, and those that keep to the one they have.

    A closed round keeps to it, and so does one that was closed once and is pinned to an edition since.
    """
    rounds = snapshot.ordered_rounds()
    kept = tuple(one.key for one in rounds if one.closed or id in dict(one.editions))
    return tuple(one.key for one in rounds if one.key not in kept), kept


def follow(old: Framework, new: Framework, scores: Iterable[Score], rounds: Collection[Key]) -> list[Change]:
    """The changes by which the scores in these rounds follow the crosswalk of the new version."""
    by_criterion = _by_criterion(scores, rounds)
    return [change for link in new.crosswalk for change in _follow(old, link, by_criterion).changes]


def brought_forward(snapshot: Snapshot, scores: Iterable[Score], into: Key) -> list[Score]:
    """Scores of any rounds, under the criteria of the versions that the round `into` is scored by.

    They follow the crosswalks from the versions of their own rounds; what only an earlier version asks is left out.
    """
    found: list[Score] = []
    groups: dict[tuple[str, Key], list[Score]] = {}
    for score in scores:
        groups.setdefault((score.criterion.partition(".")[0], score.round), []).append(score)
    for (id, round), group in groups.items():
        target = snapshot.framework_in(id, into)
        steps = steps_between(snapshot, snapshot.framework_in(id, round), target)
        asked = {criterion.id for criterion in target.criteria}
        found.extend(score for score in brought_along(steps, group, round) if score.criterion in asked)
    return found


def brought_along(
    steps: Iterable[tuple[Framework, Framework]], scores: Iterable[Score], round: Key
) -> list[Score]:
    """Scores of one round after they have followed each crosswalk, those that stay with earlier versions too."""
    said = {score.cell: score for score in scores}
    for old, new in steps:
        for change in follow(old, new, said.values(), (round,)):
            if isinstance(change.before, Score):
                said.pop(change.before.cell, None)
            if isinstance(change.after, Score):
                said[change.after.cell] = change.after
    return list(said.values())


def leads_to(snapshot: Snapshot, old: Framework, new: Framework) -> bool:
    """Whether crosswalks lead from one version of a framework to another, or they are the same."""
    return old.version == new.version or bool(steps_between(snapshot, old, new))


def steps_between(snapshot: Snapshot, old: Framework, new: Framework) -> list[tuple[Framework, Framework]]:
    """The versions from one to a later one, each with the next; none where one does not lead to the other."""
    steps: list[tuple[Framework, Framework]] = []
    while new.version != old.version:
        before = snapshot.editions.get(edition_key(new.id, new.previous))
        if before is None:
            return []
        steps.insert(0, (before.framework, new))
        new = before.framework
    return steps


def followed_criteria(new: Framework, ids: tuple[str, ...], *, scored: bool) -> tuple[str, ...]:
    """What evidence that spoke to these criteria, of any framework, speaks to now: to what they have become too.

    Where there are scores it goes on speaking to the criteria of before: rounds that are closed ask them still, and
    a criterion that comes back finds its evidence.
    """
    reached = {id: link.new for link in new.crosswalk for id in link.old}
    gone = {one.id for one in new.retired_criteria}
    found: list[str] = []
    for id in ids:
        now = reached.get(id, () if id in gone else (id,))
        found.extend((id, *now) if scored else now)
    return tuple(dict.fromkeys(found))


def followed_sections(old: Framework, new: Framework) -> dict[str, str]:
    """The new id of each section that has another: all of its criteria are in one that was not there before."""
    reached = {id: link.new for link in new.crosswalk for id in link.old}
    now = {one.id: section.id for section in new.sections for one in section.criteria}
    there = {section.id for section in new.sections}
    before = {section.id for section in old.sections}
    found = {}
    for section in old.sections:
        if section.id not in there:
            homes = {now[id] for one in section.criteria for id in reached.get(one.id, ()) if id in now}
            if len(homes) == 1 and not homes & before:
                found[section.id] = homes.pop()
    return found


def followed_weights(old: Framework, new: Framework, weights: WeightSet, *, scored: bool) -> WeightSet:
    """A set of weights for the new version.

    A merged criterion weighs as much as the heaviest of its sources, each part of a split one as much as that
    did. What is new gets the mean of its neighbours where the set names any, so that it is neither out nor
    above all others. Where there are scores the ids of before keep their weights at the end, since rounds that
    are closed go on being compared by them.
    """
    given = dict(weights.criteria)
    criteria: dict[str, float] = {}
    for link in new.crosswalk:
        named = [given[id] for id in link.old if id in given]
        criteria |= dict.fromkeys(link.new, max(named)) if named else {}
    fresh = {id for link in new.crosswalk if link.fate == "new" for id in link.new}
    for section in new.sections:
        ids = [one.id for one in section.criteria]
        criteria |= _filled(criteria, [id for id in ids if id in fresh], ids)
    renamed = followed_sections(old, new)
    there = [section.id for section in new.sections]
    sections = {renamed.get(id, id): weight for id, weight in weights.sections}
    sections = {id: weight for id, weight in sections.items() if id in there}
    known = {section.id for section in old.sections} | {*sections, *renamed.values()}
    sections |= _filled(sections, [id for id in there if id not in known], there)
    asked = [one.id for one in new.criteria]
    return replace(
        weights,
        sections=_in_order(sections, there, weights.sections if scored else ()),
        criteria=_in_order(criteria, asked, weights.criteria if scored else ()),
    )


def _in_order(
    weighed: dict[str, float], ids: Sequence[str], before: Iterable[tuple[str, float]]
) -> tuple[tuple[str, float], ...]:
    """The weights of these ids in their order, then those from before of ids that are not among them."""
    now = tuple((id, weighed[id]) for id in ids if id in weighed)
    return (*now, *(pair for pair in before if pair[0] not in ids))


def _is_reweighed(old: Framework, new: Framework, weights: WeightSet) -> bool:
    """Whether a set of weights says something else for the new version than it did for the old one."""
    followed = followed_weights(old, new, weights, scored=False)
    asked = {section.id for section in old.sections} | {one.id for one in old.criteria}
    said = {pair for pair in (*weights.sections, *weights.criteria) if pair[0] in asked}
    return said != {*followed.sections, *followed.criteria}


def _filled(given: dict[str, float], fresh: Sequence[str], neighbours: Sequence[str]) -> dict[str, float]:
    named = [given[id] for id in neighbours if id in given]
    return dict.fromkeys(fresh, sum(named) / len(named)) if named else {}


def _by_criterion(scores: Iterable[Score], rounds: Collection[Key]) -> dict[str, list[Score]]:
    found: dict[str, list[Score]] = {}
    for score in scores:
        if score.round in rounds:
            found.setdefault(score.criterion, []).append(score)
    return found


def _follow(old: Framework, link: Link, scores: dict[str, list[Score]]) -> _Outcome:
    outcome = _Outcome()
    mine = [score for id in link.old for score in scores.get(id, ())]
    match link.fate:
        case "same" | "renamed":
            outcome.moved = len(mine)
            if link.old != link.new:
                for score in mine:
                    outcome.changes.append(Change(before=score, after=None))
                    outcome.changes.append(Change(before=None, after=replace(score, criterion=link.new[0])))
        case "merged":
            outcome.kept = len(mine)
            for sources in _by_place(mine):
                merged = _merged(old, sources, link.new[0])
                _add(outcome, merged)
                outcome.open += not merged.value and any(score.value for score in sources)
        case "split":
            outcome.kept = len(mine)
            for score in mine:
                for id in link.new:
                    carried = _origin(old, (score,)) if score.value else ""
                    _add(outcome, replace(score, criterion=id, carried=carried))
        case "dropped":
            outcome.kept = len(mine)
        case "new":
            pass
        case _:
            assert_never(link.fate)
    return outcome


def _add(outcome: _Outcome, score: Score) -> None:
    if score.is_blank:
        return
    outcome.changes.append(Change(before=None, after=score))
    outcome.carried += bool(score.value)


def _by_place(scores: Iterable[Score]) -> Iterator[tuple[Score, ...]]:
    """The scores of one evaluator on one programme in one round, together."""
    found: dict[Cell, list[Score]] = {}
    for score in scores:
        found.setdefault(score.cell._replace(criterion=""), []).append(score)
    return (tuple(together) for together in found.values())


def _merged(old: Framework, sources: tuple[Score, ...], id: str) -> Score:
    """What an evaluator says of a merged criterion: their value where the sources that have one agree in it."""
    first = sources[0]
    answered = tuple(score for score in sources if score.value)
    values = {score.value for score in answered}
    agreed = values.pop() if len(values) == 1 else ""
    question = _joined(sources, lambda score: score.question)
    if values:
        asked = _("In version {version} the values differed ({values}): which one holds for both together?")
        named = ", ".join(f"{_code(score)} = {score.value}" for score in answered)
        sentence = asked.format(version=old.version, values=named)
        whole = f"{sentence}\n{question}".strip()
        question = whole if len(whole) <= LONGEST_ENTRY else sentence
    given = {score.confidence for score in answered if score.confidence}
    return Score(
        programme=first.programme,
        evaluator=first.evaluator,
        round=first.round,
        criterion=id,
        value=agreed,
        note=_joined(answered if agreed else sources, lambda score: score.note),
        confidence=min(given, key=CONFIDENCES.index) if agreed and given else "",
        question=question,
        challenge=_joined(sources, lambda score: score.challenge),
        cites=tuple(dict.fromkeys(key for score in sources for key in score.cites)),
        carried=_origin(old, answered) if agreed else "",
    )


def _joined(scores: Sequence[Score], text_of: Callable[[Score], str]) -> str:
    """The texts of several scores, each under its criterion; the first alone where all are too long together.

    Nothing is lost then: the others stay with the retired criteria.
    """
    said = [score for score in scores if text_of(score)]
    if not said:
        return ""
    if len({text_of(score) for score in said}) == 1:
        return text_of(said[0])
    whole = "\n".join(f"{_code(score)}: {text_of(score)}" for score in said)
    return whole if len(whole) <= LONGEST_ENTRY else text_of(said[0])


def _origin(old: Framework, scores: Iterable[Score]) -> str:
    return f"{old.version} {', '.join(_code(score) for score in scores)}"


def _code(score: Score) -> str:
    return score.criterion.partition(".")[2]
