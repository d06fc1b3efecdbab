"""The verb that prints the numbers of a comparison: results."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from scorecard.cli.around import not_counted, print_head
from scorecard.cli.grammar import Parser, Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.errors import Refusal
from scorecard.i18n import _, format_number, format_share, language
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import unknown
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison, ProgrammeResult, SectionResult
    from scorecard.analysis.question import Question


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    results = verbs.add("results", _("Print scores, intervals, coverage and ranks of every programme."))
    results.add_argument("file", metavar="FILE", type=path_named)
    add_question(results)
    results.add_argument("--json", action="store_true", help=_("as one JSON document"))
    results.set_defaults(run=print_results)


def add_question(parser: Parser) -> None:
    """Every option of a question that is answered by evaluators and put together by a rule."""
    add_place(parser)
    add_view(parser)
    add_sums(parser)


def add_place(parser: Parser) -> None:
    """The options of what is scored: framework and round."""
    parser.add_argument("--framework", metavar="F", help=_("the id of the framework; the first if not given"))
    parser.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))


def add_view(parser: Parser) -> None:
    """The option of whose scores count."""
    parser.add_argument(
        "--view",
        metavar="all|self|independent|panel",
        default="all",
        help=_("whose scores count; all if not given"),
    )


def add_sums(parser: Parser) -> None:
    """The options of how answers are put together."""
    parser.add_argument(
        "--average",
        metavar="mean|median",
        default="mean",
        help=_("how evaluators become one value; mean if not given"),
    )
    parser.add_argument(
        "--threshold",
        metavar="X",
        help=_("the coverage that a score needs, from 0 to 1; that of the evaluation if not given"),
    )
    parser.add_argument(
        "--rule",
        metavar="mean|geometric|weakest",
        default="mean",
        help=_("how criteria become a score; mean if not given"),
    )
    parser.add_argument("--weights", metavar="NAME", help=_("a set of weights; equal weights if not given"))
    parser.add_argument(
        "--without",
        metavar="S",
        action="append",
        default=[],
        help=_("the id of a section to switch off; may be given several times"),
    )


def question_asked(workspace: Workspace, asked: Namespace) -> Question:
    """The question that the options of `add_question` ask; a refusal names the nearest of what there is."""
    from scorecard.analysis.question import average_named, rule_named, view_named

    question = workspace.question(asked.framework, asked.round)
    weights = asked.weights
    return replace(
        question,
        view=view_named(asked.view),
        average=average_named(asked.average),
        rule=rule_named(asked.rule),
        weights=None if weights is None else _weights_named(workspace, weights, question.framework),
        without=_sections(workspace, question, asked),
        threshold=None if asked.threshold is None else coverage_named(asked.threshold),
    )


def _sections(workspace: Workspace, question: Question, asked: Namespace) -> tuple[str, ...]:
    """The sections to switch off; a refusal names the nearest one there is."""
    framework = workspace.snapshot.framework_in(question.framework, question.round)
    known = [section.id for section in framework.sections]
    for id in asked.without:
        if id not in known:
            raise unknown(_("section"), id, known)
    return tuple(asked.without)


def _weights_named(workspace: Workspace, name: str, framework: str) -> Key:
    sets = [one for one in workspace.snapshot.weights.values() if one.framework == framework]
    for one in sets:
        if name in (one.id, one.name):
            return one.key
    raise unknown(_("set of weights"), name, [one.id for one in sets])


def print_results(asked: Namespace, output: Output) -> None:
    """`results`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(question_asked(workspace, asked))
        comparison = study.comparison
        if asked.json:
            output.document(comparison.to_json())
            return
        criteria = [criterion.id for criterion in comparison.framework.criteria]
        scores = workspace.scores(round=comparison.round.key, criteria=criteria)
    from scorecard.analysis.sources.proof import proof_sentence, shortfalls
    from scorecard.charts.caption import coverage_sentence

    print_head(study, output)
    output.data(f"{comparison.sentence()}\n")
    if comparison.programmes:
        output.data(_results_table(comparison))
        output.data("")
    output.data(coverage_sentence(comparison))
    marks = sum(score.state == "scored" for score in scores)
    output.data(proof_sentence(marks, shortfalls(study.snapshot, scores)))
    if absent := not_counted(study):
        output.data(absent)
    if comparison.at_most().any():
        output.data(_("≤: at most this; what is missing may lower it."))
    if comparison.programmes:
        output.data(
            _(
                "In brackets: sections below that coverage. A dash: no score for want of evidence. "
                "NA: does not apply."
            )
        )


def coverage_named(text: str) -> float:
    """A share of coverage, with either decimal sign; a refusal says what it has to be."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        sentence = _("“{text}” is no share of coverage; give a number from 0 to 1. Nothing has changed.")
        raise Refusal(sentence.format(text=text[:40])) from None


def _results_table(comparison: Comparison) -> str:
    sections = [section.id for section in comparison.framework.sections]
    heads = (
        _("Rank"), _("Id"), _("Programme"), _("Score"), _("Interval"), _("Coverage"), *sections,
    )  # fmt: skip
    held = comparison.question.rule == "weakest"
    rows = [tuple(_results_row(comparison.result(row), held=held)) for row in comparison.ranking()]
    right = {0, *range(3, len(heads))}
    if held:
        right.discard(len(heads))
        heads = (*heads, _("Held down by"))
    names = [f"{section.id} {section.short.into(language())}" for section in comparison.framework.sections]
    return aligned(heads, rows, right) + "\n\n" + ", ".join(names)


def _results_row(result: ProgrammeResult, *, held: bool) -> Iterator[str]:
    yield "–" if result.rank is None else str(result.rank)
    yield result.programme.id
    yield shortened(result.programme.label)
    if result.low is None or result.high is None or result.coverage is None:
        yield from ("NA", "NA", "NA")
    else:
        yield result.figure or "–"
        yield f"{format_number(result.low, 2)} – {format_number(result.high, 2)}"
        yield format_share(result.coverage)
    for section in result.sections:
        yield _section_words(section)
    if held:
        yield result.held_down_by


def _section_words(section: SectionResult) -> str:
    if section.low is None:
        return "NA"
    if section.score is None:
        return "–"
    figure = format_number(section.score, 1)
    return figure if section.enough else f"({figure})"
