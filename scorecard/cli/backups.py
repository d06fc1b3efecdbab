"""The verbs on backups: backup, backups, restore, salvage."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from scorecard.cli.grammar import Verbs, path_named
from scorecard.cli.output import Output, aligned
from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.model.snapshot import unknown
from scorecard.safe_file import save_bytes
from scorecard.storage.keeping.backups import backups_of_file, folder_of, kept_backups
from scorecard.storage.keeping.description import Backup
from scorecard.storage.restoring import copy_whole, restore
from scorecard.workspace import Workspace


def add_verbs(verbs: Verbs) -> None:
    """The grammar of this topic."""
    backup = verbs.add("backup", _("Keep a verified copy of the evaluation now."))
    backup.add_argument("file", metavar="FILE", type=path_named)
    backup.add_argument(
        "folder",
        metavar="FOLDER",
        type=path_named,
        nargs="?",
        help=_("another place for it; by default among the backups of this user"),
    )
    backup.set_defaults(run=keep)

    listed = verbs.add("backups", _("List the backups of an evaluation: when, why, and what each holds."))
    listed.add_argument("file", metavar="FILE", type=path_named)
    listed.add_argument("--json", action="store_true", help=_("as one JSON document"))
    listed.set_defaults(run=list_backups)

    back = verbs.add(
        "restore", _("Put a backup in the place of an evaluation, which becomes a backup itself first.")
    )
    back.add_argument(
        "backup",
        metavar="BACKUP",
        help=_("the path of a backup; or its name as “backups” lists it, or the beginning of that"),
    )
    back.add_argument("file", metavar="FILE", type=path_named)
    back.set_defaults(run=put_back)

    salvaged = verbs.add("salvage", _("Read what can be read of a damaged evaluation into a new one."))
    salvaged.add_argument("file", metavar="FILE", type=path_named)
    salvaged.add_argument("out", metavar="OUT", type=path_named)
    salvaged.add_argument("--json", action="store_true", help=_("as one JSON document"))
    salvaged.set_defaults(run=read_what_is_left)


def keep(asked: Namespace, output: Output) -> None:
    """`backup`. It reads, so that it works beside the window."""
    with Workspace.open(asked.file, reading=True) as workspace:
        made = workspace.back_up() or next(one for one in workspace.backups() if one.whole)
    if asked.folder is None:
        output.data(str(made.path))
        return
    if not asked.folder.is_dir():
        sentence = _("There is no folder “{folder}”. Nothing has been written; create it or choose another.")
        raise Refusal(sentence.format(folder=asked.folder), code="unknown")
    place = asked.folder / f"{Path(asked.file).stem}-{made.path.name}"
    copy_whole(made, place)
    line = f"{made.sha256}  {place.name}\n".encode()
    save_bytes(place.with_name(f"{place.name}.sha256"), line, private=True)
    output.data(str(place))


def list_backups(asked: Namespace, output: Output) -> None:
    """`backups`. Those of a damaged file, and of one that is gone, are found by its place."""
    kept = _backups_of(asked.file)
    if asked.json:
        output.document({"backups": [_as_json(one) for one in kept]})
        return
    heads = (_("Name"), _("When"), _("Why"), _("Programmes"), _("Scores"), _("Edits"), _("Of the file"))
    rows = [
        (
            one.name,
            f"{one.made_at.astimezone():%Y-%m-%d %H:%M:%S}",
            one.why,
            *((str(one.programmes), str(one.scores), str(one.edits)) if one.whole else ("?", "?", "?")),
            str(one.source),
        )
        for one in kept
    ]
    output.data(aligned(heads, rows, right=(3, 4, 5)))


def put_back(asked: Namespace, output: Output) -> None:
    """`restore`."""
    path = Path(asked.backup)
    if not path.is_file():
        path = _named(asked.backup, _backups_of(asked.file)).path
    with Workspace.open(path, reading=True) as workspace:
        at = workspace.history()[0].at.astimezone()
    before = restore(path, asked.file)
    output.say(_("Restored: the evaluation is as it was at {time}.").format(time=f"{at:%Y-%m-%d %H:%M:%S}"))
    if before is not None:
        output.say(_("What was there before is the backup {name}.").format(name=before.name))


def read_what_is_left(asked: Namespace, output: Output) -> None:
    """`salvage`."""
    from scorecard.storage.salvage import salvage

    found = salvage(asked.file, asked.out)
    if asked.json:
        output.document(
            {
                "edits": found.edits,
                "programmes": found.programmes,
                "scores": found.scores,
                "losses": list(found.losses),
            }
        )
        return
    for loss in found.losses:
        output.say(loss)
    output.data(found.sentence(asked.out))


def _backups_of(file: Path) -> list[Backup]:
    try:
        with Workspace.open(file, reading=True) as workspace:
            return kept_backups(folder_of(workspace.snapshot.evaluation.id))
    except Refusal as refusal:
        kept = backups_of_file(file)
        if refusal.code not in ("damaged", "unknown") or not kept:
            raise
        return kept


def _named(text: str, kept: list[Backup]) -> Backup:
    """The backup of this name, or the only one whose name begins so."""
    found = [one for one in kept if one.name == text] or [one for one in kept if one.name.startswith(text)]
    if len(found) == 1:
        return found[0]
    if found and text:
        sentence = _("“{text}” begins the names of {count} backups; write more of it. Nothing has changed.")
        raise Refusal(sentence.format(text=text, count=len(found)))
    raise unknown(_("backup"), text, (one.name for one in kept))


def _as_json(one: Backup) -> dict[str, Any]:
    return {
        "name": one.name,
        "path": str(one.path),
        "at": one.made_at.isoformat(),
        "reason": one.reason,
        "source": str(one.source),
        "whole": one.whole,
        "title": one.title,
        "programmes": one.programmes,
        "scores": one.scores,
        "edits": one.edits,
        "newest": one.newest,
        "sha256": one.sha256,
        "size": one.size,
    }
