"""No text of a person becomes a field, an action, a link or a script in what is no spreadsheet: R17."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from scorecard.edits.workshop import begin_agenda
from scorecard.edits.workshop_cells import agree
from scorecard.exchange.merging.package_reader import read_package
from scorecard.workspace import Workspace
from tests.hostile.poison import MARK, Poison, poisoned
from tests.hostile.test_formulas import written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.experiments import Counted

# Our fonts lack the wide signs of East Asian keyboards; pictures show a box for them.
pytestmark = pytest.mark.filterwarnings("ignore:Glyph")

FIELDS = ("fldSimple", "instrText", "hyperlink", "object", "altChunk")
"""What in a Word document is more than text."""

ACTIONS = re.compile(rb"/S\s*/(?:URI|JavaScript|Launch|GoToR|SubmitForm)\b|/OpenAction\b")


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The poisoned evaluation, after a workshop in which one cell was agreed on."""
    path = tmp_path_factory.mktemp("poison") / "poison.scorecard"
    poisoned(path)
    poison = Poison()
    with Workspace.open(path) as workspace:
        question = workspace.question()
        first = workspace.study(question).disputes[0]
        place = (first.programme.key, first.criterion.id)
        now = datetime(2026, 11, 22, tzinfo=UTC)
        workspace.edit(begin_agenda, question.framework, question.round, [place], now)
        item = workspace.snapshot.discussions_in(question.framework, question.round)[0].place
        scores = workspace.scores(programme=item.programme, round=item.round, criteria=[item.criterion])
        code = workspace.snapshot.frameworks[question.framework].scale[0].code
        workspace.edit(agree, scores, item, code, poison.text())
    return path


@pytest.mark.parametrize("verb", [("minutes",), ("report", "--programme", "W01")])
def test_a_word_document_has_no_field_from_people(
    evaluation: Path, tmp_path: Path, verb: tuple[str, ...], counted: Counted
) -> None:
    path = tmp_path / "out.docx"
    written(verb[0], evaluation, path, *verb[1:])
    found = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            for element in ElementTree.fromstring(archive.read(name)).iter():
                inside = ElementTree.tostring(element, encoding="unicode")
                if element.tag.rpartition("}")[2] in FIELDS:
                    assert MARK not in inside, inside
                if element.tag.rpartition("}")[2] == "Relationship":
                    assert MARK not in element.get("Target", "")
                found += MARK in (element.text or "")
    assert found > 3
    counted("R17", texts=found, fields=0)


@pytest.mark.parametrize("verb", [("minutes",), ("report", "--programme", "W01")])
def test_a_pdf_does_nothing_but_show(evaluation: Path, tmp_path: Path, verb: tuple[str, ...]) -> None:
    path = tmp_path / "out.pdf"
    written(verb[0], evaluation, path, *verb[1:])
    assert ACTIONS.findall(path.read_bytes()) == []


def test_pictures_hold_their_texts_as_texts(evaluation: Path, tmp_path: Path, counted: Counted) -> None:
    written("charts", evaluation, tmp_path / "charts", "--kind", "bars", "--format", "svg")
    drawn = list((tmp_path / "charts").glob("*.svg"))
    assert drawn
    for path in drawn:
        for element in ElementTree.parse(path).iter():
            assert element.tag.rpartition("}")[2] not in ("script", "a", "foreignObject")
            assert not any(name.startswith("on") for name in element.attrib)
    counted("R17", pictures=len(drawn), scripts=0)


def test_a_database_for_analysts_holds_them_as_they_were_written(evaluation: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    written("export", evaluation, "--sqlite", path)
    with Workspace.open(evaluation, reading=True) as workspace:
        names = {one.name for one in workspace.snapshot.programmes.values()}
    with closing(sqlite3.connect(path)) as connection:
        assert {row[0] for row in connection.execute("SELECT name FROM programmes")} == names
        (schema,) = connection.execute("SELECT group_concat(sql) FROM sqlite_schema").fetchone()
    assert MARK not in schema


def test_a_package_brings_them_back_as_they_were_written(evaluation: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.scorepack"
    written("package", evaluation, path)
    with Workspace.open(evaluation, reading=True) as workspace:
        assert read_package(path).pages == tuple(workspace.pages()[1])


def test_words_for_pictures_in_a_workbook_are_words(evaluation: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    written("export", evaluation, path, "--sheets", "summary,agreement,scorecards", "--programme", "W01")
    described = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/drawings/") and name.endswith(".xml"):
                for element in ElementTree.fromstring(archive.read(name)).iter():
                    described += MARK in element.get("descr", "")
                    assert element.tag.rpartition("}")[2] not in ("hlinkClick", "hlinkHover")
            elif name.endswith(".rels"):
                assert MARK.encode() not in archive.read(name)
    assert described > 0
