"""Which part of a workbook is which sheet, for what only its parts tell."""

from __future__ import annotations

import posixpath
import re
from html import unescape

from scorecard.exchange.container import Container

_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def sheets_by_part(container: Container) -> dict[str, str]:
    """The names of the sheets by their parts, in the order of the workbook."""
    relations = {}
    for found in _RELATION.findall(_text(container, "xl/_rels/workbook.xml.rels")):
        said = _attributes(found)
        target = said.get("Target", "")
        relations[said.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        )
    sheets = {}
    for found in _SHEET.findall(_text(container, "xl/workbook.xml")):
        said = _attributes(found)
        id = next((text for name, text in said.items() if name.partition(":")[2] == "id"), "")
        sheets[relations.get(id, id)] = said.get("name", "")
    return sheets


def _text(container: Container, part: str) -> str:
    return container.parts.get(part, b"").decode("utf-8", "replace")


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(text)}
