"""No sequence of framework edits, scores, closed rounds, undo and redo loses a score or puts it under another question.

The oracle is simple: every criterion carries a mark of what it asks in its definition, every score carries the mark
of the criterion that it was given to in its note. Whatever happens to ids, the two have to agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.analysis.record.crosswalk import problems
from scorecard.analysis.record.succession import preview
from scorecard.analysis.weights import weigh
from scorecard.edits import drafting, frameworks, locks, workshop_cells
from scorecard.edits.records import put
from scorecard.edits.scores import say
from scorecard.errors import Refusal
from scorecard.model.codec import decode_record, encode
from scorecard.model.evaluation import Evaluation, Evaluator, Round, WeightSet
from scorecard.model.framework import Draft, Edition, Framework
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Cell, Score, blank_score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import Text
from scorecard.model.workshop import Place
from tests.analysis.evaluations import framework_of

if TYPE_CHECKING:
    from scorecard.model.edit import Edit


@dataclass
class World:
    """An evaluation in memory: its snapshot, its scores, and what undo and redo would do."""

    snapshot: Snapshot
    scores: dict[Cell, Score] = field(default_factory=dict)
    done: list[Edit] = field(default_factory=list)
    undone: list[Edit] = field(default_factory=list)
    marks: count[int] = field(default_factory=count)

    def commit(self, edit: Edit) -> None:
        """Store an edit as a workspace does."""
        if edit.changes:
            locks.refuse_locked(self.snapshot, edit)
            self.apply(edit)
            self.done.append(edit)
            self.undone.clear()

    def apply(self, edit: Edit) -> None:
        """Make the changes; each record has to be as the edit says it was, and changes once."""
        assert len({change.ref for change in edit.changes}) == len(edit.changes)
        for change in edit.changes:
            record = change.after or change.before
            if isinstance(record, Score):
                assert self.scores.get(record.cell) == change.before
                if change.after is None:
                    del self.scores[record.cell]
                else:
                    self.scores[record.cell] = record
            if change.after is not None:
                assert decode_record(change.ref.kind, encode(change.after)) == change.after
        self.snapshot = self.snapshot.after(edit.changes)

    def all_scores(self) -> list[Score]:
        """The scores of the framework."""
        ids = frameworks.score_ids(self.snapshot, "f")
        assert {score.criterion for score in self.scores.values()} <= ids
        return list(self.scores.values())

    def mark(self) -> Text:
        """A mark that no criterion has had."""
        number = next(self.marks)
        return Text(en=f"#{number}.", es=f"#{number}.")


def whole(framework: Framework) -> Framework:
    """The framework with every text that it must have."""
    text = Text(en="Text", es="Texto")
    framework = replace(framework, name=text, short=text)
    framework = replace(framework, scale=tuple(replace(step, word=text) for step in framework.scale))
    for section in framework.sections:
        framework = drafting.reword_section(framework, section.id, name=text, short=text)
        for one in section.criteria:
            framework = drafting.reword_criterion(framework, one.id, name=text)
            for position in range(len(framework.scale)):
                framework = drafting.reword_level(framework, one.id, position, text)
    return framework


def begun() -> World:
    """Two programmes, two evaluators, two rounds, six criteria."""
    framework = whole(framework_of({"A": 4, "B": 2}, "01"))
    world = World(snapshot=Snapshot(evaluation=Evaluation(id="i", title="", frameworks=("f",))))
    for one in framework.criteria:
        framework = drafting.reword_criterion(framework, one.id, definition=world.mark())
    criteria = tuple(one.id for one in framework.criteria)
    world.snapshot = replace(
        world.snapshot,
        frameworks={"f": framework},
        rounds={key: Round(key=key, id=key, name=key, position=n) for n, key in enumerate(("r1", "r2"))},
        evaluators={"e": Evaluator(key="e", id="e", name="e", kind="independent")},
        programmes={key: Programme(key=key, id=key, name=key) for key in ("p", "q")},
        weights={
            "w": WeightSet(
                key="w",
                id="w",
                name="w",
                framework="f",
                sections=(("A", 2.0), ("B", 1.0)),
                criteria=tuple((id, float(n + 1)) for n, id in enumerate(criteria)),
            )
        },
        evidence={"x": Evidence(key="x", id="x", programme="p", text="x", sign="+", criteria=criteria)},
    )
    return world


def step(world: World, action: str, one: int, other: int) -> None:
    """Do what a person might do next; what is refused leaves everything as it was."""
    snapshot = world.snapshot
    rounds = sorted(snapshot.rounds)
    round = rounds[one % len(rounds)]
    match action:
        case "score":
            criteria = snapshot.framework_in("f", round).criteria
            criterion = criteria[other % len(criteria)]
            cell = Cell("pq"[one // 2 % 2], "e", round, criterion.id)
            stored = world.scores.get(cell)
            said = replace(
                stored or blank_score(cell),
                value=("0", "1", "NE", "NA", "")[one // 4 % 5],
                note=f"{criterion.definition.en} said",
                carried="",
            )
            world.commit(say(snapshot, stored, said))
        case "discuss":
            criteria = snapshot.framework_in("f", round).criteria
            criterion = criteria[other % len(criteria)]
            place = Place("pq"[one // 2 % 2], round, criterion.id)
            world.commit(workshop_cells.note(snapshot, place, f"{criterion.definition.en} said"))
        case "close" | "open":
            was = snapshot.rounds[round]
            world.commit(put("{id}", was, replace(was, closed=action == "close"), id=round))
        case "adopt":
            if "f" not in snapshot.drafts:
                raise Refusal("")
            scores = world.all_scores()
            foretold = preview(snapshot, "f", scores)
            adopted = frameworks.adopt(snapshot, "f", "", scores)
            world.commit(adopted)
            going = [one.before for one in adopted.changes if isinstance(one.before, Score)]
            coming = [one.after for one in adopted.changes if isinstance(one.after, Score)]
            carried = sum(bool(one.value) for one in coming) - sum(bool(one.value) for one in going)
            assert carried == sum(line.carried for line in foretold.lines)
            assert foretold.replaces == (not scores and not snapshot.discussions)
        case "undo" if world.done:
            world.undone.append(world.done.pop())
            world.apply(world.undone[-1].inverse())
        case "redo" if world.undone:
            world.done.append(world.undone.pop())
            world.apply(world.done[-1])
        case "undo" | "redo":
            pass
        case _:
            world.commit(
                frameworks.redraft(snapshot, "f", lambda draft: drafted(world, draft, action, one, other))
            )


def drafted(world: World, draft: Framework, action: str, one: int, other: int) -> Framework:
    """The draft after another step; what is new in it asks something of its own."""
    taken = frameworks.taken_ids(world.snapshot, "f")
    ids = [criterion.id for criterion in draft.criteria]
    first, second = ids[one % len(ids)], ids[other % len(ids)]
    sections = [section.id for section in draft.sections]
    section = sections[other % len(sections)]
    before = set(ids)
    match action:
        case "add":
            draft = drafting.add_criterion(draft, section, taken=taken)
        case "split":
            draft = drafting.split(draft, first, taken=taken)
        case "merge":
            draft = drafting.merge(draft, (first, second), taken=taken)
        case "recode":
            return whole(drafting.recode_criterion(draft, first, f"R{other}", taken=taken))
        case "retire" if len(ids) > 1:
            draft = drafting.retire_criterion(draft, first)
            for empty in [one.id for one in draft.sections if not one.criteria]:
                draft = drafting.retire_section(draft, empty)
        case "restore" if draft.retired_criteria:
            back = draft.retired_criteria[one % len(draft.retired_criteria)].id
            return whole(drafting.restore_criterion(draft, back))
        case "move":
            draft = drafting.move_criterion(draft, first, section, other % 3)
            for empty in [one.id for one in draft.sections if not one.criteria]:
                draft = drafting.retire_section(draft, empty)
        case "section":
            draft = drafting.recode_section(draft, section, f"Q{one}")
    for id in [criterion.id for criterion in draft.criteria if criterion.id not in before]:
        draft = drafting.reword_criterion(draft, id, definition=world.mark())
    return whole(draft)


def assert_nothing_is_misplaced(world: World) -> None:
    """Every score stands under the question that it was given to, or says where it was carried over from."""
    for score in world.scores.values():
        version = world.snapshot.framework_in("f", score.round)
        asked = {one.id: one for one in (*version.criteria, *version.retired_criteria)}
        mark = asked[score.criterion].definition.en
        if score.value and not score.carried:
            assert score.note == f"{mark} said"
        if score.carried:
            assert score.value
            assert f"{mark} said" != score.note
    for one in world.snapshot.discussions.values():
        version = world.snapshot.framework_in("f", one.round)
        known = {each.id: each for each in (*version.criteria, *version.retired_criteria)}
        assert one.note == f"{known[one.criterion].definition.en} said"


def assert_all_is_sound(world: World) -> None:
    """What the evaluation holds refers to what there is."""
    snapshot = world.snapshot
    framework = snapshot.framework("f")
    versions = frameworks.versions(snapshot, "f")
    known = {one.id for one in (*framework.criteria, *framework.retired_criteria)}
    known |= frameworks.taken_ids(snapshot, "f")
    sections = {section.id for one in versions for section in one.sections}
    for weights in snapshot.weights.values():
        assert {id for id, _weight in weights.criteria} <= known
        assert {id for id, _weight in weights.sections} <= sections
    for item in snapshot.evidence.values():
        assert set(item.criteria) <= known
    if "f" in snapshot.drafts:
        assert problems(framework, snapshot.drafts["f"].framework) == ()
    for round in snapshot.rounds.values():
        assert snapshot.framework_in("f", round.key)


def assert_nothing_is_lost(before: dict[Cell, Score], world: World) -> None:
    """What was said before a version came into force can be found after it, where it was or where it went."""
    found = {(one.programme, one.evaluator, one.round, one.value, one.note) for one in world.scores.values()}
    for one in before.values():
        assert (one.programme, one.evaluator, one.round, one.value, one.note) in found
        if world.snapshot.rounds[one.round].closed:
            assert world.scores[one.cell] == one


def assert_all_that_was_discussed_is_there(before: Snapshot, world: World) -> None:
    """No discussion is gone or doubled; one in a closed round stands where it stood."""
    now = world.snapshot.discussions
    assert sorted((one.programme, one.round, one.note) for one in now.values()) == sorted(
        (one.programme, one.round, one.note) for one in before.discussions.values()
    )
    for key, one in before.discussions.items():
        if world.snapshot.rounds[one.round].closed:
            assert now[key] == one


def assert_what_is_carried_agrees(before: dict[Cell, Score], world: World) -> None:
    """A value that was carried over is that of all its sources; where these differ there is a question instead."""
    for link in world.snapshot.framework("f").crosswalk:
        for cell in {cell._replace(criterion=id) for cell in before for id in link.new}:
            said = world.scores.get(cell)
            if said is None or cell in before or link.fate not in ("merged", "split"):
                continue
            sources = (before.get(cell._replace(criterion=id)) for id in link.old)
            values = {source.value for source in sources if source is not None and source.value}
            assert values == {said.value} if said.value else len(values) != 1
            assert bool(said.carried) == bool(said.value)
            assert bool(said.question) == (len(values) > 1)


def assert_kept_rounds_weigh_the_same(before: Snapshot, world: World) -> None:
    """A round that keeps its version is compared by the same weights as before."""
    for key in before.rounds:
        version = before.framework_in("f", key)
        if world.snapshot.framework_in("f", key) == version:
            for name, weights in before.weights.items():
                now = weigh(version, world.snapshot.weights[name])
                assert now.section_shares.tolist() == weigh(version, weights).section_shares.tolist()
                assert now.criterion_shares.tolist() == weigh(version, weights).criterion_shares.tolist()


ACTIONS = st.sampled_from(
    ["score"] * 8
    + ["discuss"] * 3
    + ["adopt"] * 4
    + ["close", "open", "undo", "undo", "redo"]
    + [
        "add",
        "split",
        "split",
        "merge",
        "merge",
        "recode",
        "recode",
        "retire",
        "retire",
        "restore",
        "move",
        "section",
    ]
)


@given(st.lists(st.tuples(ACTIONS, st.integers(0, 39), st.integers(0, 11)), max_size=40))
@settings(max_examples=150)
def test_no_score_is_lost_or_misplaced_and_everything_can_be_taken_back(
    sequence: list[tuple[str, int, int]],
) -> None:
    world = begun()
    beginning = world.snapshot
    for action, one, other in sequence:
        snapshot, scores = world.snapshot, dict(world.scores)
        try:
            step(world, action, one, other)
        except Refusal:
            assert (world.snapshot, world.scores) == (snapshot, scores)
        if action == "adopt":
            assert_nothing_is_lost(scores, world)
            assert_all_that_was_discussed_is_there(snapshot, world)
            assert_what_is_carried_agrees(scores, world)
            assert_kept_rounds_weigh_the_same(snapshot, world)
        assert_nothing_is_misplaced(world)
        assert_all_is_sound(world)
    end, scored = world.snapshot, dict(world.scores)
    steps = len(world.done)
    for _step in range(steps):
        step(world, "undo", 0, 0)
    assert (world.snapshot, world.scores) == (beginning, {})
    for _step in range(steps):
        step(world, "redo", 0, 0)
    assert (world.snapshot, world.scores) == (end, scored)


def test_the_law_sees_versions_follow_one_another() -> None:
    world = begun()
    story = [
        ("score", 4, 0), ("score", 5, 0), ("score", 4, 1), ("score", 0, 2), ("split", 0, 0), ("merge", 2, 3),
        ("adopt", 0, 0), ("close", 0, 0), ("score", 5, 1), ("recode", 0, 5), ("retire", 4, 0), ("adopt", 0, 0),
        ("restore", 0, 0), ("adopt", 0, 0),
    ]  # fmt: skip
    for action, one, other in story:
        step(world, action, one, other)
        assert_nothing_is_misplaced(world)
    assert sorted(world.snapshot.editions) == ["f@1", "f@2", "f@3"]
    assert dict(world.snapshot.rounds["r1"].editions) == {"f": "2"}
    kinds = {type(change.after) for edit in world.done for change in edit.changes}
    assert kinds >= {Edition, Draft, Framework, Round, WeightSet, Evidence, Score}


def test_the_law_sees_discussions_go_along() -> None:
    world = begun()
    for action, one, other in [
        ("discuss", 0, 1),
        ("close", 0, 0),
        ("discuss", 1, 1),
        ("recode", 1, 5),
        ("adopt", 0, 0),
    ]:
        step(world, action, one, other)
        assert_nothing_is_misplaced(world)
    assert {(one.round, one.criterion) for one in world.snapshot.discussions.values()} == {
        ("r1", "f.A2"),
        ("r2", "f.R5"),
    }


def test_a_round_that_was_closed_keeps_its_version_when_it_is_opened_again() -> None:
    world = begun()
    story = [
        ("score", 4, 1), ("close", 0, 0), ("recode", 1, 5), ("adopt", 0, 0), ("open", 0, 0), ("score", 4, 1),
        ("score", 6, 2), ("recode", 2, 6), ("adopt", 0, 0), ("recode", 1, 7), ("adopt", 0, 0), ("score", 4, 0),
    ]  # fmt: skip
    for action, one, other in story:
        step(world, action, one, other)
        assert_nothing_is_misplaced(world)
    assert dict(world.snapshot.rounds["r1"].editions) == {"f": "1"}
    assert world.snapshot.rounds["r2"].editions == ()
    assert len(world.snapshot.editions) == 3
