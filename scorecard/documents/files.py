"""Documents as files, in the format of their suffix, each replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

from scorecard.documents.manuscript import Manuscript
from scorecard.errors import Refusal
from scorecard.i18n import _, speaking
from scorecard.safe_file import save_bytes

SUFFIXES = (".docx", ".pdf")


def checked_suffix(path: Path) -> str:
    """The suffix of a document in small letters; anything else is refused with a sentence."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return suffix
    sentence = _("“{file}” ends neither in .docx, for Word, nor in .pdf. Nothing was written.")
    raise Refusal(sentence.format(file=path.name))


def save_document(manuscript: Manuscript, path: Path) -> None:
    """Write a manuscript; a file that was there before is replaced whole or stays as it was."""
    suffix = checked_suffix(path)
    with speaking(manuscript.language):
        save_bytes(path, _contents(manuscript, suffix))


def _contents(manuscript: Manuscript, suffix: str) -> bytes:
    # Each writer takes a quarter of a second to import, and only one is needed.
    if suffix == ".docx":
        from scorecard.documents.word import as_word

        return as_word(manuscript)
    from scorecard.documents.pdf import as_pdf

    return as_pdf(manuscript)
