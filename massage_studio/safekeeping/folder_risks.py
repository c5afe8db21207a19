"""Whether a studio's folder is one that another program or computer writes to as well."""

import re
from pathlib import Path, PurePath, PureWindowsPath

from massage_studio.store.engine import FILE_NAME

# What the folders of programs are called that keep them in step with the internet, as a part of the path.
_SYNCED = (
    ("OneDrive", r"onedrive( - .+)?|onedrive-.+"),
    ("Dropbox", r"dropbox( \(.+\))?|dropbox-.+"),
    ("iCloud", r"icloud ?drive|mobile documents|com~apple~clouddocs|icloud~.+"),
    ("Google Drive", r"google ?drive|googledrive-.+|my drive"),
    ("Nextcloud", r"nextcloud|owncloud"),
    ("Box", r"box|box sync|box-box"),
    ("pCloud", r"pclouddrive|pcloud drive"),
    ("MEGA", r"mega|megasync"),
    ("Syncthing", r"syncthing"),
    ("Proton Drive", r"proton ?drive.*"),
)
_NETWORK = re.compile(r"nfs\d?|cifs|smb\w*|afpfs|afs|9p|webdav|davfs\d?|fuse\.(sshfs|rclone|davfs\d?)|ncpfs")
_FOLDER_MARKS = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".tresorit": "Tresorit"}


def synced_by(folder: Path) -> str:
    """Return the name of the program that keeps a folder in step with other computers, empty for none."""
    for part in reversed(_parts(folder)):
        for name, pattern in _SYNCED:
            if re.fullmatch(pattern, part, re.IGNORECASE):
                return name
    for above in (folder, *folder.parents):
        for mark, name in _FOLDER_MARKS.items():
            if (above / mark).exists():
                return name
    return ""


def is_on_network(folder: Path, file_system: str) -> bool:
    r"""Tell whether a folder is on another computer, by its path (\\server\...) or its file system's kind."""
    return str(folder).startswith(("\\\\", "//")) or bool(_NETWORK.fullmatch(file_system.lower()))


def conflicted_copies(folder: Path) -> tuple[Path, ...]:
    """Return the databases beside the studio's that are named after it, as a syncing program names a second.

    Such as `studio (Grace's conflicted copy 2026-11-19).db`, `studio-LAPTOP.db`, `studio 2.db` and
    `studio.sync-conflict-20261119-093000-ABCDEFG.db`.
    """
    own = PurePath(FILE_NAME)
    return tuple(
        sorted(
            file
            for file in folder.glob(f"{own.stem}*{own.suffix}")
            if file.name != FILE_NAME and file.is_file() and file.stat().st_size
        )
    )


def _parts(folder: Path) -> tuple[str, ...]:
    text = str(folder)
    return PureWindowsPath(text).parts if "\\" in text else folder.parts
