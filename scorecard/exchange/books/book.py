"""The workbook under way: what is published, in which words, and where everything stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xlsxwriter.workbook import Workbook

from scorecard.analysis.question import Rule, kinds_in
from scorecard.analysis.question_words import rule_in_words, switched_off, weights_in_words
from scorecard.analysis.sureness.robustness_sentences import drawn_in_words
from scorecard.exchange.books.cards import CardPlan
from scorecard.exchange.books.gathering import Gathered
from scorecard.exchange.books.summary_plan import SummaryPlan
from scorecard.exchange.formulas import Shown
from scorecard.exchange.layout import Tabs, on, safe_names
from scorecard.exchange.lettering import clip, text_width, width_for
from scorecard.exchange.publication import Publication
from scorecard.exchange.scales import Scale
from scorecard.exchange.sheet import PlainWorksheet, Sheet
from scorecard.exchange.styles import Styles
from scorecard.i18n import _, format_share, language
from scorecard.model.evaluation import Key
from scorecard.model.framework import Criterion, Framework, Section
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Score
from scorecard.model.snapshot import natural
from scorecard.model.text import Text, clean

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison

_SMALL = 8


@dataclass(kw_only=True)
class Book:
    """One workbook being written. `order` are the rows of the comparison as the sheets list them.

    `verdict` is what Checks says at export, once it has been written, and `data_rows` how many scores Data lists.
    """

    publication: Publication
    workbook: Workbook
    styles: Styles
    tabs: Tabs
    scale: Scale
    plan: CardPlan
    order: tuple[int, ...]
    sheets: dict[str, Sheet]
    gathered: Gathered
    verdict: Shown = ""
    data_rows: int = 0

    @property
    def comparison(self) -> Comparison:
        """The numbers."""
        return self.publication.comparison

    @property
    def framework(self) -> Framework:
        """The framework compared by."""
        return self.comparison.framework

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order."""
        return self.framework.sections

    @cached_property
    def drawn(self) -> tuple[int, ...]:
        """The places of the sections that charts show: those that are not switched off."""
        off = frozenset(self.comparison.question.without)
        return tuple(place for place, section in enumerate(self.sections) if section.id not in off)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria in order."""
        return self.framework.criteria

    @cached_property
    def weight_names(self) -> dict[str, str]:
        """The defined name of each criterion's share, by full id."""
        return safe_names("w_", (criterion.id.partition(".")[2] for criterion in self.criteria))

    @cached_property
    def section_names(self) -> dict[str, str]:
        """The defined name of each section's share, by id."""
        return safe_names("v_", (section.id for section in self.sections))

    @cached_property
    def summary(self) -> SummaryPlan:
        """Where everything stands on Summary."""
        return SummaryPlan(
            sections_named=tuple(into(section.short) for section in self.sections),
            drawn=len(self.drawn),
            names_criteria=self.rule == "weakest",
            programmes=len(self.order),
            sureness=self._sureness,
        )

    @property
    def _sureness(self) -> tuple[str, str]:
        """How sure the ranking is, as found by draws at export, which no formula repeats."""
        found = self.publication.study.robustness
        answer, further = map(clean, found.sentences())
        if self.comparison.ranked < 2 or self.rule == "weakest":
            return answer, further
        drawn = ", ".join(drawn_in_words(self.comparison, found.variation))
        origin = _("Worked out at export: {drawn}.").format(drawn=drawn)
        return answer, f"{further} {origin}".strip()

    @cached_property
    def counted_evaluators(self) -> frozenset[Key]:
        """The evaluators whose answers the view counts."""
        kinds = kinds_in(self.comparison.question.view)
        evaluators = self.publication.snapshot.evaluators.values()
        return frozenset(one.key for one in evaluators if one.kind in kinds)

    @cached_property
    def panel(self) -> frozenset[Key]:
        """The panel, unless nothing but the panel is asked for: its entry decides and is no answer among others."""
        if self.comparison.question.view == "panel":
            return frozenset()
        evaluators = self.publication.snapshot.evaluators.values()
        return frozenset(one.key for one in evaluators if one.kind == "panel")

    @cached_property
    def scores_by_programme(self) -> dict[Key, list[Score]]:
        """The scores that the view counts, by evaluator within each programme."""
        evaluators = self.publication.snapshot.ordered_evaluators()
        place = {one.key: index for index, one in enumerate(evaluators)}
        counted = [one for one in self.publication.scores if one.evaluator in self.counted_evaluators]
        found: dict[Key, list[Score]] = {}
        for score in sorted(counted, key=lambda one: place[one.evaluator]):
            found.setdefault(score.programme, []).append(score)
        return found

    @cached_property
    def evidence_by_programme(self) -> dict[Key, list[Evidence]]:
        """The register of each programme, by id."""
        found: dict[Key, list[Evidence]] = {}
        for fact in sorted(self.publication.snapshot.evidence.values(), key=lambda one: natural(one.id)):
            found.setdefault(fact.programme, []).append(fact)
        return found

    def programme(self, row: int) -> Programme:
        """The programme in a row of the comparison."""
        return self.comparison.programmes[row]

    def add_sheet(self, tab: str) -> Sheet:
        """A new sheet at the end."""
        sheet = Sheet(self.workbook.add_worksheet(tab, PlainWorksheet), self.styles)
        self.sheets[tab] = sheet
        return sheet

    def card(self, programme: Key, reference: str) -> str | None:
        """A cell of a programme's scorecard, or None where it has none in this workbook."""
        tab = self.tabs.cards.get(programme)
        return None if tab is None else on(tab, reference)

    def define(self, name: str, sheet: Sheet, row: int, col: int, to: tuple[int, int] | None = None) -> None:
        """Give a cell or a range a name."""
        last = (row, col) if to is None else to
        self.workbook.define_name(name, sheet.reference(row, col, *last))

    @property
    def caution(self) -> str:
        """The label that goes wherever scores show, or nothing."""
        match self.publication.snapshot.evaluation.caution:
            case "illustrative":
                return _("Illustrative scores – not an official assessment")
            case "invented":
                return _("Invented scores – not an official assessment")
            case _:
                return ""

    @property
    def back_words(self) -> str:
        """What the link says that leads from a sheet to the cover."""
        return _("back to {sheet}").format(sheet=self.tabs.cover)

    @property
    def title(self) -> str:
        """The name of the framework."""
        return into(self.framework.name)

    @property
    def rule(self) -> Rule:
        """The rule asked for."""
        return self.comparison.question.rule

    @cached_property
    def weights_wording(self) -> str:
        """The weights in a few words, and which sections are switched off."""
        words = weights_in_words(self.publication.snapshot, self.comparison)
        return ", ".join((words, *switched_off(self.comparison)))

    @property
    def weights_in_short(self) -> str:
        """The same for a line with little room: the shares of weights that are tried stand in a table."""
        if not self.comparison.question.tried:
            return self.weights_wording
        return ", ".join((_("weights tried"), *switched_off(self.comparison)))

    @property
    def view_wording(self) -> str:
        """The view in a word."""
        match self.comparison.question.view:
            case "all":
                return _("all evaluators")
            case "self":
                return _("self-assessment only")
            case "independent":
                return _("independent and peer evaluators only")
            case "panel":
                return _("panel decisions only")

    @property
    def rule_wording(self) -> str:
        """How criteria are put together, in a word."""
        words = rule_in_words(self.rule)
        if self.comparison.question.average == "median":
            return _("{rule}, median of the evaluators").format(rule=words)
        return words

    def question_line(self, widths: Iterable[float]) -> str:
        """What was asked, on one line over columns of these widths: the second row of the sheets.

        Where it is too long, what also stands in the footer or on the cover is left out.
        """
        count = _("programmes: {count}").format(count=len(self.order))
        day = _("exported {date}").format(date=f"{self.publication.made_at:%Y-%m-%d}")
        parts = (
            self.title,
            _("round: {round}").format(round=self.comparison.round.name or self.comparison.round.id),
            self.view_wording,
            self._rule_in_line,
            self.weights_in_short,
            _("score and rank from {share} coverage").format(share=format_share(self.comparison.threshold)),
            count,
            day,
            self.caution_short,
        )
        return one_line(parts, (self.caution_short, count, day), sum(widths))

    @property
    def _rule_in_line(self) -> str:
        words = _("rule: {rule}").format(rule=self.rule_wording)
        if self.rule == "weakest":
            return _("{rule} (≤: at most this, where evidence is missing)").format(rule=words)
        return words

    @property
    def caution_short(self) -> str:
        """The label in running text, or nothing."""
        match self.publication.snapshot.evaluation.caution:
            case "illustrative":
                return _("illustrative, not an official assessment")
            case "invented":
                return _("invented, not an official assessment")
            case _:
                return ""


def one_line(parts: Iterable[str], spare: Iterable[str], width: float) -> str:
    """Parts in small print on one line of `width` characters, without the `spare` ones that have no room."""
    kept = [part for part in parts if part]
    for part in spare:
        if width_for(text_width(" · ".join(kept), _SMALL)) <= width:
            break
        kept = [one for one in kept if one != part]
    return clip(" · ".join(kept), width, _SMALL)


def into(text: Text) -> str:
    """A text of a framework in the language in force, as it stands in cells."""
    return clean(text.into(language()))
