"""What is committed names no machine, no registry and nothing that a stranger's clone does not hold."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def committed() -> list[Path]:
    """The files git keeps; none where the tree is no clone."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []
    # A clone may belong to another user than the one who tests it.
    command = [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def lines_that_match(pattern: str) -> list[str]:
    """Every committed line of text that holds the pattern."""
    found = []
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(text.splitlines(), start=1)
            if re.search(pattern, line)
        ]
    return found


@pytest.mark.parametrize(
    "pattern",
    [
        r"pypi[.]|pythonhosted[.]|piwheels[.]|anaconda[.]|deb[.]debian[.]|archive[.]ubuntu[.]",
        r"(?<!no-emit-)index[-]url|(?<!no-emit-)find[-]links",
    ],
)
def test_no_committed_file_names_a_registry(pattern: str) -> None:
    assert lines_that_match(pattern) == []


# `ana` is the user of examples and of recorded tables, and has no machine.
@pytest.mark.parametrize(
    "pattern",
    [r"/(root|work|opt)/[\w.]", r"/(home|Users)/(?!ana\b)\w", r"[A-Z]:\\\\?Users(?!\\\\?ana\b)"],
)
def test_no_committed_file_names_a_path_of_one_machine(pattern: str) -> None:
    assert lines_that_match(pattern) == []


def test_nothing_refers_to_a_folder_beside_the_repository() -> None:
    assert lines_that_match(r"[.][.]/shared[/]|[/]tmp/brief") == []


def test_what_tools_generate_is_not_committed() -> None:
    generated = [
        path.relative_to(ROOT).as_posix()
        for path in committed()
        if "__pycache__" in path.parts or path.suffix in {".pyc", ".orig", ".rej"} or path.name == "uv.lock"
    ]
    assert generated == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_requirement_carries_its_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
    assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_checks_run_on_the_versions_that_people_install() -> None:
    program, checks = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert program - checks == set()
