"""What differs, in words."""

from __future__ import annotations

from dataclasses import replace

from scorecard.analysis.record.changes import Names, differences, thing_in_words
from scorecard.i18n import speaking
from scorecard.library.samples import read_sample
from scorecard.model.edit import Change
from scorecard.model.evaluation import Conflict
from scorecard.model.form import Form
from scorecard.model.framework import Draft
from scorecard.model.record import KINDS, ref
from scorecard.model.score import Cell, blank_score

SAMPLE = read_sample("workshop", "en")
NAMES = Names(SAMPLE.snapshot)
PROGRAMME = SAMPLE.snapshot.programme("W01")


def parts(before: object, after: object) -> list[tuple[str, str, str]]:
    found = differences([Change(before=before, after=after)], NAMES)
    return [(one.part, one.before, one.after) for one in found]


def test_only_the_parts_that_differ_are_named() -> None:
    assert parts(PROGRAMME, replace(PROGRAMME, region="Lima", tags=("a", "b"))) == [
        ("region", PROGRAMME.region, "Lima"),
        ("tags", ", ".join(PROGRAMME.tags), "a, b"),
    ]


def test_a_thing_that_comes_or_goes_is_one_line() -> None:
    assert parts(None, PROGRAMME) == [("", "", PROGRAMME.name)]
    assert parts(PROGRAMME, None) == [("", PROGRAMME.name, "")]


def test_a_score_is_told_part_by_part_even_when_it_comes_or_goes() -> None:
    evaluator, round = SAMPLE.snapshot.evaluator("clara"), SAMPLE.snapshot.round()
    score = blank_score(Cell(PROGRAMME.key, evaluator.key, round.key, "ptpr.ANT1"))
    (fact, *_rest) = SAMPLE.snapshot.evidence_of(PROGRAMME.key)
    said = replace(score, value="3", cites=(fact.key,))
    assert parts(None, said) == [("level", "", "3"), ("cited evidence", "", fact.id)]
    assert thing_in_words(said, NAMES) == f"W01 · ANT1 · {evaluator.name} · {round.name}"
    alone = Names(replace(SAMPLE.snapshot, rounds={round.key: round}))
    assert thing_in_words(said, alone) == f"W01 · ANT1 · {evaluator.name}"


def test_a_framework_is_told_text_by_text() -> None:
    framework = SAMPLE.snapshot.frameworks["ptpr"]
    (first, *others) = framework.sections
    (criterion, *rest) = first.criteria
    reworded = replace(criterion, question=replace(criterion.question, es="¿Hasta dónde?"))
    other = replace(framework, sections=(replace(first, criteria=(reworded, *rest[:-1])), *others))
    codes = [one.id.partition(".")[2] for one in first.criteria]
    expected = [
        ("ANT · Criteria", ", ".join(codes), ", ".join(codes[:-1])),
        ("ANT1 · Question", criterion.question.es, "¿Hasta dónde?"),
        (codes[-1], rest[-1].name.en, ""),
    ]
    assert parts(framework, other) == expected
    assert parts(Draft(framework=framework), Draft(framework=other)) == expected


def test_names_of_what_is_gone_come_from_the_moment_in_which_it_was_there() -> None:
    conflict = Conflict(programme=PROGRAMME.key, evaluator="nobody", reason="Kin.")
    without = replace(SAMPLE.snapshot, programmes={})
    assert "W01" in thing_in_words(conflict, Names(without, SAMPLE.snapshot))
    assert "?" in thing_in_words(conflict, Names(without))


def test_a_form_is_told_by_its_mark_and_whom_it_is_for() -> None:
    evaluator, round = SAMPLE.snapshot.evaluator("clara"), SAMPLE.snapshot.round()
    form = Form(
        key="7f3ac91e" * 4, evaluator=evaluator.key, round=round.key, framework="ptpr", version="1",
        programmes=(PROGRAMME.key,), language="es", made_at="2026-11-22T18:00:00+00:00", file="form.xlsx",
    )  # fmt: skip
    assert thing_in_words(form, NAMES) == f"Form 7f3a-c91e for {evaluator.name}"
    assert parts(None, form) == [("", "", "form.xlsx")]
    back = replace(form, returned_at="2026-12-01T09:00:00+00:00")
    assert parts(form, back) == [("came back", "", "2026-12-01T09:00:00+00:00")]


def test_every_kind_of_record_of_the_samples_has_a_name_in_both_languages() -> None:
    told = set()
    for id in ("workshop", "mining"):
        sample = read_sample(id, "en")
        for record in (*sample.snapshot.records(), *sample.scores[:1]):
            told.add(ref(record).kind)
            for language in ("en", "es"):
                with speaking(language):
                    assert thing_in_words(record, Names(sample.snapshot))
    assert told == set(KINDS) - {"edition", "draft", "form", "agenda", "discussion"}
