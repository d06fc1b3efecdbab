"""The cover: what this workbook is, which question each sheet answers, and what the colours mean."""

from __future__ import annotations

from collections import Counter

from scorecard.analysis.sentences import joined
from scorecard.analysis.sight import left_out
from scorecard.analysis.sources.proof import proof_sentence, shortfalls
from scorecard.exchange.books.book import Book, into
from scorecard.exchange.books.sheets.checks import ANSWER_ROW
from scorecard.exchange.books.sheets.matrix import level_look, state_look
from scorecard.exchange.contents import SheetName
from scorecard.exchange.formulas import Formula
from scorecard.exchange.layout import BOTH, at, on
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import DATE
from scorecard.i18n import _, format_count, format_share

_WIDTHS = (18.0, 88.0)


def write_cover(book: Book, sheet: Sheet) -> None:
    """Write facts, list of sheets and key, when the other sheets are there."""
    styles, snapshot = sheet.styles, book.publication.snapshot
    sheet.widths(*_WIDTHS)
    sheet.text(0, 0, snapshot.evaluation.title, styles(bold=True, font_size=18, valign="vcenter"))
    sheet.height(0, 34)
    sheet.text(1, 0, book.title, styles(font_size=11, font_color="muted", valign="vcenter"))
    sheet.height(1, 20)
    row = 2
    if book.caution:
        label = styles(
            bold=True, font_size=10, font_color="warning", bg_color="warning-soft", valign="vcenter"
        )
        sheet.text(row, 0, book.caution.upper(), label)
        sheet.text(row, 1, "", label)
        sheet.height(row, 22)
        row += 1
    row = _write_facts(book, sheet, row)
    row = _write_list(book, sheet, row)
    row = _write_key(book, sheet, row)
    notes = [into(book.framework.note)]
    if snapshot.evaluation.note:
        notes.insert(0, snapshot.evaluation.note)
    _write_fact(sheet, row, _("Please note"), " ".join(" ".join(note.split()) for note in notes))
    sheet.page(1, footer=book.caution, landscape=False, one_page=True)


def _write_fact(sheet: Sheet, row: int, name: str, text: str) -> None:
    sheet.text(row, 0, name, sheet.styles.cell(bold=True))
    sheet.text(row, 1, text, sheet.styles.row(text_wrap=True))
    sheet.fit(row, (text, _WIDTHS[1], 9, False), least=16)


def _write_facts(book: Book, sheet: Sheet, row: int) -> int:
    comparison, framework = book.comparison, book.framework
    sections = _("{id}, version {version}; sections: {sections}, criteria: {criteria}").format(
        id=framework.id, version=framework.version, sections=len(book.sections), criteria=len(book.criteria)
    )
    people = book.publication.snapshot.ordered_evaluators()
    evaluators = ", ".join(one.name for one in people if one.key in book.counted_evaluators)
    view = _("{round}; {view}: {evaluators}").format(
        round=comparison.round.name or comparison.round.id,
        view=book.view_wording,
        evaluators=evaluators or "–",
    )
    rule = _("{rule}; {weights}; score and rank from {share} coverage").format(
        rule=book.rule_wording, weights=book.weights_wording, share=format_share(comparison.threshold)
    )
    programmes = _("{count}, of which ranked: {ranked}").format(
        count=len(book.order), ranked=comparison.ranked
    )
    facts = (
        (_("Framework"), sections),
        (_("Round and view"), view),
        (_("Rule and weights"), rule),
        (_("Programmes"), programmes),
        (_("Status"), _status(book)),
        (_("Evidence"), _proof(book)),
        (_("Evaluation"), _identity(book)),
    )
    for name, text in facts:
        _write_fact(sheet, row, name, text)
        row += 1
    sheet.text(row, 0, _("Exported"), sheet.styles.cell(bold=True))
    day = sheet.styles.row(align="left", num_format=DATE)
    sheet.day(row, 1, book.publication.made_at.date(), day)
    sheet.height(row, 16)
    row += 1
    sheet.text(row, 0, _("Check"), sheet.styles.cell(bold=True))
    live = Formula(on(book.tabs.checks, at(ANSWER_ROW, 0, BOTH)), book.verdict)
    sheet.formula(row, 1, live, sheet.styles.row(text_wrap=True))
    sheet.fit(row, (str(book.verdict), _WIDTHS[1], 9, False), least=16)
    return row + 1


def _status(book: Book) -> str:
    """How many programmes evaluators have submitted or had approved, and whose scores do not count."""
    comparison, snapshot = book.comparison, book.publication.snapshot
    shown = {programme.key for programme in comparison.programmes}
    statuses = Counter(
        one.status
        for one in snapshot.assignments.values()
        if one.round == comparison.round.key and one.programme in shown
    )
    sentence = _("Evaluators’ programmes: approved {approved}, submitted {submitted}, in draft {draft}.")
    parts = [
        sentence.format(
            approved=statuses["approved"], submitted=statuses["submitted"], draft=statuses["draft"]
        )
    ]
    question = comparison.question
    parts.append(left_out(snapshot, question.seen_by, question.round, shown))
    parts.append(_("The round is closed.") if comparison.round.closed else _("The round is open."))
    return " ".join(filter(None, parts))


def _proof(book: Book) -> str:
    publication = book.publication
    marks = sum(score.state == "scored" for score in publication.scores)
    gaps = shortfalls(publication.snapshot, publication.scores)
    sentence = proof_sentence(marks, gaps)
    return _("{sentence} Each is marked in its scorecard.").format(sentence=sentence) if gaps else sentence


