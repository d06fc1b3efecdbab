"""The law of the long table: what is written reads back to the same scores, whatever people have typed."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.analysis.sources.tables import LongRow, long_table
from scorecard.exchange.imports.long_reader import read_long
from scorecard.exchange.long_table import save_long, write_long_csv
from scorecard.exchange.plain_table import guard, unguard
from scorecard.exchange.reading import scores_of
from scorecard.model.score import CONFIDENCES, Score
from scorecard.model.text import clean
from tests.analysis.evaluations import Case, cases

HOSTILE = (
    "=1+1", "'=1+1", "''@x", "+56 2", "-1", "@sum", '"', '";"', "a,b;c\td", "a\nb", "\n=2", "#N/A", "NA", "null",
    "None", "TRUE", "1e5", "3,5", "_x000D_", "_x005F_", "<b>&amp;", "]]>", "é\u0301", "\u2028", "😀", "'", "|", "sep=;",
)  # fmt: skip
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), st.just("x" * 4_000)).map(clean)


@st.composite
def stored_cases(draw: st.DrawFn) -> Case:
    """A case whose scores have notes and confidences as validation lets them be stored."""
    case = draw(cases())
    scores = []
    for score in case.scores:
        note = draw(texts)
        if score.value == "NA" and not note:
            note = "="
        scores.append(
            Score(
                programme=score.programme,
                evaluator=score.evaluator,
                round=score.round,
                criterion=score.criterion,
                value=score.value,
                note=note,
                confidence=draw(st.sampled_from(CONFIDENCES)),
            )
        )
    return Case(snapshot=case.snapshot, scores=tuple(scores), question=case.question)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@given(case=stored_cases())
@settings(max_examples=60, deadline=None)
def test_what_the_long_table_writes_reads_back_to_the_same_scores(suffix: str, case: Case) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"scores{suffix}"
        save_long(long_table(case.snapshot, case.scores), path)
        reading = read_long(path, case.snapshot)
    assert reading.problems == ()
    assert set(scores_of(case.snapshot, reading.answers)) == set(case.scores)


@given(case=stored_cases())
@settings(max_examples=40, deadline=None)
def test_what_standard_output_receives_reads_back_too(case: Case) -> None:
    stream = io.StringIO(newline="")
    write_long_csv(long_table(case.snapshot, case.scores), stream)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "scores.csv"
        path.write_bytes(stream.getvalue().encode("utf-8"))
        reading = read_long(path, case.snapshot)
    assert reading.problems == ()
    assert set(scores_of(case.snapshot, reading.answers)) == set(case.scores)


@given(text=st.text(alphabet="'=+-@＝＋－＠\t\r\n ab", max_size=8))
def test_a_guarded_text_is_no_formula_and_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert "\r" not in guard(text)
    assert not guard(text).startswith(("\t", "\n"))
    assert not guard(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


@given(text=texts)
def test_every_field_of_a_written_row_is_guarded(text: str) -> None:
    stream = io.StringIO(newline="")
    write_long_csv([LongRow("=p", "+e", "r", "f", "f.A1", "-", "", text)], stream)
    written = stream.getvalue().splitlines()[1]
    assert written.startswith("'=p,'+e,r,f,f.A1,'-,,")
