"""Framework files: the built-in ones, and every mistake a person can make in one of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.library.frameworks import (
    FrameworkProblems,
    at_first,
    built_in,
    built_in_framework,
    check_framework,
    read_framework,
)
from scorecard.model.framework import Framework
from scorecard.model.text import Text

GOOD = """
id = "own"
version = "1.0"
name = { en = "Own", es = "Propio" }
short = { en = "Own", es = "Propio" }
note = { en = "Ours.", es = "Nuestro." }
[[scale]]
code = "no"
word = { en = "No", es = "No" }
meaning = { en = "not met", es = "no se cumple" }
[[scale]]
code = "yes"
word = { en = "Yes", es = "Sí" }
meaning = { en = "met", es = "se cumple" }
[[section]]
id = "A"
name = { en = "First", es = "Primera" }
short = { en = "First", es = "Primera" }
note = { en = "A note.", es = "Una nota." }
[[section.criterion]]
id = "A1"
name = { en = "One", es = "Uno" }
question = { en = "Is it?", es = "¿Lo es?" }
definition = { en = "It is.", es = "Lo es." }
look_for = { en = "Papers.", es = "Papeles." }
source = { en = "Ours.", es = "Nuestra." }
levels = [ { en = "It is not.", es = "No lo es." }, { en = "It is.", es = "Lo es." } ]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def texts_of(framework: Framework) -> list[Text]:
    found = [framework.name, framework.short, framework.note]
    for step in framework.scale:
        found += [step.word, step.meaning]
    for section in framework.sections:
        found += [section.name, section.short, section.note]
        for one in section.criteria:
            found += [one.name, one.question, one.definition, one.look_for, one.source, *one.levels]
    return found


@pytest.mark.parametrize(("id", "sections", "criteria"), [("ptpr", 5, 22), ("lnk", 5, 16), ("dac", 6, 18)])
def test_the_built_in_frameworks_are_whole(id: str, sections: int, criteria: int) -> None:
    framework = built_in_framework(id)
    assert (len(framework.sections), len(framework.criteria)) == (sections, criteria)
    assert framework.codes == ("0", "1", "2", "3", "4")
    assert all(len(criterion.levels) == 5 for criterion in framework.criteria)


@pytest.mark.parametrize("id", built_in())
def test_every_text_of_the_built_in_frameworks_stands_in_both_languages(id: str) -> None:
    for text in texts_of(built_in_framework(id)):
        assert text.en.strip()
        assert text.es.strip()


def test_a_new_evaluation_begins_with_the_two_of_the_review() -> None:
    assert at_first() == ("ptpr", "lnk")
    assert set(at_first()) < set(built_in())


@pytest.mark.parametrize("id", built_in())
def test_established_asks_for_official_proof_and_exemplary_for_an_effect(id: str) -> None:
    assert [step.needs for step in built_in_framework(id).scale] == ["", "", "", "official", "effect"]


def test_the_evaluation_criteria_stand_in_the_order_of_the_oecd() -> None:
    names = [section.name.en for section in built_in_framework("dac").sections]
    assert names == ["Relevance", "Coherence", "Effectiveness", "Efficiency", "Impact", "Sustainability"]


def test_the_five_dimensions_are_those_of_the_review() -> None:
    names = [section.name.en for section in built_in_framework("ptpr").sections]
    assert names == [
        "Anticipation capacity",
        "Adaptation capacity",
        "Learning and upgrading potential",
        "Interconnectedness propensity",
        "Embeddedness potential",
    ]


def test_an_unknown_built_in_framework_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(Refusal, match="ptpr"):
        built_in_framework("ptrp")


def test_a_framework_on_another_scale_is_read(tmp_path: Path) -> None:
    framework = read_framework(written(tmp_path, GOOD))
    assert framework.codes == ("no", "yes")
    assert framework.top == 1
    assert framework.criterion("own.A1").code == "A1"


