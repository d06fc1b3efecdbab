"""What a form says about itself to the program that takes it in again, on a sheet that nobody sees."""

from __future__ import annotations

import importlib.metadata

from scorecard.exchange.forms.layout import (
    FACTS,
    HEADS,
    KEY_HEAD,
    KIND,
    LEVEL_CODES,
    LEVEL_LIST,
    META_COLUMNS,
    SCHEMA,
    START_FACTS,
    answer_heads,
    row_key,
)
from scorecard.exchange.forms.sheets.paper import Paper
from scorecard.exchange.sheet import Sheet
from scorecard.model.framework import NA, NE

_ENTRIES = len(META_COLUMNS) + 1
"""The column of the entries of answer cells."""


def facts_of(paper: Paper, sha256: str) -> dict[str, str]:
    """The facts by name, in the order of `FACTS`; `sha256` is the fingerprint of the framework."""
    form, snapshot = paper.form, paper.mailing.snapshot
    said = (
        KIND,
        SCHEMA,
        form.key,
        snapshot.evaluation.id,
        form.framework,
        form.version,
        sha256,
        paper.round.id,
        paper.round.key,
        paper.evaluator.id,
        paper.evaluator.key,
        form.language,
        paper.mailing.made_at.isoformat(),
        importlib.metadata.version("scorecard"),
    )
    return dict(zip(FACTS, said, strict=True))


def write_facts(paper: Paper, sheet: Sheet, facts: dict[str, str]) -> None:
    """Write the facts, the table of the cells asked about, and the entries of answer cells."""
    plain = sheet.styles()
    heads = dict(zip(HEADS, (*answer_heads(), KEY_HEAD), strict=True))
    tabs = dict(zip(START_FACTS, (paper.tabs.start, paper.tabs.evidence), strict=True))
    row = 0
    for name, fact in (facts | heads | tabs).items():
        sheet.text(row, 0, name, plain)
        sheet.text(row, 1, fact, plain)
        row += 1
    for col, head in enumerate(META_COLUMNS):
        sheet.text(row, col, head, plain)
    for programme in paper.programmes:
        tab = paper.tabs.programmes[programme.key]
        for criterion in paper.criteria:
            row += 1
            given = paper.given(programme.key, criterion)
            revision = paper.mailing.revisions.get(paper.cell(programme.key, criterion), "")
            said = (
                row_key(programme.id, criterion.id), programme.id, programme.key, criterion.id, revision,
                given.value, given.evidence, given.note, tab,
            )  # fmt: skip
            for col, text in enumerate(said):
                sheet.text(row, col, text, plain)
    _write_entries(paper, sheet)
    sheet.worksheet.very_hidden()


def _write_entries(paper: Paper, sheet: Sheet) -> None:
    plain = sheet.styles(num_format="@") if paper.scale.form == "named" else sheet.styles()
    steps = len(paper.scale.codes)
    for step in range(steps):
        sheet.shown(step, _ENTRIES, paper.scale.code_entry(step), plain)
    for place, state in enumerate((NE, NA), start=steps):
        sheet.text(place, _ENTRIES, state, plain)
    for name, last in ((LEVEL_CODES, steps - 1), (LEVEL_LIST, steps + 1)):
        paper.workbook.define_name(name, sheet.reference(0, _ENTRIES, last, _ENTRIES))
