"""A folder of tables described for programs, after the Frictionless Data Package (version 1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scorecard.frames.tables import TABLES
from scorecard.storage.analysis_file import Column, Kind, Reference, Table

DESCRIPTION = "datapackage.json"
"""The file that describes the others in its folder, and by which the folder is known as ours."""

_TYPES: Mapping[Kind, str] = {
    "text": "string",
    "position": "integer",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "moment": "datetime",
    "date": "date",
}
_MAKER = "scorecard"


def description(
    format: str, files: Mapping[str, tuple[int, str]], *, title: str, caution: str, fingerprint: str
) -> bytes:
    """The description of the files of a folder: of each its size in bytes and its SHA-256, by the table's name."""
    resources = [_resource(table, format, *files[table.name]) for table in TABLES]
    document = {
        "profile": "tabular-data-package" if format == "csv" else "data-package",
        "name": _MAKER,
        "title": title,
        "description": caution,
        "created_by": _MAKER,
        "fingerprint": fingerprint,
        "resources": resources,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def described(folder: Path) -> frozenset[str]:
    """The names of the files that an earlier description of ours tells of, its own among them; none without one."""
    try:
        document = json.loads((folder / DESCRIPTION).read_bytes())
        if document["created_by"] == _MAKER:
            return frozenset([DESCRIPTION, *(one["path"] for one in document["resources"])])
    except (OSError, ValueError, TypeError, LookupError):
        pass
    return frozenset()


def _resource(table: Table, format: str, size: int, digest: str) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": table.name,
        "path": f"{table.name}.{format}",
        "description": table.note,
        "format": format,
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign_key(one) for one in table.references],
        },
    }
    if format == "csv":
        resource |= {"profile": "tabular-data-resource", "mediatype": "text/csv", "encoding": "utf-8-sig"}
    return resource


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.note,
    }
    if column.required:
        field["constraints"] = {"required": True}
    return field


def _foreign_key(reference: Reference) -> dict[str, Any]:
    return {
        "fields": list(reference.columns),
        "reference": {"resource": reference.table, "fields": list(reference.key)},
    }
