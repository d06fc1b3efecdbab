"""What a mark lacks by the scale of its framework, one by one and as a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.analysis.sources.proof import (
    SHORTFALLS,
    Gap,
    proof_sentence,
    shortfall,
    shortfall_sentence,
    shortfall_word,
    shortfalls,
)
from scorecard.model.framework import Edition, Framework
from scorecard.model.programme import DOCUMENT_KINDS, Document, Evidence
from scorecard.model.score import Score
from tests.analysis.evaluations import case_of

if TYPE_CHECKING:
    from tests.analysis.evaluations import Case

_DECREE = Document(key="d1", id="D1", title="Decree", kind="official")
_STUDY = Document(key="d2", id="D2", title="Study", kind="study")
_DOCUMENTS = {one.key: one for one in (_DECREE, _STUDY)}


def _item(key: str, *documents: str, effect: bool = False) -> Evidence:
    return Evidence(
        key=key, id=key, programme="p", text="A fact.", sign="+", documents=documents, effect=effect
    )


_EVIDENCE = {
    one.key: one for one in (_item("decreed", "d1"), _item("studied", "d2"), _item("seen", "d2", effect=True))
}


def _framework(case: Case) -> Framework:
    """The scale of ours: 3 needs an official document or two items, 4 an effect."""
    framework = case.snapshot.frameworks["f"]
    needs = {"3": "official", "4": "effect"}
    steps = tuple(replace(step, needs=needs.get(step.code, "")) for step in framework.scale)
    return replace(framework, scale=steps)


_FRAMEWORK = _framework(case_of({"A": 1}, {"P1": {"ana": "3"}}))


def _score(value: str, *cites: str) -> Score:
    return Score(programme="p", evaluator="e", round="r", criterion="f.A1", value=value, cites=cites)


def _lacks(value: str, *cites: str) -> str:
    return shortfall(_score(value, *cites), _FRAMEWORK, _EVIDENCE, _DOCUMENTS)


@pytest.mark.parametrize("value", ["0", "1", "2", "3", "4"])
def test_a_level_without_a_citation_is_uncited(value: str) -> None:
    assert _lacks(value) == "uncited"


@pytest.mark.parametrize("value", ["", "NE", "NA"])
def test_what_is_no_level_needs_no_evidence(value: str) -> None:
    assert _lacks(value) == ""


def test_a_level_below_three_needs_one_item_of_any_kind() -> None:
    assert _lacks("2", "studied") == ""


def test_three_needs_an_official_document_or_two_items() -> None:
    assert _lacks("3", "studied") == "official"
    assert _lacks("3", "decreed") == ""
    assert _lacks("3", "studied", "seen") == ""


def test_one_item_cited_twice_is_one_item() -> None:
    assert _lacks("3", "studied", "studied") == "official"


def test_four_needs_an_item_that_shows_the_effect() -> None:
    assert _lacks("4", "decreed", "studied") == "effect"
    assert _lacks("4", "seen") == ""


def test_a_citation_of_an_item_that_is_gone_proves_nothing() -> None:
    assert _lacks("2", "gone") == "uncited"
    assert _lacks("3", "studied", "gone") == "official"


def test_an_item_in_several_documents_is_official_by_one_of_them() -> None:
    both = {"both": _item("both", "d2", "d1")}
    assert shortfall(_score("3", "both"), _FRAMEWORK, both, _DOCUMENTS) == ""


def test_the_needs_of_any_scale_count() -> None:
    steps = tuple(
        replace(step, code=code, needs=need)
        for step, code, need in zip(
            _FRAMEWORK.scale, "DCBAS", ("", "", "effect", "", "official"), strict=True
        )
    )
    letters = replace(_FRAMEWORK, scale=steps)
    assert shortfall(_score("B", "studied"), letters, _EVIDENCE, _DOCUMENTS) == "effect"
    assert shortfall(_score("A", "studied"), letters, _EVIDENCE, _DOCUMENTS) == ""
    assert shortfall(_score("3", "studied"), letters, _EVIDENCE, _DOCUMENTS) == ""


@given(
    st.sampled_from("01234"),
    st.lists(st.sampled_from(sorted(_EVIDENCE)), unique=True),
    st.sampled_from(sorted(_EVIDENCE)),
)
def test_another_citation_never_makes_a_mark_lack_more(value: str, cites: list[str], more: str) -> None:
    before, after = _lacks(value, *cites), _lacks(value, *cites, more)
    assert after == before or after == "" or before == "uncited"


def test_the_list_goes_by_programme_criterion_and_evaluator() -> None:
    case = case_of({"A": 2}, {"P10": {"ana": "3 NE"}, "P2": {"bea": "1 .", "ana": "2 4"}})
    snapshot = replace(case.snapshot, frameworks={"f": _framework(case)})
    names = {one.key: one.id for one in (*snapshot.programmes.values(), *snapshot.evaluators.values())}
    gaps = shortfalls(snapshot, reversed(case.scores))
    assert [
        (names[gap.score.programme], gap.score.criterion, names[gap.score.evaluator], gap.shortfall)
        for gap in gaps
    ] == [
        ("P2", "f.A1", "ana", "uncited"),
        ("P2", "f.A1", "bea", "uncited"),
        ("P2", "f.A2", "ana", "uncited"),
        ("P10", "f.A1", "ana", "uncited"),
    ]


def test_a_closed_round_is_judged_by_the_version_it_keeps_to() -> None:
    case = case_of({"A": 1}, {"P1": {"ana": "3"}})
    (round,) = case.snapshot.rounds.values()
    (programme,) = case.snapshot.programmes
    item = replace(_EVIDENCE["studied"], programme=programme)
    old = case.snapshot.frameworks["f"]
    new = replace(_framework(case), version="2")
    snapshot = replace(case.snapshot, evidence={item.key: item}, documents=_DOCUMENTS, frameworks={"f": new})
    scores = [replace(score, cites=(item.key,)) for score in case.scores]
    assert [gap.shortfall for gap in shortfalls(snapshot, scores)] == ["official"]
    kept = replace(
        snapshot,
        editions={"f@1": Edition(framework=old)},
        rounds={round.key: replace(round, closed=True, editions=(("f", "1"),))},
    )
    assert shortfalls(kept, scores) == ()


def test_scores_of_retired_criteria_are_passed_over() -> None:
    case = case_of({"A": 1}, {"P1": {"ana": "3"}})
    retired = [replace(score, criterion="f.Z9") for score in case.scores]
    foreign = [replace(score, criterion="other.Z9") for score in case.scores]
    assert shortfalls(case.snapshot, [*retired, *foreign]) == ()


@pytest.mark.parametrize("lacking", SHORTFALLS[1:])
def test_every_shortfall_has_a_word_and_a_sentence_with_its_level(lacking: str) -> None:
    assert shortfall_word(lacking)  # type: ignore[arg-type]
    sentence = shortfall_sentence(lacking, "3")  # type: ignore[arg-type]
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_a_sentence_counts_what_the_marks_lack() -> None:
    gaps = [Gap(score=_score("3"), shortfall=lacking) for lacking in ("uncited", "uncited", "effect")]
    assert proof_sentence(9, gaps).startswith("Of 9 marks, 2 cite no evidence, 0 lack an official document")
    assert proof_sentence(9, ()).startswith("Each of the 9 marks")
    assert "no mark" in proof_sentence(0, ())


@pytest.mark.parametrize("kind", [kind for kind in DOCUMENT_KINDS if kind != "official"])
def test_only_an_official_document_is_official(kind: str) -> None:
    document = replace(_STUDY, kind=kind)  # type: ignore[arg-type]
    lacking = shortfall(_score("3", "studied"), _FRAMEWORK, _EVIDENCE, {"d2": document})
    assert lacking == "official"
