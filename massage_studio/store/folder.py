"""Makes folders that only their owner may enter."""

import os
from contextlib import suppress
from pathlib import Path

from massage_studio.errors import KnownError, NotWritableError
from massage_studio.store.files import make_folder


def make_private(folder: Path) -> None:
    """Make a folder that only this user may enter; one that exists keeps its contents.

    One that is empty or has a studio in it is closed to others; what else it holds stays as it is.

    Raises:
        KnownError: the folder cannot be made or written to.
    """
    try:
        for missing in reversed([path for path in (folder, *folder.parents) if not path.is_dir()]):
            make_folder(missing)
    except OSError:
        raise KnownError(
            "The studio's folder cannot be made there.", "Choose another folder with --data."
        ) from None
    _close_to_others(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NotWritableError(
            "The studio's folder cannot be written to, so nothing new can be saved.",
            "Allow this program to change the folder, then try again. All that was saved before is safe.",
        )


def _close_to_others(folder: Path) -> None:
    # On Windows a user's folders are private by what they inherit, and the mode tells nothing.
    if os.name == "nt" or not folder.stat().st_mode & 0o077:
        return
    with suppress(OSError):
        # The name stands in store/engine.py too, whose import would hold up the first paint.
        if (folder / "studio.db").exists() or not any(folder.iterdir()):
            folder.chmod(0o700)
