"""Every formula of the workbook, recalculated by LibreOffice, gives the engine's number."""

from __future__ import annotations

import random
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from scorecard.analysis.comparison import Comparison, compare
from scorecard.analysis.cube import build_cube
from scorecard.exchange.books import cards
from scorecard.exchange.books.cards import plan_of
from scorecard.exchange.layout import at
from scorecard.exchange.scales import scale_of
from scorecard.model.evaluation import Evaluator, WeightSet
from scorecard.model.framework import Framework
from tests.exchange.publications import publication_of, random_case, sample_publication, write
from tests.exchange.recalculation import (
    differences,
    needs_libreoffice,
    read_cells,
    recalculate,
    spoil,
    summary_row,
)

if TYPE_CHECKING:
    from pathlib import Path

    from scorecard.exchange.publication import Publication

SEEDS = range(7)
FIRST_WEIGHT = 4
FIGURES = (cards.LEVEL, cards.LOW, cards.HIGH, cards.COVERAGE)
SAMPLES: dict[str, list[dict[str, Any]]] = {
    "en": [{"id": "workshop", "framework": "lnk", "rule": "weakest"}],
    "es": [
        {"id": "workshop", "framework": "ptpr", "rule": "geometric", "without": ("ANT",)},
        {"id": "mining", "framework": "ptpr", "rule": "weakest", "tried": (("EMB", 0.0), ("INT", 3.0))},
    ],
}


@needs_libreoffice
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_cached_result_is_what_the_formula_gives(tmp_path: Path, language: str) -> None:
    paths = [
        write(publication_of(random_case(seed)), tmp_path / f"case{seed}.xlsx", language) for seed in SEEDS
    ]
    for asked in SAMPLES[language]:
        publication = sample_publication(**asked, language=language)
        paths.append(write(publication, tmp_path / f"{asked['id']}.xlsx", language))
    whole = tmp_path / "whole"
    whole.mkdir()
    for path in paths:
        (whole / path.name).write_bytes(path.read_bytes())
        assert spoil(path) > 0
    counted, wrong = 0, []
    for path, again in zip(paths, recalculate(paths, tmp_path, language), strict=True):
        formulas, found = differences(whole / path.name, again)
        counted += formulas
        wrong += found
    assert wrong == []
    assert counted > 2_000


def type_weights(workbook: openpyxl.Workbook, framework: Framework, dice: random.Random) -> WeightSet:
    """Type other weights into a workbook; the first section and its first criterion keep some."""
    weights = [0.0, 0.5, 1.0, 3.0]
    sections = {section.id: dice.choice(weights) for section in framework.sections}
    criteria = {criterion.id: dice.choice(weights) for criterion in framework.criteria}
    sections[framework.sections[0].id] = criteria[framework.criteria[0].id] = 2.0
    for row, weight in enumerate((*sections.values(), *criteria.values()), start=FIRST_WEIGHT):
        workbook["Weights"][at(row, 2)] = weight
    return WeightSet(
        key="typed",
        id="typed",
        name="Typed",
        framework=framework.id,
        sections=tuple(sections.items()),
        criteria=tuple(criteria.items()),
    )


def type_over(path: Path, publication: Publication, seed: int) -> Comparison:
    """Type other levels and, every second time, other weights into a workbook; what the engine makes of them."""
    dice = random.Random(seed)
    comparison, snapshot = publication.comparison, publication.snapshot
    framework = comparison.framework
    scale, plan = scale_of(framework), plan_of(comparison)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        workbook = openpyxl.load_workbook(path)
    answers = []
    for programme in comparison.programmes:
        for row, criterion in zip(plan.all_rows, framework.criteria, strict=True):
            code = dice.choice([*framework.codes, *framework.codes, "", "NE", "NA", "na"])
            typed = scale.code_entry(framework.codes.index(code)) if code in framework.codes else code
            workbook[programme.id][at(row, cards.LEVEL)] = typed or (0 if typed == 0 else None)
            answers.append((programme.key, "reader", criterion.id, code.upper() if code == "na" else code))
    question = replace(publication.comparison.question, view="all", average="mean")
    if seed % 2:
        typed_weights = type_weights(workbook, framework, dice)
        snapshot = replace(snapshot, weights={"typed": typed_weights})
        question = replace(question, weights="typed", tried=(), without=())
    workbook.save(path)
    reader = Evaluator(key="reader", id="reader", name="A reader", kind="independent")
    snapshot = replace(snapshot, evaluators={"reader": reader})
    cube = build_cube(snapshot, framework, comparison.round.key, answers)
    return compare(snapshot, cube, replace(question, threshold=comparison.threshold))


def held_down(typed: Comparison, row: int) -> str | None:
    """What a scorecard is to say of the criteria that hold a score down."""
    found = typed.binding(row)
    if not found:
        return None
    name = f"{found[0].code} {found[0].name.into('en')}"
    return name if len(found) == 1 else f"{name} and {len(found) - 1} more"


@needs_libreoffice
def test_levels_and_weights_typed_into_a_workbook_give_what_the_engine_gives_for_them(tmp_path: Path) -> None:
    paths, engine = [], []
    for seed in SEEDS:
        publication = publication_of(random_case(seed))
        paths.append(write(publication, tmp_path / f"typed{seed}.xlsx"))
        engine.append(type_over(paths[-1], publication, seed))
    verdicts = set()
    for path, typed in zip(recalculate(paths, tmp_path, "en"), engine, strict=True):
        cells = read_cells(path)
        plan = plan_of(typed)
        for row, result in enumerate(typed.results()):
            card = result.programme.id
            rows = [*plan.section_rows, plan.programme_row]
            for at_row, meant in zip(rows, [*result.sections, result], strict=True):
                found = [cells.get((card, at(at_row, col))) for col in FIGURES]
                numbers = [meant.score, meant.low, meant.high, meant.coverage]
                assert found == [None if one is None else pytest.approx(one, abs=1e-9) for one in numbers]
            assert cells.get((card, at(plan.programme_row, cards.BINDING))) == held_down(typed, row)
            answer = cells[(card, at(cards.ANSWER_ROW, 0))]
            assert ("at most" in answer) == typed.at_most()[row]
        first = summary_row(cells)
        ranks = {
            cells[("Summary", f"B{number}")]: cells[("Summary", f"A{number}")]
            for number in range(first, first + len(typed.programmes))
        }
        assert ranks == {one.programme.id: one.rank or "–" for one in typed.results()}
        verdicts |= {
            value for (sheet, address), value in cells.items() if sheet == "Checks" and address[0] == "O"
        }
    assert verdicts == {"back to Cover", "Verdict", "changed after export"}
