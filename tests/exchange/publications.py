"""Publications for the tests of the workbook: from generated cases, from a seed, or from a sample."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scorecard.analysis.cube import build_cube
from scorecard.analysis.question import RULES, Question
from scorecard.analysis.sources.derived_marks import Derivation
from scorecard.analysis.study import Study
from scorecard.exchange.books.workbook import write_workbook
from scorecard.exchange.publication import Publication
from scorecard.library.samples import read_sample
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.text import Text
from scorecard.progress import Silent
from tests.analysis.evaluations import Case, case_of

MADE_AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
SCALES: tuple[Any, ...] = ("01234", "01234", "12345", "ABCD", ["no", "yes"], "0123456", ["5", "10", "20"])


def publication_of(case: Case) -> Publication:
    """What a case would publish, its framework's texts filled in."""
    framework = with_texts(case.snapshot.frameworks["f"])
    case = replace(case, snapshot=replace(case.snapshot, frameworks={"f": framework}))
    return Publication(
        study=Study(case.snapshot, case.cube(), case.question, no_other_round),
        scores=case.scores,
        made_at=MADE_AT,
        fingerprint="0" * 64,
    )


def no_other_round(_round: Key) -> None:
    """There is no cube of another round."""


def with_texts(framework: Framework) -> Framework:
    """The framework with a name for itself and a text for each level, some of them long and quoted."""
    sections = tuple(
        replace(
            section,
            criteria=tuple(
                replace(
                    criterion,
                    levels=tuple(
                        Text(en=f'{criterion.id} "{code}" {"long " * 70}', es=f"{criterion.id} «{code}»")
                        for code in framework.codes
                    ),
                )
                for criterion in section.criteria
            ),
        )
        for section in framework.sections
    )
    return replace(framework, name=Text(en="A framework", es="Un marco"), sections=sections)


def random_case(seed: int) -> Case:
    """A case with every rule and state: scales of several kinds, zero weights, sections off, weights tried, ties."""
    dice = random.Random(seed)
    codes = dice.choice(SCALES)
    sizes = {letter: dice.randint(1, 4) for letter in "ABCDE"[: dice.randint(1, 5)]}
    criteria = [f"f.{letter}{number + 1}" for letter, size in sizes.items() for number in range(size)]
    kinds = {
        f"e{number}": dice.choice(["self", "independent", "peer"]) for number in range(dice.randint(1, 3))
    }
    if dice.random() < 0.3:
        kinds["panel"] = "panel"

    def answer(mood: str) -> str:
        match mood:
            case "mixed":
                return dice.choice([*codes, *codes, ".", "NE", "NA"])
            case "scarce":
                return dice.choice([*codes, ".", ".", "NE", "NE", "NA"])
            case "levels":
                return dice.choice([*codes])
            case _:
                return mood

    moods = ["mixed", "mixed", "scarce", "levels", "levels", "NA", "NE", ".", codes[0], codes[-1]]
    answers = {}
    for number in range(dice.randint(1, 7)):
        mood = dice.choice(moods)
        answers[f"P{number}"] = {
            name: " ".join(answer(mood) for _criterion in criteria)
            for name in kinds
            if name != "panel" or dice.random() < 0.2
        }
    weights: dict[str, Any] = {}
    if dice.random() < 0.6:
        values = [0.0, 0.5, 1.0, 1.0, 2.0, 7.25]
        weights = {
            "sections": {letter: dice.choice(values) for letter in sizes},
            "criteria": {id: dice.choice(values) for id in criteria},
        }
        weights["sections"]["A"] = weights["criteria"]["f.A1"] = 1.0
    return case_of(
        sizes,
        answers,
        kinds=kinds,
        codes=codes,
        threshold=dice.choice([0.0, 0.25, 1 / 3, 0.5, 0.5, 0.75, 1.0]),
        average=dice.choice(["mean", "median"]),
        view=dice.choice(["all", "all", "all", "independent", "self", "panel"]),
        rule=RULES[seed % len(RULES)],
        without=tuple(letter for letter in sizes if letter != "A" and dice.random() < 0.15),
        tried=_tried(dice, sizes),
        **weights,
    )


def _tried(dice: random.Random, sizes: Iterable[str]) -> tuple[tuple[str, float], ...]:
    """Weights of some sections in place of those of the set; the first keeps its own, so that something counts."""
    if dice.random() < 0.7:
        return ()
    return tuple((letter, dice.choice([0.0, 0.3, 1.0, 4.0])) for letter in sizes if letter != "A")


def sample_publication(id: str, framework: str, language: str = "en", **asked: Any) -> Publication:
    """A built-in sample, compared by one of its frameworks."""
    sample = read_sample(id, language)
    snapshot, round = sample.snapshot, sample.snapshot.round().key
    scores = tuple(score for score in sample.scores if score.criterion.startswith(f"{framework}."))
    cells = [(one.programme, one.evaluator, one.criterion, one.value) for one in scores]
    cube = build_cube(snapshot, snapshot.framework(framework), round, cells)
    question = Question(framework=framework, round=round, **asked)
    study = Study(snapshot, cube, question, no_other_round)
    return Publication(
        study=study,
        scores=scores,
        made_at=MADE_AT,
        fingerprint="0" * 64,
        derivation=Derivation(comparison=study.comparison, scores=scores),
    )


def write(publication: Publication, path: Path, language: str = "en", **options: Any) -> Path:
    """The publication as a workbook."""
    write_workbook(publication, path, language=language, progress=Silent(), **options)
    return path
