"""Columns of the frames from plain values: texts, whole numbers, numbers, truths, moments and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, assert_never

from scorecard.storage.analysis_file import Column, Kind, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pandas import DataFrame
    from pandas.api.extensions import ExtensionArray

DTYPES: Mapping[Kind, str] = {
    "text": "string",
    "position": "Int8",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "moment": "datetime64[ms, UTC]",
    "date": "datetime64[ms]",
}
"""What pandas calls each kind of column; what is missing is `<NA>`, of moments and dates `NaT`."""


def frame_of_rows(table: Table, rows: Iterable[Sequence[Any]]) -> DataFrame:
    """A frame of rows of values, a value for each column."""
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    return frame_of(table, dict(zip((one.name for one in table.columns), columns, strict=True)))


def frame_of(table: Table, columns: Mapping[str, Any]) -> DataFrame:
    """A frame of a table's columns by name, as lists, arrays of numpy or arrays of pandas.

    Where a column need not hold anything, an empty text, None and nan are missing. `ValueError` for any other columns.
    """
    from pandas import DataFrame

    if list(columns) != [one.name for one in table.columns]:
        raise ValueError(f"{table.name}: other columns than declared")
    return DataFrame({one.name: _array(one, columns[one.name]) for one in table.columns})


def taken(labels: Sequence[str], places: NDArray[Any]) -> ExtensionArray:
    """The labels at these places, as texts; -1 is a missing one."""
    from pandas import array

    found: ExtensionArray = array([*labels, None], dtype="string").take(places)
    return found


def moments(texts: Iterable[str]) -> ExtensionArray:
    """Moments from texts in ISO's form; an empty one is missing."""
    from pandas import DatetimeIndex, to_datetime

    index: DatetimeIndex = to_datetime([text or None for text in texts], utc=True, format="ISO8601")  # type: ignore[arg-type]
    return index.as_unit("ms").array


def _dates(texts: Iterable[str]) -> ExtensionArray:
    from pandas import DatetimeIndex, to_datetime

    index: DatetimeIndex = to_datetime([text or None for text in texts], format="ISO8601")  # type: ignore[arg-type]
    return index.as_unit("ms").array


def _array(column: Column, values: Any) -> ExtensionArray:
    from pandas import array
    from pandas.api.extensions import ExtensionArray

    if isinstance(values, ExtensionArray):
        return values
    # Its stubs know no dtypes by name.
    as_array: Callable[..., ExtensionArray] = array
    match column.kind:
        case "text":
            if not column.required:
                values = [value or None for value in values]
            return as_array(values, dtype="string")
        case "position" | "integer" | "number" | "boolean":
            return as_array(values, dtype=DTYPES[column.kind])
        case "moment":
            return moments(values)
        case "date":
            return _dates(values)
        case _:
            assert_never(column.kind)
