"""What was said about each item of an agenda, told for the eyes that the study is for and with or without names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scorecard.analysis.sight import may_see, votes_hidden
from scorecard.analysis.workshops.sentences import state_in_words
from scorecard.documents.level_words import answer_words
from scorecard.documents.manuscript import Block, Bullets, Grid, Heading, Paragraph
from scorecard.i18n import _, language, ngettext, pgettext
from scorecard.model.evaluation import Key
from scorecard.model.framework import NA, NE

if TYPE_CHECKING:
    from scorecard.analysis.workshops.items import Item, Spread
    from scorecard.analysis.workshops.workshop import Workshop

Values = tuple[tuple[Key, str], ...]


class Telling:
    """Tells the items of a workshop. Evaluators are named where the agenda does not hide them."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._snapshot = workshop.study.snapshot
        self._framework = workshop.study.comparison.framework
        self._seen_by = workshop.study.question.seen_by
        self._names = workshop.agenda is not None and not workshop.agenda.hides_evaluators

    def programme(self, item: Item) -> str:
        """The programme of an item, by its key where it is gone."""
        return item.programme.label if item.programme else _("a programme that was removed")

    def criterion(self, item: Item) -> str:
        """The criterion of an item, by its code where the round does not ask it any more."""
        if item.criterion is None:
            return item.place.criterion.partition(".")[2]
        return f"{item.criterion.code} {item.criterion.name.into(language())}"

    def agenda(self) -> Grid:
        """All items at a glance."""
        heads = (
            _("No."), _("Programme"), _("Criterion"), _("When revealed"), _("After the discussion"), _("Outcome"),
        )  # fmt: skip
        rows = []
        for number, item in enumerate(self._workshop.items, start=1):
            seen = not self._is_hidden(item)
            rows.append(
                (
                    str(number),
                    self.programme(item),
                    self.criterion(item),
                    self._reach(item.before) if seen else "–",
                    self._reach(item.after) if seen else "–",
                    self._outcome(item) if seen else "–",
                )
            )
        return Grid(heads=heads, rows=tuple(rows), widths=(1, 6, 6, 3, 3, 4))

    def item(self, number: int, item: Item) -> list[Block]:
        """One item: the question, the levels before and after, what came of it, and what was noted."""
        title = _("{number}. {programme}: {criterion}").format(
            number=number, programme=self.programme(item), criterion=self.criterion(item)
        )
        blocks: list[Block] = [Heading(title, 2)]
        if item.criterion:
            blocks.append(Paragraph(item.criterion.question.into(language()), "muted"))
        if item.discussion.practice:
            blocks.append(Paragraph(_("This was practice: it counts nowhere."), "muted"))
        if self._is_hidden(item):
            sentence = _(
                "You see what was said here once you have submitted your own scores of the programme."
            )
            return [*blocks, Paragraph(sentence)]
        if item.is_private:
            return [
                *blocks,
                Paragraph(_("It is being scored in private; nothing is shown until it is revealed.")),
            ]
        return [*blocks, *self._levels(item), *self._decision(item), *self._remarks(item)]

    def actions(self) -> Iterator[tuple[str, ...]]:
        """All actions: what, who, until when, and about which item."""
        for item in self._workshop.items:
            if self._is_hidden(item):
                continue
            about = f"{self.programme(item)}: {item.place.criterion.partition('.')[2]}"
            for action in item.discussion.actions:
                yield action.text, action.owner or "–", action.due or "–", about

    def _is_hidden(self, item: Item) -> bool:
        """Whether a blind round, or private scoring, keeps an item from the evaluator who asks."""
        viewer, place = self._seen_by, item.place
        if viewer is None:
            return False
        return not may_see(self._snapshot, viewer, place.programme, place.round) or votes_hidden(
            self._snapshot, place
        )

    def _reach(self, spread: Spread | None) -> str:
        if spread is None:
            return "–"
        codes = self._framework.codes
        low, high = codes[spread.lowest], codes[spread.highest]
        return low if low == high else _("{low} to {high}").format(low=low, high=high)

    def _outcome(self, item: Item) -> str:
        words = state_in_words(item)
        if item.discussion.practice:
            return pgettext("state of an item", "{state} (practice)").format(state=words)
        return words

    def _levels(self, item: Item) -> list[Block]:
        """Who said what where names are not hidden, else the levels in the order of the scale."""
        one = item.discussion
        if not one.first:
            return []
        if self._names:
            first, second = dict(one.first), dict(one.second)
            rows = tuple(
                (self._name(key, item), first.get(key, "–"), second.get(key, "–"))
                for key in self._by_name({*first, *second})
            )
            heads = (_("Evaluator"), _("When revealed"), _("After the discussion"))
            return [Grid(heads=heads, rows=rows, widths=(3, 1, 1)), *self._narrowed(item)]
        counted = {who.key for who in item.voters}
        sentences = [
            lead.format(values=", ".join(self._in_order(values, counted)))
            for lead, values in (
                (_("When revealed: {values}."), one.first),
                (_("After the discussion: {values}."), one.second),
            )
            if self._in_order(values, counted)
        ]
        return [Paragraph(" ".join(sentences)), *self._narrowed(item)] if sentences else []

    def _by_name(self, keys: set[Key]) -> list[Key]:
        """Evaluators by name, those who were removed last."""
        here = [who.key for who in self._snapshot.ordered_evaluators() if who.key in keys]
        return [*here, *sorted(keys.difference(here))]

    def _in_order(self, values: Values, counted: set[Key]) -> list[str]:
        places = {code: place for place, code in enumerate((*self._framework.codes, NE, NA))}
        said = [value for key, value in values if key in counted]
        return sorted(said, key=lambda value: places.get(value, len(places)))

    def _narrowed(self, item: Item) -> list[Block]:
        if item.before is None or item.after is None or min(item.before.count, item.after.count) < 2:
            return []
        sentence = _("Steps of the scale between the lowest and the highest: {before} before, {after} after.")
        return [Paragraph(sentence.format(before=item.before.steps, after=item.after.steps), "muted")]

    def _decision(self, item: Item) -> list[Block]:
        one = item.discussion
        match one.outcome:
            case "agreed":
                text = answer_words(self._framework, item.criterion, one.value) if item.criterion else ""
                agreed = _("Agreed on {level}.").format(level=one.value)
                blocks: list[Block] = [Paragraph(text, lead=agreed)]
                if item.is_overtaken:
                    blocks.append(Paragraph(_("The panel’s entry has been changed since."), "caution"))
                return [*blocks, Paragraph(one.rationale, lead=_("Rationale:"))]
            case "dissent":
                return [Paragraph("", lead=_("No agreement."))]
            case "skipped":
                return [Paragraph("", lead=_("Skipped."))]
            case "":
                return [Paragraph(state_in_words(item), lead=_("Still open:"))]

    def _remarks(self, item: Item) -> list[Block]:
        one = item.discussion
        blocks: list[Block] = []
        if one.dissents:
            words = ngettext("{count} dissent:", "{count} dissents:", len(one.dissents))
            blocks.append(Paragraph("", lead=words.format(count=len(one.dissents))))
            blocks.append(Bullets(tuple(self._dissent(each.evaluator, each.text) for each in one.dissents)))
        if one.note:
            blocks.append(Paragraph(one.note, lead=_("Noted:")))
        if one.actions:
            blocks.append(Paragraph("", lead=_("To do:")))
            blocks.append(
                Bullets(
                    tuple(
                        " · ".join(part for part in (each.text, each.owner, each.due) if part)
                        for each in one.actions
                    )
                )
            )
        return blocks

    def _dissent(self, key: Key, text: str) -> str:
        if not key or not self._names:
            return text
        return _("{names}: {text}").format(names=self._name(key), text=text)

    def _name(self, key: Key, item: Item | None = None) -> str:
        who = self._snapshot.evaluators.get(key)
        if who is None:
            return _("an evaluator who was removed")
        if item is not None and self._snapshot.conflict(item.place.programme, key):
            return _("{name} (not counted: conflict of interest)").format(name=who.name)
        return who.name
