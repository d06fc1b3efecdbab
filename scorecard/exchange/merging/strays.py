"""What was said by one version of a framework while the next came into force elsewhere, brought forward in a merge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scorecard.analysis.record.succession import follow, steps_between
from scorecard.edits.frameworks import carried_along
from scorecard.errors import Refusal
from scorecard.exchange.merging.clashes import Choices, Clash, Said, Speaker
from scorecard.exchange.merging.outcome import Outcome
from scorecard.exchange.merging.package_reader import Package
from scorecard.i18n import _
from scorecard.model.edit import Change
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework, Link
from scorecard.model.page import Entry, Page, body_of, cell_of, record_of
from scorecard.model.problem import Problem
from scorecard.model.record import Ref
from scorecard.model.score import Cell, Score
from scorecard.model.snapshot import Snapshot

_FOLLOWERS = ("weights", "evidence", "programme")
"""The kinds of records that a new version of a framework changes along, beside the scores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A file with an older version, and its edits that no file with the newest has. Here `file` is empty."""

    file: str
    framework: Framework
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """What such a file says in a cell, what the files with the newest version know of it, and the edit that said it."""

    said: Score | None
    known: Score | None
    edit: Key


class Strays:
    """Follows the crosswalks of one framework from the older versions of some files to the newest of any.

    `release` comes before conflicts are settled, `bring_forward` after. `problems` are versions that do not lead to
    one another; `clashes` are cells in which a file with the newest version says something else.
    """

    def __init__(self, outcome: Outcome, packages: Sequence[Package], after: Snapshot, id: str) -> None:
        self.problems: list[Problem] = []
        self.clashes: list[Clash] = []
        self._outcome = outcome
        self._after = after
        self._id = id
        self._released: dict[Ref, Said] = {}
        self._steps: dict[str, list[tuple[Framework, Framework]]] = {}
        self._behind: list[Behind] = []
        newest = after.frameworks.get(id)
        for behind in _files_behind(outcome, packages, id, newest):
            steps = steps_between(after, behind.framework, newest) if newest is not None else []
            self._steps[behind.framework.version] = steps
            if steps:
                self._behind.append(behind)
            elif any(self._is_of_it(entry) for page in behind.pages for entry in page.entries):
                self.problems.append(self._parted(behind, newest))

    def release(self, speaker: Speaker, choices: Choices) -> None:
        """Empty the cells that a newer version has moved, though an older one has said something there since."""
        moved = {
            link.old[0]
            for steps in self._steps.values()
            for _old, new in steps
            for link in new.crosswalk
            if _moves(link)
        }
        for place, sides in self._outcome.union.contested.items():
            said = [Said(side.body, side.revision) for side in sides if side.body is not None]
            if place.kind != "score" or cell_of(place.key).criterion not in moved or len(said) == len(sides):
                continue
            chosen = choices.side(place, len(said)) if len(said) > 1 else 0
            if len(said) > 1:
                self.clashes.append(speaker.clash(place, said, chosen))
            self._outcome.contest(place, sides)
            self._outcome.settle(place, None)
            self._outcome.decided.add(place)
            self._released[place] = said[chosen or 0]

    def bring_forward(self, speaker: Speaker, choices: Choices) -> None:
        """Let scores, weights and evidence follow; where both sides say something of one cell, as is chosen."""
        for behind in self._behind:
            steps = self._steps[behind.framework.version]
            groups: dict[Cell, dict[Cell, Stray]] = {}
            for cell, stray in self._strays(behind).items():
                groups.setdefault(cell._replace(criterion=""), {})[cell] = stray
            for group in groups.values():
                wanted = self._followed(group, steps, lambda stray: stray.said)
                known = self._followed(group, steps, lambda stray: stray.known)
                edit = next(iter(group.values())).edit
                for cell, score in wanted.items():
                    if cell in group:
                        self._outcome.settle(_ref(cell), body_of(score))
                    else:
                        self._put(
                            cell, Said(body_of(score), edit), body_of(known.get(cell)), speaker, choices
                        )
            self._carry_along(behind, steps)

    def _strays(self, behind: Behind) -> dict[Cell, Stray]:
        """The cells that a file with an older version has changed on its own, in rounds that go by the newest."""
        asked = {criterion.id for criterion in behind.framework.criteria}
        known: dict[Ref, str | None] = {}
        edits: dict[Ref, Key] = {}
        for page in behind.pages:
            for entry in page.entries:
                if entry.kind == "score" and cell_of(entry.key).criterion in asked:
                    place = Ref("score", entry.key)
                    known.setdefault(place, entry.before)
                    edits[place] = page.revision.id
        newest = self._after.frameworks[self._id]
        strays = {}
        for place, edit in edits.items():
            cell = cell_of(place.key)
            if cell.round not in self._after.rounds:
                continue
            if self._after.framework_in(self._id, cell.round) != newest:
                continue
            said = self._released[place] if place in self._released else Said(self._outcome.body(place), edit)
            strays[cell] = Stray(
                said=_score(place, said.body), known=_score(place, known[place]), edit=said.edit
            )
        return strays

    def _followed(
        self,
        strays: Mapping[Cell, Stray],
        steps: Sequence[tuple[Framework, Framework]],
        pick: Callable[[Stray], Score | None],
    ) -> dict[Cell, Score | None]:
        """What becomes of the cells of one evaluator's programme that strays lead to; None where nothing stays."""
        said = {cell: pick(stray) for cell, stray in strays.items()}
        reached: dict[Cell, Score | None] = {}
        place = next(iter(strays))
        for old, new in steps:
            for link in new.crosswalk:
                sources = [place._replace(criterion=id) for id in link.old]
                targets = [place._replace(criterion=id) for id in link.new]
                if sources == targets or not targets or not any(cell in said for cell in sources):
                    continue
                found = [said[cell] if cell in said else self._stored(cell) for cell in sources]
                scores = [score for score in found if score is not None]
                if _moves(link):
                    said[sources[0]] = reached[sources[0]] = None
                elif not scores:
                    continue
                said.update(dict.fromkeys(targets))
                for change in follow(old, replace(new, crosswalk=(link,)), scores, (place.round,)):
                    if isinstance(change.after, Score):
                        said[change.after.cell] = change.after
                reached.update((cell, said[cell]) for cell in targets)
        return reached

    def _put(self, cell: Cell, said: Said, known: str | None, speaker: Speaker, choices: Choices) -> None:
        """Store what came forward, unless it meets something that was said under the newest version itself."""
        place = _ref(cell)
        state, now = self._outcome.state(place), self._outcome.body(place)
        if now == said.body:
            return
        if now == known or not state.heads:
            self._outcome.settle(place, said.body)
            return
        sides = [Said(now, state.revision), said]
        if said.edit in self._outcome.known:
            sides.reverse()
        chosen = choices.side(place, len(sides))
        self.clashes.append(speaker.clash(place, sides, chosen))
        self._outcome.settle(place, sides[chosen or 0].body)

    def _carry_along(self, behind: Behind, steps: Sequence[tuple[Framework, Framework]]) -> None:
        """Let the weights, evidence and ratings follow that the older file has changed."""
        edits = {page.revision.id for page in behind.pages}
        places = {
            Ref(entry.kind, entry.key): None
            for page in behind.pages
            for entry in page.entries
            if entry.kind in _FOLLOWERS
        }
        changes = []
        for place in places:
            body = self._outcome.body(place)
            sides = self._outcome.union.contested.get(place, (self._outcome.state(place),))
            if body is not None and any(side.body == body and edits.issuperset(side.heads) for side in sides):
                changes.append(Change(before=None, after=record_of(place, body)))
        alone = replace(self._after, weights={}, evidence={}, programmes={}).after(changes)
        for old, new in steps if changes else ():
            try:
                followed = carried_along(alone, old, new, scored=True)
            except Refusal as refusal:
                self.problems.append(Problem(severity="error", text=str(refusal), file=behind.file))
                return
            alone = alone.after(followed)
            for change in followed:
                self._outcome.settle(change.ref, body_of(change.after))

    def _stored(self, cell: Cell) -> Score | None:
        return _score(_ref(cell), self._outcome.body(_ref(cell)))

    def _is_of_it(self, entry: Entry) -> bool:
        return entry.kind == "score" and cell_of(entry.key).criterion.startswith(f"{self._id}.")

    def _parted(self, behind: Behind, newest: Framework | None) -> Problem:
        values = {"framework": self._id, "old": behind.framework.version}
        if newest is None:
            sentence = _(
                "The framework “{framework}” was removed, and there are scores by its version {old}. Take it in again "
                "where it was removed, then merge."
            )
        else:
            sentence = _(
                "Scores were given by version {old} of the framework “{framework}”, and no crosswalk leads from it to "
                "version {new}. Adopt the same version on both sides, then merge; or bring the scores over with “table "
                "long” and “import”."
            )
            values["new"] = newest.version
        return Problem(severity="error", text=sentence.format(**values), file=behind.file)


