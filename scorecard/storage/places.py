"""Recognises folders in which a file is not safe with one program alone: network drives and synchronised folders.

What a machine tells of its drives and folders is read by pure functions, so that the tables of Windows and macOS can be
tried on Linux. Those of Windows and macOS have been tried on recorded tables only.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Literal

_NETWORK = {
    "9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.ceph", "fuse.glusterfs",
    "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "glusterfs", "lustre", "macfuse",
    "ncpfs", "nfs", "nfs4", "osxfuse", "remote", "smb3", "smbfs", "webdav",
}  # fmt: skip
"""File systems of other machines, as Linux and macOS name them; `remote` is ours for a drive of Windows."""

_DRIVE_REMOTE = 4
"""What GetDriveTypeW of Windows returns for a network drive."""

_NAMES = re.compile(
    r"(?P<name>OneDrive|Dropbox|Google ?Drive|Nextcloud|ownCloud|iCloud ?Drive|Box Sync|MEGA ?sync|pCloud ?Drive"
    r"|SynologyDrive)(?: ?[-–(].*)?",
    re.IGNORECASE,
)
"""How the programs that synchronise call their folders unless somebody has renamed them."""

_MARKS = {
    ".dropbox": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".SynologyWorkingDirectory": "Synology Drive",
    ".tmp.drivedownload": "Google Drive",
}
"""What they leave in the uppermost folder, whatever its name."""

_CONFLICTED = (
    r" \(.*(?:conflicted copy|case conflict|copia en conflicto).*\)"  # Dropbox, Nextcloud, SynologyDrive
    r"|\.sync-conflict-\d{8}-\d{6}.*"  # Syncthing
    r"|_conflict-\d{8}-\d{6}"  # ownCloud
)
"""What stands after the name of a file in that of a copy made when two computers changed it at once."""

_PERHAPS_CONFLICTED = r"|(?-i:-[A-Z0-9][A-Z0-9-]{2,14})| ?\(\d{1,2}\)"
"""OneDrive appends the name of the computer, Google Drive a number, as people do; it counts in folders of theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is particular about a folder: `name` is that of its file system or of the program that synchronises it."""

    kind: Literal["network", "synchronised"]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """Where a file system is to be found, and of what type it is."""

    point: PurePath
    type: str


def place_of(path: Path) -> Place | None:
    """What is particular about the place of a file on this machine; None for a folder of its own disks."""
    # Not `resolve`, which raises RuntimeError where links lead in a circle.
    real = Path(os.path.realpath(path))
    name = synchronised_by(real, _known_folders())
    if not name:
        name = next((_MARKS[mark] for folder in real.parents for mark in _MARKS if _there(folder / mark)), "")
    if name:
        return Place(kind="synchronised", name=name)
    type = network_type(real, _mounts(real))
    return Place(kind="network", name=type) if type else None


def conflicted_copies(path: Path, place: Place | None) -> list[str]:
    """The names of the copies beside a file that a synchronising program made when two computers changed it at once."""
    perhaps = _PERHAPS_CONFLICTED if place is not None and place.kind == "synchronised" else ""
    pattern = re.compile(
        f"{re.escape(path.stem)}(?:{_CONFLICTED}{perhaps}){re.escape(path.suffix)}", re.IGNORECASE
    )
    try:
        return sorted(one.name for one in path.parent.iterdir() if pattern.fullmatch(one.name))
    except OSError:
        return []


def network_type(path: PurePath, mounts: Iterable[Mount]) -> str:
    """The file system of another machine on which a path lies, empty for one of this machine."""
    if isinstance(path, PureWindowsPath) and _is_share(path):
        return "remote"
    over = [mount for mount in mounts if mount.point == path or mount.point in path.parents]
    if not over:
        return ""
    # The innermost one, and of those at one point the last: it lies over the others.
    depth = max(len(mount.point.parts) for mount in over)
    type = [mount.type for mount in over if len(mount.point.parts) == depth][-1]
    return type if type in _NETWORK else ""


def synchronised_by(path: PurePath, folders: Mapping[PurePath, str]) -> str:
    """The program that synchronises a path, by folders that are known and by names; empty for none.

    On macOS all of them lie in `~/Library/CloudStorage`, but for iCloud in `~/Library/Mobile Documents`.
    """
    parents = list(path.parents)
    for folder in parents:
        if folder in folders:
            return folders[folder]
    for folder in parents:
        above = folder.parent
        if above.name == "CloudStorage" and above.parent.name == "Library":
            return folder.name.partition("-")[0]
        if folder.name == "Mobile Documents" and above.name == "Library":
            return "iCloud Drive"
        if found := _NAMES.fullmatch(folder.name):
            return found["name"]
    return ""


def linux_mounts(text: str) -> Iterator[Mount]:
    """The lines of /proc/self/mounts; a blank in a name is written there as its octal number."""
    for line in text.splitlines():
        fields = line.split()
        if len(fields) >= 3:
            point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1])
            yield Mount(point=PurePosixPath(point), type=fields[2])


def mac_mounts(text: str) -> Iterator[Mount]:
    """What `mount` prints on macOS: `//ana@server/share on /Volumes/share (smbfs, nodev, nosuid)`."""
    for line in text.splitlines():
        if found := re.fullmatch(r".+? on (/.*) \(([^,)]+).*\)", line.strip()):
            yield Mount(point=PurePosixPath(found[1]), type=found[2])


def windows_mounts(types: Mapping[str, int]) -> Iterator[Mount]:
    r"""Drives such as `Z:\` by what GetDriveTypeW returns for them."""
    for root, type in types.items():
        yield Mount(point=PureWindowsPath(root), type="remote" if type == _DRIVE_REMOTE else "local")


def named_in_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The folders that OneDrive names in the environment of Windows, by path."""
    return {
        path: "OneDrive"
        for name, path in variables.items()
        if name.casefold() in ("onedrive", "onedrivecommercial", "onedriveconsumer") and path.strip()
    }


def named_by_dropbox(text: str) -> dict[str, str]:
    """The folders that Dropbox names in its info.json, one for each account, by path."""
    with contextlib.suppress(ValueError, AttributeError, TypeError):
        return {str(one["path"]): "Dropbox" for one in json.loads(text).values() if "path" in one}
    return {}


def _is_share(path: PureWindowsPath) -> bool:
    r"""Whether a path names a server, as `\\server\share` does and `\\?\C:\` does not."""
    drive = path.drive.replace("/", "\\")
    return drive.startswith("\\\\") and (
        not drive.startswith(("\\\\?\\", "\\\\.\\")) or drive[4:].upper().startswith("UNC\\")
    )


def _known_folders() -> dict[PurePath, str]:
    named = named_in_environment(os.environ)
    settings = [Path.home() / ".dropbox"]
    settings += [
        Path(os.environ[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA") if name in os.environ
    ]
    for folder in settings:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            named |= named_by_dropbox((folder / "info.json").read_text(encoding="utf-8"))
    return {Path(os.path.realpath(path)): name for path, name in named.items()}


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _mounts(path: Path) -> list[Mount]:
    """The file systems of this machine, as far as it tells; on Windows that of the path alone."""
    with contextlib.suppress(OSError, UnicodeDecodeError, subprocess.SubprocessError):
        if sys.platform == "win32":
            import ctypes

            return list(windows_mounts({path.anchor: ctypes.windll.kernel32.GetDriveTypeW(path.anchor)}))
        if sys.platform == "darwin":
            told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False)
            return list(mac_mounts(told.stdout))
        return list(
            linux_mounts(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape"))
        )
    return []
