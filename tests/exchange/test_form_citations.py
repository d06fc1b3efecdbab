"""What an official writes under Evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.exchange.forms.citations import cited, evidence_entry, note_with
from scorecard.model.programme import Evidence

REGISTER = {
    key: Evidence(key=key, id=id, programme="P1", text="…", sign="+")
    for key, id in (("a", "CL03-03"), ("b", "CL03-04"), ("c", "E 1".replace(" ", "")))
}


@pytest.mark.parametrize(
    ("entry", "items", "rest"),
    [
        ("", (), ""),
        ("CL03-03", ("a",), ""),
        ("cl03-04; CL03-03", ("b", "a"), ""),
        ("CL03-03, CL03-03\nE1", ("a", "c"), ""),
        ("CL03-03 CL03-04", ("a", "b"), ""),
        ("CL03-03; road-map 2015, p. 12", ("a",), "road-map 2015, p. 12"),
        ("road-map 2015, p. 12; CL03-03", ("a",), "road-map 2015, p. 12"),
        ("law 20.1, CL03-03, art. 2", ("a",), "law 20.1, art. 2"),
        ("see CL03-03", (), "see CL03-03"),
        ("CL03-99", (), "CL03-99"),
        (" ;, \n", (), ""),
    ],
)
def test_ids_are_citations_and_all_else_is_text(entry: str, items: tuple[str, ...], rest: str) -> None:
    assert cited(entry, REGISTER.values()) == (items, rest)


@given(st.lists(st.sampled_from("abc"), unique=True))
def test_citations_come_back_as_they_went(keys: list[str]) -> None:
    assert cited(evidence_entry(keys, REGISTER), REGISTER.values()) == (tuple(keys), "")


@given(st.text(st.characters(blacklist_categories=("Cs",))), st.text("CL03-4 ,;\nabc"))
def test_no_word_is_lost(rest: str, entry: str) -> None:
    found = cited(entry + rest, REGISTER.values())
    ids = {"cl03-03", "cl03-04", "e1"}
    words = set((entry + rest).replace(",", " ").replace(";", " ").split())
    kept = set(found.rest.replace(",", " ").replace(";", " ").split())
    assert {word for word in words if word.casefold() not in ids} <= kept


def test_the_rest_goes_with_the_note_once() -> None:
    assert note_with("", "p. 12") == "Evidence: p. 12"
    assert note_with("Agreed.", "") == "Agreed."
    once = note_with("Agreed.", "p. 12")
    assert once == "Agreed.\nEvidence: p. 12"
    assert note_with(once, "p. 12") == once
