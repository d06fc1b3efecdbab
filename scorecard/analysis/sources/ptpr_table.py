"""The table of marks by dimension: what sources print of a programme, and where none does, what is derived.

The form is that of Table 3 of the background notes on Chile: a row a dimension with its ticks and question marks and
their texts, then current challenges. What a source prints stands word for word and nothing is added to it. Where no
source marks a programme, a note sheet of the evaluators' own stands in its place, and where there is none either, the
marks are derived from scores.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from scorecard.analysis.caution import caution_label
from scorecard.analysis.sources.column_shares import column_shares
from scorecard.analysis.sources.derived_marks import (
    CHALLENGES,
    Derivation,
    DerivedMarks,
    derive,
    least_position,
)
from scorecard.analysis.sources.note_layout import Table
from scorecard.analysis.sources.source_marks import MARKS, MarkBlock, dimension_names, mark_blocks
from scorecard.analysis.sources.source_tables import SourceTable, about, title_of
from scorecard.i18n import _, language, ngettext
from scorecard.library.note_sheets import built_in_template
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot

_MOST_NAMED = 40

Row = tuple[str, ...]


def ptpr_table(
    snapshot: Snapshot, derivation: Derivation | None, programmes: Collection[Key] | None = None
) -> SourceTable:
    """The table of all programmes or of these: marks of sources first, then ours, each by programme.

    `derivation` is None while there is no round to derive from.
    """
    blocks = [one for one in mark_blocks(snapshot) if _is_wanted(one, programmes)]
    sources = [one for one in blocks if one.is_of_source]
    marked = {_key(one) for one in sources} - {""}
    by_hand = [one for one in blocks if not one.is_of_source and _key(one) not in marked]
    passed = [one for one in blocks if not one.is_of_source and _key(one) in marked]
    set_by_hand = {_key(one) for one in by_hand}
    derived: list[DerivedMarks] = []
    nothing: list[DerivedMarks] = []
    for marks in derive(snapshot, derivation) if derivation else ():
        key = marks.programme.key
        if key not in marked | set_by_hand and (programmes is None or key in programmes):
            (nothing if marks.is_empty else derived).append(marks)

    places = {one.key: place for place, one in enumerate(snapshot.ordered_programmes())}
    ours = [(places.get(_key(one), len(places)), _block_rows(one)) for one in by_hand]
    if derivation:
        ours += [(places[one.programme.key], _derived_rows(derivation, one)) for one in derived]
    rows = [row for one in sources for row in _block_rows(one)]
    rows += [row for _place, several in sorted(ours, key=lambda one: one[0]) for row in several]

    notes = [one.note for one in (*sources, *by_hand) if one.note]
    if derivation and derived:
        notes.append(_rule(derivation))
    if derivation and nothing and rows:
        notes.append(_nothing_to_derive(derivation, nothing))
    notes += [_passed_over(one) for one in passed]
    heads = (
        _("Programme (id)"), _("Programme"), _("Dimension"), _("Mark"), _("Entries"), _("Whose mark"), _("Footnote"),
        _("Where it is found"),
    )  # fmt: skip
    return SourceTable(
        name="ptpr",
        title=title_of("ptpr"),
        about=about("ptpr"),
        table=Table(
            heads=heads, rows=tuple(rows), depths=(0,) * len(rows), widths=column_shares(heads, rows)
        ),
        notes=tuple(dict.fromkeys(notes)),
        lacks="" if rows else _lacks(),
        caution=caution_label(snapshot) if derived or by_hand else "",
        steady=3,
    )


def _key(block: MarkBlock) -> Key:
    return block.programme.key if block.programme else ""


def _is_wanted(block: MarkBlock, programmes: Collection[Key] | None) -> bool:
    return programmes is None or _key(block) in programmes


def _block_rows(block: MarkBlock) -> list[Row]:
    """A row a dimension that something is said of, in the order of the dimensions; then what stands under none."""
    head = (block.programme.id, block.programme.label) if block.programme else ("", block.title)
    rows: list[Row] = []
    for code in (*block.dimensions, ""):
        entries = [one for one in block.entries if one.dimension == code]
        if entries:
            documents = dict.fromkeys(id for one in entries for id in one.documents)
            source = _("source: {documents}").format(documents=", ".join(documents))
            row = (
                *head,
                block.dimensions.get(code, ""),
                *_marks_and_texts((one.mark, one.text) for one in entries),
                source if documents else _("ours, set by hand"),
                "\n".join(_each_once(one.footnote for one in entries)),
                "; ".join(_each_once(one.place for one in entries)),
            )
            rows.append(row)
    return rows


def _derived_rows(derivation: Derivation, marks: DerivedMarks) -> list[Row]:
    """A row a section, marked or not, so that nothing missing is passed over; challenges where there are any."""
    comparison = derivation.comparison
    framework = comparison.framework
    place = f"{framework.short.into(language())} {framework.version}, {comparison.round.name}"
    names = {section.id: section.name.into(language()) for section in framework.sections}
    names[CHALLENGES] = dimension_names(built_in_template(MARKS))[CHALLENGES]
    rows: list[Row] = []
    for code, name in names.items():
        entries = [(one.mark, one.text) for one in marks.entries if one.section == code]
        if code != CHALLENGES or entries:
            row = (
                marks.programme.id,
                marks.programme.label,
                name,
                *_marks_and_texts(entries),
                _("ours, derived"),
                "" if code == CHALLENGES else _counted(marks.levels[code], marks.applicable[code]),
                place,
            )
            rows.append(row)
    return rows


def _marks_and_texts(entries: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The marks of a dimension, each once, and its texts, a line each, with the marks that stand before them."""
    pairs = list(entries)
    lines = (f"{mark} {text}".strip() for mark, text in pairs if text)
    return " ".join(_each_once(mark for mark, _text in pairs)), "\n".join(lines)


