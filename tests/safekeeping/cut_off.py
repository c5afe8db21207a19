"""Restores a backup, finishes a restore or backs up, and is killed before its n-th step on the disk."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from massage_studio.safekeeping.automatic import back_up_if_changed
from massage_studio.safekeeping.restore import finish, restore
from massage_studio.store import copying

NOW = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
STEPS = ("replace", "rename", "link", "fsync", "mkdir", "rmdir", "unlink")
BACKUP = "backup"


def killed_before(step: int) -> None:
    """Let every step on the disk be counted and the program die before one of them."""
    left = step

    def counted(do: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
            return do(*arguments, **options)

        return run

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))


def main() -> None:
    """Take the folder, the backup to restore, empty to finish a restore, BACKUP to make one, and the step."""
    folder, chosen, step = sys.argv[1:]
    killed_before(int(step))
    if chosen == BACKUP:
        copying.PAGES_AT_A_TIME = 64
        # As beside a class: each piece of a copy is flushed.
        back_up_if_changed(Path(folder), now=NOW, busy=lambda: False)
    elif chosen:
        restore(Path(folder), Path(chosen), now=NOW)
    else:
        finish(Path(folder))


if __name__ == "__main__":
    main()
