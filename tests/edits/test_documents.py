"""Documents are listed once, and stay while anything names them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.edits import documents
from scorecard.errors import Refusal
from scorecard.model.evaluation import Evaluation
from scorecard.model.note_sheet import Column, NoteRow, NoteSheet, Template
from scorecard.model.programme import Document, Evidence, Programme, Rating
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import NO_TEXT

TEMPLATE = Template(
    id="t",
    name=NO_TEXT,
    note=NO_TEXT,
    layout="table",
    columns=(Column(id="text", name=NO_TEXT, kind="text"),),
)


def document(key: str, title: str = "", **said: str) -> Document:
    return Document(key=key, id=key, title=title or f"Title {key}", **said)  # type: ignore[arg-type]


def fact(key: str, *found_in: str) -> Evidence:
    return Evidence(key=key, id=key, programme="p", text="A fact.", sign="+", documents=found_in)


SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=()),
    programmes={
        "p": Programme(
            key="p",
            id="P1",
            name="One",
            ratings=(Rating(documents=("rated",), place="", subject="Anticipation"),),
        )
    },
    documents={key: document(key) for key in ("rated", "cited", "sheet", "row", "free")},
    evidence={"f10": fact("f10", "cited"), "f2": fact("f2", "cited")},
    note_sheets={
        "s": NoteSheet(key="s", id="swot", title="SWOT", template=TEMPLATE, documents=("sheet",)),
    },
    note_rows={"w": NoteRow(key="w", sheet="s", position=0, documents=("row", "sheet"))},
)


def test_a_document_without_an_id_gets_the_next_free_one() -> None:
    edit = documents.add(SNAPSHOT, replace(document("n", "A new one"), id=""))
    assert SNAPSHOT.after(edit.changes).documents["n"].id == "D1"


@pytest.mark.parametrize("title", ["Plán  nacional", "PLAN NACIONAL", " plan nacional "])
def test_one_that_is_listed_already_is_refused_whatever_its_case_accents_and_spaces(title: str) -> None:
    snapshot = replace(SNAPSHOT, documents={"one": document("one", "Plan Nacional", year="2014")})
    with pytest.raises(Refusal, match="one") as refused:
        documents.add(snapshot, document("two", title, year="2014"))
    assert refused.value.code == "duplicate"
    assert documents.add(snapshot, document("two", title, year="2018")).changes


@pytest.mark.parametrize(
    "said", [{"title": "  "}, {"title": "x" * 301}, {"id": "free"}, {"id": "-"}, {"author": "x" * 301}]
)
def test_what_cannot_be_listed_is_refused_in_a_sentence(said: dict[str, str]) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        documents.add(SNAPSHOT, replace(document("n"), **said))  # type: ignore[arg-type]


def test_a_document_changes_under_its_own_title() -> None:
    changed = replace(SNAPSHOT.documents["cited"], kind="official", link="https://example.org/ñ")
    after = SNAPSHOT.after(documents.change(SNAPSHOT, changed).changes)
    assert after.documents["cited"] == changed
    with pytest.raises(Refusal):
        documents.change(SNAPSHOT, document("gone"))


@pytest.mark.parametrize(
    ("key", "places"), [("cited", "f2, f10"), ("rated", "P1"), ("sheet", "swot"), ("row", "swot")]
)
def test_a_document_that_is_used_stays_and_says_where(key: str, places: str) -> None:
    with pytest.raises(Refusal, match=places) as refused:
        documents.remove(SNAPSHOT, key)
    assert refused.value.code == "used"


def test_many_places_are_counted_rather_than_told() -> None:
    many = {f"f{number}": fact(f"f{number}", "free") for number in range(9)}
    with pytest.raises(Refusal, match="f5 and 3 more"):
        documents.remove(replace(SNAPSHOT, evidence=many), "free")


def test_a_document_that_nothing_uses_goes() -> None:
    edit = documents.remove(SNAPSHOT, "free")
    assert "free" not in SNAPSHOT.after(edit.changes).documents
    assert documents.remove(SNAPSHOT, "gone").changes == ()


def test_the_uses_of_every_document_are_counted_once_a_place() -> None:
    uses = documents.uses(SNAPSHOT)
    assert {key: one.count for key, one in uses.items()} == {
        "rated": 1, "cited": 2, "sheet": 1, "row": 1, "free": 0,
    }  # fmt: skip
