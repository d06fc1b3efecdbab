"""Templates of note sheets: the built-in ones, and every mistake a person can make in one of their own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.library.frameworks import FrameworkProblems
from scorecard.library.note_sheets import (
    built_in_template,
    built_in_templates,
    cell_fault,
    read_template,
)
from scorecard.paths import resource

GOOD = """
id = "own"
layout = "matrix"
across = "area"
down = "industry"
name = { en = "Own", es = "Propia" }
note = { en = "Ours.", es = "Nuestra." }
[[column]]
id = "industry"
kind = "choice"
name = { en = "Industry", es = "Industria" }
[[column.choice]]
code = "mining"
text = { en = "Mining", es = "Minería" }
[[column]]
id = "area"
kind = "choice"
name = { en = "Area", es = "Área" }
[[column.choice]]
code = "people"
text = { en = "People", es = "Personas" }
[[column]]
id = "text"
kind = "text"
width = 4
name = { en = "Action", es = "Acción" }
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_template_file_is_offered_and_the_other_way_round() -> None:
    files = {path.stem for path in resource("note_sheets").glob("*.toml")}
    assert files == set(built_in_templates())


@pytest.mark.parametrize("id", built_in_templates())
def test_a_built_in_template_is_whole_and_bilingual(id: str) -> None:
    template = built_in_template(id)
    assert template.id == id
    texts = [template.name, template.note, *(column.name for column in template.columns)]
    texts += [choice.text for column in template.columns for choice in column.choices]
    assert all(text.en and text.es for text in texts)


def test_the_instruments_of_the_sources_have_their_fields() -> None:
    def codes(id: str, column: str) -> list[str]:
        return [choice.code for choice in built_in_template(id).column(column).choices]

    assert len(codes("industries_areas", "industry")) == 8
    assert len(codes("industries_areas", "area")) == 6
    assert codes("swot", "side") == ["strength", "weakness", "opportunity", "threat"]
    assert codes("challenges", "nature") == ["technical", "commercial", "institutional"]
    assert len(codes("inventory", "group")) == 5
    assert len(codes("scorecard_marks", "dimension")) == 6


def test_a_template_of_ones_own_is_read(tmp_path: Path) -> None:
    template = read_template(written(tmp_path, GOOD))
    assert (template.layout, template.across, template.down) == ("matrix", "area", "industry")
    assert template.column("text").width == 4


def test_an_unknown_built_in_template_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal, match="swot"):
        built_in_template("swat")


@pytest.mark.parametrize(
    ("good", "bad", "place"),
    [
        ('id = "own"', 'id = "Own one"', "id"),
        ('layout = "matrix"', 'layout = "cards"', "layout"),
        ('across = "area"', 'across = "text"', "across"),
        ('down = "industry"', 'down = "area"', "down"),
        ('down = "industry"', "", "down"),
        ('id = "area"', 'id = "industry"', ""),
        ("width = 4", "width = 40", "column text, width"),
        ("width = 4", 'width = "wide"', "column text, width"),
        ('kind = "text"', 'kind = "number"', "column text, kind"),
        ('kind = "text"', 'kind = "choice"', "column text, choice"),
        ('code = "people"', 'code = "the people"', "column area, choice the people, code"),
        ('es = "Minería"', 'es = ""', "column industry, choice mining, text"),
        (', es = "Propia"', "", "name"),
        ('layout = "matrix"', 'layout = "table"', "across"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, good: str, bad: str, place: str) -> None:
    with pytest.raises(FrameworkProblems) as refused:
        read_template(written(tmp_path, GOOD.replace(good, bad, 1)))
    assert place in {problem.cell for problem in refused.value.problems}


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("width = 4", "width = 0").replace('kind = "text"', 'kind = "txt"')
    with pytest.raises(FrameworkProblems) as refused:
        read_template(written(tmp_path, text + 'colour = "red"\n'))
    assert len(refused.value.problems) == 3


def test_a_template_without_a_column_to_write_in_is_refused(tmp_path: Path) -> None:
    text = GOOD[: GOOD.rindex("[[column]]")]
    assert tomllib.loads(text)
    with pytest.raises(FrameworkProblems) as refused:
        read_template(written(tmp_path, text))
    assert [problem.cell for problem in refused.value.problems] == ["column"]


def test_a_choice_and_a_column_are_checked_by_their_codes() -> None:
    swot = built_in_template("swot")
    assert cell_fault(swot, "side", "strength") == ""
    assert cell_fault(swot, "side", "") == ""
    assert "weakness" in cell_fault(swot, "side", "Strengths")
    assert "side" in cell_fault(swot, "colour", "x")
