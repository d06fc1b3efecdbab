"""Numbers as each language writes them."""

from __future__ import annotations

import pytest

from scorecard.i18n import format_count, format_difference, format_number, format_share, speaking


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1.625, 2, "1.63"),
        (0.125, 2, "0.13"),
        (2.675, 2, "2.68"),
        (2.5, 0, "3"),
        (1 / 3, 2, "0.33"),
        (0.1 + 0.2, 1, "0.3"),
        (1.0049999999999999, 2, "1.01"),
        (-0.001, 2, "0.00"),
        (4, 2, "4.00"),
        (1e-12, 2, "0.00"),
    ],
)
def test_halves_round_up_on_fifteen_digits_as_in_a_spreadsheet(value: float, places: int, shown: str) -> None:
    assert format_number(value, places) == shown


def test_spanish_writes_a_comma() -> None:
    with speaking("es"):
        assert format_number(2.51, 2) == "2,51"
        assert format_share(0.664) == "66\u00a0%"


def test_a_difference_has_a_sign_unless_it_rounds_to_nothing() -> None:
    assert [format_difference(one, 2) for one in (0.4, -0.2, 0.0, -0.004, 0.005)] == [
        "+0.40", "−0.20", "0.00", "0.00", "+0.01",
    ]  # fmt: skip
    assert format_difference(-2, 0) == "−2"
    with speaking("es"):
        assert format_difference(-1.5, 1) == "−1,5"
        assert format_difference(0.04, 1) == "0,0"


def test_a_great_count_is_written_in_groups() -> None:
    assert [format_count(one) for one in (0, 999, 1_000, 10_000)] == ["0", "999", "1,000", "10,000"]
    with speaking("es"):
        assert [format_count(one) for one in (1_000, 10_000, 1_000_000)] == [
            "1000", "10\u00a0000", "1\u00a0000\u00a0000",
        ]  # fmt: skip


def test_speaking_ends_with_its_block() -> None:
    with speaking("es"), speaking("en"):
        assert format_number(0.5, 1) == "0.5"
    assert format_number(0.5, 1) == "0.5"
