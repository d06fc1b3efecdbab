"""Whatever is done to evidence, documents and citations, in any order, nothing ever refers to what is gone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from scorecard.edits import documents, evidence
from scorecard.errors import Refusal
from scorecard.library.frameworks import built_in_framework
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.programme import Document, Evidence, Programme
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot

START = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=("ptpr",)),
    frameworks={"ptpr": built_in_framework("ptpr")},
    rounds={"r": Round(key="r", id="r1", name="Round 1", position=0)},
    evaluators={"a": Evaluator(key="a", id="ana", name="Ana", kind="independent")},
    programmes={key: Programme(key=key, id=key.upper(), name=key) for key in "pq"},
)
CRITERIA = ("ptpr.ANT1", "ptpr.ANT2", "ptpr.ANT3")


@dataclass
class File:
    """A snapshot, its scores, and what has been done, as a store would hold them."""

    snapshot: Snapshot = START
    scores: dict[str, Score] = field(default_factory=dict)
    done: list[Edit] = field(default_factory=list)
    keys: count[int] = field(default_factory=count)

    def take(self, edit: Edit) -> None:
        for change in edit.changes:
            if change.ref.kind == "score":
                assert self.scores.get(change.ref.key) == change.before
                self.scores.pop(change.ref.key, None)
                if isinstance(change.after, Score):
                    self.scores[change.ref.key] = change.after
        self.snapshot = self.snapshot.after(edit.changes)

    def try_to(self, make: object, *given: object, **named: object) -> None:
        before = self.snapshot, dict(self.scores)
        try:
            edit: Edit = make(self.snapshot, *given, **named)  # type: ignore[operator]
        except Refusal:
            assert (self.snapshot, self.scores) == before
            return
        if edit.changes:
            self.take(edit)
            self.done.append(edit)

    def of(self, programme: str) -> list[Score]:
        return [score for score in self.scores.values() if score.programme == programme]

    def check(self) -> None:
        snapshot = self.snapshot
        for item in snapshot.evidence.values():
            assert set(item.documents) <= set(snapshot.documents)
            assert set(item.differs_from) <= set(snapshot.evidence) - {item.key}
            others = [one.id for one in snapshot.evidence_of(item.programme)]
            assert others.count(item.id) == 1
        for score in self.scores.values():
            assert not score.is_blank
            for key in score.cites:
                assert snapshot.evidence[key].programme == score.programme


@given(st.data())
def test_nothing_refers_to_what_is_gone_and_undo_takes_every_step_back(data: st.DataObject) -> None:
    file = File()
    for _step in range(data.draw(st.integers(1, 25))):
        verb = data.draw(st.sampled_from(("add", "change", "remove", "cite", "list", "drop", "undo")))
        items = sorted(file.snapshot.evidence)
        listed = sorted(file.snapshot.documents)
        match verb:
            case "add":
                programme = data.draw(st.sampled_from("pq"))
                found_in = data.draw(st.lists(st.sampled_from(listed), max_size=2)) if listed else []
                item = Evidence(
                    key=f"e{next(file.keys)}",
                    id="",
                    programme=programme,
                    text="A fact.",
                    sign="+",
                    documents=tuple(found_in),
                )
                file.try_to(evidence.add, item)
            case "change" if items:
                stored = file.snapshot.evidence[data.draw(st.sampled_from(items))]
                differs = data.draw(st.lists(st.sampled_from(items), max_size=3))
                text = data.draw(st.sampled_from(("Other words.", "", stored.text)))
                file.try_to(evidence.change, replace(stored, text=text), differs=differs)
            case "remove" if items:
                key = data.draw(st.sampled_from(items))
                file.try_to(evidence.remove, key, file.of(file.snapshot.evidence[key].programme))
            case "cite" if items:
                programme = data.draw(st.sampled_from("pq"))
                wanted = data.draw(st.lists(st.sampled_from(CRITERIA), unique=True))
                cells = [Cell(programme, "a", "r", criterion) for criterion in wanted]
                file.try_to(evidence.cite_in, file.of(programme), data.draw(st.sampled_from(items)), cells)
            case "list":
                number = next(file.keys)
                file.try_to(documents.add, Document(key=f"d{number}", id="", title=f"Title {number}"))
            case "drop" if listed:
                file.try_to(documents.remove, data.draw(st.sampled_from(listed)))
            case "undo" if file.done:
                file.take(file.done.pop().inverse())
            case _:
                pass
        file.check()
    while file.done:
        file.take(file.done.pop().inverse())
        file.check()
    assert (file.snapshot, file.scores) == (START, {})
