"""The laws of the frames: the engine's numbers for any question, and from the scores to them by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scorecard.errors import Refusal
from scorecard.frames import Frames, frames
from scorecard.frames.tables import TABLES
from scorecard.model.record import KINDS
from scorecard.model.workshop import Action, Agenda, Discussion, Dissent
from tests.analysis.evaluations import Case, case_of, cases
from tests.frames.evaluations import opened

if TYPE_CHECKING:
    from pandas import DataFrame, Series

CELL = ("programme", "round", "criterion")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "for-analysts.md"


def by_hand() -> dict[str, Any]:
    """The functions of the page for analysts that come to scores without the engine."""
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    told: dict[str, Any] = {}
    for block in blocks:
        if "def settled" in block or "def by_hand" in block:
            exec(block.partition("\nours = ")[0], told)
    return told


def is_close(one: Series[float], other: Any) -> bool:
    """Whether a column and an array have the same numbers, and lack the same ones."""
    return np.allclose(
        one.to_numpy(dtype=float, na_value=np.nan),
        np.asarray(other, dtype=float),
        rtol=0,
        atol=1e-9,
        equal_nan=True,
    )


def whole(case: Case) -> Case:
    """The case with a question that frames can ask."""
    asked = replace(case.question, tried=(), without=(), programmes=None, seen_by=None)
    return Case(snapshot=case.snapshot, scores=case.scores, question=asked)


@given(case=cases())
@settings(max_examples=15, deadline=None)
def test_results_are_those_of_the_engine_whatever_is_asked(case: Case) -> None:
    case = whole(case)
    asked = case.question
    try:
        expected = case.compare()
    except Refusal:
        assume(False)
    with opened(case.snapshot, case.scores) as workspace:
        tables = frames(
            workspace,
            view=asked.view,
            average=asked.average,
            rule=asked.rule,
            weights="own" if asked.weights else None,
            threshold=asked.threshold,
        )
    assert tables.results["programme"].tolist() == [one.id for one in expected.programmes]
    for name in ("score", "low", "high", "coverage"):
        assert is_close(tables.results[name], getattr(expected, name))
        assert is_close(tables.section_results[name], getattr(expected, f"section_{name}").ravel())
    assert tables.results["rank"].isna().tolist() == (expected.rank == 0).tolist()
    assert tables.results["rank"].fillna(0).tolist() == expected.rank.tolist()
    assert tables.results["at_most"].tolist() == expected.at_most().tolist()
    assert is_close(tables.cell_results["value"], expected.cell_value.ravel())


@given(case=cases())
@settings(max_examples=15, deadline=None)
def test_scores_come_out_by_hand_as_the_page_says(case: Case) -> None:
    case = whole(case)
    with opened(case.snapshot, case.scores) as workspace:
        try:
            tables = frames(workspace, weights="own" if case.question.weights else None)
        except Refusal:
            assume(False)
    told = by_hand()
    ours = told["by_hand"](tables)
    theirs = tables.results.set_index(told["PLACE"])
    for name in ("score", "low", "high", "coverage"):
        assert is_close(ours[name], theirs[name].to_numpy(dtype=float, na_value=np.nan)), name


TABLES_OF = {
    "evaluation": "evaluation",
    "framework": "frameworks sections criteria levels scales crosswalk",
    "edition": "frameworks sections criteria levels scales crosswalk",
    "draft": "",
    "round": "rounds",
    "evaluator": "evaluators",
    "weights": "weight_sets weights",
    "programme": "programmes programme_tags ratings",
    "conflict": "conflicts",
    "assignment": "assignments",
    "document": "documents",
    "evidence": "evidence evidence_criteria evidence_documents evidence_differs",
    "note_sheet": "note_sheets",
    "note_row": "note_rows note_cells",
    "form": "forms",
    "agenda": "agendas absences",
    "discussion": "discussions discussion_votes dissents actions",
    "score": "scores citations",
}
"""Where each kind of record goes. A draft is nothing that anybody was scored by."""


def test_every_kind_of_record_has_its_tables() -> None:
    assert list(TABLES_OF) == list(KINDS), "a new kind of record needs tables for analysts"
    held = {name for names in TABLES_OF.values() for name in names.split()}
    found = {"results", "section_results", "cell_results", "history"}
    assert held | found == {table.name for table in TABLES}


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=6)
SAID = st.sampled_from(["0", "3", "NE", "NA"])
PEOPLE = ["ana", "luis", "eva"]


@st.composite
def discussed(draw: st.DrawFn) -> Discussion:
    """Any discussion, of a programme that may be gone, with votes of evaluators who may be gone."""
    votes = st.dictionaries(st.sampled_from([*PEOPLE, "gone"]), SAID, max_size=4).map(
        lambda one: tuple(one.items())
    )
    dissent = st.builds(Dissent, evaluator=st.sampled_from([*PEOPLE, ""]), text=TEXTS.filter(bool))
    action = st.builds(
        Action,
        key=st.uuids().map(str),
        text=TEXTS.filter(bool),
        owner=TEXTS,
        due=st.dates(date(1900, 1, 1)).map(lambda day: day.isoformat()) | st.just(""),
    )
    return Discussion(
        programme=draw(st.sampled_from(["P1", "P2", "gone"])),
        round="round",
        criterion=draw(st.sampled_from(["f.A1", "f.A2", "f.B1"])),
        position=draw(st.integers(0, 999)),
        practice=draw(st.booleans()),
        stage=draw(st.sampled_from(["waiting", "scoring", "revealed", "settled"])),
        voted=tuple(draw(st.lists(st.sampled_from(PEOPLE), unique=True))),
        votes=draw(votes),
        first=draw(votes),
        second=draw(votes),
        note=draw(TEXTS),
        outcome=draw(st.sampled_from(["", "agreed", "dissent", "skipped"])),
        value=draw(SAID | st.just("")),
        rationale=draw(TEXTS),
        dissents=tuple(draw(st.lists(dissent, max_size=3))),
        actions=tuple(draw(st.lists(action, max_size=3))),
    )


def told_again(tables: Frames) -> dict[str, Discussion]:
    """The discussions as the tables have them; all ids of this evaluation are keys as well."""

    def rows(frame: DataFrame) -> list[dict[str, Any]]:
        plain = frame.astype(object)
        return [
            {str(name): value for name, value in row.items()}
            for row in plain.where(plain.notna(), "").to_dict("records")
        ]

    def of(frame: DataFrame, cell: dict[str, Any]) -> list[dict[str, Any]]:
        return [row for row in rows(frame) if all(row[name] == cell[name] for name in CELL)]

    def values(votes: list[dict[str, Any]], name: str) -> tuple[tuple[str, str], ...]:
        return tuple((row["evaluator"], row[name]) for row in votes if row[name])

    found = {}
    for row in rows(tables.discussions):
        votes = of(tables.discussion_votes, row)
        plain = {name: value for name, value in row.items() if name not in ("round", "framework")}
        one = Discussion(
            round="round",
            **plain,
            voted=tuple(vote["evaluator"] for vote in votes if vote["had_turn"]),
            votes=values(votes, "practice_value"),
            first=values(votes, "first_value"),
            second=values(votes, "second_value"),
            dissents=tuple(
                Dissent(evaluator=said["evaluator"], text=said["text"]) for said in of(tables.dissents, row)
            ),
            actions=tuple(
                Action(
                    key=said["action"],
                    text=said["text"],
                    owner=said["owner"],
                    due=f"{said['due']:%Y-%m-%d}" if said["due"] else "",
                )
                for said in of(tables.actions, row)
            ),
        )
        found[one.key] = one
    return found


def in_order(one: Discussion) -> Discussion:
    """The same, with votes in one order: the tables have a row an evaluator."""
    sorts = {name: tuple(sorted(getattr(one, name))) for name in ("voted", "votes", "first", "second")}
    return replace(one, **sorts)


@given(made=st.lists(discussed(), max_size=4))
@settings(max_examples=25, deadline=None)
def test_a_workshop_can_be_told_again_from_its_tables(made: list[Discussion]) -> None:
    case = case_of({"A": 2, "B": 1}, {"P1": dict.fromkeys(PEOPLE, "1 . ."), "P2": {}})
    held = {one.key: one for one in made}
    agenda = Agenda(
        framework="f",
        round="round",
        begun_at="2026-11-22T12:00:00+00:00",
        at_hand=next(iter(held), ""),
        absent=("eva",),
        slides=("item", "agenda"),
    )
    snapshot = replace(case.snapshot, discussions=held, agendas={agenda.key: agenda})
    with opened(snapshot, case.scores) as workspace:
        tables = frames(workspace)
    assert {key: in_order(one) for key, one in told_again(tables).items()} == {
        key: in_order(one) for key, one in held.items()
    }
    assert tables.agendas["slides"].tolist() == ["item agenda"]
    assert tables.absences["evaluator"].tolist() == ["eva"]
    if held:
        hand = held[agenda.at_hand]
        assert tables.agendas[["at_hand_programme", "at_hand_criterion"]].values.tolist() == [
            [hand.programme, hand.criterion]
        ]
