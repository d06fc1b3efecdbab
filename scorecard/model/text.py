"""A text in every language of the program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in English and in Spanish."""

    en: str
    es: str

    def into(self, language: str) -> str:
        """The text in `en` or `es`."""
        return self.es if language == "es" else self.en


NO_TEXT = Text(en="", es="")
