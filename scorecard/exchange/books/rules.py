"""Each rule as a spreadsheet computes it, so that sheets ask for a score and need not know by which rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from scorecard.analysis.question import Rule
from scorecard.exchange.formulas import applicable_weight, mean, scored_weight

Expression: TypeAlias = Callable[[str, str], str]
"""A range of weights and one of values as long, each a number, NE, NA or nothing -> a number, or nothing where
nothing that counts has a weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFormulas:
    """One rule of `analysis/aggregation.py` as expressions.

    `score` puts together what is a number; `low` and `high` count what is missing and applies at 0 and at the top
    of the scale. Where `is_array`, they read ranges element by element and stand as array formulas.
    """

    score: Expression
    low: Expression
    high: Expression
    is_array: bool


def formulas_of(rule: Rule) -> RuleFormulas:
    """The expressions of a rule."""
    match rule:
        case "mean":
            return RuleFormulas(score=mean, low=_low_mean, high=_high_mean, is_array=False)
        case "geometric":
            return RuleFormulas(
                score=_geometric_mean, low=_low_geometric, high=_high_geometric, is_array=True
            )
        case "weakest":
            return RuleFormulas(score=_weakest, low=_low_weakest, high=_high_weakest, is_array=True)
        case _:
            assert_never(rule)


def _low_mean(weights: str, levels: str) -> str:
    applicable = applicable_weight(weights, levels)
    return f'IF({applicable}=0,"",SUMPRODUCT({weights},{levels})/{applicable})'


def _high_mean(weights: str, levels: str) -> str:
    scored, applicable = scored_weight(weights, levels), applicable_weight(weights, levels)
    total = f"(SUMPRODUCT({weights},{levels})+scale_max*({applicable}-{scored}))"
    return f'IF({applicable}=0,"",{total}/{applicable})'


def _logarithms(weights: str, levels: str) -> str:
    """The sum of the weighted logarithms; a number that has none, which is no level, adds nothing."""
    return f"SUM(IF(ISNUMBER({levels}),{weights}*IFERROR(LN(1+{levels}),0),0))"


def _geometric_mean(weights: str, levels: str) -> str:
    scored = scored_weight(weights, levels)
    return f'IF({scored}=0,"",EXP({_logarithms(weights, levels)}/{scored})-1)'


def _low_geometric(weights: str, levels: str) -> str:
    applicable = applicable_weight(weights, levels)
    return f'IF({applicable}=0,"",EXP({_logarithms(weights, levels)}/{applicable})-1)'


def _high_geometric(weights: str, levels: str) -> str:
    scored, applicable = scored_weight(weights, levels), applicable_weight(weights, levels)
    total = f"({_logarithms(weights, levels)}+LN(1+scale_max)*({applicable}-{scored}))"
    return f'IF({applicable}=0,"",EXP({total}/{applicable})-1)'


def _weakest(weights: str, levels: str) -> str:
    among = f"ISNUMBER({levels})*({weights}>0)"
    return f'IF({scored_weight(weights, levels)}=0,"",MIN(IF({among},{levels},"")))'


def _low_weakest(weights: str, levels: str) -> str:
    return _bound_of_weakest(weights, levels, "0")


def _high_weakest(weights: str, levels: str) -> str:
    return _bound_of_weakest(weights, levels, "scale_max")


def _bound_of_weakest(weights: str, levels: str, missing: str) -> str:
    among = f'({levels}<>"NA")*({weights}>0)'
    least = f'MIN(IF({among},IF(ISNUMBER({levels}),{levels},{missing}),""))'
    return f'IF({applicable_weight(weights, levels)}=0,"",{least})'
