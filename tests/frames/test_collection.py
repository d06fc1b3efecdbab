"""Frames hold the whole evaluation, under the ids that people read, with the numbers of the engine."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from scorecard.errors import Refusal
from scorecard.frames import Frames, frames
from scorecard.frames.columns import DTYPES
from scorecard.frames.tables import BY_NAME, TABLES
from scorecard.model.evaluation import Evaluation, Round, WeightSet
from scorecard.model.framework import Edition, Link
from scorecard.model.programme import Document, Evidence
from scorecard.model.score import Cell
from scorecard.model.snapshot import Snapshot
from scorecard.workspace import Workspace
from tests.analysis.evaluations import case_of, framework_of
from tests.frames.evaluations import opened

if TYPE_CHECKING:
    from pathlib import Path

SIZES = {"A": 2, "B": 1}
SAMPLES = pytest.mark.parametrize("sample", ["mining", "workshop"])


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """The rows of some columns, with None for what is missing."""
    plain = frame[list(columns)].astype(object)
    return list(plain.where(plain.notna(), None).itertuples(index=False, name=None))


@SAMPLES
def test_every_frame_has_the_columns_and_dtypes_that_are_declared(
    sample_files: dict[str, Path], sample: str
) -> None:
    tables = frames(sample_files[sample])
    assert list(tables) == [table.name for table in TABLES]
    for name, frame in tables.items():
        declared = {one.name: DTYPES[one.kind] for one in BY_NAME[name].columns}
        assert {column: str(kind) for column, kind in frame.dtypes.items()} == declared
        required = [one.name for one in BY_NAME[name].columns if one.required]
        assert not frame[required].isna().to_numpy().any(), name


@SAMPLES
def test_keys_are_unique_and_references_lead_somewhere(sample_files: dict[str, Path], sample: str) -> None:
    tables = frames(sample_files[sample])
    for table in TABLES:
        frame = tables[table.name]
        assert not frame.duplicated(list(table.key)).any(), table.name
        for one in table.references:
            known = set(tables[one.table][list(one.key)].itertuples(index=False, name=None))
            held = frame[list(one.columns)].dropna().itertuples(index=False, name=None)
            assert set(held) <= known, (table.name, one)


@SAMPLES
def test_reading_frames_changes_no_byte(sample_files: dict[str, Path], sample: str) -> None:
    path = sample_files[sample]
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    frames(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(f".{path.name}")] == []


@SAMPLES
def test_nothing_that_the_store_holds_is_missing(sample_files: dict[str, Path], sample: str) -> None:
    tables = frames(sample_files[sample])
    with Workspace.open(sample_files[sample], reading=True) as workspace:
        snapshot, scores = workspace.snapshot, workspace.scores()
    assert len(tables.scores) == len(scores)
    assert len(tables.citations) == sum(len(set(score.cites)) for score in scores)
    counts = {
        "programmes": snapshot.programmes, "evaluators": snapshot.evaluators, "rounds": snapshot.rounds,
        "documents": snapshot.documents, "evidence": snapshot.evidence, "conflicts": snapshot.conflicts,
        "assignments": snapshot.assignments, "note_sheets": snapshot.note_sheets,
        "note_rows": snapshot.note_rows,
    }  # fmt: skip
    assert {name: len(tables[name]) for name in counts} == {name: len(all) for name, all in counts.items()}
    assert len(tables.ratings) == sum(len(one.ratings) for one in snapshot.programmes.values())


def test_a_value_stays_what_was_said_and_its_level_stands_beside_it() -> None:
    case = case_of(SIZES, {"P1": {"ana": "D NE NA"}}, codes="ABCD")
    with opened(case.snapshot, case.scores) as workspace:
        scores = frames(workspace).scores
    assert rows(scores, "criterion", "value", "state", "level", "counts") == [
        ("f.A1", "D", "scored", 3, True),
        ("f.A2", "NE", "NE", None, True),
        ("f.B1", "NA", "NA", None, True),
    ]


def test_scores_stand_by_programme_round_criterion_and_evaluator() -> None:
    case = case_of(SIZES, {"P10": {"ana": "1 . 2", "luis": "3 . ."}, "P2": {"luis": "4 0 ."}})
    with opened(case.snapshot, case.scores[::-1]) as workspace:
        scores = frames(workspace).scores
    assert rows(scores, "programme", "criterion", "evaluator") == [
        ("P2", "f.A1", "luis"),
        ("P2", "f.A2", "luis"),
        ("P10", "f.A1", "ana"),
        ("P10", "f.A1", "luis"),
        ("P10", "f.B1", "ana"),
    ]


def test_a_note_without_a_value_is_a_row_that_does_not_count() -> None:
    case = case_of(SIZES, {"P1": {"ana": "3 . ."}})
    said = [*case.scores, replace(case.scores[0], criterion="f.A2", value="", note="=1+1 to be asked")]
    with opened(case.snapshot, said) as workspace:
        scores = frames(workspace).scores
    assert rows(scores, "criterion", "value", "state", "note", "counts") == [
        ("f.A1", "3", "scored", None, True),
        ("f.A2", None, "unscored", "=1+1 to be asked", False),
    ]


def test_a_conflict_of_interest_is_marked_and_does_not_count() -> None:
    case = case_of(SIZES, {"P1": {"ana": "3 3 3", "luis": "1 1 1"}}, conflicts=[("P1", "ana")])
    with opened(case.snapshot, case.scores) as workspace:
        tables = frames(workspace)
    assert set(rows(tables.scores, "evaluator", "conflict", "counts")) == {
        ("ana", True, False),
        ("luis", False, True),
    }
    assert tables.results["score"].tolist() == [1.0]


def test_a_blind_round_hides_nothing() -> None:
    case = case_of(SIZES, {"P1": {"ana": "3 3 3"}}, blind=True)
    with opened(case.snapshot, case.scores) as workspace:
        assert len(frames(workspace).scores) == 3


def test_a_score_says_who_changed_it_last_and_when() -> None:
    case = case_of(SIZES, {"P1": {"ana": "3 3 3"}})
    with opened(case.snapshot, case.scores) as workspace:
        workspace.set_value(Cell("P1", "ana", "round", "f.A1"), "2")
        tables = frames(workspace)
        newest, first = workspace.history()
    changed = tables.scores.set_index("criterion")
    assert changed.loc["f.A1", "revision"] == newest.id
    assert changed.loc["f.A1", "changed_by"] == newest.author
    assert changed.loc["f.A1", "changed_at"] == newest.at
    assert changed.loc["f.A2", ["revision", "changed_by", "changed_at"]].tolist() == [
        first.id, "Ana", first.at,
    ]  # fmt: skip
    assert tables.history["revision"].tolist() == [first.id, newest.id]
    assert tables.evaluation["edits"].tolist() == [2]


def test_another_question_gives_other_results_and_says_so() -> None:
    case = case_of(SIZES, {"P1": {"ana": "4 0 2", "luis": "2 0 2"}}, criteria={"f.A1": 3})
    with opened(case.snapshot, case.scores) as workspace:
        usual = frames(workspace).results
        other = frames(workspace, rule="weakest", weights="own", average="median", threshold=0.9).results
        by_name = frames(workspace, weights="Own").results
    named = ("view", "average", "rule", "weights", "threshold", "score")
    assert rows(usual, *named) == [("all", "mean", "mean", "(equal)", 0.5, 1.75)]
    assert rows(other, *named) == [("all", "median", "weakest", "own", 0.9, 0.0)]
    assert rows(by_name, "weights", "score") == [("own", 2.125)]


@pytest.mark.parametrize(
    "asked", [{"rule": "sum"}, {"view": "everyone"}, {"average": "mode"}, {"weights": "ow"}, {"threshold": 2}]
)
def test_a_question_that_cannot_be_asked_is_refused(asked: dict[str, object]) -> None:
    case = case_of(SIZES, {"P1": {"ana": "4 0 2"}})
    with opened(case.snapshot, case.scores) as workspace, pytest.raises(Refusal):
        frames(workspace, **asked)  # type: ignore[arg-type]


def test_weights_are_given_and_shown_as_shares_and_equal_ones_are_a_set_too() -> None:
    case = case_of(SIZES, {"P1": {"ana": "4 0 2"}}, sections={"A": 3}, criteria={"f.A2": 0})
    with opened(case.snapshot, case.scores) as workspace:
        tables = frames(workspace)
    shown = ("weights", "criterion", "section_weight", "criterion_weight", "section_share", "criterion_share")
    assert rows(tables.weights, *shown) == [
        ("(equal)", "f.A1", 1.0, 1.0, 0.5, 0.5),
        ("(equal)", "f.A2", 1.0, 1.0, 0.5, 0.5),
        ("(equal)", "f.B1", 1.0, 1.0, 0.5, 1.0),
        ("own", "f.A1", 3.0, 1.0, 0.75, 1.0),
        ("own", "f.A2", 3.0, 0.0, 0.75, 0.0),
        ("own", "f.B1", 1.0, 1.0, 0.25, 1.0),
    ]


def test_weights_that_leave_nothing_under_an_earlier_version_have_no_shares_there() -> None:
    snapshot = two_versions()
    weights = WeightSet(
        key="w", id="w", name="W", framework="f", criteria=(("f.A1", 0.0), ("f.A2", 0.0), ("f.A3", 1.0))
    )
    with opened(replace(snapshot, weights={"w": weights})) as workspace:
        shares = frames(workspace).weights.query("weights == 'w'")
    assert shares.loc[shares["version"] == "1", "criterion_share"].isna().all()
    assert shares.loc[shares["version"] == "2", "criterion_share"].notna().all()


def two_versions() -> Snapshot:
    """A framework whose round r1 keeps to version 1; version 2 has one criterion more."""
    old = framework_of({"A": 2})
    new = replace(
        framework_of({"A": 3}),
        version="2",
        previous="1",
        crosswalk=(
            Link(fate="merged", old=("f.A1", "f.A2"), new=("f.A1",)),
            Link(fate="new", old=(), new=("f.A3",)),
        ),
    )
    return Snapshot(
        evaluation=Evaluation(id="x", title="Two", frameworks=("f",)),
        frameworks={"f": new},
        editions={"f@1": Edition(framework=old)},
        rounds={
            "k1": Round(
                key="k1", id="r1", name="One", position=0, editions=(("f", "1"),), begins="2024-02-29"
            ),
            "k2": Round(key="k2", id="r2", name="Two", position=1),
        },
        evaluators=case_of({"A": 1}, {"P1": {"ana": "1"}}).snapshot.evaluators,
        programmes=case_of({"A": 1}, {"P1": {"ana": "1"}}).snapshot.programmes,
    )


def test_every_version_is_there_and_a_score_has_that_of_its_round() -> None:
    snapshot = two_versions()
    blank = case_of({"A": 1}, {"P1": {"ana": "1"}}).scores[0]
    said = [replace(blank, round=round) for round in ("k1", "k2")]
    with opened(snapshot, said) as workspace:
        tables = frames(workspace)
    assert rows(tables.frameworks, "version", "current") == [("2", True), ("1", False)]
    assert rows(tables.scores, "round", "version") == [("r1", "1"), ("r2", "2")]
    assert rows(tables.results, "round", "version", "coverage") == [("r1", "1", 0.5), ("r2", "2", 1 / 3)]
    assert rows(tables.crosswalk, "line", "fate", "old", "new") == [
        (0, "merged", "f.A1", "f.A1"),
        (1, "merged", "f.A2", "f.A1"),
        (2, "new", None, "f.A3"),
    ]
    assert tables.rounds["begins"].tolist()[0] == pd.Timestamp("2024-02-29")
    assert tables.rounds["begins"].isna().tolist() == [False, True]


def test_scores_of_a_retired_criterion_stay_and_do_not_count() -> None:
    case = case_of({"A": 2}, {"P1": {"ana": "3 1"}})
    framework = case.snapshot.frameworks["f"]
    section = framework.sections[0]
    retired = replace(
        framework,
        sections=(replace(section, criteria=section.criteria[:1]),),
        retired=(replace(section, criteria=section.criteria[1:]),),
    )
    with opened(replace(case.snapshot, frameworks={"f": retired}), case.scores) as workspace:
        tables = frames(workspace)
    assert rows(tables.criteria, "criterion", "section", "retired") == [
        ("f.A1", "A", False),
        ("f.A2", "A", True),
    ]
    assert rows(tables.sections, "section", "retired") == [("A", False)]
    assert rows(tables.scores, "criterion", "asked", "counts") == [
        ("f.A1", True, True),
        ("f.A2", False, False),
    ]
    assert tables.results["score"].tolist() == [3.0]


def test_things_with_one_id_are_told_apart_by_their_keys() -> None:
    case = case_of({"A": 1}, {"P1": {"ana": "3"}})
    twin = replace(case.snapshot.programmes["P1"], key="0123456789abcdef")
    snapshot = replace(case.snapshot, programmes={**case.snapshot.programmes, twin.key: twin})
    with opened(snapshot, case.scores) as workspace:
        tables = frames(workspace)
    assert set(tables.programmes["programme"]) == {"P1~P1", "P1~01234567"}
    assert tables.scores["programme"].tolist() == ["P1~P1"]


def test_evidence_is_known_within_its_programme() -> None:
    case = case_of({"A": 1}, {"P1": {"ana": "3"}, "P2": {"ana": "2"}})
    document = Document(key="d", id="D1", title="A report")
    facts = [
        Evidence(
            key=key,
            id="E1",
            programme=programme,
            text="A fact",
            sign="+",
            documents=("d",),
            criteria=("f.A1",),
        )
        for key, programme in (("k1", "P1"), ("k2", "P2"))
    ]
    facts[1] = replace(facts[1], differs_from=("k1",))
    snapshot = replace(case.snapshot, documents={"d": document}, evidence={one.key: one for one in facts})
    said = [replace(one, cites=(facts[place].key,)) for place, one in enumerate(case.scores)]
    with opened(snapshot, said) as workspace:
        tables = frames(workspace)
    assert rows(tables.citations, "programme", "criterion", "evidence") == [
        ("P1", "f.A1", "E1"),
        ("P2", "f.A1", "E1"),
    ]
    assert rows(tables.evidence_differs, *BY_NAME["evidence_differs"].key) == [("P2", "E1", "P1", "E1")]
    assert rows(tables.evidence, "programme", "documents") == [("P1", "D1"), ("P2", "D1")]


def test_an_evaluation_without_anything_has_every_frame() -> None:
    case = case_of({"A": 1}, {})
    with opened(replace(case.snapshot, evaluators={}, rounds={}, weights={})) as workspace:
        tables = frames(workspace)
    assert {name: len(frame) for name, frame in tables.items() if len(frame)} == {
        "evaluation": 1, "frameworks": 1, "scales": 5, "sections": 1, "criteria": 1, "levels": 5,
        "weight_sets": 1, "weights": 1, "history": 1,
    }  # fmt: skip
    for name, frame in tables.items():
        assert {str(kind) for kind in frame.dtypes} <= set(DTYPES.values()), name


def test_frames_are_had_by_name_and_as_attributes(sample_files: dict[str, Path]) -> None:
    tables = frames(str(sample_files["workshop"]))
    assert isinstance(tables, Frames)
    assert tables["scores"] is tables.scores
    assert "scores: 2,736 x 20" in repr(tables)
    with pytest.raises(KeyError):
        tables["items"]


def test_a_file_that_is_no_evaluation_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.scorecard").write_bytes(b"hello")
    with pytest.raises(Refusal):
        frames(tmp_path / "x.scorecard")
