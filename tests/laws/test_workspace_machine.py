"""Whatever is done with an evaluation, in any order: a model of plain dicts says what its file has to say.

Edits, undo, redo, going back, closing, a writer killed amid a commit, long tables, forms, merges with a second copy,
backups and restoring. The kill is a real one, of a bare SQLite that spoils every score; kills of the program itself,
which lose nothing acknowledged, are R1.
"""

from __future__ import annotations

import copy
import shutil
import tempfile
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from scorecard.edits import documents, evidence, people, programmes, weights
from scorecard.errors import Refusal
from scorecard.model.evaluation import WeightSet
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.record import Key, new_key
from scorecard.model.score import Cell, Score
from scorecard.model.text import folded
from scorecard.storage.restoring import restore
from scorecard.storage.store import Store
from scorecard.workspace import Workspace
from tests.analysis.evaluations import framework_of
from tests.exchange.filled_forms import opened, send_form
from tests.exchange.merging import packed
from tests.exchange.publications import with_texts
from tests.storage.evaluations import AUTHOR, Plan, plan_of, score_at
from tests.storage.killing import crash

FRAMEWORK = with_texts(framework_of({"ANT": 3}, id="ptpr"))
PLAN: Plan = plan_of(programmes=3, evaluators=2, criteria=3)
OURS, THEIRS = PLAN.evaluators
SHARED = {one.key for one in PLAN.programmes[:2]}
"""What the second copy scores in, and nobody removes here."""
SCORES = [score_at(cell, "1", note="said so") for cell in PLAN.cells]
"""Every cell is scored in the beginning, which gives a killed writer enough to spoil."""

Contents: TypeAlias = dict[str, dict[Any, Any]]
"""Names of programmes by key, texts of evidence by key, (value, note, citations) by cell, and so on."""

texts = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8).map(
    lambda text: unicodedata.normalize("NFC", text)  # As the program keeps them.
)
values = st.sampled_from(["0", "1", "2", "3", "4", "NE", ""])
levels = st.sampled_from(["0", "1", "2", "3", "4", "NE"])
places = st.integers(0, 10**6)


def founded() -> Contents:
    """What a file holds in the beginning."""
    return {
        "programmes": {one.key: one.name for one in PLAN.programmes},
        "evaluators": {one.key: one.name for one in PLAN.evaluators},
        "evidence": {},
        "documents": {},
        "weights": {},
        "scores": {score.cell: (score.value, score.note, frozenset()) for score in SCORES},
    }


def read(workspace: Workspace) -> Contents:
    """What a file says it holds."""
    snapshot = workspace.snapshot
    return {
        "programmes": {key: one.name for key, one in snapshot.programmes.items()},
        "evaluators": {key: one.name for key, one in snapshot.evaluators.items()},
        "evidence": {key: (one.programme, one.text) for key, one in snapshot.evidence.items()},
        "documents": {key: one.title for key, one in snapshot.documents.items()},
        "weights": {key: one.name for key, one in snapshot.weights.items()},
        "scores": {one.cell: said(one) for one in workspace.scores()},
    }


def said(score: Score) -> tuple[str, str, frozenset[Key]]:
    """What the model keeps of a score."""
    return score.value, score.note, frozenset(score.cites)


@dataclass
class Model:
    """What is there, what undo and redo lead to, and what was there after each revision of this file."""

    now: Contents = field(default_factory=founded)
    past: list[Contents] = field(default_factory=list)
    future: list[Contents] = field(default_factory=list)
    moments: dict[Key, Contents] = field(default_factory=dict)
    programmes: int = len(PLAN.programmes)

    def becomes(self, contents: Contents) -> None:
        """One edit, whatever it changes."""
        self.past.append(self.now)
        self.now, self.future = contents, []

    def changed(self, table: str, key: Any, value: Any) -> Contents:
        """The contents with one thing set, or taken away by None."""
        contents = copy.deepcopy(self.now)
        if value is None:
            contents[table].pop(key)
        else:
            contents[table][key] = value
        return contents


