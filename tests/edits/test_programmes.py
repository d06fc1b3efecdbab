"""What can be done to programmes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.edits import programmes
from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in_framework
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Evaluation
from scorecard.model.programme import Evidence, Programme, Rating
from scorecard.model.snapshot import Snapshot

ALTA = Programme(
    key="1" * 32,
    id="CL03",
    name="Alta Ley",
    short="Ley",
    country="Chile",
    investment_code="BIP 301",
    tags=("clúster",),
    ratings=(Rating(documents=("d",), place="Table 3", subject="Anticipation", mark="√"),),
)
FACTS = (
    Evidence(key="f", id="CL03-01", programme=ALTA.key, text="One says ten.", sign="+", differs_from=("g",)),
    Evidence(key="g", id="CL03-02", programme=ALTA.key, text="One says twelve.", sign="-"),
)
SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("ptpr",)),
    frameworks={"ptpr": built_in_framework("ptpr")},
    programmes={ALTA.key: ALTA},
    evidence={one.key: one for one in FACTS},
)


def after(edit: Edit) -> Snapshot:
    return SNAPSHOT.after(edit.changes)


@pytest.mark.parametrize("name", ["Alta Ley", "ALTA LEY", "  alta \n ley ", "Álta Léy"])
def test_a_second_programme_of_a_name_is_asked_about_accents_and_case_aside(name: str) -> None:
    with pytest.raises(Refusal, match="CL03") as refused:
        programmes.add(SNAPSHOT, Programme(key="n", id="", name=name))
    assert refused.value.code == "same-name"
    added = programmes.add(SNAPSHOT, Programme(key="n", id="", name=name), same_name=True)
    assert len(after(added).programmes) == 2


def test_a_programme_keeps_its_own_name_without_being_asked() -> None:
    other = Programme(key="n", id="P1", name="alta ley")
    snapshot = replace(SNAPSHOT, programmes={ALTA.key: ALTA, "n": other})
    changed = programmes.change(snapshot, replace(ALTA, country="Peru"))
    assert snapshot.after(changed.changes).programmes[ALTA.key].country == "Peru"
    with pytest.raises(Refusal, match="say so"):
        programmes.change(
            replace(snapshot, programmes={ALTA.key: ALTA, "n": replace(other, name="New")}),
            replace(other, name="Alta Ley"),
        )


def test_a_programme_that_is_gone_cannot_be_changed() -> None:
    with pytest.raises(Refusal, match="removed meanwhile"):
        programmes.change(SNAPSHOT, Programme(key="gone", id="X", name="Gone"))


def test_a_copy_is_another_programme_without_scores_code_and_evidence() -> None:
    copy = after(programmes.duplicate(SNAPSHOT, ALTA.key, as_key="2" * 32, with_evidence=False)).programmes[
        "2" * 32
    ]
    assert (copy.id, copy.name, copy.short) == ("P1", "Alta Ley (copy)", "Ley (copy)")
    assert (copy.country, copy.tags, copy.investment_code, copy.ratings) == ("Chile", ("clúster",), "", ())
    assert copy.uuid != ALTA.uuid


def test_a_copy_with_evidence_keeps_what_differs_within_it() -> None:
    snapshot = after(programmes.duplicate(SNAPSHOT, ALTA.key, as_key="c", with_evidence=True))
    one, two = snapshot.evidence_of("c")
    assert (one.id, one.text, one.differs_from) == ("P1-01", "One says ten.", (two.key,))
    assert snapshot.evidence_of(ALTA.key) == FACTS
    assert snapshot.programmes["c"].ratings == ALTA.ratings


def test_what_differed_from_the_evidence_of_a_removed_programme_no_longer_does() -> None:
    other = Evidence(key="h", id="P9-01", programme="o", text="Eleven.", sign="?", differs_from=("f", "x"))
    another = Programme(key="o", id="P9", name="Another")
    snapshot = replace(
        SNAPSHOT,
        programmes={ALTA.key: ALTA, "o": another},
        evidence={**SNAPSHOT.evidence, "h": other},
    )
    edit = programmes.remove(snapshot, ALTA.key, ())
    left = snapshot.after(edit.changes)
    assert left.evidence == {"h": replace(other, differs_from=("x",))}
    assert left.after(edit.inverse().changes) == snapshot


def test_many_programmes_come_in_with_one_edit_and_leave_with_its_inverse() -> None:
    new = [Programme(key=f"k{place}", id=f"N{place}", name=f"New {place}") for place in range(3)]
    edit = programmes.take_in(SNAPSHOT, [*new, replace(ALTA, country="Peru"), ALTA])
    assert len(after(edit).programmes) == 4
    assert SNAPSHOT.after((*edit.changes, *edit.inverse().changes)) == SNAPSHOT


def test_two_programmes_cannot_come_in_under_one_id() -> None:
    with pytest.raises(Refusal, match="already taken"):
        programmes.take_in(SNAPSHOT, [Programme(key="n", id="cl03", name="New")])
    twins = [Programme(key=key, id="N1", name=key) for key in "ab"]
    with pytest.raises(Refusal, match="already taken"):
        programmes.take_in(SNAPSHOT, twins)


def test_an_id_that_a_programme_gives_up_can_be_taken_in_the_same_edit() -> None:
    renamed = replace(ALTA, id="CL99")
    edit = programmes.take_in(SNAPSHOT, [renamed, Programme(key="n", id="CL03", name="Heir")])
    assert {one.id for one in after(edit).programmes.values()} == {"CL99", "CL03"}


def test_tags_are_single_and_keep_their_order() -> None:
    tags = programmes.tags_in("minería; Clúster , Mineria|\nregional, ")
    assert tags == ("minería", "Clúster", "Mineria", "regional")
    assert programmes.valid_tags(tags) == ("minería", "Clúster", "regional")
    with pytest.raises(Refusal, match="41 tags"):
        programmes.valid_tags(f"t{place}" for place in range(41))
    with pytest.raises(Refusal, match="301 characters"):
        programmes.valid_tags(["x" * 301])
