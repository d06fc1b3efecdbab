"""The conflicts of a merge, its problems and what it changes, each as a row of its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, assert_never

from scorecard.analysis.record.changes import Difference
from scorecard.analysis.sight import reason_hidden
from scorecard.exchange.merging.clashes import Clash, Side
from scorecard.exchange.merging.coming import FATES, Coming, Fate
from scorecard.exchange.merging.merge_plan import MergePlan
from scorecard.i18n import _, format_count, ngettext
from scorecard.model.evaluation import Key
from scorecard.model.framework import NA, NE, Framework
from scorecard.model.problem import Problem
from scorecard.model.record import Ref, cell_of
from scorecard.model.snapshot import Snapshot
from ui.models.exchange.preview_rows import (
    Answer,
    Chip,
    HeadRow,
    Part,
    Passing,
    PreviewRow,
    Question,
    Shape,
    Trouble,
    head_of_problems,
    hidden_words,
)
from ui.models.moments import day_and_time

_LONGEST = 140
"""Of what a side says, the characters that are repeated below the list."""


@dataclass(frozen=True, slots=True)
class ClashRow:
    """One thing that became something else on each side.

    `reason` is why what they say may not be seen, if so; `framework` that of a score, in which its levels are painted.
    """

    clash: Clash
    reason: str
    framework: Framework | None
    shape: ClassVar[Shape] = "question"

    @property
    def ref(self) -> Ref:
        return self.clash.ref

    def title(self) -> str:
        return _title(self.clash)

    def face(self) -> Question:
        sides = self.clash.sides
        if self.clash.renamed:
            # Both stay, so that there is one answer to agree to.
            about = "  /  ".join(f"{one.text} ({_about_side(one)})" for one in sides)
            return Question(title=self.title(), answers=(Answer(words=self._words()[0], about=about),))
        chips = [self._chip(side) for side in sides]
        words = self._words()
        if any(chip is not None and side.text == side.value for chip, side in zip(chips, sides, strict=True)):
            # The chip says all that there is to say.
            words = _places(sides)
        return Question(
            title=self.title(),
            about=self.reason,
            answers=tuple(
                Answer(words=text, about=_about_side(side), chip=chip)
                for text, side, chip in zip(words, sides, chips, strict=True)
            ),
        )

    def sentence(self, decided: int | None) -> str:
        said = self.reason or " ".join(_side_sentence(side) for side in self.clash.sides)
        return f"{self.title()}. {self._decided(decided)} {said}"

    def _words(self) -> tuple[str, ...]:
        """What each answer says."""
        if self.clash.renamed:
            sentence = _("Keep both: the one that comes becomes {id}")
            return (sentence.format(id=self.clash.renamed),)
        if self.reason:
            return _places(self.clash.sides)
        return tuple(side.text or _("empty") for side in self.clash.sides)

    def _chip(self, side: Side) -> Chip | None:
        """The level that a side gives; none where that is hidden, or no level of the framework here."""
        if self.reason or self.framework is None or side.value is None:
            return None
        known = side.value in (*self.framework.codes, NE, NA, "")
        return Chip(framework=self.framework, value=side.value) if known else None

    def _decided(self, side: int | None) -> str:
        if side is None:
            return _("Not decided yet.")
        return _("Decided: {answer}.").format(answer=self._words()[side])


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem of a package, or of the merge as a whole."""

    problem: Problem
    ref: ClassVar[None] = None
    shape: ClassVar[Shape] = "trouble"

    def title(self) -> str:
        return self.problem.text

    def face(self) -> Trouble:
        return Trouble(severity=self.problem.severity, file=self.problem.file, text=self.problem.text)

    def sentence(self, decided: int | None) -> str:
        return f"{self.problem.file}: {self.problem.text}" if self.problem.file else self.problem.text


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One part of one thing before and after merging. `reason` is why neither may be seen, if so."""

    difference: Difference
    reason: str
    ref: ClassVar[None] = None
    shape: ClassVar[Shape] = "passing"

    def title(self) -> str:
        return _title(self.difference)

    def face(self) -> Passing:
        row = self.difference
        before, after = row.before or "–", row.after or _("removed")
        if self.reason:
            before, after = (before if not row.before else hidden_words()), hidden_words()
        return Passing(title=self.title(), before=before, after=after)

    def sentence(self, decided: int | None) -> str:
        row = self.difference
        if self.reason:
            return f"{self.title()}. {self.reason}"
        values = {"thing": self.title(), "before": row.before, "after": row.after}
        if not row.before:
            return _("{thing}: {after}, new here.").format(**values)
        if not row.after:
            return _("{thing}: {before}, removed.").format(**values)
        return _("{thing}: {before} here, {after} after merging.").format(**values)


def _title(row: Clash | Difference) -> str:
    return f"{row.thing} · {row.part}" if row.part else row.thing


def _places(sides: Sequence[Side]) -> tuple[str, ...]:
    """Where each side stands, in place of what it says."""
    return tuple(
        _("What {file} says").format(file=side.file) if side.file else _("What is here") for side in sides
    )


def _about_side(side: Side) -> str:
    """Who said something, when, and where."""
    place = side.file or _("here")
    return f"{place} · {side.author} · {day_and_time(side.at)}"


def _side_sentence(side: Side) -> str:
    text = " ".join(side.text.split()) or _("empty")
    text = text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
    values = {"text": text, "author": side.author, "when": day_and_time(side.at)}
    if side.file:
        return _("In {file}: “{text}” ({author}, {when}).").format(file=side.file, **values)
    return _("Here: “{text}” ({author}, {when}).").format(**values)


def merge_rows(plan: MergePlan, snapshot: Snapshot, viewer: Key, part: Part) -> list[PreviewRow]:
    """The rows of one part of a merge, or of all; what `viewer` may not see of scores is left out of them."""
    errors = [ProblemRow(one) for one in plan.problems if one.severity == "error"]
    warnings = [ProblemRow(one) for one in plan.problems if one.severity == "warning"]
    rows: list[PreviewRow] = []
    if plan.conflicts and part in ("all", "conflict"):
        rows.append(HeadRow(part="conflict", text=_head_of_conflicts(len(plan.conflicts))))
        rows += [
            ClashRow(one, _reason(snapshot, viewer, one.ref), _framework(snapshot, one.ref))
            for one in plan.conflicts
        ]
    if plan.problems and part in ("all", "problem"):
        text = _head_of_problems(len(errors), len(warnings))
        rows += [HeadRow(part="problem", text=text, calm=not errors), *errors, *warnings]
    for fate in ("removed", "changed", "new"):
        if plan.coming.count(fate) and part in ("all", fate):
            rows.append(HeadRow(part=fate, text=_head_of(plan.coming, fate)))
            rows += [
                DifferenceRow(one, _reason(snapshot, viewer, one.change.ref))
                for one in plan.coming.differences[fate]
            ]
    return rows


def _reason(snapshot: Snapshot, viewer: Key, ref: Ref) -> str:
    """Why what is said of a thing may not be seen: only scores are ever kept from anybody."""
    cell = cell_of(ref)
    return "" if cell is None else reason_hidden(snapshot, viewer, cell)


def _framework(snapshot: Snapshot, ref: Ref) -> Framework | None:
    """The framework that a score is given by, as it is here; None of what is no score, or comes with its framework."""
    cell = cell_of(ref)
    if cell is None or cell.round not in snapshot.rounds:
        return None
    id = cell.criterion.partition(".")[0]
    return snapshot.framework_in(id, cell.round) if id in snapshot.frameworks else None


def _head_of_conflicts(count: int) -> str:
    words = ngettext(
        "{count} conflict: it became something else on each side",
        "{count} conflicts: they became something else on each side",
        count,
    )
    return words.format(count=format_count(count))


def _head_of_problems(errors: int, remarks: int) -> str:
    words = ngettext(
        "{count} problem: nothing can be merged before it is mended",
        "{count} problems: nothing can be merged before they are mended",
        errors,
    )
    return head_of_problems(words.format(count=format_count(errors)) if errors else "", remarks)


def _head_of(coming: Coming, fate: Fate) -> str:
    """How many things and scores become what, and whether only the first of them are shown."""
    scores, things = coming.scores.get(fate, 0), coming.things.get(fate, 0)
    match fate:
        case "new":
            words = (
                ngettext("{count} new score", "{count} new scores", scores),
                ngettext("{count} other new thing", "{count} other new things", things),
            )
        case "changed":
            words = (
                ngettext("{count} changed score", "{count} changed scores", scores),
                ngettext("{count} other changed thing", "{count} other changed things", things),
            )
        case "removed":
            words = (
                ngettext("{count} removed score", "{count} removed scores", scores),
                ngettext("{count} other removed thing", "{count} other removed things", things),
            )
        case _:
            assert_never(fate)
    parts = [
        text.format(count=format_count(count))
        for text, count in zip(words, (scores, things), strict=True)
        if count
    ]
    shown = len({one.change.ref for one in coming.differences[fate]})
    if shown < coming.count(fate):
        parts.append(_("the first {count} are shown").format(count=format_count(shown)))
    return " · ".join(parts)


def counts_of(plan: MergePlan) -> Mapping[Part, int]:
    """How many rows there would be of each part, were all of them shown."""
    counts: dict[Part, int] = {fate: plan.coming.count(fate) for fate in FATES}
    return counts | {"conflict": len(plan.conflicts), "problem": len(plan.problems)}
