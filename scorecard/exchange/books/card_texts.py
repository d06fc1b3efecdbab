"""What people wrote about each criterion of a programme, gathered for the cells of its scorecard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scorecard.analysis.sources.evidence_words import standing_word
from scorecard.analysis.sources.proof import Shortfall, shortfall, shortfall_word
from scorecard.i18n import _
from scorecard.model.framework import NA, NE
from scorecard.model.programme import Evidence
from scorecard.model.score import Score

if TYPE_CHECKING:
    from scorecard.exchange.books.book import Book

_LONGEST = 30_000
_SIGNS = {"+": "+", "-": "−", "~": "~", "?": "?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionTexts:
    """The cells beside the level of one criterion; `lowest` and `highest` are entries of the scale or empty."""

    lowest: float | str
    highest: float | str
    answers: int
    evidence: str
    note: str
    questions: str
    challenges: str


def criterion_texts(book: Book, row: int) -> dict[str, CriterionTexts]:
    """The texts of every criterion of the programme in a row of the comparison, by full id."""
    programme = book.programme(row).key
    register = book.evidence_by_programme.get(programme, ())
    scores = book.scores_by_programme.get(programme, ())
    by_criterion: dict[str, list[Score]] = {}
    for score in scores:
        by_criterion.setdefault(score.criterion, []).append(score)
    return {
        criterion.id: _texts_of(book, criterion.id, by_criterion.get(criterion.id, []), register)
        for criterion in book.criteria
    }


def _texts_of(
    book: Book, criterion: str, scores: list[Score], register: Iterable[Evidence]
) -> CriterionTexts:
    cited = {key for score in scores for key in score.cites}
    facts = [fact for fact in register if criterion in fact.criteria or fact.key in cited]
    steps = [
        book.framework.codes.index(score.value)
        for score in scores
        if score.value not in ("", NE, NA) and score.evaluator not in book.panel and _counts(book, score)
    ]
    asked = [_fact(fact) for fact in facts if fact.sign == "?"]
    return CriterionTexts(
        lowest=book.scale.code_entry(min(steps)) if steps else "",
        highest=book.scale.code_entry(max(steps)) if steps else "",
        answers=sum(1 for score in scores if score.value and _counts(book, score)),
        evidence=_joined(
            [
                *_lacking(book, scores),
                *(f"{_SIGNS[fact.sign]} {_fact(fact)}" for fact in facts if fact.sign != "?"),
            ]
        ),
        note=_joined([*_remarks(book, scores), *_by_person(book, scores, "note")]),
        questions=_joined([*_by_person(book, scores, "question"), *asked]),
        challenges=_joined(_by_person(book, scores, "challenge")),
    )


def _counts(book: Book, score: Score) -> bool:
    return book.publication.snapshot.conflict(score.programme, score.evaluator) is None


def _lacking(book: Book, scores: list[Score]) -> list[str]:
    """Whose mark stands without the evidence that its level asks for."""
    snapshot = book.publication.snapshot
    people: dict[Shortfall, list[str]] = {}
    for score in scores:
        lacks = shortfall(score, book.framework, snapshot.evidence, snapshot.documents)
        if lacks:
            people.setdefault(lacks, []).append(snapshot.evaluators[score.evaluator].name)
    return [
        _("[{shortfall}: {names}]").format(shortfall=shortfall_word(lacks), names=", ".join(names))
        for lacks, names in people.items()
    ]


def _remarks(book: Book, scores: list[Score]) -> list[str]:
    """Whose score does not count, and whose was carried over and not confirmed."""
    snapshot = book.publication.snapshot
    remarks = []
    for score in scores:
        name = snapshot.evaluators[score.evaluator].name
        if score.value and not _counts(book, score):
            sentence = _("[{name}: {value}, not counted because of a conflict of interest]")
            remarks.append(sentence.format(name=name, value=score.value))
        if score.carried:
            sentence = _("[{name}: carried over from {origin}, not confirmed]")
            remarks.append(sentence.format(name=name, origin=snapshot.origin(score)))
    return remarks


def _fact(fact: Evidence) -> str:
    text = _("Context: {fact}").format(fact=fact.text) if fact.context else fact.text
    about = ", ".join(filter(None, (fact.place, standing_word(fact.standing))))
    return f"{text} [{about}]" if about else text


def _by_person(book: Book, scores: list[Score], field: str) -> list[str]:
    """What evaluators wrote in a field; who wrote it stands before it unless all wrote the same."""
    people: dict[str, list[str]] = {}
    for score in scores:
        text = getattr(score, field)
        if text:
            name = book.publication.snapshot.evaluators[score.evaluator].name
            people.setdefault(text, []).append(name)
    answered = {score.evaluator for score in scores}
    if len(people) == 1 and len(next(iter(people.values()))) == len(answered):
        return list(people)
    return [_("{names}: {text}").format(names=", ".join(names), text=text) for text, names in people.items()]


def _joined(texts: Iterable[str]) -> str:
    """Texts under one another, as many as a spreadsheet cell holds."""
    lines: list[str] = []
    length = 0
    left_out = 0
    for text in texts:
        length += len(text.encode("utf-16-le")) // 2 + 1
        if length > _LONGEST:
            left_out += 1
        else:
            lines.append(text)
    if left_out:
        lines.append(_("Further texts that do not fit here: {count}.").format(count=left_out))
    return "\n".join(lines)
