"""What a workbook says of the review behind its numbers: status, proof, conflicts, carried values, which file it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scorecard.analysis.question import Question
from scorecard.analysis.study import Study
from scorecard.exchange.publication import Publication
from tests.exchange.publications import no_other_round, sample_publication, write

WORKSHOP = sample_publication("workshop", "ptpr")


def texts(publication: Publication, folder: Path, sheet: str) -> str:
    path = write(publication, folder / "out.xlsx")
    # openpyxl speaks of extensions that it leaves alone when it saves; this only reads.
    with pytest.warns(UserWarning, match="extension"):
        book = load_workbook(path)
    rows = book[sheet].iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def test_the_cover_says_how_far_the_evaluators_are_and_what_does_not_count(tmp_path: Path) -> None:
    cover = texts(WORKSHOP, tmp_path, "Cover")
    assert "approved 2, submitted 3, in draft 42." in cover
    assert "1 conflict of interest: the scores concerned do not count." in cover
    assert "The round is open." in cover


def test_the_cover_says_which_marks_lack_evidence(tmp_path: Path) -> None:
    cover = texts(WORKSHOP, tmp_path, "Cover")
    assert "cite no evidence" in cover
    assert "Each is marked in its scorecard." in cover
    bare = replace(WORKSHOP, scores=tuple(replace(one, cites=()) for one in WORKSHOP.scores))
    assert "[no evidence cited: " in texts(bare, tmp_path, "W01")


def test_the_cover_tells_which_of_two_files_is_the_newer(tmp_path: Path) -> None:
    changed = replace(WORKSHOP, edits=7, changed_at=datetime(2026, 11, 22, 20, 15, tzinfo=UTC))
    cover = texts(changed, tmp_path, "Cover")
    assert WORKSHOP.snapshot.evaluation.id[:8] in cover
    assert "edits: 7, the last on 2026-11-22 20:15:00 UTC" in cover


def test_a_scorecard_says_whose_score_does_not_count_and_which_was_carried_over(tmp_path: Path) -> None:
    rosa = WORKSHOP.snapshot.evaluator("rosa").name
    assert f"[{rosa}: 1, not counted because of a conflict of interest]" in texts(WORKSHOP, tmp_path, "W11")
    name = next(one.name for one in WORKSHOP.snapshot.rounds.values() if one.id == "baseline")
    assert f"[{rosa}: carried over from {name}, not confirmed]" in texts(WORKSHOP, tmp_path, "W12")


def test_a_workbook_made_in_a_blind_round_says_what_it_leaves_out(tmp_path: Path) -> None:
    snapshot, round = WORKSHOP.snapshot, WORKSHOP.comparison.round
    blind = replace(snapshot, rounds={**snapshot.rounds, round.key: replace(round, blind=True)})
    clara = snapshot.evaluator("clara").key
    question = Question(framework="ptpr", round=round.key, seen_by=clara)
    own = tuple(score for score in WORKSHOP.scores if score.evaluator == clara)
    study = Study(blind, WORKSHOP.study.cube, question, no_other_round)
    hidden = replace(WORKSHOP, study=study, scores=own)
    assert "The round is blind: of 12 programmes you see the others’ scores" in texts(
        hidden, tmp_path, "Cover"
    )
