"""Scores by country, region, kind and tag claim nothing that too few programmes could not bear."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scorecard.analysis.groups import attribute_named, find_groups, grouped
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
