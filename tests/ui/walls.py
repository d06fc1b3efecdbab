"""Workshops for the tests of the wall, generated or held in a few lines, and what a slide has drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from scorecard.analysis.study import Study
from scorecard.analysis.workshops.workshop import Workshop
from scorecard.model.programme import Evidence
from scorecard.model.text import Text
from scorecard.model.workshop import Agenda, Discussion, Dissent, blank_discussion
from tests.analysis.evaluations import Case, case_of, cases
from ui.widgets.wall.ink import HEIGHT, Mean, Words, width_of

if TYPE_CHECKING:
    from scorecard.model.evaluation import Evaluator
    from scorecard.model.framework import Criterion, Framework, Step
    from scorecard.model.programme import Programme
    from scorecard.model.workshop import Stage
    from ui.widgets.wall.slide import WallSlide

SECRET = "Zoraida"
"""In the name of every evaluator of a generated workshop, and nowhere else."""
NAMED = "Kuntur"
"""In the name of every programme of one, and nowhere else but in texts about it."""

_LETTERS = st.sampled_from("aeiosnrltmñóW")
_WORDS = st.text(_LETTERS, min_size=1, max_size=16)


def texts(most: int) -> st.SearchStrategy[str]:
    """Texts of words up to a length, one very long word among them now and then."""
    words = st.lists(st.one_of(_WORDS, st.text(_LETTERS, min_size=60, max_size=90)), max_size=most // 5)
    return words.map(lambda some: " ".join(some)[:most].strip())


@st.composite
def workshops(draw: st.DrawFn, stage: Stage | None = None) -> Workshop:
    """Workshops with items in every stage, long texts, odd scales, and names shown or hidden.

    Programmes may be removed and criteria retired; nobody may have scored anything, and nothing may be on the agenda.
    With a `stage` the item at hand is a cell that is there, in that stage.
    """
    case = draw(st.one_of(_full(), _full(), cases())) if stage is None else draw(_full())
    snapshot = case.snapshot
    framework = _worded(snapshot.frameworks["f"], draw)
    snapshot = replace(
        snapshot,
        frameworks={"f": framework},
        evaluators={key: _named(one) for key, one in snapshot.evaluators.items()},
        programmes={key: _titled(one, draw(texts(120))) for key, one in snapshot.programmes.items()},
    )
    there = [(key, one.id) for key in snapshot.programmes for one in framework.criteria]
    gone = [("gone", "f.A1"), (next(iter(snapshot.programmes), "gone"), "f.Z9")]
    pairs = st.lists(st.sampled_from([*there, *gone]), unique=True, max_size=6)
    cells = draw(pairs.map(lambda some: tuple(dict.fromkeys([*there[:1], *some]))))
    items = [_discussion(draw, case, framework, cell, place) for place, cell in enumerate(cells)]
    if stage is not None:
        items[0] = replace(blank_discussion(items[0].place, 0), stage=stage, first=items[0].first)
    agenda = Agenda(
        framework="f",
        round="round",
        begun_at="2026-01-01T10:00:00+00:00",
        at_hand=items[0].key if items else "",
        hides_programmes=draw(st.booleans()),
        hides_evaluators=draw(st.booleans()),
        absent=tuple(
            draw(st.lists(st.sampled_from([*snapshot.evaluators, "nobody"]), unique=True, max_size=2))
        ),
    )
    evidence = {
        f"{programme}-{number}": Evidence(
            key=f"{programme}-{number}",
            id=f"E{number}",
            programme=programme,
            text=f"{draw(texts(400))} {snapshot.programmes[programme].name}",
            place=draw(texts(60)),
            criteria=tuple(one.id for one in framework.criteria[:2]),
            sign=draw(st.sampled_from(["+", "-", "~", "?"])),
        )
        for programme in list(snapshot.programmes)[:2]
        for number in range(draw(st.integers(0, 3)))
    }
    snapshot = replace(
        snapshot,
        agendas={agenda.key: agenda} if stage or draw(st.integers(0, 5)) else {},
        discussions={one.key: one for one in items},
        evidence=evidence,
        evaluation=replace(
            snapshot.evaluation, caution=draw(st.sampled_from(["", "illustrative", "invented"]))
        ),
    )
    case = replace(case, snapshot=snapshot, question=replace(case.question, seen_by=None))
    return workshop_of(case)


def workshop_of(case: Case) -> Workshop:
    """The workshop of a case."""
    return Workshop(Study(case.snapshot, case.cube(), case.question, lambda _round: None))


def drawn(slide: WallSlide) -> list[str]:
    """Every text on the page that is shown."""
    return [mark.text for mark in slide.marks() if isinstance(mark, Words | Mean)]


def drawn_on_all(slide: WallSlide) -> list[str]:
    """Every text on every page."""
    found = []
    for page in range(slide.pages):
        slide.go_to_page(page)
        found += drawn(slide)
    return found


def ink(mark: Words) -> QRectF:
    """Where the letters of a text stand, from the top of its small letters to its foot."""
    wide = width_of(mark.text, mark.px, mark.weight)
    box = QRectF(0, 0, wide, mark.px * 0.7)
    box.moveCenter(mark.rect.center())
    if mark.align == "left":
        box.moveLeft(mark.rect.left())
    elif mark.align == "right":
        box.moveRight(mark.rect.right())
    return box


def faults(slide: WallSlide) -> list[str]:
    """What is wrong with the page that is shown: type that is too small, outside the slide, cut, or overlapping."""
    width = slide.place().width() * HEIGHT / slide.place().height()
    paper = QRectF(-0.5, -0.5, width + 1, HEIGHT + 1)
    found = []
    boxes: list[tuple[str, QRectF]] = []
    for mark in slide.marks():
        if not paper.contains(mark.rect):
            found.append(f"outside: {mark}")
        if not isinstance(mark, Words):
            continue
        if mark.px < 24:
            found.append(f"too small: {mark}")
        if width_of(mark.text, mark.px, mark.weight) > mark.rect.width() + 1:
            found.append(f"wider than its room: {mark}")
        box = ink(mark)
        found += [
            f"{mark.text!r} on {text!r}"
            for text, other in boxes
            if box.adjusted(1, 1, -1, -1).intersects(other)
        ]
        boxes.append((mark.text, box))
    return found


@st.composite
def _full(draw: st.DrawFn) -> Case:
    """Evaluations in which several people have said something of several programmes."""
    sizes = {"A": draw(st.integers(1, 8)), "B": 1}
    word = st.sampled_from(["0", "1", "2", "3", "4", "NE", "NA", "."])
    row = st.lists(word, min_size=sum(sizes.values()), max_size=sum(sizes.values())).map(" ".join)
    people = [f"e{number}" for number in range(draw(st.integers(2, 7)))]
    programmes = [f"P{number}" for number in range(draw(st.integers(1, 10)))]
    return case_of(sizes, {one: {who: draw(row) for who in people} for one in programmes})


def _worded(framework: Framework, draw: st.DrawFn) -> Framework:
    """The framework with words and texts of every length."""

    def text(most: int) -> Text:
        words = draw(texts(most))
        return Text(en=words, es=words)

    def step(one: Step) -> Step:
        return replace(one, word=text(24))

    def criterion(one: Criterion) -> Criterion:
        levels = tuple(text(200) for _level in one.levels)
        return replace(one, name=text(80), question=text(240), levels=levels)

    asked = framework.criteria[0]
    sections = tuple(
        replace(
            section,
            name=text(60),
            criteria=tuple(criterion(one) if one == asked else one for one in section.criteria),
        )
        for section in framework.sections
    )
    return replace(framework, scale=tuple(map(step, framework.scale)), sections=sections, short=text(20))


def _named(one: Evaluator) -> Evaluator:
    return replace(one, name=f"{SECRET} {one.id}")


def _titled(one: Programme, words: str) -> Programme:
    return replace(one, name=f"{NAMED} {one.id} {words}")


def _discussion(
    draw: st.DrawFn, case: Case, framework: Framework, cell: tuple[str, str], place: int
) -> Discussion:
    evaluators = list(case.snapshot.evaluators)
    said = st.sampled_from(["", "NE", "NA", *framework.codes])

    def values() -> tuple[tuple[str, str], ...]:
        chosen = [(key, draw(said)) for key in evaluators]
        return tuple((key, value) for key, value in chosen if value)

    stage = draw(st.sampled_from(["waiting", "scoring", "revealed", "settled"]))
    outcome = draw(st.sampled_from(["agreed", "dissent", "skipped"])) if stage == "settled" else ""
    practice = draw(st.booleans()) and draw(st.booleans())
    about = case.snapshot.programmes[cell[0]].name if cell[0] in case.snapshot.programmes else ""
    dissents = st.builds(Dissent, evaluator=st.sampled_from(["", *evaluators]), text=texts(300))
    return Discussion(
        programme=cell[0],
        round="round",
        criterion=cell[1],
        position=place,
        practice=practice,
        stage=stage,
        voted=tuple(draw(st.lists(st.sampled_from(evaluators or ["x"]), unique=True)))
        if stage == "scoring"
        else (),
        votes=values() if practice else (),
        first=values() if stage != "waiting" and draw(st.booleans()) else (),
        second=values() if stage == "settled" else (),
        outcome=outcome,
        value=draw(st.sampled_from([*framework.codes, "NE", "NA"])) if outcome == "agreed" else "",
        rationale=f"{draw(texts(900))} {about}" if outcome == "agreed" else "",
        dissents=tuple(draw(st.lists(dissents, max_size=2))) if outcome else (),
    )
