"""Network drives and synchronised folders are known by what each system tells of them.

The tables of Windows and macOS were recorded or written after their documentation; nothing here ran on either system.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from scorecard.storage.places import (
    Place,
    conflicted_copies,
    linux_mounts,
    mac_mounts,
    named_by_dropbox,
    named_in_environment,
    network_type,
    place_of,
    synchronised_by,
    windows_mounts,
)

LINUX = """\
sysfs /sys sysfs rw,nosuid 0 0
/dev/sda2 / ext4 rw,relatime 0 0
server:/export/home /home nfs4 rw,vers=4.2,addr=10.0.0.2 0 0
//server/Ministerio /mnt/unidad\\040de\\040red cifs rw,username=ana 0 0
/dev/sdb1 /home/ana/stick vfat rw 0 0
ana@host:/srv /mnt/ssh fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
C:\\134 /mnt/c 9p rw,aname=drvfs 0 0
auto.nfs /mnt/auto autofs rw 0 0
server:/auto/a /mnt/auto nfs rw 0 0
tmpfs /tmp tmpfs rw 0 0
"""

MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//ana@server._smb._tcp.local/Evaluaciones on /Volumes/Evaluaciones (smbfs, nodev, nosuid, mounted by ana)
server:/exports/home on /Volumes/home (casa) (nfs)
afp_00123 on /Volumes/Viejo (afpfs, nodev, nosuid, mounted by ana)
https://dav.example.org/ on /Volumes/dav (webdav, nodev, noexec, nosuid, mounted by ana)
/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev, nosuid, noowners)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""

WINDOWS = {"C:\\": 3, "D:\\": 2, "E:\\": 5, "Z:\\": 4}


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("/srv/e.scorecard", ""),
        ("/home/ana/e.scorecard", "nfs4"),
        ("/home/ana/stick/e.scorecard", ""),
        ("/homework/e.scorecard", ""),
        ("/mnt/unidad de red/2026/e.scorecard", "cifs"),
        ("/mnt/ssh/e.scorecard", "fuse.sshfs"),
        ("/run/user/1000/gvfs/smb-share:server=s/e.scorecard", "fuse.gvfsd-fuse"),
        ("/mnt/c/Users/ana/e.scorecard", "9p"),
        ("/mnt/auto/e.scorecard", "nfs"),
        ("/tmp/e.scorecard", ""),
    ],
)
def test_linux_tells_network_drives_by_its_mounts(path: str, type: str) -> None:
    assert network_type(PurePosixPath(path), linux_mounts(LINUX)) == type


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("/Users/ana/e.scorecard", ""),
        ("/Volumes/Evaluaciones/2026/e.scorecard", "smbfs"),
        ("/Volumes/home (casa)/e.scorecard", "nfs"),
        ("/Volumes/Viejo/e.scorecard", "afpfs"),
        ("/Volumes/dav/e.scorecard", "webdav"),
        ("/Volumes/STICK/e.scorecard", ""),
    ],
)
def test_macos_tells_network_drives_by_its_mounts(path: str, type: str) -> None:
    assert network_type(PurePosixPath(path), mac_mounts(MAC)) == type


@pytest.mark.parametrize(
    ("path", "is_network"),
    [
        (r"C:\Users\ana\e.scorecard", False),
        (r"D:\e.scorecard", False),
        (r"Z:\Evaluaciones\e.scorecard", True),
        (r"z:\Evaluaciones\e.scorecard", True),
        (r"\\server\share\e.scorecard", True),
        (r"\\?\UNC\server\share\e.scorecard", True),
        (r"\\?\C:\Users\ana\e.scorecard", False),
    ],
)
def test_windows_tells_network_drives_by_their_type_or_their_name(path: str, is_network: bool) -> None:
    assert bool(network_type(PureWindowsPath(path), windows_mounts(WINDOWS))) == is_network


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (PurePosixPath("/Users/ana/Library/CloudStorage/OneDrive-Ministerio/e.scorecard"), "OneDrive"),
        (
            PurePosixPath("/Users/ana/Library/CloudStorage/GoogleDrive-ana@x.org/My Drive/e.scorecard"),
            "GoogleDrive",
        ),
        (
            PurePosixPath("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/e.scorecard"),
            "iCloud Drive",
        ),
        (PureWindowsPath(r"C:\Users\ana\OneDrive - Ministerio de Minería\e.scorecard"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\ana\Google Drive\e.scorecard"), "Google Drive"),
        (PureWindowsPath(r"D:\Dropbox (Ministerio)\2026\e.scorecard"), "Dropbox"),
        (PurePosixPath("/home/ana/Nextcloud/e.scorecard"), "Nextcloud"),
        (PurePosixPath("/home/ana/Documents/e.scorecard"), ""),
        (PurePosixPath("/home/ana/Dropbox.scorecard"), ""),
        (PurePosixPath("/home/ana/Dropboxes/e.scorecard"), ""),
    ],
)
def test_synchronised_folders_are_known_by_their_names(path: PurePath, name: str) -> None:
    assert synchronised_by(path, {}) == name


def test_folders_that_were_renamed_are_known_by_what_their_programs_say() -> None:
    environment = {
        "OneDriveCommercial": r"C:\Nube",
        "ONEDRIVE": r"C:\Nube",
        "Path": "C:\\",
        "OneDriveConsumer": " ",
    }
    info = json.dumps({"personal": {"path": "/srv/caja", "host": 1}, "business": {"path": "/srv/oficina"}})
    named = named_in_environment(environment)
    assert named == {r"C:\Nube": "OneDrive"}
    folders: dict[PurePath, str] = {PureWindowsPath(path): name for path, name in named.items()}
    folders |= {PurePosixPath(path): name for path, name in named_by_dropbox(info).items()}
    assert synchronised_by(PureWindowsPath(r"c:\nube\a\e.scorecard"), folders) == "OneDrive"
    assert synchronised_by(PurePosixPath("/srv/oficina/a/e.scorecard"), folders) == "Dropbox"
    assert synchronised_by(PurePosixPath("/srv/e.scorecard"), folders) == ""


@pytest.mark.parametrize("text", ["", "[]", "{", '{"personal": 3}', '{"personal": {"host": 1}}', "null"])
def test_what_dropbox_does_not_say_is_nothing(text: str) -> None:
    assert named_by_dropbox(text) == {}


def test_a_folder_of_this_machine_is_nothing_particular(tmp_path: Path) -> None:
    assert place_of(tmp_path / "e.scorecard") is None


@pytest.mark.parametrize(("mark", "name"), [(".stfolder", "Syncthing"), (".dropbox", "Dropbox")])
def test_a_synchronised_folder_is_known_by_what_lies_in_it(tmp_path: Path, mark: str, name: str) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / mark).mkdir()
    assert place_of(tmp_path / "a" / "b" / "e.scorecard") == Place(kind="synchronised", name=name)


def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    assert place_of(tmp_path / "link" / "e.scorecard") == Place(kind="synchronised", name="Dropbox")


def test_links_in_a_circle_are_nothing_particular(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert place_of(tmp_path / "a" / "e.scorecard") is None


@pytest.mark.parametrize(
    "name",
    [
        "valley (Ana's conflicted copy 2026-11-29).scorecard",
        "valley (copia en conflicto de Ana 2026-11-29).scorecard",
        "valley (conflicted copy 2026-11-29 120000).scorecard",
        "valley.sync-conflict-20261129-120000-ABCDEFG.scorecard",
        "valley_conflict-20261129-120000.scorecard",
    ],
)
def test_a_copy_in_conflict_beside_a_file_is_known_by_its_name_wherever_it_lies(
    tmp_path: Path, name: str
) -> None:
    for one in (name, "valley.scorecard", "valley 2.scorecard", f"other {name}", f"{name}.txt"):
        (tmp_path / one).touch()
    assert conflicted_copies(tmp_path / "valley.scorecard", None) == [name]


@pytest.mark.parametrize(
    "name", ["valley-MEF-PC042.scorecard", "valley (1).scorecard", "valley(2).scorecard"]
)
def test_a_name_that_people_give_too_counts_in_a_synchronised_folder_only(tmp_path: Path, name: str) -> None:
    for one in (name, "valley.scorecard", "valley-copy.scorecard", "valley (last one).scorecard"):
        (tmp_path / one).touch()
    path = tmp_path / "valley.scorecard"
    assert conflicted_copies(path, None) == []
    assert conflicted_copies(path, Place(kind="network", name="nfs")) == []
    assert conflicted_copies(path, Place(kind="synchronised", name="OneDrive")) == [name]


def test_a_folder_that_is_gone_has_no_copies_in_conflict(tmp_path: Path) -> None:
    assert conflicted_copies(tmp_path / "gone" / "valley.scorecard", None) == []
