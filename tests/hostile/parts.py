"""Workbooks taken apart and put together again, so that any part of a good one can be spoilt."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path

SHEETS = "xl/worksheets/"
TEXTS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
STYLES = "xl/styles.xml"


@dataclass(frozen=True, slots=True)
class Flood:
    """A part too long to hold: `head`, one piece many times, `tail`."""

    head: bytes
    piece: bytes
    times: int
    tail: bytes = b""


@dataclass(slots=True)
class Parts:
    """The parts of a workbook by name; `sheet` is the part whose table a reader is after."""

    sheet: str
    contents: dict[str, bytes | Flood]
    more: list[tuple[str, bytes]] = field(default_factory=list)
    """Parts that come after the others, under whatever names, twice too."""

    def text(self, name: str) -> bytes:
        """A part that is not a flood."""
        contents = self.contents[name]
        assert isinstance(contents, bytes)
        return contents

    def put(self, name: str, before: bytes, after: bytes) -> None:
        """Put something in the place of what stands in a part, once; the part must hold it."""
        contents = self.text(name)
        assert before in contents, (name, before)
        self.contents[name] = contents.replace(before, after, 1)

    def add_cells(self, xml: bytes) -> None:
        """Add rows at the end of the sheet."""
        contents = self.text(self.sheet)
        if b"<sheetData/>" in contents:
            contents = contents.replace(b"<sheetData/>", b"<sheetData></sheetData>")
        assert b"</sheetData>" in contents
        self.contents[self.sheet] = contents.replace(b"</sheetData>", xml + b"</sheetData>", 1)

    def after_cells(self, xml: bytes) -> None:
        """Add something behind the rows of the sheet."""
        self.put(self.sheet, b"</sheetData>", b"</sheetData>" + xml)


def taken_apart(path: Path, sheet: str) -> Parts:
    """The parts of a good workbook."""
    with zipfile.ZipFile(path) as archive:
        return Parts(sheet=sheet, contents={name: archive.read(name) for name in archive.namelist()})


def put_together(parts: Parts, path: Path) -> None:
    """Write the parts as a workbook."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, contents in parts.contents.items():
            with archive.open(name, "w", force_zip64=False) as stream:
                if isinstance(contents, bytes):
                    stream.write(contents)
                    continue
                stream.write(contents.head)
                block = contents.piece * max(1, min(contents.times, (1 << 20) // len(contents.piece)))
                times = len(block) // len(contents.piece)
                for _whole in range(contents.times // times):
                    stream.write(block)
                stream.write(contents.piece * (contents.times % times))
                stream.write(contents.tail)
        for name, contents in parts.more:
            archive.writestr(name, contents)
