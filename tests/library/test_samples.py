"""The samples: every fact and every mark of the sources, and scores only where evidence stands."""

from __future__ import annotations

from collections import Counter

import pytest

from scorecard.analysis.sources.proof import shortfalls
from scorecard.errors import Refusal
from scorecard.library.samples import Sample, read_sample, samples
from scorecard.model.framework import NE


@pytest.fixture(scope="module")
def mining() -> Sample:
    return read_sample("mining", "en")


FACTS = 272
BESIDE = 30
"""Facts that were added so that what the documents say differently stands side by side."""


def test_the_mining_sample_holds_thirty_programmes_and_its_facts(mining: Sample) -> None:
    countries = Counter(programme.country for programme in mining.snapshot.programmes.values())
    assert countries == {"Chile": 14, "Peru": 16}
    assert len(mining.snapshot.evidence) == FACTS + BESIDE


def test_what_the_documents_say_differently_is_linked_and_never_settled(mining: Sample) -> None:
    evidence = mining.snapshot.evidence
    pairs = {
        frozenset((one.id, evidence[other].id)) for one in evidence.values() for other in one.differs_from
    }
    assert {
        frozenset(("CL01-11", "CL01-19")),
        frozenset(("CL05-02", "CL05-12")),
        frozenset(("CL05-05", "CL05-14")),
        frozenset(("CL06-01", "CL06-05")),
        frozenset(("PE05-11", "PE05-12")),
        frozenset(("PE08-06", "PE08-11")),
    } <= pairs
    for one in evidence.values():
        for other in one.differs_from:
            assert evidence[other].programme == one.programme
            assert (evidence[other].place, evidence[other].text) != (one.place, one.text)


def test_standing_and_effect_are_given_where_the_text_says_so(mining: Sample) -> None:
    facts = mining.snapshot.evidence.values()
    standings = Counter(fact.standing for fact in facts)
    assert set(standings) == {"", "declared", "implemented", "verified"}
    assert min(standings.values()) > 40
    shown = [fact for fact in facts if fact.effect]
    assert {fact.id for fact in shown} >= {"PE03-03", "PE08-04"}
    assert all(fact.sign in ("+", "~") and fact.standing != "declared" for fact in shown)
    assert {document.id: document.kind for document in mining.snapshot.documents.values()} == {
        "000": "study",
        "001": "study",
        "002": "study",
        "003": "official",
        "004": "study",
    }


def test_every_fact_has_its_place_its_document_and_its_criteria(mining: Sample) -> None:
    for fact in mining.snapshot.evidence.values():
        assert fact.place
        assert fact.documents
        assert fact.criteria
        named = {mining.snapshot.documents[key].id for key in fact.documents}
        assert all(document in fact.place for document in named)


def test_scores_stand_only_where_evidence_of_that_cell_is_cited(mining: Sample) -> None:
    evidence = mining.snapshot.evidence
    for score in mining.scores:
        if score.state == "scored":
            assert score.cites
        for key in score.cites:
            assert evidence[key].programme == score.programme
            assert score.criterion in evidence[key].criteria
            assert not evidence[key].context


def test_every_other_cell_of_the_mining_sample_is_no_evidence(mining: Sample) -> None:
    cells = 30 * 2 * 38
    assert len({score.cell for score in mining.scores}) == len(mining.scores) == cells
    assert all(score.value == NE or score.cites for score in mining.scores)


def test_the_mining_sample_opens_on_linkages_and_says_that_it_is_illustrative(mining: Sample) -> None:
    assert mining.snapshot.evaluation.frameworks == ("lnk", "ptpr")
    assert mining.snapshot.evaluation.caution == "illustrative"


def test_the_marks_of_the_chilean_background_notes_stand_word_for_word(mining: Sample) -> None:
    transforma = mining.snapshot.programme("CL09")
    marks = {rating.section: rating.mark for rating in transforma.ratings if rating.section}
    assert marks == {"ANT": "√", "ADA": "?", "LUP": "√ ?", "INT": "√", "EMB": "?"}


