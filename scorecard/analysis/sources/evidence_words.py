"""The words for signs, standings and kinds of documents, the same in window, terminal and workbook."""

from __future__ import annotations

from scorecard.i18n import _
from scorecard.model.programme import DocumentKind, Sign, Standing


def sign_word(sign: Sign) -> str:
    """What a sign says, in the language in force."""
    match sign:
        case "+":
            return _("supports")
        case "-":
            return _("limits")
        case "~":
            return _("mixed")
        case "?":
            return _("asks")


def standing_word(standing: Standing) -> str:
    """How far what an item tells of has come, in the language in force; nothing where it is not said."""
    match standing:
        case "":
            return ""
        case "declared":
            return _("declared")
        case "implemented":
            return _("implemented")
        case "verified":
            return _("verified")


def document_kind_word(kind: DocumentKind) -> str:
    """The kind of a document, in the language in force; nothing where it is not said."""
    match kind:
        case "":
            return ""
        case "official":
            return _("official document")
        case "study":
            return _("study")
        case "statistics":
            return _("statistics")
        case "press":
            return _("press")
        case "interview":
            return _("interview")
        case "other":
            return _("other document")
