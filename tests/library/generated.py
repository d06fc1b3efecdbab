"""Frameworks as anybody might write them: any scale, any alphabet, retired sections and a crosswalk."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from scorecard.library.form import valid_framework
from scorecard.model.framework import NEEDS, Criterion, Framework, Link, Section, Step
from scorecard.model.text import NO_TEXT, Text, clean

_ALPHABET = st.one_of(
    st.sampled_from("aZñáß09 =+-@'\"\\\n\t_#[]{}.,;:“”«»ن ש中😀\u200b\u0301"), st.characters(codec="utf-8")
)
_WRITTEN = st.just("_x0041_ #N/A") | st.text(_ALPHABET, min_size=1, max_size=12).map(clean).filter(bool)
_SHORT = st.text(st.sampled_from("abcñÑ =ن😀"), min_size=1, max_size=8).map(clean).filter(bool)
_SCALES = (("0", "1"), ("no", "yes"), ("D", "C", "B", "A"), ("1", "2", "3", "4", "5"))

texts = st.builds(Text, en=_WRITTEN, es=_WRITTEN)
shorts = st.builds(Text, en=_SHORT, es=_SHORT)
optional = st.just(NO_TEXT) | texts


@st.composite
def generated_frameworks(draw: st.DrawFn) -> Framework:
    """A whole framework with at most three sections of three criteria, some of them retired."""
    codes = draw(st.sampled_from(_SCALES))
    scale = tuple(
        Step(code=code, word=draw(shorts), meaning=draw(optional), needs=draw(st.sampled_from(NEEDS)))
        for code in codes
    )

    def section(id: str, first: int, level: st.SearchStrategy[Text]) -> Section:
        criteria = tuple(
            Criterion(
                id=f"own.C{number}",
                name=draw(texts),
                question=draw(optional),
                definition=draw(optional),
                look_for=draw(optional),
                source=draw(optional),
                levels=tuple(draw(level) for _code in codes),
            )
            for number in range(first, first + draw(st.integers(1, 3)))
        )
        return Section(id=id, name=draw(texts), short=draw(shorts), note=draw(optional), criteria=criteria)

    sections = tuple(section(f"S{number}", 10 * number, texts) for number in range(draw(st.integers(1, 2))))
    retired = tuple(
        section(f"S{number}", 50 + 10 * number, optional) for number in range(draw(st.integers(0, 2)))
    )
    framework = Framework(
        id="own",
        version="1.0",
        name=draw(texts),
        short=draw(shorts),
        note=draw(optional),
        scale=scale,
        sections=sections,
        retired=retired,
    )
    if draw(st.booleans()):
        links = [Link(fate="new", old=(), new=(one.id,)) for one in framework.criteria]
        links += [Link(fate="dropped", old=(one.id,), new=()) for one in framework.retired_criteria]
        framework = replace(framework, previous="0.9", crosswalk=tuple(links))
    return valid_framework(framework)
