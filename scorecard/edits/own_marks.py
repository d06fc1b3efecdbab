"""Marks of the evaluators' own: a note sheet that begins as what scores give, and is theirs to change from then on."""

from __future__ import annotations

from dataclasses import replace

from scorecard.analysis.sources.derived_marks import CHALLENGES, Derivation, DerivedMarks, derive
from scorecard.analysis.sources.source_marks import DIMENSION, MARK, MARKS, TEXT, blocks_of
from scorecard.edits import note_sheets
from scorecard.edits.entries import gone
from scorecard.errors import Refusal
from scorecard.i18n import N_, _, language
from scorecard.library.note_sheets import built_in_template
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Key
from scorecard.model.framework import Framework
from scorecard.model.note_sheet import Choice, NoteRow, NoteSheet, Template
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.snapshot import Snapshot


def begin_from_derived(snapshot: Snapshot, derivation: Derivation | None, programme: Key) -> Edit:
    """Fill a note sheet of a programme's marks with the derived ones, whose place it takes from then on.

    It is one that was begun for the programme and is empty yet, or a new one. Refused where a source has marked
    the programme, where it has marks set by hand already, and where nothing can be derived.
    """
    gone([programme in snapshot.programmes])
    about = snapshot.programmes[programme]
    if refusal := why_not(snapshot, programme):
        raise Refusal(_("{reason} Nothing has changed.").format(reason=refusal))
    every = derive(snapshot, derivation) if derivation else iter(())
    marks = next((one for one in every if one.programme.key == programme and one.entries), None)
    if derivation is None or marks is None:
        sentence = _(
            "No mark can be derived for {programme}: no criterion stands high enough, and no question or challenge "
            "is written beside a score. Nothing has changed."
        )
        raise Refusal(sentence.format(programme=about.label))
    changes: list[Change] = []
    sheet = _begun(snapshot, programme, marks_template(derivation.comparison.framework))
    if sheet is None:
        changes += note_sheets.add(snapshot, _new_sheet(derivation, about)).changes
        sheet = next(change.after for change in changes if isinstance(change.after, NoteSheet))
    return _filled(snapshot, sheet, marks, changes)


def why_not(snapshot: Snapshot, programme: Key) -> str:
    """Why marks of a programme are not ours to set, or are set already, in a sentence; empty where they can be."""
    label = snapshot.programmes[programme].label
    blocks = blocks_of(snapshot, programme)
    if any(block.is_of_source for block in blocks):
        return _("A source has marked {programme}, and nothing is added to its marks.").format(
            programme=label
        )
    if blocks:
        sentence = _("The marks of {programme} are set by hand already, in “{sheet}” on the page Notes.")
        return sentence.format(programme=label, sheet=blocks[0].title)
    return ""


def marks_template(framework: Framework) -> Template:
    """The template of marks with the sections of a framework as its dimensions; for `ptpr` the built-in one."""
    template = built_in_template(MARKS)
    dimension = template.column(DIMENSION)
    challenges = next(choice for choice in dimension.choices if choice.code == CHALLENGES)
    sections = (Choice(code=section.id, text=section.name) for section in framework.sections)
    choices = (*sections, challenges)
    if [one.code for one in choices] == [one.code for one in dimension.choices]:
        return template
    columns = (replace(one, choices=choices) if one.id == DIMENSION else one for one in template.columns)
    return replace(template, columns=tuple(columns))


def _begun(snapshot: Snapshot, programme: Key, template: Template) -> NoteSheet | None:
    """A sheet of ours that has been begun for the programme and has no entry yet."""
    for sheet in snapshot.ordered_note_sheets():
        is_ours = sheet.programme == programme and not sheet.documents and sheet.template == template
        if is_ours and not snapshot.rows_of(sheet.key):
            return sheet
    return None


def _new_sheet(derivation: Derivation, programme: Programme) -> NoteSheet:
    framework, round = derivation.comparison.framework, derivation.comparison.round
    note = _("Begun from the marks that {framework} {version} gave in {round}.")
    return NoteSheet(
        key=new_key(),
        id="",
        title=_("Marks of {programme}").format(programme=programme.label),
        template=marks_template(framework),
        programme=programme.key,
        note=note.format(
            framework=framework.short.into(language()), version=framework.version, round=round.name
        ),
    )


def _filled(snapshot: Snapshot, sheet: NoteSheet, marks: DerivedMarks, changes: list[Change]) -> Edit:
    """The edit that writes the entries, after the changes that bring the sheet about."""
    after = snapshot.after(changes)
    for position, entry in enumerate(marks.entries):
        cells = ((DIMENSION, entry.section), (MARK, entry.mark), (TEXT, entry.text))
        row = NoteRow(key=new_key(), sheet=sheet.key, position=position, cells=cells)
        changes.append(Change(before=None, after=note_sheets.valid_row(after, row)))
    values = (("programme", marks.programme.id), ("id", sheet.id))
    label = Label(message=N_("begin the marks of {programme} in {id} as they are derived"), values=values)
    return Edit(label=label, changes=tuple(changes))