def frameworks_apart(outcome: Outcome, packages: Sequence[Package], after: Snapshot) -> Iterator[str]:
    """The ids of frameworks that are not in the same version in every file, where one of them follows the others."""
    for id in dict.fromkeys((*outcome.before.frameworks, *after.frameworks)):
        place = Ref("framework", id)
        if place in outcome.union.contested:
            continue
        heads = set(outcome.home.state(place).heads)
        if outcome.comes(place) or not all(
            any(page.revision.id in heads for page in package.pages) for package in packages
        ):
            yield id


def parted_frameworks(outcome: Outcome, speaker: Speaker) -> Iterator[Problem]:
    """A problem for each framework that became something else on two sides; no crosswalk joins the two."""
    for place, sides in outcome.union.contested.items():
        if place.kind != "framework":
            continue
        outcome.contest(place, sides)
        first, *others = (_version(place, side.body) for side in sides)
        files = [speaker.file(side.revision) for side in sides]
        sentence = _(
            "The framework “{framework}” became version {theirs} in {file} and version {ours} in {other}, and neither "
            "follows from the other. Discard one of the two where it was made and merge again; or bring the scores "
            "over with “table long” and “import”."
        )
        for version, file in zip(others, files[1:], strict=True):
            values = {"framework": place.key, "theirs": version, "ours": first, "file": file}
            text = sentence.format(**values, other=files[0] or _("this file"))
            yield Problem(severity="error", text=text, file=file)


