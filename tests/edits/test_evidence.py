"""Facts are added, changed and removed; what cites them and what differs from them follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.analysis.sources.discrepancies import differing
from scorecard.edits import evidence, locks
from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in_framework
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Assignment, Evaluation, Evaluator, Round
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot


def item(key: str, programme: str = "p", **said: object) -> Evidence:
    return Evidence(key=key, id=key.upper(), programme=programme, text="A fact.", sign="+", **said)  # type: ignore[arg-type]


def score(criterion: str, *cites: str, value: str = "2", programme: str = "p") -> Score:
    return Score(programme=programme, evaluator="a", round="r", criterion=criterion, value=value, cites=cites)


SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("ptpr",)),
    frameworks={"ptpr": built_in_framework("ptpr")},
    rounds={"r": Round(key="r", id="r1", name="Round 1", position=0)},
    evaluators={"a": Evaluator(key="a", id="ana", name="Ana", kind="independent")},
    programmes={key: Programme(key=key, id=key.upper(), name=f"Programme {key}") for key in "pq"},
    documents={"d": Document(key="d", id="D", title="Decree", kind="official")},
    evidence={key: item(key) for key in ("one", "two", "three")} | {"far": item("far", "q")},
)


def done(snapshot: Snapshot, *edits: Edit) -> Snapshot:
    for edit in edits:
        snapshot = snapshot.after(edit.changes)
    return snapshot


def test_an_item_without_an_id_gets_the_one_after_the_last_of_its_programme() -> None:
    first = evidence.add(SNAPSHOT, replace(item("new"), id=""))
    assert done(SNAPSHOT, first).evidence["new"].id == "P-1"
    listed = {key: replace(item(key), id=id) for key, id in (("x", "P-09"), ("y", "P-02"), ("z", "P-b"))}
    following = evidence.add(replace(SNAPSHOT, evidence=listed), replace(item("new"), id=""))
    assert done(SNAPSHOT, following).evidence["new"].id == "P-10"


def test_texts_are_kept_whatever_their_alphabet_and_cleaned_of_what_cannot_be_shown() -> None:
    said = replace(item("new"), text="  🌋 حقيقة \x00 \u202e事実  ", place="p. 1\r\n")
    stored = done(SNAPSHOT, evidence.add(SNAPSHOT, said)).evidence["new"]
    assert (stored.text, stored.place) == ("🌋 حقيقة  事実", "p. 1")


@pytest.mark.parametrize(
    "said",
    [
        {"text": " \n "},
        {"text": "x" * 4_001},
        {"place": "x" * 301},
        {"link": "x" * 4_001},
        {"id": "one"},
        {"id": "a b"},
        {"criteria": ("ptpr.NONE",)},
        {"documents": ("gone",)},
        {"differs_from": ("gone",)},
        {"differs_from": ("new",)},
        {"programme": "gone"},
    ],
)
def test_what_cannot_be_stored_is_refused_in_a_sentence(said: dict[str, object]) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        evidence.add(SNAPSHOT, replace(item("new"), **said))  # type: ignore[arg-type]


def test_a_criterion_that_is_retired_meanwhile_may_stay_with_an_item() -> None:
    old = replace(item("one"), criteria=("ptpr.OLD1",))
    snapshot = replace(SNAPSHOT, evidence={**SNAPSHOT.evidence, "one": old})
    changed = done(snapshot, evidence.change(snapshot, replace(old, text="Said better.")))
    assert changed.evidence["one"].criteria == ("ptpr.OLD1",)


def test_changing_nothing_is_no_edit() -> None:
    assert evidence.change(SNAPSHOT, SNAPSHOT.evidence["one"]).changes == ()
    assert evidence.change(SNAPSHOT, SNAPSHOT.evidence["one"], ()).changes == ()


def test_changing_an_item_that_is_gone_is_refused_as_stale() -> None:
    with pytest.raises(Refusal) as refused:
        evidence.change(SNAPSHOT, item("gone"))
    assert refused.value.code == "stale"


def test_what_differs_is_known_from_both_sides_and_can_be_taken_back_from_either() -> None:
    linked = done(SNAPSHOT, evidence.change(SNAPSHOT, SNAPSHOT.evidence["one"], ("two",)))
    assert [one.key for one in differing(linked, "two")] == ["one"]
    same = evidence.change(linked, linked.evidence["two"], ("one",))
    assert same.changes == ()
    apart = done(linked, evidence.change(linked, linked.evidence["two"], ()))
    assert differing(apart, "one") == differing(apart, "two") == ()


def test_changing_the_text_alone_leaves_what_differs() -> None:
    linked = done(SNAPSHOT, evidence.change(SNAPSHOT, SNAPSHOT.evidence["one"], ("two",)))
    said = done(linked, evidence.change(linked, replace(linked.evidence["two"], text="Other words.")))
    assert [one.key for one in differing(said, "two")] == ["one"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("one", "two", "three")),
            st.lists(st.sampled_from(("one", "two", "three")), unique=True),
        ),
        max_size=8,
    )
)
def test_the_links_are_always_those_that_were_said_last(steps: list[tuple[str, list[str]]]) -> None:
    snapshot, pairs = SNAPSHOT, set()
    for key, others in steps:
        wanted = [other for other in others if other != key]
        snapshot = done(snapshot, evidence.change(snapshot, snapshot.evidence[key], wanted))
        pairs = {pair for pair in pairs if key not in pair} | {frozenset((key, other)) for other in wanted}
        for one in ("one", "two", "three"):
            expected = {other for pair in pairs if one in pair for other in pair if other != one}
            assert {other.key for other in differing(snapshot, one)} == expected


def test_removing_an_item_takes_its_citations_and_links_along_in_one_edit() -> None:
    linked = done(SNAPSHOT, evidence.change(SNAPSHOT, SNAPSHOT.evidence["two"], ("one",)))
    scores = [
        score("ptpr.ANT1", "one", "two"),
        score("ptpr.ANT2", "two"),
        score("ptpr.ANT3", "one", value=""),
    ]
    edit = evidence.remove(linked, "one", scores)
    after = {change.ref.key: change.after for change in edit.changes if change.ref.kind == "score"}
    assert after == {
        "p/a/r/ptpr.ANT1": score("ptpr.ANT1", "two"),
        "p/a/r/ptpr.ANT3": None,
    }
    removed = done(linked, edit)
    assert "one" not in removed.evidence
    assert removed.evidence["two"].differs_from == ()
    assert done(removed, edit.inverse()) == linked


def test_removing_what_is_gone_does_nothing() -> None:
    assert evidence.remove(SNAPSHOT, "gone", []).changes == ()


def test_removing_is_refused_where_a_submitted_score_cites_the_item() -> None:
    submitted = Assignment(programme="p", evaluator="a", round="r", status="submitted")
    snapshot = replace(SNAPSHOT, assignments={"p/a/r": submitted})
    with pytest.raises(Refusal, match="Ana"):
        locks.refuse_locked(snapshot, evidence.remove(snapshot, "one", [score("ptpr.ANT1", "one")]))
    locks.refuse_locked(snapshot, evidence.remove(snapshot, "one", [score("ptpr.ANT1", "two")]))


def cell(criterion: str, programme: str = "p") -> Cell:
    return Cell(programme, "a", "r", criterion)


def test_one_item_is_cited_in_several_scores_also_where_nothing_was_said() -> None:
    stored = [score("ptpr.ANT1", "two"), score("ptpr.ANT2", "one")]
    wanted = [cell("ptpr.ANT1"), cell("ptpr.ANT2"), cell("ptpr.ANT3")]
    edit = evidence.cite_in(SNAPSHOT, stored, "one", wanted)
    after = [change.after for change in edit.changes]
    assert after == [score("ptpr.ANT1", "two", "one"), score("ptpr.ANT3", "one", value="")]
    assert "2" in edit.label.text()


def test_scores_that_are_given_and_not_wanted_lose_the_citation() -> None:
    stored = [score("ptpr.ANT1", "one"), score("ptpr.ANT2", "one", value="")]
    edit = evidence.cite_in(SNAPSHOT, stored, "one", [])
    assert [change.after for change in edit.changes] == [score("ptpr.ANT1"), None]


def test_citing_what_is_cited_is_no_edit() -> None:
    stored = [score("ptpr.ANT1", "one")]
    assert evidence.cite_in(SNAPSHOT, stored, "one", [cell("ptpr.ANT1")]).changes == ()


def test_an_item_of_another_programme_cannot_be_cited() -> None:
    with pytest.raises(Refusal, match="FAR"):
        evidence.cite_in(SNAPSHOT, [], "far", [cell("ptpr.ANT1")])
    with pytest.raises(Refusal):
        evidence.cite_in(SNAPSHOT, [], "gone", [cell("ptpr.ANT1")])
