"""Writing the next version of a framework: every step keeps its crosswalk true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.analysis.record.crosswalk import problems
from scorecard.edits import drafting, scales
from scorecard.errors import Refusal
from scorecard.library.completeness import gaps
from scorecard.model.framework import Framework, Link
from scorecard.model.text import NO_TEXT, Text
from tests.analysis.evaluations import framework_of

OLD = framework_of({"A": 3, "B": 2})
DRAFT = replace(
    OLD,
    previous=OLD.version,
    crosswalk=tuple(Link(fate="same", old=(one.id,), new=(one.id,)) for one in OLD.criteria),
)


def codes(framework: Framework) -> dict[str, list[str]]:
    """The codes of the criteria by section."""
    return {section.id: [one.code for one in section.criteria] for section in framework.sections}


def retired(framework: Framework) -> list[str]:
    """The codes of the retired criteria."""
    return sorted(one.code for one in framework.retired_criteria)


def links(framework: Framework) -> set[tuple[str, str, str]]:
    """The lines of the crosswalk that are not `same`, in codes."""
    return {
        (
            link.fate,
            " ".join(id.partition(".")[2] for id in link.old),
            " ".join(id.partition(".")[2] for id in link.new),
        )
        for link in framework.crosswalk
        if link.fate != "same"
    }


def test_a_new_criterion_stands_where_it_is_put_with_a_level_text_a_step() -> None:
    draft = drafting.add_criterion(DRAFT, "A", to=1)
    assert codes(draft)["A"] == ["A1", "A4", "A2", "A3"]
    assert len(draft.criterion("f.A4").levels) == 5
    assert links(draft) == {("new", "", "A4")}
    assert problems(OLD, draft) == ()


def test_a_retired_criterion_keeps_its_texts_and_comes_back_to_its_section() -> None:
    draft = drafting.retire_criterion(DRAFT, "f.A1")
    assert (codes(draft)["A"], retired(draft)) == (["A2", "A3"], ["A1"])
    assert links(draft) == {("dropped", "A1", "")}
    assert problems(OLD, draft) == ()
    back = drafting.restore_criterion(draft, "f.A1")
    assert (codes(back)["A"], retired(back), links(back)) == (["A2", "A3", "A1"], [], set())
    assert problems(OLD, back) == ()


def test_a_section_retires_with_its_criteria_and_comes_back_with_them() -> None:
    draft = drafting.retire_section(DRAFT, "B")
    assert (list(codes(draft)), retired(draft)) == (["A"], ["B1", "B2"])
    assert codes(drafting.restore_section(draft, "B"))["B"] == ["B1", "B2"]


def test_what_is_new_in_the_draft_is_simply_taken_away() -> None:
    draft = drafting.retire_criterion(drafting.add_criterion(DRAFT, "A"), "f.A4")
    assert draft == DRAFT


def test_splitting_retires_the_source_and_each_part_begins_with_its_texts() -> None:
    draft = drafting.split(DRAFT, "f.A2", ("A7", ""))
    assert codes(draft)["A"] == ["A1", "A7", "A4", "A3"]
    assert retired(draft) == ["A2"]
    assert links(draft) == {("split", "A2", "A7 A4")}
    assert draft.criterion("f.A7").name == OLD.criterion("f.A2").name
    assert problems(OLD, draft) == ()


def test_when_the_parts_of_a_split_are_taken_away_the_source_is_dropped_and_can_come_back() -> None:
    draft = drafting.split(DRAFT, "f.A2")
    with pytest.raises(Refusal, match="has become A4, A5"):
        drafting.restore_criterion(draft, "f.A2")
    draft = drafting.retire_criterion(draft, "f.A4")
    assert links(draft) == {("split", "A2", "A5")}
    draft = drafting.retire_criterion(draft, "f.A5")
    assert links(draft) == {("dropped", "A2", "")}
    assert links(drafting.restore_criterion(draft, "f.A2")) == set()


def test_merging_retires_the_sources_and_the_new_one_stands_where_the_first_stood() -> None:
    draft = drafting.merge(DRAFT, ("f.B1", "f.A2"))
    assert codes(draft) == {"A": ["A1", "A4", "A3"], "B": ["B2"]}
    assert retired(draft) == ["A2", "B1"]
    assert links(draft) == {("merged", "A2 B1", "A4")}
    assert problems(OLD, draft) == ()


def test_a_merged_criterion_takes_part_in_another_merger_with_all_its_sources() -> None:
    draft = drafting.merge(drafting.merge(DRAFT, ("f.A1", "f.A2")), ("f.A4", "f.B1"), "ALL")
    assert links(draft) == {("merged", "A1 A2 B1", "ALL")}
    assert problems(OLD, draft) == ()


def test_a_split_part_is_not_merged_nor_a_merged_one_split() -> None:
    with pytest.raises(Refusal, match="cannot be merged as well"):
        drafting.merge(drafting.split(DRAFT, "f.A1"), ("f.A4", "f.A2"))
    with pytest.raises(Refusal, match="cannot be split as well"):
        drafting.split(drafting.merge(DRAFT, ("f.A1", "f.A2")), "f.A4")


def test_another_id_is_a_renaming_and_the_old_id_is_free_for_nothing_else() -> None:
    draft = drafting.recode_criterion(DRAFT, "f.A1", "X1")
    assert links(draft) == {("renamed", "A1", "X1")}
    assert drafting.recode_criterion(draft, "f.X1", "A1") == DRAFT
    with pytest.raises(Refusal, match="stands for something"):
        drafting.add_criterion(draft, "A", "A1")
    with pytest.raises(Refusal, match="stands for something"):
        drafting.recode_criterion(draft, "f.A2", "B1")
    retiring = drafting.retire_criterion(draft, "f.X1")
    assert (retired(retiring), links(retiring)) == (["A1"], {("dropped", "A1", "")})


def test_ids_that_earlier_versions_used_are_passed_over() -> None:
    assert codes(drafting.add_criterion(DRAFT, "A", taken={"f.A4"}))["A"][-1] == "A5"
    with pytest.raises(Refusal, match="stands for something"):
        drafting.add_criterion(DRAFT, "A", "A4", taken={"f.A4"})


def test_a_criterion_moves_within_its_section_and_to_another() -> None:
    assert codes(drafting.move_criterion(DRAFT, "f.A1", "A", 2))["A"] == ["A2", "A3", "A1"]
    assert codes(drafting.move_criterion(DRAFT, "f.A1", "B", 1))["B"] == ["B1", "A1", "B2"]
    assert list(codes(drafting.move_section(DRAFT, "B", 0))) == ["B", "A"]


def test_a_section_gets_another_id_and_its_retired_criteria_go_along() -> None:
    draft = drafting.recode_section(drafting.retire_criterion(DRAFT, "f.A1"), "A", "Z")
    assert codes(drafting.restore_criterion(draft, "f.A1")) == {"Z": ["A2", "A3", "A1"], "B": ["B1", "B2"]}
    with pytest.raises(Refusal, match="stands for something"):
        drafting.recode_section(DRAFT, "A", "B")


def test_without_a_version_before_nothing_is_retired_and_nothing_linked() -> None:
    draft = drafting.merge(drafting.split(OLD, "f.A1"), ("f.B1", "f.B2"))
    draft = drafting.retire_criterion(draft, "f.A2")
    assert (draft.retired, draft.crosswalk) == ((), ())
    assert codes(draft) == {"A": ["A4", "A5", "A3"], "B": ["B3"]}


def test_another_fate_dissolves_the_lines_it_touches() -> None:
    draft = drafting.retire_criterion(drafting.add_criterion(DRAFT, "B", "B9"), "f.A1")
    renamed = drafting.relink(OLD, draft, Link(fate="renamed", old=("f.A1",), new=("f.B9",)))
    assert (links(renamed), retired(renamed)) == ({("renamed", "A1", "B9")}, [])
    assert problems(OLD, renamed) == ()
    apart = drafting.relink(OLD, renamed, Link(fate="dropped", old=("f.A1",), new=()))
    assert (links(apart), retired(apart)) == ({("dropped", "A1", ""), ("new", "", "B9")}, ["A1"])
    assert problems(OLD, apart) == ()


def test_a_criterion_that_keeps_its_id_goes_on() -> None:
    with pytest.raises(Refusal, match="its id in both versions"):
        drafting.relink(OLD, DRAFT, Link(fate="dropped", old=("f.A1",), new=()))


def test_level_texts_follow_the_steps_of_the_scale_in_retired_criteria_too() -> None:
    draft = drafting.reword_level(DRAFT, "f.A1", 4, Text(en="best", es="mejor"))
    draft = drafting.retire_criterion(draft, "f.B1")
    grown = scales.add_step(draft, 0)
    assert grown.codes == ("5", "0", "1", "2", "3", "4")
    assert grown.criterion("f.A1").levels[5].en == "best"
    assert {len(one.levels) for one in (*grown.criteria, *grown.retired_criteria)} == {6}
    assert scales.remove_step(grown, 0) == draft
    assert scales.remove_step(draft, 0).criterion("f.A1").levels[3].en == "best"


def test_a_scale_has_two_steps_or_more() -> None:
    two = scales.set_scale(DRAFT, scales.scales()[3])
    assert two.codes == ("no", "yes")
    with pytest.raises(Refusal, match="2 to 20"):
        scales.remove_step(two, 0)
    for scale in scales.scales():
        assert len(set(scales.set_scale(DRAFT, scale).codes)) == len(scale)


def test_what_is_missing_is_listed_with_its_place_and_language_and_can_be_filled() -> None:
    text = Text(en="", es="Ahí")
    draft = drafting.reword_criterion(DRAFT, "f.A1", name=text, question=text)
    missing = [gap for gap in gaps(draft) if gap.place == "f.A1"]
    assert [(gap.field, gap.language) for gap in missing[:2]] == [("name", "en"), ("question", "en")]
    assert ("levels 1", "en") in [(gap.field, gap.language) for gap in missing]
    said = [gap.text() for gap in gaps(scales.recode_step(draft, 0, "none")) if gap.place == "f.A1"]
    assert said[0] == "f.A1: the name in English is missing."
    assert "f.A1: the text of level none in Spanish is missing." in said
    filled = drafting.fill(draft, "es").criterion("f.A1")
    assert (filled.name.en, filled.question.en) == ("Ahí", "Ahí")
    assert filled.definition == NO_TEXT


def test_an_unknown_criterion_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal, match=r"nearest is “f\.A1”"):
        drafting.retire_criterion(DRAFT, "f.A11")
