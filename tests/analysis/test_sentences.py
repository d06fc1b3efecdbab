"""The words above a comparison claim what its numbers show and no more."""

from __future__ import annotations

import pytest

from scorecard.analysis import sentences
from scorecard.i18n import speaking
from tests.analysis.evaluations import case_of

NAMES = {"P1": "Alta Ley", "P2": "Transforma", "P3": "Innova", "P4": "Atacama", "P5": "CITE"}


def head(answers: dict[str, str], **asked: object) -> str:
    """The sentence over programmes that one evaluator scored on criteria A1, A2."""
    case = case_of(
        {"A": 2},
        {id: {"ana": words} for id, words in answers.items()},
        names=NAMES,
        kinds={"ana": "peer"},
        **asked,
    )
    return case.compare().sentence()


def profile(answers: dict[str, str], keys: list[str] | None = None, **asked: object) -> tuple[str, str]:
    """The sentences over programmes that one evaluator scored on A1, B1, C1, C2."""
    case = case_of(
        {"A": 1, "B": 1, "C": 2}, {id: {"ana": words} for id, words in answers.items()}, names=NAMES, **asked
    )
    return case.compare().profile_sentences(list(answers) if keys is None else keys)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "There is no programme to compare yet."),
        ({"P1": "2 3"}, "Alta Ley has a score of 2.50; there is nothing to compare it with."),
        ({"P1": "NE NE"}, "Alta Ley does not have enough evidence for a score."),
        ({"P1": "NA NA"}, "No criterion of this framework applies to Alta Ley."),
        ({"P1": "NE NE", "P2": ". ."}, "None of the 2 programmes has enough evidence for a score."),
        (
            {"P1": "NA NA", "P2": "NA NA"},
            "No criterion of this framework applies to any of the 2 programmes.",
        ),
        ({"P1": "NA NA", "P2": "NE NA"}, "None of the 2 programmes has enough evidence for a score."),
        (
            {"P1": "2 3", "P2": "NE NE"},
            "Of 2 programmes only Alta Ley has enough evidence for a score: 2.50.",
        ),
        (
            {"P1": "2 3", "P2": "1 1"},
            "Alta Ley leads with 2.50; all 2 programmes have enough evidence for a score.",
        ),
        (
            {"P1": "2 3", "P2": "1 1", "P3": "NE NE"},
            "Alta Ley leads with 2.50; 2 of 3 programmes have enough evidence for a score.",
        ),
        (
            {"P1": "2 3", "P3": "3 2", "P2": "NE NE"},
            (
                "Alta Ley and Innova share the lead with 2.50; "
                "2 of 3 programmes have enough evidence for a score."
            ),
        ),
        (
            {"P1": "2 3", "P2": "3 2", "P3": "4 1", "P4": "0 0"},
            (
                "Alta Ley, Innova and Transforma share the lead with 2.50; "
                "all 4 programmes have enough evidence for a score."
            ),
        ),
        (
            {"P1": "2 2", "P2": "2 2", "P3": "2 2", "P4": "2 2", "P5": "NE ."},
            "4 programmes share the lead with 2.00; 4 of 5 programmes have enough evidence for a score.",
        ),
        (
            {"P1": "2 2", "P2": "2 2", "P3": "2 2", "P4": "2 2", "P5": "1 1"},
            "4 programmes share the lead with 2.00; all 5 programmes have enough evidence for a score.",
        ),
        ({"P1": "2 2", "P2": "2 2"}, "All 2 programmes are level with 2.00."),
    ],
)
def test_the_head_says_who_leads_and_how_many_could(answers: dict[str, str], expected: str) -> None:
    assert head(answers) == expected


def test_a_lead_within_the_tolerance_is_shared() -> None:
    faint = {"criteria": {"f.A2": 1e-11}}
    assert head({"P1": "2 3", "P2": "2 2", "P3": "1 1"}, **faint).startswith("Alta Ley and Transforma share")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"P1": "4 1 2 2", "P2": "1 3 2 2"}, "Alta Ley is ahead on part A; Transforma on part B."),
        ({"P1": "4 4 2 2", "P2": "1 3 2 2"}, "Alta Ley is ahead on part A and part B."),
        ({"P1": "4 4 4 4", "P2": "1 1 1 1"}, "Alta Ley is ahead on every section that can be compared."),
        (
            {"P1": "1 1 1 1", "P2": "1 1 2 0"},
            "None of these programmes is ahead of the others on any section.",
        ),
        (
            {"P1": "4 1 1 1", "P2": "1 4 1 1", "P3": "1 1 4 4"},
            "Alta Ley is ahead on part A; Transforma on part B; Innova on part C.",
        ),
        (
            {"P1": "4 NE NE NE", "P2": "NE 4 NE NE"},
            "There is too little evidence to say which of these programmes is ahead on any section.",
        ),
        ({"P1": "4 1 1 1"}, "Alta Ley is strongest on part A."),
        ({"P1": "2 2 2 2"}, "Alta Ley stands no higher on one section than on another."),
        ({"P1": "NE NE NE 2"}, "Alta Ley has a score on part C only: 2.00."),
        ({"P1": "NE NE NE ."}, "Alta Ley does not have enough evidence for a score in any section."),
    ],
)
def test_the_profile_says_who_is_ahead_where(answers: dict[str, str], expected: str) -> None:
    assert profile(answers)[0] == expected


