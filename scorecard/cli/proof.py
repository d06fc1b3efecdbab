"""The verb proof: which marks stand without the evidence that their level asks for."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

from scorecard.analysis.sources.proof import SHORTFALLS, proof_sentence, shortfall_word, shortfalls
from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned, shortened
from scorecard.i18n import _
from scorecard.workspace import Workspace


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    proof = verbs.add("proof", _("Print the marks without the evidence that their level asks for."))
    proof.add_argument("file", metavar="FILE", type=path_named)
    proof.add_argument("--framework", metavar="F", help=_("the id of the framework; the first if not given"))
    proof.add_argument("--round", metavar="R", help=_("the id of the round; the latest if not given"))
    proof.add_argument("--json", action="store_true", help=_("as one JSON document"))
    proof.set_defaults(run=print_proof)


def print_proof(asked: Namespace, output: Output) -> None:
    """`proof`. Its exit code is 0 whatever is lacking, since a mark stands without proof too."""
    with Workspace.open(asked.file, reading=True) as workspace:
        snapshot = workspace.snapshot
        question = workspace.question(asked.framework, asked.round)
        framework = snapshot.framework_in(question.framework, question.round)
        scores = workspace.scores(
            round=question.round, criteria=[criterion.id for criterion in framework.criteria]
        )
    gaps = shortfalls(snapshot, scores)
    counts = Counter(gap.shortfall for gap in gaps)
    marks = sum(score.value in framework.codes for score in scores)
    if asked.json:
        output.document(
            {
                "framework": framework.id,
                "round": snapshot.rounds[question.round].id,
                "marks": marks,
                "counts": {kind: counts[kind] for kind in SHORTFALLS if kind},
                "lacking": [
                    {
                        "programme": snapshot.programmes[gap.score.programme].id,
                        "criterion": gap.score.criterion,
                        "evaluator": snapshot.evaluators[gap.score.evaluator].id,
                        "value": gap.score.value,
                        "lacks": gap.shortfall,
                    }
                    for gap in gaps
                ],
            }
        )
        return
    if gaps:
        heads = (_("Id"), _("Programme"), _("Criterion"), _("Evaluator"), _("Level"), _("Lacks"))
        rows = [
            (
                snapshot.programmes[gap.score.programme].id,
                shortened(snapshot.programmes[gap.score.programme].label),
                gap.score.criterion,
                snapshot.evaluators[gap.score.evaluator].id,
                gap.score.value,
                shortfall_word(gap.shortfall),
            )
            for gap in gaps
        ]
        output.data(aligned(heads, rows))
        output.data("")
    output.data(proof_sentence(marks, gaps))