class WorkspaceMachine(RuleBasedStateMachine):
    """One evaluation and a second copy of it, in the hands of somebody who does anything."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "here.scorecard"
        self.model = Model()
        self.kept: list[tuple[Path, Model, int]] = []
        self.count = 0

    @initialize()
    def found(self) -> None:
        Store.create(self.path, PLAN.founding(FRAMEWORK, *SCORES), author=AUTHOR).close()
        theirs = Path(shutil.copyfile(self.path, self.path.with_name("there.scorecard")))
        self.here, self.there = Workspace.open(self.path), Workspace.open(theirs)
        self.edits = len(self.here.history())
        # The founding is an edit as well, and nobody undoes that here.
        self.noted()

    def teardown(self) -> None:
        for name in ("here", "there"):
            if hasattr(self, name):
                getattr(self, name).close()
        self.folder.cleanup()

    def noted(self) -> None:
        """Remember what is there after the newest revision."""
        self.model.moments[self.here.history()[0].id] = self.model.now

    def next_file(self, suffix: str) -> Path:
        self.count += 1
        return self.path.with_name(f"file{self.count}{suffix}")

    def programme(self, place: int) -> Key:
        keys = list(self.model.now["programmes"])
        return keys[place % len(keys)]

    def cell(self, place: int) -> Cell:
        """A cell of ours; those of the other evaluator are scored in the second copy."""
        codes = PLAN.criteria
        return Cell(self.programme(place // 7), OURS.key, PLAN.round.key, codes[place % len(codes)])

    # Edits

    @rule(place=places, value=values, note=st.one_of(st.none(), texts))
    def score(self, place: int, value: str, note: str | None) -> None:
        cell = self.cell(place)
        before = self.here.score(cell)
        after = replace(before, value=value, note=before.note if note is None else note)
        self.here.record_score(after)
        if said(after) == said(before):
            return
        self.model.becomes(self.model.changed("scores", cell, said(after) if any(said(after)) else None))

    @rule(place=places, number=places)
    def cite(self, place: int, number: int) -> None:
        cell = self.cell(place)
        items = [
            key
            for key, (programme, _text) in self.model.now["evidence"].items()
            if programme == cell.programme
        ]
        if not items:
            return
        item = items[number % len(items)]
        value, note, cites = self.model.now["scores"].get(cell, ("", "", frozenset()))
        self.here.cite(cell, item, cited=item not in cites)
        after = (value, note, cites ^ {item})
        self.model.becomes(self.model.changed("scores", cell, after if any(after) else None))

    @rule(name=texts)
    def add_programme(self, name: str) -> None:
        self.model.programmes += 1
        key = new_key()
        added = Programme(key=key, id=f"P{self.model.programmes}", name=name)
        self.here.edit(programmes.add, added, same_name=True)
        self.model.becomes(self.model.changed("programmes", key, self.here.snapshot.programmes[key].name))

    @rule(place=places, name=texts)
    def rename_programme(self, place: int, name: str) -> None:
        programme = self.here.snapshot.programmes[self.programme(place)]
        if self.here.edit(programmes.change, replace(programme, name=name), same_name=True) is not None:
            self.model.becomes(self.model.changed("programmes", programme.key, name))

    @rule(place=places)
    def remove_programme(self, place: int) -> None:
        key = self.programme(place)
        if key in SHARED:
            return
        self.here.remove_programme(key)
        contents = self.model.changed("programmes", key, None)
        for table, owner in (
            ("scores", lambda cell, _one: cell.programme),
            ("evidence", lambda _key, one: one[0]),
        ):
            contents[table] = {cell: one for cell, one in contents[table].items() if owner(cell, one) != key}
        self.model.becomes(contents)

    @rule(place=places, text=texts)
    def add_evidence(self, place: int, text: str) -> None:
        item = Evidence(
            key=new_key(), id=f"f{self.count}", programme=self.programme(place), text=text, sign="+"
        )
        self.count += 1
        self.here.edit(evidence.add, item)
        self.model.becomes(self.model.changed("evidence", item.key, (item.programme, text)))

    @precondition(lambda self: self.model.now["evidence"])
    @rule(number=places)
    def remove_evidence(self, number: int) -> None:
        keys = list(self.model.now["evidence"])
        key = keys[number % len(keys)]
        self.here.remove_evidence(key)
        contents = self.model.changed("evidence", key, None)
        left = {
            cell: (value, note, cites - {key}) for cell, (value, note, cites) in contents["scores"].items()
        }
        contents["scores"] = {cell: one for cell, one in left.items() if any(one)}
        self.model.becomes(contents)

    @rule(name=texts)
    def rename_evaluator(self, name: str) -> None:
        evaluator = self.here.snapshot.evaluators[OURS.key]
        if self.here.edit(people.change_evaluator, replace(evaluator, name=name), same_name=True) is not None:
            self.model.becomes(self.model.changed("evaluators", OURS.key, name))

    @rule(title=texts)
    def add_document(self, title: str) -> None:
        self.count += 1
        title = f"{title} {self.count}"  # No two are called the same.
        document = Document(key=new_key(), id=f"d{self.count}", title=title)
        self.here.edit(documents.add, document)
        self.model.becomes(self.model.changed("documents", document.key, title))

    @rule(name=texts)
    def add_weights(self, name: str) -> None:
        self.count += 1
        own = WeightSet(
            key=new_key(), id=f"w{self.count}", name=name, framework="ptpr", sections=(("ANT", 1.0),)
        )
        if folded(name) in map(folded, self.model.now["weights"].values()):
            with pytest.raises(Refusal):
                self.here.edit(weights.add, own)
            return
        self.here.edit(weights.add, own)
        self.model.becomes(self.model.changed("weights", own.key, name))

    @precondition(lambda self: self.model.now["weights"])
    @rule()
    def remove_weights(self) -> None:
        key = next(iter(self.model.now["weights"]))
        self.here.edit(weights.remove, key)
        self.model.becomes(self.model.changed("weights", key, None))

    # Back and forth

    @rule()
    def undo(self) -> None:
        if not self.model.past:
            return
        self.here.undo()
        self.model.future.append(self.model.now)
        self.model.now = self.model.past.pop()

    @rule()
    def redo(self) -> None:
        if not self.model.future:
            try:
                self.here.redo()
            except Refusal:
                return
            raise AssertionError("there was nothing to do again")
        self.here.redo()
        self.model.past.append(self.model.now)
        self.model.now = self.model.future.pop()

    @rule()
    def undo_and_redo_change_nothing(self) -> None:
        if self.model.past:
            self.here.undo()
            self.here.redo()

    @rule(number=places)
    def go_back(self, number: int) -> None:
        known = [one for one in self.here.history() if one.id in self.model.moments]
        revision = known[number % len(known)]
        contents = self.model.moments[revision.id]
        if self.here.go_back(revision) is not None:
            self.model.becomes(contents)
        else:
            assert contents == self.model.now

    # Endings

    @rule()
    def close_and_open(self) -> None:
        self.here.close()
        self.here = Workspace.open(self.path)

    @rule()
    def kill_a_writer_amid_its_commit(self) -> None:
        self.here.close()
        crash(self.path)
        self.here = Workspace.open(self.path)

    # Files

    @rule(
        entries=st.dictionaries(places, levels, min_size=1, max_size=6),
        on_conflict=st.sampled_from(["keep", "replace"]),
    )
    def import_a_long_table(self, entries: dict[int, str], on_conflict: Any) -> None:
        snapshot, contents = self.here.snapshot, copy.deepcopy(self.model.now)
        rows = {self.cell(place): value for place, value in entries.items()}
        lines = ["programme,evaluator,round,criterion,value"]
        for cell, value in rows.items():
            id = snapshot.programmes[cell.programme].id
            lines.append(f"{id},{OURS.id},{PLAN.round.id},{cell.criterion},{value}")
            before, note, cites = contents["scores"].get(cell, ("", "", frozenset()))
            if before in ("", value) or on_conflict == "replace":
                contents["scores"][cell] = (value, note, cites)
        path = self.next_file(".csv")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        plan = self.here.import_scores([path], on_conflict=on_conflict)
        assert plan.problems == ()
        if contents != self.model.now:
            self.model.becomes(contents)

    @rule(places=st.lists(places, min_size=1, max_size=3))
    def send_a_form_and_take_it_in(self, places: list[int]) -> None:
        path = send_form(self.here, self.next_file(".xlsx"), OURS.id)
        self.model.becomes(self.model.now)
        self.noted()
        snapshot, contents = self.here.snapshot, copy.deepcopy(self.model.now)
        with opened(path) as of:
            for cell in dict.fromkeys(map(self.cell, places)):
                before, note, cites = contents["scores"].get(cell, ("", "", frozenset()))
                value = "3" if before == "2" else "2"
                of(snapshot.programmes[cell.programme].id).say(cell.criterion.partition(".")[2], int(value))
                contents["scores"][cell] = (value, note, cites)
        plan = self.here.import_scores([path])
        assert [one for one in plan.problems if one.severity == "error"] == []
        self.model.becomes(contents)

    @rule(entries=st.dictionaries(places, levels, min_size=1, max_size=4))
    def score_in_the_second_copy(self, entries: dict[int, str]) -> None:
        theirs = [cell for cell in PLAN.cells if cell.evaluator == THEIRS.key and cell.programme in SHARED]
        for place, value in entries.items():
            self.there.set_value(theirs[place % len(theirs)], value)

    @rule()
    def merge_the_second_copy(self) -> None:
        contents = copy.deepcopy(self.model.now)
        contents["scores"] |= {
            one.cell: said(one)
            for one in self.there.scores()
            if one.evaluator == THEIRS.key and one.programme in SHARED
        }
        if contents == self.model.now:
            return
        plan = self.here.merge_plan([packed(self.there)])
        assert plan.may_apply, plan
        self.here.merge(plan)
        self.model.becomes(contents)

    # Backups

    @rule()
    def back_up(self) -> None:
        self.here.back_up()
        newest = next(one for one in self.here.backups() if one.whole)
        assert newest.edits == len(self.here.history())
        self.kept.append((newest.path, copy.deepcopy(self.model), len(self.here.history())))

    @precondition(lambda self: self.kept)
    @rule(number=places)
    def restore_a_backup(self, number: int) -> None:
        path, model, edits = self.kept[number % len(self.kept)]
        if not path.exists():
            return  # Pruned by its age, as `test_backup_ages` has it.
        self.here.close()
        restore(path, self.path)
        self.here = Workspace.open(self.path)
        self.model, self.edits = copy.deepcopy(model), edits

    # What is true all the time

    @invariant()
    def the_file_says_what_the_model_says(self) -> None:
        if not hasattr(self, "here"):
            return
        assert read(self.here) == self.model.now
        with Workspace.open(self.path, reading=True) as beside:
            assert read(beside) == self.model.now
            assert beside.verify() == ()
        history = self.here.history()
        assert len(history) >= self.edits
        self.edits = len(history)
        self.noted()
        if self.model.future:
            assert self.here.redoable() is not None


WorkspaceMachine.TestCase.settings = settings(
    max_examples=settings().max_examples // 8,
    stateful_step_count=20,
    suppress_health_check=list(HealthCheck),
)
TestTheWholeWorkspace = WorkspaceMachine.TestCase
