"""Whether a mark has the evidence that its level asks for; a mark without it stands, and says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

from scorecard.i18n import _, ngettext
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.programme import Document, Evidence
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot, natural

Shortfall = Literal["", "uncited", "official", "effect"]
"""What a mark lacks: nothing, any citation, an official document or a second item, or an item showing an effect."""

SHORTFALLS: tuple[Shortfall, ...] = ("", "uncited", "official", "effect")

_ENOUGH_ITEMS = 2
"""Items that stand in for an official document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A mark that lacks evidence."""

    score: Score
    shortfall: Shortfall


def shortfall(
    score: Score, framework: Framework, evidence: Mapping[Key, Evidence], documents: Mapping[Key, Document]
) -> Shortfall:
    """What a score lacks by the scale of its framework. Only levels need proof: NE, NA and unscored lack nothing.

    Each step asks for its own `needs` and not for those of the steps below it.
    """
    need = next((step.needs for step in framework.scale if step.code == score.value), None)
    if need is None:
        return ""
    cited = [evidence[key] for key in dict.fromkeys(score.cites) if key in evidence]
    if not cited:
        return "uncited"
    match need:
        case "":
            return ""
        case "official":
            enough = len(cited) >= _ENOUGH_ITEMS or any(
                documents[key].kind == "official"
                for item in cited
                for key in item.documents
                if key in documents
            )
            return "" if enough else "official"
        case "effect":
            return "" if any(item.effect for item in cited) else "effect"
        case _:
            assert_never(need)


def shortfalls(snapshot: Snapshot, scores: Iterable[Score]) -> tuple[Gap, ...]:
    """The marks among these scores that lack evidence: by programme, by criterion in order, by evaluator.

    Each is judged by the version of its framework that its round is scored by; a criterion which that version
    does not ask is passed over.
    """
    versions: dict[tuple[str, Key], tuple[Framework, dict[str, int]]] = {}
    found: list[tuple[tuple[object, ...], Gap]] = []
    for score in scores:
        name = score.criterion.partition(".")[0]
        if name not in snapshot.frameworks:
            continue
        if (name, score.round) not in versions:
            framework = snapshot.framework_in(name, score.round)
            order = {criterion.id: place for place, criterion in enumerate(framework.criteria)}
            versions[name, score.round] = framework, order
        framework, order = versions[name, score.round]
        if score.criterion not in order:
            continue
        lacking = shortfall(score, framework, snapshot.evidence, snapshot.documents)
        if lacking:
            place = (
                snapshot.rounds[score.round].position,
                natural(snapshot.programmes[score.programme].id),
                snapshot.evaluation.frameworks.index(name),
                order[score.criterion],
                natural(snapshot.evaluators[score.evaluator].id),
            )
            found.append((place, Gap(score=score, shortfall=lacking)))
    found.sort(key=lambda one: one[0])
    return tuple(gap for _place, gap in found)


def shortfall_word(shortfall: Shortfall) -> str:
    """What is lacking in two or three words, for a mark or a cell of a table; nothing where nothing is."""
    match shortfall:
        case "":
            return ""
        case "uncited":
            return _("no evidence cited")
        case "official":
            return _("no official document")
        case "effect":
            return _("effect not shown")
        case _:
            assert_never(shortfall)


def shortfall_sentence(shortfall: Shortfall, level: str) -> str:
    """What is lacking and what would mend it, in a sentence; `level` is the code of the mark."""
    match shortfall:
        case "":
            return ""
        case "uncited":
            return _("No evidence is cited for this mark. Cite what it rests on; it stands all the same.")
        case "official":
            sentence = _(
                "Level {level} asks for an official document or two items of evidence. The mark stands all the same."
            )
        case "effect":
            sentence = _(
                "Level {level} asks for an item of evidence that shows the effect. The mark stands all the same."
            )
        case _:
            assert_never(shortfall)
    return sentence.format(level=level)


def proof_sentence(marks: int, gaps: Iterable[Gap]) -> str:
    """How many of the marks stand without the evidence that their level asks for, in a sentence."""
    lacking = Counter(gap.shortfall for gap in gaps)
    if not marks:
        return _("There is no mark yet.")
    if not lacking:
        sentence = ngettext(
            "The one mark has the evidence that its level asks for.",
            "Each of the {count} marks has the evidence that its level asks for.",
            marks,
        )
        return sentence.format(count=marks)
    sentence = ngettext(
        "Of {count} mark, {uncited} cites no evidence, {official} lacks an official document or a second item, and "
        "{effect} lacks an item that shows the effect.",
        "Of {count} marks, {uncited} cite no evidence, {official} lack an official document or a second item, and "
        "{effect} lack an item that shows the effect.",
        marks,
    )
    return sentence.format(
        count=marks, uncited=lacking["uncited"], official=lacking["official"], effect=lacking["effect"]
    )
