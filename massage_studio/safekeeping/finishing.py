"""Brings to its end, beside the open studio, what was decided and then cut off by the program's own end."""

from datetime import datetime
from pathlib import Path

from massage_studio.store.opening import COPIES_WAIT, REMOVING


def finish_beside(folder: Path, *, now: datetime) -> None:
    """Encrypt copies that wait for the studio's key, and remove backups that are to go; it may be open.

    Raises:
        KnownError: the disk is full, or takes nothing.
    """
    # Hardly any start has something to finish.
    if (folder / COPIES_WAIT).exists():
        from massage_studio.safekeeping.key_change import finish_copies

        finish_copies(folder)
    if any(folder.glob(f"{REMOVING}*")):
        from massage_studio.safekeeping.backup_removal import finish_removal

        finish_removal(folder, now=now)
