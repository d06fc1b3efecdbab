"""Small evaluations for the tests of the engine: written by hand in a few lines, or generated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

from scorecard.analysis.comparison import Comparison, compare
from scorecard.analysis.cube import Cube, build_cube
from scorecard.analysis.question import Average, Question, Rule, View
from scorecard.model.evaluation import Assignment, Conflict, Evaluation, Evaluator, Round, WeightSet
from scorecard.model.framework import Criterion, Framework, Section, Step
from scorecard.model.programme import Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A snapshot with one framework `f`, its scores, and a question about them."""

    snapshot: Snapshot
    scores: tuple[Score, ...]
    question: Question

    def cube(self) -> Cube:
        """The cube of the question's framework and round."""
        framework = self.snapshot.frameworks[self.question.framework]
        cells = [
            (score.programme, score.evaluator, score.criterion, score.value)
            for score in self.scores
            if score.round == self.question.round
        ]
        return build_cube(self.snapshot, framework, self.question.round, cells)

    def compare(self) -> Comparison:
        """The answer of the engine."""
        return compare(self.snapshot, self.cube(), self.question)

    def results(self) -> list[dict[str, Any]]:
        """The programmes of `results --json`."""
        programmes: list[dict[str, Any]] = self.compare().to_json()["programmes"]
        return programmes


def framework_of(sizes: Mapping[str, int], codes: Sequence[str] = "01234", id: str = "f") -> Framework:
    """A framework of sections by id with as many criteria as said: section A has f.A1, f.A2 ..."""

    def criterion(full_id: str) -> Criterion:
        return Criterion(
            id=full_id,
            name=Text(en=full_id, es=full_id),
            question=NO_TEXT,
            definition=NO_TEXT,
            look_for=NO_TEXT,
            source=NO_TEXT,
            levels=tuple(NO_TEXT for _code in codes),
        )

    return Framework(
        id=id,
        version="1",
        name=NO_TEXT,
        short=NO_TEXT,
        note=NO_TEXT,
        scale=tuple(Step(code=code, word=NO_TEXT, meaning=NO_TEXT) for code in codes),
        sections=tuple(
            Section(
                id=section,
                name=Text(en=f"Section {section}", es=f"Sección {section}"),
                short=Text(en=f"Part {section}", es=f"Parte {section}"),
                note=NO_TEXT,
                criteria=tuple(criterion(f"{id}.{section}{number + 1}") for number in range(size)),
            )
            for section, size in sizes.items()
        ),
    )


def case_of(
    sizes: Mapping[str, int],
    answers: Mapping[str, Mapping[str, str]],
    *,
    kinds: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    codes: Sequence[str] = "01234",
    sections: Mapping[str, float] | None = None,
    criteria: Mapping[str, float] | None = None,
    threshold: float = 0.5,
    conflicts: Sequence[tuple[str, str]] = (),
    submitted: Sequence[tuple[str, str]] = (),
    blind: bool = False,
    **asked: Any,
) -> Case:
    """A case from answers by programme and evaluator: one word per criterion, `.` for none.

    `{"P1": {"ana": "3 NE . NA"}}`. Evaluators are independent unless `kinds` says otherwise. With
    `sections` or `criteria` the question uses those weights. `conflicts` and `submitted` are pairs of programme
    and evaluator.
    """
    framework = framework_of(sizes, codes)
    kinds = kinds or {name: "independent" for row in answers.values() for name in row}
    weights = WeightSet(
        key="weights",
        id="own",
        name="Own",
        framework="f",
        sections=tuple((sections or {}).items()),
        criteria=tuple((criteria or {}).items()),
    )
    snapshot = Snapshot(
        evaluation=Evaluation(id="", title="", frameworks=("f",), threshold=threshold),
        frameworks={"f": framework},
        rounds={"round": Round(key="round", id="r1", name="Round 1", position=0, blind=blind)},
        evaluators={
            name: Evaluator(key=name, id=name, name=name, kind=kind)  # type: ignore[arg-type]
            for name, kind in kinds.items()
        },
        weights={"weights": weights},
        programmes={
            key: Programme(key=key, id=key, name=(names or {}).get(key, f"Programme {key}"))
            for key in answers
        },
        conflicts={
            f"{programme}/{evaluator}": Conflict(programme=programme, evaluator=evaluator, reason="Kin.")
            for programme, evaluator in conflicts
        },
        assignments={
            f"{programme}/{evaluator}/round": Assignment(
                programme=programme, evaluator=evaluator, round="round", status="submitted"
            )
            for programme, evaluator in submitted
        },
    )
    scores = tuple(
        Score(programme=programme, evaluator=evaluator, round="round", criterion=criterion.id, value=value)
        for programme, row in answers.items()
        for evaluator, words in row.items()
        for criterion, value in zip(framework.criteria, words.split(), strict=True)
        if value != "."
    )
    chosen = "weights" if sections is not None or criteria is not None else None
    return Case(
        snapshot=snapshot,
        scores=scores,
        question=Question(framework="f", round="round", weights=chosen, **asked),
    )


