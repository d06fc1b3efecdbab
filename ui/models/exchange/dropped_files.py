"""What files that are dropped on Exchange are for, and what is said of them beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from scorecard.i18n import _, ngettext

Purpose = Literal["import", "merge", ""]

_IMPORTED = frozenset({".xlsx", ".csv"})
_MERGED = ".scorepack"


def purpose_of(paths: Sequence[Path]) -> Purpose:
    """Forms, tables and folders of them are imported, packages are merged; anything else is for nothing."""
    if paths and all(path.suffix.lower() == _MERGED for path in paths):
        return "merge"
    if paths and all(path.suffix.lower() in _IMPORTED or path.is_dir() for path in paths):
        return "import"
    return ""


def what_dropping_does(paths: Sequence[Path]) -> str:
    """What would happen, or why nothing would, in a sentence."""
    match purpose_of(paths):
        case "import":
            sentence = ngettext(
                "Drop the file here to see what it would change",
                "Drop the {count} files here to see what they would change",
                len(paths),
            )
            return sentence.format(count=len(paths))
        case "merge":
            sentence = ngettext(
                "Drop the package here to see what merging it would change",
                "Drop the {count} packages here to see what merging them would change",
                len(paths),
            )
            return sentence.format(count=len(paths))
        case _:
            return unusable()


def unusable() -> str:
    """What can be dropped, said where something else was."""
    return _(
        "Drop filled forms and tables (.xlsx, .csv), a folder of them, or packages (.scorepack). "
        "Nothing has changed."
    )
