"""How the tables of an evaluation are declared, and the columns that many of them share."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.storage.analysis_file import Column, Kind, Reference, Table


def of(kind: Kind, name: str, note: str) -> Column:
    """A column that always holds something where the name ends in `!`."""
    return Column(name=name.rstrip("!"), kind=kind, note=note, required=name.endswith("!"))


def text(name: str, note: str) -> Column:
    """A column of texts, as `of` says."""
    return of("text", name, note)


def both(name: str, note: str) -> tuple[Column, Column]:
    """A text of the framework in both languages."""
    return text(f"{name}_en", f"{note}, in English"), text(f"{name}_es", f"{note}, in Spanish")


def table(
    name: str, note: str, key: str, columns: Sequence[Column], references: Sequence[tuple[str, str]] = ()
) -> Table:
    """A table whose key is `key`, names with spaces between them.

    A reference is its columns and a table, as in `("programme evaluator", "conflicts")`; where the key of that table
    has other names, they stand behind a colon.
    """
    required = frozenset(key.split())
    return Table(
        name=name,
        note=note,
        key=tuple(key.split()),
        columns=tuple(
            Column(name=one.name, kind=one.kind, note=one.note, required=one.required or one.name in required)
            for one in columns
        ),
        references=tuple(_reference(names, target) for names, target in references),
    )


def _reference(names: str, target: str) -> Reference:
    name, _colon, key = target.partition(":")
    return Reference(columns=tuple(names.split()), table=name, key=tuple((key or names).split()))


FRAMEWORK = text("framework", "the id of the framework, such as ptpr")
VERSION = text("version", "the version of the framework")
SECTION = text("section", "the id of the section within its framework, such as ANT")
CRITERION = text("criterion", "the full id of the criterion, such as ptpr.ANT1")
PROGRAMME = text("programme", "the id of the programme")
EVALUATOR = text("evaluator", "the id of the evaluator")
ROUND = text("round", "the id of the round")
DOCUMENTS = text("documents", "the ids of the documents, with spaces between them")
PLACE = text("place", "where in its documents, such as p. 12")
IN_VERSION = ("framework version", "frameworks")
OF_SECTION = ("framework version section", "sections")
OF_CRITERION = ("framework version criterion", "criteria")
OF_PROGRAMME = ("programme", "programmes")
OF_EVALUATOR = ("evaluator", "evaluators")
OF_ROUND = ("round", "rounds")
OF_EVIDENCE = ("programme evidence", "evidence")
INTERVAL = (
    of("number", "score", "the score on the scale from 0 to the top of the framework"),
    of("number", "low", "the score if every missing cell had the worst level"),
    of("number", "high", "the score if every missing cell had the best level"),
    of("number", "coverage", "the share, 0 to 1, of what applies that is scored"),
)
