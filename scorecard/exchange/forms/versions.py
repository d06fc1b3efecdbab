"""The version of a framework by which a form asks, held against the one by which its round is scored now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scorecard.analysis.record.succession import brought_along, steps_between
from scorecard.errors import Refusal
from scorecard.exchange.forms.facts import FormFacts
from scorecard.exchange.reading import Answer, Before
from scorecard.i18n import _
from scorecard.model.codec import fingerprint
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework, edition_key
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot

_SHORT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """`asked` is the version that a form asks by; `steps` lead from it to the one in force, none where it is that."""

    asked: Framework
    steps: tuple[tuple[Framework, Framework], ...]

    @property
    def target(self) -> Framework:
        """The version by which the round is scored."""
        return self.steps[-1][1] if self.steps else self.asked


class Fingerprints:
    """SHA-256 of versions of frameworks, each worked out once for many forms."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def of(self, framework: Framework) -> str:
        """The fingerprint of a version."""
        place = (framework.id, framework.version)
        if place not in self._known:
            self._known[place] = fingerprint(framework)
        return self._known[place]


def versions_of(
    name: str, facts: FormFacts, snapshot: Snapshot, round: Key, fingerprints: Fingerprints
) -> Versions:
    """The version of a form and the steps it has to go; refused, naming both versions, where nothing leads there."""
    id, version, sha256 = (
        facts["sc_framework"],
        facts["sc_framework_version"],
        facts["sc_framework_sha256"],
    )
    if id not in snapshot.frameworks:
        sentence = _(
            "“{name}” asks by the framework “{theirs}” {version}, and this evaluation has “{ours}”. Import it into the "
            "evaluation that it was made from; nothing has changed."
        )
        ours = ", ".join(f"{one.id} {one.version}" for one in snapshot.ordered_frameworks())
        raise Refusal(sentence.format(name=name, theirs=id, version=version, ours=ours), code="not-ours")
    target = snapshot.framework_in(id, round)
    if version == target.version:
        if sha256 and sha256 != fingerprints.of(target):
            theirs, here = sha256[:_SHORT], fingerprints.of(target)[:_SHORT]
            raise _other_version(name, id, f"{version} ({theirs}…)", f"{target.version} ({here}…)")
        return Versions(asked=target, steps=())
    edition = snapshot.editions.get(edition_key(id, version))
    if edition is not None and (not sha256 or sha256 == fingerprints.of(edition.framework)):
        steps = steps_between(snapshot, edition.framework, target)
        if steps and edition.framework.codes == target.codes:
            return Versions(asked=edition.framework, steps=tuple(steps))
    raise _other_version(name, id, version, target.version)


def brought_forward(
    versions: Versions, snapshot: Snapshot, answers: Iterable[Answer], round: Key, evaluator: Key
) -> tuple[list[Answer], int]:
    """Answers under the criteria of the version in force, and how many are left out as nothing asks for them now.

    What stood in the form before goes along, so that only what changed in it counts. A criterion that came from
    several has the place of the first of them.
    """
    answers = list(answers)
    keys = {one.id: one.key for one in snapshot.programmes.values()}
    said = [_score(one, keys[one.programme], evaluator, round) for one in answers]
    before = [
        _score(
            replace(one, value=it.value, note=it.note, cites=it.cites), keys[one.programme], evaluator, round
        )
        for one in answers
        if (it := one.before) is not None
    ]
    origins: dict[str, tuple[str, ...]] = {one.id: (one.id,) for one in versions.asked.criteria}
    for _old, new in versions.steps:
        origins = {
            id: tuple(first for source in link.old for first in origins.get(source, ()))
            for link in new.crosswalk
            for id in link.new
        }
    by_place = {(one.programme, one.criterion): one for one in answers}
    were = {score.cell: score for score in brought_along(versions.steps, before, round)}
    ids = {key: id for id, key in keys.items()}
    asked = {criterion.id for criterion in versions.target.criteria}
    found: list[Answer] = []
    used: set[tuple[str, str]] = set()
    for score in brought_along(versions.steps, said, round):
        sources = [
            place
            for origin in origins.get(score.criterion, ())
            if (place := (ids[score.programme], origin)) in by_place
        ]
        if score.criterion not in asked or not sources:
            continue
        used.update(sources)
        first = by_place[sources[0]]
        was = were.get(score.cell)
        found.append(
            replace(
                first,
                criterion=score.criterion,
                value=score.value,
                note=score.note,
                cites=score.cites,
                carried=score.carried,
                before=None if first.before is None else _before(first.before, was),
            )
        )
    return found, len(answers) - len(used)


def _score(answer: Answer, programme: Key, evaluator: Key, round: Key) -> Score:
    return Score(
        programme=programme,
        evaluator=evaluator,
        round=round,
        criterion=answer.criterion,
        value=answer.value,
        note=answer.note,
        cites=answer.cites,
    )


def _before(first: Before, was: Score | None) -> Before:
    if was is None:
        return Before(revision=first.revision)
    return Before(revision=first.revision, value=was.value, note=was.note, cites=was.cites)


def _other_version(name: str, id: str, theirs: str, ours: str) -> Refusal:
    sentence = _(
        "“{name}” asks by version {theirs} of “{framework}”, and this round is scored by version {ours}; no crosswalk "
        "leads from one to the other. Send a new form; nothing has changed."
    )
    return Refusal(sentence.format(name=name, theirs=theirs, framework=id, ours=ours), code="not-ours")
