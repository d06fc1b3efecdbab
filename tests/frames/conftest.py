"""Both samples as files, made once; nothing here changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def sample_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The samples by name."""
    folder = tmp_path_factory.mktemp("samples")
    paths = {name: folder / f"{name}.scorecard" for name in ("mining", "workshop")}
    for name, path in paths.items():
        Workspace.create(path, sample=name, language="en").close()
    return paths
