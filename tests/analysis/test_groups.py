"""Scores by country, region, kind and tag claim nothing that too few programmes could not bear."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scorecard.analysis.views.group_words import group_sentences, groups_as_json
from scorecard.analysis.views.groups import attribute_named, find_groups, grouped
from scorecard.errors import Refusal
from scorecard.model.programme import Programme
from tests.analysis.evaluations import Case, case_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def spread(countries: Mapping[str, tuple[str, str]]) -> Case:
    """A case of one criterion from country and answer by programme."""
    case = case_of(
        {"A": 1},
        {key: {"ana": word} for key, (_country, word) in countries.items()},
        kinds={"ana": "independent"},
    )
    programmes = {
        key: replace(one, country=countries[key][0]) for key, one in case.snapshot.programmes.items()
    }
    return replace(case, snapshot=replace(case.snapshot, programmes=programmes))


def test_programmes_are_grouped_in_the_order_of_names_and_those_without_a_value_come_last() -> None:
    countries = ("Perú", "", "Chile", "Perú", "Árgentina")
    programmes = [
        Programme(key=str(place), id=str(place), name="", country=country)
        for place, country in enumerate(countries)
    ]
    assert grouped(programmes, "country") == {"Árgentina": (4,), "Chile": (2,), "Perú": (0, 3), "": (1,)}
    assert list(grouped(programmes, "country")) == ["Árgentina", "Chile", "Perú", ""]
    assert grouped([], "kind") == {}


def test_a_programme_stands_under_each_of_its_tags_once() -> None:
    one = Programme(key="1", id="1", name="", tags=("water", "youth", "water"))
    other = Programme(key="2", id="2", name="")
    assert grouped([one, other], "tag") == {"water": (0,), "youth": (0,), "": (1,)}


def test_groups_stand_by_their_median_and_those_without_a_score_or_a_name_at_the_end() -> None:
    case = spread(
        {
            "P1": ("Chile", "1"),
            "P2": ("Chile", "2"),
            "P3": ("Peru", "4"),
            "P4": ("Peru", "."),
            "P5": ("Bolivia", "NE"),
            "P6": ("", "4"),
        }
    )
    groups = find_groups(case.compare(), "country")
    assert [(one.name, one.rows, one.ranked) for one in groups] == [
        ("Peru", (2, 3), 1),
        ("Chile", (1, 0), 2),
        ("Bolivia", (4,), 0),
        ("", (5,), 1),
    ]
    assert [(one.median, one.lowest, one.highest) for one in groups[:3]] == [
        (4.0, 4.0, 4.0),
        (1.5, 1.0, 2.0),
        (None, None, None),
    ]


def test_nobody_makes_no_groups() -> None:
    assert find_groups(case_of({"A": 1}, {}).compare(), "tag") == ()


def test_an_attribute_that_is_none_is_refused() -> None:
    assert attribute_named("kind") == "kind"
    with pytest.raises(Refusal, match="country"):
        attribute_named("contry")


def of_countries(*rows: tuple[str, str]) -> Case:
    """A case of countries, each with the answers of its programmes as digits, NE for a dash."""
    flat = [(country, "NE" if word == "-" else word) for country, words in rows for word in words]
    return spread({f"P{place:02}": one for place, one in enumerate(flat)})


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "For no programme is a country stated."),
        ([("", "123")], "For no programme is a country stated."),
        ([("Peru", "---"), ("Chile", "--")], "No programme has enough evidence for a score."),
        ([("Peru", "123")], "“Peru” is the only group; there is nothing to compare it with."),
        (
            [("Peru", "123"), ("Chile", "12")],
            "Too few programmes have a score to compare groups: two of them need 3 each.",
        ),
        (
            [("Peru", "123"), ("Chile", "12--"), ("", "444")],
            "Too few programmes have a score to compare groups: two of them need 3 each.",
        ),
        (
            [("Chile", "012"), ("Peru", "1233")],
            "“Peru” has the higher median score: 2.50 against 1.00 of “Chile”.",
        ),
        (
            [("Chile", "123"), ("Peru", "222")],
            "“Chile” and “Peru” have practically the same median score: 2.00.",
        ),
        (
            [("A", "222"), ("B", "222"), ("C", "222"), ("D", "222")],
            "4 groups have practically the same median score: 2.00.",
        ),
        (
            [("Chile", "012"), ("Peru", "333"), ("Bolivia", "222"), ("Ecuador", "44")],
            "Of 3 groups, “Peru” has the highest median score with 3.00, “Chile” the lowest with 1.00.",
        ),
    ],
)
def test_the_sentence_compares_medians_where_there_are_scores_enough(
    rows: list[tuple[str, str]], sentence: str
) -> None:
    assert group_sentences(of_countries(*rows).compare(), "country")[0] == sentence


def test_the_second_sentence_says_how_far_to_trust_the_first() -> None:
    comparison = of_countries(("Chile", "012"), ("Peru", "333"), ("Ecuador", "44"), ("", "1")).compare()
    assert group_sentences(comparison, "country")[1] == (
        "“Ecuador” has fewer than 3 programmes with a score, too few to compare. "
        "Medians describe these programmes only; they prove no difference and no cause."
    )
    assert group_sentences(comparison, "tag") == (
        "No programme has a tag.",
        "A programme with several tags stands in each of their groups.",
    )


def test_no_sentence_speaks_of_significance() -> None:
    comparison = of_countries(("Chile", "012"), ("Peru", "333")).compare()
    assert "signific" not in " ".join(group_sentences(comparison, "country"))


def test_the_document_lists_groups_with_their_programmes() -> None:
    document = groups_as_json(of_countries(("Chile", "13"), ("Peru", "-")).compare(), "country")
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert list(document) == ["framework", "round", "by", "groups", "sentence"]
    chile, peru = document["groups"]
    assert (chile["name"], chile["ranked"], chile["median"]) == ("Chile", 2, 2.0)
    assert chile["programmes"][0] == {"id": "P01", "score": 3.0, "low": 3.0, "high": 3.0, "rank": 1}
    assert (peru["ranked"], peru["median"], peru["programmes"][0]["score"]) == (0, None, None)
