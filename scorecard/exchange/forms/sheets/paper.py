"""A form under way: what is asked of whom, in which words, and what every sheet of it needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.workbook import Workbook

from scorecard.exchange.books.book import into
from scorecard.exchange.forms.citations import evidence_entry
from scorecard.exchange.forms.layout import Columns, FormTabs
from scorecard.exchange.forms.plan import Mailing
from scorecard.exchange.scales import Scale
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import Styles
from scorecard.i18n import _
from scorecard.model.evaluation import Evaluator, Key, Round
from scorecard.model.form import Form
from scorecard.model.framework import NA, NE, Criterion, Framework
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Cell, Score, blank_score


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the cells of the column Check say. None holds a wildcard, since formulas count them."""

    fine: str
    uncited: str
    no_level: str
    no_reason: str
    text: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the answers to one programme are; `wrong` are those to be corrected."""

    of: int
    answered: int
    ne: int
    na: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the three cells of an answer when the form is made."""

    value: str
    evidence: str
    note: str


@dataclass(kw_only=True)
class Paper:
    """One form being written."""

    mailing: Mailing
    form: Form
    workbook: Workbook
    styles: Styles
    tabs: FormTabs
    scale: Scale
    sheets: dict[str, Sheet]

    @property
    def framework(self) -> Framework:
        """The framework asked by, in the version of the round."""
        return self.mailing.framework

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria in the order in which they are asked."""
        return self.framework.criteria

    @cached_property
    def last_of_sections(self) -> frozenset[str]:
        """The full ids of the criteria that end a section."""
        return frozenset(section.criteria[-1].id for section in self.framework.sections if section.criteria)

    @property
    def columns(self) -> Columns:
        """The columns of the programme sheets."""
        return Columns(len(self.framework.scale))

    @property
    def evaluator(self) -> Evaluator:
        """Who is asked."""
        return self.mailing.snapshot.evaluators[self.form.evaluator]

    @property
    def round(self) -> Round:
        """In which round."""
        return self.mailing.snapshot.rounds[self.form.round]

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """About which programmes."""
        return tuple(self.mailing.snapshot.programmes[key] for key in self.form.programmes)

    @cached_property
    def registers(self) -> dict[Key, tuple[Evidence, ...]]:
        """The register of evidence of each programme."""
        return {key: self.mailing.snapshot.evidence_of(key) for key in self.form.programmes}

    @cached_property
    def words(self) -> Words:
        """The words of the column Check."""
        return Words(
            fine=_("ok"),
            uncited=_("ok, no evidence cited"),
            no_level=_("level missing"),
            no_reason=_("reason missing"),
            text=_("text, not a number"),
            wrong=_("not a level"),
        )

    @property
    def line(self) -> str:
        """What this form belongs to, as the second row of every sheet says it."""
        parts = (
            self.mailing.snapshot.evaluation.title,
            into(self.framework.name),
            _("round: {round}").format(round=self.round.name),
            _("form {form}").format(form=self.form.label),
        )
        return " · ".join(filter(None, parts))

    def signature(self, length: int) -> str:
        """The foot of a page, for a pen; `length` is that of the line to sign on, in characters."""
        return _("Evaluator, date and signature: {line}").format(line="_" * length)

    def cell(self, programme: Key, criterion: Criterion) -> Cell:
        """The cell that a row asks about."""
        return Cell(programme, self.form.evaluator, self.form.round, criterion.id)

    def given(self, programme: Key, criterion: Criterion) -> Given:
        """What the evaluator has said of it already."""
        cell = self.cell(programme, criterion)
        score = self.mailing.scores.get(cell, blank_score(cell))
        return Given(score.value, self._cites(score), score.note)

    def _cites(self, score: Score) -> str:
        return evidence_entry(score.cites, self.mailing.snapshot.evidence) if score.cites else ""

    def checked(self, given: Given) -> str:
        """What Check says of a stored answer."""
        match given.value:
            case "":
                return self.words.no_level if given.evidence or given.note else ""
            case value if value == NE:
                return self.words.fine
            case value if value == NA:
                return self.words.fine if given.note.strip() else self.words.no_reason
            case _:
                return self.words.fine if given.evidence else self.words.uncited

    def counts(self, programme: Key) -> Counts:
        """How far the answers to a programme are when the form is made."""
        answers = [self.given(programme, criterion) for criterion in self.criteria]
        checks = [self.checked(given) for given in answers]
        answered = sum(check in (self.words.fine, self.words.uncited) for check in checks)
        return Counts(
            of=len(answers),
            answered=answered,
            ne=sum(given.value == NE for given in answers),
            na=sum(given.value == NA for given in answers),
            wrong=sum(map(bool, checks)) - answered,
        )

    def add_sheet(self, tab: str) -> Sheet:
        """A new sheet at the end."""
        sheet = Sheet(self.workbook.add_worksheet(tab), self.styles)
        self.sheets[tab] = sheet
        return sheet