def _each_once(texts: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(text for text in texts if text))


def _counted(levels: int, applicable: int) -> str:
    if not applicable:
        return _("does not apply")
    sentence = _("{levels} of {count} with a level")
    return sentence.format(levels=levels, count=applicable)


def _rule(derivation: Derivation) -> str:
    """What a derived mark says, in the codes of the scale that it is derived by."""
    framework = derivation.comparison.framework
    sentence = _(
        "“Ours, derived”: √ is a criterion whose evaluators together stand at {level} or more in {round}, with the "
        "value in brackets; ? is a question that an evaluator left open. No source says so. A note sheet of marks "
        "that names no document takes the place of derived ones."
    )
    level = framework.codes[least_position(framework)]
    return sentence.format(level=level, round=derivation.comparison.round.name)


def _nothing_to_derive(derivation: Derivation, without: list[DerivedMarks]) -> str:
    ids = [one.programme.id for one in without]
    named = ", ".join(ids[:_MOST_NAMED]) + (" …" if len(ids) > _MOST_NAMED else "")
    sentence = ngettext(
        "Not in the table: {count} programme that no source has marked and that has no level, open question "
        "or challenge in {round} ({programmes}).",
        "Not in the table: {count} programmes that no source has marked and that have no level, open question "
        "or challenge in {round} ({programmes}).",
        len(ids),
    )
    return sentence.format(count=len(ids), round=derivation.comparison.round.name, programmes=named)


def _passed_over(block: MarkBlock) -> str:
    sentence = _(
        "What “{title}” says without a document is not printed: a source has marked that programme, and nothing is "
        "added to its marks."
    )
    return sentence.format(title=block.title)


def _lacks() -> str:
    sentence = _(
        "There is no mark yet: begin a note sheet “{template}” for a programme on the page Notes, or with “notes "
        "new --template {id} --programme P”, or score the programmes; then the table fills."
    )
    return sentence.format(template=built_in_template(MARKS).name.into(language()), id=MARKS)
