"""Names for the looks of cells, by which a reader finds them and can change one look in all its cells at once.

XlsxWriter knows only the style Normal. The others are put into the part `xl/styles.xml` when it has been written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook

if TYPE_CHECKING:
    from scorecard.exchange.styles import Role, Styles

_CELLS = re.compile(r"<cellXfs[^>]*>(.*)</cellXfs>", re.DOTALL)
_ONE = re.compile(r"<xf [^>]*/>|<xf [^>]*[^/]>.*?</xf>", re.DOTALL)
_OF_STYLE = re.compile(r' xfId="\d+"')
_STYLE_LOOKS = re.compile(r'<cellStyleXfs count="(\d+)">(.*?)</cellStyleXfs>', re.DOTALL)
_STYLES = re.compile(r'<cellStyles count="(\d+)">(.*?)</cellStyles>', re.DOTALL)


class NamedWorkbook(Workbook):  # type: ignore[misc]  # XlsxWriter says no types
    """A workbook whose formats belong to named styles once `name_styles` has been called."""

    _styles: Styles | None = None
    _names: Mapping[Role, str] = {}

    def name_styles(self, styles: Styles, names: Mapping[Role, str]) -> None:
        """Name the styles of the formats that have a role; `names` are by role."""
        self._styles, self._names = styles, names

    def _get_packager(self) -> Packager:
        return Packager() if self._styles is None else _NamingPackager(self._styles, self._names)


class _NamingPackager(Packager):  # type: ignore[misc]
    def __init__(self, styles: Styles, names: Mapping[Role, str]) -> None:
        super().__init__()
        self._styles, self._names = styles, names

    def _write_styles_file(self) -> None:
        formats = self.workbook.xf_formats
        models = self._models(formats)
        first = 2 if any(one.hyperlink for one in formats) else 1
        numbers = {role: first + place for place, role in enumerate(models)}
        for one in formats:
            role = self._styles.role(one)
            if role:
                one.xf_id = numbers[role]
        super()._write_styles_file()
        stream = self.filenames[-1][0]
        text = self._named(stream.getvalue(), models, numbers)
        stream.seek(0)
        stream.truncate()
        stream.write(text)

    def _models(self, formats: list[Any]) -> dict[Role, int]:
        """For each role the place of the plainest format that has it."""
        models: dict[Role, int] = {}
        for place, one in enumerate(formats):
            role = self._styles.role(one)
            if role and (
                role not in models or self._styles.traits(one) < self._styles.traits(formats[models[role]])
            ):
                models[role] = place
        return models

    def _named(self, text: str, models: Mapping[Role, int], numbers: Mapping[Role, int]) -> str:
        found = _CELLS.search(text)
        looks = _ONE.findall(found[1]) if found else []
        added = "".join(_OF_STYLE.sub("", looks[place]) for place in models.values())
        styles = "".join(
            f'<cellStyle name={quoteattr(self._names[role])} xfId="{numbers[role]}"/>' for role in models
        )
        text = _STYLE_LOOKS.sub(lambda one: _longer("cellStyleXfs", one, added, len(models)), text)
        return _STYLES.sub(lambda one: _longer("cellStyles", one, styles, len(models)), text)


def _longer(tag: str, found: re.Match[str], added: str, count: int) -> str:
    return f'<{tag} count="{int(found[1]) + count}">{found[2]}{added}</{tag}>'
