"""Sample evaluations: real programmes with illustrative scores, and invented ones to try every view on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scorecard.i18n import _
from scorecard.library.frameworks import FrameworkProblems, built_in, built_in_framework
from scorecard.library.tables import Tables, read_toml
from scorecard.model.evaluation import EVALUATOR_KINDS, Evaluation, Evaluator, Key, Round, WeightSet
from scorecard.model.framework import NA, NE, Framework
from scorecard.model.problem import Problem
from scorecard.model.programme import SIGNS, Document, Evidence, Programme, Rating
from scorecard.model.record import new_key
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot, unknown
from scorecard.model.text import Text
from scorecard.paths import resource

_CAUTIONS = ("illustrative", "invented")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The records of a new evaluation made from a sample."""

    snapshot: Snapshot
    scores: tuple[Score, ...]


def samples() -> tuple[str, ...]:
    """The ids of the samples."""
    return ("mining", "workshop")


def read_sample(id: str, language: str) -> Sample:
    """A sample in one language, with fresh random keys. A refusal names the nearest sample."""
    if id not in samples():
        raise unknown(_("sample"), id, samples())
    paths = sorted(
        resource("samples", id).glob("*.toml"), key=lambda path: (path.name != "sample.toml", path.name)
    )
    problems: list[Problem] = []
    files = [Tables(read_toml(path), path.name, "", problems) for path in paths]
    sample = _Reading(files[0], language).sample(files)
    if problems:
        raise FrameworkProblems(id, tuple(problems))
    return sample


