"""The verbs form and forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scorecard.workspace import Workspace
from tests.exchange.forms import asked_of, facts_of

Terminal = Any


def test_form_writes_one_file_for_one_evaluator_and_lists_it_as_sent(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "clara.xlsx"
    answer = terminal("form", workshop, out, "--evaluator", "clara", "--programme", "W01", "--round", "r1")
    assert (answer.code, answer.out) == (0, f"{out}\n")
    facts = facts_of(out)
    assert (facts["sc_evaluator"], facts["sc_round"]) == ("clara", "r1")
    assert {row["programme"] for row in asked_of(out)} == {"W01"}
    (sent,) = terminal("forms", workshop, "--json").document["forms"]
    assert sent == {
        "id": facts["sc_form_id"], "evaluator": "clara", "round": "r1", "framework": facts["sc_framework"],
        "version": facts["sc_framework_version"], "programmes": ["W01"], "language": "en", "file": "clara.xlsx",
        "made_at": sent["made_at"], "returned_at": None,
    }  # fmt: skip
    assert "clara.xlsx" in terminal("forms", workshop).out


def test_a_batch_is_a_folder_of_forms_and_one_edit(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    before = len(terminal("history", workshop, "--json").document["edits"])
    answer = terminal("form", workshop, tmp_path / "sent", "--all", "--json", "--language", "es")
    assert answer.code == 0
    made = answer.document["forms"]
    assert sorted(Path(one["file"]) for one in made) == sorted((tmp_path / "sent").iterdir())
    assert len(made) > 1
    assert answer.document["recorded"] is True
    assert len(terminal("history", workshop, "--json").document["edits"]) == before + 1
    assert terminal("undo", workshop).code == 0
    assert terminal("forms", workshop, "--json").document == {"forms": []}


def test_each_cell_of_a_form_carries_the_revision_that_wrote_its_score(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    place = ("--programme", "W01", "--evaluator", "clara")
    assert terminal("score", workshop, *place, "--criterion", "ptpr.ANT1", "4").code == 0
    assert terminal("score", workshop, *place, "--criterion", "ptpr.ANT2", "clear").code == 0
    out = tmp_path / "form.xlsx"
    assert terminal("form", workshop, out, *place, "--framework", "ptpr").code == 0
    revisions = [one["id"] for one in terminal("history", workshop, "--json").document["edits"]]
    rows = {row["criterion"]: row for row in asked_of(out)}
    assert rows["ptpr.ANT1"]["value"] == "4"
    assert rows["ptpr.ANT1"]["revision"] == revisions[2]
    assert (rows["ptpr.ANT2"]["value"], rows["ptpr.ANT2"]["revision"]) == ("", revisions[1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("out.xlsx", "--evaluator", "clare"), "clara"),
        (("out.xlsx", "--evaluator", "clara", "--programme", "W1"), "W01"),
        (("out.xlsx", "--evaluator", "clara", "--round", "r9"), "r1"),
        (("out.xlsx", "--evaluator", "clara", "--framework", "ptp"), "ptpr"),
        (("out.xlsx", "--all"), "Give a folder"),
        (("out.xlsx", "--evaluator", "clara", "--evaluator", "diego"), "Give a folder"),
        (("out.xls", "--evaluator", "clara"), ".xlsx"),
        (("out.xlsx", "--evaluator", "clara", "--round", "baseline"), "closed"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    terminal: Terminal,
    workshop: Path,
    fingerprint: Callable[[Path], str],
    tmp_path: Path,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    before = fingerprint(workshop)
    name, *rest = arguments
    answer = terminal("form", workshop, tmp_path / "new" / name, *rest)
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert fingerprint(workshop) == before
    assert not (tmp_path / "new").exists()


def test_evaluators_or_all_must_be_said(terminal: Terminal, workshop: Path, tmp_path: Path) -> None:
    assert terminal("form", workshop, tmp_path / "sent").code == 2
    assert terminal("form", workshop, tmp_path / "sent", "--all", "--evaluator", "clara").code == 2


def test_while_another_window_writes_the_form_is_made_and_not_recorded(
    terminal: Terminal, workshop: Path, tmp_path: Path
) -> None:
    with Workspace.open(workshop):
        answer = terminal("form", workshop, tmp_path / "form.xlsx", "--evaluator", "clara")
        assert (answer.code, (tmp_path / "form.xlsx").is_file()) == (0, True)
        assert "not listed as sent" in answer.err
    assert "No form has been sent yet." in terminal("forms", workshop).err


def test_what_is_left_out_is_said(terminal: Terminal, workshop: Path, tmp_path: Path) -> None:
    place = ("--programme", "W01", "--evaluator", "clara")
    assert terminal("evaluator", "conflict", workshop, *place, "--reason", "Kin.").code == 0
    out = tmp_path / "form.xlsx"
    answer = terminal("form", workshop, out, *place, "--programme", "W05", "--json")
    assert answer.code == 0
    (form,) = answer.document["forms"]
    assert form["programmes"] == ["W05"]
    assert any("conflict of interest" in sentence for sentence in answer.document["left_out"])
