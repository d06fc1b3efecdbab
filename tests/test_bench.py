"""The suite of benches: its table, its growth and its files are well-formed. What it measures is no test."""

from __future__ import annotations

import json

import pytest

from tests.bench.measure import Measure, growths, in_turn, least, percentile
from tests.bench.suite import BEGIN, END, KEPT, PAGE, Run, growth_rows, marked_down, page, plain, rows

TINY = least("summing", lambda: sum(range(1000)), lambda: None, repeats=2, beside="nothing", programmes=10)


def run_of(*measures: Measure) -> Run:
    """A run of these measures."""
    return Run(at="2026-11-22 12:00", machine="2 cores", load=(0.1, 0.2), measures=measures)


def measure(ours: float | None = 12.0, **told: object) -> Measure:
    """A measure that says so."""
    return Measure(name="merging", ours=ours, **told)  # type: ignore[arg-type]


def row_of(one: Measure, *before: Measure) -> dict[str, str]:
    """Its row by the heads of the table."""
    head, row = rows((one,), before)
    return dict(zip(head, row, strict=True))


def test_a_tiny_work_is_measured_beside_its_rival() -> None:
    assert TINY.ours is not None
    assert TINY.rival is not None
    assert 0 < TINY.ours < 1000
    assert row_of(TINY)["beside"] == "nothing"


def test_works_take_turns_and_the_first_turn_only_warms_up() -> None:
    turns: list[str] = []
    times = in_turn(lambda: turns.append("ours"), lambda: turns.append("rival"), repeats=2)
    assert turns == ["ours", "rival"] * 3
    assert [len(column) for column in times] == [2, 2]


def test_a_bound_holds_the_ratio_where_there_is_a_rival_and_ours_where_there_is_none() -> None:
    assert measure(rival=10.0, bound=1.3).held is True
    assert measure(rival=8.0, bound=1.3).held is False
    assert measure(bound=16.0).held is True
    assert measure(bound=11.0).held is False
    assert measure().held is None
    assert row_of(measure(rival=8.0, bound=1.3)) == {
        "what": "merging",
        "programmes": "",
        "ours": "12.0 ms",
        "rival": "8.00 ms",
        "ratio": "1.50",
        "at most": "1.3",
        "": "MISSED",
        "change": "",
        "beside": "",
    }


def test_what_is_compared_with_the_committed_run_is_the_ratio() -> None:
    assert row_of(measure(rival=10.0), measure(ours=30.0, rival=30.0))["change"] == "+20%"
    assert row_of(measure(), measure(ours=10.0))["change"] == "+20%"
    assert row_of(measure(), Measure(name="another", ours=1.0))["change"] == ""


def test_what_could_not_be_measured_says_why() -> None:
    assert row_of(measure(None, skipped="it is not installed"))["beside"] == "skipped: it is not installed"


def test_of_several_sizes_the_table_has_the_largest_and_what_is_bounded() -> None:
    sizes = [
        measure(float(size), programmes=size, bound=50.0 if size == 30 else None) for size in (10, 30, 100)
    ]
    assert [row[1] for row in rows(tuple(sizes))] == ["programmes", "30", "100"]


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_growth_finds_the_power_of_what_grows_by_one(power: float) -> None:
    (found,) = growths(measure(3 * float(size) ** power, programmes=size) for size in (1000, 10, 100))
    assert found.exponent == pytest.approx(power)
    assert found.fit == pytest.approx(1)
    assert [size for size, _figure in found.points] == [10, 100, 1000]
    assert growth_rows([found])[1][3] == f"n^{power:.2f}"


def test_two_sizes_say_nothing_about_growth() -> None:
    assert growths([measure(programmes=10), measure(programmes=30), measure()]) == []


def test_a_percentile_lies_between_its_neighbours() -> None:
    assert percentile([float(n) for n in range(101)], 99) == pytest.approx(99)


def test_a_run_comes_back_from_its_json_whole() -> None:
    run = run_of(TINY, measure(None, skipped="why"))
    assert Run.from_json(json.loads(json.dumps(run.to_json()))) == run


def test_tables_are_as_wide_in_every_row() -> None:
    table = rows((TINY, measure(None, skipped="why"), measure(rival=1.0)))
    assert len({len(row) for row in table}) == 1
    assert len(plain(table).splitlines()) == 4
    assert {line.count("|") for line in marked_down(table).splitlines()} == {10}


def test_a_page_keeps_what_is_written_around_its_tables() -> None:
    growth = [measure(float(size), programmes=size) for size in (10, 30, 100)]
    made = page(run_of(*growth), f"Before.\n\n{BEGIN}\nold\n{END}\n\nAfter.\n")
    assert made.startswith(f"Before.\n\n{BEGIN}\n")
    assert made.endswith(f"{END}\n\nAfter.\n")
    assert "old" not in made
    assert "n^1.00" in made


def test_the_committed_page_shows_the_committed_run() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(Run.from_json(json.loads(KEPT.read_text(encoding="utf-8"))), text) == text
