"""Items that say otherwise of the same thing are found together, whichever of them says so."""

from __future__ import annotations

from dataclasses import replace

from scorecard.analysis.sources.discrepancies import differing, discrepancies
from scorecard.model.evaluation import Evaluation
from scorecard.model.programme import Evidence
from scorecard.model.snapshot import Snapshot


def item(key: str, *differs_from: str, programme: str = "p") -> Evidence:
    return Evidence(key=key, id=key, programme=programme, text="A fact.", sign="+", differs_from=differs_from)


SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=()),
    evidence={
        one.key: one
        for one in (item("a10", "a2"), item("a2"), item("a3", "a2"), item("b1"), item("c1", "d1"), item("d1"))
    },
)


def test_what_differs_from_an_item_is_found_from_both_sides_by_id() -> None:
    assert [one.key for one in differing(SNAPSHOT, "a2")] == ["a3", "a10"]
    assert [one.key for one in differing(SNAPSHOT, "a10")] == ["a2"]
    assert differing(SNAPSHOT, "b1") == differing(SNAPSHOT, "gone") == ()


def test_a_group_holds_all_that_its_links_lead_to() -> None:
    groups = discrepancies(SNAPSHOT, list(SNAPSHOT.evidence))
    assert [[one.key for one in group] for group in groups] == [["a2", "a3", "a10"], ["c1", "d1"]]


def test_one_item_is_enough_to_find_its_group_and_others_stay_out() -> None:
    assert [[one.key for one in group] for group in discrepancies(SNAPSHOT, ["d1", "b1"])] == [["c1", "d1"]]
    assert discrepancies(SNAPSHOT, ["b1"]) == ()


def test_a_group_reaches_into_other_programmes() -> None:
    far = replace(SNAPSHOT, evidence={**SNAPSHOT.evidence, "d1": item("d1", programme="q")})
    ((first, second),) = discrepancies(far, ["c1"])
    assert (first.programme, second.programme) == ("p", "q")


def test_links_to_what_is_gone_or_to_oneself_make_no_group() -> None:
    odd = replace(SNAPSHOT, evidence={"a": item("a", "gone", "a")})
    assert discrepancies(odd, ["a"]) == ()
