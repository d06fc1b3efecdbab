"""The verbs, on real files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.edits import evidence, people, programmes, rounds
from scorecard.errors import Refusal
from scorecard.model.edit import Edit
from scorecard.model.programme import Evidence, Programme
from scorecard.model.record import Ref, new_key
from scorecard.model.score import Cell
from scorecard.workspace import Workspace


@pytest.fixture
def mining(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "mining.scorecard", sample="mining", language="en") as workspace:
        yield workspace


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "empty.scorecard", language="en") as workspace:
        yield workspace


def a_cell(
    workspace: Workspace, programme: str = "CL03", criterion: str = "lnk.A1", evaluator: str = "ana"
) -> Cell:
    snapshot = workspace.snapshot
    return Cell(
        snapshot.programme(programme).key,
        snapshot.evaluator(evaluator).key,
        snapshot.round().key,
        criterion,
    )


def label(edit: Edit | None) -> str:
    assert edit is not None
    return edit.label.text()


def test_a_new_evaluation_embeds_both_frameworks_and_one_round(empty: Workspace) -> None:
    assert empty.snapshot.evaluation.frameworks == ("ptpr", "lnk")
    assert empty.snapshot.evaluation.title == "empty"
    assert empty.snapshot.round().id == "r1"
    assert list(empty.compare(empty.question()).results()) == []


def test_a_sample_and_frameworks_together_are_refused_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="own frameworks"):
        Workspace.create(tmp_path / "x.scorecard", sample="mining", frameworks=["ptpr"], language="en")
    with pytest.raises(Refusal, match="named twice"):
        Workspace.create(tmp_path / "x.scorecard", frameworks=["ptpr", "ptpr"], language="en")
    with pytest.raises(Refusal, match="nearest is “ptpr”"):
        Workspace.create(tmp_path / "x.scorecard", frameworks=["ptrp"], language="en")
    assert list(tmp_path.iterdir()) == []


def test_a_score_is_there_after_closing_and_opening(mining: Workspace) -> None:
    cell = a_cell(mining)
    assert label(mining.set_value(cell, "4")) == "level 4 for A1"
    mining.close()
    with Workspace.open(mining.path) as again:
        assert again.score(cell).value == "4"


def test_a_score_that_says_the_same_is_no_edit(mining: Workspace) -> None:
    cell = a_cell(mining)
    mining.set_value(cell, "4")
    before = mining.history()
    assert mining.set_value(cell, "4") is None
    assert mining.history() == before


def test_a_level_keeps_the_note_and_the_citations(mining: Workspace) -> None:
    cell = a_cell(mining)
    stored = mining.score(cell)
    mining.record_score(replace(stored, note="Kept"))
    mining.set_value(cell, "0")
    assert mining.score(cell) == replace(stored, note="Kept", value="0")


def test_clearing_a_score_without_texts_leaves_no_row(empty: Workspace) -> None:
    empty.edit(programmes.add, Programme(key=new_key(), id="P1", name="One"))
    empty.edit(people.add_evaluator, "Ana", "independent", "ana")
    cell = a_cell(empty, "P1")
    empty.set_value(cell, "2")
    assert label(empty.set_value(cell, "")) == "clear A1"
    assert empty.scores() == []


def test_a_citation_is_given_once_and_taken_back(mining: Workspace) -> None:
    cell = a_cell(mining)
    fact = mining.snapshot.evidence_of(cell.programme)[0].key
    mining.record_score(replace(mining.score(cell), cites=()))
    assert label(mining.cite(cell, fact, cited=True)) == "citation for A1"
    assert mining.cite(cell, fact, cited=True) is None
    assert mining.score(cell).cites == (fact,)
    mining.cite(cell, fact, cited=False)
    assert mining.score(cell).cites == ()


def test_edits_are_named_after_what_changed(mining: Workspace) -> None:
    score = replace(mining.score(a_cell(mining)), value="2", note="", question="", challenge="")
    mining.record_score(score)
    names = []
    for change in (
        {"value": "NE"},
        {"value": "NA", "note": "Not a buyer."},
        {"value": "1"},
        {"note": "Other"},
        {"question": "Who pays?"},
        {"challenge": "Yearly budget"},
        {"confidence": "low"},
    ):
        score = replace(score, **change)
        names.append(label(mining.record_score(score)))
    assert names == [
        "no evidence for A1",
        "A1 does not apply",
        "level 1 for A1",
        "note on A1",
        "open question on A1",
        "challenge on A1",
        "confidence for A1",
    ]


def test_undo_and_redo_survive_closing(mining: Workspace) -> None:
    cell = a_cell(mining)
    first = mining.score(cell).value
    mining.set_value(cell, "4")
    mining.close()
    with Workspace.open(mining.path) as again:
        undoable = again.undoable()
        assert undoable is not None
        assert undoable.label.text() == "level 4 for A1"
        again.undo()
        assert again.score(cell).value == first
        again.redo()
        assert again.score(cell).value == "4"


def test_the_making_of_an_evaluation_cannot_be_undone(empty: Workspace) -> None:
    with pytest.raises(Refusal, match="nothing to redo"):
        empty.redo()
    with pytest.raises(Refusal, match="nothing to undo"):
        empty.undo()


def test_removing_a_programme_is_undone_with_everything_it_had(mining: Workspace) -> None:
    key = mining.snapshot.programme("CL11").key
    scores = sorted(mining.scores(programme=key), key=lambda score: score.cell)
    evidence = mining.snapshot.evidence_of(key)
    assert label(mining.remove_programme(key)) == "remove CL11"
    assert mining.scores(programme=key) == []
    assert mining.snapshot.evidence_of(key) == ()
    mining.undo()
    assert sorted(mining.scores(programme=key), key=lambda score: score.cell) == scores
    assert mining.snapshot.evidence_of(key) == evidence
    assert mining.remove_programme("gone") is None
    assert mining.verify() == ()


def test_programmes_evaluators_and_evidence_get_the_next_free_id(empty: Workspace) -> None:
    for number in range(2):
        empty.edit(programmes.add, Programme(key=new_key(), id="", name=f"Programme {number}"))
        empty.edit(people.add_evaluator, f"Ana {number}", "peer")
    programme = empty.snapshot.programme("P2").key
    assert label(
        empty.edit(evidence.add, Evidence(key=new_key(), id="", programme=programme, text="x", sign="+"))
    ) == ("add evidence P2-1")
    assert [one.id for one in empty.snapshot.ordered_evaluators()] == ["E1", "E2"]


def test_a_programme_can_be_changed(mining: Workspace) -> None:
    programme = mining.snapshot.programme("PE16")
    assert mining.edit(programmes.change, programme) is None
    assert label(mining.edit(programmes.change, replace(programme, region="Lima"))) == "change PE16"
    assert mining.snapshot.programme("PE16").region == "Lima"
    assert [one.label.text() for one, _change in mining.changes_of(Ref("programme", programme.key))] == [
        "change PE16",
        "new evaluation",
    ]


def test_answers_are_counted_for_one_evaluator_with_no_evidence_among_them(mining: Workspace) -> None:
    cell = a_cell(mining)
    answered = mining.answered("lnk", cell.round, cell.evaluator)
    assert answered[cell.programme] == 16
    mining.record_score(replace(mining.score(cell), value=""))
    assert mining.answered("lnk", cell.round, cell.evaluator)[cell.programme] == 15
    assert set(mining.answered("lnk", cell.round, "nobody").values()) == {0}


def test_open_questions_are_those_of_the_framework_and_the_round(mining: Workspace) -> None:
    cell = a_cell(mining)
    before = mining.open_questions("lnk", cell.round)
    assert {one for one in before if one.criterion.startswith("ptpr.")} == set()
    expected = {
        one.cell
        for one in mining.scores(round=cell.round)
        if one.question and one.criterion.startswith("lnk.")
    }
    assert before == expected
    mining.record_score(replace(mining.score(cell), question="Since when?"))
    assert mining.open_questions("lnk", cell.round) == before | {cell}
    mining.undo()
    assert mining.open_questions("lnk", cell.round) == before
    assert mining.open_questions("lnk", "no such round") == frozenset()


def test_a_publication_holds_the_scores_of_its_framework_and_round(mining: Workspace) -> None:
    publication = mining.publication(mining.question("ptpr"))
    assert len(publication.scores) == 30 * 2 * 22
    assert publication.comparison.framework.id == "ptpr"


def test_the_fingerprint_changes_with_each_edit_and_is_that_of_a_copy(
    mining: Workspace, tmp_path: Path
) -> None:
    before = mining.fingerprint()
    mining.set_value(a_cell(mining), "4")
    assert mining.fingerprint() != before
    copy = tmp_path / "copy.scorecard"
    copy.write_bytes(mining.path.read_bytes())
    with Workspace.open(copy, reading=True) as read:
        assert read.fingerprint() == mining.fingerprint()


CELLS = st.tuples(
    st.sampled_from(["W01", "W02", "W12"]),
    st.sampled_from(["ptpr.ANT1", "ptpr.EMB5", "lnk.A1"]),
    st.sampled_from(["marta", "ivan"]),
    st.sampled_from(["", "0", "3", "NE", "undo", "redo", "remove", "move", "add"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS, max_size=8))
def test_a_cube_that_was_patched_is_the_cube_that_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("law") / "workshop.scorecard"
    with Workspace.create(path, sample="workshop", language="en") as workspace:
        for closed in [one.key for one in workspace.snapshot.rounds.values() if one.closed]:
            workspace.edit(rounds.reopen_round, closed)
        round = workspace.snapshot.round().key
        for framework in ("ptpr", "lnk"):
            workspace.cube(framework, round)
        for programme, criterion, evaluator, value in steps:
            if value == "undo" and workspace.undoable():
                workspace.undo()
            elif value == "redo" and workspace.redoable():
                workspace.redo()
            elif programme in {one.id for one in workspace.snapshot.programmes.values()}:
                cell = a_cell(workspace, programme, criterion, evaluator)
                # What has been submitted refuses both, and then nothing may have changed.
                with suppress(Refusal):
                    if value == "remove":
                        workspace.remove_programme(cell.programme)
                    elif value == "add":
                        workspace.edit(programmes.add, Programme(key=new_key(), id="", name=new_key()))
                    elif value == "move":
                        moved = replace(workspace.snapshot.programme(programme), id=f"A-{new_key()[:8]}")
                        workspace.edit(programmes.change, moved)
                    elif value not in ("undo", "redo"):
                        workspace.set_value(cell, value)
        with Workspace.open(path, reading=True) as fresh:
            assert fresh.snapshot == workspace.snapshot
            for framework in ("ptpr", "lnk"):
                patched, loaded = workspace.cube(framework, round), fresh.cube(framework, round)
                assert patched.programmes == loaded.programmes
                assert np.array_equal(patched.values, loaded.values)


def test_open_questions_of_others_are_hidden_while_a_round_is_blind(empty: Workspace) -> None:
    empty.edit(programmes.add, Programme(key=new_key(), id="P1", name="One"))
    for name in ("Ana", "Luis"):
        empty.edit(people.add_evaluator, name, "peer", name.casefold())
    ana, luis = (empty.snapshot.evaluator(id).key for id in ("ana", "luis"))
    round = empty.snapshot.round().key
    cell = Cell(empty.snapshot.programme("P1").key, ana, round, "ptpr.ANT1")
    empty.record_score(replace(empty.score(cell), question="Who pays?"))
    assert empty.open_questions("ptpr", round, luis) == {cell}
    empty.edit(rounds.set_blind, round, blind=True)
    assert empty.open_questions("ptpr", round, luis) == frozenset()
    assert empty.open_questions("ptpr", round, ana) == empty.open_questions("ptpr", round) == {cell}