def _identity(book: Book) -> str:
    """What tells two files of one evaluation apart."""
    publication = book.publication
    values = {"id": publication.snapshot.evaluation.id[:8], "fingerprint": publication.fingerprint[:16]}
    if publication.changed_at is None:
        return _("{id}; content {fingerprint}").format(**values)
    sentence = _(
        "{id}; content {fingerprint}; edits: {edits}, the last on {moment} UTC. Of two files of this evaluation "
        "the one with the later edit is the newer."
    )
    moment = f"{publication.changed_at:%Y-%m-%d %H:%M:%S}"
    return sentence.format(**values, edits=publication.edits, moment=moment)


def _write_list(book: Book, sheet: Sheet, row: int) -> int:
    """Each sheet with the question that it answers, then which are not there."""
    sheet.heads(row, 0, (_("Sheet"), _("The question it answers")), 18, right=0)
    tabs, present = book.tabs, book.gathered.present
    sheets = [
        (tabs.named(name), tabs.named(name), question)
        for name, question in _questions(book)
        if name in present
    ]
    if tabs.cards:
        sheets.append(_scorecards(book))
    link = sheet.styles.link(underline=1)
    for tab, name, question in sheets:
        row += 1
        sheet.link(row, 0, tab, name, link)
        sheet.text(row, 1, question, sheet.styles.row(text_wrap=True))
        sheet.fit(row, (question, _WIDTHS[1], 9, False), least=16)
    if absent := _absent(book):
        row += 1
        _write_fact(sheet, row, _("Not included"), absent)
    return row + 1


def _questions(book: Book) -> tuple[tuple[SheetName, str], ...]:
    weights = _("What weighs how much?")
    if book.tabs.cards:
        weights = _("What weighs how much? Yellow cells can be changed and everything follows.")
    return (
        ("summary", _("Which programmes score highest, how sure is that, and where is each one weak?")),
        (
            "matrix",
            _("What is the level of each programme on each criterion, and where is evidence missing?"),
        ),
        ("ptpr", _("Which strengths, open questions and challenges does each programme have, by dimension?")),
        ("synthesis", _("How do the sources sum up each programme, part by part?")),
        (
            "inventory",
            _("Which programmes and policies are there, who runs them, and what is known of their effects?"),
        ),
        ("industries", _("Which actions are known where an industry meets an area that enables it?")),
        ("regions", _("Which figures do the sources print by region?")),
        ("agreement", _("How far do the evaluators agree, and is one of them stricter?")),
        ("disagreements", _("On which cells do they differ, and which differences move the ranking?")),
        ("criteria", _("The full text of every criterion and level.")),
        ("weights", weights),
        ("method", _("How is each number made, and where is its formula?")),
        ("checks", _("Do the workbook’s formulas still give the program’s numbers?")),
        ("data", _("All scores, one row each, for pivot tables and other software.")),
    )


def _scorecards(book: Book) -> tuple[str, str, str]:
    cards = list(book.tabs.cards.values())
    names = cards[0] if len(cards) == 1 else f"{cards[0]} … {cards[-1]}"
    question = _(
        "One sheet a programme: why this score? Levels (yellow, can be changed), evidence with its place, notes, "
        "open questions, challenges."
    )
    if len(cards) < len(book.order):
        further = _("They are there for {count} of {total} programmes, as chosen at export.").format(
            count=format_count(len(cards)), total=format_count(len(book.order))
        )
        question = f"{question} {further}"
    return cards[0], names, question


def _absent(book: Book) -> str:
    """Which sheets are not there, and why, in a sentence for each reason."""
    gathered, agreement = book.gathered, book.publication.study.agreement
    parts = []
    nothing = [_named(book, name) for name in gathered.empty if name not in ("agreement", "disagreements")]
    if nothing:
        parts.append(_("Nothing is entered yet for {sheets}.").format(sheets=joined(nothing)))
    if "agreement" in gathered.empty:
        parts.append(agreement.sentences()[0])
    elif "disagreements" in gathered.empty:
        parts.append(_("There is no cell on which the evaluators differ."))
    if gathered.left_out:
        names = [_named(book, name) for name in gathered.left_out]
        parts.append(_("Not chosen at export: {sheets}.").format(sheets=joined(names)))
    return " ".join(parts)


def _named(book: Book, name: SheetName) -> str:
    return _("scorecards") if name == "scorecards" else book.tabs.named(name)


def _write_key(book: Book, sheet: Sheet, row: int) -> int:
    sheet.heads(row, 0, (_("Key"), _("Meaning")), 18, right=0)
    for step, described in enumerate(book.framework.scale):
        row += 1
        sheet.shown(
            row, 0, book.scale.code_entry(step), sheet.styles(**{**level_look(book, step), "bold": True})
        )
        word, meaning = into(described.word), into(described.meaning)
        text = meaning if meaning.casefold().startswith(word.casefold()) else f"{word}: {meaning}"
        sheet.text(row, 1, text, sheet.styles.row(valign="vcenter", align="left", indent=1))
        sheet.height(row, 17)
    states = (
        ("NE", _("no evidence found: missing information, never a zero")),
        ("NA", _("does not apply, with the reason in the scorecard: left out of the calculation")),
        ("", _("empty: not yet scored")),
    )
    for state, text in states:
        row += 1
        sheet.text(row, 0, state, sheet.styles(**{**state_look(state), "bold": state == "NE"}))
        sheet.text(row, 1, text, sheet.styles.row(valign="vcenter", align="left", indent=1))
        sheet.height(row, 17)
    if book.rule == "weakest":
        row += 1
        sheet.text(row, 0, "≤", sheet.styles(**state_look("")))
        text = _("at most: the score stands only for what is known; what is missing may lower it")
        sheet.text(row, 1, text, sheet.styles.row(valign="vcenter", align="left", indent=1))
        sheet.height(row, 17)
    return row + 1
