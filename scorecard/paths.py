"""Where the program finds its own resources and the user's folders."""

from __future__ import annotations

from pathlib import Path

import resources

_PROGRAM = "Scorecard"


def resource(*parts: str) -> Path:
    """The path of a file or folder under `resources/`, in a checkout and in an installed copy alike."""
    return Path(resources.__path__[0], *parts)


def preferences_folder() -> Path:
    """The folder of this user's preferences; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_config_dir(_PROGRAM, appauthor=False))


def data_folder() -> Path:
    """The folder for what the program keeps for this user beside the evaluations: samples, fault reports."""
    import platformdirs

    return Path(platformdirs.user_data_dir(_PROGRAM, appauthor=False))


def documents_folder() -> Path:
    """The folder in which a new evaluation is offered a place."""
    import platformdirs

    return Path(platformdirs.user_documents_dir())
