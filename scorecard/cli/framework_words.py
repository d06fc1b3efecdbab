"""What the verbs on frameworks print: versions, and what adopting a draft would do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scorecard.analysis.record.succession import Line, Preview
from scorecard.edits.frameworks import versions
from scorecard.i18n import _, language
from scorecard.library.completeness import gaps
from scorecard.model.codec import fingerprint
from scorecard.model.framework import Framework
from scorecard.model.snapshot import Snapshot


def rows_of_versions(snapshot: Snapshot) -> list[tuple[str, ...]]:
    """A row a version: those in force in their order, each with its draft and its earlier versions."""
    rows = []
    for id in _ids(snapshot):
        if id in snapshot.drafts:
            rows.append(_row(snapshot.drafts[id].framework, _("draft")))
        for place, framework in enumerate(versions(snapshot, id)):
            rows.append(_row(framework, _("earlier") if place else _("in force")))
    return rows


def listing_as_json(snapshot: Snapshot) -> dict[str, Any]:
    """`framework list --json`."""
    listed = []
    for id in _ids(snapshot):
        known = versions(snapshot, id) if id in snapshot.frameworks else ()
        draft = snapshot.drafts[id].framework if id in snapshot.drafts else None
        listed.append(
            {
                "id": id,
                "name": (known[0] if known else draft).name.into(language()),  # type: ignore[union-attr]
                "version": known[0].version if known else None,
                "scale": list((known[0] if known else draft).codes),  # type: ignore[union-attr]
                "versions": [_version_as_json(one) for one in known],
                "draft": None if draft is None else _version_as_json(draft),
                "missing": [] if draft is None else [gap.text() for gap in gaps(draft)],
            }
        )
    return {"frameworks": listed}


def preview_as_json(snapshot: Snapshot, id: str, preview: Preview) -> dict[str, Any]:
    """`framework adopt --json`, before anything has changed."""
    draft = snapshot.drafts[id].framework
    rounds = snapshot.rounds
    return {
        "framework": id,
        "previous": draft.previous,
        "draft": True,
        "replaces": preview.replaces,
        "scores": preview.scores,
        "rounds": {
            "follow": [rounds[key].id for key in preview.rounds_open],
            "keep": [rounds[key].id for key in preview.rounds_kept],
        },
        "lines": [_line_as_json(line) for line in preview.lines],
        "weights": list(preview.weights),
        "evidence": preview.evidence,
        "submitted": preview.submitted,
        "missing": [gap.text() for gap in gaps(draft)],
    }


def preview_lines(snapshot: Snapshot, id: str, preview: Preview) -> Iterator[str]:
    """What adopting a draft would do, in words; criteria that simply go on are counted and not listed."""
    if preview.replaces:
        yield _("Nothing is scored yet, so the draft takes the place of the version in force.")
    quiet = [line for line in preview.lines if line.link.fate == "same" and not line.reworded]
    if quiet:
        sentence = _("Criteria that go on as they are: {count}, with scores: {scores}.")
        yield sentence.format(count=len(quiet), scores=sum(line.moved for line in quiet))
    for line in preview.lines:
        if line not in quiet:
            yield _line(line)
    if preview.rounds_kept:
        rounds = ", ".join(snapshot.rounds[key].id for key in preview.rounds_kept)
        yield _("Rounds that stay on the version they were scored by: {rounds}.").format(rounds=rounds)
    if preview.submitted:
        sentence = _("Submitted work in rounds that follow: {count}. Reopen it to answer what is new.")
        yield sentence.format(count=preview.submitted)
    if preview.weights:
        names = ", ".join(preview.weights)
        yield _("Weights that change along and are worth a look: {names}.").format(names=names)
    if preview.evidence:
        yield _("Items of evidence that speak to other criteria then: {count}.").format(
            count=preview.evidence
        )
    for gap in gaps(snapshot.drafts[id].framework):
        yield gap.text()


def _line(line: Line) -> str:
    old = ", ".join(id.partition(".")[2] for id in line.link.old)
    new = ", ".join(id.partition(".")[2] for id in line.link.new)
    crossing = " → ".join(codes for codes in (old, new) if codes) if old != new else old
    sentence = line.sentence()
    if line.reworded:
        sentence = _("{sentence} Its texts have changed.").format(sentence=sentence)
    return f"{crossing}: {sentence}"


def _line_as_json(line: Line) -> dict[str, Any]:
    return {
        "fate": line.link.fate,
        "old": list(line.link.old),
        "new": list(line.link.new),
        "moved": line.moved,
        "carried": line.carried,
        "open": line.open,
        "kept": line.kept,
        "reworded": line.reworded,
    }


def _version_as_json(framework: Framework) -> dict[str, Any]:
    return {
        "version": framework.version,
        "previous": framework.previous,
        "sha256": fingerprint(framework),
        "criteria": [one.id for one in framework.criteria],
        "retired": [one.id for one in framework.retired_criteria],
    }


def _row(framework: Framework, state: str) -> tuple[str, ...]:
    return (
        framework.id,
        framework.version,
        fingerprint(framework)[:8],
        state,
        str(len(framework.criteria)),
        framework.name.into(language()),
    )


def _ids(snapshot: Snapshot) -> list[str]:
    own = [id for id in snapshot.drafts if id not in snapshot.frameworks]
    return [*snapshot.evaluation.frameworks, *own]
