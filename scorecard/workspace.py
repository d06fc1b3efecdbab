"""The verbs: all that the window and the terminal can do to an evaluation, each returning its edit."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self

from scorecard.aside import Aside, mailing_from, plan_import_into, turn
from scorecard.edits import evaluations, evidence, locks, programmes
from scorecard.edits import frameworks as framework_edits
from scorecard.edits import history as going_back
from scorecard.edits import scores as scoring
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.library.frameworks import at_first, built_in_framework
from scorecard.library.samples import read_sample
from scorecard.model.codec import fingerprint
from scorecard.model.edit import Change, Edit, Revision
from scorecard.model.evaluation import Evaluation, Evaluator, Key, Round
from scorecard.model.framework import Framework
from scorecard.model.page import Page
from scorecard.model.problem import Problem
from scorecard.model.record import Record, Ref, new_key
from scorecard.model.score import Cell, Score, blank_score
from scorecard.model.snapshot import Snapshot
from scorecard.model.text import clean
from scorecard.storage.keeping.backups import Unfinished, folder_of, kept_backups
from scorecard.storage.keeping.description import Backup
from scorecard.storage.store import Store

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.cube import Cube
    from scorecard.analysis.evaluators.duties import Duties
    from scorecard.analysis.question import Question
    from scorecard.analysis.sources.derived_marks import Derivation
    from scorecard.analysis.sources.source_tables import SourceTable
    from scorecard.analysis.study import Study
    from scorecard.analysis.sureness.robustness import Variation
    from scorecard.exchange.forms.plan import FormPlan, Mailing
    from scorecard.exchange.imports.import_plan import ImportPlan, OnConflict
    from scorecard.exchange.imports.long_columns import LongField
    from scorecard.exchange.merging.merge_plan import MergePlan
    from scorecard.exchange.merging.package_reader import Package
    from scorecard.exchange.publication import Publication
    from scorecard.exchange.reading import Fault, Reading

Given = ParamSpec("Given")

_LARGE = 4000
"""Changes that take a quarter of a second to undo."""

_FEW_SCORES = 200
"""Edits with more scores than this rebuild a cube; up to it, patching cell by cell is quicker."""


class Workspace:
    """One open evaluation: its store, its snapshot, and the cubes that comparisons are computed from.

    Every verb that changes something returns the `Edit` it committed, or None when nothing changed; it raises
    `Refusal` when it may not, and then nothing has changed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._snapshot = store.snapshot()
        self._cubes: dict[tuple[str, Key], Cube] = {}
        self._author = _person()

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        sample: str | None = None,
        frameworks: Sequence[str | Path] = (),
        title: str | None = None,
        language: str,
    ) -> Self:
        """A new evaluation in a new file: a sample, or an empty one with its frameworks and one round `r1`.

        A framework is the id of a built-in one or the path of a .toml or .xlsx file; by default `at_first`.
        """
        if sample is not None:
            if frameworks:
                raise Refusal(
                    _("A sample brings its own frameworks; leave out one of the two. Nothing was made.")
                )
            contents = read_sample(sample, language)
            snapshot, scores = contents.snapshot, contents.scores
        else:
            snapshot, scores = _empty(frameworks, path), ()
        if title is not None:
            evaluation = replace(snapshot.evaluation, title=evaluations.valid_title(title))
            snapshot = replace(snapshot, evaluation=evaluation)
        return cls(Store.create(path, evaluations.begin(snapshot, scores), author=_person()))

    @classmethod
    def open(cls, path: Path, *, reading: bool = False) -> Self:
        """An evaluation from its file. With `reading`, it opens beside another program that writes to it."""
        return cls(Store.open(path, reading=reading))

    def close(self) -> None:
        """Let the file go."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file of the evaluation."""
        return self._store.path

    @property
    def reading(self) -> bool:
        """Whether nothing can be written: opened so, or the file or its folder is read-only."""
        return self._store.reading

    @property
    def let_go(self) -> bool:
        """Whether the file was replaced and could not be opened again, so that nothing is left but to close this."""
        return self._store.let_go

    @property
    def author(self) -> str:
        """Who is at the computer, as the history names them."""
        return self._author

    @property
    def snapshot(self) -> Snapshot:
        """The evaluation now, without its scores."""
        return self._snapshot

    # What is there

    def score(self, cell: Cell) -> Score:
        """The score in a cell, blank if nobody has said anything."""
        return self._store.score(cell) or blank_score(cell)

    def scores(
        self,
        *,
        programme: Key | None = None,
        evaluator: Key | None = None,
        round: Key | None = None,
        criteria: Collection[str] | None = None,
    ) -> list[Score]:
        """The stored scores, narrowed as asked."""
        return self._store.scores(programme=programme, evaluator=evaluator, round=round, criteria=criteria)

    def dated_scores(self) -> list[tuple[Score, Key]]:
        """Every stored score with the id of the revision that left it as it is, in no particular order."""
        return self._store.dated_scores()

    def framework_scores(self, framework: str) -> list[Score]:
        """Every score of a framework: of all rounds and versions, those of retired criteria too."""
        return self._store.scores(criteria=framework_edits.score_ids(self._snapshot, framework))

    def cube(self, framework: str, round: Key) -> Cube:
        """The levels and states of a framework in a round, programmes by evaluators by criteria."""
        from scorecard.analysis.cube import cube_of_columns

        place = (framework, round)
        if place not in self._cubes:
            version = self._snapshot.framework_in(framework, round)
            columns = self._store.columns([criterion.id for criterion in version.criteria], round)
            self._cubes[place] = cube_of_columns(self._snapshot, version, round, *columns)
        return self._cubes[place]

    def question(self, framework: str | None = None, round: str | None = None) -> Question:
        """The question that is asked when nothing else is said: the first framework, the latest round."""
        from scorecard.analysis.question import Question

        if framework is None:
            framework = self._snapshot.evaluation.frameworks[0]
        return Question(
            framework=self._snapshot.framework(framework).id, round=self._snapshot.round(round).key
        )

    def compare(self, question: Question) -> Comparison:
        """The answer to a question: scores, intervals, coverage and ranks of programmes."""
        from scorecard.analysis.comparison import compare

        return compare(self._snapshot, self.cube(question.framework, question.round), question)

    def study(self, question: Question, variation: Variation | None = None) -> Study:
        """The answer to a question and whatever else is to be found out about it."""
        from scorecard.analysis.study import Study

        cube = self.cube(question.framework, question.round)

        def cube_in(round: Key) -> Cube | None:
            return self._cube_like(cube, round)

        return Study(self._snapshot, cube, question, cube_in, variation)

    def source_table(
        self, name: str, *, programmes: Collection[Key] | None = None, seen_by: Key | None = None
    ) -> SourceTable:
        """One of the sources' own tables, or the long one, by its name; a refusal names the nearest one.

        `programmes` narrows the table of marks; `seen_by` is the evaluator who asks, as in a `Question`.
        """
        from scorecard.analysis.caution import caution_label
        from scorecard.analysis.sight import seen
        from scorecard.analysis.sources.ptpr_table import ptpr_table
        from scorecard.analysis.sources.source_tables import long_source, sheets_table, table_named
        from scorecard.analysis.sources.tables import long_table

        match table_named(name):
            case "ptpr":
                return ptpr_table(self._snapshot, self.derivation(seen_by), programmes)
            case "long":
                scores = seen(self._snapshot, seen_by, self._store.scores())
                return long_source(long_table(self._snapshot, scores), caution_label(self._snapshot))
            case known:
                return sheets_table(self._snapshot, known)

    def derivation(self, seen_by: Key | None = None) -> Derivation | None:
        """What marks are derived from, as the latest round has it; None while there is no round."""
        from scorecard.analysis.question import Question
        from scorecard.analysis.sight import seen
        from scorecard.analysis.sources.derived_marks import Derivation, marked_framework

        rounds = self._snapshot.ordered_rounds()
        if not rounds:
            return None
        framework, round = marked_framework(self._snapshot), rounds[-1].key
        comparison = self.compare(Question(framework=framework, round=round, seen_by=seen_by))
        criteria = [criterion.id for criterion in comparison.framework.criteria]
        scores = self._store.scores(round=round, criteria=criteria)
        return Derivation(comparison=comparison, scores=seen(self._snapshot, seen_by, scores))

    def publication(self, question: Question) -> Publication:
        """All that a workbook or a set of pictures shows, as values that a worker may read."""
        from scorecard.analysis.sight import seen
        from scorecard.exchange.publication import Publication

        version = self._snapshot.framework_in(question.framework, question.round)
        criteria = [criterion.id for criterion in version.criteria]
        return Publication(
            study=self.study(question),
            scores=seen(
                self._snapshot,
                question.seen_by,
                self._store.scores(round=question.round, criteria=criteria),
            ),
            made_at=datetime.now(UTC),
            fingerprint=self.fingerprint(),
            edits=len(self._store.hashes()),
            changed_at=self._store.newest().at,
            derivation=self.derivation(question.seen_by),
        )

    def mailing(self, plan: FormPlan, made_at: datetime) -> Mailing:
        """All that the forms of a plan hold, as values that a worker may read."""
        return mailing_from(self._store, self._snapshot, plan, made_at)

    def answered(self, framework: str, round: Key, evaluator: Key) -> Mapping[Key, int]:
        """How many criteria of a framework an evaluator has answered, by programme; NE and NA are answers."""
        from scorecard.analysis.cube import UNSCORED

        cube = self.cube(framework, round)
        if evaluator not in cube.evaluators:
            return dict.fromkeys(cube.programmes, 0)
        counts = (cube.values[:, cube.evaluators.index(evaluator), :] != UNSCORED).sum(axis=1)
        return dict(zip(cube.programmes, counts.tolist(), strict=True))

    def duties(self, round: Key) -> Duties:
        """Who owes what in a round, and how far each evaluator is with each programme, over all frameworks."""
        from scorecard.analysis.evaluators.duties import Duties

        cubes = [self.cube(framework, round) for framework in self._snapshot.evaluation.frameworks]
        return Duties(self._snapshot, round, cubes)

    def open_questions(self, framework: str, round: Key, seen_by: Key | None = None) -> frozenset[Cell]:
        """The cells of a framework in a round in which somebody has left an open question.

        `seen_by` is the evaluator who asks, as in a `Question`.
        """
        from scorecard.analysis.sight import may_see

        version = self._snapshot.framework_in(framework, round)
        criteria = [criterion.id for criterion in version.criteria]
        return frozenset(
            cell
            for cell in self._store.open_questions(criteria, round)
            if seen_by in (None, cell.evaluator) or may_see(self._snapshot, seen_by, cell.programme, round)
        )

    def fingerprint(self) -> str:
        """SHA-256 that is equal in two files exactly when they hold the same edits."""
        return fingerprint(tuple(sorted(self._store.hashes())))

    # Edits

    def commit(self, edit: Edit) -> Edit | None:
        """Store an edit; durable on return. None when it changes nothing. Refuses to touch scores that stand fast."""
        if not edit.changes:
            return None
        locks.refuse_locked(self._snapshot, edit)
        self._store.commit(edit, author=self._author)
        return self._happened(edit)

    def edit(
        self, make: Callable[Concatenate[Snapshot, Given], Edit], *given: Given.args, **named: Given.kwargs
    ) -> Edit | None:
        """Store what one of the functions of `scorecard.edits` makes of the evaluation as it is now."""
        return self.commit(make(self._snapshot, *given, **named))

    def record_score(self, score: Score) -> Edit | None:
        """Store what an evaluator says in a cell; a blank score clears it."""
        return self.commit(scoring.say(self._snapshot, self._store.score(score.cell), score))

    def set_value(self, cell: Cell, value: str) -> Edit | None:
        """Store a level's code, NE, NA or nothing in a cell, and leave its note and citations as they are.

        Saying again what was carried over from elsewhere confirms it.
        """
        return self.record_score(replace(self.score(cell), value=value, carried=""))

    def cite(self, cell: Cell, evidence: Key, *, cited: bool) -> Edit | None:
        """Cite an item of evidence in a score, or no longer."""
        score = self.score(cell)
        others = tuple(key for key in score.cites if key != evidence)
        return self.record_score(replace(score, cites=(*others, evidence) if cited else others))

    def remove_programme(self, programme: Key) -> Edit | None:
        """Remove a programme with its evidence and all its scores; undo brings everything back."""
        scores = self._store.scores(programme=programme)
        return self.commit(programmes.remove(self._snapshot, programme, scores))

    def remove_evidence(self, key: Key) -> Edit | None:
        """Remove an item of evidence and its citations; undo brings both back."""
        item = self._snapshot.evidence.get(key)
        scores = self._store.scores(programme=item.programme) if item else ()
        return self.commit(evidence.remove(self._snapshot, key, scores))

    def import_scores(
        self,
        sources: Sequence[Path],
        *,
        on_conflict: OnConflict = "fail",
        create: bool = False,
        columns: Mapping[LongField, str] | None = None,
        dry_run: bool = False,
    ) -> ImportPlan:
        """Take in forms and long tables, all of them as one edit or none; returns what was, or would be, done.

        Of a folder its files are meant. Nothing is stored where a problem is an error, or where a conflict is open.
        With `create`, programmes and evaluators that the evaluation lacks are added; `columns` are heads by what
        they hold.
        """
        from scorecard.exchange.imports.sources import files_of, read_sources

        files = files_of(sources)
        readings = read_sources(files, self._snapshot, create=create, columns=columns)
        if len(files) == 1 and readings[0].refused is not None:
            raise readings[0].refused
        plan = self.import_plan(readings, on_conflict)
        if plan.may_apply and not dry_run:
            self.take_in(plan)
        return plan

    def import_plan(
        self, readings: Sequence[Reading], on_conflict: OnConflict = "fail", mended: Collection[Fault] = ()
    ) -> ImportPlan:
        """What taking in these readings would do to the evaluation as it is now."""
        return plan_import_into(self._store, self._snapshot, readings, on_conflict, mended)

    def take_in(self, plan: ImportPlan, decisions: Mapping[Cell, OnConflict] | None = None) -> Edit | None:
        """Store what a plan takes in, as one edit; `decisions` settle its conflicts one by one."""
        with self.aside() as aside:
            aside.take_in(plan, decisions)
            return self.take_over(aside)

    def pages(self) -> tuple[Evaluation, list[Page]]:
        """The evaluation and every edit with its changes, for a package that a worker may write."""
        return self._snapshot.evaluation, self._store.pages()

    def package(self, path: Path) -> None:
        """Write the evaluation with its whole history as a package (.scorepack) for another copy of it to take in."""
        from scorecard.exchange.merging.package import save_package

        save_package(path, *self.pages())

    def merge_plan(
        self,
        packages: Sequence[Package],
        on_conflict: OnConflict = "fail",
        decisions: Mapping[Ref, int] | None = None,
    ) -> MergePlan:
        """What taking in packages would do; `decisions` say by record which side of a conflict holds."""
        from scorecard.exchange.merging.merge_plan import plan_merge

        with self._store.moment():
            return plan_merge(self._store, packages, on_conflict, decisions or {})

    def merge(self, plan: MergePlan) -> Revision | None:
        """Take in packages as planned, all of them as one step that undo takes back; None where all is here already.

        Refused as stale where something else has happened since. `changes_in` tells what it changed.
        """
        if plan.is_empty:
            return None
        with self.aside() as aside:
            aside.merge(plan)
            self.take_over(aside)
        return aside.written

    def aside(self) -> Aside:
        """The beginning of a merge or an import that a worker may plan and write while this evaluation stays open."""
        return Aside(self._store.working_copy(), self._author)

    def has_gone_on(self, aside: Aside) -> bool:
        """Whether something has happened since work was begun aside, so that it must be planned again."""
        return self._store.newest().id != aside.newest

    def take_over(self, aside: Aside) -> Edit | None:
        """Put what was written aside in the place of the evaluation; durable on return, and None where that is nothing.

        Refused as stale where something else has happened since; then nothing has changed.
        """
        if aside.snapshot is None:
            return None
        self._store.become(aside.copy, newest=aside.newest)
        self._store.not_kept = aside.not_kept
        self._snapshot = aside.snapshot
        self._cubes.clear()
        return aside.edit

    def undo(self) -> Edit:
        """Take back the last edit that stands; what it did is in the history all the same."""
        return self._happened(turn(self._store, "undo", self._author)[0])

    def redo(self) -> Edit:
        """Do again what was undone last."""
        return self._happened(turn(self._store, "redo", self._author)[0])

    def is_large(self, revision: Revision) -> bool:
        """Whether undoing or redoing an edit takes so long that it is better done aside."""
        return self._store.size_of(revision.id, most=_LARGE) == _LARGE

    def undoable(self) -> Revision | None:
        """The revision that `undo` would take back."""
        return self._store.undoable()

    def redoable(self) -> Revision | None:
        """The revision that `redo` would bring back."""
        return self._store.redoable()

    def history(self) -> list[Revision]:
        """Who did what and when, newest first."""
        return self._store.history()

    def changes_of(self, ref: Ref) -> list[tuple[Revision, Change]]:
        """Who changed one record, when, and what it was before and after; newest first."""
        return self._store.changes_of(ref)

    def revisions_about(self, programme: Key) -> set[Key]:
        """The ids of the revisions that changed a programme, its scores or what belongs to it."""
        return self._store.revisions_about(programme)

    def changes_in(self, revision: Key, *, most: int = -1) -> tuple[Change, ...]:
        """What a revision did, at `most` so many of its changes. `KeyError` for one that is not in the history."""
        return self._store.edit_of(revision, most=most).changes

    def changes_between(
        self, earlier: Key, later: Key | None = None, *, most: int = -1
    ) -> tuple[Change, ...]:
        """What differs at a later revision, by default now, from an earlier one; at `most` so many changes."""
        return self._store.changes_between(earlier, later, most=most)

    def restore(self, ref: Ref, earlier: Record | None) -> Edit | None:
        """Make one thing what it was at some moment of its history."""
        return self.edit(going_back.restore, self._store.record(ref), earlier)

    def go_back(self, revision: Revision) -> Edit | None:
        """Make the whole evaluation what it was right after a revision, as one edit that undo takes back.

        What came from another file happened here when it was merged.
        """
        since = self.changes_between(revision.id)
        at = self._store.moment_of(revision.id).at
        return self.commit(going_back.go_back(since, f"{at:%Y-%m-%d %H:%M:%S} UTC"))

    def record_at(self, ref: Ref, revision: Key) -> Record | None:
        """What one thing was right after a revision, None if it was not there."""
        return self._store.record_at(ref, revision)

    def snapshot_at(self, revision: Key) -> Snapshot:
        """The evaluation without its scores as it was right after a revision."""
        since = self._store.changes_between(revision, scores=False)
        return self._snapshot.after(change.inverse() for change in since)

    def compare_at(self, question: Question, revision: Key) -> Comparison:
        """What the answer to a question was right after a revision."""
        from scorecard.analysis.comparison import compare
        from scorecard.analysis.cube import build_cube

        back = [change.inverse() for change in self.changes_between(revision)]
        then = self._snapshot.after(back)
        framework = then.framework_in(question.framework, question.round)
        criteria = [criterion.id for criterion in framework.criteria]
        said = {(p, e, c): value for p, e, c, value in self._store.cells(criteria, question.round)}
        for change in back:
            score = change.after or change.before
            if isinstance(score, Score) and score.round == question.round:
                place = (score.programme, score.evaluator, score.criterion)
                said[place] = score.value if change.after is not None else ""
        answers = [(*place, value) for place, value in said.items()]
        return compare(then, build_cube(then, framework, question.round, answers), question)

    def begin_backup(self) -> Unfinished | None:
        """The backup of an hour of work, to be made slice by slice; None where the newest one holds all there is."""
        return self._store.begin_backup("hourly")

    def back_up(self) -> Backup | None:
        """Keep a verified copy in the user's own folder; None where the newest one there holds all there is."""
        return self._store.back_up("asked")

    def backups(self) -> list[Backup]:
        """The backups of this evaluation on this computer, newest first."""
        return kept_backups(folder_of(self._snapshot.evaluation.id))

    def not_kept(self) -> str:
        """Why no backup could be made before something, since this was last asked; empty where nothing is amiss."""
        refusal, self._store.not_kept = self._store.not_kept, None
        return str(refusal or "")

    def verify(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the file; nothing when it is whole."""
        return self._store.verify()

    def _cube_like(self, cube: Cube, round: Key) -> Cube | None:
        """The cube of a round under the version of another cube's framework, brought forward through crosswalks."""
        from scorecard.analysis.cube import build_cube
        from scorecard.analysis.record.succession import brought_forward, leads_to

        own = self._snapshot.framework_in(cube.framework.id, round)
        if own.version == cube.framework.version:
            return self.cube(own.id, round)
        if not leads_to(self._snapshot, own, cube.framework):
            return None
        ids = [criterion.id for criterion in own.criteria]
        scores = brought_forward(
            self._snapshot, self._store.scores(round=round, criteria=ids), into=cube.round
        )
        cells = [(one.programme, one.evaluator, one.criterion, one.value) for one in scores]
        return build_cube(self._snapshot, cube.framework, round, cells)

    def _happened(self, edit: Edit) -> Edit:
        structure = [change for change in edit.changes if change.ref.kind != "score"]
        self._snapshot = self._snapshot.after(structure)
        # The scores of a programme that is gone have no row any more.
        said = [
            score if change.after else blank_score(score.cell)
            for change in edit.changes
            if isinstance(score := change.after or change.before, Score)
            and score.programme in self._snapshot.programmes
        ]
        if any(_shapes_cubes(change) for change in structure) or len(said) > _FEW_SCORES:
            self._cubes.clear()
            return edit
        if any(change.ref.kind == "programme" for change in structure):
            rows = tuple(programme.key for programme in self._snapshot.ordered_programmes())
            self._cubes = {place: cube.with_programmes(rows) for place, cube in self._cubes.items()}
        self._cubes = {place: cube.with_scores(said) for place, cube in self._cubes.items()}
        return edit


def _shapes_cubes(change: Change) -> bool:
    return isinstance(change.before or change.after, (Framework, Evaluator, Round))


def _empty(frameworks: Sequence[str | Path], path: Path) -> Snapshot:
    embedded = [_framework(one) for one in frameworks or at_first()]
    ids = [framework.id for framework in embedded]
    for id in ids:
        if ids.count(id) > 1:
            raise Refusal(
                _("The framework “{id}” is named twice. Nothing was made.").format(id=id), code="duplicate"
            )
    round = Round(key=new_key(), id="r1", name=_("Round 1"), position=0)
    return Snapshot(
        evaluation=Evaluation(
            id=new_key(), title=" ".join(clean(path.stem).split()) or _("Evaluation"), frameworks=tuple(ids)
        ),
        frameworks={framework.id: framework for framework in embedded},
        rounds={round.key: round},
    )


def _framework(framework: str | Path) -> Framework:
    if isinstance(framework, Path):
        from scorecard.exchange.framework_book import open_framework

        return open_framework(framework)
    return built_in_framework(framework)


def _person() -> str:
    """Who is at the computer, for the journal."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
