"""A backup as a value, and the description of it that lies beside its file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, cast, get_args

from scorecard.i18n import _
from scorecard.model.evaluation import Key

Reason = Literal["hourly", "asked", "migration", "import", "merge", "restore", "moved", "damaged"]
"""Why a backup was made: while working, on demand, before something, of an open file that is gone, or as remains."""

SUFFIX = ".scorecard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A file of backup with what it holds. Of the remains of a damaged file nothing is known, and its counts are 0."""

    path: Path
    made_at: datetime
    reason: Reason
    source: Path
    """The evaluation's file at that time."""
    title: str = ""
    programmes: int = 0
    scores: int = 0
    edits: int = 0
    newest: Key = ""
    """The id of the last revision in it."""
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """By which a person names it at the terminal."""
        return self.path.stem

    @property
    def why(self) -> str:
        """Why it was made, in the language in force."""
        match self.reason:
            case "hourly":
                return _("while working")
            case "asked":
                return _("asked for")
            case "migration":
                return _("before a new version of the program")
            case "import":
                return _("before an import")
            case "merge":
                return _("before a merge")
            case "restore":
                return _("before restoring")
            case "moved":
                return _("the file was gone while it was open")
            case "damaged":
                return _("remains of a damaged file")

    @property
    def whole(self) -> bool:
        """Whether it can be restored."""
        return self.reason != "damaged"


def description_of(backup: Backup) -> bytes:
    """What stands beside the file of a backup."""
    described = {
        "made_at": backup.made_at.isoformat(),
        "reason": backup.reason,
        "source": str(backup.source),
        "title": backup.title,
        "programmes": backup.programmes,
        "scores": backup.scores,
        "edits": backup.edits,
        "newest": backup.newest,
        "sha256": backup.sha256,
        "size": backup.size,
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape")


def described_in(sidecar: Path) -> Backup:
    """The backup that a description is of. Raises `ValueError`, `KeyError`, `TypeError` or `OSError`."""
    told = json.loads(sidecar.read_text(encoding="utf-8", errors="surrogateescape"))
    if told["reason"] not in get_args(Reason):
        raise ValueError(told["reason"])
    made_at = datetime.fromisoformat(told["made_at"])
    if made_at.tzinfo is None:
        raise ValueError("a time needs its zone")
    return Backup(
        path=sidecar.with_suffix(SUFFIX),
        made_at=made_at,
        reason=cast(Reason, told["reason"]),
        source=Path(str(told["source"])),
        title=str(told["title"]),
        programmes=int(told["programmes"]),
        scores=int(told["scores"]),
        edits=int(told["edits"]),
        newest=str(told["newest"]),
        sha256=str(told["sha256"]),
        size=int(told["size"]),
    )


def sidecar_of(place: Path) -> Path:
    """Where the description of a backup lies."""
    return place.with_suffix(".json")
