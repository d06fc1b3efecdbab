"""A workshop in the terminal: its agenda, what is agreed on, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scorecard.workspace import Workspace

Terminal = Any

ITEM = ["programme", "criterion", "lowest", "highest", "spread", "moves", "missing"]
CELL = ("--programme", "W11", "--criterion", "ptpr.ANT1")


def agenda(terminal: Terminal, path: Path) -> list[dict[str, Any]]:
    document = terminal("agenda", path, "--json").document
    found: list[dict[str, Any]] = document["agenda"]
    return found


def test_an_agenda_begins_with_the_disputes_that_move_most(terminal: Terminal, workshop: Path) -> None:
    computed = terminal("agenda", workshop, "--json").document
    assert list(computed) == ["framework", "round", "agenda", "begun", "progress", "moved"]
    assert (computed["begun"], computed["progress"], computed["moved"]) == (None, None, [])
    answer = terminal("workshop", "begin", workshop, "--items", "4", "--minutes", "15")
    assert (answer.code, answer.err) == (0, "Saved: begin agenda, items: 4.\n")
    document = terminal("agenda", workshop, "--json").document
    assert list(document) == list(computed)
    assert [list(one)[:7] for one in document["agenda"]] == [ITEM] * 4
    assert [{key: one[key] for key in ITEM} for one in document["agenda"]] == computed["agenda"][:4]
    assert document["progress"] == {
        "items": 4, "settled": 0, "skipped": 0, "gone": 0, "open": 4, "minutes": 60,
    }  # fmt: skip
    assert [one["at_hand"] for one in document["agenda"]] == [True, False, False, False]
    out = terminal("agenda", workshop).out
    assert "0 of 4 items settled, about 1 h to go." in out
    assert "→ 1" in out


def test_a_cell_is_scored_revealed_and_agreed_on(terminal: Terminal, workshop: Path) -> None:
    terminal("workshop", "begin", workshop, "--items", "2")
    assert terminal("workshop", "score", workshop, *CELL).code == 0
    (first, _other) = agenda(terminal, workshop)
    assert (first["stage"], first["lowest"], first["moves"]) == ("scoring", None, None)
    assert "private scoring" in terminal("agenda", workshop).out
    assert terminal("score", workshop, *CELL, "--evaluator", "rosa", "2").code == 0
    assert terminal("workshop", "reveal", workshop, *CELL).code == 0
    assert terminal("score", workshop, *CELL, "--evaluator", "clara", "1").code == 0
    answer = terminal("agree", workshop, *CELL, "1", "--rationale", "The decree of 2019.")
    assert (answer.code, answer.err) == (0, "Saved: agree on 1 for ANT1 of W11.\n")
    terminal("dissent", workshop, *CELL, "--evaluator", "ivan", "It was applied.")
    terminal("dissent", workshop, *CELL, "Somebody else is not convinced.")
    terminal("workshop", "note", workshop, *CELL, "A long talk.")
    terminal(
        "workshop", "action", workshop, *CELL, "Ask the ministry", "--owner", "Rosa", "--due", "2026-12-01"
    )
    (first, _other) = agenda(terminal, workshop)
    assert (first["outcome"], first["value"], first["rationale"]) == ("agreed", "1", "The decree of 2019.")
    assert (first["first"]["rosa"], first["second"]["clara"], first["note"]) == ("2", "1", "A long talk.")
    assert first["dissents"] == [
        {"evaluator": "ivan", "text": "It was applied."},
        {"evaluator": None, "text": "Somebody else is not convinced."},
    ]
    assert first["actions"] == [{"text": "Ask the ministry", "owner": "Rosa", "due": "2026-12-01"}]
    with Workspace.open(workshop, reading=True) as workspace:
        assert workspace.snapshot.evaluator("panel").kind == "panel"
        assert workspace.verify() == ()
    out = terminal("agenda", workshop).out
    assert "agreed on 1" in out
    assert "steps apart when they were revealed" in out
    assert terminal("workshop", "reopen", workshop, *CELL).code == 0
    assert agenda(terminal, workshop)[0]["stage"] == "revealed"
    for _step in range(11):
        assert terminal("undo", workshop).code == 0
    assert terminal("undo", workshop).code == 1


def test_agreeing_needs_no_agenda_and_does_not_begin_one(terminal: Terminal, workshop: Path) -> None:
    first = agenda(terminal, workshop)[0]
    place = ("--programme", first["programme"], "--criterion", first["criterion"])
    assert terminal("agree", workshop, *place, "ne", "--rationale", "Nothing was found.").code == 0
    document = terminal("agenda", workshop, "--json").document
    assert document["begun"] is None
    assert (first["programme"], first["criterion"]) not in [
        (one["programme"], one["criterion"]) for one in document["agenda"]
    ]


def test_items_are_added_moved_skipped_and_removed(terminal: Terminal, workshop: Path) -> None:
    terminal("workshop", "begin", workshop, "--items", "3")
    before = [one["programme"] for one in agenda(terminal, workshop)]
    other = ("--programme", "W01", "--criterion", "ptpr.EMB1")
    assert terminal("workshop", "add", workshop, *other, "--practice").code == 0
    assert agenda(terminal, workshop)[0]["practice"]
    assert terminal("workshop", "move", workshop, *other, "--to", "4").code == 0
    assert [one["programme"] for one in agenda(terminal, workshop)] == [*before, "W01"]
    assert terminal("workshop", "skip", workshop, *other).code == 0
    assert agenda(terminal, workshop)[3]["outcome"] == "skipped"
    assert "skipped, practice" in terminal("agenda", workshop).out
    assert terminal("workshop", "remove", workshop, *other).code == 0
    assert len(agenda(terminal, workshop)) == 3
    answer = terminal("workshop", "remove", workshop, *other)
    assert (answer.code, answer.err) == (0, "It says so already; nothing has changed.\n")


def test_an_item_whose_programme_has_gone_is_passed_by(terminal: Terminal, workshop: Path) -> None:
    terminal("workshop", "begin", workshop, "--items", "2")
    assert terminal("programme", "remove", workshop, "--programme", "W02").code == 0
    document = terminal("agenda", workshop, "--json").document
    assert (document["agenda"][1]["gone"], document["progress"]["gone"]) == (True, 1)
    out = terminal("agenda", workshop).out
    assert "a programme that was removed" in out
    assert "1 is passed by" in out


def test_a_dissent_without_words_is_taken_back(terminal: Terminal, workshop: Path) -> None:
    terminal("workshop", "begin", workshop, "--items", "1")
    terminal("dissent", workshop, *CELL, "--evaluator", "ivan", "No.")
    assert agenda(terminal, workshop)[0]["outcome"] == "dissent"
    assert terminal("dissent", workshop, *CELL, "--evaluator", "ivan", "").code == 0
    assert agenda(terminal, workshop)[0]["dissents"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["agree", "--programme", "W1", "--criterion", "ptpr.ANT1", "2", "--rationale", "x"],
            "the nearest is “W",
        ),
        (["agree", "--programme", "W11", "--criterion", "ptpr.ANT", "2", "--rationale", "x"], "“ptpr.ANT"),
        (["agree", *CELL, "9", "--rationale", "x"], "is no level of ptpr.ANT1"),
        (["agree", *CELL, "2", "--rationale", " "], "needs its rationale"),
        (["agree", *CELL, "clear", "--rationale", "x"], "Say which level"),
        (["agree", *CELL, "2", "--rationale", "x", "--round", "r9"], "“r"),
        (["dissent", *CELL, "No.", "--evaluator", "rose"], "the nearest is “rosa”"),
        (["workshop", "begin", "--items", "0"], "no number from 1 up"),
        (["workshop", "begin", "--items", "many"], "no number from 1 up"),
        (["workshop", "begin", "--minutes", "999"], "1 to 240 minutes"),
        (["workshop", "add", *CELL], "There is no agenda"),
        (["workshop", "skip", *CELL], "none has been added yet"),
        (["workshop", "move", *CELL, "--to", "-1"], ""),
        (["workshop", "action", *CELL, "Ask", "--due", "soon"], "is no date"),
        (["workshop", "action", *CELL, " "], "needs its words"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_changes(
    terminal: Terminal,
    workshop: Path,
    fingerprint: Callable[[Path], str],
    arguments: list[str],
    said: str,
) -> None:
    before = fingerprint(workshop)
    place = 2 if arguments[0] == "workshop" else 1
    answer = terminal(*arguments[:place], workshop, *arguments[place:])
    assert answer.code in (1, 2)
    assert answer.out == ""
    assert said in answer.err
    assert fingerprint(workshop) == before


def test_a_closed_round_takes_no_agreement(terminal: Terminal, workshop: Path) -> None:
    terminal("round", "close", workshop, "--round", "r1")
    answer = terminal("agree", workshop, *CELL, "2", "--rationale", "Why.")
    assert (answer.code, "is closed" in answer.err) == (1, True)


def test_the_columns_of_an_agenda_line_up_in_spanish_too(terminal: Terminal, workshop: Path) -> None:
    terminal("workshop", "begin", workshop)
    lines = terminal("agenda", workshop, "--language", "es").out.splitlines()
    rule = next(number for number, line in enumerate(lines) if line.startswith("──"))
    assert len(lines[rule + 1 :]) >= 20
    assert all(len(line) <= len(lines[rule]) for line in lines[rule + 1 : rule + 21])
