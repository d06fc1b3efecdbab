"""The words argparse itself speaks, so that grammar too is explained in the language in force."""

from __future__ import annotations

import argparse
from typing import Any

from scorecard.i18n import N_, _
from scorecard.i18n import ngettext as _ngettext

MESSAGES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)


def translate_argparse() -> None:
    """Let argparse look its sentences up in our catalogues; those not listed stay English."""
    words: Any = argparse
    words._ = _
    words.ngettext = _ngettext
