"""What the columns of a long table from elsewhere mean: by their heads in either language, or as a person says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from scorecard.errors import Refusal
from scorecard.exchange.layout import column
from scorecard.i18n import _
from scorecard.model.snapshot import unknown
from scorecard.model.text import folded

LongField = Literal[
    "programme",
    "evaluator",
    "round",
    "framework",
    "criterion",
    "value",
    "confidence",
    "note",
    "evaluator_kind",
]
"""What a column of a long table can hold; these are the heads that the program writes, in every language."""

LONG_FIELDS: tuple[LongField, ...] = get_args(LongField)
REQUIRED: tuple[LongField, ...] = ("programme", "evaluator", "criterion", "value")

_HEADS: dict[LongField, tuple[str, ...]] = {
    "programme": (
        "program", "programme id", "program id", "id of the programme", "programa", "id programa", "id del programa",
        "codigo programa", "codigo del programa",
    ),
    "evaluator": (
        "evaluator id", "scorer", "reviewer", "evaluador", "evaluadora", "evaluador/a", "evaluador(a)",
        "persona evaluadora", "id evaluador", "id del evaluador", "revisor", "revisora",
    ),
    "round": ("ronda", "vuelta", "id de la ronda", "round id"),
    "framework": ("framework id", "marco", "id del marco"),
    "criterion": (
        "criterion id", "criteria", "criterion code", "criterio", "id criterio", "id del criterio", "codigo criterio",
        "codigo del criterio",
    ),
    "value": (
        "level", "score", "mark", "rating", "nivel", "valor", "puntaje", "puntuacion", "calificacion",
    ),
    "confidence": ("certainty", "confianza", "certeza"),
    "note": (
        "notes", "comment", "comments", "remark", "remarks", "reason", "observacion", "observaciones", "comentario",
        "comentarios", "justificacion", "motivo",
    ),
    "evaluator_kind": ("kind of evaluator", "evaluator kind", "tipo de evaluador", "tipo evaluador"),
}  # fmt: skip
"""Folded heads beside the names themselves. Spanish “nota” is a mark as well as a note, so a person has to say."""

_FIELD_OF = {head: name for name, heads in _HEADS.items() for head in heads}


def word_for(name: LongField) -> str:
    """What a column is called in the language in force."""
    words: dict[LongField, str] = {
        "programme": _("Programme"),
        "evaluator": _("Evaluator"),
        "round": _("Round"),
        "framework": _("Framework"),
        "criterion": _("Criterion"),
        "value": _("Level"),
        "confidence": _("Confidence"),
        "note": _("Note"),
        "evaluator_kind": _("Kind of evaluator"),
    }
    return words[name]


def match_long(heads: Sequence[str], given: Mapping[LongField, str] | None = None) -> dict[LongField, int]:
    """Where each column stands: what is `given` goes first, then the names as the program writes them, then words.

    Of two columns with one meaning the first counts. `given` are heads, or letters such as `B`, by field; those that
    are not there are passed over.
    """
    places: dict[LongField, int] = {}
    found = [folded(head).strip(" :.*#") for head in heads]
    for name, head in (given or {}).items():
        place = place_of(head, heads)
        if place is not None:
            places[name] = place
    taken = set(places.values())
    for is_word in (False, True):
        for place, head in enumerate(found):
            meant = _FIELD_OF.get(head.replace("_", " ")) if is_word else _named(head)
            if meant is not None and meant not in places and place not in taken:
                places[meant] = place
                taken.add(place)
    return places


def place_of(head: str, heads: Sequence[str]) -> int | None:
    """The column of this head, or of this letter where no head is so called."""
    wanted = folded(head)
    for place, one in enumerate(heads):
        if one and folded(one) == wanted:
            return place
    return next((place for place in range(len(heads)) if column(place) == head.strip()), None)


def columns_given(texts: Iterable[str]) -> dict[LongField, str]:
    """What `programme=Programa,value=Nivel` says: heads by field. Refuses a field that there is not.

    A comma within a head is part of it where no other field begins after it.
    """
    given: dict[LongField, str] = {}
    for text in texts:
        last: LongField | None = None
        for part in text.split(","):
            name, sign, head = part.partition("=")
            known = _named(name.strip())
            if sign and known is not None:
                given[known] = head.strip()
                last = known
            elif last is not None and not (sign and name.strip().isidentifier()):
                given[last] = f"{given[last]},{part}".strip()
            elif sign:
                raise unknown(_("column of a long table"), name.strip(), LONG_FIELDS)
            else:
                sentence = _(
                    "“{text}” says not which column: write --columns value=HEAD. Nothing has changed."
                )
                raise Refusal(sentence.format(text=text[:80]))
    return given


def _named(text: str) -> LongField | None:
    return next((name for name in LONG_FIELDS if name == text), None)
