"""Minutes say what was agreed on and why, what stays open and who does what, for the eyes they are for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.documents.manuscript import Heading
from scorecard.documents.minutes import minutes
from scorecard.edits import programmes
from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.errors import Refusal
from scorecard.model.evaluation import Conflict
from tests.analysis.evaluations import case_of
from tests.documents.conftest import published
from tests.documents.read_back import table_under, words_of
from tests.edits.workshops import ANSWERS, CELLS, FIRST, NOON, Held, begun


def said(held: Held, **asked: str) -> list[str]:
    return words_of(minutes(published(held, **asked)))


def test_without_a_workshop_the_refusal_says_what_to_do() -> None:
    with pytest.raises(Refusal, match="Begin one with “workshop begin”") as refused:
        minutes(published(Held()))
    assert "nothing was written" in str(refused.value)


def test_an_item_has_its_levels_before_and_after_and_what_came_of_it(discussed: Held) -> None:
    words = said(discussed)
    assert "When revealed: 0, 2, 4. After the discussion: 2, 3, 4." in words
    assert "Steps of the scale between the lowest and the highest: 4 before, 2 after." in words
    assert "Agreed on 4." in words
    assert "Rationale: The decree names a budget." in words
    assert "Noted: Long talk about the annex." in words
    assert "No agreement." in words


def test_the_agenda_shows_each_item_in_one_line(discussed: Held) -> None:
    rows = table_under(minutes(published(discussed)), "Agenda").rows
    assert [(row[1], *row[3:]) for row in rows] == [
        ("Programme P2", "0 to 4", "2 to 4", "agreed on 4"),
        ("Programme P1", "1 to 3", "1 to 3", "no agreement"),
        ("Programme P3", "–", "–", "private scoring"),
    ]


def test_actions_name_their_owner_their_due_date_and_what_they_are_about(discussed: Held) -> None:
    rows = table_under(minutes(published(discussed)), "Actions").rows
    assert rows == (("Ask for the annex", "Ana", "2026-12-01", "Programme P2: A1"),)


def test_open_items_are_those_without_agreement_and_those_to_come(discussed: Held) -> None:
    rows = table_under(minutes(published(discussed)), "Open items").rows
    assert [(row[0], row[3]) for row in rows] == [("2", "no agreement"), ("3", "private scoring")]


def test_what_moved_shows_ranks_and_scores_before_and_now(discussed: Held) -> None:
    rows = table_under(minutes(published(discussed)), "What moved in the ranking").rows
    moves = discussed.workshop().moves
    assert [row[0] for row in rows] == [one.programme.id for one in moves]
    assert rows[0][2:4] == (str(moves[0].rank_before), str(moves[0].rank_after))


def test_dissents_name_nobody_while_names_are_hidden(discussed: Held) -> None:
    words = said(discussed)
    assert "It was never paid." in words
    assert not any(line.startswith("ben") for line in words)


def test_with_names_each_evaluator_stands_with_both_values(named: Held) -> None:
    written = minutes(published(named))
    assert "ben: It was never paid." in words_of(written)
    assert table_under(written, "1. Programme P2: A1 f.A1").rows == (
        ("ana", "4", "4"),
        ("ben", "0", "3"),
        ("eva", "2", "2"),
    )


def test_evaluators_stand_by_name_whatever_their_keys(named: Held) -> None:
    ana = replace(named.snapshot.evaluators["ana"], name="Zoe")
    named.snapshot = replace(named.snapshot, evaluators={**named.snapshot.evaluators, "ana": ana})
    rows = table_under(minutes(published(named)), "1. Programme P2: A1 f.A1").rows
    assert [row[0] for row in rows] == ["ben", "eva", "Zoe"]


def test_whoever_said_something_took_part_but_not_the_panel(discussed: Held) -> None:
    words = said(discussed)
    assert words[words.index("Took part") + 1] == "ana, ben and eva"


def test_items_that_nobody_has_taken_up_are_told_in_no_more_than_the_tables() -> None:
    held = begun()
    held.do(cells.reveal, held.said(FIRST), FIRST)
    written = minutes(published(held))
    assert [one.text for one in written.blocks if isinstance(one, Heading) and one.level == 2] == [
        "1. Programme P2: A1 f.A1"
    ]
    assert len(table_under(written, "Agenda").rows) == len(CELLS)


def test_votes_in_private_are_not_told(discussed: Held) -> None:
    words = said(discussed)
    at = words.index("3. Programme P3: A2 f.A2")
    assert "It is being scored in private; nothing is shown until it is revealed." in words[at : at + 3]


def test_a_blind_round_tells_an_evaluator_nothing_before_they_submitted() -> None:
    held = begun(case_of({"A": 2, "B": 1}, ANSWERS, blind=True, submitted=[("P1", "ana")]))
    for place in ("P2", "P1"):
        at = FIRST._replace(programme=place)
        held.do(cells.agree, held.said(at), at, "3", f"Reason for {place}.")
    for_ana = said(held, seen_by="ana")
    assert "Rationale: Reason for P1." in for_ana
    assert not any("Reason for P2." in line for line in for_ana)
    assert "Rationale: Reason for P2." in said(held)
    rows = table_under(minutes(published(held, seen_by="ana")), "Agenda").rows
    assert rows[0][3:] == ("–", "–", "–")


def test_a_conflict_of_interest_is_told_and_counts_in_no_spread(named: Held) -> None:
    conflict = Conflict(programme="P2", evaluator="ben", reason="Kin.")
    named.snapshot = replace(named.snapshot, conflicts={"P2/ben": conflict})
    written = minutes(published(named))
    assert ("ben (not counted: conflict of interest)", "0", "3") in table_under(
        written, "1. Programme P2: A1 f.A1"
    ).rows
    assert table_under(written, "Agenda").rows[0][3] == "2 to 4"


def test_practice_is_said_to_be_practice() -> None:
    held = begun()
    held.do(cells.reveal, held.said(FIRST), FIRST)
    held.snapshot = replace(
        held.snapshot,
        discussions={
            key: replace(one, practice=one.place == FIRST) for key, one in held.snapshot.discussions.items()
        },
    )
    written = minutes(published(held))
    assert "This was practice: it counts nowhere." in words_of(written)
    assert table_under(written, "Agenda").rows[0][5] == "revealed (practice)"


def test_what_was_said_of_a_removed_programme_stays(discussed: Held) -> None:
    scores = [one for one in discussed.scores.values() if one.programme == "P1"]
    discussed.do(programmes.remove, "P1", scores)
    assert "2. a programme that was removed: A1 f.A1" in said(discussed)


def test_an_agenda_of_which_nothing_was_said_has_minutes_too() -> None:
    words = said(begun())
    assert "nobody so far" in words
    assert "No item has been taken up yet." in words
    assert "No action was noted." in words
    assert "No rank and no score is another than before the discussion." in words


def test_with_everything_agreed_nothing_is_left_open() -> None:
    held = Held()
    held.do(agendas.begin_agenda, "f", "round", CELLS[:1], NOON)
    held.do(cells.agree, held.said(FIRST), FIRST, "NE", "Nobody found any.")
    words = said(held)
    assert "Nothing is left open." in words
    assert "Agreed on NE. No evidence found in the sources" in words


def test_headings_and_fingerprint_let_a_reader_find_the_way_back(discussed: Held) -> None:
    written = minutes(published(discussed))
    heads = [block.text for block in written.blocks if isinstance(block, Heading) and block.level == 1]
    assert heads == [
        "Agenda", "What was said", "Actions", "What moved in the ranking", "Open items", "How this document was made",
    ]  # fmt: skip
    assert any("content f00d, edits: 7." in line for line in words_of(written))