def _files_behind(
    outcome: Outcome, packages: Sequence[Package], id: str, newest: Framework | None
) -> Iterator[Behind]:
    here = outcome.before.frameworks.get(id)
    versions = [(package, _framework_in(package, id)) for package in packages]
    ahead = set(outcome.known) if here == newest else set()
    for package, framework in versions:
        if framework == newest:
            ahead.update(page.revision.id for page in package.pages)
    if here is not None and here != newest:
        yield Behind(
            file="",
            framework=here,
            pages=tuple(outcome.home.page(edit) for edit in outcome.known if edit not in ahead),
        )
    ahead |= outcome.known.keys()
    for package, framework in versions:
        if framework is not None and framework != newest:
            pages = tuple(page for page in package.pages if page.revision.id not in ahead)
            yield Behind(file=package.file, framework=framework, pages=pages)
            ahead.update(page.revision.id for page in pages)


def _framework_in(package: Package, id: str) -> Framework | None:
    """A framework as a package has it in the end."""
    for page in reversed(package.pages):
        for entry in page.entries:
            if entry.kind == "framework" and entry.key == id:
                found = record_of(Ref("framework", id), entry.after)
                return found if isinstance(found, Framework) else None
    return None


def _moves(link: Link) -> bool:
    """Whether a criterion goes on under another id, so that its scores leave their cells."""
    return link.fate in ("same", "renamed") and link.old != link.new


def _ref(cell: Cell) -> Ref:
    return Ref("score", "/".join(cell))


def _score(place: Ref, body: str | None) -> Score | None:
    found = record_of(place, body)
    return found if isinstance(found, Score) else None


def _version(place: Ref, body: str | None) -> str:
    found = record_of(place, body)
    return found.version if isinstance(found, Framework) else "–"
