"""Erases a family, and is killed when the database has worked for so many steps."""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event

from massage_studio.safekeeping.erasure_service import erase_family
from massage_studio.store.opening import open_studio

LATER = datetime(2027, 3, 19, 10, 0, tzinfo=UTC)
_STEPS = 1_000


def main() -> None:
    """Take the folder, the family and after how many thousand steps to die; say when it is erased."""
    folder, family, left = sys.argv[1], UUID(sys.argv[2]), int(sys.argv[3])

    def step() -> int:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return 0

    store = open_studio(Path(folder))

    @event.listens_for(store.engine, "checkout")
    def count(connection: Any, *rest: Any) -> None:
        connection.set_progress_handler(step, _STEPS)

    with store.write() as session:
        erase_family(session, family_id=family, now=LATER, today=LATER.date())
    sys.stdout.write("erased\n")
    sys.stdout.flush()
    store.forget()
    store.close()


if __name__ == "__main__":
    main()
