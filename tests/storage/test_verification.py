"""Whatever is changed behind the journal's back is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from scorecard.storage.store import Store
from tests.storage.evaluations import AUTHOR, Plan, changing, put, score_at, undo

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def busy_path(path: Path, plan: Plan) -> Path:
    """A file with scores done, changed, undone and removed."""
    with Store.open(path) as store:
        for cell in plan.cells[:4]:
            put(store, score_at(cell, "1"))
        put(store, score_at(plan.cells[0], "2", note="said so"))
        put(store, score_at(plan.cells[1], "3"))
        undo(store)
        store.commit(changing(score_at(plan.cells[2], "1"), None), author=AUTHOR)
        store.commit(changing(plan.programmes[1], None), author=AUTHOR)
    return path


def test_a_good_file_has_no_problems(busy_path: Path) -> None:
    with Store.open(busy_path, reading=True) as store:
        assert store.verify() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE score SET value = '4' WHERE value = '2'",
        "UPDATE score SET note = 'never said' WHERE note <> ''",
        "UPDATE score SET value = '1' WHERE value IS NULL",
        "DELETE FROM score WHERE value = '2'",
        "UPDATE score SET revision = 1 WHERE value = '2'",
        "UPDATE record SET body = replace(body, 'Quillay', 'Another') WHERE kind = 'evaluation'",
        "DELETE FROM record WHERE body IS NULL",
        "INSERT INTO record VALUES ('round', 'k', '{}', 1)",
        'UPDATE change SET after = \'{"value":"4"}\' WHERE after = \'{"value":"3"}\'',
        "UPDATE change SET supersedes = '' WHERE supersedes <> ''",
        "DELETE FROM change WHERE revision = 3",
        "UPDATE revision SET author = 'nobody' WHERE number = 4",
        "UPDATE revision SET at = '2001-01-01T00:00:00.000+00:00' WHERE number = 4",
        "UPDATE revision SET label = replace(label, 'Change', 'Other') WHERE number = 4",
        "DELETE FROM revision WHERE number = 4",
        "UPDATE name SET text = text || 'x' WHERE text LIKE 'ptpr.%'",
        "UPDATE name SET text = 'ptpr.ANT9' WHERE text = 'ptpr.ANT1'",
    ],
)
def test_a_change_behind_the_journal_is_found(busy_path: Path, statement: str) -> None:
    with closing(sqlite3.connect(busy_path)) as connection, connection:
        assert connection.execute(statement).rowcount > 0
    with Store.open(busy_path, reading=True) as store:
        problems = store.verify()
    assert problems
    assert {problem.file for problem in problems} == {busy_path.name}


def test_an_edit_cut_out_of_the_journal_is_found(busy_path: Path) -> None:
    with closing(sqlite3.connect(busy_path)) as connection, connection:
        connection.execute("DELETE FROM change WHERE revision = 2")
        connection.execute("DELETE FROM revision WHERE number = 2")
    with Store.open(busy_path, reading=True) as store:
        (problem,) = store.verify()
    assert "does not follow" in problem.text
