"""At which weights first place is lost, in words that are true of every weight they speak of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from scorecard.analysis.sentences import within
from scorecard.analysis.sureness.stability import Stability
from scorecard.i18n import _, format_share, language, pgettext

_TOLD = 5
"""So many ways to lose first place are told, the nearest ones to the weights as they are."""
_NOTHING = 1e-6
"""An interval narrower than this is a point."""
_SLACK = 1e-6
"""A whole per cent that a bound misses by less than this is the bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fall:
    """First place goes to the taker where the section weighs less, or more, than a bound."""

    section: str
    less: bool
    bound: float
    distance: float
    taker: str


def stability_sentence(
    stability: Sequence[Stability], leaders: Sequence[str], *, named: bool, as_they_stand: bool
) -> str:
    """At which weight of one section the leaders lose first place; empty where that is not defined.

    `named` where the sentence before is about somebody else; `as_they_stand` where the chances before are of
    drawn cells, while this is said of the scores as they are.
    """
    defined = [one for one in stability if one.leader is not None]
    if not defined:
        return ""
    falls = sorted((fall for one in defined for fall in _falls(one)), key=lambda fall: fall.distance)
    passing = not all(all(one.for_good) for one in defined)
    if len(leaders) > 1:
        return "" if as_they_stand else _of_several(defined, falls, passing)
    if not falls and passing:
        sentence = _("At some weights {programme} loses first place.")
    elif not falls:
        if as_they_stand:
            sentence = _(
                "On the scores as they stand, {programme} keeps first place whatever a single section weighs."
            )
        elif named:
            sentence = _("{programme} keeps first place whatever a single section weighs.")
        else:
            sentence = _("It keeps first place whatever a single section weighs.")
    elif as_they_stand:
        sentence = _("On the scores as they stand, {programme} loses first place {clauses}.")
    elif named:
        sentence = _("{programme} loses first place {clauses}.")
    else:
        sentence = _("It loses first place {clauses}.")
    return sentence.format(programme=leaders[0], clauses=_clauses(falls, passing))


def stays_first(one: Stability) -> str:
    """At which weights of a section the leader stays first, in a few words; rounded so that they are true."""
    if one.leader is None:
        return _("not defined")
    low, high = ceil(one.leader[0] * 100 - _SLACK), floor(one.leader[1] * 100 + _SLACK)
    if low > high:
        return _("stays first near {share} only").format(share=format_share(one.weight))
    if low <= 0 and high >= 100:
        return _("stays first at any weight")
    if low <= 0:
        return _("stays first up to {share}").format(share=format_share(high / 100))
    if high >= 100:
        return _("stays first from {share}").format(share=format_share(low / 100))
    return _("stays first from {low} to {high}").format(
        low=format_share(low / 100), high=format_share(high / 100)
    )


def _of_several(stability: Sequence[Stability], falls: Sequence[_Fall], passing: bool) -> str:
    """The same of leaders who share first place."""
    parting = [one for one in stability if one.leader and one.leader[1] - one.leader[0] < _NOTHING]
    if parting:
        sections = _or([_section(one) for one in parting])
        return _("They part as soon as the weight of {sections} changes.").format(sections=sections)
    if falls:
        return _("They lose first place {clauses}.").format(clauses=_clauses(falls, passing))
    if passing:
        return _("At some weights they lose first place.")
    return _("They share first place whatever a single section weighs.")


def _falls(one: Stability) -> Iterator[_Fall]:
    if one.leader is None:
        return
    ends = zip(one.leader, (one.below, one.above), (True, False), one.for_good, strict=True)
    for bound, taker, less, for_good in ends:
        if taker is not None and for_good:
            yield _Fall(
                section=_section(one),
                less=less,
                bound=bound,
                distance=abs(bound - one.weight),
                taker=taker.label,
            )


def _section(one: Stability) -> str:
    return within(one.section.short.into(language()))


def _clauses(falls: Sequence[_Fall], passing: bool) -> str:
    """To whom first place is lost, and when: “to X if a weighs less than 12 %, or to Y if …”."""
    if not falls:
        return ""
    told: dict[str, list[_Fall]] = {}
    for fall in falls[:_TOLD]:
        told.setdefault(fall.taker, []).append(fall)
    clauses = [
        _("to {programme} if {conditions}").format(programme=taker, conditions=_conditions(several))
        for taker, several in told.items()
    ]
    most, last = ", ".join(clauses[:-1]), clauses[-1]
    text = _("{most}, or {last}").format(most=most, last=last) if most else last
    return _("{clauses}, among other cases").format(clauses=text) if passing or len(falls) > _TOLD else text


def _conditions(falls: Sequence[_Fall]) -> str:
    first, *others = falls
    return _or([_condition(first), *(_next_condition(fall) for fall in others)])


def _condition(fall: _Fall) -> str:
    share = _true_share(fall)
    if share is None:
        words = (
            _("{section} weighs next to nothing") if fall.less else _("{section} has nearly all the weight")
        )
        return words.format(section=fall.section)
    words = _("{section} weighs less than {share}") if fall.less else _("{section} weighs more than {share}")
    return words.format(section=fall.section, share=share)


def _next_condition(fall: _Fall) -> str:
    """The same after another one, without its verb where the language can spare it."""
    share = _true_share(fall)
    if share is None:
        return _condition(fall)
    words = (
        pgettext("after another condition", "{section} less than {share}")
        if fall.less
        else pgettext("after another condition", "{section} more than {share}")
    )
    return words.format(section=fall.section, share=share)


def _true_share(fall: _Fall) -> str | None:
    """The bound in whole per cent, rounded so that beyond it the place is lost; None where that leaves 0 or 100."""
    percent = floor(fall.bound * 100 + _SLACK) if fall.less else ceil(fall.bound * 100 - _SLACK)
    return format_share(percent / 100) if 0 < percent < 100 else None


def _or(phrases: Sequence[str]) -> str:
    """Phrases as a list with “or” before the last, in the language in force (Spanish: o, or u before an o)."""
    if len(phrases) < 2:
        return "".join(phrases)
    most, last = ", ".join(phrases[:-1]), phrases[-1]
    if _begins_with_o(last):
        return pgettext("the next word begins with the sound o", "{most} or {last}").format(
            most=most, last=last
        )
    return _("{most} or {last}").format(most=most, last=last)


def _begins_with_o(phrase: str) -> bool:
    """Whether a Spanish reader begins the phrase with the vowel o: oportunidad, hogar, órganos."""
    plain = unicodedata.normalize("NFD", phrase.casefold())
    return plain.startswith(("o", "ho"))