class _Reading:
    """One pass over the files of a sample; knows the key of every id met so far."""

    def __init__(self, head: Tables, language: str) -> None:
        self._head = head
        self._language = language
        self._keys: dict[tuple[str, str], Key] = {}
        self._frameworks: Mapping[str, Framework] = {}

    def sample(self, files: list[Tables]) -> Sample:
        head = self._head
        head.plain("id")
        order = tuple(id for id in head.strings("frameworks") if self._known_framework(id))
        self._frameworks = {id: built_in_framework(id) for id in order}
        elsewhere = head.one_of("elsewhere", (NE, ""), default="")
        evaluation = Evaluation(
            id=new_key(),
            title=self._text(head.text("title")),
            note=self._text(head.text("note")),
            caution=head.one_of("caution", _CAUTIONS),  # type: ignore[arg-type]
            frameworks=order,
        )
        documents = [self._document(table) for table in head.tables("document", called=_("document"))]
        rounds = [
            self._round(table, position)
            for position, table in enumerate(head.tables("round", called=_("round"), least=1))
        ]
        evaluators = [self._evaluator(table) for table in head.tables("evaluator", called=_("evaluator"))]
        weights = [self._weights(table) for table in head.tables("weights", called=_("weights"))]
        programmes: list[Programme] = []
        evidence: list[Evidence] = []
        scores: list[Score] = []
        for file in files:
            for table in file.tables("programme", called=_("programme")):
                programme = self._programme(table)
                programmes.append(programme)
                evidence.extend(
                    self._evidence(one, programme) for one in table.tables("evidence", called=_("evidence"))
                )
                given = {
                    (score.evaluator, score.criterion): score
                    for score in self._scores(table, programme, rounds[-1].key)
                }
                if elsewhere:
                    given = self._everywhere(elsewhere, programme, rounds[-1].key, evaluators) | given
                scores.extend(given.values())
            file.end()
        return Sample(
            snapshot=Snapshot(
                evaluation=evaluation,
                frameworks=self._frameworks,
                rounds={one.key: one for one in rounds},
                evaluators={one.key: one for one in evaluators},
                weights={one.key: one for one in weights},
                programmes={one.key: one for one in programmes},
                documents={one.key: one for one in documents},
                evidence={one.key: one for one in evidence},
            ),
            scores=tuple(scores),
        )

    def _text(self, text: Text) -> str:
        return text.into(self._language)

    def _new(self, what: str, table: Tables, id: str) -> Key:
        if (what, id) in self._keys:
            table.problem("id", _("the id “{id}” stands more than once").format(id=id))
        return self._keys.setdefault((what, id), new_key())

    def _key(self, what: str, table: Tables, name: str, id: str) -> Key:
        if (what, id) not in self._keys:
            table.problem(name, _("the id “{id}” is not known").format(id=id))
        return self._keys.get((what, id), "")

    def _known_framework(self, id: str) -> bool:
        if id not in built_in():
            self._head.problem("frameworks", _("the id “{id}” is not known").format(id=id))
        return id in built_in()

    def _document(self, table: Tables) -> Document:
        id = table.plain("id")
        return Document(
            key=self._new("document", table, id),
            id=id,
            title=self._text(table.text("title")),
            author=table.plain("author", default=""),
            year=table.plain("year", default=""),
        )

    def _round(self, table: Tables, position: int) -> Round:
        id = table.plain("id")
        return Round(
            key=self._new("round", table, id), id=id, name=self._text(table.text("name")), position=position
        )

    def _evaluator(self, table: Tables) -> Evaluator:
        id = table.plain("id")
        return Evaluator(
            key=self._new("evaluator", table, id),
            id=id,
            name=table.plain("name"),
            kind=table.one_of("kind", EVALUATOR_KINDS),  # type: ignore[arg-type]
        )

    def _weights(self, table: Tables) -> WeightSet:
        id = table.plain("id")
        return WeightSet(
            key=self._new("weights", table, id),
            id=id,
            name=self._text(table.text("name")),
            framework=table.one_of("framework", tuple(self._frameworks)),
            sections=table.weights("sections"),
            criteria=table.weights("criteria"),
        )

    def _programme(self, table: Tables) -> Programme:
        id = table.plain("id")
        return Programme(
            key=self._new("programme", table, id),
            id=id,
            name=self._text(table.text("name")),
            short=self._text(table.text("short")),
            country=self._text(table.text("country")),
            region=self._text(table.text("region")),
            period=self._text(table.text("period")),
            kind=self._text(table.text("kind")),
            institution=self._text(table.text("institution")),
            mechanism=self._text(table.text("mechanism")),
            note=self._text(table.text("note", may_be_absent=True, may_be_empty=True)),
            ratings=tuple(self._rating(one) for one in table.tables("rating", called=_("rating"))),
        )

    def _documents(self, table: Tables) -> tuple[Key, ...]:
        return tuple(self._key("document", table, "documents", id) for id in table.strings("documents"))

    def _rating(self, table: Tables) -> Rating:
        return Rating(
            documents=self._documents(table),
            place=self._text(table.text("place")),
            subject=self._text(table.text("subject")),
            section=table.plain("section", default=""),
            mark=table.plain("mark", default=""),
            text=self._text(table.text("text", may_be_absent=True)),
            footnote=self._text(table.text("footnote", may_be_absent=True)),
        )

    def _evidence(self, table: Tables, programme: Programme) -> Evidence:
        id = table.plain("id")
        criteria = table.strings("criteria")
        for criterion in criteria:
            self._check_criterion(table, "criteria", criterion)
        return Evidence(
            key=self._new("evidence", table, id),
            id=id,
            programme=programme.key,
            text=self._text(table.text("text")),
            documents=self._documents(table),
            place=self._text(table.text("place")),
            criteria=criteria,
            sign=table.one_of("sign", SIGNS),  # type: ignore[arg-type]
            context=table.flag("context"),
        )

    def _scores(self, table: Tables, programme: Programme, round: Key) -> Iterator[Score]:
        for row in table.tables("row", called=_("row")):
            yield from self._row(row, programme, round)
        for one in table.tables("score", called=_("score")):
            criterion = one.plain("criterion")
            self._check_criterion(one, "criterion", criterion)
            cites = tuple(self._key("evidence", one, "cites", id) for id in one.strings("cites", default=[]))
            note = self._text(one.text("note", may_be_absent=True))
            question = self._text(one.text("question", may_be_absent=True))
            challenge = self._text(one.text("challenge", may_be_absent=True))
            for evaluator, value in one.mapping("values").items():
                self._check_value(one, "values", criterion, value)
                yield Score(
                    programme=programme.key,
                    evaluator=self._key("evaluator", one, "values", evaluator),
                    round=round,
                    criterion=criterion,
                    value=value,
                    note=note,
                    question=question,
                    challenge=challenge,
                    cites=cites,
                )

    def _row(self, row: Tables, programme: Programme, round: Key) -> Iterator[Score]:
        framework = self._frameworks.get(row.one_of("framework", tuple(self._frameworks)))
        evaluator = self._key("evaluator", row, "evaluator", row.plain("evaluator"))
        values = row.plain("values").split()
        criteria = framework.criteria if framework else ()
        if len(values) != len(criteria):
            sentence = _("there are {count} values for {criteria} criteria")
            row.problem("values", sentence.format(count=len(values), criteria=len(criteria)))
        for criterion, value in zip(criteria, values, strict=False):
            self._check_value(row, "values", criterion.id, value)
            yield Score(
                programme=programme.key, evaluator=evaluator, round=round, criterion=criterion.id, value=value
            )

    def _everywhere(
        self, value: str, programme: Programme, round: Key, evaluators: list[Evaluator]
    ) -> dict[tuple[Key, str], Score]:
        return {
            (evaluator.key, criterion.id): Score(
                programme=programme.key,
                evaluator=evaluator.key,
                round=round,
                criterion=criterion.id,
                value=value,
            )
            for evaluator in evaluators
            for framework in self._frameworks.values()
            for criterion in framework.criteria
        }

    def _check_criterion(self, table: Tables, name: str, id: str) -> None:
        framework = self._frameworks.get(id.partition(".")[0])
        if framework is None or all(criterion.id != id for criterion in framework.criteria):
            table.problem(name, _("the id “{id}” is not known").format(id=id))

    def _check_value(self, table: Tables, name: str, criterion: str, value: str) -> None:
        framework = self._frameworks.get(criterion.partition(".")[0])
        if framework is not None and value not in (*framework.codes, NE, NA):
            table.problem(name, _("“{value}” is no level of the scale").format(value=value))
