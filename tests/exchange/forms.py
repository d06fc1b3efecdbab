"""Forms for the tests: made from a case or a sample, read as a person and as a reader would."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from scorecard.exchange.forms.form import write_form
from scorecard.exchange.forms.layout import META, META_COLUMNS
from scorecard.exchange.forms.plan import FormPlan, Mailing, plan_forms
from scorecard.library.samples import read_sample
from scorecard.model.evaluation import Key
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import Case
from tests.exchange.publications import with_texts

MADE_AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


def plan_of(snapshot: Snapshot, *evaluators: str, **asked: Any) -> FormPlan:
    """A plan about everything in the latest round by the first framework, unless said otherwise."""
    round = asked.pop("round", snapshot.round().key)
    framework = asked.pop("framework", snapshot.evaluation.frameworks[0])
    settings: dict[str, Any] = {
        "framework": snapshot.framework_in(framework, round),
        "round": round,
        "evaluators": [snapshot.evaluator(id).key for id in evaluators],
        "programmes": None,
        "owed": True,
        "language": "en",
        "made_at": MADE_AT,
    }
    return plan_forms(snapshot, **{**settings, **asked})


def mailing_of(
    snapshot: Snapshot, scores: tuple[Score, ...], plan: FormPlan, revisions: Mapping[Any, Key] | None = None
) -> Mailing:
    """What a plan's forms hold, as `Workspace.mailing` gathers it."""
    first = plan.forms[0]
    return Mailing(
        snapshot=snapshot,
        framework=snapshot.framework_in(first.framework, first.round),
        forms=plan.forms,
        made_at=MADE_AT,
        scores={score.cell: score for score in scores if score.round == first.round},
        revisions=revisions or {},
    )


def case_mailing(case: Case, evaluator: str, **asked: Any) -> Mailing:
    """The form of one evaluator of a case, its framework's level texts filled in."""
    framework = with_texts(case.snapshot.frameworks["f"])
    snapshot = replace(case.snapshot, frameworks={"f": framework})
    return mailing_of(snapshot, case.scores, plan_of(snapshot, evaluator, **asked))


def sample_mailing(id: str, evaluator: str, language: str, **asked: Any) -> Mailing:
    """The form of one evaluator of a sample."""
    sample = read_sample(id, language)
    plan = plan_of(sample.snapshot, evaluator, language=language, **asked)
    return mailing_of(sample.snapshot, sample.scores, plan)


def written(mailing: Mailing, path: Path) -> Path:
    """The first form of a mailing as a file."""
    write_form(mailing, mailing.forms[0], path)
    return path


def rows_of(path: Path, sheet: str) -> list[list[Any]]:
    """Every cell of a sheet, from A1 on."""
    with CalamineWorkbook.from_path(path) as workbook:
        return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def facts_of(path: Path) -> dict[str, str]:
    """The rows of name and value of the sheet of facts."""
    facts = {}
    for name, value, *_rest in rows_of(path, META):
        if name == META_COLUMNS[0]:
            break
        facts[name] = value
    return facts


def asked_of(path: Path) -> list[dict[str, str]]:
    """The table of the sheet of facts: one row a cell that was asked."""
    rows = rows_of(path, META)
    head = next(place for place, row in enumerate(rows) if row[0] == META_COLUMNS[0])
    return [dict(zip(META_COLUMNS, row, strict=False)) for row in rows[head + 1 :] if row[0]]


def part(path: Path, name: str) -> str:
    """One part of the package, as text."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def everything_in(path: Path) -> str:
    """All parts of the package, as one text."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(one).decode("utf-8", "replace") for one in archive.namelist())
