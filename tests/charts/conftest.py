"""Small evaluations to draw: frameworks of any size, values given as rows of codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest

from scorecard.analysis.cube import Cube, build_cube
from scorecard.analysis.question import Question
from scorecard.analysis.study import Study
from scorecard.library.samples import read_sample
from scorecard.model.evaluation import Caution, Evaluation, Evaluator, Round
from scorecard.model.framework import Criterion, Framework, Section, Step
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import NO_TEXT, Text

MADE_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)


def text(words: str) -> Text:
    """The same words in both languages."""
    return Text(en=words, es=words)


def framework_of(sections: int, steps: int = 5) -> Framework:
    """A framework with two criteria in each section and levels 0, 1, 2 ..."""

    def criterion(section: int, number: int) -> Criterion:
        return Criterion(
            id=f"test.S{section}{number}",
            name=text(f"Criterion {section}.{number}"),
            question=NO_TEXT,
            definition=NO_TEXT,
            look_for=NO_TEXT,
            source=NO_TEXT,
            levels=(NO_TEXT,) * steps,
        )

    return Framework(
        id="test",
        version="1",
        name=text("Test framework"),
        short=text("Test"),
        note=NO_TEXT,
        scale=tuple(Step(code=str(step), word=NO_TEXT, meaning=NO_TEXT) for step in range(steps)),
        sections=tuple(
            Section(
                id=f"S{section}",
                name=text(f"Section {section}"),
                short=text(f"Section {section}"),
                note=NO_TEXT,
                criteria=(criterion(section, 1), criterion(section, 2)),
            )
            for section in range(1, sections + 1)
        ),
    )


@pytest.fixture
def compared() -> Callable[..., Study]:
    """Studies programmes whose answers are given by name as codes: `-` unscored, `E` NE, `A` NA."""

    def build(
        answers: Mapping[str, str], *, sections: int = 3, steps: int = 5, caution: Caution = ""
    ) -> Study:
        framework = framework_of(sections, steps)
        codes = {"E": "NE", "A": "NA", "-": ""}
        programmes = {
            f"key{place}": Programme(key=f"key{place}", id=f"P{place}", name=name)
            for place, name in enumerate(answers, start=1)
        }
        snapshot = Snapshot(
            evaluation=Evaluation(id="e", title="Title of it", caution=caution, frameworks=("test",)),
            frameworks={"test": framework},
            rounds={"r": Round(key="r", id="r1", name="Round 1", position=0)},
            evaluators={"eva": Evaluator(key="eva", id="eva", name="Eva", kind="independent")},
            programmes=programmes,
        )
        cells = [
            (key, "eva", criterion.id, codes.get(code, code))
            for key, row in zip(programmes, answers.values(), strict=True)
            for criterion, code in zip(framework.criteria, row, strict=False)
            if code != "-"
        ]
        cube = build_cube(snapshot, framework, "r", cells)
        return Study(snapshot, cube, Question(framework="test", round="r"), {"r": cube}.get)

    return build


@pytest.fixture
def sample() -> Callable[[str, str], Study]:
    """Studies the programmes of a sample in a language."""

    def build(name: str, language: str) -> Study:
        contents = read_sample(name, language)
        snapshot = contents.snapshot
        framework = snapshot.ordered_frameworks()[0]
        round = snapshot.round()

        def cube_in(key: str) -> Cube:
            cells = [
                (one.programme, one.evaluator, one.criterion, one.value)
                for one in contents.scores
                if one.round == key
            ]
            return build_cube(snapshot, framework, key, cells)

        question = Question(framework=framework.id, round=round.key)
        return Study(snapshot, cube_in(round.key), question, cube_in)

    return build
