"""The history of an evaluation without the names of people, under keys that belong to no other file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from scorecard.analysis.evaluators.pseudonyms import Pseudonyms, pseudonyms
from scorecard.model.evaluation import Evaluation, Evaluator, Key
from scorecard.model.page import Entry, Page, body_of, hash_of, record_of
from scorecard.model.record import Record, Ref, new_key
from scorecard.model.snapshot import Snapshot

_NAMING = ("evaluator", "assignment", "form", "discussion")
"""Kinds of records in which somebody is named."""


def veiled_pages(evaluation: Evaluation, pages: Sequence[Page]) -> tuple[Evaluation, list[Page]]:
    """The evaluation and its edits in which people have numbers in place of names.

    The evaluation, its evaluators and every edit get fresh keys, so that no other file can take these edits for its
    own, and evaluators cannot be told by their keys. Programmes, evidence and documents keep theirs.
    """
    records, authors = past_people(pages)
    last = {one.key: one for one in records if isinstance(one, Evaluator)}
    known = pseudonyms(Snapshot(evaluation=evaluation, evaluators=last), records, authors)
    fresh = {evaluation.id: new_key()} | {key: new_key() for key in last}
    edits = {page.revision.id: new_key() for page in pages}
    veil = _Veil(known, fresh, edits)
    return replace(evaluation, id=fresh[evaluation.id]), [veil.page(page) for page in pages]


def past_people(pages: Iterable[Page]) -> tuple[list[Record], set[str]]:
    """Every state of every record that names somebody, oldest first, and the accounts that made the edits."""
    records: list[Record] = []
    authors: set[str] = set()
    for page in pages:
        authors.add(page.revision.author)
        for entry in page.entries:
            if entry.kind in _NAMING:
                states = (record_of(Ref(entry.kind, entry.key), body) for body in (entry.before, entry.after))
                records += (state for state in states if state is not None)
    return records, authors


class _Veil:
    """What the parts of pages become."""

    def __init__(self, known: Pseudonyms, fresh: Mapping[Key, Key], edits: Mapping[Key, Key]) -> None:
        self._known = known
        self._fresh = fresh
        self._edits = edits
        self._keys = re.compile("|".join(map(re.escape, sorted(fresh, key=len, reverse=True))))

    def page(self, page: Page) -> Page:
        revision = replace(
            self._known.revision(page.revision),
            id=self._edits[page.revision.id],
            target=self._edits.get(page.revision.target, page.revision.target),
        )
        entries = tuple(map(self._entry, page.entries))
        return Page(revision, entries, hash_of(revision, entries))

    def _entry(self, entry: Entry) -> Entry:
        before, after = (self._body(entry, body) for body in (entry.before, entry.after))
        supersedes = " ".join(sorted(self._edits.get(id, id) for id in entry.supersedes.split()))
        return Entry(entry.kind, self._renamed(entry.key), before, after, supersedes)

    def _body(self, entry: Entry, body: str | None) -> str | None:
        # Nobody is named in a score: its evaluator is a part of its key.
        if body is None or entry.kind == "score":
            return body
        if entry.kind in _NAMING:
            record = record_of(Ref(entry.kind, entry.key), body)
            body = body_of(None if record is None else self._known.record(record))
        return None if body is None else self._renamed(body)

    def _renamed(self, text: str) -> str:
        return self._keys.sub(lambda found: self._fresh[found[0]], text)
