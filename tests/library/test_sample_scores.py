"""Scores of a sample: what they cite when they do not say it, and which of two entries holds."""

from __future__ import annotations

from typing import Any

from scorecard.library.frameworks import built_in_framework
from scorecard.library.sample_names import Names
from scorecard.library.sample_people import read_evaluator, read_round
from scorecard.library.sample_programmes import read_evidence, read_programme
from scorecard.library.sample_scores import read_scores
from scorecard.library.tables import Tables
from scorecard.model.programme import Evidence
from scorecard.model.score import Score


def both(text: str) -> dict[str, str]:
    return {"en": text, "es": text}


PROGRAMME = {"id": "P1"} | {
    name: both(name)
    for name in ("name", "short", "country", "region", "period", "kind", "institution", "mechanism")
}
ROW = {"framework": "lnk", "evaluator": "ana", "values": " ".join(["2"] * 15 + ["NE"])}


def item(id: str, *criteria: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "text": both(id),
        "documents": [],
        "place": both("p. 1"),
        "criteria": list(criteria),
        "sign": "+",
    } | more


def read(**content: Any) -> tuple[dict[str, Score], list[Evidence], str]:
    """The scores of one programme by criterion, its evidence and what is wrong."""
    names = Names("en", {"lnk": built_in_framework("lnk")})
    round = read_round(Tables({"id": "r1", "name": both("Round")}, ""), names, 0)
    read_evaluator(Tables({"id": "ana", "name": "Ana", "kind": "peer"}, ""), names)
    table = Tables(PROGRAMME | content, "x.toml")
    programme = read_programme(table, names)
    evidence = [read_evidence(one, names, programme) for one in table.tables("evidence", called="evidence")]
    scores = read_scores(table, names, programme, round, evidence)
    table.end()
    wrong = "\n".join(f"{problem.cell}: {problem.text}" for problem in table.problems)
    return {cell.criterion: score for cell, score in scores.items()}, evidence, wrong


def test_a_level_in_a_row_cites_what_the_register_holds_on_its_criterion_but_not_the_setting() -> None:
    facts = [item("P1-1", "lnk.A1", "lnk.E2"), item("P1-2", "lnk.A1"), item("P1-3", "lnk.A1", context=True)]
    scores, evidence, wrong = read(evidence=facts, row=[ROW])
    assert wrong == ""
    assert scores["lnk.A1"].cites == (evidence[0].key, evidence[1].key)
    assert scores["lnk.A2"].cites == ()
    assert (scores["lnk.E2"].value, scores["lnk.E2"].cites) == ("NE", ())


def test_a_score_that_stands_alone_goes_before_the_row_and_cites_what_it_names() -> None:
    facts = [item("P1-1", "lnk.A1"), item("P1-2", "lnk.A1")]
    alone = {"criterion": "lnk.A1", "values": {"ana": "3"}, "cites": ["P1-2"]}
    scores, evidence, wrong = read(evidence=facts, row=[ROW], score=[alone])
    assert wrong == ""
    assert (scores["lnk.A1"].value, scores["lnk.A1"].cites) == ("3", (evidence[1].key,))


def test_what_is_wrong_with_scores_is_said_with_its_place() -> None:
    row = {"framework": "lnk", "evaluator": "eva", "values": "2 9", "round": "r7", "carried": "r8"}
    score = {"criterion": "lnk.Z1", "values": {"ana": "3"}, "cites": ["P1-9"]}
    wrong = read(row=[row], score=[score])[2]
    for words in ("“eva”", "2 values for 16 criteria", "“9” is no level", "“r7”", "“r8”", "lnk.Z1", "P1-9"):
        assert words in wrong
    facts = [item("P1-1", differs_from=["P1-2"], standing="done")]
    wrong = read(evidence=facts)[2]
    assert "differs_from: the id “P1-2” is not known" in wrong
    assert "'done' is not one of" in wrong
