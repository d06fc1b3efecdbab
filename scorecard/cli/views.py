"""The verbs that say what the views of a comparison show: over-time, gap."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scorecard.cli.around import print_foot, print_head
from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.cli.tables import add_place, add_sums, add_view, question_asked
from scorecard.i18n import _, format_difference, language, pgettext
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.analysis.views.gap import Gap
    from scorecard.analysis.views.over_time import OverTime


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    over_time = verbs.add("over-time", _("Say what became of the programmes from round to round."))
    gap = verbs.add("gap", _("Set self-assessments against independent scores."))
    for verb, run in ((over_time, print_over_time), (gap, print_gap)):
        verb.add_argument("file", metavar="FILE", type=path_named)
        verb.set_defaults(run=run)
    over_time.add_argument(
        "--framework", metavar="F", help=_("the id of the framework; the first if not given")
    )
    over_time.add_argument(
        "--round",
        metavar="R",
        help=_("the round by whose version of the framework all are compared; the latest if not given"),
    )
    add_view(over_time)
    add_place(gap)
    gap.set_defaults(view="all")
    for verb in (over_time, gap):
        add_sums(verb)
        verb.add_argument("--json", action="store_true", help=_("as one JSON document"))


def print_over_time(asked: Namespace, output: Output) -> None:
    """`over-time`."""
    from scorecard.analysis.sentences import joined

    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(question_asked(workspace, asked))
        found = study.over_time
    if asked.json:
        output.document(found.to_json())
        return
    print_head(study, output, rounds=joined([one.name for one in found.rounds]))
    _print_sentences(output, found.sentences())
    if found.programmes:
        output.data(_over_time_table(found))
        output.data("")
        _print_brackets(output)
    print_foot(study, output)


def print_gap(asked: Namespace, output: Output) -> None:
    """`gap`."""
    from scorecard.analysis.question_words import both_views

    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(question_asked(workspace, asked))
        found = study.gap
    if asked.json:
        output.document(found.to_json())
        return
    print_head(study, output, views=both_views())
    _print_sentences(output, found.sentences())
    if found.programmes:
        output.data(_gap_table(found))
        names = (f"{one.id} {one.short.into(language())}" for one in found.own.framework.sections)
        output.data("\n" + ", ".join(names))
        _print_brackets(output)
    print_foot(study, output)


def _print_sentences(output: Output, sentences: tuple[str, str]) -> None:
    for sentence in filter(None, sentences):
        output.data(f"{sentence}\n")


def _print_brackets(output: Output) -> None:
    output.data(
        _(
            "In brackets: the interval where evidence does not allow a score, and what missing evidence could "
            "undo. A dash: none."
        )
    )


def _over_time_table(found: OverTime) -> str:
    heads = [_("Id"), _("Programme"), *(one.name for one in found.rounds)]
    heads += [pgettext("by how much a score differs", "Change"), _("Places"), _("Coverage")]
    rows = [tuple(_over_time_row(found, row)) for row in found.rows()]
    return aligned(heads, rows, set(range(2, len(heads))))


def _over_time_row(found: OverTime, row: int) -> Iterator[str]:
    programme = found.programmes[row]
    yield programme.id
    yield shortened(programme.label)
    yield from found.score_figures(row)
    yield found.change_figure(row)
    change = float(found.change()[row])
    yield format_difference(int(found.places()[row]), 0) if change == change else "–"
    yield found.coverage_figures(row)


def _gap_table(found: Gap) -> str:
    sections = [section.id for section in found.own.framework.sections]
    heads = (_("Id"), _("Programme"), _("Self"), _("Independent"), _("Gap"), *sections)
    rows = [tuple(_gap_row(found, row)) for row in (*found.rows(), *found.others())]
    return aligned(heads, rows, set(range(2, len(heads))))


def _gap_row(found: Gap, row: int) -> Iterator[str]:
    programme, pair = found.programmes[row], found.pair(row)
    yield programme.id
    yield shortened(programme.label)
    yield pair.own.figure(2)
    yield pair.independent.figure(2)
    yield pair.figure(2)
    for section in found.section_pairs(row):
        yield section.figure(1)
