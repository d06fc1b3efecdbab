"""The whole evaluation as frames of pandas, read from its file without changing a byte of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.frames.columns import frame_of_rows
from scorecard.frames.labels import Labels
from scorecard.frames.numbers import Asked, comparisons, result_frames, weights_frame
from scorecard.frames.records import record_rows
from scorecard.frames.scores import score_frames
from scorecard.frames.tables import BY_NAME
from scorecard.model.edit import Revision
from scorecard.model.evaluation import Key, WeightSet
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from scorecard.veiled import Veiled
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Frames(Mapping[str, "DataFrame"]):
    """A frame a table, as an attribute and by name; `docs/for-analysts.md` has every column with its dtype.

    Rows are told apart by ids, as people and the long table write them.
    """

    evaluation: DataFrame
    frameworks: DataFrame
    scales: DataFrame
    sections: DataFrame
    criteria: DataFrame
    levels: DataFrame
    crosswalk: DataFrame
    rounds: DataFrame
    evaluators: DataFrame
    programmes: DataFrame
    programme_tags: DataFrame
    conflicts: DataFrame
    assignments: DataFrame
    forms: DataFrame
    agendas: DataFrame
    absences: DataFrame
    discussions: DataFrame
    discussion_votes: DataFrame
    dissents: DataFrame
    actions: DataFrame
    documents: DataFrame
    ratings: DataFrame
    evidence: DataFrame
    evidence_criteria: DataFrame
    evidence_documents: DataFrame
    evidence_differs: DataFrame
    note_sheets: DataFrame
    note_rows: DataFrame
    note_cells: DataFrame
    scores: DataFrame
    citations: DataFrame
    weight_sets: DataFrame
    weights: DataFrame
    results: DataFrame
    section_results: DataFrame
    cell_results: DataFrame
    history: DataFrame

    def __getitem__(self, name: str) -> DataFrame:
        if name not in BY_NAME:
            raise KeyError(name)
        frame: DataFrame = getattr(self, name)
        return frame

    def __iter__(self) -> Iterator[str]:
        return (field.name for field in fields(self))

    def __len__(self) -> int:
        return len(fields(self))

    def __repr__(self) -> str:
        return "\n".join(f"{name}: {len(frame):,} x {frame.shape[1]}" for name, frame in self.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is read from an evaluation for its frames; `dated` are its scores with the edits that left them so."""

    snapshot: Snapshot
    dated: Sequence[tuple[Score, Key]]
    history: Sequence[Revision]
    fingerprint: str
    asked: Asked


def frames(
    source: str | Path | Workspace,
    *,
    view: str = "all",
    average: str = "mean",
    rule: str = "mean",
    weights: str | None = None,
    threshold: float | None = None,
    pseudonyms: bool = False,
) -> Frames:
    """Everything that an evaluation holds, from its file or from one that is open.

    The other arguments are the question that the results answer, in every round: whose scores count, how evaluators
    become one value and criteria a score, a set of weights by its id or name, which counts for its own framework
    alone, and the least coverage for a score, by default the evaluation's own. A blind round hides nothing here.
    With `pseudonyms` people have numbers in place of names; notes and other free texts stay as written.
    A `Refusal` says what is wrong with the file or with the question.
    """
    from scorecard.analysis.question import average_named, checked_threshold, rule_named, view_named

    with ExitStack() as opened:
        if isinstance(source, Workspace):
            workspace = source
        else:
            workspace = opened.enter_context(Workspace.open(Path(source), reading=True))
        if pseudonyms:
            workspace = Veiled(workspace)
        snapshot = workspace.snapshot
        asked = Asked(
            view=view_named(view),
            average=average_named(average),
            rule=rule_named(rule),
            weights=None if weights is None else _weights_named(snapshot, weights),
            threshold=None if threshold is None else checked_threshold(threshold),
        )
        material = material_of(workspace, asked)
    return frames_of(material)


def material_of(workspace: Workspace, asked: Asked) -> Material:
    """What the frames are made of, as values: what is made of them needs the file no more."""
    # Scores are read once, and the edits after them, so that all agree whatever is written beside.
    dated = workspace.dated_scores()
    return Material(
        snapshot=workspace.snapshot,
        dated=dated,
        history=workspace.history(),
        fingerprint=workspace.fingerprint(),
        asked=asked,
    )


def frames_of(material: Material) -> Frames:
    """The frames, on whichever thread."""
    snapshot, dated, history = material.snapshot, material.dated, material.history
    labels = Labels(snapshot)
    rows = record_rows(snapshot, labels, history, material.fingerprint)
    found = comparisons(snapshot, (score for score, _revision in dated), material.asked)
    return Frames(
        **{name: frame_of_rows(BY_NAME[name], made) for name, made in rows.items()},
        **score_frames(snapshot, labels, dated, history),
        **result_frames(labels, found),
        weights=weights_frame(snapshot, labels),
    )


def _weights_named(snapshot: Snapshot, name: str) -> WeightSet:
    """The set of weights with this id or name; a refusal names the nearest id."""
    for one in snapshot.weights.values():
        if name == one.name:
            return one
    return snapshot.weight_set(name)
