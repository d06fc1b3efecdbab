"""Evidence, documents and proof in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Terminal = Any


def items(terminal: Terminal, file: Path, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = terminal("evidence", "list", file, *options, "--json").document["evidence"]
    return found


def item(terminal: Terminal, file: Path, id: str) -> dict[str, Any]:
    return next(one for one in items(terminal, file) if one["id"] == id)


def add(terminal: Terminal, file: Path, *options: str) -> str:
    answer = terminal("evidence", "add", file, "--programme", "CL09", "--text", "A fact.", *options)
    assert answer.code == 0, answer.err
    return str(answer.out.strip())


def test_an_item_keeps_everything_that_is_said_of_it(terminal: Terminal, mining: Path) -> None:
    said = (
        "--sign=limits", "--place", "p. 3", "--link", "acta.pdf", "--standing", "verified", "--effect", "--context",
        "--document", "003", "--document", "000", "--criterion", "ptpr.ANT1", "--criterion", "lnk.A1",
        "--differs-from", "CL09-01",
    )  # fmt: skip
    id = add(terminal, mining, *said)
    stored = item(terminal, mining, id)
    assert stored == {
        "id": id,
        "programme": "CL09",
        "text": "A fact.",
        "sign": "-",
        "standing": "verified",
        "effect": True,
        "context": True,
        "place": "p. 3",
        "documents": ["003", "000"],
        "link": "acta.pdf",
        "criteria": ["ptpr.ANT1", "lnk.A1"],
        "differs_from": ["CL09-01"],
        "cited": 0,
    }
    assert id in item(terminal, mining, "CL09-01")["differs_from"]


@pytest.mark.parametrize("sign", ["+", "-", "~", "?", "supports", "limits", "mixed", "asks"])
def test_a_sign_is_understood_as_it_is_or_in_a_word(terminal: Terminal, mining: Path, sign: str) -> None:
    id = add(terminal, mining, f"--sign={sign}")
    words = {"supports": "+", "limits": "-", "mixed": "~", "asks": "?"}
    assert item(terminal, mining, id)["sign"] == words.get(sign, sign)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--sign=good"], "sign"),
        (["--standing=done"], "standing"),
        (["--document=999"], "document"),
        (["--criterion=ptpr.ANT99"], "ptpr.ANT9"),
        (["--differs-from=CL09-99"], "CL09-9"),
        (["--id=CL09-01"], "taken"),
    ],
)
def test_what_is_not_known_is_refused_and_changes_no_byte(
    terminal: Terminal,
    mining: Path,
    fingerprint: Callable[[Path], str],
    options: list[str],
    words: str,
) -> None:
    before = fingerprint(mining)
    answer = terminal("evidence", "add", mining, "--programme", "CL09", "--text", "A fact.", *options)
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err
    assert fingerprint(mining) == before


def test_what_is_left_out_of_a_change_stays_and_an_empty_value_empties(
    terminal: Terminal, mining: Path
) -> None:
    id = add(
        terminal, mining, "--place", "p. 3", "--effect", "--document", "003", "--differs-from", "CL09-01"
    )
    assert terminal("evidence", "change", mining, "--evidence", id, "--text", "Better.").code == 0
    stored = item(terminal, mining, id)
    assert (stored["text"], stored["place"], stored["effect"]) == ("Better.", "p. 3", True)
    options = ("--document=", "--differs-from=", "--no-effect", "--place=", "--standing=")
    assert terminal("evidence", "change", mining, "--evidence", id, *options).code == 0
    stored = item(terminal, mining, id)
    assert (stored["documents"], stored["differs_from"], stored["place"]) == ([], [], "")
    assert not stored["effect"]
    again = terminal("evidence", "change", mining, "--evidence", id, *options)
    assert (again.code, again.out) == (0, "")
    assert "nothing has changed" in again.err


def test_an_item_is_cited_in_several_scores_and_no_longer(terminal: Terminal, mining: Path) -> None:
    id = add(terminal, mining)
    place = ("--evidence", id, "--evaluator", "ana")
    both = ("--criterion", "ptpr.ANT1", "--criterion", "ptpr.ANT2")
    assert terminal("evidence", "cite", mining, *place, *both).code == 0
    assert item(terminal, mining, id)["cited"] == 2
    assert terminal("evidence", "cite", mining, *place, "--criterion", "ptpr.ANT1", "--not").code == 0
    assert item(terminal, mining, id)["cited"] == 1


def test_removing_an_item_says_how_many_scores_cited_it_and_undo_brings_all_back(
    terminal: Terminal, mining: Path
) -> None:
    before = items(terminal, mining)
    cited = next(one for one in before if one["cited"] > 1)
    answer = terminal("evidence", "remove", mining, "--evidence", cited["id"])
    assert f"{cited['cited']} scores" in answer.err
    assert cited["id"] not in {one["id"] for one in items(terminal, mining)}
    assert terminal("undo", mining).code == 0
    assert items(terminal, mining) == before


def test_an_item_that_a_submitted_score_cites_stays_and_changes_no_byte(
    terminal: Terminal, mining: Path, fingerprint: Callable[[Path], str]
) -> None:
    id = add(terminal, mining)
    cite = ("--evidence", id, "--evaluator", "ana", "--criterion", "ptpr.ANT1")
    assert terminal("evidence", "cite", mining, *cite).code == 0
    assert terminal("submit", mining, "--programme", "CL09", "--evaluator", "ana").code == 0
    before = fingerprint(mining)
    for verb in (("remove", mining, "--evidence", id), ("cite", mining, *cite, "--not")):
        answer = terminal("evidence", *verb)
        assert answer.code == 1
        assert "Reopen it first" in answer.err
    assert fingerprint(mining) == before


def test_ids_that_two_programmes_have_are_asked_about(terminal: Terminal, mining: Path) -> None:
    for programme in ("CL01", "CL02"):
        add_one = ("evidence", "add", mining, "--programme", programme, "--text", programme, "--id", "F")
        assert terminal(*add_one).code == 0
    unclear = terminal("evidence", "change", mining, "--evidence", "F", "--text", "Which?")
    assert unclear.code == 1
    assert "CL01/F, CL02/F" in unclear.err
    assert terminal("evidence", "change", mining, "--evidence", "CL02/F", "--text", "This.").code == 0
    texts = {one["programme"]: one["text"] for one in items(terminal, mining) if one["id"] == "F"}
    assert texts == {"CL01": "CL01", "CL02": "This."}


def test_the_list_is_narrowed_by_programme_criterion_and_standing(terminal: Terminal, mining: Path) -> None:
    id = add(terminal, mining, "--standing", "verified", "--criterion", "ptpr.EMB1")
    found = items(
        terminal, mining, "--programme", "CL09", "--criterion", "ptpr.EMB1", "--standing", "verified"
    )
    assert id in {one["id"] for one in found}
    for one in found:
        assert (one["programme"], one["standing"]) == ("CL09", "verified")
        assert "ptpr.EMB1" in one["criteria"]
    table = terminal("evidence", "list", mining, "--programme", "CL09")
    assert id in table.out


def test_documents_are_listed_changed_and_removed_while_nothing_uses_them(
    terminal: Terminal, mining: Path
) -> None:
    options = ("--title", "Decreto 5", "--kind", "official", "--year", "2020", "--link", "d5.pdf")
    id = terminal("document", "add", mining, *options).out.strip()
    assert terminal("document", "change", mining, "--document", id, "--author", "Ministerio").code == 0
    listed = {one["id"]: one for one in terminal("document", "list", mining, "--json").document["documents"]}
    assert listed[id] == {
        "id": id,
        "title": "Decreto 5",
        "author": "Ministerio",
        "year": "2020",
        "kind": "official",
        "link": "d5.pdf",
        "evidence": [],
        "programmes": [],
        "note_sheets": [],
    }
    used = add(terminal, mining, "--document", id)
    refused = terminal("document", "remove", mining, "--document", id)
    assert refused.code == 1
    assert used in refused.err
    terminal("evidence", "change", mining, "--evidence", used, "--document=")
    assert terminal("document", "remove", mining, "--document", id).code == 0
    assert id not in terminal("document", "list", mining).out


def test_a_document_of_an_unknown_kind_is_refused_with_the_nearest(terminal: Terminal, mining: Path) -> None:
    answer = terminal("document", "add", mining, "--title", "Decreto", "--kind", "oficial")
    assert answer.code == 1
    assert "official" in answer.err


def test_proof_lists_the_marks_that_lack_evidence_and_changes_no_byte(
    terminal: Terminal, mining: Path, fingerprint: Callable[[Path], str]
) -> None:
    before = terminal("proof", mining, "--framework", "ptpr", "--json").document
    place = ("--programme", "CL13", "--criterion", "ptpr.ANT1", "--evaluator", "ana")
    assert terminal("score", mining, *place, "2").code == 0
    bytes_before = fingerprint(mining)
    told = terminal("proof", mining, "--framework", "ptpr", "--json").document
    lacking = {"programme": "CL13", "criterion": "ptpr.ANT1", "evaluator": "ana", "value": "2"}
    assert {**lacking, "lacks": "uncited"} in told["lacking"]
    assert {**lacking, "lacks": "uncited"} not in before["lacking"]
    assert sum(told["counts"].values()) == len(told["lacking"]) <= told["marks"]
    shown = terminal("proof", mining, "--framework", "ptpr", "--language", "en")
    assert "no evidence cited" in shown.out
    assert fingerprint(mining) == bytes_before


def test_a_proof_of_an_evaluation_without_marks_says_so(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "new.scorecard"
    assert terminal("new", file).code == 0
    assert "no mark yet" in terminal("proof", file).out
    assert terminal("proof", file, "--json").document["lacking"] == []


@pytest.mark.parametrize("verb", [("evidence",), ("evidence", "add"), ("document", "list"), ("proof",)])
def test_a_verb_without_what_it_needs_is_wrong_grammar(terminal: Terminal, verb: tuple[str, ...]) -> None:
    answer = terminal(*verb)
    assert (answer.code, answer.out) == (2, "")
