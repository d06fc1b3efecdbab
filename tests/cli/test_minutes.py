"""The verbs minutes and report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.workspace import Workspace
from tests.cli.conftest import Terminal


@pytest.fixture
def held(workshop: Path) -> Path:
    """The workshop sample after a workshop in which one item was agreed on."""
    with Workspace.open(workshop) as workspace:
        question = workspace.question()
        first = workspace.study(question).disputes[0]
        place = (first.programme.key, first.criterion.id)
        workspace.edit(
            agendas.begin_agenda,
            question.framework,
            question.round,
            [place],
            datetime(2026, 11, 22, tzinfo=UTC),
        )
        item = workspace.snapshot.discussions_in(question.framework, question.round)[0].place
        scores = [
            one
            for one in workspace.scores(programme=item.programme, round=item.round)
            if one.criterion == item.criterion
        ]
        workspace.edit(cells.agree, scores, item, "3", "The decree names a budget.")
    return workshop


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_minutes_are_written_and_the_evaluation_left_alone(
    terminal: Terminal, held: Path, tmp_path: Path, fingerprint: Callable[[Path], str], suffix: str
) -> None:
    before, out = fingerprint(held), tmp_path / f"minutes.{suffix}"
    answer = terminal("minutes", held, out)
    assert (answer.code, answer.out, answer.err) == (0, f"{out}\n", "")
    assert out.stat().st_size > 5_000
    assert fingerprint(held) == before


def test_minutes_hold_what_was_agreed_on(terminal: Terminal, held: Path, tmp_path: Path) -> None:
    out = tmp_path / "minutes.docx"
    terminal("minutes", held, out)
    texts = [one.text for one in docx.Document(str(out)).paragraphs]
    assert "Rationale: The decree names a budget." in texts
    assert "Invented scores, not an official assessment" in texts


def test_without_a_workshop_minutes_are_refused(terminal: Terminal, workshop: Path, tmp_path: Path) -> None:
    answer = terminal(
        "minutes", workshop, tmp_path / "minutes.pdf", "--framework", "lnk", "--round", "baseline"
    )
    assert answer.code == 1
    assert "has been held in Baseline yet. Begin one with" in answer.err
    assert not (tmp_path / "minutes.pdf").exists()


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_report_is_written_of_one_programme(
    terminal: Terminal, mining: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"report.{suffix}"
    answer = terminal("report", mining, out, "--programme", "CL03", "--framework", "ptpr")
    assert (answer.code, answer.out, answer.err) == (0, f"{out}\n", "")
    assert out.stat().st_size > 20_000


def test_an_unknown_programme_is_answered_with_the_nearest(
    terminal: Terminal, mining: Path, tmp_path: Path
) -> None:
    answer = terminal("report", mining, tmp_path / "report.pdf", "--programme", "CL3")
    assert answer.code == 1
    assert "the nearest is “CL03”" in answer.err


@pytest.mark.parametrize("verb", [["minutes"], ["report", "--programme", "CL03"]])
def test_another_suffix_is_refused_before_anything_is_read(
    terminal: Terminal, tmp_path: Path, verb: list[str]
) -> None:
    answer = terminal(*verb, tmp_path / "none.scorecard", tmp_path / "out.odt")
    assert answer.code == 1
    assert "neither in .docx, for Word, nor in .pdf" in answer.err


def test_a_file_that_was_there_is_replaced_and_the_old_one_kept_on_a_refusal(
    terminal: Terminal, held: Path, tmp_path: Path
) -> None:
    out = tmp_path / "minutes.pdf"
    out.write_text("old")
    refused = terminal("minutes", held, out, "--round", "baseline")
    assert refused.code == 1
    assert out.read_text() == "old"
    assert terminal("minutes", held, out).code == 0
    assert out.read_bytes().startswith(b"%PDF-")
