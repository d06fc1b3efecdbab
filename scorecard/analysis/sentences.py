"""A comparison in words: whole sentences that stand above a chart and claim no more than it shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from scorecard.i18n import _, ngettext, pgettext

_NAMED = 3
"""More names than this are a number instead."""

_CONJUNCTIONS = {"and", "y", "e"}


def joined(names: Sequence[str]) -> str:
    """Names as a list with “and” before the last, in the language in force (Spanish: y, or e before an i)."""
    if len(names) < 2:
        return "".join(names)
    most, last = ", ".join(names[:-1]), names[-1]
    if any(not _CONJUNCTIONS.isdisjoint(name.casefold().split()) for name in names):
        return pgettext("the names themselves hold an “and”", "{most}, and {last}").format(
            most=most, last=last
        )
    if _begins_with_i(last):
        return pgettext("the next word begins with the sound i", "{most} and {last}").format(
            most=most, last=last
        )
    return _("{most} and {last}").format(most=most, last=last)


def programmes_named(labels: Sequence[str]) -> str:
    """Programmes within a sentence: by name, or as a number where they are many."""
    if len(labels) > _NAMED:
        return ngettext("{count} programme", "{count} programmes", len(labels)).format(count=len(labels))
    return joined(labels)


def leading(leaders: Sequence[str], figure: str, ranked: int, total: int) -> str:
    """Who leads, with which score, and how many of the programmes compared have evidence enough for one."""
    if total == 1:
        sentence = _("{programme} has a score of {score}; there is nothing to compare it with.")
        return sentence.format(programme=leaders[0], score=figure)
    if ranked == 1:
        sentence = _("Of {total} programmes only {programme} has enough evidence for a score: {score}.")
        return sentence.format(total=total, programme=leaders[0], score=figure)
    if len(leaders) == total:
        return _("All {total} programmes are level with {score}.").format(total=total, score=figure)
    return _lead(len(leaders), ranked == total).format(
        programme=leaders[0],
        programmes=joined(leaders),
        leaders=len(leaders),
        score=figure,
        count=ranked,
        total=total,
    )


def held_down(programme: str, criteria: Sequence[str]) -> str:
    """Which criteria decide a score under the rule of the weakest; nothing where none does."""
    if not criteria:
        return ""
    if len(criteria) > _NAMED:
        return _("{count} criteria hold {programme} down.").format(programme=programme, count=len(criteria))
    return ngettext(
        "{criteria} holds {programme} down.", "{criteria} hold {programme} down.", len(criteria)
    ).format(programme=programme, criteria=joined(criteria))


def unranked(programmes: Sequence[str], nothing_applies: bool) -> str:
    """Why nobody leads."""
    if not programmes:
        return _("There is no programme to compare yet.")
    if len(programmes) == 1:
        if nothing_applies:
            return _("No criterion of this framework applies to {programme}.").format(programme=programmes[0])
        return _("{programme} does not have enough evidence for a score.").format(programme=programmes[0])
    if nothing_applies:
        return _("No criterion of this framework applies to any of the {count} programmes.").format(
            count=len(programmes)
        )
    return _("None of the {count} programmes has enough evidence for a score.").format(count=len(programmes))


def ahead(programmes: Sequence[tuple[str, Sequence[str]]], compared: int) -> str:
    """Who is ahead where: programmes with the sections that each leads alone, of `compared` sections."""
    if not programmes:
        return _("Choose the programmes to compare.")
    if not compared:
        return _("There is too little evidence to say which of these programmes is ahead on any section.")
    leaders = [(name, listed(sections)) for name, sections in programmes if sections]
    match leaders:
        case []:
            return _("None of these programmes is ahead of the others on any section.")
        case [(first, sections)]:
            if compared > 1 and any(len(sections) == compared for _name, sections in programmes):
                return _("{first} is ahead on every section that can be compared.").format(first=first)
            return _("{first} is ahead on {sections}.").format(first=first, sections=sections)
        case [(first, sections), (second, sections_2)]:
            return _("{first} is ahead on {sections}; {second} on {sections_2}.").format(
                first=first, sections=sections, second=second, sections_2=sections_2
            )
        case [(first, sections), (second, sections_2), (third, sections_3)]:
            return _(
                "{first} is ahead on {sections}; {second} on {sections_2}; {third} on {sections_3}."
            ).format(
                first=first,
                sections=sections,
                second=second,
                sections_2=sections_2,
                third=third,
                sections_3=sections_3,
            )
    return " ".join(
        _("{first} is ahead on {sections}.").format(first=first, sections=sections)
        for first, sections in leaders
    )


def strongest(programme: str, sections: Sequence[str], enough: bool) -> str:
    """Where one programme alone stands highest."""
    if sections:
        return _("{programme} is strongest on {sections}.").format(
            programme=programme, sections=listed(sections)
        )
    if enough:
        return _("{programme} stands no higher on one section than on another.").format(programme=programme)
    return _("{programme} does not have enough evidence for a score in any section.").format(
        programme=programme
    )


def on_one_section(programme: str, section: str, score: str) -> str:
    """What one programme alone has on the only section in which it has a score."""
    return _("{programme} has a score on {section} only: {score}.").format(
        programme=programme, section=within(section), score=score
    )


def gaps(programmes: Sequence[tuple[str, int]], sections: int) -> str:
    """Who has too little evidence for a score, and in how many of the `sections`."""
    short = [(name, count) for name, count in programmes if count]
    if len(short) > _NAMED:
        return _(
            "{count} of these {total} programmes have too little evidence for a score in some section."
        ).format(count=len(short), total=len(programmes))
    if len(short) > 1:
        names = joined([name for name, _count in short])
        return _("{programmes} have too little evidence for a score in some sections.").format(
            programmes=names
        )
    if not short:
        return ""
    programme, count = short[0]
    if count == sections > 1:
        return _("{programme} has too little evidence for a score in every section.").format(
            programme=programme
        )
    return ngettext(
        "{programme} has too little evidence for a score in {count} section.",
        "{programme} has too little evidence for a score in {count} sections.",
        count,
    ).format(programme=programme, count=count)


def _lead(leaders: int, everyone: bool) -> str:
    """The translated sentence for a number of leaders, where everyone or only some have evidence enough."""
    if leaders == 1:
        if everyone:
            return _(
                "{programme} leads with {score}; all {total} programmes have enough evidence for a score."
            )
        return _(
            "{programme} leads with {score}; {count} of {total} programmes have enough evidence for a score."
        )
    if leaders <= _NAMED:
        if everyone:
            return _(
                "{programmes} share the lead with {score}; "
                "all {total} programmes have enough evidence for a score."
            )
        return _(
            "{programmes} share the lead with {score}; "
            "{count} of {total} programmes have enough evidence for a score."
        )
    if everyone:
        return _(
            "{leaders} programmes share the lead with {score}; "
            "all {total} programmes have enough evidence for a score."
        )
    return _(
        "{leaders} programmes share the lead with {score}; "
        "{count} of {total} programmes have enough evidence for a score."
    )


def listed(sections: Sequence[str]) -> str:
    """Sections as they stand within a sentence, in the language in force: “anticipation and R&D”."""
    return joined([within(section) for section in sections])


def within(name: str) -> str:
    """A name as it stands within a sentence: `Anticipation` becomes `anticipation`, `R&D` stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _begins_with_i(name: str) -> bool:
    """Whether a Spanish reader begins the name with the vowel i: Innovación, Híbrido, but not Hierro."""
    plain = "".join(one for one in unicodedata.normalize("NFD", name.casefold()) if one.isalnum())
    return plain.startswith("i") or (plain.startswith("hi") and plain[2:3] not in {"a", "e", "o"})
