"""What putting a version in force does, line by line, and what else a person may say became of a criterion."""

from __future__ import annotations

from scorecard.analysis.record.succession import Line, Preview
from scorecard.i18n import _, ngettext
from scorecard.model.framework import Framework, Link
from scorecard.model.snapshot import Snapshot
from ui.models.frameworks.versions import criterion_in_words


def lines_to_read(preview: Preview) -> tuple[Line, ...]:
    """The lines on which something changes; criteria that stay as they are stand in the count only."""
    return tuple(line for line in preview.lines if line.link.fate != "same" or line.reworded)


def summary(snapshot: Snapshot, id: str, preview: Preview) -> tuple[str, ...]:
    """What happens as a whole, in sentences."""
    if id not in snapshot.frameworks:
        return (_("The framework becomes one of this evaluation and can be scored by."),)
    version = snapshot.framework(id).version
    if preview.replaces:
        return (
            _("Nothing is scored by this framework yet: the draft takes the place of {version}.").format(
                version=version
            ),
        )
    count = ngettext(
        "{count} score stands in this framework, and none is lost.",
        "{count} scores stand in this framework, and none is lost.",
        preview.scores,
    )
    said = [count.format(count=preview.scores)]
    names = {key: one.name for key, one in snapshot.rounds.items()}
    if preview.rounds_open:
        rounds = ", ".join(names[key] for key in preview.rounds_open)
        said.append(_("These rounds follow the new version: {rounds}.").format(rounds=rounds))
    if preview.rounds_kept:
        rounds = ", ".join(names[key] for key in preview.rounds_kept)
        said.append(_("These stay on {version}: {rounds}.").format(version=version, rounds=rounds))
    if preview.weights:
        sets = ", ".join(preview.weights)
        said.append(_("Sets of weights that follow: {sets}.").format(sets=sets))
    if preview.evidence:
        items = ngettext(
            "{count} item of evidence speaks to other criteria then.",
            "{count} items of evidence speak to other criteria then.",
            preview.evidence,
        )
        said.append(items.format(count=preview.evidence))
    return tuple(said)


def other_fates(link: Link, old: Framework, new: Framework) -> tuple[tuple[str, Link], ...]:
    """What else may have become of the criteria of a line: a sentence and the line that says it."""
    match link.fate:
        case "dropped":
            return _for_dropped(link.old[0], new)
        case "new":
            return _for_new(link.new[0], new, old)
        case "same":
            return (
                (
                    _("It is renamed: same meaning, other words"),
                    Link(fate="renamed", old=link.old, new=link.new),
                ),
            )
        case "renamed" if link.old == link.new:
            return ((_("It is the same as before"), Link(fate="same", old=link.old, new=link.new)),)
        case "renamed" | "merged" | "split":
            apart = Link(fate="dropped", old=(link.old[0],), new=())
            return ((_("They have nothing to do with each other: retired and new"), apart),)


def _for_dropped(id: str, new: Framework) -> tuple[tuple[str, Link], ...]:
    found = []
    for other in new.crosswalk:
        name = ", ".join(criterion_in_words(new, one) for one in other.new)
        if other.fate == "new":
            link = Link(fate="renamed", old=(id,), new=other.new)
            found.append((_("It goes on as {criterion}").format(criterion=name), link))
        elif other.fate == "merged" or (other.fate == "renamed" and other.old != other.new):
            link = Link(fate="merged", old=(*other.old, id), new=other.new)
            found.append((_("It is merged into {criterion}").format(criterion=name), link))
    return tuple(found)


def _for_new(id: str, new: Framework, old: Framework) -> tuple[tuple[str, Link], ...]:
    found = []
    for other in new.crosswalk:
        name = ", ".join(criterion_in_words(old, one) for one in other.old)
        if other.fate == "dropped":
            link = Link(fate="renamed", old=other.old, new=(id,))
            found.append((_("It is what {criterion} was").format(criterion=name), link))
        elif other.fate == "split" or (other.fate == "renamed" and other.old != other.new):
            link = Link(fate="split", old=other.old, new=(*other.new, id))
            found.append((_("It is a part of {criterion}").format(criterion=name), link))
    return tuple(found)
