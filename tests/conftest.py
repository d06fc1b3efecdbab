"""Keeps every test away from the screen, from the user's own folders and from the machine's language."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# Before anything imports Qt or matplotlib, in this process or in one that a test starts.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["MPLBACKEND"] = "agg"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

import pytest
from hypothesis import settings

from tests.experiments import PROPERTY, summary

# A busy machine is slow, not wrong. `make test` tries the same examples each time, so that it says the same of the same
# code; `make soak` looks for new ones.
settings.register_profile("scorecard", deadline=None, derandomize=True)
settings.register_profile("soak", deadline=None, max_examples=500)
settings.load_profile("scorecard")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.experiments import Counted


def pytest_configure(config: pytest.Config) -> None:
    """Keep one font cache for all tests: building it takes a second in every process otherwise."""
    os.environ["MPLCONFIGDIR"] = str(config.cache.mkdir("matplotlib"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, where platformdirs and Qt put what they keep for a user."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for variable, folder in {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "runtime",
        "XDG_DOCUMENTS_DIR": "Documents",
    }.items():
        (home / folder).mkdir(mode=0o700)
        monkeypatch.setenv(variable, str(home / folder))
    return home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test starts in English, whatever the one before chose."""
    from scorecard.i18n import choose_language

    choose_language("en")
    yield
    choose_language("en")


@pytest.fixture
def counted(request: pytest.FixtureRequest) -> Counted:
    """Notes what an experiment has counted, for the table at the end of the run."""

    def note(experiment: str, **counts: int) -> None:
        request.node.user_properties.append((PROPERTY, (experiment, counts)))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the experiments on reliability counted."""
    outcomes = ("passed", "failed", "error", "skipped")
    # A module that could not be collected has a report of another kind.
    stats = {
        name: [one for one in terminalreporter.stats.get(name, []) if isinstance(one, pytest.TestReport)]
        for name in outcomes
    }
    if lines := list(summary(stats)):
        terminalreporter.section("experiments on reliability")
        for line in lines:
            terminalreporter.write_line(line)
