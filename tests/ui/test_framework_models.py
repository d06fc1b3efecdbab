"""The Frameworks page as values: its tree, its commands, its texts, its versions, its crosswalk and its weights."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from scorecard.edits import drafting
from scorecard.edits import frameworks as edits
from scorecard.errors import Refusal
from scorecard.library.completeness import gaps
from scorecard.library.frameworks import built_in_framework
from scorecard.model.evaluation import WeightSet
from scorecard.model.framework import Framework, Link
from scorecard.model.text import NO_TEXT, Text
from ui.models.frameworks.commands import (
    allowed_at,
    carry_out,
    gap_in_words,
    merged,
    place_of,
    recoded,
    reworded,
)
from ui.models.frameworks.crosswalk_lines import lines_to_read, other_fates, summary
from ui.models.frameworks.texts import fields_of
from ui.models.frameworks.tree import ABOUT, SCALE, FrameworkTree, Place, tree_rows
from ui.models.frameworks.versions import ref_of, versions_of
from ui.models.frameworks.weight_rows import swung_weights, weight_rows, with_weights
from ui.widgets.frameworks.weights_table import weight_in, weight_in_words

if TYPE_CHECKING:
    from scorecard.workspace import Workspace
    from ui.session import Session

ANT1, ANT4, ADA1 = (Place("criterion", f"ptpr.{code}") for code in ("ANT1", "ANT4", "ADA1"))


@pytest.fixture
def ptpr() -> Framework:
    return built_in_framework("ptpr")


def draft_of(framework: Framework) -> Framework:
    links = tuple(Link(fate="same", old=(one.id,), new=(one.id,)) for one in framework.criteria)
    return replace(framework, previous=framework.version, crosswalk=links)


def workspace_of(session: Session) -> Workspace:
    assert session.workspace is not None
    return session.workspace


def places(framework: Framework) -> list[Place]:
    return [row.place for row in tree_rows(framework, {}, {})]


def test_the_tree_has_every_section_before_its_criteria_and_what_is_retired_at_the_end(
    ptpr: Framework,
) -> None:
    draft = drafting.retire_criterion(draft_of(ptpr), "ptpr.ADA1")
    shown = places(draft)
    assert shown[:4] == [ABOUT, SCALE, Place("section", "ANT"), ANT1]
    assert shown[-2:] == [Place("heading", "retired"), Place("retired", "ptpr.ADA1")]
    assert ADA1 not in shown


def test_a_criterion_without_a_name_is_shown_by_its_id(ptpr: Framework) -> None:
    draft = drafting.add_criterion(draft_of(ptpr), "ANT")
    names = {row.place.id: row.name for row in tree_rows(draft, {}, {})}
    assert names["ptpr.ANT5"] == "ANT5, without a name"


def test_only_what_is_not_as_before_is_marked(ptpr: Framework) -> None:
    rows = tree_rows(ptpr, {}, {"ptpr.ANT1": "same", "ptpr.ANT2": "split"})
    marks = {row.place.id: row.mark for row in rows if row.place.kind == "criterion"}
    assert (marks["ptpr.ANT1"], marks["ptpr.ANT2"], marks["ptpr.ANT3"]) == ("", "split", "")


def test_rows_that_stay_in_place_are_painted_and_not_made_anew(ptpr: Framework) -> None:
    tree = FrameworkTree()
    tree.show(tree_rows(ptpr, {}, {}))
    resets, changes = QSignalSpy(tree.modelReset), QSignalSpy(tree.dataChanged)
    tree.show(tree_rows(reworded(ptpr, ANT1, "name", Text(en="Other", es="Otro")), {}, {}))
    assert (resets.count(), changes.count()) == (0, 1)
    tree.show(tree_rows(drafting.retire_criterion(draft_of(ptpr), "ptpr.ANT1"), {}, {}))
    assert resets.count() == 1


def test_a_row_is_read_aloud_with_what_is_missing(ptpr: Framework) -> None:
    tree = FrameworkTree()
    tree.show(tree_rows(ptpr, {ANT1: 2}, {"ptpr.ANT1": "new"}))
    spoken = tree.index_of(ANT1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "ANT1 Long-term horizon and road-map, new, 2 texts missing"


def test_a_heading_cannot_be_opened_and_a_criterion_can(ptpr: Framework) -> None:
    tree = FrameworkTree()
    tree.show(tree_rows(drafting.retire_criterion(draft_of(ptpr), "ptpr.ADA1"), {}, {}))
    heading = tree.index_of(Place("heading", "retired"))
    assert tree.flags(heading) == Qt.ItemFlag.NoItemFlags
    assert tree.flags(tree.index_of(ANT1)) & Qt.ItemFlag.ItemIsSelectable


def test_the_first_and_the_last_move_in_one_direction_only(ptpr: Framework) -> None:
    last = Place("criterion", ptpr.criteria[-1].id)
    assert "up" not in allowed_at(ptpr, ANT1)
    assert "down" in allowed_at(ptpr, ANT1)
    assert "down" not in allowed_at(ptpr, last)
    assert "up" not in allowed_at(ptpr, Place("section", "ANT"))
    assert allowed_at(ptpr, ABOUT) == {"section"}


def test_what_is_retired_can_be_restored_and_nothing_else(ptpr: Framework) -> None:
    draft = drafting.retire_criterion(draft_of(ptpr), "ptpr.ADA1")
    place = Place("retired", "ptpr.ADA1")
    assert allowed_at(draft, place) == {"restore"}
    restored, there = carry_out(draft, place, "restore", ())
    assert there == ADA1
    assert restored.section_of("ptpr.ADA1").id == "ADA"


def test_a_criterion_that_moves_past_the_end_of_its_section_is_the_first_of_the_next(ptpr: Framework) -> None:
    moved, place = carry_out(ptpr, ANT4, "down", ())
    assert place == ANT4
    assert moved.section_of(ANT4.id).id == "ADA"
    assert moved.section_of(ANT4.id).criteria[0].id == ANT4.id
    back, _place = carry_out(moved, ANT4, "up", ())
    assert back == ptpr


def test_a_section_moves_with_its_criteria(ptpr: Framework) -> None:
    moved, _place = carry_out(ptpr, Place("section", "ANT"), "down", ())
    assert [section.id for section in moved.sections][:2] == ["ADA", "ANT"]
    assert len(moved.sections[1].criteria) == 4


def test_a_new_criterion_stands_after_the_one_that_is_open(ptpr: Framework) -> None:
    added, place = carry_out(draft_of(ptpr), ANT1, "criterion", ())
    assert [one.code for one in added.sections[0].criteria][:3] == ["ANT1", "ANT5", "ANT2"]
    assert place == Place("criterion", "ptpr.ANT5")


def test_a_new_criterion_never_gets_an_id_that_an_earlier_version_used(ptpr: Framework) -> None:
    _added, place = carry_out(draft_of(ptpr), ANT1, "criterion", {"ptpr.ANT5"})
    assert place == Place("criterion", "ptpr.ANT6")


def test_a_new_section_stands_after_the_one_that_is_open(ptpr: Framework) -> None:
    added, place = carry_out(draft_of(ptpr), ANT4, "section", ())
    assert [section.id for section in added.sections][:3] == ["ANT", place.id, "ADA"]


@pytest.mark.parametrize(("code", "beside"), [("ANT1", "ANT2"), ("ANT4", "ANT3")])
def test_what_stood_beside_a_retired_criterion_opens(ptpr: Framework, code: str, beside: str) -> None:
    _draft, place = carry_out(draft_of(ptpr), Place("criterion", f"ptpr.{code}"), "retire", ())
    assert place == Place("criterion", f"ptpr.{beside}")


def test_after_a_split_its_first_part_opens_and_after_a_merge_the_new_one(ptpr: Framework) -> None:
    _split, place = carry_out(draft_of(ptpr), ANT1, "split", ())
    assert place == Place("criterion", "ptpr.ANT5")
    _merged, place = merged(draft_of(ptpr), ("ptpr.ANT1", "ptpr.ANT2"), ())
    assert place == Place("criterion", "ptpr.ANT5")


def test_another_id_opens_under_that_id(ptpr: Framework) -> None:
    assert recoded(draft_of(ptpr), ANT1, "ANTX", ())[1] == Place("criterion", "ptpr.ANTX")
    assert recoded(draft_of(ptpr), Place("section", "ANT"), "FOR", ())[1] == Place("section", "FOR")


@pytest.mark.parametrize("place", [ABOUT, Place("section", "ANT"), ANT1])
def test_every_text_of_a_form_can_be_written_and_no_other_changes(ptpr: Framework, place: Place) -> None:
    written = Text(en="Written", es="Escrito")
    for field in fields_of(ptpr, place):
        after = fields_of(reworded(ptpr, place, field.name, written), place)
        expected = [written if one.name == field.name else one.text for one in fields_of(ptpr, place)]
        assert [one.text for one in after] == expected


def test_everything_that_is_missing_leads_to_a_field_that_its_form_shows(ptpr: Framework) -> None:
    draft = draft_of(ptpr)
    for place in (ABOUT, Place("section", "ANT"), ANT1):
        for field in fields_of(draft, place):
            half = Text(en="Only this", es="") if field.name in ("note", "question") else NO_TEXT
            draft = reworded(draft, place, field.name, half)
    found = gaps(draft)
    assert len(found) > 15
    for gap in found:
        place, name = place_of(gap)
        shown = {field.name: field.text.into(gap.language) for field in fields_of(draft, place)}
        assert shown[name] == ""
        assert "Spanish" in gap_in_words(draft, gap) or "English" in gap_in_words(draft, gap)


def test_a_level_that_is_missing_is_named_by_its_code(ptpr: Framework) -> None:
    draft = reworded(ptpr, ANT1, "level0", Text(en="There", es=""))
    assert [gap_in_words(draft, gap) for gap in gaps(draft)] == ["ANT1: Level 0, Spanish"]


def test_a_word_of_the_scale_that_is_missing_leads_to_the_scale(ptpr: Framework) -> None:
    scale = (replace(ptpr.scale[0], word=NO_TEXT), *ptpr.scale[1:])
    place, name = place_of(gaps(replace(ptpr, scale=scale))[0])
    assert (place, name) == (SCALE, "word 0")


def test_versions_say_which_rounds_are_scored_by_them(session: Session) -> None:
    workspace = workspace_of(session)
    workspace.edit(edits.begin_draft, "ptpr")
    draft = workspace.snapshot.drafts["ptpr"].framework
    workspace.edit(edits.change_draft, drafting.retire_criterion(draft, "ptpr.ADA1"))
    workspace.edit(edits.adopt, "ptpr", "2.0", workspace.framework_scores("ptpr"))
    workspace.edit(edits.begin_draft, "ptpr")
    found = versions_of(workspace.snapshot, "ptpr", workspace.changes_of(ref_of("ptpr")))
    assert [(one.title, one.state) for one in found] == [
        ("Draft", "draft"),
        ("2.0, in force", "in force"),
        ("1.1", "before"),
    ]
    assert [one.rounds for one in found] == [(), ("Round 1",), ("Baseline",)]
    assert found[1].changes == "1 retired"
    assert found[1].at is not None
    assert found[2].at is not None
    assert found[1].at >= found[2].at
    assert len({one.sha256 for one in found}) == 3


def test_every_other_fate_that_is_offered_holds(session: Session) -> None:
    """Follow each offer from a draft with every kind of line; none is refused by the crosswalk."""
    workspace = workspace_of(session)
    old = workspace.snapshot.framework("ptpr")
    workspace.edit(edits.begin_draft, "ptpr")
    draft = workspace.snapshot.drafts["ptpr"].framework
    draft = drafting.split(draft, "ptpr.ANT1")
    draft = drafting.merge(draft, ("ptpr.LUP1", "ptpr.LUP2"))
    draft = drafting.recode_criterion(draft, "ptpr.INT1", "INTX")
    draft = drafting.retire_criterion(draft, "ptpr.ADA1")
    draft = drafting.add_criterion(draft, "ADA")
    tried = 0
    for link in draft.crosswalk:
        for words, other in other_fates(link, old, draft):
            assert words
            try:
                changed = drafting.relink(old, draft, other)
                workspace.edit(edits.change_draft, changed)
            except Refusal as refusal:
                pytest.fail(f"{link} -> {other}: {refusal}")
            tried += 1
    assert tried > 15


def test_criteria_that_stay_as_they_are_stand_in_the_count_only(session: Session) -> None:
    from scorecard.analysis.record.succession import preview

    workspace = workspace_of(session)
    workspace.edit(edits.begin_draft, "ptpr")
    draft = workspace.snapshot.drafts["ptpr"].framework
    draft = reworded(draft, ANT4, "question", Text(en="Other", es="Otra"))
    workspace.edit(edits.change_draft, drafting.retire_criterion(draft, "ptpr.ADA1"))
    shown = preview(workspace.snapshot, "ptpr", workspace.framework_scores("ptpr"))
    lines = lines_to_read(shown)
    assert {line.link.old[0] for line in lines} == {"ptpr.ADA1", "ptpr.ANT4"}
    said = " ".join(summary(workspace.snapshot, "ptpr", shown))
    assert str(shown.scores) in said
    assert "Round 1" in said
    assert "Baseline" in said


def test_shares_sum_to_one_and_follow_the_weights(ptpr: Framework) -> None:
    weights = WeightSet(key="k", id="W1", name="w", framework="ptpr")
    weights = with_weights(ptpr, weights, {"ANT": 3.0, "ptpr.ANT1": 0.0})
    rows = weight_rows(ptpr, weights)
    sections = {row.place.id: row.share or 0.0 for row in rows if row.place.kind == "section"}
    criteria = {row.place.id: row.share or 0.0 for row in rows if row.place.kind == "criterion"}
    assert sum(sections.values()) == pytest.approx(1)
    assert sum(criteria.values()) == pytest.approx(1)
    assert sections["ANT"] == pytest.approx(3 / 7)
    assert criteria["ptpr.ANT1"] == 0
    assert criteria["ptpr.ANT2"] == pytest.approx(3 / 7 / 3)


def test_weights_that_leave_nothing_have_no_shares(ptpr: Framework) -> None:
    weights = WeightSet(key="k", id="W1", name="w", framework="ptpr")
    nothing = with_weights(ptpr, weights, {section.id: 0.0 for section in ptpr.sections})
    assert {row.share for row in weight_rows(ptpr, nothing)} == {None}


@given(
    st.lists(st.integers(min_value=0, max_value=9), min_size=22, max_size=22),
    st.lists(st.integers(min_value=1, max_value=9), min_size=5, max_size=5),
)
def test_shares_by_swing_are_those_of_the_numbers_they_came_from(
    criteria: list[int], sections: list[int]
) -> None:
    ptpr = built_in_framework("ptpr")
    given = {one.id: float(weight) for one, weight in zip(ptpr.criteria, criteria, strict=True)}
    given |= {one.id: float(weight) for one, weight in zip(ptpr.sections, sections, strict=True)}
    if not any(given[one.id] for one in ptpr.criteria):
        given["ptpr.ANT1"] = 1.0
    weights = WeightSet(key="k", id="W1", name="w", framework="ptpr")
    numbers = weight_rows(ptpr, with_weights(ptpr, weights, given))
    swung = swung_weights(ptpr, given, 100.0)
    swing = weight_rows(ptpr, replace(with_weights(ptpr, weights, swung), method="swing"))
    for before, after in zip(numbers, swing, strict=True):
        assert after.share == pytest.approx(before.share or 0.0, abs=2e-4)
    assert max(swung[section.id] for section in ptpr.sections) == 100
    for section in ptpr.sections:
        assert max(swung[one.id] for one in section.criteria) == 100


@given(st.decimals(min_value=0, max_value=999_999, places=2))
def test_a_weight_means_what_it_says(value: object) -> None:
    weight = float(value)  # type: ignore[arg-type]
    assert weight_in(weight_in_words(weight)) == weight
    assert weight_in(weight_in_words(weight).replace(".", ",")) == weight


@pytest.mark.parametrize("text", ["", "x", "-1", "nan", "inf", "1e999", "1,2,3", "١٢x", "🙂"])
def test_what_is_no_weight_says_none(text: str) -> None:
    assert weight_in(text) is None
