"""Packages: an evaluation with its whole history as plain text in a zip, for another file to take in."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from scorecard.errors import Refusal
from scorecard.exchange.merging.package_reader import FORMAT, KIND, MANIFEST, REVISIONS, read_package
from scorecard.i18n import _
from scorecard.model.evaluation import Evaluation
from scorecard.model.page import Page, fields_of, texts_as_json
from scorecard.safe_file import replace_safely

SUFFIX = ".scorepack"
_NAMES = ("id", "at", "author", "label", "kind", "target")
# The first moment that a zip can tell: when the file was made is no part of what it says.
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)
_LINES_AT_ONCE = 2_000


def save_package(
    path: Path, evaluation: Evaluation, pages: Sequence[Page], *, pseudonyms: bool = False
) -> None:
    """Write a package beside its target, read it back, and only then put it in its place.

    Nothing but the edits enters it: the same evaluation makes the same bytes, whenever and by whomever. One under
    `pseudonyms` says so, and is made of `veiled_pages`. Its owner alone may read it, until they send it on.
    """
    if path.suffix.lower() != SUFFIX:
        sentence = _("“{file}” does not end in .scorepack, as a package must. Nothing was written.")
        raise Refusal(sentence.format(file=path))

    def check(temporary: Path) -> None:
        if not _holds(temporary, pages):
            sentence = _(
                "“{name}” did not read back as it was written; an earlier file of that name is untouched. "
                "Try again, or choose another disk."
            )
            raise Refusal(sentence.format(name=path.name), code="damaged")

    def write(temporary: Path) -> None:
        _write(temporary, evaluation, pages, pseudonyms)

    replace_safely(path, write, check, private=True)


def _holds(path: Path, pages: Sequence[Page]) -> bool:
    try:
        return read_package(path).pages == tuple(pages)
    except Refusal:
        return False


def _write(path: Path, evaluation: Evaluation, pages: Sequence[Page], pseudonyms: bool) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        digest, size = hashlib.sha256(), 0
        with archive.open(_member(REVISIONS), "w") as member:
            for block in _blocks(pages):
                digest.update(block)
                size += len(block)
                member.write(block)
        manifest = {
            "kind": KIND,
            "format": FORMAT,
            "program": importlib.metadata.version("scorecard"),
            "evaluation": {"id": evaluation.id, "title": evaluation.title},
            "revisions": len(pages),
            "changes": sum(len(page.entries) for page in pages),
            "members": {REVISIONS: {"bytes": size, "sha256": digest.hexdigest()}},
        }
        if pseudonyms:
            manifest["pseudonyms"] = True
        archive.writestr(_member(MANIFEST), f"{_text(manifest)}\n".encode())


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _NO_MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


def _blocks(pages: Iterable[Page]) -> Iterator[bytes]:
    lines: list[str] = []
    for page in pages:
        head = dict(zip(_NAMES, fields_of(page.revision), strict=True))
        lines.append(_text(head | {"changes": len(page.entries), "hash": page.hash}))
        lines += map(texts_as_json, page.entries)
        if len(lines) >= _LINES_AT_ONCE:
            yield _block(lines)
            lines.clear()
    if lines:
        yield _block(lines)


def _block(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
