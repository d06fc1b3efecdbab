"""A terminal in this process, and a fresh copy of the workshop sample for each test."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scorecard.cli import run
from scorecard.workspace import Workspace


@dataclass(frozen=True)
class Answer:
    """What one call of a verb gave back."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON document on standard output."""
        return json.loads(self.out)


Terminal = Callable[..., Answer]


@pytest.fixture
def terminal() -> Terminal:
    """Calls a verb with its arguments, as a terminal would."""

    def call(*arguments: object) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        code = run([str(argument) for argument in arguments], out, err)
        return Answer(code, out.getvalue(), err.getvalue())

    return call


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both samples as files, made once; tests take copies."""
    folder = tmp_path_factory.mktemp("samples")
    paths = {name: folder / f"{name}.scorecard" for name in ("mining", "workshop")}
    for name, path in paths.items():
        Workspace.create(path, sample=name, language="en").close()
    return paths


@pytest.fixture
def workshop(samples: dict[str, Path], tmp_path: Path) -> Path:
    """A fresh copy of the workshop sample."""
    return Path(shutil.copy(samples["workshop"], tmp_path / "workshop.scorecard"))


@pytest.fixture
def mining(samples: dict[str, Path], tmp_path: Path) -> Path:
    """A fresh copy of the mining sample."""
    return Path(shutil.copy(samples["mining"], tmp_path / "mining.scorecard"))


@pytest.fixture
def fingerprint() -> Callable[[Path], str]:
    """The SHA-256 of a file's bytes."""
    return lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
