"""A whole review in the terminal: evidence, two evaluators, a closed round, a follow-up and a new version."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Terminal

FILE = "review.scorecard"

Do = Callable[..., str]


@pytest.fixture
def do(terminal: Terminal, tmp_path: Path) -> Do:
    """A verb on the review that has to succeed; returns what it printed."""

    def run(*words: object) -> str:
        verb, *rest = words
        nouns = {"programme", "evaluator", "round", "evidence", "document", "framework", "weights", "notes"}
        at = 1 if verb in nouns else 0
        arguments = [verb, *rest[:at], tmp_path / FILE, *rest[at:]]
        answer = terminal(*arguments)
        assert answer.code == 0, (words, answer.err)
        return answer.out

    return run


def read(do: Do, *words: object) -> Any:
    return json.loads(do(*words, "--json"))


@pytest.fixture
def review(do: Do, terminal: Terminal, tmp_path: Path) -> Do:
    """Two programmes out of a spreadsheet, two evaluators who owe both, one document."""
    do("new", "--framework", "lnk")
    (tmp_path / "list.csv").write_text(
        "Nombre;País;Región\nAlta Ley;Chile;Antofagasta\nProveedores;Perú;Arequipa\n"
    )
    do("programme", "import", tmp_path / "list.csv")
    for name in ("Ana", "Luis"):
        do("evaluator", "add", "--name", name, "--id", name.lower())
        do("evaluator", "assign", "--evaluator", name.lower(), "--all")
    do("document", "add", "--title", "Annual report", "--id", "D1", "--kind", "official", "--year", "2025")
    return do


def test_a_review_from_a_list_of_programmes_to_a_follow_up(
    review: Do, terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / FILE
    owing = read(review, "owing")
    assert "ana" in json.dumps(owing)
    # Evidence stands behind a mark, or the mark says that it lacks it.
    fact = review(
        "evidence", "add", "--programme", "P1", "--text", "Contracts are recorded.", "--document", "D1",
        "--place", "p. 4", "--standing", "verified", "--criterion", "lnk.A1",
    ).strip()  # fmt: skip
    for evaluator, value in (("ana", "3"), ("luis", "1")):
        review("score", "--programme", "P1", "--criterion", "lnk.A1", "--evaluator", evaluator, value)
    review("evidence", "cite", "--evidence", fact, "--evaluator", "ana", "--criterion", "lnk.A1")
    (gap,) = read(review, "proof")["lacking"]
    assert (gap["evaluator"], gap["lacks"]) == ("luis", "uncited")
    # What is submitted stands fast until it is reopened.
    review("submit", "--programme", "P1", "--evaluator", "ana")
    locked = terminal("score", file, "--programme", "P1", "--criterion", "lnk.A1", "--evaluator", "ana", "4")
    assert (locked.code, "has submitted" in locked.err) == (1, True)
    review("approve", "--programme", "P1", "--evaluator", "ana")
    # A conflict of interest takes the other evaluator out of the sums.
    assert value_of(review, "r1") == 2.0
    review("evaluator", "conflict", "--programme", "P1", "--evaluator", "luis", "--reason", "Advised it.")
    assert value_of(review, "r1") == 3.0
    assert "1 conflict of interest" in review("results")
    # A closed round stays as it is, and the next one begins from it.
    review("round", "close", "--round", "r1")
    closed = terminal("score", file, "--programme", "P2", "--criterion", "lnk.A1", "--evaluator", "luis", "4")
    assert (closed.code, "is closed" in closed.err) == (1, True)
    review(
        "round", "add", "--name", "Follow-up", "--id", "r2", "--kind", "follow-up", "--begins", "2026-11-01"
    )
    review("carry-over", "--programme", "P1", "--evaluator", "ana", "--from", "r1", "--round", "r2")
    assert value_of(review, "r2") == 3.0
    # A new version counts for the open round; the closed one keeps to its own.
    before = read(review, "results", "--round", "r1")
    exported = tmp_path / "next.toml"
    review("framework", "export", "lnk", exported)
    text = exported.read_text(encoding="utf-8")
    assert 'version = "1.1"' in text
    reworded = text.replace("Backward linkages", "Purchases from local suppliers")
    exported.write_text(reworded.replace('version = "1.1"', 'version = "2.0"', 1), encoding="utf-8")
    review("framework", "import", exported)
    preview = review("framework", "adopt", "lnk", "--dry-run")
    assert read(review, "info")["frameworks"][0]["version"] == "1.1", preview
    review("framework", "adopt", "lnk")
    assert read(review, "results", "--round", "r1") == before
    versions = {one["id"]: one["version"] for one in read(review, "info")["frameworks"]}
    assert versions == {"lnk": "2.0"}
    assert value_of(review, "r2") == 3.0
    assert terminal("verify", file).code == 0
    # Whatever happened can be read, and taken back to the first edit.
    edits = read(review, "history")["edits"]
    for _edit in edits[:-1]:
        review("undo")
    assert read(review, "info")["programmes"] == []
    for _edit in edits[:-1]:
        review("redo")
    assert value_of(review, "r2") == 3.0
    assert terminal("verify", file).code == 0


def value_of(do: Do, round: str) -> float:
    first, *_others = read(do, "results", "--round", round)["programmes"]
    return next(one["value"] for one in first["criteria"] if one["id"] == "lnk.A1")
