"""Brings the catalogues up to the strings in the code, and compiles them: python -m tools.catalogues."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "i18n"
LANGUAGES = ("en", "es")
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_TRANSLATORS = "Translators:"


def extract() -> Catalog:
    """Every string that the code shows to people, with the files it stands in."""
    template = Catalog(project="Scorecard", charset="utf-8")
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        for _line, message, comments, context in extract_from_file(
            "python", path, keywords=_KEYWORDS, comment_tags=(_TRANSLATORS,)
        ):
            template.add(message, locations=[(where, 0)], auto_comments=comments, context=context)
    return template


def sources() -> list[Path]:
    """The Python files of the program, in a fixed order."""
    return sorted(path for part in ("main.py", "scorecard/**/*.py", "ui/**/*.py") for path in ROOT.glob(part))


def source(language: str) -> Path:
    """The catalogue that people edit."""
    return CATALOGUES / f"{language}.po"


def compiled(language: str) -> Path:
    """The catalogue that the program reads."""
    return CATALOGUES / language / "LC_MESSAGES" / "scorecard.mo"


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands in its file."""
    with source(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def compile_catalogue(catalogue: Catalog) -> bytes:
    """What the program reads, for a catalogue; fuzzy entries are left out."""
    target = BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def update(catalogue: Catalog, template: Catalog) -> None:
    """Take in new strings, let go of those no longer in the code; English translates itself."""
    template.creation_date = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if str(catalogue.locale) == "en":
        for message in catalogue:
            if message.id:
                message.string = message.id
                message.flags.discard("fuzzy")


def main() -> None:
    """Update and compile both catalogues, and say how many strings still lack a translation."""
    for language in LANGUAGES:
        catalogue = read(language)
        update(catalogue, extract())
        with source(language).open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
        target = compiled(language)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(compile_catalogue(catalogue))
        lacking = sum(not all(texts(message.string)) for message in catalogue)
        print(f"{language}: {len(catalogue)} strings, {lacking} without a translation")


def texts(string: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """The forms of a message or of its translation: one, or one for each grammatical number."""
    return tuple(string) if isinstance(string, list | tuple) else (string or "",)


if __name__ == "__main__":
    main()
