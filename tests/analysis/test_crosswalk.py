"""What became of each criterion: proposed by ids and names, and refused where it does not hold together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.analysis.record.crosswalk import problems, propose, rewordings, succeed
from scorecard.analysis.record.succession import check_succession, followed_sections
from scorecard.errors import Refusal
from scorecard.model.framework import Fate, Framework, Link
from scorecard.model.text import Text
from tests.analysis.evaluations import framework_of

OLD = framework_of({"A": 2, "B": 1})


def named(framework: Framework, **names: str) -> Framework:
    """The framework in which the criteria with these codes have these names in Spanish alone."""
    sections = tuple(
        replace(
            section,
            criteria=tuple(
                replace(one, name=Text(en="", es=names[one.code])) if one.code in names else one
                for one in section.criteria
            ),
        )
        for section in framework.sections
    )
    return replace(framework, sections=sections)


def line(fate: Fate, old: str = "", new: str = "") -> Link:
    """A line of the crosswalk from codes."""
    return Link(
        fate=fate,
        old=tuple(f"f.{code}" for code in old.split()),
        new=tuple(f"f.{code}" for code in new.split()),
    )


def test_equal_ids_go_on_and_another_name_is_a_renaming() -> None:
    new = named(OLD, A2="Otra")
    assert propose(OLD, new) == (
        line("same", "A1", "A1"),
        line("renamed", "A2", "A2"),
        line("same", "B1", "B1"),
    )


def test_a_lost_criterion_is_found_again_by_its_name_whatever_its_accents() -> None:
    old = named(OLD, A1="Visión  común")
    new = named(framework_of({"A": 1, "C": 2}), C2="VISION COMUN")
    new = replace(new, sections=(replace(new.sections[0], criteria=()), new.sections[1]))
    assert line("renamed", "A1", "C2") in propose(old, new)
    assert line("new", "", "C1") in propose(old, new)


def test_two_of_one_name_are_not_guessed_at() -> None:
    old = named(OLD, A1="Igual", A2="Igual")
    new = named(framework_of({"C": 1}), C1="Igual")
    assert [link.fate for link in propose(old, new)] == ["new", "dropped", "dropped", "dropped"]


def test_a_framework_from_elsewhere_gets_its_crosswalk_and_what_is_retired() -> None:
    new = succeed(OLD, replace(framework_of({"A": 1, "C": 1}, codes="abc"), version="2"))
    assert (new.previous, problems(OLD, new)) == ("1", ())
    assert [(section.id, [one.code for one in section.criteria]) for section in new.retired] == [
        ("A", ["A2"]),
        ("B", ["B1"]),
    ]
    assert {len(one.levels) for one in new.retired_criteria} == {3}


def test_what_was_retired_before_stays_retired() -> None:
    old = replace(OLD, retired=framework_of({"R": 1}).sections)
    new = succeed(old, replace(OLD, version="2"))
    assert [one.code for one in new.retired_criteria] == ["R1"]
    back = replace(OLD, version="2", sections=(*OLD.sections, *old.retired))
    assert line("same", "R1", "R1") in succeed(old, back).crosswalk
    assert succeed(old, back).retired == ()


def test_a_crosswalk_that_holds_is_left_as_it_came() -> None:
    new = succeed(OLD, replace(framework_of({"C": 1}), version="2"))
    own = replace(new, crosswalk=(line("merged", "A1 A2", "C1"), line("dropped", "B1")))
    assert succeed(OLD, own) == own


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ((), "what becomes of f.A1"),
        ((line("same", "A1", "A1"),), "where f.A2 comes from"),
        ((line("merged", "A1 A2 B1", "A1"),), "f.A1 meant something else"),
        ((line("same", "A1", "A2"),), "does not fit its fate “same”"),
        ((line("dropped", "X1"),), "f.X1 was no criterion"),
        ((line("new", "", "X1"),), "f.X1 is no criterion of the new"),
        ((line("same", "A1", "A1"), line("dropped", "A1")), "f.A1 stands in two lines"),
        ((line("dropped", "A1"),), "f.A1 is asked no more"),
    ],
)
def test_a_crosswalk_that_does_not_hold_is_refused(links: tuple[Link, ...], said: str) -> None:
    new = replace(OLD, version="2", crosswalk=links)
    assert any(said in problem for problem in problems(OLD, new))
    with pytest.raises(Refusal, match="Nothing has changed"):
        check_succession(OLD, new, scored=False)


def test_changed_texts_of_what_goes_on_are_named() -> None:
    new = replace(OLD, crosswalk=propose(OLD, OLD))
    assert rewordings(OLD, new) == ()
    first, *others = new.sections
    criteria = (replace(first.criteria[0], question=Text(en="?", es="¿?")), *first.criteria[1:])
    new = replace(new, sections=(replace(first, criteria=criteria), *others))
    assert rewordings(OLD, new) == ("f.A1",)


def test_a_section_is_followed_to_the_one_that_holds_all_of_its_criteria() -> None:
    renamed = replace(OLD, sections=(replace(OLD.sections[0], id="Z"), OLD.sections[1]))
    renamed = replace(renamed, crosswalk=propose(OLD, renamed))
    assert followed_sections(OLD, renamed) == {"A": "Z"}
    into = replace(OLD.sections[1], criteria=OLD.criteria)
    joined = replace(OLD, sections=(into,))
    assert followed_sections(OLD, replace(joined, crosswalk=propose(OLD, joined))) == {}
