"""The verbs that say what the views of a comparison show: over-time, gap."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.cli.tables import add_question, whole_question_asked
from scorecard.i18n import _, format_difference, language, pgettext
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.gap import Gap
    from scorecard.analysis.over_time import OverTime


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    _add(verbs, "over-time", _("Say what became of the programmes from round to round."), print_over_time)
    _add(verbs, "gap", _("Set self-assessments against independent scores."), print_gap)


def print_over_time(asked: Namespace, output: Output) -> None:
    """`over-time`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(whole_question_asked(workspace, asked))
        found = study.over_time
        if asked.json:
            output.document(found.to_json())
            return
        rounds = ", ".join(one.name for one in found.rounds)
        _print_head(output, workspace, study.comparison, {1: rounds})
    _print_sentences(output, found.sentences())
    if found.programmes:
        output.data(_over_time_table(found))
        output.data("")
        _print_brackets(output)


def print_gap(asked: Namespace, output: Output) -> None:
    """`gap`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(whole_question_asked(workspace, asked))
        found = study.gap
        if asked.json:
            output.document(found.to_json())
            return
        views = _("self-assessments, and scores of independent evaluators and peers")
        _print_head(output, workspace, study.comparison, {2: views})
    _print_sentences(output, found.sentences())
    if found.programmes:
        output.data(_gap_table(found))
        names = (f"{one.id} {one.short.into(language())}" for one in found.own.framework.sections)
        output.data("\n" + ", ".join(names))
        _print_brackets(output)


def _add(verbs: Verbs, name: str, explanation: str, run: Callable[[Namespace, Output], Any]) -> None:
    verb = verbs.add(name, explanation)
    verb.add_argument("file", metavar="FILE", type=path_named)
    add_question(verb)
    verb.add_argument("--json", action="store_true", help=_("as one JSON document"))
    verb.set_defaults(run=run)


def _print_head(
    output: Output, workspace: Workspace, comparison: Comparison, instead: dict[int, str]
) -> None:
    """The title, the question with some of its facts put in other words, and the label of caution."""
    from scorecard.charts.caption import asked as question_words
    from scorecard.charts.caption import caution_label

    snapshot = workspace.snapshot
    facts = [instead.get(place, fact) for place, fact in enumerate(question_words(snapshot, comparison))]
    output.data(snapshot.evaluation.title)
    output.data(", ".join(facts))
    for line in filter(None, (caution_label(snapshot), snapshot.evaluation.note)):
        output.data(line)


def _print_sentences(output: Output, sentences: tuple[str, str]) -> None:
    for sentence in filter(None, sentences):
        output.data(f"\n{sentence}")
    output.data("")


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
