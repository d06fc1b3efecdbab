"""The versions of a framework: when each came, who put it in force, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from scorecard.edits.frameworks import versions
from scorecard.i18n import _, language, ngettext
from scorecard.model.codec import fingerprint
from scorecard.model.edit import Change, Revision
from scorecard.model.framework import Framework, Link
from scorecard.model.record import Ref
from scorecard.model.snapshot import Snapshot
from ui.models.frameworks.tree import FATES

State = Literal["draft", "in force", "before"]

DRAFT = ""
"""The version by which the draft is known, which has no name of its own until it is put in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version. `at` and `author` say when and by whom it was put in force; None and empty for a draft.

    `rounds` are the names of rounds that are scored by it, `changes` counts what it did by fate, in words.
    """

    framework: Framework
    state: State
    sha256: str
    at: datetime | None
    author: str
    rounds: tuple[str, ...]
    changes: str

    @property
    def key(self) -> str:
        """How it is known among the versions of its framework."""
        return DRAFT if self.state == "draft" else self.framework.version

    @property
    def title(self) -> str:
        """What it is called."""
        match self.state:
            case "draft":
                return _("Draft")
            case "in force":
                return _("{version}, in force").format(version=self.framework.version)
            case "before":
                return self.framework.version


def versions_of(
    snapshot: Snapshot, id: str, history: Sequence[tuple[Revision, Change]]
) -> tuple[Version, ...]:
    """The draft if there is one, the version in force, and those before it, newest first.

    A framework of one's own that was never in force has its draft only. `history` are the changes of the record
    of the framework, newest first, as `Workspace.changes_of` gives them.
    """
    found: list[tuple[Framework, State]] = []
    if id in snapshot.drafts:
        found.append((snapshot.drafts[id].framework, "draft"))
    now = snapshot.frameworks.get(id)
    found += [(one, "in force" if one is now else "before") for one in versions(snapshot, id)]
    return tuple(_version(snapshot, framework, state, history) for framework, state in found)


def ref_of(id: str) -> Ref:
    """The record whose history tells of the versions of a framework."""
    return Ref("framework", id)


def changes_in_words(links: Sequence[Link]) -> str:
    """How many criteria of each fate a crosswalk has; those that are as before are left out."""
    counts = {fate: sum(link.fate == fate for link in links) for fate in FATES}
    words = {
        "renamed": ngettext("{count} renamed", "{count} renamed", counts["renamed"]),
        "merged": ngettext("{count} merged", "{count} merged", counts["merged"]),
        "split": ngettext("{count} split", "{count} split", counts["split"]),
        "dropped": ngettext("{count} retired", "{count} retired", counts["dropped"]),
        "new": ngettext("{count} new", "{count} new", counts["new"]),
    }
    said = [text.format(count=counts[fate]) for fate, text in words.items() if counts[fate]]  # type: ignore[index]
    return " · ".join(said) or _("the same criteria")


def link_in_words(link: Link, old: Framework | None, new: Framework) -> str:
    """The criteria of a link by id and name, what was before the arrow and what is after it."""
    before = ", ".join(criterion_in_words(old, id) for id in link.old)
    after = ", ".join(criterion_in_words(new, id) for id in link.new)
    return f"{before} → {after}" if before and after else before or after


def criterion_in_words(framework: Framework | None, id: str) -> str:
    """The code and the name of a criterion; the code alone where the version is not there."""
    code = id.partition(".")[2]
    every = (*framework.criteria, *framework.retired_criteria) if framework is not None else ()
    name = next((one.name.into(language()) for one in every if one.id == id), "")
    return f"{code} {name}".strip()


def _version(
    snapshot: Snapshot, framework: Framework, state: State, history: Sequence[tuple[Revision, Change]]
) -> Version:
    came = None
    if state != "draft":
        came = next(
            (one for one, change in reversed(history) if _version_of(change) == framework.version), None
        )
    rounds = []
    if state != "draft":
        rounds = [
            one.name
            for one in snapshot.ordered_rounds()
            if snapshot.framework_in(framework.id, one.key).version == framework.version
        ]
    return Version(
        framework=framework,
        state=state,
        sha256=_hash_of(framework),
        at=came.at if came else None,
        author=came.author if came else "",
        rounds=tuple(rounds),
        changes=changes_in_words(framework.crosswalk) if framework.previous else "",
    )


@lru_cache(maxsize=16)
def _hash_of(framework: Framework) -> str:
    """The hash of a version; while a draft is written, those of the others are asked for with every word."""
    return fingerprint(framework)


def _version_of(change: Change) -> str:
    return change.after.version if isinstance(change.after, Framework) else ""