def test_ten_mistakes_are_shown_at_once_each_with_its_place(tmp_path: Path) -> None:
    bad = (
        GOOD.replace('id = "own"', 'id = "Own framework"')  # 1 malformed id
        .replace('version = "1.0"\n', "")  # 2 missing version
        .replace('code = "yes"', 'code = "NE"')  # 3 a state as a level
        .replace('es = "Propio" }\nshort', "es = 3 }\nshort")  # 4 a number for a text
        .replace('{ en = "First", es = "Primera" }\nnote', '{ en = "First" }\nnote')  # 5 a language missing
        .replace('note = { en = "A note."', 'nota = { en = "A note."')  # 6 misspelt, and 7 therefore missing
        .replace('source = { en = "Ours.", es = "Nuestra." }\n', "")  # 8 missing source
        .replace(', { en = "It is.", es = "Lo es." } ]', " ]")  # 9 a level text missing
        .replace('question = { en = "Is it?"', 'question = { en = "Is\\u0007it?"')  # 10 control character
    )
    problems = check_framework(written(tmp_path, bad))
    places = {problem.cell for problem in problems}
    assert len(problems) == 10
    assert places >= {
        "id",
        "version",
        "step NE, code",
        "name",
        "section A, short",
        "section A, nota",
        "section A, note",
        "section A, criterion A1, source",
        "section A, criterion A1, levels",
        "section A, criterion A1, question",
    }
    assert all(problem.text and problem.file == "own.toml" for problem in problems)


def test_a_framework_with_problems_is_refused_with_all_of_them(tmp_path: Path) -> None:
    with pytest.raises(FrameworkProblems, match="2 problems") as refused:
        read_framework(written(tmp_path, GOOD.replace('version = "1.0"', "").replace('id = "A1"', "")))
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"id = ", "not valid TOML"),
        (b"x = " + b"[" * 5_000, "nested too deeply"),
        (b"x = " + b"1" * 5_000, "too long a number"),
        (b"#" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_framework_file_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=said):
        read_framework(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no file"):
        read_framework(tmp_path / "nowhere.toml")
    with pytest.raises(Refusal, match="cannot be read"):
        read_framework(tmp_path)


def test_explanations_may_be_empty_in_both_languages_and_not_in_one(tmp_path: Path) -> None:
    bare = GOOD.replace('source = { en = "Ours.", es = "Nuestra." }', 'source = { en = "", es = " " }')
    assert check_framework(written(tmp_path, bare)) == ()
    half = GOOD.replace('source = { en = "Ours.", es = "Nuestra." }', 'source = { en = "Ours.", es = "" }')
    assert [problem.cell for problem in check_framework(written(tmp_path, half))] == [
        "section A, criterion A1, source"
    ]


def test_a_scale_without_end_and_an_unknown_need_are_problems(tmp_path: Path) -> None:
    step = GOOD[GOOD.index("[[scale]]") : GOOD.index('[[scale]]\ncode = "yes"')]
    many = GOOD.replace(step, "".join(step.replace('"no"', f'"n{number}"') for number in range(25)), 1)
    assert "scale" in [problem.cell for problem in check_framework(written(tmp_path, many))]
    need = GOOD.replace('code = "yes"', 'code = "yes"\nneeds = "much"')
    assert [problem.cell for problem in check_framework(written(tmp_path, need))] == ["step yes, needs"]


def test_a_crosswalk_to_a_criterion_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    lines = '[[crosswalk]]\nfate = "renamed"\nold = ["A0"]\nnew = ["A2"]\n'
    problems = check_framework(written(tmp_path, GOOD + lines))
    assert [problem.cell for problem in problems] == ["line of the crosswalk 1, new"]


def test_a_retired_criterion_and_one_that_is_asked_never_share_an_id(tmp_path: Path) -> None:
    retired = GOOD[GOOD.index("[[section]]") :].replace("[[section", "[[retired")
    problems = check_framework(written(tmp_path, GOOD + retired))
    assert [problem.text for problem in problems] == ["the criterion “A1” stands more than once"]
    fine = read_framework(written(tmp_path, GOOD + retired.replace('"A1"', '"A2"')))
    assert [one.id for one in fine.retired_criteria] == ["own.A2"]


def test_an_id_given_twice_is_a_problem(tmp_path: Path) -> None:
    criterion = GOOD[GOOD.index("[[section.criterion]]") :]
    problems = check_framework(written(tmp_path, GOOD + criterion))
    assert [problem.text for problem in problems] == ["the criterion “A1” stands more than once"]


def test_an_empty_list_of_sections_is_a_problem(tmp_path: Path) -> None:
    text = GOOD[: GOOD.index("[[section]]")]
    assert [problem.cell for problem in check_framework(written(tmp_path, text))] == ["section"]