def test_nobody_is_ahead_where_the_other_has_too_little_evidence() -> None:
    sentence, gap = profile({"P1": "4 1 2 2", "P2": "NE 3 2 2"})
    assert sentence == "Transforma is ahead on part B."
    assert gap == "Transforma has too little evidence for a score in 1 section."


def test_a_section_without_weight_is_not_spoken_of() -> None:
    sentence, gap = profile({"P1": "4 1 2 2", "P2": "1 3 NE NE"}, sections={"A": 0, "C": 0})
    assert (sentence, gap) == ("Transforma is ahead on part B.", "")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"P1": "4 1 2 2", "P2": "1 3 2 2"}, ""),
        ({"P1": "NE 1 . .", "P2": "1 3 2 2"}, "Alta Ley has too little evidence for a score in 2 sections."),
        (
            {"P1": "NE NE . .", "P2": "1 3 2 2"},
            "Alta Ley has too little evidence for a score in every section.",
        ),
        ({"P1": "NA NA NA NA", "P2": "1 3 2 2"}, ""),
        (
            {"P1": "NE 1 2 2", "P3": "1 . 2 2"},
            "Alta Ley and Innova have too little evidence for a score in some sections.",
        ),
        (
            dict.fromkeys(NAMES, "NE 1 2 2") | {"P5": "1 1 1 1"},
            "4 of these 5 programmes have too little evidence for a score in some section.",
        ),
    ],
)
def test_the_profile_says_who_has_too_little_evidence(answers: dict[str, str], expected: str) -> None:
    assert profile(answers)[1] == expected


def test_more_than_three_who_are_ahead_get_a_sentence_each() -> None:
    programmes = [(name, [section]) for name, section in zip(NAMES.values(), "ABCD", strict=False)]
    assert sentences.ahead(programmes, 4) == (
        "Alta Ley is ahead on A. Transforma is ahead on B. Innova is ahead on C. Atacama is ahead on D."
    )


def test_a_profile_of_nobody_asks_for_programmes() -> None:
    assert profile({"P1": "1 1 1 1"}, keys=[]) == ("Choose the programmes to compare.", "")


def test_a_profile_of_one_without_evidence_says_so_once() -> None:
    assert profile({"P1": "NE NE NE ."})[1] == ""


def test_both_sentences_of_a_profile_can_be_had_as_one() -> None:
    case = case_of({"A": 1, "B": 2}, {"P1": {"ana": "4 1 1"}, "P2": {"ana": "1 NE NE"}}, names=NAMES)
    assert case.compare().profile_sentence(["P1", "P2"]) == (
        "Alta Ley is ahead on part A. Transforma has too little evidence for a score in 1 section."
    )


def test_figures_wear_the_decimal_mark_of_the_language() -> None:
    with speaking("es"):
        assert "2,50" in head({"P1": "2 3", "P2": "1 1"})


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["Alta Ley"], "Alta Ley"),
        (["Alta Ley", "Innova"], "Alta Ley and Innova"),
        (["A", "B", "C"], "A, B and C"),
        (["adaptation", "learning and upgrading"], "adaptation, and learning and upgrading"),
    ],
)
def test_names_are_joined_as_a_person_would(names: list[str], expected: str) -> None:
    assert sentences.joined(names) == expected


@pytest.mark.parametrize(
    ("last", "conjunction"),
    [
        ("arraigo", "y"),
        ("interconexión", "e"),
        ("Ínsula", "e"),
        ("hidrógeno", "e"),
        ("hierro", "y"),
        ("I+D", "e"),
    ],
)
def test_spanish_says_e_before_the_sound_i(last: str, conjunction: str) -> None:
    with speaking("es"):
        assert sentences.joined(["adaptación", last]) == f"adaptación {conjunction} {last}"


def test_section_names_keep_their_capitals_only_where_they_are_initials() -> None:
    assert sentences.strongest("P", ["R&D", "FDI", "Embeddedness"], True).endswith(
        "R&D, FDI and embeddedness."
    )


def test_under_the_weakest_the_sentence_says_at_most_and_what_holds_the_leader_down() -> None:
    one = {"P1": "3 .", "P2": "1 1"}
    assert head(one, rule="weakest") == (
        "Alta Ley leads with at most 3.00; all 2 programmes have enough evidence for a score. "
        "A1 f.A1 holds Alta Ley down."
    )
    assert head({"P1": "2 2"}, rule="weakest") == (
        "Alta Ley has a score of 2.00; there is nothing to compare it with. A1 f.A1 and A2 f.A2 hold Alta Ley down."
    )
    assert "hold" not in head({"P1": "2 3", "P2": "3 2"}, rule="weakest")


def test_where_many_criteria_bind_they_are_a_number() -> None:
    assert sentences.held_down("CITE", ["a", "b", "c", "d"]) == "4 criteria hold CITE down."
    assert sentences.held_down("CITE", []) == ""
