"""Pictures as files: PNG, SVG or PDF, with what they show in words among their metadata."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, assert_never

from scorecard.charts.frame import Picture
from scorecard.charts.pictures import KINDS, Kind, kind_named, pictures
from scorecard.errors import Refusal, reason_of
from scorecard.i18n import _
from scorecard.model.snapshot import unknown
from scorecard.progress import Progress
from scorecard.safe_file import save_bytes

if TYPE_CHECKING:
    from scorecard.analysis.study import Study

__all__ = [
    "FORMATS",
    "KINDS",
    "Format",
    "Kind",
    "format_named",
    "kind_named",
    "picture",
    "save_charts",
    "save_picture",
]

Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")

_SHARP = 200
"""Dots to the inch of a PNG: two for each logical pixel."""


def format_named(text: str) -> Format:
    """The picture format of this name or suffix; a refusal names the nearest one."""
    for known in FORMATS:
        if known == text.lower().removeprefix("."):
            return known
    raise unknown(_("picture format"), text, FORMATS)


def picture(make: Callable[[], Picture], made_at: datetime, format: Format = "png") -> bytes:
    """A picture as a file's contents."""
    return _contents(make(), format, made_at)


def save_picture(make: Callable[[], Picture], path: Path, made_at: datetime) -> None:
    """The same in a file, in the format of its suffix; a file there is replaced whole or not at all."""
    format = format_named(path.suffix)
    save_bytes(path, picture(make, made_at, format))


def save_charts(
    study: Study,
    folder: Path,
    *,
    kinds: Sequence[Kind] = KINDS,
    format: Format = "png",
    made_at: datetime,
    progress: Progress,
) -> list[Path]:
    """Every picture of some kinds in a folder, which is made if it is not there; returns their paths.

    On a refusal or a cancellation the files placed before stay, each whole.
    """
    if folder.exists() and not folder.is_dir():
        sentence = _("“{name}” is a file. Give the name of a folder for the charts; nothing was written.")
        raise Refusal(sentence.format(name=folder.name))
    waiting = [made for kind in dict.fromkeys(kinds) for made in pictures(kind, study, made_at)]
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = _("The folder “{name}” could not be made ({reason}). Choose another; nothing was written.")
        raise Refusal(sentence.format(name=folder, reason=reason_of(error)), code="disk") from error
    paths: list[Path] = []
    try:
        for done, make in enumerate(waiting):
            progress.step(done, len(waiting), _("Drawing charts"))
            shown = make()
            path = folder / f"{shown.name}.{format}"
            save_bytes(path, _contents(shown, format, made_at))
            paths.append(path)
    finally:
        if is_new and not paths:
            with contextlib.suppress(OSError):
                folder.rmdir()
    progress.step(len(waiting), len(waiting), _("Drawing charts"))
    return paths


def _contents(shown: Picture, format: Format, made_at: datetime) -> bytes:
    buffer = BytesIO()
    shown.figure.savefig(
        buffer, format=format, dpi=_SHARP, metadata=_metadata(shown, format, made_at), facecolor="auto"
    )
    return buffer.getvalue()


def _metadata(shown: Picture, format: Format, made_at: datetime) -> dict[str, Any]:
    match format:
        case "png":
            return {
                "Title": shown.title,
                "Description": shown.words,
                "Creation Time": made_at.isoformat(timespec="seconds"),
                "Software": "Scorecard",
            }
        case "svg":
            return {
                "Title": shown.title,
                "Description": shown.words,
                "Date": made_at.isoformat(timespec="seconds"),
                "Creator": "Scorecard",
            }
        case "pdf":
            return {
                "Title": shown.title,
                "Subject": shown.words,
                "CreationDate": made_at,
                "Creator": "Scorecard",
            }
        case _:
            assert_never(format)
