"""What the kinds of evaluators are called, in the window, in the terminal and in workbooks alike."""

from __future__ import annotations

from typing import assert_never

from scorecard.i18n import pgettext
from scorecard.model.evaluation import EvaluatorKind


def kind_word(kind: EvaluatorKind) -> str:
    """An evaluator's kind in a word."""
    match kind:
        case "self":
            return pgettext("kind of evaluator", "self")
        case "independent":
            return pgettext("kind of evaluator", "independent")
        case "peer":
            return pgettext("kind of evaluator", "peer")
        case "panel":
            return pgettext("kind of evaluator", "panel")
        case _:
            assert_never(kind)
