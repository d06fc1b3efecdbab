"""A form that was sent to an evaluator to be filled in away from the program, and whether it came back."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.model.evaluation import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One workbook for one evaluator, as it was made.

    `key` stands in the workbook, so that it is known again; `version` is that of the framework it asks by. What is
    sent stays told when a programme of it is removed later. `made_at` and `returned_at` are moments (UTC, ISO),
    the latter empty until answers have been taken in from it; `file` is a name without its folder.
    """

    key: Key
    evaluator: Key
    round: Key
    framework: str
    version: str
    programmes: tuple[Key, ...]
    language: str
    made_at: str
    file: str = ""
    returned_at: str = ""

    @property
    def label(self) -> str:
        """The short mark by which people tell forms apart, such as `7f3a-c91e`."""
        return f"{self.key[:4]}-{self.key[4:8]}"
