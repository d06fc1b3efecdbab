"""Brings the Workshop page to a stage, for the pictures of the documentation."""

from __future__ import annotations

from ui.pages.workshop import WorkshopPage

_ANSWERS = "13E32"
_WORDS = {
    "en": ("The road-map is dated and names its owners.", "One ministry had not seen the decree of 2019."),
    "es": ("La hoja de ruta tiene fechas y responsables.", "Un ministerio no conocía el decreto de 2019."),
}


def hold(page: WorkshopPage, stage: str, language: str) -> None:
    """Hold the workshop up to `begin`, `waiting`, `covered`, `private`, `revealed` or `settled`."""
    if stage == "begin":
        return
    page.begin()
    if stage == "waiting":
        return
    page.act(page.acts.begin_scoring)
    if stage == "private":
        page.item.voting.uncover()
    if stage in ("covered", "private"):
        return
    for answer in _ANSWERS:
        if page.at_hand is not None and page.at_hand.turn is not None:
            page.item.voting.uncover()
            page.vote("NE" if answer == "E" else answer)
    rationale, note = _WORDS[language]
    page.act(page.acts.reveal)
    page.act(page.acts.note, note)
    if stage == "settled":
        page.act(page.acts.agree, "3", rationale)
