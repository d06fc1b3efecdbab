"""Forms for evaluators who score away from the program: a workbook each, that comes back and is known again."""

from __future__ import annotations

import contextlib
import io
import math
from dataclasses import replace
from pathlib import Path

from xlsxwriter.workbook import Workbook

from scorecard.errors import Refusal, reason_of
from scorecard.exchange.books.book import into
from scorecard.exchange.books.verification import Tally, check_workbook
from scorecard.exchange.forms.layout import META, form_tabs
from scorecard.exchange.forms.plan import Mailing
from scorecard.exchange.forms.sheets.answers import write_answers
from scorecard.exchange.forms.sheets.facts import facts_of, write_facts
from scorecard.exchange.forms.sheets.paper import Paper
from scorecard.exchange.forms.sheets.register import write_register
from scorecard.exchange.forms.sheets.start import write_start
from scorecard.exchange.scales import scale_of
from scorecard.exchange.styles import FONT, Styles
from scorecard.i18n import _, speaking
from scorecard.model.codec import fingerprint
from scorecard.model.form import Form
from scorecard.progress import Progress, Silent
from scorecard.safe_file import replace_safely


def write_form(mailing: Mailing, form: Form, path: Path) -> Form:
    """Write one of the planned forms, whole or not at all; returns it with the name of its file."""
    _write(mailing, form, path, fingerprint(mailing.framework))
    return replace(form, file=path.name)


def write_forms(mailing: Mailing, folder: Path, progress: Progress | None = None) -> tuple[Form, ...]:
    """Write every planned form into a folder, made if it is not there; returns them with the names of their files.

    A file that is there stays: somebody may have filled it in. Cancelled or refused, no form of these is left.
    """
    progress = progress or Silent()
    is_new = _make(folder)
    sha256 = fingerprint(mailing.framework)
    written: list[Path] = []
    made: list[Form] = []
    try:
        for place, form in enumerate(mailing.forms):
            name = mailing.snapshot.evaluators[form.evaluator].name
            progress.step(place, len(mailing.forms), _("Writing the form for {name}").format(name=name))
            path = _free(folder / form.file)
            _write(mailing, form, path, sha256)
            written.append(path)
            made.append(replace(form, file=path.name))
    except BaseException:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        if is_new:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    return tuple(made)


def _make(folder: Path) -> bool:
    """Make a folder where it is not there yet; returns whether it had to be made."""
    if folder.exists() and not folder.is_dir():
        sentence = _("“{name}” is a file. Give the name of a folder for the forms; nothing was written.")
        raise Refusal(sentence.format(name=folder.name))
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = _("The folder “{name}” could not be made ({reason}). Choose another; nothing was written.")
        raise Refusal(sentence.format(name=folder, reason=reason_of(error)), code="disk") from error
    return is_new


def _free(path: Path) -> Path:
    """The path, with a number behind its name where there is something already."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _write(mailing: Mailing, form: Form, path: Path, sha256: str) -> None:
    tallies: dict[str, Tally] = {}

    def write(target: Path) -> None:
        with speaking(form.language):
            content, counted = _build(mailing, form, sha256)
        tallies.update(counted)
        target.write_bytes(content)

    def check(target: Path) -> None:
        check_workbook(target, tallies, path.name, lambda _sheets: None)

    replace_safely(path, write, check)


def _build(mailing: Mailing, form: Form, sha256: str) -> tuple[bytes, dict[str, Tally]]:
    buffer = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(buffer, {"in_memory": True, "default_format_properties": FONT, **plain})
    programmes = [mailing.snapshot.programmes[key] for key in form.programmes]
    paper = Paper(
        mailing=mailing,
        form=form,
        workbook=workbook,
        styles=Styles(workbook),
        tabs=form_tabs(programmes),
        scale=scale_of(mailing.framework),
        sheets={},
    )
    tabs = paper.tabs
    facts = facts_of(paper, sha256)
    write_start(paper, paper.add_sheet(tabs.start))
    for programme in programmes:
        write_answers(paper, paper.add_sheet(tabs.programmes[programme.key]), programme)
    write_register(paper, paper.add_sheet(tabs.evidence))
    write_facts(paper, paper.add_sheet(META), facts)
    _describe(paper, facts)
    paper.sheets[tabs.start].worksheet.activate()
    workbook.close()
    tallies = {
        name: Tally(filled=sheet.filled, total=math.fsum(sheet.numbers))
        for name, sheet in paper.sheets.items()
    }
    return buffer.getvalue(), tallies


def _describe(paper: Paper, facts: dict[str, str]) -> None:
    paper.workbook.set_properties(
        {
            "title": _("Form: {framework}").format(framework=into(paper.framework.name)),
            "subject": paper.mailing.snapshot.evaluation.title,
            "created": paper.mailing.made_at.replace(tzinfo=None),
        }
    )
    for name, fact in facts.items():
        if fact:
            paper.workbook.set_custom_property(name, fact, "text")
