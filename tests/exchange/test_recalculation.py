"""Every formula of the workbook, recalculated by LibreOffice, gives the engine's number."""

from __future__ import annotations

import random
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from scorecard.analysis.comparison import Comparison, compare
from scorecard.analysis.cube import build_cube
from scorecard.exchange import cards
from scorecard.exchange.cards import plan_of
from scorecard.exchange.layout import at
from scorecard.exchange.scales import scale_of
from scorecard.model.evaluation import Evaluator
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
SAMPLES = {"en": ("workshop", "lnk"), "es": ("workshop", "ptpr")}


@needs_libreoffice
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_cached_result_is_what_the_formula_gives(tmp_path: Path, language: str) -> None:
    paths = [
        write(publication_of(random_case(seed)), tmp_path / f"case{seed}.xlsx", language) for seed in SEEDS
    ]
    paths.append(write(sample_publication(*SAMPLES[language], language), tmp_path / "sample.xlsx", language))
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


def type_levels(path: Path, publication: Publication, seed: int) -> Comparison:
    """Type other levels into every scorecard of a workbook, and say what the engine makes of them."""
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
    workbook.save(path)
    reader = Evaluator(key="reader", id="reader", name="A reader", kind="independent")
    snapshot = replace(snapshot, evaluators={"reader": reader})
    cube = build_cube(snapshot, framework, comparison.round.key, answers)
    question = replace(comparison.question, view="all", average="mean", threshold=comparison.threshold)
    return compare(snapshot, cube, question)


@needs_libreoffice
def test_levels_typed_into_a_workbook_give_what_the_engine_gives_for_them(tmp_path: Path) -> None:
    paths, engine = [], []
    for seed in SEEDS:
        publication = publication_of(random_case(seed))
        paths.append(write(publication, tmp_path / f"typed{seed}.xlsx"))
        engine.append(type_levels(paths[-1], publication, seed))
    verdicts = set()
    for path, typed in zip(recalculate(paths, tmp_path, "en"), engine, strict=True):
        cells = read_cells(path)
        plan = plan_of(typed)
        for result in typed.results():
            found = [
                cells.get((result.programme.id, at(plan.programme_row, col)))
                for col in (cards.LEVEL, cards.LOW, cards.HIGH, cards.COVERAGE)
            ]
            meant = [result.score, result.low, result.high, result.coverage]
            assert found == [None if one is None else pytest.approx(one, abs=1e-9) for one in meant]
        first = summary_row(cells)
        ranks = {
            cells[("Summary", f"B{number}")]: cells[("Summary", f"A{number}")]
            for number in range(first, first + len(typed.programmes))
        }
        assert ranks == {one.programme.id: one.rank or "–" for one in typed.results()}
        verdicts |= {
            value for (sheet, address), value in cells.items() if sheet == "Checks" and address[0] == "O"
        }
    assert verdicts == {"Verdict", "changed after export"}
