"""The report on one programme: its score with what is behind it, so that a reader need not open the evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scorecard.analysis.sources.note_layout import shown_table
from scorecard.analysis.sources.ptpr_table import ptpr_table
from scorecard.charts.files import picture
from scorecard.charts.pictures import profile
from scorecard.documents.around import closing, footer, grid_of, opening
from scorecard.documents.level_words import cell_figure, cell_words
from scorecard.documents.manuscript import Block, Figure, Grid, Heading, Manuscript, Paragraph
from scorecard.documents.sources import documents_named, evidence_grid, ratings_grid
from scorecard.i18n import _, format_number, format_share, language

if TYPE_CHECKING:
    from scorecard.analysis.results import ProgrammeResult, SectionResult
    from scorecard.exchange.publication import Publication
    from scorecard.model.evaluation import Key
    from scorecard.model.note_sheet import NoteSheet
    from scorecard.model.programme import Programme

_PTPR_PROGRAMME = 2
"""The first columns of the table of marks say which programme, as the title of a report does."""

_RECOMMENDATIONS = "recommendations"


def programme_report(publication: Publication, key: Key) -> Manuscript:
    """The report on the programme with this key, in the framework and round that the study is of."""
    comparison = publication.comparison
    result = comparison.result(comparison.row(key))
    programme = result.programme
    blocks: list[Block] = [*opening(publication), *_facts(programme)]
    blocks += [Heading(_("Result")), *_result(publication, result)]
    blocks += [Heading(_("Marks by dimension")), *_marks(publication, key)]
    blocks += [Heading(_("Levels by criterion")), *_levels(publication, result)]
    blocks += [Heading(_("Evidence"))]
    blocks += _grid_or(
        evidence_grid(publication, key), _("There is no item of evidence on this programme yet.")
    )
    blocks += _written(publication, key)
    blocks += [Heading(_("Recommendations")), *_recommendations(publication, key)]
    blocks += [Heading(_("The sources’ own ratings, as printed"))]
    blocks += _grid_or(
        ratings_grid(publication.snapshot, programme), _("No source rates this programme itself.")
    )
    if documents := documents_named(publication.snapshot, programme):
        blocks += [Heading(_("Documents")), documents]
    blocks += closing(publication)
    return Manuscript(
        title=f"{programme.id} {programme.name}",
        subject=_("Report on a programme: {title}").format(title=publication.snapshot.evaluation.title),
        language=language(),
        made_at=publication.made_at,
        footer=f"{programme.id} · {footer(publication)}",
        blocks=tuple(blocks),
    )


def _grid_or(grid: Grid | None, sentence: str) -> list[Block]:
    return [grid] if grid else [Paragraph(sentence)]


def _facts(programme: Programme) -> list[Block]:
    facts = (
        (_("Country"), programme.country),
        (_("Region"), programme.region),
        (_("Period"), programme.period),
        (_("Kind"), programme.kind),
        (_("Institution"), programme.institution),
        (_("Mechanism"), programme.mechanism),
        (_("Investment code"), programme.investment_code),
        (_("Tags"), ", ".join(programme.tags)),
        (_("Note"), programme.note),
    )
    rows = tuple(fact for fact in facts if fact[1])
    return [Grid(rows=rows, widths=(1, 4))] if rows else []


def _result(publication: Publication, result: ProgrammeResult) -> Iterator[Block]:
    comparison = publication.comparison
    yield Paragraph(_answer(publication, result), "answer")
    for sentence in comparison.profile_sentences([result.programme.key]):
        if sentence:
            yield Paragraph(sentence)
    heads = (_("Section"), _("Score"), _("Interval"), _("Coverage"))
    rows = tuple(_section(one) for one in result.sections)
    yield Grid(heads=heads, rows=rows, widths=(6, 2, 2, 2), right=(1, 2, 3))
    if any(row[1].startswith("(") for row in rows):
        yield Paragraph(_("In brackets: sections below the coverage that a score needs."), "muted")
    shown = profile(publication.study, [result.programme.key], publication.made_at)
    width, height = shown.figure.get_size_inches()
    yield Figure(
        png=picture(lambda: shown, publication.made_at),
        width=round(width * 100),
        height=round(height * 100),
        words=shown.words,
    )


def _answer(publication: Publication, result: ProgrammeResult) -> str:
    comparison = publication.comparison
    if result.low is None or result.high is None or result.coverage is None:
        return _("No criterion applies to this programme, so that it has no score.")
    numbers = {
        "low": format_number(result.low, 2),
        "high": format_number(result.high, 2),
        "coverage": format_share(result.coverage),
        "threshold": format_share(comparison.threshold),
    }
    if result.score is None:
        sentence = _(
            "Insufficient evidence for a score: coverage {coverage}, and {threshold} is needed. It lies between "
            "{low} and {high} when gaps are counted at worst and best."
        )
        return sentence.format(**numbers)
    sentence = _(
        "Score {score} of {top}, between {low} and {high} when gaps are counted at worst and best; coverage "
        "{coverage}; rank {rank} of {ranked}."
    )
    return sentence.format(
        score=result.said,
        top=comparison.framework.top,
        rank=result.rank,
        ranked=comparison.ranked,
        **numbers,
    )


def _section(one: SectionResult) -> tuple[str, ...]:
    name = f"{one.section.id} {one.section.name.into(language())}"
    if one.low is None or one.high is None or one.coverage is None:
        return (name, "NA", "NA", "NA")
    figure = "–" if one.score is None else format_number(one.score, 2)
    interval = f"{format_number(one.low, 2)} – {format_number(one.high, 2)}"
    return (
        name,
        figure if one.enough or one.score is None else f"({figure})",
        interval,
        format_share(one.coverage),
    )


def _marks(publication: Publication, key: Key) -> Iterator[Block]:
    source = ptpr_table(publication.snapshot, publication.derivation, [key])
    if source.lacks:
        yield Paragraph(source.lacks)
        return
    yield Paragraph(source.about, "muted")
    yield grid_of(source.table, after=_PTPR_PROGRAMME)
    for note in source.notes:
        yield Paragraph(note, "muted")


def _levels(publication: Publication, result: ProgrammeResult) -> Iterator[Block]:
    framework = publication.comparison.framework
    cells = {one.criterion.id: one for one in result.cells}
    heads = (_("Criterion"), _("Level"), _("What the level says"))
    for section in framework.sections:
        yield Heading(f"{section.id} {section.name.into(language())}", 2)
        rows = tuple(
            (
                f"{one.code} {one.name.into(language())}",
                cell_figure(framework, cells[one.id]) or "–",
                cell_words(framework, cells[one.id]),
            )
            for one in section.criteria
        )
        yield Grid(heads=heads, rows=rows, widths=(4, 1, 8))


def _written(publication: Publication, key: Key) -> Iterator[Block]:
    """What evaluators wrote beside their scores, and the questions that evidence asks."""
    asked = [
        (_codes(one.criteria), one.text, one.id)
        for one in publication.snapshot.evidence_of(key)
        if one.sign == "?"
    ]
    kinds: tuple[tuple[str, str, str, list[tuple[str, str, str]]], ...] = (
        ("question", _("Open questions"), _("No open question was left."), asked),
        ("challenge", _("Challenges"), _("No challenge was noted."), []),
        ("note", _("Notes of the evaluators"), _("No evaluator left a note."), []),
    )
    heads = (_("Criterion"), _("Text"), _("From"))
    for field, title, without, more in kinds:
        rows = (*_by_person(publication, key, field), *more)
        yield Heading(title)
        yield Grid(heads=heads, rows=rows, widths=(2, 8, 3)) if rows else Paragraph(without)


def _by_person(publication: Publication, key: Key, field: str) -> Iterator[tuple[str, str, str]]:
    """Each text once a criterion, with everybody who wrote it, in the order of the framework."""
    snapshot = publication.snapshot
    places = {one.id: place for place, one in enumerate(publication.comparison.framework.criteria)}
    people: dict[tuple[str, str], list[str]] = {}
    scores = [one for one in publication.scores if one.programme == key and one.criterion in places]
    for score in sorted(
        scores, key=lambda one: (places[one.criterion], snapshot.evaluators[one.evaluator].name)
    ):
        if text := getattr(score, field):
            name = snapshot.evaluators[score.evaluator].name
            people.setdefault((score.criterion, text), []).append(name)
    for (criterion, text), names in people.items():
        yield _codes([criterion]), text, ", ".join(names)


def _codes(criteria: tuple[str, ...] | list[str]) -> str:
    return ", ".join(id.partition(".")[2] for id in criteria)


def _recommendations(publication: Publication, key: Key) -> list[Block]:
    sheets = [
        one
        for one in publication.snapshot.ordered_note_sheets()
        if one.template.id == _RECOMMENDATIONS and publication.snapshot.rows_of(one.key)
    ]
    own = [one for one in sheets if one.programme == key] or [one for one in sheets if not one.programme]
    if not own:
        sentence = _(
            "There is no recommendation yet: begin a note sheet of recommendations on the page Notes, or with "
            "“notes new FILE --template {id}”, and its entries stand here."
        )
        return [Paragraph(sentence.format(id=_RECOMMENDATIONS))]
    return [block for sheet in own for block in _sheet(publication, sheet)]


def _sheet(publication: Publication, sheet: NoteSheet) -> Iterator[Block]:
    yield Heading(sheet.title, 2)
    if not sheet.programme:
        yield Paragraph(_("For the evaluation as a whole."), "muted")
    if sheet.note:
        yield Paragraph(sheet.note, "muted")
    yield grid_of(shown_table(publication.snapshot, sheet, places=True))
