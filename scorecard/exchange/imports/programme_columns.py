"""What the columns of a list of programmes from elsewhere mean, told by their heads in either language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from scorecard.errors import Refusal
from scorecard.exchange.layout import at
from scorecard.i18n import _
from scorecard.model.snapshot import unknown
from scorecard.model.text import folded

Field = Literal[
    "id",
    "name",
    "short",
    "country",
    "region",
    "period",
    "kind",
    "institution",
    "mechanism",
    "note",
    "tags",
    "investment_code",
]
"""A field of a programme that a list can fill."""

FIELDS: tuple[Field, ...] = (
    "id", "name", "short", "country", "region", "period", "kind", "institution", "mechanism", "note", "tags",
    "investment_code",
)  # fmt: skip

_HEADS: dict[Field, tuple[str, ...]] = {
    "id": ("id", "code", "codigo", "clave", "identificador", "programme id", "id del programa"),
    "name": (
        "name", "programme", "program", "programme name", "program name", "name of the programme", "full name",
        "initiative", "project", "title", "nombre", "programa", "nombre del programa", "nombre completo",
        "denominacion", "iniciativa", "proyecto", "titulo", "politica", "policy", "instrumento", "instrument",
    ),
    "short": (
        "short", "short name", "abbreviation", "acronym", "nombre corto", "nombre abreviado", "abreviatura",
        "sigla",
    ),
    "country": ("country", "pais", "nacion"),
    "region": (
        "region", "territory", "territorio", "department", "departamento", "province", "provincia", "location",
        "ubicacion", "ambito", "alcance territorial",
    ),
    "period": (
        "period", "years", "year", "dates", "duration", "periodo", "anos", "ano", "vigencia", "fechas", "plazo",
    ),
    "kind": ("kind", "type", "category", "kind of programme", "tipo", "clase", "categoria", "tipo de programa"),
    "institution": (
        "institution", "responsible", "responsible institution", "agency", "body", "organisation", "organization",
        "ministry", "executing unit", "institucion", "institucion responsable", "responsable", "agencia",
        "organismo", "entidad", "ministerio", "servicio", "unidad ejecutora", "organizacion",
    ),
    "mechanism": ("mechanism", "how it works", "description", "mecanismo", "como funciona", "descripcion"),
    "note": (
        "note", "notes", "remark", "remarks", "comment", "comments", "nota", "notas", "observacion",
        "observaciones", "comentario", "comentarios",
    ),
    "tags": ("tags", "tag", "labels", "label", "groups", "group", "etiquetas", "etiqueta", "grupos", "grupo"),
    "investment_code": (
        "investment code", "investment_code", "project code", "bip", "bip code", "cui", "snip", "snip code",
        "codigo de inversion", "codigo bip", "codigo cui", "codigo snip", "codigo unico de inversiones",
        "codigo unico", "codigo de proyecto",
    ),
}  # fmt: skip
"""Folded heads by which each field is known, both languages at once: a file does not say which one it is in."""

_FIELD_OF = {head: field for field, heads in _HEADS.items() for head in (*heads, field)}


def word_for(field: Field) -> str:
    """What a field is called in the language in force."""
    words: dict[Field, str] = {
        "id": _("Id"),
        "name": _("Name"),
        "short": _("Short name"),
        "country": _("Country"),
        "region": _("Region"),
        "period": _("Period"),
        "kind": _("Kind"),
        "institution": _("Institution"),
        "mechanism": _("Mechanism"),
        "note": _("Note"),
        "tags": _("Tags"),
        "investment_code": _("Investment code"),
    }
    return words[field]


def field_of(head: str) -> Field | None:
    """The field that a head means, if it is known."""
    words = folded(head).strip(" :.*#º°")
    return _FIELD_OF.get(words) or _FIELD_OF.get(words.replace("_", " "))


def match_columns(heads: Sequence[str]) -> tuple[Field | None, ...]:
    """What each column means, None where its head is unknown; of two with one meaning the first counts."""
    found: list[Field | None] = []
    for head in heads:
        field = field_of(head)
        found.append(None if field in found else field)
    return tuple(found)


def with_columns(
    columns: Sequence[Field | None], heads: Sequence[str], given: Iterable[tuple[str, str]]
) -> tuple[Field | None, ...]:
    """The meanings with those given on top: pairs of a field and the head of its column, or its letter such as `B`.

    A field or head that is not there is refused with the nearest one.
    """
    chosen = list(columns)
    folded_heads = {folded(head): place for place, head in reversed(list(enumerate(heads))) if head}
    letters = {at(0, place)[:-1]: place for place in range(len(chosen))}
    for name, head in given:
        field = next((one for one in FIELDS if one == name), None)
        if field is None:
            raise unknown(_("field of a programme"), name, FIELDS)
        place = folded_heads.get(folded(head), letters.get(head))
        if place is None:
            raise unknown(_("column"), head, [*(one for one in heads if one)] or [*letters])
        chosen = [None if one == field else one for one in chosen]
        chosen[place] = field
    return tuple(chosen)


def need_names(columns: Sequence[Field | None]) -> None:
    """Refuse unless a column says which programme a row is about."""
    if "name" not in columns and "id" not in columns:
        raise Refusal(
            _("No column holds the names of the programmes. Say which one does; nothing has changed.")
        )
