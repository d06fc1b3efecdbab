"""What the sources say of a programme, as tables of a document: evidence, ratings, and which documents they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.analysis.sources.evidence_words import sign_word, standing_word
from scorecard.analysis.sources.note_layout import place_words
from scorecard.documents.manuscript import Grid
from scorecard.i18n import _, pgettext
from scorecard.model.snapshot import Snapshot, natural

if TYPE_CHECKING:
    from scorecard.exchange.publication import Publication
    from scorecard.model.evaluation import Key
    from scorecard.model.programme import Evidence, Programme


def evidence_grid(publication: Publication, key: Key) -> Grid | None:
    """The evidence register of a programme; None where it is empty."""
    snapshot = publication.snapshot
    prefix = f"{publication.comparison.framework.id}."
    rows = tuple(
        (
            one.id,
            sign_word(one.sign),
            _fact(one),
            ", ".join(id.removeprefix(prefix) for id in one.criteria),
            place_words(snapshot, one.documents, one.place),
        )
        for one in snapshot.evidence_of(key)
    )
    if not rows:
        return None
    heads = (_("Id"), _("Sign"), _("Evidence"), _("Criteria"), _("Where it is found"))
    return Grid(heads=heads, rows=rows, widths=(1, 1, 8, 4, 3))


def ratings_grid(snapshot: Snapshot, programme: Programme) -> Grid | None:
    """What sources rate themselves, word for word, with their footnotes; None where none does."""
    rows = tuple(
        (
            one.subject,
            one.mark,
            one.text,
            one.footnote,
            place_words(snapshot, one.documents, one.place),
        )
        for one in programme.ratings
    )
    if not rows:
        return None
    heads = (
        pgettext("what a rating is about", "Subject"), _("Mark"), _("Rating in words"), _("Footnote"),
        _("Where it is found"),
    )  # fmt: skip
    return Grid(heads=heads, rows=rows, widths=(3, 1, 6, 5, 3))


def documents_named(snapshot: Snapshot, programme: Programme) -> Grid | None:
    """The documents that evidence and ratings name, by id; None where none is named."""
    named = {key for one in programme.ratings for key in one.documents}
    named.update(key for one in snapshot.evidence_of(programme.key) for key in one.documents)
    documents = sorted(
        (snapshot.documents[key] for key in named if key in snapshot.documents),
        key=lambda one: natural(one.id),
    )
    rows = tuple(
        (one.id, ". ".join(part for part in (one.author, one.title, one.year) if part), one.link)
        for one in documents
    )
    if not rows:
        return None
    heads = (_("Id"), _("Document"), _("Link"))
    return Grid(heads=heads, rows=rows, widths=(1, 8, 4))


def _fact(one: Evidence) -> str:
    text = _("Context: {fact}").format(fact=one.text) if one.context else one.text
    standing = standing_word(one.standing)
    return f"{text} [{standing}]" if standing else text
