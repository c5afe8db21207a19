"""Folders that another program or computer writes to are known by their names, and others are not."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from massage_studio.safekeeping.folder_risks import is_on_network, synced_by

WINDOWS = PureWindowsPath("C:/Users/Grace")
MAC = Path("/Users/grace/Library")


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (WINDOWS / "OneDrive" / "Massage Studio", "OneDrive"),
        (WINDOWS / "OneDrive - Calm Hands Ltd" / "Documents", "OneDrive"),
        (WINDOWS / "Dropbox (Personal)", "Dropbox"),
        (WINDOWS / "iCloudDrive" / "studio", "iCloud"),
        (PureWindowsPath("G:/My Drive/studio"), "Google Drive"),
        (MAC / "CloudStorage" / "OneDrive-Personal", "OneDrive"),
        (MAC / "CloudStorage" / "GoogleDrive-grace@example.org" / "studio", "Google Drive"),
        (MAC / "Mobile Documents" / "com~apple~CloudDocs" / "studio", "iCloud"),
        (Path("/home/grace/Nextcloud/work"), "Nextcloud"),
        (Path("/home/grace/Dropbox"), "Dropbox"),
        # What only sounds like one.
        (WINDOWS / "AppData" / "Local" / "Massage Studio", ""),
        (Path("/home/grace/.local/share/Massage Studio"), ""),
        (Path("/home/grace/boxes"), ""),
        (Path("/home/grace/my onedrive notes"), ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(folder: PureWindowsPath | Path, name: str) -> None:
    assert synced_by(Path(str(folder))) == name


def test_a_synced_folder_is_known_by_what_its_program_keeps_in_it(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert synced_by(tmp_path / "work" / "studio") == "Syncthing"


@pytest.mark.parametrize(
    ("folder", "kind", "far"),
    [
        ("\\\\server\\share\\studio", "", True),
        ("/mnt/server", "nfs4", True),
        ("/mnt/server", "cifs", True),
        ("/Volumes/share", "smbfs", True),
        ("/home/grace", "fuse.sshfs", True),
        ("/home/grace", "ext4", False),
        ("C:\\Users\\Grace", "NTFS", False),
        ("/media/STICK", "vfat", False),
        ("/home/grace", "", False),
    ],
)
def test_a_folder_on_the_network_is_known(folder: str, kind: str, far: bool) -> None:
    assert is_on_network(Path(folder), kind) is far