_SCALES = st.sampled_from(["01234", "12345", "ABCD", ["no", "yes"], "0123456"])
_WEIGHTS = st.sampled_from([0.0, 0.0, 0.5, 1.0, 1.0, 2.0, 3.0, 7.25])
_FAINT_WEIGHTS = st.sampled_from([0.0, 1.0, 1.0, 2.0, 1e-11, 1e-7])


@st.composite
def cases(draw: st.DrawFn, *, faint: bool = False) -> Case:
    """Evaluations with every state, view, kind, rule, average, threshold and length of scale, weights tried, sections
    switched off, conflicts of interest, and rounds that are open or blind.

    `faint` weights draw scores together, so that many differ by less than the tolerance. Weights that take
    everything out are put right, for those are refused.
    """
    codes = draw(_SCALES)
    letters = "ABCD"[: draw(st.integers(1, 4))]
    sizes = {letter: draw(st.integers(1, 4)) for letter in letters}
    criteria = [f"f.{letter}{number + 1}" for letter, size in sizes.items() for number in range(size)]
    kinds = {
        f"e{number}": draw(st.sampled_from(["self", "independent", "peer"]))
        for number in range(draw(st.integers(0, 4)))
    }
    if draw(st.booleans()):
        kinds["panel"] = "panel"
    word = st.one_of(
        st.sampled_from([*codes]), st.sampled_from([*codes, ".", "NE", "NA"]), st.sampled_from(["NE", "NA"])
    )
    row = st.lists(word, min_size=len(criteria), max_size=len(criteria)).map(" ".join)
    answers = {
        f"P{number}": {name: draw(row) for name in kinds if draw(st.integers(0, 3))}
        for number in range(draw(st.integers(0, 5)))
    }
    weight = _FAINT_WEIGHTS if faint else _WEIGHTS
    asked: dict[str, Any] = {}
    if faint or draw(st.booleans()):
        asked = {
            "sections": {letter: draw(weight) for letter in letters if draw(st.booleans())},
            "criteria": {id: draw(weight) for id in criteria if draw(st.booleans())},
        }
    if draw(st.booleans()):
        tried = draw(st.lists(st.sampled_from([*letters, "Z"]), unique=True))
        asked["tried"] = tuple((letter, draw(weight)) for letter in tried)
        asked["without"] = tuple(draw(st.lists(st.sampled_from([*letters, "Z"]), unique=True)))
    if not _weigh_something(sizes, asked):
        asked = {"sections": {}, "criteria": {}}
    pairs = st.lists(
        st.sampled_from([(one, other) for one in answers for other in kinds] or [("", "")]), max_size=4
    )
    return case_of(
        sizes,
        answers,
        kinds=kinds,
        codes=codes,
        threshold=draw(st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 0.6, 0.75, 1.0])),
        view=draw(st.sampled_from(get_args(View))),
        average=draw(st.sampled_from(get_args(Average))),
        rule=draw(st.sampled_from(get_args(Rule))),
        programmes=draw(
            st.one_of(st.none(), st.lists(st.sampled_from([*answers, "gone"]), unique=True).map(tuple))
        ),
        conflicts=draw(pairs),
        submitted=draw(pairs),
        blind=draw(st.booleans()),
        seen_by=draw(st.one_of(st.none(), st.sampled_from(list(kinds) or [None]))),
        **asked,
    )


def _weigh_something(sizes: Mapping[str, int], asked: Mapping[str, Any]) -> bool:
    """Whether some criterion weighs in some section."""
    sections = dict(asked.get("sections", {})) | dict(asked.get("tried", ()))
    sections |= dict.fromkeys(asked.get("without", ()), 0.0)
    return any(
        sections.get(letter, 1) * asked.get("criteria", {}).get(f"f.{letter}{number + 1}", 1)
        for letter, size in sizes.items()
        for number in range(size)
    )
