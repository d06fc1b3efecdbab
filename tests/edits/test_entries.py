"""What may be stored, and how a refusal says what may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.edits.evidence import valid_evidence
from scorecard.edits.people import valid_evaluator
from scorecard.edits.programmes import valid_programme
from scorecard.edits.scores import valid_score
from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in_framework
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

PROGRAMME = Programme(key="p", id="CL03", name="Alta Ley")
PANEL = Evaluator(key="n", id="panel", name="The panel", kind="panel")
FACT = Evidence(key="f", id="CL03-01", programme="p", text="A fact.", sign="+", criteria=("ptpr.ANT1",))
SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("ptpr",)),
    frameworks={"ptpr": built_in_framework("ptpr")},
    rounds={"r": Round(key="r", id="r1", name="Round 1", position=0)},
    evaluators={"e": Evaluator(key="e", id="ana", name="Ana", kind="independent"), "n": PANEL},
    programmes={"p": PROGRAMME},
    evidence={"f": FACT},
)
SCORE = Score(programme="p", evaluator="e", round="r", criterion="ptpr.ANT1", value="2")


@pytest.mark.parametrize("value", ["", "0", "4", "NE"])
def test_a_level_of_the_scale_a_state_or_nothing_may_be_stored(value: str) -> None:
    assert valid_score(SNAPSHOT, replace(SCORE, value=value)).value == value


@pytest.mark.parametrize("value", ["5", "-1", "3,5", "3.0", " 3", "ne", "TRUE", "٣"])
def test_anything_else_is_refused_with_the_levels_there_are(value: str) -> None:
    with pytest.raises(Refusal, match="0, 1, 2, 3, 4"):
        valid_score(SNAPSHOT, replace(SCORE, value=value))


def test_not_applicable_needs_a_reason() -> None:
    with pytest.raises(Refusal, match="needs a reason"):
        valid_score(SNAPSHOT, replace(SCORE, value="NA", note=" \n "))
    assert valid_score(SNAPSHOT, replace(SCORE, value="NA", note=" no mine there ")).note == "no mine there"


@pytest.mark.parametrize("field", ["programme", "evaluator", "round"])
def test_a_score_of_something_that_was_removed_is_refused(field: str) -> None:
    with pytest.raises(Refusal, match="removed meanwhile"):
        valid_score(SNAPSHOT, replace(SCORE, **{field: "gone"}))


def test_evidence_that_is_not_there_cannot_be_cited() -> None:
    assert valid_score(SNAPSHOT, replace(SCORE, cites=("f",))).cites == ("f",)
    with pytest.raises(Refusal, match="removed meanwhile"):
        valid_score(SNAPSHOT, replace(SCORE, cites=("gone",)))


def test_a_note_that_is_too_long_is_refused_and_not_cut() -> None:
    with pytest.raises(Refusal, match="4001 characters"):
        valid_score(SNAPSHOT, replace(SCORE, note="x" * 4_001))


@pytest.mark.parametrize("id", ["", "-1", "a b", "x" * 25, "=1+1", "../P1"])
def test_a_malformed_id_is_refused(id: str) -> None:
    with pytest.raises(Refusal, match="cannot be the id"):
        valid_programme(SNAPSHOT, Programme(key="new", id=id, name="New"))


def test_an_id_that_is_taken_in_other_letters_is_refused() -> None:
    with pytest.raises(Refusal, match="already taken") as refused:
        valid_programme(SNAPSHOT, Programme(key="new", id="cl03", name="New"))
    assert refused.value.code == "duplicate"
    assert valid_programme(SNAPSHOT, replace(PROGRAMME, name="Renamed")).name == "Renamed"


def test_a_programme_needs_a_name_on_one_line() -> None:
    with pytest.raises(Refusal, match="needs a name"):
        valid_programme(SNAPSHOT, replace(PROGRAMME, name=" \t\n"))
    assert valid_programme(SNAPSHOT, replace(PROGRAMME, name=" Alta \n Ley ")).name == "Alta Ley"


def test_a_second_panel_is_refused() -> None:
    with pytest.raises(Refusal, match="one is the most"):
        valid_evaluator(SNAPSHOT, Evaluator(key="x", id="p2", name="Another", kind="panel"))
    assert valid_evaluator(SNAPSHOT, replace(PANEL, name="Renamed")).name == "Renamed"


def test_evidence_needs_a_text_and_known_criteria() -> None:
    with pytest.raises(Refusal, match="needs a text"):
        valid_evidence(SNAPSHOT, replace(FACT, text=" "))
    with pytest.raises(Refusal, match=r"ptpr\.ANT1"):
        valid_evidence(SNAPSHOT, replace(FACT, criteria=("ptpr.ANT11",)))
    with pytest.raises(Refusal, match="removed meanwhile"):
        valid_evidence(SNAPSHOT, replace(FACT, documents=("gone",)))
