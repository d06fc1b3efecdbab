"""The verb on how sure a ranking is: robustness."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from scorecard.cli.around import print_foot, print_head
from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.cli.tables import add_question, question_asked
from scorecard.errors import Refusal
from scorecard.i18n import _, format_number, format_share, language
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.analysis.sureness.robustness import Robustness
    from scorecard.analysis.sureness.stability import Interval, Stability
    from scorecard.analysis.sureness.variation import Variation

_COLUMNS = 13


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    robustness = verbs.add(
        "robustness",
        _(
            "Print how sure the ranking is: the chance of each rank, and the weights at which first place is lost."
        ),
    )
    robustness.add_argument("file", metavar="FILE", type=path_named)
    add_question(robustness)
    robustness.add_argument(
        "--weighting",
        metavar="any|near|fixed",
        default="any",
        help=_("how weights are drawn: any there are, near those chosen, or fixed as chosen"),
    )
    robustness.add_argument(
        "--missing", action="store_true", help=_("draw a level for each missing cell as well")
    )
    robustness.add_argument(
        "--evaluators", action="store_true", help=_("draw one evaluator for each cell as well")
    )
    robustness.add_argument("--draws", metavar="N", help=_("how many draws; 10,000 if not given"))
    robustness.add_argument(
        "--seed", metavar="S", help=_("the number that the draws begin from; 1 if not given")
    )
    robustness.add_argument("--json", action="store_true", help=_("as one JSON document"))
    robustness.set_defaults(run=print_robustness)


def print_robustness(asked: Namespace, output: Output) -> None:
    """`robustness`."""
    with Workspace.open(asked.file, reading=True) as workspace:
        study = workspace.study(question_asked(workspace, asked), _variation(asked))
        found = study.robustness
    if asked.json:
        output.document(found.to_json())
        return
    print_head(study, output)
    answer, detail = found.sentences()
    output.data("\n".join(filter(None, (answer, detail))))
    if found.paired:
        output.data(f"\n{_chances(found)}\n")
        output.data(", ".join(found.drawn()))
        output.data(
            _(
                "Chances in per cent; above next: of standing above the next in this list. "
                "A dash: never ranked, for want of evidence."
            )
        )
    if found.stability:
        output.data(f"\n{_stability(found.stability)}\n")
        output.data(
            _(
                "Weights of one section at which the first stays first and the whole order stands, the other "
                "sections keeping their proportions. A dash: not defined."
            )
        )
    print_foot(study, output)


def _variation(asked: Namespace) -> Variation:
    from scorecard.analysis.sureness.variation import Variation, weighting_named

    usual = Variation()
    return Variation(
        weighting=weighting_named(asked.weighting),
        missing=asked.missing,
        evaluators=asked.evaluators,
        draws=usual.draws if asked.draws is None else _whole(asked.draws),
        seed=usual.seed if asked.seed is None else _whole(asked.seed),
    )


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        sentence = _("“{text}” is no whole number. Give one such as 10000; nothing was calculated.")
        raise Refusal(sentence.format(text=text[:40])) from None


def _chances(found: Robustness) -> str:
    from scorecard.analysis.sureness.robustness_sentences import chance_figure

    ranks, chances = found.chances(_COLUMNS)
    heads = (_("Rank"), _("Id"), _("Programme"), _("Expected rank"), *ranks, _("Above next"))
    above = {
        row: chance_figure(float(found.pairwise[place, place + 1]))
        for place, row in enumerate(found.paired[:-1])
    }
    rows = []
    for row in found.comparison.ranking():
        programme = found.comparison.programmes[row]
        place, expected = int(found.comparison.rank[row]), float(found.expected_rank[row])
        takes_part = expected == expected
        rows.append(
            (
                str(place) if place else "–",
                programme.id,
                shortened(programme.label),
                format_number(expected, 1) if takes_part else "–",
                *(chance_figure(one) if takes_part else "–" for one in chances[row].tolist()),
                above.get(row, ""),
            )
        )
    return aligned(heads, rows, {0, *range(3, len(heads))})


def _stability(stability: tuple[Stability, ...]) -> str:
    heads = (
        _("Id"), _("Section"), _("Weight"), _("First stays"), _("Order stands"), _("First below"), _("First above"),
    )  # fmt: skip
    rows = [
        (
            one.section.id,
            shortened(one.section.short.into(language())),
            format_share(one.weight),
            _interval(one.leader),
            _interval(one.order),
            shortened(one.below.label) if one.below else "",
            shortened(one.above.label) if one.above else "",
        )
        for one in stability
    ]
    return aligned(heads, rows, {2, 3, 4})


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    low, high = (format_number(end * 100, 1) for end in interval)
    return f"{low} – {high}\N{NO-BREAK SPACE}%"
