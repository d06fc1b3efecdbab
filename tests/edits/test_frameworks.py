"""Frameworks of an evaluation: what comes in, how the next version comes into force, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scorecard.analysis.record.succession import preview
from scorecard.edits import drafting, frameworks, scales, workshop, workshop_cells
from scorecard.edits.scores import carry_over
from scorecard.edits.weights import change as change_weights
from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in_framework
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Assignment, Evaluation, Evaluator, Round, WeightSet
from scorecard.model.framework import Draft, Framework, Link
from scorecard.model.programme import Evidence, Programme, Rating
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import Text
from scorecard.model.workshop import Place

PTPR = built_in_framework("ptpr")
SCORE = Score(programme="p", evaluator="e", round="r", criterion="ptpr.ANT1", value="2", note="Why.")
BEGUN = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("ptpr",)),
    frameworks={"ptpr": PTPR},
    rounds={"r": Round(key="r", id="r1", name="Round 1", position=0)},
    evaluators={"e": Evaluator(key="e", id="ana", name="Ana", kind="independent")},
    programmes={
        "p": Programme(
            key="p",
            id="P1",
            name="Trial",
            ratings=(Rating(documents=(), place="Table 3", subject="x", section="ANT", mark="√"),),
        )
    },
    evidence={
        "x": Evidence(key="x", id="x", programme="p", text="x", sign="+", criteria=("ptpr.ANT1", "ptpr.ANT2"))
    },
)


def after(snapshot: Snapshot, *edits: Edit) -> Snapshot:
    """The evaluation once edits are stored."""
    for edit in edits:
        snapshot = snapshot.after(edit.changes)
    return snapshot


def drafted(*, snapshot: Snapshot = BEGUN) -> Framework:
    """The draft of the next version before anything is changed."""
    (change,) = frameworks.begin_draft(snapshot, "ptpr").changes
    assert isinstance(change.after, Draft)
    return change.after.framework


def with_draft(framework: Framework, snapshot: Snapshot = BEGUN) -> Snapshot:
    """The evaluation with this draft."""
    begun = after(snapshot, frameworks.begin_draft(snapshot, "ptpr"))
    return after(begun, frameworks.change_draft(begun, framework))


def scores_of(edit: Edit) -> dict[str, Score]:
    """The scores that an edit leaves, by criterion."""
    return {
        change.after.criterion: change.after for change in edit.changes if isinstance(change.after, Score)
    }


def test_a_framework_is_added_once_behind_the_others() -> None:
    lnk = built_in_framework("lnk")
    snapshot = after(BEGUN, frameworks.embed(BEGUN, lnk))
    assert [one.id for one in snapshot.ordered_frameworks()] == ["ptpr", "lnk"]
    with pytest.raises(Refusal, match="already, in version") as refused:
        frameworks.embed(snapshot, lnk)
    assert refused.value.code == "duplicate"


def test_a_framework_with_missing_texts_is_not_added() -> None:
    lacking = replace(built_in_framework("lnk"), name=Text(en="Linkages", es=""))
    with pytest.raises(Refusal, match="still lacks 1 text: The framework: the name in Spanish is missing"):
        frameworks.embed(BEGUN, lacking)


def test_a_draft_without_scores_simply_replaces_the_version_in_force() -> None:
    snapshot = with_draft(drafting.retire_criterion(drafted(), "ptpr.ANT1"))
    assert preview(snapshot, "ptpr", ()).replaces
    snapshot = after(snapshot, frameworks.adopt(snapshot, "ptpr", "", ()))
    framework = snapshot.framework("ptpr")
    assert (snapshot.editions, snapshot.drafts, framework.retired) == ({}, {}, ())
    assert len(framework.criteria) == 21
    assert snapshot.evidence["x"].criteria == ("ptpr.ANT2",)


def test_a_draft_that_changes_nothing_does_not_come_into_force() -> None:
    with pytest.raises(Refusal, match="says what the version in force says"):
        frameworks.adopt(with_draft(drafted()), "ptpr", "9", ())


def test_with_scores_the_earlier_version_stays_and_the_number_differs() -> None:
    snapshot = with_draft(drafting.retire_criterion(drafted(), "ptpr.ANT2"))
    assert frameworks.next_version(snapshot, "ptpr") == "1.2"
    with pytest.raises(Refusal, match=r"version 1\.1 of “ptpr” already"):
        frameworks.adopt(snapshot, "ptpr", "1.1", [SCORE])
    snapshot = after(snapshot, frameworks.adopt(snapshot, "ptpr", "2", [SCORE]))
    assert [one.version for one in frameworks.versions(snapshot, "ptpr")] == ["2", "1.1"]
    assert snapshot.framework("ptpr").previous == "1.1"
    assert "ptpr.ANT2" in frameworks.score_ids(snapshot, "ptpr")


def test_scores_go_along_with_a_criterion_that_gets_another_id() -> None:
    snapshot = with_draft(drafting.recode_criterion(drafted(), "ptpr.ANT1", "FUT1"))
    edit = frameworks.adopt(snapshot, "ptpr", "", [SCORE])
    assert scores_of(edit) == {"ptpr.FUT1": replace(SCORE, criterion="ptpr.FUT1")}
    # Closed rounds ask the criterion under its old id, so the evidence goes on speaking to that as well.
    assert after(snapshot, edit).evidence["x"].criteria == ("ptpr.ANT1", "ptpr.FUT1", "ptpr.ANT2")
    unscored = frameworks.adopt(snapshot, "ptpr", "", [])
    assert after(snapshot, unscored).evidence["x"].criteria == ("ptpr.FUT1", "ptpr.ANT2")


def test_an_item_at_hand_stays_at_hand_under_the_other_id_and_what_is_retired_stays_for_the_minutes() -> None:
    cells = [("p", "ptpr.ANT1"), ("p", "ptpr.ANT2")]
    begun = after(BEGUN, workshop.begin_agenda(BEGUN, "ptpr", "r", cells, datetime(2026, 11, 29, tzinfo=UTC)))
    begun = after(begun, workshop_cells.note(begun, Place("p", "r", "ptpr.ANT2"), "Long talk."))
    draft = drafting.recode_criterion(drafted(snapshot=begun), "ptpr.ANT1", "FUT1")
    draft = drafting.retire_criterion(draft, "ptpr.ANT2")
    snapshot = with_draft(draft, begun)
    now = after(snapshot, frameworks.adopt(snapshot, "ptpr", "", []))
    assert [one.criterion for one in now.discussions_in("ptpr", "r")] == ["ptpr.FUT1", "ptpr.ANT2"]
    agenda = now.agenda("ptpr", "r")
    assert agenda is not None
    assert agenda.at_hand == "p/r/ptpr.FUT1"


def test_a_merged_criterion_takes_a_value_that_its_sources_agree_in() -> None:
    snapshot = with_draft(drafting.merge(drafted(), ("ptpr.ANT1", "ptpr.ANT2")))
    other = replace(SCORE, criterion="ptpr.ANT2", note="Also.", cites=("x",))
    said = scores_of(frameworks.adopt(snapshot, "ptpr", "", [SCORE, other]))["ptpr.ANT5"]
    assert (said.value, said.carried, said.cites) == ("2", "1.1 ANT1, ANT2", ("x",))
    assert said.note == "ANT1: Why.\nANT2: Also."
    (line,) = [one for one in preview(snapshot, "ptpr", [SCORE, other]).lines if one.link.fate == "merged"]
    assert (line.carried, line.open, line.kept) == (1, 0, 2)


def test_where_the_sources_differ_a_merged_criterion_asks() -> None:
    snapshot = with_draft(drafting.merge(drafted(), ("ptpr.ANT1", "ptpr.ANT2")))
    other = replace(SCORE, criterion="ptpr.ANT2", value="NE", note="")
    said = scores_of(frameworks.adopt(snapshot, "ptpr", "", [SCORE, other]))["ptpr.ANT5"]
    assert (said.value, said.carried, said.note) == ("", "", "Why.")
    assert "ANT1 = 2, ANT2 = NE" in said.question
    (line,) = [one for one in preview(snapshot, "ptpr", [SCORE, other]).lines if one.link.fate == "merged"]
    assert (line.carried, line.open, line.kept) == (0, 1, 2)


def test_texts_too_long_together_leave_the_first_alone() -> None:
    snapshot = with_draft(drafting.merge(drafted(), ("ptpr.ANT1", "ptpr.ANT2")))
    long = [
        replace(SCORE, value="NA", note="x" * 3_990),
        replace(SCORE, value="NA", criterion="ptpr.ANT2", note="y" * 3_990),
    ]
    said = scores_of(frameworks.adopt(snapshot, "ptpr", "", long))["ptpr.ANT5"]
    assert (said.value, said.note) == ("NA", "x" * 3_990)


def test_each_part_of_a_split_criterion_begins_with_its_value_marked() -> None:
    snapshot = with_draft(drafting.split(drafted(), "ptpr.ANT1"))
    said = scores_of(frameworks.adopt(snapshot, "ptpr", "", [SCORE]))
    assert {id: (one.value, one.carried, one.note) for id, one in said.items()} == {
        "ptpr.ANT5": ("2", "1.1 ANT1", "Why."),
        "ptpr.ANT6": ("2", "1.1 ANT1", "Why."),
    }


def test_a_closed_round_stays_on_its_version() -> None:
    closed = after(BEGUN, frameworks.begin_draft(BEGUN, "ptpr"))
    closed = replace(closed, rounds={"r": replace(closed.rounds["r"], closed=True)})
    draft = drafting.recode_criterion(closed.drafts["ptpr"].framework, "ptpr.ANT1", "FUT1")
    closed = after(closed, frameworks.change_draft(closed, draft))
    edit = frameworks.adopt(closed, "ptpr", "", [SCORE])
    assert scores_of(edit) == {}
    snapshot = after(closed, edit)
    assert snapshot.framework_in("ptpr", "r") == PTPR
    assert preview(closed, "ptpr", [SCORE]).rounds_kept == ("r",)


def test_another_scale_is_refused_while_scores_exist_and_welcome_before() -> None:
    snapshot = with_draft(scales.set_scale(drafted(), scales.scales()[1]))
    with pytest.raises(Refusal, match="another id"):
        frameworks.adopt(snapshot, "ptpr", "", [SCORE])
    with pytest.raises(Refusal, match="another id"):
        preview(snapshot, "ptpr", [SCORE])
    adopted = after(snapshot, frameworks.adopt(snapshot, "ptpr", "", ()))
    assert adopted.framework("ptpr").codes == tuple("12345")


def test_a_draft_may_lack_texts_and_then_does_not_come_into_force() -> None:
    draft = drafting.add_criterion(drafted(), "ANT")
    with pytest.raises(Refusal, match=r"ptpr\.ANT5: the name in English") as refused:
        frameworks.adopt(with_draft(draft), "ptpr", "", ())
    assert refused.value.code == "incomplete"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: drafting.recode_criterion(one, "ptpr.ANT1", "a 1"), "capital letters"),
        (lambda one: drafting.recode_section(one, "ANT", ""), "capital letters"),
        (lambda one: scales.recode_step(one, 0, "NE"), "states of a cell"),
        (lambda one: scales.recode_step(one, 0, "1"), "already taken"),
        (lambda one: drafting.reword_framework(one, short=Text(en="x" * 25, es="x")), "25 characters"),
        (lambda one: drafting.reword_level(one, "ptpr.ANT1", 0, Text(en="x" * 4_001, es="x")), "4001 char"),
    ],
)
def test_what_no_file_could_hold_is_refused(change: object, said: str) -> None:
    begun = after(BEGUN, frameworks.begin_draft(BEGUN, "ptpr"))
    with pytest.raises(Refusal, match=said):
        frameworks.change_draft(begun, change(drafted()))  # type: ignore[operator]


def test_another_name_is_a_renaming_until_it_is_the_old_one_again() -> None:
    old = PTPR.criterion("ptpr.ANT1").name
    text = Text(en="Far horizon", es="Horizonte lejano")
    snapshot = with_draft(drafting.reword_criterion(drafted(), "ptpr.ANT1", name=text))
    draft = snapshot.drafts["ptpr"].framework
    assert Link(fate="renamed", old=("ptpr.ANT1",), new=("ptpr.ANT1",)) in draft.crosswalk
    again = drafting.reword_criterion(draft, "ptpr.ANT1", name=old)
    snapshot = after(snapshot, frameworks.change_draft(snapshot, again))
    assert snapshot.drafts["ptpr"].framework == drafted()


def test_what_was_retired_before_and_is_again_needs_no_line() -> None:
    snapshot = with_draft(drafting.retire_criterion(drafted(), "ptpr.ANT1"))
    snapshot = after(snapshot, frameworks.adopt(snapshot, "ptpr", "", [SCORE]))
    begun = drafted(snapshot=snapshot)
    back = drafting.restore_criterion(begun, "ptpr.ANT1")
    assert preview(with_draft(back, snapshot), "ptpr", [SCORE]).lines[3].moved == 1
    undone = with_draft(drafting.retire_criterion(back, "ptpr.ANT1"), snapshot)
    assert undone.drafts["ptpr"].framework.crosswalk == begun.crosswalk


def test_texts_are_cleaned_as_they_are_stored() -> None:
    draft = drafting.reword_criterion(drafted(), "ptpr.ANT1", name=Text(en=" A\u0000\u202e ", es="ن 😀"))
    stored = with_draft(draft).drafts["ptpr"].framework.criterion("ptpr.ANT1").name
    assert stored == Text(en="A", es="ن 😀")


def test_a_file_with_a_known_id_becomes_the_draft_of_the_next_version() -> None:
    anticipation, *others = PTPR.sections
    first, second, *rest = anticipation.criteria
    moved = replace(second, id="ptpr.FORE")
    file = replace(
        PTPR,
        version="2.0",
        sections=(replace(anticipation, criteria=(moved, *rest)), *others),
    )
    snapshot = after(BEGUN, frameworks.take_in(BEGUN, file))
    draft = snapshot.drafts["ptpr"].framework
    assert [link for link in draft.crosswalk if link.fate != "same"] == [
        Link(fate="renamed", old=("ptpr.ANT2",), new=("ptpr.FORE",)),
        Link(fate="dropped", old=("ptpr.ANT1",), new=()),
    ]
    assert [one.id for one in draft.retired_criteria] == [first.id]
    assert frameworks.next_version(snapshot, "ptpr") == "2.0"
    with pytest.raises(Refusal, match="being written already"):
        frameworks.take_in(snapshot, file)
    assert frameworks.take_in(BEGUN, PTPR).changes == ()


def test_an_id_that_an_earlier_version_used_means_nothing_else() -> None:
    snapshot = with_draft(drafting.recode_criterion(drafted(), "ptpr.ANT1", "FUT1"))
    snapshot = after(snapshot, frameworks.adopt(snapshot, "ptpr", "", [SCORE]))
    assert "ptpr.ANT1" in frameworks.taken_ids(snapshot, "ptpr")
    file = replace(PTPR, version="3", retired=(), previous="")
    later = after(snapshot, frameworks.take_in(snapshot, file))
    with pytest.raises(Refusal, match="scores may stand under it"):
        frameworks.adopt(later, "ptpr", "3", [SCORE])


def test_weights_and_source_ratings_follow_a_new_version() -> None:
    weights = WeightSet(
        key="w",
        id="w",
        name="Own",
        framework="ptpr",
        sections=(("ANT", 3.0), ("ADA", 1.0)),
        criteria=(("ptpr.ANT1", 4.0), ("ptpr.ANT2", 2.0), ("ptpr.ANT3", 1.0)),
    )
    begun = replace(BEGUN, weights={"w": weights})
    draft = drafting.merge(drafted(), ("ptpr.ANT1", "ptpr.ANT2"), "M")
    draft = drafting.split(draft, "ptpr.ANT3", ("S1", "S2"))
    draft = drafting.recode_section(draft, "ANT", "FUT")
    snapshot = with_draft(draft, begun)
    assert preview(snapshot, "ptpr", [SCORE]).weights == ("Own",)
    snapshot = after(snapshot, frameworks.adopt(snapshot, "ptpr", "", [SCORE]))
    followed = snapshot.weights["w"]
    assert followed.sections == (("FUT", 3.0), ("ADA", 1.0), ("ANT", 3.0))
    now, before = dict(followed.criteria[:3]), followed.criteria[3:]
    assert now == {"ptpr.M": 4.0, "ptpr.S1": 1.0, "ptpr.S2": 1.0}
    assert before == weights.criteria
    assert snapshot.programmes["p"].ratings[0].section == "FUT"


def test_what_weights_say_of_an_earlier_version_stays_when_they_change() -> None:
    weights = WeightSet(key="w", id="w", name="Own", framework="ptpr", criteria=(("ptpr.ANT1", 4.0),))
    snapshot = with_draft(drafting.split(drafted(), "ptpr.ANT1"), replace(BEGUN, weights={"w": weights}))
    snapshot = after(snapshot, frameworks.adopt(snapshot, "ptpr", "", [SCORE]))
    given = replace(weights, criteria=(("ptpr.ADA1", 2.0),))
    changed = after(snapshot, change_weights(snapshot, given)).weights["w"]
    assert changed.criteria == (("ptpr.ADA1", 2.0), ("ptpr.ANT1", 4.0))
    with pytest.raises(Refusal, match="no criterion “ptpr"):
        change_weights(snapshot, replace(given, criteria=(("ptpr.ANT1", 5.0),)))


def test_weights_that_would_leave_nothing_hold_a_version_back() -> None:
    only = tuple((one.id, 1.0 if one.id == "ptpr.ANT1" else 0.0) for one in PTPR.criteria)
    weights = WeightSet(key="w", id="w", name="Own", framework="ptpr", criteria=only)
    snapshot = with_draft(
        drafting.retire_criterion(drafted(), "ptpr.ANT1"), replace(BEGUN, weights={"w": weights})
    )
    with pytest.raises(Refusal, match="“Own” would leave nothing to compare"):
        frameworks.adopt(snapshot, "ptpr", "", [SCORE])


def test_the_preview_counts_submitted_work_in_the_rounds_that_follow() -> None:
    handed_in = Assignment(programme="p", evaluator="e", round="r", status="submitted")
    snapshot = with_draft(drafting.split(drafted(), "ptpr.ANT1"))
    snapshot = replace(snapshot, assignments={"p/e/r": handed_in})
    assert preview(snapshot, "ptpr", [SCORE]).submitted == 1
    assert preview(snapshot, "ptpr", ()).submitted == 0


def test_a_framework_of_ones_own_begins_as_a_draft_and_joins_the_others() -> None:
    text = Text(en="Own", es="Propio")
    snapshot = after(BEGUN, frameworks.begin_new(BEGUN, "own", text))
    draft = drafting.add_criterion(drafting.add_section(snapshot.drafts["own"].framework), "S1")
    snapshot = after(snapshot, frameworks.change_draft(snapshot, draft))
    draft = scales.set_scale(draft, scales.scales()[3])
    for name in ("name", "short"):
        draft = drafting.reword_framework(draft, **{name: text})
        draft = drafting.reword_section(draft, "S1", **{name: text})
    draft = drafting.reword_criterion(draft, "own.S11", name=text)
    for position in (0, 1):
        draft = drafting.reword_level(draft, "own.S11", position, text)
    snapshot = after(snapshot, frameworks.change_draft(snapshot, draft))
    assert preview(snapshot, "own", ()).lines == ()
    snapshot = after(snapshot, frameworks.adopt(snapshot, "own", "", ()))
    assert [one.id for one in snapshot.ordered_frameworks()] == ["ptpr", "own"]
    assert (snapshot.drafts, snapshot.framework("own").version) == ({}, "1.0")
    with pytest.raises(Refusal, match="already taken"):
        frameworks.begin_new(snapshot, "own", text)


def test_a_framework_is_removed_only_without_scores_and_never_the_last() -> None:
    with pytest.raises(Refusal, match="needs a framework"):
        frameworks.remove_framework(BEGUN, "ptpr", ())
    both = after(BEGUN, frameworks.embed(BEGUN, built_in_framework("lnk")))
    with pytest.raises(Refusal, match="holds 1 score"):
        frameworks.remove_framework(both, "ptpr", [SCORE])
    left = after(both, frameworks.remove_framework(both, "ptpr", ()))
    assert [one.id for one in left.ordered_frameworks()] == ["lnk"]
    assert left.evidence["x"].criteria == ()


def test_frameworks_are_put_in_another_order() -> None:
    both = after(BEGUN, frameworks.embed(BEGUN, built_in_framework("lnk")))
    turned = after(both, frameworks.reorder(both, ("lnk", "ptpr")))
    assert [one.id for one in turned.ordered_frameworks()] == ["lnk", "ptpr"]
    with pytest.raises(Refusal, match="each framework of the evaluation once"):
        frameworks.reorder(both, ("lnk", "lnk"))


def test_a_draft_is_begun_once_and_given_up() -> None:
    begun = after(BEGUN, frameworks.begin_draft(BEGUN, "ptpr"))
    with pytest.raises(Refusal, match="being written already"):
        frameworks.begin_draft(begun, "ptpr")
    assert after(begun, frameworks.discard_draft(begun, "ptpr")) == BEGUN
    with pytest.raises(Refusal, match="no draft"):
        frameworks.discard_draft(BEGUN, "ptpr")


def test_a_follow_up_on_a_later_version_begins_from_an_earlier_one_by_the_crosswalk() -> None:
    closed = replace(BEGUN, rounds={"r": replace(BEGUN.rounds["r"], closed=True)})
    recoded = drafting.recode_criterion(drafted(snapshot=closed), "ptpr.ANT1", "FUT1")
    snapshot = with_draft(recoded, closed)
    snapshot = after(snapshot, frameworks.adopt(snapshot, "ptpr", "", [SCORE]))
    parts = drafting.split(drafted(snapshot=snapshot), "ptpr.FUT1", ("FUT2", "FUT3"))
    snapshot = with_draft(parts, snapshot)
    snapshot = after(snapshot, frameworks.adopt(snapshot, "ptpr", "", [SCORE]))
    assert snapshot.framework_in("ptpr", "r") == PTPR
    follow_up = Round(key="s", id="r2", name="Follow-up", position=1)
    snapshot = replace(snapshot, rounds={**snapshot.rounds, "s": follow_up})
    carried = scores_of(carry_over(snapshot, [SCORE], [], "s"))
    assert {id: (one.value, one.round, one.carried) for id, one in carried.items()} == {
        "ptpr.FUT2": ("2", "s", "r1"),
        "ptpr.FUT3": ("2", "s", "r1"),
    }
