"""What the program remembers for this person between two days, in one small file."""

from __future__ import annotations

import contextlib
import os
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scorecard.paths import preferences_folder

_MOST_RECENT = 4


Choices = dict[str, str | list[str]]
"""What was chosen in a dialog, by the names of its fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """An evaluation that was open: file, title, when it was closed, and the share answered, 0 to 1."""

    path: Path
    title: str
    at: datetime
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The last time a card of Exchange made something: the file or folder, when, and how many of what."""

    path: Path
    at: datetime
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Preferences:
    """Language and theme (empty: as the machine has them), the window, recent files, who scored where.

    `wall` is the theme of the wall, empty where it follows the window.
    `choices` are those that come again, by evaluation, dialog and the name that a person gave them.
    """

    path: Path | None = None
    language: str = ""
    theme: str = ""
    wall: str = ""
    geometry: str = ""
    recents: list[Recent] = field(default_factory=list)
    evaluators: dict[str, str] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    choices: dict[str, Choices] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | None = None) -> Preferences:
        """The preferences in a file, by default the user's. What is missing or damaged was never said."""
        path = path or preferences_folder() / "preferences.toml"
        preferences = cls(path=path)
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            preferences._take(tomllib.loads(path.read_text(encoding="utf-8")))
        return preferences

    def save(self) -> None:
        """Write them; a folder that cannot be written is no reason to stop anybody's work."""
        if self.path is None:
            return
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary = self.path.with_suffix(".new")
            # Which evaluations somebody works on is nobody else's business.
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
                file.write(self._text())
            temporary.replace(self.path)

    def remember(self, recent: Recent) -> None:
        """Put an evaluation at the top of the recent ones."""
        others = [one for one in self.recents if one.path != recent.path]
        self.recents = [recent, *others][:_MOST_RECENT]

    def _take(self, data: dict[str, Any]) -> None:
        self.language = str(data.get("language", ""))
        self.theme = str(data.get("theme", ""))
        self.wall = str(data.get("wall", ""))
        self.geometry = str(data.get("geometry", ""))
        self.evaluators = {str(key): str(value) for key, value in data.get("evaluators", {}).items()}
        self.recents = [
            Recent(
                path=Path(one["path"]),
                title=str(one["title"]),
                at=_time(one["at"]),
                share=float(one["share"]),
            )
            for one in data.get("recent", [])
        ]
        self.runs = {
            key: Run(
                path=Path(one["path"]),
                at=_time(one["at"]),
                counts={what: int(count) for what, count in one.get("counts", {}).items()},
            )
            for key, one in data.get("runs", {}).items()
        }
        self.choices = {key: _choices(one) for key, one in data.get("choices", {}).items()}

    def _text(self) -> str:
        lines = [
            f"{name} = {_quoted(getattr(self, name))}" for name in ("language", "theme", "wall", "geometry")
        ]
        lines += ["", "[evaluators]"]
        lines += [f"{_quoted(key)} = {_quoted(value)}" for key, value in self.evaluators.items()]
        lines += ["", "[runs]"]
        for key, run in self.runs.items():
            counts = ", ".join(f"{_quoted(what)} = {count}" for what, count in run.counts.items())
            said = f"path = {_quoted(run.path)}, at = {run.at.isoformat()}, counts = {{ {counts} }}"
            lines.append(f"{_quoted(key)} = {{ {said} }}")
        lines += ["", "[choices]"]
        for key, chosen in self.choices.items():
            said = ", ".join(f"{_quoted(name)} = {_said(value)}" for name, value in chosen.items())
            lines.append(f"{_quoted(key)} = {{ {said} }}")
        for recent in self.recents:
            lines += ["", "[[recent]]", f"path = {_quoted(recent.path)}", f"title = {_quoted(recent.title)}"]
            lines += [f"at = {recent.at.isoformat()}", f"share = {float(recent.share)!r}"]
        return "\n".join(lines) + "\n"


def _quoted(value: object) -> str:
    """A TOML string: JSON's escapes are TOML's too, but for one control character it leaves bare."""
    import json

    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _said(value: str | list[str]) -> str:
    return _quoted(value) if isinstance(value, str) else f"[{', '.join(map(_quoted, value))}]"


def _choices(said: dict[str, Any]) -> Choices:
    return {
        name: [str(one) for one in value] if isinstance(value, list) else str(value)
        for name, value in said.items()
    }


def _time(value: object) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("a time needs its zone")
    return value
