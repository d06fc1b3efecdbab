"""What a merge would do: packages held against what is stored, before anything is decided or written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from scorecard.errors import Refusal
from scorecard.exchange.merging.clashes import Choices, Clash, Speaker
from scorecard.exchange.merging.coming import Coming, coming
from scorecard.exchange.merging.contested import settle_contested
from scorecard.exchange.merging.merge_checks import locked_scores, order_frameworks, unknown_answers
from scorecard.exchange.merging.outcome import Home, Outcome
from scorecard.exchange.merging.package_reader import Package
from scorecard.exchange.merging.references import mend_references
from scorecard.exchange.merging.same_ids import look_alikes, second_panels, tell_apart
from scorecard.exchange.merging.strays import Strays, frameworks_apart, parted_frameworks
from scorecard.exchange.merging.taken_back import bring_again
from scorecard.exchange.merging.union import NewPages, unite
from scorecard.i18n import N_, _
from scorecard.model.edit import Label
from scorecard.model.evaluation import Key
from scorecard.model.page import Entry, State
from scorecard.model.problem import Problem
from scorecard.model.record import Ref
from scorecard.model.snapshot import Snapshot
from scorecard.progress import Progress

if TYPE_CHECKING:
    from scorecard.exchange.imports.import_plan import OnConflict

_FILES_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """What a merge would change. It may be carried out when there is no error and no conflict is open.

    `applied` counts the edits that come in, again where a merge of them was undone, `unchanged` those that are here.
    `coming` is what all of it changes here. `pages`, `states` and `settled` are what the store takes in, `states` as
    far as records come to something else than is said of them last; `newest` the revision that all was worked out from.
    """

    files: tuple[str, ...]
    pages: NewPages
    applied: int
    unchanged: int
    states: Mapping[Ref, State]
    settled: tuple[Entry, ...]
    coming: Coming
    conflicts: tuple[Clash, ...]
    problems: tuple[Problem, ...]
    newest: Key

    @property
    def may_apply(self) -> bool:
        """Whether nothing stands against it."""
        return not self.open and all(problem.severity != "error" for problem in self.problems)

    @property
    def open(self) -> int:
        """How many conflicts nobody has settled."""
        return sum(clash.chosen is None for clash in self.conflicts)

    @property
    def is_empty(self) -> bool:
        """Whether everything is here already."""
        return not self.pages and not self.settled

    @property
    def label(self) -> Label:
        """What the merge is called in the history."""
        if len(self.files) > _FILES_NAMED:
            return Label(message=N_("merge packages: {count}"), values=(("count", str(len(self.files))),))
        return Label(message=N_("merge {files}"), values=(("files", ", ".join(self.files)),))


def plan_merge(
    home: Home,
    packages: Sequence[Package],
    on_conflict: OnConflict = "fail",
    decisions: Mapping[Ref, int] = MappingProxyType({}),
    progress: Progress | None = None,
) -> MergePlan:
    """Hold packages against what is stored.

    `decisions` say which side holds where they are given, `on_conflict` elsewhere: `keep` the first, which is what
    stands here unless packages conflict with one another, `replace` the last. Refuses a package of another evaluation,
    and one under pseudonyms.
    """
    snapshot = home.snapshot()
    for package in packages:
        if package.pseudonyms:
            raise _veiled(package)
        if package.evaluation != snapshot.evaluation.id:
            raise _another(package, snapshot)
    known = home.hashes()
    outcome = Outcome(home, known, unite(known, home.state, packages, progress))
    speaker = Speaker(outcome, packages)
    conflicts, problems = _settle(outcome, packages, speaker, Choices(on_conflict, decisions))
    return MergePlan(
        files=tuple(package.file for package in packages),
        pages=outcome.union.pages,
        applied=len(outcome.union.pages) + len(outcome.again),
        unchanged=outcome.union.unchanged - len(outcome.again),
        states=outcome.explicit,
        settled=tuple(outcome.settled.values()),
        coming=coming(outcome, speaker.names, [clash.ref for clash in conflicts]),
        conflicts=tuple(conflicts),
        problems=tuple(problems),
        newest=home.newest().id,
    )


def _settle(
    outcome: Outcome, packages: Sequence[Package], speaker: Speaker, choices: Choices
) -> tuple[list[Clash], list[Problem]]:
    """Settle all that has to be, each step on what the one before has come to."""
    problems = list(parted_frameworks(outcome, speaker))
    after = outcome.after()
    strays = [Strays(outcome, packages, after, id) for id in frameworks_apart(outcome, packages, after)]
    for one in strays:
        one.release(speaker, choices)
    conflicts = list(bring_again(outcome, packages, speaker, choices))
    conflicts += settle_contested(outcome, speaker, choices)
    for one in strays:
        one.bring_forward(speaker, choices)
        conflicts += one.clashes
        problems += one.problems
    try:
        conflicts += mend_references(outcome, speaker, choices)
    except LookupError as error:
        raise _not_whole(packages) from error
    conflicts += tell_apart(outcome, speaker, choices)
    order_frameworks(outcome)
    problems += second_panels(outcome, outcome.after())
    if not problems:
        problems += unknown_answers(outcome)
    problems += look_alikes(outcome, speaker)
    problems += locked_scores(outcome)
    return conflicts, problems


def _not_whole(packages: Sequence[Package]) -> Refusal:
    sentence = _(
        "Something that these packages refer to is in none of them: {files}. Ask for them to be made anew; "
        "nothing has changed."
    )
    return Refusal(sentence.format(files=", ".join(package.file for package in packages)), code="damaged")


def _veiled(package: Package) -> Refusal:
    sentence = _(
        "“{file}” was made for publication: people have numbers in it in place of names, and nobody’s scores can be "
        "told from another’s here. Ask for a package without pseudonyms; nothing was merged."
    )
    return Refusal(sentence.format(file=package.file), code="not-ours")


def _another(package: Package, snapshot: Snapshot) -> Refusal:
    sentence = _(
        "“{file}” is a package of “{theirs}” and this is “{ours}”, which is not a copy of it, so nothing was "
        "merged. To bring scores over, use “table long” there and “import” here."
    )
    values = {"file": package.file, "theirs": package.title, "ours": snapshot.evaluation.title}
    return Refusal(sentence.format(**values), code="not-ours")
