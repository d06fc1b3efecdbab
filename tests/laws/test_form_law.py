"""The law of forms: what is written into one reads back to the same scores, in whatever order its rows lie."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import openpyxl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scorecard.exchange.forms.layout import HEAD_ROW
from scorecard.exchange.imports.import_plan import Now, Stored, plan_import
from scorecard.exchange.imports.sources import read_sources
from scorecard.model.programme import Evidence
from scorecard.model.score import Score
from tests.analysis.evaluations import Case, cases
from tests.exchange.forms import case_mailing, written
from tests.laws.test_long_table_law import texts

if TYPE_CHECKING:
    from scorecard.exchange.forms.plan import Mailing

NOTHING = Now(
    stored=lambda cell: Stored(None, ""), is_known=lambda key: False, at=datetime(2026, 1, 1, tzinfo=UTC)
)


@st.composite
def mailings(draw: st.DrawFn) -> tuple[Mailing, set[Score]]:
    """The form of one evaluator with the scores that stand in it, made from revisions that are unknown here."""
    case = draw(cases())
    snapshot = replace(case.snapshot, evaluation=replace(case.snapshot.evaluation, id="e"))
    asked = [one for one in snapshot.ordered_evaluators() if one.kind != "panel"]
    assume(asked and snapshot.programmes)
    evaluator = draw(st.sampled_from(asked))
    evidence = {
        f"{key}-{number}": Evidence(
            key=f"{key}-{number}", id=f"{key}-{number}", programme=key, text="x", sign="+"
        )
        for key in snapshot.programmes
        for number in range(2)
    }
    snapshot = replace(snapshot, evidence=evidence, conflicts={}, assignments={})
    scores = []
    for score in case.scores:
        note = draw(texts)
        cites = tuple(
            key for key in evidence if evidence[key].programme == score.programme and draw(st.booleans())
        )
        scores.append(replace(score, note=note or ("=" if score.value == "NA" else ""), cites=cites))
    mailing = case_mailing(
        Case(snapshot=snapshot, scores=tuple(scores), question=case.question), evaluator.id
    )
    mailing = replace(mailing, revisions=dict.fromkeys([score.cell for score in scores], "elsewhere"))
    return mailing, {score for score in scores if score.evaluator == evaluator.key}


@given(made=mailings(), dice=st.randoms(use_true_random=False), shuffled=st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_stands_in_a_form_reads_back_to_the_same_scores(
    made: tuple[Mailing, set[Score]], dice: Random, shuffled: bool
) -> None:
    mailing, scores = made
    with TemporaryDirectory() as folder:
        form = written(mailing, Path(folder) / "form.xlsx")
        # openpyxl reads the escapes of workbooks as texts and so writes others.
        if shuffled and not any("_x" in score.note for score in scores):
            _shuffle(form, dice)
        readings = read_sources([form], mailing.snapshot)
    plan = plan_import(mailing.snapshot, NOTHING, readings, "fail")
    assert plan.problems == ()
    assert {one.theirs for one in plan.cells} == scores
    assert {one.state for one in plan.cells} <= {"new"}


def _shuffle(form: Path, dice: Random) -> None:
    """Put the rows of every sheet of answers in another order."""
    workbook = openpyxl.load_workbook(form)
    for sheet in workbook.worksheets[1:-2]:
        rows = [
            [cell.value for cell in row]
            for row in sheet.iter_rows(min_row=HEAD_ROW + 2, max_row=sheet.max_row)
        ]
        dice.shuffle(rows)
        for number, row in enumerate(rows, start=HEAD_ROW + 2):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s" if column != sheet.max_column - 1 else cell.data_type
    workbook.save(form)