def test_printed_marks_keep_their_stars_and_their_footnotes(mining: Sample) -> None:
    alta_ley = {rating.subject: rating for rating in mining.snapshot.programme("CL03").ratings}
    antofagasta = {rating.subject: rating for rating in mining.snapshot.programme("CL05").ratings}
    assert alta_ley["Formal impact assessment"].mark == "No*"
    assert "early stage" in alta_ley["Formal impact assessment"].footnote
    assert antofagasta["Formal impact assessment"].mark == "Yes**"
    assert "FNDR" in antofagasta["Formal impact assessment"].footnote


def test_a_no_printed_by_the_source_is_never_turned_into_a_level(mining: Sample) -> None:
    for programme in mining.snapshot.programmes.values():
        for rating in programme.ratings:
            assert rating.mark or rating.text
            assert rating.place


def test_both_languages_hold_the_same_structure() -> None:
    for id in samples():
        english, spanish = read_sample(id, "en"), read_sample(id, "es")
        for table in ("programmes", "evidence", "documents", "evaluators", "weights"):
            ids = [
                [record.id for record in getattr(sample.snapshot, table).values()]
                for sample in (english, spanish)
            ]
            assert ids[0] == ids[1]
        assert [score.value for score in english.scores] == [score.value for score in spanish.scores]
        assert english.snapshot.evaluation.title != spanish.snapshot.evaluation.title


def test_the_workshop_sample_is_fully_scored_by_five_evaluators_and_says_that_it_is_invented() -> None:
    workshop = read_sample("workshop", "en")
    assert workshop.snapshot.evaluation.caution == "invented"
    assert len(workshop.snapshot.programmes) == 12
    latest = workshop.snapshot.round().key
    assert len({score.cell for score in workshop.scores if score.round == latest}) == 12 * 5 * 38
    assert all(score.value for score in workshop.scores)
    assert all("invented" in programme.name for programme in workshop.snapshot.programmes.values())


def test_the_workshop_sample_has_something_to_show_in_every_view() -> None:
    workshop = read_sample("workshop", "en").snapshot
    baseline, latest = workshop.ordered_rounds()
    assert (baseline.kind, baseline.closed, latest.kind, latest.closed) == (
        "baseline",
        True,
        "follow-up",
        False,
    )
    statuses = {one.status for one in workshop.assignments.values() if one.round == latest.key}
    assert statuses == {"draft", "submitted", "approved"}
    (conflict,) = workshop.conflicts.values()
    assert workshop.evaluators[conflict.evaluator].id == "rosa"
    assert not workshop.assignment(conflict.programme, conflict.evaluator, latest.key).owed
    assert all(programme.tags for programme in workshop.programmes.values())


def test_every_level_of_the_samples_cites_evidence_and_some_of_the_workshop_lack_what_their_level_needs() -> (
    None
):
    lacking = {}
    for id in samples():
        sample = read_sample(id, "en")
        levels = [score for score in sample.scores if score.state == "scored"]
        assert all(score.cites for score in levels)
        gaps = shortfalls(sample.snapshot, sample.scores)
        lacking[id] = len(gaps) / len(levels)
    assert lacking["mining"] == 0
    assert 0.03 < lacking["workshop"] < 0.1


def test_what_is_carried_over_in_the_workshop_is_what_the_baseline_says() -> None:
    workshop = read_sample("workshop", "en")
    by_cell = {score.cell: score for score in workshop.scores}
    baseline = workshop.snapshot.round("baseline")
    carried = [score for score in workshop.scores if score.carried]
    assert len(carried) == 22
    for score in carried:
        assert score.carried == baseline.id
        assert by_cell[score.cell._replace(round=baseline.key)].value == score.value


def test_keys_are_fresh_each_time() -> None:
    first, second = read_sample("workshop", "en"), read_sample("workshop", "en")
    assert not first.snapshot.programmes.keys() & second.snapshot.programmes.keys()


def test_an_unknown_sample_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(Refusal, match="mining"):
        read_sample("minning", "en")
